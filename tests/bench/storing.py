"""Storing many new papers, and one digest into many: the app beside tuned raw SQLite with the same texts."""

from __future__ import annotations

import json
import os
import sqlite3
import statistics
import tempfile
import time
from datetime import date
from pathlib import Path

from readerapp.edits import ImportReading
from readerapp.records import Reading, Record
from readerapp.store.library import Library
from tests.bench.library import make_records


def _raw(path: Path, records: list[Record]) -> float:
    """Rows and full text by the fewest statements: what no store of this kind can do without."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("CREATE TABLE paper (id INTEGER PRIMARY KEY, title, abstract, authors, arxiv)")
    connection.execute("CREATE TABLE listing (id INTEGER PRIMARY KEY, paper, digest, position)")
    connection.execute("CREATE TABLE search (id INTEGER PRIMARY KEY, title, abstract, authors)")
    connection.execute(
        "CREATE VIRTUAL TABLE fts USING fts5 (title, abstract, authors, content = 'search', content_rowid = 'id')"
    )
    connection.execute("INSERT INTO fts (fts, rank) VALUES ('hashsize', 67108864)")
    begin = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        "INSERT INTO paper VALUES (NULL, ?, ?, ?, ?)",
        ((r.title, r.abstract, json.dumps(r.authors), r.arxiv_id) for r in records),
    )
    connection.executemany("INSERT INTO listing VALUES (NULL, ?, 1, ?)", ((n, n) for n in range(1, len(records) + 1)))
    connection.execute("INSERT INTO search SELECT id, lower(title), lower(abstract), lower(authors) FROM paper")
    connection.execute(
        "INSERT INTO fts (rowid, title, abstract, authors) SELECT id, title, abstract, authors FROM search"
    )
    connection.execute("COMMIT")
    taken = time.perf_counter() - begin
    connection.close()
    return taken


def _edit(records: list[Record], name: str) -> ImportReading:
    return ImportReading(
        Reading("bench", name, "2026-03-14", None, tuple(records)), name, name.encode(), date(2026, 3, 14)
    )


def measure_bulk(papers: int, rounds: int = 3) -> None:
    """100,000 new papers at once, both in turn. The app carries its log over when it has told that they are stored."""
    records = make_records(papers)
    raws, apps, after = [], [], []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            os.sync()
            raws.append(_raw(Path(folder) / "raw.db", records))
            with Library(Path(folder) / "library") as library:
                os.sync()  # neither is to wait for what the other left to the disk
                begin = time.perf_counter()
                library.apply(_edit(records, "bulk"))
                apps.append(time.perf_counter() - begin)
                begin = time.perf_counter()
            after.append(time.perf_counter() - begin)
    raw, app, late = map(statistics.median, (raws, apps, after))
    ratio = statistics.median(
        mine / other for mine, other in zip(apps, raws, strict=True)
    )  # a machine is slow for minutes
    print(
        f"storing {papers:,} new   raw {raw:6.2f} s    app {app:6.2f} s    ratio {ratio:.2f}    log carried over {late:.2f} s"
    )


def measure_digest(folder: Path, rounds: int = 30) -> None:
    """64 papers, half of them known, into a full library (not reading: that is in formats.py)."""
    fresh = make_records(64 * rounds, seed=7)
    times = []
    with Library(folder) as library:
        for number in range(rounds):
            block = [Record(r.title + " anew", r.abstract, "full") for r in fresh[number * 64 : number * 64 + 64]]
            begin = time.perf_counter()
            library.apply(_edit(block, f"digest {number}"))
            times.append((time.perf_counter() - begin) * 1000)
        for _ in range(rounds):
            library.undo()
    p95 = statistics.quantiles(times, n=20)[18]
    print(f"storing a digest of 64   median {statistics.median(times):.0f} ms   p95 {p95:.0f} ms")
