"""The tables, readable. `sqlite3 library.db` is an interface: names and meanings here are stable.

Content (what digests say): paper, alias, digest, digest_file, listing, maybe.
The user's own: state, note, note_version, tag, paper_tag, override, saved_query, apart. Nothing cascades into these.
The journal: journal. Derived, made anew by `check --repair`: shelf, paper_search, paper_texts, paper_fts.
"""

from __future__ import annotations

APPLICATION_ID = 0x52504150
"""`PRAGMA application_id`: how a library is told from any other SQLite file."""

VERSION = 1
"""`PRAGMA user_version` of a library that this program reads and writes."""

INDEX_VERSION = 3
"""Of the derived tables and of the search form of texts: another number in `meta` means that they are to be made anew."""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- One work. JSON lists in authors and code_urls; abstract_kind is full, truncated, summary or snippet.
CREATE TABLE paper (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    abstract TEXT,
    abstract_kind TEXT,
    authors TEXT NOT NULL DEFAULT '[]',
    arxiv_id TEXT,
    doi TEXT,
    url TEXT,
    pdf_url TEXT,
    code_urls TEXT NOT NULL DEFAULT '[]',
    date TEXT
);

-- Every id and spelling under which a paper is known, for ever: kind is arxiv, doi or title (the folded title).
CREATE TABLE alias (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    paper INTEGER NOT NULL REFERENCES paper
);
CREATE UNIQUE INDEX alias_of ON alias (kind, value, paper);
CREATE INDEX alias_paper ON alias (paper);
-- Near titles are looked for among those that begin alike (alias_of) or end alike.
CREATE INDEX alias_ending ON alias (substr(value, -12)) WHERE kind = 'title';

-- One imported file; date_text is an incomplete date as it stood there, skipped a JSON list.
CREATE TABLE digest (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    source TEXT NOT NULL,
    format TEXT NOT NULL,
    date TEXT,
    date_text TEXT,
    imported TEXT NOT NULL,
    hash TEXT NOT NULL,
    skipped TEXT NOT NULL DEFAULT '[]',
    sample INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX digest_hash ON digest (hash);

-- The digest's bytes, compressed by zlib; id is the digest's.
CREATE TABLE digest_file (id INTEGER PRIMARY KEY REFERENCES digest, modified TEXT NOT NULL, bytes BLOB NOT NULL);

-- That a digest lists a paper, and what it said about it.
CREATE TABLE listing (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    paper INTEGER NOT NULL REFERENCES paper,
    digest INTEGER NOT NULL REFERENCES digest,
    position INTEGER NOT NULL,
    votes INTEGER,
    version TEXT,
    section TEXT,
    line INTEGER
);
CREATE UNIQUE INDEX listing_of ON listing (digest, paper);
CREATE INDEX listing_paper ON listing (paper);

-- The user's mark on each paper; trashed is NULL, 'user', 'digest' (went only because its digest was removed) or 'emptied'
-- (thrown away with the trash: only its names are kept, so that no import brings it back).
CREATE TABLE state (
    id INTEGER PRIMARY KEY REFERENCES paper,
    state TEXT NOT NULL DEFAULT 'unread',
    since TEXT,
    starred TEXT,
    trashed TEXT
);

CREATE TABLE note (id INTEGER PRIMARY KEY REFERENCES paper, text TEXT NOT NULL, changed TEXT NOT NULL);
CREATE TABLE note_version (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    paper INTEGER NOT NULL REFERENCES paper,
    text TEXT NOT NULL,
    saved TEXT NOT NULL
);
CREATE INDEX note_version_paper ON note_version (paper);

CREATE TABLE tag (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, fold TEXT NOT NULL UNIQUE, colour TEXT);
CREATE TABLE paper_tag (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    paper INTEGER NOT NULL REFERENCES paper,
    tag INTEGER NOT NULL REFERENCES tag
);
CREATE UNIQUE INDEX paper_tag_of ON paper_tag (tag, paper);
CREATE INDEX paper_tag_paper ON paper_tag (paper);

-- The user's corrections of content; imports never touch them.
CREATE TABLE override (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    paper INTEGER NOT NULL REFERENCES paper,
    field TEXT NOT NULL,
    value TEXT NOT NULL
);
CREATE UNIQUE INDEX override_of ON override (paper, field);

CREATE TABLE saved_query (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    position INTEGER NOT NULL
);

-- Two papers that the user said are not the same (one < other).
CREATE TABLE apart (id INTEGER PRIMARY KEY AUTOINCREMENT, one INTEGER NOT NULL, other INTEGER NOT NULL);
CREATE UNIQUE INDEX apart_of ON apart (one, other);

-- Two papers that look alike, and the user has not said yet whether they are one (one < other).
CREATE TABLE maybe (id INTEGER PRIMARY KEY AUTOINCREMENT, one INTEGER NOT NULL, other INTEGER NOT NULL);
CREATE UNIQUE INDEX maybe_of ON maybe (one, other);

-- One undoable edit: the rows as they must become when it is undone (or, when undone, redone). See journal.py.
-- Edits that were undone in one step share its number in `step`, and one redo brings them all back.
CREATE TABLE journal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    label TEXT NOT NULL,
    made TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0,
    subject TEXT,
    step INTEGER,
    rows BLOB NOT NULL
);
"""

DERIVED = """
DROP TABLE IF EXISTS paper_fts;
DROP TABLE IF EXISTS title_fts;
DROP VIEW IF EXISTS paper_texts;
DROP TABLE IF EXISTS paper_search;
DROP TABLE IF EXISTS shelf;

-- Where a paper stands in lists; an emptied one stands nowhere. Derived from state, note, listing and digest: every list reads
-- this one table. initials: the letters with which words of its title begin, a bit each (text/fold.py), for what one letter finds
-- while a word is being typed.
CREATE TABLE shelf (
    paper INTEGER PRIMARY KEY,
    state TEXT NOT NULL,
    starred TEXT,
    trashed INTEGER NOT NULL,
    noted INTEGER NOT NULL,
    latest TEXT NOT NULL,
    latest_position INTEGER NOT NULL,
    first TEXT NOT NULL,
    first_position INTEGER NOT NULL,
    listed INTEGER NOT NULL,
    initials INTEGER NOT NULL
);
CREATE INDEX shelf_state ON shelf (state, latest DESC, latest_position, paper) WHERE trashed = 0;
CREATE INDEX shelf_all ON shelf (latest DESC, latest_position, paper, state, initials) WHERE trashed = 0;
CREATE INDEX shelf_starred ON shelf (latest DESC, latest_position, paper, state) WHERE starred IS NOT NULL AND trashed = 0;
CREATE INDEX shelf_noted ON shelf (latest DESC, latest_position, paper, state) WHERE noted = 1 AND trashed = 0;
CREATE INDEX shelf_trashed ON shelf (latest DESC, latest_position, paper) WHERE trashed = 1;

-- The searchable plain form of a paper's texts (text/fold.py, search_form). Most abstracts and names differ from it by case and
-- signs alone, which the index does not see: there abstract or authors is NULL, and the paper's own text is searched.
CREATE TABLE paper_search (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    abstract TEXT,
    authors TEXT,
    tags TEXT NOT NULL,
    note TEXT NOT NULL
);
-- All that is searched: content of the full-text index.
CREATE VIEW paper_texts (id, title, abstract, authors, tags, note) AS
SELECT s.id, s.title, coalesce(s.abstract, p.abstract), coalesce(s.authors, p.authors), s.tags, s.note
FROM paper_search s JOIN paper p ON p.id = s.id;
CREATE VIRTUAL TABLE paper_fts USING fts5 (
    title, abstract, authors, tags, note,
    content = 'paper_texts', content_rowid = 'id',
    tokenize = "unicode61 remove_diacritics 0 tokenchars '+#'"
);
-- Many new papers at once go into the index in portions that fit a processor's cache, on leaves that fill a page. No merging by
-- and by: with it a large portion stands beside small ones again and again, and is written anew with them.
INSERT INTO paper_fts (paper_fts, rank) VALUES ('hashsize', 8388608);
INSERT INTO paper_fts (paper_fts, rank) VALUES ('pgsz', 16000);
INSERT INTO paper_fts (paper_fts, rank) VALUES ('automerge', 0);
INSERT INTO paper_fts (paper_fts, rank) VALUES ('crisismerge', 32);
"""
"""The derived tables, empty, in the place of those that there are, of whatever form."""

TRACKED: dict[str, tuple[str, ...]] = {
    "paper": ("title", "abstract", "abstract_kind", "authors", "arxiv_id", "doi", "url", "pdf_url", "code_urls", "date"),
    "alias": ("kind", "value", "paper"),
    "digest": ("title", "source", "format", "date", "date_text", "imported", "hash", "skipped", "sample"),
    "digest_file": ("modified", "bytes"),
    "listing": ("paper", "digest", "position", "votes", "version", "section", "line"),
    "state": ("state", "since", "starred", "trashed"),
    "note": ("text", "changed"),
    "note_version": ("paper", "text", "saved"),
    "tag": ("name", "fold", "colour"),
    "paper_tag": ("paper", "tag"),
    "override": ("paper", "field", "value"),
    "saved_query": ("name", "query", "position"),
    "apart": ("one", "other"),
    "maybe": ("one", "other"),
}  # fmt: skip
"""The tables that the journal keeps, with their columns beside `id`."""

OF_PAPER: dict[str, str] = {
    "paper": "id",
    "state": "id",
    "note": "id",
    "alias": "paper",
    "listing": "paper",
    "paper_tag": "paper",
    "override": "paper",
    "note_version": "paper",
}
"""The tracked tables whose rows belong to one paper, and the column that names it."""

GIVEN_IDS = frozenset({"state", "note", "digest_file"})
"""The tracked tables whose rows have the id of a row elsewhere. In all others SQLite gives ids, each once and rising
(AUTOINCREMENT), and no statement names one: the journal relies on that."""

BLOBS = frozenset({("digest_file", "bytes")})


def statements(script: str) -> list[str]:
    """The statements of a script without its comments; `executescript` would end the transaction around it."""
    lines = (line for line in script.splitlines() if not line.lstrip().startswith("--"))
    return [statement for part in "\n".join(lines).split(";") if (statement := part.strip())]
