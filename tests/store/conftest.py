from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from readerapp.store.library import Library
from readerapp.store.reading import Reader


@pytest.fixture
def library(library_folder: Path) -> Iterator[Library]:
    """A new, empty library, open for writing."""
    with Library(library_folder) as opened:
        yield opened


@pytest.fixture
def reader(library: Library) -> Iterator[Reader]:
    """The same library, open for reading."""
    with Reader(library.path.parent) as opened:
        yield opened
