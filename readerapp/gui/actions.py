"""The table of actions as QActions of one window, with the keys that the user gave them."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QToolBar, QToolButton, QWidget

from readerapp.gui.action_table import ActionDef, When, shown_keys, table
from readerapp.gui.key_names import KeyNames
from readerapp.gui.theme import Theme
from readerapp.i18n import tr

if TYPE_CHECKING:
    from readerapp.gui.window import Window

Keys = tuple[str, ...]
Remapped = tuple[tuple[str, Keys], ...]
"""Actions with keys of the user's own."""
_LEAVE = "Esc"
_PRESS = frozenset(
    {
        Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Up,
        Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)  # fmt: skip
"""What presses buttons and moves in fields and lists; with no more than Shift held these are theirs wherever they are."""


def clash(one: str, other: str) -> bool:
    """Whether two keys cannot both be of use: they are one, or one begins the other ("G" and "G, I")."""
    one, other = _normal(one), _normal(other)
    return one == other or one.startswith(f"{other}, ") or other.startswith(f"{one}, ")


def _normal(key: str) -> str:
    return QKeySequence(key).toString()


def settled(table: Sequence[ActionDef], own: Mapping[str, Keys]) -> dict[str, Keys]:
    """The keys of all actions, so that none does two things: the user's win over the table's, and of two alike the first."""
    found: dict[str, Keys] = {}
    taken: list[str] = []
    for mine in (True, False):
        for entry in table:
            if (entry.id in own) is mine:
                kept: list[str] = []
                for key in own.get(entry.id, entry.keys):
                    if _normal(key) and not any(clash(key, other) for other in (*taken, *kept)):
                        kept.append(key)
                taken += kept
                found[entry.id] = tuple(kept)
    return found


def _presses(key: str) -> bool:
    combination = QKeySequence(key)[0]  # type: ignore[index]
    held = combination.keyboardModifiers()
    return combination.key() in _PRESS and held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


class Actions:
    """One QAction for each entry of the table."""

    def __init__(self, window: Window, theme: Theme, names: KeyNames, remapped: Remapped = ()) -> None:
        self._window = window
        self._names = names
        self._theme = theme
        self.table = table()
        self._reading: tuple[QWidget, ...] = ()
        self._leaving: tuple[QWidget, ...] = ()
        self._near: list[QShortcut] = []
        self._keys: dict[str, Keys] = {}
        self._made: dict[str, QAction] = {}
        self._more: QToolButton | None = None
        for entry in self.table:
            self._made[entry.id] = self._make(entry)
        self.set_keys(remapped)

    def __getitem__(self, name: str) -> QAction:
        return self._made[name]

    def _make(self, entry: ActionDef) -> QAction:
        action = QAction(entry.text, self._window)
        action.setObjectName(entry.id)
        action.setCheckable(entry.checkable)
        action.triggered.connect(lambda _=False, run=entry.run: run(self._window))
        # Text fields keep plain letters and their own editing keys for themselves: Qt asks them first.
        self._window.addAction(action)
        return action

    def name(self, name: str, text: str) -> None:
        """Call an action by what it would do now; the toolbar keeps its short text."""
        action, short = self._made[name], self._made[name].iconText()
        action.setText(text.replace("&", "&&"))  # one & alone would mark a letter
        action.setIconText(short)

    def plain_text(self, name: str) -> str:
        """What an action is called, without signs for menus."""
        return self._made[name].text().replace("&&", "&").replace("…", "")

    def keys(self, name: str) -> Keys:
        """The keys of an action as they are now."""
        return self._keys[name]

    def set_keys(self, remapped: Remapped) -> None:
        """Give the actions their keys: the user's where there are some, else the table's."""
        # The table's own keys are settled already.
        self._keys = settled(self.table, dict(remapped)) if remapped else {entry.id: entry.keys for entry in self.table}
        for entry in self.table:
            keys = self._keys[entry.id]
            action = self._made[entry.id]
            wide = [key for key in keys if not (key == _LEAVE or _presses(key))]
            # Where there are no others, the keys of the panes stand in the menu; there they do nothing by themselves.
            context = Qt.ShortcutContext.WindowShortcut if wide else Qt.ShortcutContext.WidgetShortcut
            action.setShortcutContext(context)
            action.setShortcuts([QKeySequence(key) for key in wide or keys])
            action.setToolTip(f"{entry.text} ({shown_keys(keys)})" if keys else entry.text)
        self._listen()
        first = {name: shown_keys(keys[:1]) for name, keys in self._keys.items()}
        self._names.take(first, {entry.id: entry.text.replace("…", "") for entry in self.table})

    def attach(self, *, reading: tuple[QWidget, ...] = (), leaving: tuple[QWidget, ...] = ()) -> None:
        """Where keys that also press buttons count (only in these widgets themselves), and where Esc does (also in theirs)."""
        self._reading += reading
        self._leaving += leaving
        self._listen()

    def _listen(self) -> None:
        for shortcut in self._near:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._near = []
        for name, keys in self._keys.items():
            for key in keys:
                if key == _LEAVE:
                    self._hear(name, key, self._leaving, Qt.ShortcutContext.WidgetWithChildrenShortcut)
                elif _presses(key):
                    self._hear(name, key, self._reading, Qt.ShortcutContext.WidgetShortcut)

    def _hear(self, name: str, key: str, widgets: tuple[QWidget, ...], context: Qt.ShortcutContext) -> None:
        for widget in widgets:
            shortcut = QShortcut(QKeySequence(key), widget)
            shortcut.setContext(context)
            shortcut.activated.connect(self._made[name].trigger)
            self._near.append(shortcut)

    def fill_menus(self) -> None:
        """Menus in the order of the table."""
        menus: dict[str, QMenu] = {}
        for entry in self.table:
            if entry.menu not in menus:
                menus[entry.menu] = self._window.menuBar().addMenu(entry.menu)
            menus[entry.menu].addAction(self._made[entry.id])

    def context_menu(self, parent: QWidget, without: Container[str]) -> QMenu:
        """What can be done with the selected papers, but for actions that are of no use to them."""
        menu = QMenu(parent)
        for entry in self.table:
            if entry.context and entry.id not in without:
                menu.addAction(self._made[entry.id])
        return menu

    def fill_toolbar(self, bar: QToolBar) -> None:
        """The actions that have an icon."""
        for entry in self.table:
            if entry.icon:
                action = self._made[entry.id]
                action.setIconText(entry.short)
                bar.addAction(action)
                bar.widgetForAction(action).setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._more = bar.findChild(QToolButton, "qt_toolbar_ext_button")
        if self._more is not None:  # where there is no room for all
            self._more.setAccessibleName(tr("More actions"))
            self._more.setToolTip(tr("More actions"))
        self.draw_icons()

    def draw_icons(self) -> None:
        """In the colours of the theme in force."""
        for entry in self.table:
            if entry.icon:
                self._made[entry.id].setIcon(self._theme.icon(entry.icon))
        if self._more is not None:
            self._more.setIcon(self._theme.icon("more"))

    def choose(self, kind: str, name: str) -> None:
        """Of the actions whose ids begin alike this one is in force."""
        for entry in self.table:
            if entry.id.startswith(kind):
                self._made[entry.id].setChecked(entry.id == kind + name)

    def enable(self, can: dict[When, bool]) -> None:
        """Which actions can be done now."""
        for entry in self.table:
            self._made[entry.id].setEnabled(entry.when == "always" or can[entry.when])
