"""Making papers of what a user pastes: a title, an arXiv link, a DOI, or entries of a bibliography."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from readerapp.formats import registry
from readerapp.formats.ids import arxiv_id, doi, urls_in, web_url
from readerapp.formats.source import Source
from readerapp.identity import placeholder
from readerapp.records import Record
from readerapp.text.clean import one_line

_LONGEST_TITLE = 400
_BIBLIOGRAPHIES = ("bibtex", "ris", "csl_json")


def records_of(text: str) -> tuple[Record, ...]:
    """The papers in a pasted text; () when there is none.

    Entries of a bibliography are read as such; links on lines of their own, beside them or alone, are a paper each. Else the
    first line that is no link is the title, ids and links come from the links and ids in the text, and a longer text behind the
    title is the abstract. An id alone is a paper whose title is not known yet: `arXiv:2403.01234`, until a digest brings it.
    """
    source = Source("pasted", text.encode("utf-8", "replace"), date.today())  # noqa: DTZ011 - the user's day
    lines = [line for line in (one_line(part) for part in source.text.split("\n")) if line]
    for kind in registry.detect(source):
        if kind.name in _BIBLIOGRAPHIES:
            return _with_links(kind.read(source).records, lines)
    if len(lines) > 1 and all(map(_is_address, lines)):
        return _with_links((), lines)
    links = [*(line for line in lines if _is_address(line)), *urls_in(source.text)]
    number = next((found for found in map(arxiv_id, links) if found), (None, None))
    name = next((found for found in map(doi, links) if found), None)
    url = next((found for found in map(web_url, links) if found), None)
    named = [words for words in map(_without_links, lines) if words]
    title = named[0][:_LONGEST_TITLE] if named else placeholder(number[0], name) or url
    if title is None:
        return ()
    abstract = " ".join(named[1:]) or None
    return (
        Record(
            title=title,
            abstract=abstract,
            abstract_kind="full" if abstract else None,
            arxiv_id=number[0],
            version=number[1],
            doi=name,
            url=url if not number[0] and not name else None,
        ),
    )


def _with_links(records: tuple[Record, ...], lines: Sequence[str]) -> tuple[Record, ...]:
    """Records and the papers of links that stand alone on their lines and are none of them."""
    found = list(records)
    for line in filter(_is_address, lines):
        number, name = arxiv_id(line), doi(line)
        known = any((number and r.arxiv_id == number[0]) or (name and r.doi == name) or r.url == line for r in found)
        if not known:
            found += records_of(line)
    return tuple(found)


def _without_links(line: str) -> str:
    """What a line says beside links; nothing where it is only an id."""
    return "" if _is_address(line) else " ".join(word for word in line.split() if not web_url(word.strip("()<>[].,;")))


def _is_address(line: str) -> bool:
    """Whether a line is nothing but a link or an id."""
    return " " not in line and bool(web_url(line) or arxiv_id(line) or doi(line))
