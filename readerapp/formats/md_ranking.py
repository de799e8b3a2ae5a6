"""Rows of a ranking or an overview that name again the papers of the detailed sections."""

from __future__ import annotations

import re

from readerapp.formats.md_select import Entry
from readerapp.text.fold import identity_fold

_WORD = re.compile(r"[^\W_]+")
_SAME = 0.75
_LEAST = 10
_MANY = 300
"""Rows or sections from which on only equal titles are taken as one."""


def without_repeats(entries: list[Entry], *, keep_bare: bool) -> list[Entry]:
    """The entries without the rows whose title is that of an entry with more text.

    A row without any id is a paper of its own only when the table's header speaks of papers, or (`keep_bare`) the page does and
    nothing on it says more.
    """
    details = [entry for entry in entries if entry.row is None]
    rows = [entry for entry in entries if entry.row is not None]
    if not rows:
        return entries
    known = _Titles(details)
    dropped = {id(row) for row in rows if known.repeats(row)}
    bare = not details and keep_bare
    dropped |= {id(row) for row in rows if not (row.identified or row.sure or bare)}
    return [entry for entry in entries if id(entry) not in dropped]


class _Titles:
    """The titles of the detailed entries, to look rows up by."""

    def __init__(self, entries: list[Entry]) -> None:
        self._folds = {identity_fold(entry.title.text) for entry in entries if entry.title}
        self._words = [_words(entry.title.text) for entry in entries if entry.title]
        self._few = len(entries) <= _MANY

    def repeats(self, row: Entry) -> bool:
        """Whether a row names one of them: the same title, a shortened one, or nearly the same words."""
        if row.title is None or not self._folds:
            return False
        fold = identity_fold(row.title.text)
        if fold in self._folds:
            # Twins with ids are put together later, with all their data.
            return not row.identified
        if not self._few:
            return False
        if len(fold) >= _LEAST and any(fold in known or known in fold for known in self._folds if len(known) >= _LEAST):
            return True
        words = _words(row.title.text)
        return len(words) >= 3 and any(
            len(words & known) >= _SAME * max(len(words), len(known)) for known in self._words
        )


def _words(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(title.casefold()))
