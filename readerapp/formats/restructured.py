"""reStructuredText: rewritten as the Markdown that means the same, and read as that."""

from __future__ import annotations

import re
from collections.abc import Iterator

from readerapp.formats.registry import Format
from readerapp.formats.rewritten import read_as_markdown
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading

_RULE = re.compile(r"([=\-~^\"'#*+.:_`])\1{2,}\s*$")
_SIGNS = frozenset("=-~^\"'#*+.:_`")
_FIELD = re.compile(r"\s*:([A-Za-z][\w /-]{0,40}):(?:\s+(\S.*))?$")
_DIRECTIVE = re.compile(r"\s*\.\.(?:\s|$)")
_TARGET = re.compile(r"^\s*\.\. _(?:`([^`\n]{1,300})`|([^`:\n]{1,300})):\s+(https?://\S+)\s*$", re.MULTILINE)
_NUMBERED = re.compile(r"(\s*)#\.\s+")
_LINK = re.compile(r"`([^`<>\n]{1,600}?)\s*<(https?://[^<>\s]+)>`_{1,2}")
_NAMED = re.compile(r"`([^`<>\n]{1,300})`_(?!\w)|\b(\w[\w.-]{0,80})_(?!\w)")
_MARK = re.compile(r"`[^`<>\n]+<https?://[^<>\s]+>`_|^\.\. _?[^\n]{1,300}:|^:[A-Z][\w /-]{0,40}:\s", re.MULTILINE)
_LAID_OUT = re.compile(r"^([=\-~#*+^\"])\1{3,}\s*$|^[ \t]*(?:[*-]|#\.)[ ]+`", re.MULTILINE)
"""The rule of a heading, or a list of links."""
_NAME = re.compile(r"\.re?st$", re.IGNORECASE)


def recognise(source: Source) -> int:
    """By links, targets, directives and fields as only reStructuredText has them."""
    head = source.head
    if head[:1] in ("{", "<") or not _LAID_OUT.search(head):
        return 0
    found = len(_MARK.findall(head))
    return 76 if found and _NAME.search(source.name) else 72 if found >= 2 else 0


def read(source: Source) -> Reading:
    """The papers of the text."""
    return read_as_markdown("restructured", source, _lines(source.text))


def _lines(text: str) -> Iterator[str]:
    found = _TARGET.findall(text) if ".. _" in text else ()
    targets = {(quoted or bare).casefold(): url for quoted, bare, url in found}
    lines = text.split("\n")
    levels: list[str] = []
    for number, line in enumerate(lines):
        below = lines[number + 1] if number + 1 < len(lines) else ""
        if _is_rule(line) and (not line.strip() or _is_heading(lines, number - 1) or _is_heading(lines, number + 1)):
            yield ""
        elif _is_heading(lines, number):
            if below[0] not in levels:
                levels.append(below[0])
            yield f"{'#' * min(6, 1 + levels.index(below[0]))} {_linked(line.strip(), targets)}"
        elif ":" in line and (field := _FIELD.match(line)):
            yield f"- **{field[1]}:** {_linked(field[2] or '', targets)}"
        elif ".." in line and _DIRECTIVE.match(line):
            yield ""
        else:
            yield _linked(_NUMBERED.sub(r"\g<1>1. ", line) if "#." in line else line, targets)


def _is_rule(line: str) -> bool:
    return line[:1] in _SIGNS and _RULE.match(line) is not None


def _is_heading(lines: list[str], number: int) -> bool:
    """Whether a line has a rule of about its length below it."""
    if not 0 <= number < len(lines) - 1 or lines[number + 1][:1] not in _SIGNS:
        return False
    line, below = lines[number].strip(), lines[number + 1].rstrip()
    return bool(line) and not _is_rule(line) and _is_rule(below) and len(below) >= min(len(line), 60) - 1


def _linked(text: str, targets: dict[str, str]) -> str:
    if ">`_" in text:
        text = _LINK.sub(r"[\1](\2)", text)
    if targets and "_" in text:
        text = _NAMED.sub(lambda named: _target(named, targets), text)
    return text


def _target(named: re.Match[str], targets: dict[str, str]) -> str:
    words = named[1] or named[2]
    url = targets.get(words.casefold())
    return f"[{words}]({url})" if url else named[0]


FORMAT = Format("restructured", tr("reStructuredText"), recognise, read)
