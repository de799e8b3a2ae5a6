"""One line asked of the user: tags, a name, a date. Return takes it, Esc leaves everything as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from readerapp.gui.completing import CompletingLine
from readerapp.gui.speech import announce
from readerapp.store.language import quoted

_MOST = 12
_APART = re.compile(r'^[+-]|[\s,;"]')
"""What a word must be in quotes for, so that it stays one and is added."""


def spelled(word: str) -> str:
    """A word as it is written in such a line, so that it is taken as one."""
    return quoted(word) if _APART.search(word) else word


class Field(CompletingLine):
    """A line in which the word at the cursor is completed from a list of words."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self._words = list(words)

    def offers(self, text: str, place: int) -> tuple[int, str, list[str]]:
        """See CompletingLine."""
        start = place
        quotes = text[:place].count('"')
        while start > 0 and (quotes % 2 == 1 or text[start - 1] not in " ,;"):
            start -= 1
            quotes -= text[start] == '"'
        if start < place and text[start] in "+-":
            start += 1
        word = text[start:place]
        fold = word.strip('"').casefold()
        found = [known for known in self._words if fold and fold in known.casefold()]
        found.sort(key=lambda known: not known.casefold().startswith(fold))
        return start, word, [spelled(known) for known in found[:_MOST]]


class Prompt(QDialog):
    """A question, a line to answer it, and under it what may be written there."""

    def __init__(
        self, parent: QWidget, question: str, then: Callable[[str], object], *, text: str = "", hint: str = "",
        words: Sequence[str] = (), check: Callable[[str], str] = lambda text: "",
    ) -> None:  # fmt: skip
        """`check` answers with what is wrong with the line, "" when all is well; until then it is not taken."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(question)
        self._then = then
        self._check = check
        label = QLabel(question)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        self.field = Field(words)
        self.field.setText(text)
        self.field.selectAll()
        self.field.setAccessibleName(question)
        label.setBuddy(self.field)
        under = QLabel(hint)
        under.setTextFormat(Qt.TextFormat.PlainText)
        under.setProperty("muted", True)
        under.setWordWrap(True)
        under.setVisible(bool(hint))
        self.problem = QLabel()
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setProperty("error", True)
        self.problem.setWordWrap(True)
        self.problem.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 16)
        for widget in (label, self.field, under, self.problem):
            widget.setMinimumWidth(1)  # a word longer than the line makes nothing wider
            layout.addWidget(widget)
        self.field.returnPressed.connect(self._take)
        self.setMinimumWidth(min(460, parent.width() - 40))

    def _take(self) -> None:
        text = self.field.text()
        problem = self._check(text)
        if problem:
            self.problem.setText(problem)
            self.problem.show()
            announce(self.problem, problem)
            return
        self.accept()
        self._then(text)
