"""A large edit is told as stored before its log is carried over into the library's file; small ones carry it over by themselves."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from readerapp.edits import Mark
from readerapp.records import Record
from readerapp.store import checkpoint
from readerapp.store.connection import LOG_BYTES, PAGE_BYTES, connected
from readerapp.store.library import Library
from tests.digests import import_edit

MANY = [Record(f"A paper of a very long digest, number {number}", None, None) for number in range(3000)]


def _in_the_file_alone(folder: Path, elsewhere: Path) -> int:
    """How many papers the one file holds without its log. Nobody has the library open but this test's own connections."""
    copy = Path(shutil.copy(folder / "library.db", elsewhere))
    with closing(sqlite3.connect(copy)) as connection:
        return int(connection.execute("SELECT count(*) FROM paper").fetchone()[0])


def _import_many(library: Library) -> None:
    assert len(MANY) * 4 > checkpoint.LARGE  # a paper, its state, its name and its place
    library.apply(import_edit(records=MANY))


@pytest.fixture
def held_up(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Nothing is carried over beside the edits until this is set."""
    go = threading.Event()

    def late(folder: Path, mode: str) -> sqlite3.Connection:
        assert go.wait(60)
        return connected(folder, mode)

    monkeypatch.setattr(checkpoint, "connected", late)
    return go


def test_a_large_import_is_stored_before_its_log_is_carried_over(
    library_folder: Path, tmp_path: Path, held_up: threading.Event
) -> None:
    library = Library(library_folder)
    _import_many(library)
    # The next edits do not wait for it either.
    assert library.apply(Mark((1,), "read")).edit is not None
    assert library.apply(Mark((2,), "dropped")).edit is not None
    held_up.set()
    library.close()
    assert not (library_folder / "library.db-wal").exists()
    assert _in_the_file_alone(library_folder, tmp_path / "copy.db") == len(MANY)


def test_what_is_carried_over_beside_is_in_the_one_file(library: Library, library_folder: Path, tmp_path: Path) -> None:
    _import_many(library)
    library._checkpoints.wait()
    busy, pages, carried = library._db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    assert (busy, pages) == (0, carried)
    assert library._db.execute("PRAGMA wal_autocheckpoint").fetchone()[0] == 0
    library.apply(Mark((1,), "read"))
    assert library._db.execute("PRAGMA wal_autocheckpoint").fetchone()[0] == 1000
    assert library.problems() == []


def test_large_edits_follow_each_other(library: Library) -> None:
    for _ in range(3):
        _import_many(library)
        library.undo()
    library.redo()
    assert library.problems() == []


def test_a_store_that_cannot_be_opened_once_more_is_left_to_the_close(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(folder: Path, mode: str) -> sqlite3.Connection:
        raise sqlite3.OperationalError("unable to open database file")

    monkeypatch.setattr(checkpoint, "connected", broken)
    _import_many(library)
    library._checkpoints.wait()
    assert library.problems() == []


def test_without_another_thread_everything_is_stored_as_well(
    library: Library, library_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none_left(thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", none_left)
    _import_many(library)
    monkeypatch.undo()
    library.close()
    assert _in_the_file_alone(library_folder, tmp_path / "copy.db") == len(MANY)


def test_a_new_store_has_large_pages_and_its_log_gives_room_back(library: Library) -> None:
    assert library._db.execute("PRAGMA page_size").fetchone()[0] == PAGE_BYTES
    assert library._db.execute("PRAGMA journal_size_limit").fetchone()[0] == LOG_BYTES
