"""Edits on what holds papers: digests, tags, saved queries, the sample; and two papers that are not one."""

from __future__ import annotations

import sqlite3

from readerapp.edits import (
    ChangeDigest,
    ChangeQuery,
    ChangeTag,
    EmptyTrash,
    KeepApart,
    RemoveDigest,
    RemoveSample,
    SaveQuery,
)
from readerapp.errors import NotFound, ReaderError
from readerapp.formats.dates import full_date
from readerapp.i18n import tr, trn
from readerapp.store.editing import Written, clean_tags, must_be_here, too_long
from readerapp.store.importing import trash_unheld
from readerapp.store.language import with_tag_renamed
from readerapp.text.tags import tag_fold

OF_PAPERS = (
    ("alias", "paper"), ("note_version", "paper"), ("paper_tag", "paper"), ("override", "paper"), ("note", "id"), ("state", "id"),
    ("paper", "id"),
)  # fmt: skip
"""The tables that hold rows of one paper, but for its listings, and the column that names it; the paper itself last."""
_NAMES = ("alias", "state", "paper")
"""Those of them that tell which paper it was."""


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
    row = db.execute("SELECT title FROM digest WHERE id = ?", (edit.digest,)).fetchone()
    if row is None:
        raise NotFound(tr("This digest is no longer in the library."))
    if edit.title is not None and edit.title.strip():
        db.execute("UPDATE digest SET title = ? WHERE id = ?", (" ".join(edit.title.split()), edit.digest))
    if edit.date is not None:
        day = full_date(edit.date)
        if day is None:
            raise ReaderError(tr("“{date}” is no date. Write it as 2026-03-14.").format(date=edit.date[:40]))
        db.execute("UPDATE digest SET date = ? WHERE id = ?", (day, edit.digest))
    return Written(tr("change the digest {title}").format(title=row[0]))


def change_tag(db: sqlite3.Connection, edit: ChangeTag) -> Written:
    """Rename, merge or colour a tag."""
    row = db.execute("SELECT id FROM tag WHERE fold = ?", (tag_fold(edit.tag),)).fetchone()
    if row is None:
        raise NotFound(tr("There is no tag “{name}”.").format(name=edit.tag[:100]))
    tag = int(row[0])
    if edit.colour is not None:
        db.execute("UPDATE tag SET colour = ? WHERE id = ?", (edit.colour or None, tag))
    if problem := too_long(edit.name or ""):
        raise ReaderError(problem)
    names = clean_tags((edit.name,)) if edit.name is not None else []
    if names:
        fold = tag_fold(names[0])
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
        # A search that was saved for the tag goes on finding its papers.
        saved = db.execute("SELECT id, query FROM saved_query").fetchall()
        asking = ((with_tag_renamed(query, edit.tag, names[0]), query, key) for key, query in saved)
        db.executemany(
            "UPDATE saved_query SET query = ? WHERE id = ?", [(now, key) for now, query, key in asking if now != query]
        )
    return Written(tr("change the tag {name}").format(name=edit.tag))


def save_query(db: sqlite3.Connection, edit: SaveQuery) -> Written:
    """Save a query under a name, at the end of those there are."""
    name = query_name(edit.name) or query_name(edit.query)
    named = _query_named(db, name)
    if named is not None:
        db.execute("UPDATE saved_query SET query = ? WHERE id = ?", (edit.query, named))
        return Written(tr("replace the search {name}").format(name=name))
    db.execute(
        "INSERT INTO saved_query (name, query, position) SELECT ?, ?, coalesce(max(position) + 1, 0) FROM saved_query",
        (name, edit.query),
    )
    return Written(tr("save the search {name}").format(name=name))


def query_name(text: str) -> str:
    """A name of a saved query as it is kept: on one line and not too long."""
    return " ".join(text.split())[:100]


def _query_named(db: sqlite3.Connection, name: str) -> int | None:
    row = db.execute("SELECT id FROM saved_query WHERE name = ?", (name,)).fetchone()
    return int(row[0]) if row else None


def change_query(db: sqlite3.Connection, edit: ChangeQuery) -> Written:
    """Rename, move or delete a saved query; ReaderError when the name is another one's."""
    row = db.execute("SELECT name FROM saved_query WHERE id = ?", (edit.query,)).fetchone()
    if row is None:
        raise NotFound(tr("This search is no longer saved."))
    if edit.delete:
        db.execute("DELETE FROM saved_query WHERE id = ?", (edit.query,))
        return Written(tr("delete the search {name}").format(name=row[0]))
    name = query_name(edit.name or "")
    if name:
        if _query_named(db, name) not in (None, edit.query):
            raise ReaderError(tr("There is another search called “{name}”.").format(name=name))
        db.execute("UPDATE saved_query SET name = ? WHERE id = ?", (name, edit.query))
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
    return Written(tr("change the search {name}").format(name=row[0]))


def keep_apart(db: sqlite3.Connection, edit: KeepApart) -> Written:
    """Remember that two papers are not the same."""
    one, other = sorted((edit.one, edit.other))
    must_be_here(db, one, other)
    db.execute("INSERT INTO apart (one, other) VALUES (?, ?) ON CONFLICT DO NOTHING", (one, other))
    db.execute("DELETE FROM maybe WHERE one = ? AND other = ?", (one, other))
    return Written(tr("keep two papers apart"))


def empty_trash(db: sqlite3.Connection, _edit: EmptyTrash) -> Written:
    """Throw away the papers in the trash with all that is on them. Of those that the user put there the names stay, so that no
    import brings them back; the others, whose digest was removed, would be new.
    """
    db.execute("PRAGMA defer_foreign_keys = ON")
    by_user = db.execute("SELECT id FROM state WHERE trashed = 'user'").fetchall()
    others = db.execute("SELECT id FROM state WHERE trashed = 'digest'").fetchall()
    for table, column in (*((t, c) for t, c in OF_PAPERS if t not in _NAMES), ("listing", "paper")):
        db.executemany(f"DELETE FROM {table} WHERE {column} = ?", (*by_user, *others))
    db.executemany("DELETE FROM maybe WHERE one = ?1 OR other = ?1", (*by_user, *others))
    for table, column in OF_PAPERS:
        db.executemany(f"DELETE FROM {table} WHERE {column} = ?", others)
    db.executemany(
        "UPDATE state SET state = 'dropped', since = NULL, starred = NULL, trashed = 'emptied' WHERE id = ?", by_user
    )
    db.executemany(
        "UPDATE paper SET abstract = NULL, abstract_kind = NULL, authors = '[]', url = NULL, pdf_url = NULL, code_urls = '[]', "
        "date = NULL WHERE id = ?",
        by_user,
    )
    db.execute("DELETE FROM tag WHERE id NOT IN (SELECT tag FROM paper_tag)")
    number = len(by_user) + len(others)
    return Written(trn("empty the trash ({n} paper)", "empty the trash ({n} papers)", number))


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
    for table, column in OF_PAPERS:
        db.executemany(f"DELETE FROM {table} WHERE {column} = ?", papers)
    db.execute("DELETE FROM tag WHERE id NOT IN (SELECT tag FROM paper_tag)")
    db.execute(f"DELETE FROM digest_file WHERE id IN {digests}")
    db.execute("DELETE FROM digest WHERE sample = 1")
    return Written(tr("remove the sample"))
