"""References in plain text, in the styles that journals ask for."""

from __future__ import annotations

import pytest

from tests.formats.reading import read, titles
from tests.formats.writers import ITEMS, Item

TITLES = [item.title for item in ITEMS]


def initials(name: str) -> str:
    return "".join(part[0] for part in name.split()[:-1])


def turned(item: Item) -> list[str]:
    """Vaswani, A."""
    return [f"{name.split()[-1]}, {'. '.join(initials(name))}." for name in item.authors]


def short(item: Item) -> str:
    return ", ".join(f"{name.split()[-1]} {initials(name)}" for name in item.authors)


STYLES = {
    "APA": lambda i, n: (
        f"{', '.join(turned(i)[:-1])}, & {turned(i)[-1]} (2026). {i.title}. Some Journal, 5(1), 1–9. https://doi.org/10.1000/{n}"
    ),
    "Harvard": lambda i, n: f"{' and '.join(turned(i))}, 2026. {i.title}. Some Journal, 5, pp.1-9. doi: 10.1000/{n}",
    "Vancouver": lambda i, n: f"{n}. {short(i)}. {i.title}. Some Journal. 2026;5(1):1-9. doi:10.1000/{n}",
    "MLA": lambda i, n: (
        f"{turned(i)[0]} et al. “{i.title}.” Some Journal, vol. 5, 2026, pp. 1–9, https://doi.org/10.1000/{n}."
    ),
    "IEEE": lambda i, n: f"[{n}] {', '.join(i.authors)}, “{i.title},” Some Journal, vol. 5, 2026, doi: 10.1000/{n}.",
    "Nature": lambda i, n: (
        f"{n}. {' & '.join(turned(i))} {i.title}. Some Journal 5, 1–9 (2026). https://doi.org/10.1000/{n}"
    ),
    "Springer": lambda i, n: (
        f"{n}. {', '.join(turned(i))}: {i.title}. In: Some Conference, pp. 1–9 (2026). https://doi.org/10.1000/{n}"
    ),
    "ACM": lambda i, n: (
        f"[{n}] {' and '.join(i.authors)}. 2026. {i.title}. Some Journal 5, 1 (2026), 1–9. https://doi.org/10.1000/{n}"
    ),
}


@pytest.mark.parametrize("style", sorted(STYLES))
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_references_are_read_in_every_style(style: str, between: str) -> None:
    text = "References\n\n" + between.join(STYLES[style](item, n) for n, item in enumerate(ITEMS, 1)) + "\n"
    found = read(text, "references.txt").records
    assert [(r.title, r.doi) for r in found] == [(item.title, f"10.1000/{n}") for n, item in enumerate(ITEMS, 1)]
    assert "Vaswani" in found[0].authors[0]
    assert found[1].line == 3 + between.count("\n")


def test_wrapped_references_are_whole() -> None:
    text = "\n".join(STYLES["ACM"](item, n).replace(". 2026. ", ".\n    2026. ", 1) for n, item in enumerate(ITEMS, 1))
    assert titles(text, "references.txt") == TITLES


def test_references_without_ids_are_papers_by_their_style() -> None:
    text = "\n".join(STYLES["APA"](item, n).partition(" https")[0] for n, item in enumerate(ITEMS, 1))
    assert titles(text, "references.txt") == TITLES


@pytest.mark.parametrize(
    "text",
    [
        "1. Soup of the day. With bread. 5.00; small 3.00\n2. Salad, mixed. With eggs. 7.50\n3. Fish and chips. With peas. 12.00\n",
        "Ada Lovelace (2026). Grace Hopper (2025).\n",
        "“Where are you?” she said. “Here,” he said, and in 1999 it was true.\n“Then come.”\n",
        "Meeting of March 2026. Ada opens it. Bob takes notes. Nobody objects.\n\nMeeting of April 2026. Bob opens it. All agree.\n",
        "12.03.2026. Paid 20. Ok.\n13.03.2026. Paid 30. Ok.\n",
        f"{'Very long words without an end. ' * 100}",
    ],
)
def test_other_texts_with_sentences_and_years_are_no_references(text: str) -> None:
    assert titles(text, "x.txt") == []


def test_citations_with_a_line_for_each_part() -> None:
    text = "\n\n".join(
        f"{', '.join(i.authors)},\n{i.title},\nA Journal of Things,\nVolume 5,\n2026,\nPages 1-9,\nISSN 0045-7825,\nhttps://doi.org/10.1000/{n}.\n"
        f"(https://www.sciencedirect.com/science/article/pii/S004578252{n})\nAbstract: {i.abstract}\nKeywords: One; Two"
        for n, i in enumerate(ITEMS, 1)
    )
    found = read(text + "\n", "citations.txt").records
    assert [(r.title, r.authors, r.abstract, r.doi) for r in found] == [
        (i.title, i.authors, i.abstract, f"10.1000/{n}") for n, i in enumerate(ITEMS, 1)
    ]
    assert found[1].line == 13


def test_a_cut_citation_and_one_without_numbers() -> None:
    text = "Ada Lovelace,\nNotes on the Engine, Translated,\nMemoirs,\nhttps://doi.org/10.1000/1.\n\nGrace Hopper,\nThe Education"
    (record,) = read(text, "citations.txt").records
    assert (record.title, record.doi, record.abstract) == ("Notes on the Engine, Translated", "10.1000/1", None)
