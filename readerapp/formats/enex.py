"""Notes that Evernote and its kin wrote out (.enex): those that were clipped from papers' pages."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element

from readerapp.formats import xml_tree
from readerapp.formats.ids import urls_in
from readerapp.formats.message_html import lines_of
from readerapp.formats.message_papers import titled
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading, Record


def recognise(source: Source) -> int:
    """By the root element."""
    return 90 if xml_tree.root_name(source) == "en-export" else 0


def read(source: Source) -> Reading:
    """The notes whose own address, or a link in them, is a paper's."""
    found = xml_tree.records(source, ("note",))
    records = tuple(replace(one, line=line) for element, line in found.records for one in _papers(element))
    return Reading("enex", None, None, None, records, found.skipped if records else (), found.warnings)


def _papers(element: Element) -> list[Record]:
    parts = xml_tree.fields(element)
    attributes = [xml_tree.text_of(child) for one in parts.get("note-attributes", ()) for child in one]
    # The content is a document of its own: what stands before its root is no text.
    content = "".join(xml_tree.text_of(one) for one in parts.get("content", ()))
    lines = lines_of(content[max(0, content.find("<en-note")) :])
    title = "".join(xml_tree.text_of(one) for one in parts.get("title", ()))
    return titled(title, (url for text in attributes for url in urls_in(text)), lines)


FORMAT = Format("enex", tr("exported notes"), recognise, read)
