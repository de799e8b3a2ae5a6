"""The note on the current paper: plain text, saved by itself, with a safe preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFontDatabase, QPalette, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from readerapp.gui.key_names import KeyNames
from readerapp.gui.note_editor import INNER, Editor, held
from readerapp.gui.note_saving import Saver, Stay
from readerapp.gui.prose import Foreign
from readerapp.gui.session import Session
from readerapp.gui.theme import FOCUS_BAR, margin
from readerapp.i18n import tr

if TYPE_CHECKING:
    from readerapp.gui.due_notes import Due

PAUSE_MS = 500
"""After the last key the note is saved."""
LONGEST_MS = 700
"""While typing goes on it is saved at least this often: a crash loses a second at most."""


class Preview(Foreign):
    """The note as it reads: safe HTML."""

    def __init__(self, keys: KeyNames) -> None:
        super().__init__()
        self.setObjectName("preview")
        self.setAccessibleName(tr("Preview of the note"))
        self._keys = keys
        self._empty = True
        self._html = ""
        keys.follow(self._say)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(INNER)

    def show_html(self, html: str) -> None:
        """Safe HTML, in the colours of the palette: a document gives its text the style when it takes it."""
        self._html = html
        self.document().setDefaultStyleSheet(_style(self.palette()))
        # The break at the end of code would be seen as a line.
        self.setHtml(html.replace("\n</code></pre>", "</code></pre>"))

    def show_plain(self, text: str) -> None:
        """The note as it was written."""
        self._html = ""
        self.setPlainText(text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._html:
            self.show_html(self._html)

    def expect(self, text: str) -> None:
        """This note is being turned into HTML: only one that is empty is called so until then."""
        self._empty = not text.strip()
        self._say()

    def _say(self) -> None:
        nothing = tr("No note yet. Press {note} to write one.")
        self.setPlaceholderText(self._keys.put_into(nothing) if self._empty else "")

    def stand_off(self, edge: int) -> None:
        """Let the text begin so far from the left."""
        self.setViewportMargins(edge - INNER, 0, 0, 0)


def _style(palette: QPalette) -> str:
    role = palette.ColorRole
    line, muted, panel = (palette.color(one).name() for one in (role.Dark, role.PlaceholderText, role.AlternateBase))
    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    return (
        f"h1 {{ font-size: x-large; }} h2, h3 {{ font-size: large; }} hr {{ background-color: {line}; }} "
        f"code, pre {{ font-family: '{fixed}'; background-color: {panel}; }} blockquote {{ color: {muted}; margin: 4px 20px; }} "
        "table { margin-top: 8px; } th, td { padding: 2px 16px 2px 0; }"
    )


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
    preview_wanted = Signal(str)
    """A note's text to be turned into safe HTML; the answer comes through `show_preview`."""

    def __init__(self, session: Session, keys: KeyNames) -> None:
        super().__init__()
        self._session = session
        self.setObjectName("notes")
        self.setAccessibleName(tr("Notes"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.saver = Saver(session)
        self.saver.stored.connect(self._stored)
        self.saver.refused.connect(self._refused)
        self._stay = self.saver.here
        self._sent: str | None = ""
        """What the store holds of the text, or was sent; None when it could not take it."""
        self._others = False
        """Whether another program wrote into the note while it was written here."""
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
        """What stands in the editor."""
        return self.editor.text()

    @property
    def unsaved(self) -> bool:
        """Whether the editor holds what the store was not sent yet."""
        return self._stay.paper != 0 and self.text != self._sent

    def show_note(self, paper: int, text: str) -> None:
        """Show a paper's note (0: none); what was typed for the one before is saved first."""
        self.save()
        self._stay = self.saver.open(paper, text)
        due = self._stay.due
        self.editor.begin_with(text if due is None else due)
        # As the editor gives it back: whatever it cannot hold counts as changed only when the user changes something.
        self._sent = self.text if due is None else None
        self._others = False
        self.editor.setEnabled(paper != 0)
        self.editor.setReadOnly(not self._session.writable)
        self._say("" if due is None else tr("not saved yet"))
        self._render()

    def refresh(self, text: str, *, foreign: bool) -> None:
        """The store holds this now: an edit of this window's, or a `foreign` one. What is being typed here stays, with it."""
        stay = self._stay
        if stay.under_way or not stay.differs(text):
            return
        unsaved = self.unsaved
        self._others = foreign and (unsaved or stay.written)
        both = held(text)
        if unsaved:
            from readerapp.text.joined import joined_changes  # start-up time

            both = joined_changes(held(stay.before), self.text, both)
        stay.renew(text)
        self.editor.become(both)
        if unsaved:
            self._sent = None
            stay.due = both if stay.due is not None else None
            self._typed()
        else:
            self._sent = self.text
            self._say(tr("saved") if self._others else "")
        self._render()

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
        self.saver.send(self._stay, self.text)

    def _stored(self, stay: Stay, text: str) -> None:
        if stay is not self._stay or text != self.text:
            return
        self._sent = text
        rows = self._session.rows
        if rows is not None and not self._session.pending:  # else an undo may be on its way
            self.refresh(rows.note(stay.paper), foreign=True)
        self._say(tr("saved"))

    def _refused(self, stay: Stay) -> None:
        if stay is self._stay:
            self._sent = None
            self._say(tr("NOT SAVED"))

    def owe(self, notes: dict[int, Due]) -> None:
        """These notes (by paper) could not be stored before the window was closed last."""
        self.saver.owe(notes)
        if self._stay.paper in notes:
            self.show_note(self._stay.paper, self.text)
        self.saver.send_again()

    def toggle_preview(self, shown: bool | None = None) -> None:
        """Show the note as it reads, or the editor again."""
        shown = not self._stack.currentIndex() if shown is None else shown
        self.preview_button.setChecked(shown)
        self._render()
        self._stack.setCurrentIndex(int(shown))
        (self.preview if shown else self.editor).setFocus()

    def _render(self) -> None:
        if self.preview_button.isChecked():
            self.preview.expect(self.text)
            self.preview_wanted.emit(self.text)

    def write(self) -> None:
        """Give the editor the focus, behind what was written before."""
        self.toggle_preview(False)
        if self.editor.textCursor().atStart():
            self.editor.moveCursor(QTextCursor.MoveOperation.End)

    def show_preview(self, html: str) -> None:
        """Safe HTML for the preview."""
        self.preview.show_html(html)

    def _say(self, text: str) -> None:
        if self._others:
            text = f"{text} · {tr('with what another program wrote')}"
        self.status.setText(f"·  {text}" if text else tr("·  Markdown"))
