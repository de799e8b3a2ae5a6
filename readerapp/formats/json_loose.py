"""What is almost JSON: Python's and JavaScript's literals, slips, a missing end. Without recursion and in linear time."""

from __future__ import annotations

import re

_DEEP = 200
"""Brackets inside brackets: no list of papers has a tenth of it."""
_TOKEN = re.compile(
    r"""(?P<string>"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)|'[^'\\]*+(?:\\.[^'\\]*+)*+(?:'|\\?\Z))
    |(?P<mark>[\[\]{}(),:])
    |(?P<word>[^\W\d][\w.$]*+)
    |(?P<number>[-+]?[\d.][\w.]*+(?:(?<=[eE])[-+]\d++)?)
    |(?P<comment>(?<=\s)//[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)|(?<=\s)\#[^\n]*+)
    |\s++|.""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "\n", "0": "", "\n": ""}
_CONSTANTS = {
    "null": None,
    "true": True,
    "false": False,
    "None": None,
    "True": True,
    "False": False,
    "NaN": None,
    "nan": None,
}
_NUMBER = re.compile(r"[-+]?\d{1,30}(\.\d{0,40})?([eE][-+]?\d{1,3})?")
_PAIR = {"[": "list", "(": "list", "{": "object", "]": "list", ")": "list", "}": "object"}


class TooDeep(ValueError):
    """The text is nested deeper than anything that people write."""


class _Level:
    """A list or object that is being read."""

    __slots__ = ("held", "key", "opening")

    def __init__(self, opening: str) -> None:
        self.opening = opening
        self.held: list[object] | dict[str, object] = {} if opening == "{" else []
        self.key: str | None = None
        """Of an object: the key whose value comes next."""

    def add(self, value: object) -> None:
        """Put a whole value into this open object or list."""
        if isinstance(self.held, list):
            self.held.append(value)
        elif self.key is not None:
            self.held[self.key] = value
            self.key = None


class _Builder:
    """Takes tokens, gives values."""

    def __init__(self) -> None:
        self.found: list[tuple[object, int]] = []
        self.levels: list[_Level] = []
        self.open = dict.fromkeys(_PAIR.values(), 0)
        """How many levels each closing bracket could close."""
        self.start = 0
        self.text: list[str] = []
        """Strings side by side are one, as Python's pretty printer breaks them."""
        self.scalar: object = None

    def take(self, kind: str, token: str, place: int) -> None:
        """Read the next token of the text."""
        if kind == "string":
            self.text.append(_unescaped(token[1:-1]))
            return
        word = "".join(self.text) if self.text else None
        self.text.clear()
        level = self.levels[-1] if self.levels else None
        if token == ":" and level is not None and level.opening == "{" and level.key is None:
            level.key = word if word is not None else str(self.scalar)
            return
        if word is not None and level is not None:
            level.add(word)
        if kind == "mark":
            self.mark(token, place)
        elif level is not None:
            self.plain(level, kind, token)

    def mark(self, token: str, place: int) -> None:
        """Read a sign: a bracket, a comma or a colon."""
        if token in "[{(":
            if len(self.levels) >= _DEEP:
                raise TooDeep
            level = _Level(token)
            if self.levels:
                self.levels[-1].add(level.held)
            else:
                self.start = place
            self.levels.append(level)
            self.open[_PAIR[token]] += 1
        elif token == "," and self.levels:
            self.levels[-1].key = None
        elif token in _PAIR:
            # A bracket that does not fit closes what was left open inside; one that fits nothing is noise.
            while self.open[_PAIR[token]]:
                level = self.levels.pop()
                self.open[_PAIR[level.opening]] -= 1
                if not self.levels:
                    self.found.append((level.held, self.start))
                if _PAIR[level.opening] == _PAIR[token]:
                    break

    def plain(self, level: _Level, kind: str, token: str) -> None:
        """A number, a constant or a bare key; a word in a value's place is a call (`datetime(2024, 1, 2)`): its list follows."""
        value = _number(token) if kind == "number" else _CONSTANTS.get(token, token)
        if level.opening == "{" and level.key is None:
            self.scalar = token
        elif kind == "number" or token in _CONSTANTS:
            level.add(value)


def loose(text: str) -> tuple[list[tuple[object, int]], tuple[object, ...]]:
    """The lists and objects of a text with their places, and those that its end left open, outermost first.

    What stands outside of brackets is passed over. TooDeep for more than 200 brackets inside each other.
    """
    builder = _Builder()
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind is None or kind == "comment" or (not builder.levels and match[0] not in ("[", "{")):
            continue
        token = match[0]
        if match.end() == len(text) and kind != "mark" and not _ended(kind, token):
            break
        builder.take(kind, token, match.start())
    if builder.text and builder.levels:
        builder.levels[-1].add("".join(builder.text))
    opened = tuple(level.held for level in builder.levels)
    if builder.levels:
        builder.found.append((builder.levels[0].held, builder.start))
    return builder.found, opened


def _ended(kind: str, token: str) -> bool:
    """Whether the last token of a text is whole: a string with its closing quote; a number may go on behind the cut."""
    inner = token[1:-1]
    escaped = (len(inner) - len(inner.rstrip("\\"))) % 2
    return kind == "string" and len(token) > 1 and token[-1] == token[0] and not escaped


def _number(token: str) -> int | float | None:
    match = _NUMBER.fullmatch(token)
    if not match:
        return None
    return float(token) if match[1] or match[2] else int(token)


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    text = _ESCAPE.sub(_character, text)
    if any("\ud800" <= c <= "\udfff" for c in text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _character(match: re.Match[str]) -> str:
    if (digits := match[1] or match[2] or match[3]) is None:
        return _ESCAPED.get(match[4], match[4])
    number = int(digits, 16)
    return chr(number) if number < 0x110000 else ""
