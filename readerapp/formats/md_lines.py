"""A Markdown file as logical lines: fences and front matter taken out, HTML of the page as Markdown, quotes unmarked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from readerapp.formats.md_html import as_markdown, has_tags, unfold
from readerapp.formats.md_htmltables import html_tables
from readerapp.formats.md_inline import LONG_LINE, Targets
from readerapp.text.clean import unescape

LineKind = Literal["text", "fence", "front", "details", "summary", "close", "term"]

_FENCE = re.compile(r"(?:\s|>)*+(?:[-*+]\s+)?(`{3,}|~{3,})\s*([^`]{0,60}?)\s*$")
_QUOTE = re.compile(r"\s{0,3}>(?:\s{0,3}>)*+\s?")
_CALLOUT = re.compile(r"\[!(\w+)\][-+]?\s*(.*)")
_TARGET = re.compile(r"\s{0,3}\[([^\[\]^][^\[\]]{0,100}+)\]:\s*+<?([^\s<>]{1,2000}+)>?(?:\s+[\"'(].*)?$")
_KEY = re.compile(r"[\w-]{1,40}\s*[:=]")
_FRONT_KEY = re.compile(
    r"(?:layout|title|date|tags|authors?|categories|doi|arxiv|draft|permalink|description|aliases)\s*[:=]"
)
_FRONT_LINES = 200
_SUMMARY_LINES = 6


@dataclass(slots=True)
class Line:
    """One line as it means something: `text` without the marks of quotes, stripped; "" for a blank one."""

    number: int
    text: str
    indent: int = 0
    quoted: bool = False
    kind: LineKind = "text"
    body: str = ""
    """Of a fence or of front matter: what stands inside."""
    info: str = ""
    """Of a fence: the word after its mark, lower case."""


@dataclass(slots=True)
class Page:
    """The lines of a file and the addresses of its reference links."""

    lines: list[Line] = field(default_factory=list)
    targets: Targets = field(default_factory=Targets)
    summary: Line | None = None
    """The `<summary>` that is open."""


def page_of(text: str) -> Page:
    """Reads a file's text. Linear, never an error."""
    page = Page()
    raw = text.split("\n")
    fences = _fences(raw)
    front = _front_matter(raw, fences)
    tables = html_tables(raw) if "</t" in text or "</T" in text else {}
    last_comment = max((n for n, line in enumerate(raw) if "-->" in line), default=-1) if "-->" in text else -1
    comment = False
    marked = "```" in text or "~~~" in text
    number = 0
    while number < len(raw):
        line = raw[number]
        if number in front:
            end = front[number]
            page.lines.append(Line(number + 1, "", kind="front", body="\n".join(raw[number + 1 : end])))
            number = end + 1
            continue
        if number in fences and not comment:
            number = _take_fence(page, raw, number, fences[number])
            continue
        if number in tables and not comment:
            end, rows = tables[number]
            page.lines += [Line(place + 1, row) for place, row in rows]
            number = end + 1
            continue
        number += 1
        if comment or "<!--" in line:
            # A comment that never ends hides nothing.
            line, comment = _without_comments(line, comment, number <= last_comment)
            if not line.strip():
                continue
        if "]:" in line and (target := _TARGET.match(line)) and ("/" in target[2] or "." in target[2]):
            page.targets.setdefault(target[1].strip().lower(), unescape(target[2]))
        elif not (marked and line.lstrip().startswith(("```", "~~~")) and _FENCE.match(line)):
            _take(page, number, line)
    _close_summary(page)
    return page


def _fences(raw: list[str]) -> dict[int, int]:
    """First line → last line of each fenced block. One that is not closed is none."""
    found: dict[int, int] = {}
    open_at, mark = -1, ""
    for number, line in enumerate(raw):
        if ("```" not in line and "~~~" not in line) or len(line) > 200:
            continue
        match = _FENCE.match(line)
        if not match:
            continue
        if open_at < 0:
            open_at, mark = number, match[1]
        elif match[1][0] == mark[0] and len(match[1]) >= len(mark) and not match[2]:
            found[open_at] = number
            open_at = -1
    return found


def _front_matter(raw: list[str], fences: dict[int, int]) -> dict[int, int]:
    """First line → last line of front matter: at the beginning, and where another file was put behind."""
    found = {}
    first = next((number for number, line in enumerate(raw) if line.strip()), 0)
    number = first
    while number < len(raw) - 1:
        if number in fences:
            number = fences[number] + 1
            continue
        mark = raw[number].strip()
        if mark in ("---", "+++"):
            key = _KEY if number == first else _FRONT_KEY
            end = _front_end(raw, number, mark) if key.match(raw[number + 1]) else None
            if end:
                found[number] = end
                number = end
        number += 1
    return found


def _front_end(raw: list[str], start: int, mark: str) -> int | None:
    for number in range(start + 1, min(start + _FRONT_LINES, len(raw))):
        line = raw[number].rstrip()
        if line in (mark, "..."):
            # Entries of labelled lines between rules ("Title: …") are no front matter.
            follows = raw[number + 1] if number + 1 < len(raw) else ""
            return None if raw[start + 1][:1].isupper() and _KEY.match(follows) else number
        if line and not (_KEY.match(line) or line[0] in " \t-#]}"):
            return None
    return None


def _take_fence(page: Page, raw: list[str], start: int, end: int) -> int:
    """Puts a fence on the page; one that holds Markdown is opened: its lines are the page's. The number of the next line."""
    match = _FENCE.match(raw[start])
    info = (match[2].split() or [""])[0].lower().strip("{}.") if match else ""
    if info in ("markdown", "md", "mdx"):
        for number in range(start + 1, end):
            _take(page, number + 1, raw[number])
        return end + 1
    body = raw[start + 1 : end]
    if raw[start].lstrip().startswith(">"):
        body = [_QUOTE.sub("", line, count=1) for line in body]
    kind: LineKind = "front" if info in ("yaml", "yml", "toml", "") and _is_paper(body) else "fence"
    page.lines.append(Line(start + 1, "", kind=kind, body="\n".join(body), info=info))
    return end + 1


def _is_paper(body: list[str]) -> bool:
    """Whether a fence holds the fields of a paper as front matter has them."""
    keys = {line.split(":", 1)[0].strip().lower() for line in body if _KEY.match(line)}
    return "title" in keys and bool(keys & {"abstract", "arxiv", "doi", "authors"}) and bool(_KEY.match(body[0]))


def _without_comments(line: str, inside: bool, closes_later: bool) -> tuple[str, bool]:
    """The line without comments, and whether one goes on behind it."""
    parts = []
    place = 0
    while True:
        if inside:
            end = line.find("-->", place)
            if end < 0:
                if not closes_later:
                    parts.append(line[place:].replace("<!--", ""))
                return "".join(parts), closes_later
            place, inside = end + 3, False
        start = line.find("<!--", place)
        parts.append(line[place : start if start >= 0 else len(line)])
        if start < 0:
            return "".join(parts), False
        place, inside = start + 4, True


def _take(page: Page, number: int, line: str) -> None:
    """Puts one line of the file on the page: none, one or several logical lines."""
    quoted = False
    if ">" in line[:8] and (quote := _QUOTE.match(line)):
        line, quoted = line[quote.end() :], True
        if callout := _CALLOUT.match(line):
            # With a link behind it the callout's own line is a title.
            line = _callout(callout[1], callout[2])
    if not has_tags(line) or len(line) > LONG_LINE or is_row(line):
        _put(page, number, line, quoted)
        return
    for kind, text in unfold(line):
        if kind == "text":
            for part in as_markdown(text).split("\n"):
                if part.strip():
                    _put(page, number, part, quoted)
        elif kind == "summary":
            _close_summary(page)
            page.summary = Line(number, "", quoted=quoted, kind="summary")
        elif kind == "end":
            _close_summary(page)
        else:
            _close_summary(page)
            page.lines.append(Line(number, "", quoted=quoted, kind="details" if kind == "details" else "close"))


def _callout(kind: str, text: str) -> str:
    """The first line of a callout (`> [!note] The title`): what it is called, or what it holds."""
    if "](" in text[:400]:
        return text
    if kind.lower() in ("abstract", "summary", "tldr", "tip", "info"):
        return f"**{kind}:** {text}"
    return f"**{text}**" if text and "*" not in text else text


def _put(page: Page, number: int, line: str, quoted: bool) -> None:
    text = line.strip()
    if page.summary:
        # One that is not closed ends with its paragraph.
        if (text or not page.summary.text) and number - page.summary.number < _SUMMARY_LINES:
            page.summary.text = f"{page.summary.text} {text}".strip()
            return
        _close_summary(page)
    indent = 0
    if text and line[0] in " \t\u3000\xa0":
        margin = line[: len(line) - len(line.lstrip())]
        indent = len(margin.expandtabs(4))
    page.lines.append(Line(number, text, indent, quoted))


def _close_summary(page: Page) -> None:
    if page.summary:
        page.lines.append(page.summary)
        page.summary = None


def is_row(line: str) -> bool:
    """Whether a line is a table's row by its looks."""
    return line.count("|") >= 2 and line.lstrip().startswith("|")
