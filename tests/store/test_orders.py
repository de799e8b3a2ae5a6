"""The corpus in any order is one library: which papers there are, and what is stored of them, does not depend on it.

Where it must: a title, a full abstract or authors of other words than those that are stored stay out (identity.improved), since a
digest may name a wrong id; and a paper that is known by a short or a near title is known by what was said of it until then.
"""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from readerapp.edits import ImportReading
from readerapp.formats import registry
from readerapp.formats.source import Source
from readerapp.records import Reading
from readerapp.store.library import Library
from readerapp.store.reading import Reader
from readerapp.text.fold import identity_fold

DAY = date(2026, 3, 20)
ORDERS = 4

File = tuple[str, bytes, Reading]
Content = dict[frozenset[tuple[str, int]], tuple[object, ...]]
"""By where a paper is listed (file and place): what is stored of it."""


@pytest.fixture(scope="module")
def files(corpus: Path) -> list[File]:
    """Every digest of the corpus, read once."""
    found = []
    for path in sorted(corpus.rglob("*.*")):
        if path.is_file() and not path.name.endswith(".expected.json") and path.parent != corpus:
            name, data = str(path.relative_to(corpus)), path.read_bytes()
            reading = registry.read(Source(path.name, data, DAY))
            if reading.records:
                found.append((name, data, reading))
    return found


def _stored(folder: Path, files: list[File]) -> Content:
    with Library(folder) as library, Reader(folder) as reader:
        for name, data, reading in files:
            library.apply(ImportReading(reading, name, data, DAY))
        assert library.problems() == []
        places: dict[int, set[tuple[str, int]]] = {}
        for paper, source, position in reader.select(
            "SELECT l.paper, d.source, l.position FROM listing l JOIN digest d ON d.id = l.digest"
        ):
            places.setdefault(paper, set()).add((source, position))
        return {frozenset(places[paper]): tuple(rest) for paper, *rest in reader.select("SELECT * FROM paper")}


@pytest.mark.corpus
def test_the_order_of_imports_does_not_count(files: list[File], tmp_path: Path) -> None:
    first = _stored(tmp_path / "first", files)
    for seed in range(ORDERS):
        shuffled = list(files)
        random.Random(seed).shuffle(shuffled)
        again = _stored(tmp_path / str(seed), shuffled)
        assert len(again) == len(first)
        different = [(sorted(key), first.get(key), again.get(key)) for key in first if again.get(key) != first[key]]
        assert different == [], f"seed {seed}"


@pytest.mark.corpus
def test_what_is_one_paper_across_files_has_one_id_or_one_title(files: list[File], tmp_path: Path) -> None:
    """Read by eye once (875 papers in several files; 4 of their listings have a title that was cut, under one arXiv id)."""
    listed: dict[int, list[tuple[str, str | None, str | None]]] = {}
    with Library(tmp_path / "library") as library:
        for name, data, reading in files:
            report = library.apply(ImportReading(reading, name, data, DAY)).report
            assert report is not None
            for (paper, _), record in zip(report.papers, reading.records, strict=True):
                listed.setdefault(paper, []).append((identity_fold(record.title), record.arxiv_id, record.doi))
    for names in listed.values():
        for fold, arxiv, doi in names[1:]:
            others = names[0]
            assert (arxiv and arxiv == others[1]) or (doi and doi == others[2]) or fold == others[0]
    assert sum(len(names) > 1 for names in listed.values()) > 100
