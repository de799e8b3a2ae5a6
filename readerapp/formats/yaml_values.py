"""The YAML that people and programs write for lists, as values. Every scalar stays text: 2103.00020 is an id, not a number."""

from __future__ import annotations

import re
from dataclasses import dataclass

_KEY = re.compile(
    r"""(?:"([^"\n]{1,200})"|'([^'\n]{1,200})'|([^\s#&*!|>%@`,\[\]{}"'-][^:\n]{0,200}?|-[^\s:][^:\n]{0,200}?))\s*:"""
    r"(?:\s+(.*)|$)"
)
_BLOCK = re.compile(r"([|>])[+-]?\d?[+-]?\s*(?:#.*)?$")
_COMMENT = re.compile(r"\s+#.*$")
_TAG = re.compile(r"^(?:[!&][\w!./-]*\s+)+")
_FLOW = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,\[\]{}"']+|[,\[\]{}]|["'])""")
_ESCAPES = {"n": "\n", "t": " ", "r": "", '"': '"', "\\": "\\", "/": "/"}
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_DEEP = 40


@dataclass(slots=True)
class _Line:
    indent: int
    text: str
    number: int


def yaml_values(text: str) -> tuple[tuple[object, int], ...]:
    """The documents of a text with the lines on which they begin. Lenient, never an error, time linear in the text."""
    found: list[tuple[object, int]] = []
    lines: list[_Line] = []
    for number, raw in enumerate([*text.split("\n"), "---"], 1):
        if raw.startswith(("---", "...")) and not raw[3:].strip():
            if any(line.text for line in lines):
                first = next(line.number for line in lines if line.text)
                found.append((_Parser(lines).document(), first))
            lines = []
        else:
            bare = raw.strip()
            lines.append(_Line(len(raw) - len(raw.lstrip()), bare, number))
    return tuple(found)


class _Parser:
    def __init__(self, lines: list[_Line]) -> None:
        self._lines = lines
        self._at = 0

    def document(self) -> object:
        """All values at the margin; what cannot be a part of them is passed over."""
        value: object = None
        while (line := self._line()) is not None:
            more = self._value(line.indent, 0)
            value = more if value is None else _joined(value, more)
        return value

    def _line(self) -> _Line | None:
        """The next line that says something."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if line.text and not line.text.startswith("#"):
                return line
            self._at += 1
        return None

    def _value(self, indent: int, depth: int) -> object:
        line = self._lines[self._at]
        if depth > _DEEP:
            self._at += 1
            return None
        if _is_item(line.text):
            return self._sequence(indent, depth)
        if _KEY.match(line.text):
            return self._mapping(indent, depth)
        self._at += 1
        return _scalar(self._continued(line.text, indent - 1))

    def _sequence(self, indent: int, depth: int) -> list[object]:
        found: list[object] = []
        while (line := self._line()) is not None and line.indent == indent and _is_item(line.text):
            rest = line.text[1:].lstrip()
            inner = indent + len(line.text) - len(rest)
            if rest and not rest.startswith("#"):
                line.text, line.indent = rest, inner
                found.append(self._value(inner, depth + 1))
            else:
                self._at += 1
                following = self._line()
                deeper = following is not None and following.indent > indent
                found.append(self._value(following.indent, depth + 1) if deeper and following else None)
        return found

    def _mapping(self, indent: int, depth: int) -> dict[str, object]:
        found: dict[str, object] = {}
        while (line := self._line()) is not None and line.indent == indent:
            match = _KEY.match(line.text)
            if match is None:
                break
            self._at += 1
            key = (match[1] or match[2] or match[3]).strip()
            value = self._behind(_TAG.sub("", match[4] or ""), indent, depth)
            found[key] = _joined(found[key], value) if key in found else value
        return found

    def _behind(self, rest: str, indent: int, depth: int) -> object:
        """The value of a key: on its line, in the block below it, or a list below it that is not indented."""
        if block := _BLOCK.match(rest):
            return self._block(indent, folded=block[1] == ">")
        if rest and not rest.startswith("#"):
            return _scalar(self._continued(rest, indent))
        following = self._line()
        if following is None or (
            following.indent <= indent and not (following.indent == indent and _is_item(following.text))
        ):
            return None
        return self._value(following.indent, depth + 1)

    def _block(self, indent: int, *, folded: bool) -> str:
        """A text that is written as it is, or whose single line ends are spaces."""
        parts: list[str] = []
        while self._at < len(self._lines) and (not self._lines[self._at].text or self._lines[self._at].indent > indent):
            parts.append(self._lines[self._at].text)
            self._at += 1
        text = "\n".join(parts).strip()
        return re.sub(r"(?<!\n)\n(?!\n)", " ", text) if folded else text

    def _continued(self, text: str, indent: int) -> str:
        """A text and the lines that go on with it, which stand deeper."""
        parts = [text]
        quoted = text[:1] in "\"'" and not _closed(text)
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if line.text and line.indent <= indent:
                break
            if not quoted and (not line.text or line.text.startswith("#")):
                break
            parts.append(line.text or "\n")
            self._at += 1
            if quoted and line.text.endswith(text[0]):
                break
        return " ".join(parts)


def _is_item(text: str) -> bool:
    return text.startswith("- ") or text == "-"


def _closed(text: str) -> bool:
    return len(text) > 1 and text.rstrip().endswith(text[0])


def _joined(one: object, other: object) -> object:
    """Two values of one place (two files one after the other): both lists' members, else the first one's."""
    if isinstance(one, list) and isinstance(other, list):
        return [*one, *other]
    if isinstance(one, dict) and isinstance(other, dict):
        return {**other, **{key: _joined(value, other[key]) if key in other else value for key, value in one.items()}}
    return other if one is None else one


def _scalar(text: str) -> object:
    """A text, a list in brackets, an object in braces; None for nothing."""
    text = text.strip()
    if text[:1] in "\"'" and (quoted := _quoted(text)) is not None:
        return quoted
    if text[:1] in ("[", "{"):
        value, rest = _flow(_FLOW.findall(text))
        if not rest:
            return value
    text = _COMMENT.sub("", text)
    return None if text in _NULLS else text


def _quoted(text: str) -> str | None:
    sign = text[0]
    end = text.rstrip()
    if len(end) < 2 or not end.endswith(sign):
        cut = end.rfind(f"{sign} #")
        if cut <= 0:
            return end[1:] if sign not in end[1:] else None
        end = end[: cut + 1]
    inner = end[1:-1]
    if sign == "'":
        return inner.replace("''", "'")
    return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[1]), inner)


def _flow(tokens: list[str]) -> tuple[object, bool]:
    """The value that tokens in brackets make, and whether something is left or missing."""
    stack: list[tuple[str, list[object]]] = [("", [])]
    for token in tokens:
        bare = token.strip()
        if bare in ("[", "{") and len(stack) < _DEEP:
            stack.append((bare, []))
        elif bare in ("]", "}"):
            if len(stack) < 2:
                return None, True
            sign, members = stack.pop()
            stack[-1][1].append(members if sign == "[" else _object(members))
        elif bare and bare != ",":
            stack[-1][1].append(_scalar(bare) if bare[0] in "\"'" else bare)
    whole = stack[0][1]
    return (whole[0], False) if len(stack) == 1 and len(whole) == 1 else (None, True)


def _object(members: list[object]) -> dict[str, object]:
    """`{a: b, c: d}` from its members: "a: b", or "a:" and a value behind it."""
    found: dict[str, object] = {}
    key = ""
    for member in members:
        if key:
            found[key], key = member, ""
        elif isinstance(member, str) and (match := _KEY.match(member)):
            name = (match[1] or match[2] or match[3]).strip()
            if match[4]:
                found[name] = _scalar(match[4])
            else:
                key = name
    return found
