"""ONE table of actions: menus, toolbar, shortcuts and the `?` sheet are views of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolBar, QWidget

from readerapp.gui.theme import Theme
from readerapp.i18n import tr

if TYPE_CHECKING:
    from readerapp.gui.window import Window

When = Literal["always", "paper", "undo", "redo", "writable"]


@dataclass(frozen=True, slots=True)
class ActionDef:
    """One thing that the user can do."""

    id: str
    text: str
    menu: str
    keys: tuple[str, ...]
    run: Callable[[Window], object]
    when: When = "always"
    icon: str = ""
    """In `resources/icons`; with one, the action stands in the toolbar."""
    short: str = ""
    """The toolbar's text."""
    checkable: bool = False
    local: bool = False
    """Its keys count only in the list, the sidebar and the detail: elsewhere they press a button or leave a field."""


def table() -> tuple[ActionDef, ...]:
    """All actions, in the order of the menus."""
    file, edit, paper, go, view, help_ = tr("&File"), tr("&Edit"), tr("&Paper"), tr("&Go"), tr("&View"), tr("&Help")
    return (
        ActionDef(
            "import",
            tr("Import a digest…"),
            file,
            ("Ctrl+O",),
            lambda w: w.importer.ask(),
            "writable",
            "import",
            tr("Import"),
        ),
        ActionDef("remove-sample", tr("Remove the sample"), file, (), lambda w: w.remove_sample(), "writable"),
        ActionDef("quit", tr("Quit"), file, ("Ctrl+Q",), lambda w: w.close()),
        ActionDef("undo", tr("Undo"), edit, ("U", "Ctrl+Z"), lambda w: w.undo(), "undo", "undo", tr("Undo")),
        ActionDef("redo", tr("Redo"), edit, ("Ctrl+Shift+Z",), lambda w: w.redo(), "redo"),
        ActionDef("search", tr("Search"), edit, ("/", "Ctrl+F"), lambda w: w.search()),
        ActionDef("select-all", tr("Select all"), edit, ("Ctrl+A",), lambda w: w.list.papers.selectAll()),
        ActionDef(
            "read", tr("Mark read, go on"), paper, ("E",), lambda w: w.verbs.decide("read"), "paper", "read", tr("Read")
        ),
        ActionDef(
            "star", tr("Star or unstar"), paper, ("S",), lambda w: w.verbs.toggle_star(), "paper", "star", tr("Star")
        ),
        ActionDef(
            "queue",
            tr("Queue, go on"),
            paper,
            ("L",),
            lambda w: w.verbs.decide("queued"),
            "paper",
            "queue",
            tr("Queue"),
        ),
        ActionDef(
            "drop", tr("Drop, go on"), paper, ("X",), lambda w: w.verbs.decide("dropped"), "paper", "drop", tr("Drop")
        ),
        ActionDef("toggle-read", tr("Read or unread"), paper, ("M",), lambda w: w.verbs.toggle_read(), "paper"),
        ActionDef("note", tr("Write a note"), paper, ("I",), lambda w: w.write_note(), "paper", "note", tr("Note")),
        ActionDef("preview", tr("Preview the note"), paper, ("Ctrl+E",), lambda w: w.notes.toggle_preview(), "paper"),
        ActionDef(
            "open", tr("Open in the browser"), paper, ("O",), lambda w: w.verbs.open_page(), "paper", "open", tr("Open")
        ),
        ActionDef("open-pdf", tr("Open the PDF"), paper, ("Shift+O",), lambda w: w.verbs.open_pdf(), "paper"),
        ActionDef("open-code", tr("Open the code"), paper, ("C",), lambda w: w.verbs.open_code(), "paper"),
        ActionDef("next", tr("Next paper"), go, ("J",), lambda w: w.list.papers.step(1)),
        ActionDef("previous", tr("Previous paper"), go, ("K",), lambda w: w.list.papers.step(-1)),
        ActionDef("next-unread", tr("Next unread"), go, ("N",), lambda w: w.list.papers.step_unread(1)),
        ActionDef("previous-unread", tr("Previous unread"), go, ("P",), lambda w: w.list.papers.step_unread(-1)),
        ActionDef(
            "space",
            tr("Scroll, then read and next unread"),
            go,
            ("Space",),
            lambda w: w.verbs.scroll_or_go(),
            "paper",
            local=True,
        ),
        ActionDef("go-inbox", tr("Inbox"), go, ("G, I",), lambda w: w.show_query("is:unread")),
        ActionDef("go-queued", tr("Queued"), go, ("G, Q",), lambda w: w.show_query("is:queued")),
        ActionDef("go-starred", tr("Starred"), go, ("G, S",), lambda w: w.show_query("is:starred")),
        ActionDef("go-notes", tr("With notes"), go, ("G, N",), lambda w: w.show_query("has:note")),
        ActionDef("go-all", tr("All"), go, ("G, A",), lambda w: w.show_query("")),
        ActionDef("go-dropped", tr("Dropped"), go, ("G, D",), lambda w: w.show_query("is:dropped")),
        ActionDef("back", tr("Back"), go, ("Alt+Left",), lambda w: w.trail.back()),
        ActionDef("forward", tr("Forward"), go, ("Alt+Right",), lambda w: w.trail.forward()),
        ActionDef("to-list", tr("Back to the list"), go, ("Esc",), lambda w: w.to_list(), local=True),
        ActionDef("sidebar", tr("Sidebar"), view, ("F9",), lambda w: w.toggle_pane(w.sidebar), checkable=True),
        ActionDef("notes-pane", tr("Notes"), view, ("F10",), lambda w: w.toggle_pane(w.notes), checkable=True),
        ActionDef("larger", tr("Larger text"), view, ("Ctrl++", "Ctrl+="), lambda w: w.resize_text(1)),
        ActionDef("smaller", tr("Smaller text"), view, ("Ctrl+-",), lambda w: w.resize_text(-1)),
        ActionDef("normal", tr("Normal text"), view, ("Ctrl+0",), lambda w: w.resize_text(0)),
        ActionDef("theme-system", tr("Theme of the system"), view, (), lambda w: w.set_theme("system")),
        ActionDef("theme-light", tr("Light theme"), view, (), lambda w: w.set_theme("light")),
        ActionDef("theme-dark", tr("Dark theme"), view, (), lambda w: w.set_theme("dark")),
        ActionDef("keys", tr("Keys"), help_, ("?", "F1"), lambda w: w.show_keys()),
    )


class Actions:
    """The table as QActions of one window."""

    def __init__(self, window: Window, theme: Theme) -> None:
        self._window = window
        self._theme = theme
        self.table = table()
        self._made: dict[str, QAction] = {}
        for entry in self.table:
            self._made[entry.id] = self._make(entry)

    def __getitem__(self, name: str) -> QAction:
        return self._made[name]

    def _make(self, entry: ActionDef) -> QAction:
        action = QAction(entry.text, self._window)
        action.setObjectName(entry.id)
        action.setShortcuts([QKeySequence(key) for key in entry.keys])
        action.setCheckable(entry.checkable)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut if entry.local else Qt.ShortcutContext.WindowShortcut
        action.setShortcutContext(context)
        keys = shown_keys(entry)
        action.setToolTip(f"{entry.text} ({keys})" if keys else entry.text)
        action.triggered.connect(lambda _=False, run=entry.run: run(self._window))
        if not entry.local:
            # Text fields keep plain letters and their own editing keys for themselves: Qt asks them first.
            self._window.addAction(action)
        return action

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

    def enable(self, *, paper: bool, undo: bool, redo: bool, writable: bool) -> None:
        """Which actions can be done now."""
        can = {
            "always": True,
            "paper": paper,
            "undo": undo and writable,
            "redo": redo and writable,
            "writable": writable,
        }
        for entry in self.table:
            self._made[entry.id].setEnabled(can[entry.when])


def shown_keys(entry: ActionDef) -> str:
    """An action's keys as the user reads them."""
    return tr(" or ").join(_shown(key) for key in entry.keys)


def _shown(key: str) -> str:
    parts = [part.strip() for part in key.split(",")] if key != "," else [key]
    return " ".join(part.lower() if len(part) == 1 else part for part in parts)
