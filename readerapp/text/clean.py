"""Raw text of a file → the plain text that is stored."""

from __future__ import annotations

import html
import re

# Line breaks that only lay out a page, and characters that nobody sees: they would make equal titles differ.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACE = re.compile(r"\s+")
_PARAGRAPH = re.compile(r"[^\S\n]*\n[^\S\n]*(?:\n\s*)+")
_TAG = re.compile(
    r"</?(?:jats:)?(?:a|abbr|abstract|b|big|bold|br|center|code|div|em|font|h[1-6]|hr|i|img|inf|inline-formula|"
    r"italic|li|list|list-item|mark|monospace|mml:[a-z]+|ol|overline|p|sc|scp|sec|small|span|strong|styled-content|sub|sup|"
    r"tex-math|title|tt|u|ul|underline)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BREAKING_TAG = re.compile(r"<(?:/(?:jats:)?(?:p|div|li|sec|title|h[1-6])|br)\b[^<>]*>", re.IGNORECASE)

_BROKEN_WORD = re.compile(r"[^\W\d_]-$")
_BROKEN_ADDRESS = re.compile(r"https?://\S*[/=&?_-]$|https?://$")
_BROKEN_BEFORE_SLASH = re.compile(r"https?:/?$|https?://\S+$")
_ELLIPTIC = re.compile(r"(?:and|or|to|und|oder|et|y)\b")
"""Before these a hyphen ends its word: "pre- and post-training"."""


_BREAKS = "\n\t\r\x0b\x0c\x1c\x1d\x1e\x1f"
"""White space of ASCII beside the plain space."""
_LONG = 200


def control_free(text: str) -> tuple[str, int]:
    """The text without NUL, control characters and lone surrogates, and how many were dropped."""
    return _CONTROL.subn("", text)


def one_line(text: str) -> str:
    """White space collapsed to single spaces (no-break spaces and line breaks too), invisible characters dropped."""
    if not text.isascii():
        text = text.translate(_INVISIBLE)
    elif len(text) > _LONG and "  " not in text and not any(sign in text for sign in _BREAKS):
        return text.strip()  # nothing to collapse, as in most: to see that takes a quarter of the time
    return " ".join(text.split())


def paragraphs(text: str) -> str:
    """Like one_line, but blank lines stay as one paragraph break (two line feeds)."""
    if "\n" not in text:
        return one_line(text)
    parts = (one_line(part) for part in _PARAGRAPH.split(text))
    return "\n\n".join(part for part in parts if part)


def unwrapped(lines: list[str]) -> str:
    """The lines of a paragraph that a tool wrapped, as one; a word or an address that was broken at a sign is whole again."""
    text = lines[0] if lines else ""
    for line in lines[1:]:
        end = text[-400:]
        broken = (
            _BROKEN_ADDRESS.search(end)
            or (_BROKEN_WORD.search(end) and not _ELLIPTIC.match(line))
            or (line.startswith("/") and _BROKEN_BEFORE_SLASH.search(end))
        )
        text += line if broken else " " + line
    return text


def unescape(text: str) -> str:
    """HTML entities decoded, once."""
    return html.unescape(text) if "&" in text else text


def untag(text: str) -> str:
    """Known HTML and JATS tags removed (a line break where they break a line); any other `<word>` is text."""
    if "<" not in text:
        return text
    return _TAG.sub("", _BREAKING_TAG.sub("\n", text))


def from_markup(text: str) -> str:
    """Plain text of a field that may hold HTML: entities decoded and known tags removed, also escaped ones."""
    return untag(unescape(untag(text)))
