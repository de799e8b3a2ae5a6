"""Papers that no longer fit a list keep their places in it: nothing vanishes under the user."""

from __future__ import annotations

from array import array
from collections.abc import Container

Groups = list[tuple[int, str]]
"""Rows over which the heading of a day stands."""


def with_kept(ids: array[int], groups: Groups, shown: array[int], kept: Container[int]) -> tuple[array[int], Groups]:
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
