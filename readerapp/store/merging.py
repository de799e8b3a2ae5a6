"""Taking a copy of a library in: its papers, and what its user did to them. Nothing here is lowered or overwritten."""

from __future__ import annotations

import base64
import binascii
import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence

from readerapp.edits import ImportReading
from readerapp.records import DigestCopy, ImportReport, LibraryCopy, Marks, Progress, Record, State, Status
from readerapp.store.editing import OVERRIDABLE, clean_tags
from readerapp.store.importing import BLOCK, trashed_of
from readerapp.store.journal import now
from readerapp.store.placing import keys_of, next_paper, place_block
from readerapp.text.joined import joined
from readerapp.text.tags import tag_fold

STRENGTH: dict[State, int] = {"read": 3, "queued": 2, "dropped": 1, "unread": 0}
"""Of two states of one paper the stronger one holds."""


def write(db: sqlite3.Connection, edit: ImportReading) -> Iterator[Progress | ImportReport]:
    """Merge the copy in `edit.reading`; yields Progress and at last the ImportReport. Inside a transaction of the caller."""
    copy = edit.reading.library
    assert copy is not None
    before, first = db.total_changes, next_paper(db)
    digests = [_digest(db, digest) for digest in copy.digests]
    papers: list[tuple[int, Status]] = []
    total = len(edit.reading.records)
    for block, marks in _blocks(edit.reading.records, copy.marks):
        placed = place_block(db, block, first, [_names(mark) for mark in marks], revive=True)
        for (paper, status), mark in zip(placed, marks, strict=True):
            _merge_marks(db, paper, mark, new=status == "new")
            _merge_words(db, paper, mark, digests)
        papers += placed
        yield Progress(len(papers), total, edit.source)
    _merge_rest(db, copy)
    ids = [paper for paper, status in papers if status != "new"]
    again = not papers or db.total_changes == before
    yield ImportReport(None, tuple(papers), again=again, trashed=tuple(trashed_of(db, ids)))


def _names(mark: Marks) -> list[tuple[str, str]]:
    return [*mark.aliases, *((kind, value) for kind, value in mark.overrides if kind == "doi")]


def _blocks(records: Sequence[Record], marks: Sequence[Marks]) -> Iterator[tuple[list[Record], list[Marks]]]:
    """Portions in which no two records share a name: the second is to find the first in the library."""
    block: list[Record] = []
    said: list[Marks] = []
    seen: set[tuple[str, str]] = set()
    for record, mark in zip(records, marks, strict=False):
        names = {*keys_of(record), *_names(mark)}
        if len(block) == BLOCK or names & seen:
            yield block, said
            block, said, seen = [], [], set()
        block.append(record)
        said.append(mark)
        seen |= names
    if block:
        yield block, said


def _digest(db: sqlite3.Connection, copy: DigestCopy) -> int:
    """The digest of a copy: the one of the same bytes (or, where these are not known, of the same file name and date), or
    a new one."""
    if copy.hash:
        row = db.execute("SELECT id FROM digest WHERE hash = ?", (copy.hash,)).fetchone()
    else:
        row = db.execute("SELECT id FROM digest WHERE source = ? AND date IS ?", (copy.source, copy.date)).fetchone()
    if row is not None:
        return int(row[0])
    skipped = json.dumps([[s.where, s.text, s.reason] for s in copy.skipped], ensure_ascii=False)
    cursor = db.execute(
        "INSERT INTO digest (title, source, format, date, date_text, imported, hash, skipped, sample) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            copy.title or copy.source, copy.source, copy.format, copy.date, copy.date_text, copy.imported or now(), copy.hash,
            skipped, int(copy.sample),
        ),
    )  # fmt: skip
    digest = int(cursor.lastrowid or 0)
    try:
        data = base64.b64decode(copy.data, validate=True)
    except (binascii.Error, ValueError):
        data = b""
    if data and copy.modified:
        db.execute(
            "INSERT INTO digest_file (id, modified, bytes) VALUES (?, ?, ?)",
            (digest, copy.modified, zlib.compress(data, 6)),
        )
    return digest


def _merge_marks(db: sqlite3.Connection, paper: int, mark: Marks, *, new: bool) -> None:
    """The stronger state, a star of either. A paper lies in the trash where it lay here, or when it is new and lay there."""
    state, starred = db.execute("SELECT state, starred FROM state WHERE id = ?", (paper,)).fetchone()
    if STRENGTH[mark.state] > STRENGTH[state]:
        db.execute("UPDATE state SET state = ?, since = ? WHERE id = ?", (mark.state, mark.since or now(), paper))
    if mark.starred and starred is None:
        db.execute("UPDATE state SET starred = ? WHERE id = ?", (mark.starred, paper))
    if new and mark.trashed:
        db.execute("UPDATE state SET trashed = ? WHERE id = ?", (mark.trashed, paper))
    elif not mark.trashed:
        db.execute("UPDATE state SET trashed = NULL WHERE id = ? AND trashed = 'digest'", (paper,))
    if mark.starred or mark.tags or mark.note:
        # The other library holds words about what was thrown away here: they can be found in the trash.
        db.execute("UPDATE state SET trashed = 'user' WHERE id = ? AND trashed = 'emptied'", (paper,))


def _merge_words(db: sqlite3.Connection, paper: int, mark: Marks, digests: Sequence[int]) -> None:
    """Listings, tags, notes with their versions, and corrections where there is none here."""
    for listing in mark.listings:
        db.execute(
            "INSERT INTO listing (paper, digest, position, votes, version, section, line) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 "
            "WHERE NOT EXISTS (SELECT 1 FROM listing WHERE digest = ?2 AND paper = ?1)",
            (
                paper,
                digests[listing.digest],
                listing.position,
                listing.votes,
                listing.version,
                listing.section,
                listing.line,
            ),
        )
    for name in clean_tags(mark.tags):
        db.execute("INSERT INTO tag (name, fold) SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM tag WHERE fold = ?2)",
                   (name, tag_fold(name)))  # fmt: skip
        db.execute(
            "INSERT INTO paper_tag (paper, tag) SELECT ?1, id FROM tag WHERE fold = ?2 "
            "AND NOT EXISTS (SELECT 1 FROM paper_tag WHERE paper = ?1 AND tag = tag.id)",
            (paper, tag_fold(name)),
        )
    for field, value in mark.overrides:
        if field in OVERRIDABLE:
            db.execute(
                "INSERT INTO override (paper, field, value) SELECT ?1, ?2, ?3 "
                "WHERE NOT EXISTS (SELECT 1 FROM override WHERE paper = ?1 AND field = ?2)",
                (paper, field, value),
            )
    for text, saved in mark.versions:
        _keep_version(db, paper, text, saved)
    if mark.note:
        _merge_note(db, paper, mark.note, mark.note_changed or now())


def _keep_version(db: sqlite3.Connection, paper: int, text: str, saved: str) -> None:
    db.execute(
        "INSERT INTO note_version (paper, text, saved) SELECT ?1, ?2, ?3 "
        "WHERE NOT EXISTS (SELECT 1 FROM note_version WHERE paper = ?1 AND text = ?2)",
        (paper, text, saved),
    )


def _merge_note(db: sqlite3.Connection, paper: int, text: str, changed: str) -> None:
    """Two texts one after the other and both kept as versions, unless one is in the other or was here before."""
    row = db.execute("SELECT text, changed FROM note WHERE id = ?", (paper,)).fetchone()
    if row is None:
        known = db.execute("SELECT 1 FROM note_version WHERE paper = ? AND text = ?", (paper, text)).fetchone()
        # A note that was here and was deleted stays deleted; it is among the versions.
        if known is None:
            db.execute("INSERT INTO note (id, text, changed) VALUES (?, ?, ?)", (paper, text, changed))
        return
    here = str(row[0])
    known = db.execute("SELECT 1 FROM note_version WHERE paper = ? AND text = ?", (paper, text)).fetchone()
    if text == here or known is not None:
        return
    _keep_version(db, paper, text, changed)
    both = joined(here, text)
    if both != here:
        _keep_version(db, paper, here, row[1])
        db.execute("UPDATE note SET text = ?, changed = ? WHERE id = ?", (both, now(), paper))


def _merge_rest(db: sqlite3.Connection, copy: LibraryCopy) -> None:
    for name, colour in copy.colours:
        db.execute("UPDATE tag SET colour = ? WHERE fold = ? AND colour IS NULL", (colour, tag_fold(name)))
    for name, query in copy.queries:
        db.execute(
            "INSERT INTO saved_query (name, query, position) "
            "SELECT ?1, ?2, (SELECT coalesce(max(position) + 1, 0) FROM saved_query) "
            "WHERE NOT EXISTS (SELECT 1 FROM saved_query WHERE name = ?1)",
            (name, query),
        )
