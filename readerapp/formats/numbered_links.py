"""Text as text browsers write it: each link is a number in the text, the addresses stand at its end under "References".

The links are put back where they were, and the text is read as what it then is.
"""

from __future__ import annotations

import re
from dataclasses import replace

from readerapp.formats import registry
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading

_REFERENCES = re.compile(r"^References\n\s*(?:(?:Visible|Hidden) links:?\n\s*)?1\. \S", re.MULTILINE)
_ADDRESS = re.compile(r"^\s*(\d{1,6})\. (\S+)\s*$", re.MULTILINE)
_NUMBER = re.compile(r"\[(\d{1,6})\](?=\S)")
_LINK = re.compile(r"\[(\d{1,6})\]([^\s\[\],|][^\[\],|\n]{0,400})")
_MARGIN = 3


def recognise(source: Source) -> int:
    """By the list of addresses and numbers that point into it."""
    if not _NUMBER.search(source.head) or source.head.startswith("<"):
        return 0
    found = _REFERENCES.search(source.text)
    return 98 if found and len(_ADDRESS.findall(source.text[found.start() : found.start() + 2000])) >= 3 else 0


def read(source: Source) -> Reading:
    """The papers of the text with its links."""
    found = _REFERENCES.search(source.text)
    if found is None:
        return Reading("numbered_links")
    addresses = dict(_ADDRESS.findall(source.text[found.start() :]))
    lines = source.text[: found.start()].split("\n")
    text = "\n".join(_linked(line, addresses) for line in lines)
    reading = registry.read(source.part(text))
    return replace(reading, format=f"numbered_links/{reading.format}" if reading.format else "numbered_links")


def _linked(line: str, addresses: dict[str, str]) -> str:
    """A line without the margin, its numbers turned into Markdown's links."""
    if line[:_MARGIN].isspace():
        line = line[_MARGIN:]
    if "[" not in line:
        return line

    def link(match: re.Match[str]) -> str:
        address = addresses.get(match[1], "")
        if not address.startswith("http") or "(" in address:
            return match[2] if address else match[0]
        text = match[2].rstrip()
        return f"[{text}]({address}){match[2][len(text) :]}"

    return _LINK.sub(link, line)


FORMAT = registry.Format("numbered_links", tr("text browser's dump"), recognise, read)
