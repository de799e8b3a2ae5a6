"""The daily or trending page saved as HTML: what is seen has no abstracts, what the page carries along has everything."""

from __future__ import annotations

import re
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from readerapp.formats import hf_api, html_list
from readerapp.formats.ids import arxiv_id
from readerapp.formats.json_text import values
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading, Record
from readerapp.text.clean import one_line, unescape

_MARK = re.compile(
    r"""data-target=["']DailyPapers|data-props=["'][^"']{0,200}dailyPapers|<a[^>]{0,300}href=["'](?:https://huggingface\.co)?/papers/\d"""
)
_PROPS = re.compile(r"""data-props=("[^"]*"|'[^']*')""")


def recognise(source: Source) -> int:
    """By the page's own element."""
    if "<" not in source.head[:500]:
        return 0
    return (
        97 if "DailyPapers" in source.text else 70 if "huggingface" in source.text and _MARK.search(source.text) else 0
    )


def read(source: Source) -> Reading:
    """The papers of the carried data; without it what the page shows, at least the titles that link to papers."""
    items: list[Any] = []
    for match in _PROPS.finditer(source.text):
        if "paper" not in match[1]:
            continue
        for value in values(unescape(match[1][1:-1])).values:
            items += _items(value)
    reading = hf_api.of_items(items, "hf_html")
    if reading.records:
        return reading
    # The trending page shows its abstracts.
    listed = html_list.read(source).records
    linked = _linked(source)
    return Reading("hf_html", tr("Daily papers"), None, None, listed if len(listed) >= len(linked) else linked)


def _items(value: Any) -> list[Any]:
    """The list of objects with a paper in them, wherever it stands near the top."""
    todo = [value]
    for _ in range(200):
        if not todo:
            break
        part = todo.pop(0)
        if isinstance(part, list):
            if any(isinstance(item, dict) and isinstance(item.get("paper"), dict) for item in part):
                return part
            todo += part[:20]
        elif isinstance(part, dict):
            todo += list(part.values())
    return []


def _linked(source: Source) -> tuple[Record, ...]:
    found = []
    for link in LexborHTMLParser(source.text).css("h3 a, h2 a, h4 a"):
        address = link.attributes.get("href") or ""
        number = arxiv_id(f"https://huggingface.co{address}" if address.startswith("/") else address)
        title = one_line(link.text(deep=True))
        if number and title:
            found.append(Record(title, arxiv_id=number[0], url=f"https://huggingface.co/papers/{number[0]}"))
    return tuple(found)


FORMAT = Format("hf_html", tr("saved daily page (HTML)"), recognise, read)
