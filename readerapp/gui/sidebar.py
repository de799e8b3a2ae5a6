"""The view on the lists: choosing one asks for its query; papers dropped on one go there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QDropEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from readerapp.gui.paper_model import PAPERS
from readerapp.gui.sidebar_model import ENTRY, Entry, Index, Lists, SidebarModel, takes_papers
from readerapp.gui.theme import Theme, scaled
from readerapp.i18n import tr


class _LinePainter(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, self._view.fontMetrics().height() + 11)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY)
        rect: QRect = option.rect.adjusted(6, 0, -6, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.kind == "heading":
            painter.setFont(scaled(self._view.font(), 0.84, bold=True))
            painter.setPen(self._theme.colour("muted"))
            flags = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
            painter.drawText(rect.adjusted(9, 0, 0, -3), flags, entry.name.upper())
        else:
            self._paint_entry(painter, rect, entry, selected=self._view.selectionModel().isSelected(index))
        if self._view.hasFocus() and index.row() == self._view.currentIndex().row():
            painter.setPen(self._theme.colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, 4, 4)
        painter.restore()

    def _paint_entry(self, painter: QPainter, rect: QRect, entry: Entry, *, selected: bool) -> None:
        if selected:
            painter.setBrush(self._theme.colour("selected"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(rect, 4, 4)
        painter.setFont(scaled(self._view.font(), 1.0, bold=selected))
        painter.setPen(self._theme.colour("accent" if selected else "text"))
        number = f"{entry.number:,}" if entry.number else ""
        width = painter.fontMetrics().horizontalAdvance(number)
        place = rect.adjusted(9, 0, -9, 0)
        if entry.colour and QColor(entry.colour).isValid():
            painter.save()
            painter.setBrush(QColor(entry.colour))
            painter.setPen(self._theme.colour("muted"))
            painter.drawEllipse(place.left(), place.center().y() - 4, 9, 9)
            painter.restore()
            place = place.adjusted(15, 0, 0, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        name = painter.fontMetrics().elidedText(entry.name, Qt.TextElideMode.ElideRight, place.width() - width - 10)
        painter.drawText(place, middle | Qt.AlignmentFlag.AlignLeft, name)
        if not selected:
            painter.setPen(self._theme.colour("muted"))
        painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, number)


class Sidebar(QListView):
    """The view on the lists."""

    chosen = Signal(str)
    """A query to show."""
    renamed = Signal(str)
    """The tag whose list is open has another name now: its query."""
    opened = Signal(object)
    """An Entry without a list was chosen."""
    menu_wanted = Signal(object, object)
    """The context menu of an Entry, at a place of the screen."""
    papers_dropped = Signal(object, object)
    """An Entry, and the ids of the papers that were dropped on it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAccessibleName(tr("Lists"))
        self._query: str | None = None
        self._quiet = False
        self.lines = SidebarModel()
        self.setModel(self.lines)
        self.setItemDelegate(_LinePainter(theme, self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setViewportMargins(0, 6, 0, 6)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)

    def show_lists(self, lists: Lists) -> None:
        """New numbers, digests, tags, searches."""
        tag = next((entry.tag for entry in self.lines.entries if entry.tag and entry.query == self._query), None)
        self._quiet = True
        self.lines.show(lists)
        self._quiet = False
        self.mark(self._query)
        now = next((entry.query for entry in self.lines.entries if entry.tag and entry.tag == tag), self._query)
        if now is not None and now != self._query:
            self.renamed.emit(now)

    def mark(self, query: str | None) -> None:
        """Show which list is open; None or a query of no line: none of them."""
        self._query = query
        self._quiet = True
        row = next(
            (row for row, entry in enumerate(self.lines.entries) if entry.query is not None and entry.query == query),
            -1,
        )
        if row < 0:
            self.clearSelection()
            self._stand_nowhere()
        else:
            self.setCurrentIndex(self.lines.index(row))
        self._quiet = False

    def _stand_nowhere(self) -> None:
        """No list is open; with the focus the cursor stands on the first heading, so that it is seen."""
        index = self.lines.index(0) if self.hasFocus() else QModelIndex()
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self._stand_nowhere()

    def event(self, event: QEvent) -> bool:
        # Who stands here does not mean the selected paper: a letter goes to the list that begins with it.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
            if held == Qt.KeyboardModifier.NoModifier and event.text().isalnum():
                event.accept()
                return True
        return super().event(event)

    def name_of(self, query: str, former: str | None = None) -> str | None:
        """What a query is called here; without a line of its own as it was called before, unless another line is called so."""
        found = next((entry.name for entry in self.lines.entries if entry.query == query), None)
        return found or (None if any(entry.name == former for entry in self.lines.entries) else former)

    def entry(self, index: Index) -> Entry | None:
        """The line at an index, None for none and for headings."""
        found = self.lines.entries[index.row()] if index.isValid() else None
        return found if found is not None and found.kind != "heading" else None

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        entry = self.entry(current)
        if self._quiet or entry is None:
            return
        if entry.query is not None:
            self._query = entry.query
            self.chosen.emit(entry.query)
        else:
            self.opened.emit(entry)

    def want_menu(self) -> None:
        """Ask for the menu of the current line."""
        index = self.currentIndex()
        if (entry := self.entry(index)) is not None:
            self.menu_wanted.emit(entry, self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        entry = self.entry(self.indexAt(event.pos()))
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.want_menu()
        elif entry is not None:
            self.menu_wanted.emit(entry, event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # Whoever asks for a line's menu goes on where he is: the list's keys still decide about papers.
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.setState(QAbstractItemView.State.NoState)  # else the line's frame would stay
        self.viewport().update()
        entry = self.entry(self.indexAt(event.position().toPoint()))
        data = event.mimeData()
        if entry is not None and takes_papers(entry) and data.hasFormat(PAPERS):
            papers = tuple(int(word) for word in bytes(data.data(PAPERS).data()).split())
            event.acceptProposedAction()
            self.papers_dropped.emit(entry, papers)
