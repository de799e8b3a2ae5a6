"""What the user does to papers: marks and the trash. Each works on one paper or on the selection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readerapp.edits import Edit, EmptyTrash, Mark, RestorePapers, Trash
from readerapp.i18n import tr
from readerapp.records import Change, State
from readerapp.store.reading import ListRow

if TYPE_CHECKING:
    from readerapp.gui.window import Window


class PaperVerbs:
    """The verbs of one window. A mark is painted at once and written off the GUI thread."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._session = window.session
        self._papers = window.list.papers
        self._detail = window.detail

    def mark(self, papers: tuple[int, ...], state: State | None = None, starred: bool | None = None) -> None:
        """Set state, star or both."""
        if not papers:
            return
        self._window.list.keep(papers)
        if self._session.writable:
            self._papers.papers.show_mark(papers, state, starred)
        self._edit(Mark(papers, state, starred))

    def _edit(self, edit: Edit) -> None:
        def done(change: Change) -> None:
            if change.edit:
                self._window.status.say(change.label, change.edit)

        self._session.edit(edit, done)

    def decide(self, state: State) -> None:
        """Set the state of the selected papers and go on to the next one."""
        papers = self._papers.selected()
        self.mark(papers, state)
        self._go_on(papers)

    def _go_on(self, papers: tuple[int, ...]) -> None:
        if self._window.triage.on:
            self._window.triage.decided()
        elif len(papers) == 1:
            self._papers.step(1)

    def go(self, by: int) -> None:
        """To the next (+1) or previous (-1) paper."""
        if self._window.triage.on:
            self._window.triage.look(by)
        else:
            self._papers.step(by)

    def go_unread(self, by: int) -> None:
        """To the next or previous unread paper."""
        if self._window.triage.on:
            self._window.triage.look_at_open(by)
        else:
            self._papers.step_unread(by)

    def star(self) -> None:
        """Star the selected papers, or take their stars if the one under the cursor has one. In triage: star, read, go on."""
        if self._window.triage.on:
            papers = self._papers.selected()
            self.mark(papers, "read", starred=True)
            self._go_on(papers)
            return
        row = self._current()
        self.mark(self._papers.selected(), starred=not (row is not None and row.starred))

    def toggle_read(self) -> None:
        """Read becomes unread; anything else becomes read."""
        row = self._current()
        self.mark(self._papers.selected(), "unread" if row is not None and row.state == "read" else "read")

    def read_all_shown(self) -> None:
        """Mark every paper of the list read, as it is shown now."""
        self.mark(tuple(self._papers.papers.ids), "read")

    def toggle_star_of(self, paper: int) -> None:
        """Star one paper or take its star, wherever the cursor is."""
        row = self._papers.papers.row(self._papers.papers.place(paper))
        self.mark((paper,), starred=not (row is not None and row.starred))

    def trash(self) -> None:
        """Put the selected papers into the trash and go on to the next one."""
        papers = self._papers.selected()
        if papers:
            self._window.list.keep(papers)
            self._edit(Trash(papers))
            self._go_on(papers)

    def empty_trash(self) -> None:
        """Throw away what lies in the trash."""
        status = self._window.status
        self._session.edit(
            EmptyTrash(),
            lambda change: status.say(change.label if change.edit else tr("The trash is empty."), change.edit),
        )

    def restore(self) -> None:
        """Take the selected papers out of the trash."""
        papers = self._papers.selected()
        if papers:
            self._edit(RestorePapers(papers))

    def scroll_or_go(self) -> None:
        """Scroll the abstract; at its end mark an unread paper read and go to the next unread one."""
        if self._detail.scroll_page():
            return
        row = self._current()
        if row is not None and row.state == "unread":
            self.mark((row.id,), "read")
            if self._window.triage.on:
                self._window.triage.decided()
                return
        self.go_unread(1)

    def _current(self) -> ListRow | None:
        return self._papers.papers.row(self._papers.currentIndex().row())
