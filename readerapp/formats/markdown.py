"""Digests in Markdown: papers as headings, bullets, table rows or bold lines, with or without labels, in any language."""

from __future__ import annotations

import re

from readerapp.formats.dates import full_date, partial_date
from readerapp.formats.md_bars import with_bars
from readerapp.formats.md_blocks import Block, blocks_of
from readerapp.formats.md_deflists import with_terms
from readerapp.formats.md_entry import Place, record_of, says_no_paper
from readerapp.formats.md_fences import fenced_records
from readerapp.formats.md_footnotes import with_notes
from readerapp.formats.md_inline import plain
from readerapp.formats.md_lines import Page, page_of
from readerapp.formats.md_papertables import PaperTable, paper_table
from readerapp.formats.md_ranking import without_repeats
from readerapp.formats.md_refuse import is_about_papers, is_digest, speaks_of_papers, without_references
from readerapp.formats.md_relative import relative_papers
from readerapp.formats.md_select import Entry, entries_of
from readerapp.formats.md_shape import Shape, shape_of
from readerapp.formats.md_titles import heading_title
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading, Record, Skipped

_OTHER_KINDS = re.compile(
    r"\{|\[\s*[\{\[\"\]]|@\w+\s*[{(]|TY  - |%[A-Z0] |<\?xml|<!doctype|<html|<rss|<feed|From |Return-Path:|Received:",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[[^\n]{1,400}?\]\(https?:")
"""What begins like JSON and is Markdown: `[[2001.08361] A title](https://…`."""
_MARKS = (
    re.compile(r"^ {0,3}#{1,6} +\S", re.MULTILINE),
    re.compile(r"^\s{0,8}(?:[-*+]|\d{1,3}[.)]) +(?:\*\*|\[|\S)", re.MULTILINE),
    re.compile(r"^\s{0,3}\|?[ :]*-{2,}[ :-]*\|", re.MULTILINE),
    re.compile(r"\]\((?:https?:|\.{0,2}/)", re.IGNORECASE),
    re.compile(r"(?:\*\*|__)\S[^*\n]{0,80}(?:\*\*|__)"),
    re.compile(r"^(?:```|~~~|---\s*$|> )", re.MULTILINE),
)
_LABELS = re.compile(r"^\W{0,6}(?:title|authors?|abstract|标题|作者|摘要)\s*[:：]", re.IGNORECASE | re.MULTILINE)
_ROWS = re.compile(r"^[^|\n]{3,400}+\|[^\n]*\n\s*+[^|\n]{3,400}+\|", re.MULTILINE)
"""Two lines with bars inside, one below the other."""
_LINES = 200_000
_DATE_BLOCKS = 8


def recognise(source: Source) -> int:
    """By Markdown's marks: headings, bullets, tables, links, bold text."""
    head = source.head
    if (other := _OTHER_KINDS.match(head)) and not _LINK.match(head, other.start()):
        return 0
    marks = sum(pattern.search(head) is not None for pattern in _MARKS)
    named = source.name.lower().endswith((".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd"))
    if marks >= 2 or (marks and named):
        return min(60, 25 + 10 * marks - (15 if head.startswith("<") else 0))
    if len(_LABELS.findall(head)) >= 2:
        return 15
    if "|" in head and _ROWS.search(head):
        return 10
    return 10 if marks or named else 0


def read(source: Source) -> Reading:
    """The papers of the page; none when it is a page about something else."""
    text = source.text
    if text.count("\n") > _LINES + len(text) // 20:
        return Reading("markdown")
    page = page_of(text)
    page.targets.update(relative_papers(line.text for line in page.lines))
    _as_usual(page, text)
    blocks = blocks_of(page)
    tables: dict[int, PaperTable] = {}
    for index, block in enumerate(blocks):
        if block.table and (table := paper_table(block.table, page.targets)):
            tables[index] = table
    about = is_about_papers(blocks)
    papers = {index for index, table in tables.items() if 2 * table.identified >= len(table.rows) or table.labelled}
    shape = shape_of(blocks, page.targets, frozenset(papers))
    entries = entries_of(shape, tables, about_papers=about)
    entries = without_repeats(entries, keep_bare=about)
    entries = without_references(entries, [_section(shape, entry, None) for entry in entries])
    if not is_digest(blocks, entries, about_papers=about):
        entries = []
    title, titled = _title(shape, entries)
    records, skipped = _records(shape, entries, titled)
    records += _fenced(source, blocks, entries)
    if not records:
        return Reading("markdown")
    records.sort(key=lambda record: record.line or 0)
    date, date_text = _date(source, blocks, title, entries)
    return Reading("markdown", title, date, date_text, tuple(records), tuple(skipped))


def _as_usual(page: Page, text: str) -> None:
    """Rewrites what lists papers in other ways than most pages: definitions, notes at the end, bare rows."""
    if "\n:" in text:
        page.lines = with_terms(page.lines, page.targets)
    if page.targets or "^" in text or "\n[1] " in text:
        page.lines = with_notes(page.lines, page.targets, about_papers=_about(page))
    if "|" in text:
        page.lines = with_bars(page.lines, page.targets)


def _about(page: Page) -> bool:
    """Whether the page's first lines say that it lists papers."""
    return any(speaks_of_papers(line.text) for line in [line for line in page.lines[:12] if line.text][:4])


def _records(shape: Shape, entries: list[Entry], titled: int | None) -> tuple[list[Record], list[Skipped]]:
    records: list[Record] = []
    skipped: list[Skipped] = []
    last = max((_last_line(block) for block in shape.blocks[-3:]), default=0)
    for entry in entries:
        if says_no_paper(entry.facts):
            continue
        ends = entry.row is None and 0 < last <= entry.facts.last_line
        record = record_of(
            entry.title, entry.facts, Place(entry.line, _section(shape, entry, titled), ends), shape.targets
        )
        if record:
            records.append(record)
        elif entry.identified:
            where = tr("line {number}").format(number=entry.line)
            text = plain(shape.blocks[entry.start].text)[:80]
            skipped.append(Skipped(where, text, tr("It has no title.")))
    return records, skipped if records else []


def _last_line(block: Block) -> int:
    return max((piece.line + max(0, len(piece.lines) - 1) for piece in block.pieces), default=block.line)


def _fenced(source: Source, blocks: list[Block], entries: list[Entry]) -> list[Record]:
    covered = bytearray(len(blocks) + 1)
    for entry in entries:
        covered[entry.start : entry.end] = b"\x01" * (entry.end - entry.start)
    return fenced_records(source, blocks, covered, strict=not entries)


def _section(shape: Shape, entry: Entry, titled: int | None) -> str | None:
    """The nearest heading above an entry that is not the digest's own title."""
    index = entry.parent
    while index >= 0:
        block = shape.blocks[index]
        if block.kind in ("heading", "summary", "lead") and index != titled:
            return shape.name_of(index) or None
        index = shape.parents[index]
    return None


def _title(shape: Shape, entries: list[Entry]) -> tuple[str | None, int | None]:
    """The digest's own title and the index of the heading that says it."""
    papers = {entry.start for entry in entries}
    headings = [index for index, block in enumerate(shape.blocks) if block.kind == "heading" and block.rank <= 6]
    front = next(
        (
            piece
            for block in shape.blocks[:1]
            if block.kind == "front"
            for piece in block.pieces
            if piece.field == "title"
        ),
        None,
    )
    found = None
    if headings and headings[0] not in papers:
        first = shape.blocks[headings[0]]
        alone = all(shape.blocks[index].rank > first.rank or index in papers for index in headings[1:])
        if alone or first.rank == 1:
            found = headings[0]
    if front and front.lines and 0 not in papers:
        said = plain(" ".join(front.lines))
        if not any(entry.title and entry.title.text == said for entry in entries):
            return said, found
    if found is None:
        return None, None
    title = heading_title(shape.blocks[found].text, shape.targets)
    return (plain(shape.blocks[found].text, shape.targets) if title else None), found


def _date(
    source: Source, blocks: list[Block], title: str | None, entries: list[Entry]
) -> tuple[str | None, str | None]:
    """The digest's date: in its title, its front matter, or a short line before the first paper."""
    if found := full_date(title):
        return found, None
    first = min((entry.start for entry in entries), default=0)
    for block in blocks[: min(first, _DATE_BLOCKS) or 1]:
        texts = [block.text, *(line for piece in block.pieces for line in piece.lines)]
        if block.kind == "front":
            texts = [" ".join(piece.lines) for piece in block.pieces if piece.field == "date"]
        for text in texts:
            said = plain(text[:200])
            if len(said) < 100 and (found := full_date(said)):
                return found, None
            if len(said) < 12 and (found := partial_date(said, source.modified)):
                return found, said
    return None, None


FORMAT = Format("markdown", tr("Markdown digest"), recognise, read)
