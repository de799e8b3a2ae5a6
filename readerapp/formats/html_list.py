"""HTML that lists papers: digest mails, arXiv's listings and search results, proceedings, pages of blogs and bots.

No site is known by name. The page is read as a row of blocks; titles are blocks of one shape (tag and class) that come again and again,
with something between them that only papers have: a link to a paper, or an abstract under names.
"""

from __future__ import annotations

import re
from collections import Counter

from selectolax.lexbor import LexborHTMLParser

from readerapp.formats.abstracts import bare_title, science_in, stored
from readerapp.formats.dates import full_date
from readerapp.formats.html_blocks import Block, blocks_of, class_of
from readerapp.formats.ids import arxiv_id, arxiv_in, code_urls_in, doi, is_code, web_url
from readerapp.formats.md_words import is_button, is_names
from readerapp.formats.names import split_authors
from readerapp.formats.paper_pages import is_paper_page
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading, Record
from readerapp.text.clean import one_line

_HTML = re.compile(r"<(?:!doctype html|html|head|body|div|table|h[1-6]|ul|ol|dl|p|a|article|section)\b", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:\W{0,3})(title|authors?|abstract|summary|subjects?|categories|comments?|published|date|keywords|tl;?dr|relevance|"
    r"arxiv(?: id)?|doi|score|source|link|摘要|作者|标题)\s*[:：]\s*",
    re.IGNORECASE,
)
_FOLDED = re.compile(r"\s*[△▽]\s*(?:less|more)\s*$", re.IGNORECASE)
_JOINTS = tuple("·•|,;:/–—+»›←→")
"""With these the rest of a line begins, never a title."""
_BESIDE = 12
"""Letters that may stand around the link that is a title: a number, a badge, a sign."""
_ABSTRACT = 200
_SENTENCE = 60
_LONGEST = 600
"""Letters beyond which a text is no title, whatever stands around it."""
_TWINS = 2
"""How often a page may show one title (in a wide and a narrow layout); what comes more often is a button."""
_PAPERS = re.compile(r"\b(?:papers?|publications|proceedings|preprints|research articles)\b", re.IGNORECASE)
_HEADINGS = 12
"""Blocks at the beginning in which a page says what it lists."""
_MANY = 5
_NAMES_ALONE = 0.65
"""What names below a title count, where only the page's heading says that its titles are papers'."""


def recognise(source: Source) -> int:
    """By tags; other formats of HTML are surer of theirs."""
    head = source.head
    return 40 if head.startswith("<") and not head.startswith("<?xml") and _HTML.search(head) else 0


def read(source: Source) -> Reading:
    """The papers of the shape that repeats with the most evidence; none where no shape has enough."""
    tree = LexborHTMLParser(source.text)
    root = tree.body or tree.root
    blocks = blocks_of(root) if root is not None else []
    _tell_linked(blocks)
    heading = tree.css_first("title")
    title = one_line(heading.text()) if heading is not None else ""
    best: list[Record] = []
    score = 0.0
    told = any(block.shape[:2] in ("h1", "h2") and _PAPERS.search(block.text) for block in blocks[:_HEADINGS])
    told = told or bool(_PAPERS.search(title))
    for shape in _shapes(blocks):
        records, evidence = _entries(blocks, shape, told=told)
        if records and evidence > score:
            best, score = records, evidence
    return Reading("html_list", title or None, full_date(title), None, tuple(best))


def _tell_linked(blocks: list[Block]) -> None:
    """Cells and lines that all look alike: those that are links to papers have a shape of their own, where they are the fewer."""
    alike: dict[str, list[Block]] = {}
    for block in blocks:
        alike.setdefault(block.shape, []).append(block)
    for same in alike.values():
        linked = [one for one in same if any(text == one.text and is_paper_page(url) for url, text in one.links)]
        if _TWINS <= len(linked) < len(same) / 2:
            for one in linked:
                one.shape = f"{one.shape}~paper" if "~" not in one.shape else f"{one.shape};paper"


def _shapes(blocks: list[Block]) -> list[str]:
    """The shapes that titles may have: blocks of a title's length, of which there are some."""
    counts: dict[str, int] = {}
    for block in blocks:
        if _is_titlelike(block):
            counts[block.shape] = counts.get(block.shape, 0) + 1
    ordered = sorted(counts, key=lambda shape: -counts[shape])
    return ordered[:12]


def _is_titlelike(block: Block) -> bool:
    text = _title_text(block)
    return 12 <= len(text) <= 300 and len(text.split()) >= 2 and not text.startswith("http")


def _title_text(block: Block) -> str:
    if block.title is None:
        block.title = _as_title(block)
    return block.title


def _as_title(block: Block) -> str:
    """A block's text as a title: the link alone where only a number, a badge or buttons stand around it, "" for a mere id."""
    label, text = _label(block.text)
    if label and label not in ("title", "标题"):
        return ""
    if len(text) > _LONGEST:
        return text
    if len(block.bold.split()) > 2:
        before, _, behind = text.partition(block.bold)
        if not before and _only_beside(behind, block.links):
            return block.bold
        if before and is_names(before):
            return block.bold.rstrip(".")
    longest = max((link for _, link in block.links), key=len, default="")
    if longest and longest != text:
        rest = text
        for _, link in block.links:
            rest = rest.replace(link, "", 1)
        alone = sum(map(str.isalpha, rest)) <= _BESIDE or (text.startswith(longest) and is_names(rest.strip(" ,.;")))
        if alone and all(is_button(link) for _, link in block.links):
            return ""
        if alone and len(longest) > _BESIDE:
            text = longest
    text, _ = bare_title(re.sub(r"^(?:\[?\d{1,4}[.)\]]|#\d{1,4})\s+", "", text))
    return "" if arxiv_id(text) or text[:1] in _JOINTS else text


def _only_beside(rest: str, links: list[tuple[str, str]]) -> bool:
    """Whether what stands behind a bold text is a venue in brackets and buttons."""
    if not rest or not links:
        return False
    for _, link in links:
        if not is_button(link):
            return False
        rest = rest.replace(link, " ", 1)
    return not re.search(r"\w", re.sub(r"[(\[][^()\[\]]{0,60}[)\]]", " ", rest))


def _entries(blocks: list[Block], shape: str, *, told: bool) -> tuple[list[Record], float]:
    """The records that begin with blocks of a shape, and how much speaks for their being papers; [] when too little does.

    Where the page has `told` that it lists papers, names below each of many titles are enough.
    """
    alike = [n for n, block in enumerate(blocks) if block.shape == shape]
    starts = [n for n in alike if _is_titlelike(blocks[n])]
    if not starts:
        return [], 0
    if len(starts) >= 0.7 * len(alike):
        starts = [n for n in alike if _title_text(blocks[n])]  # a name of one word among titles is one
    said = Counter(_title_text(blocks[n]) for n in starts)
    starts = [n for n in starts if said[_title_text(blocks[n])] <= _TWINS]
    if not starts:
        return [], 0
    records: list[Record] = []
    points: dict[str, float] = {}
    heads = _heads(blocks, starts)
    ends = [*heads[1:], min(len(blocks), starts[-1] + 40)]
    paragraph = _paragraph([blocks[start + 1 : end] for start, end in zip(starts, ends, strict=True)])
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        after = blocks[start + 1 : end]
        record, point = _record(blocks[start], after, blocks[heads[number] : start], paragraph)
        if record is None and told and len(starts) >= _MANY and after and is_names(after[0].text):
            record, point = Record(_title_text(blocks[start]), authors=split_authors(after[0].text)), _NAMES_ALONE
        if record is not None:
            records.append(record)
            # Where several blocks of this shape lie in one entry, its id speaks for one of them.
            name = record.arxiv_id or record.doi or record.url or record.title
            points[name] = max(point, points.get(name, 0.0))
    total = sum(points.values())
    good = total / len(starts)
    with_abstract = sum(r.abstract_kind == "full" for r in records)
    enough = good >= 0.6 and (len(records) >= 2 or good >= 1.5)
    return (records, total + with_abstract) if enough else ([], 0)


def _paragraph(entries: list[list[Block]]) -> str:
    """The shape of the blocks that abstracts stand in, where most entries have one: there a short one is an abstract too."""
    firsts = [next((block for block in entry if len(block.text) >= _ABSTRACT), None) for entry in entries]
    ((shape, number),) = Counter(block.shape if block else "" for block in firsts).most_common(1)
    return shape if 2 * number > len(entries) else ""


def _heads(blocks: list[Block], starts: list[int]) -> list[int]:
    """Where each entry begins: at its title, or, on pages that write each paper's id above its title, at that id."""
    found = []
    for number, start in enumerate(starts):
        earliest = starts[number - 1] + 1 if number else max(0, start - 3)
        found.append(next((n for n in range(start - 1, earliest - 1, -1) if _near_id(blocks[n])), start))
    behind_last = any(_near_id(block) for block in blocks[starts[-1] : starts[-1] + 12])
    above = sum(head < start for head, start in zip(found, starts, strict=True))
    return found if found[0] < starts[0] and not behind_last and above >= 0.8 * len(starts) else starts


def _record(title: Block, after: list[Block], before: list[Block], paragraph: str) -> tuple[Record | None, float]:
    text = _title_text(title)
    passing = bare_title(_label(title.text)[1])[1]
    own = [url for url, _ in title.links]
    links = own + [url for block in (*before, *after) for url, _ in block.links]
    number = next((found for url in own if (found := arxiv_id(url))), None) or (arxiv_id(passing) if passing else None)
    number = number or next((found for url in links if (found := arxiv_id(url))), None)
    number = number or next((f for b in (*before, *after[:4]) if len(b.text) < 200 and (f := _near_id(b))), None)
    fields = _fields([block for block in after if block.text != text], paragraph)
    _beside(fields, title)
    abstract, kind = stored(fields.get("abstract", ""), text)
    paper_page = next((url for url in links if is_paper_page(url)), None)
    point = (1.0 if number or paper_page else 0.0) + (1.0 if _is_told(abstract, kind, fields) else 0.0)
    if point and any(is_paper_page(url) for url in own):
        point += 0.25  # the link in the title says more than one somewhere behind it
    if point and any(link == text for _, link in title.links):
        point += 0.25
    if point and (title.shape[:1] + title.shape[1:2].strip("123456") == "h" or "title" in class_of(title.shape)):
        point += 0.25
    if not point and own and len(split_authors(fields.get("named", ""))) >= 2:
        point = 1.0
    if not point:
        return None, 0.0
    url = next((u for u in own if web_url(u)), None) or paper_page
    doi_id = next((found_doi for u in links if (found_doi := doi(u))), None)
    pdf = next((u for u in links if web_url(u) and re.search(r"\.pdf(?:$|[?#])|/pdf/", u)), None)
    record = Record(
        title=text, abstract=abstract, abstract_kind=kind, authors=split_authors(fields.get("author", "")),
        arxiv_id=number[0] if number else None, version=number[1] if number else None, doi=doi_id, url=web_url(url), pdf_url=pdf,
        code_urls=tuple(dict.fromkeys([*(u for u in links if is_code(u)), *code_urls_in(abstract)])),
        date=full_date(fields.get("date", "")), section=one_line(fields.get("subject", ""))[:80] or None,
    )  # fmt: skip
    return record, point


def _beside(fields: dict[str, str], title: Block) -> None:
    """Take the names that stand in a title's own block, before or behind it."""
    before, found, behind = title.text.partition(_title_text(title))
    for text in (before, behind) if found else ():
        names = re.sub(r"[(\[].*", "", text).strip(" .,;:–—-|·")
        if is_names(names) and _is_people(names):
            if not fields.get("author"):
                fields["author"] = names
            fields.setdefault("named", names)
            return


def _is_told(abstract: str | None, kind: str | None, fields: dict[str, str]) -> bool:
    """Whether an abstract under names stands there; news have a name and a long text too, but they do not speak of research."""
    if kind != "full" or abstract is None or len(abstract) <= 350 or not fields.get("author"):
        return False
    return len(split_authors(fields["author"])) > 1 or science_in(abstract) >= 2


def _near_id(block: Block) -> tuple[str, str | None] | None:
    return next((found for url, _ in block.links if (found := arxiv_id(url))), None) or arxiv_in(block.text)


def _fields(after: list[Block], paragraph: str) -> dict[str, str]:
    """What the blocks behind a title say: labelled, else the first long text is the abstract and a short one before it the authors.

    `paragraph`: the shape of blocks in which a shorter text is an abstract.
    """
    found: dict[str, str] = {}
    late = ""
    names: list[str] = []
    waiting = ""
    for block in after:
        label, text = _label(block.text)
        if label and not text:
            waiting = label
            continue
        label, waiting = label or waiting, ""
        named = class_of(block.shape)
        if label in ("author", "作者") or "author" in named:
            found.setdefault("author", text)
            if "author" in named:
                found.setdefault("named", text)
        elif label in ("abstract", "summary", "摘要") or "abs" in named or named == "summary":
            # A page that folds its abstracts has the beginning and the whole.
            found["abstract"] = max(found.get("abstract", ""), _FOLDED.sub("", text), key=len)
        elif label in ("subject", "categorie", "keyword"):
            found.setdefault("subject", text)
        elif label in ("date", "published"):
            found.setdefault("date", text)
        elif label in ("tl;dr", "tldr"):
            found.setdefault("gist", text)
        elif not label and (len(text) >= _ABSTRACT or (block.shape == paragraph and _is_sentence(text))):
            found.setdefault("abstract", text)
        elif not label and "abstract" not in found and text:
            names.append(text)
        elif not label and not late and is_names(text) and _is_people(text):
            late = text
    if "author" not in found:
        found["author"] = next((text for text in names if _is_people(text)), late)
    return found


def _is_sentence(text: str) -> bool:
    return len(text) >= _SENTENCE and text[-1] in ".!?…。" and not _is_people(text)


def _is_people(text: str) -> bool:
    parts = split_authors(text)
    return (
        len(text) < 2000
        and bool(parts)
        and all(1 < len(name.split()) <= 6 and name[:1].isupper() for name in parts)
        and ("," in text or len(parts) == 1)
    )


def _label(text: str) -> tuple[str, str]:
    """A block's label without plural, "" for none, and the text behind it."""
    match = _LABEL.match(text)
    return (match[1].lower().rstrip("s"), text[match.end() :]) if match else ("", text)


FORMAT = Format("html_list", tr("list of papers (HTML)"), recognise, read)
