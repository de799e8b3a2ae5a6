"""From the selected papers to other programs: their pages in the browser, their citations in the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, TypeVar

from PySide6.QtWidgets import QApplication

from readerapp.gui import links
from readerapp.i18n import tr
from readerapp.records import Paper

if TYPE_CHECKING:
    from readerapp.gui.window import Window

MANY_LINKS = 10
"""More links than these are opened only after a word."""
_READ = 10_000
"""At most so many papers are copied or opened at once, the first ones of the selection."""
T = TypeVar("T")


class Outside:
    """The ways out of one window."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def open_link(self, address: str) -> None:
        """Open a web address in the browser, or say that it was not opened."""
        if not links.open_link(address):
            self._window.complain(
                tr("Not opened, since it is no plain web address: {address}").format(address=address[:200])
            )

    def open_page(self) -> None:
        """Open the selected papers' pages; the title of one without a page is looked up."""
        address = self._window.session.settings.search_address
        self._open(lambda paper: links.page_of(paper) or links.search_for(paper, address), "")

    def look_up(self) -> None:
        """Look for the paper's title in the browser."""
        if self._window.detail.paper is not None:
            self.open_link(links.search_for(self._window.detail.paper, self._window.session.settings.search_address))

    def open_pdf(self) -> None:
        """Open the selected papers' PDFs."""
        keys = self._window.keys
        self._open(links.pdf_of, keys.put_into(tr("No PDF is known of this paper; {open} looks the paper up.")))

    def open_code(self) -> None:
        """Open the selected papers' code."""
        self._open(lambda paper: next(iter(paper.code_urls), None), tr("No code is known of this paper."))

    def _open(self, address_of: Callable[[Paper], str | None], nothing: str) -> None:
        def addresses(papers: list[Paper]) -> list[str] | None:
            found = list(dict.fromkeys(address for paper in papers if (address := address_of(paper))))
            return found if papers else None

        def open_them(found: list[str] | None) -> None:
            if found is None:
                return
            if not found:
                self._window.status.say(nothing)
            elif len(found) <= MANY_LINKS:
                self._open_all(found)
            else:
                self._window.strip.ask(
                    tr("Open {n} pages in the browser?").format(n=len(found)),
                    [(tr("Open them"), lambda: self._open_all(found)), (tr("Do not open"), lambda: None)],
                )

        self._of_chosen(addresses, open_them)

    def _open_all(self, addresses: list[str]) -> None:
        for address in addresses:
            self.open_link(address)

    def _of_chosen(self, work: Callable[[list[Paper]], T], then: Callable[[T], None]) -> None:
        """Make something of the selected papers, off the GUI thread."""
        chosen = self._window.list.papers.selected()[:_READ]
        self._window.session.ask(lambda rows: work(rows.papers(chosen)), then)

    def offer(self, why: str, text: str, answered: Callable[[], object]) -> None:
        """A text that has no place in the library any more: the user may put it elsewhere, and is asked until that is said."""

        def copy() -> None:
            QApplication.clipboard().setText(text)
            answered()

        self._window.status.complain(why)
        self._window.strip.ask(f"{why} {text[:80]}", [(tr("Copy the note"), copy), (tr("Let it go"), answered)])

    def copy(self, what: Literal["title", "link", "bibtex", "markdown"]) -> None:
        """Put the selected papers' titles, links or citations into the clipboard."""
        from readerapp.exports import citation  # start-up time
        from readerapp.exports.address import page

        texts = {
            "title": lambda paper: paper.title,
            "link": lambda paper: page(paper) or "",
            "bibtex": citation.bibtex,
            "markdown": citation.markdown,
        }
        names = {"title": tr("title"), "link": tr("link"), "bibtex": tr("BibTeX"), "markdown": tr("Markdown")}
        chosen = len(self._window.list.papers.selected())

        def told(found: list[str]) -> None:
            if not found:
                self._window.status.say(tr("There is nothing to copy: no link is known."))
                return
            QApplication.clipboard().setText(("\n\n" if what == "bibtex" else "\n").join(found))
            said = tr("Copied: {what} ({n:,})").format(what=names[what], n=len(found))
            if chosen > _READ:
                said = tr("{copied}; of {all:,} papers only the first {most:,}").format(
                    copied=said, all=chosen, most=_READ
                )
            self._window.status.say(said)

        self._of_chosen(lambda papers: [text for paper in papers if (text := texts[what](paper))], told)
