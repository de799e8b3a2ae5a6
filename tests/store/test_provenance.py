"""Everything that came in can be explained: a digest's file, what it improved, what entered, left and moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from readerapp.edits import AddPaper, ImportReading, Mark, Merge, Override, ReadAgain, RemoveDigest, SetNote
from readerapp.errors import NotFound
from readerapp.records import Reading, Record, Skipped
from readerapp.store.library import Library
from readerapp.store.provenance import Improvement, compare, digest_file, earlier_digests, improvements
from readerapp.store.reading import Reader
from tests.digests import TITLES, abstract_of, import_edit
from tests.store.snapshot import snapshot

LONG = "A Title That Is Long Enough to Be an Identity"


def test_a_digests_own_file_is_kept(library: Library, reader: Reader) -> None:
    edit = import_edit()
    library.apply(edit)
    file = digest_file(reader, 1)
    assert (file.name, file.data, file.modified) == ("trending.txt", edit.data, date(2026, 3, 14))
    library.apply(AddPaper((Record(LONG),), date(2026, 3, 14)))
    with pytest.raises(NotFound, match="added one by one"):
        digest_file(reader, 2)


def test_what_an_import_improved_is_told_with_what_was_there_before(library: Library, reader: Reader) -> None:
    first = Record(LONG, "The beginning of it …", "snippet", ("Ada Lovelace",))
    better = Record(LONG, "The whole of it, as the authors wrote it.", "full", ("Ada Lovelace", "Bob Builder"), "2401.00001",
                    code_urls=("https://github.com/a/b", "https://github.com/c/d"))  # fmt: skip
    library.apply(import_edit(name="a.txt", records=(first, Record("[Re] A Study of Studies and So On [Extended]"))))
    change = library.apply(
        import_edit(
            name="b.txt", records=(better, Record("[Re] a study of studies and so on [extended]", date="2024-01-01"))
        )
    )
    assert change.edit is not None
    found = improvements(reader, change.edit)
    assert found == [
        Improvement(1, LONG, "abstract", "The beginning of it …", "The whole of it, as the authors wrote it."),
        Improvement(1, LONG, "authors", "Ada Lovelace", "Ada Lovelace, Bob Builder"),
        Improvement(1, LONG, "arxiv_id", "", "2401.00001"),
        Improvement(1, LONG, "code_urls", "", "https://github.com/a/b, https://github.com/c/d"),
        Improvement(2, "[Re] A Study of Studies and So On [Extended]", "date", "", "2024-01-01"),
    ]
    library.apply(Merge(2, 1))
    assert [improvement.paper for improvement in improvements(reader, change.edit)] == [2] * len(
        improvements(reader, change.edit)
    )
    library.undo()
    library.undo()
    assert improvements(reader, change.edit) == []
    assert improvements(reader, 99) == []


def test_a_digest_is_compared_with_the_earlier_ones_of_its_source_first(library: Library, reader: Reader) -> None:
    for name, day in (
        ("cs-01.txt", "2026-03-01"),
        ("other.txt", "2026-03-03"),
        ("cs-02.txt", "2026-03-02"),
        ("cs-04.txt", "2026-03-04"),
    ):
        library.apply(import_edit(name=name, day=day))
    assert earlier_digests(reader, 4) == [3, 1, 2]
    assert earlier_digests(reader, 1) == []
    assert earlier_digests(reader, 99) == []


def test_what_entered_left_and_moved_between_two_digests(library: Library, reader: Reader) -> None:
    library.apply(import_edit(TITLES[:5], "a.txt"))
    library.apply(import_edit((TITLES[2], TITLES[1], TITLES[0], TITLES[6]), "b.txt", "2026-03-15"))
    found = compare(reader, 2, 1)
    assert found.entered == (6,)
    assert found.left == (4, 5)
    assert found.moved == ((3, 3, 1), (1, 1, 3))


def test_reading_a_digest_again_puts_its_listings_right_and_keeps_the_rest(library: Library, reader: Reader) -> None:
    library.apply(
        replace(import_edit(), reading=replace(import_edit().reading, date=None, skipped=(Skipped("1", "x", "y"),)))
    )
    library.apply(Mark((1,), "read", True))
    library.apply(SetNote(2, "mine"))
    before = snapshot(library.path)
    better = Reading("hf_page_new", "Ignored", "2026-03-15", "Mar 15", (
        Record(TITLES[0], abstract_of(TITLES[0]), "full", ("Ada Lovelace",), votes=7), Record(LONG), Record(TITLES[3]),
    ))  # fmt: skip
    change = library.apply(ReadAgain(1, better))
    assert change.label == "read a digest again"
    assert change.report is not None
    assert change.report.papers == ((1, "changed"), (9, "new"), (4, "known"))
    papers = reader.papers(reader.ids("in:#1"))
    assert [(paper.id, paper.listings[0].position) for paper in papers] == [(1, 1), (9, 2), (4, 3)]
    assert (papers[0].state, papers[0].starred, papers[0].votes) == ("read", True, 7)
    assert list(reader.ids("is:trashed")) == [3, 5, 6, 7, 8]
    assert reader.note(2) == "mine"
    assert reader.skipped(1) == []
    (digest,) = reader.digests()
    assert (digest.title, digest.date, digest.format) == ("Trending trending.txt", "2026-03-15", "hf_page_new")
    library.undo()
    assert snapshot(library.path) == before
    library.apply(RemoveDigest(1))
    with pytest.raises(NotFound, match="no longer in the library"):
        library.apply(ReadAgain(1, better))


def test_the_users_corrections_are_no_improvement_of_an_import(library: Library, reader: Reader) -> None:
    library.apply(import_edit(name="a.txt", records=(Record(LONG),)))
    library.apply(Override(1, {"title": "My Own Name for This One"}))
    change = library.apply(
        ImportReading(
            Reading("x", records=(Record(LONG, "Now with a text.", "full"),)), "b.txt", b"b", date(2026, 3, 14)
        )
    )
    assert change.edit is not None
    assert [(found.field, found.title) for found in improvements(reader, change.edit)] == [("abstract", LONG)]
    assert reader.papers([1])[0].title == "My Own Name for This One"
    assert reader.digests()[0].title == "b"
