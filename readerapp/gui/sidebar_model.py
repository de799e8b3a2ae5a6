"""The lines of the sidebar: fixed lists, saved searches, tags, digests, each with its number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt

from readerapp.gui.dates import short_date
from readerapp.gui.paper_model import PAPERS
from readerapp.i18n import tr, trn
from readerapp.records import Digest, SavedQuery, Tag
from readerapp.store.language import operand
from readerapp.store.reading import Counts, Reader

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole
Kind = Literal["heading", "list", "saved", "tag", "digest", "maybe"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line; one without a query shows no list."""

    kind: Kind
    name: str
    query: str | None = None
    number: int = 0
    tip: str = ""
    key: str = ""
    """What the store knows it by: a digest's or saved search's id, a tag's name."""
    colour: str | None = None
    tag: int | None = None
    """Which tag it is, under whatever name."""

    @property
    def kind_name(self) -> str:
        """What kind of list it is, for the palette."""
        return {"list": tr("list"), "saved": tr("saved search"), "tag": tr("tag"), "digest": tr("digest")}.get(
            self.kind, ""
        )


@dataclass(frozen=True, slots=True)
class Lists:
    """Everything that the sidebar shows, as the library says it."""

    counts: Counts
    digests: list[Digest]
    tags: list[Tag]
    saved: list[SavedQuery]
    maybe: int


def lists_of(reader: Reader) -> Lists:
    """Ask a library for it all."""
    return Lists(reader.counts(), reader.digests(), reader.tags(), reader.saved_queries(), len(reader.maybe_same()))


def fixed_lists() -> list[tuple[str, str]]:
    """Name and query of the lists that every library has."""
    return [
        (tr("Inbox"), "is:unread"),
        (tr("Queued"), "is:queued"),
        (tr("Starred"), "is:starred"),
        (tr("With notes"), "has:note"),
        (tr("All"), ""),
        (tr("Dropped"), "is:dropped"),
        (tr("Trash"), "is:trashed"),
    ]


def digest_name(digest: Digest) -> str:
    """A digest as the sidebar calls it: date and title."""
    return f"{short_date(digest.date)} · {digest.title}" if digest.date else digest.title


def tag_query(name: str) -> str:
    """The query that shows a tag."""
    return f"tag:{operand(name)}"


def _entries(lists: Lists | None) -> Iterator[Entry]:
    numbers = lists.counts.lists if lists else {}
    yield Entry("heading", tr("Library"))
    for name, query in fixed_lists():
        yield Entry("list", name, query, numbers.get(query, 0))
    if lists is None:
        return
    if lists.maybe:
        yield Entry("maybe", tr("Maybe the same"), None, lists.maybe, tr("Papers that look alike: are they one?"))
    if lists.saved:
        yield Entry("heading", tr("Searches"))
        for saved in lists.saved:
            yield Entry("saved", saved.name, saved.query, numbers.get(saved.query, 0), saved.query, str(saved.id))
    if lists.tags:
        yield Entry("heading", tr("Tags"))
        for tag in lists.tags:
            tip = trn("{n} paper", "{n} papers", tag.papers)
            yield Entry("tag", tag.name, tag_query(tag.name), tag.unread, tip, tag.name, tag.colour, tag.id)
    if lists.digests:
        yield Entry("heading", tr("Digests"))
        for d in lists.digests:
            tip = trn("{n} paper", "{n} papers", d.papers) + f"\n{d.source}"
            yield Entry("digest", digest_name(d), f"in:#{d.id}", d.unread, tip, str(d.id))


class SidebarModel(QAbstractListModel):
    """The lines as Qt asks for them."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = list(_entries(None))

    def show(self, lists: Lists) -> None:
        """Fill in what the library says now. Lines that stay keep their place, so that the selection does too."""
        fresh = list(_entries(lists))
        if [(e.kind, e.query, e.key) for e in fresh] == [(e.kind, e.query, e.key) for e in self.entries]:
            self.entries = fresh
            self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self.entries = fresh
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.entries[index.row()].kind == "heading":
            return Qt.ItemFlag.ItemIsEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsDropEnabled if takes_papers(self.entries[index.row()]) else flags

    def mimeTypes(self) -> list[str]:
        return [PAPERS]

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        return data.hasFormat(PAPERS) and parent.isValid() and takes_papers(self.entries[parent.row()])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.ToolTipRole:
            # Qt takes a tooltip with markup for HTML; a tag's name is the user's or a file's text.
            return entry.tip.replace("<", "‹").replace(">", "›") or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if entry.kind == "heading":
                return entry.name
            return tr("{name}, {number}").format(name=entry.name, number=entry.number)
        return None


def takes_papers(entry: Entry) -> bool:
    """Whether papers can be dropped on a line: on a tag, and on the lists that a mark leads into."""
    return entry.kind == "tag" or entry.query in ("is:queued", "is:starred", "is:dropped", "is:trashed", "is:unread")
