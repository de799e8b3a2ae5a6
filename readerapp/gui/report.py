"""The report of an import: new, already here, improved, skipped, each a click away, and its Undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from readerapp.gui.import_jobs import Outcome
from readerapp.gui.session import Session
from readerapp.gui.strip import Act, Piece, Strip
from readerapp.i18n import tr, trn
from readerapp.records import ImportReport, Skipped, Status

if TYPE_CHECKING:
    from readerapp.gui.window import Window


class Report(QObject):
    """Tells on the strip what was imported last, as long as it stands there."""

    undo_wanted = Signal(int, int)
    """Take back edits down to and including this one, if these are so many."""
    part_wanted = Signal(object, str)
    """Show the whole report of these outcomes, from this part on (a name of `Part`)."""

    def __init__(self, session: Session, strip: Strip) -> None:
        super().__init__(strip)
        self._session = session
        self._strip = strip
        self._edits: tuple[int, ...] = ()
        self._undo_text = ""
        self._number = 0
        """How many edits the button says that it takes back."""
        self._here: tuple[int, ...] = ()
        """Digests that are said to be in the library already."""
        self._said = ""
        session.undo_changed.connect(self._look_again)
        strip.changed.connect(self._count_edits)

    def show(self, outcomes: Sequence[Outcome], more: Sequence[tuple[str, Act]]) -> None:
        """Tell what was done; `more` are further buttons."""
        self._edits = edits_of(outcomes)
        self._undo_text, self._number = tr("Undo"), len(self._edits)
        buttons: list[tuple[str, Act]] = [(self._undo_text, self._undo)] if self._edits else []
        self._here = tuple(r.digest for r in _reports(outcomes) if r.again and r.digest is not None)
        self._said = report_text(outcomes)
        self._strip.say(self._linked(list(outcomes)), [*buttons, *more])

    def _linked(self, outcomes: list[Outcome]) -> list[Piece]:
        """The sentence with a link on each part that holds anything."""
        pieces: list[Piece] = []
        for said in sentence(outcomes):
            if isinstance(said, Part) and said.number:
                name = said.name
                pieces.append((said.text, lambda name=name: self.part_wanted.emit(outcomes, name)))  # type: ignore[misc]
            else:
                pieces.append(said.text if isinstance(said, Part) else said)
        return pieces

    def _undo(self) -> None:
        self.undo_wanted.emit(min(self._edits), self._number)

    def _look_again(self) -> None:
        """Something was written: what the strip says is to be so still."""
        if self._here and self._strip.said == self._said:
            here = self._here
            self._session.ask(lambda reader: reader.have_digests(here), self._keep_if, key="report")
        else:
            self._count_edits()

    def _keep_if(self, so: bool) -> None:
        if not so and self._strip.said == self._said:
            self._strip.rest()

    def _count_edits(self) -> None:
        """The button says how much it takes back by now."""
        if self._edits and self._strip.button(self._undo_text) is not None:
            edits = self._edits
            self._session.ask(lambda reader: reader.edits_down_to(*edits), self._name_undo, key="report")

    def _name_undo(self, edits: int) -> None:
        button = self._strip.button(self._undo_text)
        if button is None:
            return
        if not edits:  # taken back: what the strip says is not so any more
            self._strip.rest()
            return
        self._number = edits
        more = edits > len(self._edits)
        self._undo_text = tr("Undo {n:,} edits down to this import").format(n=edits) if more else tr("Undo")
        button.setText(self._undo_text)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a report counts: new, known, improved, trashed, skipped, failed, warnings."""

    name: str
    number: int
    text: str


def edits_of(outcomes: Sequence[Outcome]) -> tuple[int, ...]:
    """The journal's entries of all outcomes."""
    return tuple(o.change.edit for o in outcomes if o.change is not None and o.change.edit is not None)


def papers_of(outcomes: Sequence[Outcome], *statuses: Status) -> list[int]:
    """The papers of these statuses in all outcomes, in order, each once."""
    return list(dict.fromkeys(paper for report in _reports(outcomes) for paper in report.ids(*statuses)))


def trashed_of(outcomes: Sequence[Outcome]) -> list[int]:
    """The known papers that lie in the user's trash and stay there."""
    return list(dict.fromkeys(paper for report in _reports(outcomes) for paper in report.trashed))


def _reports(outcomes: Sequence[Outcome]) -> list[ImportReport]:
    return [o.change.report for o in outcomes if o.change is not None and o.change.report is not None]


def parts_of(outcomes: Sequence[Outcome]) -> dict[str, Part]:
    """All parts of the report by name, also those that hold nothing."""
    failed = sum(bool(o.error) for o in outcomes)
    warnings = sum(len(o.reading.warnings) for o in outcomes if o.reading is not None)
    skipped = sum(len(o.reading.skipped) for o in outcomes if o.reading is not None)
    counted = [
        ("new", len(papers_of(outcomes, "new")), tr("{n:,} new")),
        ("known", len(papers_of(outcomes, "known", "changed")), tr("{n:,} already here")),
        ("improved", len(papers_of(outcomes, "changed")), tr("{n:,} improved")),
        ("trashed", len(trashed_of(outcomes)), tr("{n:,} in the trash")),
        ("skipped", skipped, tr("{n:,} skipped")),
        ("failed", failed, trn("{n} file not read", "{n} files not read", failed)),
        ("warnings", warnings, trn("{n} remark", "{n} remarks", warnings)),
    ]
    return {name: Part(name, number, text.format(n=number)) for name, number, text in counted}


def sentence(outcomes: Sequence[Outcome]) -> list[str | Part]:
    """What was done, in one sentence: `52 new, 12 already here (3 improved), 0 skipped`."""
    parts = parts_of(outcomes)
    inner: list[str | Part] = []
    for name in ("improved", "trashed"):
        if parts[name].number:
            inner += [", " if inner else " (", parts[name]]
    if inner:
        inner.append(")")
    said: list[str | Part] = [parts["new"], ", ", parts["known"], *inner, ", ", parts["skipped"]]
    reports = _reports(outcomes)
    if reports and all(report.again for report in reports):
        said = [_nothing_added(outcomes), *inner]
    elif len(outcomes) == 1 and outcomes[0].job.again is not None:
        said = [tr("Read again: {name}").format(name=outcomes[0].job.name), ": ", *said]
    elif len(reports) > 1:
        said = [tr("{n:,} files").format(n=len(reports)), ": ", *said]
    for name in ("failed", "warnings"):
        if parts[name].number:
            said += ["; ", parts[name]]
    given_up = sum(o.given_up for o in outcomes)
    if given_up:
        said += ["; ", trn("cancelled before {n} more file", "cancelled before {n} more files", given_up)]
    return said


def _nothing_added(outcomes: Sequence[Outcome]) -> str:
    reading = outcomes[0].reading
    if len(outcomes) == 1 and reading is not None and reading.library:
        return tr("Everything in this copy is in the library already: nothing was added.")
    return trn(
        "This digest is already in the library: nothing was added.",
        "These {n} digests are already in the library: nothing was added.",
        len(_reports(outcomes)),
    )


def report_text(outcomes: Sequence[Outcome]) -> str:
    """What was done, in one sentence of plain text."""
    return "".join(said if isinstance(said, str) else said.text for said in sentence(outcomes))


def show_report(window: Window, outcomes: list[Outcome], part: str) -> None:
    """Open the whole report; papers in the trash are shown where they can be restored."""
    from readerapp.gui import pages  # start-up time
    from readerapp.gui.page import heading
    from readerapp.store.provenance import improvements

    rows = window.session.rows
    if rows is None:
        return
    if part == "trashed":
        window.show_query("is:trashed", select=trashed_of(outcomes)[0], focus=True)
        return

    def of(name: str) -> str:
        if name == "improved":
            return pages.improved_text([found for edit in edits_of(outcomes) for found in improvements(rows, edit)])
        if name == "skipped":
            return pages.skipped_text(_places(outcomes))
        if name == "failed":
            return pages.lines_text([o.error for o in outcomes if o.error])
        if name == "warnings":
            return pages.lines_text(_warnings(outcomes))
        papers = trashed_of(outcomes) if name == "trashed" else papers_of(outcomes, *_STATUSES[name])
        return pages.paper_lines(papers, rows.rows(papers[:501]))

    def render() -> str:
        return "".join(heading(p.name, p.text) + of(p.name) for p in parts_of(outcomes).values() if p.number)

    page = window.desk.page(tr("Import"), render)
    page.open()
    page.show_part(part)


_STATUSES: dict[str, tuple[Status, ...]] = {"new": ("new",), "known": ("known", "changed")}


def _places(outcomes: Sequence[Outcome]) -> list[Skipped]:
    """What was skipped; of several files each with its file's name."""
    named = len(outcomes) > 1
    return [
        replace(skipped, where=f"{o.job.name}, {skipped.where}") if named else skipped
        for o in outcomes
        if o.reading is not None
        for skipped in o.reading.skipped
    ]


def _warnings(outcomes: Sequence[Outcome]) -> list[str]:
    named = len(outcomes) > 1
    return [
        f"{o.job.name}: {text}" if named else text
        for o in outcomes
        if o.reading is not None
        for text in o.reading.warnings
    ]
