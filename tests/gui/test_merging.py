"""Two papers made one by hand and taken apart again, with notes on both: every word stays, in every direction."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.digests import TITLES, write_page
from tests.gui.driver import Driver

BOTH = "of the second\n\nof the first"


@pytest.fixture
def noted(app: Driver, tmp_path: Path) -> Driver:
    """The app with a note on each of the first two papers, both selected, the cursor on the second."""
    app.open().import_file(write_page(tmp_path))
    for text in ("of the first", "of the second"):
        app.press("i")
        app.type(text)
        app.press("Esc", "j")
    app.press("k", "k", "Shift+Down")
    assert app.selected() == list(TITLES[:2])
    return app


def do(app: Driver, name: str) -> None:
    """Choose an action in the menu."""
    app.window.actions_[name].trigger()
    app.settle()


def notes(app: Driver) -> dict[str, str]:
    """The notes of the list's papers by their titles, as the window shows them."""
    found = {}
    for title in app.titles():
        app.window.list.papers.go_to(app.titles().index(title))
        app.settle()
        if app.window.notes.text:
            found[app.current()] = app.window.notes.text
    return found


def test_both_notes_become_one_and_two_again(noted: Driver) -> None:
    do(noted, "merge")
    assert noted.titles() == list(TITLES[1:])
    assert noted.current() == TITLES[1]
    assert noted.window.notes.text == BOTH
    assert noted.counts()["With notes"] == 1
    assert noted.status() == "Merge two papers"
    do(noted, "unmerge")
    assert sorted(noted.titles()) == sorted(TITLES)
    apart = {TITLES[0]: "of the first", TITLES[1]: "of the second"}
    assert notes(noted) == apart
    noted.press("u")
    assert notes(noted) == {TITLES[1]: BOTH}
    noted.press("u")
    assert notes(noted) == apart
    noted.press("Ctrl+Shift+Z")
    assert notes(noted) == {TITLES[1]: BOTH}
    noted.reopen().press("Ctrl+Shift+Z")
    assert notes(noted) == apart


def test_a_note_written_after_the_merge_stays_when_the_two_are_taken_apart(noted: Driver) -> None:
    do(noted, "merge")
    noted.press("i", "Ctrl+End")
    noted.type(", and of both")
    noted.press("Esc")
    do(noted, "unmerge")
    assert notes(noted)[TITLES[1]] == f"{BOTH}, and of both"
    assert notes(noted)[TITLES[0]] == "of the first"


def test_what_is_being_typed_goes_into_the_merge(noted: Driver) -> None:
    noted.window.notes.editor.setFocus()
    noted.tap("Ctrl+End")
    noted.type(", still typed")
    noted.window.actions_["merge"].trigger()  # as a menu of the desktop does, which leaves the focus where it is
    noted.settle()
    noted.press("Esc", "j", "k")
    assert noted.window.notes.text == "of the second, still typed\n\nof the first"
