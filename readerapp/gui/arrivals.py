"""After an import: the report, and the digest with its first undecided paper; quiet arrivals only say what came."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from readerapp.gui.import_jobs import Outcome, Preview
from readerapp.gui.report import Report, edits_of, papers_of, report_text, show_report
from readerapp.i18n import tr

if TYPE_CHECKING:
    from readerapp.gui.window import Window


class Arrivals:
    """What one window does with what its importer brought."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self.report = Report(window.session, window.strip)
        window.importer.imported.connect(self.show)
        window.importer.previewed.connect(self._preview)
        self.report.undo_wanted.connect(window.undoing.undo)
        self.report.part_wanted.connect(lambda outcomes, part: show_report(window, outcomes, part))

    def show(self, outcomes: list[Outcome]) -> None:
        """Tell what became of everything that was asked for together, and go there."""
        window = self._window
        quiet = [o for o in outcomes if o.job.quiet]
        done = [o for o in outcomes if o.change is not None]
        window.watcher.taken([o.job.path for o in outcomes if isinstance(o.job.path, Path) and not o.again])
        if not done:
            self._complain([o for o in outcomes if not o.job.quiet])
            return
        window.show_library_pane()
        if len(quiet) == len(outcomes):
            if papers_of(done, "new", "changed"):
                self._tell(tr("from {files}: {text}").format(files=_names(done), text=report_text(done)), done)
            return
        real = any(not o.job.sample for o in done)
        sample = [(tr("Remove the sample"), self._remove_sample)] if window.has_sample and real else []
        self.report.show(outcomes, sample)
        if not edits_of(done):
            window.status.say(report_text(done))
            self._go_there(done)
            return
        one = done[0].change if len(done) == 1 else None
        self._tell(one.label if one else tr("import {files}").format(files=_names(done)), done)
        self._go_there(done)

    def _tell(self, text: str, done: list[Outcome]) -> None:
        """In the status line, with an Undo that takes back all that came together."""
        self._window.status.say(text, *edits_of(done))

    def _remove_sample(self) -> None:
        self._window.desk.remove_sample()
        button = self._window.strip.button(tr("Remove the sample"))
        if button is not None:
            self._window.to_list()
            button.hide()

    def _preview(self, preview: Preview) -> None:
        from readerapp.gui.import_preview import show_preview  # start-up time

        self._window.show_library_pane()
        show_preview(self._window, preview)

    def _go_there(self, done: list[Outcome]) -> None:
        """One digest: its list. Several, or a copy of a library: the inbox. A note being written stays where it is."""
        window = self._window
        reports = [o.change.report for o in done if o.change is not None and o.change.report is not None]
        writing = window.notes.editor.hasFocus()
        first = self._first_undecided(papers_of(done, "new", "known", "changed"))
        query, name = "is:unread", None
        if len(reports) == 1 and reports[0].digest is not None:
            reading = done[0].reading
            query, name = f"in:#{reports[0].digest}", (reading.title or None) if reading is not None else None
        window.show_query(query, select=first, focus=not writing, name=name, stay=writing)

    def _first_undecided(self, papers: list[int]) -> int | None:
        rows = self._window.session.rows
        if rows is None:
            return None
        undecided = rows.undecided(papers[:2000])
        return next((paper for paper in papers if paper in undecided), None)

    def _complain(self, failed: list[Outcome]) -> None:
        if len(failed) == 1:
            self._window.complain(failed[0].error)
        elif failed:
            self.report.show(failed, [])


def _names(outcomes: list[Outcome]) -> str:
    names = [o.job.name for o in outcomes]
    return ", ".join(names[:3]) + ("…" if len(names) > 3 else "")
