"""Importing files: which there are, and each one read and stored."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from readerapp.edits import ImportReading
from readerapp.errors import FileRefused, NoPaperFound, ReaderError
from readerapp.gate import Incoming
from readerapp.held_files import is_held
from readerapp.i18n import tr
from readerapp.records import Change, ImportReport, Progress, Reading
from readerapp.sandbox import Sandbox
from readerapp.verbs.reading import read_bytes, read_file

if TYPE_CHECKING:  # the window imports this room before its first paint, and sqlite-utils must not come with it
    from readerapp.store.library import Library


@dataclass(frozen=True, slots=True)
class Imported:
    """One file that was read and stored."""

    source: str
    reading: Reading
    change: Change

    @property
    def report(self) -> ImportReport:
        """What became of each paper."""
        assert self.change.report is not None
        return self.change.report

    @property
    def warnings(self) -> tuple[str, ...]:
        """The reading's, and that the same bytes are here already."""
        if self.report.again and self.reading.library:
            return (*self.reading.warnings, tr("everything in this copy is in the library already: nothing was added"))
        if self.report.again:
            return (*self.reading.warnings, tr("this digest is already in the library: nothing was added"))
        return self.reading.warnings


@dataclass(frozen=True, slots=True)
class Failed:
    """One file that was not imported, and why."""

    path: str
    error: str
    no_digest: bool
    """It was read, and holds no paper: among several files that is no failure."""


def import_file(
    library: Library, path: Path, sandbox: Sandbox, *, dry_run: bool = False
) -> Generator[Progress, None, Imported]:
    """Read and store one file. ReaderError names the file, the cause and what to do; nothing is stored then."""
    incoming, reading = yield from read_file(path, sandbox)
    return (yield from _store(library, incoming, reading, dry_run))


def import_bytes(
    library: Library, incoming: Incoming, sandbox: Sandbox, *, dry_run: bool = False
) -> Generator[Progress, None, Imported]:
    """Read and store what came without a path (standard input, the clipboard)."""
    reading = yield from read_bytes(incoming, sandbox)
    return (yield from _store(library, incoming, reading, dry_run))


def _store(
    library: Library, incoming: Incoming, reading: Reading, dry_run: bool
) -> Generator[Progress, None, Imported]:
    edit = ImportReading(reading, incoming.name, incoming.data, incoming.modified)
    change = yield from library.importing(edit, dry_run=dry_run)
    return Imported(incoming.name, reading, change)


def import_each(
    library: Library, sources: Sequence[Path | Incoming], sandbox: Sandbox, *, dry_run: bool = False
) -> Iterator[tuple[Path | Incoming, Imported | Failed]]:
    """Import several files, or what came without a path, one after the other; one that fails does not keep the others out."""
    for source in sources:
        if isinstance(source, Incoming):
            name, work = source.name, import_bytes(library, source, sandbox, dry_run=dry_run)
        else:
            name, work = str(source), import_file(library, source, sandbox, dry_run=dry_run)
        try:
            yield source, finished(work)
        except NoPaperFound as error:
            yield source, Failed(name, str(error), no_digest=True)
        except FileRefused as error:
            yield source, Failed(name, str(error), no_digest=False)


def finished(work: Generator[Progress, None, Imported]) -> Imported:
    """The end of an import whose progress nobody watches."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: Imported = end.value
            return result


def files_in(folder: Path, *, recursive: bool) -> list[Path]:
    """The regular files of a folder by name, but hidden ones and the library's own; with `recursive` of its folders too."""
    if recursive:
        return list(each_file(folder))
    try:
        return sorted(
            entry
            for entry in folder.iterdir()
            if not entry.name.startswith(".") and entry.is_file() and not is_held(entry)
        )
    except OSError as error:
        raise _unlistable(folder, error) from error


def each_file(folder: Path) -> Iterator[Path]:
    """The regular files of a folder and of the folders in it, hidden ones left out; links to folders are not followed
    (they may loop), and a folder inside that cannot be listed is passed over. ReaderError when `folder` itself cannot be.
    """

    def tell(error: OSError) -> None:
        if error.filename == str(folder):
            raise _unlistable(folder, error) from error

    for place, folders, names in os.walk(folder, onerror=tell):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place, name)
            if not name.startswith(".") and os.path.isfile(path) and not is_held(path):  # noqa: PTH113 - never raises
                yield path


def _unlistable(folder: Path, error: OSError) -> ReaderError:
    return ReaderError(
        tr("{path} cannot be listed: {cause}. Check the folder's permissions.").format(
            path=folder, cause=error.strerror
        )
    )
