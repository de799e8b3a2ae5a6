"""Markdown → safe HTML for the preview, in the sandbox and off the GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readerapp.errors import LimitReached, ReaderError
from readerapp.gui.workers import Worker
from readerapp.sandbox import MB, Sandbox

if TYPE_CHECKING:
    from readerapp.gui.window import Window

SECONDS = 2.0
MEMORY = 1024 * MB


class Previewer:
    """Answers the notes pane's wish for a preview; a text that takes too long is shown as it is."""

    def __init__(self, window: Window) -> None:
        self._notes = notes = window.notes
        self._worker: Worker[Sandbox] = Worker("preview", Sandbox, lambda sandbox: sandbox.stop())
        notes.preview_wanted.connect(self.render)

    def render(self, text: str) -> None:
        """Show a note's text as it reads."""

        def work(sandbox: Sandbox) -> str:
            body = text.encode("utf-8", "replace")
            (html,) = sandbox.call("readerapp.text.markdown:child", None, body, seconds=SECONDS, memory=MEMORY)
            return str(html)

        def plain(error: Exception) -> None:
            if not isinstance(error, LimitReached | ReaderError):
                raise error
            self._notes.preview.show_plain(text)

        self._worker.do(work, self._notes.show_preview, plain, key="preview")

    def finish(self) -> None:
        """The window closes."""
        self._worker.finish(give_up=lambda sandbox: sandbox.stop())
