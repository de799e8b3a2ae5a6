"""What the window is asked to import, what becomes of it, and what waits for the user's word."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from readerapp.edits import ImportReading, ReadAgain
from readerapp.errors import ReaderError
from readerapp.i18n import tr
from readerapp.records import Change, ImportReport, Progress, Reading
from readerapp.sandbox import Sandbox

if TYPE_CHECKING:
    from readerapp.gate import Incoming

MANY_FILES = 20
MANY_PAPERS = 1000
"""More files or papers than these are shown first, and imported only when the user says so."""


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to read: a file, bytes that came without one, a digest's kept bytes; or places to look through for files."""

    name: str
    path: Path | None = None
    data: bytes = b""
    modified: date = date.min
    among: tuple[Path, ...] = ()
    """Files and folders; each file found becomes a job."""
    sample: bool = False
    again: int | None = None
    """The digest that is read again."""
    quiet: bool = False
    """Came by itself, from a watched folder: nothing is shown but what was done."""
    preview: bool = False
    """What it would do is shown first."""
    sure: bool = False
    """The user has seen that."""
    read: tuple[Incoming, Reading] | None = None
    """What was read for the preview."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: a Change with its report and the Reading, or the error."""

    job: Job
    change: Change | None = None
    reading: Reading | None = None
    error: str = ""
    again: bool = False
    """It was read and could not be stored: the fault is not the file's."""
    given_up: int = 0
    """Files after it that were not read any more, since the user cancelled."""


@dataclass(frozen=True, slots=True)
class Held:
    """A job that waits for the user's word, and what it would do to the library as it is."""

    job: Job
    reading: Reading
    report: ImportReport


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything that is shown before it is imported; `failed` are files of the same wish that cannot be read."""

    held: tuple[Held, ...]
    failed: tuple[Outcome, ...] = ()


def is_folder(path: Path) -> bool:
    """Whether it is a folder; not where that cannot be told."""
    try:
        return path.is_dir()
    except OSError:  # in a folder that may not be looked into: reading it will tell
        return False


def jobs_of(wish: Job, files: Sequence[Path]) -> list[Job]:
    """A job like `wish` for each file; more than a few are shown first."""
    preview = wish.preview or (len(files) > MANY_FILES and not wish.quiet)
    return [replace(wish, name=file.name, path=file, among=(), preview=preview) for file in files]


def look_through(places: Sequence[Path]) -> Generator[Progress, None, tuple[list[Path], list[str]]]:
    """The files among places and in the folders among them, and what is wrong with folders that have none."""
    from readerapp.verbs.importing import each_file  # start-up time

    files: list[Path] = []
    problems: list[str] = []
    for place in places:
        before = len(files)
        try:
            for file in each_file(place) if is_folder(place) else [place]:
                files.append(file)
                yield Progress(len(files), None, place.name or str(place))
        except ReaderError as error:
            problems.append(str(error))
        else:
            if len(files) == before:
                problems.append(tr("{path} holds no file to import.").format(path=place))
    return files, problems


def read_job(job: Job, sandbox: Sandbox) -> Generator[Progress, None, tuple[Incoming, Reading]]:
    """Its bytes and what they say."""
    from readerapp.gate import Incoming  # start-up time
    from readerapp.verbs.reading import read_bytes, read_file

    if job.path is not None:
        return (yield from read_file(job.path, sandbox))
    incoming = Incoming(job.name, job.data, job.modified)
    reading = yield from read_bytes(incoming, sandbox)
    return incoming, reading


def edit_of(job: Job, incoming: Incoming, reading: Reading) -> ImportReading | ReadAgain:
    """What the store is to write."""
    if job.again is not None:
        return ReadAgain(job.again, reading)
    return ImportReading(reading, incoming.name, incoming.data, incoming.modified, job.sample, job.quiet)
