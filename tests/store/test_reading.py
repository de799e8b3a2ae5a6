"""Reading a library: naming papers and digests, rows for the list, news from other programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from readerapp.edits import EditTags, Mark, SetNote, Trash
from readerapp.errors import NotFound
from readerapp.records import Record
from readerapp.store.library import Library
from readerapp.store.reading import Reader
from tests.digests import TITLES, abstract_of, import_edit

NAMED = (
    Record("Graph Networks for Weather", arxiv_id="2401.00001", doi="10.1000/weather"),
    Record("Graph Networks for Climate", arxiv_id="2401.00002"),
    Record("1984 and Other Numbers"),
    Record("Twins of One Name in Two Places", arxiv_id="2401.00003"),
    Record("Twins of One Name in Two Places", arxiv_id="2401.00004"),
)


@pytest.fixture
def named(library: Library, reader: Reader) -> Reader:
    library.apply(import_edit(name="named.txt", records=NAMED))
    return reader


@pytest.mark.parametrize(
    ("name", "paper"),
    [
        ("2401.00001", 1),
        ("arXiv:2401.00002v3", 2),
        ("https://arxiv.org/pdf/2401.00001v1", 1),
        ("10.1000/WEATHER", 1),
        ("https://doi.org/10.1000/weather", 1),
        ("2", 2),
        ("graph networks for climate", 2),
        ("Graph Networks: for Wea", 1),
        ("1984 and", 3),
    ],
)
def test_a_paper_is_named_in_many_ways(named: Reader, name: str, paper: int) -> None:
    assert named.find(name) == paper


@pytest.mark.parametrize("name", ["graph net", "Twins of One Name in Two Places"])
def test_a_name_that_fits_several_papers_lists_them(named: Reader, name: str) -> None:
    with pytest.raises(NotFound, match=r"fits several papers: \d"):
        named.find(name)


@pytest.mark.parametrize("name", ["nothing like this", "99", "9999.99999", "", "?", "9" * 40])
def test_a_name_of_no_paper_is_told(named: Reader, name: str) -> None:
    with pytest.raises(NotFound, match="No paper is called"):
        named.find(name)


def test_a_digest_is_named_by_number_title_or_file(library: Library, named: Reader) -> None:
    library.apply(import_edit(TITLES, "other.txt"))
    assert named.find_digest("1") == 1
    assert named.find_digest("other.txt") == 2
    assert named.find_digest("Trending named.txt") == 1
    with pytest.raises(NotFound, match="No digest"):
        named.find_digest("none")
    library._db.execute("UPDATE digest SET title = 'same'")
    with pytest.raises(NotFound, match="several digests"):
        named.find_digest("same")


def test_the_lists_rows_say_what_is_painted(library: Library, reader: Reader) -> None:
    record = Record(
        "With Code and All the Rest of It",
        "An abstract\n\nof two parts.",
        "full",
        code_urls=("https://github.com/a/b",),
    )
    library.apply(import_edit(name="a.txt", day="2026-03-14", records=(record,)))
    library.apply(import_edit(name="b.txt", day="2026-03-10", records=(record,)))
    library.apply(Mark((1,), "queued", True))
    library.apply(SetNote(1, "note"))
    row = reader.rows([1, 99])[1]
    assert (row.title, row.snippet, row.state) == (record.title, "An abstract of two parts.", "queued")
    assert (row.starred, row.noted, row.code, row.trashed) == (True, True, True, False)
    assert (row.digest, row.date, row.position, row.listed) == ("Trending a.txt", "2026-03-14", 1, 2)
    assert 99 not in reader.rows([1, 99])


def test_a_digest_without_a_date_stands_at_the_day_of_its_import(library: Library, reader: Reader) -> None:
    library.apply(import_edit(TITLES[:1], "old.txt", "2020-01-01"))
    library.apply(import_edit(TITLES[1:2], "undated.txt", None))
    assert list(reader.ids("")) == [2, 1]
    assert reader.digests()[0].date is None


def test_a_paper_that_is_gone_is_left_out(library: Library, reader: Reader) -> None:
    library.apply(import_edit())
    assert reader.paper(99) is None
    assert [paper.id for paper in reader.papers([2, 99, 1])] == [2, 1]
    assert reader.note(99) == ""


def test_a_paper_shows_everything_the_digest_said(library: Library, reader: Reader) -> None:
    record = Record(
        TITLES[0], abstract_of(TITLES[0]), "full", ("A", "B"), "1706.03762", "10.1/x", "https://a.org", "https://a.org/p.pdf",
        ("https://github.com/a/b",), "2017-06-12", 7, "v5", "cs.CL", 12,
    )  # fmt: skip
    library.apply(import_edit(name="a.txt", records=(record,)))
    paper = reader.papers([1])[0]
    for name in (
        "title",
        "abstract",
        "abstract_kind",
        "authors",
        "arxiv_id",
        "doi",
        "url",
        "pdf_url",
        "code_urls",
        "date",
        "votes",
    ):
        assert getattr(paper, name) == getattr(record, name)
    (listing,) = paper.listings
    assert (listing.votes, listing.version, listing.section, listing.line, listing.position) == (
        7,
        "v5",
        "cs.CL",
        12,
        1,
    )


def test_a_write_of_another_connection_is_noticed(library: Library, reader: Reader) -> None:
    before = reader.data_version()
    assert reader.data_version() == before
    library.apply(import_edit())
    assert reader.data_version() != before


def test_a_reader_cannot_write(library: Library, reader: Reader) -> None:
    from readerapp.store.connection import ReadOnly

    with pytest.raises(ReadOnly):
        reader.select("DELETE FROM paper")


def test_an_interrupt_ends_a_question(library: Library, reader: Reader) -> None:
    reader.interrupt()
    assert reader.total("") == 0


def test_the_history_can_be_cut(library: Library, reader: Reader) -> None:
    library.apply(import_edit())
    library.apply(Mark((1,), "read"))
    assert [entry.label for entry in reader.history(1)] == ["mark a paper read"]
    assert reader.next_undo(redo=True) is None


def test_the_users_corrections_show_in_place_of_the_content(library: Library, reader: Reader, tmp_path: Path) -> None:
    library.apply(import_edit())
    library._db.execute("INSERT INTO override (paper, field, value) VALUES (1, 'title', 'My Own Title')")
    library.repair()
    assert reader.papers([1])[0].title == "My Own Title"
    assert reader.rows([1])[1].title == "My Own Title"
    assert list(reader.ids("own")) == [1]


def test_what_is_left_to_decide_and_what_was_decided(library: Library, reader: Reader) -> None:
    library.apply(import_edit())
    library.apply(Mark((1, 2), "read", True))
    library.apply(Mark((3,), "queued"))
    library.apply(Mark((4,), "dropped"))
    library.apply(Trash((5, 2)))
    assert reader.undecided([1, 3, 4, 5, 6, 99]) == {6}
    assert reader.states_of(range(1, 8)) == {
        "unread": 2,
        "queued": 1,
        "read": 1,
        "dropped": 1,
        "starred": 1,
        "trashed": 2,
    }
    assert reader.states_of([]) == {"unread": 0, "queued": 0, "read": 0, "dropped": 0, "starred": 0, "trashed": 0}


def test_every_paper_with_a_tag_is_told_wherever_it_lies(library: Library, reader: Reader) -> None:
    library.apply(import_edit())
    library.apply(EditTags((1, 2, 3), ("Graphs",)))
    library.apply(Trash((2,)))
    library.apply(Mark((3,), "dropped"))
    assert list(reader.tagged("graphs")) == [1, 2, 3]
    assert list(reader.tagged("none")) == []


def test_a_list_by_date_is_grouped_by_its_days(library: Library, reader: Reader) -> None:
    library.apply(import_edit(TITLES[:3]))
    library.apply(import_edit(TITLES[3:5], "later.txt", "2026-03-20"))
    assert reader.grouped("") == [(0, "2026-03-20"), (2, "2026-03-14")]
    assert reader.grouped("sort:oldest") == [(0, "2026-03-14"), (3, "2026-03-20")]
    assert reader.grouped("sort:title") == []
    assert reader.grouped('"?"') == []


def test_the_history_says_which_paper_an_edit_was_about(library: Library, reader: Reader) -> None:
    library.apply(import_edit())
    library.apply(Mark((1,), "read"))
    library.apply(SetNote(2, "mine", "here"))
    library.apply(Mark((1, 2), "queued"))
    assert [entry.about for entry in reader.history()] == ["", TITLES[1], TITLES[0], ""]


def test_what_is_left_to_decide_is_looked_up_paper_by_paper(library: Library, reader: Reader) -> None:
    library.apply(import_edit())
    asked: list[str] = []
    reader._db.set_trace_callback(asked.append)
    assert reader.undecided([1, 2]) == {1, 2}
    reader.states_of([1, 2])
    reader._db.set_trace_callback(None)
    for sql in asked:
        plan = [row[3] for row in reader._db.execute(f"EXPLAIN QUERY PLAN {sql}")]
        assert any(step.startswith("SEARCH s USING INTEGER PRIMARY KEY") for step in plan), plan
    assert len(asked) == 2
