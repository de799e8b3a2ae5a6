"""Definition lists: terms that are papers, as Markdown's dialects write them, and terms that are only explained."""

from __future__ import annotations

import pytest

from tests.formats.reading import read, titles
from tests.formats.test_markdown_fields import filled
from tests.formats.writers import ITEMS

TITLES = [item.title for item in ITEMS]
LINK = "https://arxiv.org/abs/<i>"


def page(entry: str, head: str = "# Week 11\n\n", tail: str = "") -> str:
    return head + "\n".join(filled(entry, n, item) for n, item in enumerate(ITEMS, 1)) + tail


def wrapped(text: str) -> str:
    """The text as an editor breaks it, a word behind half of its width."""
    middle = text.index(" ", len(text) // 2)
    return f"{text[:middle]}\n    {text[middle + 1 :]}"


@pytest.mark.parametrize(
    "text",
    [
        page("<t>\n: Authors: <p>\n: arXiv: <i>\n: Abstract: <a>\n"),
        page("<t>\n: **Authors:** <p>\n: **Abstract:** <a>\n: **Link:** " + LINK),
        page(f"[<t>]({LINK})\n: <p>\n\n: <a>\n"),
        page(f"<t>\n\n:   <p>\n\n    <a>\n\n    <{LINK}>\n", "## Machine learning\n\n"),
        page(f"**<t>**\n:   *<p>*\n:   [arXiv:<i>]({LINK}) · [PDF](https://arxiv.org/pdf/<i>)\n:   <a>\n"),
        page(f"*[<t>]({LINK})*\n:\tAuthors: <p>\n:\tAbstract: <a>\n", ""),
    ],
    ids=["labels", "bold labels", "linked term", "loose", "bold term", "tabs"],
)
def test_terms_that_are_papers(text: str) -> None:
    found = read(text, "list.md").records
    assert [record.title for record in found] == TITLES
    assert [record.arxiv_id for record in found] == [item.arxiv for item in ITEMS]
    assert [record.authors for record in found] == [item.authors for item in ITEMS]
    assert [record.abstract for record in found] == [item.abstract for item in ITEMS]


def test_a_wrapped_definition_is_one_and_the_list_ends_before_other_text() -> None:
    entries = "\n".join(
        f"{item.title}\n: {', '.join(item.authors)}\n: https://arxiv.org/abs/{item.arxiv}\n: {wrapped(item.abstract)}\n"
        for item in ITEMS
    )
    tail = "\nThat was all for this week, and there will be more of them in the next one when people come back.\n"
    found = read(f"# Week 11\n\nWhat we read.\n\n{entries}{tail}", "list.md").records
    assert [(record.title, record.abstract) for record in found] == [(item.title, item.abstract) for item in ITEMS]
    assert [record.line for record in found][:2] == [5, 11]


@pytest.mark.parametrize(
    "entry",
    [
        f"<t>\n: *<p>*. [arXiv]({LINK}), [PDF](https://arxiv.org/pdf/<i>)\n\n  <a>\n",
        f"<t>\n: <p>\n: [Paper]({LINK})\n: <a>",
    ],
    ids=["links behind names", "no blank lines"],
)
def test_names_links_and_text_are_kept_apart(entry: str) -> None:
    found = read(page(entry), "list.md").records
    assert [(record.title, record.arxiv_id, record.authors, record.abstract) for record in found] == [
        (item.title, item.arxiv, item.authors, item.abstract) for item in ITEMS
    ]


def test_sections_over_definitions_are_kept() -> None:
    one, two = (filled(f"<t>\n: Authors: <p>\n: Abstract: <a>\n: {LINK}\n", n, ITEMS[n]) for n in (0, 1))
    found = read(f"# Week 11\n\n## Language\n\n{one}\n## Vision\n\n{two}", "list.md").records
    assert [(record.title, record.section) for record in found] == [(TITLES[0], "Language"), (TITLES[1], "Vision")]


@pytest.mark.parametrize(
    "text",
    [
        "# Glossary\n\nAttention\n: A way of weighing the parts of an input, see [the paper](https://arxiv.org/abs/1706.03762).\n\n"
        "Residual connection of layers\n: The input of a layer, added to its output (https://arxiv.org/abs/1512.03385).\n: Most networks have it.\n\n"
        "Generative adversarial network\n: Two networks that play against each other, see https://arxiv.org/abs/1406.2661 for more.\n",
        "# Manual\n\nThe option that says more\n: What is done is said while it is done.\n\n`--quiet`\n: Says nothing.\n\n"
        "Authors of this program\n: Ada Lovelace, Grace Hopper\n",
        "# Who does what\n\nEditors of the spring issue\n: Ada Lovelace, Grace Hopper\n\nReaders of the proofs\n: Alan Turing, Emmy Noether\n",
        "Note that the list below\n: is no list\n: at all\n\n:\n: \n",
    ],
    ids=["glossary", "options", "people", "odd"],
)  # fmt: skip
def test_terms_that_are_only_explained(text: str) -> None:
    assert titles(text, "terms.md") == []


def test_a_glossary_behind_a_digest_adds_nothing_to_it() -> None:
    digest = page(f"## [<t>]({LINK})\n\n<a>\n", "# arXiv papers\n\n")
    glossary = "\n# Words\n\nAttention\n: A way of weighing the parts of an input.\n\nLayer\n: A part of a network.\n"
    found = read(digest + glossary, "digest.md").records
    assert [(record.title, record.abstract) for record in found] == [(item.title, item.abstract) for item in ITEMS]
