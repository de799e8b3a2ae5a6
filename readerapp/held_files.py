"""The files of the libraries that this process has open: none of them may be opened but by SQLite.

Closing a file once, however it was opened, takes away all locks that the process holds on it (POSIX). Another program would
then write to the library, and throw its log away, as if nobody had it open.
"""

from __future__ import annotations

from pathlib import Path

Identity = tuple[int, int]
_stores: set[Path] = set()


def hold(store: Path) -> None:
    """From now on a store and what SQLite keeps beside it are held."""
    _stores.add(store.absolute())


def held() -> frozenset[Identity]:
    """Which files are held, under whatever name: device and number of each."""
    found = set()
    for store in _stores:
        for beside in ("", "-wal", "-shm", "-journal"):
            try:
                status = Path(f"{store}{beside}").stat()
            except OSError:
                continue
            found.add((status.st_dev, status.st_ino))
    return frozenset(found)


def is_held(path: Path | str) -> bool:
    """Whether a path leads to a held file, by a link too."""
    if not _stores:
        return False
    try:
        status = Path(path).stat()
    except (OSError, ValueError):
        return False
    return (status.st_dev, status.st_ino) in held()
