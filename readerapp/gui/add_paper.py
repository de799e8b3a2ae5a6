"""Adding a paper by hand: paste its title, a link to it or a bibliography's entry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from readerapp.edits import AddPaper
from readerapp.gui.speech import announce
from readerapp.i18n import tr, trn
from readerapp.records import Change
from readerapp.verbs.adding import records_of

if TYPE_CHECKING:
    from readerapp.gui.window import Window

LONGEST = 100_000
"""Letters; a longer text is a digest and goes the way of files, into the sandbox."""


class AddPaperDialog(QDialog):
    """A field to paste into. `take` answers with what is wrong with the text, "" when all is well; else the dialog stays."""

    def __init__(self, parent: QWidget, take: Callable[[str], str]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Add a paper"))
        self._take = take
        label = QLabel(
            tr("A title, an arXiv link or id, a DOI, or a BibTeX entry. An abstract may stand under the title.")
        )
        label.setWordWrap(True)
        self.field = QPlainTextEdit()
        self.field.setAccessibleName(tr("Paper"))
        self.field.setTabChangesFocus(True)
        self.problem = QLabel()
        self.problem.setProperty("error", True)
        self.problem.setWordWrap(True)
        self.problem.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.add = buttons.addButton(tr("Add"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.add.setProperty("primary", True)
        self.add.setShortcut("Ctrl+Return")
        buttons.accepted.connect(self._try)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 12)
        for widget in (label, self.field, self.problem, buttons):
            layout.addWidget(widget)
        self.resize(min(560, parent.width() - 40), 300)

    def _try(self) -> None:
        problem = self._take(self.field.toPlainText())
        if not problem:
            self.accept()
            return
        self.problem.setText(problem)
        announce(self.problem, problem)
        self.problem.show()
        self.field.setFocus()


def add_pasted(window: Window, text: str) -> str:
    """Add what was pasted and go there; what is wrong with it when no paper can be made of it."""
    if len(text) > LONGEST:
        return tr("This is too long for a paper. Import it as a digest: File, Import from the clipboard.")
    records = records_of(text)
    if not records:
        return tr("No paper can be made of this. Write its title, or paste a link to it.")

    def added(change: Change) -> None:
        report = change.report
        if report is None:
            return
        window.show_library_pane()
        paper, status = report.papers[-1]
        rows = window.session.rows
        found = rows.paper(paper) if rows is not None else None
        if status == "new" or found is None or not (found.trashed or found.state == "dropped"):
            window.show_query(f"in:#{report.digest}", select=paper, focus=True)
        else:  # where it lies, since the list of the digest does not show it
            window.desk.show_paper(paper)
        known = len(report.ids("known", "changed"))
        few = tr("it was already here")
        more = (
            few
            if len(report.papers) == 1
            else trn("{n} of them was already here", "{n} of them were already here", known)
        )
        window.status.say(f"{change.label}: {more}" if known else change.label, change.edit)

    window.session.edit(AddPaper(records, date.today()), added)  # noqa: DTZ011 - the user's day
    return ""
