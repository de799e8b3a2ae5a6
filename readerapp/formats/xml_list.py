"""XML that lists papers, of any program: libraries, indexes and proceedings. No schema is known by name.

A record is the smallest element that holds a title and people; what else it says is told by the names of its parts and by the
looks of their values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar
from xml.etree.ElementTree import Element

from readerapp.formats import xml_tree
from readerapp.formats.ids import arxiv_id, doi
from readerapp.formats.json_keys import Family, families
from readerapp.formats.json_records import Rated, rate
from readerapp.formats.paper_pages import is_paper_page
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading
from readerapp.text.clean import one_line, paragraphs

T = TypeVar("T")
_TAG = re.compile(
    r"<(?:(/?)(?:[A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60})(?:\s[^<>]{0,2000})?(?<!/)>|!\[CDATA\[|!--)"
)
_ENDS = {"<![CDATA[": "]]>", "<!--": "-->"}
_HINT = re.compile(r"<(?:\w{1,20}:)?[\w-]{0,20}(?:title|headline)[\s>]", re.IGNORECASE)
_PEOPLE = re.compile(
    r"<(?:\w{1,20}:)?(?:\w{0,20}authors?|creators?|contributors?|surname|(?:last|family)-?name|namepart)[\s>]",
    re.IGNORECASE,
)
_MARKUP_ROOTS = frozenset(("html", "svg", "opml", "urlset", "plist"))
_MOST_NAMES = 20
_BEGINNING = 400_000
"""Letters in which every kind of record has come once."""
_UNCLOSED = 8
"""Elements that may be left open inside one that is closed."""
_MAJORITY = 0.8
_APART = re.compile(
    r"(?:related|host|part_?of|references?|citations?|periodical|journal(?!_?article)|editors?|publisher|series|affiliations?|co-?authors|"
    r"crossref|institutions?|conference|memberof|reviewed)\w{0,12}|\w{0,12}(?:editors?|references|coauthors)",
    re.IGNORECASE,
)
"""Parts that hold the title or people of something else."""
_FAMILY_NAME = re.compile(r"(?:sur|last|family|key)-?_?name|last|family", re.IGNORECASE)
_GIVEN_NAME = re.compile(r"(?:given|fore|first)-?_?names?|first|given", re.IGNORECASE)
_TYPED = {"family": "family", "given": "given"}
_AUTHOR = re.compile(r"(?:dc\.?)?(?:author|creator|contributor|person|name)(?:s|name|_name)?", re.IGNORECASE)
_NUMBER = re.compile(r"(?:doi:\s*)?10\.\d{4,9}/\S+|https?://\S+|arxiv:\S+", re.IGNORECASE)


def recognise(source: Source) -> int:
    """By elements for a title and for people; what has a reader of its own is surer."""
    if not source.head.startswith("<") or xml_tree.root_name(source).lower() in _MARKUP_ROOTS:
        return 0
    return 35 if _HINT.search(source.text) and _PEOPLE.search(source.text) else 0


def read(source: Source) -> Reading:
    """The records with evidence that they are papers; all of them where nearly all have it."""
    names = _record_names(source.text)
    if not names:
        return Reading("xml_list")
    found = xml_tree.records(source, names)
    rated = [(one, line) for element, line in found.records if (one := _rated(element)) is not None and not one.other]
    sure = sum(one.evidence >= 2 for one, _ in rated)
    least = 1 if sure and sure >= _MAJORITY * len(rated) else 2
    records = tuple(replace(one.record, line=line) for one, line in rated if one.evidence >= least)
    return Reading("xml_list", None, None, None, records, found.skipped if records else (), found.warnings)


def _record_names(text: str) -> tuple[str, ...]:
    """The names of the smallest elements that hold a title and people, the most frequent first."""
    counts: dict[str, int] = {}
    stack: list[list[str | bool]] = []  # name, whether it holds a title, people, a record
    quiet = 0
    for match in _TAG.finditer(text, 0, _BEGINNING):
        if match.start() < quiet:
            continue
        name = match[2]
        if name is None:
            quiet = text.find(_ENDS[match[0]], match.end())
            if quiet < 0:
                break
            continue
        if not match[1]:
            stack.append([name, "title" in families(name), _is_author(name), False])
            continue
        at, lowest = len(stack) - 1, max(0, len(stack) - _UNCLOSED)
        while at >= lowest and stack[at][0] != name:
            at -= 1
        if at < lowest:
            continue
        _, title, people, inner = stack[at]
        del stack[at:]
        if title and people and not inner and not _is_apart(name):
            counts[name] = counts.get(name, 0) + 1
            inner = True
        if stack:
            parent = stack[-1]
            parent[3] = parent[3] or inner
            if not inner and not _is_apart(name):
                parent[1], parent[2] = parent[1] or title, parent[2] or people
    return tuple(sorted(counts, key=lambda name: -counts[name])[:_MOST_NAMES])


@lru_cache(maxsize=4096)
def _is_apart(name: str) -> bool:
    return bool(_APART.fullmatch(name))


@lru_cache(maxsize=4096)
def _is_author(name: str) -> bool:
    return bool(_AUTHOR.fullmatch(name) or _FAMILY_NAME.fullmatch(name))


def _rated(element: Element) -> Rated | None:
    """The record as an object of the shape that lists in JSON have, rated as those are."""
    thing: dict[str, object] = {"authors": list(dict.fromkeys(_people(element)))}
    links: list[str] = [
        value for part in element.iter() for value in part.attrib.values() if "://" in value and is_paper_page(value)
    ]
    for part in _parts(element):
        kinds = families(xml_tree.local(part))
        text = one_line(xml_tree.text_of(part))
        if not text:
            continue
        if " " not in text and (_NUMBER.fullmatch(text) or (len(text) < 40 and arxiv_id(text))):
            links.append(text if "/" in text or doi(text) is None else f"https://doi.org/{text}")
        _keep(thing, kinds, part, text)
    return rate({**thing, "url": links})


_KEPT: dict[Family, str] = {
    "title": "title", "abstract": "abstract", "summary": "summary", "arxiv": "arxiv", "doi": "doi", "published": "published",
    "date": "date", "kind": "kind", "venue": "venue",
}  # fmt: skip


def _keep(thing: dict[str, object], kinds: tuple[Family, ...], part: Element, text: str) -> None:
    for kind in kinds:
        if (key := _KEPT.get(kind)) is not None:
            value = paragraphs(xml_tree.laid_out(part)) if kind in ("abstract", "summary") else text
            thing.setdefault(key, value)


def _parts(element: Element) -> Iterator[Element]:
    """The innermost parts that say something, in order, without those of other works and without people."""
    return _outermost(
        element,
        lambda part: part if _is_whole(part) else None,
        lambda part: len(part) > 0 and _is_apart(xml_tree.local(part)),
    )


def _outermost(element: Element, told: Callable[[Element], T | None], passed: Callable[[Element], bool]) -> Iterator[T]:
    """What is `told` by the parts of an element, in order; those that tell nothing are looked into, unless `passed` over.
    Without recursion: files nest deeply.
    """
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif not passed(child):
            if (said := told(child)) is not None:
                yield said
            elif len(child):
                stack.append(iter(child))


def _is_whole(element: Element) -> bool:
    """Whether an element's children are only the looks of its text, or its paragraphs."""
    if not len(element):
        return True
    if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
        return True
    kinds = families(xml_tree.local(element))
    return ("title" in kinds or "abstract" in kinds) and not any(families(xml_tree.local(child)) for child in element)


def _people(element: Element) -> Iterator[str]:
    """The names of authors: elements with a part for the family name, else texts of elements called so."""
    return _outermost(element, _author, lambda part: _is_apart(xml_tree.local(part)))


def _author(element: Element) -> str | None:
    if len(element) and (person := _person(element)) is not None:
        return person
    if _is_author(xml_tree.local(element)) and _is_name(element):
        return one_line(xml_tree.text_of(element))
    return None


def _person(element: Element) -> str | None:
    """The name that stands in parts, the given one first; None when it does not."""
    said: dict[str, str] = {}
    for part in element:
        if kind := _TYPED.get(part.get("type", "")) or _name_part(xml_tree.local(part)):
            said.setdefault(kind, one_line(xml_tree.text_of(part)))
    return one_line(f"{said.get('given', '')} {said['family']}") if said.get("family") else None


@lru_cache(maxsize=4096)
def _name_part(name: str) -> str:
    return "family" if _FAMILY_NAME.fullmatch(name) else "given" if _GIVEN_NAME.fullmatch(name) else ""


def _is_name(element: Element) -> bool:
    """Whether an element called author holds one name: text, perhaps in an element for its looks."""
    inner = list(element)
    return not inner or (len(inner) == 1 and not len(inner[0]) and not _is_author(xml_tree.local(inner[0])))


FORMAT = Format("xml_list", tr("list of papers (XML)"), recognise, read)
