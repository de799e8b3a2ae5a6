"""Markdown inside a line: its links, and its text without markup. Titles and abstracts are foreign; TeX in them stays."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from readerapp.text.clean import from_markup, one_line, unescape


class Targets(dict[str, str]):
    """What stands for an address elsewhere in a page: names of reference links (`[32]: https://…`) in lower case, relative
    addresses. Filled before its links are looked for.
    """

    __slots__ = ("links",)

    def __init__(self) -> None:
        super().__init__()
        self.links: dict[str, tuple[Link, ...]] = {}
        """The links of the page's lines, which every pass over it asks for."""


NO_TARGETS = Targets()
LONG_LINE = 60_000
"""Letters from which on a line is no text that somebody wrote; it is not looked into."""

# Possessive quantifiers (*+) keep the patterns linear on hostile input.
_IMAGE = re.compile(
    r"(\[?)!\[([^\[\]]{0,300}+)\](?:\([^\s()]*+(?:\([^\s()]*+\)[^\s()]*+)*+(?:\s[^()]{0,300}+)?\)|\[[^\[\]]{0,100}+\])"
)
_ANY_LINK = re.compile(
    r"\[(?P<text>(?:[^\[\]\\]++|\\.|\[(?:[^\[\]\\]++|\\.)*+\](?!\())*+)\]"
    r"(?:\(\s*+<?(?P<url>(?:[^\s()<>]++|\([^\s()<>]*+\))*+)>?(?:\s++(?:\"[^\"]{0,500}+\"|'[^']{0,500}+'))?\s*+\)"
    r"|\[(?P<name>[^\[\]]{0,100}+)\])"
    r"|<(?P<chat>https?://[^\s<>|]{1,2000}+)(?:\|(?P<said>[^<>]{0,500}+))?>"
    r"|\[\[(?P<page>[^\[\]|]{1,300}+)(?:\|(?P<alias>[^\[\]]{1,300}+))?\]\]"
    r"|(?<![\w\"'=@/])(?P<bare>(?:https?://|www\.)[^\s<>\"`{}|\\^\u3000-\u303f\uff00-\uffef]++)",
    re.DOTALL | re.IGNORECASE,
)
_ADDRESS = re.compile(r"[/#.:@%?]|$")
_FOOTNOTE = re.compile(r"\[\^[\w-]{1,30}\]")
_KEPT = re.compile(
    r"(?<!\\)(?P<math>\$\$[^$]{1,2000}+\$\$|\$(?=[^\s$])(?:[^$\\]++|\\.)++(?<=\S)\$(?!\d)|\\\([^()]{1,300}+\\\))"
    # "``a and ``b''" are TeX's quotes.
    r"|(?<!`)`(?!`)(?P<code>[^`']{1,300}+)(?<=\S)`(?!`)|(?<!`)``(?!`)(?P<code2>[^`']{1,300}+)(?<=\S)``(?!`)",
    re.DOTALL,
)
_PLACE = re.compile("\x00(\\d+)\x00")
_BOLD = re.compile(r"\*\*(?=[^\s*])((?:[^*]++|\*(?!\*))*+)\*\*")
_STAR = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*]*+)(?<=\S)\*(?![\w*])")
_LOW_LINE = re.compile(r"(?<![\w\\])(_{1,2})(?=[^\s_])([^_]{1,300}+(?:_(?=[^\W_])[^_]{1,60}+){0,8}+)(?<=\S)\1(?!\w)")
_STRUCK = re.compile(r"~~(?=\S)([^~]{1,500}+)~~|==(?=[^\s=])([^=]{1,500}+)==")
_ESCAPED = re.compile(r"(?<!\\)\\(?:([*_\[\]#>|<+!(){}]|-(?=\s|\d))|(?<=\d\\)(\.)|([`~])(?![a-zA-Z{]))")
_MARKS = re.compile(r"[\[*_`~=\\<&]")


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a line: its text without markup, its address ("" when the file does not tell), its place in the line."""

    text: str
    url: str
    start: int
    end: int
    named: bool = True
    """False for a bare address."""


def without_images(raw: str) -> str:
    """The line without images; a linked image (a badge) leaves its description as the link's text."""
    if "![" not in raw:
        return raw
    return _IMAGE.sub(lambda m: "[" + m[2] if m[1] else "", raw)


def links_in(raw: str, targets: Targets = NO_TARGETS) -> tuple[Link, ...]:
    """The links of a line that went through `without_images`, in order; none of a line of absurd length."""
    if ("[" not in raw and "://" not in raw and "www." not in raw) or len(raw) > LONG_LINE:
        return ()
    if (known := targets.links.get(raw)) is not None:
        return known
    found = []
    for match in _ANY_LINK.finditer(raw):
        said = _said(match, targets)
        if said is not None:
            text, url = said
            named = match["bare"] is None and not (match["chat"] and match["said"] is None)
            end = match.end() if match["bare"] is None else match.start() + len(text)
            found.append(Link(plain(text) if named else text, url, match.start(), end, named))
    links = tuple(found)
    if targets is not NO_TARGETS:
        targets.links[raw] = links
    return links


def without_links(raw: str, links: Iterable[Link]) -> str:
    """A line without these of its links, a space in the place of each."""
    for link in reversed(tuple(links)):
        raw = f"{raw[: link.start]} {raw[link.end :]}"
    return raw


def _said(match: re.Match[str], targets: Targets) -> tuple[str, str] | None:
    """The raw text and the address of a link; None for what only looks like one."""
    if match["bare"] is not None:
        url = _trimmed(match["bare"])
        return url, url if "://" in url else f"https://{url}"
    if match["chat"] is not None:
        return match["said"] or match["chat"], unescape(match["chat"])
    if match["page"] is not None:
        return match["alias"] or match["page"], ""
    if match["url"] is not None:
        url = unescape(match["url"])
        return (match["text"], targets.get(url, url)) if _ADDRESS.search(url) else None
    name = (match["name"] or match["text"]).strip().lower()
    if name in targets:
        return match["text"], targets[name]
    # A capture that lost its targets; two citations side by side ([1][2]) are none.
    return (match["text"], "") if name.isdigit() and len(match["text"]) >= 15 else None


def _trimmed(url: str) -> str:
    url = url.rstrip(".,;:!?'*_~")
    while url.endswith((")", "]")) and url.count(url[-1]) > url.count("(" if url[-1] == ")" else "["):
        url = url[:-1].rstrip(".,;:!?'*_")
    return url


def plain(raw: str, targets: Targets = NO_TARGETS) -> str:
    """The text as it is read: links are their text, emphasis, images, tags and Markdown's escapes go, TeX stays. One line."""
    if not _MARKS.search(raw):
        return one_line(raw)
    text = without_images(raw)
    if "[" in text:
        text = _FOOTNOTE.sub("", text)
    if "[" in text or "<http" in text:
        text = _ANY_LINK.sub(lambda match: match[0] if (said := _said(match, targets)) is None else said[0], text)
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(unescape(match["math"] or match["code"] or match["code2"]))
        return f"\x00{len(kept) - 1}\x00"

    if "$" in text or "`" in text or "\\(" in text:
        text = _KEPT.sub(keep, text)
    text = _without_emphasis(text)
    if "<" in text or "&" in text:
        text = from_markup(text)
    if kept:
        text = _PLACE.sub(lambda match: kept[int(match[1])], text)
    return one_line(text)


def _without_emphasis(text: str) -> str:
    if "*" in text:
        text = _STAR.sub(r"\1", _BOLD.sub(r"\1", text))
    if "_" in text:
        text = _LOW_LINE.sub(r"\2", text)
    if "~~" in text or "==" in text:
        text = _STRUCK.sub(lambda match: match[1] or match[2], text)
    if "\\" in text:
        text = _ESCAPED.sub(lambda match: match[1] or match[2] or match[3], text).rstrip("\\")
    return text
