"""An HTML page as a row of blocks of text, each with its links and its shape."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from readerapp.formats.ids import unwrap
from readerapp.text.clean import one_line

_BLOCK = frozenset(
    "address article aside blockquote dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol "
    "p pre section summary table tbody td th thead tr ul body html center form br".split()
)
_SINGLE = frozenset(("br", "hr"))
_SILENT = frozenset(
    ("script", "style", "noscript", "template", "svg", "nav", "footer", "button", "select", "iframe", "head")
)
_NAMED = re.compile(r"(?:^|[-_])(titles?|list|authors?|abstract|summary)(?:$|[-_])", re.IGNORECASE)
"""Words in a class that say what a piece of text is."""
_LEAST = 12
"""Letters of a link or a bold text that may mark a title."""
_MOST_BLOCKS = 400_000


@dataclass(slots=True)
class Block:
    """A stretch of text that stands for itself."""

    shape: str
    """Tag and class, and a mark where all of it is a link or bold (`p!`)."""
    text: str
    links: list[tuple[str, str]] = field(default_factory=list)
    bold: str = ""
    """The first bold text in it."""
    title: str | None = None
    """Its text as a title, once it was asked for."""


def blocks_of(root: LexborNode) -> list[Block]:
    """The page's blocks of text in order, each with its links. Without recursion: pages nest deeply."""
    found: list[Block] = []
    current = Block("", "")
    parts: list[str] = []

    def close(shape: str) -> None:
        nonlocal current, parts
        current.text = one_line("".join(parts))
        if current.text or current.links:
            if current.shape and _is_marked(current):
                current.shape += "!"
            found.append(current)
        current = Block(shape, "")
        parts = []

    stack: list[tuple[LexborNode | None, str, bool]] = [(root.child, "", False)]
    while stack and len(found) < _MOST_BLOCKS:
        node, shape, ends = stack.pop()
        if ends:
            close(shape)  # what stands behind a block belongs to the one around it
        if node is None:
            continue
        stack.append((node.next, shape, False))
        tag = node.tag or ""
        if tag == "-text":
            parts.append(node.text_content or "")
            continue
        if tag in _SILENT or tag.startswith(("-", "!")):
            continue
        inner = shape
        if tag in _BLOCK:
            inner = _shape(tag, node)
            close(inner)
            if tag not in _SINGLE:
                stack.append((None, shape, True))
        elif tag == "a":
            current.links.append((_address(node), one_line(node.text(deep=True))))
        elif tag == "span" and _NAMED.search((node.attributes.get("class") or "").partition(" ")[0]):
            inner = _shape(tag, node)
            close(inner)
            stack.append((None, shape, True))
        elif tag in ("b", "strong") and not current.bold:
            current.bold = one_line(node.text(deep=True))
        if node.child is not None:
            stack.append((node.child, inner, False))
    close("")
    return found


def _is_marked(block: Block) -> bool:
    """Whether a block is nothing but one link or one bold text, beside a number perhaps."""
    said = max((block.bold, *(text for _, text in block.links)), key=len)
    return (
        len(said) > _LEAST
        and said in block.text
        and sum(map(str.isalpha, block.text)) - sum(map(str.isalpha, said)) < 3
    )


def _shape(tag: str, node: LexborNode) -> str:
    """Tag and first class of a block; mails have no classes, their blocks look alike by the style that is written into each."""
    classes = (node.attributes.get("class") or "").split()
    if classes:
        return f"{tag}.{classes[0]}"
    style = "".join((node.attributes.get("style") or "").split())
    return f"{tag}~{style}" if style else tag


def class_of(shape: str) -> str:
    """The class in a shape, "" for none."""
    return shape.partition("~")[0].partition(".")[2].rstrip("!")


def _address(link: LexborNode) -> str:
    address = (link.attributes.get("href") or "").strip()
    if address.startswith("//"):
        address = "https:" + address
    elif re.match(r"/(?:abs|pdf|html)/\S+\d", address):
        address = "https://arxiv.org" + address
    elif re.match(r"/papers/\d{4}\.\d", address):
        address = "https://huggingface.co" + address
    return unwrap(address) if address.startswith("http") else address
