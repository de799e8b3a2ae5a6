"""Where papers came from: a digest's own file, what an import improved, what changed between two digests of one source."""

from __future__ import annotations

import json
import re
import zlib
from dataclasses import dataclass
from datetime import date

from readerapp.errors import NotFound
from readerapp.i18n import tr
from readerapp.store.packed import before_of
from readerapp.store.reading import Reader
from readerapp.store.schema import TRACKED


@dataclass(frozen=True, slots=True)
class DigestFile:
    """The file that a digest was imported from."""

    name: str
    data: bytes
    modified: date


@dataclass(frozen=True, slots=True)
class Improvement:
    """What an import changed in a paper's content: the field, what it was before (kept in the journal), what it is."""

    paper: int
    title: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A digest against an earlier one: papers by id, in the digests' orders."""

    entered: tuple[int, ...]
    left: tuple[int, ...]
    moved: tuple[tuple[int, int, int], ...]
    """Paper, place before, place now."""


def digest_file(reader: Reader, digest: int) -> DigestFile:
    """The kept bytes of a digest; NotFound when there are none (papers added by hand)."""
    rows = reader.select(
        "SELECT d.source, f.bytes, f.modified FROM digest_file f JOIN digest d ON d.id = f.id WHERE d.id = ?", [digest]
    )
    if not rows:
        raise NotFound(tr("This digest has no file: its papers were added one by one."))
    name, data, modified = rows[0]
    return DigestFile(name, zlib.decompress(data), date.fromisoformat(modified))


def improvements(reader: Reader, edit: int) -> list[Improvement]:
    """What an edit that was not undone changed in papers that were there before, from the rows that the journal kept."""
    rows = reader.select("SELECT rows FROM journal WHERE id = ? AND undone = 0", [edit])
    found = []
    columns = TRACKED["paper"]
    for key, before in before_of(rows[0][0], "paper").rows.items() if rows else ():
        now = reader.select(f"SELECT {', '.join(columns)} FROM paper WHERE id = ?", [key])
        if not now:
            continue
        for field, old, new in zip(columns, before, now[0], strict=True):
            if old != new and field != "abstract_kind":
                found.append(Improvement(key, now[0][0], field, _plain(field, old), _plain(field, new)))
    return found


def _plain(field: str, value: object) -> str:
    """A content column as text."""
    text = "" if value is None else str(value)
    return ", ".join(json.loads(text)) if field in ("authors", "code_urls") else text


def earlier_digests(reader: Reader, digest: int) -> list[int]:
    """The digests that this one can be compared with, the latest first: those of its source stand before the others.

    Of one source are digests of one format whose file names differ only in digits, or whose titles do.
    """
    rows = reader.select(
        "SELECT id, format, source, title, coalesce(date, substr(imported, 1, 10)) FROM digest ORDER BY 5 DESC, id DESC"
    )
    mine = next((row for row in rows if row[0] == digest), None)
    if mine is None:
        return []
    place = rows.index(mine)
    earlier = rows[place + 1 :]

    def same(row: tuple[object, ...]) -> bool:
        alike = _without_digits(row[2]) == _without_digits(mine[2]) or _without_digits(row[3]) == _without_digits(
            mine[3]
        )
        return row[1] == mine[1] and alike

    return [int(row[0]) for row in sorted(earlier, key=lambda row: not same(row))]


def _without_digits(text: object) -> str:
    return re.sub(r"[\d\W_]+", " ", str(text)).casefold().strip()


def compare(reader: Reader, digest: int, earlier: int) -> Comparison:
    """What entered, left and moved."""

    def places(key: int) -> dict[int, int]:
        rows = reader.select("SELECT paper, position FROM listing WHERE digest = ? ORDER BY position", [key])
        return {int(paper): number for number, (paper, _) in enumerate(rows, 1)}

    now, before = places(digest), places(earlier)
    common = [paper for paper in now if paper in before]
    return Comparison(
        tuple(paper for paper in now if paper not in before),
        tuple(paper for paper in before if paper not in now),
        tuple((paper, before[paper], now[paper]) for paper in common if before[paper] != now[paper]),
    )
