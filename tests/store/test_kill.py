"""kill -9 in the middle of an import, and just after a note was acknowledged: a real process, really killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from readerapp.edits import Mark, SetNote
from readerapp.store.library import Library
from readerapp.store.reading import Reader
from tests.digests import import_edit

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 20
PAPERS = 3000

_IMPORTER = """
import sys
from datetime import date
from pathlib import Path
from readerapp.edits import ImportReading
from readerapp.records import Reading, Record
from readerapp.store.library import Library
library = Library(Path(sys.argv[1]))
records = tuple(Record(f"Paper Number {n} About Something", "word " * 200 + str(n), "full") for n in range(int(sys.argv[2])))
edit = ImportReading(Reading("x", "Big", "2026-03-15", None, records), "big.txt", b"big", date(2026, 3, 15))
print("writing", flush=True)
library.apply(edit)
print("done", flush=True)
library.close()
"""

_WRITER = """
import sys
from pathlib import Path
from readerapp.edits import SetNote
from readerapp.store.library import Library
library = Library(Path(sys.argv[1]))
library.apply(SetNote(1, "acknowledged " + sys.argv[2]))
print("saved", flush=True)
sys.stdin.read()
"""


def _start(script: str, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "COVERAGE_PROCESS_START": "", "COVERAGE_PROCESS_CONFIG": ""},
    )


def _line(process: subprocess.Popen[bytes]) -> bytes:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def _kill(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


def _length_of_an_import(folder: Path) -> float:
    process = _start(_IMPORTER, str(folder), str(PAPERS))
    assert _line(process) == b"writing"
    begin = time.monotonic()
    assert _line(process) == b"done"
    length = time.monotonic() - begin
    process.communicate()
    return length


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_an_import_that_is_killed_leaves_all_or_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with Library(folder) as library:
        library.apply(import_edit())
        library.apply(Mark((1, 2), "read", True))
        library.apply(SetNote(1, "mine"))
    length = _length_of_an_import(tmp_path / "measured")
    cut_short = 0
    for number in range(ROUNDS):
        process = _start(_IMPORTER, str(folder), str(PAPERS))
        assert _line(process) == b"writing"
        # Spread over the writing phase and its commit: 0.4 to 1.0 of the measured length.
        time.sleep(length * (0.4 + 0.6 * number / (ROUNDS - 1)))
        _kill(process)
        with Library(folder) as library, Reader(folder) as reader:
            papers = len(reader.ids(""))
            assert papers in (8, 8 + PAPERS)
            cut_short += papers == 8
            assert library.problems() == []
            assert list(reader.ids("is:starred")) == [1, 2]
            assert reader.note(1) == "mine"
            if papers > 8:
                library.undo()
    assert cut_short >= ROUNDS / 4


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_note_that_was_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with Library(folder) as library:
        library.apply(import_edit())
    for number in range(3):
        process = _start(_WRITER, str(folder), str(number))
        assert _line(process) == b"saved"
        _kill(process)
        with Library(folder) as library, Reader(folder) as reader:
            assert reader.note(1) == f"acknowledged {number}"
            assert library.problems() == []
