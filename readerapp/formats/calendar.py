"""Calendars (.ics) of reading groups: an event for each paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from readerapp.formats.message_html import as_html, lines_of
from readerapp.formats.message_papers import titled
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading, Record

_LINE = re.compile(r"([A-Z][A-Z0-9-]{1,40})(?:;[^:\n]{0,300})?:(.*)$")
_ESCAPE = re.compile(r"\\([\\;,nN])")


def recognise(source: Source) -> int:
    """By its first line."""
    return 95 if source.head.startswith("BEGIN:VCALENDAR") else 0


def read(source: Source) -> Reading:
    """The events that link a paper."""
    return Reading("calendar", records=tuple(_records(source.text)))


def _records(text: str) -> Iterator[Record]:
    said: dict[str, str] = {}
    start = 0
    for number, line in _unfolded(text):
        if line in ("BEGIN:VEVENT", "BEGIN:VTODO", "BEGIN:VJOURNAL"):
            said, start = {}, number
        elif line.startswith("END:V") and said.get("SUMMARY"):
            lines = lines_of(as_html(said.get("DESCRIPTION", "")))
            for record in titled(said["SUMMARY"], (said.get("URL", ""),), lines):
                yield replace(record, line=start)
            said = {}
        elif match := _LINE.match(line):
            said.setdefault(match[1], _ESCAPE.sub(lambda sign: "\n" if sign[1] in "nN" else sign[1], match[2]))


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers; one that is too long goes on in the next one, behind a space."""
    whole, start = "", 1
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line[:1] in (" ", "\t"):
            whole += line[1:]
        else:
            yield start, whole.rstrip()
            whole, start = line, number


FORMAT = Format("calendar", tr("calendar"), recognise, read)
