"""Everything a user can change, as values. The store writes each as one undoable edit (store/editing.py)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from readerapp.records import Reading, State


@dataclass(frozen=True, slots=True)
class Mark:
    """Set the state, the star or both of papers; None leaves as it is."""

    papers: tuple[int, ...]
    state: State | None = None
    starred: bool | None = None


@dataclass(frozen=True, slots=True)
class SetNote:
    """Replace a paper's note; a text of only white space is no note.

    Edits of one session (one stay in the editor) are one entry of the journal and one version.
    """

    paper: int
    text: str
    session: str | None = None


@dataclass(frozen=True, slots=True)
class ImportReading:
    """Take a digest's papers into the library."""

    reading: Reading
    source: str
    """File name."""
    data: bytes
    modified: date
    """Day of the file's last change: reading the bytes again needs it for dates without a year."""
    sample: bool = False


@dataclass(frozen=True, slots=True)
class RemoveSample:
    """Forget the sample digest and those of its papers that no real digest lists, with their marks."""


Edit = Mark | SetNote | ImportReading | RemoveSample
