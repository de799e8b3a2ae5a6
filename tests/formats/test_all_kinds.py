"""What must hold for every kind of digest: the same papers are read out of all of them, and accidents change nothing."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from readerapp.formats import registry
from tests.formats.reading import read, titles
from tests.formats.writers import ITEMS, WRITERS

KINDS = sorted(WRITERS)
TITLES = [item.title for item in ITEMS]
NO_ABSTRACT = {"markdown_table", "bibitem", "references"}
NO_ID = {"hf_page", "pubmed"}
NO_AUTHORS = {"hf_page"}
TEXT = [
    "hf_page",
    "markdown_headings",
    "markdown_bullets",
    "arxiv_mail",
    "bibtex",
    "ris",
    "json_lines",
    "bibitem",
    "labelled",
]
WHOLE = [
    "json_list",
    "csl_json",
    "hf_api",
    "atom",
    "rss",
    "oai",
    "pubmed",
    "endnote_xml",
    "notebook",
    "opml",
    "json_ld",
    "slack",
    "telegram",
]


def written(kind: str, number: int = len(ITEMS), start: int = 0) -> tuple[str, str]:
    name, writer = WRITERS[kind]
    return writer(ITEMS[start:number]), name


@pytest.mark.parametrize("kind", KINDS)
def test_every_paper_is_read_with_all_that_the_digest_says(kind: str) -> None:
    text, name = written(kind)
    reading = read(text, name)
    assert [record.title.rstrip(".") for record in reading.records] == TITLES
    assert not reading.skipped
    for record, item in zip(reading.records, ITEMS, strict=True):
        if kind == "scholar":
            assert record.abstract_kind == "snippet"
        elif kind not in NO_ABSTRACT:
            assert (record.abstract, record.abstract_kind) == (item.abstract, "full")
        if kind not in NO_ID:
            assert record.arxiv_id == item.arxiv
        if kind not in NO_AUTHORS:
            assert record.authors == item.authors


@pytest.mark.parametrize("kind", KINDS)
def test_line_ends_a_byte_order_mark_and_another_name_change_nothing(kind: str) -> None:
    text, name = written(kind)
    expected = read(text, name).records
    assert read(text.replace("\n", "\r\n"), name).records == expected
    assert read(b"\xef\xbb\xbf" + text.encode(), name).records == expected
    assert read(text.encode("utf-16"), name).records == expected
    assert read(text, "download").records == expected


@pytest.mark.parametrize("kind", ["hf_page", "markdown_headings", "markdown_bullets", "bibtex", "ris"])
def test_blank_lines_between_records_change_nothing(kind: str) -> None:
    text, name = written(kind)
    assert titles(text.replace("\n\n", "\n\n\n\n"), name) == TITLES


@pytest.mark.parametrize("kind", TEXT)
@pytest.mark.parametrize("share", [0.35, 0.5, 0.63, 0.77, 0.9, 0.99])
def test_a_cut_digest_loses_at_most_the_paper_at_the_cut(kind: str, share: float) -> None:
    text, name = written(kind)
    cut = int(len(text) * share)
    found = titles(text[:cut], name)
    begun = [title for title in TITLES if title in text[:cut]]
    assert found[: len(begun) - 1] == begun[:-1]
    assert len(found) <= len(begun) + 1


@pytest.mark.parametrize("kind", WHOLE)
@pytest.mark.parametrize("share", [0.4, 0.6, 0.8, 0.97])
def test_a_cut_file_gives_all_whole_records_before_the_cut_and_says_so(kind: str, share: float) -> None:
    text, name = written(kind)
    cut = int(len(text) * share)
    reading = read(text[:cut], name)
    begun = [title for title in TITLES if title in text[:cut]]
    assert [record.title.rstrip(".") for record in reading.records][: len(begun) - 1] == begun[:-1]
    assert reading.warnings


@pytest.mark.parametrize("kind", [*TEXT, "markdown_table"])
def test_two_digests_in_one_file_give_the_papers_of_both(kind: str) -> None:
    first, name = written(kind, number=3)
    second, _ = written(kind, start=3)
    assert set(titles(first + "\n" + second, name)) == set(TITLES)


@pytest.mark.parametrize("kind", KINDS)
def test_a_digest_with_each_paper_twice_lists_each_once(kind: str) -> None:
    name, writer = WRITERS[kind]
    assert [title.rstrip(".") for title in titles(writer((*ITEMS, *ITEMS)), name)] == TITLES


@pytest.mark.parametrize("kind", KINDS)
def test_a_digest_of_one_paper_is_a_digest(kind: str) -> None:
    text, name = written(kind, number=1)
    assert [title.rstrip(".") for title in titles(text, name)] == TITLES[:1]


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a.json", "a.html", "a.xml", "a.bib", "a.eml", "a.csv"])
)
@example(b"<" * 300, "a.xml")
@example(b"[" * 300, "a.json")
@example(b"\\\\\narXiv:", "a.txt")
def test_any_bytes_at_all_are_read_without_an_error(data: bytes, name: str) -> None:
    for record in read(data, name).records:
        assert record.title.strip()


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_damage_anywhere_in_a_digest_is_no_error(data: st.DataObject) -> None:
    text, name = written(data.draw(st.sampled_from(KINDS)), number=2)
    place = data.draw(st.integers(0, len(text)))
    gone = data.draw(st.integers(0, 40))
    put = data.draw(st.text(max_size=20))
    for record in read(text[:place] + put + text[place + gone :], name).records:
        assert record.title.strip()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=600))
def test_every_format_takes_any_text(text: str) -> None:
    from datetime import date

    from readerapp.formats.source import Source

    source = Source("any", text.encode("utf-8", "replace"), date(2026, 3, 20))
    for kind in registry.formats():
        assert 0 <= kind.recognise(source) <= 100
        kind.read(source)
