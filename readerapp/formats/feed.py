"""What Atom and RSS share: an entry of a feed → a record, and which entries of a feed are papers at all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from readerapp.formats.abstracts import announced, bare_title, indented_paragraphs, stored
from readerapp.formats.dates import full_date
from readerapp.formats.ids import arxiv_id, code_urls_in, doi, unwrap, web_url
from readerapp.formats.labelled import Description, described, is_markup
from readerapp.formats.names import clean_name, split_authors
from readerapp.formats.paper_pages import is_paper_page
from readerapp.formats.xml_tree import local, text_of
from readerapp.records import AbstractKind, Record
from readerapp.text.clean import from_markup, one_line

_LATIN = re.compile(r"[A-Za-z]{2,}")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_META = re.compile(
    r"(?=.{0,300}$)(?:.{0,120}\bpublished online\b|.{0,80}\b(?:doi|pmid|issn)\s*[:：]|.{0,80}\b(?:volume|vol\.) \d|"
    r"(?:view|read|show|download|full text|source|continue reading|open in|the post)\b.{0,60}$)",
    re.IGNORECASE,
)
_MAIL = re.compile(r"^[^\s@()]{1,100}@[^\s@()]{1,100}\s*(?:\((.{1,200})\))?$")
"""An RSS author: `ada@example.org (Ada Lovelace)`."""
_BODY = ("description", "summary", "encoded", "content", "abstract")
_FULL, _LONG, _ARTICLE = 250, 200, 6000
"""Letters: from which a text called summary is the abstract; from which unlabelled text is; from which it is a whole article."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed, as it stands there."""

    title: str
    links: tuple[str, ...]
    """The entry's own addresses and ids, the best first."""
    bodies: tuple[str, ...]
    """Texts that may hold the abstract: plain or HTML."""
    authors: tuple[str, ...] = ()
    date: str | None = None
    section: str | None = None
    pdf_url: str | None = None
    notes: str = ""
    """Comments and journal references: links to code stand there."""
    sure: bool = False
    """Whether the texts are the paper's own data (arXiv's API), so that even a short one is its abstract."""
    media: bool = False
    """Whether it brings sound or video: an episode, whatever it is about."""
    line: int | None = None


def texts(found: dict[str, list[Element]], *names: str) -> list[str]:
    """The texts of an entry's elements of these names, in this order, without empty ones."""
    return [text for name in names for element in found.get(name, ()) if (text := text_of(element)).strip()]


def bodies(found: dict[str, list[Element]]) -> tuple[str, ...]:
    """The texts of an entry that may hold its abstract."""
    return tuple(texts(found, *_BODY))


def creators(found: dict[str, list[Element]]) -> tuple[str, ...]:
    """The authors of an entry: an element for each, or one with all of them, as text or as links."""
    named = [text_of(child) for e in found.get("author", ()) for child in e if _is_name(child)]
    written = named or texts(found, "creator", "authors", "author")
    names = [one_line(_MAIL.sub(r"\1", from_markup(text))) for text in written]
    if len(names) == 1:
        return split_authors(names[0])
    return tuple(clean_name(name) for name in names if name)


def _is_name(element: Element) -> bool:
    return local(element).lower() == "name"


def is_media(found: dict[str, list[Element]]) -> bool:
    """Whether an entry is an episode: it brings sound or video."""
    return any(e.get("type", "").startswith(("audio/", "video/")) for e in found.get("enclosure", ()))


def records_of(entries: Iterable[Entry]) -> tuple[Record, ...]:
    """The papers among a feed's entries: those that show an id, a paper's address or labels that only papers have.

    Entries with authors and an abstract but without such evidence come along when most of their feed has it.
    """
    rated = [_record(entry) for entry in entries if not entry.media]
    sure = sum(evidence >= 2 for evidence, _ in rated)
    least = 1 if sure * 2 >= len(rated) and sure else 2
    return tuple(record for evidence, record in rated if record.title and evidence >= least)


def _record(entry: Entry) -> tuple[int, Record]:
    title, title_id = bare_title(from_markup(entry.title))
    links = [unwrap(link.strip()) for link in entry.links]
    description, (abstract, kind), announced_id = _abstract(entry.bodies, title, entry.sure or title_id is not None)
    if (english := _own_title(title, description, abstract)) is not None:
        title = english
    labelled = [*description.fields.get("link", ()), *description.links] if description else []
    arxiv = next((found for link in (*links, title_id, announced_id) if (found := arxiv_id(link))), None)
    number = next((name for link in links if (name := doi(link))), None)
    own = bool(arxiv or number or any(is_paper_page(link) for link in links))
    # People by a label, and beside them an abstract by its label or the paper's address.
    has_labels = bool(
        description
        and description.first("authors")
        and (description.fields.keys() & {"abstract", "gist", "summary"} or any(map(is_paper_page, labelled)))
    )
    if arxiv is None and (own or has_labels):
        arxiv = next((found for link in labelled if (found := arxiv_id(link))), None)
    if number is None and own:
        number = doi(_published(entry.bodies))
    authors = entry.authors or split_authors((description and description.first("authors")) or "")
    evidence = 2 if own or (has_labels and abstract) else 1 if authors and kind == "full" else 0
    text = abstract or ""
    record = Record(
        title=title,
        abstract=abstract,
        abstract_kind=kind,
        authors=authors,
        arxiv_id=arxiv[0] if arxiv else None,
        version=arxiv[1] if arxiv else None,
        doi=number,
        url=next((link for link in links if web_url(link)), None),
        pdf_url=entry.pdf_url or next((link for link in labelled if _is_pdf(link)), None),
        code_urls=code_urls_in(
            text, entry.notes, " ".join(labelled), description.first("code") if description else None
        ),
        date=full_date(entry.date) or full_date(description.first("date") if description else None),
        votes=_number(description.first("votes") if description else None),
        section=entry.section,
        line=entry.line,
    )
    return evidence, record


def _is_pdf(url: str) -> bool:
    return bool(web_url(url)) and (url.split("?")[0].lower().endswith(".pdf") or "/pdf/" in url)


def _number(text: str | None) -> int | None:
    match = re.match(r"\D{0,5}(\d{1,9})\b", text.replace(",", "") if text else "")
    return int(match[1]) if match else None


def _published(found: tuple[str, ...]) -> str | None:
    """The line in which a publisher states the DOI, for feeds whose links have none."""
    for body in found:
        head = from_markup(body[:2000])
        if (place := head.lower().find("doi")) >= 0:
            return head[place : place + 300]
    return None


_Stored = tuple[str | None, AbstractKind | None]


def _abstract(found: tuple[str, ...], title: str, sure: bool) -> tuple[Description | None, _Stored, str | None]:
    """The description that says most, the abstract in it, and the arXiv id in arXiv's own announcement."""
    best: tuple[Description | None, _Stored] = (None, (None, None))
    for body in found:
        text, number, _ = announced(body)
        if (sure or number is not None) and not is_markup(text):
            return None, stored(from_markup(indented_paragraphs(text)), title, sure=True), number
        description = described(text)
        if sure and not description.fields:
            return description, stored("\n\n".join(description.paragraphs), title, sure=True), number
        answer = _choice(description, title)
        if best[0] is None or _worth(description, answer) > _worth(*best):
            best = (description, answer)
    return *best, None


def _worth(description: Description | None, answer: _Stored) -> tuple[int, int, int]:
    """How much a description says: the kind of its abstract, its length, its labels."""
    return _RANK[answer[1]], len(answer[0] or ""), len(description.fields) if description else 0


_RANK: dict[AbstractKind | None, int] = {"full": 4, "truncated": 3, "summary": 2, "snippet": 1, None: 0}


def _choice(description: Description, title: str) -> _Stored:
    """A labelled abstract, else a long labelled summary, else the running text, else whatever sums the paper up."""
    labelled = description.fields
    if texts_found := labelled.get("abstract"):
        answer = stored(_of_one_script(texts_found, texts_found), title)
        if answer[0]:
            return answer
    if summary := description.first("summary"):
        answer = stored(summary, title, "full" if len(summary) >= _FULL else "summary")
        if answer[0]:
            return answer
    running = [part for part in description.paragraphs if not _META.match(part) and len(part) >= 40]
    if len({_script(part) for part in running}) > 1:
        running = [part for part in running if _script(part) == "latin"]
        running = [part for part in running if len(part) >= _LONG] or running
    text = "\n\n".join(announced(part)[0] for part in running)
    whole = _LONG <= len(text) <= _ARTICLE
    answer = stored(text, title, "full" if whole else "summary")
    return answer if answer[0] else stored(description.first("gist") or "", title, "summary")


def _of_one_script(found: list[str], default: list[str]) -> str:
    """The first text in Latin letters where there are translations beside it, else the first."""
    return next((text for text in found if _script(text) == "latin"), default[0])


def _script(text: str) -> str:
    """`cjk` when a good part of the text is Chinese, Japanese or Korean, else `latin` (any other)."""
    return "cjk" if len(_CJK.findall(text)) > len(_LATIN.findall(text)) else "latin"


def _own_title(title: str, description: Description | None, abstract: str | None) -> str | None:
    """The paper's own title where the feed's is a translation or a remark: a labelled one, or the line before the abstract."""
    if description is None:
        return None
    if found := description.first("title"):
        return one_line(found)
    if _script(title) == "latin" or not abstract or _script(abstract) == "cjk":
        return None
    for part in description.paragraphs:
        if (
            _script(part) == "latin"
            and 3 <= len(part.split()) <= 40
            and part[-1] not in ".。!"
            and part not in abstract
        ):
            return one_line(part)
    return None
