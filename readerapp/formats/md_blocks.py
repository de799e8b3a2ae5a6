"""Logical lines → blocks: headings, list entries, tables, paragraphs; each with a rank that says what it can hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from readerapp.formats.md_fields import Piece, pieces_of, split_label
from readerapp.formats.md_front import front_pieces
from readerapp.formats.md_inline import LONG_LINE, plain
from readerapp.formats.md_labels import field_of
from readerapp.formats.md_lines import Line, Page, is_row
from readerapp.formats.md_tables import Table, cells_of, is_delimiter, labelled_rows
from readerapp.formats.md_words import is_names, is_title

BlockKind = Literal["front", "heading", "summary", "close", "lead", "item", "text", "table", "fence", "rule"]

# Ranks: a block belongs to the last one before it that has a lower rank. Headings have their level.
FRONT, SUMMARY, TERM, LEAD, LINKED, ITEM, LOOSE = 0, 7, 7, 8, 9, 10, 99
_DEPTHS = 12

_HEADING = re.compile(r"(#{1,6})(?:\s+|(?<=##)(?=[^#\s])|$)")
_ATTRIBUTES = re.compile(r"\{[^{}]{0,60}\}$")
_ITEM = re.compile(
    r"(?P<bullet>\\?[-*+]|[•·‣▪◦●○■□▶►–—])\s+(?P<rest>\S.*)|(?P<number>\d{1,4})(?:[.)]\s+|[、．]\s*|[.)](?=\*\*|\[))(?P<rest2>\S.*)"
    r"|(?P<sign>\(\d{1,3}\)|[①-⑳❶-❿]|[0-9]\ufe0f?\u20e3)\s*(?P<rest3>\S.*)"
)
_RULE = re.compile(r"(?:-\s?){3,}|(?:\*\s?){3,}|(?:_\s?){3,}|[=━─—~]{3,}")
_UNDERLINE = re.compile(r"={3,}|-{4,}")
_LEAD_BOLD = re.compile(
    r"\W{0,12}?(?:\d{1,3}[.)]\s*)?(\*\*|__|\*)(?=[^\s*])(?:[^*_]++|[*_](?!\1))*+\1|\W{0,6}?(?:\d{1,3}[.)]\s*)?_[^_]{12,}_$"
)
_LEAD_LINK = re.compile(r"\W{0,12}?(?:\d{1,3}[.)]\s*)?(?:\*\*|\*|\[?\*\*)?(?:\[[^\]]{8,}|<https?://[^\s<>|]+\|)")
_PARTS = frozenset(
    """metadata; meta data; meta; bibliographic information; bibliographic data; paper info; paper information; paper details;
    basic information; citation information; 元数据; 元信息; 基本信息; 论文信息; 書誌情報; メタデータ; 메타데이터; metadaten; métadonnées; metadatos;
    metadati; metadados""".replace("\n    ", " ").split("; ")
)
"""Headings over the fields of a paper."""
_INLINE = ("date", "venue", "translation", "link", "pdf", "code", "votes", "type")
_LINKS = ("link", "pdf", "code")
_WRAPPED = 60
_ADDRESS = re.compile(r"<?https?://\S+>?")
_UNWRAPPED = 250
"""Letters: no wrapped line is as long."""
_PROSE = re.compile(r"[a-z0-9$\\(]")
_ENDS = re.compile(r"[.:;!?。：；！？)\]|*>]$")


@dataclass(slots=True)
class Block:
    """A part of the page. `text` is a carrier's own line (heading, bullet, bold line), raw; `pieces` what it says in fields."""

    kind: BlockKind
    line: int
    rank: int
    text: str = ""
    pieces: list[Piece] = field(default_factory=list)
    quoted: bool = False
    table: Table | None = None
    body: str = ""
    inside: bool = False
    """A paragraph that stands inside a list entry (indented)."""


@dataclass(slots=True)
class _State:
    blocks: list[Block] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    """The paragraph or list entry that is open."""
    depths: list[int] = field(default_factory=list)
    """Indents of the open list entries."""
    markers: dict[int, bool] = field(default_factory=dict)
    """Per depth, whether the outer list there is numbered."""
    rank: int = LOOSE
    """Of the open list entry; LOOSE for a paragraph."""


def blocks_of(page: Page) -> list[Block]:
    """The blocks of a page in order."""
    state = _State()
    lines = page.lines
    number = 0
    while number < len(lines):
        line = lines[number]
        if line.kind != "text":
            _flush(state)
            _special(state, line)
        elif not line.text:
            _flush(state)
        elif "|" in line.text and (end := _table_end(lines, number)):
            _flush(state)
            _take_table(state, lines[number:end])
            number = end
            continue
        else:
            number = _take_line(state, lines, number)
        number += 1
    _flush(state)
    return state.blocks


def _special(state: _State, line: Line) -> None:
    if line.kind == "term":
        _heading(state, line, TERM, line.text)
        return
    rank = {"front": FRONT, "summary": SUMMARY}.get(line.kind, LOOSE)
    kind: BlockKind = "close" if line.kind in ("close", "details") else line.kind  # type: ignore[assignment]
    block = Block(kind, line.number, rank, line.text, quoted=line.quoted, body=line.body)
    if kind == "fence":
        block.text = line.info
    elif kind == "front":
        block.pieces = front_pieces(line.body, line.number + 1)
    if line.kind != "details":
        state.blocks.append(block)
    if rank != LOOSE:
        state.depths, state.markers = [], {}


def _take_line(state: _State, lines: list[Line], number: int) -> int:
    """Takes one line of text; the number of the last line taken (a heading may go on)."""
    line = lines[number]
    text = line.text
    if text[0] == "#" and (heading := _HEADING.match(text)):
        _flush(state)
        rest, number = _wrapped_link(_heading_text(text[heading.end() :]), lines, number)
        _heading(state, line, len(heading[1]), rest)
    elif text[0] in "-*_=━─—~" and _RULE.fullmatch(text):
        _rule(state, line)
    elif len(text) < LONG_LINE and (item := _ITEM.match(text)) and not _is_prose(state, line, item):
        _flush(state)
        _item(state, line, item)
    else:
        if state.lines and (state.lines[-1].quoted != line.quoted):
            _flush(state)
        state.lines.append(line)
    return number


def _heading_text(text: str) -> str:
    """What a heading says, without its closing marks and attributes: `The title ## {#name}`."""
    if text.endswith("}"):
        text = _ATTRIBUTES.sub("", text)
    return text.rstrip().rstrip("#").rstrip()


def _wrapped_link(text: str, lines: list[Line], number: int) -> tuple[str, int]:
    """A heading whose link goes on in the next lines (some converters wrap everything)."""
    if text.count("[") <= text.count("]"):
        return text, number
    joined = text
    for place in range(number + 1, min(number + 4, len(lines))):
        following = lines[place]
        if following.kind != "text" or not following.text:
            break
        joined = f"{joined} {following.text}"
        if joined.count("[") <= joined.count("]"):
            return joined, place
    return text, number


def _heading(state: _State, line: Line, level: int, text: str) -> None:
    labelled = split_label(text)
    alone = field_of(text.strip("*_ ")) if len(text) < 60 else ""
    known = labelled.field if labelled else alone
    # "## Abstract" and "### Authors: …" are fields of the paper above them, whatever their level.
    with_value = labelled is not None and bool(labelled.value) and (known not in _LINKS or _leads(labelled.value))
    is_field = known in ("authors", "abstract", "arxiv", "doi") or (with_value and known in _INLINE) or is_part(text)
    block = Block("heading", line.number, LOOSE if is_field else level, text, quoted=line.quoted)
    block.pieces = pieces_of([(line.number, text)]) if labelled else [Piece(alone or "other", text, [], line.number)]
    state.blocks.append(block)
    state.depths, state.markers = [], {}


def is_part(text: str) -> bool:
    """Whether a heading stands over the fields of the paper above it ("Metadata"), and is no title."""
    return text.strip("*_ :：").casefold() in _PARTS


def _leads(value: str) -> bool:
    """Whether what stands behind a label like "Link" is one; "WHERE and WHICH: A Debate" is a title."""
    return "](" in value or "][" in value or "http" in value or "www." in value


def _rule(state: _State, line: Line) -> None:
    title = state.lines[0].text if len(state.lines) == 1 and state.rank == LOOSE else ""
    if (
        title
        and (_UNDERLINE.fullmatch(line.text) or (line.text == "---" and _is_underlined(title)))
        and len(title) < 300
        and not split_label(title)
        and lines_touch(state.lines[0], line)
    ):
        state.lines.clear()
        _heading(state, Line(line.number - 1, title), 1 if line.text[0] == "=" else 2, title)
        return
    _flush(state)
    state.blocks.append(Block("rule", line.number, LOOSE))
    state.depths, state.markers = [], {}


def _is_underlined(text: str) -> bool:
    """Whether three dashes below a line make it a heading; they are the usual rule between entries too."""
    said = plain(text)
    return is_title(said) and not is_names(said) and said[-1] not in ".。" and "](" not in text and "://" not in text


def lines_touch(one: Line, other: Line) -> bool:
    """Whether one line directly follows the other."""
    return other.number - one.number <= 1


def _is_prose(state: _State, line: Line, item: re.Match[str]) -> bool:
    """Whether what looks like a list entry is a wrapped line of the open paragraph ("… as in\n2019. We …")."""
    if not state.lines or state.lines[-1].quoted != line.quoted:
        return False
    last = state.lines[-1].text
    if item["number"] and len(item["number"]) == 4:
        return True
    rest = item["rest"] or item["rest2"] or item["rest3"]
    if (
        item["sign"]
        and item["sign"][0] == "("
        and 50 <= len(last) <= 140
        and state.rank == LOOSE
        and split_label(last) is None
    ):
        return True  # "… is based on:\n(1) planes, (2) edges"
    wrapped = 50 <= len(last) <= 140 and not _ENDS.search(last) and bool(_PROSE.match(rest))
    return wrapped and state.rank == LOOSE and split_label(last) is None


def _item(state: _State, line: Line, item: re.Match[str]) -> None:
    while state.depths and line.indent < state.depths[-1] + 2:
        state.depths.pop()
    depth = min(len(state.depths), _DEPTHS)
    numbered = not item["bullet"]
    outer = state.markers.setdefault(depth, numbered)
    # Dashes under a numbered entry at the same indent are its parts.
    state.rank = ITEM + 2 * depth + (outer != numbered)
    state.depths.append(line.indent)
    for deeper in [key for key in state.markers if key > depth]:
        del state.markers[deeper]
    state.lines = [Line(line.number, item["rest"] or item["rest2"] or item["rest3"], line.indent, line.quoted)]


def _flush(state: _State) -> None:
    """Ends the open paragraph or list entry."""
    if not state.lines:
        return
    lines, rank = state.lines, state.rank
    state.lines, state.rank = [], LOOSE
    if rank != LOOSE:
        first = lines[0]
        block = Block("item", first.number, rank, first.text, quoted=first.quoted)
        block.pieces = pieces_of((line.number, line.text) for line in lines)
        # What a tag of HTML has broken was not wrapped.
        if block.pieces[0].field == "" and not (len(lines) > 1 and lines[1].number == first.number):
            _join_wrapped(block)
        state.blocks.append(block)
        return
    inside = bool(state.depths) and lines[0].indent >= state.depths[0] + 2
    _paragraph(state, lines, inside)


def _join_wrapped(block: Block) -> None:
    """Puts a list entry's own line together when it was wrapped: inside a link or bold text, or at full width."""
    lines = block.pieces[0].lines
    while len(lines) > 1 and len(lines[0]) < LONG_LINE:
        torn = lines[0].count("[") > lines[0].count("]") or lines[0].count("**") % 2 == 1
        wrapped = (
            len(lines[0].rsplit("\n", 1)[-1]) >= _WRAPPED
            and not _ENDS.search(lines[0])
            and lines[1][0] not in "[*_<`"
            and not is_names(lines[1])
            and not lines[1].startswith("http")
        )
        if not (torn or wrapped):
            break
        lines[:2] = [f"{lines[0]} {lines[1]}"]
    block.text = lines[0]


def _paragraph(state: _State, lines: list[Line], inside: bool) -> None:
    """A paragraph, cut before lines that look like the title of an entry."""
    start = 0
    for place, line in enumerate(lines):
        rank = _lead_rank(line.text, place == 0) if not inside else LOOSE
        if rank == LOOSE:
            continue
        _text(state, lines[start:place], inside)
        state.blocks.append(
            Block("lead", line.number, rank, line.text, pieces_of([(line.number, line.text)]), line.quoted)
        )
        start = place + 1
    _text(state, lines[start:], inside)


def _text(state: _State, lines: list[Line], inside: bool) -> None:
    if len(lines) > 1 and len(lines[1].text) >= _UNWRAPPED > len(lines[0].text) and split_label(lines[0].text) is None:
        # Nothing is wrapped here: names on a line, the abstract on the next, perhaps a link on the last.
        _text(state, lines[:1], inside)
        lines = lines[1:]
    if len(lines) > 1 and len(lines[-2].text) >= _UNWRAPPED and _ADDRESS.fullmatch(lines[-1].text):
        _text(state, lines[:-1], inside)
        lines = lines[-1:]
    if lines:
        pieces = pieces_of((line.number, line.text) for line in lines)
        state.blocks.append(Block("text", lines[0].number, LOOSE, "", pieces, lines[0].quoted, inside=inside))


def _lead_rank(text: str, first: bool) -> int:
    """The rank of a line as an entry's title: bold or linked or labelled as one; LOOSE for any other line."""
    if len(text) > 1500:
        return LOOSE
    if "*" in text or "__" in text or text[-1] == "_":
        match = _LEAD_BOLD.match(text)
        # Inside a paragraph only a line that is all bold begins something new.
        if match and (first or match.end() >= len(text) - 2) and split_label(text) is None:
            return LEAD
    if ("](" in text or "][" in text or "<http" in text) and _LEAD_LINK.match(text) and (first or text[-1] in ")]>*"):
        return LINKED if split_label(text) is None else LOOSE
    labelled = split_label(text)
    return LEAD if labelled and labelled.field == "title" and labelled.value else LOOSE


def _table_end(lines: list[Line], number: int) -> int:
    """The index behind the table that begins at a line, 0 when none does."""
    line = lines[number]
    following = _next_text(lines, number + 1)
    if following < 0:
        return 0
    after = lines[following].text
    if not is_delimiter(after) and not (
        is_row(line.text) and is_row(after) and line.text[-1] == "|" and following == number + 1
    ):
        return 0
    if is_delimiter(line.text) or (not is_row(line.text) and following != number + 1):
        return 0
    end = following + 1
    while (place := _next_text(lines, end)) >= 0:
        text = lines[place].text
        if not (is_row(text) or ("|" in text and place == end and not is_row(line.text))):
            break
        below = _next_text(lines, place + 1)
        if below >= 0 and is_delimiter(lines[below].text) and not (is_delimiter(text) or _leads(text)):
            break  # the header of the next table
        end = place + 1
    return end


def _next_text(lines: list[Line], number: int) -> int:
    """The index of the next line of text that is not blank, -1 when something else comes before."""
    while number < len(lines) and lines[number].kind == "text":
        if lines[number].text:
            return number
        number += 1
    return -1


def _take_table(state: _State, lines: list[Line]) -> None:
    rows = [line for line in lines if line.text]
    headed = len(rows) > 1 and is_delimiter(rows[1].text)
    header = cells_of(rows[0].text) if headed else []
    width = len(header) or len(cells_of(rows[0].text))
    table = Table(header)
    for line in rows[2 if headed else 0 :]:
        if not is_delimiter(line.text):
            table.rows.append((line.number, cells_of(line.text, width)))
    fields = labelled_rows(table)
    if fields:
        # A label "Title" begins an entry, as it does in a paragraph.
        _paragraph(state, [Line(line, text, quoted=lines[0].quoted) for line, text in fields], inside=False)
    else:
        state.blocks.append(Block("table", lines[0].number, LOOSE, quoted=lines[0].quoted, table=table))
