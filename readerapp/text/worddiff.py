"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_MOST = 4000
"""Words from which on texts are compared whole: finding the least difference would take too long."""

Part = tuple[Literal["same", "gone", "new"], str]


def word_diff(before: str, after: str) -> Iterator[Part]:
    """Stretches of text that stayed, went or came; the stayed and new ones together are `after`."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > _MOST:
        if before == after:
            yield "same", after
            return
        yield from (("gone", before), ("new", after))
        return
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "same", "".join(new[k:m])
            continue
        if i < j:
            yield "gone", "".join(old[i:j])
        if k < m:
            yield "new", "".join(new[k:m])
