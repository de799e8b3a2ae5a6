"""Panes and dialogs for those who do not see them: all named, all reached by Tab, all pressed through the accessibility tree."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget

from tests.digests import TITLES, make_library
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


def by_tab(dialog: QDialog) -> set[QWidget]:
    """What Tab comes to in a dialog; it fails where Tab never comes back."""
    start = widget = dialog.focusWidget()
    found: set[QWidget] = set()
    assert start is not None
    for _ in range(100):
        found.add(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        following = dialog.focusWidget()
        if following is start and following is not widget:
            return found
        widget = following
    assert found == {start}, "Tab does not come back"
    return found


def stops_of(dialog: QDialog) -> set[QWidget]:
    """What takes the focus in a dialog."""
    return {
        widget
        for widget in dialog.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None and widget.window() is dialog
    }  # fmt: skip


def test_each_dialog_names_its_controls_and_tab_goes_round_in_it(full: Driver) -> None:
    full.press("s")
    for action in DIALOGS:
        full.window.actions_[action].trigger()
        full.settle()
        dialog = full.dialog(QDialog)
        assert name_of(dialog), action
        things = list(tree(QAccessible.queryAccessibleInterface(dialog)))
        unnamed = [t.role() for t in things if t.role() in CONTROLS and not t.text(QAccessible.Text.Name)]
        assert unnamed == [], action
        assert stops_of(dialog) - by_tab(dialog) == set(), action
        dialog.close()


def test_a_dialog_is_filled_and_saved_through_its_tree(full: Driver) -> None:
    full.press("F2")
    things = list(tree(QAccessible.queryAccessibleInterface(full.dialog(QDialog))))
    title = next(t for t in things if t.role() == Role.EditableText and t.text(QAccessible.Text.Name) == "Title")
    assert title.text(QAccessible.Text.Value) == TITLES[0]
    title.setText(QAccessible.Text.Value, "A Better Title")
    save = next(t for t in things if t.role() == Role.Button and t.text(QAccessible.Text.Name) == "Save")
    save.actionInterface().doAction("Press")
    full.wait(lambda: full.current() == "A Better Title")
