"""What changed between two texts, line by line."""

from __future__ import annotations

from difflib import SequenceMatcher

_MOST = 1000
"""Lines from which on changed stretches are compared whole: finding the least difference would take too long."""

Change = tuple[int, int, list[str]]
"""Lines of the old text, from and to, and those that stand there in the new one."""


def line_changes(old: list[str], new: list[str]) -> list[Change]:
    """What to put for which lines to make one text the other, in order."""
    begin = 0
    while begin < min(len(old), len(new)) and old[begin] == new[begin]:
        begin += 1
    tail = 0
    while tail < min(len(old), len(new)) - begin and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    gone, came = old[begin : len(old) - tail], new[begin : len(new) - tail]
    if max(len(gone), len(came)) > _MOST:
        return [(begin, begin + len(gone), came)]
    return [
        (begin + i, begin + j, came[k:m])
        for kind, i, j, k, m in SequenceMatcher(None, gone, came, autojunk=False).get_opcodes()
        if kind != "equal"
    ]


def replacements(old: str, new: str) -> list[tuple[int, int, str]]:
    """What to put from which sign to which to make one text the other, last first: each leaves the places before it as they are.

    Of a changed line no more is replaced than the words from the first changed one to the last.
    """
    lines = old.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    found = []
    for i, j, came in line_changes(lines, new.split("\n")):
        if i < j and came:
            found.append(_within(old, starts[i], starts[j] - 1, "\n".join(came)))
        elif j < len(lines):
            found.append((starts[i], starts[j], "".join(f"{line}\n" for line in came)))
        else:  # at the end: the break is before the lines
            found.append((starts[i] - 1, len(old), "".join(f"\n{line}" for line in came)))
    return found[::-1]


def _within(old: str, start: int, end: int, came: str) -> tuple[int, int, str]:
    gone = old[start:end]
    begin = _common_words(gone, came)
    tail = _common(gone[begin:][::-1], came[begin:][::-1])
    return start + begin, end - tail, came[begin : len(came) - tail]


def _common_words(one: str, other: str) -> int:
    """Signs that two texts have in common at their beginning; a word that is another in each counts as that."""
    common = _common(one, other)
    if one[common : common + 1].isalnum() and other[common : common + 1].isalnum():
        while common and one[common - 1].isalnum():
            common -= 1
    return common


def _common(one: str, other: str) -> int:
    """Signs that two texts have in common at their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
