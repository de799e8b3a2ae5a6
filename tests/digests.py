"""Digests written for the tests: real titles, sentences of our own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from readerapp.edits import ImportReading
from readerapp.records import Reading, Record

TITLES = (
    "Attention Is All You Need",
    "Deep Residual Learning for Image Recognition",
    "Adam: A Method for Stochastic Optimization",
    "Generative Adversarial Networks for Everyone at Home",
    "Auto-Encoding Variational Bayes in Plain Words",
    "Playing Atari with Deep Reinforcement Learning",
    "Semi-Supervised Classification with Graph Convolutional Networks",
    "Denoising Diffusion Probabilistic Models",
)
_SENTENCE = """
This text stands for the abstract of the paper about {topic}, and it was written for a test. It says what was done, how it
was measured and what came out, in sentences that are long enough for a reader of digests to know an abstract when it sees
one. We evaluate the approach on several benchmarks, compare it with the usual baselines and find that it holds its ground
in all of them, while it needs less memory and fewer steps. The limits of the study are discussed, and directions are named.
"""


def abstract_of(title: str) -> str:
    """An abstract of our own for a title; each is different."""
    return " ".join(_SENTENCE.format(topic=title.lower()).split())


def page_text(titles: tuple[str, ...] = TITLES, day: str = "Mar 14") -> str:
    """A saved trending page in the home format."""
    head = ["new", "Get trending papers in your email inbox!", "Subscribe", "byAK and the research community", day]
    blocks = head + [part for title in titles for part in (title, abstract_of(title))]
    return "\n\n".join(blocks) + "\n"


def write_page(folder: Path, name: str = "trending.txt", titles: tuple[str, ...] = TITLES, day: str = "Mar 14") -> Path:
    """The page as a file."""
    path = folder / name
    path.write_text(page_text(titles, day), encoding="utf-8")
    return path


def records(titles: tuple[str, ...] = TITLES) -> tuple[Record, ...]:
    """Records with abstracts."""
    return tuple(Record(title, abstract_of(title), "full") for title in titles)


def import_edit(
    titles: tuple[str, ...] = TITLES, name: str = "trending.txt", day: str | None = "2026-03-14", **more: object
) -> ImportReading:
    """An import edit of papers with these titles."""
    reading = Reading("hf_page", f"Trending {name}", day, None, more.pop("records", None) or records(titles))  # type: ignore[arg-type]
    return ImportReading(reading, name, f"{name}{titles}{more}".encode(), date(2026, 3, 14), **more)  # type: ignore[arg-type]


def make_library(folder: Path) -> None:
    """A library with the test papers in it, closed again."""
    from readerapp.store.library import Library

    with Library(folder) as library:
        library.apply(import_edit())
