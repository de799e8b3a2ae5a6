"""The user's own word on papers: corrections, papers added by hand, two papers made one and one made two."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QPushButton

from readerapp.gui.add_paper import LONGEST, AddPaperDialog
from readerapp.gui.correct import Correct
from tests.digests import TITLES, write_page
from tests.gui.driver import Driver


def correct(app: Driver, **fields: str) -> None:
    """Write into the fields of the dialog and save."""
    app.press("F2")
    dialog = app.dialog(Correct)
    for name, text in fields.items():
        dialog.fields[name].setText(text)
    app.push("Save")


def paste(app: Driver, text: str) -> None:
    """Add a paper by hand."""
    app.press("Ctrl+N")
    app.dialog(AddPaperDialog).field.setPlainText(text)
    app.push("Add")


def open_dialogs(app: Driver) -> list[QDialog]:
    return [dialog for dialog in app.window.findChildren(QDialog) if dialog.isVisible()]


def test_a_correction_stays_whatever_later_digests_say_and_can_be_taken_back(app: Driver, tmp_path: Path) -> None:
    app.open().import_file(write_page(tmp_path))
    correct(app, title="A Better Title of My Own", arxiv_id="https://arxiv.org/abs/1706.03762v5", doi="10.1145/3292500",
            url="https://example.org/paper")  # fmt: skip
    assert not open_dialogs(app)
    assert app.current() == "A Better Title of My Own"
    paper = app.window.detail.paper
    assert paper is not None
    assert (paper.arxiv_id, paper.doi, paper.url) == ("1706.03762", "10.1145/3292500", "https://example.org/paper")
    app.import_file(write_page(tmp_path, "again.txt", day="Mar 15"))
    assert "8 already here" in app.strip()
    assert app.titles()[0] == "A Better Title of My Own"
    app.press("F2")
    app.dialog(Correct).fields["title"].clear()
    app.push("Save")
    assert app.current() == TITLES[0]
    app.press("u")
    assert app.current() == "A Better Title of My Own"


def buttons(app: Driver) -> list[str]:
    """The links under the title."""
    return [button.text() for button in app.window.detail.buttons.findChildren(QPushButton) if button.isVisible()]


def test_the_link_that_a_user_gives_a_paper_is_the_one_that_opens(app: Driver, tmp_path: Path) -> None:
    app.open().import_file(write_page(tmp_path))
    correct(app, arxiv_id="1706.03762")
    assert buttons(app) == ["arXiv", "PDF"]
    correct(app, url="https://www.example.org/the/talk", doi="10.1145/3292500")
    assert buttons(app) == ["example.org", "arXiv", "DOI", "PDF"]
    app.press("o")
    assert app.opened == ["https://www.example.org/the/talk"]  # type: ignore[attr-defined]
    app.press("u")
    assert buttons(app) == ["arXiv", "PDF"]
    correct(app, url="example.org:8080/slides?day=2")
    app.press("o")
    assert app.opened[-1] == "https://example.org:8080/slides?day=2"  # type: ignore[attr-defined]


def test_a_link_that_is_no_web_address_is_refused_and_nothing_of_the_rest_is_stored(
    app: Driver, tmp_path: Path
) -> None:
    app.open().import_file(write_page(tmp_path))
    for link in ("javascript:alert(1)", "file:///etc/passwd", "see the talk"):
        correct(app, title="Mine", doi="no doi", url=link)
        dialog = app.dialog(Correct)
        assert dialog.problem.text().count("\n") == 1
        assert f"“{link}” is no web address" in dialog.problem.text()
        assert "is no DOI" in dialog.problem.text()
        app.push("Cancel")
    assert app.undo_text() == "Undo: import trending.txt"


def test_several_corrected_fields_are_one_edit(app: Driver, tmp_path: Path) -> None:
    app.open().import_file(write_page(tmp_path))
    correct(app, title="Mine", doi="10.1145/3292500", url="https://example.org")
    app.press("u")
    paper = app.window.detail.paper
    assert paper is not None
    assert (paper.title, paper.doi, paper.url) == (TITLES[0], None, None)


def test_an_id_of_another_paper_is_refused_where_it_was_typed_and_the_rest_is_kept(app: Driver, tmp_path: Path) -> None:
    app.open().import_file(write_page(tmp_path))
    correct(app, arxiv_id="1706.03762")
    app.press("j")
    correct(app, arxiv_id="1706.03762", url="https://example.org/mine")
    dialog = app.dialog(Correct)
    assert "1706.03762 is already the id of another paper" in dialog.problem.text()
    assert TITLES[0] in dialog.problem.text()
    assert dialog.fields["arxiv_id"].text() == "1706.03762"
    dialog.fields["arxiv_id"].setText("not an id")
    app.push("Save")
    assert "One looks like 2403.01234" in dialog.problem.text()
    dialog.fields["arxiv_id"].setText("1512.03385")
    app.push("Save")
    assert not open_dialogs(app)
    paper = app.window.detail.paper
    assert paper is not None
    assert (paper.arxiv_id, paper.url) == ("1512.03385", "https://example.org/mine")
    assert app.counts()["All"] == 8


def test_nothing_is_to_be_merged_before_an_id_says_so(app: Driver, tmp_path: Path) -> None:
    app.open().import_file(write_page(tmp_path))
    app.press("F2")
    assert not app.dialog(Correct).merge_button.isVisible()
    app.dialog(Correct).reject()


def test_an_id_of_another_paper_offers_to_merge_the_two_which_is_undone(app: Driver, tmp_path: Path) -> None:
    app.open().import_file(write_page(tmp_path))
    app.press("s")
    correct(app, arxiv_id="1706.03762")
    app.press("j", "i")
    app.type("mine")
    app.press("Esc")
    correct(app, title="Mine", arxiv_id="1706.03762")
    dialog = app.dialog(Correct)
    dialog.fields["arxiv_id"].setText("attention is all")
    app.push("Save")
    assert not dialog.merge_button.isVisible()
    dialog.fields["arxiv_id"].setText("https://arxiv.org/abs/1706.03762v2")
    app.push("Save")
    app.push("Merge the two papers")
    assert not open_dialogs(app)
    assert app.current() == "Mine"
    paper = app.window.detail.paper
    assert paper is not None
    assert (paper.arxiv_id, paper.starred, paper.note) == ("1706.03762", True, "mine")
    assert app.counts()["All"] == 7
    assert app.status() == "Merge two papers"
    app.press("u")
    assert app.counts()["All"] == 8
    assert app.stars() == [TITLES[0]]
    paper = app.window.detail.paper
    assert paper is not None
    assert (paper.title, paper.arxiv_id, paper.note) == ("Mine", None, "mine")


def test_what_is_typed_and_not_saved_changes_nothing(app: Driver, tmp_path: Path) -> None:
    app.open().import_file(write_page(tmp_path))
    app.press("F2")
    app.dialog(Correct).fields["title"].setText("Never Said")
    app.push("Cancel")
    assert app.current() == TITLES[0]
    assert app.undo_text() == "Undo: import trending.txt"


def test_a_pasted_title_link_or_bibtex_entry_is_a_paper_of_the_digest_added_by_hand(app: Driver) -> None:
    app.open()
    paste(app, "BERT: Pre-training of Deep Bidirectional Transformers\nhttps://arxiv.org/abs/1810.04805v2")
    assert app.current() == "BERT: Pre-training of Deep Bidirectional Transformers"
    paste(app, "https://arxiv.org/abs/1706.03762")
    paste(
        app,
        "@article{a, title = {Long Short-Term Memory}, author = {Hochreiter, Sepp}, doi = {10.1162/neco.1997.9.8.1735}}",
    )
    paper = app.window.detail.paper
    assert paper is not None
    assert (paper.title, paper.authors, paper.doi) == (
        "Long Short-Term Memory", ("Sepp Hochreiter",), "10.1162/neco.1997.9.8.1735",
    )  # fmt: skip
    (name,) = [name for name in app.counts() if name.endswith("Added by hand")]
    app.show_list(name)
    assert app.titles() == [
        "BERT: Pre-training of Deep Bidirectional Transformers", "arXiv:1706.03762", "Long Short-Term Memory",
    ]  # fmt: skip
    app.press("u")
    assert len(app.titles()) == 2


def test_a_paper_that_is_here_already_is_gone_to_with_all_that_was_done_to_it(app: Driver, tmp_path: Path) -> None:
    app.open().import_file(write_page(tmp_path))
    app.press("s", "e", "x")
    paste(app, TITLES[0])
    assert app.current() == TITLES[0]
    assert app.stars() == [TITLES[0]]
    assert "already here" in app.status()
    paste(app, TITLES[1])  # dropped: it stays so, and is shown where it lies
    assert app.heading().startswith("Dropped")
    assert app.current() == TITLES[1]
    assert app.counts()["All"] == 7


def test_of_several_papers_pasted_at_once_it_is_told_which_were_here(app: Driver, tmp_path: Path) -> None:
    app.open().import_file(write_page(tmp_path))
    paste(app, "https://arxiv.org/abs/1706.03762\nhttps://arxiv.org/abs/1512.03385")
    assert app.status() == "Add 2 papers"
    paste(app, "https://arxiv.org/abs/1706.03762\nhttps://arxiv.org/abs/1412.6980")
    assert app.status() == "Add 2 papers: 1 of them was already here"
    paste(app, "https://arxiv.org/abs/1706.03762\nhttps://arxiv.org/abs/1412.6980\nhttps://arxiv.org/abs/1406.2661")
    assert app.status() == "Add 3 papers: 2 of them were already here"


def test_what_is_no_paper_is_told_in_the_dialog(app: Driver) -> None:
    app.open()
    paste(app, "   ")
    dialog = app.dialog(AddPaperDialog)
    assert "No paper can be made of this" in dialog.problem.text()
    dialog.field.setPlainText("word " * LONGEST)
    app.push("Add")
    assert "too long for a paper" in dialog.problem.text()
    app.push("Cancel")
    assert app.counts()["All"] == 0


def test_any_two_papers_are_merged_by_hand_and_taken_apart_later(app: Driver, tmp_path: Path) -> None:
    app.open().import_file(write_page(tmp_path))
    app.press("s", "j", "i")
    app.type("my note")
    app.press("Escape", "Shift+Up")
    assert app.selected() == list(TITLES[:2])
    app.window.actions_["merge"].trigger()
    app.settle()
    assert app.counts()["All"] == 7
    assert app.current() == TITLES[0]  # the one under the cursor keeps its place
    assert app.window.notes.text == "my note"
    assert app.stars() == [TITLES[0]]
    app.reopen()
    app.press("m")
    app.window.actions_["unmerge"].trigger()
    app.settle()
    app.press("g", "a")
    assert app.counts()["All"] == 8
    assert sorted(app.titles()) == sorted(TITLES)
    assert app.stars() == [TITLES[0]]
    app.press("u")
    assert app.counts()["All"] == 7


def test_merging_wants_two_papers_and_taking_apart_one_that_was_merged(app: Driver, tmp_path: Path) -> None:
    app.open().import_file(write_page(tmp_path))
    app.window.actions_["merge"].trigger()
    app.settle()
    assert "Select two papers" in app.status()
    app.window.actions_["unmerge"].trigger()
    app.settle()
    assert "merged" in app.status()
    assert app.counts()["All"] == 8


def test_the_list_of_a_new_digest_is_called_as_in_the_sidebar(app: Driver, tmp_path: Path) -> None:
    undated = tmp_path / "papers.txt"
    undated.write_text("https://arxiv.org/abs/1706.03762\n", encoding="utf-8")
    app.open()
    for bring in (
        lambda: paste(app, "A Paper That a Friend Told Me About"),
        lambda: app.import_file(write_page(tmp_path)),
        lambda: app.import_file(undated),
    ):
        bring()
        line = app.window.sidebar.entry(app.window.sidebar.currentIndex())
        assert line is not None and line.kind == "digest"
        papers = len(app.titles())
        assert app.heading() == f"{line.name}  ·  {papers} paper{'s' if papers > 1 else ''}"
