"""The list's view: a table of one column whose rows are painted, at a fixed height."""

from __future__ import annotations

from array import array

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from readerapp.gui.dates import short_date
from readerapp.gui.paper_model import ROW, Index, PaperModel
from readerapp.gui.shapes import star_shape
from readerapp.gui.theme import Theme, scaled
from readerapp.i18n import tr
from readerapp.store.reading import ListRow

_LEFT = 26
_RIGHT = 40
_TOP = 10


class RowPainter(QStyledItemDelegate):
    """Paints a paper: unread dot, title on up to two lines, snippet, where it was listed, star."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def fonts(self) -> tuple[QFont, QFont, QFont]:
        """For the title, the snippet and the line of facts."""
        font = self._view.font()
        return scaled(font, 1.0), scaled(font, 0.93), scaled(font, 0.86)

    def height(self) -> int:
        """Of every row, in pixels: two lines of title, one of snippet, one of facts."""
        title, snippet, facts = (QFontMetrics(font).lineSpacing() for font in self.fonts())
        return 2 * title + snippet + facts + 2 * _TOP + 6

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, self.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ListRow | None = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        selected = self._view.selectionModel().isSelected(index)
        current = index.row() == self._view.currentIndex().row()
        self._paint_ground(painter, rect, selected=selected, current=current)
        if row is None:
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(
                rect.adjusted(_LEFT, 0, -_RIGHT, 0), Qt.AlignmentFlag.AlignVCenter, tr("no longer in the library")
            )
        else:
            self._paint_row(painter, rect, row)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, *, selected: bool, current: bool) -> None:
        if selected:
            painter.fillRect(rect, self._theme.colour("selected"))
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(rect.left() + _LEFT, rect.bottom(), rect.right() - 12, rect.bottom())
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
        left, width = rect.left() + _LEFT, rect.width() - _LEFT - _RIGHT
        y = rect.top() + _TOP
        self._paint_state(painter, QPoint(rect.left() + 14, y + QFontMetrics(title_font).height() // 2), row)
        painter.setPen(text)
        y = draw_lines(painter, row.title, title_font, QRect(left, y, width, 0), 2)
        painter.setPen(muted)
        if row.snippet:
            y = draw_lines(painter, row.snippet, snippet_font, QRect(left, y + 2, width, 0), 1)
        draw_lines(painter, facts(row), facts_font, QRect(left, y + 2, width, 0), 1)
        star = QRectF(rect.right() - 31, rect.top() + _TOP, 17, 17)
        shape = star_shape(star)
        painter.setPen(self._theme.colour("star" if row.starred else "muted"))
        painter.setBrush(self._theme.colour("star") if row.starred else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(shape)

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
    parts = []
    if row.date:
        parts.append(short_date(row.date))
    if row.digest:
        parts.append(tr("#{position} in {digest}").format(position=row.position, digest=row.digest))
    if row.listed > 1:
        parts.append(tr("listed {n} times").format(n=row.listed))
    if row.noted:
        parts.append(tr("✎ note"))
    if row.code:
        parts.append(tr("code"))
    if row.trashed:
        parts.append(tr("in the trash"))
    parts += [f"#{tag}" for tag in row.tags]
    return "  ·  ".join(parts)


def draw_lines(painter: QPainter, text: str, font: QFont, rect: QRect, most: int) -> int:
    """Draw text from the top of a rectangle on at most so many lines, the last one elided; where the next line begins."""
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
        painter.drawText(rect.left(), y + metrics.ascent(), part.rstrip())
        y += metrics.lineSpacing()
    layout.endLayout()
    return y


class PaperList(QTableView):
    """The papers of a query. Selection is kept by paper, not by row, over every change of the list."""

    current_changed = Signal(int)
    """The paper under the cursor; 0 for none."""
    star_clicked = Signal(int)
    opened = Signal()
    """Return on a paper, or a double click: the note."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._quiet = False
        self.papers = PaperModel()
        self.setModel(self.papers)
        self._painter = RowPainter(theme, self)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(tr("Papers"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_rows()

    def _fit_rows(self) -> None:
        height = self._painter.height()
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(max(20, height // 3))

    def current(self) -> int:
        """The paper under the cursor, 0 for none."""
        index = self.currentIndex()
        return self.papers.ids[index.row()] if index.isValid() and index.row() < len(self.papers.ids) else 0

    def selected(self) -> tuple[int, ...]:
        """The selected papers in the order of the list; the one under the cursor when none is selected."""
        ids = self.papers.ids
        blocks = self.selectionModel().selection().toList()
        rows = sorted(row for block in blocks for row in range(block.top(), block.bottom() + 1))
        if not rows:
            return (self.current(),) if self.current() else ()
        return tuple(ids[row] for row in rows if row < len(ids))

    def show_ids(self, ids: array[int], *, select: int | None = None) -> None:
        """Show other papers. `select`: the paper to stand on; else the one stood on before, or the nearest place."""
        kept = self.current() if select is None else select
        place_before = self.currentIndex().row()
        chosen = set(self.selected()) if select is None else set()
        self._quiet = True
        self.papers.set_ids(ids)
        place = self.papers.place(kept)
        if place < 0:
            place = min(max(place_before if select is None else 0, 0), len(ids) - 1)
        if place >= 0:
            self.go_to(place, centre=select is not None)
        if len(chosen) > 1:
            self._select_all_of(chosen)
        self._quiet = False
        self.current_changed.emit(self.current())

    def _select_all_of(self, papers: set[int]) -> None:
        model = self.selectionModel()
        for paper in papers:
            place = self.papers.place(paper)
            if place >= 0:
                model.select(self.papers.index(place, 0), QItemSelectionModel.SelectionFlag.Select)

    def go_to(self, place: int, *, centre: bool = False) -> None:
        """Stand on a row, alone selected, and show it."""
        if not 0 <= place < len(self.papers.ids):
            return
        index = self.papers.index(place, 0)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        hint = QAbstractItemView.ScrollHint.PositionAtCenter if centre else QAbstractItemView.ScrollHint.EnsureVisible
        self.scrollTo(index, hint)

    def step(self, by: int) -> bool:
        """Go to the next (+1) or previous (-1) paper; whether there was one."""
        place = self.currentIndex().row() + by
        if not 0 <= place < len(self.papers.ids):
            return False
        self.go_to(place)
        return True

    def step_unread(self, by: int) -> bool:
        """Go to the next or previous unread paper; whether there was one."""
        place = self.currentIndex().row() + by
        while 0 <= place < len(self.papers.ids):
            row = self.papers.row(place)
            if row is not None and row.state == "unread":
                self.go_to(place)
                return True
            place += by
        return False

    # Qt's own

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self._quiet:
            self.current_changed.emit(self.current())
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Space:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            rect = self.visualRect(index)
            place = event.position().toPoint()
            if place.x() > rect.right() - _RIGHT and place.y() < rect.top() + _TOP + 28:
                self.star_clicked.emit(self.papers.ids[index.row()])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_painter"):
            self._fit_rows()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
