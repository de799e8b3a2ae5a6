"""The reading side of a library: papers, lists, digests, counts. A read-only connection; used by one thread at a time."""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from readerapp.errors import NotFound
from readerapp.i18n import tr
from readerapp.records import STATES, Digest, Listing, Paper, SavedQuery, Skipped, Tag
from readerapp.store.connection import open_reader, plain_errors, store_file
from readerapp.store.query import ORDERS, compiled
from readerapp.text.tags import tag_fold


@dataclass(frozen=True, slots=True)
class ListRow:
    """What the list paints of one paper."""

    id: int
    title: str
    snippet: str
    state: str
    starred: bool
    noted: bool
    trashed: bool
    code: bool
    tags: tuple[str, ...]
    digest: str
    date: str
    position: int
    listed: int
    note_line: str = ""
    """The first line of the note."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many papers each fixed list shows, and how many unread ones each digest has."""

    lists: dict[str, int]
    """By the list's query: `is:unread`, `is:queued`, `is:starred`, `has:note`, "", `is:dropped`, `is:trashed`, and the saved
    searches' queries."""
    digests: dict[int, tuple[int, int]]
    """Digest → (unread papers, papers)."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One entry of the journal."""

    id: int
    label: str
    when: str
    undone: bool
    about: str = ""
    """The title of the one paper that it was about."""


_ABOUT = re.compile(r"(?:paper|note|merge) (\d+)")
_ROW = """
SELECT p.id, coalesce((SELECT value FROM override o WHERE o.paper = p.id AND o.field = 'title'), p.title),
       substr(p.abstract, 1, 240), s.state, s.starred IS NOT NULL, s.noted, s.trashed, p.code_urls <> '[]',
       (SELECT group_concat(t.name, char(31)) FROM paper_tag pt JOIN tag t ON t.id = pt.tag WHERE pt.paper = p.id),
       coalesce((SELECT d.title FROM listing l JOIN digest d ON d.id = l.digest WHERE l.paper = p.id
                 ORDER BY coalesce(d.date, substr(d.imported, 1, 10)) DESC, d.id DESC LIMIT 1), ''),
       s.latest, s.latest_position, s.listed, (SELECT substr(ltrim(text), 1, 160) FROM note n WHERE n.id = p.id)
FROM json_each(?) j JOIN paper p ON p.id = j.value JOIN shelf s ON s.paper = p.id
"""

_PAPER = """
SELECT p.title, p.abstract, p.abstract_kind, p.authors, p.arxiv_id, p.doi, p.url, p.pdf_url, p.code_urls, p.date,
       s.state, s.starred, s.trashed, n.text
FROM paper p JOIN state s ON s.id = p.id LEFT JOIN note n ON n.id = p.id WHERE p.id = ? AND s.trashed IS NOT 'emptied'
"""
_THERE = "EXISTS (SELECT 1 FROM shelf s WHERE s.paper = alias.paper)"
"""For aliases: their paper was not thrown away."""


class Reader:
    """A library opened for reading. Its methods raise LibraryError with a message for the user."""

    def __init__(self, folder: Path) -> None:
        self.path = store_file(folder)
        self._db = open_reader(folder)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def interrupt(self) -> None:
        """Stop what another thread is asking just now; that call ends with sqlite3.OperationalError."""
        self._db.interrupt()

    def data_version(self) -> int:
        """Another number after another connection wrote to the library."""
        return int(self._one("PRAGMA data_version"))

    def grouped(self, query: str, *, usual: str | None = None) -> list[tuple[int, str]]:
        """Where in the list of `ids` each day begins: row and day ("" for none); [] when the order is not one of days."""
        statement = compiled(query, usual=usual)
        column = {ORDERS["newest"]: "s.latest", ORDERS["oldest"]: "s.first"}.get(statement.order)
        if statement.nothing or column is None:
            return []
        found: list[tuple[int, str]] = []
        days = self.select(f"SELECT {column} {statement.sql} ORDER BY {statement.order}", statement.parameters)
        for row, (day,) in enumerate(days):
            if not found or found[-1][1] != day:
                found.append((row, day))
        return found

    def ids(
        self, query: str, *, sort: str | None = None, usual: str | None = None, limit: int | None = None
    ) -> array[int]:
        """The papers that a query shows; for `sort` and `usual` see `compiled`."""
        statement = compiled(query, sort, usual)
        if statement.nothing:
            return array("q")
        sql = f"SELECT s.paper AS paper {statement.sql} ORDER BY {statement.order}"
        if limit is not None:
            sql += f" LIMIT {int(limit)}"
        return self.gathered(sql, statement.parameters)

    def everything(self) -> array[int]:
        """Every paper there is, dropped and trashed ones too."""
        return array("q", (row[0] for row in self.select("SELECT paper FROM shelf ORDER BY paper")))

    def total(self, query: str) -> int:
        """How many papers a query shows."""
        statement = compiled(query)
        return 0 if statement.nothing else int(self._one(f"SELECT count(*) {statement.sql}", statement.parameters))

    def rows(self, papers: Sequence[int]) -> dict[int, ListRow]:
        """What the list paints of these papers; a paper that is gone is missing in the answer."""
        found = {}
        for row in self.select(_ROW, [json.dumps(list(papers))]):
            key, title, snippet, state, starred, noted, trashed, code, tags, digest, day, position, listed, note = row
            found[key] = ListRow(
                key, title, " ".join((snippet or "").split()), state, bool(starred), bool(noted), bool(trashed), bool(code),
                tuple(tags.split("\x1f")) if tags else (), digest, day, position, listed,
                (note or "").split("\n", 1)[0],
            )  # fmt: skip
        return found

    def paper(self, paper: int) -> Paper | None:
        """One paper with everything that is known of it, None when it is not in the library."""
        return next(iter(self.papers([paper])), None)

    def papers(self, papers: Sequence[int]) -> list[Paper]:
        """Papers in the order asked for; those that are gone are left out."""
        found = (self._paper(paper) for paper in papers)
        return [paper for paper in found if paper is not None]

    def _paper(self, key: int) -> Paper | None:
        row = next(iter(self.select(_PAPER, [key])), None)
        if row is None:
            return None
        title, abstract, kind, authors, arxiv, doi_, url, pdf_url, code_urls, date, state, starred, trashed, note = row
        own = dict(self.select("SELECT field, value FROM override WHERE paper = ?", [key]))
        listings = self._listings(key)
        return Paper(
            id=key,
            title=own.get("title", title),
            abstract=abstract,
            abstract_kind=kind,
            authors=tuple(json.loads(authors)),
            arxiv_id=own.get("arxiv_id", arxiv),
            doi=own.get("doi", doi_),
            url=own.get("url", url),
            pdf_url=pdf_url,
            code_urls=tuple(json.loads(code_urls)),
            date=date,
            votes=next((listing.votes for listing in listings if listing.votes is not None), None),
            state=state,
            starred=starred is not None,
            trashed=trashed is not None,
            tags=self._tags(key),
            note=note,
            listings=listings,
            corrected=tuple(own),
        )

    def _tags(self, paper: int) -> tuple[str, ...]:
        rows = self.select(
            "SELECT t.name FROM paper_tag pt JOIN tag t ON t.id = pt.tag WHERE pt.paper = ? ORDER BY t.fold", [paper]
        )
        return tuple(name for (name,) in rows)

    def _listings(self, paper: int) -> tuple[Listing, ...]:
        """Latest first."""
        rows = self.select(
            "SELECT d.id, d.source, d.title, d.date, l.position, l.votes, l.version, l.section, l.line "
            "FROM listing l JOIN digest d ON d.id = l.digest WHERE l.paper = ? "
            "ORDER BY coalesce(d.date, substr(d.imported, 1, 10)) DESC, d.id DESC",
            [paper],
        )
        return tuple(Listing(*row) for row in rows)

    def note(self, paper: int) -> str:
        """The note's text, "" when there is none."""
        row = self._db.execute("SELECT text FROM note WHERE id = ?", (paper,)).fetchone()
        return str(row[0]) if row else ""

    def undecided(self, papers: Iterable[int]) -> set[int]:
        """Those of the papers that are unread and not in the trash."""
        # Else SQLite would go through all unread papers and look for each among those asked for.
        found = "json_each(?) j CROSS JOIN shelf s ON s.paper = j.value"
        sql = f"SELECT s.paper FROM {found} WHERE s.state = 'unread' AND s.trashed = 0"
        return {paper for (paper,) in self.select(sql, [json.dumps(list(papers))])}

    def states_of(self, papers: Iterable[int]) -> dict[str, int]:
        """How many of the papers are in the trash (`trashed`), how many others have each state, and how many are `starred`."""
        found = dict.fromkeys((*STATES, "starred", "trashed"), 0)
        for state, number, starred in self.select(
            "SELECT iif(s.trashed, 'trashed', s.state), count(*), count(iif(s.trashed, NULL, s.starred)) "
            "FROM json_each(?) j CROSS JOIN shelf s ON s.paper = j.value GROUP BY 1",
            [json.dumps(list(papers))],
        ):
            found[state] = number
            found["starred"] += starred
        return found

    def have_digests(self, digests: Collection[int]) -> bool:
        """Whether all of these digests are in the library."""
        sql = "SELECT count(*) FROM digest WHERE id IN (SELECT value FROM json_each(?))"
        return bool(self.select(sql, [json.dumps(list(digests))])[0][0] == len(set(digests)))

    def digests(self) -> list[Digest]:
        """All digests, latest first."""
        counts = self.counts().digests
        rows = self.select(
            "SELECT id, title, source, format, date, imported, sample FROM digest "
            "ORDER BY coalesce(date, substr(imported, 1, 10)) DESC, id DESC"
        )
        found = []
        for key, title, source, kind, date, imported, sample in rows:
            unread, papers = counts.get(key, (0, 0))
            found.append(Digest(key, title, source, kind, date, imported, papers, unread, bool(sample)))
        return found

    def tags(self) -> list[Tag]:
        """All tags by name, with how many papers (and unread ones) outside the trash have them."""
        rows = self.select(
            "SELECT t.name, t.colour, sum(s.trashed = 0), sum(s.trashed = 0 AND s.state = 'unread'), t.id FROM tag t "
            "JOIN paper_tag pt ON pt.tag = t.id JOIN shelf s ON s.paper = pt.paper GROUP BY t.id ORDER BY t.fold"
        )
        return [Tag(*row) for row in rows]

    def tagged(self, name: str) -> array[int]:
        """Every paper that has a tag, wherever it lies."""
        sql = "SELECT pt.paper FROM paper_tag pt JOIN tag t ON t.id = pt.tag WHERE t.fold = ? ORDER BY pt.paper"
        return array("q", (row[0] for row in self.select(sql, [tag_fold(name)])))

    def saved_queries(self) -> list[SavedQuery]:
        """The saved searches in the user's order."""
        return [
            SavedQuery(*row) for row in self.select("SELECT id, name, query FROM saved_query ORDER BY position, id")
        ]

    def maybe_same(self) -> list[tuple[int, int]]:
        """Pairs of papers that look alike, and about which the user has not said anything yet."""
        return [(one, other) for one, other in self.select("SELECT one, other FROM maybe ORDER BY id")]

    def skipped(self, digest: int) -> list[Skipped]:
        """What an import could not read, with place and reason."""
        row = self._db.execute("SELECT skipped FROM digest WHERE id = ?", (digest,)).fetchone()
        return [Skipped(*parts) for parts in json.loads(row[0])] if row else []

    def counts(self) -> Counts:
        """The numbers of the sidebar."""
        lists = dict.fromkeys(("is:unread", "is:queued", "is:starred", "has:note", "", "is:dropped", "is:trashed"), 0)
        states = self.select("SELECT state, count(*) FROM shelf WHERE trashed = 0 GROUP BY state")
        for state, number in states:
            if state in ("unread", "queued", "dropped"):
                lists[f"is:{state}"] = number
            if state != "dropped":
                lists[""] += number
        for query in ("is:starred", "has:note", "is:trashed", *(saved.query for saved in self.saved_queries())):
            lists[query] = self.total(query)
        digests = self.select(
            "SELECT l.digest, sum(s.state = 'unread' AND s.trashed = 0), sum(s.trashed = 0) "
            "FROM listing l JOIN shelf s ON s.paper = l.paper GROUP BY l.digest"
        )
        return Counts(lists, {digest: (unread, papers) for digest, unread, papers in digests})

    def history(self, limit: int | None = None) -> list[HistoryEntry]:
        """The journal, latest first."""
        rows = self.select(
            "SELECT id, label, made, undone, coalesce(subject, '') FROM journal ORDER BY id DESC LIMIT ?",
            [-1 if limit is None else limit],
        )
        about = {key: int(match[1]) for key, *_, subject in rows if (match := _ABOUT.match(subject))}
        titles = {paper: row.title for paper, row in self.rows(list(set(about.values()))).items()}
        return [
            HistoryEntry(key, label, made, bool(undone), titles.get(about.get(key, 0), ""))
            for key, label, made, undone, _ in rows
        ]

    def next_undo(self, *, redo: bool = False) -> tuple[int, str] | None:
        """Number and label of the edit that the next undo (or redo) would take, None when there is none."""
        order = "ASC" if redo else "DESC"
        rows = self.select(f"SELECT id, label FROM journal WHERE undone = ? ORDER BY id {order} LIMIT 1", [int(redo)])
        return (int(rows[0][0]), str(rows[0][1])) if rows else None

    def edits_down_to(self, *numbers: int) -> int:
        """How many edits an undo down to the first of these would take; 0 when one of them is undone already."""
        chosen = "SELECT count(*) FROM journal WHERE id IN (SELECT value FROM json_each(?)) AND undone = 0"
        if self._one(chosen, [json.dumps(numbers)]) != len(set(numbers)):
            return 0
        return int(self._one("SELECT count(*) FROM journal WHERE id >= ? AND undone = 0", [min(numbers)]))

    def find(self, text: str) -> int:
        """The paper that a user names: arXiv id or DOI; id; whole title; start of a title.

        NotFound, with candidates when several fit.
        """
        from readerapp.formats.ids import arxiv_id, doi  # start-up time: a window finds papers by their numbers
        from readerapp.text.fold import identity_fold

        text = text.strip()
        for kind, value in (("arxiv", (arxiv_id(text) or ("",))[0]), ("doi", doi(text) or "")):
            if value and (found := self._papers_by_alias(kind, value)):
                return self._single(text, found)
        if text.isdecimal() and len(text) < 19 and self.select("SELECT 1 FROM shelf WHERE paper = ?", [int(text)]):
            return int(text)
        fold = identity_fold(text)
        if fold and (found := self._papers_by_alias("title", fold)):
            return self._single(text, found)
        if fold:
            rows = self.select(
                f"SELECT DISTINCT paper FROM alias WHERE kind = 'title' AND value >= ? AND value < ? AND {_THERE} "
                "ORDER BY paper LIMIT 6",
                [fold, fold + "\U0010ffff"],
            )
            if rows:
                return self._single(text, [paper for (paper,) in rows])
        raise NotFound(tr("No paper is called “{text}”. Look for it with: readerapp list WORD").format(text=text[:200]))

    def _papers_by_alias(self, kind: str, value: str) -> list[int]:
        rows = self.select(
            f"SELECT DISTINCT paper FROM alias WHERE kind = ? AND value = ? AND {_THERE} ORDER BY paper LIMIT 6",
            [kind, value],
        )
        return [paper for (paper,) in rows]

    def _single(self, text: str, papers: list[int]) -> int:
        if len(papers) == 1:
            return papers[0]
        names = "; ".join(f"{paper.id} {paper.title[:80]}" for paper in self.papers(papers[:5]))
        raise NotFound(
            tr("“{text}” fits several papers: {names}. Name one by its number.").format(text=text[:200], names=names)
        )

    def find_digest(self, text: str) -> int:
        """The digest that a user names: id, title or file name. NotFound when none or several are called so."""
        rows = self.select(
            "SELECT id FROM digest WHERE CAST(id AS TEXT) = ?1 OR title = ?1 OR source = ?1 "
            "ORDER BY CAST(id AS TEXT) = ?1 DESC, id LIMIT 2",
            [text],
        )
        if not rows:
            raise NotFound(
                tr("No digest is called “{text}”. See them all with: readerapp digests").format(text=text[:200])
            )
        if len(rows) > 1 and str(rows[0][0]) != text:
            raise NotFound(
                tr("“{text}” fits several digests. Name one by its number: readerapp digests").format(text=text[:200])
            )
        return int(rows[0][0])

    def gathered(self, sql: str, parameters: Sequence[object] = ()) -> array[int]:
        """The column `paper` of a statement, in its order.

        Gathered inside SQLite: fetched row by row, many papers would hold up the thread that paints.
        """
        return array("q", json.loads(self._one(f"SELECT json_group_array(paper) FROM ({sql})", parameters)))

    def select(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a statement: for the rooms of the store. LibraryError when the file cannot be read."""
        with plain_errors(self.path):
            return self._db.execute(sql, parameters).fetchall()

    def _one(self, sql: str, parameters: Sequence[object] = ()) -> Any:
        return self.select(sql, parameters)[0][0]
