"""The middle pane: the search box, what the list is, the papers; an empty place says what to do there."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from readerapp.gui.key_names import KeyNames
from readerapp.gui.list_head import ListHead
from readerapp.gui.list_places import Former, Place, with_kept
from readerapp.gui.nothing import Nothing
from readerapp.gui.orders import Orders
from readerapp.gui.paper_list import PaperList
from readerapp.gui.search_box import SearchBox
from readerapp.gui.session import Session
from readerapp.gui.theme import Theme
from readerapp.i18n import tr
from readerapp.records import Change
from readerapp.store.language import parse
from readerapp.store.query import highlights

if TYPE_CHECKING:
    from readerapp.store.finding import Found, Wish


class ListPane(QWidget):
    """Shows the papers of one query at a time. The list changes under the user only when the query does."""

    query_changed = Signal(str)
    """Another query is shown now."""
    search_begins = Signal()
    """A search is about to take the place of a list, or of a search that had settled."""
    listed = Signal()
    """The list has been filled."""

    def __init__(self, session: Session, theme: Theme, keys: KeyNames) -> None:
        super().__init__()
        self.setObjectName("list")
        self.setAccessibleName(tr("Papers"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self.query = "is:unread"
        self._name = tr("Inbox")
        """What the list is called as long as the sidebar has no name for it."""
        self.name_of: Callable[[str, str], str | None] = lambda query, former: former
        """What a query is called; the window puts the sidebar's names here."""
        self._former: Former | None = None
        """The list that the search which is shown began over; clearing the box goes back to it."""
        self._back: Former | None = None
        """A list that is gone back to and not shown yet as it is after all edits."""
        self.orders = Orders()
        self._order = "newest"
        """The order in which the shown papers stand."""
        self._more = False
        """Whether there are more papers than the list shows."""
        self.search = SearchBox(keys)
        self.search.known = partial(_known_words, session)
        self.head = ListHead()
        self.papers = PaperList(theme)
        self.empty = Nothing(keys)
        self._lay_out()
        self._keeps: set[int] = set()
        self.waiting = False
        """Whether another list was asked for, and it is not shown yet as it is after all edits."""
        self._due: tuple[int | None, bool] | None = None
        """The paper to stand on and the focus that a list was asked for with, until it is shown: it may be asked anew before."""
        self._early = False
        """Whether the list was asked for before all edits were stored."""
        self._cleaning = False
        """Whether it was asked for without what no longer fits, not even the paper that is stood on."""
        self.search.wanted.connect(self.show_search)
        self.search.left.connect(self.take_focus)
        self.search.entered.connect(self.show_all_hits)
        session.changed.connect(self._changed)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.papers)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setSpacing(7)
        top = QVBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.addWidget(self.search)
        top.addWidget(self.head)
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)

    def show_query(
        self, query: str, name: str | None = None, *, select: int | None = None, focus: bool = False, stay: bool = False
    ) -> None:
        """Show a query's papers; `select` chooses the paper to stand on, else the first one; `stay`: that of now, among them."""
        self._former = None
        self._name = name or query or tr("All")
        self.search.write("")
        self._load(query, select=None if stay else select or 0, focus=focus)

    def show_search(self, text: str) -> None:
        """Show what a text finds; "" goes back to the list that was open before."""
        text = text if text.strip() else ""
        if (self._former is None and text) or self.search.settled:
            self.search_begins.emit()
        self.search.settled = False
        if text:
            if self._former is None:
                shown, keeps = self.papers.papers.ids, frozenset(self._keeps)
                self._former = Former(self.query, self._name, self.papers.standing(), shown, keeps)
            self._load(text, select=0)
        elif self._former is not None:
            former, self._former = self._former, None
            self.orders.search = None
            self._name = former.name
            self._load(former.query, back=former)

    def place(self) -> Place:
        """What is shown now, to be gone back to."""
        over = self._former.without_papers() if self._former is not None else None
        return Place(self.query, self.name, self.papers.current(), over)

    def show_place(self, place: Place) -> None:
        """Go back to what was shown once; a search stands in the search box again."""
        focus = self.search.hasFocus()
        if place.over is None:
            self.show_query(place.query, place.name, select=place.paper, focus=focus)
            return
        self._former = place.over
        self.search.write(place.query)
        self._load(place.query, select=place.paper, focus=focus)

    def show_first(self, ids: array[int], query: str, name: str, select: int) -> None:
        """At the start: a page that was read already; the whole list follows."""
        self.query = query
        self._name = name
        self._fill(ids, select, [])

    def reload(self) -> None:
        """Ask the store again for the list that is shown; the papers stood on and selected stay."""
        self._load(self.query)

    def clean_up(self) -> None:
        """Hide what no longer fits from this list; nothing is changed in the library."""
        self._keeps.clear()
        self._load(self.query, clean=True)

    def set_sort(self, order: str) -> None:
        """Show the list in another order: this search, or all lists from now on; `usual`: each in its own."""
        if own := parse(self.query).sort:
            self._session.failed.emit(tr("What is searched for says its order itself: sort:{order}.").format(order=own))
            self.listed.emit()  # the menu marks the order that stays in force
            return
        self.orders.choose(order, searching=self.searching)
        self.reload()

    @property
    def searching(self) -> bool:
        """Whether the list shows what was typed into the search box."""
        return bool(self.search.text().strip())

    @property
    def name(self) -> str:
        """What the list is called, also when what it shows is gone from the sidebar; a search by its text."""
        return (
            self.query if self._former is not None else self.name_of(self.query, self._name) or self.query or tr("All")
        )

    def _load(
        self,
        query: str,
        *,
        select: int | None = None,
        back: Former | None = None,
        focus: bool = False,
        clean: bool = False,
        exact: bool = False,
    ) -> None:
        from readerapp.store.finding import stages  # after the first paint

        changed = query != self.query
        self.query = query
        if changed:
            self._keeps.clear()
            self.waiting = True
        if changed or back is not None:
            self._back = back  # until it is shown, whatever else asks for the list meanwhile
            self._keeps.update(back.keeps if back is not None else ())
        if changed or select is not None or focus:
            self._due = (select, focus)
        elif self._due is not None:
            select, focus = self._due
        self._cleaning = clean or (self._cleaning and self._early and not changed)
        self._early = self._session.pending > 0
        wish = _wish(self, quick=changed and not select and back is None, exact=exact)
        begun = False

        def show(found: Found) -> None:
            nonlocal begun
            # Once the first papers are shown, the user may have moved on among them.
            goal = None if begun else select
            self._due = None
            ids, groups = found.ids, list(found.groups)
            if select is None:
                ids, groups = self._with_kept(ids, groups)
            self._order, self._more = found.order, found.more
            self._fill(ids, goal, groups)
            if self._back is not None:  # while edits are on their way it is to be shown once more
                self._back = replace(self._back, at=None) if self.waiting else None
            if focus and not begun:
                self.take_focus()
            begun = True

        self._session.follow(lambda reader: stages(reader, wish), show, key="list")
        if changed:
            self.query_changed.emit(query)

    def show_all_hits(self) -> None:
        """A search that shows only the best of its newest hits: rank and show all of them."""
        if self.searching and self._more:
            self._load(self.query, exact=True)

    def _fill(self, ids: array[int], select: int | None, groups: list[tuple[int, str]]) -> None:
        words = highlights(self.query, typing=self.searching)
        back = self._back.at if self._back is not None else None
        self.papers.show_ids(ids, select=select, back=back, groups=groups, words=words)
        had_focus = self.window().focusWidget() in (self.papers, self.empty)
        if not ids:
            self.empty.show_for(self.query, searching=self.searching)
        self._stack.setCurrentIndex(0 if len(ids) else 1)
        if had_focus:
            self.take_focus()
        self.update_heading()
        self.waiting = self._early and self._session.pending > 0
        self.listed.emit()

    def take_focus(self) -> None:
        """Give the papers the focus, or what stands in their place."""
        (self.empty if self._stack.currentIndex() else self.papers).setFocus()

    def keep(self, papers: Iterable[int]) -> None:
        """These were decided here: they stay in this list until it is left or cleaned up, whether they fit it or not."""
        self._keeps.update(papers)

    def _with_kept(self, ids: array[int], groups: list[tuple[int, str]]) -> tuple[array[int], list[tuple[int, str]]]:
        """The papers that the user stands on or decided here keep their places: nothing vanishes under them."""
        if self._back is not None:
            # What was stood on in a search has no place in the list before it.
            return with_kept(ids, groups, self._back.shown, self._keeps, self._session.rows)
        stay = self._keeps | (set() if self._cleaning else {self.papers.current()} - {0})
        return with_kept(ids, groups, self.papers.papers.ids, stay, self._session.rows)

    def update_heading(self) -> None:
        """The line above the list: its name, how many papers it shows, its order."""
        name = tr("Search")
        if self._former is None:
            self._name = name = self.name  # for when it is gone from the sidebar
        self.head.say(name, len(self.papers.papers.ids), self._order, searching=self.searching, more=self._more)

    def _changed(self, change: Change) -> None:
        settled = self._session.pending == 0
        self.papers.papers.refresh(change.papers or None, settled=settled)
        # Marks never move rows under the user. New and lost papers do change the list.
        if change.tables & {"paper", "listing", "digest"} or (self._early and settled):
            self.reload()


def _known_words(session: Session) -> tuple[list[str], list[str]]:
    """The tags and the latest digests' titles, for the search box to offer."""
    rows = session.rows
    if rows is None:
        return [], []
    return [tag.name for tag in rows.tags()], [digest.title for digest in rows.digests()[:200]]


def _wish(pane: ListPane, *, quick: bool, exact: bool) -> Wish:
    from readerapp.store.finding import Wish  # after the first paint

    return Wish(
        pane.query,
        sort=pane.orders.search if pane.searching else None,
        usual=pane.orders.lists,
        typing=pane.searching,
        grouped=pane._session.settings.grouped,
        quick=quick,
        exact=exact,
    )
