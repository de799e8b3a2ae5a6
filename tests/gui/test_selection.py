"""Verbs on many papers act on what was shown when the key was pressed; what is stood on never vanishes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMenu

from readerapp.edits import (
    ChangeTag,
    Edit,
    EditTags,
    Mark,
    Merge,
    RemoveDigest,
    RestorePapers,
    SaveQuery,
    SetNote,
    Trash,
)
from readerapp.store.library import Library
from tests.digests import TITLES, import_edit, make_library, write_page
from tests.gui.driver import Driver


@pytest.fixture
def full(app: Driver) -> Driver:
    """The app on a library with the test papers."""
    make_library(app.folder)
    return app.open()


def by_command_line(app: Driver, *edits: Edit) -> None:
    """Another program writes to the library."""
    with Library(app.folder) as library:
        for edit in edits:
            library.apply(edit)


VERBS = (
    ("e", "Undo: mark 3 papers read", "read"), ("l", "Undo: queue 3 papers", "queued"), ("x", "Undo: drop 3 papers", "dropped"),
    ("m", "Undo: mark 3 papers read", "read"), ("s", "Undo: star 3 papers", "unread"), ("Del", "Undo: trash 3 papers", "unread"),
)  # fmt: skip


def test_each_verb_works_on_a_selection_and_is_undone_in_one(full: Driver) -> None:
    full.press("j", "Shift+Down", "Shift+Down")
    for key, undo, state in VERBS:
        full.press(key)
        assert full.undo_text() == undo
        assert full.states() == ["unread", *[state] * 3, *["unread"] * 4]
        assert full.selected() == list(TITLES[1:4])
        full.press("u")
        assert full.states() == ["unread"] * 8
        assert full.stars() == []
        assert full.counts()["All"] == 8


def test_a_label_counts_what_was_changed_not_what_was_chosen(full: Driver) -> None:
    full.press("x", "x", "Ctrl+A", "x")
    assert full.undo_text() == "Undo: drop 6 papers"
    full.press("x")
    assert full.undo_text() == "Undo: drop 6 papers"
    full.press("u")
    assert full.states() == ["dropped", "dropped", *["unread"] * 6]


def test_the_selection_shrinks_as_it_grew(full: Driver) -> None:
    full.press("j", "j", "Shift+Down", "Shift+Down", "Shift+Up")
    assert full.selected() == list(TITLES[2:4])
    full.press("Shift+Up", "Shift+Up")
    assert full.selected() == list(TITLES[1:3])
    full.press("k")
    assert full.selected() == [TITLES[0]]


def test_all_that_is_shown_is_marked_read_and_nothing_else(full: Driver) -> None:
    full.search("learning")
    full.press("Return", "Shift+E")
    assert full.undo_text() == "Undo: mark 2 papers read"
    full.press("g", "a")
    assert sorted(
        title for title, state in zip(full.titles(), full.states(), strict=True) if state == "read"
    ) == sorted([TITLES[1], TITLES[5]])


def test_papers_that_arrive_after_the_key_are_not_touched(full: Driver, tmp_path: Path) -> None:
    full.press("g", "a")
    full.press("Ctrl+A")
    window = full.window
    # The keys and another program's import, without a chance for the window to look in between.
    by_command_line(full, import_edit(("A Paper That Comes Too Late",), name="late.txt", day="2026-05-01"))
    window.verbs.decide("dropped")
    window.verbs.read_all_shown()
    full.wait(lambda: "A Paper That Comes Too Late" in full.titles())
    full.settle()
    states = dict(zip(full.titles(), full.states(), strict=True))
    assert states.pop("A Paper That Comes Too Late") == "unread"
    assert set(states.values()) == {"read"}


def test_a_selection_stays_with_its_papers_when_the_list_changes(full: Driver, tmp_path: Path) -> None:
    full.press("g", "a")
    full.press("j", "Shift+Down")
    by_command_line(full, import_edit(("A Newer Paper on Top",), name="late.txt", day="2026-05-01"))
    full.wait(lambda: len(full.titles()) == 9)
    assert full.titles()[0] == "A Newer Paper on Top"
    assert full.selected() == list(TITLES[1:3])


def test_a_paper_that_no_longer_fits_stays_until_the_list_is_left_or_cleaned_up(full: Driver) -> None:
    full.press("j", "e", "k")
    assert full.current() == TITLES[1]
    full.press("Shift+C")
    assert full.titles() == [TITLES[0], *TITLES[2:]]
    assert full.window.session.rows is not None
    assert full.window.session.rows.next_undo()[1] == "mark a paper read"
    full.press("g", "a")
    assert len(full.titles()) == 8


def test_what_is_undone_stands_in_the_list_again_although_it_was_cleaned_away(full: Driver) -> None:
    full.show_list("Inbox")
    before = full.titles()
    full.press("e", "x", "Shift+C")
    assert full.titles() == before[2:]
    full.press("u")
    assert full.titles() == before[1:]
    full.press("u")
    assert full.titles() == before
    assert full.current() == before[2]
    full.press("Ctrl+Shift+Z", "Ctrl+Shift+Z")
    assert full.titles() == before  # marks never take a row away
    full.press("s")
    full.show_list("Starred")
    full.press("s", "Shift+C")
    assert full.titles() == []
    full.press("u")
    assert full.titles() == [before[2]]


def test_a_paper_trashed_by_the_command_line_while_it_is_stood_on_stays_and_says_so(full: Driver) -> None:
    full.press("j")
    by_command_line(full, Trash((2, 3)))
    full.wait(lambda: full.counts()["Trash"] == 2)
    assert full.current() == TITLES[1]
    assert full.titles() == [*TITLES[:2], *TITLES[3:]]
    assert "in the trash" in full.window.detail.tags.text()
    row = full.window.list.papers.papers.row(1)
    assert row is not None and row.trashed
    full.press("j", "k")
    assert full.current() == TITLES[1]
    full.press("r")
    assert full.counts()["Trash"] == 1


def test_a_paper_that_is_gone_leaves_the_cursor_on_its_neighbour(full: Driver) -> None:
    full.press("j", "j")
    by_command_line(full, Merge(1, 3))
    full.wait(lambda: full.current() == TITLES[3])
    full.press("x")
    assert full.states()[2] == "dropped"


def test_a_note_whose_paper_is_taken_away_while_it_is_written_is_not_lost(full: Driver) -> None:
    full.press("j", "j", "i")
    with Library(full.folder) as library:
        full.window.notes.editor.setPlainText("what nobody else knows")
        library.apply(Merge(1, 3))
    full.wait(lambda: full.current() == TITLES[3])
    full.settle()
    assert full.window.notes.text == "what nobody else knows"
    full.press("Esc")
    assert "what nobody else knows" in full.strip()
    button = full.window.strip.button("Copy the note")
    assert button is not None
    button.click()
    assert QApplication.clipboard().text() == "what nobody else knows"


def true_counts(app: Driver) -> dict[str, int]:
    """What the sidebar's numbers must be: papers of a list or saved search, unread ones of a digest or tag."""
    rows = app.window.session.rows
    assert rows is not None
    queries = {e.name: (e.kind, e.query) for e in app.window.sidebar.lines.entries if e.query is not None}
    return {
        name: rows.total(query if kind in ("list", "saved") else f"{query} is:unread")
        for name, (kind, query) in queries.items()
    }


EDITS: list[Callable[[], Edit]] = [
    lambda: Mark((1, 2), "read"),
    lambda: Mark((2, 3), "dropped", True),
    lambda: SetNote(4, "a note"),
    lambda: EditTags((1, 5, 6), add=("graphs", "later")),
    lambda: ChangeTag("later", name="graphs"),
    lambda: SaveQuery("Unread learners", "is:unread learning"),
    lambda: import_edit((*TITLES[:3], "Another Paper on Learning"), name="again.txt", day="2026-03-20"),
    lambda: Trash((5, 6)),
    lambda: RestorePapers((6,)),
    lambda: Merge(7, 8),
    lambda: RemoveDigest(1),
]


def test_the_sidebars_numbers_are_right_after_every_edit_undo_and_redo(full: Driver) -> None:
    session = full.window.session
    shown = [full.counts()]
    for edit in EDITS:
        session.edit(edit())
        full.settle()
        shown.append(full.counts())
        assert shown[-1] == true_counts(full), edit()
        assert shown[-1] != shown[-2] or isinstance(edit(), ChangeTag)
    for before in reversed(shown[:-1]):
        full.window.undoing.undo()
        full.settle()
        assert full.counts() == before == true_counts(full)
    for after in shown[1:]:
        full.window.undoing.redo()
        full.settle()
        assert full.counts() == after == true_counts(full)


def test_numbers_follow_what_another_program_does(full: Driver, tmp_path: Path) -> None:
    full.import_file(write_page(tmp_path, "more.txt", ("A Paper of Its Own",), "Mar 15"))
    by_command_line(full, Mark((1,), "queued"), EditTags((2,), add=("seen",)))
    full.wait(lambda: full.counts()["Queued"] == 1)
    assert full.counts() == true_counts(full)
    assert full.counts()["seen"] == 1


def test_the_menu_of_papers_offers_only_what_is_of_use_to_them(full: Driver) -> None:
    def offered() -> set[str]:
        full.press("Shift+F10")
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        texts = {action.text() for action in menu.actions()}
        menu.close()
        full.settle()
        return texts

    one = offered()
    assert {"Take apart what was merged", "Move to the trash"} <= one
    assert not {"Merge the two selected", "Restore from the trash"} & one
    full.press("Shift+Down")
    two = offered()
    assert "Merge the two selected" in two
    assert not {"Take apart what was merged", "Correct the paper…"} & two
    full.press("Del", "g", "t")
    trashed = offered()
    assert "Restore from the trash" in trashed and "Move to the trash" not in trashed


def test_a_large_selection_stays_over_another_order_and_a_torn_one_is_given_up(
    app: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles = tuple(f"Common Title With the Number {n * 7919 % 3001} in It" for n in range(3000))
    with Library(app.folder) as library:
        library.apply(import_edit(titles))
    app.open()
    app.press("Ctrl+A")
    app.window.list.set_sort("title")
    app.settle()
    assert app.selected() == sorted(titles)
    app.press("Home", "Shift+Down", "Shift+Down")
    chosen = app.selected()
    app.window.list.set_sort("newest")
    app.settle()
    assert sorted(app.selected()) == chosen
    monkeypatch.setattr("readerapp.gui.paper_list._BLOCKS", 2)
    app.window.list.set_sort("title")
    app.settle()
    assert app.selected() == chosen  # side by side again
    app.window.list.set_sort("newest")
    app.settle()
    assert app.selected() == [app.current()]
