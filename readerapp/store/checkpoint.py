"""SQLite's log of a library, carried over into the one file: a little at a time, and what is large beside everything else.

A commit that finds the log long carries it over itself, and its edit waits for that: for a large import as long as for a third of
all its writing. So large edits leave it to a thread with a connection of its own, which holds up neither readers nor the writer.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread

from readerapp.store.connection import connected

LARGE = 10_000
"""So many changed rows make an edit large."""
_USUAL = 1000
"""Pages of the log that make a commit carry it over."""


class Checkpoints:
    """Of one writing connection, used by its thread."""

    def __init__(self, folder: Path, writer: sqlite3.Connection) -> None:
        self._folder = folder
        self._writer = writer
        self._beside: Thread | None = None

    def commit(self, changes: int) -> None:
        """Commit the writer's transaction, which changed that many rows; a large one's log is carried over afterwards."""
        large = changes >= LARGE
        if large:
            self.wait()
        self._writer.execute(f"PRAGMA wal_autocheckpoint = {0 if large else _USUAL}")
        self._writer.execute("COMMIT")
        if large:
            beside = Thread(target=self._carry_over, name="checkpoint")
            with suppress(RuntimeError):  # no thread to be had: what is stored is stored
                beside.start()
                self._beside = beside

    def wait(self) -> None:
        """Until nothing is being carried over any more."""
        if self._beside is not None:
            self._beside.join()
            self._beside = None

    def _carry_over(self) -> None:
        # What does not work here (a full disk, a store that was taken away) is left to the next commit, or to the close.
        with suppress(sqlite3.Error, OSError), closing(connected(self._folder, "mode=rw")) as connection:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
