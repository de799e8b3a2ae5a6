"""RSS 2.0, 0.9x and RSS 1.0 (RDF): arXiv's announcements, bots' feeds, tables of contents of journals."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from readerapp.formats import xml_tree
from readerapp.formats.dates import full_date
from readerapp.formats.feed import Entry, bodies, creators, is_media, records_of, texts
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading
from readerapp.text.clean import from_markup, one_line

_DATES = ("date", "publicationdate", "pubdate", "published", "issued", "updated")


def recognise(source: Source) -> int:
    """By the root element; of RDF only what is RSS."""
    root = xml_tree.root_name(source).lower()
    if root == "rss":
        return 90
    return 90 if root == "rdf" and "purl.org/rss/1.0" in source.head else 0


def read(source: Source) -> Reading:
    """The papers among the feed's items."""
    found = xml_tree.records(source, ("item",))
    title, date = _channel(found.head)
    entries = [_entry(element, line) for element, line in found.records]
    return Reading("rss", title, date, None, records_of(entries), found.skipped, found.warnings)


def _channel(root: Element | None) -> tuple[str | None, str | None]:
    if root is None:
        return None, None
    channel = next((child for child in root if xml_tree.local(child).lower() == "channel"), root)
    found = xml_tree.fields(channel)
    title = next(iter(texts(found, "title")), None)
    date = next(iter(texts(found, "lastbuilddate", "pubdate", "date", "updated")), None)
    return one_line(from_markup(title)) if title else None, full_date(date)


def _entry(element: Element, line: int | None) -> Entry:
    found = xml_tree.fields(element)
    about = next((value for name, value in element.items() if name.endswith("}about")), "")
    enclosures = [e.get("url", "") for e in found.get("enclosure", ()) if "pdf" in e.get("type", "")]
    titles = texts(found, "title")
    return Entry(
        title=titles[0] if titles else "",
        links=tuple(_links(found) + texts(found, "doi", "identifier", "guid", "url", "origlink") + [about]),
        bodies=bodies(found),
        authors=creators(found),
        date=next(iter(texts(found, *_DATES)), None),
        section=_section(found),
        pdf_url=next(iter(enclosures), None),
        notes=" ".join(texts(found, "comment", "comments")),
        media=is_media(found),
        line=line,
    )


def _links(found: dict[str, list[Element]]) -> list[str]:
    """RSS writes the address as text, Atom's element inside RSS as an attribute."""
    written = [(element.text or element.get("href") or "").strip() for element in found.get("link", ())]
    return [link for link in written if link]


def _section(found: dict[str, list[Element]]) -> str | None:
    named = texts(found, "section", "category", "subject")
    section = one_line(from_markup(named[0])) if named else ""
    return section if section and len(section) <= 120 and not re.match(r"https?://", section) else None


FORMAT = Format("rss", tr("RSS feed"), recognise, read)
