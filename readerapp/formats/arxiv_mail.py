"""arXiv's daily mails, whole, quoted, copied from a webmail page, or a single entry: papers between lines of `\\\\`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from readerapp.formats.abstracts import indented_paragraphs, stored
from readerapp.formats.dates import full_date
from readerapp.formats.ids import arxiv_id, arxiv_url, code_urls_in, doi
from readerapp.formats.names import split_authors
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading, Record, Skipped
from readerapp.text.clean import from_markup, one_line
from readerapp.text.latex import from_latex

_START = re.compile(r"arXiv:\s?(?P<id>[\w.-]+/?\d[\d.]*)(?P<version>v\d+)?\b.{0,120}$", re.IGNORECASE)
_FIELD = re.compile(
    r"(Title|Authors?|Author\(s\)|Comments?|Categories|Subjects?|Journal-ref|DOI|Report-no|Date(?:\s*\(.{1,40}\))?|MSC-class|"
    r"ACM-class|License|Proxy|Notes?)\s*:\s*(.*)$",
    re.IGNORECASE,
)
_FENCE = re.compile(r"\s*\\\\\s*$")
_CLOSING = re.compile(r"\s*\\\\\s*\(\s*(https?://\S+)")
_RULE = re.compile(r"\s*(?:[-=_]{8,}|%[-%]{8,}%?|(?:-{3,}\s*)+)\s*$")
_QUOTE = re.compile(r"(?:[>|][ \t]?)+")
_BREAK = re.compile(r"<br\b[^<>]*>|</(?:p|div)>", re.IGNORECASE)
_RECEIVED = re.compile(r"received from .{0,60}?\bto\s+(.{6,40})$", re.IGNORECASE | re.MULTILINE)


def recognise(source: Source) -> int:
    """By an entry's first lines: the id, then a field."""
    head = source.head
    if "arXiv:" not in head:
        return 0
    lines = [_QUOTE.sub("", line) for line in _text(source)[:60000].split("\n")]
    if source.head.startswith("<") and not any(map(_FENCE.match, lines)):
        return 0
    titled = False
    for number, line in enumerate(lines):
        if _is_start(lines, number, line):
            if any(map(_FENCE.match, lines)):
                return 85
            # Ids below their titles would go to the next paper's.
            return 0 if titled else 70
        titled = titled or line.strip().lower().startswith("title:")
    return 0


def read(source: Source) -> Reading:
    """Every entry; replacements have no abstract, cross-listings are papers like the others."""
    lines = [_unquoted(line) for line in _text(source).split("\n")]
    records: list[Record] = []
    skipped: list[Skipped] = []
    for start, entry in _entries(lines):
        record = _record(entry, start)
        if record is not None:
            records.append(record)
        else:
            where = tr("line {n}").format(n=start)
            skipped.append(Skipped(where, one_line(" ".join(entry))[:120], tr("an entry without a title")))
    received = _RECEIVED.search(source.text[:20000])
    return Reading(
        "arxiv_mail",
        tr("arXiv mail"),
        full_date(received[1]) if received else None,
        None,
        tuple(records),
        tuple(skipped),
    )


def _unquoted(line: str) -> str:
    return _QUOTE.sub("", line, count=1) if line.startswith((">", "|")) else line


def _text(source: Source) -> str:
    """The mail's text, also where a webmail page keeps it in HTML."""
    text = source.text
    if not source.head.startswith("<"):
        return text
    text = _BREAK.sub("\n", text) if "<pre" in source.head else _BREAK.sub("\n", text.replace("\n", " "))
    return "\n".join(line.strip() if _QUOTE.match(line) is None else line for line in from_markup(text).split("\n"))


def _is_start(lines: list[str], number: int, line: str) -> bool:
    """Whether an entry begins here: an id, and a field in one of the next lines that are not blank."""
    if not _START.match(line.strip()):
        return False
    following = [other for other in lines[number + 1 : number + 12] if other.strip()][:4]
    return any(_FIELD.match(other.strip()) for other in following)


def _entries(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines of each entry from its id on, with the number of the first."""
    starts = [number for number, line in enumerate(lines) if _is_start(lines, number, line)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=False):
        yield start + 1, lines[start:end]


def _record(lines: list[str], number: int) -> Record | None:
    match = _START.match(lines[0].strip())
    found = arxiv_id(match["id"].rstrip(".") + (match["version"] or "")) if match else None
    fields: dict[str, str] = {}
    last = ""
    at = 1
    while at < len(lines) and not _FENCE.match(lines[at]) and not _CLOSING.match(lines[at]):
        line = lines[at]
        field = _FIELD.match(line.strip())
        if field and not (last and line[:1].isspace()):
            last = field[1].lower().split("(")[0].strip().rstrip("s")
            fields.setdefault(last, field[2])
        elif line.strip() and last and not _RULE.match(line):
            fields[last] += " " + line.strip()
        elif _RULE.match(line) and last:
            break
        at += 1
    title = one_line(fields.get("title", ""))
    if not title:
        return None
    body, link = _abstract(lines[at + 1 :]) if at < len(lines) and _FENCE.match(lines[at]) else ("", None)
    if at < len(lines) and (closing := _CLOSING.match(lines[at])):
        link = closing[1]
    if found is None or (link and found[1] is None):
        found = arxiv_id((link or "").rstrip(",)")) or found
    text, kind = stored(indented_paragraphs(body), title, sure=True)
    url = link.rstrip(",)") if link else arxiv_url(found[0]) if found else None
    dates = [value for name, value in fields.items() if name.startswith("date")]
    return Record(
        title=title,
        abstract=text,
        abstract_kind=kind,
        authors=split_authors(from_latex(one_line(fields.get("author", "")))),
        arxiv_id=found[0] if found else None,
        version=found[1] if found else None,
        doi=doi(fields.get("doi")),
        url=url,
        code_urls=code_urls_in(text, fields.get("comment")),
        date=full_date(dates[0]) if dates else None,
        section=(fields.get("categorie") or fields.get("subject") or "").split(" ")[0].rstrip(";") or None,
        line=number,
    )


def _abstract(lines: list[str]) -> tuple[str, str | None]:
    """The abstract's lines up to the closing fence, and the link that stands there."""
    kept: list[str] = []
    for line in lines:
        if closing := _CLOSING.match(line):
            return "\n".join(kept), closing[1]
        if _FENCE.match(line) or _RULE.match(line):
            break
        kept.append(line.replace("\u00a0", " "))
    return "\n".join(kept), None


FORMAT = Format("arxiv_mail", tr("arXiv mail"), recognise, read)
