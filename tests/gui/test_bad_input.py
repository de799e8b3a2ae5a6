"""Files that are no digest, hostile texts, libraries that cannot be used: told in the window, nothing lost, the app goes on."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QMessageBox, QWidget

from readerapp.gui import app as app_module
from readerapp.gui.theme import Theme
from readerapp.settings import Settings
from readerapp.store.library import Library
from readerapp.store.reading import Reader
from tests.digests import TITLES, abstract_of, make_library, page_text, write_page
from tests.gui.driver import Driver

HOSTILE = (
    "<img src='file:///etc/passwd'> and <b>Bold</b> Titles of Papers",
    "A Title With \u202eright to left\u202c Marks Inside It",
    "Title With <script>alert(1)</script> in the Middle of It",
    "[A](javascript:alert(1)) Markdown Title That Is Not a Link",
)


def _no_digest(path: Path) -> Path:
    path.write_text("def main():\n    print('hello')\n\n\nmain()\n")
    return path


def _empty(path: Path) -> Path:
    path.write_bytes(b"")
    return path


def _fifo(path: Path) -> Path:
    os.mkfifo(path)
    return path


def _binary(path: Path) -> Path:
    path.write_bytes(bytes(range(256)) * 100)
    return path


@pytest.mark.parametrize(
    "make", [_no_digest, _empty, _fifo, _binary, lambda path: Path("/dev/zero"), lambda path: path / "missing"]
)
def test_what_cannot_be_imported_is_told_and_the_app_goes_on(
    app: Driver, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    make_library(app.folder)
    app.open()
    path = make(tmp_path / "file.txt")
    app.import_file(path)
    assert str(path) in app.strip()
    assert app.titles() == list(TITLES)
    app.press("e")
    assert app.counts()["Inbox"] == len(TITLES) - 1


def test_a_file_over_the_limit_is_refused_unread(app: Driver, tmp_path: Path) -> None:
    app.open()
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(300 * 1024 * 1024)
    app.import_file(path)
    assert "256 MB" in app.strip()


def test_a_folder_is_imported_file_by_file_and_the_bad_one_is_told(app: Driver, tmp_path: Path) -> None:
    folder = tmp_path / "digests"
    folder.mkdir()
    write_page(folder, "a.txt", TITLES[:4])
    _no_digest(folder / "b.txt")
    write_page(folder, "c.txt", TITLES[4:], "Mar 15")
    app.open()
    app.import_file(folder)
    app.press("g", "a")
    assert sorted(app.titles()) == sorted(TITLES)


def test_an_empty_folder_is_told(app: Driver, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    app.open()
    app.import_file(tmp_path / "none")
    assert "no file to import" in app.strip()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "latin-1"])
def test_other_encodings_are_read(app: Driver, tmp_path: Path, encoding: str) -> None:
    titles = ("Über die Größe von Müllers Modellen", *TITLES[1:])
    path = tmp_path / "page.txt"
    path.write_bytes(page_text(titles).encode(encoding))
    app.open()
    app.import_file(path)
    assert app.titles() == list(titles)


def test_nuls_and_broken_utf_8_are_read_and_counted(app: Driver, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(page_text().encode().replace(b"Attention", b"Att\0ention", 1) + b"\n\xff\xfe\n")
    app.open()
    app.import_file(path)
    assert app.titles()[0] == TITLES[0]


def test_hostile_titles_are_plain_text_everywhere(app: Driver, tmp_path: Path) -> None:
    app.open()
    app.import_file(write_page(tmp_path, titles=HOSTILE))
    assert app.titles() == list(HOSTILE)
    for title in HOSTILE:
        assert app.window.detail.title.text() == title
        assert abstract_of(title) == app.window.detail.abstract.toPlainText().strip()
        assert "<img" not in app.window.detail.abstract.toHtml()
        app.press("j")


def test_a_title_of_a_hundred_thousand_letters_does_no_harm(app: Driver, tmp_path: Path) -> None:
    from tests.digests import import_edit, records

    make_library(app.folder)
    with Library(app.folder) as library:
        long = ("Very " * 20000).strip()
        library.apply(import_edit(name="long.txt", records=records((long,))))
    app.open()
    app.press("g", "a", "j")
    app.window.grab()
    assert len(app.titles()) == len(TITLES) + 1


@pytest.mark.parametrize(
    "text", ['"', "C++", "a-b", "NEAR(", "-", "(", "\\", "%", "'; DROP TABLE paper", "[" * 500, "😀"]
)
def test_any_search_text_is_safe(app: Driver, text: str) -> None:
    make_library(app.folder)
    app.open()
    app.search(text)
    app.press("Escape")
    app.settle()
    assert app.strip() == ""


def test_a_damaged_library_is_told_and_not_touched(app: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    make_library(app.folder)
    store = app.folder / "library.db"
    store.write_bytes(b"garbage")
    shown: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: shown.append(box.informativeText()))
    assert app_module.main(["--library", str(app.folder)]) == 1
    assert "is damaged" in shown[0]
    assert store.read_bytes() == b"garbage"


def test_a_library_of_a_newer_version_is_told_and_not_touched(app: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    make_library(app.folder)
    connection = sqlite3.connect(app.folder / "library.db")
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    shown: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: shown.append(box.informativeText()))
    assert app_module.main(["--library", str(app.folder)]) == 1
    assert "newer version" in shown[0]


def test_a_library_opened_for_reading_shows_everything_and_keeps_nothing(app: Driver, tmp_path: Path) -> None:
    make_library(app.folder)
    app.open(writable=False)
    assert "reading only" in app.strip()
    assert app.titles() == list(TITLES)
    app.press("e", "s")
    assert app.states()[0] == "unread"
    assert app.window.notes.editor.isReadOnly()
    with Reader(app.folder) as reader:
        assert len(reader.history()) == 1


def test_an_error_in_a_slot_is_told_and_logged_and_the_app_goes_on(
    app: Driver, caplog: pytest.LogCaptureFixture
) -> None:
    make_library(app.folder)
    app.open()
    hook = app_module._Hook(app.window)
    try:
        raise RuntimeError("something odd")
    except RuntimeError as error:
        hook(RuntimeError, error, error.__traceback__)
    assert "something odd" in app.status()
    assert any("something odd" in record.getMessage() for record in caplog.records)
    caplog.clear()
    app.press("e")
    assert app.states()[0] == "read"


def test_a_paper_removed_by_another_program_while_it_is_selected(app: Driver, tmp_path: Path) -> None:
    app.open()
    app.import_file(write_page(tmp_path))
    with Library(app.folder) as library:
        library.undo()
    app.wait(lambda: app.titles() == [])
    assert not app.window.detail.title.isVisible()


def test_the_themes_are_real_and_legible() -> None:
    from readerapp.gui.theme import DARK, LIGHT, Colours

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(one: str, other: str) -> float:
        high, low = sorted((luminance(one), luminance(other)), reverse=True)
        return (high + 0.05) / (low + 0.05)

    for colours in (LIGHT, DARK):
        assert isinstance(colours, Colours)
        for ground in (colours.base, colours.panel, colours.selected, colours.hover, colours.field):
            for text in (colours.text, colours.muted, colours.accent, colours.error):
                assert contrast(text, ground) >= 4.5, (text, ground)
            assert contrast(colours.star, ground) >= 3
        assert contrast(colours.on_accent, colours.accent) >= 4.5


def test_the_theme_changes_while_the_window_is_open(app: Driver) -> None:
    make_library(app.folder)
    app.open()
    assert isinstance(app.window.theme, Theme)
    app.window.looks.set_theme("dark")
    assert app.window.theme.dark
    assert app.window.palette().window().color().name() == "#151516"
    app.window.looks.set_theme("light")
    assert not app.window.theme.dark
    from readerapp.settings import load

    assert load() == Settings(theme="light")
    assert [name for name in ("system", "light", "dark") if app.window.actions_[f"theme-{name}"].isChecked()] == [
        "light"
    ]


def shows(widget: QWidget, colour: QColor) -> bool:
    """Whether a colour is to be seen in a widget."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return colour.rgb() in set(memoryview(image.constBits()).cast("I"))


def test_an_open_page_takes_the_colours_of_another_theme(app: Driver, tmp_path: Path) -> None:
    app.open().import_file(write_page(tmp_path))
    app.click("8 new")
    page = app.page()
    for choice in ("light", "dark", "light"):
        app.window.looks.set_theme(choice)  # type: ignore[arg-type]
        app.settle()
        assert shows(page.text, app.window.theme.colour("accent")), choice
    page.close()


def test_the_preview_of_a_note_takes_the_colours_of_another_theme(app: Driver, tmp_path: Path) -> None:
    app.open().import_file(write_page(tmp_path))
    app.press("i")
    app.window.notes.editor.setPlainText("Some `words`\n\n```\ncode\n```\n\n---")
    app.press("Ctrl+E")
    preview = app.window.notes.preview
    app.wait(lambda: "words" in preview.toPlainText())
    assert preview.toPlainText() == "Some words\ncode\n"  # no empty line at the end of the code
    for choice in ("dark", "light"):
        app.window.looks.set_theme(choice)  # type: ignore[arg-type]
        app.settle()
        colours, shown = app.window.theme.colours, preview.toHtml()
        assert f"background-color:{colours.panel}" in shown, choice
        assert f"background-color:{colours.line}" in shown, choice


def test_links_in_an_open_message_take_the_colour_of_another_theme(app: Driver, tmp_path: Path) -> None:
    app.open().import_file(write_page(tmp_path))
    for choice in ("light", "dark", "light"):
        app.window.looks.set_theme(choice)  # type: ignore[arg-type]
        assert shows(app.window.strip.text, app.window.theme.colour("accent")), choice
