"""How a paper looks in the list: unread dot, title on up to two lines, snippet, where it was listed, star."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from readerapp.gui.dates import near_date
from readerapp.gui.html import apart
from readerapp.gui.paper_model import ROW, Index
from readerapp.gui.shapes import star_shape
from readerapp.gui.theme import Theme, scaled
from readerapp.i18n import tr
from readerapp.store.reading import ListRow

if TYPE_CHECKING:
    from readerapp.gui.paper_list import PaperList

LEFT = 26
RIGHT = 40
_NAME = 24
"""Characters of a digest's name in a row."""
TOP = 10
_TIGHT = 6


@dataclass(frozen=True, slots=True)
class RowStyle:
    """What rows show."""

    compact: bool = False
    note_line: bool = False


class RowPainter(QStyledItemDelegate):
    """Paints the rows of one list."""

    def __init__(self, theme: Theme, view: PaperList) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self.style = RowStyle()

    def fonts(self) -> tuple[QFont, QFont, QFont]:
        """For the title, the snippet and the line of facts."""
        font = self._view.font()
        return scaled(font, 1.0), scaled(font, 0.93), scaled(font, 0.86)

    @property
    def top(self) -> int:
        """Room over the title, in pixels."""
        return _TIGHT if self.style.compact else TOP

    def height(self) -> int:
        """Of every row, in pixels: comfortable two lines of title, one of snippet, one of facts; compact one and one."""
        title, snippet, facts = (QFontMetrics(font).lineSpacing() for font in self.fonts())
        more = snippet if self.style.note_line else 0
        if self.style.compact:
            return title + facts + 2 * _TIGHT + 4 + more
        return 2 * title + snippet + facts + 2 * TOP + 6 + more

    def heading_height(self) -> int:
        """Of the line over the first row of a group, in pixels."""
        return QFontMetrics(self.fonts()[2]).height() + 14

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, self.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ListRow | None = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        if (day := self._view.heading_of(index.row())) is not None:
            rect = self._paint_heading(painter, rect, day)
        selected = self._view.selectionModel().isSelected(index)
        current = index.row() == self._view.currentIndex().row()
        self._paint_ground(painter, rect, selected=selected, current=current)
        if row is None:
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(
                rect.adjusted(LEFT, 0, -RIGHT, 0), Qt.AlignmentFlag.AlignVCenter, tr("no longer in the library")
            )
        else:
            self._paint_row(painter, rect, row)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, day: str) -> QRect:
        """The group's day over its first row; what is left for the row."""
        height = self.heading_height()
        band = QRect(rect.left(), rect.top(), rect.width(), height)
        painter.fillRect(band, self._theme.colour("panel"))
        font = self.fonts()[2]
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self._theme.colour("muted"))
        text = near_date(day) if day else tr("without a date")
        text = text[:1].upper() + text[1:]
        painter.drawText(band.adjusted(LEFT, 0, -RIGHT, 0), Qt.AlignmentFlag.AlignVCenter, text)
        return rect.adjusted(0, height, 0, 0)

    def _paint_ground(self, painter: QPainter, rect: QRect, *, selected: bool, current: bool) -> None:
        if selected:
            painter.fillRect(rect, self._theme.colour("selected"))
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(rect.left() + LEFT, rect.bottom(), rect.right() - 12, rect.bottom())
        if current:
            # The place of the keyboard is a bar, so that it does not hang on colour alone; without focus it is narrower.
            width = 4 if self._view.hasFocus() else 2
            painter.fillRect(QRect(rect.left(), rect.top(), width, rect.height()), self._theme.colour("accent"))

    def _paint_row(self, painter: QPainter, rect: QRect, row: ListRow) -> None:
        title_font, snippet_font, facts_font = self.fonts()
        open_ = row.state == "unread"
        title_font.setBold(open_)
        text = self._theme.colour("text" if row.state in ("unread", "queued") else "muted")
        muted = self._theme.colour("muted")
        left, width = rect.left() + LEFT, rect.width() - LEFT - RIGHT
        y = rect.top() + self.top
        self._paint_state(painter, QPoint(rect.left() + 14, y + QFontMetrics(title_font).height() // 2), row)
        painter.setPen(text)
        y = self._lines(painter, row.title, title_font, QRect(left, y, width, 0), 1 if self.style.compact else 2)
        painter.setPen(muted)
        if row.snippet and not self.style.compact:
            y = self._lines(painter, row.snippet, snippet_font, QRect(left, y + 2, width, 0), 1)
        if self.style.note_line and row.note_line:
            y = self._lines(painter, f"✎ {row.note_line}", snippet_font, QRect(left, y + 1, width, 0), 1)
        draw_lines(painter, facts(row), facts_font, QRect(left, y + 2, width, 0), 1)
        star = QRectF(rect.right() - 31, rect.top() + self.top, 17, 17)
        shape = star_shape(star)
        painter.setPen(self._theme.colour("star" if row.starred else "muted"))
        painter.setBrush(self._theme.colour("star") if row.starred else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(shape)

    def _lines(self, painter: QPainter, text: str, font: QFont, rect: QRect, most: int) -> int:
        """Text on lines, with the words marked that are searched for."""
        words = self._view.papers.words
        if not words:
            return draw_lines(painter, text, font, rect, most)
        from readerapp.text.highlight import matches  # only when something is searched for: start-up time

        return draw_lines(painter, text, font, rect, most, matches(text[:600], words), self._theme)

    def _paint_state(self, painter: QPainter, centre: QPoint, row: ListRow) -> None:
        """A sign of its own for each state: a dot, a ring with a hand, a cross; nothing for read."""
        accent = self._theme.colour("accent")
        painter.setPen(accent)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if row.state == "unread":
            painter.setBrush(accent)
            painter.drawEllipse(centre, 4, 4)
        elif row.state == "queued":
            painter.drawEllipse(centre, 5, 5)
            painter.drawLine(centre, centre + QPoint(0, -3))
            painter.drawLine(centre, centre + QPoint(3, 0))
        elif row.state == "dropped":
            painter.setPen(self._theme.colour("muted"))
            painter.drawLine(centre + QPoint(-4, -4), centre + QPoint(4, 4))
            painter.drawLine(centre + QPoint(-4, 4), centre + QPoint(4, -4))


def facts(row: ListRow) -> str:
    """The last line of a row: when and where listed, and what there is."""
    marks = []
    if row.listed > 1:
        marks.append(tr("listed {n} times").format(n=row.listed))
    if row.noted:
        marks.append(tr("✎ note"))
    if row.code:
        marks.append(tr("code"))
    if row.trashed:
        marks.append(tr("in the trash"))
    marks += [f"#{tag}" for tag in row.tags]
    parts = []
    if row.date:
        parts.append(near_date(row.date))
    if row.digest:
        # A long name must not push the marks out of the line.
        name = f"{row.digest[: _NAME - 1].rstrip()}…" if marks and len(row.digest) > _NAME else row.digest
        parts.append(tr("#{position} in {digest}").format(position=row.position, digest=name))
    return "  ·  ".join(apart(part) for part in (*parts, *marks))


def draw_lines(
    painter: QPainter,
    text: str,
    font: QFont,
    rect: QRect,
    most: int,
    marked: list[tuple[int, int]] | None = None,
    theme: Theme | None = None,
) -> int:
    """Draw text from the top of a rectangle on at most so many lines, the last one elided; where the next line begins.

    `marked` are stretches (start, length) to be shown on the theme's marker, underlined.
    """
    metrics = QFontMetrics(font)
    layout = QTextLayout(text[:600], font)
    layout.setCacheEnabled(False)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    painter.setFont(font)
    y = rect.top()
    layout.beginLayout()
    for number in range(most):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(rect.width())
        start, length = line.textStart(), line.textLength()
        part = text[start : start + length]
        if number == most - 1:
            part = metrics.elidedText(text[start:600], Qt.TextElideMode.ElideRight, rect.width())
        if marked and theme:
            _mark(painter, metrics, part, QPoint(rect.left(), y), [(s - start, n) for s, n in marked], theme)
        painter.drawText(rect.left(), y + metrics.ascent(), part.rstrip())
        y += metrics.lineSpacing()
    layout.endLayout()
    return y


def _mark(
    painter: QPainter, metrics: QFontMetrics, part: str, at: QPoint, marked: list[tuple[int, int]], theme: Theme
) -> None:
    """The marker under the stretches of one line."""
    for start, length in marked:
        first, last = max(0, start), min(len(part), start + length)
        if first < last:
            x = at.x() + metrics.horizontalAdvance(part[:first])
            width = metrics.horizontalAdvance(part[first:last])
            painter.fillRect(QRect(x, at.y(), width, metrics.height()), theme.colour("mark"))
            painter.drawLine(x, at.y() + metrics.ascent() + 2, x + width - 1, at.y() + metrics.ascent() + 2)
