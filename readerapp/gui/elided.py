"""A label of one line that ends in … where the room ends; the whole text is in its tooltip and for screen readers."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from readerapp.gui.html import escape


class Elided(QLabel):
    """Takes no more room than there is, whatever its text."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._tail = ""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def setText(self, text: str, tail: str = "") -> None:
        """Show a text; its tail stays whole."""
        self._tail = tail
        super().setText(text + tail)
        self.setToolTip(escape(text + tail))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        metrics, room = self.fontMetrics(), self.contentsRect()
        beginning = self.text().removesuffix(self._tail)
        beginning = metrics.elidedText(
            beginning, Qt.TextElideMode.ElideRight, room.width() - metrics.horizontalAdvance(self._tail)
        )
        text = metrics.elidedText(beginning + self._tail, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()
