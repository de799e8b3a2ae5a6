"""The values that rooms hand to each other: frozen, without behaviour, without Qt and without SQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

State = Literal["unread", "queued", "read", "dropped"]
STATES: tuple[State, ...] = get_args(State)

AbstractKind = Literal["full", "snippet", "summary", "truncated"]
"""What the text stored as abstract really is: the paper's own abstract, a search engine's snippet, somebody
else's (an editor's, a bot's, a model's) summary, or an abstract that was cut off."""


@dataclass(frozen=True, slots=True)
class Record:
    """One paper as one digest states it. Text is plain (entities decoded, white space collapsed); unknown = None or ()."""

    title: str
    abstract: str | None = None
    abstract_kind: AbstractKind | None = None
    authors: tuple[str, ...] = ()
    arxiv_id: str | None = None
    """Without version; old style ids keep their archive (`cs/0701001`)."""
    doi: str | None = None
    """Lower case, without resolver address."""
    url: str | None = None
    pdf_url: str | None = None
    code_urls: tuple[str, ...] = ()
    date: str | None = None
    """Of the paper, YYYY-MM-DD; a digest that gives less than a day gives None."""
    votes: int | None = None
    version: str | None = None
    """`v2`: the version the digest speaks of."""
    section: str | None = None
    """The topic or heading under which the digest lists the paper."""
    line: int | None = None
    """First line of the record in the decoded file, counted from 1, for "show source"."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record that looked like a paper and could not be read."""

    where: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class ListingCopy:
    """A listing in a copy of a library; `digest` is the place of its digest in the copy."""

    digest: int
    position: int
    votes: int | None = None
    version: str | None = None
    section: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """What a copy of a library holds on one paper beside its content."""

    state: State = "unread"
    since: str | None = None
    """When the state was set; times are ISO 8601, UTC."""
    starred: str | None = None
    """When the star was given, None without one."""
    trashed: str | None = None
    """`user` or `digest`: who put it into the trash; None when it is not there."""
    tags: tuple[str, ...] = ()
    note: str | None = None
    note_changed: str | None = None
    versions: tuple[tuple[str, str], ...] = ()
    """Earlier texts of the note, each with the time it was saved."""
    aliases: tuple[tuple[str, str], ...] = ()
    """Kind (arxiv, doi, title) and value."""
    overrides: tuple[tuple[str, str], ...] = ()
    """Field and value."""
    listings: tuple[ListingCopy, ...] = ()


@dataclass(frozen=True, slots=True)
class DigestCopy:
    """A digest in a copy of a library, with its bytes in base64 ("" when they are not known)."""

    title: str
    source: str
    format: str
    date: str | None
    date_text: str | None
    imported: str
    hash: str
    skipped: tuple[Skipped, ...] = ()
    sample: bool = False
    modified: str = ""
    data: str = ""


@dataclass(frozen=True, slots=True)
class LibraryCopy:
    """Everything of a library but the papers' content, which stands in the Reading's records, one for each of `marks`."""

    marks: tuple[Marks, ...] = ()
    digests: tuple[DigestCopy, ...] = ()
    queries: tuple[tuple[str, str], ...] = ()
    """Saved searches: name and query."""
    colours: tuple[tuple[str, str], ...] = ()
    """Tags with a colour: name and colour."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read out of one file. Records are distinct papers, in the order of the file."""

    format: str
    title: str | None = None
    date: str | None = None
    """Of the digest, YYYY-MM-DD."""
    date_text: str | None = None
    """The date as it stood in the file, when it was not complete ("Mar 14")."""
    records: tuple[Record, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    warnings: tuple[str, ...] = ()
    library: LibraryCopy | None = None
    """When the file is a copy of a library: what it holds beside the papers' content."""


@dataclass(frozen=True, slots=True)
class Listing:
    """That a digest lists a paper, and what it said about it."""

    digest: int
    source: str
    title: str
    date: str | None
    position: int
    """Counted from 1."""
    votes: int | None = None
    version: str | None = None
    section: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """One work as the library knows it: content (with the user's overrides applied), the user's marks, its listings."""

    id: int
    title: str
    abstract: str | None = None
    abstract_kind: AbstractKind | None = None
    authors: tuple[str, ...] = ()
    arxiv_id: str | None = None
    doi: str | None = None
    url: str | None = None
    pdf_url: str | None = None
    code_urls: tuple[str, ...] = ()
    date: str | None = None
    votes: int | None = None
    state: State = "unread"
    starred: bool = False
    trashed: bool = False
    tags: tuple[str, ...] = ()
    note: str | None = None
    listings: tuple[Listing, ...] = ()
    corrected: tuple[str, ...] = ()
    """The fields that hold the user's own word."""


@dataclass(frozen=True, slots=True)
class Digest:
    """One imported file."""

    id: int
    title: str
    source: str
    format: str
    date: str | None
    imported: str
    """Time of the import, ISO 8601, UTC."""
    papers: int = 0
    unread: int = 0
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """The user's word on papers."""

    name: str
    colour: str | None
    papers: int
    unread: int
    id: int


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A query that the user put into the sidebar."""

    id: int
    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Progress:
    """A step of long work. `total` is None while it is not known."""

    done: int
    total: int | None
    text: str


Status = Literal["new", "known", "changed"]
"""Of a paper in an import: not seen before; already here; already here and its stored content got better."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, paper by paper, in the order of the file."""

    digest: int | None
    """The digest's id: of the earlier import when the same bytes are here already, None for a dry run."""
    papers: tuple[tuple[int, Status], ...]
    again: bool = False
    """The same bytes are a living digest: nothing was added."""
    trashed: tuple[int, ...] = ()
    """Papers among the known ones that lie in the user's trash and stay there."""

    def ids(self, *statuses: Status) -> tuple[int, ...]:
        """The papers of these statuses, in order, each once."""
        return tuple(dict.fromkeys(paper for paper, status in self.papers if status in statuses))


@dataclass(frozen=True, slots=True)
class Change:
    """What a write did: every pane refreshes by it."""

    label: str
    papers: frozenset[int] = frozenset()
    """Papers whose row, detail or note may look different now."""
    tables: frozenset[str] = frozenset()
    """Tables of the store that were written ("state", "note", "listing" …)."""
    edit: int | None = None
    """Number of the journal's entry; None when nothing changed."""
    report: ImportReport | None = None
    """Of an import."""
    edits: tuple[int, ...] = ()
    """Of an undo or redo: the journal's entries that it took, in order."""
