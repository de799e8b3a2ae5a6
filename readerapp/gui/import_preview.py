"""Before an import: what it would do to the library as it is, and the user's word."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from readerapp.gui import pages
from readerapp.gui.html import escape
from readerapp.gui.import_jobs import Held, Preview
from readerapp.gui.page import heading, nothing
from readerapp.i18n import tr, trn
from readerapp.records import Skipped, Status
from readerapp.store.reading import Reader

if TYPE_CHECKING:
    from readerapp.gui.window import Window

_MOST = 500
"""Titles that are shown of one kind."""
_Cells = tuple[str, str, str, str, str]


def show_preview(window: Window, preview: Preview) -> None:
    """Open the page that asks; closing it without the word forgets what was read."""

    def render() -> str:
        rows = window.session.rows
        return preview_text(preview, rows) if rows is not None else ""

    page = window.desk.page(tr("Before the import"), render)
    page.offer(tr("Import"), lambda: window.importer.accept(preview), tr("Do not import"))
    page.open()


def preview_text(preview: Preview, rows: Reader) -> str:
    """One file with all that it lists; of several what each would do."""
    one = len(preview.held) == 1
    text = _one_file(preview.held[0], rows) if one else _many_files(preview.held)
    if preview.failed:
        failed = len(preview.failed)
        text += heading("failed", trn("{n} file not read", "{n} files not read", failed))
        text += pages.lines_text([outcome.error for outcome in preview.failed])
    return text


def _count(held: Held, *statuses: Status) -> int:
    return len(held.report.ids(*statuses))


def _one_file(held: Held, rows: Reader) -> str:
    known, changed = held.report.ids("known", "changed"), held.report.ids("changed")
    fresh = dict.fromkeys(
        record.title
        for record, (_, status) in zip(held.reading.records, held.report.papers, strict=False)
        if status == "new"
    )
    text = f"<h2>{escape(held.job.name)}</h2>"
    if held.report.again:
        text += nothing(tr("This digest is already in the library: importing it would add nothing."))
    text += heading("new", tr("{n:,} new").format(n=_count(held, "new"))) + _titles(fresh, _count(held, "new"))
    said = tr("{n:,} already here").format(n=len(known))
    if changed:
        said += tr(" ({n:,} improved)").format(n=len(changed))
    text += heading("known", said) + pages.paper_lines(known, rows.rows(known[: _MOST + 1]))
    text += _skipped(held.reading.skipped)
    if held.reading.warnings:
        number = len(held.reading.warnings)
        text += heading("warnings", trn("{n} remark", "{n} remarks", number)) + pages.lines_text(held.reading.warnings)
    return text


def _titles(titles: Iterable[str], number: int) -> str:
    shown = list(titles)[:_MOST]
    more = number - len(shown)
    lines = "".join(f"<div>{escape(title)}</div>" for title in shown)
    return lines + (nothing(tr("… and {n:,} more").format(n=more)) if more > 0 else "")


def _skipped(skipped: tuple[Skipped, ...]) -> str:
    if not skipped:
        return ""
    return heading("skipped", trn("{n} skipped", "{n} skipped", len(skipped))) + pages.skipped_text(skipped)


def _many_files(held: tuple[Held, ...]) -> str:
    def row(cells: _Cells, cell: Callable[[str, int], str]) -> str:
        return f"<tr>{''.join(cell(text, place) for place, text in enumerate(cells))}</tr>"

    def plain(text: str, place: int) -> str:
        return f"<td{' align=right' if place else ''}>{escape(text)}</td>"

    head: _Cells = (tr("File"), tr("New"), tr("Already here"), tr("Improved"), tr("Skipped"))
    lines = [row(head, lambda text, place: plain(text, place).replace("<td", "<td class=muted", 1))]
    for one in held:
        numbers = (
            _count(one, "new"), _count(one, "known", "changed"), _count(one, "changed"), len(one.reading.skipped),
        )  # fmt: skip
        new, known, changed, skipped = (f"{number:,}" for number in numbers)
        lines.append(row((one.job.name, new, known, changed, skipped), plain))
    papers = sum(len(one.report.ids("new", "known", "changed")) for one in held)
    count = tr("{files:,} files list {papers:,} papers.").format(files=len(held), papers=papers)
    once = tr("A paper that several of them list is counted in each; it is stored once.")
    return f"<h2>{escape(count)}</h2>{nothing(once)}<table>{''.join(lines)}</table>"
