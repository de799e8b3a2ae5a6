"""Marks, notes and imports: written, read back, undone and redone exactly, also after a restart."""

from __future__ import annotations

import sqlite3
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from readerapp.edits import Mark, RemoveSample, SetNote
from readerapp.errors import Cancelled
from readerapp.records import Record, Skipped
from readerapp.store.library import Library, run
from readerapp.store.reading import Reader
from tests.digests import TITLES, import_edit
from tests.store.snapshot import snapshot


def test_a_new_library_is_private_and_whole(library: Library, library_folder: Path) -> None:
    assert stat.S_IMODE(library_folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in library_folder.iterdir()} == {0o600}
    assert library.problems() == []


def test_the_store_keeps_what_it_acknowledged(library: Library) -> None:
    connection = library._db
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2
    assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1


def test_imported_papers_are_in_the_inbox_in_the_digests_order(library: Library, reader: Reader) -> None:
    change = library.apply(import_edit())
    assert change.report is not None
    assert [status for _, status in change.report.papers] == ["new"] * len(TITLES)
    papers = reader.papers(reader.ids("is:unread"))
    assert [paper.title for paper in papers] == list(TITLES)
    assert [paper.listings[0].position for paper in papers] == list(range(1, len(TITLES) + 1))
    assert reader.counts().lists["is:unread"] == len(TITLES)


def test_marks_count_and_show(library: Library, reader: Reader) -> None:
    library.apply(import_edit())
    library.apply(Mark((1, 2), "read", True))
    library.apply(Mark((3,), "dropped"))
    library.apply(Mark((4,), "queued"))
    assert list(reader.ids("is:read")) == [1, 2]
    assert list(reader.ids("is:starred")) == [1, 2]
    counts = reader.counts()
    assert counts.lists == {
        "is:unread": 4, "is:queued": 1, "is:starred": 2, "has:note": 0, "": 7, "is:dropped": 1, "is:trashed": 0,
    }  # fmt: skip
    assert counts.digests == {1: (4, 8)}
    library.apply(Mark((1,), starred=False))
    assert list(reader.ids("is:starred")) == [2]


def test_a_mark_that_changes_nothing_leaves_no_trace(library: Library, reader: Reader) -> None:
    library.apply(import_edit())
    library.apply(Mark((1,), "read"))
    change = library.apply(Mark((1,), "read"))
    assert change.edit is None
    assert change.papers == frozenset()
    assert len(reader.history()) == 2


@pytest.mark.parametrize(
    ("edit", "label"),
    [
        (Mark((1,), "read"), "mark a paper read"),
        (Mark((1, 2), "dropped"), "drop 2 papers"),
        (Mark((1,), "queued"), "queue a paper"),
        (Mark((1, 2, 3), starred=True), "star 3 papers"),
        (SetNote(1, "text"), "write a note"),
    ],
)
def test_edits_have_names(library: Library, reader: Reader, edit: Mark | SetNote, label: str) -> None:
    library.apply(import_edit())
    assert library.apply(edit).label == label
    assert (reader.next_undo() or (0, ""))[1] == label


def test_unstar_and_unread_have_names_too(library: Library) -> None:
    library.apply(import_edit())
    library.apply(Mark((1,), "read", True))
    assert library.apply(Mark((1,), starred=False)).label == "unstar a paper"
    assert library.apply(Mark((1,), "unread")).label == "mark a paper unread"


def test_undoing_everything_returns_the_exact_start_and_redoing_everything_the_exact_end(
    library: Library, library_folder: Path
) -> None:
    edits = (
        import_edit(),
        Mark((1, 2, 3), "read", True),
        SetNote(2, "first"),
        import_edit((*TITLES[:3], "Another Paper About Something Else Entirely"), "second.txt", "2026-03-15"),
        SetNote(2, "second"),
        SetNote(2, ""),
        Mark((2,), "dropped", False),
    )
    states = [snapshot(library.path)]
    for edit in edits:
        library.apply(edit)
        states.append(snapshot(library.path))
    for state in reversed(states[:-1]):
        assert library.undo() is not None
        assert snapshot(library.path) == state
    assert library.undo() is None
    for state in states[1:]:
        assert library.redo() is not None
        assert snapshot(library.path) == state
    assert library.redo() is None
    assert library.problems() == []


def test_undo_and_redo_work_after_a_restart(library_folder: Path) -> None:
    with Library(library_folder) as library:
        library.apply(import_edit())
        library.apply(Mark((1,), starred=True))
        before = snapshot(library.path)
    with Library(library_folder) as library:
        assert library.undo() is not None
        assert library.undo() is not None
        assert snapshot(library.path)["paper"] == []
    with Library(library_folder) as library:
        library.redo()
        library.redo()
        assert snapshot(library.path) == before


def test_a_new_edit_ends_the_redo(library: Library, reader: Reader) -> None:
    library.apply(import_edit())
    library.apply(Mark((1,), "read"))
    library.undo()
    library.apply(Mark((2,), "read"))
    assert library.redo() is None
    assert [entry.label for entry in reader.history()] == ["mark a paper read", "import trending.txt"]


def test_several_edits_undone_in_one_step_come_back_in_one(library: Library, reader: Reader) -> None:
    first = library.apply(import_edit())
    library.apply(Mark((1,), "read"))
    library.apply(SetNote(1, "text"))
    before = snapshot(library.path)
    assert first.edit is not None
    assert reader.edits_down_to(first.edit) == 3
    change = library.undo(down_to=first.edit)
    assert change is not None
    assert change.label == "3 edits"
    assert snapshot(library.path)["paper"] == []
    assert reader.edits_down_to(first.edit) == 0
    assert library.undo(down_to=first.edit) is None
    redone = library.redo()
    assert redone is not None
    assert len(redone.edits) == 3
    assert snapshot(library.path) == before
    assert library.redo() is None


def test_an_undo_that_was_told_to_take_back_fewer_edits_takes_none(library: Library) -> None:
    first = library.apply(import_edit())
    before = snapshot(library.path)
    library.apply(Mark((1,), "read"))
    after = snapshot(library.path)
    assert library.undo(down_to=first.edit, number=1) is None
    assert library.undo(down_to=first.edit, number=3) is None
    assert snapshot(library.path) == after
    library.undo()
    assert snapshot(library.path) == before
    assert library.undo(down_to=first.edit, number=1) is not None


def test_after_an_undone_import_the_file_imports_as_new(library: Library) -> None:
    library.apply(import_edit())
    library.undo()
    change = library.apply(import_edit())
    assert change.report is not None
    assert len(change.report.ids("new")) == len(TITLES)


def test_an_id_means_one_paper_for_ever(library: Library, reader: Reader) -> None:
    library.apply(import_edit())
    library.undo()
    library.apply(import_edit(TITLES[:1], "other.txt"))
    assert reader.ids("")[0] > len(TITLES)


def test_the_same_bytes_again_add_nothing(library: Library) -> None:
    library.apply(import_edit())
    library.apply(Mark((1,), "read"))
    before = snapshot(library.path)
    change = library.apply(import_edit())
    assert change.report is not None
    assert change.report.again
    assert change.edit is None
    assert snapshot(library.path) == before


def test_an_import_keeps_every_mark_and_note(library: Library, reader: Reader) -> None:
    library.apply(import_edit())
    library.apply(Mark((1,), "read", True))
    library.apply(Mark((2,), "dropped"))
    library.apply(SetNote(1, "mine"))
    change = library.apply(import_edit(TITLES, "again.txt", "2026-03-20"))
    assert change.report is not None
    assert change.report.ids("new") == ()
    paper = reader.paper(1)
    assert paper is not None
    assert (paper.state, paper.starred, paper.note) == ("read", True, "mine")
    assert [listing.source for listing in paper.listings] == ["again.txt", "trending.txt"]
    dropped = reader.paper(2)
    assert dropped is not None
    assert dropped.state == "dropped"


def test_a_fuller_record_improves_what_is_stored_and_nothing_gets_poorer(library: Library, reader: Reader) -> None:
    title = TITLES[0]
    snippet = Record(title, "The beginning of it …", "snippet", ("Ada Lovelace",))
    full = Record(title, "The whole abstract as the authors wrote it.", "full", arxiv_id="1706.03762")
    library.apply(import_edit(name="a.txt", records=(snippet,)))
    change = library.apply(import_edit(name="b.txt", records=(full,)))
    assert change.report is not None
    assert change.report.papers == ((1, "changed"),)
    library.apply(import_edit(name="c.txt", records=(snippet,)))
    paper = reader.paper(1)
    assert paper is not None
    assert paper.abstract == full.abstract
    assert paper.abstract_kind == "full"
    assert paper.authors == ("Ada Lovelace",)
    assert paper.arxiv_id == "1706.03762"


def test_a_paper_is_known_by_its_id_under_another_title(library: Library) -> None:
    library.apply(
        import_edit(name="a.txt", records=(Record("A Preliminary Title of This Work", arxiv_id="1706.03762"),))
    )
    change = library.apply(
        import_edit(name="b.txt", records=(Record("The Final Title Reads Differently", arxiv_id="1706.03762"),))
    )
    assert change.report is not None
    assert [paper for paper, _ in change.report.papers] == [1]
    later = library.apply(import_edit(name="c.txt", records=(Record("the final title: reads differently!"),)))
    assert later.report is not None
    assert later.report.papers == ((1, "known"),)


def test_an_id_that_another_paper_holds_is_not_taken(library: Library, reader: Reader) -> None:
    one = Record("The First of Two Different Papers Here", arxiv_id="2401.00001", doi="10.1/one")
    two = Record("The Second of Two Different Papers Here", doi="10.1/two")
    library.apply(import_edit(name="a.txt", records=(one, two)))
    library.apply(import_edit(name="b.txt", records=(Record("Something", arxiv_id="2401.00001", doi="10.1/two"),)))
    first, second = reader.papers([1, 2])
    assert (first.arxiv_id, first.doi) == ("2401.00001", "10.1/one")
    assert (second.arxiv_id, second.doi) == (None, "10.1/two")


def test_a_dry_run_stores_nothing(library: Library) -> None:
    before = snapshot(library.path)
    change = run(library.importing(import_edit(), dry_run=True))
    assert change.report is not None
    assert len(change.report.ids("new")) == len(TITLES)
    assert snapshot(library.path) == before


def test_a_cancelled_import_leaves_the_library_as_it_was(library: Library) -> None:
    before = snapshot(library.path)
    work = library.importing(import_edit())
    next(work)
    with pytest.raises(Cancelled):
        work.throw(Cancelled())
    assert snapshot(library.path) == before
    library.apply(import_edit())


def test_a_note_of_one_stay_is_one_entry_and_keeps_the_version_before_it(library: Library, reader: Reader) -> None:
    library.apply(import_edit())
    library.apply(SetNote(1, "first stay", "a"))
    library.apply(SetNote(1, "second", "b"))
    library.apply(SetNote(1, "second stay", "b"))
    assert [entry.label for entry in reader.history()] == ["write a note", "write a note", "import trending.txt"]
    versions = sqlite3.connect(library.path)
    try:
        assert versions.execute("SELECT text FROM note_version").fetchall() == [("first stay",)]
    finally:
        versions.close()
    library.undo()
    assert reader.note(1) == "first stay"
    library.redo()
    assert reader.note(1) == "second stay"


def test_a_note_of_white_space_is_no_note(library: Library, reader: Reader) -> None:
    library.apply(import_edit())
    assert library.apply(SetNote(1, "  \n")).edit is None
    library.apply(SetNote(1, "text"))
    assert library.apply(SetNote(1, " ")).label == "remove a note"
    assert reader.counts().lists["has:note"] == 0


def test_removing_the_sample_forgets_it_and_can_be_undone(library: Library, reader: Reader) -> None:
    library.apply(import_edit(TITLES[:4], "sample.md", sample=True))
    library.apply(Mark((1,), "read", True))
    library.apply(SetNote(2, "note"))
    library.apply(import_edit(TITLES[3:5], "real.txt"))
    before = snapshot(library.path)
    library.apply(RemoveSample())
    assert [paper.title for paper in reader.papers(reader.ids(""))] == list(TITLES[3:5])
    assert [digest.source for digest in reader.digests()] == ["real.txt"]
    library.undo()
    assert snapshot(library.path) == before
    library.redo()
    again = library.apply(import_edit(TITLES[:2], "fresh.txt"))
    assert again.report is not None
    assert len(again.report.ids("new")) == 2


def test_a_paper_that_went_with_its_digest_comes_back_and_one_that_the_user_trashed_does_not(library: Library) -> None:
    library.apply(import_edit())
    for paper, who in ((1, "digest"), (2, "user")):
        library._db.execute("UPDATE state SET trashed = ? WHERE id = ?", (who, paper))
    library.repair()
    change = library.apply(import_edit(TITLES, "again.txt", "2026-03-20"))
    assert change.report is not None
    assert change.report.trashed == (2,)
    with Reader(library.path.parent) as reader:
        assert list(reader.ids("is:trashed")) == [2]


def test_what_an_import_skipped_is_kept_with_the_digest(library: Library, reader: Reader) -> None:
    edit = import_edit()
    skipped = (Skipped("record 3", "@article{", "without a title"),)
    library.apply(replace(edit, reading=replace(edit.reading, skipped=skipped)))
    assert tuple(reader.skipped(1)) == skipped
    assert reader.skipped(99) == []


def test_repair_makes_the_lists_and_the_index_anew(library: Library, reader: Reader) -> None:
    library.apply(import_edit())
    library._db.execute("UPDATE shelf SET state = 'read' WHERE paper = 1")
    library._db.execute("UPDATE paper_search SET note = 'x' WHERE id = 2")
    library._db.execute(
        "INSERT INTO shelf SELECT 99, state, starred, trashed, noted, latest, 1, first, 1, 1, initials FROM shelf WHERE paper = 3"
    )
    problems = library.problems()
    assert "shelf: papers that stand wrong in the lists: 2" in problems
    assert "paper_search: papers that are searched by wrong texts: 1" in problems
    library.repair()
    assert library.problems() == []
    assert list(reader.ids("residual")) == [2]
    library._db.execute("UPDATE shelf SET first = '2020-01-01', latest_position = 7 WHERE paper = 5")
    assert library.problems() == ["shelf: papers that stand wrong in the lists: 1"]


def test_a_library_with_an_older_index_is_indexed_anew_when_it_is_opened(library_folder: Path) -> None:
    with Library(library_folder) as library:
        library.apply(import_edit())
        library._db.execute("UPDATE meta SET value = '0'")
        library._db.execute("DELETE FROM shelf")
    with Library(library_folder) as library, Reader(library_folder) as reader:
        assert len(reader.ids("")) == len(TITLES)


def test_a_large_import_is_stored_without_looking_up_each_row_and_everything_after_it_with(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("readerapp.store.library.LARGE", 3)

    def looked_up() -> bool:
        return bool(library._db.execute("PRAGMA foreign_keys").fetchone()[0])

    given_up = library.importing(import_edit())
    next(given_up)
    assert not looked_up()
    given_up.close()
    assert looked_up()
    library.apply(import_edit(TITLES[:2], "two.txt"))
    library.apply(import_edit())
    assert looked_up()
    library.undo()
    library.redo()
    assert library.problems() == []
    with pytest.raises(sqlite3.IntegrityError):
        library._db.execute("INSERT INTO listing (paper, digest, position) VALUES (999, 1, 1)")


def test_when_most_papers_change_the_lists_indexes_are_made_anew_and_are_the_same(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def indexes() -> set[tuple[str, str]]:
        return set(library._db.execute("SELECT name, sql FROM sqlite_master WHERE tbl_name = 'shelf'"))

    library.apply(import_edit())
    before, made, papers = snapshot(library.path), indexes(), tuple(range(1, len(TITLES) + 1))
    monkeypatch.setattr("readerapp.store.shelf.LARGE", 3)
    statements: list[str] = []
    library._db.set_trace_callback(statements.append)
    library.apply(Mark(papers[:2], "read"))
    assert not any(statement.startswith("DROP INDEX") for statement in statements)
    library.apply(Mark(papers, "queued", True))
    assert any(statement.startswith("DROP INDEX") for statement in statements)
    library._db.set_trace_callback(None)
    assert indexes() == made
    assert library.problems() == []
    library.undo(down_to=2)
    assert indexes() == made
    assert snapshot(library.path) == before
    assert library.problems() == []
