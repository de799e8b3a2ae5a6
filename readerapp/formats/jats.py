"""JATS, the XML in which PubMed Central and publishers keep articles: only what stands before the body."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from readerapp.formats import xml_tree
from readerapp.formats.abstracts import stored
from readerapp.formats.dates import full_date
from readerapp.formats.ids import arxiv_id, code_urls_in, doi
from readerapp.formats.xml_tree import fields, laid_out, local, text_of
from readerapp.records import Record
from readerapp.text.clean import one_line

_NOT_TITLE = frozenset(("xref", "fn"))
_NOT_ABSTRACT = frozenset(("graphic", "fig", "xref", "object-id"))
_PMC = "https://pmc.ncbi.nlm.nih.gov/articles/PMC{}/"
_PUBMED = "https://pubmed.ncbi.nlm.nih.gov/{}/"


def record(article: Element, line: int | None) -> Record:
    """What an `article` element says of itself; without title when it is another kind of article (DocBook's)."""
    front = next((child for child in article if local(child) in ("front", "front-stub")), article)
    meta = fields(next((child for child in front if local(child) == "article-meta"), front))
    group = next(iter(meta.get("title-group", ())), None)
    title = _title(group) if group is not None else ""
    abstract, kind = stored(_abstract(meta.get("abstract", [])), title, sure=True)
    ids = {one.get("pub-id-type", ""): one_line(text_of(one)) for one in meta.get("article-id", ())}
    number = doi(ids.get("doi"))
    arxiv = arxiv_id(ids.get("arxiv")) or arxiv_id(ids.get("doi"))
    return Record(
        title=title,
        abstract=abstract,
        abstract_kind=kind,
        authors=_authors(meta.get("contrib-group", [])),
        arxiv_id=arxiv[0] if arxiv else None,
        doi=number,
        url=_url(ids, number),
        code_urls=code_urls_in(abstract),
        date=next((found for element in meta.get("pub-date", ()) if (found := _date(element))), None),
        line=line,
    )


def _title(group: Element) -> str:
    found = fields(group)
    parts = [one_line(laid_out(e, _NOT_TITLE)) for name in ("article-title", "subtitle") for e in found.get(name, ())]
    return ": ".join(part for part in parts if part)


def _abstract(elements: list[Element]) -> str:
    """The abstract without a type of its own (graphical, teaser, translated), sections with their titles as labels."""
    own = next(
        (e for e in elements if not e.get("abstract-type") or e.get("abstract-type") in ("section", "structured")), None
    )
    if own is None:
        return ""
    parts: list[str] = []
    label = ""
    stack = list(reversed(list(own)))
    while stack:
        element = stack.pop()
        name = local(element)
        if name == "sec":
            stack.extend(reversed(list(element)))
        elif name == "title":
            label = one_line(text_of(element)).rstrip(":. ")
        elif name not in _NOT_ABSTRACT and (text := one_line(laid_out(element, _NOT_ABSTRACT))):
            parts.append(f"{label}: {text}" if label and label.lower() != "abstract" else text)
            label = ""
    return "\n\n".join(parts) or one_line(text_of(own))


def _authors(groups: list[Element]) -> tuple[str, ...]:
    names: list[str] = []
    for contributor in (one for group in groups for one in group if local(one) == "contrib"):
        if contributor.get("contrib-type", "author") != "author":
            continue
        parts = fields(contributor)
        for element in (
            parts.get("name", []) or [alternative for e in parts.get("name-alternatives", ()) for alternative in e][:1]
        ):
            named = fields(element)
            words = (text_of(e) for part in ("given-names", "surname", "suffix") for e in named.get(part, ()))
            names.append(one_line(" ".join(words)))
        names.extend(one_line(text_of(e)) for e in (*parts.get("string-name", ()), *parts.get("collab", ())))
    return tuple(name for name in names if name)


def _url(ids: dict[str, str], number: str | None) -> str | None:
    pmc = re.sub(r"^PMC", "", ids.get("pmc") or ids.get("pmcid") or "")
    if re.fullmatch(r"\d{1,12}", pmc):
        return _PMC.format(pmc)
    if re.fullmatch(r"\d{1,12}", ids.get("pmid", "")):
        return _PUBMED.format(ids["pmid"])
    return f"https://doi.org/{number}" if number else None


def _date(element: Element) -> str | None:
    found = xml_tree.fields(element)
    parts = (one_line(text_of(next(iter(found.get(part, ())), None))) for part in ("year", "month", "day"))
    return full_date(element.get("iso-8601-date")) or full_date("-".join(parts))
