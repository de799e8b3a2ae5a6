"""When two records speak of one paper, and what is known of it then. Pure: no store, no files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from readerapp.records import AbstractKind, Record
from readerapp.text.fold import identity_fold

_KIND_RANK: dict[AbstractKind | None, int] = {"full": 4, "truncated": 3, "summary": 2, "snippet": 1, None: 0}


@dataclass(frozen=True, slots=True)
class Known:
    """A paper of the library as identity sees it: its content, and every id and spelling it is known under."""

    id: int
    record: Record
    arxiv_ids: frozenset[str] = frozenset()
    dois: frozenset[str] = frozenset()
    folds: frozenset[str] = frozenset()


def recognise(record: Record, candidates: Iterable[Known]) -> int | None:
    """The id of the known paper that a record is, None for a new one. The oldest where several fit equally.

    An arXiv id or DOI decides; else the folded title, unless ids differ, a short title being confirmed by more than itself.
    """
    known = sorted(candidates, key=lambda k: k.id)
    for match in (_by_arxiv, _by_doi, _by_title):
        found = next((k.id for k in known if match(record, k)), None)
        if found is not None:
            return found
    return None


def _by_arxiv(record: Record, known: Known) -> bool:
    return record.arxiv_id is not None and record.arxiv_id in known.arxiv_ids


def _by_doi(record: Record, known: Known) -> bool:
    return record.doi is not None and record.doi in known.dois


def _by_title(record: Record, known: Known) -> bool:
    fold = identity_fold(record.title)
    if not fold or fold not in known.folds or ids_differ(record, known.record):
        return False
    return not is_short(record.title) or confirmed(record, known.record) or _nothing_more(record, known.record)


def _nothing_more(one: Record, other: Record) -> bool:
    """Whether neither record says anything but its title: a page of bare titles saved twice must not double its papers."""
    return not any(
        (r.abstract, r.authors, r.arxiv_id, r.doi, r.date) != (None, (), None, None, None) for r in (one, other)
    )


def is_short(title: str) -> bool:
    """Whether a title says too little to be an identity ("Preface"): fewer than four words or twenty letters."""
    return len(title.split()) < 4 or len(identity_fold(title)) < 20


def ids_differ(one: Record, other: Record) -> bool:
    """Whether two different arXiv ids, or two different DOIs, forbid to merge by title."""
    return bool(
        (one.arxiv_id and other.arxiv_id and one.arxiv_id != other.arxiv_id)
        or (one.doi and other.doi and one.doi != other.doi)
    )


def abstracts_agree(one: str | None, other: str | None) -> bool:
    """Whether two texts are one abstract: equal beginnings, as a snippet or a cut abstract has them too."""
    if not one or not other:
        return False
    first, second = identity_fold(one), identity_fold(other)
    shared = min(len(first), len(second), 120)
    return shared >= 40 and first[:shared] == second[:shared]


def confirmed(one: Record, other: Record) -> bool:
    """Whether abstract, an author's last name or the year agree: what a short title needs to count."""
    if abstracts_agree(one.abstract, other.abstract):
        return True
    if {last_name(a) for a in one.authors} & {last_name(a) for a in other.authors}:
        return True
    return bool(one.date and other.date and one.date[:4] == other.date[:4])


def last_name(author: str) -> str:
    """The folded family name of `Ada B. Lovelace` or `Lovelace, Ada B.`"""
    name = author.split(",")[0] if "," in author else author.rsplit(" ", 1)[-1]
    return identity_fold(name)


def fuller(one: Record, other: Record) -> Record:
    """One record with the fullest data of both; what both say stays as the first one says it. Nothing gets poorer."""
    abstract, kind = better_abstract((one.abstract, one.abstract_kind), (other.abstract, other.abstract_kind))
    return replace(
        one,
        abstract=abstract,
        abstract_kind=kind,
        authors=max(one.authors, other.authors, key=len),
        arxiv_id=one.arxiv_id or other.arxiv_id,
        doi=one.doi or other.doi,
        url=one.url or other.url,
        pdf_url=one.pdf_url or other.pdf_url,
        code_urls=tuple(dict.fromkeys(one.code_urls + other.code_urls)),
        date=one.date or other.date,
        votes=one.votes if one.votes is not None else other.votes,
        version=one.version or other.version,
        section=one.section or other.section,
        line=one.line if one.line is not None else other.line,
    )


def better_abstract(
    one: tuple[str | None, AbstractKind | None], other: tuple[str | None, AbstractKind | None]
) -> tuple[str | None, AbstractKind | None]:
    """The better of two abstracts with their kinds: a full one before a cut one before a summary before a snippet.

    Of two of one kind that is not full the longer one; of two full ones the first.
    """
    if not other[0]:
        return one
    if not one[0]:
        return other
    mine, theirs = _KIND_RANK[one[1]], _KIND_RANK[other[1]]
    if mine != theirs:
        return one if mine > theirs else other
    return other if one[1] != "full" and len(other[0]) > len(one[0]) else one
