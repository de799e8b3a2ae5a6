"""Chats written out as text: each message begins with its time and who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from readerapp.formats.message_html import as_html, lines_of
from readerapp.formats.message_papers import papers_in
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading, Record

_DAY = r"\d{1,4}[./-](?:\d{1,2}|[A-Z][a-z]{2})[./-]\d{1,4}"
_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?\s?[Mm]\.?)?"
_START = re.compile(
    rf"^(?:\u200e?\[{_DAY},?\s{_TIME}\]\s(?:<[^<>\n]{{1,60}}>|[^<:\n]{{1,60}}:)\s?"
    rf"|\[{_DAY}\s{_TIME}\]\s[^:<\n]{{1,60}}\n"
    rf"|{_DAY},?\s{_TIME}\s-\s[^:\n]{{1,60}}:\s?"
    rf"|[^\[\]\n:]{{1,60}},\s\[{_DAY}\s{_TIME}\]:?[ ]?\n?)",
    re.MULTILINE,
)
"""`[01/03/2024, 09:11:00] Ada: `, `01/03/2024, 09:11 - Ada: `, `[2024-03-01 09:11] <ada> `, `Ada, [01.03.24 09:11]`,
`[01-Mar-24 09:11 AM] Ada` on a line of its own."""
_FEW = 2


def recognise(source: Source) -> int:
    """By the beginnings of its first messages."""
    return 70 if len(_START.findall(source.head)) >= _FEW else 0


def read(source: Source) -> Reading:
    """The papers that messages tell of."""
    return Reading("chat_text", records=tuple(_records(source.text)))


def _records(text: str) -> Iterator[Record]:
    starts = list(_START.finditer(text))
    line = 1
    before = 0
    for start, end in zip(starts, [*(match.start() for match in starts[1:]), len(text)], strict=False):
        line += text.count("\n", before, start.start())
        before = start.start()
        for record in papers_in(lines_of(as_html(text[start.end() : end]))):
            yield replace(record, line=line)


FORMAT = Format("chat_text", tr("chat export (text)"), recognise, read)
