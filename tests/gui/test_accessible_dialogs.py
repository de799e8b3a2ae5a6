"""Panes and dialogs for those who do not see them: all named, all reached by Tab, all pressed through the accessibility tree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget

from tests.digests import TITLES, make_library, write_page
from tests.gui.driver import Driver
from tests.gui.test_accessibility import tree

Role = QAccessible.Role
CONTROLS = (
    Role.Button, Role.CheckBox, Role.ComboBox, Role.SpinBox, Role.EditableText, Role.Table, Role.Cell, Role.List, Role.ListItem,
)  # fmt: skip
DIALOGS = (
    "settings", "change-keys", "correct", "add-paper", "tag", "keys", "history", "palette", "about", "maybe-same", "source",
)  # fmt: skip


@pytest.fixture
def full(app: Driver) -> Driver:
    """The app on a library with the test papers."""
    make_library(app.folder)
    return app.open()


def name_of(widget: QWidget) -> str:
    """What a screen reader calls it."""
    return str(QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name))


def test_each_pane_has_a_name(full: Driver) -> None:
    window = full.window
    full.press("s")
    panes = (window.toolbar, window.sidebar, window.list, window.list.papers, window.list.search, window.detail,
             window.notes, window.notes.editor, window.status, window.hint)  # fmt: skip
    assert [name_of(pane) for pane in panes] == [
        "Toolbar", "Lists", "Papers", "Papers", "Search", "Paper", "Notes", "Note", "Last thing done", "Message",
    ]  # fmt: skip


def by_tab(place: QWidget) -> set[QWidget]:
    """What Tab comes to in a window or dialog; it fails where Tab never comes back."""
    start = widget = place.focusWidget()
    found: set[QWidget] = set()
    assert start is not None
    for _ in range(100):
        found.add(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        following = place.focusWidget()
        if following is start and following is not widget:
            return found
        widget = following
    assert found == {start}, f"Tab does not come back to {start}"
    return found


def stops_of(place: QWidget) -> set[QWidget]:
    """What takes the focus in a window or dialog."""
    return {
        widget
        for widget in place.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None and widget.window() is place
    }  # fmt: skip


def unnamed(place: QWidget) -> list[QAccessible.Role]:
    """Controls without a name."""
    things = tree(QAccessible.queryAccessibleInterface(place))
    return [thing.role() for thing in things if thing.role() in CONTROLS and not thing.text(QAccessible.Text.Name)]


def test_each_dialog_names_its_controls_and_tab_goes_round_in_it(full: Driver) -> None:
    full.press("s")
    for action in DIALOGS:
        full.window.actions_[action].trigger()
        full.settle()
        dialog = full.dialog(QDialog)
        assert name_of(dialog), action
        assert unnamed(dialog) == [], action
        assert stops_of(dialog) - by_tab(dialog) == set(), action
        dialog.close()


@pytest.fixture
def listened_to() -> Iterator[None]:
    """As with a screen reader running."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.mark.usefixtures("listened_to")
def test_in_every_state_of_the_window_all_is_named_and_tab_goes_round(app: Driver, tmp_path: Path) -> None:
    def whole(state: str) -> None:
        app.settle()
        app.window.activateWindow()  # a completion that was open had it
        app.wait(app.window.isActiveWindow)
        assert unnamed(app.window) == [], state
        assert stops_of(app.window) - by_tab(app.window) == set(), state

    app.open()
    whole("first start")
    app.import_file(write_page(tmp_path))
    whole("the report of an import")
    app.window.strip.ask("Which one?", [("This", lambda: None), ("That", lambda: None)])
    whole("a question")
    app.click("That")
    app.window.strip.work("Reading", 1, 2, lambda: None)
    whole("progress")
    app.window.strip.rest()
    app.press("F8")
    whole("triage")
    app.press(*"xxxxxxxx")
    whole("the end of triage")
    app.press("Esc", "g", "s")
    whole("an empty list")
    app.press("g", "d", "Ctrl+E")
    whole("preview of a note")
    app.press("Ctrl+E", "Esc", "F9", "F10")
    whole("panes hidden")
    app.search("no such thing")
    whole("nothing found")


@pytest.mark.usefixtures("listened_to")
def test_rows_are_spoken_as_they_are_after_the_list_has_changed(full: Driver) -> None:
    def spoken() -> list[str]:
        things = tree(QAccessible.queryAccessibleInterface(full.window))
        return [thing.text(QAccessible.Text.Name) for thing in things if thing.role() == Role.Cell]

    assert len(spoken()) == 8
    full.press("x", "s")
    full.press("g", "s")
    assert spoken() == [f"{TITLES[1]}, unread, starred, Trending trending.txt, place 2"]
    full.press("g", "d")
    assert spoken() == [f"{TITLES[0]}, dropped, Trending trending.txt, place 1"]
    full.press("m")
    assert spoken() == [f"{TITLES[0]}, read, Trending trending.txt, place 1"]


def test_a_dialog_is_filled_and_saved_through_its_tree(full: Driver) -> None:
    full.press("F2")
    things = list(tree(QAccessible.queryAccessibleInterface(full.dialog(QDialog))))
    title = next(t for t in things if t.role() == Role.EditableText and t.text(QAccessible.Text.Name) == "Title")
    assert title.text(QAccessible.Text.Value) == TITLES[0]
    title.setText(QAccessible.Text.Value, "A Better Title")
    save = next(t for t in things if t.role() == Role.Button and t.text(QAccessible.Text.Name) == "Save")
    save.actionInterface().doAction("Press")
    full.wait(lambda: full.current() == "A Better Title")
