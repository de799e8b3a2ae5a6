"""Giving actions other keys: a list, a field that takes the next key pressed, conflicts shown, and the way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from readerapp.gui.action_table import shown_keys
from readerapp.gui.actions import Actions, Remapped, clash
from readerapp.i18n import tr


class KeysDialog(QDialog):
    """Every action with its keys. Two actions may not share a key: the one that had it is named, and Save waits."""

    def __init__(self, parent: QWidget, actions: Actions, take: Callable[[Remapped], object]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Change keys"))
        self._table = actions.table
        self._take = take
        self.keys = {entry.id: actions.keys(entry.id) for entry in self._table}
        self.rows = QTableWidget(len(self._table), 2)
        self.rows.setAccessibleName(tr("Actions and their keys"))
        self.rows.setHorizontalHeaderLabels([tr("Action"), tr("Keys")])
        self.rows.verticalHeader().hide()
        self.rows.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.rows.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.rows.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.rows.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.rows.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.rows.setTabKeyNavigation(False)
        self.rows.setShowGrid(False)
        self.field = QKeySequenceEdit()
        self.field.setAccessibleName(tr("New key"))
        for line in self.field.findChildren(QLineEdit):  # the focus goes to the line in it
            line.setAccessibleName(tr("New key"))
        self.field.setMaximumSequenceLength(2)
        self.set_button = QPushButton(tr("Use this key"))
        self.add_button = QPushButton(tr("Use it too"))
        self.none_button = QPushButton(tr("No key"))
        self.reset_button = QPushButton(tr("Back to the usual key"))
        self.reset_all = QPushButton(tr("All as usual"))
        self.problem = QLabel()
        self.problem.setProperty("error", True)
        self.problem.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self._lay_out()
        self.set_button.clicked.connect(lambda: self.set_key(self.field.keySequence().toString()))
        self.add_button.clicked.connect(lambda: self.add_key(self.field.keySequence().toString()))
        self.none_button.clicked.connect(lambda: self.set_key(""))
        self.reset_button.clicked.connect(self._reset_one)
        self.reset_all.clicked.connect(self._reset_all)
        self.buttons.accepted.connect(self._save)
        self.buttons.rejected.connect(self.reject)
        self.resize(min(680, parent.width() - 20), min(600, parent.height() - 20))
        self._fill()
        self.rows.selectRow(0)

    def _lay_out(self) -> None:
        new, old = QHBoxLayout(), QHBoxLayout()
        for widget in (QLabel(tr("New key")), self.field, self.set_button, self.add_button):
            new.addWidget(widget)
        new.setStretchFactor(self.field, 1)
        for widget in (self.none_button, self.reset_button, self.reset_all):
            old.addWidget(widget)
        old.addStretch()
        layout = QVBoxLayout(self)
        layout.addWidget(self.rows, 1)
        layout.addLayout(new)
        layout.addLayout(old)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)

    def choose(self, name: str) -> None:
        """Go to an action's row."""
        self.rows.selectRow(next(row for row, entry in enumerate(self._table) if entry.id == name))

    def set_key(self, key: str) -> None:
        """Give the chosen action this one key; "" takes its keys away."""
        self.keys[self._chosen()] = (key,) if key else ()
        self.field.clear()
        self._fill()

    def add_key(self, key: str) -> None:
        """Give the chosen action this key beside those it has."""
        if key and not any(clash(key, other) for other in self.keys[self._chosen()]):
            self.keys[self._chosen()] += (key,)
        self.field.clear()
        self._fill()

    def conflicts(self) -> list[tuple[str, str, str]]:
        """Keys that two actions share, or of which one begins the other: the key and both texts."""
        held: list[tuple[str, str]] = []
        found = []
        for entry in self._table:
            for key in self.keys[entry.id]:
                found += [(key, text, entry.text) for other, text in held if clash(key, other)]
                held.append((key, entry.text))
        return found

    def _chosen(self) -> str:
        return self._table[max(0, self.rows.currentRow())].id

    def _reset_one(self) -> None:
        entry = self._table[max(0, self.rows.currentRow())]
        self.keys[entry.id] = entry.keys
        self._fill()

    def _reset_all(self) -> None:
        self.keys = {entry.id: entry.keys for entry in self._table}
        self._fill()

    def _fill(self) -> None:
        for row, entry in enumerate(self._table):
            own = self.keys[entry.id] != entry.keys
            for column, text in enumerate(
                (entry.text.replace("…", ""), shown_keys(self.keys[entry.id]) + (" *" if own else ""))
            ):
                item = QTableWidgetItem(text)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, text or tr("no key"))
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                self.rows.setItem(row, column, item)
        found = self.conflicts()
        self.problem.setText(
            "\n".join(
                tr("{key} is asked for twice: “{one}” and “{other}”.").format(
                    key=shown_keys([key]), one=one, other=other
                )
                for key, one, other in found
            )
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(not found)

    def _save(self) -> None:
        self._take(tuple((entry.id, self.keys[entry.id]) for entry in self._table if self.keys[entry.id] != entry.keys))
        self.accept()
