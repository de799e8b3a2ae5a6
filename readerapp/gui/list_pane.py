"""The middle pane: the search box, what the list is, the papers; an empty place says what to do there."""

from __future__ import annotations

from array import array

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from readerapp.gui.paper_list import PaperList
from readerapp.gui.session import Session
from readerapp.gui.theme import Theme
from readerapp.i18n import tr, trn
from readerapp.records import Change
from readerapp.store.reading import Reader

_TYPING_MS = 60
"""Fast typing asks once, not at each letter."""


class SearchBox(QLineEdit):
    """Where queries are typed. Esc clears it, or leaves it when it is empty; ↓ and Return go to the list."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Search"))
        self.setPlaceholderText(tr("Search titles, abstracts and notes   (/)"))
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ListPane(QWidget):
    """Shows the papers of one query at a time. The list changes under the user only when the query does."""

    query_changed = Signal(str)
    """Another query is shown now."""
    listed = Signal()
    """The list has been filled."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("list")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self.query = "is:unread"
        self._place_query = "is:unread"
        """The list that the search box was opened over; clearing the box goes back to it."""
        self._name = tr("Inbox")
        self.search = SearchBox()
        self.heading = QLabel()
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setAccessibleName(tr("What the list shows"))
        self.papers = PaperList(theme)
        self.empty = QLabel()
        self.empty.setProperty("muted", True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.empty.setContentsMargins(24, 24, 24, 24)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.papers)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setSpacing(7)
        top = QVBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.addWidget(self.search)
        top.addWidget(self.heading)
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._search)
        self.search.textChanged.connect(lambda _: self._typing.start())
        self.search.left.connect(self.papers.setFocus)
        session.changed.connect(self._changed)

    def show_query(
        self, query: str, name: str | None = None, *, select: int | None = None, focus: bool = False
    ) -> None:
        """Show a query's papers; `select` chooses the paper to stand on, else the first one."""
        self._place_query = query
        self._name = name or query or tr("All")
        blocked = self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(blocked)
        self._typing.stop()
        self._load(query, select=0 if select is None else select, focus=focus)

    def show_search(self, text: str) -> None:
        """Show what a text finds; "" goes back to the list that was open before."""
        if text.strip():
            self._name = tr("Search")
            self._load(text, select=0)
        else:
            self._name = self._session_name(self._place_query)
            self._load(self._place_query)

    def show_first(self, ids: array[int], query: str, name: str, select: int) -> None:
        """At the start: a page that was read already; the whole list follows."""
        self.query = self._place_query = query
        self._name = name
        self._fill(query, ids, select)

    def reload(self) -> None:
        """Ask the store again for the list that is shown; the papers stood on and selected stay."""
        self._load(self.query)

    def _session_name(self, query: str) -> str:
        return self.name_of(query) or query or tr("All")

    def name_of(self, query: str) -> str | None:
        """What a query is called; the window puts the sidebar's names here."""
        return None

    def _search(self) -> None:
        self.show_search(self.search.text())

    def _load(self, query: str, *, select: int | None = None, focus: bool = False) -> None:
        changed = query != self.query
        self.query = query

        def ask(reader: Reader) -> array[int]:
            return reader.ids(query)

        def show(ids: array[int]) -> None:
            if query != self.query:
                return
            self._fill(query, ids, select)
            if focus:
                self.papers.setFocus()

        self._session.ask(ask, show, key="list")
        if changed:
            self.query_changed.emit(query)

    def _fill(self, query: str, ids: array[int], select: int | None) -> None:
        if select is None:
            ids = self._with_current(ids)
        self.papers.show_ids(ids, select=select)
        self._stack.setCurrentIndex(0 if len(ids) else 1)
        self.empty.setText(self._nothing())
        self.update_heading()
        self.listed.emit()

    def _with_current(self, ids: array[int]) -> array[int]:
        """The paper that the user stands on stays in the list, even if it no longer fits: it never vanishes under them."""
        current = self.papers.current()
        if not current or current in ids:
            return ids
        rows = self._session.rows
        if rows is None or not rows.rows([current]):
            return ids
        place = min(self.papers.currentIndex().row(), len(ids))
        return ids[:place] + array("q", [current]) + ids[place:]

    def update_heading(self) -> None:
        """The line above the list: its name and how many papers it shows."""
        number = len(self.papers.papers.ids)
        searched = bool(self.search.text().strip())
        count = trn("{n} found", "{n} found", number) if searched else trn("{n} paper", "{n} papers", number)
        self.heading.setText(f"{self._name}  ·  {count}")

    def _nothing(self) -> str:
        if self.search.text().strip():
            return tr("Nothing found. Words are found by their beginnings; try fewer or shorter ones.")
        hints = {
            "is:unread": tr("Nothing to decide. Drop a digest here, or press Ctrl+O."),
            "is:queued": tr("Nothing queued. Press l on a paper to read it later."),
            "is:starred": tr("No star yet. Press s on a paper to give it one."),
            "has:note": tr("No note yet. Press i on a paper to write one."),
            "is:dropped": tr("Nothing dropped. Press x on a paper that does not interest you."),
        }
        return hints.get(self.query, tr("No paper here. Drop a digest here, or press Ctrl+O."))

    def _changed(self, change: Change) -> None:
        settled = self._session.pending == 0
        self.papers.papers.refresh(change.papers or None, settled=settled)
        # Marks never move rows under the user. New and lost papers do change the list.
        if change.tables & {"paper", "listing", "digest"}:
            self.reload()
