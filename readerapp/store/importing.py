"""Writing a digest's papers into the library: content, aliases and listings only. What the user did is not touched."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from readerapp.edits import ImportReading
from readerapp.identity import Known, Likeness, doubtful, fuller, is_short, liken, near_folds, recognise
from readerapp.records import AbstractKind, ImportReport, Progress, Record, Skipped, Status
from readerapp.store.journal import now
from readerapp.text.fold import identity_fold

BLOCK = 500
_START = 12
"""Letters of the folded title by which near ones are looked up."""
_MOST = 100
"""Candidates of each way of looking."""
_CONTENT = "title, abstract, abstract_kind, authors, arxiv_id, doi, url, pdf_url, code_urls, date"
_INSERT_PAPER = f"INSERT INTO paper ({_CONTENT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_UPDATE_PAPER = f"UPDATE paper SET ({_CONTENT}) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?"
_INSERT_LISTING = (
    "INSERT INTO listing (paper, digest, position, votes, version, section, line) VALUES (?, ?, ?, ?, ?, ?, ?) "
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
    digest = _insert_digest(db, edit, digest_hash)
    papers: list[tuple[int, Status]] = []
    for start, block in _blocks(records):
        papers += _write_block(db, digest, start, block)
        yield Progress(len(papers), len(records), edit.source)
    ids = [paper for paper, status in papers if status != "new"]
    trashed = tuple(_trashed(db, ids))
    yield ImportReport(digest, tuple(papers), trashed=trashed)


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
    db.execute(
        "INSERT INTO digest_file (id, modified, bytes) VALUES (?, ?, ?)",
        (digest, edit.modified.isoformat(), zlib.compress(edit.data, 6)),
    )
    return digest


def _skipped_json(skipped: Sequence[Skipped]) -> str:
    return json.dumps([[s.where, s.text, s.reason] for s in skipped], ensure_ascii=False)


def _blocks(records: Iterable[Record]) -> Iterator[tuple[int, list[Record]]]:
    rest = iter(records)
    start = 1
    while block := list(islice(rest, BLOCK)):
        yield start, block
        start += len(block)


def _write_block(db: sqlite3.Connection, digest: int, start: int, block: list[Record]) -> list[tuple[int, Status]]:
    keys = [_keys(record) for record in block]
    by_key = _candidates(db, {key for each in keys for key in each})
    next_id = _next_paper(db)
    statuses: list[tuple[int, Status]] = []
    fresh: dict[int, Record] = {}
    maybe: list[tuple[int, int]] = []
    for record, mine in zip(block, keys, strict=True):
        candidates = {k.id: k for key in mine for k in by_key.get(key, ())}
        known, alike = _recognised(db, record, candidates)
        if known is None:
            paper = next_id + len(fresh)
            fresh[paper] = record
            statuses.append((paper, "new"))
        else:
            paper = known.id
            statuses.append((paper, "changed" if _improve(db, known, record, by_key) else "known"))
        maybe += [(paper, other) for other in alike]
    _insert_papers(db, fresh)
    _insert_listings(db, digest, start, block, statuses, keys)
    _ask_about(db, maybe)
    return statuses


def _recognised(
    db: sqlite3.Connection, record: Record, candidates: dict[int, Known]
) -> tuple[Known | None, tuple[int, ...]]:
    """The known paper that a record is (None: a new one), and others that it may be as well."""
    paper = recognise(record, candidates.values())
    if paper is not None:
        return candidates[paper], doubtful(record, candidates.values(), paper)
    alike = {key: known_paper(db, key) for key in near_titles(db, record) if key not in candidates}
    likeness = liken(record, alike.values()) if alike else Likeness()
    if likeness.same is not None:
        return alike[likeness.same], ()
    return None, likeness.maybe + doubtful(record, candidates.values(), None)


def near_titles(db: sqlite3.Connection, record: Record) -> list[int]:
    """The papers whose titles are near, of at most 200 that begin or end alike."""
    fold = identity_fold(record.title)
    if not fold or is_short(record.title):
        return []
    start = fold[:_START]
    folds: dict[str, set[int]] = {}
    rows = db.execute(
        "SELECT value, paper FROM alias WHERE kind = 'title' AND value >= ? AND value < ? LIMIT ?",
        (start, start + "\U0010ffff", _MOST),
    ).fetchall()
    rows += db.execute(
        "SELECT value, paper FROM alias INDEXED BY alias_ending WHERE kind = 'title' AND substr(value, -12) = ? LIMIT ?",
        (fold[-12:], _MOST),
    ).fetchall()
    for value, paper in rows:
        folds.setdefault(value, set()).add(int(paper))
    folds.pop(fold, None)
    return sorted({paper for near in near_folds(fold, folds) for paper in folds[near]}) if folds else []


def _ask_about(db: sqlite3.Connection, pairs: Iterable[tuple[int, int]]) -> None:
    """Put pairs on the list "Maybe the same", unless the user has said that they are not."""
    for one, other in {tuple(sorted(pair)) for pair in pairs}:
        db.execute(
            "INSERT INTO maybe (one, other) SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM apart WHERE one = ?1 AND other = ?2) "
            "ON CONFLICT DO NOTHING",
            (one, other),
        )


def _insert_listings(
    db: sqlite3.Connection,
    digest: int,
    start: int,
    block: list[Record],
    statuses: list[tuple[int, Status]],
    keys: list[list[tuple[str, str]]],
) -> None:
    papers = [paper for paper, _ in statuses]
    aliases = [(kind, value, paper) for paper, mine in zip(papers, keys, strict=True) for kind, value in mine]
    db.executemany("INSERT INTO alias (kind, value, paper) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", aliases)
    db.executemany(
        _INSERT_LISTING,
        (
            (paper, digest, position, r.votes, r.version, r.section, r.line)
            for position, (paper, r) in enumerate(zip(papers, block, strict=True), start)
        ),
    )
    # Went only because its digest was removed, and is listed again: it comes back as it was.
    back = [(paper,) for paper, status in statuses if status != "new"]
    db.executemany("UPDATE state SET trashed = NULL WHERE id = ? AND trashed = 'digest'", back)


def _next_paper(db: sqlite3.Connection) -> int:
    """The id of the next new paper: never one that was used before, so that an id means one paper for ever."""
    row = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'paper'").fetchone()
    return (int(row[0]) if row else 0) + 1


def _insert_papers(db: sqlite3.Connection, fresh: dict[int, Record]) -> None:
    # The writer holds the lock, so the ids counted above are the ones that SQLite gives.
    db.executemany(_INSERT_PAPER, map(content_of, fresh.values()))
    db.executemany("INSERT INTO state (id) VALUES (?)", ((paper,) for paper in fresh))


def content_of(record: Record) -> tuple[object, ...]:
    """The columns of `paper` for a record, in the table's order without `id`."""
    return (
        record.title,
        record.abstract,
        record.abstract_kind,
        json.dumps(record.authors, ensure_ascii=False),
        record.arxiv_id,
        record.doi,
        record.url,
        record.pdf_url,
        json.dumps(record.code_urls),
        record.date,
    )


def _keys(record: Record) -> list[tuple[str, str]]:
    fold = identity_fold(record.title)
    named = (("arxiv", record.arxiv_id), ("doi", record.doi), ("title", fold))
    return [(kind, value) for kind, value in named if value]


def _candidates(db: sqlite3.Connection, keys: set[tuple[str, str]]) -> dict[tuple[str, str], list[Known]]:
    """The known papers under each key. Few statements for many keys: one list of values per kind."""
    holders: dict[tuple[str, str], list[int]] = {}
    for kind in ("arxiv", "doi", "title"):
        values = [value for k, value in keys if k == kind]
        rows = db.execute(
            "SELECT a.value, a.paper FROM json_each(?) j CROSS JOIN alias a ON a.kind = ? AND a.value = j.value",
            (json.dumps(values, ensure_ascii=False), kind),
        )
        for value, paper in rows:
            holders.setdefault((kind, value), []).append(paper)
    known = {paper: known_paper(db, paper) for papers in holders.values() for paper in papers}
    return {key: [known[paper] for paper in papers] for key, papers in holders.items()}


def known_paper(db: sqlite3.Connection, paper: int) -> Known:
    """A paper of the library as identity sees it."""
    row = db.execute(f"SELECT {_CONTENT} FROM paper WHERE id = ?", (paper,)).fetchone()
    names: dict[str, set[str]] = {"arxiv": set(), "doi": set(), "title": set()}
    for kind, value in db.execute("SELECT kind, value FROM alias WHERE paper = ?", (paper,)):
        names[kind].add(value)
    return Known(paper, _record(row), frozenset(names["arxiv"]), frozenset(names["doi"]), frozenset(names["title"]))


def _record(row: tuple[object, ...]) -> Record:
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


def _improve(db: sqlite3.Connection, known: Known, record: Record, by_key: dict[tuple[str, str], list[Known]]) -> bool:
    """Store what the record knows better; whether there was anything. An id that another paper holds is not taken."""
    taken = {
        kind: any(k.id != known.id for k in by_key.get((kind, value or ""), ()))
        for kind, value in (("arxiv", record.arxiv_id), ("doi", record.doi))
    }
    record = replace(
        record, arxiv_id=None if taken["arxiv"] else record.arxiv_id, doi=None if taken["doi"] else record.doi
    )
    stored = known.record
    better = replace(
        fuller(stored, record), votes=stored.votes, version=stored.version, section=stored.section, line=stored.line
    )
    if better == stored:
        return False
    db.execute(_UPDATE_PAPER, (*content_of(better), known.id))
    return True


def _trashed(db: sqlite3.Connection, papers: list[int]) -> list[int]:
    return [
        int(row[0])
        for row in db.execute(
            "SELECT s.id FROM json_each(?) j JOIN state s ON s.id = j.value WHERE s.trashed IS NOT NULL",
            (json.dumps(papers),),
        )
    ]


def _again(db: sqlite3.Connection, digest: int) -> ImportReport:
    papers = [int(p) for (p,) in db.execute("SELECT paper FROM listing WHERE digest = ? ORDER BY position", (digest,))]
    return ImportReport(
        digest, tuple((paper, "known") for paper in papers), again=True, trashed=tuple(_trashed(db, papers))
    )
