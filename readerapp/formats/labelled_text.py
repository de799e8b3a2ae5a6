"""Plain text whose entries are lines with labels (`Title: … Authors: … Abstract: …`), in any order and language."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby

from readerapp.formats.abstracts import science_in, stored
from readerapp.formats.dates import full_date
from readerapp.formats.ids import arxiv_in, code_urls_in, doi, urls_in
from readerapp.formats.md_labels import LABEL_LETTERS, field_of
from readerapp.formats.names import split_authors
from readerapp.formats.paper_pages import is_paper_page
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading, Record
from readerapp.text.clean import one_line, unwrapped

_MARK = re.compile(r"^(?:[-*•]\s+)?(?:\[\d{1,4}\]|\(?\d{1,4}[.)])?\s*")
_LABEL = re.compile(rf"([^\W\d_][^:：\n]{{0,{LABEL_LETTERS}}}?)\s*[:：]\s*(?!//)")
_RULE = re.compile(r"[-=_*~#.\s]{3,}|\[?\(?\d{1,4}[.)\]]?|record #?\d{1,6} of \d{1,6}", re.IGNORECASE)
"""A line between entries: a rule or a number."""
_LONG = ("abstract", "summary")
_LINKS = ("link", "pdf", "arxiv", "doi")
_OURS = frozenset("title original authors abstract summary link pdf code date arxiv doi votes venue subject".split())
_FRONT_MATTER = re.compile(r"---\s*\n[a-z][\w-]*\s*:")
_ABOUT = {"authors", "abstract", "summary"}
_MORE = {"source": "link", "subject": "subject"}
_TAG = re.compile(r"[A-Z]{2}")
_TAGS = {"TI": "title", "AU": "authors", "AB": "abstract"}
"""Tags of two letters, as libraries print them; the others only end what stood before."""
_SHARE = 0.8
_ABSTRACT = 150
"""Letters of an abstract that speak for a paper."""


@dataclass(slots=True)
class _Labelled:
    name: str
    line: int
    parts: list[str]

    @property
    def text(self) -> str:
        """The text without its line ends but those between paragraphs."""
        paragraphs = (unwrapped(list(lines)) for told, lines in groupby(self.parts, bool) if told)
        return "\n\n".join(paragraphs)


@dataclass(slots=True)
class _Entry:
    line: int
    fields: dict[str, list[str]] = field(default_factory=dict)

    def first(self, *names: str) -> str:
        """The first text of the first of these fields that has one."""
        return next((text for name in names for text in self.fields.get(name, ()) if text), "")

    def all(self, *names: str) -> str:
        """All texts of these fields."""
        return " ".join(text for name in names for text in self.fields.get(name, ()))


def recognise(source: Source) -> int:
    """By lines with the labels of a title and of something else about it; Markdown with marks of its own is surer."""
    head = source.head
    if head[:1] in "<{%@" or _FRONT_MATTER.match(head):
        return 0
    said = {name for line in head.split("\n") if (name := _split(line.strip(), False)[0])}
    return 44 if "title" in said and said & _ABOUT else 0


def read(source: Source) -> Reading:
    """The papers among the entries; none where most entries are not papers."""
    entries = _entries(_fields(source.text))
    whole = [entry for entry in entries if entry.first("title") and (_is_told(entry) or _points(entry))]
    enough = len(whole) * 2 >= len(entries) and (len(whole) > 1 or any(map(_is_sure, whole)))
    return Reading("labelled_text", None, None, None, tuple(map(_record, whole)) if enough else ())


def _fields(text: str) -> list[_Labelled]:
    """The labelled texts in order; a text goes on in the lines below it, an abstract also behind blank ones."""
    found: list[_Labelled] = []
    going = False
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        name, value = _split(line, going and bool(found) and found[-1].name in _LONG)
        if name:
            found.append(_Labelled(name, number, [value]))
            going = True
        elif not line:
            going = going and found[-1].name in _LONG
            if going:
                found[-1].parts.append("")
        elif _RULE.fullmatch(line):
            going = False
        elif going:
            found[-1].parts.append(line)
    return found


def _split(line: str, in_abstract: bool) -> tuple[str, str]:
    """The field that a line's label announces ("" for none) and the text behind it."""
    if ":" not in line[:80] and "：" not in line[:80]:
        return "", line
    bare = line[mark.end() :] if (mark := _MARK.match(line)) else line
    match = _LABEL.match(bare)
    if match is None:
        return "", line
    if _TAG.fullmatch(match[1]):
        return _TAGS.get(match[1], "other"), bare[match.end() :].strip()
    name: str = _MORE.get(match[1].casefold().rstrip("s")) or field_of(match[1])
    # In an abstract "Results: …" is a part of it, anywhere else the end of what stood before.
    if not name or (in_abstract and name not in _OURS):
        return "", line
    value = bare[match.end() :].strip()
    if name in ("title", "original"):
        name = "link" if urls_in(value) == (value,) else "title"
    return name, value


def _entries(fields: list[_Labelled]) -> list[_Entry]:
    """The fields entry by entry: each begins with the label that stands first in as many entries as there are titles."""
    # A label on each of several lines (a name on each) counts once.
    runs = [one.name for n, one in enumerate(fields) if n == 0 or fields[n - 1].name != one.name or one.name == "title"]
    counts = Counter(runs)
    titles = counts["title"]
    leading = next((name for name in runs if _SHARE * titles <= counts[name] <= titles), "title")
    entries: list[_Entry] = []
    before = ""
    for one in fields:
        begins = one.name == leading and (before != leading or leading == "title")
        if begins or (one.name == "title" and (not entries or entries[-1].first("title"))):
            entries.append(_Entry(one.line))
        if entries:
            entries[-1].fields.setdefault(one.name, []).append(one.text)
        before = one.name
    return entries


def _is_told(entry: _Entry) -> bool:
    """Whether an abstract stands there: a long text that speaks of research, or has people or an address beside it."""
    text = entry.first(*_LONG)
    return len(text) > _ABSTRACT and bool(entry.first("authors") or entry.first(*_LINKS) or science_in(text))


def _is_sure(entry: _Entry) -> bool:
    """Whether an entry that stands alone is a paper."""
    return _points(entry) or science_in(entry.first(*_LONG)) > 1


def _points(entry: _Entry) -> bool:
    """Whether an entry without abstract has people and a paper's address or id."""
    links = entry.all(*_LINKS)
    return bool(entry.first("authors")) and (
        any(map(is_paper_page, urls_in(links))) or bool(doi(links)) or bool(arxiv_in(links))
    )


def _record(entry: _Entry) -> Record:
    title = one_line(entry.first("title"))
    abstract, kind = stored(entry.first(*_LONG), title, "full" if entry.first("abstract") else "summary", sure=True)
    links = entry.all(*_LINKS)
    number = arxiv_in(links) or arxiv_in(f"arXiv:{entry.first('arxiv')}")
    urls = urls_in(links)
    people = one_line("; ".join(entry.fields.get("authors", ())))
    return Record(
        title=title, abstract=abstract, abstract_kind=kind, authors=split_authors(people),
        arxiv_id=number[0] if number else None, version=number[1] if number else None, doi=doi(entry.first("doi") or links),
        url=urls[0] if urls else None, code_urls=code_urls_in(entry.all("code"), abstract), date=full_date(entry.first("date")),
        section=one_line(entry.first("subject")) or None, line=entry.line,
    )  # fmt: skip


FORMAT = Format("labelled_text", tr("plain text with labels"), recognise, read)
