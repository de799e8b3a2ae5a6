"""Reading and importing files, without a window and without a command line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from readerapp.edits import SetNote
from readerapp.errors import Cancelled, FileRefused, LimitReached, NoPaperFound, ReaderError
from readerapp.gate import Incoming
from readerapp.records import Progress
from readerapp.sandbox import Sandbox
from readerapp.store.library import Library
from readerapp.store.reading import Reader
from readerapp.verbs import exporting
from readerapp.verbs.importing import Failed, Imported, files_in, finished, import_bytes, import_each, import_file
from readerapp.verbs.reading import child, read_file
from tests.digests import TITLES, page_text, write_page


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    box = Sandbox()
    yield box
    box.stop()


@pytest.fixture
def library(library_folder: Path) -> Iterator[Library]:
    with Library(library_folder) as opened:
        yield opened


def test_a_file_is_read_and_stored_telling_progress(library: Library, sandbox: Sandbox, tmp_path: Path) -> None:
    work = import_file(library, write_page(tmp_path), sandbox)
    steps = []
    while True:
        try:
            steps.append(next(work))
        except StopIteration as end:
            imported: Imported = end.value
            break
    assert all(isinstance(step, Progress) for step in steps)
    assert len(imported.report.ids("new")) == len(TITLES)
    assert imported.warnings == ()


def test_the_same_bytes_again_are_told(library: Library, sandbox: Sandbox, tmp_path: Path) -> None:
    page = write_page(tmp_path)
    finished(import_file(library, page, sandbox))
    again = finished(import_file(library, page, sandbox))
    assert any("already in the library" in warning for warning in again.warnings)


def test_bytes_without_a_path_are_imported_too(library: Library, sandbox: Sandbox) -> None:
    incoming = Incoming("clipboard", page_text().encode(), date(2026, 3, 20))
    imported = finished(import_bytes(library, incoming, sandbox))
    assert imported.reading.date == "2026-03-14"
    with pytest.raises(NoPaperFound, match="clipboard"):
        finished(import_bytes(library, Incoming("clipboard", b"nothing of the kind", date(2026, 3, 20)), sandbox))


def test_one_bad_file_does_not_keep_the_others_out(library: Library, sandbox: Sandbox, tmp_path: Path) -> None:
    good = write_page(tmp_path, "good.txt")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "code.py").write_text("import os\nprint(os.name)\n")
    outcomes = dict(import_each(library, [*files_in(tmp_path, recursive=False), tmp_path / "missing"], sandbox))
    assert isinstance(outcomes[good], Imported)
    empty, code, missing = (
        outcomes[tmp_path / "empty.txt"],
        outcomes[tmp_path / "code.py"],
        outcomes[tmp_path / "missing"],
    )
    assert isinstance(empty, Failed)
    assert empty.no_digest
    assert "the file is empty" in empty.error
    assert isinstance(code, Failed)
    assert code.no_digest
    assert isinstance(missing, Failed)
    assert not missing.no_digest


def test_the_files_of_a_folder_by_name_without_hidden_ones_and_loops(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden", "sub/c.txt", ".git/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    assert [path.name for path in files_in(tmp_path, recursive=False)] == ["a.txt", "b.txt"]
    assert [path.name for path in files_in(tmp_path, recursive=True)] == ["a.txt", "b.txt", "c.txt"]
    with pytest.raises(ReaderError, match="cannot be listed"):
        files_in(tmp_path / "none", recursive=False)


def test_a_file_that_reaches_a_limit_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox
) -> None:
    def slow(*_: object, **__: object) -> Iterator[object]:
        raise LimitReached("it takes longer than the 10 seconds it may take")
        yield

    monkeypatch.setattr(sandbox, "call", slow)
    with pytest.raises(FileRefused, match=r"trending\.txt was not read: it takes longer"):
        list(read_file(write_page(tmp_path), sandbox))

    def broken(*_: object, **__: object) -> Iterator[object]:
        raise ReaderError("the reader “x” failed")
        yield

    monkeypatch.setattr(sandbox, "call", broken)
    with pytest.raises(FileRefused, match="“x” failed"):
        list(read_file(write_page(tmp_path), sandbox))


def test_giving_up_while_reading_ends_it(tmp_path: Path, sandbox: Sandbox) -> None:
    work = read_file(write_page(tmp_path), sandbox)
    next(work)
    with pytest.raises(Cancelled):
        work.throw(Cancelled())


def test_in_the_child_blocks_of_records_come_before_what_the_digest_says_of_itself() -> None:
    answers = list(child({"name": "a.txt", "modified": "2026-03-14"}, page_text().encode()))
    assert [len(answer["records"]) for answer in answers[:-1]] == [len(TITLES)]
    assert answers[-1]["format"] == "hf_page"
    assert answers[-1]["date_text"] == "Mar 14"


def test_in_the_child_a_copy_of_a_library_is_handed_on_whole(
    library: Library, sandbox: Sandbox, tmp_path: Path
) -> None:
    finished(import_file(library, write_page(tmp_path), sandbox))
    library.apply(SetNote(1, "mine"))
    path = tmp_path / "copy.json"
    with Reader(library.path.parent) as reader:
        for _ in exporting.write(exporting.export(reader, ""), path):
            pass
    answers = list(child({"name": "copy.json", "modified": "2026-03-14"}, path.read_bytes()))
    assert answers[-1]["library"]["marks"][0]["note"] == "mine"
    with Library(tmp_path / "other") as other, Reader(tmp_path / "other") as reader:
        imported = finished(import_file(other, path, sandbox))
        assert imported.reading.library is not None
        assert reader.note(imported.report.papers[0][0]) == "mine"
        again = finished(import_file(other, path, sandbox))
        assert again.warnings == ("everything in this copy is in the library already: nothing was added",)
