"""Where the words of a query stand in a text, for showing them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from readerapp.text.fold import search_form

_WORD = re.compile(r"[^\W_]+(?:\+\+|[+#])?")
_CJK = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")


def matches(text: str, words: Sequence[str], most: int = 200) -> list[tuple[int, int]]:
    """Start and length of each word of the text that begins with one of the words (given in the form that is searched)."""
    if not words:
        return []
    found: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        token = match[0]
        plain = token.casefold() if token.isascii() else search_form(token)
        hit = max((word for word in words if plain.replace(" ", "").startswith(word)), key=len, default="")
        if hit:
            # Where the plain form has other letters than the text, the whole word is shown.
            length = len(hit) if len(plain) == len(token) else len(token)
            found.append((match.start(), length))
        elif _CJK.search(token):
            found += [
                (match.start() + at, len(word)) for word in words if (at := token.find(word)) >= 0 and _CJK.match(word)
            ]
        if len(found) >= most:
            break
    return found
