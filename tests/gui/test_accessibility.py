"""For eyes, ears and hands of every kind: what is spoken, reached by Tab, pressed through the accessibility tree, and legible."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from readerapp.gui import speech
from readerapp.gui.palette import Palette
from readerapp.gui.sidebar_menu import COLOURS
from readerapp.gui.theme import DARK, LIGHT, Colours
from tests.digests import TITLES, make_library, write_page
from tests.gui.driver import Driver

Role = QAccessible.Role


@pytest.fixture
def full(app: Driver) -> Driver:
    """The app on a library with the test papers."""
    make_library(app.folder)
    return app.open()


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader, were one running, is told to say."""
    heard: list[str] = []

    def hear(event: QAccessibleAnnouncementEvent) -> None:
        heard.append(event.message())

    monkeypatch.setattr(speech, "QAccessible", SimpleNamespace(isActive=lambda: True, updateAccessibility=hear))
    return heard


def tree(top: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """All that a screen reader sees below a thing."""
    for number in range(top.childCount()):
        child = top.child(number)
        if child is not None and not child.state().invisible:
            yield child
            yield from tree(child)


def seen(app: Driver) -> list[tuple[QAccessible.Role, str]]:
    """Role and name of everything in the window."""
    top = QAccessible.queryAccessibleInterface(app.window)
    return [(thing.role(), thing.text(QAccessible.Text.Name)) for thing in tree(top)]


def press(app: Driver, role: QAccessible.Role, name: str) -> None:
    """What a screen reader does when its user presses a thing."""
    top = QAccessible.queryAccessibleInterface(app.window)
    thing = next(t for t in tree(top) if t.role() == role and t.text(QAccessible.Text.Name).startswith(name))
    actions = thing.actionInterface()
    actions.doAction(next(action for action in ("Press", "Toggle") if action in actions.actionNames()))
    button = thing.object()
    if isinstance(button, QPushButton):  # it is shown pressed for a moment
        app.wait(lambda: not button.isDown())
    app.settle()


def test_rows_speak_title_state_star_and_digest(full: Driver) -> None:
    full.press("s", "e", "i")
    full.type("a thought")
    full.press("Esc", "t")
    full.answer("vision")
    rows = [name for role, name in seen(full) if role == Role.Cell]
    assert rows[0] == f"{TITLES[0]}, read, starred, Trending trending.txt, place 1"
    assert rows[1] == f"{TITLES[1]}, unread, Trending trending.txt, place 2, has a note, tag vision"
    full.press("Del")
    assert f"{TITLES[1]}, unread, Trending trending.txt, place 2, in the trash, has a note, tag vision" in [
        name for role, name in seen(full) if role == Role.Cell
    ]


def test_texts_are_spoken_as_they_stand_and_every_control_has_a_name(full: Driver) -> None:
    full.press("x")
    things = seen(full)
    assert (Role.StaticText, TITLES[1]) in things
    assert (Role.StaticText, "Drop a paper") in things
    assert (Role.StaticText, "Inbox  ·  8 papers") in things
    assert (Role.ListItem, "Inbox, 7") in things
    assert (Role.Button, "Order of the list: newest") in things
    controls = (Role.Button, Role.CheckBox, Role.EditableText, Role.ListItem, Role.Cell, Role.Table, Role.List)
    assert [role for role, name in things if role in controls and not name] == []
    full.search("deep")
    full.press("Return")
    assert (Role.StaticText, full.current()) in seen(full)


def test_actions_are_pressed_through_the_tree(full: Driver) -> None:
    press(full, Role.Button, "Star")
    assert full.stars() == [TITLES[0]]
    press(full, Role.Button, "Drop")
    assert full.states()[:2] == ["dropped", "unread"]
    press(full, Role.Button, "Undo")
    assert full.states()[0] == "unread"
    press(full, Role.Button, "Open Look up the title")
    assert len(full.opened) == 1  # type: ignore[attr-defined]
    press(full, Role.Cell, TITLES[4])
    press(full, Role.Button, "Queue")
    assert full.states()[4] == "queued"
    press(full, Role.CheckBox, "Preview")
    assert full.window.notes.preview.isVisible()


def test_triage_is_gone_through_by_its_tree(full: Driver) -> None:
    full.press("F8", *("x" * 7), "j")
    assert (Role.StaticText, "1 left to decide") in seen(full)
    press(full, Role.Button, "Go on with the undecided")
    assert full.current() == TITLES[7]
    press(full, Role.Button, "Leave triage")
    assert full.window.list.isVisible()


def test_what_is_done_and_found_is_announced(full: Driver, said: list[str]) -> None:
    full.press("s")
    assert said == ["Star a paper"]
    full.press("u")
    assert said[1:] == ["Undone: star a paper"]
    said.clear()
    full.search("deep")
    assert said == [f"{len(full.titles())} found"]
    full.press("Return", "Shift+O")
    assert said[1:] == ["No PDF is known of this paper; o looks the paper up."]


def test_what_one_stands_on_in_an_offer_is_announced(full: Driver, said: list[str]) -> None:
    """The focus stays in the line that is typed into."""
    full.press("Ctrl+K")
    palette = full.dialog(Palette)
    QTest.keyClicks(palette.field, "triage")
    assert said[-1] == "Triage, F8"
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert said[-1] == "Search the papers for “triage”, / or Ctrl+F"
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    full.press("/")
    full.type("is:")
    popup = full.window.list.search._popup()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    assert said[-1] == "is:unread"
    full.press("Esc", "Esc", "Esc")


def test_triage_says_which_paper_it_shows_and_how_far_one_is(full: Driver, said: list[str]) -> None:
    full.press("F8")
    assert said == [f"{TITLES[0]}, 1 of 8 · about 2 min"]
    full.press("x")
    assert f"{TITLES[1]}, 2 of 8 · about 1 min" in said
    assert "Drop a paper" in said
    full.press(*("x" * 7))
    assert "All decided: 0 starred, 0 queued, 0 read, 8 dropped, 0 undecided" in said
    full.press("u")
    assert said.count(f"{TITLES[7]}, 8 of 8 · about 1 min") == 2


def by_tab(app: Driver, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """What Tab comes to, until it is back."""
    start = widget = app.window.focusWidget()
    found: dict[QWidget, None] = {}
    while widget is not None and (widget is not start or not found):
        found[widget] = None
        QTest.keyClick(widget, key)
        widget = app.window.focusWidget()
        assert len(found) < 100
    return list(found)


def test_everything_is_reached_by_tab_and_tab_leads_on(full: Driver) -> None:
    window = full.window
    full.press("s")
    reached = by_tab(full)
    assert set(by_tab(full, Qt.Key.Key_Backtab)) == set(reached)
    assert {
        window.list.papers, window.list.search, window.list.head.order, window.sidebar, window.detail, window.detail.listed,
        window.detail.abstract, window.notes.editor, window.notes.preview_button, window.status.undo_button,
    } <= set(reached)  # fmt: skip
    wanted = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None and widget.window() is window
    ]  # fmt: skip
    assert [widget for widget in wanted if widget not in reached] == []
    names = {action.iconText() for action in window.toolbar.actions() if action.isEnabled()}
    assert names <= {getattr(widget, "text", str)() for widget in reached}
    link = next(i for i, widget in enumerate(reached) if widget.parent() is window.detail.buttons)
    assert reached[link - 1] is window.detail.listed
    assert reached[link + 1] is window.detail.abstract


def test_the_focus_is_seen_on_whatever_has_it(full: Driver) -> None:
    full.press("s")
    for widget in by_tab(full):
        widget.setFocus()
        with_focus = full.window.grab().toImage()
        other = full.window.list.search if widget is not full.window.list.search else full.window.list.papers
        other.setFocus()
        place = widget.mapTo(full.window, widget.rect().topLeft())
        area = widget.rect().translated(place)
        assert full.window.grab().toImage().copy(area) != with_focus.copy(area), widget.accessibleName() or widget


def test_the_sidebar_shows_its_focus_when_no_line_of_it_is_open(full: Driver) -> None:
    full.search("deep")
    sidebar = full.window.sidebar
    assert not sidebar.currentIndex().isValid()
    before = sidebar.grab().toImage()
    sidebar.setFocus(Qt.FocusReason.TabFocusReason)
    assert sidebar.grab().toImage() != before
    assert full.window.list.query == "deep"
    full.press("Down")
    assert full.window.list.query == "is:unread"


def luminance(colour: str) -> float:
    """As WCAG 2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Between 1 and 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


GROUNDS = ("base", "panel", "selected", "hover", "field")


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_all_text_has_a_contrast_of_four_and_a_half_and_all_signs_of_three(colours: Colours) -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    texts = [*product(("text", "muted", "accent", "error"), GROUNDS), ("on_accent", "accent")]
    texts += [("text", "mark"), ("muted", "mark")]
    pairs = {(text, ground): contrast(getattr(colours, text), getattr(colours, ground)) for text, ground in texts}
    assert {pair: round(found, 2) for pair, found in pairs.items() if found < 4.5} == {}
    signs = {(sign, ground): contrast(getattr(colours, sign), getattr(colours, ground))
             for sign, ground in product(("star", "muted", "accent", "text"), GROUNDS)}  # fmt: skip
    assert {pair: round(found, 2) for pair, found in signs.items() if found < 3} == {}


def test_the_colours_of_tags_are_told_from_the_ground_by_their_rim() -> None:
    assert len(COLOURS) == len({colour for colour, _ in COLOURS}) == len({name for _, name in COLOURS})
    for colours in (LIGHT, DARK):
        assert contrast(colours.muted, colours.panel) >= 3
        assert contrast(colours.muted, colours.selected) >= 3


def test_the_focus_goes_to_the_list_when_what_had_it_is_gone(full: Driver, tmp_path: Path) -> None:
    papers = full.window.list.papers
    full.import_file(write_page(tmp_path, "more.txt", ("Another Paper of Another Day",), day="Mar 30"))
    full.click("Undo")  # the strip and its button go, and the list has no papers
    assert full.window.list.empty.hasFocus()
    full.press("g", "i")
    full.import_file(tmp_path / "more.txt")
    full.click("✕")
    assert papers.hasFocus()
    full.press("i")
    full.type("mine")
    full.press("F10")
    assert full.window.notes.isHidden()
    assert papers.hasFocus()
    full.window.sidebar.setFocus()
    full.press("F9")
    assert full.window.sidebar.isHidden()
    assert papers.hasFocus()
