"""How each edit is written, and what it is called in the history. Inside a transaction of the caller."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from readerapp.edits import Mark, RemoveSample, SetNote
from readerapp.i18n import tr, trn
from readerapp.records import State
from readerapp.store.journal import now


@dataclass(frozen=True, slots=True)
class Written:
    """An edit as the journal names it. Edits of one subject in a row are one entry."""

    label: str
    subject: str | None = None


def mark(db: sqlite3.Connection, edit: Mark) -> Written:
    """Set state and star where they differ; `since` and the time of starring tell when."""
    papers = json.dumps(edit.papers)
    chosen = "id IN (SELECT value FROM json_each(?))"
    if edit.state is not None:
        db.execute(
            f"UPDATE state SET state = ?, since = ? WHERE {chosen} AND state <> ?",
            (edit.state, now(), papers, edit.state),
        )
    if edit.starred is True:
        db.execute(f"UPDATE state SET starred = ? WHERE {chosen} AND starred IS NULL", (now(), papers))
    elif edit.starred is False:
        db.execute(f"UPDATE state SET starred = NULL WHERE {chosen} AND starred IS NOT NULL", (papers,))
    return Written(_mark_label(edit, len(edit.papers)))


def _mark_label(edit: Mark, number: int) -> str:
    if edit.state is None:
        if edit.starred:
            return trn("star a paper", "star {n} papers", number)
        return trn("unstar a paper", "unstar {n} papers", number)
    labels: dict[State, str] = {
        "unread": trn("mark a paper unread", "mark {n} papers unread", number),
        "queued": trn("queue a paper", "queue {n} papers", number),
        "read": trn("mark a paper read", "mark {n} papers read", number),
        "dropped": trn("drop a paper", "drop {n} papers", number),
    }
    return labels[edit.state]


def set_note(db: sqlite3.Connection, edit: SetNote, *, continues: bool) -> Written:
    """Replace the note; the text before it becomes a version, once per session (`continues`: the session goes on)."""
    written = Written(
        tr("write a note") if edit.text.strip() else tr("remove a note"),
        f"note {edit.paper} {edit.session}" if edit.session else None,
    )
    row = db.execute("SELECT text, changed FROM note WHERE id = ?", (edit.paper,)).fetchone()
    if (row[0] if row else "") == edit.text or (row is None and not edit.text.strip()):
        return written
    if row is not None and not continues:
        db.execute("INSERT INTO note_version (paper, text, saved) VALUES (?, ?, ?)", (edit.paper, row[0], row[1]))
    if edit.text.strip():
        db.execute(
            "INSERT INTO note (id, text, changed) VALUES (?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET text = excluded.text, changed = excluded.changed",
            (edit.paper, edit.text, now()),
        )
    else:
        db.execute("DELETE FROM note WHERE id = ?", (edit.paper,))
    return written


def remove_sample(db: sqlite3.Connection, _edit: RemoveSample) -> Written:
    """Forget the sample digest and its papers with all that is on them; a paper that a real digest lists stays whole."""
    db.execute("PRAGMA defer_foreign_keys = ON")
    digests = "(SELECT id FROM digest WHERE sample = 1)"
    papers = [
        (int(row[0]),)
        for row in db.execute(
            f"SELECT DISTINCT paper FROM listing l WHERE digest IN {digests} AND NOT EXISTS "
            f"(SELECT 1 FROM listing o WHERE o.paper = l.paper AND o.digest NOT IN {digests})"
        )
    ]
    db.execute(f"DELETE FROM listing WHERE digest IN {digests}")
    for table, column in (
        ("alias", "paper"), ("note_version", "paper"), ("paper_tag", "paper"), ("override", "paper"),
        ("note", "id"), ("state", "id"), ("paper", "id"),
    ):  # fmt: skip
        db.executemany(f"DELETE FROM {table} WHERE {column} = ?", papers)
    db.execute(f"DELETE FROM digest_file WHERE id IN {digests}")
    db.execute("DELETE FROM digest WHERE sample = 1")
    return Written(tr("remove the sample"))
