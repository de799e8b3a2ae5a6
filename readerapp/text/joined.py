"""Two texts that are to be one, with nothing lost of either: notes of papers that are merged, notes written from two sides."""

from __future__ import annotations

from readerapp.text.linediff import line_changes

_Change = tuple[int, int, int, list[str]]
"""Lines of the text before, from and to; whose change it is; what stands there now."""


def joined(mine: str, theirs: str) -> str:
    """One text after the other, unless one is in the other."""
    if theirs in mine:
        return mine
    return theirs if mine in theirs else f"{mine}\n\n{theirs}"


def joined_changes(before: str, mine: str, theirs: str) -> str:
    """What two sides made of one text, in one: each line as the side has it that changed it.

    Where both changed the same lines, both stand there (`joined`), mine first; what only one side took out is out.
    """
    if mine in (before, theirs):
        return theirs
    if theirs == before:
        return mine
    old = before.split("\n")
    made: list[str] = []
    at = 0
    for start, end, changes in _places(_changes(old, mine, 0) + _changes(old, theirs, 1)):
        made += old[at:start]
        sides = [_side(old, start, end, [change for change in changes if change[2] == side]) for side in (0, 1)]
        made += _both(*[side for side in sides if side is not None])
        at = end
    return "\n".join(made + old[at:])


def _changes(old: list[str], text: str, side: int) -> list[_Change]:
    return [(start, end, side, lines) for start, end, lines in line_changes(old, text.split("\n"))]


def _places(changes: list[_Change]) -> list[tuple[int, int, list[_Change]]]:
    """Changes of the same lines together. What was put in beside changed lines is none of theirs."""
    places: list[tuple[int, int, list[_Change]]] = []
    for change in sorted(changes, key=lambda change: change[:3]):
        start, end, _, lines = change
        if places and start < places[-1][1]:
            first, last, others = places[-1]
            places[-1] = first, max(last, end), [*others, change]
        elif not (places and places[-1][:2] == (start, end) and places[-1][2][-1][3] == lines):  # both put the same in
            places.append((start, end, [change]))
    return places


def _side(old: list[str], start: int, end: int, changes: list[_Change]) -> list[str] | None:
    """One side's lines at a place; None when it changed nothing there."""
    if not changes:
        return None
    lines: list[str] = []
    for i, j, _, new in changes:
        lines += old[start:i] + new
        start = j
    return lines + old[start:end]


def _both(*sides: list[str]) -> list[str]:
    texts = ["\n".join(lines) for lines in sides if lines]
    if not texts:
        return []
    return (texts[0] if len(texts) == 1 else joined(*texts)).split("\n")
