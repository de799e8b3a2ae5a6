"""The command line, sentence by sentence of its contract."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from readerapp import __version__
from readerapp.__main__ import first_word, main
from readerapp.records import Record
from readerapp.store.library import Library
from tests.cli.calling import LISTING_KEYS, PAPER_KEYS, Run, as_json
from tests.digests import TITLES, abstract_of, import_edit, make_library, page_text, write_page

ROOT = Path(__file__).resolve().parents[2]


def test_parse_prints_a_json_object_and_touches_no_library(run: Run, tmp_path: Path, library_folder: Path) -> None:
    answer = as_json(run("parse", write_page(tmp_path)))
    assert set(answer) == {"format", "digest", "papers", "skipped", "warnings"}
    assert answer["digest"]["source"] == "trending.txt"
    assert set(answer["digest"]) == {"title", "date", "source"}
    assert [paper["title"] for paper in answer["papers"]] == list(TITLES)
    assert answer["papers"][0]["abstract"] == abstract_of(TITLES[0])
    assert "id" not in answer["papers"][0]
    assert not library_folder.exists()


def test_import_says_what_became_of_each_paper(run: Run, tmp_path: Path) -> None:
    page = write_page(tmp_path)
    answer = as_json(run("import", page, "--json"))
    assert answer["counts"] == {"new": 8, "known": 0, "changed": 0, "skipped": 0}
    assert answer["digest"]["id"] == 1
    assert set(answer["papers"][0]) == PAPER_KEYS | {"status"}
    assert {paper["status"] for paper in answer["papers"]} == {"new"}
    again = as_json(run("--json", "import", page))
    assert again["counts"] == {"new": 0, "known": 8, "changed": 0, "skipped": 0}
    assert any("already in the library" in warning for warning in again["warnings"])
    text = run("import", write_page(tmp_path, "next.txt", TITLES[:2], "Mar 15"))
    assert text[1] == "next.txt: 0 new, 2 already here, 0 skipped\n"


def test_changed_counts_among_known(run: Run, tmp_path: Path, library_folder: Path) -> None:
    with Library(library_folder) as library:
        library.apply(import_edit(name="bare.txt", records=tuple(Record(title) for title in TITLES)))
    answer = as_json(run("import", write_page(tmp_path), "--json"))
    assert answer["counts"] == {"new": 0, "known": 8, "changed": 8, "skipped": 0}
    again = run("import", write_page(tmp_path, "n.txt", (*TITLES[:1],), "Mar 16"))
    assert "1 already here" in again[1]


def test_a_dry_run_stores_nothing(run: Run, tmp_path: Path) -> None:
    page = write_page(tmp_path)
    answer = as_json(run("import", page, "--dry-run", "--json"))
    assert answer["counts"]["new"] == 8
    assert answer["papers"][0]["id"] is None
    assert as_json(run("list", "--json"))["total"] == 0


def test_several_files_and_folders(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "digests"
    (folder / "deeper").mkdir(parents=True)
    write_page(folder, "a.txt", TITLES[:4])
    (folder / "notes.py").write_text("print('no digest')\n")
    write_page(folder / "deeper", "b.txt", TITLES[4:])
    answer = as_json(run("import", folder, "--json"))
    assert set(answer) == {"files", "counts"}
    assert [Path(file["path"]).name for file in answer["files"]] == ["a.txt", "notes.py"]
    assert answer["files"][0]["error"] is None
    assert "no paper found" in answer["files"][1]["error"]
    assert answer["counts"]["new"] == 4
    deep = as_json(run("import", folder, "--recursive", "--json"))
    assert deep["counts"] == {"new": 4, "known": 4, "changed": 0, "skipped": 0}
    text = run("import", folder)
    assert text[0] == 0
    assert "no paper found" in text[1]


def test_a_file_that_failed_among_several_makes_the_status_1_and_the_others_are_imported(
    run: Run, tmp_path: Path
) -> None:
    page = write_page(tmp_path)
    status, output, errors = run("import", page, tmp_path / "missing.txt", "--json")
    assert status == 1
    assert json.loads(output)["counts"]["new"] == 8
    assert "missing.txt does not exist" in errors
    assert run("import", page, tmp_path / "missing.txt")[0] == 1


def test_standard_input_is_a_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(page_text().encode())))
    assert as_json(run("import", "-", "--json"))["counts"]["new"] == 8
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(page_text().encode())))
    assert len(as_json(run("parse", "-"))["papers"]) == 8


def test_list_shows_all_but_dropped(run: Run, full: Path) -> None:
    run("mark", "2", "--drop")
    answer = as_json(run("list", "--json"))
    assert set(answer) == {"papers", "total"}
    assert answer["total"] == 7
    assert set(answer["papers"][0]) == PAPER_KEYS
    assert set(answer["papers"][0]["listings"][0]) == LISTING_KEYS
    assert answer["papers"][0]["listings"][0]["source"] == "trending.txt"
    assert as_json(run("list", "is:dropped", "--json"))["papers"][0]["id"] == 2
    assert as_json(run("list", "graph", "--json"))["total"] == 1
    assert as_json(run("list", "--limit", "2", "--json"))["total"] == 7
    assert len(as_json(run("list", "--limit", "2", "--json"))["papers"]) == 2


def test_list_as_text_is_cut_at_fifty(run: Run, library_folder: Path) -> None:
    with Library(library_folder) as library:
        library.apply(import_edit(tuple(f"A Long Enough Title With Number {n}" for n in range(60))))
    lines = run("list")[1].splitlines()
    assert len(lines) == 51
    assert "50 of 60" in lines[-1]
    assert len(as_json(run("list", "--json"))["papers"]) == 60
    assert run("list", "nothinglikeit")[1] == "no paper\n"


def test_behind_two_dashes_words_with_a_minus_are_query_text(run: Run, full: Path) -> None:
    assert as_json(run("list", "--json", "--", "-graph", "learning"))["total"] == 2
    assert run("list", "-graph")[0] == 2


def test_show_prints_one_paper(run: Run, full: Path) -> None:
    run("mark", "1", "--star")
    run("note", "1", "--set", "mine")
    assert set(as_json(run("show", "1", "--json"))) == PAPER_KEYS
    text = run("show", "Attention Is")[1]
    assert TITLES[0] in text
    assert "★" in text
    assert "mine" in text
    assert "Listed:" in text


def test_a_paper_of_which_more_is_known_shows_it(run: Run, library_folder: Path) -> None:
    record = Record("A Paper With Everything in It", "Short.", "snippet", ("Ada L",), "2401.00001", "10.1000/x", "https://a.org", None,
                    ("https://github.com/a/b",), "2024-01-01")  # fmt: skip
    with Library(library_folder) as library:
        library.apply(import_edit(name="a.txt", records=(record,)))
    for name in ("2401.00001", "10.1000/x", "a paper with"):
        text = run("show", name)[1]
        for part in ("Ada L", "2401.00001", "10.1000/x", "https://github.com/a/b", "(snippet)"):
            assert part in text
    assert "Lovelace" not in run("list")[1]


def test_a_name_that_fits_several_or_none_is_an_error_with_candidates(run: Run, full: Path) -> None:
    status, _, errors = run("show", "a")
    assert status == 1
    assert "fits several papers" in errors
    assert run("show", "no such paper")[0] == 1


@pytest.mark.parametrize(
    ("option", "key", "value"),
    [
        ("--read", "state", "read"),
        ("--unread", "state", "unread"),
        ("--queue", "state", "queued"),
        ("--drop", "state", "dropped"),
        ("--star", "starred", True),
        ("--unstar", "starred", False),
    ],
)
def test_mark_sets_state_and_star(run: Run, full: Path, option: str, key: str, value: object) -> None:
    answer = as_json(run("mark", "1", "2", option, "--json"))
    assert [paper[key] for paper in answer["papers"]] == [value, value]
    assert run("mark", "1", option)[0] == 0


def test_mark_without_a_mark_or_with_two_is_wrong_usage(run: Run, full: Path) -> None:
    assert run("mark", "1")[0] == 2
    assert run("mark", "1", "--read", "--drop")[0] == 2
    assert run("mark")[0] == 2


def test_notes_are_printed_set_appended_and_read_from_files(
    run: Run, full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("note", "1")[1] == ""
    assert as_json(run("note", "1", "--set", "one", "--json"))["papers"][0]["note"] == "one"
    run("note", "1", "--append", "two")
    assert run("note", "1")[1] == "one\ntwo\n"
    (tmp_path / "note.md").write_text("from a file ä", encoding="utf-8")
    run("note", "1", "--file", tmp_path / "note.md")
    assert run("note", "1")[1] == "from a file ä\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"piped")))
    run("note", "1", "--file", "-")
    assert as_json(run("note", "1", "--json"))["papers"][0]["note"] == "piped"
    assert as_json(run("note", "1", "--set", "", "--json"))["papers"][0]["note"] is None
    run("note", "1", "--append", "first line")
    assert run("note", "1")[1] == "first line\n"
    (tmp_path / "latin.md").write_bytes(b"\xe4")
    status, _, errors = run("note", "1", "--file", tmp_path / "latin.md")
    assert status == 1
    assert "not UTF-8" in errors
    assert run("note", "1")[1] == "first line\n"


def test_digests_are_listed(run: Run, full: Path) -> None:
    (digest,) = as_json(run("digests", "--json"))["digests"]
    assert set(digest) == {"id", "title", "source", "format", "date", "imported", "papers", "unread"}
    assert (digest["papers"], digest["unread"], digest["date"]) == (8, 8, "2026-03-14")
    assert "trending.txt" in run("digests")[1]


def test_an_empty_library_is_made_and_says_so(run: Run, library_folder: Path) -> None:
    assert "no digest yet" in run("digests")[1]
    assert "no edit yet" in run("history")[1]
    assert (library_folder / "library.db").exists()


def test_undo_redo_and_history(run: Run, full: Path) -> None:
    run("mark", "1", "--read")
    run("mark", "2", "--read")
    assert [edit["label"] for edit in as_json(run("undo", "2", "--json"))["edits"]] == ["mark a paper read"] * 2
    edits = as_json(run("history", "--json"))["edits"]
    assert [set(edit) for edit in edits] == [{"id", "label", "when", "undone"}] * 3
    assert [edit["undone"] for edit in edits] == [True, True, False]
    assert "(undone)" in run("history", "--limit", "1")[1]
    assert as_json(run("redo", "--json"))["edits"][0]["id"] == 2
    assert run("redo")[1] == "redone: mark a paper read\n"
    assert as_json(run("redo", "--json")) == {"edits": []}
    assert run("redo")[1] == "nothing to redo\n"
    assert run("undo", "99")[0] == 0
    assert run("undo")[1] == "nothing to undo\n"


def test_check_tells_what_is_wrong_and_repairs_it(run: Run, full: Path) -> None:
    assert as_json(run("check", "--json")) == {"ok": True, "problems": []}
    assert run("check")[1] == "the library is whole\n"
    connection = sqlite3.connect(full / "library.db")
    connection.execute("DELETE FROM shelf WHERE paper = 1")
    connection.commit()
    connection.close()
    status, output, _ = run("check", "--json")
    assert status == 1
    assert not json.loads(output)["ok"]
    assert "check --repair" in run("check")[1]
    assert run("check", "--repair")[0] == 0
    assert run("check")[0] == 0


def test_global_options_stand_before_and_after_the_verb(
    library_folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    make_library(library_folder)
    for arguments in (
        ["--json", "--library", str(library_folder), "list"],
        ["list", "--json", "--library", str(library_folder)],
        ["--json", "list", f"--library={library_folder}"],
    ):
        assert main(arguments) == 0
        assert json.loads(capfd.readouterr().out)["total"] == 8


def test_the_environment_names_the_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("READERAPP_LIBRARY", str(tmp_path / "mine"))
    assert main(["digests"]) == 0
    assert (tmp_path / "mine" / "library.db").exists()


def test_version_help_and_wrong_usage(run: Run) -> None:
    assert run("--version")[1] == f"readerapp {__version__}\n"
    assert "VERB" in run("--help")[1]
    assert run("list", "--help")[0] == 0
    assert run("nonsense")[0] == 2
    assert run("list", "--limit", "-1")[0] == 2
    assert run("import")[0] == 2
    assert run("--nonsense", "list")[0] == 2


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--library", "list", "show"], "show"),
        (["--library=x", "--json", "list"], "list"),
        (["--", "import"], "import"),
        (["--"], None),
        ([], None),
        (["-"], "-"),
    ],
)
def test_the_first_word_is_no_options_value(arguments: list[str], word: str | None) -> None:
    assert first_word(arguments) == word


@pytest.mark.parametrize("arguments", [[], ["a.txt"], ["--library", "x", "a.txt"]])
def test_without_a_verb_the_window_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    import readerapp.gui.app

    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").touch()
    called: list[list[str]] = []
    monkeypatch.setattr(readerapp.gui.app, "main", lambda words: called.append(words) or 0)
    assert main(arguments) == 0
    assert called == [arguments]


def _no_digest(path: Path) -> Path:
    path.write_text("import os\n\n\ndef main():\n    return os.name\n")
    return path


def _latin(path: Path) -> Path:
    path.write_bytes("Ein Brief über dies und das, ohne Aufsätze.\n".encode("latin-1"))
    return path


def _utf16(path: Path) -> Path:
    path.write_text("Only a letter about this and that.\n", encoding="utf-16")
    return path


def _nuls(path: Path) -> Path:
    path.write_bytes(b"\0" * 5000)
    return path


def _invalid(path: Path) -> Path:
    path.write_bytes(b"\xff\xfe\xfa\x80 nothing \xc3\x28" * 40)
    return path


def _empty(path: Path) -> Path:
    path.touch()
    return path


def _fifo(path: Path) -> Path:
    os.mkfifo(path)
    return path


def _large(path: Path) -> Path:
    with path.open("wb") as file:
        file.truncate(300 * 1024 * 1024)
    return path


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


BAD = (
    _no_digest,
    _latin,
    _utf16,
    _nuls,
    _invalid,
    _empty,
    _fifo,
    _large,
    lambda path: Path("/dev/zero"),
    lambda path: path / "missing",
)


@pytest.mark.parametrize("make", [*BAD, _folder])
def test_parsing_what_is_no_digest_is_one_clear_error(run: Run, tmp_path: Path, make: Callable[[Path], Path]) -> None:
    path = make(tmp_path / "file.txt")
    status, output, errors = run("parse", path)
    assert status == 1
    assert output == ""
    assert str(path) in errors
    assert errors.count("\n") <= 2
    assert "Traceback" not in errors


@pytest.mark.parametrize("make", BAD)
def test_importing_what_is_no_digest_stores_nothing(
    run: Run, full: Path, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    path = make(tmp_path / "file.txt")
    status, _, errors = run("import", path)
    assert status == 1
    assert str(path) in errors
    assert "Traceback" not in errors
    assert len(as_json(run("digests", "--json"))["digests"]) == 1
    assert as_json(run("check", "--json"))["ok"]


def test_titles_stay_as_they_are_however_hostile(run: Run, tmp_path: Path) -> None:
    titles = (
        "<img src=x> and Other Things in a Title",
        "A Title \u202e turned around by marks",
        "Ünïcödé Титул 標題 and More Words",
    )
    run("import", write_page(tmp_path, titles=titles))
    assert [paper["title"] for paper in as_json(run("list", "--json"))["papers"]] == list(titles)


@pytest.mark.parametrize("harm", ["damaged", "empty", "newer", "gone"])
def test_a_library_that_cannot_be_used_is_told_and_left_alone(run: Run, full: Path, harm: str) -> None:
    store = full / "library.db"
    if harm == "newer":
        connection = sqlite3.connect(store)
        connection.execute("PRAGMA user_version = 999")
        connection.close()
    elif harm == "gone":
        store.unlink()
    else:
        store.write_bytes(b"" if harm == "empty" else b"garbage" * 100)
    before = store.read_bytes() if store.exists() else None
    for verb in (["list"], ["mark", "1", "--read"], ["digests"], ["undo"], ["check"]):
        status, output, errors = run(*verb)
        assert status == 1
        assert output == ""
        assert str(store) in errors
        assert errors.count("\n") <= 2
    assert (store.read_bytes() if store.exists() else None) == before


def _as_nobody(folder: Path, *arguments: str) -> tuple[int, str]:
    """Exit status and everything printed, of a run by a user who owns nothing. Forked, since nobody may not start this Python."""
    from readerapp.cli import main as loaded  # before the change of user: afterwards nothing can be imported

    assert loaded
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        os.dup2(write, 1)
        os.dup2(write, 2)
        sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
        os.setgid(65534)
        os.setuid(65534)
        status = 99
        try:
            status = main(["--library", str(folder), *arguments])
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
    os.close(write)
    with os.fdopen(read) as pipe:
        output = pipe.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), output


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs to become somebody else")
def test_a_library_on_a_read_only_place_can_be_read_and_says_that_it_cannot_be_written() -> None:
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        folder = Path(name) / "library"
        make_library(folder)
        for file in folder.iterdir():
            file.chmod(0o444)
        folder.chmod(0o555)
        status, output = _as_nobody(folder, "list", "--json")
        assert status == 0, output
        assert json.loads(output)["total"] == 8
        status, output = _as_nobody(folder, "mark", "1", "--read")
        assert status == 1
        assert "read-only" in output
        assert "Traceback" not in output


def test_json_is_utf_8_under_any_locale_and_a_closed_pipe_is_no_error(full: Path) -> None:
    with Library(full) as library:
        library.apply(import_edit(("Schöne Grüße aus 東京 und Anderswo",), "u.txt"))
    for locale in ("C", "tr_TR.UTF-8"):
        environment = {**os.environ, "LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        command = [sys.executable, "-m", "readerapp", "--library", str(full), "list"]
        done = subprocess.run([*command, "--json"], capture_output=True, cwd=ROOT, env=environment)
        assert "Schöne Grüße aus 東京" in done.stdout.decode("utf-8")
        assert subprocess.run(command, capture_output=True, cwd=ROOT, env=environment).returncode == 0
    piped = subprocess.run(
        f"{sys.executable} -m readerapp --library {full} list --json | head -c 10",
        shell=True,
        capture_output=True,
        cwd=ROOT,
    )
    assert piped.stderr == b""


def test_a_disk_that_is_full_is_told_without_a_traceback(run: Run, full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("readerapp.cli.commands.Library", refuse)
    status, _, errors = run("mark", "1", "--read")
    assert status == 1
    assert "No space left" in errors


def test_an_interrupt_ends_quietly(run: Run, full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("readerapp.cli.commands.Library", interrupt)
    assert run("mark", "1", "--read")[0] == 130


def test_a_skipped_record_is_told(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from readerapp.records import Skipped
    from readerapp.verbs import importing

    real = importing.read_file

    def read(*arguments: Any) -> Any:
        incoming, reading = yield from real(*arguments)
        return incoming, replace(
            reading, skipped=(Skipped("record 3", "TY  - JOUR", "without a title"),), warnings=("the file was cut",)
        )

    monkeypatch.setattr(importing, "read_file", read)
    output = run("import", write_page(tmp_path))[1]
    assert "1 skipped" in output
    assert "record 3: without a title: TY  - JOUR" in output
    assert "the file was cut" in output


def test_tags_are_added_and_removed(run: Run, full: Path) -> None:
    answer = as_json(run("tag", "1", "2", "--add", "graphs", "--add", "to read", "--json"))
    assert [paper["tags"] for paper in answer["papers"]] == [["graphs", "to read"]] * 2
    assert as_json(run("tag", "1", "--remove", "Graphs", "--json"))["papers"][0]["tags"] == ["to read"]
    assert as_json(run("list", "tag:graphs", "--json"))["total"] == 1
    assert run("tag", "1")[0] == 2


def test_papers_go_to_the_trash_and_come_back(run: Run, full: Path) -> None:
    assert as_json(run("trash", "1", "2", "--json"))["papers"][0]["id"] == 1
    assert as_json(run("list", "--json"))["total"] == 6
    assert as_json(run("list", "is:trashed", "--json"))["total"] == 2
    assert "in the trash" in run("show", "1")[1]
    run("restore-paper", "1", "2")
    assert as_json(run("list", "--json"))["total"] == 8


def test_a_digest_is_removed_by_number_title_or_file(run: Run, full: Path) -> None:
    run("mark", "1", "--star")
    (edit,) = as_json(run("remove-digest", "trending.txt", "--json"))["edits"]
    assert "remove the digest" in edit["label"]
    assert as_json(run("list", "--json"))["total"] == 1
    assert run("remove-digest", "trending.txt")[0] == 1
    run("undo")
    assert as_json(run("list", "--json"))["total"] == 8
    assert "remove the digest" in run("remove-digest", "1")[1]
