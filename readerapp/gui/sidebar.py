"""The lists there are, with their numbers: fixed lists and digests. Choosing one asks for its query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from readerapp.gui.dates import short_date
from readerapp.gui.theme import Theme, scaled
from readerapp.i18n import tr, trn
from readerapp.records import Digest
from readerapp.store.reading import Counts

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the sidebar; one without a query is a heading."""

    name: str
    query: str | None = None
    number: int = 0
    tip: str = ""


def fixed_lists() -> list[tuple[str, str]]:
    """Name and query of the lists that every library has."""
    return [
        (tr("Inbox"), "is:unread"),
        (tr("Queued"), "is:queued"),
        (tr("Starred"), "is:starred"),
        (tr("With notes"), "has:note"),
        (tr("All"), ""),
        (tr("Dropped"), "is:dropped"),
    ]


def digest_name(digest: Digest) -> str:
    """A digest as the sidebar calls it: date and title."""
    return f"{short_date(digest.date)} · {digest.title}" if digest.date else digest.title


class SidebarModel(QAbstractListModel):
    """The lines, from counts and digests."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []

    def show(self, counts: Counts | None, digests: list[Digest]) -> None:
        """Fill in what the library says now. Lines that stay keep their place, so that the selection does too."""
        lists = counts.lists if counts else {}
        fresh = [Entry(tr("Library"))]
        fresh += [Entry(name, query, lists.get(query, 0)) for name, query in fixed_lists()]
        if digests:
            fresh.append(Entry(tr("Digests")))
            fresh += [
                Entry(
                    digest_name(d), f"in:#{d.id}", d.unread, trn("{n} paper", "{n} papers", d.papers) + f"\n{d.source}"
                )
                for d in digests
            ]
        if [e.query for e in fresh] == [e.query for e in self.entries]:
            self.entries = fresh
            self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self.entries = fresh
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.entries[index.row()].query is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.tip or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return (
                tr("{name}, {number}").format(name=entry.name, number=entry.number)
                if entry.query is not None
                else entry.name
            )
        return None


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
        if entry.query is None:
            painter.setFont(scaled(self._view.font(), 0.84, bold=True))
            painter.setPen(self._theme.colour("muted"))
            flags = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
            painter.drawText(rect.adjusted(9, 0, 0, -3), flags, entry.name.upper())
        else:
            self._paint_entry(painter, rect, entry, selected=self._view.selectionModel().isSelected(index))
        painter.restore()

    def _paint_entry(self, painter: QPainter, rect: QRect, entry: Entry, *, selected: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            painter.setBrush(self._theme.colour("selected"))
            painter.setPen(self._theme.colour("accent") if self._view.hasFocus() else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(rect, 4, 4)
        painter.setFont(scaled(self._view.font(), 1.0, bold=selected))
        painter.setPen(self._theme.colour("accent" if selected else "text"))
        number = f"{entry.number:,}" if entry.number else ""
        width = painter.fontMetrics().horizontalAdvance(number)
        place = rect.adjusted(9, 0, -9, 0)
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
        self.lines.show(None, [])

    def show_counts(self, counts: Counts, digests: list[Digest]) -> None:
        """New numbers and digests."""
        self._quiet = True
        self.lines.show(counts, digests)
        self._quiet = False
        self.mark(self._query)

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
            self.setCurrentIndex(QModelIndex())
        else:
            self.setCurrentIndex(self.lines.index(row))
        self._quiet = False

    def name_of(self, query: str) -> str | None:
        """What a query is called here, None when it has no line."""
        return next((entry.name for entry in self.lines.entries if entry.query == query), None)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self._quiet and current.isValid():
            entry = self.lines.entries[current.row()]
            if entry.query is not None:
                self._query = entry.query
                self.chosen.emit(entry.query)
