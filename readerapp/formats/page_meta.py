"""The saved page of one paper, at arXiv or any publisher: what its head says for search engines."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from readerapp.formats.abstracts import stored
from readerapp.formats.dates import full_date
from readerapp.formats.ids import arxiv_id, code_urls_in, doi, web_url
from readerapp.formats.names import clean_name
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading, Record
from readerapp.text.clean import from_markup, one_line

_MARK = re.compile(r"""<meta\b[^<>]{0,200}\bname\s*=\s*["']?citation_title\b""", re.IGNORECASE)
_ABSTRACTS = ("citation_abstract", "dc.description", "dcterms.abstract")


def recognise(source: Source) -> int:
    """By the tag with the paper's title."""
    return 60 if source.head.startswith("<") and _MARK.search(source.text) else 0


def read(source: Source) -> Reading:
    """The one paper; none without a title."""
    said: dict[str, list[str]] = {}
    for tag in LexborHTMLParser(source.text).css("meta"):
        name = (tag.attributes.get("name") or tag.attributes.get("property") or "").lower()
        if content := (tag.attributes.get("content") or "").strip():
            said.setdefault(name, []).append(content)

    def first(*names: str) -> str:
        return next((said[name][0] for name in names if name in said), "")

    title = one_line(from_markup(first("citation_title")))
    if not title:
        return Reading("page_meta")
    abstract, kind = stored(from_markup(first(*_ABSTRACTS)), title, sure=True)
    number = arxiv_id(first("citation_arxiv_id")) or arxiv_id(first("citation_doi")) or arxiv_id(first("og:url"))
    link = first("citation_abstract_html_url", "citation_public_url", "og:url")
    record = Record(
        title=title, abstract=abstract, abstract_kind=kind,
        authors=tuple(map(clean_name, said.get("citation_author", said.get("citation_authors", ())))),
        arxiv_id=number[0] if number else None, version=number[1] if number else None, doi=doi(first("citation_doi")),
        url=web_url(link), pdf_url=web_url(first("citation_pdf_url")), code_urls=code_urls_in(abstract),
        date=full_date(first("citation_online_date", "citation_publication_date", "citation_date")),
    )  # fmt: skip
    return Reading("page_meta", title, record.date, None, (record,))


FORMAT = Format("page_meta", tr("page of a paper"), recognise, read)
