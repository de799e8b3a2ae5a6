"""Tables of a Markdown page: cells as they were meant, though titles and formulas hold bars of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from readerapp.formats.md_inline import LONG_LINE
from readerapp.formats.md_labels import field_of

_DELIMITER = re.compile(r"[|:\-–—\s=+]++")
_GUARDED = re.compile(
    r"(?<!\\)\$(?=[^\s$])[^$\n]{1,400}+(?<=\S)\$|`[^`\n]{1,200}+`|\[\[[^\[\]\n]{1,200}+\]\]|(?:\[[^\[\]\n]{1,300}+)?\]\([^()\s]{1,500}+\)"
)
_WORDS = re.compile(r"[^\W\d_]{3}")
_BAR = "\x01"
_CELLS = 60


@dataclass(slots=True)
class Table:
    """A table: its header (empty when it has none) and its rows as raw cells, with the line of each."""

    header: list[str]
    rows: list[tuple[int, list[str]]] = field(default_factory=list)


def is_delimiter(line: str) -> bool:
    """Whether a line is the rule between a table's header and its rows."""
    return "-" in line and "|" in line and bool(_DELIMITER.fullmatch(line))


def cells_of(line: str, width: int = 0) -> list[str]:
    """The cells of a row, stripped; when bars inside formulas or links make it wider than `width`, those are kept inside."""
    if len(line) > LONG_LINE:
        return [line]
    inner = line.strip()
    inner = inner[1:] if inner.startswith("|") else inner
    cells = _split(inner)
    if width and len(cells) > width:
        cells = _split(_GUARDED.sub(lambda match: match[0].replace("|", _BAR), inner))
    if width and len(cells) > width:
        cells = _mended(cells, width)
    return [cell.strip().replace(_BAR, "|") for cell in cells]


def _split(inner: str) -> list[str]:
    if "\\" in inner:
        inner = inner.replace("\\|", _BAR)
    cells = inner.split("|", _CELLS)
    if len(cells) > 1 and not cells[-1].strip():
        cells.pop()
    return cells


def _mended(cells: list[str], width: int) -> list[str]:
    """Cells that a bare bar in a text tore apart, put together: neighbours with words and without links, the longest ones."""
    extra = len(cells) - width
    texts = [0 if "](" in cell or "http" in cell or not _WORDS.search(cell) else len(cell) for cell in cells]

    def worth(place: int) -> int:
        torn = texts[place : place + extra + 1]
        return sum(torn) if torn[0] else -1

    best = max(range(width), key=worth)
    return [*cells[:best], "|".join(cells[best : best + extra + 1]), *cells[best + extra + 1 :]]


def labelled_rows(table: Table) -> list[tuple[int, str]] | None:
    """The rows of a table that is one paper's fields (label | value) as labelled lines; None for any other table."""
    rows = list(table.rows)
    if any(len(cells) > 2 for _, cells in rows) or not rows:
        return None
    pairs = [(line, cells) for line, cells in rows if len(cells) == 2]
    known = sum(bool(field_of(cells[0].strip("* :："))) for _, cells in pairs)
    if known < 2 or known * 2 < len(rows):
        return None
    head = (
        [(rows[0][0] - 1, table.header)] if len(table.header) == 2 and field_of(table.header[0].strip("* :：")) else []
    )
    return [(line, f"**{cells[0].strip('* :：')}**: {cells[1]}") for line, cells in (*head, *pairs)]
