"""An entry's description as feeds carry it: HTML or plain lines, with or without labels (`Authors:`, `摘要：`)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from readerapp.formats.md_fields import split_label
from readerapp.formats.md_labels import LABEL_LETTERS, Field, field_of
from readerapp.formats.md_words import is_button
from readerapp.text.clean import from_markup, one_line, unescape

_BLOCK = re.compile(
    r"</?(?:p|div|ul|ol|li|table|thead|tbody|tr|td|th|h[1-6]|section|article|blockquote|figure|figcaption|hr|dl|dt|dd|header|"
    r"footer|details|summary|pre)\b[^<>]*>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
_BOLD = re.compile(r"<(?:b|strong)\b[^<>]*>", re.IGNORECASE)
_BOLD_END = re.compile(r"</(?:b|strong)\s*>", re.IGNORECASE)
_HEADING = re.compile(r"<h([1-6])\b[^<>]*>([^<>]{1,40})</h\1>", re.IGNORECASE)
"""A short heading is a label if it is a known one, as bold words are."""
_OTHER_TAG = re.compile(
    r"</?(?:svg|path|iframe|video|audio|source|picture|nav|button|cite|input|label|[a-z]{1,10}:\w+)\b[^<>]*>", re.I
)
_ANCHOR = re.compile(r"<a\b[^<>]*>([^<>]*)</a>", re.IGNORECASE)
_LINK = re.compile(r"""<a\b[^<>]{0,400}?\bhref\s*=\s*["']?([^\s"'<>]{1,2000})""", re.IGNORECASE)
_IS_MARKUP = re.compile(
    r"<(?:p|div|br|b|strong|h[1-6]|ul|ol|li|table|img|a|span|blockquote|section|i|em|code)\b[^<>]*>", re.IGNORECASE
)
_SILENT = re.compile(r"<(script|style)\b|<!--", re.IGNORECASE)
_LONG = ("abstract", "summary", "gist")
"""Fields that go on over several paragraphs."""
_OWN_WORDS = ("summary", "description")
"""Labels under which either the abstract stands or somebody's summary; what else sums up is never the abstract."""


@dataclass(frozen=True, slots=True)
class Description:
    """What a description says: labelled texts by field, the paragraphs without a label, and the links.

    The fields are `title`, `authors`, `abstract`, `summary` (an abstract or not), `gist` (surely not), `date`, `link`, `votes`,
    `code` and `other`.
    """

    fields: dict[str, list[str]]
    paragraphs: tuple[str, ...]
    links: tuple[str, ...]

    def first(self, *fields: str) -> str | None:
        """The first text of the first of these fields that has one."""
        return next((self.fields[field][0] for field in fields if self.fields.get(field)), None)


def is_markup(text: str) -> bool:
    """Whether a text is HTML rather than plain text with a `<` in it."""
    return "<" in text and bool(_IS_MARKUP.search(text))


def described(text: str) -> Description:
    """Reads HTML or plain text. Linear, never an error."""
    links: tuple[str, ...] = ()
    if is_markup(text):
        links = tuple(dict.fromkeys(unescape(match[1]) for match in _LINK.finditer(text)))
        lines = [_labelled(line) for line in _lines_of_markup(text)]
    else:
        lines = [_labelled(one_line(from_markup(line))) for line in text.split("\n")]
        fields_found = [field for field, line in lines if field or line]
        if fields_found and not fields_found[0] and len(set(fields_found)) < 3:
            # A wrapped abstract in which some line happens to begin with such a word.
            lines = [(None, one_line(from_markup(line))) for line in text.split("\n")]
    fields: dict[str, list[str]] = {}
    loose: list[str] = []
    for field, parts in _blocks(lines):
        if whole := " ".join(parts).strip():
            (loose if field is None else fields.setdefault(field, [])).append(whole)
    return Description(fields, tuple(loose), links)


def _labelled(line: str) -> tuple[str | None, str]:
    """The field that a line announces, and the text behind its label; (None, line) when it has no label."""
    found = split_label(line) if line else None
    if found is None:
        return None, line.replace("**", "") if line.startswith("**") else line
    return _field(found.field, found.label), found.value.strip()


def _field(field: Field, label: str) -> str:
    if field in ("title", "original"):
        return "title"
    if field == "summary":
        return "summary" if label.casefold().strip(" :：") in _OWN_WORDS else "gist"
    if field in ("link", "pdf", "arxiv", "doi"):
        return "link"
    return field if field in ("authors", "abstract", "date", "votes", "code") else "other"


def _blocks(lines: list[tuple[str | None, str]]) -> list[tuple[str | None, list[str]]]:
    """Lines that belong together, with their field; an abstract goes on over blank lines, other fields end with their line."""
    blocks: list[tuple[str | None, list[str]]] = []
    gap = True
    for field, line in lines:
        if not line and field is None:
            gap = True
            continue
        last, parts = blocks[-1] if blocks else (None, [])
        if field is not None:
            blocks.append((field, [line] if line else []))
        elif not blocks or (gap and last is None) or (parts and last is not None and last not in _LONG):
            blocks.append((None, [line]))
        else:
            parts += ["\n\n", line] if gap and parts else [line]
        gap = False
    return blocks


def _lines_of_markup(text: str) -> list[str]:
    text = _HEADING.sub(r"<hr><b>\2</b><hr>", " ".join(_without_silent(text).split()))
    text = _BLOCK.sub("\n\n", _BREAK.sub("\n", text))
    parts = _BOLD.split(text)
    text = parts[0] + "".join(_bold(part) for part in parts[1:])
    text = _OTHER_TAG.sub(" ", text)
    return [one_line(from_markup(line)) for line in text.split("\n") if not _is_buttons(line)]


def _bold(part: str) -> str:
    """A bold word that is a label begins a line of its own; any other is text like the rest."""
    end = _BOLD_END.search(part, 0, 200)
    label = one_line(from_markup(part[: end.start()])) if end else ""
    if end is None or not label or len(label) > LABEL_LETTERS or not field_of(label.rstrip(" :：")):
        return part
    return f"\n**{label}** {part[end.end() :]}"


def _is_buttons(line: str) -> bool:
    """Whether a line is nothing but links that only say where they lead ("PDF | Abstract page")."""
    if "<a" not in line or len(line) > 4000:
        return False
    between = [one_line(from_markup(part)) for part in _ANCHOR.split(line)]
    return not re.search(r"\w", "".join(between[0::2])) and all(is_button(text) for text in between[1::2])


def _without_silent(text: str) -> str:
    """Without comments, scripts and styles; one that does not end goes on to the end of the text."""
    if not _SILENT.search(text):
        return text
    parts = []
    place = 0
    lower = text.lower()
    while match := _SILENT.search(text, place):
        parts.append(text[place : match.start()])
        closing = f"</{match[1].lower()}" if match[1] else "-->"
        end = lower.find(closing, match.end())
        if end < 0:
            return "".join(parts)
        place = end + len(closing)
    return "".join((*parts, text[place:]))
