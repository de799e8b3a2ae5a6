"""Rows whose cells only bars keep apart (`The title | Ada Lovelace | https://…`), without a table's marks: given them."""

from __future__ import annotations

import re
from collections import Counter

from readerapp.formats.md_evidence import identities, tagged_id
from readerapp.formats.md_fields import split_label
from readerapp.formats.md_inline import LONG_LINE, Targets, links_in, plain, without_images
from readerapp.formats.md_labels import field_of
from readerapp.formats.md_lines import Line
from readerapp.formats.md_tables import cells_of, is_delimiter
from readerapp.formats.md_words import is_names, is_title, words_in

_NO_ROW = re.compile(r"[|#>]|\\?[-*+•·‣]\s|\d{1,3}[.)]\s")
_CLOCK = re.compile(r"(?<![\d:])\d{1,2}:\d\d(?::\d\d)?(?![\d:])")
"""A time of day, as logs and timetables have it."""
_WIDEST = 12
_LEAST = 2
_WORDS = 3
_SHARE = 0.8
_ALONE = 16
"""Letters that may stand around the id or link that a cell is."""


def with_bars(lines: list[Line], targets: Targets) -> list[Line]:
    """The lines of a page; where rows of papers follow one another that are no table yet, they are one."""
    found: list[Line] = []
    place = 0
    while place < len(lines):
        end = _run(lines, place)
        rows = [line for line in lines[place:end] if line.text]
        if len(rows) >= _LEAST and not _is_told(lines, place, end) and (table := _table(rows, targets)):
            found += table
        else:
            end = max(end, place + 1)
            found += lines[place:end]
        place = end
    return found


def _is_told(lines: list[Line], start: int, end: int) -> bool:
    """Whether the rows are those of a table that says so: above them or behind the first ones is its rule."""
    near = (*lines[max(0, start - 1) : start], *lines[end : end + 1])
    return any("|" in line.text and is_delimiter(line.text) for line in near)


def _is_bare_row(line: Line) -> bool:
    text = line.text
    return (
        "|" in text
        and line.kind == "text"
        and len(text) < LONG_LINE
        and not is_delimiter(text)
        and _NO_ROW.match(text) is None
    )


def _run(lines: list[Line], place: int) -> int:
    """The index behind the rows that begin at a line, blank ones between them; that line's when none do."""
    end = start = place
    while place < len(lines) and lines[place].kind == "text":
        if _is_bare_row(lines[place]):
            end = place + 1
        elif lines[place].text or end == start:
            break
        place += 1
    return end


def _table(rows: list[Line], targets: Targets) -> list[Line] | None:
    """The rows as a table; None when they are not of papers: each its own title, and an id or a paper's page as a cell."""
    split = [cells_of(row.text) for row in rows]
    headed = sum(bool(field_of(plain(cell).strip(" *:：#"))) for cell in split[0]) >= _LEAST
    body = split[headed:]
    width, usual = Counter(map(len, body)).most_common(1)[0] if body else (0, 0)
    if not 2 <= width <= _WIDEST or usual < max(_LEAST, _SHARE * len(body)):
        return None
    told = [_told(cells, targets) for cells in body]
    papers = [one for one in told if one]
    if len(papers) < max(_LEAST, _SHARE * len(body)) or len(set(papers)) * 10 < 9 * len(papers):
        return None
    if len({title for title, _ in papers}) * 10 < 9 * len(papers):
        return None  # what happened to each, not what each is called
    lines = [
        Line(row.number, f"| {' | '.join(cells)} |", row.indent, row.quoted)
        for row, cells in zip(rows, split, strict=True)
    ]
    if headed:
        lines.insert(1, Line(rows[0].number, "|" + "---|" * width))
    # What touches the rows is no part of them.
    return [Line(rows[0].number, ""), *lines, Line(rows[-1].number, "")]


def _told(cells: list[str], targets: Targets) -> tuple[str, str] | None:
    """The title and the identity of a row; None when it lacks one or is a log's."""
    title = identity = ""
    for cell in cells:
        raw = without_images(cell)
        links = links_in(raw, targets)
        said = plain(raw, targets)
        around = len(raw) - sum(link.end - link.start for link in links)
        known = [one for link in links for one in identities(link)]
        if not title and _is_title(raw, said) and (around < _ALONE or not links):
            title = said
        if not identity and around < _ALONE and known:
            identity = known[0][1]
        elif not identity and not links and len(raw) < 2 * _ALONE and (number := tagged_id(raw)):
            identity = number[0]
        elif len(raw) < 2 * _ALONE and not links and _CLOCK.search(raw):
            return None
    return (title, identity) if title and identity else None


def _is_title(raw: str, said: str) -> bool:
    return (
        is_title(said)
        and words_in(said) >= _WORDS
        and not is_names(said)
        and "://" not in said
        and split_label(raw) is None
    )
