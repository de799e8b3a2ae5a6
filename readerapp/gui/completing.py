"""A line that offers how the word at the cursor may go on."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QStringListModel, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit

from readerapp.gui.cursor import cursor_place, set_cursor_place
from readerapp.gui.speech import announce

_CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class CompletingLine(QLineEdit):
    """What is offered says `offers`, for a class of its own each. ↑ ↓ choose, Return and Tab take, Esc closes the offer."""

    def __init__(self) -> None:
        super().__init__()
        self._found: list[str] = []
        self._completer: QCompleter | None = None
        self.textEdited.connect(lambda _: self.offer())

    def offers(self, text: str, place: int) -> tuple[int, str, list[str]]:
        """Of a text with the cursor behind so many characters: where its word begins, the word, what may stand in its place."""
        return place, "", []

    @property
    def offered(self) -> list[str]:
        """What is offered just now."""
        return self._found if self._open() else []

    def _popup(self) -> QAbstractItemView | None:
        return self._completer.popup() if self._completer is not None else None

    def _open(self) -> bool:
        popup = self._popup()
        return popup is not None and popup.isVisible()

    def _close(self) -> None:
        popup = self._popup()
        if popup is not None:
            popup.hide()

    def offer(self) -> None:
        """Show what the word at the cursor may become, or close the offer."""
        _, _, self._found = self.offers(self.text(), cursor_place(self))
        if not self._found:
            self._close()
            return
        if self._completer is None:
            self._completer = QCompleter(self)
            self._completer.setModel(QStringListModel(self._completer))
            self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            self._completer.setWidget(self)
            popup = self._completer.popup()
            if popup is not None:
                popup.setObjectName("completion")
            self._completer.activated.connect(self.take)
            self._completer.highlighted.connect(lambda word: announce(self, word))
        model = self._completer.model()
        assert isinstance(model, QStringListModel)
        model.setStringList(self._found)
        self._completer.complete()

    def take(self, chosen: str) -> None:
        """Put what was chosen in the place of the word; an operator (`tag:`) waits for its value."""
        start, word, _ = self.offers(self.text(), cursor_place(self))
        rest = self.text()[start + len(word) :]
        space = "" if chosen.endswith(":") or rest.startswith(" ") else " "
        self.setText(f"{self.text()[:start]}{chosen}{space}{rest}")
        set_cursor_place(self, start + len(chosen) + len(space))
        if chosen.endswith(":"):
            self.offer()

    def choose_by(self, event: QKeyEvent) -> bool:
        """Let a key act on the open offer; False when it is not meant for it."""
        key, popup = event.key(), self._popup()
        if popup is None or not popup.isVisible() or key not in (*_CHOOSE, Qt.Key.Key_Escape):
            return False
        index = popup.currentIndex()
        if key == Qt.Key.Key_Tab:
            index = index if index.isValid() else popup.model().index(0, 0)
        elif not popup.selectionModel().isSelected(index):
            index = QModelIndex()  # Qt stands on the first offer; the user has gone to none
        popup.hide()
        if key == Qt.Key.Key_Escape:
            return True
        if index.isValid():
            self.take(index.data())
        return index.isValid()

    def event(self, event: object) -> bool:
        # Tab never reaches keyPressEvent by itself: Qt moves the focus with it.
        tab = isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab
        if tab and self.choose_by(event):  # type: ignore[arg-type]
            return True
        return super().event(event)  # type: ignore[arg-type]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.choose_by(event):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._close()
