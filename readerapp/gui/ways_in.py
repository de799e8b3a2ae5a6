"""The ways in: what a user chooses, drops or pastes becomes jobs of the importer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from readerapp.gui.import_jobs import Job, is_folder, jobs_of
from readerapp.i18n import tr
from readerapp.paths import resource

if TYPE_CHECKING:
    from readerapp.gui.window import Window


class WaysIn:
    """Of one window."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._place = ""
        """The folder that files were chosen in last."""

    def ask(self, *, preview: bool = False) -> None:
        """Let the user choose files."""
        from PySide6.QtWidgets import QFileDialog  # start-up time

        title = tr("Import digests after a preview") if preview else tr("Import digests")
        names, _ = QFileDialog.getOpenFileNames(self._window, title, self._place, tr("All files (*)"))
        if names:
            self._place = str(Path(names[0]).parent)
            self.take([Path(name) for name in names], preview=preview)

    def ask_folder(self) -> None:
        """Let the user choose a folder."""
        from PySide6.QtWidgets import QFileDialog  # start-up time

        name = QFileDialog.getExistingDirectory(self._window, tr("Import a folder"), self._place)
        if name:
            self._place = name
            self.take([Path(name)])

    def take(self, paths: Sequence[Path], *, sample: bool = False, quiet: bool = False, preview: bool = False) -> None:
        """Import files and the files in folders."""
        wish = Job("", sample=sample, quiet=quiet, preview=preview)
        if any(is_folder(path) for path in paths):
            self._window.importer.add([replace(wish, name=paths[0].name or str(paths[0]), among=tuple(paths))])
        else:
            self._window.importer.add(jobs_of(wish, paths))

    def take_sample(self) -> None:
        """Import the sample digest."""
        self.take([resource("sample-digest.md")], sample=True)

    def take_text(self, text: str, name: str) -> None:
        """Import text that came without a file."""
        self._window.importer.add([Job(name, data=text.encode("utf-8", "replace"), modified=date.today())])  # noqa: DTZ011 - the user's day

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
            self._window.complain(nothing)
        return bool(paths) or bool(data.text().strip())


def dropped_paths(data: QMimeData) -> list[Path]:
    """The local files that were dropped."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
