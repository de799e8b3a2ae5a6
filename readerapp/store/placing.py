"""Which paper of the library each record is: found and improved, or made. Content and aliases only."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from json.encoder import encode_basestring

from readerapp.identity import Known, Likeness, doubtful, improved, is_short, liken, near_folds, recognise
from readerapp.records import AbstractKind, Record, Status
from readerapp.text.fold import identity_fold

_ENDS = 12
"""Letters at the beginning and at the end of a folded title by which near ones are looked up (schema.py's alias_ending)."""
_NEAR = """
SELECT j.value ->> 0,
    (SELECT json_group_array(json_array(value, paper)) FROM (
        SELECT a.value, a.paper FROM alias a WHERE a.kind = 'title'
        AND a.value >= j.value ->> 1 AND a.value < (j.value ->> 1) || char(1114111) AND a.paper < :before LIMIT 100)),
    (SELECT json_group_array(json_array(value, paper)) FROM (
        SELECT a.value, a.paper FROM alias a INDEXED BY alias_ending
        WHERE a.kind = 'title' AND substr(a.value, -12) = j.value ->> 2 AND a.paper < :before LIMIT 100))
FROM json_each(:wanted) j
"""
CONTENT = "title, abstract, abstract_kind, authors, arxiv_id, doi, url, pdf_url, code_urls, date"
"""The columns of `paper` that hold content."""
_INSERT_PAPER = f"INSERT INTO paper ({CONTENT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_UPDATE_PAPER = f"UPDATE paper SET ({CONTENT}) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?"


def place_block(
    db: sqlite3.Connection,
    block: Sequence[Record],
    before: int,
    aliases: Sequence[Sequence[tuple[str, str]]] = (),
    *,
    revive: bool = False,
) -> list[tuple[int, Status]]:
    """Find the paper of each record and improve it, or make it; `aliases`: further names of each record's paper.

    Near titles are looked for among the papers with ids below `before`: those of one file are told apart by its reader.

    Of the new papers of a block no two may be one. Papers that were thrown away with the trash stay empty, unless `revive`.
    """
    keys = [keys_of(record) for record in block]
    if aliases:
        keys = [list(dict.fromkeys((*mine, *more))) for mine, more in zip(keys, aliases, strict=True)]
    by_key = _candidates(db, keys)
    by_name = [{k.id: k for key in mine for k in by_key.get(key, ())} if by_key else {} for mine in keys]
    known = [
        recognise(record, candidates.values(), mine if aliases else ()) if candidates else None
        for record, candidates, mine in zip(block, by_name, keys, strict=True)
    ]
    near = near_titles(db, _unknown_folds(block, keys, known) if before > 1 else [""] * len(block), before)
    next_id = next_paper(db)
    statuses: list[tuple[int, Status]] = []
    fresh: dict[int, Record] = {}
    stored: dict[int, Record] = {}
    maybe: list[tuple[int, int]] = []
    for record, found, candidates, like in zip(block, known, by_name, near, strict=True):
        same, alike = _likened(db, record, candidates, like) if found is None else (candidates[found], ())
        if same is None:
            paper = next_id + len(fresh)
            fresh[paper] = record
            statuses.append((paper, "new"))
        else:
            paper = same.id
            # Two records of a block may be one paper by two of its names: the second improves what the first left.
            so_far = stored.get(paper, same.record)
            stored[paper] = so_far if same.emptied and not revive else _improve(db, paper, so_far, record, by_key)
            statuses.append((paper, "known" if stored[paper] == so_far else "changed"))
        if candidates:
            alike += doubtful(record, candidates.values(), found)
        maybe += [(paper, other) for other in alike]
    _insert_papers(db, fresh)
    _insert_names(db, statuses, keys, by_key)
    _ask_about(db, maybe)
    return statuses


def _insert_names(
    db: sqlite3.Connection,
    statuses: Sequence[tuple[int, Status]],
    keys: Sequence[Sequence[tuple[str, str]]],
    by_key: dict[tuple[str, str], list[Known]],
) -> None:
    names = [
        (kind, value, paper)
        for (paper, _), mine in zip(statuses, keys, strict=True)
        for kind, value in mine
        if not by_key or not _taken(by_key, kind, value, paper)
    ]
    names.sort()  # side by side in the index, too
    db.executemany("INSERT INTO alias (kind, value, paper) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", names)


def _unknown_folds(
    block: Sequence[Record], keys: Sequence[Sequence[tuple[str, str]]], known: Sequence[int | None]
) -> list[str]:
    """The folded titles of the records that are not known and whose title says enough to look for near ones; "" for others."""
    folds = []
    for record, mine, found in zip(block, keys, known, strict=True):
        fold = next((value for kind, value in mine if kind == "title"), "") if found is None else ""
        folds.append("" if not fold or is_short(record.title, fold) else fold)
    return folds


def _likened(
    db: sqlite3.Connection, record: Record, candidates: dict[int, Known], folds: dict[str, set[int]]
) -> tuple[Known | None, tuple[int, ...]]:
    """The known paper of a near title that a record is (None: a new one), and others that it may be."""
    if not folds:
        return None, ()
    papers = {paper for near in near_folds(identity_fold(record.title), folds) for paper in folds[near]}
    alike = {paper: known_paper(db, paper) for paper in sorted(papers) if paper not in candidates}
    likeness = liken(record, alike.values()) if alike else Likeness()
    return (alike[likeness.same], ()) if likeness.same is not None else (None, likeness.maybe)


def near_titles(db: sqlite3.Connection, folds: Sequence[str], before: int) -> list[dict[str, set[int]]]:
    """For each folded title those that begin or end like it, at most 200, with their papers below `before`; {} for ""."""
    found: list[dict[str, set[int]]] = [{} for _ in folds]
    wanted = [[number, fold[:_ENDS], fold[-_ENDS:]] for number, fold in enumerate(folds) if fold]
    if not wanted:
        return found
    for number, *lists in db.execute(_NEAR, {"wanted": json.dumps(wanted), "before": before}):
        for value, paper in (pair for pairs in lists for pair in json.loads(pairs)):
            if value != folds[number]:
                found[number].setdefault(value, set()).add(paper)
    return found


def _ask_about(db: sqlite3.Connection, pairs: Iterable[tuple[int, int]]) -> None:
    """Put pairs on the list "Maybe the same", unless the user has said that they are not."""
    for one, other in {tuple(sorted(pair)) for pair in pairs}:
        db.execute(
            "INSERT INTO maybe (one, other) SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM apart WHERE one = ?1 AND other = ?2) "
            "ON CONFLICT DO NOTHING",
            (one, other),
        )


def next_paper(db: sqlite3.Connection) -> int:
    """The id of the next new paper: never one that was used before, so that an id means one paper for ever."""
    row = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'paper'").fetchone()
    return (int(row[0]) if row else 0) + 1


def _insert_papers(db: sqlite3.Connection, fresh: dict[int, Record]) -> None:
    if not fresh:
        return
    # The writer holds the lock, so the ids counted above are the ones that SQLite gives.
    db.executemany(_INSERT_PAPER, map(content_of, fresh.values()))
    db.execute("INSERT INTO state (id) SELECT id FROM paper WHERE id BETWEEN ? AND ?", (min(fresh), max(fresh)))


def content_of(record: Record) -> tuple[object, ...]:
    """The columns of `paper` for a record, in the table's order without `id`."""
    return (
        record.title,
        record.abstract,
        record.abstract_kind,
        _json_list(record.authors),
        record.arxiv_id,
        record.doi,
        record.url,
        record.pdf_url,
        _json_list(record.code_urls),
        record.date,
    )


def _json_list(texts: tuple[str, ...]) -> str:
    """As json.dumps writes it, in a quarter of its time."""
    return f"[{', '.join(map(encode_basestring, texts))}]" if texts else "[]"


def keys_of(record: Record) -> list[tuple[str, str]]:
    """Kind and value of what a record is known by: its ids and its folded title."""
    keys = []
    if record.arxiv_id:
        keys.append(("arxiv", record.arxiv_id))
    if record.doi:
        keys.append(("doi", record.doi))
    if fold := identity_fold(record.title):
        keys.append(("title", fold))
    return keys


def _candidates(
    db: sqlite3.Connection, keys: Iterable[Sequence[tuple[str, str]]]
) -> dict[tuple[str, str], list[Known]]:
    """The known papers under each key. Few statements for many keys: one list of values per kind."""
    holders: dict[tuple[str, str], list[int]] = {}
    wanted: dict[str, set[str]] = {"arxiv": set(), "doi": set(), "title": set()}
    for kind, value in chain.from_iterable(keys):
        wanted[kind].add(value)
    for kind, values in wanted.items():
        rows = db.execute(
            "SELECT a.value, a.paper FROM json_each(?) j CROSS JOIN alias a ON a.kind = ? AND a.value = j.value",
            (json.dumps(sorted(values), ensure_ascii=False), kind),
        )
        for value, paper in rows:
            holders.setdefault((kind, value), []).append(paper)
    known = {paper: known_paper(db, paper) for papers in holders.values() for paper in papers}
    return {key: [known[paper] for paper in papers] for key, papers in holders.items()}


def known_paper(db: sqlite3.Connection, paper: int) -> Known:
    """A paper of the library as identity sees it."""
    *row, trashed = db.execute(
        f"SELECT {CONTENT}, (SELECT trashed FROM state s WHERE s.id = paper.id) FROM paper WHERE id = ?", (paper,)
    ).fetchone()
    names: dict[str, set[str]] = {"arxiv": set(), "doi": set(), "title": set()}
    for kind, value in db.execute("SELECT kind, value FROM alias WHERE paper = ?", (paper,)):
        names[kind].add(value)
    return Known(
        paper,
        record_of_row(row),
        frozenset(names["arxiv"]),
        frozenset(names["doi"]),
        frozenset(names["title"]),
        trashed == "emptied",
    )


def record_of_row(row: Sequence[object]) -> Record:
    """The content columns of `paper`, in the order of CONTENT, as a record."""
    title, abstract, kind, authors, arxiv_id, doi, url, pdf_url, code_urls, date = row
    known_kind: AbstractKind | None = kind  # type: ignore[assignment]  # the column holds nothing else
    return Record(
        title=str(title),
        abstract=_text(abstract),
        abstract_kind=known_kind,
        authors=tuple(json.loads(str(authors))),
        arxiv_id=_text(arxiv_id),
        doi=_text(doi),
        url=_text(url),
        pdf_url=_text(pdf_url),
        code_urls=tuple(json.loads(str(code_urls))),
        date=_text(date),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _improve(
    db: sqlite3.Connection, paper: int, stored: Record, record: Record, by_key: dict[tuple[str, str], list[Known]]
) -> Record:
    """Store what the record knows better; the content as it is then."""
    record = replace(
        record,
        arxiv_id=None if _taken(by_key, "arxiv", record.arxiv_id, paper) else record.arxiv_id,
        doi=None if _taken(by_key, "doi", record.doi, paper) else record.doi,
    )
    better = improved(stored, record)
    if better != stored:
        db.execute(_UPDATE_PAPER, (*content_of(better), paper))
    return better


def _taken(by_key: dict[tuple[str, str], list[Known]], kind: str, value: str | None, paper: int) -> bool:
    """Whether an id is another paper's: it means one paper. A title may be that of several."""
    return kind != "title" and any(known.id != paper for known in by_key.get((kind, value or ""), ()))
