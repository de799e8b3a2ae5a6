"""Back and forward over the lists that were shown, as in a browser."""

from __future__ import annotations

from collections.abc import Callable


class Trail:
    """Places (query, paper) in the order they were visited."""

    def __init__(self, show: Callable[[str, int], None], here: Callable[[], tuple[str, int]]) -> None:
        self._show = show
        self._here = here
        self._behind: list[tuple[str, int]] = []
        self._ahead: list[tuple[str, int]] = []

    def leave(self) -> None:
        """Another list is about to be shown: remember this one."""
        place = self._here()
        if not self._behind or self._behind[-1][0] != place[0]:
            self._behind.append(place)
        del self._behind[:-100]
        self._ahead.clear()

    def back(self) -> None:
        """Show the list before this one."""
        self._go(self._behind, self._ahead)

    def forward(self) -> None:
        """Show the list that `back` left."""
        self._go(self._ahead, self._behind)

    def _go(self, source: list[tuple[str, int]], target: list[tuple[str, int]]) -> None:
        if source:
            place = source.pop()
            target.append(self._here())
            self._show(*place)
