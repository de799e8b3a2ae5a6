"""The JSON of the daily-papers page's own interface, and the same data inside the saved page: objects with a paper in them."""

from __future__ import annotations

from typing import Any

from readerapp.formats.abstracts import stored
from readerapp.formats.dates import full_date
from readerapp.formats.ids import arxiv_id, code_urls_in, web_url
from readerapp.formats.json_text import values
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading, Record, Skipped
from readerapp.text.clean import one_line

_PAGE = "https://huggingface.co/papers/"


def recognise(source: Source) -> int:
    """By an object with `paper` in it, and in that the fields of the page."""
    head = source.head
    return (
        96
        if head[:1] in "[{"
        and '"paper"' in head
        and ('"upvotes"' in head or '"summary"' in head or '"publishedAt"' in head)
        else 0
    )


def read(source: Source) -> Reading:
    """Every object with a paper in it."""
    found = values(source.text)
    items: list[Any] = []
    for value in found.values:
        items += value if isinstance(value, list) else [value]
        if isinstance(value, dict) and isinstance(value.get("dailyPapers"), list):
            items = items[:-1] + value["dailyPapers"]
    return of_items(items, "hf_api", found.warnings)


def of_items(items: list[Any], name: str, warnings: tuple[str, ...] = ()) -> Reading:
    """A reading of the page's objects."""
    records: list[Record] = []
    skipped: list[Skipped] = []
    days: list[str] = []
    for number, item in enumerate(items, 1):
        paper = item.get("paper") if isinstance(item, dict) else None
        if not isinstance(paper, dict):
            continue
        title = one_line(str(paper.get("title") or item.get("title") or ""))
        if not title:
            where = tr("record {n}").format(n=number)
            skipped.append(Skipped(where, str(paper.get("id", ""))[:80], tr("a record without a title")))
            continue
        records.append(_record(paper, item, title))
        days.append(full_date(str(paper.get("submittedOnDailyAt") or "")) or "")
    day = max(set(days), key=days.count) if any(days) else None
    return Reading(name, tr("Daily papers"), day or None, None, tuple(records), tuple(skipped), warnings)


def _record(paper: dict[str, Any], item: dict[str, Any], title: str) -> Record:
    summary = paper.get("summary") or item.get("summary")
    abstract, kind = stored(str(summary), title, sure=True) if summary else (None, None)
    if abstract is None and paper.get("ai_summary"):
        abstract, kind = one_line(str(paper["ai_summary"])), "summary"
    number = arxiv_id(str(paper.get("id") or ""))
    links = " ".join(str(paper.get(key) or "") for key in ("githubRepo", "projectPage"))
    votes = paper.get("upvotes")
    return Record(
        title=title,
        abstract=abstract,
        abstract_kind=kind,
        authors=tuple(
            one_line(str(a.get("name", "")))
            for a in _list(paper.get("authors"))
            if isinstance(a, dict) and a.get("name")
        ),
        arxiv_id=number[0] if number else None,
        url=f"{_PAGE}{number[0]}" if number else web_url(str(item.get("url") or "")),
        code_urls=code_urls_in(links, abstract),
        date=full_date(str(paper.get("publishedAt") or item.get("publishedAt") or "")),
        votes=votes if isinstance(votes, int) and not isinstance(votes, bool) else None,
    )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


FORMAT = Format("hf_api", tr("daily papers (JSON)"), recognise, read)
