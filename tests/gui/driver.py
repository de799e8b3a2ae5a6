"""Speaks like a user: import a file, press keys, type, look. Drives the real window on a real library."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep
from typing import TypeVar

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QDialog, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from readerapp.gui.app import open_window
from readerapp.gui.page import Page
from readerapp.gui.theme import Theme
from readerapp.gui.window import Window
from readerapp.settings import Settings

D = TypeVar("D", bound=QDialog)
_LINK = re.compile(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.S)


def links(page: str) -> dict[str, str]:
    """The links of HTML by their text; of two alike the first."""
    found: dict[str, str] = {}
    for address, text in _LINK.findall(page):
        found.setdefault(html.unescape(re.sub(r"<[^>]*>", "", text)), html.unescape(address))
    return found


class Driver:
    """One window at a time; `reopen` closes it and opens another on the same library."""

    def __init__(self, bot: QtBot, folder: Path) -> None:
        self.bot = bot
        self.folder = folder
        self.settings = Settings()
        self._window: Window | None = None

    @property
    def window(self) -> Window:
        assert self._window is not None
        return self._window

    def open(self, *files: Path, writable: bool = True) -> Driver:
        """Start the app."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        if (
            application.style().metaObject().className() != "QStyleSheetStyle"
        ):  # which stands on ours, from the first window on
            application.setStyle("Fusion")
        theme = Theme(application, self.settings.theme)
        theme.apply()
        self._window = open_window(self.folder, self.settings, theme, [str(file) for file in files], writable=writable)
        self._ready = False
        self._window.show()
        self.wait(lambda: self.window.ready)
        self.settle()
        return self

    def close(self) -> None:
        """Close the window as the user does."""
        if self._window is not None:
            window, self._window = self._window, None
            window.close()
            window.deleteLater()
            QApplication.processEvents()

    def reopen(self) -> Driver:
        """Close the app and start it again."""
        self.close()
        return self.open()

    def wait(self, true: Callable[[], bool]) -> None:
        """Until something is so; a test that waits for ever fails."""
        until = monotonic() + 60  # a busy disk may take its time over a commit
        while not true():
            assert monotonic() < until, "it never was so"
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[call-overload]
            sleep(0.001)  # unlike QTest.qWait it lets the other threads have the interpreter

    def settle(self) -> None:
        """Until nothing is under way: no file being read, no edit on its way, every pane up to date."""
        session = self.window.session

        def quiet() -> bool:
            busy = self.window.importer.busy or session.writer.busy or session.reader.busy
            return not (busy or session.pending or self.window.list.search.typing)

        self.wait(quiet)
        QApplication.processEvents()
        self.wait(quiet)

    def import_file(self, path: Path) -> None:
        """Open a digest with the menu."""
        self.window.ways_in.take([path])
        self.settle()

    def drop(self, *paths: Path) -> None:
        """Drop files on the list."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        self.drop_data(data, self.window.list.papers)

    def drop_data(self, data: QMimeData, on: QWidget) -> bool:
        """Drop what another program gives on a part of the window; whether it was taken there."""
        target: QWidget | None = on
        while target is not None and not target.acceptDrops():  # as Qt looks for it, from the inside out
            target = target.parentWidget()
        assert target is not None
        if isinstance(target, QAbstractScrollArea):
            target = target.viewport()
        wanted = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        place = QPoint(20, 20)
        taken = False
        for kind in (QDragEnterEvent, QDragMoveEvent):
            moved = kind(place, *wanted)
            moved.setAccepted(taken)  # whoever takes it as it enters need not say so again
            QApplication.sendEvent(target, moved)
            taken = moved.isAccepted()
            if not taken:
                QApplication.sendEvent(target, QDragLeaveEvent())
                return False
        event = QDropEvent(place, *wanted)
        QApplication.sendEvent(target, event)
        self.settle()
        return event.isAccepted()

    def click(self, text: str) -> None:
        """Click on the button or the link of that text in the strip over the list."""
        strip = self.window.strip
        button = strip.button(text)
        if button is not None and not button.isHidden():
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        else:
            strip.text.linkActivated.emit(links(strip.text.text())[text])
        self.settle()

    def push(self, text: str) -> None:
        """Press the button of that text in the open dialog."""
        dialog = self.dialog(QDialog)
        button = next(b for b in dialog.findChildren(QPushButton) if b.text().replace("&", "") == text)
        assert button.isVisible()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def page(self) -> Page:
        """The open page: a report, a digest, the history …"""
        return self.dialog(Page)

    def follow(self, text: str) -> None:
        """Click on the first link of that text on the open page."""
        page = self.page()
        address = links(page.text.document().toHtml())[text]
        page.text.anchorClicked.emit(QUrl(address))
        self.settle()

    def press(self, *keys: str) -> None:
        """Press keys one after the other, and wait until all that they did is done."""
        self.tap(*keys)
        self.settle()

    def tap(self, *keys: str) -> None:
        """Press keys on whatever has the focus, without waiting: "j", "Ctrl+Z"; "g i" is written as two keys."""
        if not self.window.isActiveWindow():  # a dialog was closed: the desktop would do this
            self.window.activateWindow()
            self.wait(self.window.isActiveWindow)
        for key in keys:
            target = self.window.focusWidget() or self.window
            combination = QKeySequence(key)[0]
            text = key if len(key) == 1 else ""
            modifiers = combination.keyboardModifiers()
            if text.isupper():
                modifiers |= Qt.KeyboardModifier.ShiftModifier
            QTest.keyClick(target, combination.key(), modifiers)

    def press_there(self, *keys: str) -> None:
        """Press keys one after the other on what has the focus in the open dialog."""
        for key in keys:
            dialog = self.dialog(QDialog)
            QTest.keyClick(dialog.focusWidget() or dialog, QKeySequence(key)[0].key())
        self.settle()

    def type(self, text: str) -> None:
        """Type into the field that has the focus."""
        target = self.window.focusWidget()
        assert target is not None
        for sign in text:
            if sign.isascii():
                QTest.keyClicks(target, sign)
            else:  # Qt's own test helper knows no other letters
                QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign))
        QApplication.processEvents()

    def search(self, text: str) -> None:
        """Type into the search box and wait for the list."""
        self.press("/")
        self.type(text)
        self.settle()

    def answer(self, text: str) -> None:
        """Type into the line that is asked for, and take it."""
        from readerapp.gui.prompt import Prompt

        prompt = self.dialog(Prompt)
        prompt.field.setText(text)
        QTest.keyClick(prompt.field, Qt.Key.Key_Return)
        self.settle()

    def dialog(self, kind: type[D]) -> D:
        """The open dialog of a kind."""
        return next(w for w in self.window.findChildren(kind) if w.isVisible())

    def choose(self, menu: QMenu, *texts: str) -> None:
        """Choose in a menu, and in the menu behind that line."""
        for text in texts[:-1]:
            found = next(action for action in menu.actions() if action.text().replace("&", "") == text).menu()
            assert isinstance(found, QMenu)
            menu = found
        next(action for action in menu.actions() if action.text().replace("&", "") == texts[-1]).trigger()
        self.settle()

    def sidebar_menu(self, name: str) -> QMenu:
        """The menu of the sidebar's line of that name."""
        from readerapp.gui.sidebar_menu import menu_of

        return menu_of(self.window, next(entry for entry in self.window.sidebar.lines.entries if entry.name == name))

    def show_list(self, name: str) -> None:
        """Click on a line of the sidebar."""
        sidebar = self.window.sidebar
        row = next(row for row, entry in enumerate(sidebar.lines.entries) if entry.name == name)
        index = sidebar.lines.index(row)
        sidebar.scrollTo(index)
        QTest.mouseClick(sidebar.viewport(), Qt.MouseButton.LeftButton, pos=sidebar.visualRect(index).center())
        self.settle()

    def drag_to(self, name: str) -> bool:
        """Drop the selected papers on a line of the sidebar; whether it takes them."""
        papers, sidebar = self.window.list.papers, self.window.sidebar
        data = papers.papers.dragged(papers.selected())
        row = next(row for row, entry in enumerate(sidebar.lines.entries) if entry.name == name)
        place = sidebar.visualRect(sidebar.lines.index(row)).center()
        wanted = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        for kind in (QDragEnterEvent, QDragMoveEvent):
            event = kind(place, *wanted)
            QApplication.sendEvent(sidebar.viewport(), event)
        taken = event.isAccepted()
        if taken:
            QApplication.sendEvent(sidebar.viewport(), QDropEvent(place, *wanted))
        else:
            QApplication.sendEvent(sidebar.viewport(), QDragLeaveEvent())
        self.settle()
        return taken

    # what the user sees

    def selected(self) -> list[str]:
        """Titles of the selected papers."""
        papers = self.window.list.papers
        return [row.title for key in papers.selected() if (row := papers.papers.row(papers.papers.place(key)))]

    def heading(self) -> str:
        """What the line above the list says."""
        return self.window.list.head.text.text()

    def undo_text(self) -> str:
        """What the menu calls the undo."""
        return self.window.actions_.plain_text("undo")

    def titles(self) -> list[str]:
        """Of the list, from top to bottom."""
        papers = self.window.list.papers.papers
        rows = (papers.row(place) for place in range(papers.rowCount()))
        return [row.title if row else "gone" for row in rows]

    def states(self) -> list[str]:
        """Of the papers in the list."""
        papers = self.window.list.papers.papers
        return [row.state for place in range(papers.rowCount()) if (row := papers.row(place))]

    def stars(self) -> list[str]:
        """Titles of the starred papers in the list."""
        papers = self.window.list.papers.papers
        return [row.title for place in range(papers.rowCount()) if (row := papers.row(place)) and row.starred]

    def current(self) -> str:
        """The title in the detail pane."""
        paper = self.window.detail.paper
        return paper.title if paper is not None and self.window.detail.title.isVisible() else ""

    def counts(self) -> dict[str, int]:
        """The sidebar's numbers."""
        return {entry.name: entry.number for entry in self.window.sidebar.lines.entries if entry.query is not None}

    def strip(self) -> str:
        """What the strip over the list says."""
        return "" if self.window.strip.isHidden() else self.window.strip.said

    def status(self) -> str:
        """What the status line says."""
        return self.window.status.text.text()
