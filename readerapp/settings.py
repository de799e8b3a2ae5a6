"""What the user has chosen, and where the window was. Plain files; what cannot be read counts as not chosen."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal

from readerapp.paths import settings_file

Theme = Literal["system", "light", "dark"]


@dataclass(frozen=True, slots=True)
class Settings:
    """The user's choices. Only what differs from these defaults is saved."""

    theme: Theme = "system"
    reading_size: int = 11
    """Of abstracts, in points."""
    search_address: str = "https://scholar.google.com/scholar?q={title}"
    """Where a paper without a link is looked for; `{title}` is replaced."""
    compact: bool = False
    """Rows of one title line and the facts, without a snippet."""
    note_line: bool = False
    """Rows show the first line of the note."""
    grouped: bool = False
    """Lists by date have a heading for each date."""
    watched: tuple[str, ...] = ()
    """Folders whose new files are imported."""
    watch_asks: bool = False
    """New files there are offered instead of imported at once."""
    keys: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Actions whose keys are not those of the table, with their keys."""


def load(path: Path | None = None) -> Settings:
    """The saved settings; a missing, broken or foreign value is the default."""
    path = path or settings_file()
    if not path.exists():
        return Settings()
    import tomllib  # only when there is something to read: start-up time

    try:
        saved = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    return _checked(saved)


def _checked(saved: dict[str, Any]) -> Settings:
    settings = Settings()
    if saved.get("theme") in ("system", "light", "dark"):
        settings = replace(settings, theme=saved["theme"])
    size = saved.get("reading_size")
    if isinstance(size, int) and 6 <= size <= 48:
        settings = replace(settings, reading_size=size)
    address = saved.get("search_address")
    if isinstance(address, str) and address.startswith(("http://", "https://")) and "{title}" in address:
        settings = replace(settings, search_address=address)
    switches = {
        name: saved[name]
        for name in ("compact", "note_line", "grouped", "watch_asks")
        if isinstance(saved.get(name), bool)
    }
    keys = saved.get("keys")
    remapped = tuple((name, _texts(value)) for name, value in keys.items()) if isinstance(keys, dict) else ()
    return replace(settings, watched=_texts(saved.get("watched")), keys=remapped, **switches)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(part for part in value if isinstance(part, str)) if isinstance(value, list) else ()


def save(settings: Settings, path: Path | None = None) -> None:
    """Write what differs from the defaults as TOML. OSError when the disk does not take it."""
    default = Settings()
    lines = [
        f"{f.name} = {_toml(getattr(settings, f.name))}\n"
        for f in fields(Settings)
        if f.name != "keys" and getattr(settings, f.name) != getattr(default, f.name)
    ]
    if settings.keys:
        lines += ["\n[keys]\n", *(f"{_toml(name)} = {_toml(keys)}\n" for name, keys in settings.keys)]
    write_file(path or settings_file(), "".join(lines))


def _toml(value: object) -> str:
    """A value as TOML writes it: as JSON does, for the types there are."""
    return json.dumps(value, ensure_ascii=False)


def load_state(path: Path) -> dict[str, Any]:
    """Where the window was (JSON), {} when that is not known."""
    try:
        state = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return state if isinstance(state, dict) else {}


def save_state(path: Path, state: dict[str, Any]) -> None:
    """Keep where the window is. OSError when the disk does not take it."""
    write_file(path, json.dumps(state, indent=1) + "\n")


def write_file(path: Path, text: str) -> None:
    """Write a small file whole or not at all, readable by the user alone."""
    import tempfile  # only when something is written: start-up time

    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
