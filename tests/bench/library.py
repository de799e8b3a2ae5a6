"""Makes large libraries out of words: no text of anybody's."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

from readerapp.edits import ImportReading, Mark, SetNote
from readerapp.records import Reading, Record
from readerapp.store.library import Library

_ROOTS = "graph learn model deep neural attend sparse quant random optim gradi convex bayes token embed vision speech causal robust federat"
_ENDS = "s ing ed er al ity ation ive ous less ment ism ic able"
_PER_DIGEST = 500


def vocabulary(size: int = 12000, seed: int = 1) -> list[str]:
    """Words of our own making, the same for the same seed."""
    rng = random.Random(seed)
    roots, ends = _ROOTS.split(), _ENDS.split()
    words = {f"{a}{b}" for a in roots for b in ends}
    while len(words) < size:
        words.add("".join(rng.choice("bcdfglmnprstv") + rng.choice("aeiou") for _ in range(rng.randint(2, 5))))
    return sorted(words)


def make_records(count: int, seed: int = 1) -> list[Record]:
    """Records with titles of 5–14 words and abstracts of 120–220, frequent words being frequent."""
    rng = random.Random(seed)
    words = vocabulary()
    weights = [1 / (rank + 5) for rank in range(len(words))]
    bag = rng.choices(words, weights, k=400_000)
    found = []
    for number in range(count):
        start = rng.randrange(len(bag) - 300)
        title = " ".join(bag[start : start + rng.randint(5, 14)]).capitalize() + f" {number}"
        abstract = " ".join(bag[start + 20 : start + 20 + rng.randint(120, 220)]).capitalize() + "."
        arxiv = (
            f"{7 + number // 100_000:02d}{1 + number // 9000 % 12:02d}.{number % 100_000:05d}" if number % 3 else None
        )
        found.append(
            Record(title, abstract, "full", ("Ada Lovelace", "Grace Hopper"), arxiv_id=arxiv, votes=number % 90)
        )
    return found


def make_library(folder: Path, papers: int) -> None:
    """A library of that many papers in digests of 500, a fifth of them decided, some starred and noted."""
    records = make_records(papers)
    day = date(2020, 1, 1)
    with Library(folder) as library:
        for number, start in enumerate(range(0, papers, _PER_DIGEST)):
            block = tuple(records[start : start + _PER_DIGEST])
            reading = Reading("bench", f"Digest {number}", (day + timedelta(days=number)).isoformat(), None, block)
            library.apply(ImportReading(reading, f"digest-{number}.txt", f"bench {number}".encode(), day))
        ids = tuple(range(1, papers + 1))
        library.apply(Mark(ids[::5], "read"))
        library.apply(Mark(ids[::50], starred=True))
        for paper in ids[:: max(1, papers // 200)]:
            library.apply(SetNote(paper, "A note about this and that."))
