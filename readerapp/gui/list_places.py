"""Where the user stands and stood in lists; papers that no longer fit a list keep their places in it."""

from __future__ import annotations

from array import array
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import NamedTuple

from readerapp.store.reading import Reader

Groups = list[tuple[int, str]]
"""Rows over which the heading of a day stands."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one stands in a list: on which paper, in which row, what is selected, how far the list is scrolled."""

    paper: int = 0
    row: int = 0
    selected: frozenset[int] = frozenset()
    scroll: int = 0


@dataclass(frozen=True, slots=True)
class Former:
    """A list as it was when a search began over it, so that the search leads back to it."""

    query: str
    name: str
    at: Standing | None
    """None once it stands there again."""
    shown: array[int]
    keeps: frozenset[int]
    """Papers that were decided in it."""

    def without_papers(self) -> Former:
        """Small enough to be remembered for long: a list may show a million papers."""
        at = replace(self.at, selected=frozenset()) if self.at is not None else None
        return replace(self, at=at, shown=array("q"), keeps=frozenset())


class Place(NamedTuple):
    """What was shown and which paper was stood on; a search knows the list that it began over."""

    query: str
    name: str
    paper: int
    over: Former | None = None

    def shows_the_same(self, other: Place) -> bool:
        """Whether both are the same list, or the same search."""
        return self.query == other.query and (self.over is None) == (other.over is None)


def with_kept(
    ids: array[int], groups: Groups, shown: array[int], stay: set[int], rows: Reader | None
) -> tuple[array[int], Groups]:
    """A list's papers, and with them those of `stay` that `rows` knows, each behind the paper it stood behind in `shown`."""
    # A look through the array is quicker than a set of a million, as long as few are looked for.
    missing = [paper for paper in stay if paper not in ids] if len(stay) < 8 else list(stay.difference(ids))
    alive = rows.rows(missing) if missing and rows is not None else {}
    return _among(ids, groups, shown, alive.keys()) if alive else (ids, groups)


def _among(ids: array[int], groups: Groups, shown: array[int], kept: AbstractSet[int]) -> tuple[array[int], Groups]:
    """A new list's papers and groups, and among them those of `kept` behind the paper that they stood behind in `shown`."""
    here = set(ids)
    after: dict[int, list[int]] = {}
    last = 0
    for paper in shown:
        if paper in here:
            last = paper
        elif paper in kept:
            after.setdefault(last, []).append(paper)
    whole = array("q", after.get(0, []))
    starts = dict(groups)
    moved = [(0, starts[0])] if 0 in starts else []
    for row, paper in enumerate(ids):
        if row in starts and row:
            moved.append((len(whole), starts[row]))
        whole.append(paper)
        whole.extend(after.get(paper, []))
    return whole, moved
