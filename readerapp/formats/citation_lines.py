"""Citations as publishers export them to text: people, title, journal and pages on a line each, which ends in a comma."""

from __future__ import annotations

import re
from collections.abc import Iterator

from readerapp.formats.abstracts import stored
from readerapp.formats.bibliography import BibEntry, record_of
from readerapp.formats.ids import doi, urls_in
from readerapp.formats.names import split_authors
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading, Record
from readerapp.text.clean import one_line

_START = re.compile(r"[^\n]{3,2000},\n[^\n]{5,600},\n(?:[^\n]{1,300}[,.]\n){1,12}?\(?https?://\S*10\.\d{4}")
_LABEL = re.compile(r"(abstract|summary|keywords|highlights)\s*:\s*", re.IGNORECASE)
_ISSUED = re.compile(r"(?:volume|issue|pages?|issn|isbn|(?:19|20)\d\d|\d)", re.IGNORECASE)


def recognise(source: Source) -> int:
    """By the lines of the first citation, down to its DOI."""
    return 90 if _START.match(source.head) else 0


def read(source: Source) -> Reading:
    """Every citation; they are apart by blank lines."""
    return Reading("citation_lines", records=tuple(_records(source.text)))


def _records(text: str) -> Iterator[Record]:
    lines: list[str] = []
    for number, raw in enumerate([*text.split("\n"), ""], 1):
        if line := raw.strip():
            lines.append(line)
            continue
        if len(lines) > 2 and lines[0].endswith(",") and lines[1].endswith(","):
            yield _record(lines, number - len(lines))
        lines = []


def _record(lines: list[str], line: int) -> Record:
    said = {match[1].lower(): row[match.end() :] for row in lines if (match := _LABEL.match(row))}
    # A title with commas may go on in the lines below it, up to the journal's numbers: the journal is the last of them.
    end = next((n for n, row in enumerate(lines) if n > 2 and _ISSUED.match(row)), 3)
    title = one_line(" ".join(lines[1 : max(2, end - 1)])).rstrip(",")
    abstract, kind = stored(said.get("abstract") or said.get("summary", ""), title, sure=True)
    links = [url for row in lines if not _LABEL.match(row) for url in urls_in(row.rstrip(".)"))]
    number = next((found for url in links if (found := doi(url))), "")
    return record_of(
        BibEntry(
            title=title, abstract=abstract, abstract_kind=kind, names=split_authors(lines[0].rstrip(",")), doi=number,
            url=next(iter(links), ""), hints=tuple(lines[2:end]), line=line,
        )
    )  # fmt: skip


FORMAT = Format("citation_lines", tr("citations in lines"), recognise, read)
