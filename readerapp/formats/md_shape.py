"""Which of a page's headings, bullets and bold lines are papers: those that repeat, with one paper's evidence in each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Literal

from readerapp.formats.md_blocks import ITEM, LOOSE, Block
from readerapp.formats.md_evidence import Evidence, evidence_of
from readerapp.formats.md_inline import Targets, plain
from readerapp.formats.md_labels import Field, field_of
from readerapp.formats.md_titles import Title, clean_title, find_title, heading_title
from readerapp.formats.md_words import is_button

Verdict = Literal["paper", "several", "nothing"]

_OF_PAPERS: frozenset[Field] = frozenset(
    ("abstract", "arxiv", "doi", "venue", "pdf", "summary", "link", "date", "code", "original")
)
_FRONT_FIELDS = ("doi", "arxiv", "abstract")


@dataclass(slots=True)
class Unit:
    """A block that may be a paper's title, and the blocks that belong to it: start … end (exclusive)."""

    start: int
    end: int
    parent: int
    """Index of the block that holds it, -1 for none."""
    title: Title | None = None
    verdict: Verdict = "nothing"
    fields: frozenset[Field] = frozenset()
    """The labels directly in it."""
    sure: bool = False
    """Several labels say together that it is a paper."""
    identified: bool = False
    """An id or a page of a paper stands in it."""


@dataclass(slots=True)
class Shape:
    """The page, taken apart."""

    blocks: list[Block]
    targets: Targets
    evidence: list[Evidence] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    units: dict[int, Unit] = field(default_factory=dict)
    """By the index of their first block."""
    counts: list[int] = field(default_factory=list)
    """How many blocks before an index carry ids."""
    paper_tables: frozenset[int] = frozenset()
    names: dict[int, str] = field(default_factory=dict)
    """What headings say as the names of sections, by their index; filled on request."""

    def name_of(self, index: int) -> str:
        """What a heading says as the name of a section, without number and ornaments."""
        if index not in self.names:
            self.names[index] = clean_title(plain(self.blocks[index].text, self.targets))[0].strip(" :：")
        return self.names[index]


def shape_of(blocks: list[Block], targets: Targets, paper_tables: frozenset[int]) -> Shape:
    """Takes a page apart: evidence, extents, titles. `paper_tables`: the blocks that are tables of papers."""
    shape = Shape(blocks, targets, paper_tables=paper_tables)
    shape.evidence = [evidence_of(block, targets) for block in blocks]
    _rank_fields(shape)
    _extents(shape)
    shape.counts = list(accumulate((bool(e.ids or e.labels) for e in shape.evidence), initial=0))
    for index, block in enumerate(blocks):
        if block.rank < LOOSE:
            shape.units[index] = Unit(index, shape.ends[index], shape.parents[index], _title(shape, index))
    return shape


def _rank_fields(shape: Shape) -> None:
    """Bullets and summaries that are fields hold nothing: they belong to the entry around them."""
    for block, evidence in zip(shape.blocks, shape.evidence, strict=True):
        first = block.pieces[0].field if block.pieces else ""
        if block.kind == "item" and first not in ("", "title", "original"):
            # An unknown bold word with a colon may well be a paper's name.
            if first != "other" or field_of(block.pieces[0].label) or not evidence.ids:
                block.rank = LOOSE
        elif block.kind == "summary" and (field_of(plain(block.text)) or is_button(plain(block.text))):
            block.rank = LOOSE


def _extents(shape: Shape) -> None:
    blocks = shape.blocks
    shape.ends = [len(blocks)] * len(blocks)
    shape.parents = [-1] * len(blocks)
    open_: list[int] = []
    for index, block in enumerate(blocks):
        if block.kind == "close":
            if any(blocks[held].kind == "summary" for held in open_[-14:]):
                while blocks[(held := open_.pop())].kind != "summary":
                    shape.ends[held] = index
                shape.ends[held] = index
        elif block.rank < LOOSE:
            while open_ and blocks[open_[-1]].rank >= block.rank:
                shape.ends[open_.pop()] = index
        shape.parents[index] = open_[-1] if open_ else -1
        if block.rank < LOOSE:
            open_.append(index)


def _title(shape: Shape, index: int) -> Title | None:
    block = shape.blocks[index]
    for piece in block.pieces if block.kind == "front" else block.pieces[:1]:
        if piece.field in ("title", "original") and piece.lines:
            return heading_title(" ".join(piece.lines), shape.targets)
    if block.kind in ("heading", "summary"):
        return heading_title(block.text, shape.targets)
    if block.kind == "front":
        return None
    # Only what may be a paper is looked into closely.
    if block.kind == "item" and shape.counts and shape.counts[index] == shape.counts[shape.ends[index]]:
        return None
    return find_title(block.text, shape.targets)


def groups(shape: Shape) -> list[list[Unit]]:
    """The units of one kind together, those that hold most first."""
    found: dict[tuple[int, str], list[Unit]] = {}
    for index, unit in shape.units.items():
        block = shape.blocks[index]
        found.setdefault((block.rank, block.kind), []).append(unit)
    return [found[key] for key in sorted(found)]


def judge(shape: Shape, unit: Unit) -> None:
    """Decides whether a unit speaks of one paper, of several, or of none."""
    own = shape.evidence[unit.start]
    ids: set[tuple[str, str]] = set(own.ids)
    labels: Counter[str] = Counter(own.labels)
    fields: set[Field] = set(own.fields)
    paper_link = own.paper_link
    direct = set(own.fields)
    nested = child = 0
    index = unit.start + 1
    while index < unit.end:
        if index in shape.paper_tables:
            nested += 2
        elif _is_nested(shape, index):
            nested += 1
            index = shape.ends[index]
            continue
        evidence = shape.evidence[index]
        if (inner := shape.units.get(index)) and inner.title:
            child = max(child, inner.end)
        if index >= child:
            direct |= evidence.fields
        if index not in shape.paper_tables:
            ids.update(evidence.ids)
            labels.update(evidence.labels)
            fields |= evidence.fields
            paper_link |= evidence.paper_link
        index += 1
    unit.fields = frozenset(fields)
    unit.identified = bool(ids)
    papers = max(Counter(kind for kind, _ in ids).values(), default=0)
    repeated = max(labels.values(), default=0)
    unit.sure = _is_sure(unit, ids, paper_link)
    # A paper may quote others; a topic may have a labelled introduction. An entry without a link in a list is neither.
    quotes = "abstract" in direct or (nested == 1 and (direct == fields or "authors" in direct))
    _decide(unit, bool(own.ids), papers, repeated, nested, quotes)
    if (
        shape.blocks[unit.start].kind == "front"
        and not any(name in own.fields for name in _FRONT_FIELDS)
        and not own.ids
    ):
        unit.verdict = "several" if nested or papers or repeated else "nothing"


def _is_sure(unit: Unit, ids: set[tuple[str, str]], paper_link: bool) -> bool:
    fields = unit.fields
    if "authors" in fields or "abstract" in fields:
        others = fields & _OF_PAPERS - {"abstract"} if "authors" not in fields else fields & _OF_PAPERS
        said = bool(others) and (bool(ids) or paper_link or "abstract" in fields or "venue" in fields)
        return said or ("abstract" in fields and len(ids) == 1)
    return bool(ids) and len(fields & _OF_PAPERS) >= 2


def _decide(unit: Unit, own: bool, papers: int, repeated: int, nested: int, quotes: bool) -> None:
    if repeated > 1:
        unit.verdict = "several"
    elif own and unit.title:
        unit.verdict = "paper"
    elif nested:
        unit.verdict = "paper" if unit.sure and quotes else "several"
    elif papers > 1 and not unit.sure:
        unit.verdict = "several"
    elif unit.sure or papers:
        unit.verdict = "paper"


def _is_nested(shape: Shape, index: int) -> bool:
    """Whether a block inside a unit is an entry of its own: a title with evidence in it."""
    inner = shape.units.get(index)
    if inner is None or inner.title is None or shape.counts[inner.end] == shape.counts[index]:
        return False
    block = shape.blocks[index]
    if block.kind in ("heading", "summary"):
        return True
    has_ids = any(shape.evidence[place].ids for place in range(index, min(inner.end, index + 12)))
    return has_ids and (inner.title.how != "plain" or block.rank >= ITEM)
