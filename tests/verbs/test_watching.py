"""Watched folders: a new file is found once, when it is whole, whatever else lies there."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from readerapp.settings import save_state
from readerapp.verbs import watching
from readerapp.verbs.watching import FILE, Watch


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "downloads"
    place.mkdir()
    (place / "old.txt").write_text("was here before")
    return place


@pytest.fixture
def watch(library_folder: Path, folder: Path) -> Watch:
    """A watch that has looked once: what lay there is no news."""
    watch = Watch.load(library_folder)
    assert watch.look([str(folder)]) == []
    return watch


def _news(watch: Watch, folder: Path) -> list[str]:
    """What two looks bring."""
    return [path.name for _ in range(2) for path in watch.look([str(folder)])]


def test_a_new_file_is_given_out_once(watch: Watch, folder: Path) -> None:
    (folder / "new.txt").write_text("a digest")
    assert _news(watch, folder) == ["new.txt"]
    assert _news(watch, folder) == []
    watch.taken([folder / "new.txt"])
    assert _news(watch, folder) == []


def test_a_file_that_is_still_being_written_waits(watch: Watch, folder: Path) -> None:
    path = folder / "new.txt"
    for text in ("", "the beg", "the beginning and", "the beginning and the end"):
        path.write_text(text)
        assert watch.look([str(folder)]) == []
    assert watch.look([str(folder)]) == [path]


def test_an_empty_file_is_waited_for(watch: Watch, folder: Path) -> None:
    (folder / "new.txt").touch()
    assert _news(watch, folder) == []
    (folder / "new.txt").write_text("now")
    assert _news(watch, folder) == ["new.txt"]


def test_a_file_that_is_saved_anew_is_news(watch: Watch, folder: Path) -> None:
    (folder / "old.txt").write_text("a longer text than before")
    assert _news(watch, folder) == ["old.txt"]
    watch.taken([folder / "old.txt"])
    os.utime(folder / "old.txt", ns=(1, 1))
    assert _news(watch, folder) == ["old.txt"]


def test_what_came_while_the_app_was_closed_is_found_at_the_next_start(
    watch: Watch, folder: Path, library_folder: Path
) -> None:
    (folder / "given out and never taken.txt").write_text("x")
    assert len(_news(watch, folder)) == 1
    (folder / "later.txt").write_text("y")
    again = Watch.load(library_folder)
    assert _news(again, folder) == ["given out and never taken.txt", "later.txt"]
    again.taken(list(folder.iterdir()))
    assert _news(Watch.load(library_folder), folder) == []


@pytest.mark.parametrize("spelling", ["{}/", "{}/.", "{}"])
def test_a_folder_may_be_spelled_in_many_ways(library_folder: Path, folder: Path, spelling: str) -> None:
    name = spelling.format(folder)
    watch = Watch.load(library_folder)
    watch.look([name])
    (folder / "new.txt").write_text("x")
    found = watch.look([name]) + watch.look([name])
    assert [path.name for path in found] == ["new.txt"]
    watch.taken(found)
    assert Watch.load(library_folder).look([name]) == Watch.load(library_folder).look([name]) == []
    again = Watch.load(library_folder)
    assert again.look([name]) + again.look([name]) == []


def test_what_is_no_file_and_what_is_not_done_is_passed_over(watch: Watch, folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    (folder / "loop").symlink_to(folder)
    (folder / "nowhere").symlink_to(folder / "nothing")
    (folder / "sub").mkdir()
    for name in (".hidden", "a.part", "b.crdownload", "c.tmp", "d~"):
        (folder / name).write_text("x")
    assert _news(watch, folder) == []


def test_a_file_that_goes_between_listing_and_looking_is_passed_over(
    watch: Watch, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Gone:
        name = "gone.txt"

        def stat(self, *, follow_symlinks: bool) -> os.stat_result:
            raise FileNotFoundError(self.name)

    class Listing(list[Gone]):
        def __enter__(self) -> Listing:
            return self

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr(watching.os, "scandir", lambda folder: Listing([Gone()]))
    assert _news(watch, folder) == []


def test_a_folder_that_vanishes_is_known_when_it_comes_back(watch: Watch, folder: Path) -> None:
    away = folder.with_name("away")
    folder.rename(away)
    assert _news(watch, folder) == []
    assert watch.gone == {str(folder)}
    away.rename(folder)
    assert _news(watch, folder) == []
    assert watch.gone == frozenset()
    (folder / "new.txt").write_text("x")
    assert _news(watch, folder) == ["new.txt"]


def test_a_folder_that_is_watched_no_more_is_forgotten(watch: Watch, folder: Path, library_folder: Path) -> None:
    assert watch.look([]) == []
    assert Watch.load(library_folder).known == {}
    (folder / "new.txt").write_text("x")
    watch.taken([folder / "new.txt"])
    assert _news(watch, folder) == []


def test_a_file_that_was_deleted_may_come_again(watch: Watch, folder: Path) -> None:
    text = (folder / "old.txt").read_text()
    (folder / "old.txt").unlink()
    assert _news(watch, folder) == []
    (folder / "old.txt").write_text(text)
    assert _news(watch, folder) == ["old.txt"]


def test_ten_thousand_files_are_looked_at_and_only_the_new_one_is_given_out(library_folder: Path, folder: Path) -> None:
    for number in range(10_000):
        (folder / f"{number}.txt").touch()
    watch = Watch.load(library_folder)
    assert watch.look([str(folder)]) == []
    (folder / "new.txt").write_text("x")
    assert _news(watch, folder) == ["new.txt"]


def test_of_endless_folders_a_part_is_looked_at(
    library_folder: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "_MOST", 1)
    (folder / "second.txt").write_text("x")
    watch = Watch.load(library_folder)
    watch.look([str(folder)])
    assert len(watch.known[str(folder)]) == 1


@pytest.mark.parametrize(
    "kept", ["not JSON", '{"/x": 5}', '{"/x": {"a": [1], "b": ["x", 1], "c": 7, "d": [1, 2]}}', "[]"]
)
def test_what_was_kept_and_cannot_be_read_counts_as_not_known(library_folder: Path, kept: str) -> None:
    library_folder.mkdir()
    (library_folder / FILE).write_text(kept)
    known = Watch.load(library_folder).known
    assert known in ({}, {"/x": {"d": (1, 2)}})


def test_what_is_known_stands_in_one_small_file(watch: Watch, folder: Path, library_folder: Path) -> None:
    kept = json.loads((library_folder / FILE).read_text())
    assert list(kept) == [str(folder)]
    save_state(library_folder / FILE, {str(folder): {}})
    assert _news(Watch.load(library_folder), folder) == ["old.txt"]
