"""Words that the user gives to things: tags of papers, names of searches, tags and digests. Each is asked for in a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readerapp import edits
from readerapp.gui.dates import is_day
from readerapp.gui.prompt import Prompt, spelled
from readerapp.gui.sidebar_model import tag_query
from readerapp.i18n import tr, trn
from readerapp.store.editing import clean_tags, too_long
from readerapp.store.language import parse
from readerapp.store.organizing import query_name
from readerapp.text.tags import tag_fold

if TYPE_CHECKING:
    from readerapp.gui.window import Window

_TAG = re.compile(r'([+-]?)(?:"((?:[^"]|"")*)"?|([^\s,;]+))')
"""Within a word a quote is a letter like others."""


class Naming:
    """The prompts of one window."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def tag(self) -> None:
        """Ask for tags of the selected papers: `a b` adds, `-a` removes, quotes hold a tag with spaces together."""
        papers = self._window.list.papers.selected()
        if self._window.session.rows is None or not papers:
            return
        on_all = self._tags_on_all(papers)

        def take(text: str) -> None:
            add, remove = parse_tags(text)
            add = tuple(tag for tag in add if tag_fold(tag) not in on_all)
            if add or remove:
                self._window.desk.edit(edits.EditTags(papers, add, remove))

        shown = self._window.session.rows.paper(papers[0]) if len(papers) == 1 else None
        has = tr("It has: {tags}").format(tags=", ".join(map(spelled, shown.tags))) if shown and shown.tags else ""
        Prompt(
            self._window,
            trn("Tags for this paper", "Tags for {n} papers", len(papers)),
            take,
            hint=f"{tr('word adds a tag, -word removes it, “two words” in quotes')}\n{has}".strip(),
            words=self._tag_names(),
            check=lambda text: too_long(*parse_tags(text)[0]),
        ).open()

    def _tags_on_all(self, papers: tuple[int, ...]) -> set[str]:
        rows = self._window.session.rows.rows(papers[:1000]) if self._window.session.rows is not None else {}
        each = [{tag_fold(tag) for tag in row.tags} for row in rows.values()]
        return set.intersection(*each) if each and len(papers) <= 1000 else set()

    def save_search(self) -> None:
        """Ask for a name and put the query that is shown into the sidebar."""
        shown = self._window.list
        query = shown.query.strip()
        if shown.searching and shown.orders.search and parse(query).sort is None:
            query = f"{query} sort:{shown.orders.search}"
        Prompt(
            self._window,
            tr("Save the search “{query}” as").format(query=query if len(query) <= 80 else f"{query[:80]}…"),
            lambda name: self._window.desk.edit(edits.SaveQuery(name, query)) if name.strip() else None,
            text=query[:60],
            hint=tr("The name of a search that is there gives that one the new words."),
        ).open()

    def rename_search(self, query: int, name: str) -> None:
        """Ask for another name of a saved search."""
        rows = self._window.session.rows
        others = {saved.name for saved in rows.saved_queries() if saved.id != query} if rows is not None else set()

        def taken(text: str) -> str:
            text = query_name(text)
            return tr("There is another search called “{name}”.").format(name=text) if text in others else ""

        Prompt(
            self._window,
            tr("Name of the search"),
            lambda text: self._window.desk.edit(edits.ChangeQuery(query, name=text)),
            text=name,
            check=taken,
        ).open()

    def rename_tag(self, name: str) -> None:
        """Ask for another name of a tag; that of another tag merges the two."""
        desk = self._window.desk
        Prompt(
            self._window, tr("Name of the tag"),
            lambda text: desk.edit(edits.ChangeTag(name, name=text), lambda: self._follow(name, text)), text=name,
            hint=tr("The name of another tag merges the two."), words=self._tag_names(), check=too_long,
        ).open()  # fmt: skip

    def _follow(self, name: str, other: str) -> None:
        """The list of a tag that has become another shows that one."""
        shown = self._window.list
        folds = {tag_fold(tag) for tag in clean_tags((other,))}
        now = next((tag for tag in self._tag_names() if tag_fold(tag) in folds), None)
        if now is not None and shown.query == tag_query(name) and not shown.searching:
            shown.show_query(tag_query(now), now, stay=True)

    def _tag_names(self) -> list[str]:
        rows = self._window.session.rows
        return [tag.name for tag in rows.tags()] if rows is not None else []

    def rename_digest(self, digest: int, title: str) -> None:
        """Ask for another title of a digest."""
        Prompt(
            self._window,
            tr("Title of the digest"),
            lambda text: self._window.desk.edit(edits.ChangeDigest(digest, title=text)),
            text=title,
        ).open()

    def date_digest(self, digest: int, date: str) -> None:
        """Ask for a digest's right date."""
        desk = self._window.desk
        Prompt(
            self._window, tr("Date of the digest"), lambda text: desk.edit(edits.ChangeDigest(digest, date=text)),
            text=date,
            hint=tr("Year, month and day, as in 2026-03-14"),
            check=lambda text: "" if is_day(text) else tr("“{text}” is no day.").format(text=text[:40]),
        ).open()  # fmt: skip


def parse_tags(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a line of tags adds and what it removes: `+a b -c "two words"`; inside quotes a quote stands twice."""
    found = [(sign, quoted.replace('""', '"') or word) for sign, quoted, word in _TAG.findall(text)]
    return (
        tuple(tag for sign, tag in found if sign != "-" and tag.strip("+-")),
        tuple(tag for sign, tag in found if sign == "-" and tag.strip("+-")),
    )
