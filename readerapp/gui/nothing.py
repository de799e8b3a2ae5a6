"""What stands in the place of a list that has no papers: what to do there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from readerapp.gui.key_names import KeyNames
from readerapp.i18n import tr


class Nothing(QLabel):
    """A text in the middle, gone to by Tab like the list."""

    def __init__(self, keys: KeyNames) -> None:
        super().__init__()
        self._keys = keys
        self._hint = ""
        self.setObjectName("nothing")
        self.setProperty("muted", True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setContentsMargins(24, 24, 24, 24)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        keys.follow(self._say)

    def show_for(self, query: str, *, searching: bool) -> None:
        """Say what to do where this query finds nothing."""
        self._hint = _what_to_do(query, searching=searching)
        self._say()

    def _say(self) -> None:
        self.setText(self._keys.put_into(self._hint))


def _what_to_do(query: str, *, searching: bool) -> str:
    """What an empty list says, the keys of actions as `{id}` (KeyNames)."""
    if searching:
        from readerapp.store.query import compiled  # start-up time

        if compiled(query, typing=True).nothing:
            return tr("Only letters and digits are searched for, and here is none.")
        return tr("Nothing found. Words are found by their beginnings; try fewer or shorter ones.")
    hints = {
        "is:unread": tr("Nothing to decide. Drop a digest here, or press {import}."),
        "is:trashed": tr("The trash is empty."),
        "is:queued": tr("Nothing queued. Press {queue} on a paper to read it later."),
        "is:starred": tr("No star yet. Press {star} on a paper to give it one."),
        "has:note": tr("No note yet. Press {note} on a paper to write one."),
        "is:dropped": tr("Nothing dropped. Press {drop} on a paper that does not interest you."),
    }
    return hints.get(query, tr("No paper here."))
