"""The writing side of a library: open it, apply edits, undo and redo them. One per process, used by one thread."""

from __future__ import annotations

import json
import os
import sqlite3
import uuid
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from readerapp import edits
from readerapp.edits import AddPaper, Edit, ImportReading, Listed, ReadAgain, SetNote
from readerapp.i18n import tr, trn
from readerapp.records import Change, ImportReport, Progress
from readerapp.store import editing, importing, joining, merging, organizing, shelf
from readerapp.store.backup import back_up
from readerapp.store.checkpoint import LARGE, Checkpoints
from readerapp.store.connection import (
    MARKER,
    check_version,
    exists,
    identity,
    is_current,
    open_writer,
    plain_errors,
    store_file,
    taken_away,
)
from readerapp.store.journal import Journal
from readerapp.store.migrations import migrations
from readerapp.store.schema import INDEX_VERSION, VERSION

# Each writes its edit inside the transaction; undoing needs nothing of its own (journal.py).
_WRITERS: dict[type[Edit], Callable[[sqlite3.Connection, Any], editing.Written]] = {
    edits.Mark: editing.mark,
    edits.EditTags: editing.edit_tags,
    edits.Trash: editing.trash,
    edits.RestorePapers: editing.restore,
    edits.EmptyTrash: organizing.empty_trash,
    edits.Override: editing.override,
    edits.RemoveDigest: organizing.remove_digest,
    edits.ChangeDigest: organizing.change_digest,
    edits.ChangeTag: organizing.change_tag,
    edits.SaveQuery: organizing.save_query,
    edits.ChangeQuery: organizing.change_query,
    edits.KeepApart: organizing.keep_apart,
    edits.Merge: joining.merge,
    edits.Unmerge: joining.unmerge,
    edits.RemoveSample: organizing.remove_sample,
}


class Library:
    """A library opened for writing; its folder and store are made when they are missing.

    Raises LibraryError (connection.py: Damaged, ReadOnly, Newer) with a message for the user; nothing is written then.
    """

    def __init__(self, folder: Path) -> None:
        self.path = store_file(folder)
        if exists(folder):
            # Looked at for reading first: to open for writing would turn a foreign file's own settings.
            is_current(folder)
        else:
            _create(folder)
        self._db = open_writer(self.path)
        self._file = identity(self.path)
        self._checkpoints = Checkpoints(folder, self._db)
        try:
            with plain_errors(self.path):
                _migrate(self.path, self._db)
                _write_marker(folder)
                self._journal = Journal(self._db)
                self._journal.install()
                shelf.install(self._db)
                self._renew_index()
        except BaseException:
            self._db.close()
            raise

    def close(self) -> None:
        """Put everything into the one file and let go of it."""
        self._checkpoints.wait()
        with suppress(sqlite3.Error):
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._db.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def apply(self, edit: Edit) -> Change:
        """Write an edit; when this returns it is on the disk. An edit that changes nothing leaves no trace."""
        if isinstance(edit, Listed):
            return run(self.importing(edit))
        with self._transaction():
            self._journal.begin()
            if isinstance(edit, SetNote):
                written = editing.set_note(self._db, edit, continues=self._continues(edit))
            else:
                written = _WRITERS[type(edit)](self._db, edit)
            return self._kept(written.label, written.subject)

    def importing(self, edit: Listed, *, dry_run: bool = False) -> Generator[Progress, None, Change]:
        """Write a digest in ONE transaction, telling Progress; the Change's report says what became of each paper.

        Throwing Cancelled into the generator, closing it, an error or a crash leave the library as it was.
        """
        with self._unchecked_if(_is_large(edit)), self._transaction(keep=not dry_run):
            self._journal.begin()
            report: ImportReport | None = None
            for step in _steps(self._db, edit):
                if isinstance(step, ImportReport):
                    report = step
                else:
                    yield step
            change = self._kept(_import_label(edit))
            return Change(change.label, change.papers, change.tables, change.edit, report)

    def data_version(self) -> int:
        """Another number after another connection wrote to the library; its own writing does not count."""
        return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def undo(self, *, down_to: int | None = None, number: int | None = None) -> Change | None:
        """Take back the last edit exactly, or in one step all edits down to and including one; None when there is nothing.

        `number`: only if these are so many edits, else None: more was done since the user was told what an undo takes.
        """
        with self._transaction():
            entries = self._journal.next_undo(down_to)
            if number not in (None, len(entries)):
                return None
            self._journal.note_step(entries, entries[-1][0] if len(entries) > 1 else None)
            return self._swapped(entries)

    def redo(self) -> Change | None:
        """Bring back what was undone last, all of it if that was several edits in one step; None when there is nothing."""
        with self._transaction():
            entries = self._journal.next_redo()
            self._journal.note_step(entries, None)
            return self._swapped(entries)

    def repair(self) -> None:
        """Make the lists and the search index anew from what they are derived from."""
        with self._transaction():
            shelf.rebuild(self._db)

    def problems(self) -> list[str]:
        """What is wrong with the file, its references or its derived tables; [] when all is well. Reads everything."""
        with plain_errors(self.path):
            found = [f"integrity: {row[0]}" for row in self._db.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
            if not found:
                found += [
                    f"foreign key: {table} row {row}" for table, row, *_ in self._db.execute("PRAGMA foreign_key_check")
                ]
                with self._transaction(keep=False):
                    found += shelf.problems(self._db)
            return found

    def _swapped(self, entries: list[tuple[int, str]]) -> Change | None:
        if not entries:
            return None
        papers: set[int] = set()
        tables: set[str] = set()
        for number, _ in entries:
            self._journal.begin()
            self._journal.swap(number)
            more_papers, more_tables = self._refresh()
            papers |= more_papers
            tables |= more_tables
        number, label = entries[-1]
        if len(entries) > 1:
            label = trn("{n} edits", "{n} edits", len(entries))
        return Change(label, frozenset(papers), frozenset(tables), number, edits=tuple(n for n, _ in entries))

    def _kept(self, label: str, subject: str | None = None) -> Change:
        papers, tables = self._refresh()
        return Change(label, papers, tables, self._journal.keep(label, subject))

    def _refresh(self) -> tuple[frozenset[int], frozenset[str]]:
        tables = self._journal.tables()
        if not tables:
            return frozenset(), tables
        self._journal.touch()
        shelf.refresh(self._db, tables)
        return frozenset(chain.from_iterable(self._db.execute("SELECT id FROM temp.touched"))), tables

    def _continues(self, edit: SetNote) -> bool:
        return self._journal.continues(f"note {edit.paper} {edit.session}") if edit.session else False

    def _renew_index(self) -> None:
        row = self._db.execute("SELECT value FROM meta WHERE key = 'index_version'").fetchone()
        if row is None or row[0] != str(INDEX_VERSION):
            self.repair()

    @contextmanager
    def _transaction(self, *, keep: bool = True) -> Iterator[None]:
        with plain_errors(self.path):
            if identity(self.path) != self._file:  # what is written into an open file that has no name is lost
                raise taken_away(self.path)
            self._db.execute("BEGIN IMMEDIATE")
            before = self._db.total_changes
            try:
                yield
            except BaseException:
                self._rollback()
                raise
            if keep:
                try:
                    self._checkpoints.commit(self._db.total_changes - before)
                except BaseException:
                    self._rollback()
                    raise
            else:
                self._rollback()

    @contextmanager
    def _unchecked_if(self, large: bool) -> Iterator[None]:
        """SQLite does not look up for each row whether the rows are there to which it refers: they were put in just before."""
        self._db.execute(f"PRAGMA foreign_keys = {int(not large)}")
        try:
            yield
        finally:
            self._db.execute("PRAGMA foreign_keys = 1")

    def _rollback(self) -> None:
        # A full disk may have ended the transaction already.
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")


def _steps(db: sqlite3.Connection, edit: Listed) -> Iterator[Progress | ImportReport]:
    if isinstance(edit, ReadAgain):
        return importing.write_again(db, edit)
    if isinstance(edit, AddPaper):
        return importing.write_by_hand(db, edit)
    return merging.write(db, edit) if edit.reading.library else importing.write(db, edit)


def _is_large(edit: Listed) -> bool:
    return isinstance(edit, ImportReading) and not edit.reading.library and len(edit.reading.records) >= LARGE


def _import_label(edit: Listed) -> str:
    if isinstance(edit, ReadAgain):
        return tr("read a digest again")
    if isinstance(edit, AddPaper):
        return trn("add a paper", "add {n} papers", len(edit.records))
    return tr("import {source}").format(source=edit.source)


def run(work: Generator[Progress, None, Change]) -> Change:
    """The result of long work whose progress nobody watches."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: Change = end.value
            return result


def _create(folder: Path) -> None:
    """Make an empty library. The store appears whole under its name or not at all: an empty file is always damage."""
    path = store_file(folder)
    with plain_errors(path):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.chmod(0o700)
        draft = folder / f".{path.name}.{uuid.uuid4().hex}"
        try:
            db = open_writer(draft)
            try:
                migrations.apply(Database(db, execute_plugins=False))
                db.execute("PRAGMA journal_mode = DELETE")
            finally:
                db.close()
            draft.chmod(0o600)
            with draft.open("rb") as file:
                os.fsync(file.fileno())
            # Another program may have made the library meanwhile: then that one is it.
            with suppress(FileExistsError):
                os.link(draft, path)
        finally:
            draft.unlink(missing_ok=True)


def _migrate(path: Path, db: sqlite3.Connection) -> None:
    version = check_version(path, db)
    if version == VERSION:
        return
    back_up(db, path.parent, tr("before the update of the library"))
    migrations.apply(Database(db, execute_plugins=False))


def _write_marker(folder: Path) -> None:
    """Beside the store stands that it is there, so that a vanished one is not taken for a first start."""
    marker = folder / MARKER
    if not marker.exists():
        text = json.dumps({"readerapp": "This folder holds a library. Keep it beside library.db.", "schema": VERSION})
        marker.write_text(text + "\n", encoding="utf-8")
        marker.chmod(0o600)
