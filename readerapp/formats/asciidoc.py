"""AsciiDoc: rewritten as the Markdown that means the same, and read as that."""

from __future__ import annotations

import re
from collections.abc import Iterator

from readerapp.formats.registry import Format
from readerapp.formats.rewritten import read_as_markdown
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading

_HEADING = re.compile(r"(={1,6})\s+(\S.*?)(?:\s+=+)?\s*$")
_ATTRIBUTE = re.compile(r"(?::!?[\w-]+!?:(?:\s.*)?|\[[^\[\]]*\]|//.*|(?:[-=_*.+]){4,}|--)\s*$")
_ITEM = re.compile(r"\s*([*.]{1,5}|-)\s+(?=\S)")
_TERM = re.compile(r"\s*(\S[^:\n]{0,200})::\s*(.*)$")
_LINK = re.compile(r"(?:link:|<)?(https?://[^\s\[\]<>]+)(?:\[([^\[\]\n]*(?:\[[^\[\]\n]*\][^\[\]\n]*)*)\]|>)")
_STRONG = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])")
_MARK = re.compile(r"https?://[^\s\[\]]+\[[^\[\]\n]|^:[\w-]+:(?:\s|$)|^={1,2} \S", re.MULTILINE)
_CLOSED_HEADING = re.compile(r"^==+ [^=\n]+ ==+\s*$", re.MULTILINE)
"""As wikis write it."""
_NAME = re.compile(r"\.(?:adoc|asciidoc|asc)$", re.IGNORECASE)


def recognise(source: Source) -> int:
    """By a heading of equals signs at the beginning and a link or an attribute as only AsciiDoc has them."""
    head = source.head
    if not head.startswith(("= ", "== ", ":")):
        return 0
    if _NAME.search(source.name):
        return 76
    return 74 if len(_MARK.findall(head)) >= 2 and not _CLOSED_HEADING.search(head) else 0


def read(source: Source) -> Reading:
    """The papers of the text."""
    return read_as_markdown("asciidoc", source, _lines(source.text))


def _lines(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        sign = line[:1]
        if sign == "=" and (heading := _HEADING.match(line)):
            yield f"{'#' * len(heading[1])} {_linked(heading[2])}"
        elif not sign.isalnum() and _ATTRIBUTE.match(line):
            yield ""
        elif not sign.isalnum() and (item := _ITEM.match(line)):
            mark = "1." if item[1][0] == "." else "-"
            yield f"{'  ' * (len(item[1]) - 1)}{mark} {_linked(line[item.end() :])}"
        elif "::" in line and (term := _TERM.match(line)):
            yield f"- **{term[1]}:** {_linked(term[2])}"
        else:
            yield _linked(line.removesuffix(" +"))


def _linked(text: str) -> str:
    if "://" in text:
        text = _LINK.sub(lambda link: f"[{link[2].rstrip('^')}]({link[1]})" if link[2] else link[1], text)
    return _STRONG.sub(r"**\1**", text) if "*" in text else text


FORMAT = Format("asciidoc", tr("AsciiDoc text"), recognise, read)
