"""What can follow in a query that is being typed: operators, their values, tags, digests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from readerapp.store.language import HAS, IS, SORTS, operand

OPERATORS = (
    "is:", "has:", "tag:", "in:", "seen:", "title:", "author:", "note:", "arxiv:", "doi:", "before:", "after:", "sort:",
)  # fmt: skip
_VALUES = {"is": IS, "has": HAS, "sort": SORTS, "seen": (">1", ">2")}


def token_at(text: str, place: int) -> tuple[int, str]:
    """The token that ends at the cursor: where it begins (behind brackets and a minus), and what it is so far."""
    start = place
    quotes = text[:place].count('"')
    while start > 0 and (quotes % 2 == 1 or text[start - 1] not in ' ()"'):
        start -= 1
        if text[start] == '"':
            quotes -= 1
    while start < place and text[start] in "-(":
        start += 1
    return start, text[start:place]


def suggestions(token: str, tags: Sequence[str], digests: Sequence[str], most: int = 12) -> list[str]:
    """What the token may become, best first; nothing for a plain word that begins no operator."""
    field, colon, value = token.partition(":")
    if not colon:
        lower = token.lower()
        return [operator for operator in OPERATORS if len(lower) >= 2 and operator.startswith(lower)]
    field = field.lower()
    known: Iterable[str] = _VALUES.get(field, ())
    if field == "tag":
        known = tags
    elif field == "in":
        known = digests
    wanted = value.removeprefix('"').removesuffix('"').replace('""', '"').casefold()
    found = [text for text in dict.fromkeys(known) if wanted in text.casefold() and text.casefold() != wanted]
    found.sort(key=lambda text: not text.casefold().startswith(wanted))
    return [f"{field}:{operand(text)}" for text in found[:most]]
