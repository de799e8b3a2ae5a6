"""Importing from the window: choose, drop, paste or pass files; progress with Cancel; what became of each is reported."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from readerapp.errors import Cancelled, ReaderError
from readerapp.gui.import_jobs import (
    MANY_PAPERS,
    Held,
    Job,
    Outcome,
    Preview,
    edit_of,
    is_folder,
    jobs_of,
    look_through,
    read_job,
)
from readerapp.gui.workers import Worker
from readerapp.i18n import tr
from readerapp.paths import resource
from readerapp.records import Change, Progress, Reading
from readerapp.sandbox import Sandbox

if TYPE_CHECKING:
    from readerapp.gate import Incoming
    from readerapp.gui.window import Window
    from readerapp.store.library import Library

T = TypeVar("T")
PATIENCE = 1.0
"""Seconds after which long work shows its progress."""
_KEPT = 100_000
"""Papers that are kept from a preview until the answer; files beyond them are read once more."""


class Importer(QObject):
    """Reads one after the other in the sandbox and hands what it finds to the store."""

    imported = Signal(object)
    """A list of Outcomes: all that was asked for together."""
    previewed = Signal(object)
    """A Preview. What `accept` gets of it is imported; the rest is forgotten."""
    _progress = Signal(int, object, str)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._session = window.session
        self._strip = window.strip
        self._parent = window
        self._place = ""
        """The folder that files were chosen in last."""
        self._queue: deque[Job] = deque()
        self._outcomes: list[Outcome] = []
        self._held: list[Held] = []
        self._given_up = 0
        self._running = False
        self._under_way = False
        self._number = 0
        """Of the job that is under way, counted from the start."""
        self._quiet = False
        """Whether what is under way came by itself."""
        self._begun = 0.0
        self._cancelled = False
        self._phase = "{name}"
        self._name = ""
        self._shown: tuple[int, int | None, str] = (0, None, "")
        self._tick = QTimer(self)
        self._tick.setInterval(100)
        self._tick.timeout.connect(self._show_progress)
        self.sandboxes: Worker[Sandbox] = Worker("reading", Sandbox, lambda sandbox: sandbox.stop())
        self._progress.connect(self._note_progress)

    @property
    def busy(self) -> bool:
        """Whether something is being read or stored, or waits for it."""
        return self._running

    # ways in

    def ask(self, *, preview: bool = False) -> None:
        """Let the user choose files."""
        from PySide6.QtWidgets import QFileDialog  # start-up time

        title = tr("Import digests after a preview") if preview else tr("Import digests")
        names, _ = QFileDialog.getOpenFileNames(self._parent, title, self._place, tr("All files (*)"))
        if names:
            self._place = str(Path(names[0]).parent)
            self.take([Path(name) for name in names], preview=preview)

    def ask_folder(self) -> None:
        """Let the user choose a folder."""
        from PySide6.QtWidgets import QFileDialog  # start-up time

        name = QFileDialog.getExistingDirectory(self._parent, tr("Import a folder"), self._place)
        if name:
            self._place = name
            self.take([Path(name)])

    def take(self, paths: Sequence[Path], *, sample: bool = False, quiet: bool = False, preview: bool = False) -> None:
        """Import files and the files in folders."""
        wish = Job("", sample=sample, quiet=quiet, preview=preview)
        if any(is_folder(path) for path in paths):
            self._add([replace(wish, name=paths[0].name or str(paths[0]), among=tuple(paths))])
        else:
            self._add(jobs_of(wish, paths))

    def take_sample(self) -> None:
        """Import the sample digest."""
        self.take([resource("sample-digest.md")], sample=True)

    def take_text(self, text: str, name: str) -> None:
        """Import text that came without a file."""
        self._add([Job(name, data=text.encode("utf-8", "replace"), modified=date.today())])  # noqa: DTZ011 - the user's day

    def take_clipboard(self) -> None:
        """Import the files or the text in the clipboard."""
        self.take_data(QApplication.clipboard().mimeData(), tr("clipboard"), tr("There is no text in the clipboard."))

    def take_dropped(self, data: QMimeData) -> bool:
        """Import dropped files or text; whether there was any."""
        return self.take_data(data, tr("dropped text"), "")

    def take_data(self, data: QMimeData, name: str, nothing: str) -> bool:
        """Import what another program gave: files, else a page's HTML or text."""
        paths = dropped_paths(data)
        if paths:
            self.take(paths)
        elif data.hasHtml() and "<a " in data.html():
            self.take_text(data.html(), f"{name}.html")
        elif data.text().strip():
            self.take_text(data.text(), f"{name}.txt")
        elif nothing:
            self._session.failed.emit(nothing)
        return bool(paths) or bool(data.text().strip())

    def read_again(self, digest: int, name: str, data: bytes, modified: date) -> None:
        """Read a digest's kept bytes with the reader of today; what the user did stays."""
        self._add([Job(name, data=data, modified=modified, again=digest)])

    def accept(self, preview: Preview) -> None:
        """Import what was shown; the files that could not be read are told with the rest."""
        if not self._running:
            self._outcomes += preview.failed
        self._add([replace(held.job, sure=True) for held in preview.held])

    # the queue

    def finish(self) -> None:
        """The window closes: what is being read is given up, what is being stored is finished by the store."""
        self._queue.clear()
        self._cancelled = True
        self._tick.stop()
        self.sandboxes.finish(give_up=lambda sandbox: sandbox.stop())

    def cancel(self) -> None:
        """Give up the import that is under way and those that wait; the library stays as it was."""
        self._cancelled = True
        self._given_up += len(self._queue)
        self._queue.clear()
        if self._under_way:  # while another program holds the library, it may take a while to end
            self._say_phase(tr("Cancelling {name} …"), self._name)
            self._show_progress()
        if self.sandboxes.resource is not None:
            self.sandboxes.resource.stop()

    def _add(self, jobs: Sequence[Job]) -> None:
        """What the user asks for goes before what came by itself."""
        came = sum(job.quiet for job in self._queue)  # they stand at the end
        place = len(self._queue) if jobs and jobs[0].quiet else len(self._queue) - came
        for number, job in enumerate(jobs):
            self._queue.insert(place + number, job)
        if self._queue and not self._running:
            self._running, self._cancelled, self._begun = True, False, monotonic()
            self._tick.start()
            self._next()

    def _next(self) -> None:
        if self._cancelled and self._queue:  # asked for after Cancel
            self._cancelled = False
        if not self._queue:
            self._end()
            return
        if self._quiet != self._queue[0].quiet:
            self._tell()
        job = self._queue.popleft()
        self._under_way, self._quiet = True, job.quiet
        self._number += 1
        self._say_phase(tr("Looking into {name} …") if job.among else tr("Reading {name} …"), job.name)
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
        self._tick.stop()
        self._tell()

    def _tell(self) -> None:
        """Tell what was done together, and show what waits for the user's word."""
        if not self._strip.progress.isHidden():
            self._strip.rest()
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
                self._progress.emit(step.done, step.total, step.text)
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

        self._say_phase(tr("Comparing {name} …"), incoming.name, len(reading.records))
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

        self._say_phase(tr("Storing {name} …"), incoming.name, len(reading.records))
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

    def _say_phase(self, phase: str, name: str, total: int | None = None) -> None:
        self._phase = phase
        self._note_progress(0, total, name)

    def _note_progress(self, done: int, total: int | None, name: str) -> None:
        self._name = name
        self._shown = (done, total, self._phase.format(name=name))

    def _show_progress(self) -> None:
        covered = not self._strip.isHidden() and self._strip.progress.isHidden()
        if covered and self._quiet:  # what came by itself covers no message
            return
        if monotonic() - self._begun > PATIENCE:
            done, total, text = self._shown
            if self._queue:
                text = tr("{text} ({n:,} more files)").format(text=text, n=len(self._queue))
            self._strip.work(text, done, total, self.cancel)


def dropped_paths(data: QMimeData) -> list[Path]:
    """The local files that were dropped."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
