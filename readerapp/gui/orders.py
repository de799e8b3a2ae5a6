"""The orders that the user chose for lists."""

from __future__ import annotations

USUAL = "usual"
"""Each list in its own order: a digest's, the newest first, a search by relevance."""


class Orders:
    """One for all lists from now on, and one for the search that is shown. None: the usual one."""

    def __init__(self) -> None:
        self.lists: str | None = None
        self.search: str | None = None

    def choose(self, order: str, *, searching: bool) -> None:
        """Take an order for the search, or for lists, where none is by relevance."""
        chosen = None if order == USUAL else order
        if searching:
            self.search = chosen
        else:
            self.lists = None if chosen == "relevance" else chosen

    def chosen(self, *, searching: bool) -> str:
        """What `choose` took last."""
        return (self.search if searching else self.lists) or USUAL
