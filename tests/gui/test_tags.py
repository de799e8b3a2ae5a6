"""Tags and saved searches: given to one paper or many, renamed, merged, coloured, counted; each of it undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDrag
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from readerapp.edits import ChangeQuery, Edit, SaveQuery
from readerapp.gui.naming import parse_tags
from readerapp.gui.prompt import Prompt
from readerapp.gui.row_painter import facts
from readerapp.gui.sidebar_model import Entry
from readerapp.store.connection import store_file
from readerapp.store.language import quoted
from tests.digests import TITLES, make_library
from tests.gui.driver import Driver
from tests.store.snapshot import snapshot


@pytest.fixture
def full(app: Driver) -> Driver:
    """The app on a library with the test papers."""
    make_library(app.folder)
    return app.open()


def tags(app: Driver) -> dict[str, tuple[int, str]]:
    """The sidebar's tags: how many unread papers, and what the tooltip says."""
    return {e.name: (e.number, e.tip) for e in app.window.sidebar.lines.entries if e.kind == "tag"}


def saved(app: Driver) -> list[tuple[str, int]]:
    """The saved searches with their numbers, from top to bottom."""
    return [(e.name, e.number) for e in app.window.sidebar.lines.entries if e.kind == "saved"]


def line(app: Driver, name: str) -> Entry:
    """A line of the sidebar."""
    return next(entry for entry in app.window.sidebar.lines.entries if entry.name == name)


def test_a_line_of_tags_adds_and_removes(full: Driver) -> None:
    full.press("t")
    full.answer('vision "to read" +later')
    assert full.window.detail.tags.text() == "#later   #to read   #vision"
    assert full.undo_text() == "Undo: tag a paper"
    full.press("t")
    assert 'It has: later, "to read", vision' in {
        label.text().split("\n")[-1] for label in full.dialog(Prompt).findChildren(QLabel)
    }
    full.answer('-later -"to read" deep')
    assert full.window.detail.tags.text() == "#deep   #vision"
    assert tags(full) == {"deep": (1, "1 paper"), "vision": (1, "1 paper")}
    full.press("u", "u")
    assert full.window.detail.tags.text() == ""
    assert tags(full) == {}


def test_many_papers_are_tagged_in_one_edit_and_undone_in_one(full: Driver) -> None:
    start = snapshot(store_file(full.folder))
    full.press("j", "e", "k", "Shift+Down", "Shift+Down", "t")
    full.answer("batch")
    assert tags(full) == {"batch": (2, "3 papers")}
    assert full.undo_text() == "Undo: tag 3 papers"
    full.press("Ctrl+A", "t")
    full.answer("-batch")
    assert tags(full) == {}
    full.press("u")
    assert tags(full) == {"batch": (2, "3 papers")}
    full.press("u", "u")
    assert snapshot(store_file(full.folder)) == start


def test_tags_that_are_known_are_offered_while_they_are_typed(full: Driver) -> None:
    full.press("t")
    full.answer('"to read" "say ""no""" vision')
    full.press("j", "t")
    field = full.dialog(Prompt).field
    QTest.keyClicks(field, "vis")
    assert field.offered == ["vision"]
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "vision "
    QTest.keyClicks(field, "-rea")
    assert field.offered == ['"to read"']
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == 'vision -"to read" '
    QTest.keyClicks(field, '"say')
    assert field.offered == ['"say ""no"""']
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == 'vision -"to read" "say ""no""" '
    QTest.keyClick(field, Qt.Key.Key_Escape)
    full.settle()
    assert tags(full)["vision"] == (1, "1 paper")


def open_line(app: Driver) -> str:
    """The line of the sidebar whose list is open, "" for none."""
    chosen = app.window.sidebar.selectionModel().selectedIndexes()
    return app.window.sidebar.lines.entries[chosen[0].row()].name if chosen else ""


def test_the_list_of_a_tag_follows_it_to_another_name_and_into_another_tag(full: Driver) -> None:
    full.press("t")
    full.answer("rl agents")
    full.press("j", "t")
    full.answer("rl")
    full.show_list("rl")
    full.press("j")
    full.choose(full.sidebar_menu("rl"), "Rename or merge…")
    full.answer("#RL  at home")
    assert (full.heading(), open_line(full)) == ("RL at home  ·  2 papers", "RL at home")
    assert full.current() == TITLES[1]
    full.press("u")
    assert (full.heading(), open_line(full)) == ("rl  ·  2 papers", "rl")
    full.press("Ctrl+Shift+Z")
    assert (full.heading(), open_line(full)) == ("RL at home  ·  2 papers", "RL at home")
    full.choose(full.sidebar_menu("RL at home"), "Rename or merge…")
    full.answer("AGENTS")
    assert (full.heading(), open_line(full)) == ("agents  ·  2 papers", "agents")
    assert full.titles() == list(TITLES[:2])
    assert full.current() == TITLES[1]


def test_another_list_stays_when_a_tag_gets_another_name(full: Driver) -> None:
    full.press("t")
    full.answer("rl")
    full.press("g", "i")
    full.choose(full.sidebar_menu("rl"), "Rename or merge…")
    full.answer("agents")
    assert (full.heading(), open_line(full)) == ("Inbox  ·  8 papers", "Inbox")


def test_a_tag_is_renamed_merged_coloured_and_taken_off_everything(full: Driver) -> None:
    full.press("t")
    full.answer("rl")
    full.press("j", "t")
    full.answer("rl reinforcement")
    full.choose(full.sidebar_menu("rl"), "Colour", "Green")
    assert line(full, "rl").colour == "#2e7d32"
    full.choose(full.sidebar_menu("rl"), "Rename or merge…")
    full.answer("RL agents")
    assert set(tags(full)) == {"RL agents", "reinforcement"}
    full.show_list("RL agents")
    assert full.titles() == list(TITLES[:2])
    full.choose(full.sidebar_menu("reinforcement"), "Rename or merge…")
    full.answer("rl AGENTS")
    assert tags(full) == {"RL agents": (2, "2 papers")}
    assert line(full, "RL agents").colour == "#2e7d32"
    full.choose(full.sidebar_menu("RL agents"), "Remove from all papers")
    assert tags(full) == {}
    full.press("u", "u")
    assert tags(full) == {"RL agents": (2, "2 papers"), "reinforcement": (1, "1 paper")}
    full.press("u", "u")
    assert tags(full)["rl"] == (2, "2 papers")
    assert line(full, "rl").colour is None


def test_papers_are_dragged_onto_a_tag_and_onto_lists_that_a_mark_leads_into(full: Driver) -> None:
    full.press("j", "t")
    full.answer("graphs")
    full.press("Shift+Down", "Shift+Down")
    assert full.drag_to("graphs")
    assert tags(full) == {"graphs": (3, "3 papers")}
    assert full.undo_text() == "Undo: tag 3 papers"
    assert full.window.sidebar.state() == full.window.sidebar.State.NoState  # else the line's frame would stay
    assert full.drag_to("Queued")
    assert full.counts()["Queued"] == 3
    assert full.drag_to("Starred")
    assert full.counts()["Starred"] == 3
    assert full.drag_to("Trash")
    assert full.counts()["Trash"] == 3
    full.show_list("Trash")
    full.press("Ctrl+A")
    assert full.drag_to("Inbox")
    assert full.counts()["Trash"] == 0
    assert full.counts()["Inbox"] == 8
    assert not full.drag_to("With notes")
    assert not full.drag_to("Library")


def test_what_is_dragged_is_told_beside_the_pointer(full: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, int, int]] = []

    def exec_(drag: QDrag, actions: Qt.DropAction) -> Qt.DropAction:
        size = drag.pixmap().deviceIndependentSize()
        seen.append((drag.mimeData().text(), int(size.width()), int(size.height())))
        return Qt.DropAction.IgnoreAction

    monkeypatch.setattr(QDrag, "exec", exec_)
    full.press("Shift+Down")
    papers = full.window.list.papers
    papers.startDrag(Qt.DropAction.CopyAction)
    ((text, width, height),) = seen
    assert text == "\n".join(TITLES[:2])
    assert (width, height) == (
        papers.fontMetrics().horizontalAdvance("2 papers") + 20,
        papers.fontMetrics().height() + 10,
    )


def test_whoever_asks_for_a_lines_menu_stays_in_the_papers(full: Driver) -> None:
    full.press("t")
    full.answer("vision")
    sidebar = full.window.sidebar
    row = next(row for row, entry in enumerate(sidebar.lines.entries) if entry.name == "vision")
    place = sidebar.visualRect(sidebar.lines.index(row)).center()
    QTest.mousePress(sidebar.viewport(), Qt.MouseButton.RightButton, pos=place)
    QTest.mouseRelease(sidebar.viewport(), Qt.MouseButton.RightButton, pos=place)
    full.settle()
    full.choose(full.sidebar_menu("vision"), "Remove from all papers")
    assert tags(full) == {}
    full.press("u")
    assert tags(full) == {"vision": (1, "1 paper")}


HOSTILE = {
    'say "no"': 'say "no"',
    '"': '"',
    "😀👩‍👩‍👧": "😀👩‍👩‍👧",
    "\u202eright to left\u202c": "\u202eright to left\u202c",
    "x" * 100: "x" * 100,
    "<b>bold</b>&amp;": "<b>bold</b>&amp;",
    "R&D": "R&D",
    "-minus": "-minus",
    "+plus": "+plus",
    "##hash": "hash",
    "a,b;c (d)": "a,b;c (d)",
    "is:read OR": "is:read OR",
    "two\nlines\tand\x07more": "two lines andmore",
    "中文 标签": "中文 标签",
}


def test_any_text_is_a_tag_like_others(full: Driver) -> None:
    for typed, kept in HOSTILE.items():
        full.press("t")
        full.answer(quoted(typed))
        assert tags(full) == {kept: (1, "1 paper")}
        full.show_list(kept)
        assert full.titles() == [TITLES[0]]
        full.press("g", "i")
        full.search(f"tag:{quoted(kept)}")
        assert full.titles() == [TITLES[0]]
        full.press("Esc", "Esc", "t")
        full.answer("-" + quoted(kept))
        assert tags(full) == {}


def test_a_tag_that_would_not_be_kept_whole_is_refused_in_one_sentence(full: Driver) -> None:
    full.press("t")
    full.answer("later " + "x" * 10_000)
    assert full.dialog(Prompt).problem.text() == "A tag has at most 100 letters."
    assert tags(full) == {}
    full.answer("later")
    assert tags(full) == {"later": (1, "1 paper")}
    full.choose(full.sidebar_menu("later"), "Rename or merge…")
    full.answer("x" * 101)
    assert full.dialog(Prompt).problem.text() == "A tag has at most 100 letters."
    full.answer("#" + "😀" * 100)
    assert set(tags(full)) == {"😀" * 100}


def test_long_words_of_the_user_break_no_layout(full: Driver) -> None:
    window = full.window
    window.resize(900, 600)
    full.search("x" * 300)
    full.press("Ctrl+S")
    prompt = full.dialog(Prompt)
    assert prompt.minimumSizeHint().width() < 700
    prompt.reject()
    full.press("Esc", "Esc")
    before = window.detail.widget().width()
    for tag in ("x" * 100, "\u202e\u2067" * 50, "😀" * 100, '"' * 50):
        full.press("t")
        full.answer(quoted(tag))
    assert window.detail.widget().width() == before == window.detail.viewport().width()
    assert window.width() == 900
    full.press("t")
    prompt = full.dialog(Prompt)
    assert prompt.minimumSizeHint().width() < 700
    prompt.reject()


def test_marks_of_direction_in_a_tag_stay_in_the_tag(full: Driver) -> None:
    full.press("t")
    full.answer("\u202eab later")
    row = full.window.list.papers.papers.row(0)
    assert row is not None
    assert facts(row).endswith("\u2068#\u202eab\u2069") or facts(row).endswith("#later")
    assert "\u2068#\u202eab\u2069" in facts(row)
    assert "\u2068#\u202eab\u2069" in full.window.detail.tags.text()
    full.press("t")
    full.answer("\u202eab\u2069\u202ecd")
    full.show_list("\u202eab\u2069\u202ecd")
    assert full.window.list.head.text.shown() == "\u2068\u202eab\u202ecd\u2069  ·  1 paper"


def test_what_a_line_of_tags_means() -> None:
    assert parse_tags('a -b +c "d e" -"f ""g"""') == (("a", "c", "d e"), ("b", 'f "g"'))
    assert parse_tags('  - + "" ,;') == ((), ())
    assert parse_tags('5" -we"ird o"') == (('5"', 'o"'), ('we"ird',))
    assert parse_tags('"open end') == (("open end",), ())


def test_a_search_is_saved_counted_renamed_moved_and_deleted(full: Driver) -> None:
    for query, name in (("learning", "Learners"), ("is:unread graph", "Graphs"), ("is:starred", "Best")):
        full.search(query)
        full.press("Ctrl+S")
        full.answer(name)
        full.press("Esc", "Esc")
    assert saved(full) == [("Learners", 2), ("Graphs", 1), ("Best", 0)]
    full.show_list("Learners")
    assert full.heading() == "Learners  ·  2 papers"
    full.press("s", "j", "x")
    assert saved(full) == [("Learners", 1), ("Graphs", 1), ("Best", 1)]
    full.choose(full.sidebar_menu("Best"), "Move up")
    full.choose(full.sidebar_menu("Best"), "Move up")
    full.choose(full.sidebar_menu("Learners"), "Move down")
    assert [name for name, _ in saved(full)] == ["Best", "Graphs", "Learners"]
    full.choose(full.sidebar_menu("Graphs"), "Rename…")
    full.answer("R&D on graphs")
    full.choose(full.sidebar_menu("Best"), "Delete")
    assert [name for name, _ in saved(full)] == ["R&D on graphs", "Learners"]
    full.press("u", "u", "u", "u", "u")
    assert [name for name, _ in saved(full)] == ["Learners", "Graphs", "Best"]
    full.press("u")
    assert saved(full)[0] == ("Learners", 2)
    full.reopen()
    assert [name for name, _ in saved(full)] == ["Learners", "Graphs", "Best"]


def test_no_two_searches_have_one_name(full: Driver) -> None:
    for query, name in (("learning", "Mine"), ("graph", "Other"), ("is:unread graph", "Mine")):
        full.search(query)
        full.press("Ctrl+S")
        full.answer(name)
        full.press("Esc", "Esc")
    assert full.status() == "Replace the search Mine"
    assert saved(full) == [("Mine", 1), ("Other", 1)]
    full.choose(full.sidebar_menu("Other"), "Rename…")
    full.answer(" Mine ")
    assert "another search called “Mine”" in full.dialog(Prompt).problem.text()
    full.dialog(Prompt).reject()
    full.press("u")
    assert saved(full) == [("Mine", 2), ("Other", 1)]


def test_an_undo_of_what_the_user_named_is_shown_as_it_was_named(full: Driver) -> None:
    full.search("graph")
    full.press("Ctrl+S")
    full.answer("R&D")
    assert full.undo_text() == "Undo: save the search R&D"
    assert full.window.actions_["undo"].text() == "Undo: save the search R&&D"
    assert full.window.actions_["undo"].iconText() == "Undo"


def test_enter_takes_what_was_typed_unless_an_offer_was_gone_to(full: Driver) -> None:
    full.press("t")
    full.answer("nlp")
    full.press("j", "t")
    field = full.dialog(Prompt).field
    QTest.keyClicks(field, "nlp")
    assert field.offered == ["nlp"]
    QTest.keyClick(field, Qt.Key.Key_Return)
    full.settle()
    assert full.window.detail.paper is not None
    assert full.window.detail.paper.tags == ("nlp",)
    full.press("j", "t")
    field = full.dialog(Prompt).field
    QTest.keyClicks(field, "nl")
    popup = field._popup()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert field.text() == "nlp "
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_a_saved_search_for_a_tag_follows_its_new_name(full: Driver) -> None:
    full.press("t")
    full.answer("alpha")
    full.search('tag:alpha OR "tag:alpha"')
    full.press("Ctrl+S")
    full.answer("Mine")
    full.press("Esc", "Esc")
    assert saved(full) == [("Mine", 1)]
    for name in ("omega", "two words"):
        full.choose(full.sidebar_menu("alpha"), "Rename or merge…")
        full.answer(name)
        assert saved(full) == [("Mine", 1)]
        full.press("u")
        assert saved(full) == [("Mine", 1)]


def test_a_list_gives_its_name_up_when_another_is_called_so(full: Driver) -> None:
    def change(*changes: Edit) -> None:
        for edit in changes:
            full.window.desk.edit(edit)
        full.settle()

    change(SaveQuery("Mine", "attention"), SaveQuery("Other", "networks"))
    full.show_list("Mine")
    assert full.heading().startswith("Mine")
    change(ChangeQuery(1, delete=True))
    assert full.heading().startswith("Mine")
    change(ChangeQuery(2, name="Mine"))
    assert full.heading().startswith("attention")
    full.press("u")
    assert full.heading().startswith("attention")
    full.press("u")
    assert full.heading().startswith("Mine")
