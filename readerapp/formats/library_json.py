"""The JSON of a whole library, as `readerapp export --format json` writes it: papers with everything on them."""

from __future__ import annotations

import json
import re
from typing import Any

from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.library_copy import VERSION, library_copy, plain_copy
from readerapp.records import AbstractKind, Reading, Record, Skipped
from readerapp.text.clean import control_free, one_line

_KEY = re.compile(r'"readerapp_library"\s*:\s*\d')
_KINDS: tuple[AbstractKind, ...] = ("full", "snippet", "summary", "truncated")


def recognise(source: Source) -> int:
    """By its key."""
    return 100 if source.head.startswith("{") and _KEY.search(source.head) else 0


def read(source: Source) -> Reading:
    """Papers and what is on them; of a copy that was cut or is of a newer version nothing, since it would merge by halves."""
    try:
        value = json.loads(source.text)
    except (ValueError, RecursionError):
        return _refused(source, tr("the copy of a library was cut or changed"))
    if not isinstance(value, dict) or value.get("readerapp_library") != VERSION:
        return _refused(source, tr("the copy of a library is by a newer version of readerapp, which has to be updated"))
    said = value.get("papers")
    papers = [entry for entry in said if isinstance(entry, dict) and _title(entry)] if isinstance(said, list) else []
    if not any("library" in entry for entry in papers):
        # Papers as the command line prints them: the marks stand in each paper, digests only in the listings.
        value, papers = plain_copy(papers, f"{source.modified.isoformat()}T00:00:00.000Z")
    marks: list[Any] = [entry.get("library") if isinstance(entry.get("library"), dict) else {} for entry in papers]
    copied = library_copy({**value, "marks": marks})
    return Reading("library_json", records=tuple(_record(entry) for entry in papers), library=copied)


def _refused(source: Source, reason: str) -> Reading:
    """All of it is skipped: no other reader may take it for a list of papers, without what the user wrote on them."""
    return Reading("library_json", skipped=(Skipped(tr("the whole file"), source.head[:80], reason),))


def _title(entry: dict[str, Any]) -> str:
    title = entry.get("title")
    return one_line(control_free(title)[0]) if isinstance(title, str) else ""


def _record(entry: dict[str, Any]) -> Record:
    def text(name: str) -> str | None:
        value = entry.get(name)
        return control_free(value)[0] or None if isinstance(value, str) else None

    def texts(name: str) -> tuple[str, ...]:
        value = entry.get(name)
        parts = (control_free(part)[0] for part in value if isinstance(part, str)) if isinstance(value, list) else ()
        return tuple(part for part in parts if part)

    kind = entry.get("abstract_kind")
    abstract = text("abstract")
    return Record(
        title=_title(entry),
        abstract=abstract,
        abstract_kind=(kind if kind in _KINDS else "full") if abstract else None,
        authors=texts("authors"),
        arxiv_id=text("arxiv_id"),
        doi=text("doi"),
        url=text("url"),
        pdf_url=text("pdf_url"),
        code_urls=texts("code_urls"),
        date=text("date"),
    )


FORMAT = Format("library_json", tr("copy of a library"), recognise, read)
