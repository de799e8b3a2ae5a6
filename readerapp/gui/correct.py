"""Correcting a paper: the user's word beside what digests say, which no import touches."""

from __future__ import annotations

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
        self._problems: list[str] = []
        self._other = 0
        """The paper that an id typed here belongs to."""
        self._under_way = 0
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

    def _save(self) -> None:
        if self._under_way:
            return
        changed = {name: field.text().strip() for name, field in self.fields.items()}
        changed = {name: text for name, text in changed.items() if text != self._stored[name]}
        self._problems, self._under_way, self._other = [], len(changed), 0
        for name, text in changed.items():
            self._send(name, text)
        if not changed:
            self.accept()

    def _send(self, name: str, text: str) -> None:
        def stored(change: Change) -> None:
            self._stored[name] = text
            self._window.status.say(change.label, change.edit)
            self._answered()

        def refused(message: str) -> None:
            self._problems.append(message)
            if name in ("arxiv_id", "doi"):
                self._other = self._other or self._owner_of(text)
            self._answered()

        self._window.session.edit(Override(self._paper, name, text or None), stored, refused)

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
        """Both are one paper: the one that is corrected here stays."""
        self._window.desk.edit(Merge(self._paper, self._other))
        self.accept()

    def _gone(self) -> None:
        self._closed = True

    def _answered(self) -> None:
        self._under_way -= 1
        if self._under_way or self._closed:
            return
        if not self._problems:
            self.accept()
            return
        text = "\n".join(self._problems)
        self.problem.setText(text)
        self.problem.show()
        self.merge_button.setVisible(self._other != 0)
        announce(self.problem, text)
