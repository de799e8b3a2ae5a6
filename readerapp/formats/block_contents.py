"""Plain text that first lists titles as its contents and then says each title again with its abstract."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from readerapp.formats.abstracts import stored
from readerapp.formats.ids import code_urls_in
from readerapp.records import Record
from readerapp.text.clean import one_line
from readerapp.text.fold import identity_fold

_ABSTRACT = 200
_LONGEST_TITLE = 400
_RULE = re.compile(r"(?:^|\s)[-_=~*]{5,}(?=\s|$)")
_NEAR = 6
"""Blocks between a title and its abstract: people, an address, a date."""


def with_later_abstracts(records: list[Record], blocks: Iterable[tuple[str, str]]) -> list[Record]:
    """The records with the abstracts that stand, in blocks of their own, behind the second place of their titles.

    Each block is given by its first line and its whole text.
    """
    titles = {identity_fold(one.title) for one in records if not one.abstract}
    seen: set[str] = set()
    found: dict[str, str] = {}
    current, left = "", 0
    for line, text in blocks if titles else ():
        fold = identity_fold(line) if len(line) <= _LONGEST_TITLE else ""
        if fold in titles:
            current, left = (fold, _NEAR) if fold in seen else ("", 0)
            seen.add(fold)
        elif current and left and len(text) >= _ABSTRACT:
            found[current] = one_line(_RULE.sub(" ", text))
            current = ""
        else:
            left -= 1
    return [_told(one, found.get(identity_fold(one.title), "")) for one in records]


def _told(record: Record, text: str) -> Record:
    if record.abstract or not text:
        return record
    abstract, kind = stored(text, record.title, sure=True)
    return replace(record, abstract=abstract, abstract_kind=kind, code_urls=record.code_urls or code_urls_in(abstract))
