"""BibTeX and biblatex files. Read by a small scanner of its own: linear, and a broken or cut entry costs only itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from readerapp.formats.abstracts import stored
from readerapp.formats.bibliography import BibEntry, record_of
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading, Record, Skipped
from readerapp.text.clean import from_markup, one_line
from readerapp.text.latex import from_latex

_ENTRY = re.compile(r"@[ \t]*([A-Za-z]+)[ \t\n]*([{(])")
_FIELD = re.compile(r"[\s,]*([A-Za-z][\w:.+-]*)\s*=\s*")
_BARE = re.compile(r"[^\s,#{}\"()]+")
_KEY = re.compile(r"\s*([^,={}\"\n]{0,300}?)\s*,")
_NAMED = re.compile(r"\s*\w+\s*=")
"""Behind the brace of an entry without key, or of a string: a field."""
_NEXT = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(]", re.MULTILINE)
_STRUCTURE = re.compile(r'[{}"\\]')
_HINTS = ("journal", "journaltitle", "note", "number", "volume", "booktitle", "publisher")
_OTHER = frozenset({"comment", "preamble"})
_MONTHS = {
    name: str(number) for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}


@dataclass(slots=True)
class _Raw:
    kind: str
    key: str
    fields: dict[str, str]
    start: int
    whole: bool


_FENCED = re.compile(r"^#{1,6} \S[^\0]*^\s{0,3}```", re.MULTILINE)
"""A Markdown page with a block of code."""


def recognise(source: Source) -> int:
    """By an entry with a field near the beginning."""
    match = next((found for found in _ENTRY.finditer(source.head) if _begins(source.head, found)), None)
    if match is None:
        return 0
    if source.head.startswith(("<", "{", "[")):
        return 30  # a page or a list that holds the entries of its papers says more about them elsewhere
    return 95 if match.start() == 0 or source.head[: match.start()].lstrip().startswith(("%", "@")) else 60


def _begins(text: str, match: re.Match[str]) -> bool:
    """Whether an entry begins here: a key stands behind the bracket. Without it, in round brackets, it is a decorator."""
    if _KEY.match(text, match.end()):
        return True
    return (match[2] == "{" or match[1].lower() == "string") and _NAMED.match(text, match.end()) is not None


def read(source: Source) -> Reading:
    """Every entry with a title is a paper, books and web pages too."""
    text = source.text
    strings = dict(_MONTHS)
    entries = list(_entries(text, strings))
    if len(entries) == 1 and _FENCED.search(text, 0, entries[0].start):
        return Reading("bibtex")  # a page that says how it wants to be cited
    by_key = {raw.key.casefold(): raw for raw in entries if raw.key}
    records: list[Record] = []
    skipped: list[Skipped] = []
    cut = False
    line = last = 0
    for raw in entries:
        line += text.count("\n", last, raw.start)
        last = raw.start
        record = _record(raw, by_key, line + 1)
        cut = cut or not raw.whole
        if record is not None:
            records.append(record)
        else:
            where = tr("line {n}").format(n=line + 1)
            skipped.append(Skipped(where, one_line(text[raw.start : raw.start + 120]), tr("an entry without a title")))
    warnings = (tr("an entry is not closed: the file may have been cut"),) if cut else ()
    return Reading("bibtex", None, None, None, tuple(records), tuple(skipped), warnings)


def _entries(text: str, strings: dict[str, str]) -> Iterator[_Raw]:
    at = 0
    while (match := _ENTRY.search(text, at)) is not None:
        kind = match[1].lower()
        if kind in _OTHER or not _begins(text, match):
            at = match.end()
            continue
        limit = _NEXT.search(text, match.end())
        end = limit.start() if limit else len(text)
        raw, at = _entry(text, match, kind, end, strings)
        if kind == "string":
            strings.update(raw.fields)
        elif raw.fields:
            yield raw


def _entry(text: str, match: re.Match[str], kind: str, limit: int, strings: dict[str, str]) -> tuple[_Raw, int]:
    """One entry and where to go on. An entry that is not closed before the next one begins ends there."""
    at = match.end()
    key = ""
    if kind != "string" and (comma := _KEY.match(text, at, limit)):
        key, at = comma[1], comma.end()
    fields: dict[str, str] = {}
    whole = False
    while at < limit:
        field = _FIELD.match(text, at, limit)
        if field is None:
            rest = re.compile(r"[\s,]*[})]").match(text, at, limit)
            whole = rest is not None
            at = rest.end() if rest else limit
            break
        value, at, closed = _value(text, field.end(), limit, strings)
        name = field[1].lower()
        # A second field of one name adds nothing, unless the first one was empty.
        if not fields.get(name):
            fields[name] = value
        if not closed:
            at = limit
            break
    return _Raw(kind, key, fields, match.start(), whole), at


def _value(text: str, at: int, limit: int, strings: dict[str, str]) -> tuple[str, int, bool]:
    """A field's value with its parts joined (`#`), where it ends, and whether it was closed."""
    parts: list[str] = []
    while True:
        while at < limit and text[at].isspace():
            at += 1
        sign = text[at : at + 1] if at < limit else ""
        if sign in ('"', "{"):
            end = _closing(text, at, limit)
            parts.append(text[at + 1 : end if end is not None else limit])
            if end is None:
                return "".join(parts), limit, False
            at = end + 1
        else:
            bare = _BARE.match(text, at, limit)
            if bare is None:
                return "".join(parts), at, bool(parts)
            parts.append(strings.get(bare[0].lower(), bare[0]))
            at = bare.end()
        joint = re.compile(r"\s*#").match(text, at, limit)
        if joint is None:
            return "".join(parts), at, True
        at = joint.end()


def _closing(text: str, at: int, limit: int) -> int | None:
    """Where the brace or quote that opens at `at` is closed, None when it is not."""
    quoted = text[at] == '"'
    depth = 0
    for match in _STRUCTURE.finditer(text, at + 1, limit):
        sign, place = match[0], match.start()
        if sign == "\\":
            continue
        if text[place - 1] == "\\" and (place < 2 or text[place - 2] != "\\"):
            continue
        if sign == "{":
            depth += 1
        elif sign == "}":
            if not quoted and depth == 0:
                return place
            depth = max(0, depth - 1)
        elif quoted and depth == 0:
            return place
    return None


def _record(raw: _Raw, by_key: dict[str, _Raw], line: int) -> Record | None:
    fields = dict(raw.fields)
    parent = by_key.get(fields.get("crossref", "").strip().casefold())
    for name in ("year", "date", "month", "url", "doi"):
        if parent is not None and parent is not raw and name in ("year", "date", "month") and name not in fields:
            fields[name] = parent.fields.get(name, "")
    text = {name: _plain(value) for name, value in fields.items() if name not in ("file", "abstract", "author")}
    title = text.get("title", "")
    if text.get("subtitle") and text["subtitle"] not in title:
        title = f"{title}: {text['subtitle']}"
    if not title:
        return None
    abstract, kind = stored(_plain(fields.get("abstract", ""), lines=True), title, sure=True)
    names = " and ".join(
        _plain(part) for part in re.split(r"\s+and\s+", fields.get("author") or fields.get("editor") or "")
    )
    month = text.get("month", "")
    day = text.get("day", "")
    date = text.get("date") or "-".join(p.zfill(2) for p in (text.get("year", ""), _month(month), day) if p)
    return record_of(
        BibEntry(
            title=title, abstract=abstract, abstract_kind=kind, authors=names, date=date, key=raw.key, line=line,
            eprint=text.get("eprint") or text.get("arxivid") or text.get("arxiv") or "",
            eprint_kind=text.get("archiveprefix") or text.get("eprinttype") or "",
            doi=text.get("doi", ""), url=text.get("url") or text.get("howpublished") or text.get("ee") or "",
            pdf=text.get("pdf", ""), hints=tuple(text.get(name, "") for name in _HINTS),
            section=None, code=tuple(text.get(n, "") for n in ("code", "software", "repository", "github", "annote")),
        )
    )  # fmt: skip


def _month(text: str) -> str:
    """`mar`, `March`, `3` → its number, as text; "" for what is none."""
    return _MONTHS.get(text[:3].lower(), text if text.isdigit() else "")


def _plain(value: str, *, lines: bool = False) -> str:
    text = from_latex(value)
    if "<" in text or "&" in text:
        text = from_markup(text)
    return text if lines else one_line(text)


FORMAT = Format("bibtex", tr("BibTeX bibliography"), recognise, read)
