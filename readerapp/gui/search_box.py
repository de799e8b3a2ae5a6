"""Where queries are typed: with completion of operators, their values, tags and digests."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton

from readerapp.gui.completing import CompletingLine
from readerapp.i18n import tr
from readerapp.store.suggesting import suggestions, token_at


class SearchBox(CompletingLine):
    """Esc closes the completion, then clears the box, then leaves it; ↓ and Return go to the list."""

    left = Signal()
    entered = Signal()
    """Return: what is typed is what is meant."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Search"))
        self.setPlaceholderText(tr("Search titles, abstracts, authors, tags, notes   (/)"))
        self.setClearButtonEnabled(True)
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(tr("Clear the search"))
        self.known: Callable[[], tuple[list[str], list[str]]] = lambda: ([], [])
        """The tags and the digests' titles there are; the list pane puts the library's here."""

    def offers(self, text: str, place: int) -> tuple[int, str, list[str]]:
        """See CompletingLine."""
        start, token = token_at(text, place)
        tags, digests = self.known() if ":" in token else ([], [])
        return start, token, suggestions(token, tags, digests) if token else []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.choose_by(event):
            return
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.entered.emit()
            self.left.emit()
        else:
            super().keyPressEvent(event)
