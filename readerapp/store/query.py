"""A query's tree → SQL over the shelf and the full-text index."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from readerapp.store.language import (
    And,
    Filter,
    Node,
    Not,
    Or,
    Search,
    Word,
    has_words,
    is_date,
    names_state,
    parse,
    seen_parts,
)
from readerapp.text.tags import tag_fold

_SEARCH_WORD = re.compile(r"[^\W_]+(?:\+\+|[+#])?")
_CJK = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
_DIGEST = re.compile(r"#(\d{1,18})")
_LONGEST = 2000
"""Letters of a digest's name; SQLite compares no pattern of any length."""

RANK = "bm25(paper_fts, 8.0, 1.0, 2.0, 4.0, 4.0)"
"""How well a hit fits: the title counts most, then the user's own tags and notes."""
ORDERS: dict[str, str] = {
    "newest": "s.latest DESC, s.latest_position, s.paper",
    "oldest": "s.first, s.first_position, s.paper",
    "title": "(SELECT t.title FROM paper_search t WHERE t.id = s.paper), s.paper",
    "starred": "s.starred IS NULL, s.starred DESC, s.latest DESC, s.latest_position, s.paper",
    "listed": "s.listed DESC, s.latest DESC, s.latest_position, s.paper",
    "relevance": f"{RANK}, s.latest DESC, s.latest_position, s.paper",
    "place": "l.position, s.paper",
}
"""The sort orders; `place` is the order of the one digest that a query shows."""

_STATES = {
    "unread": "s.state = 'unread'",
    "queued": "s.state = 'queued'",
    "read": "s.state = 'read'",
    "dropped": "s.state = 'dropped'",
    "starred": "s.starred IS NOT NULL",
    "trashed": "s.trashed = 1",
}
_HAS = {
    "note": "s.noted = 1",
    "code": "EXISTS (SELECT 1 FROM paper p WHERE p.id = s.paper AND p.code_urls <> '[]')",
    "abstract": "EXISTS (SELECT 1 FROM paper p WHERE p.id = s.paper AND p.abstract IS NOT NULL)",
    "pdf": "EXISTS (SELECT 1 FROM paper p WHERE p.id = s.paper AND (p.pdf_url IS NOT NULL OR p.arxiv_id IS NOT NULL))",
}


@dataclass(slots=True)
class Statement:
    """What comes behind SELECT …: `sql` begins with FROM and needs `parameters`; `order` goes behind ORDER BY."""

    sql: str
    order: str
    parameters: list[object] = field(default_factory=list)
    nothing: bool = False
    """The query can find no paper (it holds only signs): nothing to ask."""
    name: str = "newest"
    """The order's name."""
    match: str = ""
    """What is asked of the full-text index, if anything: then `paper_fts.rowid` is the paper."""


def compiled(text: str, sort: str | None = None, usual: str | None = None, *, typing: bool = False) -> Statement:
    """The statement for a query's text; for `typing` see `parse`.

    Order: what the text asks for; else `sort`; else relevance while there are words; else `usual`; else the place in the one
    digest that is shown; else newest.
    """
    search = parse(text, typing=typing)
    conditions: list[str] = []
    parameters: list[object] = []
    words = [part for part in search.tree.parts if _is_text(part)]
    others = [part for part in search.tree.parts if not _is_text(part)]
    match = _match(words)
    digest = _only_digest(search)
    tables = "shelf s"
    if match:
        # The index outermost: the other way round SQLite asks it once for every paper.
        tables = "paper_fts CROSS JOIN shelf s ON s.paper = paper_fts.rowid"
        conditions.append("paper_fts MATCH ?")
        parameters.append(match)
    if digest is not None:
        tables += " CROSS JOIN listing l ON l.paper = s.paper" if match else ""
        tables = tables if match else "listing l CROSS JOIN shelf s ON s.paper = l.paper"
        conditions.append("l.digest = ?")
        parameters.append(digest)
        others = [part for part in others if not (isinstance(part, Filter) and part.field == "in")]
    for part in others:
        condition, values = _condition(part)
        conditions.append(condition)
        parameters += values
    trash_asked = names_state(search.tree, "trashed")
    if not trash_asked:
        conditions.append("s.trashed = 0")
    # A digest's own list shows all of it, decided or not; the user sees there what was dropped.
    if not (trash_asked or names_state(search.tree, "dropped") or digest is not None):
        conditions.append("s.state <> 'dropped'")
    order = _order(search, sort, usual, match=bool(match), digest=digest is not None)
    sql = f"FROM {tables} WHERE {' AND '.join(conditions) or '1'}"
    nothing = has_words(search.tree) and not match and all(_empty(part) for part in search.tree.parts)
    return Statement(sql, ORDERS[order], parameters, nothing, order, match)


def _order(search: Search, sort: str | None, usual: str | None, *, match: bool, digest: bool) -> str:
    asked = search.sort or sort or ("relevance" if match else None)
    if asked == "relevance" and not match:
        asked = None
    order = asked or usual or "place"
    return "newest" if order == "place" and not digest else order


def highlights(text: str, *, typing: bool = False) -> list[str]:
    """The words that a query asks for, in the form that is searched: what to show in its hits. Not those under a minus.

    A space behind a word says that it is no mere beginning.
    """
    found: list[str] = []
    todo: list[Node] = [parse(text, typing=typing).tree]
    while todo:
        part = todo.pop()
        if isinstance(part, Word) and (tokens := words_of(part.text)):
            begun = part.begun or _is_prefix(part, tokens)
            found += [f"{token} " for token in tokens[:-1]] + [tokens[-1] if begun else f"{tokens[-1]} "]
        elif isinstance(part, And | Or):
            todo.extend(part.parts)
    return list(dict.fromkeys(found))


def _only_digest(search: Search) -> int | None:
    """The id of the one digest whose list this is (`in:#5` at the top), else None."""
    found = [p for p in search.tree.parts if isinstance(p, Filter) and p.field == "in"]
    if len(found) != 1 or not (match := _DIGEST.fullmatch(found[0].value)):
        return None
    return int(match[1])


def _is_text(node: Node) -> bool:
    """Whether a part can be answered by the full-text index alone: words, and groups of words without a minus."""
    if isinstance(node, Word):
        return not _initial(node)
    return isinstance(node, And | Or) and all(_is_text(part) for part in node.parts)


def _initial(word: Word) -> int:
    """The bit (text/fold.py) of a begun word's one letter; 0 for other words."""
    if not word.begun:
        return 0
    from readerapp.text.fold import letter_bit

    tokens = words_of(word.text)
    return letter_bit(tokens[0]) if len(tokens) == 1 else 0


def _empty(node: Node) -> bool:
    return _is_text(node) and not _match([node])


def words_of(text: str) -> list[str]:
    """A text as the index tokenizes it: `Test-Time C++` → test, time, c++."""
    from readerapp.text.fold import search_form  # only when there are words: start-up time

    return _SEARCH_WORD.findall(search_form(text.replace("\0", " ")))


def _match(parts: list[Node]) -> str:
    """An FTS5 expression for parts that must all hold; "" when no word is left. Only quoted words and our own signs."""
    return " AND ".join(found for part in parts if (found := _expression(part)))


def _expression(node: Node) -> str:
    if isinstance(node, Word):
        return _word(node)
    assert isinstance(node, And | Or)
    inner = [found for part in node.parts if (found := _expression(part))]
    if not inner:
        return ""
    return "(" + (" AND " if isinstance(node, And) else " OR ").join(inner) + ")"


def _word(word: Word) -> str:
    tokens = words_of(word.text)
    if not tokens:
        return ""
    if word.begun:
        return f'title : "{tokens[0]}"*'  # ß and the like: two letters
    column = f"{word.column} : " if word.column else ""
    return f'{column}"{" ".join(tokens)}"{"*" if _is_prefix(word, tokens) else ""}'


def _is_prefix(word: Word, tokens: list[str]) -> bool:
    """Whether a word is found as a prefix: not one Latin letter alone, nor a word with a sign, nor a sign by its name (π); a CJK
    character always.
    """
    from readerapp.text.fold import ends_in_symbol

    if word.exact or tokens[-1][-1] in "+#" or ends_in_symbol(word.text):
        return False
    return len(tokens) > 1 or len(tokens[-1]) > 1 or bool(_CJK.match(tokens[-1]))


def _condition(node: Node) -> tuple[str, list[object]]:
    if isinstance(node, Word) and (bit := _initial(node)):
        return "s.initials & ?", [bit]
    if isinstance(node, Not):
        condition, values = _condition(node.part)
        return f"NOT ({condition})", values
    if _is_text(node):
        match = _match([node])
        # Signs alone say nothing, and nothing is what they ask for: true under no minus, and no paper lost under one.
        return ("s.paper IN (SELECT rowid FROM paper_fts WHERE paper_fts MATCH ?)", [match]) if match else ("0", [])
    if isinstance(node, And | Or):
        # Signs beside words or conditions say nothing.
        inner = [_condition(part) for part in node.parts if not _empty(part)]
        sign = " AND " if isinstance(node, And) else " OR "
        return "(" + sign.join(c for c, _ in inner) + ")", [value for _, values in inner for value in values]
    assert isinstance(node, Filter)
    return _filter(node)


def _filter(node: Filter) -> tuple[str, list[object]]:
    value = node.value
    if node.field == "is":
        return _STATES[value], []
    if node.field == "has":
        return _HAS[value], []
    if node.field == "seen":
        sign, number = seen_parts(value)
        return f"s.listed {sign} ?", [number]
    if node.field in ("before", "after"):
        sign = "<" if node.field == "before" else ">"
        edge = value if node.field == "before" else value + "~"  # "2026~" sorts behind every day of 2026
        return (
            f"EXISTS (SELECT 1 FROM listing l2 JOIN digest d ON d.id = l2.digest WHERE l2.paper = s.paper AND d.date {sign} ?)",
            [edge],
        )
    if node.field == "tag":
        sql = "SELECT pt.paper FROM paper_tag pt JOIN tag t ON t.id = pt.tag WHERE t.fold = ?"
        return f"s.paper IN ({sql})", [tag_fold(value)]
    if node.field == "in":
        return _in_digest(value)
    from readerapp.formats.ids import arxiv_id, doi  # only when asked for: start-up time

    key = arxiv_id(value) if node.field == "arxiv" else None
    wanted = key[0] if key else (doi(value) or value.lower()) if node.field == "doi" else value.lower()
    return "s.paper IN (SELECT paper FROM alias WHERE kind = ? AND value = ?)", [node.field, wanted]


def _in_digest(value: str) -> tuple[str, list[object]]:
    start = "s.paper IN (SELECT l2.paper FROM listing l2 JOIN digest d ON d.id = l2.digest WHERE "
    if match := _DIGEST.fullmatch(value):
        return start + "d.id = ?)", [int(match[1])]
    if len(value) > _LONGEST:
        return "0", []
    like = "%" + re.sub(r"([%_\\])", r"\\\1", value) + "%"
    named = r"d.title LIKE ? ESCAPE '\' OR d.source LIKE ? ESCAPE '\')"
    if is_date(value):
        return f"{start}substr(d.date, 1, ?) = ? OR {named}", [len(value), value, like, like]
    return start + named, [like, like]
