"""How each edit on papers is written, and what it is called in the history. Inside a transaction of the caller."""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import dataclass

from readerapp.edits import EditTags, Mark, Override, RestorePapers, SetNote, Trash
from readerapp.errors import NotFound, ReaderError
from readerapp.formats.ids import arxiv_id, doi, web_url
from readerapp.i18n import tr, trn
from readerapp.records import State
from readerapp.store.journal import now, update
from readerapp.text.clean import control_free, one_line
from readerapp.text.fold import identity_fold
from readerapp.text.joined import joined_changes
from readerapp.text.tags import tag_fold

_CHOSEN = "id IN (SELECT value FROM json_each(?))"
OVERRIDABLE = ("title", "arxiv_id", "doi", "url")
"""What a user may correct of a paper."""


@dataclass(frozen=True, slots=True)
class Written:
    """An edit as the journal names it. Edits of one subject in a row are one entry."""

    label: str
    subject: str | None = None


def mark(db: sqlite3.Connection, edit: Mark) -> Written:
    """Set state and star where they differ; `since` and the time of starring tell when."""
    _some_must_be_here(db, edit.papers)
    papers = json.dumps(edit.papers)
    moved = starred = 0
    if edit.state is not None:
        new = {"state": edit.state, "since": now()}
        moved = update(db, "state", new, f"{_CHOSEN} AND state <> ?", papers, edit.state)
    if edit.starred is not None:
        here = f"{_CHOSEN} AND (starred IS NULL) = ?"
        starred = update(db, "state", {"starred": now() if edit.starred else None}, here, papers, edit.starred)
    return Written(_mark_label(edit, moved, starred))


def _mark_label(edit: Mark, moved: int, starred: int) -> str:
    """What was done to how many papers; those that were so before are not counted."""
    if edit.state is None or not moved:
        if edit.starred:
            return trn("star a paper", "star {n} papers", starred)
        return trn("unstar a paper", "unstar {n} papers", starred)
    number = max(moved, starred)
    labels: dict[State, str] = {
        "unread": trn("mark a paper unread", "mark {n} papers unread", number),
        "queued": trn("queue a paper", "queue {n} papers", number),
        "read": trn("mark a paper read", "mark {n} papers read", number),
        "dropped": trn("drop a paper", "drop {n} papers", number),
    }
    label = labels[edit.state]
    if not starred:
        return label
    return (
        tr("{mark}, with a star").format(mark=label)
        if edit.starred
        else tr("{mark}, without a star").format(mark=label)
    )


def set_note(db: sqlite3.Connection, edit: SetNote, *, continues: bool) -> Written:
    """Replace the note; the text before it becomes a version, once per session (`continues`: the session goes on).

    A note that is not the one that the text was made from any more becomes a version too, and what was changed in it stays.
    NotFound when the paper is gone.
    """
    must_be_here(db, edit.paper)
    row = db.execute("SELECT text, changed FROM note WHERE id = ?", (edit.paper,)).fetchone()
    here = str(row[0]) if row else ""
    # What is only white space was stored as no note.
    before = edit.before if edit.before is None or edit.before.strip() else ""
    text = edit.text if before is None or before == here else joined_changes(before, edit.text, here)
    written = Written(
        tr("write a note") if text.strip() else tr("remove a note"),
        f"note {edit.paper} {edit.session}" if edit.session else None,
    )
    if here == text or (row is None and not text.strip()):
        return written
    if row is not None and not (continues and text == edit.text):
        db.execute("INSERT INTO note_version (paper, text, saved) VALUES (?, ?, ?)", (edit.paper, row[0], row[1]))
    if text.strip():
        db.execute(
            "INSERT INTO note (id, text, changed) VALUES (?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET text = excluded.text, changed = excluded.changed",
            (edit.paper, text, now()),
        )
    else:
        db.execute("DELETE FROM note WHERE id = ?", (edit.paper,))
    return written


def must_be_here(db: sqlite3.Connection, *papers: int) -> None:
    """NotFound when one of the papers is not in the library (it was merged, or its import undone)."""
    for paper in papers:
        if db.execute("SELECT 1 FROM paper WHERE id = ?", (paper,)).fetchone() is None:
            raise NotFound(tr("This paper is no longer in the library."))


def _some_must_be_here(db: sqlite3.Connection, papers: tuple[int, ...]) -> None:
    """NotFound when all of the papers are gone: what the user said of them would be lost without a word."""
    # Joined, so that the first one found ends it.
    first = "SELECT 1 FROM json_each(?) j JOIN state s ON s.id = j.value LIMIT 1"
    if papers and db.execute(first, (json.dumps(papers),)).fetchone() is None:
        number = len(papers)
        gone = trn("This paper is no longer in the library.", "These papers are no longer in the library.", number)
        raise NotFound(gone)


def edit_tags(db: sqlite3.Connection, edit: EditTags) -> Written:
    """Add and remove tags; a tag that no paper has any more goes. ReaderError for one that would not be kept whole."""
    _some_must_be_here(db, edit.papers)
    if problem := too_long(*edit.add):
        raise ReaderError(problem)
    papers = json.dumps(edit.papers)
    for name in clean_tags(edit.add):
        db.execute("INSERT INTO tag (name, fold) VALUES (?, ?) ON CONFLICT DO NOTHING", (name, tag_fold(name)))
        db.execute(
            "INSERT INTO paper_tag (paper, tag) SELECT s.id, t.id FROM state s, tag t "
            f"WHERE s.{_CHOSEN} AND t.fold = ? ON CONFLICT DO NOTHING",
            (papers, tag_fold(name)),
        )
    for name in clean_tags(edit.remove):
        db.execute(
            "DELETE FROM paper_tag WHERE paper IN (SELECT value FROM json_each(?)) AND tag = (SELECT id FROM tag WHERE fold = ?)",
            (papers, tag_fold(name)),
        )
    db.execute("DELETE FROM tag WHERE id NOT IN (SELECT tag FROM paper_tag)")
    number = len(edit.papers)
    return Written(
        trn("tag a paper", "tag {n} papers", number) if edit.add else trn("untag a paper", "untag {n} papers", number)
    )


LONGEST_TAG = 100
"""Letters that are kept of a tag."""


def too_long(*tags: str) -> str:
    """What is wrong with tags that would not be kept whole, "" when all would be."""
    if all(len(tag.strip("# ")) <= LONGEST_TAG for tag in tags):
        return ""
    return tr("A tag has at most {n} letters.").format(n=LONGEST_TAG)


def clean_tags(names: tuple[str, ...]) -> list[str]:
    """Tags as they are kept: on one line, without a leading #, not too long, each once."""
    found: dict[str, str] = {}
    for name in names:
        clean = one_line(control_free(name)[0]).lstrip("#").strip()[:LONGEST_TAG].strip()
        if clean:
            found.setdefault(tag_fold(clean), clean)
    return list(found.values())


def trash(db: sqlite3.Connection, edit: Trash) -> Written:
    """Put papers into the trash as the user's own doing: no import brings them back."""
    _some_must_be_here(db, edit.papers)
    others = f"{_CHOSEN} AND trashed IS NOT 'user' AND trashed IS NOT 'emptied'"
    number = update(db, "state", {"trashed": "user"}, others, json.dumps(edit.papers))
    return Written(trn("trash a paper", "trash {n} papers", number))


def restore(db: sqlite3.Connection, edit: RestorePapers) -> Written:
    """Take papers out of the trash."""
    trashed = f"{_CHOSEN} AND trashed IN ('user', 'digest')"
    number = update(db, "state", {"trashed": None}, trashed, json.dumps(edit.papers))
    return Written(trn("restore a paper", "restore {n} papers", number))


def override(db: sqlite3.Connection, edit: Override) -> Written:
    """Keep the user's words beside the content, and know the paper by them; ReaderError tells of every field that is refused."""
    must_be_here(db, edit.paper)
    refused = []
    for field, value in edit.fields.items():
        try:
            _override_field(db, edit.paper, field, (value or "").strip())
        except ReaderError as error:
            refused.append(str(error))
    if refused:
        raise ReaderError("\n".join(refused))
    return Written(tr("correct a paper"))


def _override_field(db: sqlite3.Connection, paper: int, field: str, text: str) -> None:
    if field not in OVERRIDABLE:
        raise ReaderError(tr("“{field}” cannot be corrected.").format(field=field))
    if not text:
        db.execute("DELETE FROM override WHERE paper = ? AND field = ?", (paper, field))
        return
    kind, value, key = _override_key(field, text)
    if kind is not None and kind != "title":
        _refuse_taken(db, paper, kind, key)
    db.execute(
        "INSERT INTO override (paper, field, value) VALUES (?, ?, ?) "
        "ON CONFLICT (paper, field) DO UPDATE SET value = excluded.value",
        (paper, field, value),
    )
    if kind is not None and key:
        db.execute("INSERT INTO alias (kind, value, paper) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (kind, key, paper))


_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]|$)")
"""How an address begins that was written without its https://."""


def _override_key(field: str, value: str) -> tuple[str | None, str, str]:
    """Kind of alias, value to show, value to be known by. ReaderError for what is not of the field's kind."""
    if field == "title":
        title = " ".join(value.split())
        return "title", title, identity_fold(title)
    if field == "arxiv_id":
        found = arxiv_id(value)
        if found is None:
            raise ReaderError(tr("“{value}” is no arXiv id. One looks like 2403.01234.").format(value=value[:80]))
        return "arxiv", found[0], found[0]
    if field == "doi":
        name = doi(value)
        if name is None:
            raise ReaderError(tr("“{value}” is no DOI. One looks like 10.1145/3292500.").format(value=value[:80]))
        return "doi", name, name
    address = web_url(f"https://{value}" if _HOST.match(value) else value)
    if address is None:
        raise ReaderError(
            tr("“{value}” is no web address. One looks like https://example.org/paper.").format(value=value[:80])
        )
    return None, address, ""


def _refuse_taken(db: sqlite3.Connection, paper: int, kind: str, key: str) -> None:
    row = db.execute(
        "SELECT p.id, p.title FROM alias a JOIN paper p ON p.id = a.paper WHERE a.kind = ? AND a.value = ? AND a.paper <> ?",
        (kind, key, paper),
    ).fetchone()
    if row is not None:
        raise ReaderError(
            tr("{key} is already the id of another paper, {id} “{title}”. If both are one paper, merge them.").format(
                key=key, id=row[0], title=row[1][:80]
            )
        )
