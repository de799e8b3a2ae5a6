"""One object of a JSON file → a record, and how much of it speaks for a paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from readerapp.formats.abstracts import announced, bare_title, indented_paragraphs, stored
from readerapp.formats.ids import arxiv_id, arxiv_url, code_urls_in, doi, is_code, web_url
from readerapp.formats.json_keys import Family, families
from readerapp.formats.json_values import addresses, all_texts, day, names, plain, texts
from readerapp.formats.paper_pages import is_paper_page
from readerapp.records import AbstractKind, Record
from readerapp.text.clean import from_markup

_OTHER = frozenset(
    """model models release releases dataset datasets news blog blogs blogpost post posts repo repos repository tool tools video videos
    podcast episode product software job jobs event events tweet tweets space spaces demo tutorial course attachment note code library
    framework service company newsletter announcement discussion thread issue website project app image audio person user organization
    component grant newsarticle press""".split()
)
_PAPER_KINDS = re.compile(
    r"paper|preprint|arxiv|scholarly|(?:journal|conference|proceedings|research|review)\W?(?:article|paper)|posted-content|poster|oral|spotlight",
    re.IGNORECASE,
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_IN_BIBTEX = re.compile(r"\b(?:doi|eprint|arxivid|url)\s*=\s*[{\"]\s*([^{}\"\s]{6,200})", re.IGNORECASE)
_FULL, _CLAIMED = 250, 100
"""Letters from which a summary is taken as the abstract: of any source, and of one that shows arXiv's own fields."""
_INVERTED_LIMIT = 5000
_TITLE_WORDS = 4


@dataclass(slots=True)
class Found:
    """An object's values by family, its own before those of the objects that belong to it."""

    values: dict[Family, list[object]] = field(default_factory=dict)

    def texts(self, family: Family) -> Iterator[str]:
        """All texts of a family."""
        return (text for value in self.values.get(family, ()) for text in texts(value))


@dataclass(frozen=True, slots=True)
class Rated:
    """What an object says as a record, and the evidence that it is a paper: 2 and more is enough, 0 is none."""

    record: Record
    evidence: int
    raw_title: str
    other: bool = False
    """The object itself says that it is something else."""


def gather(thing: dict[str, object], depth: int = 2) -> Found:
    """The values of an object and of those inside it that belong to it (`details`, `content`, `metadata`), by family."""
    found = Found()
    inner: list[dict[str, object]] = []
    for key, value in thing.items():
        if value is None or value in ("", [], {}):
            continue
        family = _meant(families(key), value)
        if family == "wrapper":
            if isinstance(value, dict) and depth:
                inner.append(value)
        elif family:
            found.values.setdefault(family, []).append(value)
    for value in inner:
        for family, members in gather(value, depth - 1).values.items():
            if family in ("id", "url", "code", "arxiv", "doi"):
                found.values.setdefault(family, []).extend(members)
            else:
                found.values.setdefault(family, members)
    return found


def _meant(known: tuple[Family, ...], value: object) -> Family:
    """The family that fits the value where a key has several meanings."""
    for family in known:
        if family == "wrapper" and not isinstance(value, dict):
            continue
        if family in ("summary", "title") and isinstance(value, dict) and "wrapper" in known:
            continue
        if family == "venue" and isinstance(value, list) and "related" in known:
            continue
        if family in ("title", "abstract", "summary") and isinstance(value, str) and re.match(r"https?://\S+$", value):
            return "url"
        return family
    return ""


def rate(thing: dict[str, object], key: str = "") -> Rated | None:
    """The object as a record; None when it has no title. `key` is the one under which it stands: often its id."""
    found = gather(thing)
    raw = _raw_title(found) or _name(thing, found)
    if raw is None:
        return None
    title, title_id = bare_title(plain(raw))
    if not title:
        return None
    arxiv = _arxiv(found, key, title_id)
    number = _doi(found)
    links = [link for family in ("url", "id") for value in found.values.get(family, ()) for link in addresses(value)]
    pages = [link for link in links if web_url(link)]
    pdfs = [link for value in found.values.get("pdf", ()) for link in addresses(value) if web_url(link)]
    papers = [link for link in pages if not is_code(link)]
    abstract, kind = _abstract(found, title)
    authors = max((names(value) for value in found.values.get("authors", ())), key=len, default=())
    record = Record(
        title=title,
        abstract=abstract,
        abstract_kind=kind,
        authors=authors,
        arxiv_id=arxiv[0] if arxiv else None,
        version=(arxiv[1] if arxiv else None) or _version(found),
        doi=number,
        url=next(iter(papers), None) or _derived_url(arxiv, number) or next(iter(pages), None),
        pdf_url=next(iter(pdfs), None) or next((link for link in papers if link.lower().endswith(".pdf")), None),
        code_urls=_code(found, abstract, pages),
        date=next((d for f in _DATES for value in found.values.get(f, ()) if (d := day(value))), None),
        votes=next((int(text) for text in found.texts("votes") if text.isdecimal() and len(text) < 10), None),
        section=next((plain(text)[:120] for text in found.texts("section")), None),
    )
    strong = bool(arxiv or number or any(is_paper_page(link) for link in (*papers, *pdfs)))
    kinds = [text.lower() for text in found.texts("kind")]
    return Rated(record, _evidence(found, record, strong, kinds), raw, bool(kinds) and set(kinds) <= _OTHER)


_DATES: tuple[Family, ...] = ("published", "date", "updated")


def _evidence(found: Found, record: Record, strong: bool, kinds: list[str]) -> int:
    said = found.values.keys()
    if "talk" in said and not strong:
        return 0
    points = 2 * strong + 2 * ("bibtex" in said) + ("venue" in said) + ("pdf" in said)
    points += bool(record.authors) + (len(record.authors) > 1) + any(_PAPER_KINDS.search(kind) for kind in kinds)
    if said & {"abstract", "inverted"} and record.abstract:
        points += 2 if record.abstract_kind == "full" and len(record.abstract) >= 200 else 1
    # Books, films and posts have a title, one author and a page too.
    return points


def _raw_title(found: Found) -> str | None:
    """The title in the paper's own language where there are two."""
    own = [text for text in found.texts("title") if 2 <= len(text) <= 1000]
    if not own:
        own = [text for text in found.texts("translated title") if 2 <= len(text) <= 1000]
    return next((text for text in own if not _CJK.search(text)), own[0]) if own else None


def _name(thing: dict[str, object], found: Found) -> str | None:
    """The name of something that has an abstract and authors, that says it is a paper or whose address is one's: its title."""
    name = thing.get("name") or thing.get("Name")
    if not isinstance(name, str) or len(name.split()) < 2:
        return None
    if {"abstract", "authors"} <= found.values.keys() or any(map(_PAPER_KINDS.search, found.texts("kind"))):
        return name
    # A model's name is shorter than a paper's title, and so is a project's.
    pages = (link for value in found.values.get("url", ()) for link in addresses(value))
    long = len(name.split()) >= _TITLE_WORDS or bare_title(name)[1] is not None
    return name if long and any(map(is_paper_page, pages)) else None


def _arxiv(found: Found, key: str, title_id: str | None) -> tuple[str, str | None] | None:
    for value in found.values.get("arxiv", ()):
        for text in all_texts(value):
            if known := arxiv_id(_padded(text)):
                return known
    for family in ("id", "url", "pdf", "doi"):
        for value in found.values.get(family, ()):
            for text in all_texts(value):
                if known := arxiv_id(text.rpartition("/")[2] if text.startswith("/") else text):
                    return known
    return arxiv_id(key) or arxiv_id(title_id)


def _padded(text: str) -> str:
    """An id that was written as a number lost its closing zeros."""
    if match := re.fullmatch(r"(\d{4})\.(\d{1,5})", text):
        return f"{match[1]}.{match[2]:0<{5 if match[1] >= '1501' else 4}}"
    return text


def _doi(found: Found) -> str | None:
    for family in ("doi", "id", "url"):
        for value in found.values.get(family, ()):
            for text in all_texts(value):
                if "10." in text and (known := doi(text)):
                    return known
    for text in found.texts("bibtex"):
        for match in _IN_BIBTEX.finditer(text[:20_000]):
            if known := doi(match[1]):
                return known
    return None


def _derived_url(arxiv: tuple[str, str | None] | None, number: str | None) -> str | None:
    return arxiv_url(arxiv[0]) if arxiv else f"https://doi.org/{number}" if number else None


def _version(found: Found) -> str | None:
    for text in found.texts("version"):
        if match := re.fullmatch(r"v?(\d{1,2})", text):
            return f"v{match[1]}"
    return None


def _code(found: Found, abstract: str | None, pages: list[str]) -> tuple[str, ...]:
    fields = " ".join(link for value in found.values.get("code", ()) for link in addresses(value))
    comments = " ".join(found.texts("comment"))
    return code_urls_in(fields, " ".join(page for page in pages if is_code(page)), comments, abstract)


def _abstract(found: Found, title: str) -> tuple[str | None, AbstractKind | None]:
    """The abstract; else a long summary, then shorter words about the paper, a snippet, a translation."""
    own = [*found.texts("abstract"), *(text for value in found.values.get("inverted", ()) if (text := _rebuilt(value)))]
    own.sort(key=lambda text: bool(_CJK.search(text)))
    arxiv_fields = "venue" in found.values or "section" in found.values
    tried: list[tuple[str, AbstractKind]] = [(text, "full") for text in own]
    for text in found.texts("summary"):
        full = len(text) >= (_CLAIMED if arxiv_fields and "gist" not in found.values else _FULL)
        tried.append((text, "full" if full else "summary"))
    tried += [(text, "summary") for text in found.texts("gist")]
    tried += [(text, "snippet") for text in found.texts("snippet")]
    tried += [(text, "summary") for text in found.texts("translated abstract")]
    for text, kind in tried:
        answer = stored(from_markup(indented_paragraphs(announced(text)[0])), title, kind)
        if answer[0]:
            return answer
    return None, None


def _rebuilt(value: object) -> str:
    """An abstract from words with their places."""
    if not isinstance(value, dict):
        return ""
    words: dict[int, str] = {}
    for word, places in value.items():
        for place in places if isinstance(places, list) else ():
            if isinstance(place, int) and 0 <= place < _INVERTED_LIMIT:
                words[place] = word
    return " ".join(words[place] for place in sorted(words))
