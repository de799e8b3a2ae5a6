"""A window of text with links that do something: reports, history, digests. It is drawn anew after every change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from readerapp.gui.html import escape
from readerapp.gui.prose import Foreign
from readerapp.gui.session import Session
from readerapp.gui.status import StatusLine
from readerapp.gui.theme import Colours, Theme
from readerapp.i18n import tr

if TYPE_CHECKING:
    from readerapp.gui.undoing import Undoing

_DO = "do:"


def do(what: str, text: str) -> str:
    """A link that calls the page's `act` with these words, for its HTML."""
    return f'<a href="{_DO}{escape(what)}">{escape(text)}</a>'


class Page(QDialog):
    """Text made by `render`, HTML of our own with all foreign text escaped; `act` gets the words of the links made by `do`."""

    link = Signal(str)
    """A web address to open."""
    paper_chosen = Signal(int)
    """A paper to go to; the page closes, since it stands before it."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        session: Session,
        title: str,
        render: Callable[[], str],
        act: Callable[[str], object],
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._theme = theme
        self._render = render
        self._act = act
        self._colours = theme.colours
        self.text = Foreign()
        self.text.setAccessibleName(title)
        self.text.document().setDocumentMargin(18)
        self.text.link.connect(self._clicked)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.rejected.connect(self.close)
        self.status = StatusLine()
        self.status.setSizeGripEnabled(False)
        foot = QHBoxLayout()
        foot.setContentsMargins(6, 4, 12, 0)
        foot.addWidget(self.status, 1)
        foot.addWidget(self.buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 10)
        layout.addWidget(self.text, 1)
        layout.addLayout(foot)
        self.resize(min(820, parent.width() - 20), min(640, parent.height() - 20))
        session.changed.connect(self.redraw)
        self.redraw()

    def tell_edits(self, undoing: Undoing, keys: Sequence[str]) -> None:
        """Tell what is done from now on, with its Undo, also by these keys: the window's own line stands behind."""
        self.status.know_last(undoing.last)
        undoing.known.connect(self.status.know_last)
        undoing.told.connect(self.status.say)
        self.status.undo_wanted.connect(undoing.undo)
        self.status.left.connect(self.text.setFocus)
        for key in keys:
            QShortcut(QKeySequence(key), self).activated.connect(lambda: undoing.undo())

    def offer(self, text: str, run: Callable[[], object], refuse: str) -> None:
        """A button that does something and closes the page; `refuse` is what closing it is called then."""
        button = self.buttons.addButton(text, QDialogButtonBox.ButtonRole.AcceptRole)
        button.setProperty("primary", True)
        button.setDefault(True)
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setText(refuse)

        def take() -> None:
            self.close()
            run()

        self.buttons.accepted.connect(take)

    def redraw(self) -> None:
        """Make the text anew, staying at the place that is read."""
        place = self.text.verticalScrollBar().value()
        self._colours = self._theme.colours
        self.text.document().setDefaultStyleSheet(_style(self._colours))
        self.text.setHtml(self._render())
        self.text.verticalScrollBar().setValue(place)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Another theme: a document gives its text the colours when it takes it.
        if event.type() == QEvent.Type.PaletteChange and self._theme.colours is not self._colours:
            self.redraw()

    def show_part(self, name: str) -> None:
        """Go to a heading of that name."""
        self.text.scrollToAnchor(name)

    def _clicked(self, address: str) -> None:
        if address.startswith(f"{_DO}paper/"):
            self.close()
            self.paper_chosen.emit(int(address.rpartition("/")[2]))
        elif address.startswith(_DO):
            self._act(address.removeprefix(_DO))
        else:
            self.link.emit(address)


def _style(c: Colours) -> str:
    return (
        f"a {{ color: {c.accent}; }} h2 {{ margin-top: 4px; }} .muted {{ color: {c.muted}; }} "
        f".new {{ background-color: {c.selected}; font-weight: bold; }} "
        f".gone {{ color: {c.muted}; text-decoration: line-through; }} "
        f"hr {{ background-color: {c.line}; }} td {{ padding: 2px 14px 2px 0; }} .here {{ background-color: {c.selected}; }}"
    )


def heading(name: str, text: str) -> str:
    """A heading that `show_part` finds."""
    return f'<h3><a name="{escape(name)}"></a>{escape(text)}</h3>'


def nothing(text: str) -> str:
    """What an empty part says."""
    return f'<p class="muted">{escape(text)}</p>'


def titles(rows: list[tuple[int, str, str]], more: int = 0) -> str:
    """Papers (id, title, what to say behind it) as lines that lead to them; `more` are only counted."""
    lines = [
        f"<div>{do(f'paper/{paper}', title)}{f' <span class=muted>{escape(said)}</span>' if said else ''}</div>"
        for paper, title, said in rows
    ]
    if more > 0:
        lines.append(nothing(tr("… and {n:,} more").format(n=more)))
    return "".join(lines)
