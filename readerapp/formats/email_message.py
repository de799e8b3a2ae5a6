"""E-mails (.eml, mbox): the part that lists papers is handed to the other formats."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from dataclasses import replace
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32

from readerapp.formats import registry
from readerapp.formats.dates import full_date
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading
from readerapp.text.clean import one_line

_HEADER = re.compile(
    r"(?:From |(?:From|To|Subject|Date|Received|Return-Path|MIME-Version|Message-ID|Delivered-To|Content-Type|X-[\w-]+):)",
    re.IGNORECASE,
)
_NEXT = re.compile(rb"^From \S+.{0,80}\d{4}\r?$", re.MULTILINE)
_LONGEST = 20_000
"""Bytes of a header that are looked at."""
_PARTS = 200
_DEEP = re.compile(rb"^content-type:\s*(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)


def recognise(source: Source) -> int:
    """By headers at the very beginning."""
    lines = source.head.split("\n")[:30]
    found = {match[0].lower() for line in lines if (match := _HEADER.match(line))}
    return 96 if len(found) >= 2 and _HEADER.match(source.head) and found & {"from:", "subject:"} else 0


def read(source: Source) -> Reading:
    """The papers of every message, each by its HTML or its text, whichever lists more."""
    if len(_DEEP.findall(source.data)) > _PARTS:
        return Reading("email", warnings=(tr("the mail has more parts inside parts than any mail has"),))
    # A mail saved by an editor may have a byte order mark, or two bytes a sign; a mail as it was sent has neither.
    marked = source.data[:2] in (b"\xef\xbb", b"\xff\xfe", b"\xfe\xff") or b"\0" in source.data[:64]
    data = source.text.encode("utf-8", "replace") if marked else source.data
    readings = [reading for message in _messages(data) if (reading := _of_message(source, message)).records]
    if not readings:
        return Reading("email")
    first = readings[0]
    return replace(
        first,
        format=f"email/{first.format}",
        records=tuple(record for reading in readings for record in reading.records),
        skipped=tuple(skipped for reading in readings for skipped in reading.skipped),
    )


def _messages(data: bytes) -> Iterator[Message]:
    starts = [match.start() for match in _NEXT.finditer(data)] if data.startswith(b"From ") else []
    for start, end in zip(starts or [0], [*starts[1:], len(data)], strict=True):
        part = data[start:end]
        if part.startswith(b"From "):
            part = part.split(b"\n", 1)[-1]
        yield email.message_from_bytes(part, policy=compat32)


def _of_message(source: Source, message: Message) -> Reading:
    best = Reading("email")
    for part in message.walk():
        if part.is_multipart() or part.get_content_maintype() not in ("text", "application"):
            continue
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes) or not data.strip():
            continue
        inner = Source(_name(part, source.name), data, source.modified, part.get_content_charset())
        if recognise(inner):
            continue
        reading = registry.read(inner)
        if len(reading.records) > len(best.records):
            best = reading
    subject = one_line(_header(message, "Subject"))
    date = full_date(_header(message, "Date"))
    return replace(best, title=subject or best.title, date=date or best.date)


def _name(part: Message, default: str) -> str:
    return f"{default}.html" if part.get_content_subtype() == "html" else f"{default}.txt"


def _header(message: Message, name: str) -> str:
    value = str(message.get(name, ""))[:_LONGEST]
    try:
        return str(make_header(decode_header(value)))
    except (LookupError, ValueError, UnicodeError):
        return value


FORMAT = registry.Format("email", tr("e-mail"), recognise, read)
