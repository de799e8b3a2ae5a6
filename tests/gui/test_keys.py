"""One key per decision, on one paper or on many; the selected row never vanishes under the user."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton

from readerapp.gui.actions import clash, table
from readerapp.gui.key_sheet import KeySheet
from readerapp.gui.palette import Palette
from readerapp.gui.settings_dialog import SettingsDialog
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


PROMISED = {
    "J": "next", "Down": "next", "K": "previous", "Up": "previous", "N": "next-unread", "P": "previous-unread", "Space": "space",
    "E": "read", "L": "queue", "X": "drop", "M": "toggle-read", "S": "star", "T": "tag", "Return": "note", "Enter": "note",
    "I": "note", "Esc": "to-list", "O": "open", "Shift+O": "open-pdf", "C": "open-code", "Del": "trash", "/": "search",
    "U": "undo", "Ctrl+Z": "undo", "Ctrl+Shift+Z": "redo", "Ctrl+O": "import", "Alt+Left": "back", "Alt+Right": "forward",
    "Ctrl++": "larger", "Ctrl+-": "smaller", "Ctrl+0": "normal", "Ctrl+E": "preview", "Ctrl+,": "settings", "G, I": "go-inbox",
    "G, Q": "go-queued", "G, S": "go-starred", "G, N": "go-notes", "G, A": "go-all", "G, D": "go-dropped", "F8": "triage",
    "Ctrl+K": "palette", "?": "keys", "Ctrl+A": "select-all", "Shift+Down": "select-down", "Shift+Up": "select-up",
}  # fmt: skip


def test_every_key_that_the_product_promises_is_in_the_table() -> None:
    keys = {key: entry.id for entry in table() for key in entry.keys}
    assert {key: keys.get(key) for key in PROMISED} == PROMISED


def test_no_key_does_two_things_and_every_action_has_a_name() -> None:
    keys = [key for entry in table() for key in entry.keys]
    assert len(keys) == len(set(keys))
    assert not [(one, other) for one in keys for other in keys if one is not other and clash(one, other)]
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


def test_the_keys_that_press_buttons_are_theirs_wherever_they_have_the_focus(full: Driver) -> None:
    link = next(button for button in full.window.detail.buttons.findChildren(QPushButton) if button.isVisible())
    link.setFocus()
    full.press("Space")
    assert len(full.opened) == 1  # type: ignore[attr-defined]
    assert full.states() == ["unread"] * 8
    full.press("Del", "Return", "Down")
    assert full.current() == TITLES[0]
    assert full.counts()["Trash"] == 0
    full.press("Esc")
    assert full.window.list.papers.hasFocus()


def test_in_the_detail_the_keys_mean_what_they_mean_in_the_list(full: Driver) -> None:
    for pane in (full.window.detail, full.window.detail.abstract):
        pane.setFocus()
        before = full.window.list.papers.currentIndex().row()
        full.press("Down", "Down", "Up")
        assert full.current() == TITLES[before + 1]
        full.press("Return")
        assert full.window.notes.editor.hasFocus()
        full.press("Esc")
        assert full.window.list.papers.hasFocus()


def test_in_the_sidebar_arrows_choose_lists_and_a_click_goes_to_the_papers(full: Driver) -> None:
    full.window.sidebar.setFocus()
    full.press("Down")
    assert full.window.list.query == "is:queued"
    assert full.window.sidebar.hasFocus()
    full.show_list("Inbox")
    assert full.window.list.papers.hasFocus()
    full.press("Down")
    assert full.current() == TITLES[1]


def test_delete_puts_into_the_trash_and_r_brings_back(full: Driver) -> None:
    full.press("j", "Del")
    assert full.current() == TITLES[2]
    assert full.counts()["Trash"] == 1
    assert full.undo_text() == "Undo: trash a paper"
    full.show_list("Trash")
    assert full.titles() == [TITLES[1]]
    full.press("r", "g", "i")
    assert full.titles() == list(TITLES)


def test_an_empty_list_gives_the_focus_back_when_there_are_papers_again(full: Driver) -> None:
    full.press("g", "q")
    assert full.titles() == []
    full.press("g", "i")
    assert full.window.list.papers.hasFocus()
    full.press("Down", "Del")
    assert full.counts()["Trash"] == 1


def test_in_a_field_the_fields_own_keys_win(full: Driver) -> None:
    full.press("e", "/")
    full.type("graph")
    full.press("Ctrl+A")
    assert full.window.list.search.selectedText() == "graph"
    full.press("Ctrl+Z")
    assert full.window.session.rows is not None
    assert full.window.session.rows.next_undo()[1] == "mark a paper read"
    assert full.window.list.search.text() == ""


def test_the_note_has_keys_of_its_own_for_italics_bold_and_links(full: Driver) -> None:
    editor = full.window.notes.editor
    full.press("i")
    full.type("see this")
    full.press("Ctrl+A", "Ctrl+I")
    assert full.window.notes.text == "*see this*"
    full.press("Ctrl+A", "Ctrl+K")
    full.type("address")
    assert full.window.notes.text == "[*see this*](address)"
    full.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    editor.setPlainText("")
    full.press("Ctrl+B")
    full.type("bold")
    assert full.window.notes.text == "**bold**"
    assert not [dialog for dialog in full.window.findChildren(Palette) if dialog.isVisible()]


def test_before_something_outside_the_note_is_undone_the_note_is_saved(full: Driver) -> None:
    full.press("x", "i")
    full.type("half a thought")
    full.window.actions_["undo"].trigger()
    full.settle()
    assert full.window.session.rows is not None
    labels = [(entry.label, entry.undone) for entry in full.window.session.rows.history(2)]
    assert labels == [("write a note", True), ("drop a paper", False)]
    full.press("Esc", "Ctrl+Shift+Z")
    assert full.window.notes.text == "half a thought"


def test_menus_open_by_a_key_for_the_papers_and_for_a_line_of_the_sidebar(full: Driver) -> None:
    full.press("Shift+F10")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [action.text() for action in menu.actions()]
    assert {"Tag…", "Copy as BibTeX", "Copy as Markdown", "Open the PDF", "Move to the trash"} <= set(texts)
    full.choose(menu, "Drop, go on")
    menu.close()
    assert full.states()[0] == "dropped"
    full.show_list("14 Mar · Trending trending.txt")
    full.window.sidebar.setFocus()
    full.press("Menu")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["About this digest…", "Remove the digest"]
    menu.close()


def test_settings_and_import_have_their_keys(full: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(type(full.window.ways_in), "ask", lambda self: asked.append("files"))
    full.press("Ctrl+O")
    assert asked == ["files"]
    full.press("Ctrl+,")
    full.dialog(SettingsDialog).close()


def test_the_status_line_offers_to_undo_only_what_it_tells(full: Driver) -> None:
    full.press("x", "i")
    assert full.status() == "Drop a paper"
    full.type("a thought")
    full.wait(lambda: full.status() == "Write a note")
    full.window.status.undo_button.click()
    full.settle()
    assert full.window.notes.text == ""
    assert full.states()[0] == "dropped"
    assert full.status() == "Undone: write a note"
    assert full.window.status.undo_button.isHidden()


def test_after_the_status_lines_undo_the_keys_go_to_the_list(full: Driver) -> None:
    full.press("x")
    QTest.mouseClick(full.window.status.undo_button, Qt.MouseButton.LeftButton)
    full.settle()
    full.press("e")
    assert full.states()[:2] == ["unread", "read"]
    full.window.status.undo_button.setFocus()
    full.press("Space", "e")
    assert full.states()[:3] == ["unread", "unread", "read"]


def test_the_status_line_goes_on_after_an_undo(full: Driver) -> None:
    full.press("x", "u", "i")
    assert full.status() == "Undone: drop a paper"
    full.type("a thought")
    full.wait(lambda: full.status() == "Write a note")
    full.press("Esc", "c")
    assert full.status() == "No code is known of this paper."
    assert full.strip() == ""
    full.press("i")
    full.window.notes._stay.renew("a thought")
    full.type(" more")
    full.wait(lambda: full.status() == "Write a note")


def test_in_the_sidebar_a_letter_goes_to_a_list_and_decides_about_no_paper(full: Driver) -> None:
    full.window.sidebar.setFocus()
    before, undoable = full.states(), full.undo_text()
    full.press("s", "t", "a")
    assert full.window.list.query == "is:starred"
    full.window.sidebar.keyboardSearch("")  # time went by: what is typed next is another word
    full.press("i")
    assert full.window.list.query == "is:unread"
    assert (full.states(), full.undo_text()) == (before, undoable)
    full.press("?")
    full.dialog(KeySheet).close()
