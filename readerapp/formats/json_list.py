"""JSON of bots, scrapers, conferences and library services: lists of papers wherever and however they stand in it."""

from __future__ import annotations

from dataclasses import replace

from readerapp.formats.json_find import Place, search, shown, trusted
from readerapp.formats.json_keys import families
from readerapp.formats.json_places import TitleLines
from readerapp.formats.json_text import Values, is_json, values
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading, Record, Skipped
from readerapp.text.clean import one_line


def recognise(source: Source) -> int:
    """Any JSON, but lower than the kinds that know their own keys; whether it lists papers only reading can tell."""
    head = source.head
    if not is_json(head):
        return 0
    return 60 if "title" in head.lower() else 30


def read(source: Source) -> Reading:
    """The objects that are papers by their evidence: ids, addresses of papers, authors with an abstract."""
    return listed("json_list", values(source.text), source.text)


def listed(kind: str, parsed: Values, text: str) -> Reading:
    """The papers among the values that stand in a text, as a reading of this kind."""
    found = Place()
    many = len(parsed.values) > 1
    titleless: list[tuple[int, dict[str, object]]] = []
    for value, line in zip(parsed.values, parsed.lines, strict=True):
        before = len(found.candidates) + len(found.nameless)
        search(value, line if many else None, found)
        seen = len(found.candidates) + len(found.nameless) > before
        if many and not seen and isinstance(value, dict) and _has_empty_title(value):
            titleless.append((line, value))
    # An object that the cut left open lacks what came behind: it is the paper at the cut.
    cut = {id(thing) for thing in parsed.opened}
    taken = [candidate for candidate in trusted(found) if id(candidate.thing) not in cut]
    lines = TitleLines(text)
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
        skipped += [Skipped(tr("line {n}").format(n=n), shown(thing), tr("it has no title")) for n, thing in titleless]
        skipped += [Skipped(tr("line {n}").format(n=n), line[:100], tr("it is no JSON")) for n, line in parsed.broken]
    date = found.date or (next(iter(found.dates)) if len(found.dates) == 1 else None)
    title = one_line(found.title) if found.title else None
    return Reading(kind, title, date, None, tuple(records), tuple(skipped), parsed.warnings)


def _has_empty_title(value: dict[str, object]) -> bool:
    """Whether a line of its own has a key for a title but no title in it (`{"title": 5}`)."""
    return any("title" in families(key) for key in value)


def _skipped(number: int, text: str, reason: str) -> Skipped:
    return Skipped(tr("record without title {n}").format(n=number), text, reason)


FORMAT = Format("json_list", tr("list of papers (JSON)"), recognise, read)
