"""What in a block speaks for a paper: ids and pages in its links, labels such as authors and abstract."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from readerapp.formats.ids import arxiv_id, arxiv_in, doi
from readerapp.formats.md_blocks import Block
from readerapp.formats.md_fields import Piece
from readerapp.formats.md_inline import NO_TARGETS, Link, Targets, links_in, without_images
from readerapp.formats.md_labels import Field, field_of
from readerapp.formats.md_words import is_button, is_title
from readerapp.formats.paper_pages import is_paper_page

_LAST_PART = re.compile(
    r"/(?:arxiv[.:])?(\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}(?:v\d+)?)(?:\.(?:pdf|html?|md|txt))?(?:[?#].*)?$", re.IGNORECASE
)
_TAG_ID = re.compile(
    r"(?:^|[\[(`【])\s*(?:arxiv\s*:\s*)?(\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}(?:v\d+)?)(?=[\])`】\s:|]|$)", re.IGNORECASE
)
_LETTER = re.compile(r"[^\W\d_]")
PROSE = 300
"""Letters from which on a line is running text: the links in it count only when they are its title or say that they lead to a paper."""
_FEW = 4
_ALONE = 40
_MARKS = "*_`[]() "
_HIDDEN: tuple[Field, ...] = ("abstract", "summary", "related")
TELLING: tuple[Field, ...] = ("authors", "abstract", "title", "original")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Of one block."""

    ids: tuple[tuple[str, str], ...] = ()
    """Identities: ("arxiv", id), ("doi", doi), (host, address of a paper's page)."""
    labels: tuple[str, ...] = ()
    """The labels of authors, abstracts and titles as written: one that stands twice speaks of two papers."""
    fields: frozenset[Field] = frozenset()
    paper_link: bool = False
    """A link that calls itself the paper or its PDF."""


NOTHING = Evidence()


def paper_id(url: str) -> tuple[str, str | None] | None:
    """The arXiv id in an address of any host, or in a relative one whose last part is an id."""
    return arxiv_id(url) or ((match := _LAST_PART.search("/" + url)) and arxiv_id(match[1])) or None


def tagged_id(text: str) -> tuple[str, str | None] | None:
    """An arXiv id that stands in brackets, at the beginning, or behind its name in a short line."""
    return arxiv_in(text) or ((match := _TAG_ID.search(text)) and arxiv_id(match[1])) or None


def identities(link: Link) -> list[tuple[str, str]]:
    """What a link says about which paper this is."""
    if not link.url or link.url[0] == "#":
        return []
    if found := paper_id(link.url):
        return [("arxiv", found[0])]
    if number := doi(link.url) if "10." in link.url else None:
        return [("doi", number)]
    if is_paper_page(link.url):
        return [(host_of(link.url), link.url)]
    return []


def host_of(url: str) -> str:
    """The host of an address, "" when it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def links_of(piece: Piece, targets: Targets) -> tuple[Link, ...]:
    """The links of a field that may say which paper this is."""
    if piece.field in _HIDDEN:
        return ()
    found: list[Link] = []
    for line in piece.lines:
        links = links_in(without_images(line), targets)
        if links and len(line) - sum(link.end - link.start for link in links) > PROSE:
            links = tuple(link for link in links if _is_button(link) or _leads(line, link))
        found += links
    return tuple(found)


def _is_button(link: Link) -> bool:
    return link.named and is_button(link.text) and not link.text.isdigit()


def _leads(line: str, link: Link) -> bool:
    """Whether a link is the title that a long line begins with: `2. [The title](…): what it is about …`."""
    return link.named and not _LETTER.search(line, 0, link.start) and is_title(link.text)


def evidence_of(block: Block, targets: Targets = NO_TARGETS) -> Evidence:
    """What a block says for itself."""
    ids: list[tuple[str, str]] = []
    labels: list[str] = []
    fields: set[Field] = set()
    paper_link = False
    pieces = block.pieces
    if block.kind in ("heading", "summary", "lead", "item") and not (pieces and pieces[0].lines):
        pieces = [Piece("", "", [block.text], block.line), *pieces]
    for piece in pieces:
        if piece.field:
            fields.add(piece.field)
            if piece.field in TELLING and (piece.lines or piece.field != "title"):
                labels.append(f"{piece.field} {piece.label.casefold()}")
        linked: list[tuple[str, str]] = []
        for link in links_of(piece, targets):
            linked += identities(link)
            role = field_of(link.text) if link.named and len(link.text) < 40 else ""
            paper_link |= (role in ("pdf", "link", "title", "arxiv") or piece.field in ("pdf", "link")) and link.url[
                :4
            ] == "http"
        ids += linked if any(kind == "arxiv" for kind, _ in linked) else [*linked, *_written(piece)]
    if not ids and not labels and not fields:
        return NOTHING
    return Evidence(tuple(dict.fromkeys(ids)), tuple(labels), frozenset(fields), paper_link)


def _written(piece: Piece) -> list[tuple[str, str]]:
    """Ids that stand as text."""
    if piece.field in _HIDDEN or not piece.lines or len(piece.lines[0]) > PROSE:
        return []
    text = piece.lines[0]
    if piece.field == "doi":
        number = doi(text)
        return [("doi", number)] if number else []
    found = arxiv_id(text.strip("*` ")) if piece.field in ("arxiv", "link") else None
    found = found or tagged_id(text)
    # Below names or a date an id may stand for itself; one in a wrapped text belongs to the text.
    alone = (arxiv_id(line.strip(_MARKS)) for line in piece.lines[1:_FEW] if len(line) < _ALONE)
    found = found or next(filter(None, alone), None)
    return [("arxiv", found[0])] if found else []
