"""Everything that a library holds, to compare before and after."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from readerapp.store.schema import TRACKED

_DERIVED = {"shelf": "paper", "paper_search": "id"}


def snapshot(store: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables but the journal, the derived ones too."""
    connection = sqlite3.connect(store)
    try:
        found = {table: connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in TRACKED}
        for table, key in _DERIVED.items():
            found[table] = connection.execute(f"SELECT * FROM {table} ORDER BY {key}").fetchall()
        return found
    finally:
        connection.close()
