"""What all panes share: the library's workers, the edits that go to it and the Changes that come back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from readerapp.errors import ReaderError
from readerapp.gui.workers import Worker
from readerapp.i18n import tr
from readerapp.records import Change
from readerapp.settings import Settings
from readerapp.store.reading import Reader

if TYPE_CHECKING:
    from readerapp.edits import Edit
    from readerapp.store.library import Library

T = TypeVar("T")
_POLL_MS = 700
"""How often the window looks whether another program wrote to the library."""


class Session(QObject):
    """One open library. Panes send edits here and refresh by `changed`; no pane calls another."""

    changed = Signal(object)
    """A Change, after its commit; also one of another program (with no papers named: anything may be different)."""
    failed = Signal(str)
    """A message for the user: something could not be done."""
    undo_changed = Signal(object, object)
    """What undo and redo would take now: number and label of an edit, None for nothing."""
    settings_changed = Signal(object)

    def __init__(self, folder: Path, settings: Settings, *, writable: bool = True, elsewhere: bool = False) -> None:
        super().__init__()
        self.folder = folder
        self.settings = settings
        self.writable = writable
        self.elsewhere = elsewhere
        """Another window holds this library and cannot be reached: this one only reads."""
        self.pending = 0
        """Edits that the store has not acknowledged yet."""
        self._rows: Reader | None = None
        self._version = 0
        """Of the rows' reader, when it was last looked at."""
        self._others = 0
        """Of the writer, whose own writing does not change it."""
        self.writer: Worker[Library] = Worker("writer", self._open_library, lambda library: library.close())
        self.reader: Worker[Reader] = Worker(
            "reader", lambda: Reader(folder), lambda reader: reader.close(), lambda reader: reader.interrupt()
        )
        self._poll = QTimer(self)
        self._poll.setInterval(_POLL_MS)
        self._poll.timeout.connect(self._look)

    def _open_library(self) -> Library:
        from readerapp.store.library import Library  # sqlite-utils costs as much as Qt: never before the first paint

        return Library(self.folder)

    @property
    def rows(self) -> Reader | None:
        """The reader of the GUI thread, for what takes a millisecond; None while there is no library yet."""
        return self._rows

    def open_rows(self) -> Reader:
        """Open the GUI thread's reader; the library must exist."""
        if self._rows is None:
            self._rows = Reader(self.folder)
            self._version = self._rows.data_version()
        return self._rows

    def start(self, ready: Callable[[], None]) -> None:
        """After the first paint: open the library for writing (made or updated where needed), then `ready`."""

        def opened(others: int) -> None:
            self._others = others
            self.open_rows()
            self._ask_undo()
            self._poll.start()
            ready()

        if self.writable:
            self.writer.do(lambda library: library.data_version(), opened, self._fail)
        else:
            opened(0)

    def edit(
        self, edit: Edit, then: Callable[[Change], None] | None = None, failed: Callable[[str], None] | None = None
    ) -> None:
        """Send an edit to the store; `changed` (and `then`) follow after the commit, `failed` with a message if it cannot be."""
        self.write(lambda library: library.apply(edit), then, failed)

    def write(
        self,
        work: Callable[[Library], Change | None],
        then: Callable[[Change], None] | None = None,
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """Like `edit`, for any work that ends in a Change (None: nothing was done)."""
        if not self.writable:
            (failed or self.failed.emit)(tr("The library is open for reading only: nothing was changed."))
            self.changed.emit(Change(""))
            return

        def done(found: tuple[Change | None, int]) -> None:
            change, others = found
            self.pending -= 1
            if change is not None:
                self._seen()
                self.changed.emit(change)
                self._ask_undo()
                if then is not None:
                    then(change)
            if others != self._others:
                # Another program wrote before we did: after our own writing the rows' reader alone could not tell.
                self._others = others
                self._tell_foreign()

        def wrong(error: Exception) -> None:
            self.pending -= 1
            # First whoever sent the edit, so that it knows it is not stored before the panes look at the store again.
            if failed is not None and isinstance(error, ReaderError):
                failed(str(error))
            else:
                self.failed.emit(str(error))
            self.changed.emit(Change(""))
            self._look()  # what another program did may be why
            if not isinstance(error, ReaderError):
                raise error

        self.pending += 1
        self.writer.do(lambda library: (work(library), library.data_version()), done, wrong)

    def undo(
        self, then: Callable[[Change], None] | None = None, *, down_to: int | None = None, number: int | None = None
    ) -> None:
        """Take back the last edit, or in one step all down to and including one; see Library.undo."""
        self.write(lambda library: library.undo(down_to=down_to, number=number), then)

    def redo(self, then: Callable[[Change], None] | None = None) -> None:
        """Bring back the edit undone last."""
        self.write(lambda library: library.redo(), then)

    def ask(self, work: Callable[[Reader], T], then: Callable[[T], None], *, key: str | None = None) -> None:
        """Read off the GUI thread; with a key, a newer question replaces an older one, which is broken off."""
        self.reader.do(work, then, self._fail, key=key)

    def follow(self, work: Callable[[Reader], Iterator[T]], each: Callable[[T], None], *, key: str) -> None:
        """Like `ask`, for answers in stages."""
        self.reader.follow(work, each, self._fail, key=key)

    def set_settings(self, settings: Settings) -> None:
        """Take and save the user's choices."""
        from readerapp.settings import save

        self.settings = settings
        self.settings_changed.emit(settings)
        try:
            save(settings)
        except OSError as error:
            self.failed.emit(tr("The settings could not be saved: {cause}.").format(cause=error.strerror or error))

    def close(self) -> None:
        """Write what waits, then let go of everything. When this returns, nothing that was sent is lost."""
        self._poll.stop()
        self.reader.finish()
        if self._rows is not None:
            self._rows.close()
            self._rows = None
        # The writer last: only a connection that may write can fold the log into the one file.
        self.writer.finish()

    def _ask_undo(self) -> None:
        def entries(reader: Reader) -> tuple[tuple[int, str] | None, tuple[int, str] | None]:
            return reader.next_undo(), reader.next_undo(redo=True)

        self.ask(entries, lambda found: self.undo_changed.emit(*found), key="undo")

    def _seen(self) -> None:
        """Our own commit is no news."""
        if self._rows is not None:
            self._version = self._rows.data_version()

    def _look(self) -> None:
        if self._rows is None or self.pending:
            return
        version = self._rows.data_version()
        if version != self._version:
            self._version = version
            self._tell_foreign()

    def _tell_foreign(self) -> None:
        self.changed.emit(
            Change(tr("changed by another program"), tables=frozenset({"paper", "listing", "state", "note"}))
        )
        self._ask_undo()

    def _fail(self, error: Exception) -> None:
        if isinstance(error, ReaderError):
            self.failed.emit(str(error))
        else:
            raise error
