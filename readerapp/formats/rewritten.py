"""Texts in other markup that mean the same as Markdown: rewritten line by line, and read as that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from readerapp.formats import markdown
from readerapp.formats.source import Source
from readerapp.records import Reading


def read_as_markdown(kind: str, source: Source, lines: Iterable[str]) -> Reading:
    """The papers of a text of this kind, given as Markdown. A line stays the same line, so that line numbers hold."""
    return replace(markdown.read(source.part("\n".join(lines), f"{kind}.md")), format=kind)
