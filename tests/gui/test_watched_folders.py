"""Watched folders in the window: what lands there is imported once and whole, whatever else lies there."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from readerapp.gui.page import Page
from tests.digests import TITLES, page_text, write_page
from tests.gui.driver import Driver


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder that is watched."""
    place = tmp_path / "downloads"
    place.mkdir()
    return place


@pytest.fixture
def patient(app: Driver, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Driver:
    """The app, not started yet, which will look into the folder when the test says so, never by itself."""
    monkeypatch.setattr("readerapp.gui.watcher.LOOK_MS", 3_600_000)
    app.settings = replace(app.settings, watched=(str(folder),))
    return app


@pytest.fixture
def watching(patient: Driver) -> Driver:
    """The app, watching the folder."""
    patient.open()
    rest(patient)
    return patient


@pytest.fixture
def asking(patient: Driver) -> Driver:
    """The app, watching the folder, and asking about what comes."""
    patient.settings = replace(patient.settings, watch_asks=True)
    patient.open()
    rest(patient)
    return patient


def rest(app: Driver) -> None:
    """Wait until the look under way, and what it brought, is done."""
    app.wait(lambda: not app.window.watcher.looking)
    app.settle()
    app.wait(lambda: not app.window.watcher.looking)


def look(app: Driver, times: int = 2) -> None:
    """Let it look so often; a file counts when two looks find it the same."""
    for _ in range(times):
        app.window.watcher.look()
        rest(app)


def digests(app: Driver) -> int:
    """How many the library has."""
    rows = app.window.session.rows
    return len(rows.digests()) if rows is not None else 0


def test_a_file_that_is_still_being_written_is_imported_once_and_whole(watching: Driver, folder: Path) -> None:
    text = page_text()
    for end in (len(text) // 3, len(text) // 2, len(text)):
        (folder / "page.txt").write_text(text[:end], encoding="utf-8")
        look(watching, 1)
        assert watching.counts()["All"] == 0
    look(watching, 3)
    assert watching.counts()["All"] == 8
    assert watching.status() == "From page.txt: 8 new, 0 already here, 0 skipped"
    assert digests(watching) == 1


def test_a_file_that_is_written_on_after_a_rest_goes_on_being_its_digest(watching: Driver, folder: Path) -> None:
    text = page_text()
    half = text.index(TITLES[4])
    (folder / "page.txt").write_text(text[:half], encoding="utf-8")
    look(watching, 3)
    assert watching.counts()["All"] == 4
    watching.press("s")
    (folder / "page.txt").write_text(text, encoding="utf-8")
    look(watching, 3)
    assert watching.counts()["All"] == 8
    assert digests(watching) == 1
    watching.show_list("14 Mar · Trending papers")
    assert watching.titles() == list(TITLES)
    assert watching.stars() == [TITLES[0]]
    watching.press("u")
    assert watching.counts()["All"] == 4
    watching.press("u", "u")
    assert (watching.counts()["All"], digests(watching)) == (0, 0)
    (folder / "page.txt").write_text(page_text(TITLES[4:]), encoding="utf-8")
    look(watching, 3)
    assert digests(watching) == 1
    (folder / "page.txt").write_text(text, encoding="utf-8")  # begins with something else
    look(watching, 3)
    assert digests(watching) == 2


def test_the_same_digest_again_is_no_second_import(watching: Driver, folder: Path) -> None:
    page = write_page(folder)
    look(watching)
    watching.press("e")
    os.utime(page, ns=(1, 1))
    write_page(folder, "copy.txt")
    look(watching, 3)
    assert digests(watching) == 1
    assert watching.undo_text() == "Undo: mark a paper read"
    assert watching.strip() == ""


def test_what_comes_while_the_app_is_closed_is_imported_at_the_next_start(watching: Driver, folder: Path) -> None:
    write_page(folder, "first.txt", TITLES[:3])
    look(watching)
    watching.close()
    write_page(folder, "second.txt", TITLES[3:], "Mar 15")
    watching.open()
    look(watching)
    assert watching.status() == "From second.txt: 5 new, 0 already here, 0 skipped"
    watching.reopen()
    look(watching)
    assert digests(watching) == 2
    assert "new" not in watching.status()


def test_a_folder_that_vanishes_is_told_once_and_picked_up_when_it_is_back(watching: Driver, folder: Path) -> None:
    write_page(folder, "first.txt", TITLES[:3])
    look(watching)
    away = folder.rename(folder.with_name("away"))
    look(watching)
    assert watching.status() == f"Watched and not found: {folder}. What comes there is imported when it is back."
    watching.press("g", "a", "s")
    look(watching)
    assert watching.status() == "Star a paper"
    away.rename(folder)
    write_page(folder, "second.txt", TITLES[3:], "Mar 15")
    look(watching)
    assert watching.status() == "From second.txt: 5 new, 0 already here, 0 skipped"
    folder.rename(away)
    look(watching)
    assert "Watched and not found" in watching.status()


def test_a_pipe_a_loop_and_foreign_files_do_no_harm(watching: Driver, folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "nowhere.txt").symlink_to(folder / "nothing")
    for number in range(30):
        (folder / f"{number}.py").write_text(f"print({number})\n", encoding="utf-8")
    write_page(folder)
    look(watching, 3)
    assert watching.counts()["All"] == 8
    assert watching.status() == "From trending.txt: 8 new, 0 already here, 0 skipped"
    assert watching.strip() == ""


def test_ten_thousand_files_that_lay_there_before_are_left_alone(patient: Driver, folder: Path) -> None:
    for number in range(10_000):
        (folder / f"{number}.txt").touch()
    patient.open()
    rest(patient)
    write_page(folder)
    look(patient)
    assert patient.counts()["All"] == 8
    assert patient.strip() == ""


def test_new_files_are_offered_until_there_is_an_answer(asking: Driver, folder: Path) -> None:
    write_page(folder)
    look(asking)
    assert asking.strip() == "A new file came: trending.txt"
    asking.click("Not now")
    look(asking)
    assert asking.strip() == ""
    asking.reopen()
    look(asking)
    assert asking.strip() == "A new file came: trending.txt"
    (folder / "code.py").write_text("print(1)\n", encoding="utf-8")
    look(asking)
    assert asking.strip() == "2 new files came: trending.txt, code.py"
    asking.click("Import")
    assert asking.strip() == "8 new, 0 already here, 0 skipped; 1 file not read"
    assert asking.titles() == list(TITLES)
    asking.reopen()
    look(asking)
    assert asking.strip() == ""


def come(app: Driver, folder: Path) -> None:
    """Twenty foreign files and at last a digest land in the folder, and are being read."""
    for number in range(20):
        (folder / f"{number:02}.py").write_text(f"print({number})\n", encoding="utf-8")
    write_page(folder, "zz.txt", TITLES[:3])
    app.window.watcher.look()
    app.wait(lambda: not app.window.watcher.looking)
    app.window.watcher.look()
    app.wait(lambda: app.window.importer.busy)


def test_a_preview_is_shown_before_all_that_came_by_itself_is_read(
    watching: Driver, folder: Path, tmp_path: Path
) -> None:
    come(watching, folder)
    watching.window.ways_in.take([write_page(tmp_path)], preview=True)
    watching.wait(lambda: any(page.isVisible() for page in watching.window.findChildren(Page)))
    assert watching.window.importer.busy
    watching.push("Import")
    assert watching.counts()["All"] == 8


def test_what_the_user_imports_goes_before_what_came_by_itself_and_is_told_apart(
    watching: Driver, folder: Path, tmp_path: Path
) -> None:
    told: list[list[str]] = []
    watching.window.importer.imported.connect(lambda outcomes: told.append([o.job.name for o in outcomes]))
    come(watching, folder)
    watching.import_file(write_page(tmp_path, "mine.txt", TITLES[3:], "Mar 15"))
    assert watching.strip() == "5 new, 0 already here, 0 skipped"
    assert watching.status() == "From zz.txt: 3 new, 0 already here, 0 skipped"
    assert ["mine.txt"] in told
    assert [name for names in told for name in names][-1] == "zz.txt"
    assert watching.current() == TITLES[3]


def test_an_offered_file_that_is_no_digest_is_told_when_it_was_accepted(asking: Driver, folder: Path) -> None:
    (folder / "code.py").write_text("print(1)\n", encoding="utf-8")
    look(asking)
    asking.click("Import")
    assert "no paper found" in asking.strip()
    asking.click("✕")
    look(asking)
    assert asking.strip() == ""
