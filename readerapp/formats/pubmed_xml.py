"""PubMed's XML (efetch, "Save as XML") and JATS, the XML of PubMed Central and of publishers."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from readerapp.formats import jats, xml_tree
from readerapp.formats.abstracts import stored
from readerapp.formats.dates import full_date
from readerapp.formats.ids import arxiv_id, code_urls_in, doi
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading, Record, Skipped
from readerapp.text.clean import one_line

_ROOTS = {
    "PubmedArticleSet": 95,
    "PubmedArticle": 95,
    "PubmedBookArticleSet": 95,
    "PubmedBookArticle": 95,
    "MedlineCitationSet": 95,
    "pmc-articleset": 95,
    "articles": 40,
    "article": 60,
}
_RECORDS = ("PubmedArticle", "PubmedBookArticle", "MedlineCitation", "article")


def recognise(source: Source) -> int:
    """By the root element; an `article` needs JATS's parts, which stand near its beginning."""
    root = xml_tree.root_name(source)
    if root in ("article", "articles") and "<article-meta" not in source.text[:100_000] and "<front" not in source.head:
        return 0
    return _ROOTS.get(root, 0)


def read(source: Source) -> Reading:
    """A record for each article; structured abstracts keep their labels."""
    found = xml_tree.records(source, _RECORDS)
    papers: list[Record] = []
    skipped = list(found.skipped)
    for number, (element, line) in enumerate(found.records, 1):
        record = jats.record(element, line) if xml_tree.local(element) == "article" else _record(element, line)
        if record.title:
            papers.append(record)
        elif record.abstract:
            where = tr("record {n}").format(n=number)
            skipped.append(Skipped(where, record.abstract[:100], tr("it has no title")))
    return Reading("pubmed_xml", None, None, None, tuple(papers), tuple(skipped), found.warnings)


def _at(element: Element | None, *path: str) -> Element | None:
    """The first child of the first child … of these names."""
    for name in path:
        element = (
            next((child for child in element if xml_tree.local(child) == name), None) if element is not None else None
        )
    return element


def _all(element: Element | None, name: str) -> list[Element]:
    return [child for child in element if xml_tree.local(child) == name] if element is not None else []


def _plain(element: Element | None) -> str:
    return one_line(xml_tree.text_of(element))


def _record(element: Element, line: int | None) -> Record:
    # A book's chapter has its title outside of an Article; a bare citation is its own holder.
    citation = next(
        (child for child in element if xml_tree.local(child) in ("MedlineCitation", "BookDocument")), element
    )
    article = next((child for child in citation if xml_tree.local(child) == "Article"), citation)
    title = (
        _plain(_at(article, "ArticleTitle"))
        or _plain(_at(article, "VernacularTitle"))
        or _plain(_at(article, "Book", "BookTitle"))
    )
    abstract, kind = stored(_abstract(article, citation), title, sure=True)
    pmid = _plain(_at(citation, "PMID"))
    ids = _all(article, "ELocationID") + _all(_at(element, "PubmedData", "ArticleIdList"), "ArticleId")
    ids += _all(_at(citation, "ArticleIdList"), "ArticleId")
    numbers = [text for one in ids if (text := _plain(one)) and "doi" in (one.get("EIdType"), one.get("IdType"))]
    arxiv = next((known for text in numbers if (known := arxiv_id(text))), None)
    return Record(
        title=_without_brackets(title),
        abstract=abstract,
        abstract_kind=kind,
        authors=_authors(_all(article, "AuthorList") or _all(_at(article, "Book"), "AuthorList")),
        arxiv_id=arxiv[0] if arxiv else None,
        doi=next((found for text in numbers if (found := doi(text))), None),
        url=f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" if pmid.isdecimal() else None,
        code_urls=code_urls_in(abstract),
        date=_date(_at(article, "ArticleDate")) or _date(_at(article, "Journal", "JournalIssue", "PubDate")),
        section=None,
        line=line,
    )


def _without_brackets(title: str) -> str:
    """PubMed puts a title that it translated in brackets: `[A title.]`."""
    inner = title.removesuffix(".")
    return inner[1:-1].strip() if inner.startswith("[") and inner.endswith("]") and inner.count("[") == 1 else title


def _abstract(article: Element, citation: Element) -> str:
    """The paragraphs with their labels (`METHODS: …`); another abstract (plain words, a translation) where there is none."""
    holder = _at(article, "Abstract")
    if holder is None:
        holder = _at(citation, "OtherAbstract")
    parts = []
    for part in _all(holder, "AbstractText"):
        label, text = part.get("Label"), one_line(xml_tree.text_of(part))
        if text:
            parts.append(f"{label}: {text}" if label and label != "UNLABELLED" else text)
    return "\n\n".join(parts)


def _authors(lists: Iterable[Element]) -> tuple[str, ...]:
    names: list[str] = []
    for author in (one for listed in lists if listed.get("Type") != "editors" for one in _all(listed, "Author")):
        given = _plain(_at(author, "ForeName")) or _plain(_at(author, "FirstName")) or _plain(_at(author, "Initials"))
        parts = (given, _plain(_at(author, "LastName")), _plain(_at(author, "Suffix")))
        names.append(" ".join(part for part in parts if part) or _plain(_at(author, "CollectiveName")))
    return tuple(name for name in names if name)


def _date(element: Element | None) -> str | None:
    """Year, month (number or name) and day; less than a day is no date."""
    return full_date(" ".join(_plain(_at(element, part)) for part in ("Day", "Month", "Year"))) or full_date(
        "-".join(_plain(_at(element, part)) for part in ("Year", "Month", "Day"))
    )


FORMAT = Format("pubmed_xml", tr("PubMed or JATS XML"), recognise, read)
