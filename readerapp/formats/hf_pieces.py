"""A capture of the trending or daily page, by whatever tool → its pieces in order: titles, texts, links, votes, dates, furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from readerapp.formats.ids import arxiv_id, is_code, web_url
from readerapp.text.clean import one_line

Kind = Literal["heading", "text", "paper", "code", "votes", "authors", "date", "by", "cut"]

_FURNITURE = re.compile(
    r"(?:new|subscribe|get trending papers in your email inbox(?: once a day)?!?|by\s*ak(?: and the research(?: community)?)?|ak|by|"
    r"and the research|and the|research|community|and the research community|daily|weekly|monthly|trending papers?|daily papers?|papers?|models|datasets|"
    r"spaces|buckets(?: new)?|docs|enterprise|pricing|log ?in|sign up|posts|solutions|website|blog|search by arxiv id or title|"
    r"submit a paper|hugging ?face|hugging face's logo(?: hugging face)?|company|tos|privacy|about|careers|jobs|contact|"
    r"press|models?, datasets?|view (?:all|paper|pdf)|view arxiv page|previous|next|upvote|\+\d+|[·\-–—|•\[\]*]+|```\w*|"
    r"(?:daily papers - )?hugging face|search|system theme|join|back to|all models|load more|sort by|filter|"
    r"collections|languages|organizations|tasks|huggingchat|learn|discord|forum|github|team & enterprise|hugging face pro|"
    r"enterprise support|inference providers|inference endpoints|storage buckets)",
    re.IGNORECASE,
)
_AUTHORS = re.compile(r"[·*\-–\s]*(\d[\d,]*)\s+authors?\W*", re.IGNORECASE)
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
_OPEN_LINK = re.compile(r"^\s*\[\s*$|^\s*\]\s*(?:\(([^()\s]{0,600})\)|\[\d{1,5}\])\s*$")
_TARGET = re.compile(r"\]\(([^()\s]{1,600})\)")
_UNCLOSED = re.compile(r"\]\([^()\s]*$")
_ESCAPE = re.compile(r"\\([\-.*_\[\]()#+!`>|~])")
_PAPER = re.compile(r"(?:https?://(?:www\.)?huggingface\.co)?/papers/(\d{4}\.\d{4,5})(?:v\d+)?(?:[#?].*)?$")
_URL = re.compile(r"<?https?://\S+?>?$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the page; `text` is a text, a number, an id or an address, as its kind has it."""

    kind: Kind
    text: str
    line: int


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of a capture without its furniture. Wrapped lines of one block are one text."""
    markdown = text.count("](") + text.count("][") > 3
    block: list[tuple[int, str]] = []
    lines = [*_body(text), ""]
    numbered = _joined(lines) if markdown else enumerate(lines, 1)
    for number, raw in numbered:
        line = raw.strip()
        if not line:
            yield from _texts(block)
            block = []
            continue
        links: list[Piece] = []
        if markdown:
            line = _from_markdown(line, number, links)
        single = _single(line, number)
        if single is None and line:
            if (
                markdown
                and _HEADING.match(line) is None
                and raw.lstrip().startswith(("* ", "- ", "+ "))
                and len(line) < 40
            ):
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


def _goes_on(line: str, following: str) -> bool:
    """Whether a heading goes on in the next line: that one is indented."""
    return (
        _HEADING.match(line) is not None
        and following.startswith("  ")
        and not following.lstrip().startswith(("* ", "- "))
    )


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
    return one_line(_ESCAPE.sub(r"\1", line))


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
    yield Piece("text", one_line(" ".join(line for _, line in block)), block[0][0])


def address(text: str) -> str | None:
    """A checked web address."""
    return web_url(text)
