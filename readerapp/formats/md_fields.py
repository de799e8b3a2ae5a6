"""Lines → labelled fields: `**Authors**: …`, `- 作者：…`, `Abstract. …`, `👥 …`, several of them on a line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from readerapp.formats.md_inline import LONG_LINE
from readerapp.formats.md_labels import LABEL_LETTERS, Field, emoji_field, field_of

_LEAD = re.compile(r"(?:[^\w\s*_\[`$\\\"'“”‘’(（<#【「{.]|:[a-z][a-z0-9_+-]{1,30}:|\s)*+")
_BOLD = re.compile(r"(?P<mark>\*\*|__)(?P<label>[^*_\n]{1,60}+)(?P=mark)\s*+(?P<colon>::?|：|[-–—](?=\s)|)\s*+")
_BOLD_PART = re.compile(r"(?:\*\*|__)(?P<label>[^*_:：\n]{1,60}+)(?P<colon>::?|：)(?P<rest>[^*\n]{1,300}+)(?:\*\*|__)")
_ITALIC = re.compile(r"(?P<mark>[*_])(?P<label>[^*_\n]{1,40}+)(?P=mark)(?!\w)\s*+(?P<colon>::?|：|[.—–-](?=\s)|)\s*+")
_CODE = re.compile(r"`(?P<label>[^`\n]{1,40}+)`\s*+(?P<colon>:|：)\s*+")
_BRACKET = re.compile(
    r"(?:【(?P<a>[^【】]{1,30}+)】|「(?P<b>[^「」]{1,30}+)」|\[(?P<c>[^\[\]]{1,30}+)\](?![(\[]))\s*+(?P<colon>[:：]?)\s*+"
)
_PLAIN = re.compile(r"(?P<label>[^\s:：*\[\]`|$\\][^:：*\[\]`|$\\\n]{0,41}?)\s*(?P<colon>::|:(?!//)|：)\s*+")
_RUN_IN = re.compile(
    r"(?P<label>abstract|abstrakt|摘要|résumé|zusammenfassung|resumen|tl;dr|tldr)\s*+(?:[—–]|[.-](?=\s))\s*+",
    re.IGNORECASE,
)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)+)"\s*')
_BLOCK_SCALAR = re.compile(r"[>|][+-]?\d?")
"""YAML's sign that a text stands in the lines below."""
_SEPARATOR = re.compile(r"\s+[|·•｜∙┃／⋅]\s+|\s*[｜┃]\s*|\s{3,}|\s*&nbsp;(?:&nbsp;|\s)*[|·•]?\s*|\s+\\\|\s+")
_SIGNS = re.compile(r"[·•｜∙┃／⋅]|[^\S ]")
_NEXT_BOLD = re.compile(
    r"(?<=[^\s*_,;])[\s,;，；]*+(?=(?:\*\*|__)(?P<label>[^*_\n]{1,40}+)(?:(?<=[:：])(?:\*\*|__)|(?:\*\*|__)\s*[:：]))"
)
_LINK_OR_DATE = re.compile(r"[^\w\[<]{0,8}+(?:\[|<?https?://|\d{4}-\d\d-\d\d)")
_WRAP = (66, 120)
"""A line that could not take another word ends from this width on; no wrapped line is wider than that."""
_OPEN_ENDS = (",", ";", "，", "、", "；", " and", "&")
_WEAK = frozenset(
    """paper papers article publication data code codes index year download web website access read where link links points vote
    art kind type rank no nr introduction intro overview contribution contributions insight insights brief comment comments
    description highlight highlights posted added category categories html abs update updated reference references related
    volume pages source quelle resume by number status references discussion twitter reddit institution conference journal""".split()
)
"""Words that begin a sentence or a list too: without markup they are labels only in front of a link or a short text."""
_PLAIN_OTHER = frozenset("keywords keyword tags topics 关键词 标签 キーワード 키워드 schlagwörter".split())
_VALUE_LIMIT = 160


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line that begins with a label: what it announces, the label as written, and the raw text behind it."""

    field: Field
    label: str
    value: str


@dataclass(slots=True)
class Piece:
    """A field with its raw lines, or a stretch of text without a label (field "")."""

    field: Field
    label: str
    lines: list[str]
    line: int


@lru_cache(maxsize=64)
def split_label(line: str) -> Labelled | None:
    """The label of a line without its bullet, None when it has none. A label in bold that is not known is "other"."""
    start = 0
    if not line[:1].isalnum() and (lead := _LEAD.match(line)):
        start = lead.end()
    head = line[start : start + 1]
    if head in ("*", "_", "`"):
        return _marked(line, start)
    if head in ("【", "「", "["):
        return _bracketed(line, start)
    if not head:
        return None
    return _plain(line, start) or _by_emoji(line, start)


def _marked(line: str, start: int) -> Labelled | None:
    if match := _BOLD.match(line, start):
        label = match["label"].strip()
        colon = match["colon"] in (":", "：", "::") or label.endswith((":", "："))
        field = field_of(label)
        value = line[match.end() :]
        if field and not (field == "title" and not colon):
            return Labelled(field, label.rstrip(":： "), value)
        # A bold word or two with a colon behind is a label that nobody told us.
        if colon and value and len(label) <= LABEL_LETTERS and len(label.split()) <= 5:
            return Labelled("other", label.rstrip(":： "), value)
    if (match := _BOLD_PART.match(line, start)) and (field := field_of(match["label"])):
        return Labelled(field, match["label"].strip(), match["rest"].strip() + line[match.end() :])
    match = _ITALIC.match(line, start) or _CODE.match(line, start)
    if match and (field := field_of(match["label"])):
        colon = bool(match["colon"]) or match["label"].rstrip().endswith((":", "："))
        if colon or (field in ("abstract", "authors") and match.end() == len(line)):
            return Labelled(field, match["label"].strip(" :："), line[match.end() :])
    return None


def _bracketed(line: str, start: int) -> Labelled | None:
    match = _BRACKET.match(line, start)
    if not match:
        return None
    label = match["a"] or match["b"] or match["c"]
    field = field_of(label)
    if not field or (match["c"] and not match["colon"] and field not in ("abstract", "authors", "title")):
        return None
    return Labelled(field, label, line[match.end() :])


def _plain(line: str, start: int) -> Labelled | None:
    if match := _RUN_IN.match(line, start):
        return Labelled(field_of(match["label"]), match["label"], line[match.end() :])
    match = _PLAIN.match(line, start)
    if not match:
        # The word alone on its line, as a heading.
        alone = line[start:].strip() if len(line) <= LABEL_LETTERS else ""
        field = field_of(alone) if alone else ""
        return (
            Labelled(field, alone, "")
            if field in ("abstract", "authors") and alone[:1].isupper() | (not alone.isascii())
            else None
        )
    label = match["label"].strip()
    field = field_of(label)
    value = "" if _BLOCK_SCALAR.fullmatch(line, match.end()) else line[match.end() :]
    if field == "title" and (quoted := _QUOTED.fullmatch(value)):
        value = quoted[1].replace('\\"', '"')
    known = field and (field != "other" or label.casefold() in _PLAIN_OTHER)
    if not known or (start == 0 and label[:1].islower() and match["colon"] != "::" and len(value) > _VALUE_LIMIT):
        return None
    if label.casefold() in _WEAK and len(value) > _VALUE_LIMIT and "](" not in value and not value.startswith("http"):
        return None
    return Labelled(field, label, value)


def _by_emoji(line: str, start: int) -> Labelled | None:
    field = emoji_field(line.lstrip())
    return Labelled(field, "", line[start:]) if field else None


def segments(line: str) -> list[str]:
    """A line cut where several fields stand on it: at `|`, `·` and wide gaps before a label or a link, and before bold labels."""
    may_be_cut = _may_be_cut(line)
    if len(line) > LONG_LINE or not (may_be_cut or "**" in line or "__" in line):
        return [line]
    parts: list[str] = []
    for piece in _at_bold_labels(line):
        place = 0
        for match in _SEPARATOR.finditer(piece) if may_be_cut else ():
            # "A. Author · B. Author" is one field.
            if _begins_field(piece[match.end() : match.end() + 120]):
                parts.append(piece[place : match.start()])
                place = match.end()
        parts.append(piece[place:])
    return [part for part in map(str.strip, parts) if part]


def _may_be_cut(line: str) -> bool:
    """Whether there is anything in a line that `_SEPARATOR` could match: most lines are prose, and this is quicker."""
    return (
        "|" in line
        or "   " in line
        or "&nbsp;" in line
        or "\t" in line
        or (not line.isascii() and bool(_SIGNS.search(line)))
    )


def _at_bold_labels(line: str) -> list[str]:
    parts = []
    place = 0
    marks = line.count("**") + line.count("__")
    # The two marks of the label at its beginning are no next one.
    for match in _NEXT_BOLD.finditer(line) if marks > 2 or (marks == 2 and line[:2] not in ("**", "__")) else ():
        # An unknown one may belong to a structured abstract.
        if field_of(match["label"]) not in ("", "other"):
            parts.append(line[place : match.start()])
            place = match.end()
    return [*parts, line[place:]]


def _begins_field(text: str) -> bool:
    return bool(_LINK_OR_DATE.match(text)) or split_label(text) is not None


def pieces_of(lines: Iterable[tuple[int, str]]) -> list[Piece]:
    """The lines of one paragraph or bullet as fields; what has no label stays together."""
    found: list[Piece] = []
    marked = False
    for number, line in lines:
        for part in segments(line):
            labelled = split_label(part)
            if labelled and marked and labelled.field == "other" and not _is_marked(part):
                # "Keywords: …" below "**Abstract**: …" is the author's, not the digest's.
                found[-1].lines.append(part)
            elif labelled:
                marked = labelled.field == "abstract" and _is_marked(part)
                found.append(Piece(labelled.field, labelled.label, [labelled.value] if labelled.value else [], number))
            elif found and _goes_on(found[-1], part):
                found[-1].lines.append(part)
            else:
                found.append(Piece("", "", [part], number))
    return found


def _is_marked(line: str) -> bool:
    """Whether a line's label is set off by more than its colon: bold, bracketed, behind a sign."""
    return not line[:1].isalnum()


def _goes_on(piece: Piece, line: str) -> bool:
    """Whether an unlabelled line is the rest of the field before it: a wrapped one, or one whose text starts below its label."""
    if piece.field in ("", "abstract", "summary") or not piece.lines:
        return True
    last = piece.lines[-1]
    if piece.field == "authors" and last.endswith(_OPEN_ENDS):
        return True
    return len(line) < _WRAP[1] and len(piece.label) + len(last) + len(line.split(" ", 1)[0]) >= _WRAP[0]
