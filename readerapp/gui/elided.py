"""A label of one line that ends in … where the room ends; the whole text is in its tooltip and for screen readers."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from readerapp.gui.html import apart, escape


class Elided(QLabel):
    """Takes no more room than there is, whatever its text."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._tail = ""
        self._least = 0

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def setText(self, text: str, tail: str = "", least: int = 0) -> None:
        """Show a text; its tail stays whole, as long as it leaves room for so many letters of the text, and else goes."""
        self._tail, self._least = tail, least
        super().setText(text + tail)
        self.setToolTip(escape(apart(text) + tail))

    def shown(self) -> str:
        """What there is room for."""
        metrics, room = self.fontMetrics(), self.contentsRect().width()
        beginning, tail = self.text().removesuffix(self._tail), self._tail
        left = room - metrics.horizontalAdvance(tail)
        if left < min(metrics.horizontalAdvance(beginning), metrics.averageCharWidth() * self._least):
            tail, left = "", room
        beginning = apart(metrics.elidedText(beginning, Qt.TextElideMode.ElideRight, left))
        return metrics.elidedText(beginning + tail, Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.shown())
        painter.end()
