"""The list's model: ids in an array, rows fetched when they are painted. A million papers cost 8 MB and no time."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt

from readerapp.i18n import tr
from readerapp.records import State
from readerapp.store.reading import ListRow, Reader

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
PAPERS = "application/x-readerapp-papers"
"""Of dragged papers: ids between spaces."""
_BLOCK = 64
_LOOKS = 20
"""After so many looks for single papers a table of all places is made."""
_BLOCKS = 24
_SERVED = frozenset(
    {
        int(Qt.ItemDataRole.DisplayRole),
        int(ROW),
        int(Qt.ItemDataRole.AccessibleTextRole),
        int(Qt.ItemDataRole.ToolTipRole),
    }
)


class PaperModel(QAbstractTableModel):
    """One column; each row is a paper. The view paints from the ListRow behind `ROW`."""

    def __init__(self) -> None:
        super().__init__()
        self._ids: array[int] = array("q")
        self._places: dict[int, int] = {}
        self._looked = 0
        self._last = 0
        self._reader: Reader | None = None
        self._blocks: OrderedDict[int, dict[int, ListRow]] = OrderedDict()
        self._shown: list[tuple[frozenset[int], State | None, bool | None]] = []
        """Marks that the store has not acknowledged, the latest last: a hundred thousand papers are one set, not as many rows."""
        self.words: list[str] = []
        """What is searched for, to be shown in the rows."""

    def set_reader(self, reader: Reader | None) -> None:
        """Where rows come from."""
        self._reader = reader
        self._blocks.clear()

    @property
    def ids(self) -> array[int]:
        """The papers shown, in order."""
        return self._ids

    def holds(self, papers: Iterable[int]) -> bool:
        """Whether all of the papers are among the shown ones."""
        return not set(papers).difference(self._ids)

    def set_ids(self, ids: array[int]) -> None:
        """Show other papers."""
        self.beginResetModel()
        self._ids = ids
        self._places = {}
        self._looked = 0
        self._blocks.clear()
        self.endResetModel()

    def place(self, paper: int) -> int:
        """The row of a paper, -1 when it is not shown."""
        if self._last < len(self._ids) and self._ids[self._last] == paper:
            return self._last
        if self._looked < _LOOKS:
            # A few papers are looked for in the array; a table of a million takes ten times as long to make.
            self._looked += 1
            found = self._ids.index(paper) if paper in self._ids else -1
        else:
            self._places = self._places or {key: row for row, key in enumerate(self._ids)}
            found = self._places.get(paper, -1)
        self._last = max(found, 0)
        return found

    def show_mark(self, papers: Iterable[int], state: State | None, starred: bool | None) -> None:
        """Paint a mark at once, before the store has acknowledged it."""
        self._shown.append((frozenset(papers), state, starred))
        self._repaint()

    def refresh(self, papers: frozenset[int] | None = None, *, settled: bool = True) -> None:
        """Fetch rows anew when they are painted next: these papers', or all. `settled`: no mark is on its way any more."""
        if settled:
            self._shown.clear()
        if papers is None:
            self._blocks.clear()
        else:
            for number in list(self._blocks):
                if not papers.isdisjoint(self._ids[number * _BLOCK : (number + 1) * _BLOCK]):
                    del self._blocks[number]
        self._repaint()

    def _repaint(self) -> None:
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, 0))

    def row(self, place: int) -> ListRow | None:
        """What to paint at a place; None for a paper that is gone from the library."""
        if self._reader is None or not 0 <= place < len(self._ids):
            return None
        number = place // _BLOCK
        block = self._blocks.get(number)
        if block is None:
            block = self._reader.rows(self._ids[number * _BLOCK : (number + 1) * _BLOCK])
            self._blocks[number] = block
            if len(self._blocks) > _BLOCKS:
                self._blocks.popitem(last=False)
        paper = self._ids[place]
        row = block.get(paper)
        for papers, state, starred in self._shown:
            if row is not None and paper in papers:
                row = replace(row, state=state or row.state, starred=row.starred if starred is None else starred)
        return row

    def dragged(self, papers: Sequence[int]) -> QMimeData:
        """The ids of papers that are dragged, and the first titles for other programs."""
        rows = self._reader.rows(papers[:1000]) if self._reader is not None else {}
        data = QMimeData()
        data.setData(PAPERS, " ".join(map(str, papers)).encode())
        data.setText("\n".join(rows[paper].title for paper in papers[:1000] if paper in rows))
        return data

    # Qt's own

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        # Some 550 calls a paint: leave at once for what is not served.
        if role not in _SERVED or not index.isValid():
            return None
        row = self.row(index.row())
        if role == ROW:
            return row
        if row is None:
            return tr("This paper is no longer in the library.")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row)
        return row.title if role == Qt.ItemDataRole.DisplayRole else None


def spoken(row: ListRow) -> str:
    """A row as a screen reader says it: title, state, star, digest, note, code."""
    states = {"unread": tr("unread"), "queued": tr("queued"), "read": tr("read"), "dropped": tr("dropped")}
    parts = [row.title, states[row.state]]
    if row.starred:
        parts.append(tr("starred"))
    if row.digest:
        parts.append(tr("{digest}, place {position}").format(digest=row.digest, position=row.position))
    if row.trashed:
        parts.append(tr("in the trash"))
    if row.noted:
        parts.append(tr("has a note"))
    if row.code:
        parts.append(tr("has code"))
    parts += [tr("tag {tag}").format(tag=tag) for tag in row.tags]
    return ", ".join(parts)
