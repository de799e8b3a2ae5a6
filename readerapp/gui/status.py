"""The status line: the last thing done with its Undo, or what could not be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QStatusBar

from readerapp.gui.elided import Elided
from readerapp.gui.speech import announce
from readerapp.gui.strip import spacer
from readerapp.i18n import tr


def read_only_text(*, elsewhere: bool) -> str:
    """What a window says that cannot write; `elsewhere`: since another one has the library and does not answer."""
    if elsewhere:
        return tr("Another window has this library and does not answer. This one is open for reading only: what you do here "
                  "is not kept.")  # fmt: skip
    return tr("This library is open for reading only: what you do here is not kept.")


class StatusLine(QStatusBar):
    """One sentence at the foot of the window."""

    undo_wanted = Signal(int, int)
    """Take back all edits down to and including one, if these are so many."""
    left = Signal()
    """The Undo that had the focus is gone."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Last thing done"))
        self.text = Elided()
        self.text.setAccessibleDescription(tr("Last thing done"))
        self.undo_button = QPushButton(tr("Undo"))
        self.undo_button.setProperty("flat", True)
        self.undo_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._edits: tuple[int, ...] = ()
        """What Undo would take back."""
        self._last: int | None = None
        """The last edit there was, None as long as that is not known."""
        self.undo_button.clicked.connect(lambda: self.undo_wanted.emit(min(self._edits), len(self._edits)))
        self.undo_button.hide()
        self.setContentsMargins(10, 0, 0, 0)
        self.addWidget(self.text)
        self.addWidget(self.undo_button)
        self.addWidget(spacer(), 1)

    def say(self, text: str, *edits: int | None) -> None:
        """Tell the last thing done, with its Undo if it was an edit (or several); None is none."""
        self._set(text[:1].upper() + text[1:], error=False)
        self._offer(*(edit for edit in edits if edit is not None))

    def know_last(self, last: tuple[int, str] | None) -> None:
        """Take note of the last edit there is. A new one is told, and Undo never takes back another one than the line tells."""
        before, self._last = self._last, last[0] if last else 0
        if last and last[0] == max(self._edits, default=None):
            return
        if last and (self._edits or (before is not None and last[0] > before)):
            self.say(last[1], last[0])
        elif self._edits:
            self._offer()

    def complain(self, message: str) -> None:
        """Tell that something could not be done."""
        self._set(message.replace("\n", " "), error=True)
        self._offer()

    def _offer(self, *edits: int) -> None:
        self._edits = edits
        focused = self.undo_button.hasFocus()
        self.undo_button.setVisible(bool(edits))
        if focused and not edits:
            self.left.emit()

    def _set(self, text: str, *, error: bool) -> None:
        self.text.setProperty("error", error)
        # A property that the style sheet asks for counts only after the style was asked anew.
        self.text.style().unpolish(self.text)
        self.text.style().polish(self.text)
        self.text.setText(text)
        announce(self.text, text)
