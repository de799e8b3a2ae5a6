"""The journal's own promises: compact, exact, one entry for one stay in a note."""

from __future__ import annotations

import re
import sqlite3
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readerapp.edits import Edit, EditTags, Mark, ReadAgain, SetNote
from readerapp.records import STATES
from readerapp.store import journal
from readerapp.store.library import Library
from readerapp.store.schema import GIVEN_IDS, OF_PAPER, TABLES, TRACKED
from tests.digests import TITLES, import_edit
from tests.store.snapshot import snapshot


def test_the_journal_knows_every_column_of_every_tracked_table(library: Library) -> None:
    for table, columns in TRACKED.items():
        real = tuple(row[1] for row in library._db.execute(f"PRAGMA table_info({table})"))
        assert real == ("id", *columns), table
    derived = {"meta", "journal", "shelf", "paper_search"}
    tables = {
        row[0]
        for row in library._db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%_fts%' AND name NOT LIKE '%sqlite_%'"
        )
    }
    assert tables == set(TRACKED) | derived
    assert set(OF_PAPER) <= set(TRACKED)


def test_an_id_is_given_once_and_by_nobody_but_sqlite(library: Library) -> None:
    sql = dict(library._db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    rising = {table for table in TRACKED if "id INTEGER PRIMARY KEY AUTOINCREMENT" in sql[table]}
    assert rising == set(TRACKED) - GIVEN_IDS
    named = re.compile(r"INSERT[A-Z ]* INTO (\w+) \(id\b")
    for path in Path(journal.__file__).parent.glob("*.py"):
        found = set(named.findall(path.read_text(encoding="utf-8")))
        assert found & set(TRACKED) <= GIVEN_IDS, path.name


def test_rows_that_go_and_come_under_new_ids_are_undone_exactly(library: Library) -> None:
    library.apply(import_edit(name="one.txt"))
    library.apply(import_edit(TITLES[:1], name="two.txt"))
    library.undo()  # the ids that the second one had are free now
    library.apply(EditTags((1, 2), ("a", "b")))
    library.apply(EditTags((2,), (), ("b",)))
    before = snapshot(library.path)
    library.apply(ReadAgain(1, import_edit(TITLES[1:]).reading))
    after = snapshot(library.path)
    assert after != before
    library.undo()
    assert snapshot(library.path) == before
    library.redo()
    assert snapshot(library.path) == after


def test_nothing_cascades_from_a_paper_to_what_the_user_wrote() -> None:
    assert "CASCADE" not in TABLES.upper()


def test_an_import_is_kept_as_ranges_of_ids_not_as_rows(library: Library) -> None:
    library.apply(import_edit(tuple(f"A Title With the Number {n} in It" for n in range(2000))))
    packed = library._db.execute("SELECT rows FROM journal").fetchone()[0]
    assert len(zlib.decompress(packed)) < 1000


def test_an_entry_of_an_earlier_session_is_not_gone_on_with(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.apply(import_edit())
    library.apply(SetNote(1, "one", "stay"))
    later = datetime.now(UTC) + journal.SESSION + timedelta(minutes=1)

    class Later(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return later

    monkeypatch.setattr(journal, "datetime", Later)
    library.apply(SetNote(1, "two", "stay"))
    assert library._db.execute("SELECT count(*) FROM journal").fetchone()[0] == 3


def test_a_stay_that_was_undone_is_not_gone_on_with(library: Library) -> None:
    library.apply(import_edit())
    library.apply(SetNote(1, "one", "stay"))
    library.undo()
    library.apply(SetNote(1, "two", "stay"))
    assert library._db.execute("SELECT count(*) FROM journal").fetchone()[0] == 2
    library.undo()
    assert library._db.execute("SELECT count(*) FROM note").fetchone()[0] == 0


def test_an_undone_note_is_a_version_once_it_cannot_be_redone(library: Library) -> None:
    def versions() -> list[str]:
        return [text for (text,) in library._db.execute("SELECT text FROM note_version ORDER BY id")]

    library.apply(import_edit())
    library.apply(SetNote(1, "one"))
    library.apply(SetNote(1, "two"))
    library.undo()
    library.undo()
    assert versions() == []
    before = snapshot(library.path)
    library.apply(Mark((2,), starred=True))
    assert versions() == ["one", "two"]
    assert library._db.execute("SELECT count(*) FROM note").fetchone()[0] == 0
    after = snapshot(library.path)
    library.undo()
    assert versions() == []
    library.redo()
    assert snapshot(library.path) == after
    library.undo()
    assert snapshot(library.path)["note_version"] == before["note_version"]
    library.apply(SetNote(1, "two"))
    assert versions() == ["one"]
    library.undo(down_to=1)  # the paper's import too
    library.apply(import_edit(TITLES[:1]))
    assert versions() == []


def test_a_note_that_was_changed_elsewhere_meanwhile_keeps_both_changes(library: Library) -> None:
    library.apply(import_edit())
    library.apply(SetNote(1, "one", "stay", before=""))
    library.apply(SetNote(1, "one\ntheirs"))
    before = snapshot(library.path)
    library.apply(SetNote(1, "one and more", "stay", before="one"))
    versions = "SELECT text FROM note UNION ALL SELECT text FROM note_version"
    assert [text for (text,) in library._db.execute(versions)] == ["one and more\ntheirs", "one", "one\ntheirs"]
    # What is sent next was made without having seen theirs.
    library.apply(SetNote(1, "one and more still", "stay", before="one and more"))
    assert library._db.execute("SELECT text FROM note").fetchone()[0] == "one and more still\ntheirs"
    library.undo()
    assert snapshot(library.path) == before


def test_a_note_of_white_space_alone_is_none_to_go_on_from(library: Library) -> None:
    library.apply(import_edit())
    library.apply(SetNote(1, " \n", "stay", before=""))
    library.apply(SetNote(1, " \nword", "stay", before=" \n"))
    assert library._db.execute("SELECT text FROM note").fetchone()[0] == " \nword"


def test_other_connections_see_no_trigger_and_no_temporary_table(library: Library) -> None:
    other = sqlite3.connect(library.path)
    assert other.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone()[0] == 0
    other.close()


_EDITS: st.SearchStrategy[Edit] = st.one_of(
    st.builds(
        Mark,
        st.lists(st.integers(1, 8), min_size=1, max_size=8, unique=True).map(tuple),
        st.sampled_from((*STATES, None)),
        st.sampled_from((True, False, None)),
    ),
    st.builds(
        SetNote,
        st.integers(1, 8),
        st.sampled_from(("", "one", "two\nlines", "three")),
        st.sampled_from((None, "a", "b")),
    ),
    st.builds(
        lambda titles, name, day: import_edit(tuple(titles), name, day),
        st.lists(st.sampled_from(TITLES), min_size=1, max_size=5, unique=True),
        st.sampled_from(("a.txt", "b.txt", "c.txt")),
        st.sampled_from(("2026-03-14", "2026-03-15", None)),
    ),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(edits=st.lists(_EDITS, max_size=10))
def test_any_edits_undone_give_the_start_and_redone_the_end(
    tmp_path_factory: pytest.TempPathFactory, edits: list[Edit]
) -> None:
    with Library(tmp_path_factory.mktemp("any") / "library") as library:
        library.apply(import_edit())
        start = snapshot(library.path)
        entries = {library.apply(edit).edit for edit in edits} - {None}
        end = snapshot(library.path)
        assert library.problems() == []
        for _ in entries:
            assert library.undo() is not None
        assert snapshot(library.path) == start
        assert library.problems() == []
        for _ in entries:
            assert library.redo() is not None
        assert snapshot(library.path) == end
