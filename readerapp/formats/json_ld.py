"""Pages that draw their list with a program but tell search engines about the papers: JSON in a script of the page (JSON-LD)."""

from __future__ import annotations

import re

from readerapp.formats.json_list import listed
from readerapp.formats.json_text import Values, values
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading

_SCRIPT = re.compile(
    r"""<script\b[^<>]{0,300}\btype\s*=\s*["']?application/(?:ld\+)?json\b[^<>]{0,300}>""", re.IGNORECASE
)
_END = re.compile(r"</script\s*>", re.IGNORECASE)


def recognise(source: Source) -> int:
    """By such a script; what the page itself shows says more, so this comes behind it."""
    return 38 if source.head.startswith("<") and _SCRIPT.search(source.text) else 0


def read(source: Source) -> Reading:
    """The objects that are papers by their evidence."""
    text = source.text
    found: list[Values] = []
    lines: list[int] = []
    place = line = 0
    while (start := _SCRIPT.search(text, place)) is not None:
        line += text.count("\n", place, start.end())
        end = _END.search(text, start.end())
        inner = values(text[start.end() : end.start() if end else len(text)])
        found.append(inner)
        lines += [line + number for number in inner.lines]
        line += text.count("\n", start.end(), end.end() if end else len(text))
        place = end.end() if end else len(text)
    whole = Values(
        tuple(value for one in found for value in one.values),
        tuple(lines),
        tuple(thing for one in found for thing in one.opened),
        (),
        tuple(dict.fromkeys(warning for one in found for warning in one.warnings)),
    )
    return listed("json_ld", whole, text)


FORMAT = Format("json_ld", tr("page with data for search engines"), recognise, read)
