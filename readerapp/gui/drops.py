"""Files and texts dropped on a part of the window that takes drops of its own: they are imported there too.

Qt offers a drop to the innermost widget that takes any, and to no other one: not to the window around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragMoveEvent, QDropEvent

from readerapp.gui.paper_model import PAPERS
from readerapp.gui.ways_in import dropped_paths

if TYPE_CHECKING:
    from readerapp.gui.window import Window


class Drops(QObject):
    """Stands before the sidebar, the search box and the note. Text dropped on a text field is that field's."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._lists = window.sidebar.viewport()
        for widget in (self._lists, window.list.search, window.notes.editor.viewport()):
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent) or not self._takes(watched, event.mimeData()):
            return False
        if isinstance(event, QDragMoveEvent):  # also entering
            event.acceptProposedAction()
        else:
            self._window.dropEvent(event)
        return True

    def _takes(self, watched: QObject, data: QMimeData) -> bool:
        if data.hasFormat(PAPERS):
            return False
        return bool(dropped_paths(data)) or (watched is self._lists and (data.hasUrls() or data.hasText()))
