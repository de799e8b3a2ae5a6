"""Entries of labelled lines in plain text: whatever their order, language and indentation."""

from __future__ import annotations

from textwrap import wrap

import pytest

from tests.formats.reading import read, titles
from tests.formats.writers import ITEMS, Item

TITLES = [item.title for item in ITEMS]
LABELS = {
    "English": ("Title", "Author(s)", "Abstract", "URL"),
    "Chinese": ("标题", "作者", "摘要", "链接"),
    "German": ("Titel", "Autoren", "Zusammenfassung", "Verweis"),
    "French": ("Titre ", "Auteurs ", "Résumé ", "Lien "),
    "Spanish": ("TÍTULO", "AUTORES", "RESUMEN", "ENLACE"),
    "Italian": ("Titolo", "Autori", "Riassunto", "Collegamento"),
    "Russian": ("Название", "Авторы", "Аннотация", "Ссылка"),
}
ORDERS = (
    "title people abstract link",
    "people title link abstract",
    "link title people abstract",
    "link people title abstract",
)


def entry(item: Item, order: str, labels: tuple[str, ...], sign: str = ": ") -> str:
    said = {
        "title": item.title,
        "people": ", ".join(item.authors),
        "abstract": item.abstract,
        "link": f"https://arxiv.org/abs/{item.arxiv}",
    }
    names = dict(zip(said, labels, strict=True))
    return "".join(f"{names[part]}{sign}{said[part]}\n" for part in order.split())


def check(text: str) -> None:
    found = read(text, "list.txt").records
    assert [(r.title, r.authors, r.abstract, r.arxiv_id) for r in found] == [
        (i.title, i.authors, i.abstract, i.arxiv) for i in ITEMS
    ]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("between", ["\n", "", "\n---\n\n", "[2]\n"])
def test_labels_may_stand_in_any_order_with_anything_between_entries(order: str, between: str) -> None:
    check(between.join(entry(item, order, LABELS["English"]) for item in ITEMS))


@pytest.mark.parametrize("language", sorted(LABELS))
def test_labels_in_many_languages(language: str) -> None:
    sign = "：" if language == "Chinese" else ": "
    check("\n".join(entry(item, ORDERS[0], LABELS[language], sign) for item in ITEMS))


def test_a_date_above_all_entries_belongs_to_none() -> None:
    text = "Date: 2026-03-14\n\n" + "\n".join(entry(item, ORDERS[1], LABELS["English"]) for item in ITEMS)
    check(text)
    assert read(text).records[1].line == 8


def test_wrapped_and_indented_values_are_whole() -> None:
    def folded(label: str, value: str, width: int) -> str:
        return f"{label:9}" + f"\n{' ' * 9}".join(wrap(value, width)) + "\n"

    check(
        "\n".join(
            f"[{n}]\n{folded('Title:', item.title, 30)}{folded('Authors:', ', '.join(item.authors), 30)}"
            f"{folded('Link:', f'https://arxiv.org/abs/{item.arxiv}', 70)}Abstract:\n    "
            + "\n    ".join(wrap(item.abstract, 60))
            + "\n"
            for n, item in enumerate(ITEMS, 1)
        )
    )


def test_a_label_in_an_abstract_is_a_part_of_it_and_a_paper_s_address_is_no_title() -> None:
    text = "".join(
        f"Title: {item.title}\nAuthors: {', '.join(item.authors)}\nPaper: https://arxiv.org/abs/{item.arxiv}\n"
        f"Keywords: tests\nAbstract: {item.abstract}\nResults: It holds.\n\n"
        for item in ITEMS
    )
    found = read(text).records
    assert [(r.title, r.abstract) for r in found] == [(i.title, f"{i.abstract} Results: It holds.") for i in ITEMS]


def test_settings_and_forms_with_labels_are_no_digest() -> None:
    assert titles("Title: Engineer\nName: Ada\nDate: 2026-03-14\n\nTitle: Clerk\nName: Bob\nDate: 2026-03-15\n") == []
    assert titles("Authors: Ada Lovelace, Grace Hopper\nDate: 2026-03-14\n") == []
    long = (
        "This text goes on and on about how the house is cleaned, when the bins are put out and who waters the plants. "
        * 2
    )
    assert titles(f"Title: The House\nSummary: {long}\n") == []
    assert titles(f"---\ntitle: The House\nauthor: Ada\n---\n\nSummary: {long}\n") == []


def test_tags_of_two_letters_with_a_name_on_each_line() -> None:
    text = "".join(
        f"Record #{n} of 6\nID: CN-{n}\n{''.join(f'AU: {name}{chr(10)}' for name in item.authors)}TI: {item.title}\nSO: A Journal\nYR: 2026\n"
        f"DOI: 10.1000/{n}\nAB: {item.abstract}\nUS: https://example.org/{n}\n\n"
        for n, item in enumerate(ITEMS, 1)
    )
    found = read(text, "citation-export.txt").records
    assert [(r.title, r.authors, r.abstract, r.doi) for r in found] == [
        (item.title, item.authors, item.abstract, f"10.1000/{n}") for n, item in enumerate(ITEMS, 1)
    ]
