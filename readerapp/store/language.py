"""The search language: a query's text → a tree. Any text is a query: what is not of the language is words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from readerapp.text.tags import tag_fold

SORTS = ("newest", "oldest", "title", "starred", "listed", "relevance")
IS = ("unread", "queued", "read", "dropped", "trashed", "starred")
HAS = ("note", "code", "abstract", "pdf")
COLUMNS = {"title": "title", "author": "authors", "note": "note"}
_FIELDS = frozenset(
    {"is", "has", "tag", "in", "seen", "title", "author", "note", "arxiv", "doi", "before", "after", "sort"}
)
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_DAY_BEGUN = re.compile(r"\d{0,3}|\d{4}-\d?|\d{4}-\d{2}-\d?")
_SEEN = re.compile(r"([<>]=?|=)?(\d{1,6})")
_SEEN_BEGUN = re.compile(r"[<>]?=?")
_VALUES = {"is": IS, "has": HAS, "sort": SORTS}
_LATIN_END = "\u0250"
_DEPTH = 12
"""Brackets nested deeper than this are read as if they were not there: FTS5 refuses more than a hundred open signs."""
_MOST = 100
"""Words and conditions of a query; what is behind them is not asked: SQLite has its limits, and no paper needs so many."""


@dataclass(frozen=True, slots=True)
class Word:
    """Text that must occur: a word (as a prefix), or an exact phrase; in one column or in any."""

    text: str
    exact: bool = False
    column: str | None = None
    begun: bool = False
    """One letter of a word that is still being typed: found as the beginning of words in titles."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition that is no text: field and value, both known to be of the language."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold."""

    part: Node


@dataclass(frozen=True, slots=True)
class And:
    """What must hold together."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """What must hold in one part at least."""

    parts: tuple[Node, ...]


Node = Word | Filter | Not | And | Or


@dataclass(frozen=True, slots=True)
class Search:
    """A query's text, understood: the tree (And of nothing: everything) and the order asked for, None when none is."""

    tree: And
    sort: str | None = None


_TOKEN = re.compile(
    r'\s*(?:(?P<open>-?\()|(?P<close>\))|(?P<minus>-)?(?!-+(?:[\s()"]|$))'
    r'(?:(?P<field>[A-Za-z]+):)?(?:"(?P<phrase>(?:[^"]|"")*)"?|(?P<word>[^\s()"]+)))'
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str = ""
    field: str = ""
    minus: bool = False
    quoted: bool = False
    begun: bool = False


def _tokens(text: str) -> list[_Token]:
    text = text.encode("utf-8", "replace").decode()  # half a surrogate pair can be typed, but not asked for
    found = []
    at = items = 0
    while at < len(text) and items < _MOST:
        match = _TOKEN.match(text, at)
        if match is None:
            # A minus before nothing: no word.
            at += 1
            continue
        at = match.end()
        if match["open"] or match["close"]:
            found.append(_Token("(" if match["open"] else ")", minus=match["open"] == "-("))
            continue
        quoted = match["phrase"] is not None
        value = match["phrase"].replace('""', '"') if quoted else match["word"]
        name = (match["field"] or "").lower()
        if name not in _FIELDS:
            value = f"{match['field']}:{value}" if match["field"] and not quoted else value
            name = ""
        kind = "or" if value == "OR" and not (quoted or name or match["minus"]) else "item"
        items += kind == "item"
        found.append(_Token(kind, value, name, bool(match["minus"]), quoted))
    return found


def parse(text: str, *, typing: bool = False) -> Search:
    """Understand a query. Never an error: an unknown field, a bad value, a bracket without its twin is taken as text.

    `typing`: the text is still being typed. An operator at its end whose value has only begun says nothing, and a letter there is
    the beginning of a word. A space at the end says that nothing more comes.
    """
    tokens = _tokens(text)
    if typing and tokens and not text[-1].isspace():
        tokens[-1:] = [] if _unfinished(tokens[-1]) else [_begun(tokens[-1])]
    sort = next((t.text.lower() for t in reversed(tokens) if t.field == "sort" and t.text.lower() in SORTS), None)
    kept = [t for t in tokens if not (t.field == "sort" and t.text.lower() in SORTS)]
    stack = [_Group()]
    for token in kept:
        if token.kind == "(":
            if len(stack) < _DEPTH:
                stack.append(_Group(token.minus))
        elif token.kind == ")":
            if len(stack) > 1:
                stack[-2].add(stack.pop().node)
        elif token.kind == "or":
            stack[-1].alternatives.append([])
        else:
            stack[-1].add(_item(token))
    while len(stack) > 1:
        stack[-2].add(stack.pop().node)
    whole = stack[0].node
    return Search(And(()) if whole is None else whole if isinstance(whole, And) else And((whole,)), sort)


def unfinished(text: str) -> bool:
    """Whether a text that is being typed ends in an operator that says nothing yet, and will once its value is whole."""
    tokens = _tokens(text)
    return bool(tokens) and not text[-1].isspace() and _unfinished(tokens[-1])


def _unfinished(token: _Token) -> bool:
    value = token.text.lower()
    if not token.field:
        field, colon, rest = value.partition(":")
        return bool(colon) and not rest and field in _FIELDS and not token.quoted
    if token.field in _VALUES:
        values = _VALUES[token.field]
        return value not in values and any(known.startswith(value) for known in values)
    if token.field in ("before", "after"):
        return _DAY_BEGUN.fullmatch(value) is not None
    if token.field == "seen":
        return _SEEN_BEGUN.fullmatch(value) is not None
    return not value and token.field not in COLUMNS


def _begun(token: _Token) -> _Token:
    """A lone letter at the end of a text that is being typed is the beginning of a word."""
    lone = token.kind == "item" and not token.field and not token.quoted and len(token.text) == 1
    return replace(token, begun=True) if lone and token.text.isalpha() and token.text < _LATIN_END else token


@dataclass(slots=True)
class _Group:
    """What stands between two brackets, or in none."""

    minus: bool = False
    alternatives: list[list[Node]] = field(default_factory=lambda: [[]])

    def add(self, node: Node | None) -> None:
        """Take in what stands here; None says nothing."""
        if node is not None:
            self.alternatives[-1].append(node)

    @property
    def node(self) -> Node | None:
        """The whole; None when it says nothing."""
        parts: list[Node] = [part[0] if len(part) == 1 else And(tuple(part)) for part in self.alternatives if part]
        if not parts:
            return None
        return _signed(parts[0] if len(parts) == 1 else Or(tuple(parts)), minus=self.minus)


def _signed(node: Node, *, minus: bool) -> Node:
    if not minus:
        return node
    return node.part if isinstance(node, Not) else Not(node)


def _item(token: _Token) -> Node | None:
    node = _positive(token)
    return node if node is None else _signed(node, minus=token.minus)


def _positive(token: _Token) -> Node | None:
    value = token.text.strip()
    if token.field in COLUMNS:
        return Word(value, token.quoted, COLUMNS[token.field]) if value else None
    if token.field:
        known = _filter(token.field, value)
        if known is not None:
            return known
        return Word(f"{token.field} {value}".strip(), True)
    return Word(value, token.quoted, begun=token.begun) if value else None


def _filter(field: str, value: str) -> Filter | None:
    lower = value.lower()
    if field == "is":
        return Filter(field, lower) if lower in IS else None
    if field == "has":
        return Filter(field, lower) if lower in HAS else None
    if field in ("before", "after"):
        return Filter(field, value) if is_date(value) else None
    if field == "seen":
        return Filter(field, value) if _SEEN.fullmatch(value) else None
    return Filter(field, value) if value else None


def is_date(value: str) -> bool:
    """Whether a value is a day, a month or a year."""
    return _DAY.fullmatch(value) is not None


def seen_parts(value: str) -> tuple[str, int]:
    """Comparison and number of a `seen:` filter; `seen:2` is `seen:=2`."""
    match = _SEEN.fullmatch(value)
    assert match is not None
    return match[1] or "=", int(match[2])


def names_state(node: Node, *states: str) -> bool:
    """Whether a tree asks for one of these `is:` states anywhere, also under a minus."""
    todo = [node]
    while todo:
        part = todo.pop()
        if isinstance(part, Filter) and part.field == "is" and part.value in states:
            return True
        if isinstance(part, Not):
            todo.append(part.part)
        elif isinstance(part, And | Or):
            todo.extend(part.parts)
    return False


def has_words(node: Node) -> bool:
    """Whether a tree searches for text at all: then relevance means something."""
    todo = [node]
    while todo:
        part = todo.pop()
        if isinstance(part, Word):
            return True
        if isinstance(part, Not):
            todo.append(part.part)
        elif isinstance(part, And | Or):
            todo.extend(part.parts)
    return False


def printed(search: Search) -> str:
    """The query's text in one standard spelling; parsing it gives the same tree again."""
    text = " ".join(_print(part) for part in search.tree.parts)
    return f"{text} sort:{search.sort}".strip() if search.sort else text


def _print(node: Node) -> str:
    if isinstance(node, Not):
        inner = _print(node.part)
        return f"-{inner}"
    if isinstance(node, And):
        return "(" + " ".join(_print(part) for part in node.parts) + ")"
    if isinstance(node, Or):
        return "(" + " OR ".join(_print(part) for part in node.parts) + ")"
    if isinstance(node, Filter):
        return f"{node.field}:{operand(node.value)}"
    field = next((f"{name}:" for name, column in COLUMNS.items() if column == node.column), "")
    return field + (quoted(node.text) if node.exact else node.text)


def with_tag_renamed(text: str, old: str, new: str) -> str:
    """A query that asks for a tag by its new name; one that does not ask for it stays as it was written."""

    def renamed(node: Node) -> Node:
        if isinstance(node, Filter):
            return Filter("tag", new) if node.field == "tag" and tag_fold(node.value) == tag_fold(old) else node
        if isinstance(node, Not):
            return Not(renamed(node.part))
        if isinstance(node, Or):
            return Or(tuple(map(renamed, node.parts)))
        return And(tuple(map(renamed, node.parts))) if isinstance(node, And) else node

    search = parse(text)
    tree = And(tuple(map(renamed, search.tree.parts)))
    return text if tree == search.tree else printed(Search(tree, search.sort))


def quoted(text: str) -> str:
    """A text in quotes, as a query takes it; a quote inside stands twice."""
    return '"' + text.replace('"', '""') + '"'


def operand(value: str) -> str:
    """A value behind an operator (`tag:`), in quotes where it needs them."""
    return value if re.fullmatch(r'[^\s()"]+', value) else quoted(value)
