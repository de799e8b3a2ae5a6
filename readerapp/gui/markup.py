"""Markdown in the note's editor, told apart by weight, slant and colour. The text itself is never touched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat

if TYPE_CHECKING:
    from readerapp.gui.window import Window

_LINE = 5000
"""Letters; a longer line stays plain, so that no line holds up the keys."""
_ALL = 60_000
"""Letters; a longer note stays plain."""
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_HEADING = re.compile(r"#{1,6}\s.*")
_QUOTE = re.compile(r"\s{0,3}>.*")
_MARKER = re.compile(r"\s*(?:[-*+]|\d{1,4}[.)])\s+(?:\[[ xX]\]\s)?")
_INLINE = (
    ("code", re.compile(r"`[^`\n]{1,500}+`")),
    ("strong", re.compile(r"(?<![\w*])(\*\*|__)(?=\S)[^\n]{1,500}?(?<=\S)\1(?![\w*])")),
    ("slanted", re.compile(r"(?<![\w*])([*_])(?=[^\s*_])[^*_\n]{1,500}+(?<=\S)\1(?![\w*])")),
    ("link", re.compile(r"\[[^\[\]\n]{1,300}+\]\([^()\s]{1,500}+\)|https?://[^\s<>()]+")),
)
_OUTSIDE, _INSIDE = 0, 1
"""Of a block: whether a fence is open behind it."""


class Markup(QSyntaxHighlighter):
    """The highlighter of one window's note."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.notes.editor)
        self._theme = window.theme
        self._formats: dict[str, QTextCharFormat] = {}
        self._plain = False
        self.restyle()
        self._document = window.notes.editor.document()
        self._document.contentsChange.connect(self._weigh)
        self.setDocument(self._document)

    def restyle(self) -> None:
        """Take the colours of the theme in force."""
        muted, accent = self._theme.colours.muted, self._theme.colours.accent
        self._formats = {
            "heading": _format(accent, bold=True),
            "quote": _format(muted),
            "marker": _format(accent),
            "code": _format(muted),
            "strong": _format(bold=True),
            "slanted": _format(italic=True),
            "link": _format(accent, underlined=True),
        }
        self.rehighlight()

    def _weigh(self, _place: int, _gone: int, _come: int) -> None:
        """Before Qt asks for colours: a note that is too long gets none."""
        self._plain = self._document.characterCount() > _ALL

    def highlightBlock(self, text: str) -> None:
        """Called by Qt for each line that changed."""
        inside = self.previousBlockState() == _INSIDE
        fence = _FENCE.match(text) is not None
        self.setCurrentBlockState(_INSIDE if inside != fence else _OUTSIDE)
        if self._plain or len(text) > _LINE:
            return
        if inside or fence:
            self._put("code", 0, len(text))
        elif _HEADING.match(text):
            self._put("heading", 0, len(text))
        elif _QUOTE.match(text):
            self._put("quote", 0, len(text))
        else:
            if marker := _MARKER.match(text):
                self._put("marker", 0, marker.end())
            for name, pattern in _INLINE:
                for match in pattern.finditer(text):
                    self._put(name, match.start(), match.end())

    def _put(self, name: str, start: int, end: int) -> None:
        self.setFormat(start, end - start, self._formats[name])


def _format(colour: str = "", *, bold: bool = False, italic: bool = False, underlined: bool = False) -> QTextCharFormat:
    made = QTextCharFormat()
    if colour:
        made.setForeground(QColor(colour))
    if bold:
        made.setFontWeight(QFont.Weight.Bold)
    made.setFontItalic(italic)
    made.setFontUnderline(underlined)
    return made
