"""The strip over the list: what an import did with its Undo, questions, the progress of long work, the hint about keys."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from readerapp.gui.html import escape
from readerapp.gui.speech import announce
from readerapp.i18n import tr

Act = Callable[[], object]
Piece = str | tuple[str, Act]
"""A part of a text; one with an act is a link."""
Buttons = Sequence[tuple[str, Act]]


@dataclass(frozen=True, slots=True)
class _Saying:
    text: str | Sequence[Piece]
    buttons: Buttons = ()
    closable: bool = True


class Strip(QFrame):
    """A line with a text and buttons; hidden when it has nothing to say."""

    closed = Signal()
    left = Signal()
    """What had the focus in it is gone."""
    changed = Signal()
    """Another text is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setAccessibleName(tr("Message"))
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(14, 6, 8, 6)
        self.said = ""
        """The text without its links; "" when there is nothing to say."""
        self.text = QLabel()
        self.text.setObjectName("said")
        self.text.setIndent(0)  # with a frame, Qt would indent it
        self.text.setWordWrap(True)
        self.text.linkActivated.connect(lambda place: self._acts[int(place)]())
        self._acts: list[Act] = []
        self.progress = QProgressBar()
        self.progress.setMaximumWidth(220)
        self.progress.setAccessibleName(tr("Progress"))
        self._layout.addWidget(self.text, 1)
        self._layout.addWidget(self.progress)
        self.progress.hide()  # as long as it is not, `work` takes it for being shown
        self._buttons: list[QPushButton] = []
        self._asking = False
        self._questions: deque[_Saying] = deque()
        """Those that wait for the answer to the one that is shown."""
        self._next: _Saying | None = None
        """What was said last while a question stood."""
        self.hide()

    def say(self, text: str | Sequence[Piece], buttons: Buttons | None = None, *, closable: bool = True) -> None:
        """Show a text and buttons (text, what a click does). While a question stands it waits for the answer."""
        saying = _Saying(text, buttons or (), closable)
        if self._asking:
            self._next = saying
        else:
            self._show(saying)

    def ask(self, text: str, answers: Buttons) -> None:
        """Show a question until it is answered; one that comes meanwhile is asked after it."""
        question = _Saying(text, [(name, partial(self._answer, run)) for name, run in answers], closable=False)
        if self._asking:
            self._questions.append(question)
        else:
            self._asking = True
            self._show(question)

    def _answer(self, run: Act) -> None:
        self._asking = False
        self.rest()
        run()
        if self._questions and not self._asking:
            self._asking = True
            self._show(self._questions.popleft())
        elif self._next is not None and self.isHidden():
            self._show(self._next)
        if not self._asking:
            self._next = None

    def _show(self, saying: _Saying) -> None:
        self._clear()
        self.progress.hide()
        self._set_text(saying.text)
        announce(self.text, self.said)
        for name, run in saying.buttons:
            self._add(name, run)
        if saying.closable:
            close = self._add("✕", self._close)
            close.setAccessibleName(tr("Close the message"))
            close.setToolTip(tr("Close the message"))
        self.show()
        self.changed.emit()

    def _set_text(self, text: str | Sequence[Piece]) -> None:
        """Plain text for ever; only what has links of ours is HTML, with all text in it escaped."""
        pieces: Sequence[Piece] = [text] if isinstance(text, str) else text
        self.said = "".join(piece if isinstance(piece, str) else piece[0] for piece in pieces)
        self._acts = [piece[1] for piece in pieces if not isinstance(piece, str)]
        flags = Qt.TextInteractionFlag
        self.text.setAccessibleName(self.said if self._acts else "")
        if not self._acts:
            self.text.setTextFormat(Qt.TextFormat.PlainText)
            self.text.setTextInteractionFlags(flags.NoTextInteraction)
            self.text.setText(self.said)
            return
        places = iter(range(len(self._acts)))
        html = "".join(
            escape(piece) if isinstance(piece, str) else f'<a href="{next(places)}">{escape(piece[0])}</a>'
            for piece in pieces
        )
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setTextInteractionFlags(flags.LinksAccessibleByMouse | flags.LinksAccessibleByKeyboard)
        self.text.setText(html)

    def work(self, text: str, done: int, total: int | None, cancel: Act) -> None:
        """Show long work: a bar, endless while the total is not known, and Cancel. A question goes before it."""
        if self._asking:
            return
        if self.progress.isHidden():
            self._clear()
            self._add(tr("Cancel"), cancel)
            self.progress.show()
            self.show()
        self._set_text(text)
        self.progress.setRange(0, total or 0)
        self.progress.setValue(done)

    def rest(self) -> None:
        """Nothing to say any more; a question stays."""
        if self._asking:
            self._next = None
        else:
            self._clear()
            self.progress.hide()
            self.said = ""
            self.hide()

    def stand_again(self) -> None:
        """After it was hidden: show what there is to say by now, if anything."""
        self.setVisible(bool(self.said))

    def restyle(self) -> None:
        """After a change of the theme: a label gives links their colour when it takes its text."""
        text = self.text.text()
        self.text.clear()
        self.text.setText(text)

    def button(self, text: str) -> QPushButton | None:
        """The button of that text, None when there is none."""
        return next((b for b in self._buttons if b.text() == text), None)

    def _close(self) -> None:
        self.rest()
        self.closed.emit()

    def _add(self, name: str, run: Act) -> QPushButton:
        button = QPushButton(name)
        button.setProperty("flat", True)
        button.clicked.connect(lambda _=False: run())
        self._layout.addWidget(button)
        self._buttons.append(button)
        return button

    def _clear(self) -> None:
        focused = self.window().focusWidget()
        left = focused is not None and self.isAncestorOf(focused)
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        if left:  # else Qt would give it to what comes next, a button of the toolbar
            self.left.emit()


def spacer() -> QWidget:
    """An empty widget that takes what room is left."""
    widget = QWidget()
    widget.setSizePolicy(widget.sizePolicy().Policy.Expanding, widget.sizePolicy().Policy.Preferred)
    return widget
