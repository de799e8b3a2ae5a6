"""The pane that shows one paper: what stands there, and that the abstract is not pushed away by the rest."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from readerapp.records import Record
from readerapp.store.library import Library
from tests.digests import abstract_of, import_edit
from tests.gui.driver import Driver, links

MANY = tuple(f"Author <Number> {number}" for number in range(1, 541))


def text_of(html: str) -> str:
    """What is read of a label's HTML, the signs that stand for others as they are."""
    return html.replace("&lt;", "<").replace("&gt;", ">")


def with_authors(app: Driver, *authors: tuple[str, ...]) -> Driver:
    """The app on a library of papers by these."""
    records = tuple(
        Record(f"A Paper of Number {number} Here", abstract_of(f"paper {number}"), "full", names)
        for number, names in enumerate(authors)
    )
    with Library(app.folder) as library:
        library.apply(import_edit(records=records))
    return app.open()


def test_of_hundreds_of_authors_the_first_are_shown_and_the_rest_at_a_click(app: Driver) -> None:
    detail = with_authors(app, MANY, MANY).window.detail
    assert text_of(detail.authors.text()).startswith("Author <Number> 1, Author <Number> 2, ")
    assert list(links(detail.authors.text())) == ["and 532 more"]
    assert "Author &lt;Number&gt; 9" not in detail.authors.text()
    assert detail.abstract.visibleRegion().boundingRect().height() > 60
    folded = detail.authors.height()
    detail.authors.linkActivated.emit(links(detail.authors.text())["and 532 more"])
    app.settle()
    assert text_of(detail.authors.text()).endswith("Author <Number> 540")
    assert not links(detail.authors.text())
    app.wait(lambda: detail.authors.height() > 4 * folded)
    app.press("j")  # each paper for itself
    assert list(links(detail.authors.text())) == ["and 532 more"]


def test_nine_authors_are_all_shown_and_none_leave_no_gap(app: Driver) -> None:
    detail = with_authors(app, MANY[:9], ()).window.detail
    assert text_of(detail.authors.text()) == ", ".join(MANY[:9])
    app.press("j")
    assert detail.authors.isHidden()


def test_the_rest_of_a_papers_listings_is_shown_at_a_click(app: Driver) -> None:
    title = "One Paper That Everybody Lists"
    with Library(app.folder) as library:
        for day in range(1, 8):
            library.apply(import_edit((title,), f"day{day}.txt", f"2026-03-0{day}"))
    detail = app.open().window.detail
    found = links(detail.listed.text())
    assert list(found)[-1] == "… and in 3 more digests"
    assert len(found) == 5
    detail.listed.linkActivated.emit(found["… and in 3 more digests"])
    app.settle()
    found = links(detail.listed.text())
    assert len(found) == 7
    detail.listed.linkActivated.emit(next(iter(found.values())))
    app.settle()
    assert "day7.txt" in app.page().text.toPlainText()
    app.page().close()


def test_a_link_keeps_the_focus_while_its_paper_is_marked(app: Driver) -> None:
    detail = with_authors(app, (), ()).window.detail
    button = detail.buttons.findChildren(QPushButton)[0]
    button.setFocus()
    app.press("s")
    assert app.stars() == ["A Paper of Number 0 Here"]
    assert button.hasFocus()
