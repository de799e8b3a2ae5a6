"""One window per library."""

from __future__ import annotations

from pathlib import Path

from readerapp.store.lock import FILE, WindowLock


def test_only_one_holds_the_lock_and_it_is_free_after_it(library_folder: Path) -> None:
    first, second = WindowLock(library_folder), WindowLock(library_folder)
    assert first.take()
    assert not second.take()
    first.release()
    assert second.take()
    second.release()
    second.release()


def test_a_stale_or_garbage_lock_file_is_taken_over(library_folder: Path) -> None:
    library_folder.mkdir()
    (library_folder / FILE).write_bytes(b"\xff\x00 somebody else 99999")
    lock = WindowLock(library_folder)
    assert lock.take()
    lock.release()


def test_where_no_lock_can_be_made_nobody_is_kept_out(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    assert WindowLock(file / "library").take()
