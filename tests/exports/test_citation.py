"""One paper as a line or an entry to paste elsewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from readerapp.exports.address import page
from readerapp.exports.citation import bibtex, markdown
from readerapp.records import Paper

PAPER = Paper(
    1, "Attention Is All You Need", authors=("Ashish Vaswani", "Noam Shazeer"), arxiv_id="1706.03762", date="2017-06-12"
)


@pytest.mark.parametrize(
    ("paper", "address"),
    [
        (PAPER, "https://arxiv.org/abs/1706.03762"),
        (replace(PAPER, arxiv_id=None, doi="10.1000/a<b>c d"), "https://doi.org/10.1000/a%3Cb%3Ec%20d"),
        (replace(PAPER, arxiv_id=None, url="https://example.org"), "https://example.org"),
        (replace(PAPER, url="https://example.org"), "https://arxiv.org/abs/1706.03762"),
        (replace(PAPER, url="https://example.org", corrected=("url",)), "https://example.org"),
        (replace(PAPER, arxiv_id=None), None),
    ],
)
def test_where_a_paper_stands_in_the_web(paper: Paper, address: str | None) -> None:
    assert page(paper) == address


@pytest.mark.parametrize(
    ("paper", "line"),
    [
        (PAPER, "Ashish Vaswani, Noam Shazeer: [Attention Is All You Need](https://arxiv.org/abs/1706.03762) (2017)"),
        (Paper(1, "A [bracket] and a *star*"), "A \\[bracket\\] and a \\*star\\*"),
        (Paper(1, "Many Hands", authors=("A B", "C D", "E F", "G H")), "A B et al.: Many Hands"),
    ],
)
def test_a_paper_as_a_line_of_markdown(paper: Paper, line: str) -> None:
    assert markdown(paper) == line


def test_a_preprint_as_bibtex() -> None:
    assert bibtex(PAPER) == (
        "@misc{vaswani2017attention,\n"
        "  title = {{Attention Is All You Need}},\n"
        "  author = {Ashish Vaswani and Noam Shazeer},\n"
        "  year = {2017},\n"
        "  eprint = {1706.03762},\n"
        "  archivePrefix = {arXiv},\n"
        "  url = {https://arxiv.org/abs/1706.03762},\n"
        "}"
    )


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("The ATLAS Collaboration", "{The ATLAS Collaboration}"),
        ("Gemini Team", "{Gemini Team}"),
        ("Bell Labs, Inc.", "Bell Labs, Inc."),
        ("Smith and Sons", "{Smith and Sons}"),
        ("R&D Group", "{R\\&D Group}"),
        ("Theodore Groupe", "Theodore Groupe"),
        ("Andy Landau", "Andy Landau"),
    ],
)
def test_authors_that_are_many_are_no_family(name: str, written: str) -> None:
    assert f"  author = {{{written}}},\n" in bibtex(Paper(1, "T", authors=(name,)))


@pytest.mark.parametrize(
    ("arxiv", "year"),
    [
        ("2403.01234", "2024"),
        ("0704.0001", "2007"),
        ("hep-th/9901001", "1999"),
        ("math.GT/0309136", "2003"),
        ("odd", None),
    ],
)
def test_without_a_date_the_year_is_that_of_the_arxiv_id(arxiv: str, year: str | None) -> None:
    entry, line = (write(Paper(1, "T", arxiv_id=arxiv)) for write in (bibtex, markdown))
    assert ("year = " in entry) == bool(year)
    assert year is None or (f"year = {{{year}}}" in entry and line.endswith(f" ({year})"))


def test_an_article_and_signs_that_tex_would_take_as_its_own() -> None:
    entry = bibtex(Paper(1, "The R&D of 100%", authors=("Müller, Jörg",), doi="10.1000/x"))
    assert entry.startswith(
        "@article{mullerpaper,\n  title = {{The R\\&D of 100\\%}},\n  author = {Müller, Jörg},\n  doi = {10.1000/x},"
    )
    assert "title = {{Of $x_1$ and \\alpha}}" in bibtex(Paper(1, "Of $x_1$ and \\alpha"))
    entry = bibtex(Paper(1, "Odd & 50% of $x_1 & y$ {Braces} # ~ ^ \\cmd \\% a_b $5 \\"))
    assert (
        "title = {{Odd \\& 50\\% of $x_1 & y$ {Braces} \\# \\~{} \\^{} \\cmd \\% a\\_b \\$5 \\textbackslash{}}}"
        in entry
    )
    assert "title = {{Unbalanced}}" in bibtex(Paper(1, "Un}balanced{"))
    assert bibtex(Paper(1, "?")).startswith("@article{paper,\n  title = {{?}},\n}")
