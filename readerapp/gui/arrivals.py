"""After an import: the report, and the digest with its first undecided paper; quiet arrivals only say what came."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from readerapp.gui.importer import Outcome
from readerapp.gui.report import Report, papers_of, report_text, show_report
from readerapp.i18n import tr

if TYPE_CHECKING:
    from readerapp.gui.window import Window


class Arrivals:
    """What one window does with what its importer brought."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self.report = Report(window.session, window.strip)
        window.importer.imported.connect(self.show)
        self.report.undo_wanted.connect(window.undo)
        self.report.part_wanted.connect(lambda outcomes, part: show_report(window, outcomes, part))

    def show(self, outcomes: list[Outcome]) -> None:
        """Tell what became of everything that was asked for together, and go there."""
        window = self._window
        quiet = [o for o in outcomes if o.job.quiet]
        done = [o for o in outcomes if o.change is not None]
        window.watcher.taken([o.job.path for o in quiet if isinstance(o.job.path, Path)])
        if not done:
            self._complain([o for o in outcomes if not o.job.quiet])
            return
        window.show_library_pane()
        if len(quiet) == len(outcomes):
            new = len(papers_of(done, "new"))
            if new:
                window.status.say(tr("{files}: {text}").format(files=_names(done), text=report_text(done)))
            return
        more: list[tuple[str, Callable[[], object]]] = []
        real = any(not o.job.sample for o in done)
        if window.has_sample and real:
            more.append((tr("Remove the sample"), window.desk.remove_sample))
        self.report.show(outcomes, more)
        edited = any(o.change is not None and o.change.edit is not None for o in done)
        window.status.say(tr("import {files}").format(files=_names(done)), undo=edited)
        self._go_there(done)

    def _go_there(self, done: list[Outcome]) -> None:
        """One digest: its list. Several, or a copy of a library: the inbox. An open note stays open."""
        window = self._window
        reports = [o.change.report for o in done if o.change is not None and o.change.report is not None]
        focus = not window.notes.editor.hasFocus()
        first = self._first_undecided(papers_of(done, "new", "known", "changed"))
        if len(reports) == 1 and reports[0].digest is not None:
            reading = done[0].reading
            name = reading.title if reading is not None and reading.title else None
            window.show_query(f"in:#{reports[0].digest}", select=first, focus=focus, name=name)
        else:
            window.show_query("is:unread", select=first, focus=focus)

    def _first_undecided(self, papers: list[int]) -> int | None:
        rows = self._window.session.rows
        if rows is None:
            return None
        found = rows.rows(papers[:2000])
        return next((paper for paper in papers if paper in found and found[paper].state == "unread"), None)

    def _complain(self, failed: list[Outcome]) -> None:
        if len(failed) == 1:
            self._window.complain(failed[0].error)
        elif failed:
            self.report.show(failed, [])


def _names(outcomes: list[Outcome]) -> str:
    names = [o.job.name for o in outcomes]
    return ", ".join(names[:3]) + ("…" if len(names) > 3 else "")
