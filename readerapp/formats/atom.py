"""Atom: the arXiv API's answers, arXiv's and journals' feeds."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from readerapp.formats import xml_tree
from readerapp.formats.dates import full_date
from readerapp.formats.feed import Entry, creators, is_media, records_of, texts
from readerapp.formats.ids import web_url
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading
from readerapp.text.clean import from_markup, one_line


def recognise(source: Source) -> int:
    """By the root element: a feed or a single entry."""
    return 90 if xml_tree.root_name(source).lower() in ("feed", "entry") else 0


def read(source: Source) -> Reading:
    """The papers among the feed's entries."""
    found = xml_tree.records(source, ("entry",))
    head = xml_tree.fields(found.head) if found.head is not None else {}
    title = one_line(from_markup(next(iter(texts(head, "title")), "")))
    date = full_date(next(iter(texts(head, "updated", "date")), None))
    if found.head is not None and xml_tree.local(found.head) == "entry":
        title, date = "", None
    entries = [_entry(element, line) for element, line in found.records]
    return Reading("atom", title or None, date, None, records_of(entries), found.skipped, found.warnings)


def _entry(element: Element, line: int | None) -> Entry:
    found = xml_tree.fields(element)
    links = found.get("link", [])
    # The page itself before what belongs to it; "replies", "enclosure", "self" and "edit" are not the paper.
    pages = [link.get("href", "") for link in links if link.get("rel", "alternate") == "alternate"]
    related = [link.get("href", "") for link in links if link.get("rel") == "related" and link.get("title") == "doi"]
    return Entry(
        title=_text(next(iter(found.get("title", ())), None)),
        links=(*pages, *texts(found, "id", "doi", "identifier"), *related),
        bodies=tuple(
            text for name in ("summary", "content", "description") for e in found.get(name, ()) if (text := _text(e))
        ),
        authors=creators(found),
        date=next(iter(texts(found, "published", "publicationdate", "date", "issued", "updated")), None),
        section=_section(found),
        pdf_url=next((url for link in links if _is_pdf(link) and (url := web_url(link.get("href")))), None),
        notes=" ".join(texts(found, "comment", "comments", "journal_ref")),
        sure=any("arxiv.org/abs/" in text for text in texts(found, "id")),
        media=is_media(found) or any(link.get("type", "").startswith(("audio/", "video/")) for link in links),
        line=line,
    )


def _text(element: Element | None) -> str:
    """A text construct; XHTML inside one keeps its lines."""
    if element is None:
        return ""
    return xml_tree.laid_out(element) if len(element) else element.text or ""


def _is_pdf(link: Element) -> bool:
    return link.get("title") == "pdf" or link.get("type") == "application/pdf"


def _section(found: dict[str, list[Element]]) -> str | None:
    for name in ("primary_category", "category"):
        for element in found.get(name, ()):
            term = element.get("label") or element.get("term")
            if term and len(term) <= 120:
                return one_line(term)
    return None


FORMAT = Format("atom", tr("Atom feed"), recognise, read)
