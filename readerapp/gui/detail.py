"""One paper to read: title, where it was listed, links as buttons, abstract in a column that the eye can follow."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from readerapp.gui.dates import short_date
from readerapp.gui.facts import Fact, Folded
from readerapp.gui.flow import Flow
from readerapp.gui.html import apart, escape
from readerapp.gui.key_names import KeyNames
from readerapp.gui.links import pages_of, pdf_of, short_address
from readerapp.gui.prose import Prose
from readerapp.gui.theme import FOCUS_BAR, NARROW, Theme, margin, scaled
from readerapp.i18n import tr
from readerapp.records import Listing, Paper

_AUTHORS = 8
_LISTINGS = 4
"""Of more than these (and one) the first are shown, the rest at a click: the abstract must not be pushed away."""
_COLUMN = 75
"""Characters of the abstract on a line, at most."""


class Detail(QScrollArea):
    """The pane that shows the current paper."""

    open_requested = Signal(str)
    """An address to open in the browser."""
    search_requested = Signal()
    """Look for the paper's title in the browser."""
    digest_requested = Signal(int)

    def __init__(self, theme: Theme, reading_size: int, keys: KeyNames) -> None:
        super().__init__()
        self._theme = theme
        self._keys = keys
        self._size = reading_size
        self.paper: Paper | None = None
        self.words: list[str] = []
        """What is searched for, to be shown in title and abstract."""
        self._large = False
        self._width = 0
        self.setObjectName("detail")
        self.setAccessibleName(tr("Paper"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._column = QWidget()
        self._column.setObjectName("column")
        layout = QVBoxLayout(self._column)
        layout.setSpacing(8)
        self.title = Fact(tr("Title"))
        self.authors = Folded(theme, tr("Authors"), ", ", tr("and {n} more"), _AUTHORS)
        self.listed = Folded(theme, tr("Listed"), "<br>", tr("… and in {n} more digests"), _LISTINGS)
        self.listed.chosen.connect(lambda digest: self.digest_requested.emit(int(digest)))
        self._links: object = None
        """What the buttons lead to."""
        self.buttons = QWidget()
        self._flow = Flow()
        self.buttons.setLayout(self._flow)
        self.tags = Fact(tr("Tags"), "muted")
        self.kind = Fact(tr("What the text is"), "muted")
        self.abstract = Prose()
        self.abstract.setObjectName("abstract")
        self.abstract.setAccessibleName(tr("Abstract"))
        self.abstract.link.connect(self.open_requested)
        self.message = Fact(tr("Message"), "muted")
        self._parts = (
            self.title, self.authors, self.listed, self.tags, self.buttons, self.kind, self.abstract, self.message,
        )  # fmt: skip
        for widget in self._parts:
            layout.addWidget(widget)
            if widget is self.buttons:
                layout.addSpacing(6)
        layout.addStretch(1)
        self.setWidget(self._column)
        self._style()
        self.show_paper(None)
        keys.follow(lambda: self.show_paper(self.paper, keep_place=True))

    def set_reading_size(self, points: int) -> None:
        """The size of abstracts, in points."""
        self._size = points
        self._style()
        self.show_paper(self.paper, keep_place=True)

    def set_large(self, large: bool) -> None:
        """Triage: a larger text in the middle of the window."""
        self._large = large
        self._style()
        self.show_paper(self.paper, keep_place=True)

    def restyle(self) -> None:
        """After a change of the theme."""
        self._style()
        self.show_paper(self.paper, keep_place=True)

    def _style(self) -> None:
        self._size_title()
        font = QFont(self.font())
        font.setPointSizeF(self._size * (1.2 if self._large else 1.0))
        self.abstract.setFont(font)
        width = round(self.abstract.fontMetrics().averageCharWidth() * _COLUMN * 1.05)
        self._width = width
        for widget in self._parts:
            widget.setMaximumWidth(width)
        self._centre()

    def _size_title(self) -> None:
        """In a narrow pane a title in large letters would leave no room for the abstract."""
        font = scaled(self.font(), 1.75 if self.viewport().width() >= NARROW else 1.3, bold=True)
        if font != self.title.font():
            self.title.setFont(font)

    def _centre(self) -> None:
        """In triage the column stands in the middle."""
        edge = margin(self.viewport().width())
        side = max(edge, (self.viewport().width() - self._width) // 2) if self._large else edge
        layout = self._column.layout()
        if layout is not None:
            layout.setContentsMargins(side - FOCUS_BAR, 24, edge, 24)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_title()
        self._centre()

    def show_paper(self, paper: Paper | None, *, keep_place: bool = False) -> None:
        """Show a paper; None: nothing is chosen."""
        same = keep_place or (paper is not None and self.paper is not None and paper.id == self.paper.id)
        self.paper = paper
        for widget in self._parts:
            widget.setVisible(paper is not None)
        if paper is None:
            return
        self._show_title(paper.title)
        self.setAccessibleDescription(paper.title)
        self.authors.show_parts(paper.id, [escape(author) for author in paper.authors])
        self.listed.show_parts(paper.id, [self._listing_html(listing) for listing in paper.listings])
        self.tags.setText(
            "   ".join([*(apart(f"#{tag}") for tag in paper.tags), *([tr("in the trash")] if paper.trashed else [])])
        )
        self.tags.setVisible(bool(self.tags.text()))
        self._fill_buttons(paper)
        self.kind.setText(_kind_text(paper))
        self.kind.setVisible(bool(self.kind.text()))
        self.abstract.setVisible(bool(paper.abstract))
        self.abstract.setHtml(self._abstract_html(paper.abstract or ""))
        self.abstract.space_lines(145)
        hint = tr("The digest gave no abstract. Press {open} to look the paper up in the browser.")
        self.message.setText("" if paper.abstract else self._keys.put_into(hint))
        self.message.setVisible(not paper.abstract)
        if not same:
            self.verticalScrollBar().setValue(0)

    def _show_title(self, title: str) -> None:
        """Plain text, unless words in it are to be marked."""
        marked = self._marked(title)
        rich = marked != escape(title)
        self.title.setTextFormat(Qt.TextFormat.RichText if rich else Qt.TextFormat.PlainText)
        self.title.setText(marked if rich else title)

    def scroll_page(self) -> bool:
        """Scroll the abstract a page down; False when its end was shown already."""
        bar = self.verticalScrollBar()
        if bar.value() >= bar.maximum():
            return False
        bar.setValue(min(bar.maximum(), bar.value() + bar.pageStep() - 40))
        return True

    def _listing_html(self, listing: Listing) -> str:
        """Date, digest (a link to its list), place, votes."""
        where = f'<a href="{listing.digest}" style="color:{self._theme.colours.accent}">{escape(listing.title)}</a>'
        text = tr("{where}, #{position}").format(where=where, position=listing.position)
        if listing.votes is not None:
            text += tr(", {votes} votes").format(votes=listing.votes)
        return f"{escape(short_date(listing.date))} · {text}" if listing.date else text

    def _abstract_html(self, text: str) -> str:
        """Plain text, escaped; its web addresses as links."""
        html = self._marked(text)
        if "://" not in text:
            return "".join(f"<p>{part}</p>" for part in html.split("\n\n"))
        from readerapp.formats.ids import urls_in  # only for a text that has one: start-up time

        for url in sorted(urls_in(text), key=len, reverse=True):
            shown = escape(url)
            html = html.replace(shown, f'<a href="{shown}" style="color:{self._theme.colours.accent}">{shown}</a>', 1)
        return "".join(f"<p>{part}</p>" for part in html.split("\n\n"))

    def _marked(self, text: str) -> str:
        """Escaped text with the words marked that are searched for."""
        if not self.words:
            return escape(text)
        from readerapp.text.highlight import matches  # only when something is searched for: start-up time

        parts, at = [], 0
        for start, length in matches(text, self.words):
            word = escape(text[start : start + length])
            parts += [escape(text[at:start]), f'<u style="background-color:{self._theme.colours.mark}">{word}</u>']
            at = start + length
        return "".join((*parts, escape(text[at:])))

    def _fill_buttons(self, paper: Paper) -> None:
        links = (pages_of(paper), pdf_of(paper), paper.code_urls)
        if links == self._links:  # a button may have the focus
            return
        self._links = links
        while item := self._flow.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._last_link: QWidget = self.listed
        pages, pdf = pages_of(paper), pdf_of(paper)
        for name, address in pages:
            self._add_button(name, address)
        if not pages:
            button = self._add_button(tr("Look up the title"), "")
            button.clicked.connect(self.search_requested)
        if pdf:
            self._add_button("PDF", pdf)
        for url in paper.code_urls[:5]:
            self._add_button(short_address(url), url)

    def _add_button(self, text: str, address: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("link", True)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setToolTip(escape(address))
        button.setAccessibleName(tr("Open {name} in the browser").format(name=text))
        if address:
            button.clicked.connect(lambda _=False, a=address: self.open_requested.emit(a))
        self._flow.addWidget(button)
        # Made later than the abstract, it would come after it by Tab.
        self.setTabOrder(self._last_link, button)
        self._last_link = button
        return button

    def showEvent(self, event: QShowEvent) -> None:
        # With a style sheet in force, getting a parent takes a widget's own font away.
        self._style()
        super().showEvent(event)


def _kind_text(paper: Paper) -> str:
    kinds = {
        "snippet": tr("A snippet of the paper, not its abstract:"),
        "summary": tr("A summary by the digest, not the abstract:"),
        "truncated": tr("The beginning of the abstract; the digest cut it off:"),
    }
    return kinds.get(paper.abstract_kind or "full", "") if paper.abstract else ""
