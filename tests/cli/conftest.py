from __future__ import annotations

from pathlib import Path

import pytest

from readerapp.__main__ import main
from tests.cli.calling import Run
from tests.digests import make_library


@pytest.fixture
def run(library_folder: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a verb on the test's library: exit status, output, errors."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        capfd.readouterr()
        try:
            status = main(["--library", str(library_folder), *map(str, arguments)])
        except SystemExit as end:
            status = int(end.code or 0)
        output = capfd.readouterr()
        return status, output.out, output.err

    return call


@pytest.fixture
def full(library_folder: Path) -> Path:
    make_library(library_folder)
    return library_folder
