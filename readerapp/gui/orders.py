"""The orders that the user chose for lists."""

from __future__ import annotations

from readerapp.store.language import parse

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
        elif chosen != "relevance":
            self.lists = chosen

    def chosen(self, query: str, *, searching: bool) -> str:
        """What is in force for a query: what it says itself, or what `choose` took last."""
        return parse(query).sort or (self.search if searching else self.lists) or USUAL
