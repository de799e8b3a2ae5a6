"""Looks into the watched folders every other second, off the GUI thread, and hands new files to the importer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from readerapp.gui.workers import Worker
from readerapp.i18n import tr, trn

if TYPE_CHECKING:
    from readerapp.gui.window import Window
    from readerapp.verbs.watching import Watch

LOOK_MS = 2000


class Watcher(QObject):
    """The watch of one window; it rests while no folder is to be watched or the library takes no writes."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._worker: Worker[Watch] | None = None
        self._waiting: list[Path] = []
        self._gone: frozenset[str] = frozenset()
        """Folders that the user knows to be gone."""
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin, or take the folders of changed settings."""
        wanted = bool(self._window.session.settings.watched) and self._window.session.writable
        if wanted and not self._timer.isActive():
            self._timer.start()
            self.look()
        elif not wanted:
            self._timer.stop()

    def look(self) -> None:
        """Look once."""
        if self._worker is None:
            self._worker = Worker("watching", self._load, lambda watch: None)
        if self._worker.busy:
            return  # a slow folder: what the look under way finds must not get lost
        folders = self._window.session.settings.watched
        self._worker.do(
            lambda watch: (watch.look(folders), watch.gone), lambda found: self._found(*found), self._failed
        )

    @property
    def looking(self) -> bool:
        """Whether a look is under way."""
        return self._worker is not None and self._worker.busy

    def _load(self) -> Watch:
        from readerapp.verbs.watching import Watch  # after the first paint

        return Watch.load(self._window.session.folder)

    def _found(self, files: list[Path], gone: frozenset[str]) -> None:
        self._tell_of(gone)
        if not self._window.session.settings.watch_asks:
            if files or self._waiting:
                self._take(files, quiet=True)
            return
        self._waiting += files
        if self._waiting and (files or self._window.strip.isHidden()):
            self._offer()

    def _tell_of(self, gone: frozenset[str]) -> None:
        """Each folder that vanishes is told once, where no other message is covered; it may come back any time."""
        new = sorted(gone - self._gone)
        self._gone = gone
        if new:
            text = tr("Watched and not found: {folders}. What comes there is imported when it is back.")
            self._window.status.complain(text.format(folders=", ".join(new)))

    def _offer(self) -> None:
        """Again and again, in the gaps between other messages, until there is an answer."""
        names = ", ".join(path.name for path in self._waiting[:3])
        text = trn("A new file came", "{n} new files came", len(self._waiting))
        more = "…" if len(self._waiting) > 3 else ""
        answers = [(tr("Import"), self._accept), (tr("Not now"), self._refuse)]
        self._window.strip.say(f"{text}: {names}{more}", answers, closable=False)

    def _accept(self) -> None:
        self._window.strip.rest()
        self._take([], quiet=False)  # the user's own import from here on, told as such

    def _refuse(self) -> None:
        """They are not taken: the next start offers them again."""
        self._waiting = []
        self._window.strip.rest()

    def _take(self, files: list[Path], *, quiet: bool) -> None:
        files, self._waiting = self._waiting + files, []
        self._window.ways_in.take(files, quiet=quiet)

    def taken(self, files: list[Path]) -> None:
        """These were imported or found to be no digests."""
        if self._worker is not None and files:
            self._worker.do(lambda watch: watch.taken(files), None, self._failed)

    def _failed(self, error: Exception) -> None:
        self._timer.stop()
        self._window.complain(tr("Watched folders are not looked at any more: {cause}.").format(cause=error))

    def finish(self) -> None:
        """The window closes."""
        self._timer.stop()
        if self._worker is not None:
            self._worker.finish()
