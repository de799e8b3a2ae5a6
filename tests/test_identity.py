"""When two records are one paper."""

from __future__ import annotations

import pytest

from readerapp.identity import (
    Known,
    abstracts_agree,
    better_abstract,
    confirmed,
    fuller,
    is_short,
    last_name,
    recognise,
)
from readerapp.records import Record
from readerapp.text.fold import identity_fold

LONG = "A Title That Is Long Enough to Be an Identity"
TEXT = "An abstract that is long enough to be compared by its beginning, letter by letter."


def known(number: int, record: Record) -> Known:
    """A paper of the library with what identifies it."""
    return Known(
        number, record, frozenset({record.arxiv_id} - {None}), frozenset({record.doi} - {None}), frozenset({identity_fold(record.title)})
    )  # fmt: skip


def test_an_id_decides_before_a_title() -> None:
    papers = [
        known(1, Record(LONG)),
        known(2, Record("Other", arxiv_id="2401.00001")),
        known(3, Record("Third", doi="10.1/x")),
    ]
    assert recognise(Record(LONG, arxiv_id="2401.00001"), papers) == 2
    assert recognise(Record(LONG, doi="10.1/x"), papers) == 3
    assert recognise(Record(LONG), papers) == 1
    assert recognise(Record("Nothing of the Kind Is Known Here"), papers) is None


def test_two_ids_are_two_papers() -> None:
    assert recognise(Record(LONG, arxiv_id="2401.00002"), [known(1, Record(LONG, arxiv_id="2401.00001"))]) is None


def test_a_short_title_needs_abstract_author_or_year() -> None:
    stored = known(1, Record("Editorial", TEXT, "full", ("Ada Lovelace",), date="2024-01-01"))
    assert recognise(Record("Editorial"), [stored]) is None
    assert recognise(Record("Editorial", authors=("Lovelace, A.",)), [stored]) == 1
    assert recognise(Record("Editorial", TEXT + " More."), [stored]) == 1
    assert recognise(Record("Editorial", date="2024-05-05"), [stored]) == 1
    assert recognise(Record("Editorial", date="2023-05-05"), [stored]) is None
    assert recognise(Record("Editorial"), [known(1, Record("Editorial"))]) == 1


def test_the_oldest_of_equals_is_taken() -> None:
    assert recognise(Record(LONG), [known(7, Record(LONG)), known(3, Record(LONG))]) == 3


@pytest.mark.parametrize(
    ("title", "short"),
    [("Preface", True), ("Graphs in the Wild", True), ("Attention Is All You Need", False), (LONG, False)],
)
def test_short_titles(title: str, short: bool) -> None:
    assert is_short(title) is short


@pytest.mark.parametrize(
    ("one", "other", "better"),
    [
        ((None, None), ("x", "snippet"), ("x", "snippet")),
        (("x", "full"), (None, None), ("x", "full")),
        (("long snippet", "snippet"), ("x", "full"), ("x", "full")),
        (("x", "full"), ("long snippet", "snippet"), ("x", "full")),
        (("short", "truncated"), ("longer text", "truncated"), ("longer text", "truncated")),
        (("a", "full"), ("another longer", "full"), ("a", "full")),
        (("s", "summary"), ("sn", "snippet"), ("s", "summary")),
        (("tr", "truncated"), ("summary!", "summary"), ("tr", "truncated")),
    ],
)
def test_the_better_abstract(one: tuple, other: tuple, better: tuple) -> None:  # type: ignore[type-arg]
    assert better_abstract(one, other) == better


def test_the_fuller_record_has_everything_and_keeps_what_was_said_first() -> None:
    first = Record("T", None, None, ("A",), None, None, "https://a.org", None, ("https://github.com/a/b",), None, None)
    second = Record("U", TEXT, "full", ("A", "B"), "2401.00001", "10.1/x", "https://b.org", "p", ("https://github.com/c/d",), "2024-01-01", 3,
                    "v1", "cs", 4)  # fmt: skip
    both = fuller(first, second)
    assert both.title == "T"
    assert both.url == "https://a.org"
    assert both.authors == ("A", "B")
    assert both.code_urls == ("https://github.com/a/b", "https://github.com/c/d")
    assert (both.abstract, both.arxiv_id, both.doi, both.votes, both.version, both.section, both.line) == (
        TEXT, "2401.00001", "10.1/x", 3, "v1", "cs", 4,
    )  # fmt: skip


def test_names_and_abstracts_agree_by_what_counts() -> None:
    assert last_name("Ada B. Lovelace") == last_name("Lovelace, Ada") == "lovelace"
    assert abstracts_agree(TEXT, TEXT.upper() + " and on")
    assert not abstracts_agree(TEXT, "Something else altogether that is also long enough to compare.")
    assert not abstracts_agree("short", "short")
    assert not abstracts_agree(None, TEXT)
    assert not confirmed(Record("X"), Record("X"))
