"""Google Scholar: alerts and pages of results. A title behind a link, people and place, a snippet that is not the abstract."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from readerapp.formats.ids import arxiv_id, arxiv_in, doi, unwrap, web_url
from readerapp.formats.names import split_authors
from readerapp.formats.registry import Format
from readerapp.formats.scholar_text import PLACE, records_of_text
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading, Record
from readerapp.text.clean import one_line

_MARK = re.compile(r"gse_alrt_title|class=.gs_rt\b|scholar\.google\.[a-z.]{2,6}/scholar_url\?", re.IGNORECASE)


def recognise(source: Source) -> int:
    """By the class of the titles or the redirect behind them."""
    # The words first: they are found a hundred times faster than the pattern.
    if not any(word in source.text for word in ("gse_alrt", "scholar_url", "gs_rt")) or not _MARK.search(source.text):
        return 0
    return 95 if source.head.startswith("<") or "<" in source.head[:500] else 0


def read(source: Source) -> Reading:
    """One paper a title link; links to share and to settings are none."""
    tree = LexborHTMLParser(source.text)
    links = (
        tree.css("a.gse_alrt_title")
        or tree.css("h3.gs_rt > a")
        or [
            node
            for node in tree.css("a[href*='scholar_url?']")
            if node.parent is not None and node.parent.tag in ("h3", "h2", "h1")
        ]
    )
    records = [record for link in links if (record := _record(link)) is not None]
    records = records or list(records_of_text(source.text))
    heading = tree.css_first("title")
    title = one_line(heading.text()) if heading is not None else ""
    return Reading("scholar", title or tr("Google Scholar alert"), None, None, tuple(records))


def _record(link: LexborNode) -> Record | None:
    title = one_line(link.text(deep=True))
    if not title:
        return None
    heading = (
        link.parent if link.parent is not None and link.parent.tag in ("h1", "h2", "h3", "h4", "td", "div") else link
    )
    people, snippet = _following(heading)
    url = web_url(unwrap(link.attributes.get("href") or ""))
    found = arxiv_id(url) or arxiv_in(people)
    return Record(
        title=title,
        abstract=snippet or None,
        abstract_kind="snippet" if snippet else None,
        authors=split_authors(PLACE.split(people.replace("\u00a0", " "), maxsplit=1)[0].replace("…", "...")),
        arxiv_id=found[0] if found else None,
        version=found[1] if found else None,
        doi=doi(url),
        url=url,
        pdf_url=url if url and re.search(r"\.pdf$|/pdf/", url) else None,
    )


def _following(heading: LexborNode) -> tuple[str, str]:
    """The line of people and place, and the snippet, that stand behind a title."""
    people = snippet = ""
    node = heading.next
    while node is not None and not snippet:
        if node.tag in ("h1", "h2", "h3") or (
            node.tag not in ("-text", "br") and node.css_first("a.gse_alrt_title") is not None
        ):
            break
        text = one_line(node.text(deep=True, separator=" ")) if node.tag != "-text" else ""
        classes = node.attributes.get("class") or "" if node.tag != "-text" else ""
        if text and ("gse_alrt_sni" in classes or "gs_rs" in classes or people):
            snippet = text
        elif text:
            people = text
        node = node.next
    return people, snippet


FORMAT = Format("scholar", tr("Google Scholar alert"), recognise, read)
