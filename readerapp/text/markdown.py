"""A note → HTML that is safe to show. Markdown and nh3; run in the sandbox, since some texts take either of them very long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import markdown
import nh3

_TAGS = frozenset(
    """
    a abbr b blockquote br code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre q s small span strong sub sup
    table tbody td tfoot th thead tr u ul
    """.split()
)
_LIST = re.compile(r"^(?: {0,3}(?:[-*+]|\d{1,9}[.)])[ \t])")
_BOX = re.compile(
    r"<li class=\"task-list-item\">\s*(?:<label[^>]*>\s*)?<input type=\"checkbox\" disabled( checked)?\s*/?>(?:\s*</label>)?\s*"
)
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)")


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
        ],
        tab_length=2,
    )
    # Raw HTML is text like any other, which the writer of HTML escapes.
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    return converter


def render(text: str) -> str:
    """Safe HTML of a Markdown text: no scripts, no images, links to http, https and mailto only; raw HTML is shown as text."""
    converter = _converter()
    converter.reset()
    html = converter.convert(_loosened(text))
    html = _BOX.sub(lambda found: "<li>" + ("☑ " if found[1] else "☐ "), html)
    return nh3.clean(
        html,
        tags=set(_TAGS),
        attributes={"a": {"href", "title"}, "td": {"align"}, "th": {"align"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def _loosened(text: str) -> str:
    """A blank line before a list that follows a line of text: people write lists so, and Markdown wants it."""
    lines: list[str] = []
    fenced = False
    for line in text.split("\n"):
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced and _LIST.match(line) and lines and lines[-1].strip() and not _LIST.match(lines[-1].lstrip()):
            lines.append("")
        lines.append(line)
    return "\n".join(lines)


def child(_header: Any, body: bytes) -> Iterator[str]:
    """In the sandbox: the text's bytes → its HTML."""
    yield render(body.decode("utf-8", "replace"))
