"""RIS and its kin with other tags: EndNote (`%T`), MEDLINE (`TI  - ` after `PMID- `), Web of Science (`TI ` after `PT J`).

Read by lines here, not by a library: real files hold lines without a tag, records without an end and tags of their own, and a
reader of digests must keep what it can and say what it skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from readerapp.formats.abstracts import stored
from readerapp.formats.bibliography import BibEntry, record_of
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading, Record, Skipped
from readerapp.text.clean import from_markup, one_line

_TAG = re.compile(r"^[ \t]*([A-Z][A-Z0-9]{1,3})[ ]{0,2}-(?:[ \t]+|$)(.*)$")
_RIS = re.compile(r"^[ \t]*TY[ ]{0,2}-[ \t]*\S*", re.MULTILINE)
_MEDLINE = re.compile(r"^PMID- \d+", re.MULTILINE)
_ENDNOTE = re.compile(r"%0 \w|%[TA] [^\n]*\n%[A-Z0-9@] ")
_ENDNOTE_TAG = re.compile(r"^%([A-Z0-9@+^~*?>])[ \t]+(.*)$")
_ENDNOTE_NAMES = {
    "0": "TY", "T": "TI", "A": "AU", "X": "AB", "R": "DO", "U": "UR", "D": "PY", "8": "DA",
    "J": "JO", "B": "T2", "K": "KW", "Z": "N1", "G": "LA",
}  # fmt: skip
_SCIENCE = re.compile(r"(?:FN [^\n]*\n(?:VR [^\n]*\n)?\s*)?PT [A-Z]\s*\n|RT [A-Z][A-Za-z ,/()]{2,60}\n[A-Z][A-Z0-9] \S")
_SCIENCE_TAG = re.compile(r"^([A-Z][A-Z0-9])(?: (.*))?$")
_SCIENCE_NAMES = {"AF": "FAU", "DI": "DO", "SO": "JO", "RT": "PT", "UL": "UR", "YR": "PY", "FD": "DA"}
"""The names of Web of Science and of RefWorks, whose records begin with RT and end where the next one begins."""
_ONE_A_LINE = ("AU", "FAU")
_TITLES = ("TI", "T1", "TT", "CT")
_ABSTRACTS = ("AB", "N2")
_HINTS = ("JO", "JF", "T2", "VL", "IS", "N1", "M1", "AN", "PB")
_DATES = ("DA", "Y1", "PY", "DP", "DEP")

Fields = dict[str, list[str]]


def recognise(source: Source) -> int:
    """By the tag that begins a record."""
    head = source.head
    if any(pattern.match(head) for pattern in (_RIS, _MEDLINE, _ENDNOTE, _SCIENCE)):
        return 97
    return 65 if _RIS.search(head) and re.search(r"^[ \t]*(?:TI|T1)[ ]{0,2}-", head, re.MULTILINE) else 0


def read(source: Source) -> Reading:
    """Every record with a title; one without is skipped and told."""
    records: list[Record] = []
    skipped: list[Skipped] = []
    found = _of_science(source.text) if _SCIENCE.match(source.head) else _records(source.text)
    for line, fields in found:
        title = _first(fields, _TITLES)
        if not title:
            text = one_line(" ".join(f"{tag} {values[0]}" for tag, values in list(fields.items())[:3]))[:120]
            skipped.append(Skipped(tr("line {n}").format(n=line), text, tr("a record without a title")))
            continue
        records.append(_record(fields, title, line))
    return Reading("ris", None, None, None, tuple(records), tuple(skipped))


def _records(text: str) -> Iterator[tuple[int, Fields]]:
    medline = _MEDLINE.match(text.lstrip("\ufeff \n")) is not None
    begin = "PMID" if medline else "TY"
    if (first := _ENDNOTE_TAG.match(text.lstrip("\ufeff \n").split("\n", 1)[0])) is not None:
        begin = _ENDNOTE_NAMES.get(first[1], begin)  # some programs write the kind last
    fields: Fields = {}
    start = 1
    last: str | None = None
    apart = True
    for number, line in enumerate(text.split("\n"), 1):
        tag, value = _tagged(line)
        apart, was_apart = not line.strip(), apart
        if tag is None:
            # A line without a tag goes on with the field before it; behind the end of a record it is somebody's remark.
            if last is not None and (line.strip() or last in _ABSTRACTS):
                fields[last][-1] += "\n" + line.strip()
            continue
        if tag == "ER" or (tag == begin and fields and (was_apart or begin not in _ONE_A_LINE)):
            if fields:
                yield start, fields
            fields, last = {}, None
            if tag == "ER":
                continue
        if not fields:
            if tag != begin:
                continue
            start = number
        fields.setdefault(tag, []).append(value.strip())
        last = tag
    if fields:
        yield start, fields


def _of_science(text: str) -> Iterator[tuple[int, Fields]]:
    """Records of Web of Science or RefWorks: a tag of two letters without a dash, lines that go on indented, a name on each."""
    fields: Fields = {}
    start = 1
    last = ""
    for number, line in enumerate(text.split("\n"), 1):
        match = _SCIENCE_TAG.match(line)
        if match is None:
            if fields and last and line.startswith("  "):
                if last in _ONE_A_LINE:
                    fields[last].append(line.strip())
                else:
                    fields[last][-1] += "\n" + line.strip()
            continue
        tag = _SCIENCE_NAMES.get(match[1], match[1])
        if tag in ("PT", "ER") and fields:
            yield start, fields
            fields = {}
        last = "" if tag in ("ER", "EF", "FN", "VR") else tag
        if last:
            start = start if fields else number
            fields.setdefault(tag, []).append((match[2] or "").strip())
    if fields:
        yield start, fields


def _tagged(line: str) -> tuple[str | None, str]:
    if match := _TAG.match(line):
        return match[1], match[2]
    if line.startswith("%") and (match := _ENDNOTE_TAG.match(line)) and match[1] in _ENDNOTE_NAMES:
        return _ENDNOTE_NAMES[match[1]], match[2]
    return None, ""


def _first(fields: Fields, names: tuple[str, ...]) -> str:
    return next(
        (text for name in names for value in fields.get(name, ()) if (text := one_line(from_markup(value)))), ""
    )


def _record(fields: Fields, title: str, line: int) -> Record:
    text = max((value for name in _ABSTRACTS for value in fields.get(name, ())), key=len, default="")
    abstract, kind = stored(from_markup(text), title, sure=True)
    people = fields.get("AU") or fields.get("A1") or fields.get("FAU") or fields.get("A2") or fields.get("ED") or []
    full = fields.get("FAU") or people
    links = [url for name in ("UR", "LK", "L3") for value in fields.get(name, ()) for url in value.split()]
    pdfs = [value for name in ("L1", "L2") for value in fields.get(name, ()) if value.startswith("http")]
    dois = [value for name in ("DO", "DOI", "M3") for value in fields.get(name, ()) if "10." in value]
    dois += [value for name in ("LID", "AID") for value in fields.get(name, ()) if value.endswith("[doi]")]
    return record_of(
        BibEntry(
            title=title, abstract=abstract, abstract_kind=kind, authors="; ".join(full) if len(full) != 1 else full[0],
            date=_first(fields, _DATES), doi=dois[0].removesuffix("[doi]").strip() if dois else "",
            url=links[0] if links else "", pdf=pdfs[0] if pdfs else "",
            hints=tuple(one_line(v) for n in _HINTS for v in fields.get(n, ())) + tuple(links),
            line=line,
        )
    )  # fmt: skip


FORMAT = Format("ris", tr("RIS bibliography"), recognise, read)
