"""Digests quoted in a page's fenced blocks (a mail, RIS, BibTeX), handed to the formats that read them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from readerapp.formats import registry
from readerapp.formats.md_blocks import Block
from readerapp.formats.md_inline import plain
from readerapp.formats.source import Source
from readerapp.records import Reading, Record

_MARK = "#fenced"
_PROGRAMS = frozenset(
    """bash sh shell console zsh powershell cmd python py javascript js ts typescript go rust java c cpp c++ yaml yml toml dockerfile
    ini diff sql html css mermaid latex tex r julia matlab makefile""".split()
)
_CITE = re.compile(r"\bcit(?:e|ed|ing|ation)\b|引用|zitier|citer|bibtex", re.IGNORECASE)


def fenced_records(source: Source, blocks: Sequence[Block], covered: bytearray, *, strict: bool) -> list[Record]:
    """The papers of the fenced blocks outside the entries. Under `strict` one lone record is an example, not a digest."""
    if _MARK in source.name:
        return []
    found: list[Record] = []
    fenced = outside = 0
    for index, block in enumerate(blocks):
        if block.kind != "fence":
            outside += len(block.text) + sum(len(line) for piece in block.pieces for line in piece.lines)
        elif not covered[index] and block.text not in _PROGRAMS and not _is_citation(blocks, index):
            reading = _read(source.part(block.body, source.name + _MARK))
            if reading:
                fenced += len(block.body)
                found += [replace(one, line=block.line + (one.line or 1)) for one in reading.records]
    several = len({(one.arxiv_id, one.title) for one in found}) > 1
    return found if several or (not strict and fenced >= outside) else []


def _read(part: Source) -> Reading | None:
    for kind in registry.detect(part):
        if kind.name != "markdown":
            reading = kind.read(part)
            if reading.records:
                return reading
    return None


def _is_citation(blocks: Sequence[Block], index: int) -> bool:
    """Whether a fenced block shows how to cite the page itself."""
    before = blocks[max(0, index - 1) : index]
    said = " ".join(
        block.text or " ".join(line for piece in block.pieces[-1:] for line in piece.lines[-1:]) for block in before
    )
    return bool(_CITE.search(plain(said[-200:])))
