"""The formats there are, in one place; which one a file is; reading it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module, metadata

from readerapp.errors import ReaderError
from readerapp.formats.distinct import distinct
from readerapp.formats.source import Source
from readerapp.i18n import tr, trn
from readerapp.records import Reading


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of digest file."""

    name: str
    """Stable, as the command line's JSON shows it: `hf_page`."""
    label: str
    """What the user reads: "saved trending or daily page"."""
    recognise: Callable[[Source], int]
    """How sure a look at the source's head is that it is of this kind: 0 no … 100 beyond doubt. Fast, never an error."""
    read: Callable[[Source], Reading]
    """The papers, in the order of the file; never an error for any text. Twins inside a file need not be merged: `read` does."""


# Each is a module of this package with a constant FORMAT. The order decides between equally sure ones.
MODULES: tuple[str, ...] = (
    "hf_page",
    "library_json",
    "csl_json",
    "bibtex",
    "latex_references",
    "ris",
    "csv_table",
    "email_message",
    "numbered_links",
    "scholar",
    "page_meta",
    "hf_html",
    "hf_api",
    "arxiv_listing",
    "arxiv_mail",
    "atom",
    "rss",
    "oai",
    "pubmed_xml",
    "opml",
    "enex",
    "calendar",
    "xml_list",
    "pubmed_text",
    "notebook",
    "chat_text",
    "chat_json",
    "json_list",
    "org",
    "asciidoc",
    "restructured",
    "wikitext",
    "latex_list",
    "citation_lines",
    "reference_list",
    "yaml_list",
    "labelled_text",
    "markdown",
    "html_list",
    "json_ld",
    "blocks",
)
GROUP = "readerapp.formats"
"""Entry points of this group, each naming a Format, add formats from other packages."""


@cache
def formats() -> tuple[Format, ...]:
    """All formats, our own first. ReaderError names a plug-in that cannot be loaded."""
    found = [import_module(f"readerapp.formats.{name}").FORMAT for name in MODULES]
    for point in metadata.entry_points(group=GROUP):
        try:
            plugin = point.load()
        except Exception as error:
            raise ReaderError(
                tr("The format plug-in “{name}” cannot be loaded: {error}. Uninstall or update it.").format(
                    name=point.name, error=error
                )
            ) from error
        if not isinstance(plugin, Format):
            raise ReaderError(
                tr("The format plug-in “{name}” is no Format. Uninstall or update it.").format(name=point.name)
            )
        found.append(plugin)
    return tuple(found)


def detect(source: Source) -> tuple[Format, ...]:
    """The formats that may be the source's, the surest first."""
    rated = [(kind.recognise(source), kind) for kind in formats()]
    return tuple(kind for sure, kind in sorted(rated, key=lambda pair: -pair[0]) if sure > 0)


def read(source: Source) -> Reading:
    """What the file says: distinct papers. No paper is an answer; its `format` says as what it was read, "" for nothing known.

    The surest format that finds a paper or a broken record of one wins.
    """
    first: Reading | None = None
    with _without_collector():
        for kind in detect(source):
            reading = _read_by(kind, source)
            if reading.records or reading.skipped:
                return _finished(source, reading)
            first = first or reading
    return first or Reading(format="")


@contextmanager
def _without_collector() -> Iterator[None]:
    """Python's search for cycles, suspended: reading makes many objects, which each one would look at, and no cycles."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _read_by(kind: Format, source: Source) -> Reading:
    try:
        return kind.read(source)
    except (ReaderError, MemoryError, RecursionError):
        raise
    except Exception as error:  # our own readers never do this; a plug-in may
        text = tr("the reader “{name}” failed ({error}); please report it")
        raise ReaderError(text.format(name=kind.name, error=f"{type(error).__name__}: {error}")) from error


def _finished(source: Source, reading: Reading) -> Reading:
    warnings = reading.warnings
    if source.replaced:
        warnings += (
            trn("{n} unreadable character was dropped.", "{n} unreadable characters were dropped.", source.replaced),
        )
    # A copy of a library holds each paper once, and its marks stand beside its records.
    records = reading.records if reading.library else distinct(reading.records)
    return replace(reading, records=records, warnings=warnings)
