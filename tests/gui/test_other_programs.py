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
from readerapp.gui import due_notes, notes
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
    monkeypatch.setattr(notes, "AGAIN_MS", 3_600_000)
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
        impatient.window.notes.send_again()
        impatient.settle()
        assert "No PDF" in impatient.status()  # it was told once
    impatient.window.notes.send_again()
    impatient.settle()
    assert stored(impatient, 1) == "important"
    impatient.press("k", "k")
    assert impatient.window.notes.text == "important"
    assert impatient.counts()["With notes"] == 1


def test_a_note_that_cannot_be_stored_is_tried_again_by_itself(impatient: Driver) -> None:
    impatient.window.notes._again.setInterval(0)
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
