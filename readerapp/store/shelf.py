"""The derived tables: where papers stand in lists, and the search index. Refreshed for the papers in `temp.touched`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from readerapp.store.checkpoint import LARGE
from readerapp.store.journal import earlier
from readerapp.store.schema import DERIVED, INDEX_VERSION, statements
from readerapp.text.fold import initials, is_plain, search_form

_TEXT_TABLES = frozenset({"paper", "note", "tag", "paper_tag", "override"})
_PLACE_TABLES = frozenset({"paper", "override", "note", "listing", "digest", "state"})
_TOUCHED = "(SELECT id FROM temp.touched)"

_MARKS = f"""
UPDATE shelf SET state = s.state, starred = s.starred, trashed = s.trashed IS NOT NULL
FROM state s WHERE s.id = shelf.paper AND shelf.paper IN {_TOUCHED}
"""

# A digest without a date stands at the day of its import. Of two digests of one day the one imported later counts as the later.
# Each listing is one number, its digest's rank above its position: one pass finds the first and the latest of a paper.
_PLACED = """
WITH ranked AS MATERIALIZED (
    SELECT id, day, row_number() OVER (ORDER BY day, id) AS rank
    FROM (SELECT id, coalesce(date, substr(imported, 1, 10)) AS day FROM digest)
), held AS (
    SELECT t.id AS paper, count(r.id) AS listed, min(r.rank << 32 | l.position) AS first, max(r.rank << 32 | l.position) AS latest
    FROM temp.touched t LEFT JOIN listing l ON l.paper = t.id LEFT JOIN ranked r ON r.id = l.digest GROUP BY t.id
), row_of_paper AS (
    SELECT s.id, s.state, s.starred, s.trashed IS NOT NULL, n.id IS NOT NULL,
           coalesce(b.day, ''), coalesce(latest & 0xffffffff, 0), coalesce(a.day, ''), coalesce(first & 0xffffffff, 0),
           listed, initials(t.title)
    FROM held h JOIN state s ON s.id = h.paper JOIN paper_search t ON t.id = h.paper LEFT JOIN note n ON n.id = h.paper
    LEFT JOIN ranked a ON a.rank = first >> 32 LEFT JOIN ranked b ON b.rank = latest >> 32
    WHERE s.trashed IS NOT 'emptied'
)
"""
_ONLY_MARKS = f"""
SELECT count(*) = (SELECT count(*) FROM temp.touched) FROM shelf JOIN state s ON s.id = shelf.paper
WHERE shelf.paper IN {_TOUCHED} AND s.trashed IS NOT 'emptied'
"""
"""Whether the touched papers stand in the lists and stay there."""
_PLACES = f"{_PLACED} INSERT INTO shelf SELECT * FROM row_of_paper"

_COLUMNS = "title, abstract, authors, tags, note"
# What is searched is what is shown: the user's corrected title, every author, every tag, the note.
_SEARCHED = f"""
SELECT p.id,
       search_form(coalesce((SELECT value FROM override o WHERE o.paper = p.id AND o.field = 'title'), p.title)),
       iif(p.abstract IS NULL, '', iif(is_plain(p.abstract), NULL, search_form(p.abstract))),
       iif(is_plain(p.authors), NULL, search_form((SELECT group_concat(value, ' ; ') FROM json_each(p.authors)))),
       coalesce((SELECT search_form(group_concat(t.name, ' ; '))
                 FROM paper_tag pt JOIN tag t ON t.id = pt.tag WHERE pt.paper = p.id), ''),
       coalesce((SELECT search_form(text) FROM note n WHERE n.id = p.id), '')
FROM paper p WHERE p.id IN {_TOUCHED}
"""
# To forget a text the index must be told it exactly; by now the paper may have another one, or be gone.
_SHARED = {c: f"coalesce(s.{c}, {earlier('paper', c, 's.id')}, p.{c}) AS {c}" for c in ("abstract", "authors")}
_INDEXED = f"""
SELECT s.id, s.title, {_SHARED["abstract"]}, {_SHARED["authors"]}, s.tags, s.note
FROM paper_search s LEFT JOIN paper p ON p.id = s.id WHERE s.id IN {_TOUCHED}
"""
_TEXTS = f"INSERT INTO paper_search (id, {_COLUMNS}) {_SEARCHED}"


def install(connection: sqlite3.Connection) -> None:
    """Give a writing connection the functions that the search texts need."""
    connection.create_function(
        "search_form", 1, lambda text: None if text is None else search_form(text), deterministic=True
    )
    connection.create_function("is_plain", 1, is_plain, deterministic=True)
    connection.create_function("initials", 1, initials, deterministic=True)


def refresh(connection: sqlite3.Connection, tables: frozenset[str]) -> None:
    """Bring the derived rows of the touched papers up to date after an edit's changes in these tables, once for each edit.

    Inside its transaction, and before the journal begins another one.
    """
    if tables == {"state"} and connection.execute(_ONLY_MARKS).fetchone()[0]:
        with _indexes_last(connection):
            connection.execute(_MARKS)
        return
    if tables & _TEXT_TABLES:
        connection.execute(
            f"INSERT INTO paper_fts (paper_fts, rowid, {_COLUMNS}) SELECT 'delete', id, {_COLUMNS} FROM ({_INDEXED})"
        )
        connection.execute(f"DELETE FROM paper_search WHERE id IN {_TOUCHED}")
        connection.execute(_TEXTS)
        connection.execute(
            f"INSERT INTO paper_fts (rowid, {_COLUMNS}) SELECT id, {_COLUMNS} FROM paper_texts WHERE id IN {_TOUCHED}"
        )
    if tables & _PLACE_TABLES:
        with _indexes_last(connection):
            connection.execute(f"DELETE FROM shelf WHERE paper IN {_TOUCHED}")
            connection.execute(_PLACES)


@contextmanager
def _indexes_last(connection: sqlite3.Connection) -> Iterator[None]:
    """Where most of the lists' rows change, their indexes are made anew at once: in half the time of changing them row by row."""
    touched = connection.execute("SELECT count(*) FROM temp.touched").fetchone()[0]
    most = touched >= LARGE and connection.execute("SELECT count(*) < ? FROM shelf", (2 * touched,)).fetchone()[0]
    indexes = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'shelf'"
    away = connection.execute(indexes).fetchall() if most else []
    for name, _ in away:
        connection.execute(f"DROP INDEX {name}")
    yield
    for _, statement in away:
        connection.execute(statement)


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the derived tables anew from content and user data. Inside a transaction; needs the connection's `temp.touched`."""
    _touch_all(connection)
    for statement in statements(DERIVED):
        connection.execute(statement)
    connection.execute(_TEXTS)
    connection.execute("INSERT INTO paper_fts (paper_fts) VALUES ('rebuild')")
    connection.execute(_PLACES)
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('index_version', ?)", (str(INDEX_VERSION),))


def _touch_all(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM temp.touched")
    connection.execute("INSERT INTO temp.touched SELECT id FROM paper")


def problems(connection: sqlite3.Connection) -> list[str]:
    """What in the derived tables is not as it would be made anew; a rebuild mends all of it. As `rebuild`, to be rolled back."""
    _touch_all(connection)
    found = []
    places = f"{_PLACED} SELECT {{key}} FROM (SELECT * FROM {{one}} EXCEPT SELECT * FROM {{other}})"
    texts = "SELECT {key} FROM (SELECT * FROM {one} EXCEPT SELECT * FROM {other})"
    for table, key, select, anew, said in (
        ("shelf", "paper", places, "row_of_paper", "papers that stand wrong in the lists"),
        ("paper_search", "id", texts, f"({_SEARCHED})", "papers that are searched by wrong texts"),
    ):
        wrong = {row[0] for row in connection.execute(select.format(key=key, one=table, other=anew))}
        wrong |= {row[0] for row in connection.execute(select.format(key="id", one=anew, other=table))}
        if wrong:
            found.append(f"{table}: {said}: {len(wrong)}")
    try:
        connection.execute("INSERT INTO paper_fts (paper_fts, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        found.append(f"paper_fts: the search index is damaged ({error})")
    return found
