"""Ctrl+K: go to any action, list, tag, saved search or digest by a few letters of its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from readerapp.gui.action_table import shown_keys
from readerapp.gui.speech import announce
from readerapp.gui.theme import Theme
from readerapp.i18n import tr

if TYPE_CHECKING:
    from readerapp.gui.window import Window

_MOST = 60
_MORE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to go to; `key` is what its uses are counted under."""

    key: str
    text: str
    more: str
    run: Callable[[], object]


def choices_of(window: Window) -> list[Choice]:
    """Everything that the palette offers in a window as it is now."""
    actions = window.actions_
    found = [
        Choice(
            entry.id,
            actions.plain_text(entry.id),
            shown_keys(actions.keys(entry.id)),
            actions[entry.id].trigger,
        )
        for entry in actions.table
        if actions[entry.id].isEnabled() and actions[entry.id].isVisible() and entry.id != "palette"
    ]

    def show(query: str) -> Callable[[], None]:
        return lambda: window.show_query(query)

    for line in window.sidebar.lines.entries:
        # The fixed lists are there already, as actions with their keys.
        if line.query is not None and line.kind != "list":
            found.append(Choice(f"list {line.query}", line.name, line.kind_name, show(line.query)))
    return found


def search_for(window: Window, text: str) -> Choice:
    """What the palette offers last for whatever is typed."""
    name = tr("Search the papers for “{text}”").format(text=text)
    return Choice("search for", name, shown_keys(window.actions_.keys("search")), lambda: window.search(text))


def rating(letters: str, text: str) -> int:
    """How well letters fit a text: 0 not at all; best as one piece at the beginning of a word, then in order with gaps."""
    text = text.casefold()
    if not letters:
        return 1
    place = text.find(letters)
    if place >= 0:
        starts = place == 0 or not text[place - 1].isalnum()
        return 1000 - min(place, 200) + (500 if starts else 0) + (200 if place == 0 else 0)
    at, gaps, words = -1, 0, 0
    for letter in letters:
        if letter == " ":
            continue
        found = text.find(letter, at + 1)
        if found < 0:
            return 0
        gaps += found - at - 1
        words += found == 0 or not text[found - 1].isalnum()
        at = found
    return max(1, 300 + 40 * words - 4 * gaps)


class Palette(QDialog):
    """A line to type into and what fits it, most used first, with `last` behind. `used` counts the uses and is written here."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        choices: list[Choice],
        last: Callable[[str], Choice],
        used: dict[str, int],
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Go to anything"))
        self._choices = choices
        self._last = last
        self._shown: list[Choice] = []
        self._used = used
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("An action, a list, a tag, a digest, words to search for"))
        self.field.setAccessibleName(tr("Go to"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("What fits"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(_LinePainter(theme, self.list))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.field.returnPressed.connect(self._run)
        self.list.currentItemChanged.connect(self._tell)
        self.list.itemActivated.connect(lambda _: self._run())
        self.list.itemClicked.connect(lambda _: self._run())
        self.resize(min(560, parent.width() - 40), min(460, parent.height() - 40))
        self._fill("")

    def _fill(self, text: str) -> None:
        letters = text.strip().casefold()
        rated = [
            (rating(letters, choice.text), self._used.get(choice.key, 0), n) for n, choice in enumerate(self._choices)
        ]
        fitting = [entry for entry in rated if entry[0]]
        # Without letters the most used come first; with letters use decides between what fits about equally well.
        fitting.sort(key=lambda entry: (-(entry[0] + min(entry[1], 20) * 15), -entry[1], entry[2]))
        self.list.clear()
        self._shown = [self._choices[number] for _, _, number in fitting[:_MOST]]
        if letters:
            self._shown.append(self._last(text.strip()))
        for choice in self._shown:
            item = QListWidgetItem()
            item.setText(choice.text)
            item.setData(_MORE, choice.more)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{choice.text}, {choice.more}" if choice.more else choice.text
            )
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _tell(self, item: QListWidgetItem | None) -> None:
        # The focus stays in the line: nobody else would say on what one stands.
        if item is not None:
            announce(self.list, item.data(Qt.ItemDataRole.AccessibleTextRole))

    def _run(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            choice = self._shown[row]
            self._used[choice.key] = self._used.get(choice.key, 0) + 1
            self.accept()
            choice.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """↑ and ↓ in the line move in the list."""
        moves = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in moves:
            step = {moves[0]: -1, moves[1]: 1, moves[2]: -8, moves[3]: 8}[Qt.Key(event.key())]
            row = min(max(self.list.currentRow() + step, 0), self.list.count() - 1)
            self.list.setCurrentRow(row)
            return True
        return super().eventFilter(watched, event)


class _LinePainter(QStyledItemDelegate):
    """The name on the left, keys or kind on the right."""

    def __init__(self, theme: Theme, view: QListWidget) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, self._view.fontMetrics().height() + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        painter.save()
        if self._view.selectionModel().isSelected(index):
            painter.fillRect(rect, self._theme.colour("selected"))
            painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), self._theme.colour("accent"))
        place = rect.adjusted(14, 0, -12, 0)
        more = index.data(_MORE)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, more)
        room = place.width() - painter.fontMetrics().horizontalAdvance(more) - 16
        painter.setPen(self._theme.colour("text"))
        name = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(place, middle | Qt.AlignmentFlag.AlignLeft, name)
        painter.restore()
