"""Rows with bars between their cells and no other mark of a table: of papers, and of other things."""

from __future__ import annotations

import pytest

from tests.formats.reading import read, titles
from tests.formats.test_markdown_fields import filled
from tests.formats.writers import ITEMS

TITLES = [item.title for item in ITEMS]
LINK = "https://arxiv.org/abs/<i>"


def page(row: str, head: str = "# Week 11\n\n", between: str = "\n", tail: str = "\n") -> str:
    return head + between.join(filled(row, n, item) for n, item in enumerate(ITEMS, 1)) + tail


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rows.md", page(f"<t> | <p> | {LINK}")),
        ("rows.txt", page(f"<t> | <p> | {LINK}", "")),
        ("tight.txt", page(f"<t>|<p>|{LINK}", "New this week:\n")),
        ("loose.md", page("2026-03-14 | <i> | <t> | <p>", between="\n\n")),
        ("first.md", page(f"{LINK} | <t> | <p>", tail="\n\nThat was all.\n")),
        ("linked.md", page(f"[<t>]({LINK}) | <p> | ICLR 2026")),
        ("bold.md", page(f"**<t>** | *<p>* | [arXiv]({LINK})")),
        ("headed.md", page(f"<t> | <p> | {LINK}", "# Week 11\n\nTitle | Authors | Link\n")),
        ("abstracts.md", page(f"<t> | <p> | {LINK} | <a>")),
    ],
)
def test_rows_of_papers(name: str, text: str) -> None:
    found = read(text, name).records
    assert [record.title for record in found] == TITLES
    assert [record.arxiv_id for record in found] == [item.arxiv for item in ITEMS]
    assert [record.authors for record in found] == [item.authors for item in ITEMS]
    said = [item.abstract if "abstracts" in name else None for item in ITEMS]
    assert [record.abstract for record in found] == said


def test_rows_keep_their_lines_and_sections() -> None:
    rows = [filled(f"<t> | <p> | {LINK}", n, item) for n, item in enumerate(ITEMS, 1)]
    text = "# Week 11\n\n## Language\n" + "\n".join(rows[:3]) + "\n\n## Vision\n\n" + "\n".join(rows[3:]) + "\n"
    found = read(text, "rows.md").records
    assert [(record.title, record.line) for record in found] == list(zip(TITLES, (4, 5, 6, 10, 11, 12), strict=True))
    assert [record.section for record in found] == ["Language"] * 3 + ["Vision"] * 3


def test_a_table_that_says_so_is_left_alone() -> None:
    found = read(
        page(f"2026-03-14 | <t> | <p> | {LINK}", "Date | Title | Authors | Link\n--- | --- | --- | ---\n"), "t.md"
    )
    assert [(record.title, record.authors, record.date) for record in found.records] == [
        (item.title, item.authors, "2026-03-14") for item in ITEMS
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-14 08:12:01 | INFO | Reading the list at https://arxiv.org/list/cs.LG/recent\n"
        "2026-03-14 08:12:04 | INFO | Fetched the page https://arxiv.org/abs/1706.03762 in 12 ms\n"
        "2026-03-14 08:12:05 | WARN | Fetched the page https://arxiv.org/abs/1512.03385 after two retries\n",
        "08:12:01 | fetched the first page | https://arxiv.org/abs/1706.03762\n08:12:02 | fetched another page again | https://arxiv.org/abs/1512.03385\n",
        "fetched from the cache | https://arxiv.org/abs/1706.03762 | 200\nfetched from the cache | https://arxiv.org/abs/1512.03385 | 200\n"
        "fetched from the net | https://arxiv.org/abs/1412.6980 | 200\n",
        "# Links\n\nHome page of the group | https://example.org/home | Ada Lovelace\nThe seminars of this term | https://example.org/seminar | Grace Hopper\n",
        "# Code\n\nresult = first | second | third\nother = first | third | 1706.03762\n",
        "Home | About | Contact\nNews of the Day | Sports of the Day | 14 March\n",
    ],
    ids=["log", "times", "cache", "links", "code", "menu"],
)  # fmt: skip
def test_rows_of_other_things(text: str) -> None:
    assert titles(text, "rows.md") == []
    assert titles(text, "rows.txt") == []
