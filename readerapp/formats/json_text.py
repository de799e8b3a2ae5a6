"""JSON as files have it: whole, one value a line, as Python prints it, with slips, or cut off."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from readerapp.formats.json_loose import TooDeep, loose
from readerapp.i18n import tr

_ASSIGNED = re.compile(r"(?:(?:var|let|const) +)?[A-Za-z_$][\w$.]{0,80} *= *(?=[\[{])")
"""What makes a program of data: pages and archives keep theirs as `window.data = […]`."""


@dataclass(frozen=True, slots=True)
class Values:
    """The values that stand in a text, in order."""

    values: tuple[object, ...] = ()
    lines: tuple[int, ...] = ()
    """The line on which each of them begins, counted from 1."""
    opened: tuple[object, ...] = ()
    """Lists and objects that a cut left unfinished, outermost first; the members that stood before the cut are in them."""
    broken: tuple[tuple[int, str], ...] = ()
    """Of many values, a line each, the lines that are none: their number and text."""
    warnings: tuple[str, ...] = ()


def values(text: str) -> Values:
    """Reads JSON, JSON Lines, Python literals, and JSON with slips (single quotes, trailing commas, comments, bare keys).

    Never an error, time linear in the text. A cut text gives all that stood before the cut and a warning; one nested deeper
    than any list gives nothing and a warning; numbers of absurd length are null.
    """
    assigned = _ASSIGNED.match(text)
    whole = text[assigned.end() :].rstrip().rstrip(";") if assigned else text
    try:
        return Values((json.loads(whole, strict=False),), (1 + text[: len(text) - len(text.lstrip())].count("\n"),))
    except RecursionError:
        return _deep()
    except ValueError:
        pass
    try:
        return _lines(text) or _loose(text)
    except (TooDeep, RecursionError):
        return _deep()


def is_json(head: str) -> bool:
    """Whether a text may be JSON, by its beginning: a bracket and what can stand behind it there."""
    if assigned := _ASSIGNED.match(head):
        head = head[assigned.end() :]
    if head[:1] not in ("{", "["):
        return False
    rest = head[1:].lstrip()
    second = rest[:1]
    if rest[:2] in ("//", "/*") or (second == "#" and "\n" in head[1 : len(head) - len(rest)]):
        return True  # a comment, as programs have them
    return second in ('"', "'", "}") if head[0] == "{" else second in ("{", "[", '"', "'", "]")


def _deep() -> Values:
    return Values(warnings=(tr("The file is nested too deeply for a list of papers; it was not read."),))


def _cut() -> str:
    return tr("The file was cut: what stands before the cut was read.")


def _lines(text: str) -> Values | None:
    """One value a line; None when the first line is none."""
    found: list[tuple[object, int]] = []
    broken: list[tuple[int, str]] = []
    last = 0
    opened: tuple[object, ...] = ()
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip().rstrip(",")
        if not bare:
            continue
        value, opened = _one(bare)
        last = number
        if value is not None and not opened:
            found.append((value, number))
        elif found:
            broken.append((number, bare[:200]))
        else:
            return None
        if len(broken) > 20 + len(found):
            return None
    cut = bool(broken) and broken[-1][0] == last and bool(opened)
    if cut:
        broken.pop()
    return Values(
        tuple(value for value, _ in found),
        tuple(number for _, number in found),
        (),
        tuple(broken),
        (_cut(),) if cut else (),
    )


def _one(line: str) -> tuple[object, tuple[object, ...]]:
    """The list or object that a line is, and what it leaves open."""
    if line[0] not in "{[":
        return None, ()
    try:
        return json.loads(line, strict=False), ()
    except ValueError:
        found, opened = loose(line)
        return (found[0][0], opened) if len(found) == 1 else (None, opened)


def _loose(text: str) -> Values:
    found, opened = loose(text)
    lines = []
    line, before = 1, 0
    for _, place in found:
        line += text.count("\n", before, place)
        before = place
        lines.append(line)
    return Values(tuple(value for value, _ in found), tuple(lines), opened, (), (_cut(),) if opened else ())
