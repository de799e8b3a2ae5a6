"""A copy of a library: written out whole, merged into another one, where nothing is lowered or overwritten."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from readerapp.edits import (
    AddPaper,
    ChangeTag,
    EditTags,
    ImportReading,
    Mark,
    Merge,
    Override,
    RemoveDigest,
    SaveQuery,
    SetNote,
    Trash,
)
from readerapp.errors import ReaderError
from readerapp.formats import registry
from readerapp.formats.source import Source
from readerapp.records import Change, Paper, Record
from readerapp.store.library import Library
from readerapp.store.provenance import digest_file
from readerapp.store.reading import Reader
from readerapp.verbs import exporting
from tests.digests import TITLES, import_edit
from tests.store.snapshot import snapshot

DAY = date(2026, 3, 20)
OTHER_NAME = "The Other Name of the Seventh Paper, Which Nobody Knows"


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Library]:
    """Another library, with everything in it that a library can hold."""
    with Library(tmp_path / "other") as library:
        library.apply(import_edit())
        library.apply(import_edit(TITLES[:2], "second.txt", "2026-03-15"))
        library.apply(Mark((1,), "read", True))
        library.apply(Mark((2,), "queued"))
        library.apply(Mark((3,), "dropped"))
        library.apply(SetNote(1, "an earlier text"))
        library.apply(SetNote(1, "what I think of it"))
        library.apply(EditTags((1, 4), ("graphs", "to present")))
        library.apply(ChangeTag("graphs", colour="#aa0000"))
        library.apply(Override(4, {"title": "A Better Name for the Fourth of Them"}))
        library.apply(Override(5, {"arxiv_id": "2401.00005"}))
        library.apply(Trash((6,)))
        library.apply(SaveQuery("later", "is:queued"))
        library.apply(AddPaper((Record(OTHER_NAME),), DAY))
        library.apply(Merge(7, 9))
        yield library


def text_of(library: Library, query: str = "") -> str:
    """The copy that an export writes."""
    with Reader(library.path.parent) as reader:
        return "".join(exporting.export(reader, query))


def take_in(library: Library, text: str, name: str = "copy.json") -> Change:
    """Import a copy."""
    data = text.encode()
    return library.apply(ImportReading(registry.read(Source(name, data, DAY)), name, data, DAY))


def plain(paper: Paper) -> tuple[object, ...]:
    """What is on a paper, without numbers that are of one library alone."""
    listings = [(listing.source, listing.date, listing.position) for listing in paper.listings]
    return (
        paper.title,
        paper.abstract,
        paper.state,
        paper.starred,
        paper.trashed,
        paper.tags,
        paper.note,
        paper.arxiv_id,
        listings,
    )


def test_a_copy_in_an_empty_library_is_the_same_library(library: Library, reader: Reader, other: Library) -> None:
    change = take_in(library, text_of(other))
    assert change.report is not None
    assert change.report.digest is None
    assert {status for _, status in change.report.papers} == {"new"}
    with Reader(other.path.parent) as source:
        assert [plain(p) for p in reader.papers(reader.everything())] == [
            plain(p) for p in source.papers(source.everything())
        ]
        assert [(tag.name, tag.colour) for tag in reader.tags()] == [(tag.name, tag.colour) for tag in source.tags()]
        assert [query.name for query in reader.saved_queries()] == ["later"]
        assert [digest_file(reader, d).data for d in (1, 2)] == [digest_file(source, d).data for d in (1, 2)]
        versions = "SELECT text, saved FROM note_version ORDER BY id"
        assert reader.select(versions) == source.select(versions)
    assert reader.find(OTHER_NAME) == reader.find(TITLES[6])
    assert library.problems() == []
    again = take_in(library, text_of(other))
    assert again.report is not None
    assert again.report.again
    assert again.edit is None
    # A digest that came with the copy is the same digest when its file is imported.
    known = library.apply(import_edit())
    assert known.report is not None
    assert known.report.again


def test_one_undo_takes_a_merged_library_back(library: Library, other: Library) -> None:
    library.apply(import_edit(TITLES[:3], "mine.txt"))
    library.apply(SetNote(1, "my text"))
    before = snapshot(library.path)
    take_in(library, text_of(other))
    after = snapshot(library.path)
    library.undo()
    assert snapshot(library.path) == before
    library.redo()
    assert snapshot(library.path) == after


def test_nothing_is_lowered_or_overwritten(library: Library, reader: Reader, other: Library) -> None:
    library.apply(import_edit(name="mine.txt"))
    library.apply(Mark((1,), "dropped"))
    library.apply(Mark((2, 3), "read", True))
    library.apply(SetNote(1, "my text"))
    library.apply(EditTags((1,), ("mine",)))
    library.apply(Override(4, {"title": "My Own Name for the Fourth of Them"}))
    library.apply(Trash((5,)))
    take_in(library, text_of(other))
    one, two, three, four, five, six = reader.papers(range(1, 7))
    assert (one.state, one.starred, one.tags) == ("read", True, ("graphs", "mine", "to present"))
    assert one.note == "my text\n\nwhat I think of it"
    assert (two.state, two.starred, three.state, three.starred) == ("read", True, "read", True)
    assert four.title == "My Own Name for the Fourth of Them"
    assert (five.trashed, five.arxiv_id, six.trashed) == (True, "2401.00005", False)
    texts = {text for (text,) in reader.select("SELECT text FROM note_version WHERE paper = 1")}
    assert {"my text", "what I think of it", "an earlier text"} <= texts
    assert library.problems() == []


@pytest.mark.parametrize(
    ("mine", "note"),
    [
        (["what I think of it"], "what I think of it"),
        (["Before. what I think of it. After."], "Before. what I think of it. After."),
        (["I think"], "what I think of it"),
        (["what I think of it", "thought better of it"], "thought better of it"),
        (["what I think of it", ""], None),
        (["something else", ""], "what I think of it"),
    ],
)
def test_notes_are_joined_without_saying_anything_twice(
    library: Library, reader: Reader, other: Library, mine: list[str], note: str | None
) -> None:
    library.apply(import_edit(name="mine.txt"))
    for text in mine:
        library.apply(SetNote(1, text))
    take_in(library, text_of(other))
    paper = reader.papers([1])[0]
    assert paper.note == note
    kept = [paper.note, *(text for (text,) in reader.select("SELECT text FROM note_version WHERE paper = 1"))]
    assert all(any(text in (one or "") for one in kept) for text in [*mine, "what I think of it"])
    assert take_in(library, text_of(other)).edit is None


def test_a_part_of_a_library_can_be_copied(library: Library, reader: Reader, other: Library) -> None:
    take_in(library, text_of(other, "is:starred"))
    assert [paper.title for paper in reader.papers(reader.everything())] == [TITLES[0]]
    assert len(reader.digests()) == 2


def test_papers_are_known_by_the_names_that_the_other_library_knows(
    library: Library, reader: Reader, other: Library
) -> None:
    library.apply(AddPaper((Record("A Name That Only I Gave to This One", arxiv_id="2401.00005"),), DAY))
    library.apply(AddPaper((Record(OTHER_NAME),), DAY))
    change = take_in(library, text_of(other))
    assert change.report is not None
    known = dict(change.report.papers)
    assert known[1] in ("known", "changed")
    assert known[2] in ("known", "changed")
    assert reader.find(TITLES[4]) == 1
    assert reader.find(TITLES[6]) == 2


def test_more_papers_than_one_portion_and_names_that_meet_in_a_copy(
    library: Library, reader: Reader, tmp_path: Path
) -> None:
    names = tuple(f"A Rather Long Title of the Paper With the Number {n} {chr(97 + n % 26) * 9}" for n in range(600))
    with Library(tmp_path / "large") as large:
        large.apply(import_edit(names))
        copy = json.loads(text_of(large))
    copy["papers"][1]["library"]["aliases"].append(["arxiv", "2401.00001"])
    copy["papers"][2]["arxiv_id"] = "2401.00001"
    change = take_in(library, json.dumps(copy))
    assert change.report is not None
    assert len(change.report.ids("new")) == 599
    assert change.report.papers[2][0] == change.report.papers[1][0]


def test_a_paper_that_only_lost_its_digest_comes_back_with_a_copy(
    library: Library, reader: Reader, other: Library
) -> None:
    library.apply(import_edit(name="mine.txt"))
    library.apply(RemoveDigest(1))
    assert len(reader.ids("is:trashed")) == 8
    take_in(library, text_of(other))
    # The one that the other library has in its trash stays where it is here.
    assert [paper.title for paper in reader.papers(reader.ids("is:trashed"))] == [TITLES[5]]


def _paper(**more: Any) -> dict[str, Any]:
    return {"title": "A Paper as Some Other Program Writes It", **more}


@pytest.mark.parametrize(
    "more",
    [
        {"library": 5},
        {
            "library": {
                "state": ["read"],
                "starred": 5,
                "tags": "abc",
                "versions": [["x"], 7, [1, 2]],
                "aliases": [["isbn", "1"], ["doi", ""]],
            }
        },
        {
            "library": {
                "listings": [5, {"digest": 9}, {"digest": -1}, {"digest": True}, {"digest": 0, "position": 2**70}]
            }
        },
        {"library": {"overrides": [["votes", "7"], ["title", 5]], "note": {"x": 1}}},
        {"authors": "one", "abstract": 5, "abstract_kind": "odd", "date": [], "code_urls": [1, None]},
        {
            "listings": [5, {"digest": {"x": 1}}, {"source": "s.txt", "date": "2026-01-01", "position": "x"}],
            "starred": "yes",
            "state": "odd",
        },
    ],
)
def test_what_is_odd_in_a_copy_counts_as_not_said(library: Library, reader: Reader, more: dict[str, Any]) -> None:
    digest = {
        "title": 5,
        "source": "s.txt",
        "date": None,
        "data": "no base64!",
        "modified": "2026-01-01",
        "skipped": [{"where": 1}],
    }
    copy = {
        "readerapp_library": 1,
        "digests": [digest, 7],
        "queries": "x",
        "colours": [["x"]],
        "papers": [_paper(**more), 5, {"title": 7}, {}],
    }
    take_in(library, json.dumps(copy))
    (paper,) = reader.papers(reader.everything())
    assert (paper.title, paper.state, paper.starred, paper.tags, paper.note) == (
        "A Paper as Some Other Program Writes It",
        "unread",
        False,
        (),
        None,
    )
    assert library.problems() == []


def test_signs_that_no_text_can_hold_are_dropped_from_a_copy(library: Library, reader: Reader) -> None:
    half = "\ud800"
    mine = {
        "note": f"no{half}te",
        "tags": [f"t{half}"],
        "versions": [[f"v{half}", "t"]],
        "overrides": [["url", f"https://e.org/{half}"]],
    }
    copy = {"readerapp_library": 1, "queries": [[f"q{half}", "x"]],
            "papers": [_paper(title=f"A Paper {half}With a Half of a Sign", abstract=f"a{half}\0", authors=[half, f"A{half}"], library=mine)]}  # fmt: skip
    take_in(library, json.dumps(copy))
    (paper,) = reader.papers(reader.everything())
    assert (paper.title, paper.abstract, paper.authors) == ("A Paper With a Half of a Sign", "a", ("A",))
    assert (paper.note, paper.tags, paper.url) == ("note", ("t",), "https://e.org/")


def test_papers_as_the_command_line_prints_them_are_a_copy_too(library: Library, reader: Reader) -> None:
    listing = {"digest": 3, "source": "old.txt", "date": "2026-01-01", "position": 4, "votes": 9}
    copy = {"readerapp_library": 1, "papers": [
        _paper(state="read", starred=True, tags=["t"], note="n", listings=[listing]),
        _paper(title="Another Paper as Some Other Program Writes It", listings=[listing | {"position": 5}]),
    ]}  # fmt: skip
    take_in(library, json.dumps(copy))
    one, two = reader.papers(reader.everything())
    assert (one.state, one.starred, one.tags, one.note, one.votes) == ("read", True, ("t",), "n", 9)
    assert [(listing.source, listing.position) for paper in (one, two) for listing in paper.listings] == [
        ("old.txt", 4),
        ("old.txt", 5),
    ]
    assert take_in(library, json.dumps(copy)).edit is None


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda text: text[:-20], "cut or changed"),
        (lambda text: '{"readerapp_library": 1' + "[" * 100_000, "cut or changed"),
        (lambda text: text.replace('"readerapp_library": 1', '"readerapp_library": 2'), "newer version"),
    ],
)
def test_a_copy_that_is_cut_or_of_a_newer_version_is_not_merged_by_halves(
    other: Library, harm: Callable[[str], str], words: str
) -> None:
    reading = registry.read(Source("copy.json", harm(text_of(other)).encode(), DAY))
    assert reading.records == ()
    assert words in reading.skipped[0].reason


def test_a_file_is_written_whole_or_not_at_all(other: Library, tmp_path: Path) -> None:
    path = tmp_path / "copy.json"
    with Reader(other.path.parent) as reader:
        assert list(exporting.write(exporting.export(reader, ""), path))
        assert json.loads(path.read_text())["readerapp_library"] == 1
        with pytest.raises(ReaderError, match=r"exists already.*--force"):
            list(exporting.write(iter(["x"]), path))
        assert len(path.read_text()) > 1
        work = exporting.write(iter(["x", "y"]), path, force=True)
        next(work)
        work.close()
        assert len(path.read_text()) > 1
        list(exporting.write(iter(["x"]), path, force=True))
        assert path.read_text() == "x"
        with pytest.raises(ReaderError, match="could not be written"):
            list(exporting.write(iter(["x"]), tmp_path / "none" / "copy.json"))
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["copy.json", "other"]
