"""Texts in the search box that nobody would write, or that somebody wrote to do harm: none may take longer than half a second."""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path

from readerapp.store.finding import Wish, stages
from readerapp.store.reading import Reader
from tests.bench.library import make_library, vocabulary

PAPERS = 10_000
GOAL = 500
"""Milliseconds, at 10,000 papers."""
_RANDOM = 1500
_PARTS = [
    '"', "(", ")", "-", "*", "OR", "AND", "NOT", "NEAR", "NEAR(", "is:", "is:read", "is:unread", "-is:dropped", "is:trashed",
    "has:note", "has:code", "-has:abstract", "tag:x", "tag:", 'tag:"', "in:", "in:#1", "in:2026", "in:bench", "seen:>1", "seen:<0",
    "title:", "title:a", "author:", "note:", "arxiv:", "arxiv:07", "doi:10.", "before:", "before:2030", "after:0001", "after:x",
    "sort:listed", "sort:relevance", "sort:", "a", "b", "c", "e", "s", "C++", "c#", "α", "é", "学", "学习", "\u202e", "\x00", "\\", "'",
    "%", "_", ";", "--", "/*", "^", "{", "}", ":", "title:title:", "😀", "ß", "İ", "\u0301",
]  # fmt: skip


def texts(number: int = _RANDOM, seed: int = 1) -> list[str]:
    """Hostile texts, the same for the same seed."""
    rng = random.Random(seed)
    words = vocabulary()[:200]
    made = [
        '"' * 10_000, "(" * 10_000, ")" * 10_000, "-" * 10_000, "(a OR " * 2000, "a OR " * 3000, "a " * 5000, "-a " * 3000,
        "title:" * 3000, "x" * 200_000, "* " * 3000, "😀" * 3000, "学" * 3000, "学习 " * 2000, "sort:title " * 2000,
        " OR ".join("abcdefghijklmnopqrstuvwxyz"), " ".join(words), " OR ".join(words), " -".join(words), "-" + " -".join(words),
        " ".join(f"({a} OR {b})" for a in words[:40] for b in words[40:50]), 'NEAR("a b", 5)', "a*b*c*", "-is:read -is:unread",
        "(is:read OR is:unread OR is:queued OR is:dropped OR is:trashed)", "after:0000-00-00 before:9999-99-99 sort:relevance",
    ]  # fmt: skip
    parts = [*_PARTS, *words[:60]]
    for _ in range(number):
        glue = rng.choice(("", " ", " ", " OR "))
        made.append(glue.join(rng.choices(parts, k=rng.randint(1, 60))))
    return made


def measure(folder: Path) -> None:
    """Ask all of them as the window and as the command line do; print the slowest."""
    times = []
    asked = texts()
    with Reader(folder) as reader:
        reader.ids("warm")
        for text in asked:
            begin = time.perf_counter()
            reader.ids(text)
            whole = time.perf_counter() - begin
            begin = time.perf_counter()
            for _ in stages(reader, Wish(text, usual="newest", typing=True, quick=True)):
                pass
            times.append((max(whole, time.perf_counter() - begin) * 1000, text))
    times.sort(reverse=True)
    late = sum(taken > GOAL for taken, _ in times)
    print(f"{len(asked):,} hostile searches   slowest {times[0][0]:.0f} ms, half of them below {times[len(times) // 2][0]:.1f} ms"
          f"{f'   {late} over the goal' if late else ''}")  # fmt: skip
    for taken, text in times[:3]:
        print(f"    {taken:6.0f} ms  {text[:80]!r} ({len(text):,} letters)")


def measure_new() -> None:
    """The same on a library made for it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "library"
        make_library(folder, PAPERS)
        measure(folder)
