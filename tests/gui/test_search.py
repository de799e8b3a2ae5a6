"""The search box: what is typed is found at once, completed, counted, shown in the hits; leaving it leads back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from readerapp.edits import EditTags, Mark
from readerapp.store.library import Library
from tests.digests import TITLES, import_edit
from tests.gui.driver import Driver


@pytest.fixture
def full(app: Driver) -> Driver:
    """The app on a library with two digests, a tag and a dropped paper."""
    with Library(app.folder) as library:
        library.apply(import_edit())
        library.apply(import_edit(TITLES[6:], name="later.txt", day="2026-03-20"))
        library.apply(EditTags((1, 7), add=("to read",)))
        library.apply(Mark((8,), "dropped"))
    return app.open()


def marker(widget: QWidget, colour: QColor) -> int:
    """How many pixels of a widget have the colour behind words that are searched for."""
    image = widget.grab().toImage()
    wanted = colour.rgb()
    return sum(image.pixel(x, y) == wanted for x in range(0, image.width(), 2) for y in range(0, image.height(), 2))


def test_each_letter_narrows_the_list_and_esc_leads_back_to_the_same_paper(full: Driver) -> None:
    full.press("g", "i", "j", "j")
    before = full.current()
    full.search("l")
    assert full.heading() == "Search  ·  2 found"
    full.type("earn")
    full.settle()
    assert set(full.titles()) == {TITLES[1], TITLES[5]}
    full.type("ing atari")
    full.settle()
    assert full.titles() == [TITLES[5]]
    assert full.heading() == "Search  ·  1 found"
    full.press("Esc")
    assert full.window.list.search.hasFocus()
    assert full.heading().startswith("Inbox")
    full.press("Esc")
    assert full.window.list.papers.hasFocus()
    full.press("g", "i", "j", "j")
    assert full.current() == before


def test_words_go_by_relevance_and_filters_by_the_lists_order(full: Driver) -> None:
    order = full.window.list.head.order
    full.search("learning")
    assert order.text() == "relevance ▾"
    full.press("Esc")
    full.type("is:unread")
    full.settle()
    assert order.text() == "newest ▾"
    full.press("Esc", "Esc")
    full.search("graph")
    full.press("Return")
    full.window.actions_["sort-title"].trigger()
    full.settle()
    assert order.text() == "title ▾"
    full.press("g", "i")
    assert order.text() == "newest ▾"


def test_a_search_sees_what_the_language_says(full: Driver) -> None:
    for query, titles in (
        ('tag:"to read"', [TITLES[6], TITLES[0]]),
        ("is:dropped", [TITLES[7]]),
        ("denoising", []),
        ("denoising is:dropped", [TITLES[7]]),
        ("seen:>1", [TITLES[6]]),
        ("in:later", [TITLES[6]]),
        ("sort:title title:learning", [TITLES[1], TITLES[5]]),
        ('"reinforcement learning" OR adam', [TITLES[5], TITLES[2]]),
    ):
        full.search(query)
        assert sorted(full.titles()) == sorted(titles), query
        full.press("Esc", "Esc", "Esc")
    assert full.window.list.papers.hasFocus()


def test_an_operator_that_was_never_finished_is_text_once_the_box_is_left(full: Driver) -> None:
    full.search("is:unr")
    assert full.titles()
    full.press("Esc")  # the completion
    full.press("Return")
    assert full.titles() == []
    assert full.window.list.search.text() == "is:unr"
    full.press("/", "Return")
    assert full.titles() == []
    full.press("/")
    full.window.list.search.end(False)
    full.type("ead")
    full.settle()
    assert set(full.states()) == {"unread"}
    full.press("/", "End")
    full.type(" is:foo")
    full.settle()
    assert full.titles() == []


def test_operators_their_values_tags_and_digests_are_completed(full: Driver) -> None:
    box = full.window.list.search
    full.press("/")
    full.type("is")
    assert box.offered == ["is:"]
    QTest.keyClick(box, Qt.Key.Key_Tab)
    assert box.text() == "is:"
    assert box.offered == ["is:unread", "is:queued", "is:read", "is:dropped", "is:trashed", "is:starred"]
    full.type("dr")
    assert box.offered == ["is:dropped"]
    QTest.keyClick(box, Qt.Key.Key_Tab)
    full.type("-tag:")
    assert box.offered == ['tag:"to read"']
    QTest.keyClick(box, Qt.Key.Key_Tab)
    assert box.text() == 'is:dropped -tag:"to read" '
    full.type("in:lat")
    assert box.offered == ['in:"Trending later.txt"']
    QTest.keyClick(box, Qt.Key.Key_Tab)
    full.settle()
    assert full.titles() == [TITLES[7]]
    full.press("Esc")
    full.type("so")
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert (box.offered, box.text()) == ([], "so")


def test_what_is_found_is_marked_in_the_list_and_in_the_detail(full: Driver) -> None:
    papers, detail = full.window.list.papers, full.window.detail
    colour = full.window.theme.colour("mark")
    assert marker(papers.viewport(), colour) == 0
    full.search('attention -"<b>"')
    full.press("Return")
    assert full.current() == TITLES[0]
    assert marker(papers.viewport(), colour) > 50
    assert marker(detail.title, colour) > 50
    assert marker(detail.abstract.viewport(), colour) > 20
    assert papers.papers.words == ["attention"]
    full.press("g", "i")
    assert marker(papers.viewport(), colour) + marker(detail.title, colour) == 0
    assert detail.title.text() == full.current()


def test_a_search_with_very_many_hits_says_so_and_return_asks_for_all(
    full: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    from readerapp.store import finding

    monkeypatch.setattr(finding, "FEW", 4)
    monkeypatch.setattr(finding, "RANKED", 4)
    full.search("text")
    assert full.heading() == "Search  ·  4+ found"
    full.press("Return")
    assert full.heading() == "Search  ·  7 found"


def test_an_empty_search_says_what_to_do(full: Driver) -> None:
    full.search("zzz")
    assert full.titles() == []
    assert full.window.list.empty.isVisible()
    assert full.window.list.empty.text().startswith("Nothing found.")
    full.press("Return")
    assert full.window.list.empty.hasFocus()
    full.press("/", "Esc", "Esc")
    assert full.window.list.papers.hasFocus()


@pytest.mark.parametrize(("signs", "said"), [("&", True), ("* ?", True), ("-", False), ('"', False), ("-(", False)])
def test_signs_alone_find_nothing_and_say_so_unless_something_is_to_come(
    full: Driver, signs: str, *, said: bool
) -> None:
    full.search(signs)
    assert full.window.list.empty.isVisible() == said
    assert full.window.list.empty.text().startswith("Only letters and digits") == said
    assert bool(full.titles()) != said


def test_a_search_can_be_gone_back_to(full: Driver) -> None:
    full.search("graph")
    full.press("Return", "g", "d")
    assert full.titles() == [TITLES[7]]
    full.press("Alt+Left")
    assert full.titles() == [TITLES[6]]
    full.press("Alt+Right")
    assert full.titles() == [TITLES[7]]


def test_back_from_a_search_shows_the_list_it_was_made_from_and_forward_shows_it_again(full: Driver) -> None:
    box = full.window.list.search
    full.press("g", "q")
    full.press("g", "i", "j", "j")
    inbox, before = full.titles(), full.current()
    full.search("learning")
    found = full.titles()
    full.press("Alt+Left")
    assert (full.titles(), full.current(), box.text()) == (inbox, before, "")
    assert full.heading().startswith("Inbox")
    full.press("Alt+Right")
    assert (full.titles(), box.text()) == (found, "learning")
    assert full.heading() == "Search  ·  2 found"
    full.press("Alt+Left", "Alt+Left")
    assert full.heading().startswith("Queued")
    full.press("Alt+Right", "Alt+Right")
    assert box.text() == "learning"
    full.press("/", "Esc")
    assert (full.titles(), full.current(), box.text()) == (inbox, before, "")


def test_a_search_that_settled_is_a_place_and_each_letter_is_none(full: Driver) -> None:
    box = full.window.list.search
    full.press("g", "i")
    full.search("lea")
    full.type("rning")
    full.settle()
    full.press("Return", "/")
    full.type("graph")
    full.settle()
    assert full.titles() == [TITLES[6]]
    full.press("Return", "Alt+Left")
    assert (box.text(), len(full.titles())) == ("learning", 2)
    full.press("Alt+Left")
    assert full.heading().startswith("Inbox")
    full.press("Alt+Right", "Alt+Right")
    assert (box.text(), full.titles()) == ("graph", [TITLES[6]])


def test_a_search_that_is_left_as_soon_as_it_is_typed_is_the_place(full: Driver) -> None:
    box = full.window.list.search
    full.press("g", "i")
    full.search("lea")
    full.type("rning")
    full.tap("Return")
    full.settle()
    full.press("/")
    full.type("graph")
    full.settle()
    full.press("Alt+Left")
    assert (box.text(), len(full.titles())) == ("learning", 2)
    full.press("Alt+Left")
    assert full.heading().startswith("Inbox")


def test_a_search_that_was_given_up_at_once_is_no_place(full: Driver) -> None:
    full.press("g", "q")
    full.press("g", "i")
    full.search("lea")
    full.press("Esc")
    full.press("Esc", "Alt+Left")
    assert full.heading().startswith("Queued")
    full.press("Alt+Right")
    assert full.heading().startswith("Inbox")


def test_a_search_for_what_a_list_shows_is_another_place(full: Driver) -> None:
    full.press("g", "i")
    full.search("is:unread ")
    full.press("Return")
    assert full.heading().startswith("Search")
    full.press("g", "i")
    assert full.heading().startswith("Inbox")
    full.press("Alt+Left")
    assert full.heading().startswith("Search")
    assert full.window.list.search.text() == "is:unread "


def test_what_was_found_is_not_dragged_into_the_list_that_comes_back(full: Driver) -> None:
    full.press("g", "a")
    full.press("e")
    full.press("g", "i", "j", "j")
    before, titles, heading = full.current(), full.titles(), full.heading()
    full.search("semi-supervised")
    full.press("Return")
    found = full.current()
    assert found not in titles
    full.press("/", "Esc")
    assert full.titles() == titles
    assert full.heading() == heading == f"Inbox  ·  {full.counts()['Inbox']} papers"
    assert full.selected() == [before]
    assert full.current() == before


def test_the_list_before_a_search_comes_back_as_it_was_left(full: Driver) -> None:
    full.press("g", "i")
    full.window.resize(900, 400)
    full.press("j", "e", "j", "j", "Shift+Down")
    papers, bar = full.window.list.papers, full.window.list.papers.verticalScrollBar()
    bar.setValue(bar.maximum() - 7)
    titles, selected, scroll = full.titles(), full.selected(), bar.value()
    assert len(selected) == 2 and full.states().count("read") == 1
    for text in ("learning", "zzz"):
        full.search(text)
        assert full.titles() != titles
        full.press("Esc")
        assert (full.titles(), full.selected(), bar.value()) == (titles, selected, scroll)
        assert papers.viewport().rect().intersects(papers.visualRect(papers.currentIndex()))
    full.search("graph")
    full.press("Return", "x", "/", "Esc")
    assert full.titles() == [title for title in titles if title != TITLES[6]]


def test_a_paper_decided_in_a_search_leaves_its_place_to_the_next_one(full: Driver) -> None:
    full.press("g", "i")
    first, second = full.titles()[:2]
    full.search("graph")
    assert full.current() == first
    full.press("Return", "x", "/", "Esc")
    assert first not in full.titles()
    assert full.current() == second


def test_a_search_ends_with_the_window_and_its_paper_is_stood_on_still(full: Driver) -> None:
    full.show_list("All")
    full.search("vari")
    found = full.current()
    full.reopen()
    assert full.heading().startswith("All")
    assert full.window.list.search.text() == ""
    assert full.current() == found != TITLES[0]
