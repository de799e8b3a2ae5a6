"""What the user does to papers: marks, and opening them in the browser. Each works on one paper or on the selection."""

from __future__ import annotations

from collections.abc import Callable

from readerapp.edits import Mark
from readerapp.gui import links
from readerapp.gui.detail import Detail
from readerapp.gui.paper_list import PaperList
from readerapp.gui.session import Session
from readerapp.gui.status import StatusLine
from readerapp.i18n import tr
from readerapp.records import State
from readerapp.store.reading import ListRow


class PaperVerbs:
    """The verbs of one window. A mark is painted at once and written off the GUI thread."""

    def __init__(self, session: Session, papers: PaperList, detail: Detail, status: StatusLine) -> None:
        self._session = session
        self._papers = papers
        self._detail = detail
        self._status = status
        self.complain: Callable[[str], None] = status.complain

    def mark(self, papers: tuple[int, ...], state: State | None = None, starred: bool | None = None) -> None:
        """Set state, star or both."""
        if not papers:
            return
        if self._session.writable:
            self._papers.papers.show_mark(papers, state, starred)
        self._session.edit(
            Mark(papers, state, starred), lambda change: self._status.say(change.label) if change.edit else None
        )

    def decide(self, state: State) -> None:
        """Set the state of the selected papers and go on to the next one."""
        papers = self._papers.selected()
        self.mark(papers, state)
        if len(papers) == 1:
            self._papers.step(1)

    def toggle_read(self) -> None:
        """Read becomes unread; anything else becomes read."""
        row = self._current()
        self.mark(self._papers.selected(), "unread" if row is not None and row.state == "read" else "read")

    def toggle_star(self) -> None:
        """Star the selected papers, or take their stars if the one under the cursor has one."""
        row = self._current()
        self.mark(self._papers.selected(), starred=not (row is not None and row.starred))

    def toggle_star_of(self, paper: int) -> None:
        """Star one paper or take its star, wherever the cursor is."""
        row = self._papers.papers.row(self._papers.papers.place(paper))
        self.mark((paper,), starred=not (row is not None and row.starred))

    def scroll_or_go(self) -> None:
        """Scroll the abstract; at its end mark an unread paper read and go to the next unread one."""
        if self._detail.scroll_page():
            return
        row = self._current()
        if row is not None and row.state == "unread":
            self.mark((row.id,), "read")
        self._papers.step_unread(1)

    def _current(self) -> ListRow | None:
        return self._papers.papers.row(self._papers.currentIndex().row())

    def open_link(self, address: str) -> None:
        """Open a web address in the browser, or say that it was not opened."""
        if not links.open_link(address):
            self.complain(tr("Not opened, since it is no plain web address: {address}").format(address=address[:200]))

    def open_page(self) -> None:
        """Open the paper's page; without one look its title up."""
        paper = self._detail.paper
        if paper is not None and (page := links.page_of(paper)):
            self.open_link(page)
        else:
            self.look_up()

    def look_up(self) -> None:
        """Look for the paper's title in the browser."""
        if self._detail.paper is not None:
            self.open_link(links.search_for(self._detail.paper, self._session.settings.search_address))

    def open_pdf(self) -> None:
        """Open the paper's PDF."""
        address = links.pdf_of(self._detail.paper) if self._detail.paper else None
        if address:
            self.open_link(address)
        else:
            self.complain(tr("No PDF is known of this paper; o looks the paper up."))

    def open_code(self) -> None:
        """Open the paper's code."""
        paper = self._detail.paper
        if paper is not None and paper.code_urls:
            self.open_link(paper.code_urls[0])
        else:
            self.complain(tr("No code is known of this paper."))
