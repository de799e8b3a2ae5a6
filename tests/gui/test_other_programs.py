"""Other programs on the same library: what they take away, and while they hold it. Nothing the user typed is lost."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from readerapp.cli.main import main as command_line
from readerapp.gui import due_notes, note_saving
from readerapp.store import connection
from readerapp.store.reading import Reader
from tests.digests import TITLES, make_library, write_page
from tests.gui.driver import Driver

OTHERS = ("On Gardens and Their Many Keepers", "How Bridges Are Built to Last")
GONE = "This paper is no longer in the library."
LOCKED = "another program is writing to the library"


@pytest.fixture
def latest(app: Driver, tmp_path: Path) -> Driver:
    """The app on two digests, the cursor on the first paper of the later one, which one undo takes away."""
    make_library(app.folder)
    app.open().import_file(write_page(tmp_path, "later.txt", OTHERS, "Mar 15"))
    app.press("g", "i")
    assert app.current() == OTHERS[0]
    return app


def elsewhere(app: Driver, *words: str) -> None:
    """The command line does something on the same library, and the window has looked."""
    assert command_line(["--library", str(app.folder), *words]) == 0
    app.window.session._look()
    app.settle()


def stored(app: Driver, paper: int) -> str:
    """The note on the disk."""
    with Reader(app.folder) as reader:
        return reader.note(paper)


def write(app: Driver, text: str) -> None:
    """Write into the note of the current paper, and stay there."""
    app.press("i")
    app.type(text)


# what is taken away


def test_a_paper_trashed_elsewhere_while_its_note_is_written_keeps_the_note(latest: Driver) -> None:
    write(latest, "half a ")
    elsewhere(latest, "trash", OTHERS[0])
    assert latest.counts()["Trash"] == 1
    assert latest.window.notes.editor.hasFocus()
    latest.type("sentence")
    latest.press("Esc")
    assert latest.current() == OTHERS[0]
    assert latest.window.notes.text == "half a sentence"
    latest.press("g", "t")
    assert latest.titles() == [OTHERS[0]]
    assert latest.window.notes.text == "half a sentence"


def test_a_paper_taken_away_elsewhere_while_it_is_stood_on_gives_way_to_its_neighbour(latest: Driver) -> None:
    elsewhere(latest, "undo")
    assert latest.titles() == list(TITLES)
    assert latest.current() == TITLES[0]
    latest.press("s")
    assert latest.stars() == [TITLES[0]]


def test_what_is_done_to_a_paper_that_is_just_gone_is_told(latest: Driver) -> None:
    """Before the window had looked, or while a line was asked for."""
    latest.press("t")
    assert command_line(["--library", str(latest.folder), "undo"]) == 0
    latest.answer("vision")
    assert latest.strip() == GONE
    latest.press("j")
    assert latest.titles() == list(TITLES)
    for key in ("e", "Del"):
        elsewhere(latest, "redo")
        latest.show_list("15 Mar · Trending papers")
        assert latest.current() == OTHERS[0]
        assert command_line(["--library", str(latest.folder), "undo"]) == 0
        latest.press(key)
        assert latest.strip() == GONE


def test_what_is_done_to_a_digest_or_search_that_is_gone_is_told(latest: Driver) -> None:
    latest.window.desk.digest(2)
    latest.follow("Rename")
    assert command_line(["--library", str(latest.folder), "undo"]) == 0
    latest.answer("Mine")
    assert latest.strip() == "This digest is no longer in the library."
    latest.page().close()
    latest.search("graph")
    latest.press("Ctrl+S")
    latest.answer("Graphs")
    latest.choose(latest.sidebar_menu("Graphs"), "Rename…")
    assert command_line(["--library", str(latest.folder), "undo"]) == 0
    latest.answer("Mine")
    assert latest.strip() == "This search is no longer saved."


@pytest.mark.parametrize("saved", [False, True], ids=["being typed", "saved"])
def test_no_other_note_comes_under_the_keys_when_its_paper_is_taken_away(latest: Driver, *, saved: bool) -> None:
    write(latest, "half a ")
    if saved:
        latest.wait(lambda: stored(latest, 9) == "half a ")
        latest.settle()
    elsewhere(latest, "undo", "2" if saved else "1")
    assert latest.strip() == f"{GONE} Its note stays here until you leave it."
    latest.type("sentence")
    assert latest.window.notes.text == "half a sentence"
    latest.press("Esc")
    assert latest.current() == TITLES[0]
    assert latest.window.notes.text == ""
    assert latest.strip() == f"{GONE} half a sentence"
    latest.press("s", "Shift+O")  # whatever else is said, the question stays
    assert latest.strip() == f"{GONE} half a sentence"
    latest.click("Copy the note")
    assert QApplication.clipboard().text() == "half a sentence"
    assert stored(latest, 1) == ""
    latest.close()
    assert not (latest.folder / due_notes.FILE).exists()


def test_a_note_whose_paper_is_gone_is_offered_at_the_next_start_too(latest: Driver) -> None:
    write(latest, "half a sentence")
    elsewhere(latest, "undo")
    latest.reopen()
    assert latest.strip() == f"{GONE} half a sentence"
    latest.reopen()
    latest.click("Let it go")
    latest.reopen()
    assert GONE not in latest.strip()


def test_a_note_whose_paper_came_back_is_stored_at_the_next_start(latest: Driver) -> None:
    write(latest, "half a sentence")
    elsewhere(latest, "undo")
    latest.close()
    assert command_line(["--library", str(latest.folder), "redo"]) == 0
    latest.open()
    assert stored(latest, 9) == "half a sentence"
    latest.close()
    assert not (latest.folder / due_notes.FILE).exists()


# what is written beside


def test_what_is_being_typed_and_what_is_added_elsewhere_are_both_kept(latest: Driver) -> None:
    write(latest, "mine")
    elsewhere(latest, "note", OTHERS[0], "--append", "theirs")
    latest.type(" and more")  # on in the same line
    latest.wait(lambda: stored(latest, 9) == "mine and more\n\ntheirs")
    latest.settle()
    assert latest.window.notes.text == "mine and more\n\ntheirs"
    assert latest.window.notes.status.text() == "·  saved · with what another program wrote"
    elsewhere(latest, "note", OTHERS[0], "--append", "last")
    latest.type(", still")
    latest.press("Esc")
    latest.press("j", "k")
    assert stored(latest, 9) == latest.window.notes.text == "mine and more, still\n\ntheirs\nlast"
    assert latest.window.notes.status.text() == "·  Markdown"


def test_what_was_added_elsewhere_just_before_saving_is_kept_too(latest: Driver) -> None:
    """The window has not looked yet."""
    write(latest, "mine")
    latest.wait(lambda: stored(latest, 9) == "mine")
    latest.settle()
    latest.window.session._poll.stop()
    latest.type(" and more")
    assert command_line(["--library", str(latest.folder), "note", OTHERS[0], "--append", "theirs"]) == 0
    latest.press("Esc")
    assert stored(latest, 9) == latest.window.notes.text == "mine and more\ntheirs"
    assert latest.window.notes.status.text().endswith("with what another program wrote")
    latest.press("u")
    assert stored(latest, 9) == latest.window.notes.text == "mine\ntheirs"
    assert latest.window.notes.status.text() == "·  Markdown"


@pytest.mark.parametrize(
    ("text", "left", "changed", "after"),
    [
        ("one\ntwo 🦉\u00a0three", 6, "zero\none\ntwo 🦉\u00a0three\nfour", "zero\none\ntwo 🦉!\u00a0three\nfour"),
        ("one\ntwo", 0, "one\ntwo\nthree", "one\ntwo!\nthree"),
        ("one\ntwo", 6, "🦉🦉\none\ntwo\n", "🦉🦉\no!ne\ntwo\n"),
        ("one", 3, "zero\none", "zero\n!one"),
        ("one", 0, "one two", "one! two"),
        ("one two three", 6, "one three", "one !three"),
        ("one\ntwo", 2, "one", "one!"),
    ],
)
def test_the_cursor_stays_in_its_words_when_the_note_is_changed_elsewhere(
    latest: Driver, text: str, left: int, changed: str, after: str
) -> None:
    elsewhere(latest, "note", OTHERS[0], "--set", text)
    latest.press("i")
    for _ in range(left):
        latest.press("Left")
    elsewhere(latest, "note", OTHERS[0], "--set", changed)
    assert latest.window.notes.text == changed
    latest.type("!")
    latest.press("Esc")
    assert stored(latest, 9) == after


def test_a_selection_stays_where_it_is_when_the_note_is_changed_elsewhere(latest: Driver) -> None:
    elsewhere(latest, "note", OTHERS[0], "--set", "one two")
    latest.press("i", *["Shift+Left"] * 3)
    elsewhere(latest, "note", OTHERS[0], "--set", "zero one two")
    latest.type("!")
    latest.press("Esc")
    assert stored(latest, 9) == "zero one !"


# while they hold it


@contextmanager
def held(app: Driver) -> Iterator[None]:
    """Another program writes to the library all the while."""
    other = sqlite3.connect(connection.store_file(app.folder), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.close()


@pytest.fixture
def impatient(app: Driver, monkeypatch: pytest.MonkeyPatch) -> Driver:
    """The app, which waits for other programs only a moment, and tries again only when the test says so."""
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    monkeypatch.setattr(note_saving, "AGAIN_MS", 3_600_000)
    make_library(app.folder)
    return app.open()


def test_a_mark_that_cannot_be_stored_is_told_and_shown_as_it_is(impatient: Driver) -> None:
    with held(impatient):
        impatient.press("e", "s")
        assert LOCKED in impatient.status()
        assert LOCKED in impatient.strip()
        assert impatient.states()[:2] == ["unread", "unread"]
        assert impatient.stars() == []
    impatient.press("s", "k", "e")
    assert impatient.states()[:2] == ["read", "unread"]
    assert impatient.stars() == [TITLES[1]]


def test_a_mark_waits_for_a_program_that_is_soon_done(app: Driver) -> None:
    make_library(app.folder)
    app.open()
    with held(app):
        app.tap("e")
        app.wait(lambda: app.current() == TITLES[1])
        assert app.states()[0] == "read"
    app.settle()
    assert app.status() == "Mark a paper read"


def test_an_import_that_cannot_be_stored_is_told_and_works_later(impatient: Driver, tmp_path: Path) -> None:
    page = write_page(tmp_path, titles=OTHERS, day="Mar 15")
    with held(impatient):
        impatient.import_file(page)
        assert LOCKED in impatient.strip()
        assert impatient.titles() == list(TITLES)
    impatient.import_file(page)
    assert impatient.strip() == "2 new, 0 already here, 0 skipped"


def test_a_note_that_cannot_be_stored_stays_due_wherever_the_user_goes(impatient: Driver) -> None:
    with held(impatient):
        write(impatient, "important")
        impatient.press("Esc")
        assert "NOT SAVED" in impatient.window.notes.status.text()
        assert LOCKED in impatient.strip()
        impatient.press("j")
        assert impatient.window.notes.text == ""
        impatient.press("k")
        assert impatient.window.notes.text == "important"
        assert "not saved" in impatient.window.notes.status.text()
        impatient.press("j", "j", "Shift+O")
        impatient.window.notes.saver.send_again()
        impatient.settle()
        assert "No PDF" in impatient.status()  # it was told once
    impatient.window.notes.saver.send_again()
    impatient.settle()
    assert stored(impatient, 1) == "important"
    impatient.press("k", "k")
    assert impatient.window.notes.text == "important"
    assert impatient.counts()["With notes"] == 1


def test_a_note_that_could_not_be_stored_meets_what_was_written_elsewhere(impatient: Driver) -> None:
    """In the window while it is still open, and at the next start."""
    with held(impatient):
        write(impatient, "important")
        impatient.press("Esc")
    elsewhere(impatient, "note", "1", "--append", "theirs")
    assert impatient.window.notes.text == "important\n\ntheirs"
    impatient.press("j", "k")
    assert stored(impatient, 1) == "important\n\ntheirs"
    with held(impatient):
        impatient.press("i", "Return")
        impatient.type("more")
        impatient.close()
    assert stored(impatient, 1) == "important\n\ntheirs"
    assert command_line(["--library", str(impatient.folder), "note", "1", "--append", "last"]) == 0
    impatient.open()
    assert stored(impatient, 1) == "important\n\ntheirs\nmore\nlast"
    assert impatient.window.notes.text == "important\n\ntheirs\nmore\nlast"
    impatient.close()
    assert not (impatient.folder / due_notes.FILE).exists()


def test_notes_kept_without_what_they_were_made_from_are_put_to_what_is_there(app: Driver) -> None:
    make_library(app.folder)
    assert command_line(["--library", str(app.folder), "note", "1", "--set", "theirs"]) == 0
    (app.folder / due_notes.FILE).write_text('{"1": "mine"}', encoding="utf-8")
    app.open()
    assert stored(app, 1) == "mine\n\ntheirs"


def test_a_note_that_cannot_be_stored_is_tried_again_by_itself(impatient: Driver) -> None:
    impatient.window.notes.saver.again.setInterval(0)
    with held(impatient):
        write(impatient, "important")
        impatient.press("Esc")
        assert "NOT SAVED" in impatient.window.notes.status.text()
    impatient.wait(lambda: stored(impatient, 1) == "important")
    impatient.settle()
    assert impatient.window.notes.status.text() == "·  saved"


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be taken away there")
def test_a_library_that_is_moved_away_while_it_is_open_is_told_and_takes_all_when_it_is_back(impatient: Driver) -> None:
    store = connection.store_file(impatient.folder)
    away = store.rename(store.with_name("away.db"))
    impatient.press("e")
    assert "was deleted or replaced while it was open" in impatient.strip()
    assert impatient.states()[0] == "unread"
    write(impatient, "important")
    impatient.press("Esc")
    assert "NOT SAVED" in impatient.window.notes.status.text()
    impatient.close()
    away.rename(store)
    impatient.open()
    assert stored(impatient, 2) == "important"


def test_a_window_that_is_closed_is_gone_at_once_and_stores_what_waits(
    app: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_library(app.folder)
    app.open()
    write(app, "last words")
    window, close = app.window, app.window.session.close
    seen: list[bool] = []

    def close_later() -> None:
        seen.append(window.isVisible())
        other.close()
        close()

    monkeypatch.setattr(window.session, "close", close_later)
    other = sqlite3.connect(connection.store_file(app.folder), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    app.close()
    assert seen == [False]
    assert stored(app, 1) == "last words"


def test_a_note_that_cannot_be_stored_before_the_app_is_closed_is_stored_at_its_next_start(impatient: Driver) -> None:
    write(impatient, "important")
    with held(impatient):
        impatient.close()
    assert stored(impatient, 1) == ""
    impatient.open()
    assert impatient.window.notes.text == "important"
    assert stored(impatient, 1) == "important"
    impatient.close()
    assert not (impatient.folder / due_notes.FILE).exists()


def test_the_first_papers_may_come_from_another_program(app: Driver, tmp_path: Path) -> None:
    app.open()
    assert app.window.first_start_shown
    elsewhere(app, "import", str(write_page(tmp_path)))
    app.wait(lambda: not app.window.first_start_shown)
    assert app.titles() == list(TITLES)
    assert app.window.list.papers.hasFocus()
    app.press("g", "a")
    assert app.window.list.query == ""
    assert app.counts()["All"] == len(TITLES)
