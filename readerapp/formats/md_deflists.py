"""Definition lists (`Term`, below it `: what is said of it`) whose terms are titles of papers: the terms become headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from readerapp.formats.md_evidence import identities, tagged_id
from readerapp.formats.md_fields import split_label
from readerapp.formats.md_inline import Targets, links_in, plain, without_images, without_links
from readerapp.formats.md_lines import Line
from readerapp.formats.md_words import is_names, is_title, words_in

_NO_TERM = re.compile(r"[#|:]|[-*+•]\s|\d{1,4}[.)]\s|[-=*_]{3}")
_ENDS = re.compile(r"[.:;!?。：；！？)\]>*_]$")
_TERM = 400
_DETAIL = 2_000
"""Letters from which on a detail is no list of names and no link."""
_WRAPPED = 60
_MARGIN = 3
_WORDS = 3
_SHARE = 0.5
_ALONE = 24
"""Letters that may stand around a link that is a detail of its own."""
_TELLING = ("authors", "abstract", "arxiv", "doi")


@dataclass(slots=True)
class _List:
    """Lines start … end (exclusive) of the page; the terms' places, each with those of its definitions."""

    start: int
    end: int
    terms: dict[int, list[int]] = field(default_factory=dict)


def with_terms(lines: list[Line], targets: Targets) -> list[Line]:
    """The lines of a page, its definition lists of papers rewritten; other such lists (a glossary) stay as they are."""
    found: list[Line] = []
    taken = 0
    for number, line in enumerate(lines):
        if number < taken or not _is_definition(line):
            continue
        term = _term_above(lines, number, taken)
        if term < 0:
            continue
        listed = _list_from(lines, term, number)
        found += lines[taken : listed.start]
        papers = _of_papers(lines, listed, targets)
        found += _rewritten(lines, listed, targets) if papers else lines[listed.start : listed.end]
        taken = listed.end
    return found + lines[taken:]


def _is_definition(line: Line) -> bool:
    text = line.text
    return text[:1] == ":" and line.kind == "text" and line.indent <= _MARGIN and text[1:2].isspace()


def _may_be_term(line: Line) -> bool:
    return (
        line.kind == "text" and 0 < len(line.text) < _TERM and line.indent <= _MARGIN and not _NO_TERM.match(line.text)
    )


def _term_above(lines: list[Line], number: int, first: int) -> int:
    """The place of the term of a definition, -1 for none: the line above, or above one blank line."""
    above = number - 1
    if above > first and lines[above].kind == "text" and not lines[above].text:
        above -= 1
    return above if above >= first and _may_be_term(lines[above]) else -1


def _is_defined(lines: list[Line], number: int) -> bool:
    """Whether a definition stands below a line."""
    below = lines[number + 1 : number + 3]
    if below and below[0].kind == "text" and not below[0].text:
        below = below[1:]
    return bool(below) and _is_definition(below[0])


def _list_from(lines: list[Line], term: int, number: int) -> _List:
    """The list whose first term and definition these are."""
    found = _List(term, number + 1, {term: [number]})
    place = number + 1
    while place < len(lines) and lines[place].kind == "text":
        line = lines[place]
        touches = found.end == place
        if not line.text:
            place += 1
            continue
        if _is_definition(line):
            found.terms[term].append(place)
        elif line.indent < 2 and not (touches and _goes_on(lines[place - 1], line)):
            if not (_may_be_term(line) and _is_defined(lines, place)):
                break
            term = place
            found.terms[term] = []
        place += 1
        found.end = place
    return found


def _goes_on(last: Line, line: Line) -> bool:
    """Whether a line without indent is the rest of the wrapped one above it."""
    wrapped = len(last.text) >= _WRAPPED and not _ENDS.search(last.text)
    return wrapped and _NO_TERM.match(line.text) is None and not is_names(plain(last.text[1:_DETAIL]))


def _of_papers(lines: list[Line], listed: _List, targets: Targets) -> bool:
    papers = 0
    for (term, places), end in zip(listed.terms.items(), [*list(listed.terms)[1:], listed.end], strict=True):
        details = [lines[place].text[1:].strip() for place in places]
        inside = [line.text for line in lines[term + 1 : end] if line.indent and line.text]
        papers += _is_paper(lines[term].text, [*details, *inside], targets)
    return papers >= _SHARE * len(listed.terms)


def _is_paper(term: str, details: list[str], targets: Targets) -> bool:
    """Whether a term is a title and one of the details says by its form that it is a paper's; prose may cite papers too."""
    title = plain(term, targets)
    if not is_title(title):
        return False
    if words_in(title) >= _WORDS and any(identities(link) for link in links_in(without_images(term), targets)):
        return True
    return any(_tells(detail, targets) for detail in details if len(detail) < _DETAIL or split_label(detail))


def _tells(detail: str, targets: Targets) -> bool:
    labelled = split_label(detail)
    if labelled:
        return labelled.field in _TELLING
    raw = without_images(detail)
    links = links_in(raw, targets)
    rest = without_links(raw, links)
    if len(rest.strip()) < _ALONE and (any(identities(link) for link in links) or tagged_id(raw)):
        return True
    return is_names(plain(rest))


def _parts(detail: str, targets: Targets) -> list[str]:
    """A definition, names apart from the links behind them."""
    links = links_in(detail, targets) if "](" in detail[:_DETAIL] else ()
    if links and len(detail) < _DETAIL:
        names, behind = detail[: links[0].start].rstrip(" .,;:(–—-·|"), detail[links[0].start :]
        if is_names(plain(names)):
            return [names, behind]
    return [detail]


def _rewritten(lines: list[Line], listed: _List, targets: Targets) -> list[Line]:
    """The list with its terms as such, each definition as a paragraph, and an empty term at its end."""
    definitions = {place for places in listed.terms.values() for place in places}
    found: list[Line] = []
    for place in range(listed.start, listed.end):
        line = lines[place]
        if place in listed.terms:
            found.append(Line(line.number, line.text, quoted=line.quoted, kind="term"))
        elif place in definitions:
            # Each says something of its own: names, the abstract, a link.
            for text in _parts(line.text[1:].strip(), targets):
                found.append(Line(line.number, ""))
                found.append(Line(line.number, text, quoted=line.quoted))
        else:
            found.append(line)
    found.append(Line(found[-1].number, "", kind="term"))
    return found
