"""Pages about digests: one digest with its differences, a paper in its file; and reading a digest again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from readerapp import edits
from readerapp.errors import ReaderError
from readerapp.formats.source import Source
from readerapp.gui import pages
from readerapp.gui.html import escape
from readerapp.gui.page import Page
from readerapp.i18n import tr
from readerapp.records import Paper
from readerapp.store.provenance import compare, digest_file, earlier_digests

if TYPE_CHECKING:
    from readerapp.gui.window import Window

_AROUND = 3
"""Lines shown before a paper in its file."""
_LINES = 60
_WIDTH = 1200
"""Letters that are shown of a line."""
_CHOICES = 8


class DigestPage(Page):
    """What a digest is, its papers in its order, and what changed against an earlier one."""

    def __init__(self, window: Window, digest: int) -> None:
        self._window = window
        self._digest = digest
        self._against = 0
        super().__init__(window, window.theme, window.session, tr("Digest"), self._text, self._do)
        window.desk.connect_page(self)

    def _text(self) -> str:
        rows = self._window.session.rows
        found = {digest.id: digest for digest in rows.digests()} if rows is not None else {}
        digest = found.get(self._digest)
        if rows is None or digest is None:
            return f"<p>{escape(tr('This digest is no longer in the library.'))}</p>"
        papers = list(rows.ids(f"in:#{self._digest} (is:dropped OR -is:dropped)", sort="place"))
        text = pages.digest_text(digest, rows.skipped(self._digest), rows.rows(papers[:500]), papers)
        others = earlier_digests(rows, self._digest)[:_CHOICES]
        if others:
            against = self._against if self._against in others else others[0]
            comparison = compare(rows, self._digest, against)
            named = [*comparison.entered, *comparison.left, *(paper for paper, _, _ in comparison.moved)]
            text += pages.comparison_text(comparison, [found[key] for key in others], against, rows.rows(named[:1500]))
        return text

    def _do(self, words: str) -> None:
        kind, _, key = words.partition("/")
        rows = self._window.session.rows
        digest = next((d for d in rows.digests() if d.id == self._digest), None) if rows is not None else None
        if digest is None:
            return
        if kind == "against":
            self._against = int(key)
            self.redraw()
        elif kind == "list":
            self._window.show_query(f"in:#{self._digest}")
            self.close()
        elif kind == "rename":
            self._window.naming.rename_digest(digest.id, digest.title)
        elif kind == "date":
            self._window.naming.date_digest(digest.id, digest.date or "")
        elif kind == "again":
            self.close()
            read_again(self._window, digest.id)
        elif kind == "remove":
            self.close()
            self._window.desk.edit(edits.RemoveDigest(digest.id))


def digest_page(window: Window, digest: int) -> None:
    """Open a digest's page."""
    DigestPage(window, digest).open()


def read_again(window: Window, digest: int) -> None:
    """Read the kept bytes of a digest with the reader of today."""
    rows = window.session.rows
    if rows is None:
        return
    try:
        kept = digest_file(rows, digest)
    except ReaderError as error:
        window.complain(str(error))
        return
    window.importer.read_again(digest, kept.name, kept.data, kept.modified)


def source_page(window: Window, paper: Paper) -> None:
    """Show a paper's place in the newest of its digests that has a file."""
    rows = window.session.rows
    for listing in paper.listings:
        if rows is None:
            return
        try:
            kept = digest_file(rows, listing.digest)
        except ReaderError:
            continue
        lines = Source(kept.name, kept.data, kept.modified).text.split("\n")
        here = listing.line if listing.line is not None else _line_of(paper.title, lines)
        first = max(1, (here or 1) - _AROUND)
        shown = [_cut(line, paper.title) for line in lines[first - 1 : first - 1 + _LINES]]
        text = pages.source_text(paper.title, kept.name, shown, first, here)
        window.desk.page(tr("Source"), partial(str, text)).open()
        return
    window.status.say(tr("This paper was added by hand: there is no file that it came from."))


def _line_of(title: str, lines: list[str]) -> int | None:
    """The line on which a title stands, counted from 1; None when it stands on none as it is."""
    return next((number for number, line in enumerate(lines, 1) if title[:60] in line), None)


def _cut(line: str, title: str) -> str:
    """A line as far as it can be looked at: of a whole file in one line, the part around the title."""
    if len(line) <= _WIDTH:
        return line
    place = max(0, line.find(title[:60]) - _WIDTH // 4)
    return ("…" if place else "") + line[place : place + _WIDTH] + ("…" if place + _WIDTH < len(line) else "")
