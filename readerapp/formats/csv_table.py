"""Tables of papers as CSV or TSV: exports of Zotero and other programs, with a line of column names."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from readerapp.formats.abstracts import bare_title, stored
from readerapp.formats.bibliography import BibEntry, record_of
from readerapp.formats.json_keys import Family, families
from readerapp.formats.md_labels import field_of
from readerapp.formats.paper_pages import is_paper_page
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading, Record, Skipped
from readerapp.text.clean import from_markup, one_line

# What a column holds, by its name folded to letters. The first column of a kind counts.
_COLUMNS: dict[str, str] = {
    "title": "title articletitle documenttitle papertitle itemtitle publicationtitleoriginal titles titel titre titulo titolo 标题 题目 タイトル 제목 name paper",
    "abstract": "abstract abstractnote abstracttext abstracts summary summaries zusammenfassung resume resumen 摘要 要旨 초록",
    "authors": "authors author authorfullnames authorsfull autoren auteurs autores autori autor verfasser auteur 作者 著者 저자 creators",
    "doi": "doi doilink articledoi",
    "arxiv": "arxivid arxiv eprint arxivnumber arxivno arxivnr arxivnummer",
    "url": "url link links sourceurl itemurl paperurl htmlurl 链接 リンク",
    "pdf": "pdf pdfurl pdflink openaccesspdf",
    "date": "date publicationdate published publisheddate onlinedate year publicationyear jahr annee ano datepublished submitteddate 日期",
    "key": "key id",
    "extra": "extra notes journalabbreviation publication publicationtitle journal sourcetitle venue number issue",
    "code": "code codeurl github repository codelink",
    "section": "category categories topic subject primarycategory section track",
}  # fmt: skip
_BY_FAMILY: dict[Family, str] = {
    "authors": "authors", "abstract": "abstract", "doi": "doi", "arxiv": "arxiv", "pdf": "pdf", "published": "date", "code": "code",
    "id": "key",
}  # fmt: skip
_BY_NAME = {name: kind for kind, names in _COLUMNS.items() for name in names.split()}
_TAGS = {
    "ti": "title",
    "au": "authors",
    "af": "authors",
    "ab": "abstract",
    "di": "doi",
    "py": "date",
    "so": "extra",
    "ut": "key",
}
"""Web of Science names its columns by its tags."""
_HEAD = re.compile(r"^(?:papers?|articles?|arxiv|pub|work)(?=\w{2})")
_LETTERS = re.compile(r"[\W\d_]+")
_EVIDENCE = frozenset({"abstract", "authors", "doi", "arxiv"})
_COARSE = frozenset("year publicationyear jahr annee ano py au".split())
"""Columns that give way to another one of their kind: a year to a day, initials (`AU`) to whole names (`AF`)."""

csv.field_size_limit(1 << 27)


_RULE = re.compile(r"[ |:+-]*-{2,}[ |:+-]*(?:\n|$)")


def recognise(source: Source) -> int:
    """By its first line: a title's column, and at least one more that only papers have, or addresses of papers below it."""
    first, _, rest = source.head.partition("\n")
    if _RULE.match(rest):
        return 0  # Markdown's rule between a table's header and its rows
    kinds = _kinds(_split(first))
    if "title" not in kinds:
        return 0
    told = _EVIDENCE.intersection(kinds)
    if not told:
        return 70 if "url" in kinds and _leads_to_papers(source.head, kinds.index("url")) else 0
    return 90 if len(told) > 1 else 70


def _leads_to_papers(head: str, column: int) -> bool:
    """Whether most of the first rows hold the address of a paper (reading lists of browsers and their services)."""
    rows = [row for _, row in islice(_rows(head), 1, 8) if len(row) > column and row[column].startswith("http")]
    return bool(rows) and sum(is_paper_page(row[column]) for row in rows) > len(rows) / 2


def read(source: Source) -> Reading:
    """Every line with a title."""
    rows = _rows(source.text)
    header = next(rows, (1, []))[1]
    kinds = _kinds(header)
    records: list[Record] = []
    skipped: list[Skipped] = []
    for line, row in rows:
        cells: dict[str, str] = {}
        extra: list[str] = []
        for kind, value in zip(kinds, row, strict=False):
            if kind == "extra":
                extra.append(value)
            elif kind and value.strip():
                cells.setdefault(kind, value)
        title, passing = bare_title(from_markup(cells.get("title", "")))
        if title:
            records.append(_record(cells, [*extra, f"arXiv:{passing}"] if passing else extra, title, line))
        elif any(cell.strip() for cell in row):
            text = one_line(" ".join(row))[:120]
            skipped.append(Skipped(tr("line {n}").format(n=line), text, tr("a row without a title")))
    return Reading("csv_table", None, None, None, tuple(records), tuple(skipped))


def _record(cells: dict[str, str], extra: list[str], title: str, line: int) -> Record:
    abstract, kind = stored(from_markup(cells.get("abstract", "")), title, sure=True)
    return record_of(
        BibEntry(
            title=title, abstract=abstract, abstract_kind=kind, authors=cells.get("authors", "").replace("|", ";"), date=cells.get("date", ""),
            eprint=cells.get("arxiv") or cells.get("key", ""), doi=cells.get("doi", ""), url=cells.get("url", "").split(";")[0].strip(),
            pdf=cells.get("pdf", ""), hints=(*extra, cells.get("url", "")), code=(cells.get("code", ""),),
            section=one_line(cells.get("section", "")) or None, line=line,
        )
    )  # fmt: skip


def _kinds(header: list[str]) -> list[str]:
    """What each column holds, "" for what is not needed; a kind is given once, `extra` as often as it comes."""
    found: list[str] = []
    names = [_LETTERS.sub("", name).casefold() for name in header]
    tags = _TAGS if {"ti", "au"} <= set(names) else {}
    for column, name in zip(header, names, strict=True):
        kind = tags.get(name) or _BY_NAME.get(name) or _BY_NAME.get(_HEAD.sub("", name)) or _of_family(column)
        if kind in found and name not in _COARSE and names[found.index(kind)] in _COARSE:
            found[found.index(kind)] = ""
        found.append(kind if kind == "extra" or kind not in found else "")
    if "title" not in found:
        # "Title of the paper", "Titel der Arbeit"
        place = next((n for n, name in enumerate(header) if not found[n] and _begins_as_title(name)), None)
        if place is not None:
            found[place] = "title"
    return found


def _of_family(column: str) -> str:
    """What programs mean by a name like `author_list` or `abs`."""
    return next((_BY_FAMILY[family] for family in families(column.strip()) if family in _BY_FAMILY), "")


def _begins_as_title(column: str) -> bool:
    words = column.split()
    return 1 < len(words) <= 5 and field_of(words[0]) == "title"


def _split(line: str) -> list[str]:
    return next(csv.reader([line], delimiter=_delimiter(line)), [])


def _delimiter(line: str) -> str:
    return max(",;\t|", key=line.count)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line they begin on; cells may hold line ends."""
    text = text.lstrip("\ufeff\n ")
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text.split("\n", 1)[0]))
    line = 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            # What csv cannot take (a cell past its limit) is no row of a list of papers.
            line = reader.line_num + 1
            continue
        yield line, row
        line = reader.line_num + 1


FORMAT = Format("csv_table", tr("table of papers (CSV)"), recognise, read)
