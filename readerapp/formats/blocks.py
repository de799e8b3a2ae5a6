"""The last resort: plain text of unknown origin that has titles and abstracts in turn, or numbered entries.

It would rather refuse than invent: most of the file must be of that shape, and abstracts must read like abstracts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from readerapp.formats.abstracts import science_in, stored
from readerapp.formats.block_contents import with_later_abstracts
from readerapp.formats.block_lines import records_of_lines
from readerapp.formats.dates import full_date
from readerapp.formats.ids import arxiv_in, code_urls_in, doi, urls_in
from readerapp.formats.names import split_authors
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading, Record
from readerapp.text.clean import one_line

_ABSTRACT = 350
_TITLE = re.compile(r"[^\s|#].{10,250}")
_FRONT_MATTER = re.compile(r"---\s*\n[a-z][\w-]*\s*:")
"""Of a page that the Markdown reader has already refused."""
_COLUMNS = re.compile(r"\S\t+\S")
_ENDS_SENTENCE = re.compile(r"[.;,:]$")
_NUMBER = re.compile(r"^(?:\[\d{1,4}\]|\(?\d{1,4}[.)])\s+")


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    lines: tuple[str, ...]
    line: int


def recognise(source: Source) -> int:
    """Plain text only; the lowest of all."""
    head = source.head
    if not head or head[:1] in "<{" or head.startswith(("#!", "%PDF")) or _FRONT_MATTER.match(head):
        return 0
    return 0 if _is_table(head) else 5


def _is_table(text: str) -> bool:
    """Whether most lines are columns with tabs between them: rows of a table that no reader of tables knows."""
    lines = [line for line in text.split("\n") if line.strip()]
    return 2 * sum(_COLUMNS.search(line) is not None for line in lines) > len(lines)


def read(source: Source) -> Reading:
    """Titles with abstracts behind them; nothing where the file is not mainly that."""
    blocks = _blocks(source.text)
    by_lines = records_of_lines(source.text, _is_abstract)
    pairs = _pairs(blocks)
    records = by_lines if len(by_lines) >= len(pairs) else pairs
    records = with_later_abstracts(records, ((block.lines[0], block.text) for block in blocks))
    return Reading("text", None, _date(blocks), None, tuple(records))


def _blocks(text: str) -> list[_Text]:
    found: list[_Text] = []
    lines: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip():
            lines.append(line.strip())
        elif lines:
            found.append(_Text(one_line(" ".join(lines)), tuple(lines), number - len(lines)))
            lines = []
    return found


def _date(blocks: list[_Text]) -> str | None:
    return next((day for block in blocks[:4] if len(block.text) < 120 and (day := full_date(block.text))), None)


def _pairs(blocks: list[_Text]) -> list[Record]:
    """Titles, each with an abstract behind it; perhaps people or a link between them."""
    records: list[Record] = []
    used = 0
    title: _Text | None = None
    between: list[_Text] = []
    for block in _opened(blocks):
        if _is_abstract(block.text) and title is not None:
            records.append(_record(title, between, block))
            used += len(title.text) + len(block.text) + sum(len(b.text) for b in between)
            title, between = None, []
        elif title is None or not _could_be_detail(block.text):
            title = block if _is_title(block.text) else None
            between = []
        else:
            between.append(block)
    total = sum(len(block.text) for block in blocks)
    enough = len(records) >= 2 and used >= 0.7 * total
    single = len(records) == 1 and used >= 0.9 * total and science_in(records[0].abstract or "") >= 4
    return records if enough or single else []


def _opened(blocks: list[_Text]) -> list[_Text]:
    """Blocks whose first line is a title and whose rest is an abstract, taken apart."""
    found = []
    for block in blocks:
        rest = " ".join(block.lines[1:])
        widest = max((len(line) for line in block.lines[1:-1]), default=len(rest))
        if (
            len(block.lines) > 1
            and _is_title(block.lines[0])
            and _is_abstract(rest)
            and len(block.lines[0]) < max(0.85 * widest, 60)
        ):
            found.append(_Text(block.lines[0], block.lines[:1], block.line))
            found.append(_Text(one_line(rest), block.lines[1:], block.line + 1))
        else:
            found.append(block)
    return found


def _is_title(text: str) -> bool:
    bare = _NUMBER.sub("", text)
    return (
        bool(_TITLE.fullmatch(bare))
        and len(bare.split()) >= 2
        and not _ENDS_SENTENCE.search(bare)
        and urls_in(bare) != (bare,)
    )


def _is_abstract(text: str) -> bool:
    return len(text) >= _ABSTRACT and science_in(text) >= 2


def _could_be_detail(text: str) -> bool:
    """People, a link, a date: what stands between a title and its abstract."""
    return len(text) < 600 and (bool(urls_in(text)) or bool(arxiv_in(text)) or "," in text or bool(full_date(text)))


def _record(title: _Text, between: list[_Text], abstract: _Text) -> Record:
    details = " ".join(block.text for block in between)
    links = urls_in(details)
    number = arxiv_in(details)
    people = next((block.text for block in between if not urls_in(block.text) and "," in block.text), "")
    text, kind = stored(abstract.text, title.text, sure=True)
    return Record(
        title=_NUMBER.sub("", title.text), abstract=text, abstract_kind=kind, authors=split_authors(people),
        arxiv_id=number[0] if number else None, version=number[1] if number else None, doi=doi(details),
        url=links[0] if links else None, code_urls=code_urls_in(details, text), date=full_date(details), line=title.line,
    )  # fmt: skip


FORMAT = Format("text", tr("plain text"), recognise, read)
