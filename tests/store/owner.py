"""Somebody who owns a library: does things to it, remembers all of it, and sees whether the library does too."""

from __future__ import annotations

import shutil
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from readerapp.edits import (
    AddPaper,
    ChangeDigest,
    ChangeTag,
    Edit,
    EditTags,
    EmptyTrash,
    ImportReading,
    KeepApart,
    Mark,
    Merge,
    Override,
    ReadAgain,
    RemoveDigest,
    RestorePapers,
    SetNote,
    Trash,
    Unmerge,
)
from readerapp.errors import NotFound, ReaderError
from readerapp.formats import registry
from readerapp.formats.source import Source
from readerapp.identity import is_short
from readerapp.records import Change, Paper, Reading, Record, State
from readerapp.store.joining import joined_states
from readerapp.store.library import Library
from readerapp.store.reading import Reader
from readerapp.text.fold import identity_fold
from readerapp.verbs import exporting
from tests.formats.writers import ITEMS, WRITERS, Item
from tests.store.snapshot import snapshot

DAY = date(2026, 3, 20)
WORKS = (
    *(item for item in ITEMS if not is_short(item.title)),
    Item("Identity Mappings in Deep Residual Networks", ("Kaiming He", "Xiangyu Zhang"), "1603.05027"),
)
"""A short title alone is no identity, so none of these is short; two are by the same people on the same subject."""
WITH_IDS = tuple(kind for kind in WRITERS if kind not in ("hf_page", "pubmed"))
_TEXT = (
    "We look once more at the question behind {title}, with data and words of our own for a test. The result of {number} runs is "
    "that what was said before holds, that it costs less than was thought, and that some of it was luck and is named as such."
)


@dataclass(frozen=True)
class Variant(Item):
    """A work as one digest gives it."""

    text: str = ""

    @property
    def abstract(self) -> str:
        return self.text


def respelled(title: str, how: int) -> str:
    """The title as other digests write it: as it is, in small letters, in capitals, with other signs."""
    return (title, title.lower(), title.upper(), title.replace(" ", "  ").replace(":", " -"))[how % 4]


@dataclass(frozen=True)
class Seen:
    """One work in a digest to come: which one, how its title is written, which text stands there, which version it is of."""

    work: int
    spelling: int = 0
    text: int = 0

    def item(self, *, renamed: bool) -> Variant:
        """What the writers need."""
        item = WORKS[self.work]
        title = f"Another Name for {item.title}" if renamed else respelled(item.title, self.spelling)
        text = item.abstract if self.text == 0 else _TEXT.format(title=item.title.lower(), number=self.text)
        return Variant(title, item.authors, item.arxiv, item.date, text)


@dataclass
class Remembered:
    """What the owner did to one paper."""

    state: State = "unread"
    starred: bool = False
    trashed: bool = False
    swept: bool = False
    """In the trash only because its digest was removed."""
    tags: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    note: str | None = None
    corrected: dict[str, str] = field(default_factory=dict)

    def plain(self) -> bool:
        """Whether nothing of the owner is on the paper."""
        return self == Remembered(texts=self.texts, swept=self.swept)


Memory = dict[int, Remembered]


class Owner:
    """Drives one library through its public doors."""

    reimports = 0
    steps = 0

    def __init__(self, folder: Path, empty: Path | None = None) -> None:
        self.folder = folder
        if empty is not None:
            shutil.copytree(empty, folder)
        self.library = Library(folder)
        self.reader = Reader(folder)
        self.start = snapshot(self.library.path)
        self.memory: Memory = {}
        self.merges: list[tuple[int, int, Remembered, Remembered]] = []
        self.past: list[tuple[Memory, list[tuple[int, int, Remembered, Remembered]]]] = []
        self.future: list[tuple[Memory, list[tuple[int, int, Remembered, Remembered]]]] = []
        self.tangled: set[int] = set()
        self.files = 0
        self.words = 0

    def close(self) -> None:
        """Leave it."""
        self.reader.close()
        self.library.close()

    def reopen(self) -> None:
        """Leave it and come back."""
        self.close()
        self.library, self.reader = Library(self.folder), Reader(self.folder)

    # ---- what there is ----

    def papers(self) -> list[int]:
        """Every paper, in the trash or not."""
        return list(self.reader.everything())

    def digests(self) -> list[int]:
        """Every digest."""
        return sorted(digest.id for digest in self.reader.digests())

    def chosen(self, numbers: Iterable[int]) -> tuple[int, ...]:
        """Papers by any numbers at all."""
        papers = self.papers()
        return tuple(dict.fromkeys(papers[number % len(papers)] for number in numbers)) if papers else ()

    def known_ids(self) -> set[str]:
        """The arXiv ids under which a paper is known."""
        return {value for (value,) in self.reader.select("SELECT value FROM alias WHERE kind = 'arxiv'")}

    def _word(self, kind: str) -> str:
        self.words += 1
        return f"{kind} number {self.words} of {self.folder.name}."

    # ---- what is done ----

    def do(self, edit: Edit, change_memory: Callable[[], None] = lambda: None) -> Change:
        """Apply an edit, and remember it when it changed anything."""
        before = deepcopy(self.memory), list(self.merges)
        change = self.library.apply(edit)
        if change.edit is not None:
            self.past.append(before)
            self.future.clear()
        change_memory()
        return change

    def import_(self, kind: str, seen: Sequence[Seen], *, renamed: bool = False) -> None:
        """A digest of these works, in this format; a work is renamed only when its id is known and the format has ids."""
        known = self.known_ids() if renamed and kind in WITH_IDS else set()
        items = [one.item(renamed=WORKS[one.work].arxiv in known) for one in seen]
        name, write = WRITERS[kind]
        data = write(items).encode()
        self.files += 1
        reading = registry.read(Source(f"{self.files}-{name}", data, DAY))
        assert len(reading.records) == len(items), kind
        Owner.reimports += bool(self.memory)
        self._take_in(ImportReading(reading, f"{self.files}-{name}", data + b"\n" * self.files, DAY))

    def _take_in(self, edit: ImportReading | ReadAgain | AddPaper, *, revive: bool = False) -> None:
        """Papers that come in: new ones are remembered, and those that only lost their digest are back."""
        change = self.do(edit)
        assert change.report is not None
        for paper in change.report.ids("new"):
            self.memory.setdefault(paper, Remembered())
        for paper in change.report.ids("known", "changed"):
            if revive:
                self.memory.setdefault(paper, Remembered())
            if paper in self.memory:  # else it was thrown away, and stays so
                self.memory[paper].swept = False

    def same_bytes_again(self, kind: str, seen: Sequence[Seen]) -> None:
        """One file twice: the second time nothing at all happens."""
        self.import_(kind, seen)
        name, write = WRITERS[kind]
        data = write([one.item(renamed=False) for one in seen]).encode() + b"\n" * self.files
        change = self.do(ImportReading(Reading(kind), name, data, DAY))
        assert change.report is not None and change.report.again and change.edit is None

    def add_by_hand(self, work: int) -> None:
        """One paper added with its id."""
        item = WORKS[work]
        self._take_in(AddPaper((Record(item.title, arxiv_id=item.arxiv),), DAY), revive=True)

    def read_again(self, number: int) -> None:
        """A digest's listings made anew from what its file says."""
        digests = self.digests()
        if not digests:
            return
        digest = digests[number % len(digests)]
        rows = self.reader.select("SELECT bytes FROM digest_file WHERE id = ?", [digest])
        if rows:
            self._take_in(ReadAgain(digest, registry.read(Source("again", zlib.decompress(rows[0][0]), DAY))))
            self._remember_swept()

    def _remember_swept(self) -> None:
        """Papers that no digest lists any more and that have nothing of the owner on them may have gone to the trash."""
        for paper in self.reader.papers(list(self.memory)):
            mine = self.memory[paper.id]
            mine.swept = mine.swept or (mine.plain() and not paper.listings and paper.trashed)

    def mark(self, numbers: Sequence[int], state: State | None, starred: bool | None) -> None:
        """Set state and star."""
        papers = self.chosen(numbers)

        def remember() -> None:
            for paper in papers:
                mine = self.memory[paper]
                mine.state = state or mine.state
                mine.starred = mine.starred if starred is None else starred

        self.do(Mark(papers, state, starred), remember)

    def note(self, number: int, *, delete: bool = False) -> None:
        """Write a note, or delete it: its text stays among the versions."""
        for paper in self.chosen([number]):
            text = "" if delete else self._word("note")

            def remember(paper: int = paper, text: str = text) -> None:
                mine = self.memory[paper]
                mine.texts |= {text} if text else set()
                mine.note = text or None

            self.do(SetNote(paper, text), remember)

    def tag(self, numbers: Sequence[int], add: str, remove: str) -> None:
        """Add and remove tags."""
        papers = self.chosen(numbers)

        def remember() -> None:
            for paper in papers:
                self.memory[paper].tags |= {add}
                self.memory[paper].tags -= {remove}

        self.do(EditTags(papers, (add,), (remove,)), remember)

    def rename_tag(self, old: str, new: str) -> None:
        """Give a tag another name; that of another tag joins them."""
        if all(old not in mine.tags for mine in self.memory.values()):
            return

        def remember() -> None:
            for mine in self.memory.values():
                mine.tags = {new if tag == old else tag for tag in mine.tags}

        self.do(ChangeTag(old, new), remember)

    def trash(self, numbers: Sequence[int], *, restore: bool = False) -> None:
        """Into the trash, or out of it."""
        papers = self.chosen(numbers)

        def remember() -> None:
            for paper in papers:
                self.memory[paper].trashed, self.memory[paper].swept = not restore, False

        self.do(RestorePapers(papers) if restore else Trash(papers), remember)

    def empty_trash(self) -> None:
        """What lies in the trash is gone for ever."""

        def forget() -> None:
            for paper in [paper for paper, mine in self.memory.items() if mine.trashed or mine.swept]:
                del self.memory[paper]

        self.do(EmptyTrash(), forget)

    def correct(self, number: int, field_: str) -> None:
        """Correct a title, or add a DOI that no other paper has."""
        for paper in self.chosen([number]):
            value = self._word("title") if field_ == "title" else f"10.1000/{self.folder.name}.{self.words}"
            self.words += 1
            self.do(
                Override(paper, {field_: value}), lambda p=paper, v=value: self.memory[p].corrected.update({field_: v})
            )  # type: ignore[misc]

    def correct_with_a_taken_id(self, one: int, other: int) -> None:
        """An id of another paper is refused, and nothing happens."""
        papers = self.chosen([one, other])
        ids = (
            self.reader.select("SELECT value FROM alias WHERE kind = 'arxiv' AND paper = ?", [papers[-1]])
            if papers
            else []
        )
        if len(papers) == 2 and ids:
            before = snapshot(self.library.path)
            try:
                self.library.apply(Override(papers[0], {"arxiv_id": ids[0][0]}))
            except ReaderError:
                assert snapshot(self.library.path) == before
                return
            raise AssertionError("one id became two papers'")

    def merge(self, one: int, other: int) -> None:
        """Two papers become one."""
        papers = self.chosen([one, other])
        if len(papers) < 2:
            return
        kept, gone = papers
        mine, theirs = self.memory[kept], self.memory[gone]

        def remember() -> None:
            self.merges.append((kept, gone, deepcopy(mine), deepcopy(theirs)))
            away = [one for one in (mine, theirs) if one.trashed or one.swept]
            state = joined_states((mine.state, None, None, None), (theirs.state, None, None, None))[0]
            self.memory[kept] = Remembered(
                state,  # type: ignore[arg-type]
                mine.starred or theirs.starred,
                len(away) == 2 and (mine.trashed or theirs.trashed),
                len(away) == 2 and mine.swept and theirs.swept,
                mine.tags | theirs.tags,
                mine.texts | theirs.texts,
                "\n\n".join(filter(None, (mine.note, theirs.note))) or None,
                {**theirs.corrected, **mine.corrected},
            )
            del self.memory[gone]

        self.do(Merge(kept, gone), remember)
        self.tangled.add(kept)

    def unmerge(self, number: int) -> None:
        """The last merge of a paper is taken apart: both are again what they were, and what came since stays on the first."""
        for paper in self.chosen([number]):
            entry = next((entry for entry in reversed(self.merges) if entry[0] == paper), None)
            before = set(self.papers())
            try:
                self.do(Unmerge(paper))
            except NotFound:
                assert entry is None
                continue
            assert entry is not None
            self.merges.remove(entry)
            _, _, mine, theirs = entry
            (new,) = set(self.papers()) - before
            self.tangled.add(new)
            now, apart = self.reader.papers([paper, new])
            here, there = self.memory[paper], deepcopy(theirs)
            self.memory[new] = there
            assert set(now.tags) | set(apart.tags) == here.tags, "a tag is lost, or came from nowhere"
            assert set(apart.tags) <= here.tags
            there.tags, here.tags = set(apart.tags), set(now.tags)
            here.texts -= theirs.texts - mine.texts
            # What was marked or written on the one since then stays; else it is as it was before the merge.
            assert now.state in (here.state, mine.state) and now.starred in (here.starred, mine.starred)
            here.state, here.starred, here.note = now.state, now.starred, now.note
            if not now.trashed:
                here.trashed = here.swept = False
            elif not (here.trashed or here.swept):
                here.trashed, here.swept = mine.trashed, mine.swept
            here.corrected = {
                name: value
                for name, value in here.corrected.items()
                if name in mine.corrected or theirs.corrected.get(name) != value
            }

    def keep_apart(self, one: int, other: int) -> None:
        """Two papers are not the same."""
        papers = self.chosen([one, other])
        if len(papers) == 2:
            self.do(KeepApart(*papers))

    def remove_digest(self, number: int) -> None:
        """A digest goes; whatever has anything of the owner on it stays where it is."""
        digests = self.digests()
        if digests:
            self.do(RemoveDigest(digests[number % len(digests)]), self._remember_swept)

    def rename_digest(self, number: int) -> None:
        """A digest gets another title and date."""
        digests = self.digests()
        if digests:
            self.do(ChangeDigest(digests[number % len(digests)], self._word("digest"), f"2026-02-{1 + number % 28:02}"))

    def merge_library(self, copy: Path, memory: Memory) -> None:
        """A copy of another library: nothing here is lowered, and everything that is on its papers is on them here."""
        data = copy.read_bytes()
        reading = registry.read(Source(copy.name, data, DAY))
        change = self.do(ImportReading(reading, copy.name, data, DAY))
        assert change.report is not None
        for paper in change.report.ids("new"):
            self.memory.setdefault(paper, Remembered())
        for (paper, status), theirs in zip(change.report.papers, memory.values(), strict=True):
            if paper not in self.memory:
                if not (theirs.starred or theirs.tags or theirs.note):
                    continue
                # Thrown away here, but the other library has words on it: it lies in the trash with them.
                self.memory[paper] = Remembered("dropped", trashed=True)
            mine = self.memory[paper]
            mine.state = joined_states((mine.state, None, None, None), (theirs.state, None, None, None))[0]  # type: ignore[assignment]
            mine.starred = mine.starred or theirs.starred
            mine.tags |= theirs.tags
            mine.texts |= theirs.texts
            mine.corrected = {**theirs.corrected, **mine.corrected}
            now = self.reader.papers([paper])[0]
            mine.note = now.note
            if status == "new":
                mine.trashed, mine.swept = theirs.trashed, theirs.swept
            elif not (theirs.trashed or theirs.swept):
                mine.swept = False

    def copy(self, path: Path) -> Memory:
        """Write a copy of the whole library; what is remembered of its papers, in the copy's order."""
        for _ in exporting.write(exporting.export(self.reader, ""), path, force=True):
            pass
        return {paper: deepcopy(self.memory[paper]) for paper in self.papers()}

    def undo(self, steps: int = 1) -> None:
        """Take back the last edits."""
        for _ in range(steps):
            change = self.library.undo()
            assert (change is not None) == bool(self.past)
            if change is not None:
                self.future.append((self.memory, self.merges))
                self.memory, self.merges = self.past.pop()

    def redo(self, steps: int = 1) -> None:
        """Bring back what was undone."""
        for _ in range(steps):
            change = self.library.redo()
            assert (change is not None) == bool(self.future)
            if change is not None:
                self.past.append((self.memory, self.merges))
                self.memory, self.merges = self.future.pop()

    # ---- what must hold ----

    def check(self) -> None:
        """Everything that must be true of any library at any time."""
        Owner.steps += 1
        assert self.library.problems() == []
        papers = self.reader.papers(self.papers())
        assert {paper.id for paper in papers} == set(self.memory)
        for paper in papers:
            self._check_paper(paper, self.memory[paper.id])
        self._check_works()
        self._check_counts(papers)

    def _check_paper(self, paper: Paper, mine: Remembered) -> None:
        assert (paper.state, paper.starred) == (mine.state, mine.starred), paper
        assert set(paper.tags) == mine.tags
        assert paper.trashed == (mine.trashed or mine.swept)
        if mine.note is None:
            assert paper.note is None
        else:
            assert paper.note is not None and set(mine.note.split("\n\n")) <= set(paper.note.split("\n\n"))
        versions = self.reader.select("SELECT text FROM note_version WHERE paper = ?", [paper.id])
        written = "\n\n".join([paper.note or "", *(text for (text,) in versions)])
        assert all(text in written for text in mine.texts), "a text of the owner is lost"
        for name, value in mine.corrected.items():
            assert getattr(paper, name) == value

    def _check_works(self) -> None:
        """A work is one paper, under all its ids and spellings: none comes back beside the one that was read or dropped.

        But where the owner made one paper of two works, a listing with the id of one may be another paper than the one that
        only has the id of the other.
        """
        for item in WORKS:
            holders = self.reader.select(
                "SELECT DISTINCT paper FROM alias WHERE (kind = 'arxiv' AND value = ?) OR (kind = 'title' AND value = ?)",
                [item.arxiv, identity_fold(item.title)],
            )
            assert len(holders) <= 1 or any(paper in self.tangled for (paper,) in holders), item.title

    def _check_counts(self, papers: Sequence[Paper]) -> None:
        here = [paper for paper in papers if not paper.trashed]
        shown = [paper for paper in here if paper.state != "dropped"]
        counts = self.reader.counts()
        assert counts.lists == {
            "is:unread": sum(paper.state == "unread" for paper in here),
            "is:queued": sum(paper.state == "queued" for paper in here),
            "is:starred": sum(paper.starred for paper in shown),
            "has:note": sum(paper.note is not None for paper in shown),
            "": len(shown),
            "is:dropped": sum(paper.state == "dropped" for paper in here),
            "is:trashed": len(papers) - len(here),
        }
        for digest in self.digests():
            listed = [paper for paper in here if any(listing.digest == digest for listing in paper.listings)]
            unread = sum(paper.state == "unread" for paper in listed)
            assert counts.digests.get(digest, (0, 0)) == (unread, len(listed))
        assert {tag.name: tag.papers for tag in self.reader.tags()} == Counter(
            {tag: sum(tag in paper.tags for paper in here) for paper in papers for tag in paper.tags}
        )

    def undo_all(self) -> None:
        """Back to the very start, exactly."""
        self.undo(len(self.past))
        assert self.library.undo() is None
        assert snapshot(self.library.path) == self.start
        self.check()

    def there_and_back(self) -> None:
        """All undone is the exact start; all redone is the exact end."""
        end, number = snapshot(self.library.path), len(self.past)
        self.undo_all()
        self.redo(number)
        assert snapshot(self.library.path) == end
