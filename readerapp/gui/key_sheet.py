"""The `?` sheet: every action with its keys, made from the table of actions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from readerapp.gui.action_table import ActionDef, shown_keys
from readerapp.gui.actions import Actions
from readerapp.gui.html import escape
from readerapp.i18n import tr

Group = tuple[str, list[ActionDef]]
_EDGES = 24 + 36 + 24 + 60
"""What stands beside two columns: margins, what is between them, the dialog's frame and a scroll bar."""


class KeySheet(QDialog):
    """A window with the keys, two columns side by side where there is room for them."""

    def __init__(self, parent: QWidget, actions: Actions) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        inner = QWidget()
        inner.setObjectName("column")
        row = QHBoxLayout(inner)
        row.setContentsMargins(24, 18, 24, 18)
        row.setSpacing(36)
        groups: dict[str, list[ActionDef]] = {}
        for entry in actions.table:
            if actions.keys(entry.id):
                groups.setdefault(entry.menu.replace("&", ""), []).append(entry)
        width = min(900, parent.width() - 20)
        labels = [_column(column, actions) for column in _halves(list(groups.items()))]
        if sum(label.sizeHint().width() for label in labels) + _EDGES > width:
            labels = [_column(list(groups.items()), actions)]
        for label in labels:
            row.addWidget(label, 1, Qt.AlignmentFlag.AlignTop)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(area)
        layout.addWidget(buttons)
        self.resize(width, min(900, parent.height() - 20))


def _column(groups: list[Group], actions: Actions) -> QLabel:
    label = QLabel("<table>" + "".join(_rows(name, entries, actions) for name, entries in groups) + "</table>")
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
    return label


def _halves(groups: list[Group]) -> list[list[Group]]:
    """The groups in two columns of about the same length, in order."""
    total = sum(len(entries) + 2 for _, entries in groups)
    first: list[Group] = []
    used = 0
    for group in groups:
        size = len(group[1]) + 2
        if used + size / 2 > total / 2:
            break
        first.append(group)
        used += size
    return [first, groups[len(first) :]]


def _rows(name: str, entries: list[ActionDef], actions: Actions) -> str:
    """A group's heading and its keys: all groups of a column stand in one table, so that they line up."""
    rows = "".join(
        f"<tr><td style='padding:2px 18px 2px 0'><b>{escape(shown_keys(actions.keys(entry.id)))}</b></td>"
        f"<td style='padding:2px 0'>{escape(entry.text.replace('…', ''))}</td></tr>"
        for entry in entries
    )
    return f"<tr><td colspan='2' style='padding:10px 0 4px 0'><b><big>{escape(name)}</big></b></td></tr>{rows}"
