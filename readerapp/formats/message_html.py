"""What people and bots write into chats, in any program's markup, as lines with their links and bold words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from readerapp.formats.ids import urls_in
from readerapp.formats.labelled import is_markup
from readerapp.text.clean import from_markup, one_line, unescape

_ANGLED = re.compile(r"<([@#!]?)([^<>|\n]{1,2000})(?:\|([^<>\n]{0,1000}))?>")
"""`<https://…|label>`, `<@U123>`, `<#C1|general>`."""
_SQUARE = re.compile(
    r"\[((?:[^\[\]\n]|\[[^\[\]\n]{0,80}\]){1,500})\]\((https?://[^\s()]{4,1000}(?:\([^\s()]{0,80}\))?[^\s()]{0,80})\)"
)
_STRONG = re.compile(r"(\*(?<![\w*]\*)\*?)(?=\S)([^*\n]{2,600}?)(?<=\S)\1(?![\w*])")
_STRESSED = re.compile(r"(_(?<![\w]_)_?)(?=\S)([^_\n]{2,2000}?)(?<=\S)\1(?![\w_])")
_TOKEN = re.compile(
    r"<(/?)(a|b|strong|br|p|div|li|ul|ol|h[1-6]|blockquote|pre|table|tr|td)\b([^<>]{0,4000})>|\n", re.IGNORECASE
)
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a message."""

    text: str
    links: tuple[tuple[str, str], ...] = ()
    """Label and address, bare addresses too."""
    bold: str = ""
    """Its first bold words."""


def linked(text: str, url: str) -> str:
    """A link as HTML."""
    return f'<a href="{escape(url)}">{escape(text)}</a>'


def as_html(text: str) -> str:
    """A message's text as HTML, whether it is that already or has the marks of a chat program (`*bold*`, `<url|label>`)."""
    if is_markup(text):
        return text
    parts: list[str] = []
    place = 0
    for match in _ANGLED.finditer(text):
        parts += [_plain(text[place : match.start()]), _angled(match)]
        place = match.end()
    return "".join([*parts, _plain(text[place:])])


def _angled(match: re.Match[str]) -> str:
    label = unescape(match[3] or "")
    if match[1]:
        return escape(label)
    if match[2].startswith(("http://", "https://")):
        return linked(label or unescape(match[2]), unescape(match[2]))
    return escape(unescape(match[0]))


def _plain(text: str) -> str:
    parts: list[str] = []
    place = 0
    for match in _SQUARE.finditer(text):
        parts += [_marked(text[place : match.start()]), linked(unescape(match[1]), unescape(match[2]))]
        place = match.end()
    return "".join([*parts, _marked(text[place:])])


def _marked(text: str) -> str:
    text = escape(unescape(text), quote=False)
    return _STRESSED.sub(r"\2", _STRONG.sub(r"<b>\2</b>", text)) if "*" in text or "_" in text else text


def lines_of(markup: str) -> list[Line]:
    """The lines of a message that is HTML; blank ones are left out. Linear, never an error."""
    return [line for parts in _broken(markup) if (line := _line(parts)).text]


def _broken(markup: str) -> Iterator[list[tuple[str, str]]]:
    """Each line as pieces of text with what they are: the address of a link, `b` for bold, "" for neither."""
    pieces: list[tuple[str, str]] = []
    place = 0
    address = bold = ""
    for match in _TOKEN.finditer(markup):
        pieces.append((markup[place : match.start()], address or bold))
        place = match.end()
        tag = (match[2] or "").lower()
        if tag == "a":
            found = None if match[1] else _HREF.search(match[3])
            address = unescape(next(part for part in found.groups() if part is not None)) if found else ""
        elif tag in ("b", "strong"):
            bold = "" if match[1] else "b"
        else:
            yield pieces
            pieces = []
    yield [*pieces, (markup[place:], address or bold)]


def _line(pieces: list[tuple[str, str]]) -> Line:
    if len(pieces) == 1 and not pieces[0][1] and "http" not in pieces[0][0]:
        return Line(one_line(from_markup(pieces[0][0])).removeprefix("> "))
    whole = one_line(from_markup("".join(text for text, _ in pieces))).removeprefix("> ")
    named = [(text, kind) for part, kind in pieces if kind and (text := one_line(from_markup(part)))]
    links = [(text, kind) for text, kind in named if kind.startswith("http")]
    if "http" in whole:
        links += [(url, url) for url in urls_in(whole) if all(url not in link for link in links)]
    bold = next((text for text, kind in named if kind == "b"), "")
    return Line(whole, tuple(links), bold.strip(" :"))
