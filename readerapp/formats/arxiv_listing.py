"""arXiv's listings ("new", "recent") and search results as text: copied out of a browser, or dumped by any tool.

Each entry begins with its id and the links to its files (`arXiv:2403.01234 [pdf, html, other]`). What tools change is where lines
break, which marks they leave and which blank lines they put between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from readerapp.formats.abstracts import stored
from readerapp.formats.dates import full_date
from readerapp.formats.ids import arxiv_id, arxiv_url, code_urls_in, doi
from readerapp.formats.names import split_authors
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading, Record
from readerapp.text.clean import one_line, unescape, unwrapped

_LINK = re.compile(r"\[\s*((?:[^\[\]\n]|\[[^\[\]\n]{0,80}\]){1,600}?)\s*\]\([^()\s]{1,600}(?:\s+\"[^\"\n]{0,200}\")?\)")
_WRAPPED_LINK = re.compile(
    r"\[([^\[\]\n]{0,120})\n([^\[\]\n]{0,120})\](?=\(https?://[^()\s]{1,300}(?:\s+\"[^\"\n]{0,100}\")?\))"
)
_WRAPPED_ADDRESS = re.compile(r"\]\((https?://[^()\s]{1,300})\n([^()\s]{1,300})(?=\s*(?:\)|\s\"))")
_ESCAPE = re.compile(r"\\([\[\]|_*#.])")
_TAG = re.compile(r"</?(?:div|span|dl|dt|dd|p)\b[^<>]{0,200}>")
_START = re.compile(
    r"(?:[#*\s]*\[?\d{1,4}[\].)]\s*)?arXiv:(?P<id>[\w.-]+(?:/\d{7})?)\s*(?:\((?:\*?cross|\*?replaced|cross-list|replaced)[^()]{0,60}\)\s*)?"
    r"(?P<files>\[(?:(?:pdf|ps|html|other|src|view)[^\[\]]{0,40}(?:\]|$))|$)",
    re.IGNORECASE,
)
_FILES = re.compile(r"\[?\s*(?:pdf|ps)\b\s*(?:,|\]|$)", re.IGNORECASE)
_ONLY_FILES = re.compile(
    r"\[?(?:\s*(?:pdf|ps|html|other|src|view|experimental)\s*(?:\([^()]{0,20}\))?\s*,?)+\]?", re.IGNORECASE
)
_LABEL = re.compile(
    r"(?:\*\*)?(title|authors?|comments?|subjects?|journal-?ref|journal ref|doi|msc[ -]class|acm[ -]class|report number|abstract|"
    r"submitted)(?:\*\*)?\s*:(?:\*\*)?\s*(.*)$",
    re.IGNORECASE,
)
_END = re.compile(
    r"[#\s]*(?:.{0,60}\(\s*(?:showing|continued).{0,40}entries\s*\)|total of \d+ entries|showing up to \d|"
    r"submitted \d{1,2} \w+,? \d{4}|"
    r"\[\s*(?:showing|total))",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\[\d{1,4}\]|\d{1,4}\.")
_FOLDED = re.compile(r"\s*[△▽]\s*(?:less|more)\s*$", re.IGNORECASE)
_WIDEST = 200
"""Letters: a text with longer lines was not wrapped."""


@dataclass(slots=True)
class _Entry:
    number: str
    line: int
    fields: dict[str, str] = field(default_factory=dict)
    paragraphs: list[str] = field(default_factory=list)


def recognise(source: Source) -> int:
    """By the first line of an entry."""
    if "arXiv:" not in source.text[:60000] or (source.head.startswith("<") and "](" not in source.text[:20000]):
        return 0
    return 90 if any(_starts(_lines(source.text[:60000]))) else 0


def read(source: Source) -> Reading:
    """Every entry with a title; of the pages without abstracts the titles and names."""
    lines = _lines(source.text)
    width = _width(lines)
    starts = list(_starts(lines))
    records = []
    ends = [*(place for place, _ in starts[1:]), len(lines)]
    for (place, number), end in zip(starts, ends, strict=False):
        entry = _entry(lines, place, end, number, width)
        if record := _record(entry):
            records.append(record)
    day = next((day for line in lines[: starts[0][0] if starts else 0] if (day := full_date(line))), None)
    return Reading("arxiv_listing", tr("arXiv listing"), day, None, tuple(records))


def _lines(text: str) -> list[str]:
    """The lines without Markdown's marks and HTML's tags."""
    if "](" in text:
        text = _WRAPPED_ADDRESS.sub(r"](\1\2", text)
        text = _WRAPPED_LINK.sub(r"[\1 \2]", _WRAPPED_LINK.sub(r"[\1 \2]", text))
        text = _LINK.sub(r"\1", _LINK.sub(r"\1", text))
        text = _TAG.sub("", _ESCAPE.sub(r"\1", text))
    return [line.rstrip() for line in unescape(text).replace("\u00a0", " ").split("\n")]


def _starts(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Where entries begin, and their ids: the links to the files stand behind the id or in the next lines."""
    for place, line in enumerate(lines):
        if "arXiv:" not in line:
            continue
        match = _START.match(line.strip())
        if match is None or arxiv_id(match["id"]) is None:
            continue
        following = [other.strip() for other in lines[place + 1 : place + 3]]
        if match["files"] or any(_FILES.match(other) for other in following):
            yield place, match["id"]


def _width(lines: list[str]) -> int:
    """The width at which the text was wrapped, 0 for none: nearly all lines keep to it, and some are about as long."""
    lengths = sorted(len(line) for line in lines if line.strip())
    if not lengths:
        return 0
    widest = lengths[min(len(lengths) - 1, len(lengths) * 49 // 50)]
    full = sum(widest - 12 < length <= widest for length in lengths)
    return widest if widest <= _WIDEST and full >= 3 and full * 20 >= len(lengths) else 0


def _blocks(lines: list[str], place: int, end: int) -> Iterator[list[str]]:
    """The lines of an entry behind its first, block by block, without what belongs to the page."""
    block: list[str] = []
    seen = False
    for line in lines[place + 1 : end]:
        text = line.strip().removeprefix("- ").strip()
        if seen and _END.match(text):
            break
        if text and not _NUMBER.fullmatch(text) and (seen or not _ONLY_FILES.fullmatch(text)):
            block.append(line)
            seen = True
        elif block:
            yield block
            block = []
    if block:
        yield block


def _entry(lines: list[str], place: int, end: int, number: str, width: int) -> _Entry:
    """In a wrapped text a block is one item; where several items stand in one block, lines go on that were full."""
    entry = _Entry(number, place + 1)
    for block in _blocks(lines, place, end):
        items = _items(block, width)
        for label, item in items:
            name = label or (
                "title" if "title" not in entry.fields else "author" if "author" not in entry.fields else "abstract"
            )
            if name == "abstract":
                entry.paragraphs.append(item)
            entry.fields.setdefault(name, item)
    return entry


def _items(block: list[str], width: int) -> list[tuple[str, str]]:
    """The labelled and unlabelled items of a block."""
    labels = [match for line in block if (match := _LABEL.match(line.strip()))]
    if width and (not labels or (len(labels) == 1 and _LABEL.match(block[0].strip()) and len(block) < 4)):
        label = labels[0][1].lower().rstrip("s") if labels else ""
        return [(label, unwrapped([labels[0][2] if labels else block[0].strip(), *map(str.strip, block[1:])]))]
    found: list[tuple[str, list[str]]] = []
    for n, line in enumerate(block):
        text = line.strip()
        if label_match := _LABEL.match(text):
            found.append((label_match[1].lower().rstrip("s"), [label_match[2]]))
        elif n and found and _goes_on(block, n, width):
            found[-1][1].append(text)
        else:
            found.append(("", [text]))
    return [(label, unwrapped(parts)) for label, parts in found]


def _goes_on(block: list[str], n: int, width: int) -> bool:
    """Whether a line goes on with the one before: its first word had no place there.

    Behind a title a line is left for the names.
    """
    if not 0 < width < len(block[n - 1]) + 1 + len(block[n].split()[0]):
        return False
    following = block[n + 1].strip() if n + 1 < len(block) else ""
    title = _LABEL.match(block[n - 1].strip())
    return not (title and title[1].lower() == "title" and (not following or _LABEL.match(following)))


def _record(entry: _Entry) -> Record | None:
    title = one_line(entry.fields.get("title", "")).strip("*# ")
    number = arxiv_id(entry.number)
    if not title or number is None:
        return None
    abstract = _FOLDED.sub("", "\n\n".join(paragraph for paragraph in entry.paragraphs if paragraph))
    text, kind = stored(abstract, title)
    subjects = re.search(r"\(([\w.-]+)\)", entry.fields.get("subject", ""))
    return Record(
        title=title, abstract=text, abstract_kind=kind, authors=split_authors(one_line(entry.fields.get("author", ""))),
        arxiv_id=number[0], version=number[1], doi=doi(entry.fields.get("doi")), url=arxiv_url(number[0]),
        code_urls=code_urls_in(text, entry.fields.get("comment")), section=subjects[1] if subjects else None, line=entry.line,
    )  # fmt: skip


FORMAT = Format("arxiv_listing", tr("arXiv listing (text)"), recognise, read)
