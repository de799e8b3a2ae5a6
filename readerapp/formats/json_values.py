"""Values of JSON records as text, names, dates and addresses, whatever shape a tool gave them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from readerapp.formats.dates import full_date
from readerapp.formats.names import clean_name, split_authors
from readerapp.text.clean import control_free, from_markup, one_line

_INNER = (
    "value", "text", "en", "english", "original", "main", "content", "html", "raw", "title", "name", "full_name", "display_name",
    "fullname", "fullName", "displayName", "author_name", "label", "term", "#text", "_", "href", "url", "URL", "id", "description",
    "abstract",
)  # fmt: skip
"""Keys under which an object holds the text that stands for all of it, the best first."""
_GIVEN = (
    "given",
    "forename",
    "firstName",
    "first_name",
    "givenName",
    "given_name",
    "first",
    "fore_name",
    "forenames",
    "firstname",
)
_FAMILY = ("family", "surname", "lastName", "last_name", "familyName", "family_name", "last", "keyname", "lastname")
_NAME = (
    "name", "full_name", "fullname", "fullName", "display_name", "displayName", "author_name", "authorName", "author", "creatorName", "text",
    "value", "literal", "raw_author_name", "label",
)  # fmt: skip
_LIST_LINK = re.compile(r"\[([^\[\]]{1,400})\]\((https?://[^\s()]{4,500})\)")
_EPOCH = (315_532_800, 4_102_444_800)
"""Seconds since 1970 that are a day between 1980 and 2100."""


def texts(value: object, depth: int = 4) -> Iterator[str]:
    """The texts in a value: itself, the members of a list, what stands for an object. Numbers as text, without truth values."""
    if isinstance(value, str):
        if value.strip():
            yield control_free(value)[0]
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield repr(value)
    elif isinstance(value, list) and depth:
        for member in value[:2000]:
            yield from texts(member, depth - 1)
    elif isinstance(value, dict) and depth:
        inner = next((value[key] for key in _INNER if value.get(key)), None)
        yield from texts(inner, depth - 1)


def all_texts(value: object, depth: int = 4) -> Iterator[str]:
    """Every text in a value, for fields that hold ids and addresses."""
    if isinstance(value, dict) and depth:
        for member in value.values():
            yield from all_texts(member, depth - 1)
    elif isinstance(value, list) and depth:
        for member in value[:200]:
            yield from all_texts(member, depth - 1)
    else:
        yield from texts(value, 0)


def plain(text: str) -> str:
    """One line without markup; a Markdown link is its text."""
    return one_line(from_markup(_LIST_LINK.sub(r"\1", text) if "](" in text else text))


def names(value: object) -> tuple[str, ...]:
    """The authors in a text, a list of texts or of objects (`{"name"}`, `{"given", "family"}`, `{"author": {…}}`)."""
    if isinstance(value, str):
        return split_authors(plain(control_free(value)[0]))
    if isinstance(value, dict):
        if (name := _object_name(value)) is not None:
            return (name,) if name else ()
        inner = next((member for member in value.values() if isinstance(member, list | dict)), None)
        return names(inner) if inner is not None else ()
    if not isinstance(value, list):
        return ()
    found: list[str] = []
    for member in value[:5000]:
        if isinstance(member, str):
            name = plain(control_free(member)[0])
            found.extend(split_authors(name) if len(value) == 1 or ";" in name else (clean_name(name),))
        elif isinstance(member, dict):
            found.append(_object_name(member) or "")
        elif isinstance(member, list):
            # arXiv's parsed authors: family name, given names, suffix.
            parts = [part for part in member[:3] if isinstance(part, str) and part]
            found.append(one_line(" ".join(parts[1:] + parts[:1])))
    # Two authors may bear one name.
    return tuple(name for name in found if name)


def _object_name(value: dict[str, object], depth: int = 2) -> str | None:
    """A person's name; None for an object that is none."""
    family = next((text for key in _FAMILY for text in texts(value.get(key), 1)), None)
    if family is not None:
        given = next((" ".join(texts(value.get(key), 1)) for key in _GIVEN if value.get(key)), "")
        return one_line(f"{given} {family}")
    for key in _NAME:
        member = value.get(key)
        if isinstance(member, str):
            return clean_name(plain(control_free(member)[0]))
        if isinstance(member, dict) and depth:
            return _object_name(member, depth - 1)
    return None


def day(value: object) -> str | None:
    """A date in any form that tools write: text, seconds or milliseconds since 1970, `[2024, 3, 1]`, `{"date-parts": …}`."""
    if isinstance(value, str):
        return full_date(value[:60])
    if isinstance(value, int | float) and not isinstance(value, bool):
        seconds = value / 1000 if value > _EPOCH[1] else value
        return datetime.fromtimestamp(seconds, UTC).date().isoformat() if _EPOCH[0] < seconds < _EPOCH[1] else None
    if isinstance(value, dict):
        inner = (
            value.get("date-parts")
            or value.get("date-time")
            or value.get("value")
            or value.get("date")
            or value.get("iso")
        )
        if inner is not None:
            return day(inner)
        return day([value.get("year"), value.get("month"), value.get("day")])
    if isinstance(value, list) and value:
        if isinstance(value[0], list | str | dict):
            return day(value[0])
        return full_date("-".join(str(part) for part in value[:3])) if len(value) >= 3 else None
    return None


def addresses(value: object) -> Iterator[str]:
    """The web addresses (and paths on the same site) in a value: texts, lists, `{"href"}`, Markdown links."""
    for text in all_texts(value):
        for part in [match[2] for match in _LIST_LINK.finditer(text)] if "](" in text else text.split():
            if part.startswith(("http://", "https://", "/")):
                yield part.rstrip(",;")
            elif part.startswith(
                ("www.", "arxiv.org/", "doi.org/", "openreview.net/", "github.com/", "huggingface.co/")
            ):
                yield f"https://{part}"
