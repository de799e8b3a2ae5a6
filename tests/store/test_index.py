"""The search index holds what is shown and nothing else, whatever became of an abstract; of any older form it is made anew."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from readerapp.edits import Edit, EmptyTrash, Merge, SetNote, Trash, Unmerge
from readerapp.records import Record
from readerapp.store.library import Library
from readerapp.store.reading import Reader
from tests.digests import TITLES, import_edit

# Each with a word of its own. The index takes plain ones from the paper, and has a form of its own of all others.
_BEFORE = {
    "none": None,
    "plain": "Sparrows gather at the Harbour, says the Survey",
    "accent": "Sparrows gather at the Café, says the Survey",
    "tex": "Sparrows gather at $\\alpha$ Harbours, says the Survey",
}
_AFTER = {
    "plain": "Magpies nest in Chimneys, and the whole abstract says where.",
    "accent": "Magpies nest in Châteaux, and the whole abstract says where.",
    "tex": "Magpies nest in \\emph{Chimneys}, and the whole abstract says where.",
}
_HERE, _THERE = "The Paper That This Test Is About", "Something Else Entirely on Another Subject"
Step = tuple[Edit | str, tuple[int, ...], tuple[int, ...]]
"""An edit, "undo" or "redo", and the papers that are found then by the word of the first abstract and of the second."""


@pytest.mark.parametrize("after", _AFTER)
@pytest.mark.parametrize("before", _BEFORE)
def test_a_paper_is_found_by_the_abstract_that_it_has_and_by_no_other(
    library: Library, reader: Reader, before: str, after: str
) -> None:
    poor = Record(_HERE, _BEFORE[before], "snippet" if _BEFORE[before] else None)
    rich, other = Record(_HERE, _AFTER[after], "full"), Record(_THERE, _AFTER[after], "full")
    steps: tuple[Step, ...] = (
        (import_edit(name="a.txt", records=(poor,)), (1,), ()),
        ("undo", (), ()),
        ("redo", (1,), ()),
        (SetNote(1, "seen"), (1,), ()),
        (import_edit(name="b.txt", records=(rich,)), (), (1,)),
        ("undo", (1,), ()),
        ("redo", (), (1,)),
        (SetNote(1, "seen again"), (), (1,)),
        (Trash((1,)), (), ()),
        (EmptyTrash(), (), ()),
        ("undo", (), ()),
        ("undo", (), (1,)),
        ("undo", (), (1,)),
        ("undo", (1,), ()),
        (import_edit(name="c.txt", records=(other,)), (1,), (2,)),
        (Merge(1, 2), (), (1,)),
        ("undo", (1,), (2,)),
        ("redo", (), (1,)),
        (Unmerge(1), (1,), (3,)),
        ("undo", (), (1,)),
        ("undo", (1,), (2,)),
        ("undo", (1,), ()),
        ("redo", (1,), (2,)),
    )
    for number, (step, by_first, by_second) in enumerate(steps):
        if isinstance(step, Edit):
            library.apply(step)
        else:
            assert (library.undo() if step == "undo" else library.redo()) is not None
        assert library.problems() == [], number
        assert tuple(reader.ids("sparrows")) == (by_first if _BEFORE[before] else ()), number
        assert tuple(reader.ids("magpies")) == by_second, number


def test_an_abstract_takes_no_room_twice_unless_it_is_searched_in_another_form(library: Library) -> None:
    texts = (None, _AFTER["plain"], _AFTER["accent"], _AFTER["tex"])
    papers = (Record(title, text, "full" if text else None) for title, text in zip(TITLES, texts, strict=False))
    library.apply(import_edit(records=tuple(papers)))
    held = [text for (text,) in library._db.execute("SELECT abstract FROM paper_search ORDER BY id")]
    assert held[:2] == ["", None]
    assert [text.split()[3].rstrip(",") for text in held[2:]] == ["chateaux", "chimneys"]


_FIRST_FORM = (
    "DROP TABLE paper_fts",
    "DROP VIEW paper_texts",
    "DROP TABLE paper_search",
    "CREATE TABLE paper_search (id INTEGER PRIMARY KEY, title TEXT NOT NULL, abstract TEXT NOT NULL, "
    "authors TEXT NOT NULL, tags TEXT NOT NULL, note TEXT NOT NULL)",
    "CREATE VIRTUAL TABLE paper_fts USING fts5 (title, abstract, authors, tags, note, content = 'paper_search', "
    "content_rowid = 'id', tokenize = \"unicode61 remove_diacritics 0 tokenchars '+#'\")",
    "CREATE VIRTUAL TABLE title_fts USING fts5 (title, content = 'paper_search', content_rowid = 'id', detail = 'none', "
    "prefix = '1', tokenize = \"unicode61 remove_diacritics 0 tokenchars '+#'\")",
    "INSERT INTO paper_search SELECT id, lower(title), lower(abstract), '', '', '' FROM paper",
    "INSERT INTO paper_fts (paper_fts) VALUES ('rebuild')",
    "INSERT INTO title_fts (title_fts) VALUES ('rebuild')",
)
_SECOND_FORM = (
    "DROP INDEX shelf_all",
    "ALTER TABLE shelf DROP COLUMN initials",
    "CREATE VIRTUAL TABLE title_fts USING fts5 (title, content = 'paper_search', content_rowid = 'id', detail = 'none', "
    "prefix = '1', tokenize = \"unicode61 remove_diacritics 0 tokenchars '+#'\")",
    "INSERT INTO title_fts (title_fts) VALUES ('rebuild')",
)
_NO_FORM = ("DROP TABLE paper_fts", "DROP TABLE paper_search", "DROP TABLE shelf")


@pytest.mark.parametrize(
    "form",
    [
        _FIRST_FORM,
        _SECOND_FORM,
        _NO_FORM,
        ("DROP VIEW paper_texts",),
        ("DROP TABLE paper_search",),
        ("DROP TABLE paper_fts_idx",),
        ("UPDATE paper_fts_data SET block = x'ff00' WHERE id = 10",),
    ],
    ids=["first", "second", "none", "no view", "no texts", "half an index", "damaged index"],
)  # fmt: skip
def test_derived_tables_of_any_other_form_are_made_anew_at_opening(library_folder: Path, form: tuple[str, ...]) -> None:
    with Library(library_folder) as library:
        library.apply(import_edit())
        library.apply(SetNote(3, "mine"))
        library.apply(import_edit(name="b.txt", records=(Record(TITLES[0], _AFTER["accent"], "full"),)))
    store = sqlite3.connect(library.path)
    for statement in (*form, "UPDATE meta SET value = '1' WHERE key = 'index_version'"):
        store.execute(statement)
    store.commit()
    store.close()
    with Library(library_folder) as library, Reader(library_folder) as reader:
        assert library.problems() == []
        assert len(reader.ids("abstract")) == len(TITLES)
        assert tuple(reader.ids("mine")) == (3,)
        library.apply(import_edit(name="c.txt", records=(Record(TITLES[1], _AFTER["plain"], "full"),)))
        library.undo()
        assert library.problems() == []


@pytest.mark.parametrize("before", [("Ada Plain",), ("Ada Plàin",), ('Ada "Quick" Plain', "Bo Back\\slash"), ()])
@pytest.mark.parametrize("after", [("Cy Simple", "Ada Plain"), ("Cy Símple", "Ada Plain")])
def test_a_paper_is_found_by_the_names_that_it_has_and_by_no_other(
    library: Library, reader: Reader, before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    library.apply(import_edit(name="a.txt", records=(Record(_HERE, authors=before),)))
    assert tuple(reader.ids('author:"Ada Plain"')) == ((1,) if "Quick" not in "".join(before) and before else ())
    assert tuple(reader.ids("author:quick")) == ((1,) if "Quick" in "".join(before) else ())
    library.apply(import_edit(name="b.txt", records=(Record(_HERE, authors=after),)))
    improved = len(before) < len(after)
    assert tuple(reader.ids("author:simple")) == ((1,) if improved else ())
    assert library.problems() == []
    library.undo()
    assert tuple(reader.ids("author:simple")) == ()
    assert library.problems() == []
    library.undo()
    assert tuple(reader.ids("plain")) == ()
    assert library.problems() == []
