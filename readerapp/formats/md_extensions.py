"""What extensions of Markdown mean, said in plain Markdown: footnotes that hold addresses, lists of definitions."""

from __future__ import annotations

import re

from readerapp.formats.ids import urls_in

_NOTE = re.compile(r"^[ \t]{0,3}\[\^([\w-]{1,30})\]:[ \t]+(\S.{0,600})$", re.MULTILINE)
_REFERENCE = re.compile(r"\[\^([\w-]{1,30})\](?!:)")
_TERM = re.compile(r"^(?!(?:[\s#>|*+:\[-]|\d+[.)])).{6,300}(?=\n(?:[ \t]*\n)?:[ \t]+\S)", re.MULTILINE)
"""A line above what a list of definitions says of it, that is not marked as a title already."""


def in_plain_markdown(text: str) -> str:
    """The text without these extensions; lines stay lines."""
    if "\n: " in text or "\n:\t" in text:
        text = _TERM.sub(lambda term: f"**{term[0].strip()}**", text)
    return _with_footnotes(text) if "[^" in text and "]:" in text else text


def _with_footnotes(text: str) -> str:
    """The text with the address of each footnote that has just one as a link where it is referred to.

    A text that refers to a footnote more than once argues and lists nothing: its footnotes stay as they are.
    """
    addresses: dict[str, str] = {}
    for name, said in _NOTE.findall(text):
        found = urls_in(said)
        if len(found) == 1:
            addresses.setdefault(name, found[0])
    names = [name for name in _REFERENCE.findall(text) if name in addresses]
    if len(names) < 2 or len(set(names)) < len(names):
        return text
    text = _NOTE.sub(lambda note: "" if note[1] in addresses else note[0], text)
    return _REFERENCE.sub(
        lambda reference: f" [link]({addresses[reference[1]]})" if reference[1] in addresses else reference[0], text
    )
