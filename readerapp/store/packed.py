"""The rows of a journal's entry as they lie in the file: compressed lines of JSON, each a block of rows of one table."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Row = list[object]
Span = list[int]
"""First and last of a range of ids."""
Block = tuple[str, list[Span], str]
"""Of one table: ranges of ids of rows that must not be there, and rows that must, each with its id first, as JSON."""
Rows = dict[str, tuple[list[Span], list[Row]]]
"""By table: ranges of ids of rows that must not be there, and rows that must."""

_LINE = re.compile(r'\["(\w+)",(\[(?:\[\d+,\d+\],?)*\]),')


def packed(blocks: Iterable[Block]) -> bytes:
    """Blocks as they are kept: an undone import of 100,000 papers is as large as its texts, not as its objects."""
    packer = zlib.compressobj(1)
    parts = [packer.compress(f'["{table}",{as_json(absent)},{rows}]\n'.encode()) for table, absent, rows in blocks]
    return b"".join((*parts, packer.flush()))


def blocks_of(data: bytes) -> Iterator[Block]:
    """What was packed. The rows are not read: SQLite can do that itself."""
    for line in zlib.decompress(data).decode().split("\n")[:-1]:
        match = _LINE.match(line)
        assert match is not None
        yield match[1], json.loads(match[2]), line[match.end() : -1]


def as_json(value: object) -> str:
    """JSON as short as it can be."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Before:
    """What one table was like before an edit, as far as the edit changed it."""

    made: list[tuple[int, int]]
    """Ranges of the ids of rows that were not there."""
    rows: dict[int, Row]
    """Rows by id, each with the columns of schema.TRACKED."""


def before_of(data: bytes, table: str) -> Before:
    """From an entry's rows those of one table."""
    found = Before([], {})
    for name, absent, rows in blocks_of(data):
        if name == table:
            found.made.extend((first, last) for first, last in absent)
            found.rows.update((int(key), row) for key, *row in json.loads(rows))
    return found


def notes_in(data: bytes) -> list[Row]:
    """From an entry's rows each note and each version of one: paper, text, when it was saved."""
    found: list[Row] = []
    for table, _, rows in blocks_of(data):
        if table == "note":
            found += json.loads(rows)
        elif table == "note_version":
            found += [row[1:] for row in json.loads(rows)]
    return found


def joined(older: bytes, newer: Iterable[Block]) -> Iterator[Block]:
    """Two edits in a row as one: a row that both touched goes back to what it was before the first."""
    had: Rows = {}
    for table, absent, rows in blocks_of(older):
        have = had.setdefault(table, ([], []))
        have[0].extend(absent)
        have[1].extend(json.loads(rows))
    for table, absent, rows in newer:
        ranges, old = had.get(table, ([], []))
        known = {row[0] for row in old}

        def new(key: object, known: set[object] = known, ranges: list[Span] = ranges) -> bool:
            return key not in known and not any(first <= key <= last for first, last in ranges)  # type: ignore[operator]

        yield (
            table,
            [[k, k] for first, last in absent for k in range(first, last + 1) if new(k)],
            as_json([row for row in json.loads(rows) if new(row[0])]),
        )
    for table, (ranges, old) in had.items():
        yield table, ranges, as_json(old)
