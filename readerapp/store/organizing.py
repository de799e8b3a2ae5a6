"""Edits on what holds papers: digests, tags, saved queries, the sample; and two papers becoming one."""

from __future__ import annotations

import sqlite3

from readerapp.edits import (
    ChangeDigest,
    ChangeQuery,
    ChangeTag,
    KeepApart,
    Merge,
    RemoveDigest,
    RemoveSample,
    SaveQuery,
)
from readerapp.errors import NotFound, ReaderError
from readerapp.formats.dates import full_date
from readerapp.i18n import tr
from readerapp.identity import fuller
from readerapp.store.editing import Written, clean_tags
from readerapp.store.importing import trash_unheld
from readerapp.store.journal import now
from readerapp.store.placing import content_of, known_paper

_OF_PAPERS = (
    ("alias", "paper"), ("note_version", "paper"), ("paper_tag", "paper"), ("override", "paper"), ("note", "id"), ("state", "id"),
    ("paper", "id"),
)  # fmt: skip


def remove_digest(db: sqlite3.Connection, edit: RemoveDigest) -> Written:
    """Take a digest and its listings away.

    Papers that another digest lists or that carry anything of the user's stay; the others go to the trash, from where an import
    that lists them again brings them back.
    """
    row = db.execute("SELECT title FROM digest WHERE id = ?", (edit.digest,)).fetchone()
    if row is None:
        raise NotFound(tr("This digest is no longer in the library."))
    papers = [int(paper) for (paper,) in db.execute("SELECT paper FROM listing WHERE digest = ?", (edit.digest,))]
    db.execute("DELETE FROM listing WHERE digest = ?", (edit.digest,))
    db.execute("DELETE FROM digest_file WHERE id = ?", (edit.digest,))
    db.execute("DELETE FROM digest WHERE id = ?", (edit.digest,))
    trash_unheld(db, papers)
    return Written(tr("remove the digest {title}").format(title=row[0]))


def change_digest(db: sqlite3.Connection, edit: ChangeDigest) -> Written:
    """Rename a digest or correct its date; ReaderError for what is no date."""
    if edit.title is not None and edit.title.strip():
        db.execute("UPDATE digest SET title = ? WHERE id = ?", (" ".join(edit.title.split()), edit.digest))
    if edit.date is not None:
        day = full_date(edit.date)
        if day is None:
            raise ReaderError(tr("“{date}” is no date. Write it as 2026-03-14.").format(date=edit.date[:40]))
        db.execute("UPDATE digest SET date = ? WHERE id = ?", (day, edit.digest))
    return Written(tr("change a digest"))


def change_tag(db: sqlite3.Connection, edit: ChangeTag) -> Written:
    """Rename, merge or colour a tag."""
    row = db.execute("SELECT id FROM tag WHERE fold = ?", (edit.tag.casefold(),)).fetchone()
    if row is None:
        raise NotFound(tr("There is no tag “{name}”.").format(name=edit.tag[:100]))
    tag = int(row[0])
    if edit.colour is not None:
        db.execute("UPDATE tag SET colour = ? WHERE id = ?", (edit.colour or None, tag))
    names = clean_tags((edit.name,)) if edit.name is not None else []
    if names:
        fold = names[0].casefold()
        other = db.execute("SELECT id FROM tag WHERE fold = ? AND id <> ?", (fold, tag)).fetchone()
        if other is None:
            db.execute("UPDATE tag SET name = ?, fold = ? WHERE id = ?", (names[0], fold, tag))
        else:
            db.execute(
                "INSERT INTO paper_tag (paper, tag) SELECT paper, ? FROM paper_tag WHERE tag = ? ON CONFLICT DO NOTHING",
                (int(other[0]), tag),
            )
            db.execute("DELETE FROM paper_tag WHERE tag = ?", (tag,))
            db.execute("DELETE FROM tag WHERE id = ?", (tag,))
    return Written(tr("change the tag {name}").format(name=edit.tag))


def save_query(db: sqlite3.Connection, edit: SaveQuery) -> Written:
    """Save a query under a name, at the end of those there are."""
    name = " ".join(edit.name.split())[:100] or edit.query[:100]
    row = db.execute("SELECT id FROM saved_query WHERE name = ?", (name,)).fetchone()
    if row is not None:
        db.execute("UPDATE saved_query SET query = ? WHERE id = ?", (edit.query, row[0]))
    else:
        db.execute(
            "INSERT INTO saved_query (name, query, position) SELECT ?, ?, coalesce(max(position) + 1, 0) FROM saved_query",
            (name, edit.query),
        )
    return Written(tr("save the search {name}").format(name=name))


def change_query(db: sqlite3.Connection, edit: ChangeQuery) -> Written:
    """Rename, move or delete a saved query."""
    if edit.delete:
        db.execute("DELETE FROM saved_query WHERE id = ?", (edit.query,))
        return Written(tr("delete a saved search"))
    if edit.name is not None and edit.name.strip():
        db.execute("UPDATE saved_query SET name = ? WHERE id = ?", (" ".join(edit.name.split())[:100], edit.query))
    if edit.position is not None:
        order = [
            int(row[0])
            for row in db.execute("SELECT id FROM saved_query WHERE id <> ? ORDER BY position, id", (edit.query,))
        ]
        order.insert(max(0, edit.position), edit.query)
        db.executemany(
            "UPDATE saved_query SET position = ? WHERE id = ? AND position <> ?",
            [(n, key, n) for n, key in enumerate(order)],
        )
    return Written(tr("change a saved search"))


def keep_apart(db: sqlite3.Connection, edit: KeepApart) -> Written:
    """Remember that two papers are not the same."""
    one, other = sorted((edit.one, edit.other))
    db.execute("INSERT INTO apart (one, other) VALUES (?, ?) ON CONFLICT DO NOTHING", (one, other))
    db.execute("DELETE FROM maybe WHERE one = ? AND other = ?", (one, other))
    return Written(tr("keep two papers apart"))


def merge(db: sqlite3.Connection, edit: Merge) -> Written:
    """Make two papers one: the fullest content, every listing, alias, tag and version, both notes, the stronger mark."""
    kept, gone = edit.kept, edit.gone
    if kept == gone:
        raise ReaderError(tr("A paper cannot be merged with itself."))
    for paper in (kept, gone):
        if db.execute("SELECT 1 FROM paper WHERE id = ?", (paper,)).fetchone() is None:
            raise NotFound(tr("This paper is no longer in the library."))
    db.execute("PRAGMA defer_foreign_keys = ON")
    better = fuller(known_paper(db, kept).record, known_paper(db, gone).record)
    _merge_marks(db, kept, gone)
    _merge_notes(db, kept, gone)
    for table, other in (("alias", "kind, value"), ("paper_tag", "tag"), ("override", "field, value")):
        db.execute(
            f"INSERT INTO {table} (paper, {other}) SELECT ?, {other} FROM {table} WHERE paper = ? ON CONFLICT DO NOTHING",
            (kept, gone),
        )
    db.execute(
        "UPDATE listing SET paper = ? WHERE paper = ? AND digest NOT IN (SELECT digest FROM listing WHERE paper = ?)",
        (kept, gone, kept),
    )
    db.execute("DELETE FROM listing WHERE paper = ?", (gone,))
    db.execute("UPDATE note_version SET paper = ? WHERE paper = ?", (kept, gone))
    for table in ("maybe", "apart"):
        db.execute(f"DELETE FROM {table} WHERE one = ? OR other = ?", (gone, gone))
    for table, column in _OF_PAPERS:
        db.execute(f"DELETE FROM {table} WHERE {column} = ?", (gone,))
    db.execute(
        "UPDATE paper SET (title, abstract, abstract_kind, authors, arxiv_id, doi, url, pdf_url, code_urls, date) "
        "= (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?",
        (*content_of(better), kept),
    )
    return Written(tr("merge two papers"))


def _merge_marks(db: sqlite3.Connection, kept: int, gone: int) -> None:
    """read > queued > dropped > unread; a star of either; in the trash only if both are."""
    marks = "SELECT state, since, starred, trashed FROM state WHERE id = ?"
    mine, theirs = db.execute(marks, (kept,)).fetchone(), db.execute(marks, (gone,)).fetchone()
    strength = {"read": 3, "queued": 2, "dropped": 1, "unread": 0}
    state, since, _, _ = max(mine, theirs, key=lambda row: strength[row[0]])
    stars = [row[2] for row in (mine, theirs) if row[2]]
    trashed = mine[3] if theirs[3] is not None else None
    db.execute(
        "UPDATE state SET state = ?, since = ?, starred = ?, trashed = ? WHERE id = ?",
        (state, since, min(stars) if stars else None, trashed, kept),
    )


def _merge_notes(db: sqlite3.Connection, kept: int, gone: int) -> None:
    """Both texts one after the other, and both kept as versions."""
    note = "SELECT text, changed FROM note WHERE id = ?"
    mine, theirs = db.execute(note, (kept,)).fetchone(), db.execute(note, (gone,)).fetchone()
    if theirs is None:
        return
    if mine is None:
        db.execute("INSERT INTO note (id, text, changed) VALUES (?, ?, ?)", (kept, *theirs))
        return
    for text, changed in (mine, theirs):
        db.execute("INSERT INTO note_version (paper, text, saved) VALUES (?, ?, ?)", (kept, text, changed))
    db.execute("UPDATE note SET text = ?, changed = ? WHERE id = ?", (f"{mine[0]}\n\n{theirs[0]}", now(), kept))


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
    db.executemany("DELETE FROM maybe WHERE one = ?1 OR other = ?1", papers)
    for table, column in _OF_PAPERS:
        db.executemany(f"DELETE FROM {table} WHERE {column} = ?", papers)
    db.execute("DELETE FROM tag WHERE id NOT IN (SELECT tag FROM paper_tag)")
    db.execute(f"DELETE FROM digest_file WHERE id IN {digests}")
    db.execute("DELETE FROM digest WHERE sample = 1")
    return Written(tr("remove the sample"))
