"""Correcting a paper: the user's word beside what digests say, which no import touches."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from readerapp.edits import Merge, Override
from readerapp.errors import NotFound
from readerapp.formats.ids import arxiv_id, doi
from readerapp.gui.speech import announce
from readerapp.i18n import tr
from readerapp.records import Change, Paper

if TYPE_CHECKING:
    from readerapp.gui.window import Window


class Correct(QDialog):
    """Title, ids and link of one paper. What is changed becomes a correction; an emptied field takes the correction back.

    It closes when all is stored. What is refused is told here, and stays to be mended; where an id is another paper's, to
    merge the two is offered.
    """

    def __init__(self, window: Window, paper: Paper) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Correct the paper"))
        self._window = window
        self._paper = paper.id
        self._under_way = False
        self._other = 0
        """The paper that an id typed here belongs to."""
        self._closed = False
        self.finished.connect(self._gone)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.fields: dict[str, QLineEdit] = {}
        self._stored: dict[str, str] = {}
        for name, label in (
            ("title", tr("&Title")),
            ("arxiv_id", tr("&arXiv id")),
            ("doi", tr("&DOI")),
            ("url", tr("&Link")),
        ):
            self._stored[name] = getattr(paper, name) or ""
            field = QLineEdit(self._stored[name])
            field.setAccessibleName(label.replace("&", ""))
            field.setCursorPosition(0)
            self.fields[name] = field
            form.addRow(label, field)
        self._lay_out(form)
        self.resize(min(620, window.width() - 40), self.sizeHint().height())

    def _lay_out(self, form: QFormLayout) -> None:
        hint = QLabel(
            tr("Your corrections stay, whatever later digests say. Empty a field to go back to the digest's word.")
        )
        hint.setProperty("muted", True)
        hint.setWordWrap(True)
        self.problem = QLabel()
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setProperty("error", True)
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.merge_button = QPushButton(tr("Merge the two papers"))
        self.merge_button.clicked.connect(self._merge)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 12)
        layout.addLayout(form)
        for widget in (hint, self.problem, buttons):
            layout.addWidget(widget)
        buttons.addButton(self.merge_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.merge_button.hide()  # a box shows what it takes in

    def _changed(self) -> dict[str, str | None]:
        typed = {name: field.text().strip() for name, field in self.fields.items()}
        return {name: text or None for name, text in typed.items() if text != self._stored[name]}

    def _save(self) -> None:
        self._store(self._changed(), lambda: None)

    def _store(self, changed: dict[str, str | None], then: Callable[[], None]) -> None:
        """Correct these fields, and close when that is stored."""
        if self._under_way:
            return

        def stored(change: Change | None) -> None:
            if change is not None:
                self._window.status.say(change.label, change.edit)
            then()
            if not self._closed:
                self.accept()

        def refused(message: str) -> None:
            self._under_way = False
            if not self._closed:
                self._tell(message)

        if not changed:
            stored(None)
            return
        self._under_way = True
        self._window.session.edit(Override(self._paper, changed), stored, refused)

    def _owner_of(self, text: str) -> int:
        """The other paper that has this id, 0 when there is none."""
        rows = self._window.session.rows
        if arxiv_id(text) is None and doi(text) is None:  # else it would be looked for among the titles
            return 0
        try:
            found = rows.find(text) if rows is not None else 0
        except NotFound:
            return 0
        return 0 if found == self._paper else found

    def _merge(self) -> None:
        """Both are one paper: the one that is corrected here stays, with what else was typed."""
        other = self._other
        changed = {name: text for name, text in self._changed().items() if not text or self._owner_of(text) != other}
        self._store(changed, lambda: self._window.desk.edit(Merge(self._paper, other)))

    def _gone(self) -> None:
        self._closed = True

    def _tell(self, problem: str) -> None:
        self._other = next(filter(None, (self._owner_of(self.fields[name].text()) for name in ("arxiv_id", "doi"))), 0)
        self.problem.setText(problem)
        self.problem.show()
        self.merge_button.setVisible(self._other != 0)
        announce(self.problem, problem)
