"""Lists of references in plain text, as papers end in them and programs print them: one a line, a paragraph or a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from readerapp.formats.bibliography import BibEntry, record_of
from readerapp.formats.ids import arxiv_in, doi, urls_in
from readerapp.formats.md_words import is_names, words_in
from readerapp.formats.names import split_authors
from readerapp.formats.paper_pages import is_paper_page
from readerapp.formats.reference import are_people, by_sentences, has_initials, styled
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading, Record
from readerapp.text.clean import one_line, unwrapped

_NUMBER = re.compile(r"\s*(?:\[\d{1,4}\]|\(?\d{1,3}[.)]|[-*•])\s+(?=\S)")
_HEADING = re.compile(
    r"(?:references|bibliography|works cited|literature|literatur|publications|références|bibliographie)\W*",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d.])(?:19|20)\d\d(?![\d.]\d)")
_OTHER = re.compile(r"[<{#|]|\]\(|\\\w")
_SHARE = 0.7
_LONGEST, _LONGEST_TITLE = 1500, 300


def recognise(source: Source) -> int:
    """By the first references; a text that is anything else as well is not looked at."""
    head = source.head
    if _OTHER.search(head[:2000]):
        return 0
    found = list(_entries(head))
    whole = found[:-1] if len(head) >= 4096 else found
    records = [record for line, text in whole if (record := _record(text, line)) is not None]
    return 66 if records and len(records) >= _SHARE * len(whole) else 0


def read(source: Source) -> Reading:
    """The references in which people and title show; none where most of the text is something else."""
    entries = list(_entries(source.text))
    records = [record for line, text in entries if (record := _record(text, line)) is not None]
    return Reading("reference_list", records=tuple(records) if len(records) >= _SHARE * len(entries) else ())


def _entries(text: str) -> Iterator[tuple[int, str]]:
    """Each entry on one line, with its line: from number to number, else from blank line to blank line, else line by line."""
    lines = [(number, line.strip()) for number, line in enumerate(text.rstrip().split("\n"), 1)]
    first = next((n for n, (_, line) in enumerate(lines) if line and not _HEADING.fullmatch(line)), 0)
    lines = lines[first:]
    said = [line for _, line in lines if line]
    numbered = sum(_NUMBER.match(line) is not None for line in said) * 4 >= len(said)
    apart = (len(lines) - len(said)) * 6 >= len(said)
    parts: list[str] = []
    start = 0
    for number, line in [*lines, (0, "")]:
        begins = _NUMBER.match(line) is not None if numbered else not apart
        if parts and (begins or not line):
            whole = unwrapped(parts)
            if not _HEADING.fullmatch(whole):
                yield start, whole[mark.end() :] if (mark := _NUMBER.match(whole)) else whole
            parts = []
        if line:
            start = start if parts else number
            parts.append(line)


def _record(text: str, line: int) -> Record | None:
    """The work of a reference; None for a text that is none."""
    if len(text) > _LONGEST:
        return None
    links = urls_in(text)
    pages = [url for url in links if is_paper_page(url)]
    number = doi(text) if "10." in text else None
    known = bool(pages or number or arxiv_in(text))
    people, title = styled(text)
    if not title and known:
        people, title = by_sentences(text)
    title = one_line(title).strip(" .,;")
    if not 3 <= len(title) <= _LONGEST_TITLE or words_in(title) < 1 or not are_people(people):
        return None
    if not known and not (
        _YEAR.search(text) and (is_names(people) or has_initials(people)) and len(text) > len(title) + 30
    ):
        return None
    link = next(iter(pages or links), "")
    return record_of(
        BibEntry(
            title=title, names=split_authors(people.strip(" ,;:")), hints=(text,), doi=number or "", url=link, line=line
        )
    )


FORMAT = Format("reference_list", tr("list of references"), recognise, read)
