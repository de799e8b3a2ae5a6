"""Small shapes that are painted, not loaded."""

from __future__ import annotations

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF


def star_shape(rect: QRectF) -> QPolygonF:
    """A five-pointed star that fills a square."""
    centre, outer = rect.center(), rect.width() / 2
    points = []
    for number in range(10):
        radius = outer if number % 2 == 0 else outer * 0.45
        angle = number * pi / 5 - pi / 2
        points.append(QPointF(centre.x() + radius * cos(angle), centre.y() + radius * sin(angle)))
    return QPolygonF(points)
