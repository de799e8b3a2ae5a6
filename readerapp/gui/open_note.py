"""Which paper's note stands in the notes pane: that of the paper stood on, and no other under the keys of somebody who writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readerapp.gui import due_notes
from readerapp.i18n import tr
from readerapp.records import Paper

if TYPE_CHECKING:
    from readerapp.gui.window import Window


class OpenNote:
    """The note of one window."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._session = window.session
        self._notes = window.notes
        self._paper = 0
        self._notes.saver.homeless.connect(self._offer)
        self._notes.editor.left.connect(self._left)

    def show(self, paper: Paper | None) -> None:
        """Another paper is stood on. While the note of one is written that is gone from the library, that note stays."""
        if self._written_without_paper():
            self._window.complain(tr("This paper is no longer in the library. Its note stays here until you leave it."))
        elif paper is None or paper.id != self._paper:
            self._paper = paper.id if paper else 0
            self._notes.show_note(self._paper, (paper.note or "") if paper else "")

    def refresh(self, paper: Paper | None, *, foreign: bool) -> None:
        """Something was written to the paper that is stood on, by another program (`foreign`) or here."""
        if paper is not None and paper.id == self._paper:
            self._notes.refresh(paper.note or "", foreign=foreign)

    def take_up(self) -> None:
        """The window opens: store what could not be stored before it was closed last."""
        self._notes.owe(due_notes.kept(self._session.folder))

    def keep(self) -> None:
        """The window has closed: what the store does not hold is kept beside it."""
        if self._session.writable:
            due_notes.keep(self._session.folder, self._notes.saver.owed)

    def _written_without_paper(self) -> bool:
        rows = self._session.rows
        return (
            self._paper != 0 and self._notes.editor.hasFocus() and rows is not None and rows.paper(self._paper) is None
        )

    def _left(self) -> None:
        current = self._window.list.papers.current()
        rows = self._session.rows
        if current != self._paper and rows is not None:
            self.show(rows.paper(current))

    def _offer(self, why: str, paper: int, text: str) -> None:
        self._window.outside.offer(why, text, lambda: self._notes.saver.forget(paper))
