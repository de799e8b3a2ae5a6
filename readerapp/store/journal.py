"""Undo and redo, exact by construction: while an edit is written, triggers note each row as it was before.

An entry of the journal is the set of rows an edit touched, as they were before it (or that they were not there). Undoing puts
these rows back and keeps what they were until then: that is the redo. So every edit there is, and every one that will be written,
can be undone without code of its own, also after a restart and from another process.

A row with a higher id than its table had when the edit began is new, and what became of it within the edit is nobody's concern:
no trigger notes it. Since ids rise for ever (schema.GIVEN_IDS names the exceptions), that is every new row, and an import costs
the triggers nearly nothing.

An undo knows beforehand which rows it changes and notes them itself, block by block; the triggers are silent then.

The triggers are temporary, of the writing connection alone: the file stays plain for everybody else. They cover exactly
schema.TRACKED; derived tables are refreshed from what was touched.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from readerapp.store.packed import Block, Row, as_json, blocks_of, joined, notes_in, packed
from readerapp.store.schema import BLOBS, GIVEN_IDS, OF_PAPER, TRACKED

_NUMBER = {table: number for number, table in enumerate(TRACKED)}
_BY_ID = frozenset({"paper", "state", "note"})
"""Tables that know no other rule than their id: their rows are overwritten, which takes half the time of going and coming."""
_NOTES = (("note", "id"), ("note_version", "paper"))
"""Where notes are, by which column."""
_BLOCK = 500
SESSION = timedelta(minutes=30)
"""Consecutive edits of one subject (one note) within this time are one entry."""


def _top(number: int) -> str:
    """SQL for the highest id that a table had when the edit began."""
    return f"(SELECT top FROM temp.tops WHERE tbl = {number})"


_TOPS = (
    "INSERT OR REPLACE INTO temp.tops SELECT tbl, top, top FROM ("
    + " UNION ALL ".join(
        f"SELECT {number} AS tbl, coalesce((SELECT max(id) FROM {table}), 0) AS top"
        for table, number in _NUMBER.items()
    )
    + ")"
)
_NEW = " UNION ALL ".join(
    f"SELECT {number} WHERE (SELECT max(id) FROM {table}) > {_top(number)}" for table, number in _NUMBER.items()
)
"""The numbers of the tables that have new rows."""


def now() -> str:
    """The time as the store writes it: ISO 8601, UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Journal:
    """The journal of one writing connection. Every method but `install` runs inside a transaction of the caller."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def install(self) -> None:
        """Make the temporary table and triggers that note rows as they were."""
        self._db.execute(
            "CREATE TEMP TABLE captured (tbl INTEGER, id INTEGER, before TEXT, PRIMARY KEY (tbl, id)) WITHOUT ROWID"
        )
        # The highest id that a table had when the edit began, and up to which its triggers note rows.
        self._db.execute("CREATE TEMP TABLE tops (tbl INTEGER PRIMARY KEY, top INTEGER, watched INTEGER)")
        self._db.execute("CREATE TEMP TABLE touched (id INTEGER PRIMARY KEY)")
        for table, columns in TRACKED.items():
            for statement in _triggers(table, columns):
                self._db.execute(statement)

    def begin(self) -> None:
        """Forget what was noted: an edit begins."""
        self._db.execute("DELETE FROM temp.captured")
        self._db.execute("DELETE FROM temp.touched")
        self._db.execute(_TOPS)

    def tables(self) -> frozenset[str]:
        """The tables in which the edit so far changed a row."""
        names = list(TRACKED)
        changed = self._db.execute(f"SELECT DISTINCT tbl FROM temp.captured UNION {_NEW}")
        return frozenset(names[number] for (number,) in changed)

    def touch(self) -> int:
        """Fill `temp.touched` with the papers whose row, detail or text the edit changed; their number."""
        self._db.execute("DELETE FROM temp.touched")
        for table, column in OF_PAPER.items():
            number = _NUMBER[table]
            self._db.execute(
                f"INSERT OR IGNORE INTO temp.touched SELECT {column} FROM {table} WHERE id > {_top(number)}"
            )
            if column == "id":
                self._db.execute("INSERT OR IGNORE INTO temp.touched SELECT id FROM captured WHERE tbl = ?", (number,))
                continue
            place = TRACKED[table].index(column)
            self._db.execute(
                f"INSERT OR IGNORE INTO temp.touched SELECT t.{column} FROM captured c JOIN {table} t ON t.id = c.id "
                f"WHERE c.tbl = ? UNION SELECT json_extract(before, '$[{place + 1}]') FROM captured "
                "WHERE tbl = ? AND before IS NOT NULL",
                (number, number),
            )
        for table, link in (("digest", "listing"), ("tag", "paper_tag")):
            self._db.execute(
                f"INSERT OR IGNORE INTO temp.touched SELECT paper FROM {link} WHERE {table} IN "
                "(SELECT id FROM captured WHERE tbl = ?)",
                (_NUMBER[table],),
            )
        return int(self._db.execute("SELECT count(*) FROM temp.touched").fetchone()[0])

    def continues(self, subject: str) -> bool:
        """Whether an edit of this subject would become part of the last entry."""
        return self._open_entry(subject) is not None

    def _open_entry(self, subject: str) -> tuple[int, bytes] | None:
        last = self._db.execute(
            "SELECT id, subject, made, undone, rows FROM journal ORDER BY id DESC LIMIT 1"
        ).fetchone()
        if last is None or last[1] != subject or last[3] or not _young(last[2]):
            return None
        return int(last[0]), last[4]

    def keep(self, label: str, subject: str | None = None) -> int | None:
        """Write the noted rows as one entry and end the redo; the entry's number, None when nothing changed.

        With a subject, an entry of the same subject that is the last one and young takes the new rows in. Needs `touch`.
        """
        if not self.tables():
            return None
        self._end_redo()
        if subject is not None and (entry := self._open_entry(subject)):
            number, older = entry
            rows = packed(joined(older, self._captured()))
            self._db.execute(
                "UPDATE journal SET rows = ?, label = ?, made = ? WHERE id = ?", (rows, label, now(), number)
            )
            return number
        cursor = self._db.execute(
            "INSERT INTO journal (label, made, subject, rows) VALUES (?, ?, ?, ?)",
            (label, now(), subject or self._about(), packed(self._captured())),
        )
        return cursor.lastrowid

    def _end_redo(self) -> None:
        """What was undone cannot be redone any more. Notes among it become versions: nothing that was written is lost."""
        known = " AND ".join(
            f"NOT EXISTS (SELECT 1 FROM {table} WHERE {key} = ?1 AND text = ?2)" for table, key in _NOTES
        )
        for (data,) in self._db.execute("SELECT rows FROM journal WHERE undone = 1 ORDER BY id"):
            self._db.executemany(
                "INSERT INTO note_version (paper, text, saved) SELECT ?1, ?2, ?3 "
                f"WHERE EXISTS (SELECT 1 FROM paper WHERE id = ?1) AND {known}",
                notes_in(data),
            )
        self._db.execute("DELETE FROM journal WHERE undone = 1")

    def _about(self) -> str | None:
        """The subject of an edit that touched one paper alone: the history tells its title."""
        touched = self._db.execute("SELECT id FROM temp.touched LIMIT 2").fetchall()
        return f"paper {touched[0][0]}" if len(touched) == 1 else None

    def next_undo(self, down_to: int | None = None) -> list[tuple[int, str]]:
        """Numbers and labels of the entries that an undo takes, in its order: the last one, or all down to a number."""
        if down_to is None:
            rows = self._db.execute("SELECT id, label FROM journal WHERE undone = 0 ORDER BY id DESC LIMIT 1")
        else:
            rows = self._db.execute(
                "SELECT id, label FROM journal WHERE undone = 0 AND id >= ? ORDER BY id DESC", (down_to,)
            )
        return [(int(number), str(label)) for number, label in rows]

    def next_redo(self) -> list[tuple[int, str]]:
        """Numbers and labels of the entries that a redo takes, in its order: all that one step had undone."""
        first = self._db.execute("SELECT id, step FROM journal WHERE undone = 1 ORDER BY id LIMIT 1").fetchone()
        if first is None:
            return []
        rows = self._db.execute(
            "SELECT id, label FROM journal WHERE undone = 1 AND (id = ? OR step = ?) ORDER BY id", (first[0], first[1])
        )
        return [(int(number), str(label)) for number, label in rows]

    def note_step(self, entries: list[tuple[int, str]], step: int | None) -> None:
        """Remember that these entries were undone in one step; None: they are done again."""
        self._db.executemany("UPDATE journal SET step = ? WHERE id = ?", [(step, number) for number, _ in entries])

    def swap(self, number: int) -> None:
        """Undo an entry that is done, redo one that is undone: its rows and the library's change places."""
        undone, data = self._db.execute("SELECT undone, rows FROM journal WHERE id = ?", (number,)).fetchone()
        # Rows go and come in any order; at the commit all references must hold again.
        self._db.execute("PRAGMA defer_foreign_keys = ON")
        # What is going to change is known here, and noted block by block: in a quarter of the triggers' time.
        self._db.execute("UPDATE temp.tops SET watched = 0")
        pending: list[tuple[str, str]] = []
        for table, absent, text in blocks_of(data):
            rows: list[Row] = json.loads(text)
            ids = as_json([row[0] for row in rows])
            for span in absent:
                self._note(table, f"SELECT id, {_image(table, table)} FROM {table} WHERE id BETWEEN ? AND ?", span)
            self._note(
                table,
                f"SELECT said.value, iif(t.id IS NULL, NULL, {_image(table, 't')}) "
                f"FROM json_each(?) said LEFT JOIN {table} t ON t.id = said.value WHERE said.value <= {_top(_NUMBER[table])}",
                [ids],
            )
            self._db.executemany(f"DELETE FROM {table} WHERE id BETWEEN ? AND ?", absent)
            if table in _BY_ID:
                self._overwrite(table, rows, text)
                continue
            self._db.execute(f"DELETE FROM {table} WHERE id IN (SELECT value FROM json_each(?))", [ids])
            pending.append((table, text))  # when all that must go has gone: their rules allow no two alike
        for table, text in pending:
            names = TRACKED[table]
            into = f"INSERT INTO {table} (id, {', '.join(names)}) VALUES (?{', ?' * len(names)})"
            self._db.executemany(into, map(_unhexed(table), json.loads(text)))
        self._db.execute(
            "UPDATE journal SET undone = ?, rows = ? WHERE id = ?", (1 - undone, packed(self._captured()), number)
        )

    def _note(self, table: str, select: str, parameters: Sequence[object]) -> None:
        """Note rows as they are, or that they are not there: id and image of each."""
        self._db.execute(f"INSERT OR IGNORE INTO captured SELECT {_NUMBER[table]}, * FROM ({select})", parameters)

    def _overwrite(self, table: str, rows: list[Row], text: str) -> None:
        """Put rows in the place of those with the same ids, or where none is; `text` is the same rows as JSON."""
        columns = TRACKED[table]
        names = ", ".join(columns)
        new = ", ".join(f"excluded.{column}" for column in columns)
        over = f"WHERE 1 ON CONFLICT (id) DO UPDATE SET ({names}) = ({new})"
        alike: dict[tuple[object, ...], list[object]] = {}
        for key, *rest in rows:
            alike.setdefault(tuple(rest), []).append(key)
        if 4 * len(alike) < len(rows):  # as after a mark on many papers: rows that differ by their ids alone
            into = f"INSERT INTO {table} (id, {names}) SELECT value{', ?' * len(columns)} FROM json_each(?) {over}"
            for like, ids in alike.items():
                self._db.execute(into, (*like, as_json(ids)))
        else:
            values = ", ".join(f"value ->> {place}" for place in range(len(columns) + 1))
            self._db.execute(f"INSERT INTO {table} (id, {names}) SELECT {values} FROM json_each(?) {over}", [text])

    def _new_rows(self, table: str) -> list[list[int]]:
        """The ranges of ids of a table's new rows."""
        new = f"FROM {table} WHERE id > {_top(_NUMBER[table])}"
        first, last, number = self._db.execute(f"SELECT min(id), max(id), count(*) {new}").fetchone()
        if not number:
            return []
        if last - first + 1 == number:
            return [[first, last]]
        runs = f"SELECT id, id - row_number() OVER (ORDER BY id) AS run {new}"
        return [
            list(span) for span in self._db.execute(f"SELECT min(id), max(id) FROM ({runs}) GROUP BY run ORDER BY run")
        ]

    def _captured(self) -> Iterator[Block]:
        for table, number in _NUMBER.items():
            absent = self._new_rows(table)
            noted = "FROM temp.captured WHERE tbl = ? AND before"
            for (key,) in self._db.execute(f"SELECT id {noted} IS NULL ORDER BY id", (number,)):
                if absent and absent[-1][1] == key - 1:
                    absent[-1][1] = key
                else:
                    absent.append([key, key])
            cursor = self._db.execute(f"SELECT before {noted} IS NOT NULL ORDER BY id", (number,))
            while rows := cursor.fetchmany(_BLOCK):
                yield table, absent, f"[{','.join(before for (before,) in rows)}]"
                absent = []
            if absent:
                yield table, absent, "[]"


def update(db: sqlite3.Connection, table: str, values: Mapping[str, object], where: str, *parameters: object) -> int:
    """Change rows of a tracked table, all that the condition selects; their number. Noted at once, not by triggers.

    Within an edit, on the writing connection.
    """
    number = _NUMBER[table]
    db.execute(
        f"INSERT OR IGNORE INTO captured SELECT {number}, id, {_image(table, table)} FROM {table} "
        f"WHERE id <= {_top(number)} AND {where}",
        parameters,
    )
    db.execute("UPDATE temp.tops SET watched = 0 WHERE tbl = ?", (number,))
    names = ", ".join(f"{column} = ?" for column in values)
    changed = db.execute(f"UPDATE {table} SET {names} WHERE {where}", (*values.values(), *parameters)).rowcount
    db.execute("UPDATE temp.tops SET watched = top WHERE tbl = ?", (number,))
    return changed


def earlier(table: str, column: str, key: str) -> str:
    """SQL for what a column of a row with some id held when the edit began; NULL also where the row is as it was, or new."""
    place = 1 + TRACKED[table].index(column)
    return f"(SELECT before ->> {place} FROM temp.captured WHERE tbl = {_NUMBER[table]} AND id = {key})"


def _image(table: str, row: str) -> str:
    """SQL for a row as a JSON array, its id first."""
    parts = (f"hex({row}.{c})" if (table, c) in BLOBS else f"{row}.{c}" for c in ("id", *TRACKED[table]))
    return f"json_array({', '.join(parts)})"


def _triggers(table: str, columns: tuple[str, ...]) -> Iterator[str]:
    watched = f"(SELECT watched FROM temp.tops WHERE tbl = {_NUMBER[table]})"

    def note(key: str, before: str) -> str:
        # Not INSERT OR IGNORE: inside a trigger the outer statement's conflict clause would win.
        number = _NUMBER[table]
        return (
            f"INSERT INTO captured SELECT {number}, {key}, {before} "
            f"WHERE NOT EXISTS (SELECT 1 FROM captured WHERE tbl = {number} AND id = {key})"
        )

    def trigger(event: str, row: str, before: str, when: str = "1") -> str:
        return (
            f"CREATE TEMP TRIGGER capture_{table}_{event} AFTER {event} ON main.{table} "
            f"WHEN ({when}) AND {row}.id <= {watched} BEGIN {note(f'{row}.id', before)}; END"
        )

    if table in GIVEN_IDS:
        yield trigger("INSERT", "new", "NULL")
    yield trigger("UPDATE", "old", _image(table, "old"), " OR ".join(f"old.{c} IS NOT new.{c}" for c in columns))
    yield trigger("DELETE", "old", _image(table, "old"))


def _unhexed(table: str) -> Callable[[Row], Row]:
    places = [1 + TRACKED[table].index(column) for name, column in BLOBS if name == table]

    def convert(row: Row) -> Row:
        for place in places:
            row[place] = bytes.fromhex(str(row[place]))
        return row

    return convert


def _young(made: str) -> bool:
    return datetime.now(UTC) - datetime.fromisoformat(made) < SESSION
