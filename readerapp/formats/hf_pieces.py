"""A capture of the trending or daily page, by whatever tool → its pieces in order: titles, texts, links, votes, dates, furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from readerapp.formats.ids import arxiv_id, is_code, web_url
from readerapp.text.clean import one_line, unwrapped

Kind = Literal["heading", "text", "paper", "code", "votes", "authors", "date", "by", "cut"]

_FURNITURE = re.compile(
    r"(?:new|subscribe|get trending papers in your email inbox(?: once a day)?!?|by\s*ak(?: and the research(?: community)?)?|ak|by|"
    r"and the research|and the|research|community|and the research community|daily|weekly|monthly|trending papers?|daily papers?|papers?|models|datasets|"
    r"spaces|buckets(?: new)?|docs|enterprise|pricing|log ?in|sign up|posts|solutions|website|blog|search by arxiv id or title|"
    r"submit a paper|hugging ?face|hugging face's logo(?: hugging face)?|company|tos|privacy|about|careers|jobs|contact|"
    r"press|models?, datasets?|view (?:all|paper|pdf)|(?:view )?arxiv page|previous|next|upvote|\+\d+|[·\-–—_━|•\[\]*]+|```\w*|"
    r"\[?\S{1,40}'s avatar\]?|(?:[•*·-]\s*)?(?:\[[^\[\]\s]{0,80}\]\s*[•*·-]?\s*)+\d{0,5}|github\s+\d[\d.,]*k?(?:\s*\[\])?(?:\s*\d+)?|"
    r"(?:daily papers - )?hugging face|search|system theme|join|back to|all models|load more|sort by|filter|"
    r"collections|languages|organizations|tasks|huggingchat|learn|discord|forum|github|team & enterprise|hugging face pro|"
    r"enterprise support|inference providers|inference endpoints|storage buckets)",
    re.IGNORECASE,
)
_AUTHORS = re.compile(r"[·*\-–\s]*(\d[\d,]*)\s+authors?\W*(?:\d{1,4}\W*)?", re.IGNORECASE)
_VOTES = re.compile(
    r"(?:\[\s*-?\s*\]\s*|upvotes?\s*:?\s*|▲\s*|👍\s*|⬆️?\s*|\+\s*)?(-|\d{1,6}(?:\.\d+k|k)?)(?:\s*(?:upvotes?|votes?))?",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    rf"(?:published\s+(?:on\s+)?)?(?:{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?|\d{{4}}-\d\d-\d\d)",
    re.IGNORECASE,
)
_BY = re.compile(r"submitted by\b\s*(.*)", re.IGNORECASE)
_CUT = re.compile(r"\[?(?:content|text|output)? ?truncated\]?\.?", re.IGNORECASE)
_HEADING = re.compile(r"#{1,6}\s+(.*)")
_IMAGE = re.compile(r"!\[[^\]]{0,200}\]\([^()\s]{0,500}\)")
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]{0,200}\]){0,600})\](?:\(([^()\s]{0,600})\)|\[\d{1,5}\])")
_LISTED = re.compile(
    r"(?:\d{1,3}[.)]|[-*+])\s+\[((?:[^\[\]]|\[[^\[\]]{0,200}\]){1,400})\]\(([^()\s]{1,600})\)(?!\s*[\w\[]).{0,60}"
)
"""An entry of a list that is a title and little more."""
_OPEN_LINK = re.compile(r"^\s*\[\s*$|^\s*\]\s*(?:\(([^()\s]{0,600})\)|\[\d{1,5}\])\s*$")
_TARGET = re.compile(r"\]\(([^()\s]{1,600})\)")
_UNCLOSED = re.compile(r"\]\([^()\s]*$")
_ESCAPE = re.compile(r"\\([\-.*_\[\]()#+!`>|~])")
_ESCAPED_BACKSLASH = re.compile(r"\\\\(?=[A-Za-z])")
_PAPER = re.compile(r"(?:https?://(?:www\.)?huggingface\.co)?/papers/(\d{4}\.\d{4,5})(?:v\d+)?(?:[#?].*)?$")
_LONG = 200
_WIDTH = 78
"""Letters at which tools wrap lines."""
_WRAPPED = 40
"""Letters from which on a line may have been wrapped."""
_URL = re.compile(r"<?https?://\S+?>?$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the page; `text` is a text, a number, an id or an address, as its kind has it."""

    kind: Kind
    text: str
    line: int


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of a capture without its furniture. Wrapped lines of one block are one text."""
    text = text.replace("\ufffc", " ")  # where a browser's copy had a picture
    markdown = text.count("](") + text.count("][") > 3
    block: list[tuple[int, str]] = []
    lines = [*_body(text), ""]
    single_lines = not markdown and _each_its_own(lines)
    for number, raw in _joined(lines) if markdown else _rejoined(lines):
        line = raw.strip()
        listed = _listed(line, number) if markdown else ()
        if single_lines or not line or listed or (markdown and block and _LINK.fullmatch(line)):
            yield from _texts(block)
            block = []
        if not line or listed:
            yield from listed
            continue
        links: list[Piece] = []
        if markdown:
            line = _from_markdown(line, number, links)
        single = None if _URL.fullmatch(line) and _is_open(block) else _single(line, number)
        if single is None and line:
            if markdown and _is_short_entry(line, raw):
                line = line.lstrip("*-+ ")
                single = _single(line, number)
            if single is None and line:
                block.append((number, line))
                yield from links
                continue
        if single or not line:
            yield from _texts(block)
            block = []
        yield from links
        if single is not None and single.text != "":
            yield single
    yield from _texts(block)


def _listed(line: str, number: int) -> tuple[Piece, ...]:
    """The link and the title of a list's entry that is a paper's title and little more."""
    listed = _LISTED.fullmatch(line)
    paper = _PAPER.match(listed[2]) if listed else None
    if listed is None or paper is None or len(listed[1].split()) < 3:
        return ()
    return Piece("paper", paper[1], number), Piece("heading", one_line(listed[1]), number)


def _is_short_entry(line: str, raw: str) -> bool:
    return _HEADING.match(line) is None and raw.lstrip().startswith(("* ", "- ", "+ ")) and len(line) < 40


def _body(text: str) -> list[str]:
    """The lines; front matter of a note-taking tool is blanked, so that line numbers stay."""
    lines = text.split("\n")
    if lines and lines[0].strip() == "---" and "---" in [line.strip() for line in lines[1:40]]:
        end = [line.strip() for line in lines[1:40]].index("---") + 1
        lines[: end + 1] = [""] * (end + 1)
    return lines


def _joined(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Lines with their numbers; a link that a tool has wrapped over several lines is one line again."""
    at = 0
    while at < len(lines):
        start, line = at, lines[at]
        at += 1
        while (
            at < len(lines) and at - start < 6 and lines[at].strip() and line.strip() not in ("[", "]")
            and (line.count("[") > line.count("]") or _UNCLOSED.search(line) or _goes_on(line, lines[at]))
        ):  # fmt: skip
            joint = "" if _UNCLOSED.search(line) or re.search(r"\w-$", line.rstrip()) else " "
            line = line.rstrip() + joint + lines[at].strip()
            at += 1
        yield start + 1, line


def _rejoined(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Lines of plain text with their numbers; a heading that was wrapped is one line again, and so is a text whose last word
    alone would be furniture ("Models")."""
    at = 0
    while at < len(lines):
        start, line = at, lines[at]
        at += 1
        while at < len(lines) and at - start < 6 and lines[at].strip() and _goes_on(line, lines[at]):
            line = line.rstrip() + " " + lines[at].strip()
            at += 1
        if (
            at + 1 < len(lines) and len(line.strip()) >= _WRAPPED and not lines[at + 1].strip()
            and re.fullmatch(r"\w+", lines[at].strip()) and _FURNITURE.fullmatch(lines[at].strip())
        ):  # fmt: skip
            line = line.rstrip() + " " + lines[at].strip()
            at += 1
        yield start + 1, line


def _each_its_own(lines: list[str]) -> bool:
    """Whether each line is a text of its own: a copy out of a browser has hardly any blank line and wraps nothing."""
    filled = [line for line in lines if line.strip()]
    wrapped = sum(line[:1].islower() and len(line) > 40 for line in filled)
    return len(filled) >= 20 and len(lines) - len(filled) < 0.15 * len(filled) and wrapped * 20 < len(filled)


def _goes_on(line: str, following: str) -> bool:
    """Whether a heading goes on in the next line: that one is indented, or its first word had no place in a line as wide."""
    if _HEADING.match(line) is None or following.lstrip().startswith(("* ", "- ", "#", "[")):
        return False
    word = following.split()[0]
    return following.startswith("  ") or (_WRAPPED < len(line) <= _WIDTH < len(line) + 1 + len(word))


def _from_markdown(line: str, number: int, links: list[Piece]) -> str:
    """A line without Markdown's marks; links to papers and code are put into `links`."""
    for target in _TARGET.findall(line):
        if match := _PAPER.match(target):
            links.append(Piece("paper", match[1], number))
        elif is_code(target):
            links.append(Piece("code", target, number))
    line = _IMAGE.sub("", line)
    if _OPEN_LINK.match(line):
        return ""
    if links and all(link.kind == "code" for link in links) and _LINK.sub("", line).strip(" *-·") == "":
        return ""  # a button to the code, whatever it says on it
    line = _LINK.sub(r"\1", line)
    line = re.sub(r"\]\([^()\s]{0,600}\)|^\s*\[\s+|\s+\]\[\d+\]$", " ", line)
    return one_line(_ESCAPE.sub(r"\1", _ESCAPED_BACKSLASH.sub(r"\\", line)))


def _single(line: str, number: int) -> Piece | None:
    """The piece that a line is by itself, with "" for furniture; None for a line of text."""
    heading = _HEADING.match(line)
    if heading:
        text = heading[1].strip()
        return Piece("text", "", number) if not text or _FURNITURE.fullmatch(text) else Piece("heading", text, number)
    if _FURNITURE.fullmatch(line):
        return Piece("text", "", number)
    if _CUT.fullmatch(line):
        return Piece("cut", line, number)
    if match := _AUTHORS.fullmatch(line):
        return Piece("authors", match[1], number)
    if match := _DATE.fullmatch(line.strip("·* ")):
        return Piece("date", match[0], number)
    if match := _VOTES.fullmatch(line):
        return Piece("votes", match[1], number)
    if match := _BY.fullmatch(line):
        return Piece("by", match[1] or "?", number)
    if _URL.fullmatch(line):
        url = line.strip("<>")
        if match := _PAPER.match(url):
            return Piece("paper", match[1], number)
        if is_code(url):
            return Piece("code", url, number)
        found = arxiv_id(url)
        return Piece("paper", found[0], number) if found else Piece("text", "", number)
    return None


def _texts(block: list[tuple[int, str]]) -> Iterator[Piece]:
    """A block of lines as one text, or as title and abstract where no blank line stands between them."""
    if not block:
        return
    lengths = [len(line) for _, line in block]
    first = lengths[0]
    rest = lengths[1:]
    if (
        rest
        and first < 200
        and (max(rest) > 300 or (len(rest) > 2 and first < 0.7 * max(rest[:-1]) and sum(rest) > 300))
    ):
        yield Piece("text", block[0][1], block[0][0])
        block = block[1:]
    yield Piece("text", one_line(unwrapped([line for _, line in block])), block[0][0])


def _is_open(block: list[tuple[int, str]]) -> bool:
    """Whether a long text goes on: its last sentence has no end yet."""
    return sum(len(line) for _, line in block) >= _LONG and block[-1][1][-1] not in ".!?…"


def address(text: str) -> str | None:
    """A checked web address."""
    return web_url(text)
