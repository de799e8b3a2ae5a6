"""Triage: a digest of 64 papers decided with 64 keys, and every slip one key away from undone."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from readerapp.gui import triage
from readerapp.store.connection import store_file
from tests.digests import TITLES, make_library, write_page
from tests.gui.driver import Driver
from tests.store.snapshot import snapshot

SUBJECTS = ("Vision", "Speech", "Language", "Robots", "Graphs", "Proteins", "Weather", "Music")
WAYS = (
    "Learning to Plan for {}", "A Benchmark of {} Models", "Faster Inference in {}", "Scaling Laws of {}",
    "Robustness and Noise in {}", "What Transfers between Tasks of {}", "Small Data Sets for {}", "Tools That Help with {}",
)  # fmt: skip
SIXTY_FOUR = tuple(way.format(subject) for subject in SUBJECTS for way in WAYS)
KEYS = "sxelxxlexs" * 6 + "xels"
"""64 decisions, as a user makes them."""


@pytest.fixture
def eight(app: Driver) -> Driver:
    """The app on a library with eight papers, in triage."""
    make_library(app.folder)
    app.open().press("F8")
    return app


def progress(app: Driver) -> str:
    """What the bar over the paper says."""
    return app.window.triage.bar.text.text()


def summary(app: Driver) -> str:
    """The numbers at the end, "" while there is a paper to decide."""
    page = app.window.triage.summary
    return page.accessibleDescription() if page.isVisible() else ""


def shown_button(app: Driver, text: str) -> QPushButton | None:
    """A button of the summary that the user sees."""
    buttons = app.window.triage.summary.findChildren(QPushButton)
    return next((button for button in buttons if button.isVisible() and button.text().startswith(text)), None)


def test_64_papers_are_decided_with_64_keys_and_64_undos_bring_back_the_start(app: Driver, tmp_path: Path) -> None:
    app.open()
    app.import_file(write_page(tmp_path, titles=SIXTY_FOUR))
    assert app.titles() == list(SIXTY_FOUR)
    start = snapshot(store_file(app.folder))
    app.press("F8")
    for number, key in enumerate(KEYS, 1):
        assert progress(app).startswith(f"{number} of 64 · about ")
        assert app.current() == SIXTY_FOUR[number - 1]
        app.tap(key)
    app.settle()
    assert summary(app) == "13 starred, 13 queued, 26 read, 25 dropped, 0 undecided"
    assert Counter(app.states()) == {"read": 26, "queued": 13, "dropped": 25}
    for number in range(64, 0, -1):
        app.press("u")
        assert app.current() == SIXTY_FOUR[number - 1]
        assert progress(app).startswith(f"{number} of 64 · about ")
    assert snapshot(store_file(app.folder)) == start


def test_the_same_with_closing_and_opening_again_in_between(app: Driver, tmp_path: Path) -> None:
    app.open()
    app.import_file(write_page(tmp_path, titles=SIXTY_FOUR))
    start = snapshot(store_file(app.folder))
    app.press("F8", *KEYS[:20])
    app.reopen()
    app.press("F8")
    assert app.current() == SIXTY_FOUR[20]
    assert progress(app).startswith("1 of 44")
    app.press(*KEYS[20:])
    assert summary(app).startswith("13 starred, 13 queued, 26 read, 25 dropped, 0 undecided")
    decided = snapshot(store_file(app.folder))
    app.reopen()
    app.press(*("u" * 30))
    app.reopen()
    app.press(*("u" * 34))
    assert snapshot(store_file(app.folder)) == start
    app.reopen()
    app.press(*(["Ctrl+Shift+Z"] * 64))
    assert snapshot(store_file(app.folder)) == decided


def test_the_paper_fills_the_window_and_leaving_shows_all_panes_again(eight: Driver) -> None:
    window = eight.window
    assert not (window.list.isVisible() or window.sidebar.isVisible() or window.notes.isVisible())
    assert window.detail.isVisible()
    assert window.actions_["triage"].isChecked()
    eight.press("x", "Esc")
    assert window.list.isVisible() and window.sidebar.isVisible() and window.notes.isVisible()
    assert not window.actions_["triage"].isChecked()
    assert eight.current() == TITLES[1]
    eight.press("F8", "F8")
    assert window.list.isVisible()


def test_the_report_and_the_hint_stand_again_after_leaving(app: Driver, tmp_path: Path) -> None:
    app.open()
    app.import_file(write_page(tmp_path))
    report = app.strip()
    assert report.startswith("8 new") and app.window.hint.isVisible()
    app.press("F8", "x")
    assert not (app.window.strip.isVisible() or app.window.hint.isVisible())
    app.press("Esc")
    assert app.strip() == report
    assert app.window.hint.isVisible()
    app.click("Undo 2 edits down to this import")
    assert app.titles() == []


def test_what_is_no_longer_so_does_not_stand_again_after_leaving(app: Driver, tmp_path: Path) -> None:
    app.open()
    app.import_file(write_page(tmp_path))
    app.window.hint.button("✕").click()  # type: ignore[union-attr]
    app.press("F8", "u", "Esc")
    assert app.strip() == ""
    assert not app.window.hint.isVisible()


def test_looking_around_decides_nothing_and_the_undecided_are_asked_for_at_the_end(eight: Driver) -> None:
    eight.press("e", "j", "j", "k", "x")
    assert eight.states() == ["read", "unread", "dropped", *["unread"] * 5]
    assert eight.current() == TITLES[3]
    eight.press("l", "l", "l", "l")
    assert eight.current() == TITLES[7]
    assert summary(eight) == ""
    eight.press("j")
    assert summary(eight) == "0 starred, 4 queued, 1 read, 1 dropped, 2 undecided"
    assert eight.window.triage.summary.heading.text() == "2 left to decide"
    assert shown_button(eight, "Go on with the undecided (n)") is not None
    eight.press("n")
    assert summary(eight) == ""
    assert eight.current() == TITLES[1]
    assert progress(eight).startswith("1 of 2")
    eight.press("s")
    assert eight.current() == TITLES[7]
    eight.press("x")
    assert summary(eight) == "1 starred, 4 queued, 2 read, 2 dropped, 0 undecided"
    assert shown_button(eight, "Go on") is None


def test_in_the_summary_no_key_decides_on_the_paper_behind_it(eight: Driver) -> None:
    eight.press(*("x" * 8))
    assert summary(eight)
    eight.press("e", "s", "l", "m", "t", "i", "Del")
    assert eight.states() == ["dropped"] * 8
    assert eight.stars() == []
    eight.press("k")
    assert summary(eight) == ""
    assert eight.current() == TITLES[7]
    eight.press("e")
    assert eight.states()[7] == "read"
    assert summary(eight) == "0 starred, 0 queued, 1 read, 7 dropped, 0 undecided"
    eight.press("Esc")
    assert eight.window.list.papers.hasFocus()


def test_the_summarys_buttons_do_what_its_keys_do(eight: Driver) -> None:
    eight.press("j", *("x" * 7))
    button = shown_button(eight, "Go on")
    assert button is not None and button.hasFocus()
    button.click()
    eight.settle()
    assert eight.current() == TITLES[0]
    eight.press("x")
    button = shown_button(eight, "Leave triage")
    assert button is not None and button.hasFocus()
    button.click()
    assert eight.window.list.papers.hasFocus()


def test_undo_goes_back_to_that_paper_wherever_one_is(eight: Driver) -> None:
    eight.press("x", "s", "j", "j", "u")
    assert eight.current() == TITLES[1]
    assert eight.states()[1] == "unread"
    assert eight.stars() == []
    eight.press("u")
    assert eight.current() == TITLES[0]
    eight.press("Ctrl+Shift+Z")
    assert eight.states()[0] == "dropped"
    assert eight.undo_text() == "Undo: drop a paper"


def test_undo_goes_back_to_a_paper_that_was_decided_in_the_pass_before(eight: Driver) -> None:
    eight.press("j", *("x" * 7), "n")
    assert eight.current() == TITLES[0]
    assert progress(eight).startswith("1 of 1 · ")
    eight.press("u")
    assert eight.current() == TITLES[7]
    assert progress(eight).startswith("2 of 2 · ")
    eight.press("e")
    assert summary(eight) == "0 starred, 0 queued, 1 read, 6 dropped, 1 undecided"
    assert eight.window.triage.summary.heading.text() == "1 left to decide"
    eight.press("n")
    assert eight.current() == TITLES[0]
    eight.press("x")
    assert summary(eight) == "0 starred, 0 queued, 1 read, 7 dropped, 0 undecided"
    assert eight.window.triage.summary.heading.text() == "All decided"


def test_after_the_second_pass_every_undo_leads_back_to_its_paper(eight: Driver) -> None:
    eight.press("j", *("x" * 7), "n", "e")
    assert summary(eight).endswith("7 dropped, 0 undecided")
    for number, place in enumerate((0, 7, 6), 1):
        eight.press("u")
        assert eight.current() == TITLES[place]
        assert eight.window.triage.bar.text.text() != "All decided"
        assert eight.states().count("unread") == number
    eight.press("e", "e")
    assert eight.window.triage.summary.heading.text() == "1 left to decide"
    assert summary(eight) == "0 starred, 0 queued, 2 read, 5 dropped, 1 undecided"


def test_n_and_p_pass_over_what_is_decided(eight: Driver) -> None:
    eight.press("e", "j", "e", "p")
    assert eight.current() == TITLES[1]
    eight.press("n")
    assert eight.current() == TITLES[3]


def test_notes_and_tags_are_written_on_the_way(eight: Driver) -> None:
    eight.press("i")
    assert eight.window.notes.isVisible()
    eight.type("ask them for the code, sex")
    eight.press("Esc")
    assert eight.window.detail.hasFocus()
    eight.press("t")
    eight.answer("vision")
    assert eight.window.detail.tags.text() == "#vision"
    eight.press("o", "e")
    assert len(eight.opened) == 1  # type: ignore[attr-defined]
    assert eight.current() == TITLES[1]
    assert eight.states()[0] == "read"
    eight.press("Esc", "k")
    assert eight.window.notes.text == "ask them for the code, sex"


def test_return_writes_a_note_too(eight: Driver) -> None:
    eight.press("Return")
    assert eight.window.notes.editor.hasFocus()


def test_space_reads_to_the_end_and_goes_on(eight: Driver) -> None:
    eight.window.resize(700, 400)
    eight.settle()
    for _ in range(30):
        if eight.current() != TITLES[0]:
            break
        eight.press("Space")
    assert eight.current() == TITLES[1]
    assert eight.states()[0] == "read"
    assert progress(eight).startswith("2 of 8")


def test_a_paper_put_into_the_trash_is_decided(eight: Driver) -> None:
    eight.press("Del")
    assert eight.current() == TITLES[1]
    assert progress(eight).startswith("2 of 8")
    eight.press(*("x" * 7))
    assert summary(eight) == "0 starred, 0 queued, 0 read, 7 dropped, 0 undecided, 1 in the trash"
    shown = [label.text() for label in eight.window.triage.summary.findChildren(QLabel) if label.isVisible()]
    assert shown[-2:] == ["1", "in the trash"]
    eight.press(*("u" * 8))
    assert eight.current() == TITLES[0]
    eight.press("x", *("x" * 7))
    assert summary(eight) == "0 starred, 0 queued, 0 read, 8 dropped, 0 undecided"
    assert "in the trash" not in [
        label.text() for label in eight.window.triage.summary.findChildren(QLabel) if label.isVisible()
    ]


def test_a_selection_that_is_no_longer_seen_is_not_decided_on(app: Driver) -> None:
    make_library(app.folder)
    app.open().press("Ctrl+A", "F8", "Ctrl+A", "Shift+Down", "Shift+E", "x")
    assert Counter(app.states()) == {"dropped": 1, "unread": 7}


def test_the_time_that_is_left_follows_the_users_own_pace(eight: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [1000.0]
    monkeypatch.setattr(triage, "monotonic", lambda: clock[0])
    eight.press("F8", "F8")
    assert progress(eight) == "1 of 8 · about 2 min"
    for seconds in (90.0, 90.0, 90.0):
        clock[0] += seconds
        eight.press("e")
    assert progress(eight) == "4 of 8 · about 8 min"
    clock[0] += 5000.0  # a pause is no part of it
    eight.press("e")
    assert progress(eight) == "5 of 8 · about 6 min"
    eight.press("u")
    assert progress(eight) == "4 of 8 · about 8 min"


def test_it_works_on_a_search_on_a_tag_and_begins_where_one_stands(app: Driver) -> None:
    make_library(app.folder)
    app.open()
    app.press("Ctrl+A", "t")
    app.answer("all")
    app.search("learning")
    found = app.titles()
    assert len(found) == 2
    app.press("Return", "F8", "x", "l")
    assert summary(app) == "0 starred, 1 queued, 0 read, 1 dropped, 0 undecided"
    app.press("Esc")
    app.show_list("all")
    app.press("j", "j", "F8")
    assert app.current() == app.titles()[2]
    assert progress(app).startswith("3 of 6")
    app.press("x", "x", "x", "x")
    assert summary(app) == "0 starred, 1 queued, 0 read, 4 dropped, 2 undecided"


def test_a_list_without_undecided_papers_shows_the_summary_at_once(app: Driver) -> None:
    make_library(app.folder)
    app.open().press("Ctrl+A", "l", "g", "q", "F8")
    assert summary(app) == "0 starred, 8 queued, 0 read, 0 dropped, 0 undecided"
    app.press("k", "x")
    assert app.states() == ["dropped", *["queued"] * 7]
    assert summary(app) == "0 starred, 7 queued, 0 read, 1 dropped, 0 undecided"


def test_an_empty_list_says_that_there_is_nothing_to_decide(app: Driver) -> None:
    make_library(app.folder)
    app.open().press("g", "q", "F8")
    assert "nothing here to decide" in app.status()
    assert not app.window.actions_["triage"].isChecked()
    assert app.window.list.isVisible()


def test_going_to_another_list_or_searching_leaves_it(eight: Driver) -> None:
    eight.press("x", "g", "d")
    assert eight.window.list.isVisible()
    assert eight.titles() == [TITLES[0]]
    eight.press("g", "i", "F8", "/")
    assert eight.window.list.search.hasFocus()


def test_a_digest_that_arrives_in_between_is_shown_and_nothing_is_decided(eight: Driver, tmp_path: Path) -> None:
    eight.press("x")
    eight.import_file(write_page(tmp_path, titles=SIXTY_FOUR[:3]))
    assert eight.titles() == list(SIXTY_FOUR[:3])
    assert eight.window.list.isVisible()
    assert eight.states() == ["unread"] * 3


def test_what_the_command_line_decides_counts(eight: Driver) -> None:
    from readerapp.edits import Mark
    from readerapp.store.library import Library

    with Library(eight.folder) as other:
        other.apply(Mark((2, 3), "dropped"))
    eight.wait(lambda: eight.window.triage.bar.progress.value() == 2)
    eight.press("x")
    assert eight.current() == TITLES[3]
    assert progress(eight).startswith("4 of 8")


def test_closing_in_triage_keeps_the_panes(eight: Driver) -> None:
    eight.press("x")
    eight.reopen()
    assert eight.window.list.isVisible() and eight.window.sidebar.isVisible()
    assert eight.current() == TITLES[1]


def test_an_import_that_is_undone_in_triage_leaves_it(app: Driver, tmp_path: Path) -> None:
    app.open().import_file(write_page(tmp_path))
    app.press("F8", "u")
    assert not app.window.triage.on
    assert app.window.list.empty.isVisible()
    app.press("Ctrl+Shift+Z")
    assert app.counts()["Inbox"] == len(TITLES)


def test_the_preview_of_a_note_comes_into_sight_and_esc_leaves_it(eight: Driver) -> None:
    eight.press("Ctrl+E")
    assert eight.window.notes.preview.isVisible()
    eight.press("Esc")
    eight.press("Esc")
    assert not eight.window.triage.on
    eight.press("F10")
    assert eight.window.notes.isHidden()
    eight.press("Ctrl+E")
    assert eight.window.notes.isVisible()


def test_the_summarys_heading_stays_large_in_another_theme(eight: Driver) -> None:
    eight.press(*("x" * 8))
    heading = eight.window.triage.summary.heading
    eight.wait(lambda: heading.font().pointSizeF() > 1.5 * eight.window.font().pointSizeF())
    size = heading.font().pointSizeF()
    eight.window.looks.set_theme("dark")
    eight.wait(lambda: heading.font().pointSizeF() == size and heading.font().bold())
