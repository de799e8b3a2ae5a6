"""Back and forward over the lists that were shown, as in a browser."""

from __future__ import annotations

from collections.abc import Callable

from readerapp.gui.list_places import Place


class Trail:
    """Places in the order they were visited."""

    def __init__(self, show: Callable[[Place], None], here: Callable[[], Place]) -> None:
        self._show = show
        self._here = here
        self._behind: list[Place] = []
        self._ahead: list[Place] = []

    def leave(self) -> None:
        """Another list is about to be shown: remember this one."""
        place = self._here()
        if not self._behind or not self._behind[-1].shows_the_same(place):
            self._behind.append(place)
        del self._behind[:-100]
        self._ahead.clear()

    def back(self) -> None:
        """Show the list before this one."""
        self._go(self._behind, self._ahead)

    def forward(self) -> None:
        """Show the list that `back` left."""
        self._go(self._ahead, self._behind)

    def _go(self, source: list[Place], target: list[Place]) -> None:
        here = self._here()
        while source and source[-1].shows_the_same(here):  # a search over it that never settled was given up
            source.pop()
        if source:
            place = source.pop()
            target.append(here)
            self._show(place)
