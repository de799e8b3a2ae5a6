"""The pages and ways in around an import: report, digest, history, pairs that may be one, papers by hand, the sample."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from readerapp.cli.main import main as command_line
from readerapp.edits import ChangeDigest, RemoveDigest
from readerapp.gui.pages import diff_text
from tests.digests import TITLES, abstract_of, page_text, write_page
from tests.gui.driver import Driver


def test_the_report_of_a_folder_with_one_bad_file(app: Driver, tmp_path: Path) -> None:
    folder = tmp_path / "digests"
    folder.mkdir()
    write_page(folder, "one.txt", TITLES[:5])
    write_page(folder, "two.txt", TITLES[3:], day="Mar 15")
    (folder / "bad.txt").write_text("nothing of a digest", encoding="utf-8")
    app.open().import_file(folder)
    assert "8 new" in app.strip()
    app.click("1 file not read")
    assert "bad.txt" in app.page().text.toPlainText()
    app.follow(TITLES[0])
    assert app.current() == TITLES[0]


def test_what_an_import_improved_is_shown_word_by_word_and_undone(app: Driver, tmp_path: Path) -> None:
    title = TITLES[0]
    snippet = json.dumps([{"title": title, "authors": ["Ada Lovelace", "Grace Hopper"], "arxiv_id": "1706.03762",
                           "snippet": "A few words of it only."}])  # fmt: skip
    whole = json.dumps(
        [
            {
                "title": title,
                "authors": ["Ada Lovelace", "Grace Hopper"],
                "arxiv_id": "1706.03762",
                "abstract": abstract_of(title),
            }
        ]
    )
    (tmp_path / "a.json").write_text(snippet, encoding="utf-8")
    (tmp_path / "b.json").write_text(whole, encoding="utf-8")
    app.open().import_file(tmp_path / "a.json")
    app.press("s")
    app.import_file(tmp_path / "b.json")
    assert "1 already here (1 improved)" in app.strip()
    app.click("1 improved")
    text = app.page().text.toPlainText()
    assert "A few words of it only." in text
    assert abstract_of(title)[:60] in text
    app.page().close()
    app.click("Undo")
    assert app.window.detail.paper is not None
    assert app.window.detail.paper.abstract == "A few words of it only."
    assert app.stars() == [title]


def test_of_a_snippet_that_became_an_abstract_only_what_came_is_marked() -> None:
    shown = diff_text("We study the laws of scaling", f"We study the laws of scaling and {'much more ' * 30}")
    assert shown.startswith("We study the laws of scaling<span class=new> and much")
    assert "gone" not in shown


def test_the_strip_takes_back_all_edits_down_to_its_import_and_redo_brings_them_back(
    app: Driver, tmp_path: Path
) -> None:
    app.open().import_file(write_page(tmp_path))
    app.press("s", "e", "l")
    app.click("Undo 4 edits down to this import")
    assert app.counts()["Inbox"] == 0
    app.press("Ctrl+Shift+Z")
    assert app.counts()["Inbox"] == 6
    assert app.counts()["Queued"] == 1


def test_the_history_goes_back_to_a_chosen_edit(app: Driver, tmp_path: Path) -> None:
    app.open().import_file(write_page(tmp_path))
    app.press("s", "e", "x")
    app.press("Ctrl+H")
    links = app.page().text.toPlainText().count("undo down to here")
    assert links == 4
    app.follow("undo down to here")  # the latest one
    assert "dropped" not in app.states()
    assert app.page().text.toPlainText().count("undone") == 1
    app.page().close()


def test_a_digests_own_page_and_what_changed_against_an_earlier_one(app: Driver, tmp_path: Path) -> None:
    app.open().import_file(write_page(tmp_path, "trending.txt", TITLES[:5]))
    (tmp_path / "later").mkdir()
    app.import_file(write_page(tmp_path / "later", "trending.txt", (TITLES[1], TITLES[0], *TITLES[3:7]), day="Mar 15"))
    app.window.desk.digest(2)
    text = app.page().text.toPlainText()
    assert "2 entered" in text
    assert "1 left" in text
    assert "moved" in text
    app.follow("Rename")
    app.answer("My page")
    assert "My page" in app.page().text.toPlainText()
    app.follow("Correct the date")
    app.answer("2026-04-01")
    assert "2026-04-01" in app.page().text.toPlainText()
    app.follow("Remove the digest")
    assert app.counts()["All"] == 5
    app.press("u")
    assert app.counts()["All"] == 7


def test_the_strips_undo_takes_back_no_note_that_it_did_not_count(app: Driver, tmp_path: Path) -> None:
    app.open().import_file(write_page(tmp_path))
    app.press("i")
    app.type("what I think of it")
    assert app.window.strip.button("Undo") is not None
    app.click("Undo")
    assert app.window.notes.text == "what I think of it"
    assert app.counts()["All"] == len(TITLES)
    assert app.status() == "Write a note"
    app.click("Undo 2 edits down to this import")
    assert app.counts()["All"] == 0
    assert app.strip() == ""
    app.press("Ctrl+Shift+Z")
    assert app.counts()["All"] == len(TITLES)
    app.press("j", "k")
    assert app.window.notes.text == "what I think of it"


def test_the_status_lines_undo_takes_back_no_note_that_it_did_not_name(app: Driver, tmp_path: Path) -> None:
    app.open().import_file(write_page(tmp_path))
    app.press("s", "i")
    app.type("mine")
    QTest.mouseClick(app.window.status.undo_button, Qt.MouseButton.LeftButton)
    app.settle()
    assert (app.window.notes.text, app.stars(), app.status()) == ("mine", [TITLES[0]], "Write a note")
    QTest.mouseClick(app.window.status.undo_button, Qt.MouseButton.LeftButton)
    app.settle()
    assert (app.window.notes.text, app.stars()) == ("", [TITLES[0]])
    app.press("Esc", "u")
    assert app.stars() == []


def test_a_list_of_what_is_gone_is_still_called_by_its_name(app: Driver, tmp_path: Path) -> None:
    app.open().import_file(write_page(tmp_path, "one.txt", TITLES[:4]))
    app.press("t")
    app.answer("attention")
    app.window.desk.edit(ChangeDigest(1, title="Trends of March"))
    app.settle()
    assert app.heading() == "14 Mar · Trends of March  ·  4 papers"
    app.show_list("attention")
    app.show_list("14 Mar · Trends of March")
    app.press("t")
    app.answer("-attention")
    app.window.desk.edit(RemoveDigest(1))
    app.settle()
    assert app.heading().startswith("14 Mar · Trends of March  ·  ")
    app.press("Alt+Left")
    assert app.heading() == "attention  ·  0 papers"
    app.press("Alt+Right")
    assert app.heading() == "14 Mar · Trends of March  ·  0 papers"
    app.reopen()
    assert app.heading() == "14 Mar · Trends of March  ·  0 papers"


def test_a_removed_digests_paper_comes_back_when_it_is_listed_again_and_a_trashed_one_does_not(
    app: Driver, tmp_path: Path
) -> None:
    app.open().import_file(write_page(tmp_path, "one.txt", TITLES[:4]))
    app.press("Del")
    assert app.counts()["Trash"] == 1
    app.window.desk.digest(1)
    app.follow("Remove the digest")
    assert app.counts()["Trash"] == 4
    app.import_file(write_page(tmp_path, "two.txt", TITLES[:4], day="Mar 15"))
    assert "1 in the trash" in app.strip()
    assert app.counts()["Trash"] == 1
    assert app.counts()["Inbox"] == 3


def test_after_an_import_one_stands_on_the_first_paper_that_is_to_be_decided(app: Driver, tmp_path: Path) -> None:
    app.open().import_file(write_page(tmp_path, "one.txt", TITLES[:4]))
    app.press("e", "Del")
    assert app.counts()["Trash"] == 1
    app.import_file(write_page(tmp_path, "two.txt", TITLES[:6], day="Mar 15"))
    assert app.current() == TITLES[2]


def test_a_digest_is_read_again_and_what_the_user_did_stays(app: Driver, tmp_path: Path) -> None:
    app.open().import_file(write_page(tmp_path))
    app.press("s", "e")
    app.window.desk.digest(1)
    app.follow("Read this digest again")
    assert "Read again" in app.strip()
    assert app.stars() == [TITLES[0]]
    assert app.states()[0] == "read"
    assert app.titles() == list(TITLES)


def test_a_papers_place_in_its_file_is_shown(app: Driver, tmp_path: Path) -> None:
    app.open().import_file(write_page(tmp_path))
    app.press("j")
    app.window.actions_["source"].trigger()
    text = app.page().text.toPlainText()
    assert "trending.txt" in text
    assert "▸" in text
    assert TITLES[1] in text
    app.page().close()


def test_papers_that_look_alike_are_asked_about_once(app: Driver, tmp_path: Path) -> None:
    def listed(name: str, title: str, other: str) -> Path:
        path = tmp_path / name
        path.write_text(
            f"@article{{a, title = {{{title}}}, year = 2020}}\n@article{{b, title = {{{other}}}}}\n", encoding="utf-8"
        )
        return path

    app.open().import_file(
        listed("one.bib", "Learning Deep Representations of Sentences and Documents", "How Bridges Are Built to Last")
    )
    app.import_file(
        listed(
            "two.bib", "Learning Deep Representation of Sentences and Documents", "On Gardens and Their Many Keepers"
        )
    )
    app.window.desk.maybe_same()
    assert "Not the same" in app.page().text.toPlainText()
    app.follow("Not the same")
    assert "No two papers look alike" in app.page().text.toPlainText()
    app.page().close()
    app.press("u")
    app.window.desk.maybe_same()
    app.follow("They are one: merge")
    assert app.page().status.text.text() == "Merge two papers"
    QTest.keyClick(app.page().text, "u")
    app.settle()
    assert app.page().status.text.text() == "Undone: merge two papers"
    assert "Not the same" in app.page().text.toPlainText()
    app.follow("They are one: merge")
    app.page().status.undo_button.click()
    app.settle()
    app.follow("They are one: merge")
    app.page().close()
    app.press("g", "a")
    assert len(app.titles()) == 3
    app.press("u")
    assert app.counts()["All"] == 4


def test_two_selected_papers_are_merged_and_taken_apart_again(app: Driver, tmp_path: Path) -> None:
    app.open().import_file(write_page(tmp_path))
    app.press("s", "Shift+Down")
    app.window.actions_["merge"].trigger()
    app.settle()
    assert app.counts()["All"] == 7
    app.press("u")
    assert app.counts()["All"] == 8


def test_text_is_imported_from_the_clipboard_and_by_drop(app: Driver) -> None:
    app.open()
    QApplication.clipboard().setText(page_text(TITLES[:4]))
    app.press("Ctrl+Shift+V")
    assert app.counts()["All"] == 4
    data = QMimeData()
    data.setText(page_text(TITLES[4:]))
    assert app.window.ways_in.take_dropped(data)
    app.settle()
    assert app.counts()["All"] == 8
    QApplication.clipboard().clear()


def test_many_files_are_imported_only_when_the_user_says_so(app: Driver, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(21):
        (folder / f"{number:02}.txt").write_text("no digest", encoding="utf-8")
    write_page(folder, "z.txt")
    app.open().import_file(folder)
    assert app.counts()["All"] == 0
    app.push("Import")
    assert app.counts()["All"] == 8


def test_the_sample_goes_without_a_trace_but_for_what_a_real_digest_lists(app: Driver, tmp_path: Path) -> None:
    app.open()
    app.window.first_start.sample_button.click()
    app.settle()
    assert app.counts()["All"] == 12
    app.press("s")
    app.import_file(write_page(tmp_path, titles=TITLES[:2]))
    app.click("Remove the sample")
    assert set(app.titles()) == set(TITLES[:2])
    assert app.counts()["Starred"] == 1
    app.press("u")
    assert app.counts()["All"] == 12


def test_a_watched_folder_is_imported_quietly(app: Driver, tmp_path: Path) -> None:
    from dataclasses import replace

    folder = tmp_path / "inbox"
    folder.mkdir()
    app.open()
    app.window.looks.take(replace(app.settings, watched=(str(folder),)))
    app.wait(lambda: not app.window.watcher.looking)
    write_page(folder)

    def came() -> bool:
        app.window.watcher.look()
        app.wait(lambda: not app.window.watcher.looking)
        app.settle()
        return app.counts().get("All") == 8

    app.wait(came)
    assert "8 new" in app.status()


def test_what_the_command_line_does_meanwhile_is_seen(app: Driver, tmp_path: Path) -> None:
    app.open().import_file(write_page(tmp_path))
    assert command_line(["--library", str(app.folder), "mark", "1", "--star"]) == 0
    app.wait(lambda: app.counts()["Starred"] == 1)
    assert app.stars() == [TITLES[0]]


def test_a_report_goes_when_one_of_its_imports_is_taken_back(app: Driver, tmp_path: Path) -> None:
    paths = [
        write_page(tmp_path, f"{n}.txt", (f"Paper Number {n} of Many Files",), day=f"Mar {10 + n}") for n in range(3)
    ]
    app.open().drop(*paths)
    assert app.strip().startswith("3 files: 3 new")
    app.press("u")
    assert app.counts()["All"] == 2
    assert app.strip() == ""


def test_the_status_line_tells_of_what_came_last(app: Driver, tmp_path: Path) -> None:
    page = write_page(tmp_path)
    app.open().import_file(page)
    (tmp_path / "empty").mkdir()
    app.drop(tmp_path / "empty")
    assert "no file to import" in app.status()
    app.drop(page)
    assert "already in the library" in app.status()


def test_a_library_that_is_not_the_usual_one_is_named_in_the_title(
    app: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("READERAPP_LIBRARY", raising=False)
    assert app.open().window.windowTitle() == f"{app.folder.name} · readerapp"
    app.close()
    monkeypatch.setenv("READERAPP_LIBRARY", str(app.folder))
    assert app.open().window.windowTitle() == "readerapp"


def test_a_start_on_an_empty_list_leaves_the_keys_with_the_list(app: Driver, tmp_path: Path) -> None:
    app.open().import_file(write_page(tmp_path))
    app.press("g", "t")
    assert app.window.focusWidget() is app.window.list.empty
    app.reopen()
    assert app.window.focusWidget() is app.window.list.empty
    app.press("g", "a")
    assert app.window.focusWidget() is app.window.list.papers
