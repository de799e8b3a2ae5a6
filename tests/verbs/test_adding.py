"""Papers made of what a user pastes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from readerapp.edits import AddPaper, RemoveDigest
from readerapp.records import Record
from readerapp.store.library import Library
from readerapp.store.reading import Reader
from readerapp.verbs.adding import records_of
from tests.formats.writers import ITEMS, bibtex, ris

TITLE = "Attention Is All You Need"
DAY = date(2026, 3, 20)


@pytest.fixture
def library(library_folder: Path) -> Iterator[Library]:
    with Library(library_folder) as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "record"),
    [
        (TITLE, Record(TITLE)),
        (f"  {TITLE} \n", Record(TITLE)),
        (f"{TITLE}\nhttps://arxiv.org/abs/1706.03762v5", Record(TITLE, arxiv_id="1706.03762", version="v5")),
        (f"https://arxiv.org/pdf/1706.03762\n{TITLE}", Record(TITLE, arxiv_id="1706.03762")),
        (f"{TITLE}\n\nWhat it\nsays.", Record(TITLE, "What it says.", "full")),
        (f"{TITLE} (https://arxiv.org/abs/1706.03762).", Record(TITLE, arxiv_id="1706.03762")),
        (f"{TITLE} <https://example.org/paper>", Record(TITLE, url="https://example.org/paper")),
        ("1706.03762", Record("arXiv:1706.03762", arxiv_id="1706.03762")),
        ("https://doi.org/10.1000/X1", Record("doi:10.1000/x1", doi="10.1000/x1")),
        ("10.1000/x1", Record("doi:10.1000/x1", doi="10.1000/x1")),
        ("https://example.org/paper", Record("https://example.org/paper", url="https://example.org/paper")),
        (f"{TITLE}\nhttps://example.org/paper", Record(TITLE, url="https://example.org/paper")),
    ],
)
def test_a_title_an_id_or_a_link_is_a_paper(text: str, record: Record) -> None:
    assert records_of(text) == (record,)


@pytest.mark.parametrize("text", ["", "  \n\t\n"])
def test_nothing_is_no_paper(text: str) -> None:
    assert records_of(text) == ()


@pytest.mark.parametrize("write", [bibtex, ris])
def test_entries_of_a_bibliography_are_read_as_such(write) -> None:  # type: ignore[no-untyped-def]
    records = records_of(write(ITEMS[:2]))
    assert [(record.title, record.arxiv_id) for record in records] == [(item.title, item.arxiv) for item in ITEMS[:2]]


def test_added_papers_stand_in_one_digest_one_after_the_other(library: Library) -> None:
    library.apply(AddPaper(records_of(TITLE), DAY))
    change = library.apply(AddPaper((*records_of("10.1000/x1"), *records_of("1706.03762")), DAY))
    assert change.label == "add 2 papers"
    with Reader(library.path.parent) as reader:
        (digest,) = reader.digests()
        assert (digest.title, digest.papers) == ("Added by hand", 3)
        papers = reader.papers(reader.ids(f"in:#{digest.id}"))
        assert [(paper.title, paper.listings[0].position) for paper in papers] == [
            (TITLE, 1), ("doi:10.1000/x1", 2), ("arXiv:1706.03762", 3),
        ]  # fmt: skip
        library.apply(RemoveDigest(digest.id))
        library.apply(AddPaper(records_of(TITLE), DAY))
        assert list(reader.ids("")) == [1]


def test_a_paper_of_which_only_the_id_is_known_gets_its_title_from_a_digest(library: Library) -> None:
    library.apply(AddPaper(records_of("arXiv:1706.03762"), DAY))
    change = library.apply(AddPaper((Record(TITLE, arxiv_id="1706.03762"),), DAY))
    assert change.report is not None
    assert change.report.papers == ((1, "changed"),)
    with Reader(library.path.parent) as reader:
        assert reader.papers([1])[0].title == TITLE
        assert reader.find(TITLE) == 1


def test_links_on_lines_of_their_own_are_a_paper_each_beside_entries_too() -> None:
    found = records_of("https://arxiv.org/abs/1706.03762\n10.1000/xyz123\nhttps://arxiv.org/abs/1706.03762v2\n")
    assert [(r.arxiv_id, r.doi) for r in found] == [("1706.03762", None), (None, "10.1000/xyz123")]
    entry = "@article{a, title={A Study of Much}, eprint={2401.00001}, archivePrefix={arXiv}}"
    found = records_of(f"https://arxiv.org/abs/1706.03762\n{entry}\nhttps://arxiv.org/abs/2401.00001\n")
    assert [(r.title, r.arxiv_id) for r in found] == [
        ("A Study of Much", "2401.00001"),
        ("arXiv:1706.03762", "1706.03762"),
    ]
