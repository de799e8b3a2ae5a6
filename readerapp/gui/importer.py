"""The queue of imports: files are read one after the other and handed to the store; what became of each is reported."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from readerapp.errors import Cancelled, ReaderError
from readerapp.gui.import_jobs import (
    MANY_PAPERS,
    Held,
    Job,
    Outcome,
    Preview,
    edit_of,
    jobs_of,
    look_through,
    read_job,
)
from readerapp.gui.import_progress import ImportProgress
from readerapp.gui.workers import Worker
from readerapp.i18n import tr
from readerapp.records import Change, Progress, Reading
from readerapp.sandbox import Sandbox

if TYPE_CHECKING:
    from readerapp.gate import Incoming
    from readerapp.gui.window import Window
    from readerapp.store.library import Library

T = TypeVar("T")
_KEPT = 100_000
"""Papers that are kept from a preview until the answer; files beyond them are read once more."""


class Importer(QObject):
    """Reads one after the other in the sandbox and hands what it finds to the store."""

    imported = Signal(object)
    """A list of Outcomes: all that was asked for together."""
    previewed = Signal(object)
    """A Preview. What `accept` gets of it is imported; the rest is forgotten."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._session = window.session
        self._strip = window.strip
        self._queue: deque[Job] = deque()
        self._outcomes: list[Outcome] = []
        self._held: list[Held] = []
        self._given_up = 0
        self._running = False
        self._under_way = False
        self._number = 0
        """Of the job that is under way, counted from the start."""
        self._cancelled = False
        self._name = ""
        """Of what is under way."""
        self._progress = ImportProgress(window.strip, lambda: len(self._queue), self.cancel)
        self.sandboxes: Worker[Sandbox] = Worker("reading", Sandbox, lambda sandbox: sandbox.stop())

    @property
    def busy(self) -> bool:
        """Whether something is being read or stored, or waits for it."""
        return self._running

    def read_again(self, digest: int, name: str, data: bytes, modified: date) -> None:
        """Read a digest's kept bytes with the reader of today; what the user did stays."""
        self.add([Job(name, data=data, modified=modified, again=digest)])

    def accept(self, preview: Preview) -> None:
        """Import what was shown; the files that could not be read are told with the rest."""
        if not self._running:
            self._outcomes += preview.failed
        self.add([replace(held.job, sure=True) for held in preview.held])

    def finish(self) -> None:
        """The window closes: what is being read is given up, what is being stored is finished by the store."""
        self._queue.clear()
        self._cancelled = True
        self._progress.end()
        self.sandboxes.finish(give_up=lambda sandbox: sandbox.stop())

    def cancel(self) -> None:
        """Give up the import that is under way and those that wait; the library stays as it was."""
        self._cancelled = True
        self._given_up += len(self._queue)
        self._queue.clear()
        if self._under_way:  # while another program holds the library, it may take a while to end
            self._progress.enter(tr("Cancelling {name} …"), self._name)
            self._progress.show()
        if self.sandboxes.resource is not None:
            self.sandboxes.resource.stop()

    def add(self, jobs: Sequence[Job]) -> None:
        """Put jobs into the queue: what the user asks for goes before what came by itself."""
        came = sum(job.quiet for job in self._queue)  # they stand at the end
        place = len(self._queue) if jobs and jobs[0].quiet else len(self._queue) - came
        for number, job in enumerate(jobs):
            self._queue.insert(place + number, job)
        if self._queue and not self._running:
            self._running, self._cancelled = True, False
            self._progress.begin()
            self._next()

    def _next(self) -> None:
        if self._cancelled and self._queue:  # asked for after Cancel
            self._cancelled = False
        if not self._queue:
            self._end()
            return
        if self._progress.quiet != self._queue[0].quiet:
            self._tell()
        job = self._queue.popleft()
        self._under_way, self._progress.quiet, self._name = True, job.quiet, job.name
        self._number += 1
        self._progress.enter(tr("Looking into {name} …") if job.among else tr("Reading {name} …"), job.name)
        if job.among:
            self.sandboxes.do(
                lambda _: self._followed(look_through(job.among)),
                lambda found: self._found(job, *found),
                lambda error: self._failed(job, error),
            )
        elif job.read is not None:
            self._store(job, *job.read)
        else:
            self.sandboxes.do(
                lambda sandbox: self._followed(read_job(job, sandbox)),
                lambda found: self._consider(job, *found),
                lambda error: self._failed(job, error),
            )

    def _end(self) -> None:
        """Everything that was asked for is done."""
        self._running = False
        self._progress.end()
        self._tell()

    def _tell(self) -> None:
        """Tell what was done together, and show what waits for the user's word."""
        self._progress.clear()
        outcomes, held, given_up = self._outcomes, self._held, self._given_up
        self._outcomes, self._held, self._given_up = [], [], 0
        stored = any(outcome.change is not None for outcome in outcomes)
        if given_up and not stored:
            self._strip.say(tr("Import cancelled. The library is as it was."))
            return
        if given_up:
            outcomes[-1] = replace(outcomes[-1], given_up=given_up)
        elif held:
            self.previewed.emit(Preview(tuple(held), () if stored else tuple(outcomes)))
        if outcomes and (stored or not held):
            self.imported.emit(outcomes)

    def _followed(self, work: Generator[Progress, None, T]) -> T:
        """Run long work on a worker's thread, telling its progress; Cancelled is thrown into it when the user gives up."""
        try:
            while True:
                step = next(work)
                self._progress.told.emit(step.done, step.total, step.text)
                if self._cancelled:
                    work.throw(Cancelled())
        except StopIteration as end:
            result: T = end.value
            return result
        except ReaderError:
            if self._cancelled:  # The child was stopped: that is no fault of the file.
                raise Cancelled from None
            raise

    def _found(self, job: Job, files: list[Path], problems: list[str]) -> None:
        self._queue.extendleft(reversed(jobs_of(job, files)))
        self._outcomes += [Outcome(job, error=problem) for problem in problems]
        self._done(None)

    def _consider(self, job: Job, incoming: Incoming, reading: Reading) -> None:
        """Store what was read, or show it first: when that was asked for, or when it is more than one takes in at a glance."""
        many = len(reading.records) > MANY_PAPERS and job.again is None and not job.quiet
        if (job.preview or many) and not job.sure and self._session.writable:
            self._try_out(job, incoming, reading)
        else:
            self._store(job, incoming, reading)

    def _try_out(self, job: Job, incoming: Incoming, reading: Reading) -> None:
        """Ask the store what it would do."""
        edit = edit_of(job, incoming, reading)

        def hold(change: Change) -> None:
            kept = sum(len(h.reading.records) for h in self._held if h.job.read) + len(reading.records) <= _KEPT
            if change.report is not None:
                ready = replace(job, read=(incoming, reading) if kept else None)
                self._held.append(Held(ready, reading if kept else replace(reading, records=()), change.report))
            self._done(None)

        self._progress.enter(tr("Comparing {name} …"), incoming.name, len(reading.records))
        self._session.writer.do(
            lambda library: self._followed(library.importing(edit, dry_run=True)),
            hold,
            lambda error: self._failed(job, error),
        )

    def _store(self, job: Job, incoming: Incoming, reading: Reading) -> None:
        edit = edit_of(job, incoming, reading)
        number = self._number

        def work(library: Library) -> Change | None:
            try:
                return self._followed(library.importing(edit))
            except Cancelled:
                return None

        self._progress.enter(tr("Storing {name} …"), incoming.name, len(reading.records))
        self._session.write(
            work,
            lambda change: self._done(Outcome(job, change, reading)),
            lambda message: self._done(Outcome(job, error=message, again=True)),
        )

        def look(_: None) -> None:
            # A cancelled import ends without a Change. By now the next one may be under way.
            if self._under_way and self._number == number:
                self._failed(job, Cancelled())

        self._session.writer.do(lambda library: None, look)

    def _failed(self, job: Job, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self._given_up += 1
            self._done(None)
        else:
            self._done(Outcome(job, error=str(error)))
            if not isinstance(error, ReaderError):
                raise error

    def _done(self, outcome: Outcome | None) -> None:
        if self._under_way:
            self._under_way = False
            if outcome is not None:
                self._outcomes.append(outcome)
            QTimer.singleShot(0, self._next)
