"""Imports that are large: a word first, by keyboard alone; Cancel while it is read, compared or stored."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

from readerapp.gui import import_jobs
from readerapp.store.connection import store_file
from tests.digests import TITLES, make_library, write_page
from tests.gui.driver import Driver


def write_list(path: Path, number: int) -> Path:
    """A digest of so many papers."""
    words = ("Sparse", "Deep", "Causal", "Robust", "Neural", "Bayesian", "Graph", "Latent", "Convex", "Lazy")
    papers = [
        {
            "title": f"{words[n % 10]} {words[n // 10 % 10]} Learning of Series {n} with {words[n // 100 % 10]} Parts",
            "arxiv_id": f"{2001 + n // 90_000}.{n % 90_000 + 10_000}",
        }
        for n in range(number)
    ]
    path.write_text(json.dumps(papers), encoding="utf-8")
    return path


@contextmanager
def another_program_writes(app: Driver) -> Iterator[None]:
    """The library is locked by another program, so that storing waits."""
    other = sqlite3.connect(store_file(app.folder), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Long work is shown from its first moment on."""
    monkeypatch.setattr("readerapp.gui.import_progress.PATIENCE", 0.0)


def begin(app: Driver, path: Path, phase: str) -> None:
    """Open a digest, and wait until the strip shows that phase of it with Cancel."""
    app.window.ways_in.take([path])
    app.wait(lambda: app.window.strip.button("Cancel") is not None and app.strip().startswith(phase))


def dialogs(app: Driver) -> list[QDialog]:
    return [dialog for dialog in app.window.findChildren(QDialog) if dialog.isVisible()]


CANCELLED = "Import cancelled. The library is as it was."


@pytest.mark.usefixtures("impatient")
def test_cancel_while_a_large_digest_is_read_leaves_the_library_as_it_was(app: Driver, tmp_path: Path) -> None:
    make_library(app.folder)
    app.open()
    before = app.counts(), app.undo_text()
    begin(app, write_list(tmp_path / "large.json", 20_000), "Reading large.json")
    app.click("Cancel")
    assert app.strip() == CANCELLED
    assert not dialogs(app)
    assert (app.counts(), app.undo_text()) == before
    app.import_file(write_list(tmp_path / "small.json", 3))
    assert app.strip() == "3 new, 0 already here, 0 skipped"


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(("papers", "phase"), [(3, "Storing"), (1_001, "Comparing")])
def test_cancel_while_another_program_holds_the_library(app: Driver, tmp_path: Path, papers: int, phase: str) -> None:
    make_library(app.folder)
    app.open()
    before = app.counts(), app.undo_text()
    path = write_list(tmp_path / "list.json", papers)
    with another_program_writes(app):
        begin(app, path, phase)
        button = app.window.strip.button("Cancel")
        assert button is not None
        button.click()
        assert app.strip() == "Cancelling list.json …"
    app.settle()
    assert app.strip() == CANCELLED
    assert not dialogs(app)
    assert (app.counts(), app.undo_text()) == before
    app.import_file(write_page(tmp_path, titles=TITLES[:1], day="Mar 15"))
    assert "0 new, 1 already here" in app.strip()


@pytest.mark.usefixtures("impatient")
def test_cancel_between_files_says_what_was_imported_and_what_was_not(app: Driver, tmp_path: Path) -> None:
    app.open()
    write_page(tmp_path, "a.txt")
    write_list(tmp_path / "b.json", 3)
    write_list(tmp_path / "c.json", 3)
    app.window.session.changed.connect(app.window.importer.cancel)  # as soon as the first one is stored
    app.window.ways_in.take([tmp_path / name for name in ("a.txt", "b.json", "c.json")])
    app.settle()
    assert "8 new" in app.strip()
    assert "cancelled before 2 more files" in app.strip()
    assert app.counts()["All"] == 8


def large(folder: Path) -> Path:
    """One digest of more papers than are imported without a word."""
    return write_list(folder / "large.json", import_jobs.MANY_PAPERS + 1)


def many(folder: Path) -> Path:
    """A folder of more files than are imported without a word."""
    place = folder / "many"
    place.mkdir()
    for number in range(import_jobs.MANY_FILES + 1):
        write_page(place, f"{number:02}.txt", (TITLES[number % 8],), f"Mar {number + 1}")
    return place


@pytest.mark.parametrize(
    ("make", "papers", "said"),
    [(large, 1_001, "1,001 new"), (many, 8, "21 files list 21 papers")],
    ids=["papers", "files"],
)
def test_what_is_large_is_shown_first_and_answered_by_keys_alone(
    app: Driver, tmp_path: Path, make: Callable[[Path], Path], papers: int, said: str
) -> None:
    app.open()
    path = make(tmp_path)
    app.import_file(path)
    assert said in app.page().text.toPlainText()
    app.press_there("Esc")
    assert not dialogs(app)
    assert app.counts()["All"] == 0
    app.import_file(path)
    app.press_there("Tab", "Backtab", "Return")
    assert not dialogs(app)
    assert app.counts()["All"] == papers
    app.press("j", "k")
    assert app.window.list.papers.hasFocus()
