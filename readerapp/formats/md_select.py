"""From judged units to entries: which groups of headings, bullets or bold lines are the papers of the file."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from readerapp.formats.md_blocks import FRONT, ITEM, Block, BlockKind
from readerapp.formats.md_facts import Facts, facts_of, take_rest
from readerapp.formats.md_fields import Piece
from readerapp.formats.md_papertables import PaperTable, Row
from readerapp.formats.md_shape import Shape, Unit, groups, judge
from readerapp.formats.md_titles import Title
from readerapp.formats.md_words import words_in

_SHARE = 0.5
_SECTION_SHARE = 0.8
_SECTION_LEAST = 3
_PLAIN_LEAST = 3
_ABSTRACT = 300


@dataclass(slots=True)
class Entry:
    """A paper to be: its own block and what it says."""

    line: int
    title: Title | None
    facts: Facts
    parent: int
    """Index of the block that holds it, -1 for none."""
    start: int
    end: int
    sure: bool = False
    identified: bool = False
    row: Row | None = None


def entries_of(shape: Shape, tables: dict[int, PaperTable], *, about_papers: bool) -> list[Entry]:
    """The entries of a page in the order of the file. `about_papers`: the page says that it lists papers."""
    taken: list[Unit] = []
    covered = bytearray(len(shape.blocks) + 1)
    found: list[Entry] = []
    for group in groups(shape):
        units = [unit for unit in group if not covered[unit.start]]
        for unit in units:
            judge(shape, unit)
        chosen = _chosen(shape, units, about_papers)
        inside = _text_inside(shape, chosen)
        for unit in chosen:
            taken.append(unit)
            covered[unit.start : unit.end] = b"\x01" * (unit.end - unit.start)
            found.append(_entry(shape, unit, inside))
    for index, table in tables.items():
        # A table inside a paper's entry belongs to the paper.
        if not covered[index]:
            found += _rows(shape, index, table)
    return sorted(found, key=lambda entry: (entry.line, entry.start))


def _chosen(shape: Shape, units: list[Unit], about_papers: bool) -> list[Unit]:
    papers = [unit for unit in units if unit.verdict == "paper"]
    if not papers:
        return _plain_ones(shape, units) if about_papers else []
    kind = shape.blocks[units[0].start]
    if kind.rank == FRONT:
        return papers
    titled = [unit for unit in units if unit.title]
    share = len([unit for unit in papers if unit.title]) / max(1, len(titled))
    if kind.rank < ITEM:
        if share >= _SHARE:
            return papers + _siblings(units, papers)
        return [unit for unit in papers if unit.sure]
    if share >= _SHARE:
        return papers + _siblings(units, papers)
    sections: dict[int, list[Unit]] = defaultdict(list)
    for unit in titled:
        sections[unit.parent].append(unit)
    chosen = [unit for unit in papers if unit.sure]
    for members in sections.values():
        good = [unit for unit in members if unit.verdict == "paper"]
        if len(good) >= _SECTION_LEAST and len(good) >= _SECTION_SHARE * len(members):
            chosen += [unit for unit in good if not unit.sure]
    return chosen


def _siblings(units: list[Unit], papers: list[Unit]) -> list[Unit]:
    """Entries without evidence that have the labels of the papers around them: all that each has, or the abstract of most."""
    usual = frozenset.intersection(*(unit.fields for unit in papers)) & {"authors", "abstract", "summary"}
    abstracts = 2 * sum("abstract" in unit.fields for unit in papers) > len(papers)
    return [
        unit
        for unit in units
        if unit.verdict == "nothing"
        and unit.title
        and ((usual and usual <= unit.fields) or (abstracts and "abstract" in unit.fields))
    ]


def _plain_ones(shape: Shape, units: list[Unit]) -> list[Unit]:
    """On a page about papers: titles that are followed by nothing but their abstract, all of them or none."""
    if len(units) < _PLAIN_LEAST or shape.blocks[units[0].start].rank >= ITEM:
        return []
    good = []
    for unit in units:
        blocks = shape.blocks[unit.start + 1 : unit.end]
        texts = [block for block in blocks if block.kind == "text"]
        others = [block for block in blocks if block.kind not in ("text", "rule")]
        letters = sum(len(line) for block in texts for piece in block.pieces for line in piece.lines)
        if unit.title and words_in(unit.title.text) >= 3 and letters >= _ABSTRACT and not others:
            good.append(unit)
    return good if len(good) >= _PLAIN_LEAST and len(good) >= _SECTION_SHARE * len(units) else []


def _text_inside(shape: Shape, units: list[Unit]) -> bool:
    """Whether paragraphs that stand below the entries of a list, not inside them, belong to them: most have some."""
    if not units or shape.blocks[units[0].start].rank < ITEM:
        return True
    below = sum(
        any(block.kind == "text" and not block.inside for block in shape.blocks[unit.start + 1 : unit.end])
        for unit in units
    )
    return 2 * below >= len(units)


def _entry(shape: Shape, unit: Unit, inside: bool) -> Entry:
    own = shape.blocks[unit.start]
    kind: BlockKind = "front" if own.kind == "front" else "text"
    own_fields = Block(kind, own.line, own.rank, "", _own_pieces(own), own.quoted, inside=True)
    facts = facts_of([own_fields, *shape.blocks[unit.start + 1 : unit.end]], shape.targets, loose_text=inside)
    if unit.title and unit.title.rest:
        take_rest(facts, unit.title.rest, shape.targets)
    return Entry(own.line, unit.title, facts, unit.parent, unit.start, unit.end, unit.sure, unit.identified)


def _own_pieces(block: Block) -> list[Piece]:
    """What the entry's own block says beside its title."""
    if not block.pieces or (block.kind in ("heading", "summary") and not block.pieces[0].lines):
        return []
    first = block.pieces[0]
    if block.kind == "front" or first.field in ("title", "original"):
        return block.pieces
    more = [Piece("", "", first.lines[1:], first.line + 1)] if len(first.lines) > 1 else []
    return [*more, *block.pieces[1:]]


def _rows(shape: Shape, index: int, table: PaperTable) -> list[Entry]:
    parent = shape.parents[index]
    return [
        Entry(row.line, row.title, row.facts, parent, index, index + 1, table.labelled, row.identified, row)
        for row in table.rows
    ]
