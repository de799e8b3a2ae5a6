"""A library that this process has open, and another process beside it: each sees what the other writes, and no file goes away."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from readerapp.edits import Mark
from readerapp.errors import FileRefused
from readerapp.gate import take
from readerapp.store.connection import FILE
from readerapp.store.library import Library
from readerapp.store.reading import Reader
from readerapp.verbs.importing import files_in
from tests.digests import import_edit


@pytest.fixture
def both(library_folder: Path) -> Iterator[tuple[Library, Reader]]:
    """As the window opens a library: for reading first, for writing then."""
    with Library(library_folder) as made:
        made.apply(import_edit())
    with Reader(library_folder) as reader, Library(library_folder) as library:
        yield library, reader


def beside(folder: Path, *words: str) -> None:
    """The command line in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "readerapp", "--library", str(folder), *words],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def number_of(path: Path) -> int:
    return path.stat().st_ino


def test_both_see_what_the_other_writes_and_nothing_is_lost(both: tuple[Library, Reader], library_folder: Path) -> None:
    library, reader = both
    library.apply(Mark((1,), starred=True))
    log = library_folder / f"{FILE}-wal"
    before = number_of(log)
    for paper in (2, 3):
        beside(library_folder, "mark", "--star", str(paper))
        assert number_of(log) == before, "the other process threw the log away under us"
        library.apply(Mark((paper + 2,), starred=True))
    assert list(reader.ids("is:starred sort:oldest")) == [1, 2, 3, 4, 5]
    assert library.problems() == []
    beside(library_folder, "check")


def test_our_own_store_is_never_read_as_a_digest(
    both: tuple[Library, Reader], library_folder: Path, tmp_path: Path
) -> None:
    library, _ = both
    (tmp_path / "link.txt").symlink_to(library_folder / FILE)
    for path in (library_folder / FILE, library_folder / f"{FILE}-shm", tmp_path / "link.txt"):
        with pytest.raises(FileRefused, match="is the library itself"):
            take(path)
    (library_folder / "digest.txt").write_text("papers")
    assert [path.name for path in files_in(library_folder, recursive=False) if path.name.startswith(FILE)] == []
    assert [path.name for path in files_in(library_folder, recursive=True) if path.name.startswith(FILE)] == []
    log = number_of(library_folder / f"{FILE}-wal")
    beside(library_folder, "mark", "--star", "2")
    assert number_of(library_folder / f"{FILE}-wal") == log
    library.apply(Mark((3,), starred=True))
    assert library.problems() == []


def test_a_library_that_was_closed_is_a_file_like_any_other(library_folder: Path) -> None:
    with Library(library_folder) as library:
        with Reader(library_folder):
            pass
        with pytest.raises(FileRefused, match="is the library itself"):
            take(library.path)
    assert take(library.path).data
