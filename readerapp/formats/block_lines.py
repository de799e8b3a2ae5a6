"""Plain text with a line for each thing: pages and chats copied out of a browser, alerts, lists of links.

What such texts share is order. A paper has a line of names with the title above it, and something that only papers have below
it: an abstract or the link to the paper. Where a line of names cannot be told by itself (a single author), it stands where the
others do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from readerapp.formats.abstracts import bare_title, stored
from readerapp.formats.dates import full_date
from readerapp.formats.ids import arxiv_id, arxiv_in, code_urls_in, doi, is_code, urls_in
from readerapp.formats.md_titles import clean_title
from readerapp.formats.md_words import is_button, is_names, is_tag, words_in
from readerapp.formats.names import split_authors
from readerapp.formats.paper_pages import is_paper_page
from readerapp.records import Record
from readerapp.text.clean import one_line

_ABSTRACT = 300
_LONGEST_TITLE = 300
_AUTHORS = re.compile(
    r"^(?:[^\w\s]{1,4}\s*)?(?:(?:authors?|by|作者|著者|저자|autoren|auteurs|autores)\s*[:：]\s*)", re.IGNORECASE
)
_SIGN = re.compile(r"^[^\w\s$\\\"“'(\[]{1,4}\s+")
_TAIL = re.compile(r"\s*\[([^\[\]]{1,20})\]\s*$")
_DIGITS = re.compile(r"\d+")
_SEPARATORS = re.compile(r"^[\s|·•:;,*+–—-]+|[\s|·•:;,–—-]+$")
_LIST_MARK = re.compile(r"^\s*(?:[-*+•]|\d{1,4}[.)])\s+")
_REFERENCE = re.compile(r"(?P<people>[^()]{3,600}?)\s*\((?:19|20)\d\d[a-z]?(?:,[^()]{1,20})?\)[.,:]?\s+(?P<rest>\S.*)$")
_PREPRINT = re.compile(r"(?<=[.?!])\s+(?:arXiv preprint|arXiv:|In:? |CoRR\b)")
_BUTTONS = re.compile(r"(?:\s*\[[^\[\]\s]{1,20}\]){2,}\s*$")
_MOST = 0.75
"""Share of its lines that make a text a list of links."""
_CELLS = " | "
"""Between the cells of a row."""
_ABOVE = 8
"""Lines between a title and the abstract or link that belongs to it."""


@dataclass(slots=True)
class _Line:
    text: str
    number: int


def records_of_lines(text: str, is_abstract: Callable[[str], bool]) -> list[Record]:
    """The papers of such a text; none where most of it is not of that shape. `is_abstract` says whether a text reads like one."""
    lines = [_Line(line.strip().removeprefix("> "), n) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    return _linked(lines) or _by_anchors(lines, is_abstract)


def _linked(lines: list[_Line]) -> list[Record]:
    """A list of links: nearly every line is a paper's address and its title."""
    found = [record for line in lines if (record := _link(line)) is not None]
    # Where all lines but their numbers are the same, a machine has written what it did.
    differ = len({_DIGITS.sub("", record.title) for record in found})
    return found if differ >= 2 and differ >= 0.8 * len(found) and len(found) >= _MOST * len(lines) else []


def _link(line: _Line) -> Record | None:
    urls = [url for url in urls_in(line.text) if is_paper_page(url)]
    text = _LIST_MARK.sub("", line.text)
    if len(urls) != 1 or len(line.text) > 1000:
        return None
    before, _, after = text.partition(urls[0])
    if re.search(r"\w", before) and re.search(r"\w", after):
        return None
    rest = _SEPARATORS.sub("", one_line(f"{before} {after}").strip(" <>()"))
    people = ""
    if reference := _REFERENCE.match(rest):
        people, rest = reference["people"], _first_sentence(reference["rest"])
    title, passing = bare_title(_SEPARATORS.sub("", rest))
    number = arxiv_id(urls[0]) or arxiv_id(passing)
    # A row of cells that the readers of tables have refused, a log's perhaps.
    if words_in(title) < (1 if people or passing else 2) or _CELLS in title:
        return None
    return Record(
        title=title, authors=split_authors(people), arxiv_id=number[0] if number else None, version=number[1] if number else None,
        doi=doi(urls[0]), url=urls[0], line=line.number,
    )  # fmt: skip


def _first_sentence(text: str) -> str:
    """The title at the beginning of a reference behind its year."""
    text = _PREPRINT.split(text, maxsplit=1)[0]
    return re.split(r"\.\s", text, maxsplit=1)[0].rstrip(".")


def _by_anchors(lines: list[_Line], is_abstract: Callable[[str], bool]) -> list[Record]:
    anchors = [n for n, line in enumerate(lines) if len(line.text) >= _ABSTRACT]
    told = sum(is_abstract(lines[n].text) for n in anchors)
    if not anchors:
        anchors = [n for n, line in enumerate(lines) if _is_paper_link(line.text)]
        told = len(anchors)
    # A further paragraph of an abstract begins no paper.
    firsts = [n for n in anchors if n - 1 not in anchors]
    if len(firsts) < 2 or told * 2 < len(anchors):
        return []
    titles = _titles(lines, firsts)
    known = [n for n in titles if n is not None]
    if len(known) < 2 or len(known) < 0.8 * len(firsts) or len(set(known)) < len(known):
        return []
    ends = [*known[1:], len(lines)]
    records = [_record(lines[start:end]) for start, end in zip(known, ends, strict=True)]
    return records if _mostly(known) else []


def _mostly(titles: list[int]) -> bool:
    """Whether the text is about its papers: hardly anything stands before the first one, and they are about as far apart."""
    gaps = sorted(b - a for a, b in pairwise(titles))
    return titles[0] <= 40 and gaps[-1] <= max(3 * gaps[len(gaps) // 2], 12)


def _is_paper_link(text: str) -> bool:
    urls = urls_in(text)
    return arxiv_id(text) is not None or (len(urls) == 1 and is_paper_page(urls[0]) and len(text) - len(urls[0]) < 12)


def _titles(lines: list[_Line], anchors: list[int]) -> list[int | None]:
    """The title above each anchor: the line above the names; where no names show, the line that stands there in the others."""
    found: list[int | None] = []
    distances: Counter[int] = Counter()
    named = 0
    for number, anchor in enumerate(anchors):
        first = max(anchors[number - 1] + 1 if number else 0, anchor - _ABOVE)
        names = next((n for n in range(anchor - 1, first, -1) if _is_people(lines[n].text)), None)
        title = _above(lines, names, first) if names is not None else None
        if title is not None:
            named += 1
            distances[anchor - title] += 1
        found.append(title)
    if named * 2 < len(anchors):
        return _at_one_distance(lines, anchors)
    usual, times = distances.most_common(1)[0]
    regular = times >= 0.6 * len(anchors)
    for number, anchor in enumerate(anchors):
        place = anchor - usual
        floor = anchors[number - 1] if number else -1
        title = found[number]
        if (
            (title is None or (regular and anchor - title > usual))
            and place > floor
            and len(lines[place].text) <= _LONGEST_TITLE
        ):
            found[number] = place
    return found


def _at_one_distance(lines: list[_Line], anchors: list[int]) -> list[int | None]:
    """Where no names show: the titles stand the same number of lines above each paper's link."""
    best: list[int | None] = [None] * len(anchors)
    linked = sum(any(_is_paper_link(line.text) for line in lines[max(0, n - 2) : n + 3]) for n in anchors)
    if linked < 0.8 * len(anchors):
        return best
    most = 0
    for distance in range(1, 5):
        places: list[int | None] = []
        for number, anchor in enumerate(anchors):
            place = anchor - distance
            fits = place > (anchors[number - 1] if number else -1) and _could_be_title(lines[place].text)
            places.append(place if fits else None)
        differ = {lines[place].text for place in places if place is not None}
        if len(differ) > most and len(differ) >= 0.8 * len(anchors):
            best, most = places, len(differ)
    return best


def _could_be_title(text: str) -> bool:
    return (
        words_in(text) >= 3
        and len(text) <= _LONGEST_TITLE
        and not is_tag(text)
        and not urls_in(text)
        and not is_names(text)
        and _CELLS not in text
    )


def _is_people(text: str) -> bool:
    label = _AUTHORS.match(text)
    return bool(label) or is_names(_SIGN.sub("", text))


def _above(lines: list[_Line], names: int, first: int) -> int | None:
    """The title above a line of names; a number or a date may stand between."""
    near = list(range(names - 1, first - 1, -1))[:3]
    fitting = [
        n
        for n in near
        if len(lines[n].text) <= _LONGEST_TITLE and not is_tag(lines[n].text) and not urls_in(lines[n].text)
    ]
    return next((n for n in fitting if words_in(lines[n].text) >= 3), fitting[0] if fitting else None)


def _record(lines: list[_Line]) -> Record:
    """The paper that lines say, the title first."""
    title = _title(lines[0].text)
    people = next((line.text for line in lines[1:] if _is_people(line.text)), lines[1].text if len(lines) > 1 else "")
    start = next((n for n, line in enumerate(lines) if len(line.text) >= _ABSTRACT), len(lines))
    end = next((n for n in range(start, len(lines)) if len(lines[n].text) < _ABSTRACT), len(lines))
    details = [line.text for line in (*lines[1:start], *lines[end:])]
    abstract, kind = stored("\n\n".join(line.text for line in lines[start:end]), title, sure=True)
    links = [url for text in details for url in urls_in(text)]
    papers = [url for url in links if is_paper_page(url)]
    number = next((found for text in (*papers, *details) if (found := arxiv_id(text) or arxiv_in(text[:200]))), None)
    authors = _AUTHORS.sub("", _SIGN.sub("", people)) if len(people) < 2000 and not urls_in(people) else ""
    record = Record(
        title=title, abstract=abstract, abstract_kind=kind, authors=split_authors(authors),
        doi=next(filter(None, map(doi, papers)), None), url=next(iter(papers), None),
        code_urls=tuple(dict.fromkeys([*filter(is_code, links), *code_urls_in(abstract)])),
        date=next((day for text in details if len(text) < 80 and (day := full_date(text))), None), line=lines[0].number,
    )  # fmt: skip
    return replace(record, arxiv_id=number[0], version=number[1]) if number else record


def _title(text: str) -> str:
    """A title without the signs before it and the buttons behind it."""
    text = _BUTTONS.sub("", _SIGN.sub("", text))
    if (match := _TAIL.search(text)) and is_button(_DIGITS.sub("", match[1])):
        text = text[: match.start()]
    return clean_title(text)[0]
