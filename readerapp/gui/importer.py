"""Importing from the window: choose, drop, paste or pass files; progress with Cancel; what became of each is reported."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from readerapp.edits import ImportReading, ReadAgain
from readerapp.errors import Cancelled, ReaderError
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
MANY_FILES = 20
MANY_PAPERS = 1000
"""More files or papers than these are imported only when the user says so."""


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to read: a file, bytes that came without one, or a digest's kept bytes."""

    name: str
    path: Path | None = None
    data: bytes = b""
    modified: date = date.min
    sample: bool = False
    again: int | None = None
    """The digest that is read again."""
    quiet: bool = False
    """Came by itself, from a watched folder: nothing is shown but what was done."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: a Change with its report and the Reading, or the error."""

    job: Job
    change: Change | None = None
    reading: Reading | None = None
    error: str = ""


class Importer(QObject):
    """Reads one after the other in the sandbox and hands what it finds to the store."""

    imported = Signal(object)
    """A list of Outcomes: all that was asked for together."""
    _progress = Signal(int, object, str)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._session = window.session
        self._strip = window.strip
        self._parent = window
        self._queue: deque[Job] = deque()
        self._outcomes: list[Outcome] = []
        self._busy = False
        self._begun = 0.0
        self._cancelled = False
        self._shown: tuple[int, int | None, str] = (0, None, "")
        self._tick = QTimer(self)
        self._tick.setInterval(100)
        self._tick.timeout.connect(self._show_progress)
        self.sandboxes: Worker[Sandbox] = Worker("reading", Sandbox, lambda sandbox: sandbox.stop())
        self._progress.connect(self._note_progress)

    @property
    def busy(self) -> bool:
        """Whether something is being read or stored, or waits for it."""
        return self._busy or bool(self._queue)

    # ways in

    def ask(self) -> None:
        """Let the user choose files."""
        from PySide6.QtWidgets import QFileDialog  # start-up time

        names, _ = QFileDialog.getOpenFileNames(self._parent, tr("Import digests"), "", tr("All files (*)"))
        self.take([Path(name) for name in names])

    def ask_folder(self) -> None:
        """Let the user choose a folder."""
        from PySide6.QtWidgets import QFileDialog  # start-up time

        name = QFileDialog.getExistingDirectory(self._parent, tr("Import a folder"))
        if name:
            self.take([Path(name)])

    def take(self, paths: list[Path], *, sample: bool = False, quiet: bool = False) -> None:
        """Import files and the files in folders."""
        from readerapp.verbs.importing import files_in  # start-up time

        jobs: list[Job] = []
        for path in paths:
            try:
                files = files_in(path, recursive=True) if path.is_dir() else [path]
            except ReaderError as error:
                self._session.failed.emit(str(error))
                continue
            if not files:
                self._session.failed.emit(tr("{path} holds no file to import.").format(path=path))
            jobs += [Job(file.name, file, sample=sample, quiet=quiet) for file in files]
        if len(jobs) > MANY_FILES and not quiet:
            self._confirm(tr("Import {n:,} files?").format(n=len(jobs)), lambda: self._add(jobs))
        else:
            self._add(jobs)

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
        self._queue.clear()
        if self.sandboxes.resource is not None:
            self.sandboxes.resource.stop()

    def _confirm(self, text: str, run: Callable[[], object], refuse: Callable[[], object] | None = None) -> None:
        def answer(what: Callable[[], object] | None) -> None:
            self._strip.rest()
            if what is not None:
                what()

        self._strip.say(
            text, [(tr("Import"), lambda: answer(run)), (tr("Do not import"), lambda: answer(refuse))], closable=False
        )

    def _add(self, jobs: list[Job]) -> None:
        self._queue.extend(jobs)
        self._next()

    def _next(self) -> None:
        if self._busy:
            return
        if not self._queue:
            if self._outcomes:
                outcomes, self._outcomes = self._outcomes, []
                self.imported.emit(outcomes)
            return
        self._busy, self._cancelled, self._begun = True, False, monotonic()
        job = self._queue.popleft()
        self._shown = (0, None, tr("Reading {name} …").format(name=job.name))
        self._tick.start()
        self.sandboxes.do(
            lambda sandbox: self._followed(_read(job, sandbox)),
            lambda found: self._consider(job, *found),
            lambda error: self._failed(job, error),
        )

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

    def _consider(self, job: Job, incoming: Incoming, reading: Reading) -> None:
        """Store what was read; more papers than one takes in at a glance only when the user says so."""
        if len(reading.records) > MANY_PAPERS and job.again is None and not job.quiet:
            self._tick.stop()
            text = tr("{name} lists {n:,} papers. Import them?").format(name=job.name, n=len(reading.records))
            self._confirm(text, lambda: self._store(job, incoming, reading), lambda: self._failed(job, Cancelled()))
        else:
            self._store(job, incoming, reading)

    def _store(self, job: Job, incoming: Incoming, reading: Reading) -> None:
        edit: ImportReading | ReadAgain
        if job.again is not None:
            edit = ReadAgain(job.again, reading)
        else:
            edit = ImportReading(reading, incoming.name, incoming.data, incoming.modified, job.sample)

        def work(library: Library) -> Change | None:
            try:
                return self._followed(library.importing(edit))
            except Cancelled:
                return None

        self._begun = monotonic()
        self._tick.start()
        self._shown = (0, len(reading.records), tr("Storing {name} …").format(name=incoming.name))
        self._session.write(
            work,
            lambda change: self._done(Outcome(job, change, reading)),
            lambda message: self._done(Outcome(job, error=message)),
        )

        def look(_: None) -> None:
            if self._busy:  # A cancelled import ends without a Change.
                self._failed(job, Cancelled())

        self._session.writer.do(lambda library: None, look)

    def _failed(self, job: Job, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self._done(None)
            self._strip.say(tr("Import cancelled. The library is as it was."))
        elif isinstance(error, ReaderError):
            self._done(Outcome(job, error=str(error)))
        else:
            self._done(Outcome(job, error=str(error)))
            raise error

    def _done(self, outcome: Outcome | None) -> None:
        if self._busy:
            self._busy = False
            self._tick.stop()
            if not self._strip.progress.isHidden():
                self._strip.rest()
            if outcome is not None:
                self._outcomes.append(outcome)
            QTimer.singleShot(0, self._next)

    def _note_progress(self, done: int, total: int | None, name: str) -> None:
        text = tr("Reading {name} …") if total is None else tr("Storing {name} …")
        self._shown = (done, total, text.format(name=name))

    def _show_progress(self) -> None:
        if monotonic() - self._begun > PATIENCE:
            done, total, text = self._shown
            if self._queue:
                text = tr("{text} ({n:,} more files)").format(text=text, n=len(self._queue))
            self._strip.work(text, done, total, self.cancel)


def _read(job: Job, sandbox: Sandbox) -> Generator[Progress, None, tuple[Incoming, Reading]]:
    from readerapp.gate import Incoming  # start-up time
    from readerapp.verbs.reading import read_bytes, read_file

    if job.path is not None:
        return (yield from read_file(job.path, sandbox))
    incoming = Incoming(job.name, job.data, job.modified)
    reading = yield from read_bytes(incoming, sandbox)
    return incoming, reading


def dropped_paths(data: QMimeData) -> list[Path]:
    """The local files that were dropped."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
