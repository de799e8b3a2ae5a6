"""OAI-PMH answers (ListRecords, GetRecord): arXiv's own formats and Dublin Core of any repository."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from readerapp.formats import xml_tree
from readerapp.formats.abstracts import indented_paragraphs, stored
from readerapp.formats.dates import full_date
from readerapp.formats.feed import texts
from readerapp.formats.ids import arxiv_id, arxiv_url, code_urls_in, doi, web_url
from readerapp.formats.names import clean_name, split_authors
from readerapp.formats.paper_pages import is_paper_page
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading, Record, Skipped
from readerapp.text.clean import from_markup, one_line

_ROOTS = ("oai-pmh", "listrecords", "getrecord")
_ARXIV = ("arxiv", "arxivraw", "arxivold")
_OTHER_TYPE = re.compile(
    r"data ?set|software|image|video|audio|sound|physical ?object|event|service|collection|map\b", re.I
)
_TEXT_TYPE = re.compile(
    r"text|article|preprint|thesis|paper|report|book|review|working|lecture|publication", re.IGNORECASE
)


def recognise(source: Source) -> int:
    """By the root element."""
    return 90 if xml_tree.root_name(source).lower() in _ROOTS else 0


def read(source: Source) -> Reading:
    """The papers among the records; deleted records hold none."""
    found = xml_tree.records(source, ("record",))
    papers: list[Record] = []
    skipped = list(found.skipped)
    for number, (element, line) in enumerate(found.records, 1):
        metadata = next((child for child in element if xml_tree.local(child) == "metadata"), None)
        if metadata is None or not len(metadata):
            continue
        parts = xml_tree.fields(metadata[0])
        arxiv = xml_tree.local(metadata[0]).lower() in _ARXIV
        record = _arxiv_record(parts, line) if arxiv else _dublin_core(parts, line)
        if record is not None and record.title:
            papers.append(record)
        elif arxiv:
            where = tr("record {n}").format(n=number)
            skipped.append(Skipped(where, one_line(xml_tree.text_of(element))[:100], tr("it has no title")))
    date = full_date(xml_tree.text_of(next(iter(found.head or ()), None))) if found.head is not None else None
    return Reading("oai", None, date, None, tuple(papers), tuple(skipped), found.warnings)


def _first(parts: dict[str, list[Element]], *names: str) -> str:
    return next(iter(texts(parts, *names)), "")


def _arxiv_record(parts: dict[str, list[Element]], line: int | None) -> Record:
    title = one_line(from_markup(_first(parts, "title")))
    abstract, kind = stored(from_markup(indented_paragraphs(_first(parts, "abstract"))), title, sure=True)
    number, version = arxiv_id(_first(parts, "id")) or (None, None)
    versions = parts.get("version", [])
    history = [xml_tree.fields(one) for one in versions]
    if versions:
        version = versions[-1].get("version")
    created = _first(parts, "created") or (_first(history[0], "date") if history else "") or _first(parts, "date")
    return Record(
        title=title,
        abstract=abstract,
        abstract_kind=kind,
        authors=_arxiv_authors(parts),
        arxiv_id=number,
        version=version,
        doi=doi(_first(parts, "doi")),
        url=arxiv_url(number) if number else None,
        code_urls=code_urls_in(abstract, _first(parts, "comments")),
        date=full_date(created),
        section=_first(parts, "categories").split(" ")[0] or None,
        line=line,
    )


def _arxiv_authors(parts: dict[str, list[Element]]) -> tuple[str, ...]:
    elements = [child for authors in parts.get("authors", ()) for child in authors]
    if not elements:
        return split_authors(one_line(_first(parts, "authors")))
    named = (xml_tree.fields(element) for element in elements)
    names = (clean_name(" ".join(texts(name, "forenames", "keyname", "suffix"))) for name in named)
    return tuple(name for name in names if name)


def _dublin_core(parts: dict[str, list[Element]], line: int | None) -> Record | None:
    """A Dublin Core record, unless it says that it is something else than a text, or shows nothing of a paper."""
    types = " ".join(texts(parts, "type"))
    if _OTHER_TYPE.search(types) and not _TEXT_TYPE.search(types):
        return None
    title = one_line(from_markup(_first(parts, "title")))
    descriptions = [text for text in texts(parts, "description", "abstract") if not _is_comment(text)]
    longest = max(descriptions, key=len, default="")
    abstract, kind = stored(from_markup(indented_paragraphs(longest)), title)
    links = texts(parts, "identifier", "relation", "source")
    arxiv = next((known for link in links if (known := arxiv_id(link))), None)
    number = next((found for link in links if (found := doi(link))), None)
    authors = tuple(clean_name(one_line(text)) for text in texts(parts, "creator"))
    is_paper = arxiv or number or any(is_paper_page(link) for link in links)
    if not (is_paper or (_TEXT_TYPE.search(types) and (authors or abstract)) or (authors and kind == "full")):
        return None
    return Record(
        title=title,
        abstract=abstract,
        abstract_kind=kind,
        authors=authors,
        arxiv_id=arxiv[0] if arxiv else None,
        version=arxiv[1] if arxiv else None,
        doi=number,
        url=next((found for link in links if (found := web_url(link))), None),
        code_urls=code_urls_in(abstract, *texts(parts, "description")),
        date=next((found for text in texts(parts, "date") if (found := full_date(text))), None),
        section=one_line(_first(parts, "subject"))[:120] or None,
        line=line,
    )


def _is_comment(text: str) -> bool:
    """arXiv's "Comment: 5 pages" stands among the descriptions."""
    return bool(re.match(r"\s*comments?\s*:", text, re.IGNORECASE))


FORMAT = Format("oai", tr("OAI-PMH records"), recognise, read)
