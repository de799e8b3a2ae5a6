"""The menus that open over the window: of the chosen papers, of the list's order, of a line of the sidebar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from readerapp.gui import sidebar_menu
from readerapp.gui.sidebar_model import Entry

if TYPE_CHECKING:
    from readerapp.gui.window import Window


_LOOKED_AT = 500
"""Selected papers that are asked what can be done with them."""


class Menus:
    """The menus of one window; each is made when it is opened, and goes when it is closed."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def of_papers(self, at: QPoint) -> None:
        """What can be done with the chosen papers."""
        papers = self._window.list.papers.selected()
        rows = self._window.session.rows.rows(papers[:_LOOKED_AT]) if self._window.session.rows is not None else {}
        away = {row.trashed for row in rows.values()}
        without = {
            name
            for name, of_use in (
                ("merge", len(papers) == 2), ("unmerge", len(papers) == 1), ("correct", len(papers) == 1),
                ("source", len(papers) == 1), ("restore", True in away), ("trash", False in away),
            )
            if not of_use
        }  # fmt: skip
        self._open(self._window.actions_.context_menu(self._window, without), at)

    def of_orders(self) -> None:
        """In which order the list may stand."""
        window, button = self._window, self._window.list.head.order
        menu = QMenu(window)
        for entry in window.actions_.table:
            if entry.id.startswith("sort-") or entry.id == "grouped":
                menu.addAction(window.actions_[entry.id])
        self._open(menu, button.mapToGlobal(button.rect().bottomLeft()))

    def of_line(self, entry: Entry, at: QPoint) -> None:
        """What can be done with a line of the sidebar."""
        self._open(sidebar_menu.menu_of(self._window, entry), at)

    def by_key(self) -> None:
        """The menu of the sidebar's line when the sidebar has the focus, else that of the chosen papers."""
        window = self._window
        if window.sidebar.hasFocus():
            window.sidebar.want_menu()
        elif window.actions_["open"].isEnabled():
            view = window.list.papers if window.list.isVisible() else window.detail
            self.of_papers(view.mapToGlobal(view.rect().center()))

    def take_papers(self, entry: Entry, papers: tuple[int, ...]) -> None:
        """Papers were dropped on a line of the sidebar."""
        sidebar_menu.take_papers(self._window, entry, papers)

    def _open(self, menu: QMenu, at: QPoint) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        if menu.isEmpty():
            menu.deleteLater()
        else:
            menu.popup(at)
