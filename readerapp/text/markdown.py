"""A note → HTML that is safe to show. Markdown and nh3; run in the sandbox, since some texts take either of them very long."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.treeprocessors import Treeprocessor

_TAGS = frozenset(
    """
    a abbr b blockquote br code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre q s small span strong sub sup
    table tbody td tfoot th thead tr u ul
    """.split()
)
_ITEM = re.compile(r"(?:[-*+]|(?P<number>\d{1,9})[.)])(?: +|$)")
_BOX = re.compile(
    r"<li class=\"task-list-item\">\s*(?:<label[^>]*>\s*)?<input type=\"checkbox\" disabled( checked)?\s*/?>(?:\s*</label>)?\s*"
)
_FENCE = re.compile(r"(`{3,}|~{3,})")
_LEVEL = 4
"""Columns by which Markdown's library wants each level of a list set in."""


class _ImagesAsLinks(Treeprocessor):  # type: ignore[misc]  # the library says nothing of types
    """No image is fetched: its description stands in its place, as a link to it where it is in none."""

    def run(self, root: Element) -> None:
        """Change the tree of a whole text."""
        self._walk(root, linked=False)

    def _walk(self, parent: Element, *, linked: bool) -> None:
        for child in parent:
            if child.tag == "img":
                address = child.attrib.pop("src", "")
                child.text = markdown.util.AtomicString(child.attrib.pop("alt", "") or address)
                child.tag = "span" if linked else "a"
                if not linked:
                    child.set("href", address)
            self._walk(child, linked=linked or child.tag == "a")


@cache
def _converter() -> markdown.Markdown:
    converter = markdown.Markdown(
        extensions=[
            "markdown.extensions.extra",
            "markdown.extensions.sane_lists",
            "markdown.extensions.nl2br",
            "pymdownx.tasklist",
            "pymdownx.tilde",
            "pymdownx.mark",
            "pymdownx.magiclink",
        ]
    )
    # Raw HTML is text like any other, which the writer of HTML escapes.
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    converter.treeprocessors.register(_ImagesAsLinks(converter), "images", 5)
    return converter


def render(text: str) -> str:
    """Safe HTML of a Markdown text: no scripts, no images, links to http, https and mailto and within the text only.

    Raw HTML is shown as text. An image is a link to it, called what the text says that it shows.
    """
    converter = _converter()
    converter.reset()
    html = converter.convert("\n".join(_levelled(text.split("\n"))))
    html = _BOX.sub(lambda found: "<li>" + ("☑ " if found[1] else "☐ "), html)
    return nh3.clean(
        html,
        tags=set(_TAGS),
        attributes={
            "a": {"href", "title"}, "td": {"align"}, "th": {"align"}, "ol": {"start"}, "li": {"id"}, "sup": {"id"},
        },
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )  # fmt: skip


@dataclass(slots=True)
class _Item:
    """An open item of a list: the columns at which its sign and its text stand."""

    sign: int
    text: int


def _levelled(lines: Iterable[str]) -> Iterator[str]:
    """Lists as Markdown's library wants them: each level set in by four, a blank line before the first item, code set in too.

    People set lists in by two, three or four columns, or by what stands under the text above.
    """
    items: list[_Item] = []
    fence = ""
    before = ""
    for line in lines:
        wide = line.expandtabs(_LEVEL)
        text = wide.lstrip(" ")
        indent = len(wide) - len(text)
        if not text.strip():
            yield ""
        elif fence and not (items and indent <= items[-1].sign):
            if text.startswith(fence) and not text.strip(fence[0] + " "):
                fence = ""
                yield "" if items else line
            else:
                yield " " * (_LEVEL * (len(items) + 1) + max(0, indent - items[-1].text)) + text if items else line
        else:
            fence = ""
            item = _ITEM.match(text) if items or indent < _LEVEL else None
            if item and before and not items and item["number"] not in (None, "1"):
                item = None  # a line of a paragraph that begins with a year
            opened = _FENCE.match(text)
            if item or opened or indent or not before:
                while items and indent < items[-1].sign + 2:
                    items.pop()
            deep = " " * (_LEVEL * len(items))
            if item:
                if before and not items and not _ITEM.match(before):
                    yield ""
                items.append(_Item(indent, indent + len(item[0])))
                yield deep + (f"{item['number']}. {text[item.end() :]}" if item["number"] else text)
            elif opened:
                fence = opened[1]
                yield "" if items else line
            elif items:
                yield deep + " " * (max(0, indent - items[-1].text) // _LEVEL * _LEVEL) + text
            else:
                yield line
        before = text.strip()


def child(_header: Any, body: bytes) -> Iterator[str]:
    """In the sandbox: the text's bytes → its HTML."""
    yield render(body.decode("utf-8", "replace"))
