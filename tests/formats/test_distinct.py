"""Twins inside one file."""

from __future__ import annotations

from readerapp.formats.distinct import distinct
from readerapp.records import Record

LONG = "A Title That Is Long Enough to Be an Identity"
TEXT = "An abstract that is long enough to be compared by its beginning, letter by letter."


def test_a_title_listed_twice_stands_once_with_the_fullest_data() -> None:
    (one,) = distinct([Record(LONG, arxiv_id="2401.00001"), Record(LONG.upper() + "!", TEXT, "full", votes=7)])
    assert (one.title, one.arxiv_id, one.abstract, one.votes) == (LONG, "2401.00001", TEXT, 7)


def test_one_id_is_one_paper_whatever_the_titles() -> None:
    assert len(distinct([Record("One", arxiv_id="2401.00001"), Record("Another", arxiv_id="2401.00001")])) == 1
    assert len(distinct([Record("One", doi="10.1/x"), Record("Another", doi="10.1/x")])) == 1


def test_different_ids_are_different_papers_under_one_title() -> None:
    assert len(distinct([Record(LONG, arxiv_id="2401.00001"), Record(LONG, arxiv_id="2401.00002")])) == 2
    assert len(distinct([Record(LONG, doi="10.1/x"), Record(LONG, doi="10.1/y")])) == 2


def test_a_short_title_needs_more_than_itself() -> None:
    preface = Record("Preface", "We are glad to present the proceedings of this year.", "full", ("Ada Lovelace",))
    other = Record("Preface", "Welcome to the second volume of the series on graphs.", "full", ("Grace Hopper",))
    assert len(distinct([preface, other])) == 2
    assert len(distinct([preface, preface])) == 1
    assert len(distinct([preface, Record("Preface")])) == 1


def test_signs_alone_are_no_identity() -> None:
    assert len(distinct([Record("!!!"), Record("???")])) == 2
