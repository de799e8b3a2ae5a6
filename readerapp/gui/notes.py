"""The note on the current paper: plain text, saved by itself, with a safe preview."""

from __future__ import annotations

import os

from PySide6.QtCore import QElapsedTimer, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontDatabase, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from readerapp.gui.key_names import KeyNames
from readerapp.gui.prose import Foreign
from readerapp.gui.session import Session
from readerapp.gui.theme import FOCUS_BAR, margin
from readerapp.i18n import tr
from readerapp.records import Change

PAUSE_MS = 500
"""After the last key the note is saved."""
AGAIN_MS = 5000
"""What the store could not take is sent again after this."""
LONGEST_MS = 700
"""While typing goes on it is saved at least this often: a crash loses a second at most."""

_INNER = 8
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
        self.document().setDocumentMargin(_INNER)

    def stand_off(self, edge: int) -> None:
        """Let the text begin so far from the left."""
        self.setViewportMargins(edge - _INNER, 0, 0, 0)

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


class Preview(Foreign):
    """The note as it reads: safe HTML."""

    def __init__(self, keys: KeyNames) -> None:
        super().__init__()
        self.setObjectName("preview")
        self.setAccessibleName(tr("Preview of the note"))
        nothing = tr("No note yet. Press {note} to write one.")
        keys.follow(lambda: self.setPlaceholderText(keys.put_into(nothing)))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(_INNER)

    def stand_off(self, edge: int) -> None:
        """Let the text begin so far from the left."""
        self.setViewportMargins(edge - _INNER, 0, 0, 0)


class PreviewButton(QPushButton):
    """Between the note as it is written and as it reads; says what a press would show."""

    def __init__(self, keys: KeyNames) -> None:
        super().__init__()
        self._keys = keys
        self.setProperty("flat", True)
        self.setCheckable(True)
        self.toggled.connect(self._say)
        keys.follow(self._say)

    def _say(self) -> None:
        self.setText(tr("Write") if self.isChecked() else tr("Preview"))
        tip = tr("Go on writing ({preview})") if self.isChecked() else tr("Show the note as it reads ({preview})")
        self.setToolTip(self._keys.put_into(tip))


class Notes(QWidget):
    """The notes pane. What it shows as "saved" is on the disk."""

    escaped = Signal()
    link = Signal(str)
    homeless = Signal(str, int, str)
    """Why a note can never be saved, its paper (gone from the library and from the window) and its text."""
    preview_wanted = Signal(str)
    """A note's text to be turned into safe HTML; the answer comes through `show_preview`."""

    def __init__(self, session: Session, keys: KeyNames) -> None:
        super().__init__()
        self._session = session
        self.setObjectName("notes")
        self.setAccessibleName(tr("Notes"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._paper = 0
        self._sent: str | None = ""
        """What the store holds of the text, or was sent; None when it could not take it."""
        self._stay = ""
        self._due: dict[int, str] = {}
        """By paper: what was typed and is not known to be stored."""
        self._homeless: dict[int, str] = {}
        """Of papers that are gone: what the user has not said a word about yet."""
        self._told = ""
        """Why nothing can be stored, as long as that is so: it is told once, however often it is tried again."""
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self.send_again)
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.save)
        self.editor = Editor()
        self.preview = Preview(keys)
        self.heading = QLabel(tr("Note"))
        self.status = QLabel()
        self.status.setProperty("muted", True)
        self.status.setAccessibleDescription(tr("State of the note"))
        self.preview_button = PreviewButton(keys)
        self.preview_button.clicked.connect(self.toggle_preview)
        self._lay_out()
        self.editor.textChanged.connect(self._typed)
        self.editor.left.connect(self.save)
        self.editor.escaped.connect(self.escaped)
        self.preview.link.connect(self.link)
        self.show_note(0, "")

    def _lay_out(self) -> None:
        self._bar = bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.heading)
        bar.addWidget(self.status, 1)
        bar.addWidget(self.preview_button)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.editor)
        self._stack.addWidget(self.preview)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        edge = margin(self.width())
        self._bar.setContentsMargins(edge, 6, 20, 0)
        self.editor.stand_off(edge)
        self.preview.stand_off(edge - FOCUS_BAR)

    @property
    def text(self) -> str:
        """What stands in the editor, sign for sign (Qt's plain text would turn no-break spaces into spaces)."""
        return self.editor.document().toRawText().replace("\u2029", "\n")

    @property
    def unsaved(self) -> bool:
        """Whether the editor holds what the store was not sent yet."""
        return self._paper != 0 and self.text != self._sent

    def show_note(self, paper: int, text: str) -> None:
        """Show a paper's note (0: none); what was typed for the one before is saved first."""
        self.save()
        self._paper, self._stay = paper, os.urandom(8).hex()
        due = self._due.get(paper)
        self._set_text(text if due is None else due)
        if due is not None:
            self._sent = None
        self.editor.setEnabled(paper != 0)
        self.editor.setReadOnly(not self._session.writable)
        self._say("" if due is None else tr("not saved yet"))
        if self.preview_button.isChecked():
            self.preview_wanted.emit(self.text)

    def refresh(self, text: str) -> None:
        """The stored note changed elsewhere (undo, another program). What is being typed here is not overwritten."""
        if self.unsaved or self._session.pending or text == self.text:
            return
        self._stay = os.urandom(8).hex()
        self._set_text(text)
        self._say("")
        if self.preview_button.isChecked():
            self.preview_wanted.emit(self.text)

    def _set_text(self, text: str) -> None:
        if self.text != text:
            blocked = self.editor.blockSignals(True)
            self.editor.setPlainText(text)
            self.editor.blockSignals(blocked)
        # As the editor gives it back: whatever it cannot hold counts as changed only when the user changes something.
        self._sent = self.text

    def _typed(self) -> None:
        if not self.unsaved:
            return
        self._say(tr("not saved yet"))
        if not self._timer.isActive():
            self._since.start()
        # Each key puts the saving off, but never past the longest wait since the first unsaved one.
        self._timer.start(max(0, min(PAUSE_MS, LONGEST_MS - self._since.elapsed())))

    def save(self) -> None:
        """Send what was typed to the store now."""
        self._timer.stop()
        if not self.unsaved:
            return
        self._sent = self.text
        self._say(tr("saving…"))
        self._send(self._paper, self.text)

    def _send(self, paper: int, text: str) -> None:
        self._due[paper] = text

        def saved(_: Change) -> None:
            self._told = ""
            if self._due.get(paper) == text:
                del self._due[paper]
            if self._paper == paper and self.text == text:
                self._sent = text
                self._say(tr("saved"))

        from readerapp.edits import SetNote  # start-up time

        stay = self._stay if paper == self._paper else ""
        self._session.edit(SetNote(paper, text, stay), saved, lambda message: self._refused(paper, message))

    def _refused(self, paper: int, message: str) -> None:
        """It stays due; where its paper is gone it is the user's to say what becomes of it, once it was left."""
        rows = self._session.rows
        here = rows is None or rows.paper(paper) is not None
        if self._paper == paper:
            self._sent = None
            self._say(tr("NOT SAVED"))
        if here or self._paper == paper:
            if message != self._told:
                self._session.failed.emit(message)
            self._told = message
        elif paper in self._due:
            self._homeless[paper] = self._due.pop(paper)
            self.homeless.emit(message, paper, self._homeless[paper])
        if here:
            self._again.start()

    def send_again(self) -> None:
        """Try again to store what the store could not take."""
        self.save()
        for paper, text in list(self._due.items()):
            if paper != self._paper:
                self._send(paper, text)

    def owe(self, texts: dict[int, str]) -> None:
        """These notes (by paper) could not be stored before the window was closed last."""
        self._due.update(texts)
        if self._paper in texts:
            self.show_note(self._paper, self.text)
        self.send_again()

    @property
    def owed(self) -> dict[int, str]:
        """The notes (by paper) that are not known to be stored."""
        return {**self._homeless, **self._due}

    def forget(self, paper: int) -> None:
        """The user has taken or left the note of a paper that is gone."""
        self._homeless.pop(paper, None)

    def toggle_preview(self, shown: bool | None = None) -> None:
        """Show the note as it reads, or the editor again."""
        shown = not self._stack.currentIndex() if shown is None else shown
        self.preview_button.setChecked(shown)
        if shown:
            self.preview_wanted.emit(self.text)
        self._stack.setCurrentIndex(int(shown))
        (self.preview if shown else self.editor).setFocus()

    def write(self) -> None:
        """Give the editor the focus, behind what was written before."""
        self.toggle_preview(False)
        if self.editor.textCursor().atStart():
            self.editor.moveCursor(QTextCursor.MoveOperation.End)

    def show_preview(self, html: str) -> None:
        """Safe HTML for the preview."""
        self.preview.setHtml(html)

    def _say(self, text: str) -> None:
        self.status.setText(f"·  {text}" if text else tr("·  Markdown"))
