"""Tables that list papers: which column is what, and a row as an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from readerapp.formats.dates import full_date
from readerapp.formats.ids import arxiv_id
from readerapp.formats.md_evidence import identities, tagged_id
from readerapp.formats.md_facts import Facts, Loose, Value, take_rest
from readerapp.formats.md_fields import pieces_of, split_label
from readerapp.formats.md_html import as_markdown, has_tags, unfold
from readerapp.formats.md_inline import Link, Targets, links_in, plain, without_images
from readerapp.formats.md_labels import Field, field_of
from readerapp.formats.md_tables import Table
from readerapp.formats.md_titles import Title, clean_title, find_title, heading_title
from readerapp.formats.md_words import is_button, is_names, is_tag, is_title, words_in

_SAMPLE = 40
_NOT_TITLES: tuple[Field, ...] = (
    "authors",
    "abstract",
    "summary",
    "pdf",
    "code",
    "date",
    "doi",
    "votes",
    "type",
    "number",
    "venue",
)
_PAPER_COLUMNS = frozenset(("authors", "abstract", "arxiv", "doi", "venue", "pdf"))
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_WORDY = 25
"""Words from which on a cell says more than a title."""
_EMPTY = re.compile(r"(?:null|none|n/?a|nan|tbd|[-–—/\s.])*", re.IGNORECASE)


@dataclass(slots=True)
class Row:
    """A row as an entry."""

    line: int
    title: Title | None
    facts: Facts
    identified: bool


@dataclass(slots=True)
class PaperTable:
    """A table whose rows are papers."""

    rows: list[Row] = field(default_factory=list)
    labelled: bool = False
    """Its header has columns that only lists of papers have."""

    @property
    def identified(self) -> int:
        """How many rows carry an id or a paper's page."""
        return sum(row.identified for row in self.rows)


def paper_table(table: Table, targets: Targets) -> PaperTable | None:
    """The table as a list of papers; None when nothing in it looks like titles of papers."""
    width = max((len(cells) for _, cells in table.rows), default=0)
    if width < 2 or not table.rows:
        return None
    roles: list[Field] = [_role(head) for head in table.header[:width]]
    roles += [""] * (width - len(roles))
    column = _title_column(table, roles, targets)
    if column < 0:
        return None
    rows = [_row(line, cells, roles, column, targets) for line, cells in table.rows]
    rows = [row for row in rows if row.title]
    named = set(roles)
    labelled = bool(named & {"title", "original"}) and bool(named & _PAPER_COLUMNS)
    found = PaperTable(rows, labelled)
    long_titles = sum(words_in(row.title.text) >= 3 for row in rows if row.title)
    if 2 * long_titles < len(rows) or not rows:
        return None
    return found


def _role(head: str) -> Field:
    said = plain(head)
    return field_of(said.strip(" *:：#") or said)


def _title_column(table: Table, roles: list[Field], targets: Targets) -> int:
    """The index of the column with the titles, -1 for none: by its header, else by what stands in it."""
    sample = table.rows[:: max(1, len(table.rows) // _SAMPLE)]
    best, place = 0.0, -1
    for column, role in enumerate(roles):
        if role in _NOT_TITLES or role == "translation":
            continue
        cells = [_named(_first(cells[column]), targets) for _, cells in sample if column < len(cells)]
        cells = [clean_title(cell)[0] for cell in cells if cell and not _EMPTY.fullmatch(cell)]
        if not cells:
            continue
        titles = sum(is_title(cell) and words_in(cell) <= 40 for cell in cells) / len(cells)
        names = sum(is_names(cell) for cell in cells) / len(cells)
        worth = (
            titles
            - names
            + {"original": 0.6, "title": 0.5}.get(role, 0.0)
            - (0.3 if role in ("other", "link") else 0.0)
        )
        worth -= 0.01 * column
        if titles >= 0.5 and names < 0.6 and worth > best:
            best, place = worth, column
    return place


def _named(cell: str, targets: Targets) -> str:
    """What a cell says, of one that goes on to tell about the paper the title at its beginning."""
    said = plain(cell, targets)
    if words_in(said) <= _WORDY:
        return said
    found = find_title(cell, targets)
    return found.text if found and found.how in ("link", "bold") else said


def _first(cell: str) -> str:
    """The first line of a cell."""
    return _BREAK.split(without_images(cell).strip(), maxsplit=1)[0]


def _row(line: int, cells: list[str], roles: list[Field], column: int, targets: Targets) -> Row:
    facts = Facts()
    identified = False
    title = None
    for place, cell in enumerate(cells[: len(roles)]):
        role = roles[place]
        if not cell or _EMPTY.fullmatch(cell):
            continue
        if place == column:
            title, more = _titled(cell, targets)
            for text in more:
                _take_cell(facts, text, "", line, targets)
        else:
            _take_cell(facts, cell, role, line, targets)
    if title and title.rest:
        take_rest(facts, title.rest, targets)
    links = [link for _, link in facts.links] + ([Link("", title.url, 0, 0)] if title and title.url else [])
    identified = any(identities(link) for link in links) or bool(facts.first("arxiv", "doi"))
    identified = (
        identified
        or any(tagged_id(aside) for aside in facts.asides)
        or bool(title and any(tagged_id(t) for t in title.tags))
    )
    return Row(line, title, facts, identified)


def _titled(cell: str, targets: Targets) -> tuple[Title | None, list[str]]:
    """The title in its cell, and the cell's further lines (authors, links)."""
    lines = [line for line in _lines(cell) if without_images(line).strip()]
    if not lines:
        return None, []
    whole = heading_title(lines[0], targets)
    if whole is None or (len(lines) == 1 and words_in(whole.text) > _WORDY):
        whole = find_title(lines[0], targets) or whole
    return whole, lines[1:]


def _lines(cell: str) -> Iterator[str]:
    """The lines of a cell; what folds away is opened, without the words on its button."""
    if not has_tags(cell):
        yield cell
        return
    summary = False
    for kind, text in unfold(cell):
        if kind == "summary":
            summary = True
        elif kind in ("end", "close"):
            summary = False
        elif kind == "text" and not (summary and (is_button(plain(text)) or field_of(plain(text)))):
            yield from (line for line in as_markdown(text).split("\n") if line.strip())


def _take_cell(facts: Facts, cell: str, role: Field, line: int, targets: Targets) -> None:
    lines = list(_lines(cell))
    if (role in ("", "title", "original", "link") and len(lines) > 1) or (role == "" and split_label(cell)):
        for piece in pieces_of((line, text) for text in lines):
            _take_text(facts, " ".join(piece.lines), piece.field or role, piece.label, line, targets)
        return
    _take_text(facts, " ".join(lines), role, "", line, targets)


def _take_text(facts: Facts, text: str, role: Field, label: str, line: int, targets: Targets) -> None:
    if role not in ("abstract", "summary", "related"):
        for link in links_in(without_images(text), targets):
            own = field_of(link.text) if link.named and len(link.text) < 40 else ""
            facts.links.append((own or role, link))
    if role and role not in ("title", "other", "number", "link"):
        facts.values.setdefault(role, []).append(Value(label or role, [text], line))
        return
    said = plain(text, targets)
    if role == "" and said and not is_button(said):
        if "authors" not in facts.values and is_names(said):
            facts.values.setdefault("authors", []).append(Value("", [said]))
        elif is_tag(said) or len(said) < 30:
            facts.asides.append(said)
        else:
            facts.loose.append(Loose(text, line + 1000 * len(facts.loose), line))
    elif role == "" and (arxiv_id(said) or full_date(said)):
        # A column without a name: what it holds says itself what it is.
        facts.asides.append(said)
