"""Lists of definitions, footnotes that hold the addresses, and rows that only bars part."""

from __future__ import annotations

import textwrap

import pytest

from tests.formats.reading import read, titles
from tests.formats.writers import ITEMS, Item


def names(item: Item) -> str:
    return ", ".join(item.authors)


def link(item: Item) -> str:
    return f"https://arxiv.org/abs/{item.arxiv}"


def numbered() -> list[tuple[int, Item]]:
    return list(enumerate(ITEMS, 1))


DEFINITIONS = {
    "a linked term": lambda i: f"[{i.title}]({link(i)})\n: *Authors:* {names(i)}\n: {i.abstract}",
    "labels": lambda i: f"[{i.title}]({link(i)})\n: Authors: {names(i)}\n: Abstract: {i.abstract}",
    "a plain term, as pandoc writes it": lambda i: (
        f"{i.title}\n\n:   {names(i)}\n\n:   arXiv:{i.arxiv}\n\n:   {i.abstract}"
    ),
    "wrapped lines": lambda i: (
        f"{i.title}\n\n:   {names(i)}\n\n:   arXiv:{i.arxiv}\n\n:   "
        + "\n    ".join(textwrap.wrap(i.abstract, 72))
        + "\n\n:   A venue of the year"
    ),
}


@pytest.mark.parametrize("shape", DEFINITIONS)
@pytest.mark.parametrize("name", ["papers.md", "papers.txt"])
def test_what_a_list_of_definitions_says_of_a_term(shape: str, name: str) -> None:
    text = "# Papers of the week\n\n" + "\n\n".join(map(DEFINITIONS[shape], ITEMS)) + "\n"
    found = read(text, name).records
    assert [(r.title, r.arxiv_id, r.authors, r.abstract) for r in found] == [
        (i.title, i.arxiv, i.authors, i.abstract) for i in ITEMS
    ]


FOOTNOTES = {
    "bullets": ("- {title}[^{n}], by {names}", "[^{n}]: {link}"),
    "headings": ("## {title}[^p{n}]\n\n*{names}*", "[^p{n}]: The paper, <{link}>"),
    "bold": ("**{title}** [^note-{n}]\n{names}\n", "[^note-{n}]: See {link}."),
}


@pytest.mark.parametrize("shape", FOOTNOTES)
def test_a_footnote_with_an_address_is_a_link(shape: str) -> None:
    entry, note = FOOTNOTES[shape]
    entries = "\n\n".join(entry.format(title=i.title, names=names(i), n=n) for n, i in numbered())
    notes = "\n".join(note.format(link=link(i), n=n) for n, i in numbered())
    found = read(f"# Papers of the week\n\n{entries}\n\n{notes}\n", "papers.md").records
    assert [(r.title, r.arxiv_id, r.authors) for r in found] == [(i.title, i.arxiv, i.authors) for i in ITEMS]


ROWS = {
    "names and an address": "{title} | {names} | {link}",
    "a venue and a named link": "{title} | {names} | ICLR 2026 | [arXiv]({link})",
    "the title as the link": "[{title}]({link}) | {names} | 2026-03-14",
}


@pytest.mark.parametrize("shape", ROWS)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("name", ["papers.md", "papers.txt"])
def test_rows_that_only_bars_part(shape: str, between: str, name: str) -> None:
    rows = between.join(ROWS[shape].format(title=i.title, names=names(i), link=link(i)) for i in ITEMS)
    found = read(f"Papers of the week\n\n{rows}\n", name).records
    assert [(r.title, r.arxiv_id, r.authors) for r in found] == [(i.title, i.arxiv, i.authors) for i in ITEMS]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("glossary.md", "# Words\n\nGradient descent\n: A way down a slope.\n\nLearning rate\n: How long the steps are.\n\nEpoch\n: Once through all data.\n"),
        ("log.md", "# Server\n\nGET /index of the pages | 200 | https://example.org/start\nGET /missing page there | 404 | https://example.org/a\nPOST /form with a text | 200 | https://example.org/b\n"),
        ("essay.md", "# On attention\n\nMuch was said of it[^1], and more of what followed[^2]; the first[^1] was read by all.\n\n[^1]: https://arxiv.org/abs/1706.03762\n[^2]: https://arxiv.org/abs/1810.04805\n"),
    ],
)  # fmt: skip
def test_other_texts_have_them_too(name: str, text: str) -> None:
    assert titles(text, name) == []
