"""What a list shows, in stages: the first papers at once, all of them when they are known."""

from __future__ import annotations

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
    hits = _hits(reader, statement)
    capped = statement.name == "relevance" and hits > RANKED and not wish.exact
    if wish.quick and not wish.grouped and (first := _first(statement, hits)):
        ids = _papers(reader, first, statement)
        if len(ids) < PAGE and statement.index is None:
            yield Found(ids, statement.name)
            return
        yield Found(ids, statement.name, last=False, more=True)
    ids = _papers(reader, _newest(statement, RANKED, _RANK) if capped else _all(statement), statement)
    groups = reader.grouped(wish.query, usual=wish.usual) if wish.grouped and wish.sort is None else []
    yield Found(ids, statement.name, tuple(groups), more=capped)


_PLACE = "latest DESC, latest_position, paper"
_RANK = "rank, " + _PLACE


def _hits(reader: Reader, statement: Statement) -> int:
    """How many hits the words have, counted no further than it matters; 0 without words."""
    if statement.index is None:
        return 0
    hits = f"SELECT 1 FROM {statement.index} WHERE {statement.index} MATCH ? LIMIT {RANKED + 1}"
    return int(reader.select(f"SELECT count(*) FROM ({hits})", [statement.match])[0][0])


def _first(statement: Statement, hits: int) -> str:
    """The statement of the first stage; "" when there is none that is quicker than the last one."""
    if statement.index is None:
        return f"{_all(statement)} LIMIT {PAGE}"
    quick = hits > FEW and statement.name in ("relevance", "newest")
    return _newest(statement, NEWEST, _PLACE) if quick else ""


def _all(statement: Statement) -> str:
    return f"SELECT s.paper {statement.sql} ORDER BY {statement.order}"


def _newest(statement: Statement, number: int, order: str) -> str:
    """Of the hits those that were added last, in an order of their own."""
    rank = f"{RANK} AS rank, " if order == _RANK else ""
    return (
        f"SELECT paper FROM (SELECT s.paper AS paper, {rank}s.latest AS latest, s.latest_position AS latest_position "
        f"{statement.sql} ORDER BY {statement.index}.rowid DESC LIMIT {number}) ORDER BY {order}"
    )


def _papers(reader: Reader, sql: str, statement: Statement) -> array[int]:
    return array("q", (row[0] for row in reader.select(sql, statement.parameters)))
