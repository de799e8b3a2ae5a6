"""What all bibliographies share: fields that mean the same under many names → a record."""

from __future__ import annotations

import re
from dataclasses import dataclass

from readerapp.formats.dates import full_date
from readerapp.formats.ids import arxiv_id, arxiv_in, code_urls_in, doi, web_url
from readerapp.formats.names import split_authors
from readerapp.records import AbstractKind, Record
from readerapp.text.clean import one_line

_PDF = re.compile(r"\.pdf(?:$|[?#])|/pdf/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BibEntry:
    """One entry of a bibliography, its texts decoded; "" for what it does not say."""

    title: str
    abstract: str | None = None
    abstract_kind: AbstractKind | None = None
    authors: str = ""
    names: tuple[str, ...] = ()
    """Authors one by one, where the file keeps them apart."""
    date: str = ""
    key: str = ""
    eprint: str = ""
    eprint_kind: str = ""
    doi: str = ""
    url: str = ""
    pdf: str = ""
    hints: tuple[str, ...] = ()
    """Fields that may hold an arXiv id in passing: journal, note, number."""
    code: tuple[str, ...] = ()
    section: str | None = None
    line: int | None = None


def record_of(entry: BibEntry) -> Record:
    """The record of an entry that has a title."""
    number = _number(entry)
    url = web_url(entry.url) or next(iter(_urls(entry.url)), None)
    pdf = web_url(entry.pdf)
    if url and pdf is None and _PDF.search(url):
        pdf = url
    return Record(
        title=entry.title,
        abstract=entry.abstract,
        abstract_kind=entry.abstract_kind,
        authors=entry.names or split_authors(entry.authors),
        arxiv_id=number[0] if number else None,
        version=number[1] if number else None,
        doi=doi(entry.doi) or (doi(url) if url else None),
        url=url,
        pdf_url=pdf,
        code_urls=code_urls_in(entry.abstract, *entry.code, entry.url),
        date=full_date(entry.date),
        section=entry.section,
        line=entry.line,
    )


def _number(entry: BibEntry) -> tuple[str, str | None] | None:
    """The arXiv id: of the field for it, then of DOI, link and key, then of what is said in passing."""
    if entry.eprint and entry.eprint_kind.lower() in ("", "arxiv") and (found := arxiv_id(entry.eprint)):
        return found
    for text in (entry.doi, entry.url, entry.pdf, entry.key if entry.key.lower().startswith("arxiv") else ""):
        if found := arxiv_id(text):
            return found
    return next((found for hint in entry.hints if (found := arxiv_in(hint))), None)


def _urls(text: str) -> tuple[str, ...]:
    from readerapp.formats.ids import urls_in  # a link inside other words: seldom

    return urls_in(one_line(text))
