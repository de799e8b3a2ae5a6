"""A saved trending or daily-papers page as text, by any tool: per paper a title, mostly an abstract, small things around them.

The page is read as a row of pieces (hf_pieces.py). Where it has headings, these are the titles; where texts are long and short
in turn, the short one before a long one is the title; where nothing is long, the text before "N authors" is.
"""

from __future__ import annotations

import re

from readerapp.formats.dates import full_date, partial_date
from readerapp.formats.hf_pieces import Piece, pieces
from readerapp.formats.ids import code_urls_in
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading, Record

_MARKS = (
    # A text that quotes these words is about the page.
    re.compile(r"(?<![`'\"“])get trending papers in your email", re.IGNORECASE),
    re.compile(r"(?<![`'\"“])by\s*\[?AK\]?\S*\s+and\s+the\s+research", re.IGNORECASE),
    re.compile(r"huggingface\.co/papers(?:/\w|[^\w/]|$)", re.IGNORECASE),
    re.compile(r"^(?:#+ )?\[?(?:daily|trending) papers\]?", re.IGNORECASE | re.MULTILINE),
    re.compile(r"\b(?:upvote|submitted by|\d+ authors)\b", re.IGNORECASE),
)
_OTHER_KIND = re.compile(r"[{<]|\[\s*(?:[{\"]|\d+\s*,)")
_ABSTRACT = 250
"""Letters from which on a text is an abstract."""
_LONGEST_TITLE = 300
_SENTENCE = re.compile(r"[a-z)\]][.!?](?:\s+[A-Z]|$)")
_K = re.compile(r"(\d+(?:\.\d+)?)k", re.IGNORECASE)


def recognise(source: Source) -> int:
    """By the page's own words."""
    beginning = source.text[:12000]
    if _OTHER_KIND.match(source.head) and (source.head[:1] != "<" or beginning.count("](") < 4):
        return 0
    found = [bool(mark.search(beginning)) for mark in _MARKS]
    if sum(found) >= 2:
        # Bots that write about the page name it and its votes too, but they have not its words.
        return 92 if any(found[:2]) or found[3] else 45
    return 72 if found[0] else 0


def read(source: Source) -> Reading:
    """Titles with their abstracts, votes, dates and links."""
    found = list(pieces(source.text))
    titles = _titles(found)
    date, date_text = _digest_date(found[: titles[0]] if titles else [], source)
    records = []
    for number, start in enumerate(titles):
        end = titles[number + 1] if number + 1 < len(titles) else len(found)
        before = found[titles[number - 1] + 1 if number else 0 : start]
        records.append(_record(found[start], before, found[start + 1 : end], source))
    return Reading("hf_page", tr("Trending papers"), date, date_text, tuple(records))


def _is_abstract(piece: Piece) -> bool:
    return piece.kind == "text" and (
        len(piece.text) >= _ABSTRACT or (len(piece.text) >= 120 and bool(_SENTENCE.search(piece.text)))
    )


def _titles(found: list[Piece]) -> list[int]:
    """The places of the titles."""
    headings = [n for n, piece in enumerate(found) if piece.kind == "heading"]
    if len(headings) >= 2:
        # Where several pages stand in one file, or another tool wrote the second half, headings may not be all.
        linked = [n for n in headings if _has_evidence(found, n)]
        if len(linked) * 2 >= len(headings):
            return linked
    titles = _before_abstracts(found) if any(map(_is_abstract, found)) else _before_authors(found)
    submitted = _behind_submitters(found)
    # A page that begins each paper with "Submitted by" needs no abstract to tell its titles.
    return submitted if len(submitted) > len(titles) else titles


def _has_evidence(found: list[Piece], place: int) -> bool:
    """Whether something that only papers have stands behind a heading, before the next one."""
    if place and _is_own_link(found, place - 1):
        return True
    for n in range(place + 1, min(place + 12, len(found))):
        piece = found[n]
        if piece.kind == "heading" or (n + 1 < len(found) and _is_own_link(found, n)):
            return False
        if piece.kind in ("paper", "authors") or _is_abstract(piece):
            return True
    return False


def _is_own_link(found: list[Piece], place: int) -> bool:
    """Whether a link belongs to the heading behind it."""
    link, heading = found[place], found[place + 1]
    return (link.kind, heading.kind) == ("paper", "heading") and link.line == heading.line


def _before_abstracts(found: list[Piece]) -> list[int]:
    """The last text before each abstract, small things between them not counting; and titles that stand alone among such."""
    titles = []
    for n, piece in enumerate(found):
        if piece.kind not in ("text", "heading") or _is_abstract(piece) or len(piece.text) > _LONGEST_TITLE:
            continue
        following = next((other for other in found[n + 1 :] if other.kind in ("text", "heading")), None)
        if (following is not None and _is_abstract(following)) or _stands_alone(found, n):
            titles.append(n)
    return titles


def _stands_alone(found: list[Piece], place: int) -> bool:
    """Whether a title without abstract is one all the same: its link to the paper, or "N authors", stands behind it."""
    if place and found[place - 1].kind == "by":
        return False
    before = next((piece for piece in reversed(found[:place]) if piece.kind in ("text", "heading", "authors")), None)
    if before is not None and _is_abstract(before):
        return False  # an organisation between the abstract and its authors
    for piece in found[place + 1 : place + 4]:
        if piece.kind in ("text", "heading"):
            return False
        if piece.kind in ("paper", "authors"):
            return len(found[place].text.split()) > 1
    return False


def _before_authors(found: list[Piece]) -> list[int]:
    """On a page of titles alone: the text before "N authors", or the one that links to a paper."""
    titles = []
    for n, piece in enumerate(found):
        if piece.kind not in ("authors", "paper"):
            continue
        back = _title_before(found, n)
        if back is None or back in titles:
            continue
        if (len(found[back].text) >= 8 and len(found[back].text.split()) > 1) or piece.kind == "authors":
            titles.append(back)
    return titles


def _behind_submitters(found: list[Piece]) -> list[int]:
    """The first text behind who submitted each paper."""
    titles = []
    for n, piece in enumerate(found):
        if piece.kind != "by":
            continue
        skip = 1 if piece.text == "?" else 0
        texts = [m for m in range(n + 1, min(n + 6, len(found))) if found[m].kind in ("text", "heading")][: skip + 1]
        if len(texts) == skip + 1 and not any(found[m].kind == "by" for m in range(n + 1, texts[-1])):
            titles.append(texts[-1])
    return titles if titles and not any(_is_abstract(found[n]) for n in titles) else []


def _title_before(found: list[Piece], place: int) -> int | None:
    """The title of what stands at a place: the text before it, or the first behind the votes where an organisation follows it."""
    texts: list[int] = []
    for n in range(place - 1, max(-1, place - 6), -1):
        kind = found[n].kind
        if kind in ("text", "heading"):
            texts.append(n)
        elif kind in ("authors", "by"):
            if kind == "by" and found[n].text == "?":
                texts = texts[:-1]  # who submitted it
                return texts[-1] if texts else None
            break
        elif kind == "votes" and texts:
            return texts[-1]
        elif not texts and place - n > 3:
            break
    return texts[0] if texts else None


def _digest_date(found: list[Piece], source: Source) -> tuple[str | None, str | None]:
    for piece in found:
        if piece.kind == "date":
            if day := full_date(piece.text):
                return day, None
            if day := partial_date(piece.text, source.modified):
                return day, piece.text
    return None, None


def _record(title: Piece, before: list[Piece], after: list[Piece], source: Source) -> Record:
    abstract = _abstract(after)
    cut = any(piece.kind == "cut" for piece in after)
    # What stands between two papers: the votes and the link before a title are its own, the rest belongs to the paper before.
    votes = next((_number(p.text) for p in reversed(before) if p.kind == "votes" and p.text != "-"), None)
    ids = [piece.text for piece in after if piece.kind == "paper"]
    links_before = [p.text for p in before if p.kind == "paper"]
    number = ids[0] if ids else links_before[-1] if links_before else None
    own = bool(before) and before[-1].kind == "paper" and before[-1].line == title.line
    if links_before and (own or links_before[-1] in ids):
        number = links_before[-1]
    dates = [piece.text for piece in after if piece.kind == "date"]
    codes = [piece.text for piece in after if piece.kind == "code"]
    kind = None if abstract is None else "truncated" if cut or abstract.endswith(("…", "...")) else _kind(abstract)
    return Record(
        title=title.text,
        abstract=abstract,
        abstract_kind=kind,  # type: ignore[arg-type]  # the words above are the kinds
        arxiv_id=number,
        url=f"https://huggingface.co/papers/{number}" if number else None,
        code_urls=tuple(dict.fromkeys([*codes, *code_urls_in(abstract)])),
        date=(full_date(dates[0]) or partial_date(dates[0], source.modified)) if dates else None,
        votes=votes,
        line=title.line,
    )


def _abstract(after: list[Piece]) -> str | None:
    """The first long text behind a title, with its further paragraphs."""
    start = next((n for n, piece in enumerate(after) if _is_abstract(piece)), None)
    if start is None:
        return None
    found = [after[start].text]
    for piece in after[start + 1 :]:
        if piece.kind != "text" or len(piece.text) < _ABSTRACT or len(found[-1]) < _ABSTRACT:
            break
        found.append(piece.text)
    return "\n\n".join(found)


def _kind(text: str) -> str:
    """A single sentence beside a title is the page's summary, not the paper's abstract."""
    return "full" if len(text) >= _ABSTRACT or len(_SENTENCE.findall(text)) > 1 else "summary"


def _number(text: str) -> int | None:
    if match := _K.fullmatch(text):
        return round(float(match[1]) * 1000)
    return int(text) if text.isdecimal() else None


FORMAT = Format("hf_page", tr("saved trending page"), recognise, read)
