"""Outlines (OPML), as outliners write them: rewritten as Markdown, and read as that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from readerapp.formats import xml_tree
from readerapp.formats.abstracts import science_in
from readerapp.formats.ids import urls_in
from readerapp.formats.md_words import is_names
from readerapp.formats.paper_pages import is_paper_page
from readerapp.formats.registry import Format
from readerapp.formats.rewritten import read_as_markdown
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading
from readerapp.text.clean import from_markup, one_line, unescape

_TAG = re.compile(r"""<outline\b((?:[^<>"']|"[^"]*"|'[^']*')*?)(/?)>|</outline\s*>""")
_ATTRIBUTE = re.compile(r"""([\w:.-]{1,60})\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ANCHOR = re.compile(r"""<a\b[^<>]*?\bhref\s*=\s*["']?([^\s"'<>]+)[^<>]*>(.*?)</a>""", re.IGNORECASE | re.DOTALL)
_LINKS = ("url", "htmlUrl", "link", "href")
_NOTES = ("_note", "note", "description")
_DEEPEST = 6
_ABSTRACT = 200
_NAME = 60
"""Letters that a name in a list takes at most: a sentence has fewer commas."""


@dataclass(slots=True)
class _Outline:
    text: str
    line: int
    notes: tuple[str, ...] = ()
    children: list[_Outline] = field(default_factory=list)


def recognise(source: Source) -> int:
    """By the root element; a list of feeds is an outline too, but of no papers."""
    return 88 if xml_tree.root_name(source).lower() == "opml" and "xmlUrl=" not in source.head else 0


def read(source: Source) -> Reading:
    """The papers among the outline's lines; of a file that was cut those before the cut."""
    rows = list(_rows(_outlines(source.text)))
    reading = read_as_markdown("opml", source, (text for text, _ in rows))
    records = tuple(replace(one, line=rows[one.line - 1][1] if one.line else None) for one in reading.records)
    cut = "</opml" not in source.text
    warnings = (tr("The file was cut: what stands before the cut was read."),) if cut else ()
    return Reading("opml", None, reading.date, None, records, reading.skipped, warnings)


def _outlines(text: str) -> list[_Outline]:
    root = _Outline("", 0)
    open_ones = [root]
    line = 1
    before = 0
    for match in _TAG.finditer(text):
        line += text.count("\n", before, match.start())
        before = match.start()
        if match[1] is None:
            open_ones = open_ones[:-1] or [root]
            continue
        outline = _outline(match[1], line)
        (open_ones or [root])[-1].children.append(outline)
        if not match[2]:
            open_ones.append(outline)
    return root.children


def _outline(attributes: str, line: int) -> _Outline:
    said = {
        found[1]: unescape(found[2] if found[2] is not None else found[3]) for found in _ATTRIBUTE.finditer(attributes)
    }
    text = _linked(said.get("text") or said.get("title") or "")
    link = next((said[name] for name in _LINKS if name in said and said[name].startswith("http")), "")
    link = link or (text if text.startswith("http") and " " not in text else "")
    if link and "](" not in text:
        text = f"[{text}]({link})"
    return _Outline(text, line, tuple(note for name in _NOTES if name in said and (note := _linked(said[name]))))


def _linked(text: str) -> str:
    """A text on one line, its links as Markdown's."""
    if "<a" in text:
        text = _ANCHOR.sub(r"[\2](\1)", text)
    return one_line(from_markup(text))


def _rows(outlines: list[_Outline]) -> Iterator[tuple[str, int]]:
    """Markdown's lines with the file's: what holds details of one thing is a heading, single lines are bullets. No recursion."""
    stack = [(outline, 1) for outline in reversed(outlines)]
    while stack:
        outline, depth = stack.pop()
        details = [*outline.notes, *(child.text for child in outline.children if not child.children)]
        if not outline.children and not outline.notes:
            yield f"- {outline.text}", outline.line
            continue
        yield f"{'#' * min(depth + 1, _DEEPEST)} {outline.text}", outline.line
        yield "", outline.line
        if len(details) < len(outline.children) + len(outline.notes) or sum(map(_is_paper, details)) > 1:
            stack.extend((child, depth + 1) for child in reversed(outline.children))
            details = list(outline.notes)
        linked = _is_paper(outline.text) or any(map(_is_paper, details))
        for text in details:
            yield _told(text, linked=linked), outline.line
            yield "", outline.line


def _told(text: str, *, linked: bool) -> str:
    """A detail with the label that an outline leaves out; beside a paper's address a long text is the abstract."""
    if len(text) < _NAME * (text.count(",") + 1) and is_names(text):
        return f"**Authors:** {text}"
    return f"**Abstract:** {text}" if len(text) >= _ABSTRACT and (linked or science_in(text)) else text


def _is_paper(text: str) -> bool:
    return any(map(is_paper_page, urls_in(text)))


FORMAT = Format("opml", tr("outline (OPML)"), recognise, read)
