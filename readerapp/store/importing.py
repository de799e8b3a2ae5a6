"""Writing a digest's papers into the library: content, aliases and listings only. What the user did is not touched."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from readerapp.edits import AddPaper, ImportReading, ReadAgain
from readerapp.errors import NotFound
from readerapp.i18n import tr
from readerapp.records import ImportReport, Progress, Reading, Record, Skipped, Status
from readerapp.store.journal import now
from readerapp.store.placing import next_paper, place_block

BLOCK = 500
BY_HAND = "by_hand"
"""Format, file name and hash of the digest that papers added one by one are listed in."""
_ROWS = 50
"""Listings of a statement: short rows are stored in half the time that one statement for each takes."""
_INSERT_LISTING = (
    "INSERT INTO listing (paper, digest, position, votes, version, section, line) VALUES {rows} "
    "ON CONFLICT (digest, paper) DO NOTHING"
)


def write(db: sqlite3.Connection, edit: ImportReading) -> Iterator[Progress | ImportReport]:
    """Store the edit's papers; yields Progress and at last the ImportReport. Inside a transaction of the caller."""
    digest_hash = hashlib.sha256(edit.data).hexdigest()
    records = edit.reading.records
    earlier = db.execute("SELECT id FROM digest WHERE hash = ?", (digest_hash,)).fetchone()
    if earlier:
        yield _again(db, int(earlier[0]))
        return
    if edit.came and (begun := _begun(db, edit)) is not None:
        db.execute("UPDATE digest SET hash = ? WHERE id = ?", (digest_hash, begun))
        db.execute("UPDATE digest_file SET modified = ?, bytes = ? WHERE id = ?", (*_kept(edit), begun))
        yield from _list_anew(db, begun, edit.reading)
        return
    digest = _insert_digest(db, edit, digest_hash)
    yield from _list(db, digest, records, edit.source)


def write_again(db: sqlite3.Connection, edit: ReadAgain) -> Iterator[Progress | ImportReport]:
    """Put what a newer reader finds in a digest's bytes in the place of what was found before; yields as `write` does.

    Papers that it no longer lists, that no other digest lists and that carry nothing of the user go to the trash. NotFound when
    the digest is gone.
    """
    if db.execute("SELECT 1 FROM digest WHERE id = ?", (edit.digest,)).fetchone() is None:
        raise NotFound(tr("This digest is no longer in the library."))
    yield from _list_anew(db, edit.digest, edit.reading)


def _list_anew(db: sqlite3.Connection, digest: int, reading: Reading) -> Iterator[Progress | ImportReport]:
    before = [int(paper) for (paper,) in db.execute("SELECT paper FROM listing WHERE digest = ?", (digest,))]
    db.execute("DELETE FROM listing WHERE digest = ?", (digest,))
    db.execute(
        "UPDATE digest SET format = ?, skipped = ?, date = coalesce(date, ?), date_text = coalesce(date_text, ?) WHERE id = ?",
        (reading.format, _skipped_json(reading.skipped), reading.date, reading.date_text, digest),
    )
    yield from _list(db, digest, reading.records, reading.format)
    trash_unheld(db, before)


def _begun(db: sqlite3.Connection, edit: ImportReading) -> int | None:
    """The latest digest of the edit's name, if its bytes are the beginning of the edit's."""
    row = db.execute(
        "SELECT d.id, f.bytes FROM digest d JOIN digest_file f ON f.id = d.id WHERE d.source = ? ORDER BY d.id DESC LIMIT 1",
        (edit.source,),
    ).fetchone()
    return int(row[0]) if row is not None and edit.data.startswith(zlib.decompress(row[1])) else None


def _kept(edit: ImportReading) -> tuple[str, bytes]:
    return edit.modified.isoformat(), zlib.compress(edit.data, 6)


def write_by_hand(db: sqlite3.Connection, edit: AddPaper) -> Iterator[Progress | ImportReport]:
    """Put papers at the end of the digest "Added by hand", which is made with the first one; yields as `write` does."""
    row = db.execute("SELECT id FROM digest WHERE format = ?", (BY_HAND,)).fetchone()
    if row is None:
        title = tr("Added by hand")
        reading = Reading(BY_HAND, title)
        digest = _insert_digest(db, ImportReading(reading, BY_HAND, b"", edit.day), BY_HAND)
    else:
        digest = int(row[0])
    held = db.execute("SELECT coalesce(max(position), 0) FROM listing WHERE digest = ?", (digest,)).fetchone()[0]
    for step in _list(db, digest, edit.records, BY_HAND, start=int(held), revive=True):
        if isinstance(step, ImportReport):
            # Asked for by the user, what he threw away comes back.
            again = [(paper,) for paper, _ in step.papers]
            db.executemany(
                "UPDATE state SET trashed = NULL, state = 'unread' WHERE id = ? AND trashed = 'emptied'", again
            )
        yield step


def _list(
    db: sqlite3.Connection,
    digest: int,
    records: Sequence[Record],
    source: str,
    *,
    start: int = 0,
    revive: bool = False,
) -> Iterator[Progress | ImportReport]:
    """Place records and list them in a digest, behind position `start`."""
    papers: list[tuple[int, Status]] = []
    before = next_paper(db)
    for number, block in blocks(records):
        placed = place_block(db, block, before, revive=revive)
        insert_listings(db, digest, start + number, block, placed)
        papers += placed
        yield Progress(len(papers), len(records), source)
    ids = [paper for paper, status in papers if status != "new"]
    yield ImportReport(digest, tuple(papers), trashed=tuple(trashed_of(db, ids)))


def trash_unheld(db: sqlite3.Connection, papers: Sequence[int]) -> None:
    """Put those of the papers into the trash that no digest lists any more and that carry nothing of the user."""
    db.execute(
        "UPDATE state SET trashed = 'digest' WHERE id IN (SELECT value FROM json_each(?)) AND trashed IS NULL "
        "AND state = 'unread' AND starred IS NULL AND NOT EXISTS (SELECT 1 FROM listing l WHERE l.paper = state.id) "
        "AND NOT EXISTS (SELECT 1 FROM note n WHERE n.id = state.id) "
        "AND NOT EXISTS (SELECT 1 FROM paper_tag t WHERE t.paper = state.id) "
        "AND NOT EXISTS (SELECT 1 FROM override o WHERE o.paper = state.id)",
        (json.dumps(papers),),
    )


def _insert_digest(db: sqlite3.Connection, edit: ImportReading, digest_hash: str) -> int:
    reading = edit.reading
    title = reading.title or edit.source.rsplit(".", 1)[0] or edit.source
    cursor = db.execute(
        "INSERT INTO digest (title, source, format, date, date_text, imported, hash, skipped, sample) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            title,
            edit.source,
            reading.format,
            reading.date,
            reading.date_text,
            now(),
            digest_hash,
            _skipped_json(reading.skipped),
            int(edit.sample),
        ),
    )
    digest = int(cursor.lastrowid or 0)
    if not edit.data:
        return digest
    db.execute("INSERT INTO digest_file (id, modified, bytes) VALUES (?, ?, ?)", (digest, *_kept(edit)))
    return digest


def _skipped_json(skipped: Sequence[Skipped]) -> str:
    return json.dumps([[s.where, s.text, s.reason] for s in skipped], ensure_ascii=False)


def blocks(records: Iterable[Record]) -> Iterator[tuple[int, list[Record]]]:
    """Records in handy portions, each with the number of its first, counted from 1."""
    rest = iter(records)
    start = 1
    while block := list(islice(rest, BLOCK)):
        yield start, block
        start += len(block)


def insert_listings(
    db: sqlite3.Connection, digest: int, start: int, block: Sequence[Record], statuses: list[tuple[int, Status]]
) -> None:
    """Say that a digest lists these papers, from position `start` on, and take those back that only a removal put away."""
    rows = [
        (paper, digest, position, r.votes, r.version, r.section, r.line)
        for position, ((paper, _), r) in enumerate(zip(statuses, block, strict=True), start)
    ]
    for at in range(0, len(rows), _ROWS):
        portion = rows[at : at + _ROWS]
        places = ", ".join(["(?, ?, ?, ?, ?, ?, ?)"] * len(portion))
        db.execute(_INSERT_LISTING.format(rows=places), tuple(chain.from_iterable(portion)))
    # Went only because its digest was removed, and is listed again: it comes back as it was.
    back = [(paper,) for paper, status in statuses if status != "new"]
    db.executemany("UPDATE state SET trashed = NULL WHERE id = ? AND trashed = 'digest'", back)


def trashed_of(db: sqlite3.Connection, papers: list[int]) -> list[int]:
    """Those of the papers that lie in the trash, each once."""
    return [
        int(row[0])
        for row in db.execute(
            "SELECT s.id FROM json_each(?) j JOIN state s ON s.id = j.value WHERE s.trashed IN ('user', 'digest')",
            (json.dumps(list(dict.fromkeys(papers))),),
        )
    ]


def _again(db: sqlite3.Connection, digest: int) -> ImportReport:
    papers = [int(p) for (p,) in db.execute("SELECT paper FROM listing WHERE digest = ? ORDER BY position", (digest,))]
    return ImportReport(
        digest, tuple((paper, "known") for paper in papers), again=True, trashed=tuple(trashed_of(db, papers))
    )
