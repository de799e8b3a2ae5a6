"""The way of notes into the store: what could not be stored stays due until it is, wherever the user goes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from readerapp.gui.due_notes import Due
from readerapp.gui.session import Session

if TYPE_CHECKING:
    from readerapp.records import Change
    from readerapp.store.library import Library

AGAIN_MS = 5000
"""What the store could not take is sent again after this."""


class Stay:
    """One stay in a paper's note: one entry in the history, however often it is saved."""

    def __init__(self, paper: int, before: str) -> None:
        self.paper = paper
        self.before = before
        """The note in the store that the text here was made from. The writer's thread sets it while something is under way."""
        self.name = os.urandom(8).hex()
        self.due: str | None = None
        """What was sent and is not known to be stored."""
        self.written = False
        """Whether something was sent."""
        self.under_way = 0
        """How often it was sent without an answer until now."""

    def differs(self, text: str) -> bool:
        """Whether the store holds another note than this was made from. White space alone is stored as no note."""
        return text != self.before and bool(text.strip() or self.before.strip())

    def renew(self, before: str) -> None:
        """The note was changed elsewhere: what is written from now on is a stay of its own."""
        self.before = before
        self.name = os.urandom(8).hex()

    def write(self, library: Library, text: str) -> Change:
        """Store the note, with what others have changed in it meanwhile; on the writer's thread."""
        from readerapp.edits import SetNote  # start-up time

        change = library.apply(SetNote(self.paper, text, self.name, self.before))
        self.before = text
        return change


class Saver(QObject):
    """Sends notes to the store, and sends them again."""

    stored = Signal(object, str)
    """A Stay, and its text that the store holds now."""
    refused = Signal(object)
    """A Stay whose text the store could not take. It stays due."""
    homeless = Signal(str, int, str)
    """Why a note can never be saved, its paper (gone from the library and from the window) and its text."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.here = Stay(0, "")
        """The note that is open."""
        self._due: dict[int, Stay] = {}
        self._homeless: dict[int, Stay] = {}
        """Of papers that are gone: what the user has not said a word about yet."""
        self._told = ""
        """Why nothing can be stored, as long as that is so: it is told once, however often it is tried again."""
        self.again = QTimer(self)
        self.again.setSingleShot(True)
        self.again.setInterval(AGAIN_MS)
        self.again.timeout.connect(self.send_again)

    def open(self, paper: int, text: str) -> Stay:
        """A note is opened that the store holds so. One that is due is gone on with."""
        self.here = self._due.get(paper) or Stay(paper, text)
        return self.here

    def send(self, stay: Stay, text: str) -> None:
        """Store a note."""
        stay.due = text
        stay.written = True
        stay.under_way += 1
        self._due[stay.paper] = stay
        self._session.write(
            lambda library: stay.write(library, text),
            lambda _: self._stored(stay, text),
            lambda message: self._refused(stay, message),
        )

    def _stored(self, stay: Stay, text: str) -> None:
        stay.under_way -= 1
        self._told = ""
        if stay.due == text:
            stay.due = None
            if self._due.get(stay.paper) is stay:
                del self._due[stay.paper]
        self.stored.emit(stay, text)

    def _refused(self, stay: Stay, message: str) -> None:
        """It stays due; where its paper is gone it is the user's to say what becomes of it, once it was left."""
        stay.under_way -= 1
        rows = self._session.rows
        known = rows is None or rows.paper(stay.paper) is not None
        self.refused.emit(stay)
        if known or self.here.paper == stay.paper:
            if message != self._told:
                self._session.failed.emit(message)
            self._told = message
        elif self._due.pop(stay.paper, None) is not None:
            self._homeless[stay.paper] = stay
            self.homeless.emit(message, stay.paper, stay.due)
        if known:
            self.again.start()

    def send_again(self) -> None:
        """Try again to store what the store could not take."""
        for stay in list(self._due.values()):
            if stay.due is not None and not stay.under_way:
                self.send(stay, stay.due)

    def owe(self, notes: dict[int, Due]) -> None:
        """These notes (by paper) could not be stored before the window was closed last."""
        for paper, (before, text) in notes.items():
            self._due[paper] = Stay(paper, before)
            self._due[paper].due = text

    @property
    def owed(self) -> dict[int, Due]:
        """The notes (by paper) that the store does not hold, once the writer has done all that was sent."""
        stays = [*self._homeless.values(), *self._due.values()]
        return {stay.paper: (stay.before, stay.due) for stay in stays if stay.due not in (None, stay.before)}

    def forget(self, paper: int) -> None:
        """The user has taken or left the note of a paper that is gone."""
        self._homeless.pop(paper, None)
