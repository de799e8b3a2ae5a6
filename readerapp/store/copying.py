"""A library's papers with everything on them, as values: what an export writes and a merge takes in."""

from __future__ import annotations

import base64
import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence

from readerapp.records import DigestCopy, LibraryCopy, ListingCopy, Marks, Record, Skipped
from readerapp.store.placing import CONTENT, record_of_row


def digest_copies(db: sqlite3.Connection, papers: Sequence[int]) -> tuple[list[DigestCopy], dict[int, int]]:
    """The digests that list some of the papers, and the place of each by its id."""
    rows = db.execute(
        "SELECT d.id, d.title, d.source, d.format, d.date, d.date_text, d.imported, d.hash, d.skipped, d.sample, f.modified, "
        "f.bytes FROM digest d LEFT JOIN digest_file f ON f.id = d.id WHERE d.id IN "
        "(SELECT digest FROM listing WHERE paper IN (SELECT value FROM json_each(?))) ORDER BY d.id",
        (json.dumps(list(papers)),),
    )
    copies: list[DigestCopy] = []
    places: dict[int, int] = {}
    for key, title, source, kind, date, date_text, imported, hash_, skipped, sample, modified, data in rows:
        places[key] = len(copies)
        copies.append(
            DigestCopy(
                title, source, kind, date, date_text, imported, hash_,
                tuple(Skipped(*parts) for parts in json.loads(skipped)), bool(sample), modified or "",
                base64.b64encode(zlib.decompress(data)).decode("ascii") if data else "",
            )
        )  # fmt: skip
    return copies, places


def paper_copies(
    db: sqlite3.Connection, papers: Sequence[int], places: dict[int, int]
) -> Iterator[tuple[int, Record, Marks]]:
    """Each paper's id, its content as digests gave it (without the user's corrections), and what is on it."""
    for paper in papers:
        row = db.execute(f"SELECT {CONTENT} FROM paper WHERE id = ?", (paper,)).fetchone()
        if row is not None:
            yield paper, record_of_row(row), _marks(db, paper, places)


def _marks(db: sqlite3.Connection, paper: int, places: dict[int, int]) -> Marks:
    state, since, starred, trashed = db.execute(
        "SELECT state, since, starred, trashed FROM state WHERE id = ?", (paper,)
    ).fetchone()
    note, changed = db.execute("SELECT text, changed FROM note WHERE id = ?", (paper,)).fetchone() or (None, None)

    def pairs(sql: str) -> tuple[tuple[str, str], ...]:
        return tuple((a, b) for a, b in db.execute(sql, (paper,)))

    tags = db.execute(
        "SELECT t.name FROM paper_tag pt JOIN tag t ON t.id = pt.tag WHERE pt.paper = ? ORDER BY t.fold", (paper,)
    )
    listings = db.execute(
        "SELECT digest, position, votes, version, section, line FROM listing WHERE paper = ? ORDER BY id", (paper,)
    )
    return Marks(
        state, since, starred, trashed, tuple(name for (name,) in tags), note, changed,
        pairs("SELECT text, saved FROM note_version WHERE paper = ? ORDER BY id"),
        pairs("SELECT kind, value FROM alias WHERE paper = ? ORDER BY kind, value"),
        pairs("SELECT field, value FROM override WHERE paper = ? ORDER BY field"),
        tuple(ListingCopy(places[digest], *rest) for digest, *rest in listings),
    )  # fmt: skip


def rest_of_library(db: sqlite3.Connection) -> LibraryCopy:
    """Saved searches and the tags' colours."""
    queries = db.execute("SELECT name, query FROM saved_query ORDER BY position, id")
    colours = db.execute("SELECT name, colour FROM tag WHERE colour IS NOT NULL ORDER BY fold")
    return LibraryCopy(
        queries=tuple((name, query) for name, query in queries),
        colours=tuple((name, colour) for name, colour in colours),
    )
