"""What a list shows, in stages: the first papers at once, all of them when they are known."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from readerapp.store.query import RANK, Statement, compiled
from readerapp.store.reading import Reader

PAGE = 200
"""Papers of a first stage: more than any window shows."""
NEWEST = 50
"""Hits of a search's first stage: those added last."""
FEW = 2000
"""So many hits are ranked quicker than two stages are shown."""
RANKED = 10_000
"""At most so many hits, those added last, are ranked; the user may ask for all."""


_PLACE = "latest DESC, latest_position, paper"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a list is to show; `sort`, `usual` and `typing` as in `compiled`."""

    query: str
    sort: str | None = None
    usual: str | None = None
    typing: bool = False
    grouped: bool = False
    """Headings by day are wanted."""
    quick: bool = False
    """The first papers are wanted before all are known."""
    exact: bool = False
    """All hits are to be ranked, however many there are."""


@dataclass(frozen=True, slots=True)
class Found:
    """A stage: the papers in order, where groups begin (row and day), and what the stage is worth."""

    ids: array[int]
    order: str
    groups: tuple[tuple[int, str], ...] = ()
    last: bool = True
    """Nothing comes after it."""
    more: bool = False
    """There are more papers than these."""


def stages(reader: Reader, wish: Wish) -> Iterator[Found]:
    """The stages of a list, the last one being what it shows. LibraryError as all of Reader."""
    statement = compiled(wish.query, wish.sort, wish.usual, typing=wish.typing)
    if statement.nothing:
        yield Found(array("q"), statement.name)
        return
    many = True
    if wish.quick and not wish.grouped:
        first, many = _first(reader, statement)
        if first:
            yield Found(first, statement.name, last=not many, more=many)
        if first and not many:
            return
    if many and statement.name == "relevance" and not wish.exact:
        ids = reader.gathered(_newest(statement, RANKED, RANK), statement.parameters)
        one_more = f"SELECT 1 {statement.sql} LIMIT 1 OFFSET {RANKED}"
        more = len(ids) == RANKED and bool(reader.select(one_more, statement.parameters))
        yield Found(ids, statement.name, more=more)
        return
    ids = reader.gathered(_all(statement), statement.parameters)
    groups = reader.grouped(wish.query, usual=wish.usual) if wish.grouped and wish.sort is None else []
    yield Found(ids, statement.name, tuple(groups))


def _first(reader: Reader, statement: Statement) -> tuple[array[int], bool]:
    """The papers of a first stage, none when it would not be quicker than the last one; whether there are more."""
    if not statement.match:
        ids = reader.gathered(f"{_all(statement)} LIMIT {PAGE + 1}", statement.parameters)
        return ids[:PAGE], len(ids) > PAGE
    newest = f"SELECT s.paper AS paper {statement.sql} ORDER BY paper_fts.rowid DESC LIMIT {FEW + 1}"
    ids = reader.gathered(newest, statement.parameters)
    if len(ids) <= FEW or statement.name not in ("relevance", "newest"):
        return array("q"), len(ids) > FEW
    placed = f"SELECT paper FROM shelf WHERE paper IN (SELECT value FROM json_each(?)) ORDER BY {_PLACE}"
    return reader.gathered(placed, [json.dumps(ids[:NEWEST].tolist())]), True


def _all(statement: Statement) -> str:
    return f"SELECT s.paper AS paper {statement.sql} ORDER BY {statement.order}"


def _newest(statement: Statement, number: int, rank: str) -> str:
    """Of the hits those that were added last, the best ones first."""
    return (
        f"SELECT paper FROM (SELECT s.paper AS paper, {rank} AS rank, s.latest AS latest, s.latest_position AS latest_position "
        f"{statement.sql} ORDER BY paper_fts.rowid DESC LIMIT {number}) ORDER BY rank, {_PLACE}"
    )
