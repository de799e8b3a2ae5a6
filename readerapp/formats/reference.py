"""One reference as printed in papers: who wrote it and its title, in whatever style it is written."""

from __future__ import annotations

import re

from readerapp.formats.names import split_authors

_FAMILY = r"(?:[^\W\d_][\w'’.-]*\s){0,3}[^\W\d_][\w'’-]+"
_GIVEN = r"(?:[^\W\d_]\.[\s-]?){1,4}"
_YEAR = r"(?:19|20)\d\d[a-z]?"
_QUOTED = re.compile(r"(?:``|“|\")\s*(.{3,600}?)[,.]?\s*(?:''|”|\")", re.DOTALL)
_STYLES = tuple(
    re.compile(rf"(?P<people>{people})(?P<rest>\S.*)$", re.DOTALL)
    for people in (
        # Vaswani, A., & Shazeer, N. (2017). Title. — Vaswani, A., Shazeer, N.: Title. — Vaswani, A. et al. Title.
        rf"(?:{_FAMILY},\s{_GIVEN}[\s,]*(?:&|and\b)?\s*){{1,300}}(?:et\sal\.\s*)?",
        # Vaswani A, Shazeer N. Title.
        rf"(?:(?:{_FAMILY}\s[A-Z]{{1,4}},\s+){{1,300}}(?:{_FAMILY}\s[A-Z]{{1,4}}|et al)|{_FAMILY}\s[A-Z]{{2,4}})\.\s+",
        # Ashish Vaswani and Noam Shazeer. 2017. Title.
        rf".{{2,1500}}?[.,]?\s(?=\(?{_YEAR}\)?[.,:]?\s)",
        # Ashish Vaswani, Noam Shazeer et al.: Title.
        r".{2,600}?(?:,\s(?:[A-Z]\.[- ]?){1,4}|et\s+al\.?)(?=\s*:\s)",
    )
)
_SENTENCE = re.compile(r"(?<=[^\s.][^\s.][.?!])\s+(?=[A-Z\"“]|arXiv)|(?<=[?!])\s+")
_DATE = re.compile(rf"[\s,.:]*(?:\(?{_YEAR}(?:,[^()]{{1,20}})?\)?[.,:]?\s+)?")
_TURNED = re.compile(rf"{_FAMILY},?\s(?:{_GIVEN}|[A-Z]{{1,4}}(?=,|\.|\s*$))")
_MOST_WORDS = 6


def first_sentence(text: str) -> str:
    """The beginning of a text up to its first full stop."""
    return str(_SENTENCE.split(text, maxsplit=1)[0])


def are_people(text: str) -> bool:
    """Whether a text can be the names before a title."""
    names = split_authors(text.strip(" ,;:"))
    return bool(names) and all(map(_is_person, names))


def has_initials(text: str) -> bool:
    """Whether a text begins with a family name and initials: nothing but a list of people does."""
    return _TURNED.match(text) is not None


def styled(text: str) -> tuple[str, str]:
    """People and title of a reference on one line that is written in one of the known styles, "" and "" for any other text."""
    if quoted := _QUOTED.search(text):
        return (text[: quoted.start()], quoted[1]) if quoted.start() else ("", "")
    for pattern in _STYLES:
        match = pattern.match(text)
        if match is None or not are_people(match["people"]):
            continue
        rest = match["rest"][date.end() :] if (date := _DATE.match(match["rest"])) else match["rest"]
        if rest:
            return match["people"], first_sentence(rest)
    return "", ""


def by_sentences(text: str) -> tuple[str, str]:
    """People and title as the first two sentences; "" and "" where there are fewer than three."""
    sentences = _SENTENCE.split(text)
    return (str(sentences[0]), str(sentences[1])) if len(sentences) > 2 else ("", "")


def _is_person(name: str) -> bool:
    return (
        len(name) <= 60
        and len(name.split()) <= _MOST_WORDS
        and not any(map(str.isdigit, name))
        and any(map(str.isupper, name))
    )
