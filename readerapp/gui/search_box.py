"""Where queries are typed: with completion of operators, their values, tags and digests."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QToolButton

from readerapp.gui.completing import CompletingLine
from readerapp.gui.key_names import KeyNames
from readerapp.i18n import tr
from readerapp.store.language import unfinished
from readerapp.store.suggesting import suggestions, token_at

_TYPING_MS = 60
"""Fast typing asks once, not at each letter."""


class SearchBox(CompletingLine):
    """Esc closes the completion, then clears the box, then leaves it; ↓ and Return go to the list."""

    wanted = Signal(str)
    """A text is to be searched for."""
    left = Signal()
    entered = Signal()
    """Return: what is typed is what is meant."""

    def __init__(self, keys: KeyNames) -> None:
        super().__init__()
        self.setAccessibleName(tr("Search"))
        placeholder = tr("Search titles, abstracts, authors, tags, notes   ({search})")
        keys.follow(lambda: self.setPlaceholderText(keys.put_into(placeholder)))
        self.setClearButtonEnabled(True)
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(tr("Clear the search"))
        self.known: Callable[[], tuple[list[str], list[str]]] = lambda: ([], [])
        """The tags and the digests' titles there are; the list pane puts the library's here."""

        self.settled = False
        """The box was left since its text was typed: the text is a search of its own, and the next one another."""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(lambda: self.wanted.emit(self.text()))
        self.textChanged.connect(lambda text: self._pause.start(_TYPING_MS if text else 0))

    @property
    def typing(self) -> bool:
        """Whether a text is being typed and was not asked for yet."""
        return self._pause.isActive()

    def write(self, text: str) -> None:
        """Put in a text that is not asked for: the list shows it already, or shows no search."""
        self.setText(text)
        self._pause.stop()
        self.settled = bool(text)

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

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        reasons = Qt.FocusReason
        if event.reason() not in (reasons.PopupFocusReason, reasons.ActiveWindowFocusReason):
            open_end = unfinished(self.text()) and not self.settled
            if self.typing or open_end:
                self._pause.stop()
                self.wanted.emit(
                    f"{self.text()} " if open_end else self.text()
                )  # nothing more comes: what is no operator is text
            self.settled = bool(self.text())
