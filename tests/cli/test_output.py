"""What reaches a terminal."""

from __future__ import annotations

import io
import sys

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
