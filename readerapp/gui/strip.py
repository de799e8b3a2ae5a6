"""The strip over the list: what an import did with its Undo, the progress of long work, the hint that teaches the keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from readerapp.gui.speech import announce
from readerapp.i18n import tr


class Strip(QFrame):
    """A line with a text and buttons; hidden when it has nothing to say."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setAccessibleName(tr("Message"))
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(14, 6, 8, 6)
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.progress = QProgressBar()
        self.progress.setMaximumWidth(220)
        self.progress.setAccessibleName(tr("Progress"))
        self._layout.addWidget(self.text, 1)
        self._layout.addWidget(self.progress)
        self._buttons: list[QPushButton] = []
        self.hide()

    def say(
        self, text: str, buttons: list[tuple[str, Callable[[], object]]] | None = None, *, closable: bool = True
    ) -> None:
        """Show a text and buttons (text, what a click does)."""
        self._clear()
        self.progress.hide()
        self.text.setText(text)
        announce(self.text, text)
        for name, run in buttons or []:
            self._add(name, run)
        if closable:
            close = self._add("✕", self._close)
            close.setAccessibleName(tr("Close the message"))
            close.setToolTip(tr("Close the message"))
        self.show()

    def work(self, text: str, done: int, total: int | None, cancel: Callable[[], object]) -> None:
        """Show long work: a bar, endless while the total is not known, and Cancel."""
        if self.progress.isHidden():
            self._clear()
            self._add(tr("Cancel"), cancel)
            self.progress.show()
            self.show()
        self.text.setText(text)
        self.progress.setRange(0, total or 0)
        self.progress.setValue(done)

    def rest(self) -> None:
        """Nothing to say any more."""
        self._clear()
        self.hide()

    def button(self, text: str) -> QPushButton | None:
        """The button of that text, None when there is none."""
        return next((b for b in self._buttons if b.text() == text), None)

    def _close(self) -> None:
        self.rest()
        self.closed.emit()

    def _add(self, name: str, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(name)
        button.setProperty("flat", True)
        button.clicked.connect(lambda _=False: run())
        self._layout.addWidget(button)
        self._buttons.append(button)
        return button

    def _clear(self) -> None:
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []


def spacer() -> QWidget:
    """An empty widget that takes what room is left."""
    widget = QWidget()
    widget.setSizePolicy(widget.sizePolicy().Policy.Expanding, widget.sizePolicy().Policy.Preferred)
    return widget
