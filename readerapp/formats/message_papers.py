"""The papers that a message in a chat tells of. People also talk there, so a title must show that it is one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from readerapp.formats.abstracts import bare_title, science_in, stored
from readerapp.formats.ids import arxiv_id, code_urls_in, doi, is_code, unwrap
from readerapp.formats.md_labels import field_of
from readerapp.formats.md_words import is_names, is_title, words_in
from readerapp.formats.message_html import Line
from readerapp.formats.names import split_authors
from readerapp.formats.paper_pages import is_paper_page
from readerapp.records import Record

_ABSTRACT = 200
_PREVIEW = 5
"""Lines below an address among which a preview's title may stand."""
_LONGEST_TITLE = 300
_NAMES = 60
"""Letters that a name in a list of names takes at most, with its affiliation."""
_LABEL = re.compile(r"\W{0,4}([^\W\d_][^:：\n]{1,30}?)\s*[:：]\s*(?=\S)")
_SMALL = frozenset(
    "a an and as at by for from in into is of on or the to via vs with without their its are be can not".split()
)
_TALK = re.compile(
    r"\b(?:i|you|we|my|your|our|me|us|please|thanks?|everyone|folks|guys|hey|hi|today|tomorrow|yesterday)\b",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"^[^\w\s\"“‘'(\[$\\]+\s*|^\d{1,3}[.)]\s+|^\[[A-Z]{1,2}\]\s+")


def papers_in(lines: list[Line]) -> list[Record]:
    """The papers of one message, in order: it gives their address, and a title as label, in bold or that looks like one."""
    marks = _marks(lines)
    titles = [_title(lines, marks, number) for number in range(len(marks))]
    known = [
        (place, title, url) for (_, url), found in zip(marks, titles, strict=True) if found for place, title in (found,)
    ]
    ends = [*(place for place, _, _ in known[1:]), len(lines)]
    return [
        _record(title, url, lines[start : max(end, start + 1)])
        for (start, title, url), end in zip(known, ends, strict=False)
    ]


def titled(title: str, addresses: Iterable[str], lines: list[Line]) -> list[Record]:
    """The paper of something that has a title of its own (a note, an event): by its address, or a paper's in its lines."""
    links = [*addresses, *(url for line in lines for _, url in line.links)]
    page = next((url for url in links if is_paper_page(unwrap(url)) and not is_code(url)), None)
    return papers_in([Line(title, ((title, page),), title), *lines])[:1] if page else []


def _marks(lines: list[Line]) -> list[tuple[int, str]]:
    """The first line of each paper's address, and that address."""
    found: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(lines):
        for _, link in line.links:
            url = unwrap(link)
            if is_paper_page(url) and not is_code(url):
                known = arxiv_id(url)
                found.setdefault(known[0] if known else doi(url) or url, (number, url))
    return list(found.values())


def _title(lines: list[Line], marks: list[tuple[int, str]], number: int) -> tuple[int, str] | None:
    """Where the title of a paper stands, and the title: the words of its link, else above it."""
    place, url = marks[number]
    first = marks[number - 1][0] + 1 if number else 0
    label = next((_clean(label) for label, link in lines[place].links if unwrap(link) == url), "")
    if is_title(label):
        return place, label
    for at in range(first, place + 1):
        line = lines[at]
        if _field(line) == "title":
            return at, _clean(line.text)
        if line.bold and is_title(_clean(line.bold)) and not is_names(line.bold) and not _field(line):
            return at, _clean(line.bold)
    for at in range(first, place + 1):
        text = _clean(_without_links(lines[at]))
        if (
            _could_be_title(text)
            and not _field(lines[at])
            and (_is_capital(text) or (not _TALK.search(text) and _says_more(lines[first:])))
        ):
            return at, text
    # A preview shows the title below the address, and the abstract below that.
    for at in range(place + 1, min(place + _PREVIEW, len(lines) - 1)):
        text = _clean(lines[at].text)
        if not lines[at].links and _could_be_title(text) and len(lines[at + 1].text) >= _ABSTRACT:
            return at, text
    return None


def _clean(text: str) -> str:
    label = _LABEL.match(text)
    if label and field_of(label[1]) in ("title", "original"):
        text = text[label.end() :]
    return bare_title(_SIGNS.sub("", text))[0].strip('"“”')


def _without_links(line: Line) -> str:
    text = line.text
    for label, url in line.links:
        if label == url:
            text = text.replace(url, " ")
    return " ".join(text.split()).strip(" -–—:|()<>")


def _field(line: Line) -> str:
    match = _LABEL.match(line.text)
    return field_of(match[1]) if match else ""


def _could_be_title(text: str) -> bool:
    return words_in(text) >= 3 and len(text) <= _LONGEST_TITLE and is_title(text) and not is_names(text)


def _is_capital(text: str) -> bool:
    """Whether a line is written as titles are, most of its words with a capital letter."""
    words = [word for word in re.findall(r"[^\W\d_][\w-]*", text) if word.lower() not in _SMALL]
    return len(words) >= 3 and sum(word[0].isupper() for word in words) >= 0.75 * len(words) and text[-1] not in ".,;"


def _says_more(lines: list[Line]) -> bool:
    """Whether names or an abstract stand there: then a line above them is a title rather than somebody's remark."""
    return any(_is_abstract(line.text) or _is_people(line) for line in lines)


def _is_abstract(text: str) -> bool:
    return len(text) >= _ABSTRACT and science_in(text) >= 1


def _is_people(line: Line) -> bool:
    text = line.text
    # A sentence has fewer commas than a list of names.
    return _field(line) == "authors" or (len(text) < max(_NAMES, text.count(",") * _NAMES) and is_names(text))


def _record(title: str, url: str, lines: list[Line]) -> Record:
    people = next((line for line in lines if line.text != title and _is_people(line)), None)
    labelled = next((n for n, line in enumerate(lines) if _field(line) == "abstract"), None)
    texts = [lines[labelled].text] if labelled is not None else []
    if labelled is not None and len(texts[0]) < _ABSTRACT and labelled + 1 < len(lines):
        texts.append(lines[labelled + 1].text)
    texts = texts or [line.text for line in lines if len(line.text) >= _ABSTRACT and not _is_people(line)]
    abstract, kind = stored("\n\n".join(texts), title)
    number = arxiv_id(url)
    links = " ".join(link for line in lines for _, link in line.links)
    names = _SIGNS.sub("", people.text) if people is not None else ""
    if people is not None and _field(people) and (match := _LABEL.match(people.text)):
        names = people.text[match.end() :]
    return Record(
        title=title, abstract=abstract, abstract_kind=kind, authors=split_authors(names),
        arxiv_id=number[0] if number else None, version=number[1] if number else None, doi=doi(url), url=url,
        code_urls=code_urls_in(links, abstract),
    )  # fmt: skip
