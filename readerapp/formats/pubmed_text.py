"""PubMed's "Abstract" and "Summary" as text: numbered citations, each closed by its PMID."""

from __future__ import annotations

import re
from collections.abc import Iterator

from readerapp.formats.abstracts import stored
from readerapp.formats.dates import full_date
from readerapp.formats.ids import code_urls_in, doi
from readerapp.formats.names import split_authors
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading, Record
from readerapp.text.clean import one_line, unwrapped

_START = re.compile(r"^\d{1,5}[.:] \S", re.MULTILINE)
_PMID = re.compile(r"\bPMID:\s*(\d{4,9})\b")
_DOI = re.compile(r"\bdoi:\s*(10\.\d{4,9}/\S+)", re.IGNORECASE)
_CITATION = re.compile(r"\b(?:19|20)\d\d\b[^\n]{0,80}[;:]|\bdoi:\s*10\.", re.IGNORECASE)
_SUMMARY = re.compile(
    r"(?P<people>(?:[^.]|\.(?! )){2,3000}+)\.\s+(?P<title>\S.{5,600}?[.?!])\s+"
    r"(?P<place>[A-Z][^;.]{1,120}\.\s+(?:19|20)\d\d\b.{0,400})$"
)
_APART = re.compile(
    r"(?:author information|conflict of interest|comment in|comment on|update in|erratum|collaborators|©|copyright|publisher:|"
    r"doi:|pmcid:|pmid:|\(\d{1,3}\)\S)",
    re.IGNORECASE,
)
_MARKS = re.compile(r"\(\d{1,3}\)(?:\(\d{1,3}\))*|(?<=\w)\(#\)")
_LONG = 200


def recognise(source: Source) -> int:
    """By a number and a PMID at the ends of the first citation; a mail has a few words before it."""
    if not _PMID.search(source.text[:20000]):
        return 0
    return 80 if re.match(r"\d{1,5}[.:] \S", source.head) else 62 if _START.search(source.head) else 0


def read(source: Source) -> Reading:
    """Every citation with a title."""
    records = [record for line, text in _citations(source.text) if (record := _record(text, line)) is not None]
    return Reading("pubmed_text", None, None, None, tuple(records))


def _citations(text: str) -> Iterator[tuple[int, str]]:
    """Each from its number up to its PMID, with its line: numbers inside an abstract begin none."""
    place = 0
    while start := _START.search(text, place):
        end = _PMID.search(text, start.end())
        if end is None:
            return
        yield text.count("\n", 0, start.start()) + 1, text[start.start() : end.end()]
        place = end.end()


def _record(text: str, line: int) -> Record | None:
    blocks = [
        unwrapped([part.strip() for part in block.split("\n") if part.strip()]) for block in re.split(r"\n\s*\n", text)
    ]
    blocks = [re.sub(r"^\d{1,5}[.:] ", "", blocks[0]), *blocks[1:]]
    found = _DOI.search(text)
    number = doi(found[1]) if found else None
    pmid = _PMID.search(text)
    url = f"https://pubmed.ncbi.nlm.nih.gov/{pmid[1]}/" if pmid else None
    if len(blocks) == 1:
        match = _SUMMARY.match(blocks[0])
        if match is None:
            return None
        return Record(
            title=one_line(match["title"]).rstrip("."), authors=split_authors(match["people"]), doi=number, url=url,
            date=full_date(match["place"]), line=line,
        )  # fmt: skip
    if len(blocks) < 3 or not _CITATION.search(blocks[0]):
        return None
    title, people, rest = blocks[1].rstrip("."), blocks[2], blocks[3:]
    texts = [block for block in rest if not _APART.match(block)]
    longest = next((n for n, block in enumerate(texts) if len(block) >= _LONG), None)
    abstract, kind = stored("\n\n".join(texts[longest:]) if longest is not None else "", title, sure=True)
    return Record(
        title=title, abstract=abstract, abstract_kind=kind, doi=number, url=url,
        authors=split_authors(_MARKS.sub("", people).rstrip(".")),
        code_urls=code_urls_in(abstract), date=full_date(blocks[0]), line=line,
    )  # fmt: skip


FORMAT = Format("pubmed_text", tr("PubMed citations (text)"), recognise, read)
