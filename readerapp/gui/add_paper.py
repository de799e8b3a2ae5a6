"""Adding a paper by hand: paste its title, a link to it or a bibliography's entry."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from readerapp.i18n import tr


class AddPaperDialog(QDialog):
    """A field to paste into. `take` says whether a paper could be made of the text; if not, the dialog stays."""

    def __init__(self, parent: QWidget, take: Callable[[str], bool]) -> None:
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
        if self._take(self.field.toPlainText()):
            self.accept()
        else:
            self.problem.setText(tr("No paper can be made of this. Write its title, or paste a link to it."))
            self.problem.show()
            self.field.setFocus()
