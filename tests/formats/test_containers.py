"""Files in which lists of papers are packed: notebooks, outlines, pages with data for search engines."""

from __future__ import annotations

import json
from html import escape
from typing import Any

import pytest

from tests.formats.reading import read, titles
from tests.formats.writers import ITEMS, Item, labelled, markdown_headings

TITLES = [item.title for item in ITEMS]


def page(item: Item) -> str:
    return f"https://arxiv.org/abs/{item.arxiv}"


def cells(*found: dict[str, Any]) -> str:
    return json.dumps({"cells": found, "metadata": {}, "nbformat": 4}, indent=1)


def code(**output: Any) -> dict[str, Any]:
    return {"cell_type": "code", "source": ["for r in results:\n", "    print(r)"], "outputs": [output]}


@pytest.mark.parametrize(
    "output",
    [
        {"output_type": "stream", "text": labelled(ITEMS).splitlines(keepends=True)},
        {
            "output_type": "display_data",
            "data": {"text/markdown": markdown_headings(ITEMS), "text/plain": "<Markdown object>"},
        },
        {"output_type": "execute_result", "data": {"text/plain": labelled(ITEMS)}},
    ],
)
def test_what_a_notebook_s_programs_printed_is_read(output: dict[str, Any]) -> None:
    assert titles(cells(code(**output)), "search.ipynb") == TITLES


def test_what_was_printed_bit_by_bit_is_one_text_and_lines_are_the_file_s() -> None:
    halves = [{"output_type": "stream", "text": labelled((item,))} for item in ITEMS]
    reading = read(cells({"cell_type": "code", "source": "x", "outputs": halves}), "search.ipynb")
    assert [r.title for r in reading.records] == TITLES
    assert reading.format == "notebook"
    assert all(record.line for record in reading.records)


def test_a_notebook_of_numbers_is_no_digest() -> None:
    words = {"cell_type": "markdown", "source": ["# Sales\n", "We plot revenue by month. It grew.\n"]}
    assert (
        titles(
            cells(words, code(output_type="stream", text="rows: 120\nTitle: Sales\n"), code(data=5), code(text=None)),
            "a.ipynb",
        )
        == []
    )
    assert titles('{"cells": 5, "cell_type": []}', "a.ipynb") == []


def outline(rows: str) -> str:
    return f"<?xml version='1.0'?>\n<opml version='2.0'><head><title>x</title></head><body>{rows}</body></opml>"


def test_outlines_with_addresses_and_notes() -> None:
    rows = "".join(f'<outline text="{i.title}" url="{page(i)}" _note="{i.abstract}"/>\n' for i in ITEMS)
    found = read(outline(f"<outline text='Week 11'>{rows}</outline>"), "x.opml").records
    assert [(r.title, r.arxiv_id, r.abstract) for r in found] == [(i.title, i.arxiv, i.abstract) for i in ITEMS]


def test_outlines_with_an_address_below_each_title() -> None:
    rows = "".join(
        f'<outline text="{i.title}"><outline text="{page(i)}"/><outline text="{escape("<b>Authors</b>")}: {", ".join(i.authors)}"/></outline>\n'
        for i in ITEMS
    )
    assert [(r.title, r.arxiv_id) for r in read(outline(rows), "x.opml").records] == [(i.title, i.arxiv) for i in ITEMS]


def test_lists_of_feeds_and_of_errands_are_no_digests() -> None:
    feeds = "".join(
        f'<outline text="The Daily News of {n}" type="rss" xmlUrl="https://{n}.example.org/feed"/>' for n in range(3)
    )
    assert titles(outline(feeds), "x.opml") == []
    assert titles(outline('<outline text="Buy milk"/><outline text="Call the bank about the card"/>'), "x.opml") == []


def test_several_scripts_of_a_page_and_one_that_is_cut() -> None:
    def script(item: Item) -> str:
        data = {
            "@type": "ScholarlyArticle",
            "name": item.title,
            "author": {"name": item.authors[0]},
            "sameAs": "x",
            "url": page(item),
        }
        return f"<script type='application/ld+json'>\n{json.dumps(data)}\n</script>\n"

    text = f"<html><head><script>let a = 1</script>{''.join(map(script, ITEMS))}"
    reading = read(text + '<script type="application/ld+json">{"headline": "Cut', "x.html")
    assert [(r.title, r.arxiv_id) for r in reading.records] == [(i.title, i.arxiv) for i in ITEMS]
    assert reading.warnings


def test_news_with_data_for_search_engines_are_no_papers() -> None:
    data = {
        "@type": "NewsArticle",
        "headline": "The roof of the station is repaired",
        "author": [{"name": "Ada"}],
        "description": "At last.",
    }
    assert (
        titles(f"<html><body><script type='application/ld+json'>{json.dumps(data)}</script></body></html>", "x.html")
        == []
    )


def test_meetings_and_shopping_lists_are_no_papers() -> None:
    event = "BEGIN:VEVENT\nSUMMARY:Weekly meeting of the planning group\nDESCRIPTION:Agenda\\n\\nhttps://meet.example.org/x\nEND:VEVENT\n"
    assert titles(f"BEGIN:VCALENDAR\nVERSION:2.0\n{event * 3}END:VCALENDAR\n", "team.ics") == []
    note = "<note><title>Shopping for the weekend</title><content><![CDATA[<en-note><div>milk</div></en-note>]]></content></note>"
    assert titles(f"<?xml version='1.0'?><en-export>{note}</en-export>", "x.enex") == []


def test_an_event_may_give_its_paper_s_address_in_a_field_and_keep_its_line() -> None:
    events = "".join(f"BEGIN:VEVENT\nSUMMARY;LANGUAGE=en:{i.title}\nURL:{page(i)}\nEND:VEVENT\n" for i in ITEMS)
    found = read(f"BEGIN:VCALENDAR\n{events}END:VCALENDAR\n", "group.ics").records
    assert [(r.title, r.arxiv_id, r.line) for r in found] == [
        (i.title, i.arxiv, 2 + 4 * n) for n, i in enumerate(ITEMS)
    ]
