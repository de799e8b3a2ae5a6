"""Trash, digests, tags, corrections, merging: each keeps everything of the user's and can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from readerapp.edits import (
    AddPaper,
    ChangeDigest,
    ChangeQuery,
    ChangeTag,
    Edit,
    EditTags,
    EmptyTrash,
    KeepApart,
    Mark,
    Merge,
    Override,
    RemoveDigest,
    RestorePapers,
    SaveQuery,
    SetNote,
    Trash,
)
from readerapp.errors import NotFound, ReaderError
from readerapp.records import Record
from readerapp.store.library import Library
from readerapp.store.reading import Reader
from tests.digests import TITLES, abstract_of, import_edit
from tests.store.snapshot import snapshot

LONG = "Learning Layered Representations of Large Graphs"


@pytest.fixture
def full(library: Library) -> Iterator[Library]:
    library.apply(import_edit())
    yield library
    assert library.problems() == []


def test_every_edit_here_can_be_undone_exactly(full: Library) -> None:
    edits: list[Edit] = [
        EditTags((1, 2, 3), ("graphs", "to present")),
        EditTags((2,), remove=("Graphs",)),
        ChangeTag("graphs", "Networks", "#aa0000"),
        ChangeTag("networks", "to present"),
        Trash((4,)),
        RestorePapers((4,)),
        Override(1, {"title": "A Better Title for This Paper"}),
        Override(1, {"arxiv_id": "https://arxiv.org/abs/1706.03762v5"}),
        Override(1, {"title": None}),
        ChangeDigest(1, "Renamed", "2026-04-01"),
        SaveQuery("starred graphs", "is:starred graph"),
        SaveQuery("second", "is:read"),
        ChangeQuery(2, position=0),
        ChangeQuery(1, name="renamed"),
        ChangeQuery(1, delete=True),
        SetNote(1, "one"),
        SetNote(2, "two"),
        Merge(1, 2),
        KeepApart(3, 5),
        RemoveDigest(1),
    ]
    states = [snapshot(full.path)]
    for edit in edits:
        change = full.apply(edit)
        assert change.edit is not None, edit
        assert change.label
        states.append(snapshot(full.path))
        assert full.problems() == [], edit
    for state in reversed(states[:-1]):
        full.undo()
        assert snapshot(full.path) == state
    for state in states[1:]:
        full.redo()
        assert snapshot(full.path) == state


def test_tags_are_found_counted_and_gone_with_their_last_paper(full: Library, reader: Reader) -> None:
    full.apply(EditTags((1, 2), (" #Graph  Nets ", "graph nets", "", "😀\0")))
    full.apply(Mark((1,), "read"))
    assert [(t.name, t.papers, t.unread) for t in reader.tags()] == [("Graph Nets", 2, 1), ("😀", 2, 1)]
    assert list(reader.ids('tag:"graph nets"')) == [1, 2]
    assert list(reader.ids("nets")) == [1, 2]
    full.apply(EditTags((1, 2), remove=("GRAPH NETS",)))
    assert [tag.name for tag in reader.tags()] == ["😀"]
    assert list(reader.ids("nets")) == []


@pytest.mark.parametrize("name", ["'; DROP TABLE tag", '"', "x" * 100, "\u202eabc", "a\nb", "-x", "+y"])
def test_any_tag_is_a_tag(full: Library, reader: Reader, name: str) -> None:
    full.apply(EditTags((1,), (name,)))
    (tag,) = reader.tags()
    assert len(tag.name) <= 100
    assert reader.papers([1])[0].tags == (tag.name,)


def test_a_tag_that_would_not_be_kept_whole_is_refused(full: Library, reader: Reader) -> None:
    full.apply(EditTags((1,), ("kept",)))
    for edit in (EditTags((1,), ("other", "x" * 101)), ChangeTag("kept", name="x" * 101)):
        with pytest.raises(ReaderError, match="at most 100 letters"):
            full.apply(edit)
    assert [tag.name for tag in reader.tags()] == ["kept"]


def test_the_history_says_what_was_changed(full: Library, reader: Reader) -> None:
    full.apply(SaveQuery("Mine", "graph"))
    full.apply(ChangeQuery(1, name="Ours"))
    full.apply(ChangeQuery(1, delete=True))
    full.apply(ChangeDigest(1, title="Weekly"))
    labels = [entry.label for entry in reader.history(3)]
    assert labels[1:] == ["delete the search Ours", "change the search Mine"]
    assert labels[0].startswith("change the digest ") and not labels[0].endswith("Weekly")


def test_an_accent_makes_one_tag_however_it_is_typed(full: Library, reader: Reader) -> None:
    full.apply(EditTags((1,), ("Caf\u00e9",)))
    full.apply(EditTags((2,), ("cafe\u0301",)))
    assert [(tag.name, tag.papers) for tag in reader.tags()] == [("Caf\u00e9", 2)]
    assert list(reader.tagged("CAFE\u0301")) == [1, 2]
    assert set(reader.ids("tag:cafe\u0301")) == set(reader.ids("tag:caf\u00e9")) == {1, 2}
    full.apply(EditTags((1, 2), (), ("cafe\u0301",)))
    assert reader.tags() == []


def test_renaming_a_tag_to_another_ones_name_merges_them(full: Library, reader: Reader) -> None:
    full.apply(EditTags((1, 2), ("a",)))
    full.apply(EditTags((2, 3), ("b",)))
    full.apply(ChangeTag("a", "B"))
    assert [(tag.name, tag.papers) for tag in reader.tags()] == [("b", 3)]
    with pytest.raises(NotFound, match="no tag"):
        full.apply(ChangeTag("a", "c"))


def test_trashed_papers_are_nowhere_but_in_the_trash_and_no_import_brings_them_back(
    full: Library, reader: Reader
) -> None:
    full.apply(Mark((1,), starred=True))
    full.apply(Trash((1, 2)))
    assert list(reader.ids("is:trashed")) == [1, 2]
    assert 1 not in reader.ids("")
    assert 1 not in reader.ids("is:starred")
    assert reader.counts().lists["is:starred"] == 0
    change = full.apply(import_edit(name="again.txt", day="2026-03-20"))
    assert change.report is not None
    assert change.report.trashed == (1, 2)
    full.apply(RestorePapers((1, 2)))
    assert list(reader.ids("is:starred")) == [1]


def test_removing_a_digest_trashes_only_what_nothing_else_holds(full: Library, reader: Reader) -> None:
    full.apply(import_edit((TITLES[0],), "other.txt", "2026-03-15"))
    full.apply(Mark((2,), starred=True))
    full.apply(Mark((3,), "queued"))
    full.apply(SetNote(4, "mine"))
    full.apply(EditTags((5,), ("tag",)))
    full.apply(Override(6, {"title": "My Title of It All"}))
    full.apply(RemoveDigest(1))
    assert list(reader.ids("is:trashed")) == [7, 8]
    assert sorted(reader.ids("")) == [1, 2, 3, 4, 5, 6]
    full.apply(import_edit(name="back.txt", day="2026-03-21"))
    assert list(reader.ids("is:trashed")) == []
    with pytest.raises(NotFound, match="no longer"):
        full.apply(RemoveDigest(1))


def test_a_dropped_paper_stays_dropped_when_its_digest_goes_and_another_comes(full: Library, reader: Reader) -> None:
    full.apply(Mark((1,), "dropped"))
    full.apply(RemoveDigest(1))
    full.apply(import_edit(name="back.txt", day="2026-03-21"))
    paper = reader.papers([1])[0]
    assert (paper.state, paper.trashed) == ("dropped", False)


def test_a_corrected_title_is_shown_searched_and_known(full: Library, reader: Reader) -> None:
    full.apply(Override(1, {"title": "  An Entirely \n Different Heading "}))
    assert reader.papers([1])[0].title == "An Entirely Different Heading"
    assert list(reader.ids("heading")) == [1]
    change = full.apply(import_edit(name="x.txt", records=(Record("an entirely different heading"),)))
    assert change.report is not None
    assert change.report.papers == ((1, "known"),)
    assert reader.papers([1])[0].title == "An Entirely Different Heading"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("arxiv_id", "nonsense", "no arXiv id"),
        ("doi", "nonsense", "no DOI"),
        ("arxiv_id", "2401.00001", "already the id of another paper"),
        ("doi", "10.1000/x", "already the id of another paper"),
        ("url", "javascript:alert(1)", "no web address"),
        ("votes", "7", "cannot be corrected"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(full: Library, field: str, value: str, words: str) -> None:
    full.apply(
        import_edit(
            name="x.txt", records=(Record("A Paper That Holds Two Ids", arxiv_id="2401.00001", doi="10.1000/x"),)
        )
    )
    before = snapshot(full.path)
    with pytest.raises(ReaderError, match=words):
        full.apply(Override(1, {field: value}))
    assert snapshot(full.path) == before


def test_ids_added_by_hand_are_known_for_ever(full: Library, reader: Reader) -> None:
    full.apply(Override(1, {"arxiv_id": "arXiv:1706.03762v2"}))
    full.apply(Override(1, {"doi": "https://doi.org/10.1000/ABC"}))
    full.apply(Override(1, {"url": "https://example.org"}))
    paper = reader.papers([1])[0]
    assert (paper.arxiv_id, paper.doi, paper.url) == ("1706.03762", "10.1000/abc", "https://example.org")
    assert reader.find("1706.03762") == 1
    with pytest.raises(NotFound):
        full.apply(Override(99, {"title": "x"}))


def test_merging_keeps_everything_of_both(full: Library, reader: Reader) -> None:
    full.apply(import_edit((TITLES[1],), "other.txt", "2026-03-15"))
    full.apply(SetNote(1, "first"))
    full.apply(SetNote(2, "second"))
    full.apply(Mark((1,), "dropped"))
    full.apply(Mark((2,), "queued", True))
    full.apply(EditTags((1,), ("a",)))
    full.apply(EditTags((2,), ("a", "b")))
    full.apply(Merge(1, 2))
    paper = reader.papers([1])[0]
    assert (paper.state, paper.starred, paper.tags, paper.note) == ("queued", True, ("a", "b"), "first\n\nsecond")
    assert [listing.source for listing in paper.listings] == ["other.txt", "trending.txt"]
    assert reader.paper(2) is None
    assert reader.find(TITLES[1]) == 1
    change = full.apply(import_edit(TITLES[:2], "later.txt", "2026-03-30"))
    assert change.report is not None
    assert {paper for paper, _ in change.report.papers} == {1}
    full.undo()
    full.undo()
    assert reader.papers([2])[0].note == "second"


def test_merging_takes_a_note_where_there_is_one_and_refuses_nonsense(full: Library, reader: Reader) -> None:
    full.apply(SetNote(2, "only"))
    full.apply(Trash((3,)))
    full.apply(Merge(1, 2))
    full.apply(Merge(1, 3))
    assert reader.note(1) == "only"
    assert not reader.papers([1])[0].trashed
    with pytest.raises(ReaderError, match="with itself"):
        full.apply(Merge(1, 1))
    with pytest.raises(NotFound):
        full.apply(Merge(1, 99))


def test_a_near_title_is_one_paper_when_abstract_or_author_says_so(library: Library, reader: Reader) -> None:
    first = Record(LONG, abstract_of(LONG), "full", ("Ada Lovelace",))
    library.apply(import_edit(name="a.txt", records=(first,)))
    for number, record in enumerate((
        Record(LONG + " Fast", abstract_of(LONG), "full"),
        Record(LONG.replace("Layered", "Layerd"), authors=("A. Lovelace",)),
        Record("Learnig " + LONG[9:], abstract_of(LONG), "full"),
        Record(LONG + " Now", "What an editor says of it in words of his own.", "summary", ("Lovelace, Ada",)),
    )):  # fmt: skip
        change = library.apply(import_edit(name=f"n{number}.txt", records=(record,)))
        assert change.report is not None
        assert change.report.papers[0][0] == 1, record.title
    assert reader.maybe_same() == []


def test_a_near_title_with_only_a_summary_is_asked_about(library: Library, reader: Reader) -> None:
    library.apply(import_edit(name="a.txt", records=(Record(LONG, abstract_of(LONG), "full"),)))
    library.apply(import_edit(name="b.txt", records=(Record(LONG + " Fast", "Words of some bot on it.", "summary"),)))
    assert reader.maybe_same() == [(1, 2)]


def test_a_near_title_that_nothing_confirms_is_asked_about_once(library: Library, reader: Reader) -> None:
    library.apply(import_edit(name="a.txt", records=(Record(LONG),)))
    library.apply(import_edit(name="b.txt", records=(Record(LONG + " Fast"),)))
    assert reader.maybe_same() == [(1, 2)]
    library.apply(KeepApart(2, 1))
    assert reader.maybe_same() == []
    library.apply(import_edit(name="c.txt", records=(Record(LONG), Record(LONG + " Fast"))))
    assert reader.maybe_same() == []
    library.undo()
    library.undo()
    assert reader.maybe_same() == [(1, 2)]


@pytest.mark.parametrize(
    "other",
    [
        Record(LONG + " Part II", authors=("Ada Lovelace",)),
        Record(LONG + " 2", authors=("Ada Lovelace",)),
        Record(
            LONG + " Fast", "Another abstract altogether, that has nothing to do with the first one in any way.", "full"
        ),
        Record(LONG + " Fast", arxiv_id="2401.99999"),
        Record(LONG + " and Much More Than the Other", authors=("Ada Lovelace",)),
        Record("FBLNet", authors=("Ada Lovelace",)),
    ],
)
def test_look_alikes_stay_apart_and_are_not_asked_about(library: Library, reader: Reader, other: Record) -> None:
    first = Record(LONG, abstract_of(LONG), "full", ("Ada Lovelace",), arxiv_id="2401.00001")
    library.apply(import_edit(name="a.txt", records=(first,)))
    change = library.apply(import_edit(name="b.txt", records=(other,)))
    assert change.report is not None
    assert change.report.papers == ((2, "new"),)
    assert reader.maybe_same() == []


def test_a_listing_that_fits_two_papers_never_merges_them_but_asks(library: Library, reader: Reader) -> None:
    library.apply(
        import_edit(
            name="a.txt", records=(Record("Another Name of the Same Long Work", arxiv_id="2401.00001"), Record(LONG))
        )
    )
    change = library.apply(import_edit(name="b.txt", records=(Record(LONG, arxiv_id="2401.00001"),)))
    assert change.report is not None
    assert [paper for paper, _ in change.report.papers] == [1]
    assert reader.maybe_same() == [(1, 2)]


def test_saved_searches_keep_their_order(full: Library, reader: Reader) -> None:
    for name in ("one", "two", "three"):
        full.apply(SaveQuery(name, f"is:{name}"))
    assert full.apply(SaveQuery("two", "changed")).label == "replace the search two"
    for name in ("one", " one  "):
        with pytest.raises(ReaderError, match="another search called “one”"):
            full.apply(ChangeQuery(2, name=name))
    full.apply(ChangeQuery(2, name="two"))
    full.apply(ChangeQuery(3, position=0))
    assert [(q.name, q.query) for q in reader.saved_queries()] == [
        ("three", "is:three"),
        ("one", "is:one"),
        ("two", "changed"),
    ]
    full.apply(ChangeQuery(1, delete=True))
    assert [q.name for q in reader.saved_queries()] == ["three", "two"]


def test_a_digests_date_can_be_corrected_and_moves_its_papers(full: Library, reader: Reader) -> None:
    full.apply(import_edit((TITLES[0],), "other.txt", "2026-03-15"))
    assert reader.ids("")[0] == 1
    full.apply(ChangeDigest(2, date="2026-03-01", title=" New  title "))
    assert reader.rows([1])[1].date == "2026-03-14"
    assert [d.title for d in reader.digests()] == ["Trending trending.txt", "New title"]
    with pytest.raises(ReaderError, match="no date"):
        full.apply(ChangeDigest(2, date="soon"))


@pytest.mark.parametrize(
    "edit",
    [
        Mark((99, 100), "read"), Mark((99,), starred=True), EditTags((99,), ("tag",)), Trash((99,)), KeepApart(1, 99),
        ChangeDigest(99, title="Mine"), ChangeQuery(99, name="Mine"), ChangeQuery(99, delete=True),
    ],
    ids=repr,
)  # fmt: skip
def test_what_is_said_of_things_that_are_gone_is_told_and_leaves_no_trace(full: Library, edit: Edit) -> None:
    before = snapshot(full.path)
    with pytest.raises(NotFound, match="no longer"):
        full.apply(edit)
    assert snapshot(full.path) == before


def test_of_papers_some_of_which_are_gone_the_others_are_marked(full: Library, reader: Reader) -> None:
    full.apply(Mark((1, 99), "read"))
    paper = reader.paper(1)
    assert paper is not None
    assert paper.state == "read"


def test_emptying_the_trash_throws_away_all_but_the_names(full: Library, reader: Reader) -> None:
    start = snapshot(full.path)
    full.apply(SetNote(1, "mine"))
    full.apply(EditTags((1, 2), ("gone",)))
    full.apply(Trash((1, 2)))
    before = snapshot(full.path)
    change = full.apply(EmptyTrash())
    assert change.label == "empty the trash (2 papers)"
    for query in ("is:trashed", "-is:trashed", "is:dropped", "gone", "mine"):
        assert not {1, 2} & set(reader.ids(query)), query
    assert reader.paper(1) is None and reader.tags() == []
    assert reader.counts().lists["is:trashed"] == 0
    assert full.problems() == []
    with pytest.raises(NotFound):
        reader.find(TITLES[0])
    again = full.apply(import_edit(name="again.txt", day="2026-03-20")).report
    assert again is not None and again.papers[0] == (1, "known") and again.trashed == ()
    assert reader.paper(1) is None
    assert full.apply(RestorePapers((1,))).edit is None
    assert full.apply(Trash((1,))).edit is None
    assert full.apply(EmptyTrash()).edit is None
    full.undo()
    full.undo()
    assert snapshot(full.path) == before
    full.redo()
    assert reader.paper(1) is None and full.problems() == []
    for _ in range(4):
        full.undo()
    assert snapshot(full.path) == start


def test_what_only_lost_its_digest_comes_back_as_new_after_the_trash_was_emptied(full: Library, reader: Reader) -> None:
    full.apply(RemoveDigest(1))
    full.apply(EmptyTrash())
    assert list(reader.everything()) == []
    report = full.apply(import_edit(name="back.txt", day="2026-03-21")).report
    assert report is not None and {status for _, status in report.papers} == {"new"}


def test_a_paper_without_anything_on_it_is_thrown_away_too(full: Library, reader: Reader) -> None:
    full.apply(import_edit(name="bare.txt", day="2026-03-21", records=(Record("A Title with No Word behind It"),)))
    paper = reader.find("A Title with No Word behind It")
    full.apply(Trash((paper,)))
    full.apply(RemoveDigest(2))
    full.apply(EmptyTrash())
    assert reader.paper(paper) is None and full.problems() == []
    full.undo()
    assert list(reader.ids("is:trashed")) == [paper] and full.problems() == []


def test_the_user_may_add_again_what_was_thrown_away(full: Library, reader: Reader) -> None:
    full.apply(Trash((1,)))
    full.apply(EmptyTrash())
    full.apply(AddPaper((Record(TITLES[0], "A few words about it.", "summary"),), date(2026, 3, 22)))
    paper = reader.paper(1)
    assert paper is not None
    assert (paper.state, paper.trashed, paper.abstract) == ("unread", False, "A few words about it.")
