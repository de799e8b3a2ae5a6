"""The three uses that carry everything: launch, import, star and annotate; all of it there after the next start."""

from __future__ import annotations

from pathlib import Path

from readerapp.edits import RemoveDigest
from tests.digests import TITLES, write_page
from tests.gui.driver import Driver


def test_import_read_star_annotate_close_and_open_again(app: Driver, tmp_path: Path) -> None:
    app.open()
    app.import_file(write_page(tmp_path))
    assert app.titles() == list(TITLES)
    assert app.current() == TITLES[0]
    assert app.strip() == "8 new, 0 already here, 0 skipped"
    app.press("s", "j", "e", "l", "x")
    assert app.stars() == [TITLES[0]]
    assert app.states() == ["unread", "read", "queued", "dropped", "unread", "unread", "unread", "unread"]
    assert app.current() == TITLES[4]
    app.press("i")
    app.type("A *note* to keep")
    app.wait(lambda: "saved" in app.window.notes.status.text() and "not" not in app.window.notes.status.text())
    app.reopen()
    assert app.titles() == list(TITLES)
    assert app.current() == TITLES[4]
    assert app.window.notes.text == "A *note* to keep"
    assert app.stars() == [TITLES[0]]
    assert app.counts() == {
        "Inbox": 5, "Queued": 1, "Starred": 1, "With notes": 1, "All": 7, "Dropped": 1, "Trash": 0, "14 Mar · Trending papers": 5,
    }  # fmt: skip


def test_undo_of_the_import_after_the_next_start_leaves_no_trace(app: Driver, tmp_path: Path) -> None:
    page = write_page(tmp_path)
    app.open()
    app.import_file(page)
    app.press("s")
    app.reopen()
    app.press("u", "u")
    assert app.titles() == []
    assert app.counts() == {"Inbox": 0, "Queued": 0, "Starred": 0, "With notes": 0, "All": 0, "Dropped": 0, "Trash": 0}
    app.press("Ctrl+Shift+Z", "Ctrl+Shift+Z")
    app.press("g", "a")
    assert app.stars() == [TITLES[0]]
    app.press("u", "u")
    app.import_file(page)
    assert app.strip() == "8 new, 0 already here, 0 skipped"


def test_the_strips_undo_takes_back_what_came_after_the_import_too(app: Driver, tmp_path: Path) -> None:
    app.open()
    app.import_file(write_page(tmp_path))
    app.press("s", "e")
    button = app.window.strip.button("Undo 3 edits down to this import")
    assert button is not None
    button.click()
    app.settle()
    assert app.titles() == []
    app.press("Ctrl+Shift+Z", "Ctrl+Shift+Z", "Ctrl+Shift+Z", "g", "a")
    assert app.stars() == [TITLES[0]]


def test_the_same_file_again_changes_nothing_and_says_so(app: Driver, tmp_path: Path) -> None:
    page = write_page(tmp_path)
    app.open()
    app.import_file(page)
    app.press("e", "s")
    before = (app.states(), app.stars(), app.counts())
    app.import_file(page)
    assert "already in the library" in app.strip()
    assert (app.states(), app.stars(), app.counts()) == before
    app.press("s")
    assert "already in the library" in app.strip()
    app.window.desk.edit(RemoveDigest(1))
    app.settle()
    assert app.strip() == ""


def test_a_file_dropped_on_the_window_is_imported(app: Driver, tmp_path: Path) -> None:
    app.open()
    app.drop(write_page(tmp_path))
    assert app.titles() == list(TITLES)


def test_files_named_at_the_start_are_imported(app: Driver, tmp_path: Path) -> None:
    app.open(write_page(tmp_path))
    app.wait(lambda: app.titles() == list(TITLES))


def test_an_empty_library_offers_two_ways_to_begin_and_imports_nothing_unasked(app: Driver) -> None:
    app.open()
    assert app.window.first_start.isVisible()
    assert app.counts()["All"] == 0
    app.reopen()
    assert app.window.first_start.isVisible()
