"""Verbs that keep, remove and copy: what they print, and what they answer to anything odd."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from readerapp.cli import main as cli_main
from readerapp.cli.commands import COMMANDS
from readerapp.edits import Merge
from readerapp.store import connection
from readerapp.store.library import Library
from readerapp.store.reading import Reader
from tests.cli.calling import PAPER_KEYS, Run, as_json
from tests.digests import TITLES, import_edit, page_text, write_page

ROOT = Path(__file__).resolve().parents[2]


def test_a_copy_goes_to_standard_output_or_into_a_file(run: Run, full: Path, tmp_path: Path) -> None:
    run("note", "1", "--set", "mine")
    copy = as_json(run("export", "--format", "json"))
    assert copy["readerapp_library"] == 1
    assert [set(paper) - {"library"} for paper in copy["papers"]] == [PAPER_KEYS] * 8
    assert copy["papers"][0]["note"] == "mine"
    path = tmp_path / "copy.json"
    assert as_json(run("export", "graph", "--format", "json", "-o", path, "--json")) == {"path": str(path)}
    assert [paper["title"] for paper in json.loads(path.read_text())["papers"]] == [TITLES[6]]
    status, _, errors = run("export", "--format", "json", "-o", path)
    assert status == 1
    assert "exists already" in errors
    assert run("export", "--format", "json", "-o", path, "--force")[1] == f"written: {path}\n"
    assert run("export", "--format", "json", "-o", tmp_path / "none" / "x.json")[0] == 1
    assert run("export", "--format", "docx")[0] == 2
    assert run("export")[0] == 2


def test_importing_a_copy_merges_a_library(
    run: Run, full: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run("mark", "1", "--read", "--star")
    run("note", "2", "--set", "from there")
    run("export", "--format", "json", "-o", tmp_path / "copy.json")
    other = ["--library", str(tmp_path / "other")]
    capfd.readouterr()
    assert cli_main.main([*other, "import", str(tmp_path / "copy.json"), "--json"]) == 0
    answer = json.loads(capfd.readouterr().out)
    assert answer["counts"] == {"new": 8, "known": 0, "changed": 0, "skipped": 0}
    assert answer["digest"]["id"] is None
    assert (answer["papers"][0]["state"], answer["papers"][0]["starred"], answer["papers"][1]["note"]) == (
        "read",
        True,
        "from there",
    )
    assert cli_main.main([*other, "import", str(tmp_path / "copy.json")]) == 0
    assert "everything in this copy is in the library already" in capfd.readouterr().out
    assert cli_main.main([*other, "undo"]) == 0
    assert cli_main.main([*other, "list", "--json"]) == 0
    assert json.loads(capfd.readouterr().out.split("\n", 1)[1])["total"] == 0


def test_tags_trash_and_restoring_answer_with_the_papers_as_they_are_now(run: Run, full: Path) -> None:
    answer = as_json(run("tag", "1", "2", "--add", "graphs", "--add", "to present", "--json"))
    assert [paper["tags"] for paper in answer["papers"]] == [["graphs", "to present"]] * 2
    assert as_json(run("tag", "1", "--remove", "GRAPHS", "--json"))["papers"][0]["tags"] == ["to present"]
    assert set(as_json(run("trash", "1", "--json"))["papers"][0]) == PAPER_KEYS
    assert as_json(run("list", "is:trashed", "--json"))["total"] == 1
    assert "in the trash" in run("show", "1")[1]
    assert as_json(run("restore-paper", "1", "--json"))["papers"][0]["tags"] == ["to present"]
    assert as_json(run("list", "--json"))["total"] == 8
    assert TITLES[1] in run("trash", "2")[1]
    assert run("tag", "1")[0] == 2
    assert run("trash")[0] == run("restore-paper")[0] == 2
    assert run("trash", "99")[0] == 1


@pytest.mark.parametrize("name", ["1", "trending.txt", "Trending trending.txt"])
def test_a_digest_is_removed_by_number_title_or_file_name(run: Run, full: Path, name: str) -> None:
    run("mark", "1", "--star")
    (edit,) = as_json(run("remove-digest", name, "--json"))["edits"]
    assert edit["label"] == "remove the digest Trending trending.txt"
    assert set(edit) == {"id", "label", "when", "undone"}
    assert as_json(run("digests", "--json")) == {"digests": []}
    assert [paper["id"] for paper in as_json(run("list", "--json"))["papers"]] == [1]
    assert run("remove-digest", name)[0] == 1
    run("undo")
    assert run("remove-digest", name)[1] == "remove the digest Trending trending.txt\n"


def test_a_digest_name_that_fits_several_is_an_error(run: Run, full: Path, tmp_path: Path) -> None:
    with Library(full) as library:
        library.apply(import_edit(TITLES[:2], "trending.txt", "2026-03-20"))
    status, _, errors = run("remove-digest", "trending.txt")
    assert status == 1
    assert "fits several digests" in errors


def test_standard_input_may_be_one_of_several(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(page_text(TITLES[:2]).encode())))
    answer = as_json(run("import", "-", write_page(tmp_path, titles=TITLES[1:]), "--json"))
    assert [file["path"] for file in answer["files"]] == ["-", str(tmp_path / "trending.txt")]
    assert answer["counts"] == {"new": 8, "known": 1, "changed": 0, "skipped": 0}
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"nothing of the kind")))
    status, output, _ = run("import", "-", tmp_path / "trending.txt")
    assert status == 0
    assert "no paper found in standard input" in output


def test_several_files_as_text_say_what_was_skipped(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.ris").write_text(
        "TY  - JOUR\nAU  - A B\nER  - \n\nTY  - JOUR\nTI  - A Title That Is Long Enough\nER  - \n"
    )
    status, output, _ = run("import", tmp_path)
    assert status == 0
    assert "a.ris: 1 new, 0 already here, 1 skipped\n  " in output


def test_a_copy_that_is_cut_is_refused_with_its_cause(run: Run, full: Path, tmp_path: Path) -> None:
    path = tmp_path / "cut.json"
    path.write_text(run("export", "--format", "json")[1][:-30])
    status, _, errors = run("import", path)
    assert status == 1
    assert (
        f"no paper found in {path} (read as library_json): the whole file: the copy of a library was cut or changed."
        in errors
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["note", "1", "--set", "\udcffx"], ["note", "1", "--append", "\udcff"], ["tag", "1", "--add", "\udcff"], ["list", "\udcff"],
        ["list", "in:\udcff"], ["show", "\udcff"], ["remove-digest", "\udcff"], ["export", "\udcff", "--format", "json"],
        ["mark", "\udcff", "--read"], ["trash", "\udcff"], ["import", "\udcff.txt"], ["parse", "\udcff.txt"], ["note", "1", "--file", "\udcff"],
    ],
)  # fmt: skip
def test_bytes_that_are_no_text_end_in_no_traceback(run: Run, full: Path, arguments: list[str]) -> None:
    status, _, errors = run(*arguments)
    assert status in (0, 1)
    assert (status == 1) == bool(errors)
    assert errors.count("\n") <= 2


def test_a_file_whose_name_is_no_text_is_imported(run: Run, tmp_path: Path) -> None:
    place = os.fsencode(tmp_path) + b"/\xff.txt"
    with open(place, "wb") as file:  # noqa: PTH123 - the name is bytes
        file.write(page_text().encode())
    answer = as_json(run("import", tmp_path, "--json"))
    assert answer["files"][0]["digest"]["source"] == "�.txt"
    assert answer["counts"]["new"] == 8


def test_a_merged_paper_that_a_file_lists_by_both_names_stands_once_with_what_was_improved(
    run: Run, full: Path, tmp_path: Path
) -> None:
    with Library(full) as library:
        library.apply(Merge(1, 2))
    path = tmp_path / "both.bib"
    path.write_text(f"@article{{a, title={{{TITLES[0]}}}, author={{A B}}}}\n@article{{b, title={{{TITLES[1]}}}}}\n")
    answer = as_json(run("import", path, "--json"))
    assert [(paper["id"], paper["status"]) for paper in answer["papers"]] == [(1, "changed")]
    assert answer["counts"] == {"new": 0, "known": 1, "changed": 1, "skipped": 0}


def test_a_store_that_another_program_holds_is_told_and_nothing_changes(
    run: Run, full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    page = write_page(tmp_path, titles=("A Paper That Comes While the Other One Writes",))
    with Library(full) as library:
        library._db.execute("BEGIN IMMEDIATE")
        for arguments in (
            ("mark", "1", "--read"),
            ("note", "1", "--set", "x"),
            ("import", page),
            ("undo",),
            ("check", "--repair"),
        ):
            status, output, errors = run(*arguments)
            assert (status, output) == (1, "")
            assert "another program is writing to the library. Nothing was changed; try again" in errors
        assert as_json(run("list", "--json"))["total"] == 8
        library._db.execute("ROLLBACK")
    assert run("mark", "1", "--read")[0] == 0


def test_the_disk_refuses_and_the_program_says_so(run: Run, full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(options: object) -> int:
        raise OSError(28, "No space left on device")

    def interrupt(options: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setitem(COMMANDS, "digests", refuse)
    assert run("digests")[::2] == (
        1,
        "readerapp: [Errno 28] No space left on device. Check the disk and the folder's permissions.\n",
    )
    monkeypatch.setitem(COMMANDS, "digests", interrupt)
    assert run("digests")[0] == 130


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes")
def test_output_that_nobody_reads_any_more_is_no_error(full: Path) -> None:
    command = [sys.executable, "-m", "readerapp", "--library", str(full), "export", "--format", "json"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


def test_two_programs_write_into_one_library_at_once_and_nothing_is_lost(full: Path) -> None:
    """A window's process would write through the same door; every edit of both is there, and so is every label."""
    script = (
        "import sys; from pathlib import Path; from readerapp.store.library import Library; from readerapp.edits import *\n"
        "library = Library(Path(sys.argv[1])); me = int(sys.argv[2])\n"
        "for n in range(20):\n"
        "    library.apply(SetNote(me, f'{me} wrote {n}')); library.apply(EditTags((1, 2), (f'{me}-{n}',)))\n"
        "library.close()\n"
    )
    command = [sys.executable, "-c", script, str(full)]
    writers = [subprocess.Popen([*command, str(me)], cwd=ROOT, stderr=subprocess.PIPE) for me in (1, 2)]
    for writer in writers:
        assert writer.communicate()[1] == b""
        assert writer.returncode == 0
    with Library(full) as library, Reader(full) as reader:
        one, two = reader.papers([1, 2])
        assert (one.note, two.note) == ("1 wrote 19", "2 wrote 19")
        assert set(one.tags) == set(two.tags) == {f"{me}-{n}" for me in (1, 2) for n in range(20)}
        assert len(reader.history()) == 81
        assert library.problems() == []
        for _ in range(80):
            library.undo()
        assert reader.papers([1])[0].note is None
        assert reader.tags() == []
