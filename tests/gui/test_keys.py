"""One key per decision, on one paper or on many; the selected row never vanishes under the user."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from readerapp.gui.actions import table
from readerapp.gui.key_sheet import KeySheet
from tests.digests import TITLES, make_library
from tests.gui.driver import Driver


@pytest.fixture
def full(app: Driver) -> Driver:
    """The app on a library with the test papers."""
    make_library(app.folder)
    return app.open()


def test_j_and_k_go_up_and_down_as_the_arrows_do(full: Driver) -> None:
    full.press("j", "j", "k")
    assert full.current() == TITLES[1]
    full.press("Down", "Down", "Up")
    assert full.current() == TITLES[2]


def test_n_and_p_go_to_unread_papers_only(full: Driver) -> None:
    full.press("j", "e", "e")
    full.press("g", "i") if False else None
    full.press("k", "k", "k")
    assert full.current() == TITLES[0]
    full.press("n")
    assert full.current() == TITLES[3]
    full.press("p")
    assert full.current() == TITLES[0]


def test_m_turns_read_to_unread_and_anything_else_to_read(full: Driver) -> None:
    full.press("m")
    assert full.states()[0] == "read"
    full.press("m")
    assert full.states()[0] == "unread"
    full.press("l", "k", "m")
    assert full.states()[0] == "read"


def test_a_decided_paper_stays_in_the_inbox_until_the_list_is_left(full: Driver) -> None:
    full.press("e")
    assert full.titles() == list(TITLES)
    assert full.states()[0] == "read"
    assert full.counts()["Inbox"] == len(TITLES) - 1
    full.press("g", "a", "g", "i")
    assert full.titles() == list(TITLES[1:])


def test_every_verb_works_on_the_selection(full: Driver) -> None:
    full.press("Shift+Down", "Shift+Down", "x")
    assert full.states()[:4] == ["dropped", "dropped", "dropped", "unread"]
    assert "3 papers" in full.status()
    full.press("u")
    assert full.states()[:3] == ["unread"] * 3
    full.press("Ctrl+A", "s")
    assert full.stars() == list(TITLES)
    full.press("s")
    assert full.stars() == []


def test_undo_takes_marks_back_one_by_one_and_redo_brings_them_again(full: Driver) -> None:
    full.press("e", "l", "x", "s")
    full.press("u", "Ctrl+Z")
    assert full.states()[:3] == ["read", "queued", "unread"]
    assert full.stars() == []
    full.press("Ctrl+Shift+Z")
    assert full.states()[:3] == ["read", "queued", "dropped"]
    full.window.status.undo_button.click()
    full.settle()
    assert full.states()[:3] == ["read", "queued", "unread"]


def test_space_scrolls_and_then_reads_and_goes_on(full: Driver) -> None:
    full.window.resize(900, 500)
    full.settle()
    for _ in range(20):
        if full.current() != TITLES[0]:
            break
        full.press("Space")
    assert full.current() == TITLES[1]
    assert full.states()[0] == "read"


def test_g_and_a_letter_go_to_the_lists(full: Driver) -> None:
    full.press("s", "j", "l", "x", "i")
    full.type("a note")
    full.press("Escape")
    for letter, titles in (
        ("s", [TITLES[0]]),
        ("q", [TITLES[1]]),
        ("d", [TITLES[2]]),
        ("n", [TITLES[3]]),
        ("a", [TITLES[0], TITLES[1], *TITLES[3:]]),
    ):
        full.press("g", letter)
        assert full.titles() == titles, letter
    full.press("Alt+Left")
    assert full.titles() == [TITLES[3]]
    full.press("Alt+Left", "Alt+Right")
    assert full.titles() == [TITLES[3]]


def test_o_opens_the_paper_and_without_a_link_looks_its_title_up(full: Driver) -> None:
    full.press("o")
    (address,) = full.opened  # type: ignore[attr-defined]
    assert address.startswith("https://scholar.google.com/scholar?q=")
    assert "Attention" in address
    full.press("Shift+O")
    assert "No PDF" in full.status()
    full.press("c")
    assert "No code" in full.status()


def test_letters_typed_into_a_field_are_text(full: Driver) -> None:
    full.press("/")
    full.type("sex")
    assert full.window.list.search.text() == "sex"
    assert full.window.session.rows is not None
    assert full.window.session.rows.counts().lists["is:unread"] == len(TITLES)
    full.press("Escape", "Escape", "i")
    full.type("jkeslx?u")
    assert full.window.notes.text == "jkeslx?u"


def test_the_sheet_of_keys_shows_every_key_of_the_table(full: Driver) -> None:
    full.press("?")
    sheet = next(w for w in full.window.children() if isinstance(w, KeySheet))
    text = " ".join(label.text() for label in sheet.findChildren(QLabel))
    for entry in table():
        if entry.keys:
            assert entry.text.replace("…", "").replace("&", "&amp;") in text
    sheet.close()


def test_no_key_does_two_things_and_every_action_has_a_name() -> None:
    keys = [key for entry in table() for key in entry.keys]
    assert len(keys) == len(set(keys))
    assert len({entry.id for entry in table()}) == len(table())
    assert all(entry.text and entry.menu for entry in table())


def test_a_click_on_the_star_stars(full: Driver) -> None:
    papers = full.window.list.papers
    rect = papers.visualRect(papers.papers.index(2, 0))
    QTest.mouseClick(papers.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.right() - 22, rect.top() + 18))
    full.settle()
    assert full.stars() == [TITLES[2]]


def test_return_and_a_double_click_open_the_note(full: Driver) -> None:
    full.press("Return")
    assert full.window.notes.editor.hasFocus()
    full.press("Escape")
    assert full.window.list.papers.hasFocus()
    papers = full.window.list.papers
    QTest.mouseDClick(
        papers.viewport(), Qt.MouseButton.LeftButton, pos=papers.visualRect(papers.papers.index(1, 0)).center()
    )
    assert full.window.notes.editor.hasFocus()


def test_choosing_in_the_sidebar_shows_the_list(full: Driver) -> None:
    full.press("s")
    sidebar = full.window.sidebar
    row = next(row for row, entry in enumerate(sidebar.lines.entries) if entry.query == "is:starred")
    QTest.mouseClick(
        sidebar.viewport(), Qt.MouseButton.LeftButton, pos=sidebar.visualRect(sidebar.lines.index(row)).center()
    )
    full.settle()
    assert full.titles() == [TITLES[0]]


def test_panes_hide_and_text_grows(full: Driver) -> None:
    full.press("F9")
    assert full.window.sidebar.isHidden()
    full.press("F9", "F10")
    assert full.window.notes.isHidden()
    full.press("i")
    assert not full.window.notes.isHidden()
    full.press("Escape")
    size = full.window.detail.abstract.font().pointSizeF()
    full.press("Ctrl++", "Ctrl++")
    assert full.window.detail.abstract.font().pointSizeF() == size + 2
    full.press("Ctrl+-", "Ctrl+0")
    assert full.window.detail.abstract.font().pointSizeF() == size
