"""CSL-JSON, as Zotero and other reference managers export it."""

from __future__ import annotations

from typing import Any

from readerapp.formats.abstracts import stored
from readerapp.formats.bibliography import BibEntry, record_of
from readerapp.formats.json_text import values
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading, Record, Skipped
from readerapp.text.clean import from_markup, one_line

_MARKS = ('"issued"', '"container-title"', '"date-parts"', '"citation-key"', '"event-title"')


def recognise(source: Source) -> int:
    """By the keys that only CSL has."""
    head = source.head
    if head[:1] not in "[{":
        return 0
    return 95 if '"title"' in head and '"type"' in head and any(mark in head for mark in _MARKS) else 0


def read(source: Source) -> Reading:
    """Every item with a title."""
    found = values(source.text)
    items: list[Any] = []
    for value in found.values:
        if isinstance(value, dict) and isinstance(value.get("items"), list):
            items += value["items"]
        else:
            members = value if isinstance(value, list) else [value]
            items += [item for item in members if not (isinstance(item, dict) and _is_envelope(item))]
    records: list[Record] = []
    skipped: list[Skipped] = []
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict):
            continue
        title = _text(item.get("title"))
        if title:
            records.append(_record(item, title))
        else:
            where = tr("record {n}").format(n=number)
            skipped.append(Skipped(where, _text(item.get("id"))[:120], tr("a record without a title")))
    return Reading("csl_json", None, None, None, tuple(records), tuple(skipped), found.warnings)


def _is_envelope(item: dict[str, Any]) -> bool:
    """Whether an object only holds other things, as the answers of search services do."""
    return "title" not in item and "type" not in item and any(isinstance(v, dict | list) for v in item.values())


_HINTS = ("number", "note", "container-title", "publisher", "archive_location", "genre")


def _record(item: dict[str, Any], title: str) -> Record:
    raw = item.get("abstract")
    abstract, kind = stored(from_markup(raw) if isinstance(raw, str) else "", title, sure=True)
    return record_of(
        BibEntry(
            title=title, abstract=abstract, abstract_kind=kind, names=_names(item.get("author") or item.get("editor")),
            date=_date(item.get("issued")), doi=_text(item.get("DOI")), url=_text(item.get("URL")),
            hints=tuple(_text(item.get(name)) for name in _HINTS),
        )
    )  # fmt: skip


def _names(people: Any) -> tuple[str, ...]:
    found = []
    for person in people if isinstance(people, list) else []:
        if isinstance(person, dict):
            parts = (
                person.get(name) for name in ("given", "non-dropping-particle", "dropping-particle", "family", "suffix")
            )
            name = one_line(" ".join(str(part) for part in parts if part)) or _text(person.get("literal"))
            if name:
                found.append(name)
    return tuple(dict.fromkeys(found))


def _date(issued: Any) -> str:
    """Numbers or texts, mixed: [[2024, "3", 14]] → 2024-03-14."""
    if not isinstance(issued, dict):
        return ""
    parts = issued.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        return "-".join(str(part).zfill(2) for part in parts[0])
    return _text(issued.get("raw") or issued.get("literal"))


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return one_line(from_markup(str(value))) if isinstance(value, str | int | float) else ""


FORMAT = Format("csl_json", tr("CSL-JSON bibliography"), recognise, read)
