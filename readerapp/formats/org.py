"""Org-mode's outlines: rewritten as the Markdown that means the same, and read as that."""

from __future__ import annotations

import re
from collections.abc import Iterator

from readerapp.formats.registry import Format
from readerapp.formats.rewritten import read_as_markdown
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading

_MARK = re.compile(
    r"^(?:#\+(?:title|date|author|filetags|startup|options)\s*:|[ \t]*:PROPERTIES:[ \t]*$)",
    re.IGNORECASE | re.MULTILINE,
)
_HEADING = re.compile(
    r"(\*+)\s+(?:(?:TODO|DONE|NEXT|WAITING|READ|READING|TOREAD|CANCELLED)\s+)?(?:\[#[A-Z]\]\s+)?(.*?)(?:\s+:[\w@#%:]+:)?\s*$"
)
_PROPERTY = re.compile(r"\s*:([A-Za-z][\w-]{1,40}):\s+(\S.*)$")
_KEYWORD = re.compile(r"#\+(\w+)\s*:\s*(.*)$")
_DRAWER = re.compile(r"\s*:(?:PROPERTIES|LOGBOOK|END):\s*$", re.IGNORECASE)
_PLANNED = re.compile(r"\s*(?:SCHEDULED|DEADLINE|CLOSED):\s*[<\[]")
_LINK = re.compile(r"\[\[([^\[\]]{1,1000})\](?:\[([^\[\]]{1,500})\])?\]")
_NAMES = {"custom_id": "id", "author": "Authors", "arxiv": "arXiv", "arxiv_id": "arXiv", "eprint": "arXiv"}


def recognise(source: Source) -> int:
    """By a heading of stars and a keyword or a drawer."""
    head = source.head
    return 75 if _MARK.search(head) and re.search(r"^\*+ \S", head, re.MULTILINE) else 0


def read(source: Source) -> Reading:
    """The papers of the outline."""
    return read_as_markdown("org", source, _lines(source.text))


def _lines(text: str) -> Iterator[str]:
    """Line by line, so that line numbers stay."""
    for line in text.split("\n"):
        if heading := _HEADING.match(line):
            yield f"{'#' * min(6, len(heading[1]))} {_linked(heading[2])}"
        elif keyword := _KEYWORD.match(line):
            yield f"# {keyword[2]}" if keyword[1].lower() == "title" else ""
        elif _DRAWER.match(line) or _PLANNED.match(line):
            yield ""
        elif found := _PROPERTY.match(line):
            yield f"- **{_NAMES.get(found[1].lower(), found[1].title())}:** {_linked(found[2])}"
        else:
            yield _linked(line.strip() if line[:1] == " " and not line.lstrip().startswith(("- ", "+ ")) else line)


def _linked(text: str) -> str:
    return _LINK.sub(lambda link: f"[{link[2]}]({link[1]})" if link[2] else link[1], text)


FORMAT = Format("org", tr("Org outline"), recognise, read)
