"""Where the window was: geometry, panes, list and paper, kept beside the library."""

from __future__ import annotations

import base64
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtWidgets import QMainWindow, QSplitter

from readerapp.settings import load_state, save_state

FILE = "window.json"


class WindowState:
    """What was kept last time, and keeping it again. A missing or broken value is as if it had not been kept."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self.values: dict[str, Any] = load_state(self._path)

    def text(self, name: str, default: str) -> str:
        """A kept text."""
        value = self.values.get(name)
        return value if isinstance(value, str) else default

    def number(self, name: str) -> int:
        """A kept number, 0 for none."""
        value = self.values.get(name)
        return value if isinstance(value, int) else 0

    def numbers(self, name: str) -> dict[str, int]:
        """A kept table of numbers, {} for none."""
        value = self.values.get(name)
        return {k: v for k, v in value.items() if isinstance(v, int)} if isinstance(value, dict) else {}

    def on(self, name: str) -> bool:
        """A kept switch; all are on at first."""
        return self.values.get(name) is not False

    def place(self, window: QMainWindow, splitters: dict[str, QSplitter], sizes: dict[str, list[int]]) -> None:
        """Put window and splitters where they were, or at their first sizes."""
        if not self._put("geometry", window.restoreGeometry):
            window.resize(QSize(1360, 840).boundedTo(window.screen().availableSize()))
        for name, splitter in splitters.items():
            if not self._put(name, splitter.restoreState):
                splitter.setSizes(sizes[name])

    def _put(self, name: str, take: Any) -> bool:
        with suppress(ValueError, TypeError, KeyError):
            return bool(take(QByteArray(base64.b64decode(self.values[name]))))
        return False

    def keep(self, window: QMainWindow, splitters: dict[str, QSplitter], **values: Any) -> None:
        """Write it all down; a disk that does not take it loses nothing that matters."""

        def encoded(state: QByteArray) -> str:
            return base64.b64encode(state.data()).decode("ascii")

        self.values = {"geometry": encoded(window.saveGeometry())}
        self.values |= {name: encoded(splitter.saveState()) for name, splitter in splitters.items()}
        self.values |= values
        with suppress(OSError):
            save_state(self._path, self.values)
