"""Front matter (YAML or TOML, the little of it that people write) as labelled fields."""

from __future__ import annotations

import re

from readerapp.formats.md_fields import Piece
from readerapp.formats.md_labels import field_of

_KEY = re.compile(r"([\w-]{1,40})\s*[:=]\s*(.*)$")
_BLOCK = re.compile(r"[|>][+-]?\s*$")
_QUOTES = "\"'"


def front_pieces(body: str, line: int) -> list[Piece]:
    """The fields of front matter whose first line is `line`; a list becomes its items with `; ` between them."""
    found: list[Piece] = []
    for number, raw in enumerate(body.split("\n"), line):
        text = raw.strip()
        if not text or text[0] == "#":
            continue
        match = _KEY.match(raw)
        if match:
            value = "" if _BLOCK.match(match[2]) else _value(match[2])
            found.append(Piece(field_of(match[1]) or "other", match[1], [value] if value else [], number))
        else:  # front matter begins with a key
            _add(found[-1], text)
    return found


def _add(piece: Piece, text: str) -> None:
    """A further line of a value: an item of a list, or text."""
    if text.startswith("- "):
        item = _value(text[2:])
        named = re.match(r"name\s*:\s*(.+)", item)
        item = _value(named[1]) if named else item
        piece.lines[:] = ["; ".join([*piece.lines, item])]
    elif piece.field == "authors" and ":" in text:
        # An author's other data: affiliation, e-mail.
        return
    else:
        piece.lines.append(_value(text))


def _value(text: str) -> str:
    text = text.strip().rstrip(",")
    if len(text) > 1 and text[0] == "[" and text[-1] == "]" and "](" not in text and not text.startswith("[["):
        return "; ".join(part.strip().strip(_QUOTES) for part in text[1:-1].split(","))
    if len(text) > 1 and text[0] == text[-1] and text[0] in _QUOTES:
        return text[1:-1].replace('\\"', '"')
    return text
