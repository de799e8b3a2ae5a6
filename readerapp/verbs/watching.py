"""Watched folders: which files came since the last look, and are whole. No Qt, no library; state in one small file."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from readerapp.held_files import held
from readerapp.settings import load_state, save_state

FILE = "watched.json"
_MOST = 50_000
"""Entries of one folder that are looked at."""

Mark = tuple[int, int]
"""Size, and time of the last change in nanoseconds: another one means that the file was written."""


@dataclass(slots=True)
class Watch:
    """The files of the watched folders that are known. What was there when a folder came to be watched is no news."""

    path: Path
    """Where this is kept, so that files that come while the app is closed are found at the next start."""
    known: dict[str, dict[str, Mark]] = field(default_factory=dict)
    """Folder → file name → what it was like when it was taken."""
    gone: frozenset[str] = frozenset()
    """Folders that the last look could not list."""
    _growing: dict[str, dict[str, Mark]] = field(default_factory=dict)
    _handed: dict[Path, tuple[str, Mark]] = field(default_factory=dict)
    """Files that `look` gave out and that were not taken yet, each with the folder as the settings name it."""

    @classmethod
    def load(cls, library: Path) -> Watch:
        """What was known when it was kept last; nothing when that cannot be read."""
        watch = cls(library / FILE)
        for folder, files in load_state(watch.path).items():
            if isinstance(files, dict):
                watch.known[folder] = {
                    name: (mark[0], mark[1])
                    for name, mark in files.items()
                    if isinstance(mark, list) and len(mark) == 2 and all(isinstance(part, int) for part in mark)
                }
        return watch

    def look(self, folders: Sequence[str]) -> list[Path]:
        """The new files that are whole, each once: a file counts when two looks find it the same.

        Folders that are gone are passed over (and stand in `gone`), and go on being known. OSError when what is known
        cannot be kept.
        """
        ready: list[Path] = []
        gone: list[str] = []
        changed = bool(set(self.known) - set(folders))
        self.known = {folder: files for folder, files in self.known.items() if folder in folders}
        for folder in folders:
            found = _files(folder)
            if found is None:
                gone.append(folder)
                continue
            if folder not in self.known:
                self.known[folder] = found
                changed = True
                continue
            known, growing = self.known[folder], self._growing.get(folder, {})
            fresh = {name: mark for name, mark in found.items() if known.get(name) != mark}
            self._growing[folder] = fresh
            for name, mark in sorted(fresh.items()):
                path = Path(folder, name)
                if mark[0] > 0 and growing.get(name) == mark and self._handed.get(path) != (folder, mark):
                    self._handed[path] = folder, mark
                    ready.append(path)
            deleted = [name for name in known if name not in found]
            for name in deleted:
                del known[name]
            changed = changed or bool(deleted)
        self.gone = frozenset(gone)
        if changed:
            self._save()
        return ready

    def taken(self, paths: Sequence[Path]) -> None:
        """These were imported, or looked at and found to be no digests: they are no news any more. OSError as `look`."""
        for path in paths:
            folder, mark = self._handed.pop(path, ("", None))
            if mark is not None and folder in self.known:
                self.known[folder][path.name] = mark
        self._save()

    def _save(self) -> None:
        save_state(self.path, {folder: {n: list(m) for n, m in files.items()} for folder, files in self.known.items()})


def _files(folder: str) -> dict[str, Mark] | None:
    """The regular files of a folder, hidden ones and those still being downloaded left out; None when it cannot be listed."""
    found: dict[str, Mark] = {}
    ours = held()
    try:
        with os.scandir(folder) as entries:
            for number, entry in enumerate(entries):
                if number >= _MOST:
                    break
                if entry.name.startswith(".") or entry.name.endswith((".part", ".crdownload", ".tmp", "~")):
                    continue
                try:
                    status = entry.stat(follow_symlinks=False)
                except OSError:
                    continue
                if stat.S_ISREG(status.st_mode) and (status.st_dev, status.st_ino) not in ours:
                    found[entry.name] = (status.st_size, status.st_mtime_ns)
    except OSError:
        return None
    return found
