"""Correcting a paper: the user's word beside what digests say, which no import touches."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from readerapp.edits import Edit, Override
from readerapp.i18n import tr
from readerapp.records import Paper


class Correct(QDialog):
    """Title, ids and link of one paper. What is changed becomes a correction; an emptied field takes the correction back."""

    def __init__(self, parent: QWidget, paper: Paper, edit: Callable[[Edit], object]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Correct the paper"))
        self._paper = paper
        self._edit = edit
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.fields: dict[str, QLineEdit] = {}
        for name, label in (
            ("title", tr("&Title")),
            ("arxiv_id", tr("&arXiv id")),
            ("doi", tr("&DOI")),
            ("url", tr("&Link")),
        ):
            field = QLineEdit(getattr(paper, name) or "")
            field.setAccessibleName(label.replace("&", ""))
            field.setCursorPosition(0)
            self.fields[name] = field
            form.addRow(label, field)
        hint = QLabel(
            tr("Your corrections stay, whatever later digests say. Empty a field to go back to the digest's word.")
        )
        hint.setProperty("muted", True)
        hint.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 12)
        layout.addLayout(form)
        layout.addWidget(hint)
        layout.addWidget(buttons)
        self.resize(min(620, parent.width() - 40), self.sizeHint().height())

    def _save(self) -> None:
        for name, field in self.fields.items():
            text = field.text().strip()
            if text != (getattr(self._paper, name) or ""):
                self._edit(Override(self._paper.id, name, text or None))
        self.accept()
