"""The saved trending or daily-papers page as plain text: furniture, then title, abstract, title, abstract …"""

from __future__ import annotations

import re

from readerapp.formats.dates import partial_date
from readerapp.formats.ids import code_urls_in
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading, Record
from readerapp.text.clean import one_line

_FURNITURE = re.compile(
    r"new|subscribe|get trending papers in your email inbox!?|by\s?AK and the research community|daily|weekly|monthly|trending papers|"
    r"models|datasets|spaces|docs|pricing|log in|sign up|[-·]|\d+",
    re.IGNORECASE,
)
_ABSTRACT = 400
"""Letters from which on a block is an abstract: titles are shorter, abstracts longer."""


def recognise(source: Source) -> int:
    """By the page's own words."""
    head = source.head
    return 80 if "Get trending papers" in head or "byAK and the research community" in head else 0


def read(source: Source) -> Reading:
    """Titles with the abstracts that follow them."""
    date = date_text = None
    records: list[Record] = []
    for line, text in _blocks(source.text):
        if _FURNITURE.fullmatch(text):
            continue
        if date is None and not records and (found := partial_date(text, source.modified)):
            date, date_text = found, text
        elif len(text) < _ABSTRACT:
            records.append(Record(text, line=line))
        elif records and records[-1].abstract is None:
            title = records.pop()
            records.append(Record(title.title, text, "full", code_urls=code_urls_in(text), line=title.line))
    return Reading("hf_page", tr("Trending papers"), date, date_text, tuple(records))


def _blocks(text: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    parts: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip():
            parts.append(line)
        elif parts:
            found.append((number - len(parts), one_line(" ".join(parts))))
            parts = []
    return found


FORMAT = Format("hf_page", tr("saved trending page"), recognise, read)
