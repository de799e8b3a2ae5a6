"""HTML tables inside Markdown, as rows of a Markdown table."""

from __future__ import annotations

import re

from readerapp.formats.md_html import as_markdown

_START = re.compile(r"\s*<table\b", re.IGNORECASE)
_END = re.compile(r"</table\s*>", re.IGNORECASE)
_ROW = re.compile(r"<tr\b[^<>]*+>", re.IGNORECASE)
_CELL = re.compile(r"<(t[dh])\b[^<>]*+>", re.IGNORECASE)
_CELL_END = re.compile(r"</(?:t[dh]|tr|tbody|thead|table)\s*>", re.IGNORECASE)
_LINES = 20_000
"""Lines of a table at most; one that does not end is none."""

Rows = list[tuple[int, str]]
"""Rows as Markdown, each with the number of its line, counted from 0."""


def html_tables(raw: list[str]) -> dict[int, tuple[int, Rows]]:
    """First line of each table → last line and rows. A table begins its line, and nothing stands behind it."""
    found: dict[int, tuple[int, Rows]] = {}
    number = 0
    while number < len(raw):
        if "<" in raw[number] and _START.match(raw[number]):
            end = next((n for n in range(number, min(number + _LINES, len(raw))) if _END.search(raw[n])), None)
            if end is None:
                return found
            if _END.split(raw[end], maxsplit=1)[1].strip() == "" and (rows := _rows(raw, number, end)):
                found[number] = end, rows
            number = end
        number += 1
    return found


def _rows(raw: list[str], start: int, end: int) -> Rows:
    text = "\n".join(raw[start : end + 1])
    places = [match.end() for match in _ROW.finditer(text)]
    rows: Rows = []
    line, counted = start, 0
    for place, following in zip(places, [*places[1:], len(text)], strict=True):
        line += text.count("\n", counted, place)
        counted = place
        row = text[place:following]
        if not (cells := list(_CELL.finditer(row))):
            continue
        ends = [cell.start() for cell in cells[1:]] + [len(row)]
        said = [_cell(row[cell.end() : stop]) for cell, stop in zip(cells, ends, strict=True)]
        if not any(said):
            continue
        rows.append((line, f"| {' | '.join(said)} |"))
        if len(rows) == 1 and all(cell[1].lower() == "th" for cell in cells):
            rows.append((line, "|" + "---|" * len(said)))
    return rows


def _cell(text: str) -> str:
    text = _CELL_END.split(text, maxsplit=1)[0]
    lines = (" ".join(line.split()) for line in as_markdown(" ".join(text.split())).split("\n"))
    return "<br>".join(filter(None, lines)).replace("|", "\\|")
