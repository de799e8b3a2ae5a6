"""One pass of triage through the papers of a list: which are still to be decided, how far one is, how long it will take."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

_USUAL = 12.0
"""Seconds a paper, before the user's own pace is known."""
_LONGEST = 180.0
"""A longer pause is no part of the pace."""


class Pass:
    """The papers that a pass asks about, in the order of the list, and those of them that are undecided."""

    def __init__(self, papers: Sequence[int], undecided: set[int]) -> None:
        self._papers = papers
        self._all = frozenset(papers)
        self.undecided = set(undecided)
        self._ask(self.undecided)

    def _ask(self, asked: Container[int]) -> None:
        self._numbers = {paper: n for n, paper in enumerate((p for p in self._papers if p in asked), 1)}

    def __contains__(self, paper: int) -> bool:
        return paper in self._numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def of_list(self, papers: Iterable[int]) -> set[int]:
        """Those of the papers that stand in the list that the pass goes through."""
        return {paper for paper in papers if paper in self._all}

    def take(self, papers: set[int], undecided: set[int]) -> None:
        """Of these papers of the list, these are undecided now; those that the pass did not ask about join it."""
        self.undecided = (self.undecided - papers) | undecided
        if not undecided <= self._numbers.keys():
            self._ask(self._numbers.keys() | undecided)

    def next(self, ids: Sequence[int], place: int, by: int) -> int | None:
        """The place of the nearest undecided paper from a place on, down (1) or up (-1)."""
        while 0 <= place < len(ids):
            if ids[place] in self.undecided:
                return place
            place += by
        return None

    def number(self, ids: Sequence[int], place: int) -> int:
        """Which of its papers stands at a place, counted from 1; the one before it when that one is not asked about."""
        while place >= 0 and ids[place] not in self._numbers:
            place -= 1
        return self._numbers[ids[place]] if place >= 0 else 1


class Pace:
    """How fast the user decides."""

    def __init__(self, now: float) -> None:
        self._times: list[float] = []
        self._last = now

    def decided(self, now: float) -> None:
        """A decision was made."""
        self._times.append(min(now - self._last, _LONGEST))
        self._last = now

    def undone(self, now: float) -> None:
        """The last decision was taken back."""
        del self._times[-1:]
        self._last = now

    def minutes(self, papers: int) -> int:
        """About how long so many papers will take, at least one minute."""
        usual = sorted(self._times)[len(self._times) // 2] if len(self._times) >= 3 else _USUAL
        return max(1, round(papers * usual / 60))
