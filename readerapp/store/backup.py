"""Whole copies of the store, made through SQLite's backup API."""

from __future__ import annotations

import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from readerapp.store.connection import damaged, plain_errors

FOLDER = "backups"


def back_up(connection: sqlite3.Connection, library: Path, reason: str) -> Path:
    """A checked copy of the store in the library's `backups` folder; its path.

    It appears under its name only when it is whole and on the disk. A damaged store is not copied over anything: Damaged.
    The connection must not be inside a transaction. `reason` is for the message when it fails.
    """
    folder = library / FOLDER
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S-%f")
    path = folder / f"library-{stamp}.db"
    draft = path.with_suffix(".part")
    with plain_errors(draft):
        folder.mkdir(exist_ok=True, mode=0o700)
        try:
            copy = sqlite3.connect(draft)
            try:
                connection.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
                verdict = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
            finally:
                copy.close()
            if verdict != "ok":
                raise damaged(library, f"{reason}: {verdict}")
            draft.chmod(0o600)
            with draft.open("rb") as file:
                os.fsync(file.fileno())
            draft.rename(path)
        finally:
            draft.unlink(missing_ok=True)
    return path
