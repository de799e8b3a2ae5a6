"""One file's bytes, decoded: what every format gets to read."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from readerapp.text.clean import control_free

# Byte order marks, longest first: the UTF-16 mark begins the UTF-32 one.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""(?:<\?xml[^>]{0,200}encoding|<meta[^>]{0,200}charset)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})"""
)
_LINE_END = re.compile("\r\n?|\u2028|\u2029|\x85|\x0c")


def decode(data: bytes, declared: str | None = None) -> tuple[str, int]:
    """Text of the bytes and how many characters were replaced or dropped.

    In this order: byte order mark, UTF-16 that shows by its zero bytes, the declared character set (the argument, or what an
    XML or HTML head says), strict UTF-8, Windows-1252. Line ends become line feeds; NUL, control characters and lone surrogates
    go.
    """
    text = None
    replaced = 0
    for mark, name in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(name, "replace")
            break
    if text is None:
        for name in _candidates(data, declared):
            try:
                text = data.decode(name)
                break
            except (UnicodeDecodeError, LookupError):
                continue
    if text is None:
        text = data.decode("cp1252" if _mostly_text(data) else "utf-8", "replace")
    if "\ufffd" in text:
        replaced = text.count("\ufffd")
    text = _LINE_END.sub("\n", text) if not text.isascii() or "\r" in text or "\x0c" in text else text
    text, dropped = control_free(text)
    return text, replaced + dropped


def _candidates(data: bytes, declared: str | None) -> list[str]:
    names = []
    head = data[:4096]
    if len(head) >= 4:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        if odd > len(head) * 0.3 and even < odd / 8:
            names.append("utf-16-le")
        elif even > len(head) * 0.3 and odd < even / 8:
            names.append("utf-16-be")
    if declared is None and (found := _DECLARED.search(head)):
        declared = found[1].decode("ascii")
    if declared:
        try:
            # Only codecs that give text: "hex" and "zip" are codecs too.
            if codecs.lookup(declared)._is_text_encoding and not declared.lower().startswith("utf-16"):
                names.append(declared)
        except LookupError:
            pass
    return [*names, "utf-8", "cp1252"]


def _mostly_text(data: bytes) -> bool:
    """Whether broken UTF-8 is better read as Windows-1252: few of its bytes form valid UTF-8 sequences."""
    sample = data[:65536]
    return sample.decode("utf-8", "replace").count("\ufffd") > sum(b >= 0x80 for b in sample) / 4


@dataclass(frozen=True)
class Source:
    """A file to read: its name, its bytes and the day it was last changed (for dates without a year)."""

    name: str
    data: bytes = field(repr=False)
    modified: date
    declared: str | None = None
    """Character set that whatever held these bytes (a mail's part) gave for them."""

    @cached_property
    def _decoded(self) -> tuple[str, int]:
        return decode(self.data, self.declared)

    @property
    def text(self) -> str:
        """The decoded text; lines end in line feeds."""
        return self._decoded[0]

    @property
    def replaced(self) -> int:
        """How many characters could not be decoded or were dropped."""
        return self._decoded[1]

    @cached_property
    def head(self) -> str:
        """The first 4,096 characters without leading white space: enough to tell formats apart."""
        return self.text[:8192].lstrip()[:4096]

    def part(self, text: str, name: str | None = None) -> Source:
        """A text found inside this file (a mail's body, a fenced block), as a source of its own."""
        return replace(self, name=name or self.name, data=text.encode("utf-8", "replace"), declared="utf-8")
