"""Opening a library: who may write, what is refused, and SQLite's errors in plain words."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from readerapp.errors import LibraryError
from readerapp.held_files import hold, release
from readerapp.i18n import tr
from readerapp.store.schema import APPLICATION_ID, VERSION

FILE = "library.db"
MARKER = "library.marker"
PAGE_BYTES = 16384
"""Of a new store. Abstracts fill small pages badly: with 4096 storing takes a quarter more time and a sixth more room."""
LOG_BYTES = 64 << 20
"""What the log may keep of the room that a large edit took, once it is carried over."""
BUSY_SECONDS = 30.0
"""How long a write waits for another program before it says what blocks."""


class _Holding(sqlite3.Connection):
    """Holds its store's files (held_files.py) until it is closed."""

    _store: Path | None = None

    def holding(self, store: Path) -> _Holding:
        """The connection itself, which holds a store from now on."""
        self._store = store
        hold(store)
        return self

    def close(self) -> None:
        """Close it, once or more often."""
        super().close()
        if self._store is not None:
            release(self._store)
            self._store = None


class Damaged(LibraryError):
    """The store is there, or was, and cannot be used."""


class ReadOnly(LibraryError):
    """The store can be read and not be written."""


class Newer(LibraryError):
    """The store was written by a newer version of the program."""


def store_file(folder: Path) -> Path:
    """The path of the store in a library's folder."""
    return folder / FILE


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """SQLite's and the system's errors become LibraryError: file, cause, what to do. Programming errors pass through."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        found = _explained(path, error)
        if found is None:
            raise
        raise found from error
    except OSError as error:
        cause = error.strerror or str(error)
        raise LibraryError(
            tr("{path}: {cause}. Check the disk and the folder's permissions.").format(path=path, cause=cause)
        ) from error


def _explained(path: Path, error: sqlite3.DatabaseError) -> LibraryError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return damaged(path, tr("it is not a whole SQLite file"))
    if code == sqlite3.SQLITE_FULL:
        return LibraryError(
            tr("{path}: the disk is full. Nothing was changed; free some space and try again.").format(path=path)
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return read_only(path)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LibraryError(
            tr(
                "{path}: another program is writing to the library. Nothing was changed; try again when it is done."
            ).format(path=path)
        )
    if code == sqlite3.SQLITE_CANTOPEN:
        return LibraryError(
            tr("{path}: the library cannot be opened. Check the folder's permissions.").format(path=path)
        )
    if code == sqlite3.SQLITE_IOERR:
        return LibraryError(
            tr("{path}: the disk reported an error. Nothing was changed; check the disk.").format(path=path)
        )
    return None


def damaged(path: Path, cause: str) -> Damaged:
    """The error for a store that cannot be used."""
    return Damaged(
        tr(
            "The library {path} is damaged: {cause}. Nothing was overwritten; "
            "put back a copy of the file, or move it away to start with an empty library."
        ).format(path=path, cause=cause)
    )


def read_only(path: Path) -> ReadOnly:
    """The error for a write to a store on a read-only place."""
    return ReadOnly(
        tr(
            "The library {path} is read-only: nothing was changed. Give yourself write permission or use another --library."
        ).format(path=path)
    )


def identity(path: Path) -> tuple[int, int] | None:
    """Which file stands at a path, whatever is written into it; None when there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def taken_away(path: Path) -> LibraryError:
    """The error for a store that another program deleted or replaced while it was open."""
    return LibraryError(
        tr(
            "The library {path} was deleted or replaced while it was open: nothing is stored any more. "
            "Put it back, or close readerapp and open the library anew."
        ).format(path=path)
    )


def exists(folder: Path) -> bool:
    """Whether there is a library in the folder; Damaged when there was one and its store is gone, empty or no store.

    The file is never opened but by SQLite, here or anywhere: closing it once would take away all locks that this process holds
    on it (POSIX), and another program would then write as if nobody had it open.
    """
    path = store_file(folder)
    with plain_errors(path):
        try:
            status = path.stat()
        except FileNotFoundError:
            if (folder / MARKER).exists():
                raise damaged(path, tr("the file is gone, though the library's marker is still beside it")) from None
            return False
    if stat.S_ISDIR(status.st_mode):
        raise damaged(path, tr("it is a folder"))
    if status.st_size == 0:
        raise damaged(path, tr("the file is empty"))
    return True


def check_version(path: Path, connection: sqlite3.Connection) -> int:
    """The store's schema version; Newer and Damaged are refused before anything is written."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise damaged(path, tr("it is an SQLite file, but not a library of this program"))
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > VERSION:
        raise Newer(
            tr(
                "The library {path} was written by a newer version of readerapp. It was not touched; update readerapp to open it."
            ).format(path=path)
        )
    return version


def is_current(folder: Path) -> bool:
    """Whether an existing library can be read as it is, without an update first. Damaged and Newer are raised."""
    path = store_file(folder)
    with plain_errors(path):
        connection = _connect_reading(folder)
        try:
            return check_version(path, connection) == VERSION
        finally:
            connection.close()


def open_reader(folder: Path) -> sqlite3.Connection:
    """A read-only connection to an existing library; works on a read-only place too. Newer and Damaged are refused."""
    path = store_file(folder)
    with plain_errors(path):
        connection = _connect_reading(folder)
        try:
            check_version(path, connection)
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA mmap_size = 268435456")
        except BaseException:
            connection.close()
            raise
        return connection


def _connect_reading(folder: Path) -> sqlite3.Connection:
    connection = connected(folder, "mode=ro")
    try:
        connection.execute("PRAGMA user_version")
    except sqlite3.OperationalError:
        connection.close()
        # A store in WAL mode on a read-only place cannot make its shared memory: only "immutable" opens it there.
        if os.access(folder, os.W_OK):
            raise
        return connected(folder, "mode=ro&immutable=1")
    except BaseException:
        connection.close()
        raise
    return connection


def connected(folder: Path, mode: str) -> sqlite3.Connection:
    """A connection to an existing store as `mode` says (of SQLite's URIs), with nothing set or asked yet."""
    path = store_file(folder).absolute()
    address = f"{path.as_uri()}?{mode}"
    connection = sqlite3.connect(
        address, uri=True, timeout=5.0, isolation_level=None, check_same_thread=False, factory=_Holding
    )
    return connection.holding(path)


def open_writer(path: Path) -> sqlite3.Connection:
    """A writing connection to a store file, with the pragmas that keep what is acknowledged. ReadOnly where it cannot be."""
    # SQLite silently falls back to reading where the file's mode forbids writing: ask first.
    if path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise read_only(path)
    with plain_errors(path):
        connection = sqlite3.connect(
            path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, factory=_Holding
        ).holding(path.absolute())
        try:
            # Counts for a file that is empty yet, and for no other.
            connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
            if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
                connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA cache_size = -65536")
            connection.execute(f"PRAGMA journal_size_limit = {LOG_BYTES}")
        except BaseException:
            connection.close()
            raise
        return connection
