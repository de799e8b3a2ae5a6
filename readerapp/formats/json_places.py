"""On which line of a JSON file a paper stands: titles are looked for in the text, from the one before on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace

from readerapp.records import Record

_MISSES = 20
"""Titles that were not found as they stand in the text (escaped in some way) after which lines are no longer looked for."""


class TitleLines:
    """Line numbers of titles, looked for from the one before on."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0
        self._line = 1
        self._misses = 0 if "\n" in text.strip() else _MISSES

    def of(self, title: str) -> int | None:
        """The line on which a title stands; None when it cannot be found as it is."""
        if self._misses >= _MISSES:
            return None if "\n" in self._text.strip() else 1
        start = title[:60]
        for needle in (json.dumps(start, ensure_ascii=False)[1:-1], json.dumps(start)[1:-1]):
            place = self._text.find(needle, self._place)
            if place >= 0:
                self._line += self._text.count("\n", self._place, place)
                self._place = place
                return self._line
        self._misses += 1
        return None

    def placed(self, records: Iterable[Record]) -> Iterator[Record]:
        """The records with their lines."""
        return (replace(record, line=self.of(record.title)) for record in records)
