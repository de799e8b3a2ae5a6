"""Two papers becoming one by the user's word, and one becoming two again. Inside a transaction of the caller."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from readerapp.edits import Merge, Unmerge
from readerapp.errors import NotFound, ReaderError
from readerapp.i18n import tr
from readerapp.identity import improved
from readerapp.store.editing import Written, must_be_here
from readerapp.store.journal import now
from readerapp.store.merging import STRENGTH
from readerapp.store.organizing import OF_PAPERS
from readerapp.store.packed import Before, before_of
from readerapp.store.placing import CONTENT, content_of, known_paper, record_of_row
from readerapp.store.schema import OF_PAPER, TRACKED
from readerapp.text.joined import joined

_SHARED = (("alias", ("kind", "value")), ("paper_tag", ("tag",)), ("override", ("field", "value")))
"""What either paper may have: of one kind and value, tag or field there is one row for each paper."""
Row = Sequence[object]


def merge(db: sqlite3.Connection, edit: Merge) -> Written:
    """Make two papers one: the fullest content, every listing, alias, tag and version, both notes, the stronger mark."""
    kept, gone = edit.kept, edit.gone
    if kept == gone:
        raise ReaderError(tr("A paper cannot be merged with itself."))
    must_be_here(db, kept, gone)
    db.execute("PRAGMA defer_foreign_keys = ON")
    better = improved(known_paper(db, kept).record, known_paper(db, gone).record)
    _put_state(db, kept, joined_states(_state(db, kept), _state(db, gone)))
    _join_notes(db, kept, gone)
    for table, columns in _SHARED:
        names = ", ".join(columns)
        db.execute(
            f"INSERT INTO {table} (paper, {names}) SELECT ?, {names} FROM {table} WHERE paper = ? ON CONFLICT DO NOTHING",
            (kept, gone),
        )
    db.execute(
        "UPDATE listing SET paper = ? WHERE paper = ? AND digest NOT IN (SELECT digest FROM listing WHERE paper = ?)",
        (kept, gone, kept),
    )
    db.execute("DELETE FROM listing WHERE paper = ?", (gone,))
    db.execute("UPDATE note_version SET paper = ? WHERE paper = ?", (kept, gone))
    _hand_over_pairs(db, kept, gone)
    for table, column in OF_PAPERS:
        db.execute(f"DELETE FROM {table} WHERE {column} = ?", (gone,))
    _put_content(db, kept, content_of(better))
    return Written(tr("merge two papers"), f"merge {kept} {gone}")


def _state(db: sqlite3.Connection, paper: int) -> Row:
    row: Row = db.execute("SELECT state, since, starred, trashed FROM state WHERE id = ?", (paper,)).fetchone()
    return row


def _put_state(db: sqlite3.Connection, paper: int, state: Row) -> None:
    db.execute("UPDATE state SET (state, since, starred, trashed) = (?, ?, ?, ?) WHERE id = ?", (*state, paper))


def _put_content(db: sqlite3.Connection, paper: int, content: Row) -> None:
    db.execute(f"UPDATE paper SET ({CONTENT}) = ({', '.join('?' * len(content))}) WHERE id = ?", (*content, paper))


def joined_states(mine: Row, theirs: Row) -> Row:
    """read > queued > dropped > unread; a star of either; in the trash only if both are, the user's word being the stronger."""
    state, since, _, _ = max(mine, theirs, key=lambda row: STRENGTH[row[0]])  # type: ignore[index]
    stars = [str(row[2]) for row in (mine, theirs) if row[2]]
    trashed = [str(row[3]) for row in (mine, theirs) if row[3]]
    return state, since, min(stars, default=None), max(trashed) if len(trashed) == 2 else None


def _join_notes(db: sqlite3.Connection, kept: int, gone: int) -> None:
    """Both texts become one note, and both are kept as versions."""
    note = "SELECT text, changed FROM note WHERE id = ?"
    mine, theirs = db.execute(note, (kept,)).fetchone(), db.execute(note, (gone,)).fetchone()
    if theirs is None:
        return
    if mine is None:
        db.execute("INSERT INTO note (id, text, changed) VALUES (?, ?, ?)", (kept, *theirs))
        return
    for text, changed in (mine, theirs):
        db.execute("INSERT INTO note_version (paper, text, saved) VALUES (?, ?, ?)", (kept, text, changed))
    db.execute("UPDATE note SET text = ?, changed = ? WHERE id = ?", (joined(mine[0], theirs[0]), now(), kept))


def _hand_over_pairs(db: sqlite3.Connection, kept: int, gone: int) -> None:
    """What the user said, or is yet to say, of the one that goes and others holds for the one that stays."""
    for table in ("apart", "maybe"):
        pairs = db.execute(f"SELECT one, other FROM {table} WHERE ? IN (one, other)", (gone,)).fetchall()
        db.execute(f"DELETE FROM {table} WHERE ? IN (one, other)", (gone,))
        others = {paper for pair in pairs for paper in pair} - {kept, gone}
        db.executemany(
            f"INSERT INTO {table} (one, other) VALUES (?, ?) ON CONFLICT DO NOTHING",
            [tuple(sorted((kept, other))) for other in others],
        )
    db.execute(
        "DELETE FROM maybe WHERE EXISTS (SELECT 1 FROM apart a WHERE a.one = maybe.one AND a.other = maybe.other)"
    )


def unmerge(db: sqlite3.Connection, edit: Unmerge) -> Written:
    """Make a paper again of what was merged into this one last, as it was then; NotFound when nothing was.

    It takes along what it had brought, its later fate included. What has changed in the other one since then stays there.
    """
    kept = edit.paper
    must_be_here(db, kept)
    entry = db.execute(
        "SELECT id, subject, rows FROM journal j WHERE undone = 0 AND subject GLOB ? AND NOT EXISTS "
        "(SELECT 1 FROM journal u WHERE u.undone = 0 AND u.subject = 'unmerge ' || j.id) ORDER BY id DESC LIMIT 1",
        (f"merge {kept} *",),
    ).fetchone()
    if entry is None:
        raise NotFound(tr("No paper was merged into this one."))
    number, subject, packed = entry
    gone = int(subject.rsplit(" ", 1)[1])
    before = {table: before_of(packed, table) for table in OF_PAPER}
    content = before["paper"].rows[gone]
    cursor = db.execute(f"INSERT INTO paper ({CONTENT}) VALUES ({', '.join('?' * len(content))})", content)
    new = int(cursor.lastrowid or 0)
    _part_content(db, kept, before["paper"], content)
    _part_states(db, kept, new, before["state"], before["state"].rows[gone])
    _part_notes(db, kept, new, gone, before)
    for table, columns in _SHARED:
        _part_shared(db, table, columns, kept, new, gone, before[table])
    _part_listings(db, kept, new, gone, before["listing"])
    db.execute("INSERT INTO apart (one, other) VALUES (?, ?)", (kept, new))
    return Written(tr("take two merged papers apart"), f"unmerge {number}")


def _of(table: str, before: Before, paper: int) -> dict[int, Row]:
    """The rows that a paper had in a table before the merge."""
    place = TRACKED[table].index("paper")
    return {key: row for key, row in before.rows.items() if row[place] == paper}


def _part_content(db: sqlite3.Connection, kept: int, before: Before, theirs: Row) -> None:
    mine = before.rows.get(kept)
    if mine is None:
        return
    after = content_of(improved(record_of_row(tuple(mine)), record_of_row(tuple(theirs))))
    if content_of(known_paper(db, kept).record) == after:
        _put_content(db, kept, mine)


def _part_states(db: sqlite3.Connection, kept: int, new: int, before: Before, theirs: Row) -> None:
    db.execute("INSERT INTO state (id, state, since, starred, trashed) VALUES (?, ?, ?, ?, ?)", (new, *theirs))
    mine = before.rows.get(kept)
    if mine is not None and tuple(_state(db, kept)) == tuple(joined_states(mine, theirs)):
        _put_state(db, kept, mine)


def _part_notes(db: sqlite3.Connection, kept: int, new: int, gone: int, before: dict[str, Before]) -> None:
    theirs, mine = before["note"].rows.get(gone), before["note"].rows.get(kept)
    versions = _of("note_version", before["note_version"], gone)
    db.execute(
        "UPDATE note_version SET paper = ? WHERE paper = ? AND id IN (SELECT value FROM json_each(?))",
        (new, kept, json.dumps(list(versions))),
    )
    if theirs is None:
        return
    db.execute("INSERT INTO note (id, text, changed) VALUES (?, ?, ?)", (new, *theirs))
    here = db.execute("SELECT text FROM note WHERE id = ?", (kept,)).fetchone()
    after = theirs[0] if mine is None else joined(str(mine[0]), str(theirs[0]))
    if here is None or here[0] != after:
        return
    if mine is None:
        db.execute("DELETE FROM note WHERE id = ?", (kept,))
    else:
        db.execute("UPDATE note SET text = ?, changed = ? WHERE id = ?", (*mine, kept))
        db.executemany(
            "DELETE FROM note_version WHERE paper = ? AND id BETWEEN ? AND ?",
            [(kept, first, last) for first, last in before["note_version"].made],
        )


def _part_shared(
    db: sqlite3.Connection, table: str, columns: Sequence[str], kept: int, new: int, gone: int, before: Before
) -> None:
    """What came with the merge goes, unless it was changed since; what both had is had by both."""
    names = TRACKED[table]
    key = [column for column in columns if (table, column) != ("override", "value")]
    theirs = " AND ".join(f"{column} = ?" for column in columns)
    same = " AND ".join(f"{column} = ?" for column in key)
    for row in _of(table, before, gone).values():
        values = [row[names.index(column)] for column in columns]
        moved = sum(
            db.execute(
                f"UPDATE {table} SET paper = ? WHERE paper = ? AND id BETWEEN ? AND ? AND {theirs}",
                (new, kept, first, last, *values),
            ).rowcount
            for first, last in before.made
        )
        if not moved:
            db.execute(
                f"INSERT INTO {table} (paper, {', '.join(columns)}) SELECT ?{', ?' * len(columns)} "
                f"WHERE EXISTS (SELECT 1 FROM {table} WHERE paper = ? AND {same})",
                (new, *values, kept, *(row[names.index(column)] for column in key)),
            )


def _part_listings(db: sqlite3.Connection, kept: int, new: int, gone: int, before: Before) -> None:
    """Its listings are its own again; where one digest lists both, its own one comes back."""
    for key, row in _of("listing", before, gone).items():
        said = dict(zip(TRACKED["listing"], row, strict=True))
        if db.execute("UPDATE listing SET paper = ? WHERE id = ? AND paper = ?", (new, key, kept)).rowcount:
            continue
        db.execute(
            "INSERT INTO listing (paper, digest, position, votes, version, section, line) "
            "SELECT :new, :digest, :position, :votes, :version, :section, :line "
            "WHERE EXISTS (SELECT 1 FROM digest WHERE id = :digest)",
            {**said, "new": new},
        )
