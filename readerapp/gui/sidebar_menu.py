"""What can be done with the lines of the sidebar: digests, tags, saved searches; and papers dropped on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QMenu

from readerapp.edits import ChangeQuery, ChangeTag, Edit, EditTags, Mark, RemoveDigest, RestorePapers, Trash
from readerapp.gui.sidebar_model import Entry
from readerapp.i18n import tr

if TYPE_CHECKING:
    from readerapp.gui.window import Window

COLOURS = (
    ("#c0392b", tr("Red")), ("#c46210", tr("Orange")), ("#8a6d00", tr("Yellow")), ("#2e7d32", tr("Green")),
    ("#00707a", tr("Teal")), ("#1f5fbf", tr("Blue")), ("#7b3fb5", tr("Purple")), ("#6b6b6b", tr("Grey")),
)  # fmt: skip


def menu_of(window: Window, entry: Entry) -> QMenu:
    """The menu of a line; empty for most of the lists that every library has."""
    desk = window.desk
    menu = QMenu(window)

    def add(text: str, run: Callable[[], object]) -> None:
        menu.addAction(text).triggered.connect(lambda _=False: run())

    if entry.kind == "digest":
        number = int(entry.key)
        add(tr("About this digest…"), lambda: desk.digest(number))
        add(tr("Remove the digest"), lambda: desk.edit(RemoveDigest(number)))
    elif entry.kind == "tag":
        add(tr("Rename or merge…"), lambda: window.naming.rename_tag(entry.key))
        colours = menu.addMenu(tr("Colour"))
        for colour, name in (*COLOURS, ("", tr("None"))):
            action = colours.addAction(_patch(colour), name)
            action.triggered.connect(lambda _=False, c=colour: desk.edit(ChangeTag(entry.key, colour=c)))
        add(tr("Remove from all papers"), lambda: _drop_tag(window, entry))
    elif entry.kind == "saved":
        number = int(entry.key)
        place = [e.key for e in window.sidebar.lines.entries if e.kind == "saved"].index(entry.key)
        add(tr("Rename…"), lambda: window.naming.rename_search(number, entry.name))
        add(tr("Move up"), lambda: desk.edit(ChangeQuery(number, position=max(0, place - 1))))
        add(tr("Move down"), lambda: desk.edit(ChangeQuery(number, position=place + 1)))
        add(tr("Delete"), lambda: desk.edit(ChangeQuery(number, delete=True)))
    elif entry.query == "is:trashed":
        add(tr("Empty the trash"), window.verbs.empty_trash)
    return menu


def _patch(colour: str) -> QIcon:
    pixmap = QPixmap(14, 14)
    pixmap.fill(QColor(colour or "transparent"))
    return QIcon(pixmap)


def _drop_tag(window: Window, entry: Entry) -> None:
    rows = window.session.rows
    if rows is not None:
        window.desk.edit(EditTags(tuple(rows.tagged(entry.key)), remove=(entry.key,)))


def take_papers(window: Window, entry: Entry, papers: tuple[int, ...]) -> None:
    """Papers were dropped on a line."""
    edits: dict[str | None, Edit] = {
        "is:unread": Mark(papers, "unread"),
        "is:queued": Mark(papers, "queued"),
        "is:starred": Mark(papers, starred=True),
        "is:dropped": Mark(papers, "dropped"),
        "is:trashed": Trash(papers),
    }
    edit = EditTags(papers, add=(entry.key,)) if entry.kind == "tag" else edits[entry.query]
    rows = window.session.rows
    if isinstance(edit, Mark) and rows is not None and any(row.trashed for row in rows.rows(papers[:500]).values()):
        window.desk.edit(RestorePapers(papers))
    window.desk.edit(edit)
