"""The list's view: a table of one column whose rows are painted, at a fixed height."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDrag, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from readerapp.gui.list_places import Standing
from readerapp.gui.paper_model import Index, PaperModel
from readerapp.gui.row_painter import RIGHT, RowPainter, RowStyle
from readerapp.gui.shapes import slip
from readerapp.gui.theme import Theme
from readerapp.i18n import tr, trn

_BLOCKS = 2000
"""Pieces of a selection. Qt looks through all of them for each row that it paints, and takes long to put them together:
a selection that another order of the list tears into more is given up."""


class PaperList(QTableView):
    """The papers of a query. Selection is kept by paper, not by row, over every change of the list."""

    current_changed = Signal(int)
    """The paper under the cursor; 0 for none."""
    star_clicked = Signal(int)
    menu_wanted = Signal(object)
    """The context menu, at this place of the screen."""
    opened = Signal()
    """A double click on a paper: the note."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._quiet = False
        self.papers = PaperModel()
        self.setModel(self.papers)
        self._groups: dict[int, str] = {}
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
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        # Once, and below any height: a larger one would be given to row after row, in seconds where there are many.
        self.verticalHeader().setMinimumSectionSize(1)
        self._fit_rows()

    def _fit_rows(self) -> None:
        height = self._painter.height()
        header = self.verticalHeader()
        header.setDefaultSectionSize(height)
        for row in self._groups:
            header.resizeSection(row, height + self._painter.heading_height())
        self.verticalScrollBar().setSingleStep(max(20, height // 3))

    def set_style(self, style: RowStyle) -> None:
        """What rows show from now on."""
        if style != self._painter.style:
            self._painter.style = style
            self._fit_rows()
            self.viewport().update()

    def heading_of(self, row: int) -> str | None:
        """The day that the group beginning at a row is of, "" for none; None where no group begins."""
        return self._groups.get(row)

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

    def standing(self) -> Standing:
        """Where the user stands now."""
        row, scroll = self.currentIndex().row(), self.verticalScrollBar().value()
        return Standing(self.current(), row, frozenset(self.selected()), scroll)

    def show_ids(
        self,
        ids: array[int],
        *,
        select: int | None = None,
        back: Standing | None = None,
        groups: list[tuple[int, str]] | None = None,
        words: list[str] | None = None,
    ) -> None:
        """Show other papers. `select`: the paper to stand on; else the one stood on before, or the nearest place.

        `back`: where one stood when these papers were shown last; `groups`: rows over which the heading of a day stands;
        `words`: what is searched for.
        """
        stand = back or (self.standing() if select is None else Standing(select))
        self._quiet = True
        self.papers.words = words or []
        header, height = self.verticalHeader(), self._painter.height()
        for row in self._groups:
            header.resizeSection(row, height)
        self._groups = dict(groups or [])
        self.papers.set_ids(ids)
        for row in self._groups:
            header.resizeSection(row, height + self._painter.heading_height())
        place = self.papers.place(stand.paper)
        if place < 0:
            place = min(max(stand.row, 0), len(ids) - 1)
        if place >= 0:
            self.go_to(place, centre=select is not None)
        if len(stand.selected) > 1:
            self._select_all_of(stand.selected)
        if back is not None:
            self.verticalScrollBar().setValue(back.scroll)
            self.scrollTo(self.currentIndex())
        self._quiet = False
        self.current_changed.emit(self.current())

    def _select_all_of(self, papers: frozenset[int]) -> None:
        blocks = QItemSelection()
        for first, last in _runs(row for row, paper in enumerate(self.papers.ids) if paper in papers):
            blocks.select(self.papers.index(first, 0), self.papers.index(last, 0))
            if blocks.count() > _BLOCKS:
                return
        self.selectionModel().select(blocks, QItemSelectionModel.SelectionFlag.Select)

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

    def extend(self, by: int) -> None:
        """Let the selection reach one paper further down (+1) or up (-1)."""
        key = Qt.Key.Key_Down if by > 0 else Qt.Key.Key_Up
        self.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.ShiftModifier))

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

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of actions; Qt would look for rows that begin with them."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            rect = self.visualRect(index)
            place = event.position().toPoint()
            if (
                place.x() > rect.right() - RIGHT
                and place.y() < self._row_top(index.row(), rect) + self._painter.top + 28
            ):
                self.star_clicked.emit(self.papers.ids[index.row()])

    def _row_top(self, row: int, rect: QRect) -> int:
        return rect.top() + (self._painter.heading_height() if row in self._groups else 0)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Beside the pointer stands how many papers it takes along: rows would hide the lines they are dragged onto."""
        papers = self.selected()
        drag = QDrag(self)
        drag.setMimeData(self.papers.dragged(papers))
        drag.setPixmap(slip(trn("{n} paper", "{n} papers", len(papers)), self, self._theme))
        drag.setHotSpot(QPoint(-14, -10))
        drag.exec(actions)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The paper that is stood on stays in view when the room gets less."""
        row = self.visualRect(self.currentIndex())
        seen = row.isValid() and row.top() >= 0 and row.bottom() <= event.oldSize().height()
        super().resizeEvent(event)
        if seen:
            self.scrollTo(self.currentIndex())

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


def _runs(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Rising numbers as runs without a gap: the first and the last of each."""
    first = last = -2
    for row in rows:
        if row != last + 1:
            if last >= 0:
                yield first, last
            first = row
        last = row
    if last >= 0:
        yield first, last
