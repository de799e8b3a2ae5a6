"""Where the words of a query stand in a text, for showing them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from readerapp.text.fold import search_form

_CJK = r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]"
_WORD = re.compile(rf"{_CJK}|(?:(?!{_CJK})[^\W_])+(?:\+\+|[+#])?")
"""As the index cuts a text: each CJK character is a word."""


def matches(text: str, words: Sequence[str], most: int = 200) -> list[tuple[int, int]]:
    """Start and length of each word of the text that begins with one of the words (given in the form that is searched).

    A word with a space behind it is met by no longer one.
    """
    if not words:
        return []
    found: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        token = match[0]
        plain = token.casefold() if token.isascii() else search_form(token).replace(" ", "")
        hit = max((word for word in words if f"{plain} ".startswith(word)), key=len, default="").rstrip()
        if hit:
            # Where the plain form has other letters than the text, the whole word is shown.
            found.append((match.start(), len(hit) if len(plain) == len(token) else len(token)))
        if len(found) >= most:
            break
    return found
