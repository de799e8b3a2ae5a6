"""Everything a user can change, as values. The store writes each as one undoable edit (store/editing.py)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from readerapp.records import Reading, Record, State


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
    before: str | None = None
    """The note that the text was made from. If it is another by now, both changes are kept; None replaces whatever is there."""


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
    came: bool = False
    """By itself, from a watched folder: if it begins with the bytes of a digest of its name, it is that one, written on since."""


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """A digest that is here already, read anew: its listings become those of `reading`; what the user did stays."""

    digest: int
    reading: Reading


@dataclass(frozen=True, slots=True)
class AddPaper:
    """Papers that the user adds one by one: they are listed in the digest "Added by hand"."""

    records: tuple[Record, ...]
    day: date


@dataclass(frozen=True, slots=True)
class RemoveSample:
    """Forget the sample digest and those of its papers that no real digest lists, with their marks."""


@dataclass(frozen=True, slots=True)
class EditTags:
    """Add tags to papers and take tags from them. A tag is the same in upper and lower case."""

    papers: tuple[int, ...]
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeTag:
    """Give a tag another name or colour; the name of another tag merges the two."""

    tag: str
    name: str | None = None
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class Trash:
    """Put papers into the trash."""

    papers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RestorePapers:
    """Take papers out of the trash, as they were."""

    papers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class EmptyTrash:
    """Throw away what lies in the trash, with all that is on it. What the user put there is never imported again."""


@dataclass(frozen=True, slots=True)
class RemoveDigest:
    """Take a digest's listings away; papers that nothing else holds go to the trash."""

    digest: int


@dataclass(frozen=True, slots=True)
class ChangeDigest:
    """Correct a digest's title or date (YYYY-MM-DD); None leaves as it is."""

    digest: int
    title: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """Correct what digests say of a paper: its title, arxiv_id, doi or url; None takes a correction back.

    Refused as a whole (ReaderError, a line for each field) when an id is another paper's, or a value is not of its field's kind.
    """

    paper: int
    fields: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Merge:
    """Two papers are one: everything of `gone` goes to `kept`, which is known by both names from then on."""

    kept: int
    gone: int


@dataclass(frozen=True, slots=True)
class Unmerge:
    """Take the paper that was last merged into this one out of it again, with what it brought; what came later stays."""

    paper: int


@dataclass(frozen=True, slots=True)
class KeepApart:
    """Two papers are not the same, and are not to be asked about again."""

    one: int
    other: int


@dataclass(frozen=True, slots=True)
class SaveQuery:
    """Put a query into the sidebar under a name; a name that is there already gets the new query."""

    name: str
    query: str


@dataclass(frozen=True, slots=True)
class ChangeQuery:
    """Rename a saved query, move it to another place (0 is the first), or delete it."""

    query: int
    name: str | None = None
    position: int | None = None
    delete: bool = False


Listed = ImportReading | ReadAgain | AddPaper
"""Edits that take records of papers in; each ends in a report."""

Edit = (
    Mark | SetNote | Listed | RemoveSample | EditTags | ChangeTag | Trash | RestorePapers | EmptyTrash | RemoveDigest
    | ChangeDigest | Override | Merge | Unmerge | KeepApart | SaveQuery | ChangeQuery
)  # fmt: skip
