"""Keys of the user's own: given, swapped, refused, taken back; and settings that say nonsense do no harm."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QMenu

from readerapp.edits import Mark
from readerapp.gui.actions import settled, table
from readerapp.gui.key_sheet import KeySheet
from readerapp.gui.keys_dialog import KeysDialog
from readerapp.settings import Settings, load
from tests.digests import TITLES, make_library
from tests.gui.driver import Driver


@pytest.fixture
def full(app: Driver) -> Driver:
    """The app on a library with the test papers."""
    make_library(app.folder)
    return app.open()


def opened(app: Driver) -> KeysDialog:
    """The dialog, as the menu opens it."""
    app.window.actions_["change-keys"].trigger()
    return app.dialog(KeysDialog)


def give(dialog: KeysDialog, action: str, key: str) -> None:
    """Choose an action, press the key, use it."""
    dialog.choose(action)
    dialog.field.setKeySequence(QKeySequence(key))
    dialog.set_button.click()


def saves(dialog: KeysDialog) -> bool:
    """Whether Save can be pressed."""
    return dialog.buttons.button(QDialogButtonBox.StandardButton.Save).isEnabled()


def save(app: Driver, dialog: KeysDialog) -> None:
    """Press Save."""
    dialog.buttons.button(QDialogButtonBox.StandardButton.Save).click()
    app.settle()


def test_an_action_gets_another_key_which_is_kept_and_shown_everywhere(full: Driver) -> None:
    dialog = opened(full)
    dialog.choose("drop")
    QTest.keyClick(dialog.field, "z")
    dialog.set_button.click()
    save(full, dialog)
    full.press("x")
    assert full.states()[0] == "unread"
    full.press("z")
    assert full.states()[0] == "dropped"
    assert load().keys == (("drop", ("Z",)),)
    assert "(z)" in full.window.actions_["drop"].toolTip()
    full.press("?")
    sheet = full.dialog(KeySheet)
    assert "<b>z</b></td><td style='padding:2px 0'>Drop, go on" in " ".join(
        x.text() for x in sheet.findChildren(QLabel)
    )
    sheet.close()
    full.settings = load()
    full.reopen()
    full.press("j", "z")
    assert full.states()[:2] == ["unread", "dropped"]
    full.press("F8")
    assert "z\N{NO-BREAK SPACE}drop" in full.window.triage.bar.keys.text()


def test_every_hint_names_the_keys_that_the_user_has(full: Driver) -> None:
    def hints() -> str:
        window = full.window
        full.show_list("Dropped")
        notes = (window.notes.preview_button.toolTip(), window.notes.preview.placeholderText())
        hint = window.hint.said.replace("\N{NO-BREAK SPACE}", " ")
        return "; ".join((hint, window.list.search.placeholderText(), window.list.empty.text(), *notes))

    full.press("g", "a")
    full.window.session.edit(Mark(tuple(range(1, 9)), "unread"))
    full.settle()
    assert "x drop" in hints()
    assert "Press x on a paper" in hints()
    assert "(/)" in hints()
    assert "Press i to write" in hints()
    assert "(Ctrl+E)" in hints()
    own = (("drop", ("Z",)), ("search", ("F7",)), ("note", ("W",)), ("preview", ("Ctrl+M",)), ("star", ()))
    full.window.looks.set_keys(own)
    assert "z drop" in hints()
    assert "Press z on a paper" in hints()
    assert "(F7)" in hints()
    assert "Press w to write" in hints()
    assert "(Ctrl+M)" in hints()
    assert "star" not in hints()
    full.show_list("Starred")
    full.press("Ctrl+A")
    full.window.session.edit(Mark(tuple(range(1, 9)), starred=False))
    full.settle()
    full.show_list("Queued")
    full.show_list("Starred")
    assert "Press “Star or unstar” on a paper" in full.window.list.empty.text()


def test_a_key_of_another_action_is_named_and_not_saved(full: Driver) -> None:
    dialog = opened(full)
    give(dialog, "drop", "J")
    assert dialog.problem.text() == "j is asked for twice: “Drop, go on” and “Next paper”."
    assert not saves(dialog)
    dialog.reset_button.click()
    assert dialog.problem.text() == ""
    assert saves(dialog)
    give(dialog, "drop", "G")
    assert "“Drop, go on” and “Inbox”" in dialog.problem.text()
    assert not saves(dialog)
    dialog.reject()
    full.press("j")
    assert full.current() == TITLES[1]


def test_two_actions_change_places(full: Driver) -> None:
    dialog = opened(full)
    give(dialog, "next", "K")
    assert not saves(dialog)
    give(dialog, "previous", "J")
    save(full, dialog)
    full.press("k", "k", "j")
    assert full.current() == TITLES[1]


def test_a_key_beside_the_others_and_all_as_usual(full: Driver) -> None:
    dialog = opened(full)
    dialog.choose("undo")
    dialog.field.setKeySequence(QKeySequence("F4"))
    dialog.add_button.click()
    dialog.add_button.click()
    save(full, dialog)
    assert full.window.actions_.keys("undo") == ("U", "Ctrl+Z", "F4")
    full.press("x", "F4", "x", "u")
    assert full.states()[:2] == ["unread", "unread"]
    dialog = opened(full)
    dialog.reset_all.click()
    save(full, dialog)
    assert load() == Settings()
    assert full.window.actions_.keys("undo") == ("U", "Ctrl+Z")
    full.press("x", "F4")
    assert "dropped" in full.states()
    full.press("u")
    assert "dropped" not in full.states()


def test_no_key_at_all_is_a_choice_too(full: Driver) -> None:
    dialog = opened(full)
    dialog.choose("drop")
    dialog.none_button.click()
    save(full, dialog)
    full.press("x")
    assert full.states()[0] == "unread"
    assert full.window.actions_.keys("drop") == ()


def test_a_key_that_presses_buttons_can_be_given_to_any_action(full: Driver) -> None:
    dialog = opened(full)
    give(dialog, "space", "F7")
    give(dialog, "read", "Space")
    save(full, dialog)
    full.press("Space")
    assert full.states()[0] == "read"
    full.window.list.head.order.setFocus()
    full.press("Space")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "Sort by title" in [action.text() for action in menu.actions()]
    menu.close()
    assert full.states().count("read") == 1


def test_keys_mapped_onto_each_other_in_the_settings_file_leave_each_key_one_meaning(app: Driver) -> None:
    make_library(app.folder)
    app.settings = Settings(
        keys=(("drop", ("J",)), ("read", ("J", "nonsense key")), ("queue", ("G",)), ("gone", ("Q",)))
    )
    app.open()
    app.press("j")
    # "read" stands before "drop" in the table, and both before the table's own "next".
    assert app.states()[:2] == ["read", "unread"]
    app.press("g")
    assert app.states()[1] == "queued"
    app.press("Down")
    assert app.current() == TITLES[3]
    dialog = opened(app)
    assert dialog.conflicts() == []
    assert saves(dialog)
    dialog.reject()


def test_settled_keys_have_one_meaning_each_whatever_is_asked_for() -> None:
    own = {entry.id: ("J", "G, I", "U") for entry in table()}
    keys = [key for held in settled(table(), own).values() for key in held]
    assert sorted(keys) == ["G, I", "J", "U"]
    assert settled(table(), {}) == {entry.id: entry.keys for entry in table()}
    assert settled(table(), {"drop": ("", "no such key", "Z")})["drop"] == ("Z",)
