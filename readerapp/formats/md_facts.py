"""What an entry's blocks say: values by field, links with their role, and the text that has no label."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from readerapp.formats.dates import full_date
from readerapp.formats.ids import arxiv_in
from readerapp.formats.md_blocks import Block
from readerapp.formats.md_fields import Piece
from readerapp.formats.md_inline import NO_TARGETS, Link, Targets, links_in, plain, without_images, without_links
from readerapp.formats.md_labels import Field, field_of
from readerapp.formats.md_words import is_button, is_names, is_tag, words_in

_GOES_ON = ("abstract", "summary")
_EDGES = " \t,;:|·•–—-()[]{}*_/>【】（）「」"
_SHORT = 400
_TELLING = 300
"""Letters from which on what stands behind a title in its own line tells about the paper."""
_HEAD_NUMBER = re.compile(r"^[\s\-–—:|•·>]*(?:\d{1,3}[.)][\s\-–—:|•·>]*)?")
_BEFORE_TEXT = re.compile(r"\s[|·•–—-]\s|(?<!\b[A-Z])[.:：]\s|(?<=[)\]])\s")
_EMPTY_BRACKETS = re.compile(r"\s*[(\[（]\s*[)\]）]")
_LEFT_LABEL = re.compile(
    r"(?:^|(?<=[\s,;.|(]))([^\W\d_]{2,12})\s?[:：]\s*(?=[,;.|*()\[\]\s]*(?:$|[^\W\d_]{2,12}\s?[:：]))"
)
_VOTES = re.compile(
    r"(?:[⬆↑👍▲❤🔺]\ufe0f?\s*|\bupvotes?\s*[:：]?\s*|\+)(\d{1,6})\b|\b(\d{1,6})\s*(?:up-?votes?|likes?|points?)\b",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?:back to top|top|返回.{0,8}|回到.{0,8}|generated (?:by|at|on|with)\b.{0,200}|powered by\b.{0,100}|last updated\b.{0,60}|"
    r"由.{1,60}生成.{0,60}|本.{0,10}由.{1,60}自动.{0,60}|unsubscribe.{0,100}|this (?:digest|list|page|file) (?:was|is)\b.{0,200}|"
    r"\(?\s*(?:⬆️?|↑|🔝)?\s*(?:back|return)\b.{0,40})",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Value:
    """A labelled text: the label, and raw paragraphs."""

    label: str
    paragraphs: list[str] = field(default_factory=list)
    line: int = 0

    @property
    def text(self) -> str:
        """All of it, raw, on one line."""
        return " ".join(self.paragraphs)


@dataclass(slots=True)
class Loose:
    """A paragraph without a label."""

    text: str
    run: int
    """Paragraphs with nothing between them have the same number."""
    line: int
    quoted: bool = False


@dataclass(slots=True)
class Facts:
    """All that an entry says, raw."""

    values: dict[Field, list[Value]] = field(default_factory=dict)
    links: list[tuple[Field, Link]] = field(default_factory=list)
    """With the field that the label or the link's own text announces."""
    loose: list[Loose] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)
    """Short texts without a label: venues, dates, ids."""
    last_line: int = 0
    """Of the abstract's text, to see whether the file ends in it."""

    def first(self, *names: Field) -> str:
        """The first raw text of the first of these fields that has one, "" for none."""
        return next((value.text for name in names for value in self.values.get(name, ()) if value.text.strip()), "")


@dataclass(slots=True)
class _Context:
    """Where in an entry we are."""

    facts: Facts
    targets: Targets
    open: Value | None = None
    field: Field = ""
    """Of `open`."""
    heading: bool = False
    """Whether `open` came from a heading: it holds all until the next one."""
    run: int = 0


def facts_of(blocks: list[Block], targets: Targets = NO_TARGETS, *, loose_text: bool = True) -> Facts:
    """Collects the facts of an entry from the blocks below its title.

    Without `loose_text` the entry ends with the first paragraph that does not stand inside it.
    """
    facts = Facts()
    context = _Context(facts, targets)
    for block in blocks:
        if block.kind in ("rule", "close"):
            context.open, context.run = None, context.run + 1
        elif block.kind == "fence":
            if context.open and context.field in _GOES_ON and not context.open.text:
                context.open.paragraphs.append(block.body)
        elif block.kind in ("heading", "summary"):
            _enter(context, block)
        elif block.kind != "table":
            if not loose_text and block.kind == "text" and not block.inside and not any(p.field for p in block.pieces):
                break
            for piece in block.pieces:
                _take(context, piece, block)
            if block.kind == "front":
                # What stands below it is the page's own text.
                context.open, context.run = None, context.run + 1
    return facts


def _enter(context: _Context, block: Block) -> None:
    """A heading or a summary inside an entry."""
    context.run += 1
    if block.kind == "summary":
        label = plain(block.text)
        name = field_of(label)
        # "Read more" hides anything, the abstract first of all.
        if name in ("", "link") and is_button(label):
            return
        piece = Piece(name or "other", label, [], block.line)
    else:
        piece = block.pieces[0]
    _labelled(context, piece)
    context.heading = True
    _note_links(context, piece)


def _take(context: _Context, piece: Piece, block: Block) -> None:
    _note_links(context, piece)
    if piece.field:
        # "Method: …" below the heading "Summary" is part of the summary.
        if context.heading and piece.field == "other" and context.field == "summary" and context.open:
            context.open.paragraphs.append(f"{piece.label}: {' '.join(piece.lines)}")
            return
        _labelled(context, piece)
        return
    _unlabelled(context, piece, block)


def _labelled(context: _Context, piece: Piece) -> None:
    value = Value(piece.label, [], piece.line)
    if piece.lines:
        value.paragraphs.append(" ".join(piece.lines))
    context.facts.values.setdefault(piece.field, []).append(value)
    context.open, context.field, context.heading = value, piece.field, False
    context.run += 1
    if piece.field in _GOES_ON:
        context.facts.last_line = max(context.facts.last_line, piece.line + max(0, len(piece.lines) - 1))


def _unlabelled(context: _Context, piece: Piece, block: Block) -> None:
    text = " ".join(piece.lines)
    if _is_furniture(text, context.targets):
        return
    opened = context.open
    if opened is not None:
        first = not opened.paragraphs
        listed = block.kind == "item" and (context.field in (*_GOES_ON, "authors", "other", "related") or first)
        if first or listed or context.heading or (context.field in _GOES_ON and block.kind == "text"):
            opened.paragraphs.append(text)
            if context.field in _GOES_ON:
                context.facts.last_line = piece.line + len(piece.lines) - 1
            if (
                context.field not in _GOES_ON
                and not context.heading
                and block.kind != "item"
                and context.field != "other"
            ):
                context.open = None
            return
        context.open = None
    _loose(context, piece.lines, piece.line, block.quoted)


def _loose(context: _Context, lines: list[str], number: int, quoted: bool) -> None:
    """Text without a label: its first lines may be names, dates, links; from the first line of prose on it is prose."""
    for place, line in enumerate(lines):
        if len(line) <= _SHORT and _is_aside(context, line):
            continue
        text = " ".join(lines[place:])
        context.facts.loose.append(Loose(text, context.run, number + len(lines) - 1, quoted))
        return


def _is_aside(context: _Context, line: str) -> bool:
    facts = context.facts
    bare = without_images(line)
    links = links_in(bare, context.targets)
    text = plain(without_links(bare, links), context.targets).strip(_EDGES)
    if links and (not text or all(is_tag(part) for part in re.split(r"[|,;·•]", text))):
        return True
    said = plain(bare, context.targets).strip(_EDGES)
    if is_tag(said) or (full_date(said) and words_in(said) <= 6) or _VOTES.fullmatch(said):
        facts.asides.append(said)
        return True
    if (
        "authors" not in facts.values
        and not facts.loose
        and (is_names(said) or (said[:3].lower() == "by " and is_names(said[3:] + ",")))
    ):
        facts.values.setdefault("authors", []).append(Value("", [said.removeprefix("by ").removeprefix("By ")]))
        return True
    return False


def _note_links(context: _Context, piece: Piece) -> None:
    if piece.field == "related" or (context.field == "related" and not piece.field):
        return
    for line in piece.lines:
        for link in links_in(without_images(line), context.targets):
            own = field_of(link.text) if link.named and len(link.text) < 40 else ""
            announced = context.open is not None and (context.heading or not context.open.paragraphs)
            context.facts.links.append((own or piece.field or (context.field if announced else ""), link))


def _is_furniture(text: str, targets: Targets) -> bool:
    if len(text) > _SHORT:
        return False
    links = links_in(text, targets)
    if links and all(link.url.startswith("#") for link in links):
        return True
    return _FURNITURE.fullmatch(plain(text, targets).strip(" *_()[]")) is not None


def votes_in(text: str) -> int | None:
    """The number of votes in a short text such as `⬆️ 45` or `45 upvotes`."""
    match = _VOTES.search(text)
    return int(match[1] or match[2]) if match else None


def take_rest(facts: Facts, rest: str, targets: Targets = NO_TARGETS) -> None:
    """Takes apart what stands in an entry's own line beside its title: date, names, and maybe a sentence about it."""
    bare = told = without_images(rest)
    for link in reversed(links_in(bare, targets)):
        role = field_of(link.text) if link.named and len(link.text) < 40 else ""
        facts.links.insert(0, (role, link))
        said = "" if is_button(link.text) else link.text
        bare = f"{bare[: link.start]} {said} {bare[link.end :]}"
        if link.named and not said:
            told = f"{told[: link.start]} {told[link.end :]}"
    whole = _HEAD_NUMBER.sub("", plain(told, targets))
    if len(whole) >= _TELLING:
        facts.loose.insert(0, Loose(_told(facts, _EMPTY_BRACKETS.sub("", whole)), -1, 0))
        return
    text = plain(_without_labels(bare), targets).strip(_EDGES)
    ended = text.endswith(".")
    text = text.strip(_EDGES + ".")
    if not text:
        return
    if number := arxiv_in(text):
        facts.asides.append(f"arXiv:{number[0]}{number[1] or ''}")
    parts = [
        part.strip(_EDGES)
        for part in re.split(r"\s[|·•–—-]\s|(?<!\b[A-Z])\.\s+|。\s*|[()\[\]（）]|\s{3,}|[:：]\s", text)
    ]
    left = []
    for part in parts:
        names = part.removeprefix("by ").strip()
        if not part or is_tag(part) or _is_dated(part):
            if part:
                facts.asides.append(part)
        elif "authors" not in facts.values and is_names(names):
            facts.values.setdefault("authors", []).append(Value("", [names]))
        else:
            left.append(part)
    if left and not _dated_names(facts, left[0]):
        start = text.find(left[0])
        facts.loose.insert(0, Loose(text[start:].strip(_EDGES) + "." * ended, -1, 0))


def _told(facts: Facts, text: str) -> str:
    """A long text without the names, dates and venues that stand before it."""
    while (match := _BEFORE_TEXT.search(text[:_SHORT])) and len(text) - match.end() >= _TELLING // 2:
        part = text[: match.start()].strip(_EDGES)
        names = part.removeprefix("by ").strip()
        if "authors" not in facts.values and is_names(names):
            facts.values["authors"] = [Value("", [names])]
        elif is_tag(part) or _is_dated(part):
            facts.asides.append(part)
        else:
            break
        text = text[match.end() :]
    return text


def _is_dated(part: str) -> bool:
    return full_date(part) is not None and words_in(part) <= 6


def _dated_names(facts: Facts, part: str) -> bool:
    """`2022-11-30, Ada Lovelace et al., Nature`: names between other things, separated by commas like them."""
    kept = [item for item in re.split(r"\s*[,，]\s*", part) if item and not is_tag(item) and not _is_dated(item)]
    facts.asides += [item for item in re.split(r"\s*[,，]\s*", part) if _is_dated(item)]
    if not kept:
        return True
    if "authors" not in facts.values and len(part) < _SHORT and is_names(", ".join(kept)):
        facts.values.setdefault("authors", []).append(Value("", [", ".join(kept)]))
        return True
    return words_in(part) < 6


def _without_labels(text: str) -> str:
    """The text without words such as `Paper:` that announced links which are gone."""
    return _LEFT_LABEL.sub(" ", text) if ":" in text or "：" in text else text
