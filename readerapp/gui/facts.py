"""Facts of a paper as labels; of a long list the first few, until the user asks for all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QLabel

from readerapp.gui.copy_key import CopyKey
from readerapp.gui.html import escape
from readerapp.gui.theme import Theme

_UNFOLD = "all"


class Fact(QLabel):
    """Something about a paper: plain text that wraps and can be copied."""

    def __init__(self, name: str, kind: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMinimumWidth(1)  # a word longer than the line must not make the column wider than the pane
        self.setAccessibleDescription(name)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if kind:
            self.setProperty(kind, True)
        CopyKey(self, self.hasSelectedText, lambda: QApplication.clipboard().setText(self.selectedText()))


class Folded(Fact):
    """A list in one label. Past `few` parts (and one more) a link stands for the rest: `more`, with their number as `{n}`."""

    chosen = Signal(str)
    """A link in one of the parts was followed."""

    def __init__(self, theme: Theme, name: str, between: str, more: str, few: int) -> None:
        super().__init__(name, "muted")
        self._theme = theme
        self._between = between
        self._more = more
        self._few = few
        self._paper = self._unfolded = 0
        """The paper that is shown, and the one of which all is shown."""
        self._parts: Sequence[str] = ()
        self.setProperty("links", True)
        self.setIndent(0)  # with a frame, Qt would indent it
        self.setTextFormat(Qt.TextFormat.RichText)
        self.linkActivated.connect(self._follow)

    def show_parts(self, paper: int, parts: Sequence[str]) -> None:
        """Show the list of a paper: HTML, with all foreign text in it escaped. Without parts it is hidden."""
        self._paper, self._parts = paper, parts
        shown = list(parts)
        if len(parts) > self._few + 1 and paper != self._unfolded:
            more = escape(self._more.format(n=f"{len(parts) - self._few:,}"))
            shown[self._few :] = [f'<a href="{_UNFOLD}" style="color:{self._theme.colours.accent}">{more}</a>']
        html = self._between.join(shown)
        flags = Qt.TextInteractionFlag
        # Only what has links is gone to by Tab.
        self.setTextInteractionFlags(flags.TextBrowserInteraction if "<a " in html else flags.TextSelectableByMouse)
        self.setText(html)
        self.setVisible(bool(parts))

    def _follow(self, link: str) -> None:
        if link != _UNFOLD:
            self.chosen.emit(link)
            return
        self._unfolded = self._paper
        self.show_parts(self._paper, self._parts)
