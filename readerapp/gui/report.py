"""The report of an import: new, already here, improved, skipped, each a click away, and its Undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from readerapp.gui.importer import Outcome
from readerapp.gui.session import Session
from readerapp.gui.strip import Strip
from readerapp.i18n import tr, trn
from readerapp.records import ImportReport, Status

if TYPE_CHECKING:
    from readerapp.gui.window import Window


class Report(QObject):
    """Tells on the strip what was imported last, as long as it stands there."""

    undo_wanted = Signal(int)
    """Take back edits down to and including this one."""
    part_wanted = Signal(object, str)
    """Show the whole report of these outcomes, from this part on (new, known, improved, skipped, failed)."""

    def __init__(self, session: Session, strip: Strip) -> None:
        super().__init__(strip)
        self._session = session
        self._strip = strip
        self._edit = 0
        self._undo_text = ""
        session.undo_changed.connect(self._count_edits)

    def show(self, outcomes: Sequence[Outcome], more: list[tuple[str, Callable[[], object]]]) -> None:
        """Tell what was done; `more` are further buttons."""
        edits = [o.change.edit for o in outcomes if o.change is not None and o.change.edit is not None]
        self._edit = min(edits, default=0)
        self._undo_text = tr("Undo")
        buttons: list[tuple[str, Callable[[], object]]] = [(self._undo_text, self._undo)] if self._edit else []
        for part, text in report_parts(outcomes):
            buttons.append((text, lambda part=part: self.part_wanted.emit(list(outcomes), part)))  # type: ignore[misc]
        self._strip.say(report_text(outcomes), buttons + more)

    def _undo(self) -> None:
        self._strip.rest()
        self.undo_wanted.emit(self._edit)

    def _count_edits(self) -> None:
        """The button says how much it takes back by now."""
        number = self._edit
        if number and self._strip.button(self._undo_text) is not None:
            self._session.ask(lambda reader: reader.edits_down_to(number), self._name_undo, key="report")

    def _name_undo(self, edits: int) -> None:
        button = self._strip.button(self._undo_text)
        if button is not None:
            self._undo_text = tr("Undo {n} edits down to this import").format(n=edits) if edits > 1 else tr("Undo")
            button.setText(self._undo_text)
            button.setVisible(edits > 0)


def papers_of(outcomes: Sequence[Outcome], *statuses: Status) -> list[int]:
    """The papers of these statuses in all outcomes, in order, each once."""
    reports = (o.change.report for o in outcomes if o.change is not None and o.change.report is not None)
    return list(dict.fromkeys(paper for report in reports for paper in report.ids(*statuses)))


def report_parts(outcomes: Sequence[Outcome]) -> list[tuple[str, str]]:
    """The parts of the report that hold anything: name and what its button says."""
    new, known = papers_of(outcomes, "new"), papers_of(outcomes, "known", "changed")
    changed = papers_of(outcomes, "changed")
    skipped = sum(len(o.reading.skipped) for o in outcomes if o.reading is not None)
    failed = sum(bool(o.error) for o in outcomes)
    parts = [
        ("new", len(new), tr("{n:,} new")),
        ("known", len(known), tr("{n:,} already here")),
        ("improved", len(changed), tr("{n:,} improved")),
        ("skipped", skipped, tr("{n:,} skipped")),
        ("failed", failed, trn("{n} file not read", "{n} files not read", failed)),
    ]
    return [(name, text.format(n=number)) for name, number, text in parts if number]


def report_text(outcomes: Sequence[Outcome]) -> str:
    """What was done, in one sentence."""
    reports: list[ImportReport] = [o.change.report for o in outcomes if o.change is not None and o.change.report]
    if len(outcomes) == 1 and outcomes[0].job.again is not None:
        return tr("Read again: {name}").format(name=outcomes[0].job.name)
    if reports and all(report.again for report in reports):
        copied = len(outcomes) == 1 and outcomes[0].reading is not None and outcomes[0].reading.library
        if copied:
            return tr("Everything in this copy is in the library already: nothing was added.")
        return trn(
            "This digest is already in the library: nothing was added.",
            "These {n} digests are already in the library: nothing was added.",
            len(reports),
        )
    new, known, changed = (len(papers_of(outcomes, *s)) for s in (("new",), ("known", "changed"), ("changed",)))
    parts = [tr("{n:,} new").format(n=new), tr("{n:,} already here").format(n=known)]
    if changed:
        parts[1] += tr(" ({n:,} improved)").format(n=changed)
    parts.append(tr("{n:,} skipped").format(n=sum(len(o.reading.skipped) for o in outcomes if o.reading)))
    text = ", ".join(parts)
    trashed = len({paper for report in reports for paper in report.trashed})
    if trashed:
        text += trn(", {n} of them in the trash", ", {n} of them in the trash", trashed)
    if len(outcomes) > 1:
        text = tr("{n:,} files: {text}").format(n=len(reports), text=text)
    return text


def show_report(window: Window, outcomes: list[Outcome], part: str) -> None:
    """Open the whole report."""
    from readerapp.gui import pages  # start-up time
    from readerapp.gui.page import Page, heading
    from readerapp.store.provenance import improvements

    rows = window.session.rows
    if rows is None:
        return

    def render() -> str:
        text = ""
        for name, said in report_parts(outcomes):
            text += heading(name, said)
            if name == "new":
                text += pages.paper_lines(papers_of(outcomes, "new"), rows.rows(papers_of(outcomes, "new")[:501]))
            elif name == "known":
                known = papers_of(outcomes, "known", "changed")
                text += pages.paper_lines(known, rows.rows(known[:501]))
            elif name == "improved":
                edits = [o.change.edit for o in outcomes if o.change is not None and o.change.edit]
                text += pages.improved_text([found for edit in edits for found in improvements(rows, edit)])
            elif name == "skipped":
                text += pages.skipped_text([s for o in outcomes if o.reading is not None for s in o.reading.skipped])
            else:
                text += pages.failed_text([o.error for o in outcomes if o.error])
        return text

    def act(words: str) -> None:
        window.desk.show_paper(int(words.removeprefix("paper/")))

    page = Page(window, window.theme, window.session, tr("Import"), render, act)
    page.open()
    page.show_part(part)
