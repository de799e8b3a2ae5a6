"""A wiki's text (MediaWiki, DokuWiki): rewritten as the Markdown that means the same, and read as that."""

from __future__ import annotations

import re

from readerapp.formats.registry import Format
from readerapp.formats.rewritten import read_as_markdown
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading

_HEADING = re.compile(r"(={1,6})\s*(\S.*?)\s*\1\s*$")
_ITEM = re.compile(r"(?:([*#]+)[ \t]*|( {2,})([*-])\s+)(?=\S)")
_LINK = re.compile(
    r"\[(https?://[^\s\[\]]+)\s+([^\[\]\n]+(?:\[[^\[\]\n]*\][^\[\]\n]*)*)\]|\[\[(https?://[^\s\[\]|]+)\|([^\[\]\n]+)\]\]"
)
_BOLD = re.compile(r"'''(.+?)'''")
_SLANTED = re.compile(r"(?<!')''(?!')(.+?)(?<!')''(?!')")
_TITLE = re.compile(r"^={2,6}[^=\n]+={2,6}\s*$", re.MULTILINE)
_MARK = re.compile(r"\[https?://[^\s\[\]]+ [^\[\]\n]|\[\[[^\[\]\n]+\]\]|'''", re.MULTILINE)


def recognise(source: Source) -> int:
    """By headings between equals signs, or links in single brackets, in lists."""
    head = source.head
    if head[:1] in "{<" and not head.startswith("{{"):
        return 0
    found = len(_MARK.findall(head))
    return 71 if found and (_TITLE.search(head) or (found > 1 and re.match(r"[*#]+ ?\[http", head))) else 0


def read(source: Source) -> Reading:
    """The papers of the text."""
    return read_as_markdown("wikitext", source, map(_line, source.text.split("\n")))


def _line(line: str) -> str:
    if heading := _HEADING.match(line):
        return f"{'#' * len(heading[1])} {_linked(heading[2])}"
    if item := _ITEM.match(line):
        signs = item[1] or "*" * (len(item[2]) // 2)
        mark = "1." if signs[-1] == "#" else "-"
        return f"{'  ' * (len(signs) - 1)}{mark} {_linked(line[item.end() :])}"
    return _linked(line)


def _linked(text: str) -> str:
    text = _LINK.sub(lambda link: f"[{link[2] or link[4]}]({link[1] or link[3]})", text)
    return _SLANTED.sub(r"*\1*", _BOLD.sub(r"**\1**", text)) if "''" in text else text


FORMAT = Format("wikitext", tr("wiki text"), recognise, read)
