"""A library's papers with everything on them, as values: what an export writes and a merge takes in."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator, Sequence

from readerapp.records import DigestCopy, LibraryCopy, ListingCopy, Marks, Paper, Record, Skipped
from readerapp.store.placing import CONTENT, record_of_row
from readerapp.store.reading import Reader


class LibrarySource:
    """Copies out of one library that is open for reading. Digests are asked for first: listings name them by their place."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._places: dict[int, int] = {}

    def digests(self, papers: Sequence[int]) -> list[DigestCopy]:
        """The digests that list some of the papers, with their bytes."""
        rows = self._reader.select(
            "SELECT d.id, d.title, d.source, d.format, d.date, d.date_text, d.imported, d.hash, d.skipped, d.sample, "
            "f.modified, f.bytes FROM digest d LEFT JOIN digest_file f ON f.id = d.id WHERE d.id IN "
            "(SELECT digest FROM listing WHERE paper IN (SELECT value FROM json_each(?))) ORDER BY d.id",
            [json.dumps(list(papers))],
        )
        self._places = {row[0]: place for place, row in enumerate(rows)}
        return [
            DigestCopy(
                title, source, kind, date, date_text, imported, hash_,
                tuple(Skipped(*parts) for parts in json.loads(skipped)), bool(sample), modified or "",
                base64.b64encode(zlib.decompress(data)).decode("ascii") if data else "",
            )
            for _, title, source, kind, date, date_text, imported, hash_, skipped, sample, modified, data in rows
        ]  # fmt: skip

    def papers(self, papers: Sequence[int]) -> Iterator[tuple[Paper, Record, Marks]]:
        """Each paper as it is shown, its content as digests gave it (without the user's corrections), and what is on it."""
        for key in papers:
            paper = self._reader.paper(key)
            if paper is not None:
                row = self._reader.select(f"SELECT {CONTENT} FROM paper WHERE id = ?", [key])[0]
                yield paper, record_of_row(row), self._marks(paper)

    def _marks(self, paper: Paper) -> Marks:
        select, key = self._reader.select, [paper.id]
        state, since, starred, trashed = select("SELECT state, since, starred, trashed FROM state WHERE id = ?", key)[0]
        notes = select("SELECT text, changed FROM note WHERE id = ?", key)
        listings = select(
            "SELECT digest, position, votes, version, section, line FROM listing WHERE paper = ? ORDER BY id", key
        )

        def pairs(sql: str) -> tuple[tuple[str, str], ...]:
            return tuple((a, b) for a, b in select(sql, key))

        note, changed = notes[0] if notes else (None, None)
        return Marks(
            state, since, starred, trashed, paper.tags, note, changed,
            versions=pairs("SELECT text, saved FROM note_version WHERE paper = ? ORDER BY id"),
            aliases=pairs("SELECT kind, value FROM alias WHERE paper = ? ORDER BY kind, value"),
            overrides=pairs("SELECT field, value FROM override WHERE paper = ? ORDER BY field"),
            listings=tuple(ListingCopy(self._places[digest], *rest) for digest, *rest in listings),
        )  # fmt: skip

    def rest(self) -> LibraryCopy:
        """Saved searches and the tags' colours."""
        return LibraryCopy(
            queries=tuple((query.name, query.query) for query in self._reader.saved_queries()),
            colours=tuple((tag.name, tag.colour) for tag in self._reader.tags() if tag.colour),
        )
