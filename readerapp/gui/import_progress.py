"""What the strip says while files are read and stored: nothing for a second, then a bar and Cancel."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from readerapp.gui.strip import Act, Strip
from readerapp.i18n import tr

PATIENCE = 1.0
"""Seconds after which long work shows its progress."""


class ImportProgress(QObject):
    """How far the import under way is; `waiting` tells how many more files there are."""

    told = Signal(int, object, str)
    """How much is done, of how much (None: not known), of what; to be emitted from whatever thread works."""

    def __init__(self, strip: Strip, waiting: Callable[[], int], cancel: Act) -> None:
        super().__init__(strip)
        self._strip = strip
        self._waiting = waiting
        self._cancel = cancel
        self.quiet = False
        """What is under way came by itself: it covers no message."""
        self._begun = 0.0
        self._phase = "{name}"
        self._shown: tuple[int, int | None, str] = (0, None, "")
        self._tick = QTimer(self)
        self._tick.setInterval(100)
        self._tick.timeout.connect(self.show)
        self.told.connect(self._note)

    def begin(self) -> None:
        """Work begins after a rest."""
        self._begun = monotonic()
        self._tick.start()

    def end(self) -> None:
        """There is nothing to do any more."""
        self._tick.stop()

    def enter(self, phase: str, name: str, total: int | None = None) -> None:
        """Another part of the work on a file begins; `phase` says what, with `{name}` in it."""
        self._phase = phase
        self._note(0, total, name)

    def _note(self, done: int, total: int | None, name: str) -> None:
        self._shown = (done, total, name)

    def show(self) -> None:
        """Show it, if it has taken long enough."""
        covered = not self._strip.isHidden() and self._strip.progress.isHidden()
        if (covered and self.quiet) or monotonic() - self._begun <= PATIENCE:
            return
        done, total, name = self._shown
        text = self._phase.format(name=name)
        if waiting := self._waiting():
            text = tr("{text} ({n:,} more files)").format(text=text, n=waiting)
        self._strip.work(text, done, total, self._cancel)

    def clear(self) -> None:
        """Take it away for what is to be told."""
        if not self._strip.progress.isHidden():
            self._strip.rest()
