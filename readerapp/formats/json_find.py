"""Where in a JSON file the papers are: the objects with a title, wherever they stand, and which of them to trust."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from readerapp.formats.ids import arxiv_id
from readerapp.formats.json_keys import families
from readerapp.formats.json_records import Rated, gather, rate
from readerapp.formats.json_rows import row_object
from readerapp.formats.json_values import day, texts

_NO_PLACE = ("related", "authors", "kind", "talk")
"""Families whose lists hold something else than the papers of this digest."""
_GENERIC = re.compile(
    r"(?:arxiv|accepted|all|new|latest|daily|hf|top|selected)?_?-?(?:papers?|articles?|publications?|preprints?|items?|entries|results?|"
    r"data|lists?|records?|docs?|documents?|hits?|responses?|messages?|collections?|notes?|works?|feed|channel|root|output|edges|nodes?|"
    r"children|values?|content|info|search|organic_results|payload|body|props|pageprops|uids|_source|dailypapers|page)s?",
    re.IGNORECASE,
)
_MAJORITY = 0.8
"""Share of sure papers in a list from which on its other objects with a title are papers too, unless they say otherwise."""
_COLUMN = 2


@dataclass(slots=True)
class Candidate:
    """An object with a title: what it says, the list it stands in, the topic over it."""

    rated: Rated
    group: tuple[str, ...]
    section: str | None
    line: int | None
    thing: dict[str, object]


@dataclass(slots=True)
class Place:
    """What the search found in a file: candidates in order, and the digest's own title and date."""

    candidates: list[Candidate] = field(default_factory=list)
    nameless: list[dict[str, object]] = field(default_factory=list)
    """Objects with an abstract and authors but without title."""
    title: str | None = None
    date: str | None = None
    dates: set[str] = field(default_factory=set)
    """Of the keys under which lists stand."""


def search(value: object, line: int | None, found: Place) -> None:
    """Adds the candidates in a value, without recursion, in order."""
    stack: list[tuple[object, tuple[str, ...], str]] = [(value, (), "")]
    while stack:
        thing, path, key = stack.pop()
        if isinstance(thing, list):
            stack.extend((member, path, "") for member in reversed(thing) if isinstance(member, dict | list))
        elif isinstance(thing, dict):
            _object(thing, path, key, line, found, stack)


def _object(
    thing: dict[str, object],
    path: tuple[str, ...],
    key: str,
    line: int | None,
    found: Place,
    stack: list[tuple[object, tuple[str, ...], str]],
) -> None:
    rows = list(_columns(thing))
    if rows:
        stack.append((rows, path, key))
        return
    inner = _inner(thing)
    rated = rate(thing, key)
    if rated is not None and not (rated.evidence < 2 and inner):
        found.candidates.append(Candidate(rated, _group(path), _section(path), line, thing))
        return
    if rated is None and not inner and _is_nameless(thing):
        found.nameless.append(thing)
    if inner:
        _describe(thing, found)
    for name, member in reversed(thing.items()):
        if isinstance(member, str) and (row := row_object(name, member)) is not None:
            member = row
        if isinstance(member, dict | list) and not set(families(name)) & set(_NO_PLACE):
            _note_date(name, member, found)
            stack.append((member, (*path, name)[-12:], name))


def _inner(thing: dict[str, object]) -> bool:
    """Whether an object holds a list (or an object by ids) of objects that may be papers: then it is the digest, not a paper."""
    for name, member in thing.items():
        if set(families(name)) & {"related", "authors", "id", "url", "code", "kind", "venue"}:
            continue
        members = member if isinstance(member, list) else list(member.values()) if isinstance(member, dict) else []
        first = next((one for one in members[:5] if isinstance(one, dict)), None)
        if first is not None and (rated := rate(first)) is not None and rated.evidence:
            return True
    return False


def _describe(thing: dict[str, object], found: Place) -> None:
    """The digest's title and date, from the object around the papers."""
    own = gather(thing, depth=0)
    if found.title is None:
        found.title = next((text for text in own.texts("title") if len(text) <= 200), None)
    for family in ("date", "published", "updated"):
        for value in own.values.get(family, ()):
            found.date = found.date or day(value)


def _note_date(name: str, member: object, found: Place) -> None:
    """The day that a key says, unless it only names a single paper."""
    if not 8 <= len(name) <= 30 or arxiv_id(name) or (date := day(name)) is None:
        return
    if not name[:1].isdigit() or not isinstance(member, dict) or _inner(member):
        found.dates.add(date)


def _is_variable(name: str) -> bool:
    """Whether a key names one of many like it: an id, a date, a number."""
    return not re.search(r"[^\W\d_]{3}", name) or arxiv_id(name) is not None or day(name) is not None


def _group(path: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("*" if _is_variable(name) else name for name in path)


def _section(path: tuple[str, ...]) -> str | None:
    """The topic: the last key on the way that is no id, date or word like "papers"."""
    for name in reversed(path):
        if (
            not (name.isdecimal() or arxiv_id(name) or day(name) or _GENERIC.fullmatch(name) or families(name))
            and len(name) <= 120
        ):
            return name
    return None


def _is_nameless(thing: dict[str, object]) -> bool:
    own = gather(thing, depth=0).values
    return "authors" in own and ("abstract" in own or "arxiv" in own)


def _columns(thing: dict[str, object]) -> Iterator[dict[str, object]]:
    """The rows of a table that was written column by column (`{"title": {"0": …}, "abstract": {"0": …}}`, or with lists)."""
    names, rows = thing.get("columns"), thing.get("data")
    if isinstance(names, list) and isinstance(rows, list) and all(isinstance(name, str) for name in names):
        for row in rows:
            if isinstance(row, list) and len(row) == len(names):
                yield dict(zip(names, row, strict=True))
        return
    titles = next(
        (v for k, v in thing.items() if "title" in families(k) and isinstance(v, list | dict) and len(v) >= _COLUMN),
        None,
    )
    if titles is None or len(thing) < 2:
        return
    columns: dict[str, list[object]] = {}
    for name, column in thing.items():
        if isinstance(column, dict) and isinstance(titles, dict) and column.keys() == titles.keys():
            columns[name] = list(column.values())
        elif isinstance(column, list) and isinstance(titles, list) and len(column) == len(titles):
            columns[name] = column
    members = list(titles.values()) if isinstance(titles, dict) else titles
    if len(columns) < 2 or not all(isinstance(title, str) for title in members):
        return
    for number in range(len(members)):
        yield {name: column[number] for name, column in columns.items()}


def trusted(found: Place) -> list[Candidate]:
    """The candidates that are papers: by their own evidence, or as members of a list that is nearly all papers."""
    groups: dict[tuple[str, ...], list[Candidate]] = {}
    for candidate in found.candidates:
        groups.setdefault(candidate.group, []).append(candidate)
    taken: list[Candidate] = []
    whole = _share(found.candidates)
    shares = {group: _share(members) for group, members in groups.items()}
    for candidate in found.candidates:
        rated = candidate.rated
        share = shares[candidate.group]
        least = 0 if share >= _MAJORITY else 1 if max(share, whole) >= _MAJORITY else 2
        if not rated.other and rated.evidence >= least:
            taken.append(candidate)
    return taken


def _share(members: list[Candidate]) -> float:
    counted = [one for one in members if not one.rated.other]
    return sum(one.rated.evidence >= 2 for one in counted) / len(counted) if counted else 0.0


def shown(thing: dict[str, object]) -> str:
    """The first words of an object, to name it to the user."""
    return " ".join(text for value in thing.values() for text in texts(value))[:100]
