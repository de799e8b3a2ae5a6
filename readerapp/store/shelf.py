"""The derived tables: where papers stand in lists, and the search index. Refreshed for the papers in `temp.touched`."""

from __future__ import annotations

import sqlite3

from readerapp.store.journal import earlier
from readerapp.store.schema import DERIVED, INDEX_VERSION, statements
from readerapp.text.fold import is_plain, search_form

_TEXT_TABLES = frozenset({"paper", "note", "tag", "paper_tag", "override"})
_PLACE_TABLES = frozenset({"paper", "note", "listing", "digest", "state"})
_TOUCHED = "(SELECT id FROM temp.touched)"

_MARKS = f"""
UPDATE shelf SET state = s.state, starred = s.starred, trashed = s.trashed IS NOT NULL
FROM state s WHERE s.id = shelf.paper AND shelf.paper IN {_TOUCHED}
"""

# A digest without a date stands at the day of its import. Of two digests of one day the one imported later counts as the later.
# Most papers are listed once, and need no comparing.
_PLACED = f"""
WITH day_of AS MATERIALIZED (SELECT id, coalesce(date, substr(imported, 1, 10)) AS day FROM digest),
held AS MATERIALIZED (
    SELECT paper, count(*) AS listed, min(digest) AS digest, min(position) AS position
    FROM listing WHERE paper IN {_TOUCHED} GROUP BY paper
), said AS (
    SELECT l.paper, l.position, d.day, h.listed,
           row_number() OVER (PARTITION BY l.paper ORDER BY d.day, d.id) AS nth
    FROM held h JOIN listing l ON l.paper = h.paper JOIN day_of d ON d.id = l.digest WHERE h.listed > 1
), placed AS MATERIALIZED (
    SELECT h.paper, listed, d.day AS latest, position AS latest_position, d.day AS first, position AS first_position
    FROM held h JOIN day_of d ON d.id = h.digest WHERE listed = 1
    UNION ALL
    SELECT paper, listed, max(iif(nth = listed, day, NULL)), max(iif(nth = listed, position, NULL)),
           max(iif(nth = 1, day, NULL)), max(iif(nth = 1, position, NULL))
    FROM said GROUP BY paper
), row_of_paper AS (
SELECT p.id, s.state, s.starred, s.trashed IS NOT NULL, n.id IS NOT NULL,
       coalesce(latest, ''), coalesce(latest_position, 0), coalesce(first, ''), coalesce(first_position, 0), coalesce(listed, 0)
FROM paper p JOIN state s ON s.id = p.id LEFT JOIN note n ON n.id = p.id LEFT JOIN placed ON placed.paper = p.id
WHERE p.id IN {_TOUCHED} AND s.trashed IS NOT 'emptied'
)
"""
_ONLY_MARKS = f"""
SELECT count(*) = (SELECT count(*) FROM temp.touched) FROM shelf JOIN state s ON s.id = shelf.paper
WHERE shelf.paper IN {_TOUCHED} AND s.trashed IS NOT 'emptied'
"""
"""Whether the touched papers stand in the lists and stay there."""
_PLACES = f"{_PLACED} INSERT INTO shelf SELECT * FROM row_of_paper"

_COLUMNS = "title, abstract, authors, tags, note"
_INDEXES = {"paper_fts": _COLUMNS, "title_fts": "title"}
"""The full-text indexes over paper_texts, with their columns."""

# What is searched is what is shown: the user's corrected title, every author, every tag, the note.
_SEARCHED = f"""
SELECT p.id,
       search_form(coalesce((SELECT value FROM override o WHERE o.paper = p.id AND o.field = 'title'), p.title)),
       abstract_form(p.abstract),
       iif(p.authors = '[]', '', search_form((SELECT group_concat(value, ' ; ') FROM json_each(p.authors)))),
       coalesce((SELECT search_form(group_concat(t.name, ' ; '))
                 FROM paper_tag pt JOIN tag t ON t.id = pt.tag WHERE pt.paper = p.id), ''),
       coalesce((SELECT search_form(text) FROM note n WHERE n.id = p.id), '')
FROM paper p WHERE p.id IN {_TOUCHED}
"""
# To forget a text the index must be told it exactly; by now the paper may have another abstract, or be gone.
_ABSTRACT = f"coalesce(s.abstract, {earlier('paper', 'abstract', 's.id')}, p.abstract)"
_INDEXED = f"""
SELECT s.id, s.title, {_ABSTRACT} AS abstract, s.authors, s.tags, s.note
FROM paper_search s LEFT JOIN paper p ON p.id = s.id WHERE s.id IN {_TOUCHED}
"""
_TEXTS = f"INSERT INTO paper_search (id, {_COLUMNS}) {_SEARCHED}"


def install(connection: sqlite3.Connection) -> None:
    """Give a writing connection the functions that the search texts need."""
    connection.create_function(
        "search_form", 1, lambda text: None if text is None else search_form(text), deterministic=True
    )
    connection.create_function("abstract_form", 1, _abstract_form, deterministic=True)


def _abstract_form(text: str | None) -> str | None:
    """An abstract as paper_search holds it: None where the paper's own one is as good."""
    if text is None:
        return ""
    return None if is_plain(text) else search_form(text)


def refresh(connection: sqlite3.Connection, tables: frozenset[str]) -> None:
    """Bring the derived rows of the touched papers up to date after an edit's changes in these tables, once for each edit.

    Inside its transaction, and before the journal begins another one.
    """
    if tables == {"state"} and connection.execute(_ONLY_MARKS).fetchone()[0]:
        connection.execute(_MARKS)
        return
    if tables & _PLACE_TABLES:
        connection.execute(f"DELETE FROM shelf WHERE paper IN {_TOUCHED}")
        connection.execute(_PLACES)
    if tables & _TEXT_TABLES:
        for index, columns in _INDEXES.items():
            connection.execute(
                f"INSERT INTO {index} ({index}, rowid, {columns}) SELECT 'delete', id, {columns} FROM ({_INDEXED})"
            )
        connection.execute(f"DELETE FROM paper_search WHERE id IN {_TOUCHED}")
        connection.execute(_TEXTS)
        for index, columns in _INDEXES.items():
            connection.execute(
                f"INSERT INTO {index} (rowid, {columns}) SELECT id, {columns} FROM paper_texts WHERE id IN {_TOUCHED}"
            )


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the derived tables anew from content and user data. Inside a transaction; needs the connection's `temp.touched`."""
    _touch_all(connection)
    for statement in statements(DERIVED):
        connection.execute(statement)
    connection.execute(_PLACES)
    connection.execute(_TEXTS)
    for index in _INDEXES:
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
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
    for index in _INDEXES:
        try:
            connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            found.append(f"{index}: the search index is damaged ({error})")
    return found
