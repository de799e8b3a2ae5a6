"""JSON of bots, scrapers, conferences and library services: lists of papers wherever and however they stand in it."""

from __future__ import annotations

import json
from dataclasses import replace

from readerapp.formats.json_find import Place, search, shown, trusted
from readerapp.formats.json_text import is_json, values
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading, Record, Skipped
from readerapp.text.clean import one_line

_MISSES = 20
"""Titles that were not found as they stand in the text (escaped in some way) after which lines are no longer looked for."""


def recognise(source: Source) -> int:
    """Any JSON, but lower than the kinds that know their own keys; whether it lists papers only reading can tell."""
    head = source.head
    if not is_json(head):
        return 0
    return 60 if "title" in head.lower() else 30


def read(source: Source) -> Reading:
    """The objects that are papers by their evidence: ids, addresses of papers, authors with an abstract."""
    text = source.text
    parsed = values(text)
    found = Place()
    many = len(parsed.values) > 1
    for value, line in zip(parsed.values, parsed.lines, strict=True):
        search(value, line if many else None, found)
    # An object that the cut left open lacks what came behind: it is the paper at the cut.
    cut = {id(thing) for thing in parsed.opened}
    taken = [candidate for candidate in trusted(found) if id(candidate.thing) not in cut]
    lines = _Lines(text)
    records: list[Record] = []
    for candidate in taken:
        record = candidate.rated.record
        place = candidate.line if candidate.line is not None else lines.of(candidate.rated.raw_title)
        records.append(replace(record, line=place, section=candidate.section or record.section))
    skipped: list[Skipped] = []
    if records:
        skipped += [
            _skipped(number, shown(thing), tr("it has no title")) for number, thing in enumerate(found.nameless, 1)
        ]
        skipped += [Skipped(tr("line {n}").format(n=n), line[:100], tr("it is no JSON")) for n, line in parsed.broken]
    date = found.date or (next(iter(found.dates)) if len(found.dates) == 1 else None)
    title = one_line(found.title) if found.title else None
    return Reading("json_list", title, date, None, tuple(records), tuple(skipped), parsed.warnings)


def _skipped(number: int, text: str, reason: str) -> Skipped:
    return Skipped(tr("record without title {n}").format(n=number), text, reason)


class _Lines:
    """Line numbers of titles, looked for from the one before on."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0
        self._line = 1
        self._misses = 0 if "\n" in text.strip() else _MISSES

    def of(self, title: str) -> int | None:
        """The line on which a title stands; None when it cannot be found as it is."""
        if self._misses >= _MISSES:
            return None if "\n" in self._text.strip() else 1
        start = title[:60]
        for needle in (json.dumps(start, ensure_ascii=False)[1:-1], json.dumps(start)[1:-1]):
            place = self._text.find(needle, self._place)
            if place >= 0:
                self._line += self._text.count("\n", self._place, place)
                self._place = place
                return self._line
        self._misses += 1
        return None


FORMAT = Format("json_list", tr("list of papers (JSON)"), recognise, read)
