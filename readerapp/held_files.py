"""The files of the libraries that this process has open: none of them may be opened but by SQLite.

Closing a file once, however it was opened, takes away all locks that the process holds on it (POSIX). Another program would
then write to the library, and throw its log away, as if nobody had it open.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from threading import Lock

Identity = tuple[int, int]
_lock = Lock()
_stores: Counter[Path] = Counter()
"""How many connections hold each store."""


def hold(store: Path) -> None:
    """One connection more holds a store, and what SQLite keeps beside it."""
    with _lock:
        _stores[store] += 1


def release(store: Path) -> None:
    """One connection less holds a store."""
    with _lock:
        _stores[store] -= 1
        if _stores[store] <= 0:
            del _stores[store]


def held() -> frozenset[Identity]:
    """Which files are held, under whatever name: device and number of each."""
    found = set()
    with _lock:
        stores = list(_stores)
    for store in stores:
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
