"""The text field of a note: plain text, never turned into anything else on the way."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontDatabase, QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from readerapp.i18n import tr

INNER = 8
"""Between the edge of the field and its text."""

_MARKS = {Qt.Key.Key_I: ("*", "*"), Qt.Key.Key_B: ("**", "**"), Qt.Key.Key_K: ("[", "]()")}
"""With Ctrl: what these keys put around the selected text."""


class Editor(QPlainTextEdit):
    """The text field of the note. Esc goes back to the list; Ctrl+I, B, K make italics, bold, a link of the selected text."""

    left = Signal()
    escaped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Note"))
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setPlaceholderText(tr("Write a note (Markdown). It is saved by itself."))
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(INNER)

    def stand_off(self, edge: int) -> None:
        """Let the text begin so far from the left."""
        self.setViewportMargins(edge - INNER, 0, 0, 0)

    def text(self) -> str:
        """What stands here, sign for sign (Qt's plain text would turn no-break spaces into spaces)."""
        return _raw(self.document())

    def become(self, text: str) -> None:
        """Another text, told to nobody. The cursor stays in the words where it is: what differs is put in around it."""
        from readerapp.text.linediff import replacements  # start-up time

        own, change = self.textCursor(), QTextCursor(self.document())
        places = [own.anchor(), own.position()]
        here = self.text()
        blocked = self.blockSignals(True)
        change.beginEditBlock()
        for begin, end, new in replacements(here, text):
            start, gone, came = _units(here[:begin]), _units(here[begin:end]), _units(new)
            places = [_moved(place, start, gone, came, lines=new.endswith("\n")) for place in places]
            change.setPosition(start)
            change.setPosition(start + gone, QTextCursor.MoveMode.KeepAnchor)
            change.insertText(new)
        change.endEditBlock()
        own.setPosition(places[0])
        own.setPosition(places[1], QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(own)
        self.blockSignals(blocked)

    def begin_with(self, text: str) -> None:
        """The text of another note, told to nobody; what was done to the one before cannot be undone any more."""
        blocked = self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(blocked)

    def event(self, event: QEvent) -> bool:
        # In a text field the field's own keys win: else the window would take them.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _marks_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        marks = _marks_of(event)
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif marks and not self.isReadOnly():
            self._put_around(*marks)
        else:
            super().keyPressEvent(event)

    def _put_around(self, before: str, after: str) -> None:
        """Marks around the selected text; the cursor goes where typing goes on."""
        cursor = self.textCursor()
        text = cursor.selectedText().replace("\u2029", "\n")
        cursor.insertText(f"{before}{text}{after}")
        back = 1 if text and after == "]()" else 0 if text else len(after)
        cursor.setPosition(cursor.position() - back)
        self.setTextCursor(cursor)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


def _marks_of(event: QKeyEvent) -> tuple[str, str] | None:
    held = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return _MARKS.get(Qt.Key(event.key())) if held else None


def held(text: str) -> str:
    """A text as the field gives it back: it cannot hold every sign."""
    document = QTextDocument()
    document.setPlainText(text)
    return _raw(document)


def _raw(document: QTextDocument) -> str:
    return document.toRawText().replace("\u2029", "\n")


def _units(text: str) -> int:
    """How long Qt says that a text is."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _moved(place: int, start: int, gone: int, came: int, *, lines: bool) -> int:
    """Where a place is afterwards: from within what goes, behind what comes. Whole `lines` come before what begins there."""
    if place < start or (place == start and not lines):
        return place
    return start + came + max(0, place - start - gone)
