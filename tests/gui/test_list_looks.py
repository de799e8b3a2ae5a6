"""What the list looks like, in which order it stands, and what leaves it for other programs."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea

from readerapp.edits import ChangeDigest, EditTags, Mark, SetNote
from readerapp.gui.dates import near_date, short_date
from readerapp.gui.key_sheet import KeySheet
from readerapp.gui.row_painter import facts
from readerapp.records import Record
from readerapp.settings import load
from readerapp.store.library import Library
from tests.digests import TITLES, abstract_of, import_edit
from tests.gui.driver import Driver

OLD = (
    Record("Zebra Stripes and Flies", abstract_of("zebras"), "full", ("Tim Caro",), doi="10.1371/journal.pone.0210831", date="2019-02-20"),
    Record(
        "Attention Is All You Need", abstract_of("attention"), "full", ("Ashish Vaswani", "Noam Shazeer"), arxiv_id="1706.03762",
        date="2017-06-12", code_urls=("https://github.com/tensorflow/tensor2tensor",),
    ),
)  # fmt: skip


@pytest.fixture
def full(app: Driver) -> Driver:
    """The app on a library with an older and a newer digest that share a paper."""
    with Library(app.folder) as library:
        library.apply(import_edit(name="old.txt", day="2025-12-30", records=OLD))
        library.apply(import_edit(TITLES[:3], name="new.txt", day="2026-03-14"))
    return app.open()


def headings(app: Driver) -> dict[int, str | None]:
    """The rows over which a heading stands, and its day."""
    papers = app.window.list.papers
    found = ((row, papers.heading_of(row)) for row in range(papers.papers.rowCount()))
    return {row: day for row, day in found if day is not None}


def facts_of(app: Driver, title: str) -> str:
    """The last line of a paper's row, without the marks that keep its parts apart."""
    papers = app.window.list.papers.papers
    row = next(row for place in range(papers.rowCount()) if (row := papers.row(place)) and row.title == title)
    return facts(row).replace("\u2068", "").replace("\u2069", "")


def test_the_orders_of_the_product(full: Driver) -> None:
    zebra, attention, residual, adam = OLD[0].title, TITLES[0], TITLES[1], TITLES[2]
    with Library(full.folder) as library:
        library.apply(Mark((1,), starred=True))
    full.wait(lambda: full.counts()["Starred"] == 1)
    for order, titles in (
        ("newest", [attention, residual, adam, zebra]),
        ("oldest", [zebra, attention, residual, adam]),
        ("title", [adam, attention, residual, zebra]),
        ("starred", [zebra, attention, residual, adam]),
        ("listed", [attention, residual, adam, zebra]),
    ):
        for _ in range(2):  # chosen again it stays in force
            full.window.actions_[f"sort-{order}"].trigger()
            full.settle()
            assert full.titles() == titles, order
            assert in_force(full) == [f"sort-{order}"]
    full.reopen()
    assert full.window.list.head.order.text() == "most listed ▾"
    assert in_force(full) == ["sort-listed"]
    full.search("learning")
    assert in_force(full) == ["sort-usual"]
    full.press("Esc", "Esc")
    full.window.actions_["sort-usual"].trigger()
    full.settle()
    assert full.window.list.head.order.text() == "newest ▾"
    assert in_force(full) == ["sort-usual"]


def test_in_the_smallest_window_nothing_is_cut_off(full: Driver) -> None:
    full.window.desk.edit(ChangeDigest(2, title="Papers of the Week"))
    full.settle()
    full.window.resize(640, 360)
    full.show_list("14 Mar · Papers of the Week")
    assert full.window.list.head.text.shown().startswith("\u206814 Mar · Pap")
    full.press("?")
    sheet = full.dialog(KeySheet)
    area = sheet.findChild(QScrollArea)
    assert area is not None
    assert area.widget().width() <= area.viewport().width()
    assert area.horizontalScrollBar().maximum() == 0
    sheet.close()
    full.press("F8")
    keys = full.window.triage.bar.keys
    full.wait(lambda: keys.height() >= keys.heightForWidth(keys.width()) > keys.fontMetrics().height())
    full.window.resize(1360, 840)
    full.wait(lambda: keys.heightForWidth(keys.width()) < 2 * keys.fontMetrics().height())


def in_force(app: Driver) -> list[str]:
    """The orders that the menu marks."""
    actions = (app.window.actions_[entry.id] for entry in app.window.actions_.table if entry.id.startswith("sort-"))
    return [action.objectName() for action in actions if action.isChecked()]


def test_lists_by_date_have_a_heading_for_each_digests_day(full: Driver) -> None:
    height = full.window.list.papers.rowHeight(1)
    assert headings(full) == {}
    full.window.actions_["grouped"].trigger()
    full.settle()
    assert headings(full) == {0: "2026-03-14", 3: "2025-12-30"}
    papers = full.window.list.papers
    assert papers.rowHeight(0) > height == papers.rowHeight(1)
    full.window.actions_["sort-title"].trigger()
    full.settle()
    assert headings(full) == {}
    assert papers.rowHeight(0) == height
    full.window.actions_["sort-oldest"].trigger()
    full.settle()
    assert headings(full) == {0: "2025-12-30", 2: "2026-03-14"}
    full.press("j", "x")
    assert headings(full) == {0: "2025-12-30", 2: "2026-03-14"}
    assert load().grouped


def test_rows_are_comfortable_or_compact_and_show_a_notes_first_line_on_demand(full: Driver) -> None:
    with Library(full.folder) as library:
        library.apply(SetNote(1, "stripes keep flies off\nsecond line"))
    full.wait(lambda: full.counts()["With notes"] == 1)
    papers = full.window.list.papers
    row = next(row for place in range(4) if (row := papers.papers.row(place)) and row.noted)
    assert row.note_line == "stripes keep flies off"
    comfortable = papers.rowHeight(1)
    full.window.actions_["note-line"].trigger()
    assert papers.rowHeight(1) > comfortable
    full.window.actions_["compact"].trigger()
    compact = papers.rowHeight(1)
    assert compact < comfortable
    full.window.actions_["note-line"].trigger()
    assert papers.rowHeight(1) < compact
    full.reopen()
    assert full.window.list.papers.rowHeight(1) == comfortable  # the test's own settings are the usual ones
    assert load().compact and not load().note_line


def test_a_row_tells_where_it_was_listed_and_what_there_is(full: Driver) -> None:
    with Library(full.folder) as library:
        library.apply(SetNote(2, "mine"))
        library.apply(EditTags((2,), add=("to read", "Éclair")))
    full.wait(lambda: "Éclair" in full.counts())
    assert facts_of(full, TITLES[0]) == (
        "14 Mar  ·  #1 in Trending new.txt  ·  listed 2 times  ·  ✎ note  ·  code  ·  #to read  ·  #Éclair"
    )
    assert facts_of(full, OLD[0].title) == "30 Dec 2025  ·  #1 in Trending old.txt"
    assert full.window.list.papers.grab().width() > 0


def test_days_near_today_are_told_by_how_long_ago_they_are() -> None:
    today = date(2026, 3, 14)
    said = {day: near_date(f"2026-03-{day:02}", today) for day in (15, 14, 13, 12, 8, 7)}
    assert said == {
        15: "15 Mar", 14: "today", 13: "yesterday", 12: "2 days ago", 8: "6 days ago", 7: "7 Mar",
    }  # fmt: skip
    assert near_date("2025-03-14", today) == "14 Mar 2025"
    assert near_date("soon", today) == short_date("soon", today) == "soon"


def test_titles_links_and_citations_are_copied(full: Driver) -> None:
    clipboard = QApplication.clipboard()
    full.press("Ctrl+C")
    assert clipboard.text() == TITLES[0]
    full.press("Ctrl+Shift+C")
    assert clipboard.text() == "https://arxiv.org/abs/1706.03762"
    full.window.actions_["copy-markdown"].trigger()
    full.settle()
    assert clipboard.text() == (
        "Ashish Vaswani, Noam Shazeer: [Attention Is All You Need](https://arxiv.org/abs/1706.03762) (2017)"
    )
    full.window.actions_["copy-bibtex"].trigger()
    full.settle()
    assert clipboard.text().startswith("@misc{vaswani2017attention,\n  title = {{Attention Is All You Need}},")
    full.press("j", "Ctrl+Shift+C")
    assert "no link is known" in full.status()
    full.press("Ctrl+A", "Ctrl+C")
    assert clipboard.text().split("\n") == full.titles()
    assert full.status() == "Copied: title (4)"
    full.window.actions_["copy-bibtex"].trigger()
    full.settle()
    assert clipboard.text().count("@") == 4


def test_chosen_words_are_copied_and_not_the_title(full: Driver) -> None:
    clipboard = QApplication.clipboard()
    detail = full.window.detail
    words = detail.abstract.textCursor()
    words.setPosition(3)
    words.setPosition(9, words.MoveMode.KeepAnchor)
    detail.abstract.setTextCursor(words)
    detail.abstract.setFocus()
    full.press("Ctrl+C")
    assert clipboard.text() == detail.abstract.toPlainText()[3:9] != ""
    detail.title.setSelection(0, 4)
    detail.title.setFocus()
    full.press("Ctrl+C")
    assert clipboard.text() == TITLES[0][:4]
    full.press("Tab", "Ctrl+C")
    assert clipboard.text() == TITLES[0]


def test_of_very_many_papers_the_first_are_copied_and_that_is_said(
    full: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("readerapp.gui.outside._READ", 2)
    full.press("Ctrl+A", "Ctrl+C")
    assert QApplication.clipboard().text().split("\n") == full.titles()[:2]
    assert full.status() == "Copied: title (2); of 4 papers only the first 2"


def test_links_open_each_by_its_key_and_more_than_ten_only_after_a_word(app: Driver) -> None:
    many = tuple(
        Record(f"Paper Number {n} of a Long List", abstract_of(f"number {n}"), "full", arxiv_id=f"2401.{n:05}")
        for n in range(1, 13)
    )
    with Library(app.folder) as library:
        library.apply(import_edit(records=many))
    app.open()
    opened: list[str] = app.opened  # type: ignore[attr-defined]
    app.press("o", "O", "Shift+Down", "Shift+Down", "o")
    assert opened == [
        "https://arxiv.org/abs/2401.00001", "https://arxiv.org/pdf/2401.00001",
        *(f"https://arxiv.org/abs/2401.0000{n}" for n in (1, 2, 3)),
    ]  # fmt: skip
    opened.clear()
    app.press("Ctrl+A", "o")
    assert opened == []
    assert app.strip() == "Open 12 pages in the browser?"
    button = app.window.strip.button("Open them")
    assert button is not None
    button.click()
    assert opened == [f"https://arxiv.org/abs/2401.{n:05}" for n in range(1, 13)]


def test_the_trash_shows_what_is_in_it_and_gives_it_back_as_it_was(full: Driver) -> None:
    full.press("s", "l", "k", "Del")
    assert full.counts()["Starred"] == 0
    full.press("g", "t")
    assert full.titles() == [TITLES[0]]
    assert facts_of(full, TITLES[0]).endswith("in the trash")
    full.press("r")
    assert full.undo_text() == "Undo: restore a paper"
    full.press("g", "q")
    assert full.stars() == full.titles() == [TITLES[0]]


def test_emptying_the_trash_is_told_and_undone(full: Driver) -> None:
    full.press("Del", "Del", "g", "t")
    full.choose(full.sidebar_menu("Trash"), "Empty the trash")
    full.settle()
    assert full.titles() == []
    assert full.counts()["Trash"] == 0
    assert full.status() == "Empty the trash (2 papers)"
    full.window.status.undo_button.click()
    full.settle()
    full.press("g", "t")
    assert full.titles() == list(TITLES[:2])
    full.press("r", "j", "r")
    full.choose(full.sidebar_menu("Trash"), "Empty the trash")
    full.settle()
    assert full.status() == "The trash is empty."


def test_the_paper_stood_on_stays_in_view_when_the_window_shrinks(full: Driver) -> None:
    full.window.resize(1000, 800)
    full.press("j", "j", "j", "j", "j")
    papers = full.window.list.papers
    assert papers.viewport().rect().contains(papers.visualRect(papers.currentIndex()))
    full.window.resize(1000, 420)
    full.settle()
    assert papers.viewport().rect().contains(papers.visualRect(papers.currentIndex()).adjusted(0, 0, 0, -2))


def test_a_list_that_is_asked_for_anew_before_it_is_shown_is_shown_as_it_was_asked_for(full: Driver) -> None:
    target = full.window.list.papers.papers.ids[-1]
    full.press("x", "j", "j", "j")
    full.window.show_query("is:dropped")
    full.window.list.reload()
    full.settle()
    assert full.titles() == [TITLES[0]]
    full.window.list.search.setFocus()
    full.window.show_query("", select=target, focus=True)
    full.window.list.reload()
    full.settle()
    assert full.window.list.papers.current() == target
    assert full.window.list.papers.hasFocus()


def test_a_search_that_says_its_order_keeps_it_and_so_do_the_lists(full: Driver) -> None:
    full.search("sort:title")
    titles = full.titles()
    assert in_force(full) == ["sort-title"]
    full.window.actions_["sort-oldest"].trigger()
    full.settle()
    assert full.titles() == titles
    assert in_force(full) == ["sort-title"]
    assert "sort:title" in full.status()
    full.press("Esc", "Esc")
    full.window.actions_["sort-listed"].trigger()
    full.window.actions_["sort-relevance"].trigger()
    full.settle()
    assert in_force(full) == ["sort-listed"]


def test_a_search_is_saved_with_the_order_that_was_chosen_for_it(full: Driver) -> None:
    full.search("a")
    full.window.actions_["sort-title"].trigger()
    full.settle()
    titles = full.titles()
    full.press("Ctrl+S")
    full.answer("by title")
    full.press("Esc", "Esc")
    full.show_list("by title")
    assert full.window.list.query == "a sort:title"
    assert titles
    assert full.window.list.head.order.text() == "title ▾"
