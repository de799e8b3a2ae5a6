"""Importing from the window: choose, drop or pass files; progress with Cancel; the report with its Undo."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from readerapp.edits import ImportReading
from readerapp.errors import Cancelled, ReaderError
from readerapp.gui.session import Session
from readerapp.gui.strip import Strip
from readerapp.gui.workers import Worker
from readerapp.i18n import tr
from readerapp.paths import resource
from readerapp.records import Change, Progress, Reading
from readerapp.sandbox import Sandbox

if TYPE_CHECKING:
    from readerapp.gate import Incoming
    from readerapp.store.library import Library

T = TypeVar("T")
PATIENCE = 1.0
"""Seconds after which long work shows its progress."""


class Importer(QObject):
    """Reads files one after the other in the sandbox and hands them to the store."""

    imported = Signal(object, object)
    """A Change with its report, and the Reading."""
    _progress = Signal(int, object, str)

    def __init__(self, session: Session, strip: Strip, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._strip = strip
        self._parent = parent
        self._queue: deque[tuple[Path, bool]] = deque()
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
        """Whether a file is being read or stored, or waits for it."""
        return self._busy or bool(self._queue)

    def ask(self) -> None:
        """Let the user choose files."""
        from PySide6.QtWidgets import QFileDialog  # start-up time

        names, _ = QFileDialog.getOpenFileNames(self._parent, tr("Import a digest"), "", tr("All files (*)"))
        self.take([Path(name) for name in names])

    def take(self, paths: list[Path], *, sample: bool = False) -> None:
        """Import files and the files in folders."""
        from readerapp.verbs.importing import files_in  # start-up time

        for path in paths:
            try:
                files = files_in(path, recursive=True) if path.is_dir() else [path]
            except ReaderError as error:
                self._session.failed.emit(str(error))
                continue
            if not files:
                self._session.failed.emit(tr("{path} holds no file to import.").format(path=path))
            self._queue.extend((file, sample) for file in files)
        self._next()

    def take_sample(self) -> None:
        """Import the sample digest."""
        self.take([resource("sample-digest.md")], sample=True)

    def take_dropped(self, data: QMimeData) -> bool:
        """Import dropped files; whether there were any."""
        paths = dropped_paths(data)
        self.take(paths)
        return bool(paths)

    def finish(self) -> None:
        """The window closes: what is being read is given up, what is being stored is finished by the store."""
        self._queue.clear()
        self._cancelled = True
        self._tick.stop()
        if self.sandboxes.resource is not None:
            self.sandboxes.resource.stop()
        self.sandboxes.finish()

    def cancel(self) -> None:
        """Give up the import that is under way and those that wait; the library stays as it was."""
        self._cancelled = True
        self._queue.clear()
        if self.sandboxes.resource is not None:
            self.sandboxes.resource.stop()

    def _next(self) -> None:
        if self._busy or not self._queue:
            return
        from readerapp.verbs.reading import read_file  # start-up time

        self._busy, self._cancelled, self._begun = True, False, monotonic()
        path, sample = self._queue.popleft()
        self._shown = (0, None, tr("Reading {name} …").format(name=path.name))
        self._tick.start()

        def read(sandbox: Sandbox) -> tuple[Incoming, Reading]:
            return self._followed(read_file(path, sandbox))

        def store(found: tuple[Incoming, Reading]) -> None:
            self._store(*found, sample=sample)

        self.sandboxes.do(read, store, self._failed)

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

    def _store(self, incoming: Incoming, reading: Reading, *, sample: bool) -> None:
        edit = ImportReading(reading, incoming.name, incoming.data, incoming.modified, sample)

        def work(library: Library) -> Change | None:
            try:
                return self._followed(library.importing(edit))
            except Cancelled:
                return None

        def stored(change: Change) -> None:
            self._done()
            self.imported.emit(change, reading)

        def wrong(message: str) -> None:
            self._done()
            self._session.failed.emit(message)

        self._shown = (0, len(reading.records), tr("Storing {name} …").format(name=incoming.name))
        self._session.write(work, stored, wrong)

        def look(_: None) -> None:
            if self._busy:  # A cancelled import ends without a Change.
                self._failed(Cancelled())

        self._session.writer.do(lambda library: None, look)

    def _failed(self, error: Exception) -> None:
        self._done()
        if isinstance(error, Cancelled):
            self._strip.say(tr("Import cancelled. The library is as it was."))
        elif isinstance(error, ReaderError):
            self._session.failed.emit(str(error))
        else:
            raise error

    def _done(self) -> None:
        if self._busy:
            self._busy = False
            self._tick.stop()
            if not self._strip.progress.isHidden():
                self._strip.rest()
            QTimer.singleShot(0, self._next)

    def _note_progress(self, done: int, total: int | None, name: str) -> None:
        text = tr("Reading {name} …") if total is None else tr("Storing {name} …")
        self._shown = (done, total, text.format(name=name))

    def _show_progress(self) -> None:
        if monotonic() - self._begun > PATIENCE:
            done, total, text = self._shown
            self._strip.work(text, done, total, self.cancel)


def dropped_paths(data: QMimeData) -> list[Path]:
    """The local files that were dropped."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
