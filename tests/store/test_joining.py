"""Two papers become one and two again: nothing of either is lost on the way, and what came in between stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from readerapp.edits import (
    ChangeTag,
    Edit,
    EditTags,
    KeepApart,
    Mark,
    Merge,
    Override,
    RemoveDigest,
    SetNote,
    Trash,
    Unmerge,
)
from readerapp.errors import NotFound
from readerapp.records import Paper, Record
from readerapp.store.library import Library
from readerapp.store.reading import Reader
from tests.digests import TITLES, import_edit
from tests.store.snapshot import snapshot


@pytest.fixture
def full(library: Library) -> Iterator[Library]:
    library.apply(import_edit())
    yield library
    assert library.problems() == []


def _without_listings(paper: Paper) -> dict[str, object]:
    return {
        name: getattr(paper, name)
        for name in ("title", "abstract", "state", "starred", "trashed", "tags", "note", "arxiv_id", "doi")
    }


def test_merged_papers_come_apart_as_they_were(full: Library, reader: Reader) -> None:
    full.apply(
        import_edit(name="ids.txt", records=(Record(TITLES[1], authors=("Ada Lovelace",), arxiv_id="2401.00002"),))
    )
    for edit in (
        Mark((1,), "queued"),
        Mark((2,), "read", True),
        SetNote(1, "first"),
        SetNote(2, "before"),
        SetNote(2, "second"),
        EditTags((1, 2), ("both",)),
        EditTags((2,), ("theirs",)),
        Override(1, {"title": "My Name for the First of Them"}),
        Override(2, {"title": "My Name for the Second of Them"}),
        Override(2, {"doi": "10.1000/second"}),
    ):
        full.apply(edit)
    before = [_without_listings(paper) for paper in reader.papers([1, 2])]
    listed = [[listing.source for listing in paper.listings] for paper in reader.papers([1, 2])]
    full.apply(Merge(1, 2))
    merged = reader.papers([1])[0]
    assert (merged.state, merged.starred, merged.note, merged.doi) == (
        "read",
        True,
        "first\n\nsecond",
        "10.1000/second",
    )
    full.apply(Unmerge(1))
    (new,) = set(reader.everything()) - set(range(1, 9))
    after = reader.papers([1, new])
    assert [_without_listings(paper) for paper in after] == before
    assert [[listing.source for listing in paper.listings] for paper in after] == listed
    assert [row[0] for row in reader.select("SELECT text FROM note_version WHERE paper = 1")] == []
    assert [row[0] for row in reader.select("SELECT text FROM note_version WHERE paper = ?", [new])] == ["before"]
    assert reader.find("2401.00002") == reader.find("10.1000/second") == reader.find(TITLES[1]) == new
    assert reader.find(TITLES[0]) == 1
    again = full.apply(import_edit(TITLES[:2], "later.txt"))
    assert again.report is not None
    assert [paper for paper, _ in again.report.papers] == [1, new]


def test_what_came_after_a_merge_stays_when_it_is_taken_apart(full: Library, reader: Reader) -> None:
    full.apply(SetNote(1, "first"))
    full.apply(SetNote(2, "second"))
    full.apply(EditTags((2,), ("gone", "kept")))
    full.apply(Merge(1, 2))
    full.apply(SetNote(1, "written afterwards"))
    full.apply(Mark((1,), "dropped"))
    full.apply(EditTags((1,), ("new",), ("gone",)))
    full.apply(Override(1, {"url": "https://example.org/later"}))
    full.apply(import_edit(name="ids.txt", records=(Record(TITLES[0], arxiv_id="2401.00001"),)))
    full.apply(Unmerge(1))
    first, second = reader.papers([1, reader.find(TITLES[1])])
    assert (first.note, first.state, first.tags, first.arxiv_id) == (
        "written afterwards",
        "dropped",
        ("new",),
        "2401.00001",
    )
    assert first.url == "https://example.org/later"
    assert (second.note, second.state, second.tags, second.arxiv_id) == ("second", "unread", ("kept",), None)
    texts = {text for (text,) in reader.select("SELECT text FROM note_version WHERE paper = 1")}
    assert "first\n\nsecond" in texts


def test_taking_apart_is_undone_and_redone_exactly_and_happens_once_for_each_merge(
    full: Library, reader: Reader
) -> None:
    full.apply(SetNote(3, "only theirs"))
    full.apply(Mark((2,), "read"))
    states = [snapshot(full.path)]
    edits: list[Edit] = [Merge(1, 2), Merge(1, 3), RemoveDigest(1), Unmerge(1), Unmerge(1)]
    for edit in edits:
        full.apply(edit)
        states.append(snapshot(full.path))
    with pytest.raises(NotFound, match="No paper was merged"):
        full.apply(Unmerge(1))
    notes = {paper.title: paper.note for paper in reader.papers(reader.everything())}
    assert notes[TITLES[2]] == "only theirs"
    assert notes[TITLES[0]] is None
    assert all(not paper.listings for paper in reader.papers(reader.everything()))
    for state in reversed(states[:-1]):
        full.undo()
        assert snapshot(full.path) == state
    for state in states[1:]:
        full.redo()
        assert snapshot(full.path) == state
    with pytest.raises(NotFound, match="No paper was merged"):
        full.apply(Unmerge(1))
    with pytest.raises(NotFound, match="no longer in the library"):
        full.apply(Unmerge(99))


def test_a_merge_that_was_undone_cannot_be_taken_apart(full: Library) -> None:
    full.apply(Merge(1, 2))
    full.undo()
    with pytest.raises(NotFound, match="No paper was merged"):
        full.apply(Unmerge(1))


def test_what_the_user_said_of_pairs_outlives_a_merge(full: Library, reader: Reader) -> None:
    full.apply(KeepApart(2, 5))
    full.apply(Merge(1, 2))
    assert reader.select("SELECT one, other FROM apart") == [(1, 5)]
    full.apply(Unmerge(1))
    assert (1, reader.find(TITLES[1])) in reader.select("SELECT one, other FROM apart")


def test_a_question_about_the_one_that_goes_is_asked_about_the_one_that_stays(library: Library, reader: Reader) -> None:
    long = "Learning Layered Representations of Large Graphs"
    library.apply(import_edit(name="a.txt", records=(Record(long), Record(TITLES[0]))))
    library.apply(import_edit(name="b.txt", records=(Record(long + " Fast"),)))
    assert reader.maybe_same() == [(1, 3)]
    library.apply(Merge(2, 3))
    assert reader.maybe_same() == [(1, 2)]
    library.apply(Merge(1, 2))
    assert reader.maybe_same() == []


def test_one_in_the_trash_by_the_users_hand_keeps_both_there_and_no_import_brings_them_back(
    full: Library, reader: Reader
) -> None:
    full.apply(RemoveDigest(1))
    full.apply(Trash((2,)))
    full.apply(Merge(1, 2))
    change = full.apply(import_edit(TITLES[:2], "later.txt"))
    assert change.report is not None
    assert change.report.trashed == (1,)
    assert reader.papers([1])[0].trashed


def test_equal_notes_are_not_doubled(full: Library, reader: Reader) -> None:
    full.apply(SetNote(1, "the same"))
    full.apply(SetNote(2, "the same"))
    full.apply(SetNote(3, "the same and more"))
    full.apply(Merge(1, 2))
    assert reader.note(1) == "the same"
    full.apply(Merge(1, 3))
    assert reader.note(1) == "the same and more"


def test_a_tag_that_was_renamed_meanwhile_goes_along(full: Library, reader: Reader) -> None:
    full.apply(EditTags((1, 2), ("one",)))
    full.apply(EditTags((2,), ("two",)))
    full.apply(Merge(1, 2))
    full.apply(ChangeTag("two", "other"))
    full.apply(Unmerge(1))
    assert reader.papers([1, reader.find(TITLES[1])])[0].tags == ("one",)
    assert reader.papers([reader.find(TITLES[1])])[0].tags == ("one", "other")


def test_a_correction_of_the_merged_paper_stays_and_the_other_ones_comes_back(full: Library, reader: Reader) -> None:
    full.apply(Override(2, {"title": "My Name for the Second of Them"}))
    full.apply(Merge(1, 2))
    full.apply(Override(1, {"title": "My Name for Both of Them"}))
    full.apply(Unmerge(1))
    assert reader.papers([1])[0].title == "My Name for Both of Them"
    assert reader.papers([reader.find(TITLES[1])])[0].title == "My Name for the Second of Them"


def test_a_note_that_only_one_had_goes_back_with_it(full: Library, reader: Reader) -> None:
    full.apply(SetNote(2, "theirs"))
    full.apply(Merge(1, 2))
    full.apply(Unmerge(1))
    assert reader.note(1) == ""
    assert reader.note(reader.find(TITLES[1])) == "theirs"


def test_edits_on_what_is_gone_are_told(full: Library) -> None:
    full.apply(Merge(1, 2))
    before = snapshot(full.path)
    with pytest.raises(NotFound, match="no longer in the library"):
        full.apply(SetNote(2, "into the void"))
    assert snapshot(full.path) == before


def test_a_digest_that_lists_a_merged_paper_by_both_names_loses_nothing_of_either(
    full: Library, reader: Reader
) -> None:
    full.apply(Merge(1, 2))
    both = (
        Record(TITLES[0], authors=("Ada Lovelace",), code_urls=("https://github.com/a/b",)),
        Record(TITLES[1], arxiv_id="2401.00001", date="2024-01-01"),
    )
    change = full.apply(import_edit(name="both.txt", records=both))
    assert change.report is not None
    assert change.report.papers == ((1, "changed"), (1, "changed"))
    paper = reader.papers([1])[0]
    assert (paper.authors, paper.code_urls, paper.arxiv_id, paper.date) == (
        ("Ada Lovelace",), ("https://github.com/a/b",), "2401.00001", "2024-01-01",
    )  # fmt: skip
    assert sorted((listing.source, listing.position) for listing in paper.listings) == [
        ("both.txt", 1),
        ("trending.txt", 1),
    ]


def test_a_listing_with_the_ids_of_two_papers_gives_neither_the_others_id(library: Library, reader: Reader) -> None:
    one = Record("The First of Two Different Papers Here", arxiv_id="2401.00001")
    two = Record("The Second of Two Different Papers Here", doi="10.1000/two")
    library.apply(import_edit(name="a.txt", records=(one, two)))
    library.apply(import_edit(name="b.txt", records=(Record("Something", arxiv_id="2401.00001", doi="10.1000/two"),)))
    assert reader.find("10.1000/two") == 2
    later = library.apply(
        import_edit(name="c.txt", records=(Record("A Name That Nobody Knows of It Yet", doi="10.1000/two"),))
    )
    assert later.report is not None
    assert later.report.papers == ((2, "known"),)
