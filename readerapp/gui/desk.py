"""What opens over the window: pages, prompts and dialogs. Each is made when it is asked for, never before the first paint."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from readerapp import edits
from readerapp.edits import Edit
from readerapp.gui.page import Page
from readerapp.i18n import tr
from readerapp.records import Change
from readerapp.store.reading import Reader

if TYPE_CHECKING:
    from readerapp.gui.window import Window


class Desk:
    """The openers of one window. Everything they change goes through the session as an edit."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def edit(self, edit: Edit, then: Callable[[], object] = lambda: None) -> None:
        """Send an edit and say what was done, `then` go on.

        What is being typed is stored before it: a merge joins the notes as they stand.
        """
        status = self._window.status

        def done(change: Change) -> None:
            if change.edit:
                status.say(change.label, change.edit)
                then()

        self._window.notes.save()
        self._window.session.edit(edit, done)

    @property
    def _rows(self) -> Reader | None:
        return self._window.session.rows

    # papers

    def add_paper(self) -> None:
        """Add a paper by hand."""
        from readerapp.gui.add_paper import AddPaperDialog, add_pasted  # start-up time

        AddPaperDialog(self._window, lambda text: add_pasted(self._window, text)).open()

    def correct(self) -> None:
        """Correct title, ids and link of the current paper."""
        from readerapp.gui.correct import Correct  # start-up time

        paper = self._window.detail.paper
        if paper is not None:
            Correct(self._window, paper).open()

    def merge(self) -> None:
        """Make the two selected papers one; the one under the cursor keeps its place."""
        papers = self._window.list.papers.selected()
        current = self._window.list.papers.current()
        if len(papers) != 2:
            self._window.status.say(tr("Select two papers to merge: hold Shift or Ctrl and choose them."))
            return
        kept = current if current in papers else papers[0]
        self.edit(edits.Merge(kept, next(paper for paper in papers if paper != kept)))

    def unmerge(self) -> None:
        """Make two papers again of the current one, into which another was merged."""
        paper = self._window.list.papers.current()
        status = self._window.status
        if paper is not None:
            self._window.notes.save()
            self._window.session.edit(
                edits.Unmerge(paper), lambda change: status.say(change.label, change.edit), status.say
            )

    def source(self) -> None:
        """Show where the current paper stands in the file of its digest."""
        from readerapp.gui.digest_desk import source_page  # start-up time

        paper = self._window.detail.paper
        if paper is not None:
            source_page(self._window, paper)

    # pages

    def history(self) -> None:
        """Every edit, and the way back to each."""
        from readerapp.gui import pages  # start-up time

        def render() -> str:
            return pages.history_text(self._rows.history(300)) if self._rows is not None else ""

        def act(words: str) -> None:
            self._window.undoing.undo(int(words.removeprefix("undo/")))

        self.page(tr("History"), render, act).open()

    def maybe_same(self) -> None:
        """Papers that look alike, for the user to say."""
        from readerapp.gui import pages  # start-up time

        def render() -> str:
            rows = self._rows
            if rows is None:
                return ""
            pairs = ((rows.paper(one), rows.paper(other)) for one, other in rows.maybe_same()[:100])
            return pages.maybe_text([(one, other) for one, other in pairs if one and other])

        def act(words: str) -> None:
            kind, *keys = words.split("/")
            if kind == "merge":
                self.edit(edits.Merge(int(keys[0]), int(keys[1])))
            elif kind == "apart":
                self.edit(edits.KeepApart(int(keys[0]), int(keys[1])))

        self.page(tr("Maybe the same"), render, act).open()

    def digest(self, digest: int) -> None:
        """A digest's own page."""
        from readerapp.gui.digest_desk import digest_page  # start-up time

        digest_page(self._window, digest)

    def show_paper(self, paper: int) -> None:
        """Go to a paper, in a list that shows it."""
        rows = self._rows
        found = rows.paper(paper) if rows is not None else None
        if found is None:
            return
        if self._window.list.papers.papers.place(paper) >= 0:
            self._window.list.papers.go_to(self._window.list.papers.papers.place(paper), centre=True)
        elif found.trashed or found.state == "dropped":
            self._window.show_query("is:trashed" if found.trashed else "is:dropped", select=paper)
        else:
            self._window.show_query("", select=paper)

    def page(self, title: str, render: Callable[[], str], act: Callable[[str], object] = lambda words: None) -> Page:
        """A page over the window, not shown yet; its links to papers and web addresses lead there."""
        return self.connect_page(Page(self._window, self._window.theme, self._window.session, title, render, act))

    def connect_page(self, page: Page) -> Page:
        """Let a page's links to papers and web addresses lead there."""
        page.link.connect(self._window.outside.open_link)
        page.tell_edits(self._window.undoing, self._window.actions_.keys("undo"))
        page.paper_chosen.connect(self.show_paper)
        return page

    # the app itself

    def palette(self) -> None:
        """Go to any action, list, tag or digest by a few letters."""
        from readerapp.gui.palette import Palette, choices_of, search_for  # start-up time

        window = self._window
        Palette(window, window.theme, choices_of(window), lambda text: search_for(window, text), window.used).open()

    def show_keys(self) -> None:
        """Open the sheet of all keys."""
        from readerapp.gui.key_sheet import KeySheet  # start-up time

        KeySheet(self._window, self._window.actions_).open()

    def change_keys(self) -> None:
        """Give actions other keys."""
        from readerapp.gui.keys_dialog import KeysDialog  # start-up time

        KeysDialog(self._window, self._window.actions_, self._window.looks.set_keys).open()

    def settings(self) -> None:
        """Open the settings."""
        from readerapp.gui.settings_dialog import SettingsDialog  # start-up time

        SettingsDialog(self._window, self._window.session.settings, self._window.looks.take).open()

    def remove_sample(self) -> None:
        """Forget the sample; undoable."""
        self.edit(edits.RemoveSample())

    def about(self) -> None:
        """What this is, its version, and where the library lies."""
        from readerapp import __version__
        from readerapp.gui.html import escape

        folder = escape(str(self._window.session.folder))
        text = tr("A reading list for research papers. Your library is in")
        self.page(
            tr("About readerapp"),
            lambda: f"<h2>readerapp {escape(__version__)}</h2><p>{escape(text)}<br>{folder}</p>",
        ).open()
