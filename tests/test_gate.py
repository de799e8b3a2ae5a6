"""What comes in through the gate, and what does not."""

from __future__ import annotations

import io
import os
import sys
from datetime import date
from pathlib import Path

import pytest

from readerapp import gate
from readerapp.errors import FileRefused


def test_a_file_comes_in_with_its_name_and_day(tmp_path: Path) -> None:
    path = tmp_path / "digest.txt"
    path.write_bytes(b"data")
    os.utime(path, (1773489600, 1773489600))
    incoming = gate.take(path)
    assert (incoming.name, incoming.data) == ("digest.txt", b"data")
    assert abs((incoming.modified - date(2026, 3, 14)).days) <= 1


def test_what_is_no_file_is_refused_by_its_kind(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, words in (
        (tmp_path, "is a folder"),
        (tmp_path / "pipe", "is a pipe"),
        (Path("/dev/zero"), "is a device"),
        (tmp_path / "none", "does not exist"),
        (tmp_path / "a\0b", "no file can have this name"),
    ):
        with pytest.raises(FileRefused, match=words):
            gate.take(path)


def test_a_loop_of_links_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(FileRefused, match="cannot be read"):
        gate.take(tmp_path / "a")


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large"
    path.write_bytes(b"x" * 100)
    with pytest.raises(FileRefused, match="larger than"):
        gate.take(path, limit=99)
    assert gate.take(path, limit=100).data == b"x" * 100


def test_a_file_that_grows_past_the_limit_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "growing"
    path.write_bytes(b"x" * 200)
    monkeypatch.setattr(gate, "_check", lambda *_: None)
    with pytest.raises(FileRefused, match="larger than"):
        gate.take(path, limit=99)


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(FileRefused, match="may not be read"):
        gate.take(tmp_path)


def test_a_disk_that_fails_while_reading_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "digest.txt"
    path.write_bytes(b"data")

    def fail(*_: object) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "read", fail)
    with pytest.raises(FileRefused, match="Input/output error"):
        gate.take(path)


def test_a_clock_that_cannot_be_is_today() -> None:
    assert gate._day(1e30) == date.today()  # noqa: DTZ011


def test_standard_input_is_a_file_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"data")))
    incoming = gate.take_stdin()
    assert incoming.data == b"data"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * 100)))
    with pytest.raises(FileRefused, match="larger than"):
        gate.take_stdin(limit=99)
