"""Small shapes that are painted, not loaded."""

from __future__ import annotations

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from readerapp.gui.theme import Theme


def star_shape(rect: QRectF) -> QPolygonF:
    """A five-pointed star that fills a square."""
    centre, outer = rect.center(), rect.width() / 2
    points = []
    for number in range(10):
        radius = outer if number % 2 == 0 else outer * 0.45
        angle = number * pi / 5 - pi / 2
        points.append(QPointF(centre.x() + radius * cos(angle), centre.y() + radius * sin(angle)))
    return QPolygonF(points)


def slip(text: str, widget: QWidget, theme: Theme) -> QPixmap:
    """A few words on a slip, in the colours of the theme, as sharp as the widget's screen."""
    metrics, ratio = widget.fontMetrics(), widget.devicePixelRatioF()
    width, height = metrics.horizontalAdvance(text) + 20, metrics.height() + 10
    pixmap = QPixmap(round(width * ratio), round(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(theme.colour("selected"))
    painter = QPainter(pixmap)
    painter.setFont(widget.font())
    painter.setPen(theme.colour("accent"))
    painter.drawRect(QRectF(0.5, 0.5, width - 1, height - 1))
    painter.setPen(theme.colour("text"))
    painter.drawText(QRectF(0, 0, width, height), Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return pixmap
