"""Ctrl+C where words are chosen: these are meant, and not the paper's title."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget


class CopyKey(QObject):
    """The key of one widget: it copies as long as something is chosen there, and else is the window's."""

    def __init__(self, widget: QWidget, chosen: Callable[[], bool], copy: Callable[[], object]) -> None:
        super().__init__(widget)
        self._chosen = chosen
        self._copy = copy
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt asks first (ShortcutOverride) whether the widget wants a key that is the window's."""
        if not (isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy) and self._chosen()):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() == QEvent.Type.KeyPress:
            self._copy()
        return True
