"""LaTeX texts that list papers (`\\item \\href{…}{…}`): rewritten as the Markdown that means the same, and read as that."""

from __future__ import annotations

import re
from collections.abc import Iterator

from readerapp.formats.registry import Format
from readerapp.formats.rewritten import read_as_markdown
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading
from readerapp.text.latex import from_latex

_HEADING = re.compile(r"\s*\\(part|chapter|(?:sub){0,2}section|paragraph)\*?\s*\{(.*)\}\s*$")
_LEVELS = {"part": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4, "paragraph": 5}
_ITEM = re.compile(r"\s*\\item(?:\s*\[([^\[\]]*)\])?\s*")
_BARE = re.compile(
    r"\s*\\(?:documentclass|usepackage|begin|end|maketitle|title|author|date|label|newcommand|setlength|tableofcontents)\b.*$"
)
_HREF = re.compile(r"\\href\s*\{([^{}]{1,1000})\}\s*\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}")
_URL = re.compile(r"\\url\s*\{([^{}]{1,1000})\}")
_BOLD = re.compile(
    r"\\(?:textbf|emph|textit|textsl|textsc|underline)\s*\{((?:[^{}]|\{[^{}]*\})*)\}|"
    r"\{\\(?:bf|bfseries|em|it|itshape)\s+([^{}]*)\}"
)
_COMMENT = re.compile(r"(?<!\\)%.*$")


def recognise(source: Source) -> int:
    """By LaTeX's commands at the beginning, and links or addresses in the text."""
    head = source.head
    if not re.search(r"^\s*\\(?:documentclass|begin|section|item)\b", head, re.MULTILINE):
        return 0
    return 45 if "\\href" in source.text or "\\url" in source.text else 0


def read(source: Source) -> Reading:
    """The papers of the text."""
    return read_as_markdown("latex_list", source, _lines(source.text))


def _lines(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        line = _COMMENT.sub("", line)
        if heading := _HEADING.match(line):
            yield f"{'#' * _LEVELS[heading[1]]} {_linked(heading[2])}"
        elif _BARE.match(line):
            yield ""
        elif item := _ITEM.match(line):
            yield f"- {_linked(' '.join(part for part in (item[1], line[item.end() :]) if part))}"
        else:
            yield _linked(line.strip())


def _linked(text: str) -> str:
    text = _URL.sub(r"\1", _HREF.sub(r"[\2](\1)", text))
    return from_latex(_BOLD.sub(lambda bold: f"**{bold[1] or bold[2] or ''}**", text).replace("\\\\", " "))


FORMAT = Format("latex_list", tr("list in LaTeX"), recognise, read)
