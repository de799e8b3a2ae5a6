"""HTML that people and bots put into Markdown, as the Markdown that means the same."""

from __future__ import annotations

import re
from typing import Literal

FoldKind = Literal["text", "details", "close", "summary", "end"]

_TAG = re.compile(r"<(?:/?[a-zA-Z][a-zA-Z0-9]*[\s>/])")
_FOLD = re.compile(r"<(/?)(details|summary)\b[^<>]*+>", re.IGNORECASE)
_HEADING = re.compile(r"<h([1-6])\b[^<>]*+>([^<]*+(?:<(?!/?h[1-6])[^<]*+)*+)</h[1-6]\s*>", re.IGNORECASE)
_ANCHOR = re.compile(
    r"<a\s(?:[^<>]*?\s)?href\s*=\s*(?:\"([^\"<>]*+)\"|'([^'<>]*+)'|([^\s<>\"']++))[^<>]*+>([^<]*+(?:<(?!/?a[\s>])[^<]*+)*+)</a\s*>",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"<(?:br|hr)\b[^<>]*+>|</?(?:p|div|center|ul|ol|dl|section|article|blockquote)\b[^<>]*+>", re.IGNORECASE
)
_STRONG = re.compile(r"</?(?:b|strong)>", re.IGNORECASE)
_ITALIC = re.compile(r"</?(?:i|em)>", re.IGNORECASE)
_ENTRY = re.compile(r"<(?:li|dt|dd)\b[^<>]*+>", re.IGNORECASE)
_DROPPED = re.compile(
    r"</(?:li|dt|dd)>|<img\b[^<>]*+>|</?(?:a|font|span|nobr|small|kbd|picture|source)\b[^<>]*+>", re.IGNORECASE
)


def has_tags(line: str) -> bool:
    """Whether there is anything in a line that looks like a tag."""
    return "<" in line and bool(_TAG.search(line))


def unfold(line: str) -> list[tuple[FoldKind, str]]:
    """The line cut at the tags that fold a part of the page away (`<details>`, `<summary>` and their ends)."""
    parts: list[tuple[FoldKind, str]] = []
    place = 0
    for match in _FOLD.finditer(line):
        if line[place : match.start()].strip():
            parts.append(("text", line[place : match.start()]))
        place = match.end()
        closes = bool(match[1])
        if match[2].lower() == "details":
            parts.append(("close" if closes else "details", ""))
        else:
            parts.append(("end" if closes else "summary", ""))
    if line[place:].strip():
        parts.append(("text", line[place:]))
    return parts


def as_markdown(text: str) -> str:
    """Headings, links, bold, italics, list entries and line breaks as Markdown; line breaks are line feeds."""
    if "<" not in text:
        return text
    text = _HEADING.sub(lambda match: f"\n{'#' * int(match[1])} {match[2]}\n", text)
    text = _BREAK.sub("\n", _STRONG.sub("**", text))
    text = _ANCHOR.sub(lambda match: f"[{match[4]}]({match[1] or match[2] or match[3] or '#'})", text)
    text = _ENTRY.sub("\n- ", _ITALIC.sub("*", text))
    return _DROPPED.sub("", text)
