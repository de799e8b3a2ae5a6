"""BibTeX and biblatex as people and programs write it."""

from __future__ import annotations

import pytest

from readerapp.records import Record
from tests.formats.reading import read, titles
from tests.formats.writers import ITEMS

FIRST, SECOND = ITEMS[:2]


def only(text: str) -> Record:
    (record,) = read(text, "x.bib").records
    return record


def with_field(field: str) -> Record:
    return only(f"@article{{key,\n  title = {{{FIRST.title}}},\n  {field}\n}}\n")


def test_an_entry_with_everything() -> None:
    record = only(
        "@Article{dblp:journals/x:2017,\n"
        f"  Title = {{{{{FIRST.title}}}}},\n  author = {{Vaswani, Ashish and {{The Group}} and van der Berg, Jan}},\n"
        "  YEAR = 2017, month = jun, day = 12,\n  journal = {Tests},\n  doi = {https://doi.org/10.1145/ABC.1},\n"
        "  url = {https://example.org/paper.pdf},\n  eprint = {1706.03762v5}, archivePrefix = {arXiv},\n"
        f"  abstract = {{{FIRST.abstract} Copyright 2017 Elsevier.}},\n  annote = {{Code: https://github.com/a/b}}\n}}\n"
    )
    assert (record.title, record.authors) == (FIRST.title, ("Ashish Vaswani", "The Group", "Jan van der Berg"))
    assert (record.abstract, record.abstract_kind) == (f"{FIRST.abstract} Copyright 2017 Elsevier.", "full")
    assert (record.arxiv_id, record.version, record.doi, record.date) == (
        "1706.03762",
        "v5",
        "10.1145/abc.1",
        "2017-06-12",
    )
    assert (record.url, record.pdf_url) == ("https://example.org/paper.pdf", "https://example.org/paper.pdf")
    assert (record.code_urls, record.line) == (("https://github.com/a/b",), 1)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        (r"{The {BERT} Model of {{Deep}} Things}", "The BERT Model of Deep Things"),
        (r'"A {"}quoted{"} Title"', 'A "quoted" Title'),
        (r"{G{\"o}del's Th{\'e}or{\`e}me and Erd{\H{o}}s}", "Gödel's Théorème and Erdős"),
        (r"{100\% of A\&B {\textless} C~D}", "100% of A&B < C D"),
        (r"{An $\alpha_{1}$-Divergence for $O(n^{2})$}", r"An $\alpha_{1}$-Divergence for $O(n^{2})$"),
        ("{Wrapped\n           over   Lines}", "Wrapped over Lines"),
        ('"Parts " # "put " # {together}', "Parts put together"),
        ('name # " with a Name"', "Value with a Name"),
        ("{A &amp; B <i>in italics</i> and <word>}", "A & B in italics and <word>"),
        (r"{Braces \{ and \} escaped}", "Braces { and } escaped"),
        ("unquoted", "unquoted"),
    ],
)  # fmt: skip
def test_titles_in_every_spelling(written: str, title: str) -> None:
    assert only(f"@string{{name = {{Value}}}}\n@misc{{k, title = {written}, year = 2020}}").title == title


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ("year = 2017, month = jun, day = 12", "2017-06-12"),
        ("year = {2017}, month = {June}, day = {12}", "2017-06-12"),
        ("year = 2017, month = 6, day = 12", "2017-06-12"),
        ("date = {2017-06-12}", "2017-06-12"),
        ("year = 2017, month = jun", None),
        ("year = 2017, month = {Summer}, day = 12", None),
        ("year = {in press}", None),
    ],
)
def test_days(fields: str, day: str | None) -> None:
    assert with_field(fields).date == day


@pytest.mark.parametrize(
    ("fields", "number"),
    [
        ("eprint = {1706.03762}", "1706.03762"),
        ("eprint = {cs/0701001}, eprinttype = {arxiv}", "cs/0701001"),
        ("eprint = {12345}, eprinttype = {pubmed}", None),
        ("eprint = {1706.03762}, eprinttype = {hal}", None),
        ("doi = {10.48550/arXiv.1706.03762}", "1706.03762"),
        ("url = {http://arxiv.org/abs/1706.03762}", "1706.03762"),
        ("journal = {arXiv preprint arXiv:1706.03762}", "1706.03762"),
        ("note = {arXiv:1706.03762 [cs]}", "1706.03762"),
        ("abstract = {It builds on arXiv:1706.03762 and goes further in every respect.}", None),
    ],
)
def test_the_arxiv_id_comes_from_the_entry_s_fields(fields: str, number: str | None) -> None:
    assert with_field(fields).arxiv_id == number


def test_an_arxiv_key_is_an_id_too() -> None:
    assert only(f"@misc{{arxiv.1706.03762, title = {{{FIRST.title}}}}}").arxiv_id == "1706.03762"


def test_addresses_in_other_words_are_found() -> None:
    record = with_field(r"howpublished = {\url{https://example.org/a_b}}")
    assert record.url == "https://example.org/a_b"
    assert with_field("url = {www without a scheme}").url is None


def test_of_two_fields_with_one_name_the_first_that_says_something_counts() -> None:
    record = with_field("abstract = {},\n abstract = {We did it.},\n abstract = {Something else.}")
    assert record.abstract == "We did it."
    assert with_field("title = {Another Title}").title == FIRST.title


def test_subtitles_join_and_editors_stand_in_for_authors() -> None:
    record = with_field("subtitle = {A Study}, editor = {Ada Lovelace}")
    assert (record.title, record.authors) == (f"{FIRST.title}: A Study", ("Ada Lovelace",))
    assert with_field(f"subtitle = {{{FIRST.title[:9]}}}").title == FIRST.title


def test_a_chapter_takes_its_year_from_the_book() -> None:
    text = f"@incollection{{a, title={{{FIRST.title}}}, crossref={{Book:1}}, day=12}}\n@book{{book:1, title={{{SECOND.title}}}, year=2017, month=jun}}"
    found = read(text, "x.bib").records
    assert [(record.title, record.date) for record in found] == [(FIRST.title, "2017-06-12"), (SECOND.title, None)]
    assert only(f"@book{{a, title={{{FIRST.title}}}, crossref={{a}}}}").title == FIRST.title


def test_books_web_pages_and_entries_in_round_brackets_are_papers_too() -> None:
    text = f"@book(a, title = {{{FIRST.title}}})\n\n@online{{b, title = {{{SECOND.title}}}, url = {{https://example.org}}, urldate = {{2026-03-14}}}}"
    assert titles(text, "x.bib") == [FIRST.title, SECOND.title]


def test_remarks_comments_and_preambles_are_passed_over() -> None:
    text = (
        "% Encoding: UTF-8\nThis file was made by hand; mail me@example.org.\n@comment{jabref-meta: databaseType:bibtex;}\n@preamble{ {\\newcommand{\\x}{y}} }\n"
        f"@misc{{a, title = {{{FIRST.title}}}}}\n\n-- end --\n@misc{{b, title = {{{SECOND.title}}}}}\n"
    )
    reading = read(text, "x.bib")
    assert [(record.title, record.line) for record in reading.records] == [(FIRST.title, 5), (SECOND.title, 8)]
    assert reading.skipped == ()


def test_an_entry_without_title_is_skipped_with_its_place() -> None:
    reading = read(
        f"@misc{{a, title = {{{FIRST.title}}}}}\n\n@article{{b,\n  author = {{Ada Lovelace}}, year = 2020\n}}\n",
        "x.bib",
    )
    assert [record.title for record in reading.records] == [FIRST.title]
    (skipped,) = reading.skipped
    assert (skipped.where, skipped.reason) == ("line 3", "an entry without a title")
    assert skipped.text.startswith("@article{b, author = {Ada Lovelace}")


@pytest.mark.parametrize(
    "broken",
    [
        "@article{a, title = {Broken, year = 2020\n",
        '@article{a, title = "Broken, year = 2020\n',
        "@article{a, title = {Broken}, year = \n",
        "@article{a, title = {Broken}, note = {x} # \n",
        "@article{a, title = {Broken},\n",
    ],
)
def test_an_entry_that_is_not_closed_costs_only_itself(broken: str) -> None:
    reading = read(
        f"@misc{{z, title = {{{FIRST.title}}}}}\n{broken}\n@misc{{b, title = {{{SECOND.title}}}}}\n", "x.bib"
    )
    found = [record.title for record in reading.records]
    assert (found[0], found[-1]) == (FIRST.title, SECOND.title)
    assert len(found) == 3
    assert found[1].startswith("Broken")
    assert reading.warnings == ("an entry is not closed: the file may have been cut",)


def test_an_entry_without_key_is_read() -> None:
    assert only(f"@misc{{title = {{{FIRST.title}}}, year = 2020}}").title == FIRST.title
    assert only(f"@misc{{, title = {{{FIRST.title}}}}}").title == FIRST.title
    assert only(f"@misc{{a b (2020), title = {{{FIRST.title}}}}}").title == FIRST.title


def test_backslashes_and_braces_in_values_do_not_lead_astray() -> None:
    text = f'@misc{{a, note = {{C:\\\\}}, title = {{{FIRST.title}}}}}\n@misc{{b, note = "a {{"}} b", title = {{{SECOND.title}}}}}'
    assert titles(text, "x.bib") == [FIRST.title, SECOND.title]


@pytest.mark.parametrize(
    "text",
    [
        "@media (max-width: 600px) {\n  body { color: red; }\n}\n",
        "@property\ndef title(self):\n    return 1\n",
        "Mail me: ada@example.org {or not}.\n",
        "@string{name = {Value}}\n",
        "@comment{title = {Nothing}}\n",
        "@" * 100_000,
        "@misc{" * 50_000,
        "@misc{a, title = {" + "{" * 100_000,
        '@misc{a, title = "' + "\\" * 100_000,
    ],
)
def test_what_is_no_bibliography_holds_no_paper_worth_the_name(text: str) -> None:
    assert [title for title in titles(text, "x.bib") if title.strip("{\\")] == []


@pytest.mark.parametrize(
    "text",
    [
        '@Info(title = "Papers API", version = "1.0")\npublic class Papers {}\n',
        "@dataclass(frozen=True, slots=True)\nclass Paper:\n    title: str\n",
    ],
)
def test_a_program_s_decorators_are_no_entries(text: str) -> None:
    reading = read(text, "x.txt")
    assert (reading.records, reading.skipped) == ((), ())


def test_a_page_that_says_how_it_wants_to_be_cited_is_no_bibliography() -> None:
    text = f"# A tool\n\nIt does things.\n\n```bibtex\n@article{{a, title={{{FIRST.title}}}, year={{2020}}}}\n```\n"
    assert titles(text, "README.md") == []


def test_other_encodings() -> None:
    text = "@misc{a, title = {Größe und Maß: Eine “Studie”}, author = {Müller, Jürgen}}\n" * 1
    for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
        (record,) = read(text.encode(encoding), "x.bib").records
        assert (record.title, record.authors) == ("Größe und Maß: Eine “Studie”", ("Jürgen Müller",)), encoding
