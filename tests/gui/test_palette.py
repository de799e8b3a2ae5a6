"""Ctrl+K: everything by a few letters, the most used first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from readerapp.edits import EditTags, SaveQuery
from readerapp.gui.palette import Palette, rating
from readerapp.store.library import Library
from tests.digests import TITLES, import_edit
from tests.gui.driver import Driver


@pytest.fixture
def full(app: Driver) -> Driver:
    """The app on a library with a digest, a tag and a saved search."""
    with Library(app.folder) as library:
        library.apply(import_edit())
        library.apply(EditTags((2,), add=("R&D: vision",)))
        library.apply(SaveQuery("Learners", "learning"))
    return app.open()


def offered(app: Driver, letters: str) -> list[str]:
    """What the palette shows for some letters, with what stands on the right."""
    app.press("Ctrl+K")
    palette = app.dialog(Palette)
    QTest.keyClicks(palette.field, letters)
    lines = [palette.list.item(row) for row in range(palette.list.count())]
    return [line.data(Qt.ItemDataRole.AccessibleTextRole) for line in lines]


def go(app: Driver, letters: str) -> None:
    """Take the first that fits."""
    offered(app, letters)
    QTest.keyClick(app.dialog(Palette).field, Qt.Key.Key_Return)
    app.settle()


def shut(app: Driver) -> None:
    """Esc."""
    QTest.keyClick(app.dialog(Palette).field, Qt.Key.Key_Escape)
    app.settle()


def test_actions_lists_tags_searches_and_digests_are_found_with_their_keys_and_kinds(full: Driver) -> None:
    for letters, first in (
        ("drop", "Drop, go on, x"),
        ("que", "Queue, go on, l"),
        ("undo", "Undo: save the search Learners, u or Ctrl+Z"),
        ("inb", "Inbox, g i"),
        ("visi", "R&D: vision, tag"),
        ("lrn", "Learners, saved search"),
        ("trending", "14 Mar · Trending trending.txt, digest"),
        ("triage", "Triage, F8"),
    ):
        assert offered(full, letters)[0] == first
        shut(full)
    assert offered(full, "qqqq") == ["Search the papers for “qqqq”, / or Ctrl+F"]
    shut(full)


def test_what_cannot_be_done_now_is_not_offered(full: Driver) -> None:
    everything = offered(full, "")
    shut(full)
    assert not [line for line in everything if line.startswith(("Redo", "Remove the sample", "Go to anything"))]
    full.press("u")
    assert offered(full, "redo")[0] == "Redo: save the search Learners, Ctrl+Shift+Z"
    shut(full)


def test_return_does_it_and_arrows_choose_another(full: Driver) -> None:
    go(full, "visi")
    assert full.titles() == [TITLES[1]]
    go(full, "learners")
    assert set(full.titles()) == {TITLES[1], TITLES[5]}
    go(full, "drop go")
    assert full.states()[0] == "dropped"
    go(full, "undo drop")
    assert full.states()[0] == "unread"
    second = offered(full, "sort")[1:2]
    palette = full.dialog(Palette)
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentRow() == 1
    assert second[0].startswith("Sort ")
    QTest.keyClick(palette.field, Qt.Key.Key_Up)
    QTest.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentRow() == 0
    shut(full)


def test_whatever_is_typed_can_be_searched_for(full: Driver) -> None:
    full.press("F8")
    go(full, " Attention IS you ")
    assert full.titles() == [TITLES[0]]
    assert full.window.list.search.text() == "Attention IS you"
    assert full.window.focusWidget() is full.window.list.search
    lines = offered(full, "star")
    assert lines[0].startswith("Star")
    assert lines[-1] == "Search the papers for “star”, / or Ctrl+F"
    shut(full)


def test_the_most_used_come_first_also_after_the_next_start(full: Driver) -> None:
    assert offered(full, "")[0] != "R&D: vision, tag"
    shut(full)
    go(full, "visi")
    go(full, "visi")
    go(full, "learners")
    assert offered(full, "")[:2] == ["R&D: vision, tag", "Learners, saved search"]
    shut(full)
    full.reopen()
    assert offered(full, "")[:2] == ["R&D: vision, tag", "Learners, saved search"]
    shut(full)


def test_letters_in_a_row_beat_letters_with_gaps() -> None:
    assert rating("", "Anything") == 1
    assert (
        rating("tri", "Triage")
        > rating("tri", "The trial")
        > rating("tri", "Nutrients")
        > rating("tri", "The red inbox")
    )
    assert rating("tri", "The red inbox") > 0
    assert rating("gi", "Go: Inbox") > rating("gi", "Long distance") > 0
    assert rating("xyz", "Triage") == 0
    assert rating("a b", "Alpha beta") > 0
