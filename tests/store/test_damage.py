"""A store that cannot be used: said clearly, nothing overwritten."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from readerapp.edits import Mark
from readerapp.errors import LibraryError
from readerapp.store import library as library_module
from readerapp.store.backup import back_up
from readerapp.store.connection import (
    Damaged,
    Newer,
    ReadOnly,
    exists,
    is_current,
    open_reader,
    open_writer,
    plain_errors,
)
from readerapp.store.library import Library
from readerapp.store.reading import Reader
from tests.digests import import_edit


@pytest.fixture
def store(library_folder: Path) -> Path:
    with Library(library_folder) as library:
        library.apply(import_edit())
        return library.path


def _garbage(store: Path) -> None:
    store.write_bytes(b"not a database at all, but long enough to look at" * 10)


def _empty(store: Path) -> None:
    store.write_bytes(b"")


def _cut(store: Path) -> None:
    store.write_bytes(store.read_bytes()[:50])


def _gone(store: Path) -> None:
    store.unlink()


def _foreign(store: Path) -> None:
    store.unlink()
    connection = sqlite3.connect(store)
    connection.execute("CREATE TABLE something (x)")
    connection.commit()
    connection.close()


def _folder(store: Path) -> None:
    store.unlink()
    store.mkdir()


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be taken away there")
@pytest.mark.parametrize("harm", [_gone, _foreign])
def test_a_store_that_is_taken_away_while_it_is_open_takes_nothing_until_it_is_back(
    store: Path, harm: Callable[[Path], None]
) -> None:
    with Library(store.parent) as library:
        other_name = store.with_name("elsewhere.db")
        os.link(store, other_name)
        harm(store)
        with pytest.raises(LibraryError, match="deleted or replaced while it was open"):
            library.apply(Mark((1,), "read"))
        other_name.replace(store)
        library.apply(Mark((1,), "read"))
    with Reader(store.parent) as reader:
        paper = reader.paper(1)
    assert paper is not None
    assert paper.state == "read"


@pytest.mark.parametrize("harm", [_garbage, _empty, _cut, _gone, _foreign, _folder])
def test_a_damaged_store_is_named_and_left_as_it_is(store: Path, harm: Callable[[Path], None]) -> None:
    harm(store)
    before = store.read_bytes() if store.is_file() else None
    with pytest.raises(Damaged) as caught:
        Library(store.parent)
    assert str(store) in str(caught.value)
    assert "Nothing was overwritten" in str(caught.value)
    assert (store.read_bytes() if store.is_file() else None) == before


def test_a_store_damaged_in_the_middle_is_told_when_it_is_read(store: Path) -> None:
    data = bytearray(store.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    store.write_bytes(bytes(data))
    with pytest.raises(Damaged, match="damaged"):
        Reader(store.parent).digests()


def test_a_store_of_a_newer_version_is_refused_unchanged(store: Path) -> None:
    connection = sqlite3.connect(store)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = store.read_bytes()
    for opened in (Library, Reader, is_current):
        with pytest.raises(Newer, match="newer version"):
            opened(store.parent)
    assert store.read_bytes() == before


def test_a_first_start_is_no_damage(library_folder: Path) -> None:
    assert not exists(library_folder)
    Library(library_folder).close()
    assert exists(library_folder)
    assert is_current(library_folder)


def test_two_first_starts_at_once_make_one_library(library_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library_module, "exists", lambda folder: False)
    with Library(library_folder) as first:
        first.apply(import_edit())
        with Library(library_folder) as second:
            assert second.apply(Mark((1,), "read")).edit is not None


def test_a_full_disk_is_told_and_changes_nothing(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library(store.parent) as library:
        pages = library._db.execute("PRAGMA page_count").fetchone()[0]
        library._db.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(LibraryError, match="disk is full"):
            library.apply(import_edit(tuple(f"A Long New Title With a Number {n}" for n in range(500)), "more.txt"))
        library._db.execute("PRAGMA max_page_count = 1073741823")
        assert library.problems() == []
        with Reader(store.parent) as reader:
            assert len(reader.digests()) == 1


def test_a_store_that_another_program_holds_is_told(store: Path) -> None:
    other = sqlite3.connect(store, isolation_level=None)
    with Library(store.parent) as library:
        library._db.execute("PRAGMA busy_timeout = 50")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryError, match="another program"):
            library.apply(Mark((1,), "read"))
        other.execute("ROLLBACK")
        other.close()
        assert library.apply(Mark((1,), "read")).edit is not None


def test_programming_errors_are_not_dressed_up(store: Path) -> None:
    with pytest.raises(sqlite3.OperationalError), plain_errors(store):
        sqlite3.connect(":memory:").execute("SELECT nothing FROM nowhere")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_CANTOPEN, "cannot be opened"),
        (sqlite3.SQLITE_IOERR, "reported an error"),
        (sqlite3.SQLITE_READONLY, "read-only"),
        (sqlite3.SQLITE_CORRUPT, "damaged"),
    ],
)
def test_the_disks_faults_are_told_in_plain_words(store: Path, code: int, words: str) -> None:
    error = sqlite3.OperationalError("x")
    error.sqlite_errorcode = code
    with pytest.raises(LibraryError, match=words), plain_errors(store):
        raise error


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("in the way")
    with pytest.raises(LibraryError, match="Check the disk"):
        Library(file / "library")


def test_a_store_that_may_not_be_written_is_told(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    with pytest.raises(ReadOnly, match="read-only"):
        open_writer(store)


def test_a_store_on_a_read_only_place_opens_for_reading(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from readerapp.store import connection

    real = connection.connected

    class Refusing:
        """What a place without write permission does to a store in WAL mode."""

        def execute(self, sql: str) -> object:
            raise sqlite3.OperationalError("unable to open database file")

        def close(self) -> None:
            pass

    monkeypatch.setattr(connection, "connected", lambda f, m: Refusing() if m == "mode=ro" else real(f, m))
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with Reader(store.parent) as reader:
        assert len(reader.ids("")) == 8
    monkeypatch.setattr(os, "access", lambda path, mode: True)
    with pytest.raises(sqlite3.OperationalError):
        open_reader(store.parent)


def test_an_update_of_the_schema_makes_a_backup_first(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlite_utils import Migrations

    from readerapp.store import connection, migrations

    newer = Migrations("readerapp")
    newer(name="v1_first_tables")(migrations.v1_first_tables)

    @newer()
    def v2_colour(db: Database) -> None:
        db.execute("ALTER TABLE digest ADD COLUMN colour TEXT")
        db.execute("PRAGMA user_version = 2")

    monkeypatch.setattr(library_module, "migrations", newer)
    monkeypatch.setattr(library_module, "VERSION", 2)
    monkeypatch.setattr(connection, "VERSION", 2)
    assert not is_current(store.parent)
    with Library(store.parent) as library:
        assert "colour" in {row[1] for row in library._db.execute("PRAGMA table_info(digest)")}
        assert library.problems() == []
    (copy,) = (store.parent / "backups").iterdir()
    old = sqlite3.connect(copy)
    assert old.execute("PRAGMA user_version").fetchone()[0] == 1
    assert old.execute("SELECT count(*) FROM paper").fetchone()[0] == 8
    old.close()


def test_an_update_that_fails_leaves_the_library_as_it_was(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlite_utils import Migrations

    from readerapp.store import connection, migrations

    newer = Migrations("readerapp")
    newer(name="v1_first_tables")(migrations.v1_first_tables)

    @newer()
    def v2_broken(db: Database) -> None:
        db.execute("ALTER TABLE digest ADD COLUMN colour TEXT")
        raise RuntimeError("half way")

    monkeypatch.setattr(library_module, "migrations", newer)
    monkeypatch.setattr(library_module, "VERSION", 2)
    monkeypatch.setattr(connection, "VERSION", 2)
    with pytest.raises(RuntimeError, match="half way"):
        Library(store.parent)
    monkeypatch.undo()
    with Library(store.parent) as library:
        assert library.problems() == []


def test_a_damaged_store_is_never_backed_up(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connection = sqlite3.connect(store)
    page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'alias_of'").fetchone()[0]
    size = connection.execute("PRAGMA page_size").fetchone()[0]
    connection.close()
    data = bytearray(store.read_bytes())
    data[(page - 1) * size + 8 : (page - 1) * size + 200] = b"\x00" * 192
    store.write_bytes(bytes(data))
    connection = sqlite3.connect(store)
    with pytest.raises(Damaged, match="damaged"):
        back_up(connection, store.parent, "before a test")
    connection.close()
    assert list((store.parent / "backups").iterdir()) == []


def _write_a_loose_end(library: Library) -> None:
    with library._transaction():
        library._db.execute("PRAGMA defer_foreign_keys = ON")
        library._db.execute("INSERT INTO state (id) VALUES (99)")


def test_an_edit_that_would_leave_a_loose_end_is_not_kept(store: Path) -> None:
    with Library(store.parent) as library:
        with pytest.raises(sqlite3.IntegrityError):
            _write_a_loose_end(library)
        assert not library._db.in_transaction
        assert library.apply(Mark((1,), "read")).edit is not None
        assert library.problems() == []


def test_the_check_tells_what_no_table_may_hold(store: Path) -> None:
    connection = sqlite3.connect(store)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_master SET sql = replace(sql, 'changed TEXT NOT NULL', 'changed TEXT') WHERE name = 'note'"
    )
    connection.commit()
    connection.close()
    connection = sqlite3.connect(store)
    connection.execute("INSERT INTO note (id, text, changed) VALUES (1, 'x', NULL)")
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_master SET sql = replace(sql, 'changed TEXT', 'changed TEXT NOT NULL') WHERE name = 'note'"
    )
    connection.commit()
    connection.close()
    with Library(store.parent) as library:
        assert library.problems() == ["integrity: NULL value in note.changed"]


def test_a_store_that_is_none_is_let_go_of_by_reader_and_writer(store: Path) -> None:
    store.write_bytes(b"not a database at all, but long enough to look at" * 10)
    for opened in (open_writer, lambda path: open_reader(path.parent)):
        with pytest.raises(Damaged):
            opened(store)


def test_where_there_is_no_wal_the_plain_journal_serves() -> None:
    connection = open_writer(Path(":memory:"))
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "memory"
    connection.close()
