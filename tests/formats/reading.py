"""Reads texts as the app reads files."""

from __future__ import annotations

from datetime import date

from readerapp.formats import registry
from readerapp.formats.source import Source
from readerapp.records import Reading


def read(content: str | bytes, name: str = "digest.txt", modified: date = date(2026, 3, 20)) -> Reading:
    """What the app finds in a file of this content and name."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    return registry.read(Source(name, data, modified))


def titles(content: str | bytes, name: str = "digest.txt") -> list[str]:
    """The papers' titles, in the order of the file."""
    return [record.title for record in read(content, name).records]
