"""The table of actions as QActions of one window, with the keys that the user gave them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolBar, QWidget

from readerapp.gui.action_table import ActionDef, When, shown_keys, table
from readerapp.gui.theme import Theme

if TYPE_CHECKING:
    from readerapp.gui.window import Window


class Actions:
    """One QAction for each entry of the table."""

    def __init__(self, window: Window, theme: Theme, remapped: tuple[tuple[str, tuple[str, ...]], ...] = ()) -> None:
        self._window = window
        self._theme = theme
        self.table = table()
        self._keys: dict[str, tuple[str, ...]] = {}
        self._made: dict[str, QAction] = {}
        for entry in self.table:
            self._made[entry.id] = self._make(entry)
        self.set_keys(remapped)

    def __getitem__(self, name: str) -> QAction:
        return self._made[name]

    def _make(self, entry: ActionDef) -> QAction:
        action = QAction(entry.text, self._window)
        action.setObjectName(entry.id)
        action.setCheckable(entry.checkable)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut if entry.local else Qt.ShortcutContext.WindowShortcut
        action.setShortcutContext(context)
        action.triggered.connect(lambda _=False, run=entry.run: run(self._window))
        if not entry.local:
            # Text fields keep plain letters and their own editing keys for themselves: Qt asks them first.
            self._window.addAction(action)
        return action

    def keys(self, name: str) -> tuple[str, ...]:
        """The keys of an action as they are now."""
        return self._keys[name]

    def set_keys(self, remapped: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
        """Give the actions their keys: the user's where there are some, else the table's."""
        own = dict(remapped)
        for entry in self.table:
            keys = own.get(entry.id, entry.keys)
            self._keys[entry.id] = keys
            action = self._made[entry.id]
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.setToolTip(f"{entry.text} ({shown_keys(keys)})" if keys else entry.text)

    def attach(self, *widgets: QWidget) -> None:
        """Let the local keys count in these widgets."""
        for entry in self.table:
            if entry.local:
                for widget in widgets:
                    widget.addAction(self._made[entry.id])

    def fill_menus(self) -> None:
        """Menus in the order of the table."""
        menus: dict[str, QMenu] = {}
        for entry in self.table:
            if entry.menu not in menus:
                menus[entry.menu] = self._window.menuBar().addMenu(entry.menu)
            menus[entry.menu].addAction(self._made[entry.id])

    def context_menu(self, parent: QWidget) -> QMenu:
        """What can be done with the selected papers."""
        menu = QMenu(parent)
        for entry in self.table:
            if entry.context:
                menu.addAction(self._made[entry.id])
        return menu

    def fill_toolbar(self, bar: QToolBar) -> None:
        """The actions that have an icon."""
        for entry in self.table:
            if entry.icon:
                action = self._made[entry.id]
                action.setIconText(entry.short)
                bar.addAction(action)
        self.draw_icons()

    def draw_icons(self) -> None:
        """In the colours of the theme in force."""
        for entry in self.table:
            if entry.icon:
                self._made[entry.id].setIcon(self._theme.icon(entry.icon))

    def enable(self, can: dict[When, bool]) -> None:
        """Which actions can be done now."""
        for entry in self.table:
            self._made[entry.id].setEnabled(entry.when == "always" or can[entry.when])
