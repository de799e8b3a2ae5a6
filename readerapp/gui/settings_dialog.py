"""The settings, made from the dataclass: a switch, number, choice or text for each of its fields that has a text here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from readerapp.i18n import tr
from readerapp.settings import Settings

_THEMES = (("system", tr("As the system")), ("light", tr("Light")), ("dark", tr("Dark")))
_TEXTS = {
    "theme": tr("Theme"),
    "reading_size": tr("Size of abstracts, in points"),
    "search_address": tr("Where titles are looked up ({title} stands for the title)"),
    "compact": tr("Compact rows"),
    "note_line": tr("First line of the note in rows"),
    "grouped": tr("Headings by date in lists"),
    "watched": tr("Watched folders: new files there are imported"),
    "watch_asks": tr("Offer new files there instead of importing them at once"),
}
"""What each setting is called; keys have a dialog of their own."""


class Folders(QWidget):
    """A list of folders with buttons to add and remove one."""

    def __init__(self, folders: tuple[str, ...]) -> None:
        super().__init__()
        self.list = QListWidget()
        self.list.addItems(list(folders))
        self.list.setMaximumHeight(90)
        self.list.setAccessibleName(_TEXTS["watched"])
        add, remove = QPushButton(tr("Add a folder…")), QPushButton(tr("Remove"))
        add.clicked.connect(self._ask)
        remove.clicked.connect(lambda: self.list.takeItem(self.list.currentRow()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        line = QHBoxLayout()
        line.addWidget(add)
        line.addWidget(remove)
        line.addStretch()
        layout.addLayout(line)

    def add(self, folder: str) -> None:
        """Watch a folder too."""
        if folder and folder not in self.folders():
            self.list.addItem(folder)

    def folders(self) -> tuple[str, ...]:
        """The folders as they are in the list."""
        return tuple(self.list.item(row).text() for row in range(self.list.count()))

    def _ask(self) -> None:
        self.add(QFileDialog.getExistingDirectory(self, tr("Watch a folder"), str(Path.home())))


class SettingsDialog(QDialog):
    """Shows the settings; `take` gets the changed ones with Save."""

    def __init__(self, parent: QWidget, settings: Settings, take: Callable[[Settings], object]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Settings"))
        self._settings = settings
        self._take = take
        self.fields: dict[str, QWidget] = {}
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for name, text in _TEXTS.items():
            field = _field(name, getattr(settings, name), text)
            self.fields[name] = field
            if isinstance(field, QCheckBox):
                form.addRow(field)
            else:
                label = QLabel(text)
                label.setBuddy(field)
                form.addRow(label, field)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 12)
        layout.addLayout(form)
        layout.addWidget(buttons)
        self.resize(min(640, parent.width() - 20), self.sizeHint().height())

    def _save(self) -> None:
        values = {name: _value(field) for name, field in self.fields.items()}
        address = values["search_address"]
        if not (address.startswith(("http://", "https://")) and "{title}" in address):
            del values["search_address"]
        self._take(replace(self._settings, **values))
        self.accept()


def _field(name: str, value: Any, text: str) -> QWidget:
    if name == "theme":
        box = QComboBox()
        for key, shown in _THEMES:
            box.addItem(shown, key)
        box.setCurrentIndex([key for key, _ in _THEMES].index(value))
        box.setAccessibleName(text)
        return box
    if isinstance(value, bool):
        check = QCheckBox(text)
        check.setChecked(value)
        return check
    if isinstance(value, int):
        spin = QSpinBox()
        spin.setRange(7, 36)
        spin.setValue(value)
        spin.setAccessibleName(text)
        return spin
    if isinstance(value, tuple):
        return Folders(value)
    line = QLineEdit(value)
    line.setAccessibleName(text)
    line.setCursorPosition(0)
    return line


def _value(field: QWidget) -> Any:
    if isinstance(field, QComboBox):
        return field.currentData()
    if isinstance(field, QCheckBox):
        return field.isChecked()
    if isinstance(field, QSpinBox):
        return field.value()
    if isinstance(field, Folders):
        return field.folders()
    assert isinstance(field, QLineEdit)
    return field.text().strip()
