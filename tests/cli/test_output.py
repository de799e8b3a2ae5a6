"""What reaches a terminal."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from readerapp.cli.output import print_text


class Terminal(io.StringIO):
    encoding = "utf-8"

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize("sign", ["\x1b[2J", "\u202e", "\u2066", "\x9b"])
def test_no_title_steers_the_terminal(monkeypatch: pytest.MonkeyPatch, sign: str) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal(terminal=True))
    print_text(f"Attention{sign} Is All\nYou\tNeed")
    assert sys.stdout.getvalue() == f"Attention\ufffd{sign[1:]} Is All\nYou\tNeed\n"  # type: ignore[attr-defined]


def test_a_file_gets_the_text_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal(terminal=False))
    print_text("a\u202eb")
    assert sys.stdout.getvalue() == "a\u202eb\n"  # type: ignore[attr-defined]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_a_window_without_a_display_is_one_sentence(tmp_path: Path) -> None:
    without = {name: value for name, value in os.environ.items() if "DISPLAY" not in name and name != "QT_QPA_PLATFORM"}
    done = subprocess.run(
        [sys.executable, "-m", "readerapp", "--library", str(tmp_path)], env=without, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("readerapp: there is no display for the window.")
    assert done.stderr.count("\n") == 1
