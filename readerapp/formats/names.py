"""Lists of authors, as every kind of file writes them."""

from __future__ import annotations

import re

from readerapp.text.clean import one_line

_BRACKETS = re.compile(r"\s*[\(\[（][^()\[\]（）]{0,300}[\)\]）]")
_MARKS = re.compile(r"[\d*†‡§¶∗⋆ᵃᵇᶜ⁰¹²³⁴-⁹]+$")
_AND = re.compile(r"\s+and\s+|\s*&\s+|\s+und\s+|\s+et\s+(?!al\b)", re.IGNORECASE)
_BIBTEX_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_OTHERS = re.compile(
    r"(?:et\.?\s*al\.?|others|and others|…|\.\.\.|\+?\s*\d+\s+(?:more|others|authors?)|and \d+ (?:more|others).*|等)",
    re.IGNORECASE,
)
_TAIL = re.compile(r"[\s,;]*(?:,?\s*et\.?\s*al\.?|,?\s*and\s+\d*\s*others|…|\.\.\.|等)[\s.,;]*$", re.IGNORECASE)
_PARTICLE = re.compile(
    r"(?:van|von|der|den|de|del|della|di|da|du|la|le|dos|el|al|ter|ten|bin|ibn|st\.?)\b", re.IGNORECASE
)
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|phd|md)\.?", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-Z]\.?[\s-]?){1,4}")
_ENDS_IN_INITIAL = re.compile(r"\b[A-Z]\.$|\b(?:Jr|Sr)\.$")
_DOTS = re.compile(r"\s[·•|]\s")
"""Between names; without spaces the dot is part of a name (`阿兰·图灵`)."""
_MOST = 20000
_TAIL_LETTERS = 40


def clean_name(text: str) -> str:
    """A name as it is shown: on one line, given name first, without affiliation, footnote marks and braces."""
    if text.isascii() and text.replace(" ", "").isalpha():
        return " ".join(text.split())  # most names: letters alone
    name = _MARKS.sub("", one_line(_BRACKETS.sub("", text)).strip(" ,;·|*").lstrip("."))
    if not _ENDS_IN_INITIAL.search(name):
        name = name.rstrip(".")
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 2 and all(parts) and not _SUFFIX.fullmatch(parts[1]):
        name = f"{parts[1]} {parts[0]}"
    elif len(parts) == 3 and all(parts):
        # "Last, Jr, First" as BibTeX has it, or "Last, First, Jr".
        first, suffix = (parts[2], parts[1]) if _SUFFIX.fullmatch(parts[1]) else (parts[1], parts[2])
        name = f"{first} {parts[0]} {suffix}"
    return name.strip()


def split_authors(text: str) -> tuple[str, ...]:
    """The names in a list, in order, without "et al." and affiliations. The separators are judged by the list itself.

    Takes `A B, C D and E F`, `Last, First and Last, First`, `Last, First; Last, First`, `甲、乙`, one name a line.
    """
    text = text[:_MOST].strip()
    if ")" in text or "]" in text or "）" in text:
        text = _BRACKETS.sub("", text).strip()
    if tail := _TAIL.search(text[-_TAIL_LETTERS:]):
        text = text[: len(text) - len(tail[0])]
    if not text:
        return ()
    if "\n" in text and "," not in text and ";" not in text:
        parts = text.split("\n")
    elif ";" in text or "；" in text:
        parts = re.split(r"[;；]", text)
    elif "、" in text or "，" in text:
        parts = re.split(r"[、，]", text)
    elif "," not in text and _DOTS.search(text):
        parts = _DOTS.split(text)
    else:
        parts = _by_commas(one_line(text))
    names = (clean_name(part) for part in parts if not _OTHERS.fullmatch(part.strip(" ,.")))
    return tuple(dict.fromkeys(name for name in names if name and len(name) <= 120))


def _by_commas(text: str) -> list[str]:
    groups = _AND.split(text)
    if len(groups) == 1 and _is_last_first(text):
        return groups
    named = _BIBTEX_AND.split(text) if len(groups) > 1 else groups
    if len(named) > 1 and all(_is_last_first(group) for group in named if "," in group):
        return named
    parts = [part for group in groups for part in group.split(",")]
    return _initials_joined([part.strip() for part in parts if part.strip()])


def _is_last_first(text: str) -> bool:
    """Whether a text with one comma (or two with a suffix) is one name, family name first."""
    if not 1 <= text.count(",") <= 2:
        return False
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 3:
        return bool(_SUFFIX.fullmatch(parts[1]) or _SUFFIX.fullmatch(parts[2]))
    if len(parts) != 2 or not all(parts):
        return False
    family = [word for word in parts[0].split() if not _PARTICLE.fullmatch(word)]
    # "Ada Lovelace, Grace Hopper" are two people; "Lovelace, Ada" and "van der Berg, Jan" are one.
    return len(family) <= 1 or bool(_INITIALS.fullmatch(parts[1])) or len(parts[1].split()) == 1 < len(family)


def _initials_joined(parts: list[str]) -> list[str]:
    """`Lovelace, A.B., Hopper, G.` has names and initials in turn: two parts are one name."""
    if len(parts) >= 4 and len(parts) % 2 == 0 and all(_INITIALS.fullmatch(part) for part in parts[1::2]):
        return [f"{last}, {first}" for last, first in zip(parts[::2], parts[1::2], strict=True)]
    return parts
