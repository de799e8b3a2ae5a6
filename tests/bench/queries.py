"""Lists, searches and marks beside their raw SQL floors."""

from __future__ import annotations

import sqlite3
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from readerapp.edits import Mark
from readerapp.store.library import Library
from readerapp.store.reading import Reader


def _median(work: Callable[[], object], rounds: int = 9) -> float:
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        work()
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times)


def measure(folder: Path) -> None:
    """Print each question's time in milliseconds."""
    raw = sqlite3.connect(f"file:{folder}/library.db?mode=ro", uri=True)
    with Reader(folder) as reader:
        page = "SELECT paper FROM shelf WHERE state = 'unread' AND trashed = 0 ORDER BY latest DESC, latest_position, paper LIMIT 50"
        floor = _median(lambda: raw.execute(page).fetchall())
        print(
            f"first page of the inbox  raw {floor:8.2f} ms   app {_median(lambda: reader.ids('is:unread', limit=50)):8.2f} ms"
        )
        print(f"all ids of the inbox                       app {_median(lambda: reader.ids('is:unread')):8.2f} ms")
        print(f"all numbers of the sidebar                 app {_median(reader.counts):8.2f} ms")
        for text in ("graph", "graph model", "learning", "zzz", '"deep neural"'):
            _measure_search(raw, reader, text)
    with Library(folder) as library, Reader(folder) as reader:
        print(f"one star, written                          app {_median(lambda: _star(library)):8.2f} ms")
        everything = tuple(reader.ids("is:unread OR is:read"))
        floor = _marked_raw(folder)
        begin = time.perf_counter()
        library.apply(Mark(everything, "queued"))
        middle = time.perf_counter()
        library.undo()
        print(
            f"{len(everything):,} papers marked     raw {floor:8.2f} s    app {middle - begin:8.2f} s, "
            f"undone {time.perf_counter() - middle:5.2f} s"
        )


def _measure_search(raw: sqlite3.Connection, reader: Reader, text: str) -> None:
    sql = "SELECT rowid FROM paper_fts WHERE paper_fts MATCH ? ORDER BY rowid DESC LIMIT 50"
    match = " AND ".join(f'"{word}"*' for word in text.replace('"', "").split())
    floor = _median(lambda: raw.execute(sql, (match,)).fetchall())
    app = _median(lambda: reader.ids(text))
    print(f"search {text:18}raw {floor:8.2f} ms   app {app:8.2f} ms   ({len(reader.ids(text)):,} found)")


def _marked_raw(folder: Path) -> float:
    """Seconds that the marks and the lists alone take, of all papers, with nothing to undo them by and no commit."""
    raw = sqlite3.connect(folder / "library.db", isolation_level=None)
    raw.execute("PRAGMA cache_size = -65536")
    raw.execute("BEGIN IMMEDIATE")
    begin = time.perf_counter()
    raw.execute("UPDATE state SET state = 'queued', since = '2026-01-01T00:00:00.000Z'")
    raw.execute("UPDATE shelf SET state = 'queued'")
    seconds = time.perf_counter() - begin
    raw.execute("ROLLBACK")
    raw.close()
    return seconds


def _star(library: Library) -> None:
    library.apply(Mark((1,), starred=True))
    library.apply(Mark((1,), starred=False))
