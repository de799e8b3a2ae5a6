"""Notes: saved by themselves, honest about it, never overwritten, shown safely."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest

from readerapp.edits import SetNote
from readerapp.errors import LibraryError
from readerapp.store.library import Library
from readerapp.store.reading import Reader
from tests.digests import TITLES, make_library
from tests.gui.driver import Driver

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def full(app: Driver) -> Driver:
    make_library(app.folder)
    return app.open()


def stored(driver: Driver, paper: int = 1) -> str:
    """The note on the disk."""
    with Reader(driver.folder) as reader:
        return reader.note(paper)


def test_a_note_is_saved_by_itself_and_says_so_only_then(full: Driver) -> None:
    full.press("i")
    full.type("some words")
    assert "not saved yet" in full.window.notes.status.text()
    assert stored(full) == ""
    full.wait(lambda: full.window.notes.status.text() == "·  saved")
    assert stored(full) == "some words"


def test_while_typing_goes_on_it_is_saved_too(full: Driver) -> None:
    full.press("i")
    begin = time.monotonic()
    while not stored(full):  # no pause between two keys is long enough to save for itself
        assert time.monotonic() - begin < 15, "it was never saved"
        full.type("x")
        QTest.qWait(50)


def test_going_to_another_paper_or_closing_saves_at_once(full: Driver) -> None:
    full.press("i")
    full.type("first")
    full.press("Escape", "j", "i")
    full.type("second")
    full.close()
    assert stored(full, 1) == "first"
    assert stored(full, 2) == "second"


def test_one_stay_in_a_note_is_one_undo(full: Driver) -> None:
    full.press("i")
    full.type("one")
    full.settle()
    full.wait(lambda: stored(full) == "one")
    full.type(" two")
    full.press("Escape")
    full.wait(lambda: stored(full) == "one two")
    full.press("u")
    assert stored(full) == ""
    assert full.window.notes.text == ""
    full.press("Ctrl+Shift+Z")
    assert full.window.notes.text == "one two"


def test_a_note_that_the_user_did_not_change_is_never_written(full: Driver) -> None:
    text = "  odd\tspacing \u2028 and\u00a0signs 🦉\n\n\n"
    with Library(full.folder) as library:
        library.apply(SetNote(2, text))
    full.wait(lambda: full.counts()["With notes"] == 1)
    full.press("j", "i", "Escape", "k", "j")
    full.close()
    assert stored(full, 2) == text


def test_what_another_program_writes_appears(full: Driver) -> None:
    with Library(full.folder) as library:
        library.apply(SetNote(1, "from elsewhere"))
    full.wait(lambda: full.window.notes.text == "from elsewhere")
    assert full.window.notes.status.text() == "·  Markdown"


def test_a_note_that_cannot_be_saved_says_so_and_is_kept(full: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Library, edit: object) -> object:
        raise LibraryError("library.db: the disk is full. Nothing was changed; free some space and try again.")

    with monkeypatch.context() as patch:
        patch.setattr(Library, "apply", refuse)
        full.press("i")
        full.type("important")
        full.press("Escape")
        assert "NOT SAVED" in full.window.notes.status.text()
        assert "disk is full" in full.status()
        assert full.window.notes.text == "important"
    full.close()
    assert stored(full) == "important"


def test_the_preview_is_safe_and_plain(full: Driver) -> None:
    full.press("i")
    full.window.notes.editor.setPlainText(
        "# Head\ntext\n- [ ] open\n- [x] done\n\n<script>alert(1)</script> [evil](javascript:alert(1)) "
        "![img](file:///etc/passwd) [good](https://arxiv.org)"
    )
    full.press("Ctrl+E")
    full.wait(lambda: "Head" in full.window.notes.preview.toPlainText())
    html = full.window.notes.preview.toHtml()
    assert "javascript:" not in html
    assert "file://" not in html
    assert "<script" not in html
    assert "☐ open" in full.window.notes.preview.toPlainText()
    assert "☑ done" in full.window.notes.preview.toPlainText()
    full.window.notes.preview.anchorClicked.emit(QUrl("https://arxiv.org"))
    full.window.notes.preview.anchorClicked.emit(QUrl("file:///etc/passwd"))
    assert full.opened == ["https://arxiv.org"]  # type: ignore[attr-defined]
    assert "Not opened" in full.status()
    full.press("Ctrl+E")
    assert full.window.notes.editor.hasFocus()


def test_links_of_footnotes_lead_to_them_and_back(full: Driver) -> None:
    full.press("i")
    full.window.notes.editor.setPlainText("so[^1]\n" + "\nmore\n" * 90 + "\n[^1]: this is why")
    full.press("Ctrl+E")
    preview = full.window.notes.preview
    full.wait(lambda: "this is why" in preview.toPlainText())
    assert preview.verticalScrollBar().value() == 0
    preview.anchorClicked.emit(QUrl("#fn:1"))
    there = preview.verticalScrollBar().value()
    assert there > preview.height()
    preview.anchorClicked.emit(QUrl("#fnref:1"))
    assert preview.verticalScrollBar().value() < there / 10
    assert full.opened == []  # type: ignore[attr-defined]


def test_a_note_that_takes_markdown_too_long_is_shown_as_it_is(full: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readerapp.gui.previewer.SECONDS", 0.3)
    full.press("i")
    full.window.notes.editor.setPlainText("[" * 50000)
    full.press("Ctrl+E")
    full.wait(lambda: full.window.notes.preview.toPlainText().startswith("[[["))


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_sigterm_within_a_second_of_the_last_key_loses_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    make_library(folder)
    script = f"""
import sys
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from readerapp.gui import app
real = app.open_window
def open_window(*a, **k):
    window = real(*a, **k)
    def type_it():
        if not window.ready:
            return QTimer.singleShot(20, type_it)
        window.write_note()
        QTest.keyClicks(window.notes.editor, "last words")
        print("typed", flush=True)
    QTimer.singleShot(50, type_it)
    return window
app.open_window = open_window
sys.exit(app.main(["--library", {str(folder)!r}]))
"""
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == b"typed"
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)
    assert process.returncode == 0
    with Reader(folder) as reader:
        assert reader.note(1) == "last words"
    assert TITLES


def test_the_preview_follows_what_is_undone_and_esc_leaves_it(full: Driver) -> None:
    full.press("i")
    full.type("a thought")
    full.press("Ctrl+E")
    full.wait(lambda: "a thought" in full.window.notes.preview.toPlainText())
    assert full.window.notes.preview_button.text() == "Write"
    full.press("Esc", "u")
    assert full.window.list.papers.hasFocus()
    full.wait(lambda: full.window.notes.preview.toPlainText() == "")
    full.press("i")
    assert full.window.notes.preview_button.text() == "Preview"
    assert full.window.notes.editor.hasFocus()


def test_writing_goes_on_behind_what_was_written(full: Driver) -> None:
    full.press("i")
    full.type("one")
    full.press("Esc", "j", "k", "i")
    full.type(" two")
    assert full.window.notes.text == "one two"


def looks(app: Driver, line: int) -> list[tuple[str, bool, bool, str]]:
    """What of a line of the note looks otherwise: the text, bold, slanted, its colour."""
    block = app.window.notes.editor.document().findBlockByNumber(line)
    return [
        (
            block.text()[look.start : look.start + look.length],
            look.format.fontWeight() == QFont.Weight.Bold,
            look.format.fontItalic(),
            look.format.foreground().color().name()
            if look.format.hasProperty(look.format.Property.ForegroundBrush)
            else "",
        )
        for look in block.layout().formats()
    ]


def test_markdown_is_told_apart_in_the_editor_and_the_text_stays_as_it_is(full: Driver) -> None:
    text = "# Why\n- one **two** *three*\n> said\n```\n**no**\n```\n`x` [a](https://b.c)"
    full.press("i")
    full.window.notes.editor.setPlainText(text)
    full.settle()
    accent, muted = full.window.theme.colours.accent, full.window.theme.colours.muted
    assert looks(full, 0) == [("# Why", True, False, accent)]
    assert looks(full, 1) == [("- ", False, False, accent), ("**two**", True, False, ""), ("*three*", False, True, "")]
    assert looks(full, 2) == [("> said", False, False, muted)]
    assert looks(full, 4) == [("**no**", False, False, muted)]
    assert looks(full, 6) == [("`x`", False, False, muted), ("[a](https://b.c)", False, False, accent)]
    assert full.window.notes.text == text
    full.window.looks.set_theme("dark")
    assert looks(full, 0)[0][3] == full.window.theme.colours.accent != accent
    full.window.looks.set_theme("light")
    full.window.notes.editor.setPlainText("**bold** and so on\n" * 4000)
    assert looks(full, 0) == []
    full.window.notes.editor.setPlainText("[*_`" * 2000)
    assert looks(full, 0) == []
