"""Undo and redo of one window: nothing is taken back that was not named before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from readerapp.i18n import tr
from readerapp.records import Change

if TYPE_CHECKING:
    from readerapp.gui.window import Window


class Undoing(QObject):
    """Knows what undo and redo would take, names the actions by it, and does it."""

    known = Signal(object)
    """The last edit there is, its number and label; None when there is none."""
    told = Signal(str, object)
    """What was undone or redone, and the edit that can be undone again, None for none."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.last: tuple[int, str] | None = None
        self.can_undo = False
        self.can_redo = False
        window.session.undo_changed.connect(self._know)
        self.told.connect(window.status.say)

    def _know(self, last: tuple[int, str] | None, undone: tuple[int, str] | None) -> None:
        self.can_undo, self.can_redo = last is not None, undone is not None
        actions = self._window.actions_
        actions.name("undo", tr("Undo: {label}").format(label=last[1]) if last else tr("Undo"))
        actions.name("redo", tr("Redo: {label}").format(label=undone[1]) if undone else tr("Redo"))
        self.last = last
        self._window.status.know_last(last)
        self.known.emit(last)
        self._window.update_actions()

    def undo(self, down_to: int | None = None, number: int | None = None) -> None:
        """Take back the last edit, or in one step all down to and including one; the open note is saved first.

        `number`: only if these are still so many edits, as a button said. What was done since is told instead.
        """
        self._window.notes.save()
        self._window.session.undo(self._undone, down_to=down_to, number=number)

    def _undone(self, change: Change) -> None:
        if self._window.triage.on:
            self._window.triage.undone(change)
        self._list_again(change)
        self.told.emit(tr("Undone: {label}").format(label=change.label), None)

    def redo(self) -> None:
        """Bring back what was undone last."""
        self._window.notes.save()
        self._window.session.redo(self._redone)

    def _redone(self, change: Change) -> None:
        self._list_again(change)
        self.told.emit(tr("Redone: {label}").format(label=change.label), change.edit)

    def _list_again(self, change: Change) -> None:
        """Papers that fit the list (again) and were not in it stand in it now."""
        shown = self._window.list
        if not self._window.triage.on and not shown.papers.papers.holds(change.papers):
            shown.reload()
