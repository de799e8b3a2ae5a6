"""Numbered steps from an empty file to the schema of today, on sqlite-utils. Imported by the writer only: start-up time."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from readerapp.store.schema import APPLICATION_ID, DERIVED, INDEX_VERSION, TABLES, statements

migrations = Migrations("readerapp")


@migrations()
def v1_first_tables(db: Database) -> None:
    """The schema of the first release."""
    for statement in statements(TABLES + DERIVED):
        db.execute(statement)
    db.table("meta").insert({"key": "index_version", "value": str(INDEX_VERSION)})
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")
