"""When two records speak of one paper, and what is known of it then. Pure: no store, no files."""

from __future__ import annotations

import re
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
    emptied: bool = False
    """Thrown away with the trash: nothing but its names is left, and nobody is to be asked about it."""


Keys = Iterable[tuple[str, str]]
"""Kind (arxiv, doi, title) and value of what a paper is known by."""


def recognise(record: Record, candidates: Iterable[Known], aliases: Keys = ()) -> int | None:
    """The id of the known paper that a record is, None for a new one. The oldest where several fit equally.

    An arXiv id or DOI decides; else the folded title, unless ids differ, a short title being confirmed by more than itself.
    At last `aliases`, further names that another library knows the paper by.
    """
    known = sorted(candidates, key=lambda k: k.id)
    for match in (_by_arxiv, _by_doi):
        found = next((k.id for k in known if match(record, k)), None)
        if found is not None:
            return found
    titled = [k for k in known if _by_title(record, k)]
    if titled:
        # The one that is called so, before one that was called so once.
        fold = identity_fold(record.title)
        return min(titled, key=lambda k: (identity_fold(k.record.title) != fold, k.id)).id
    names = frozenset(aliases)
    return next((k.id for k in known if names and _by_alias(names, record, k)), None)


def _by_alias(names: frozenset[tuple[str, str]], record: Record, known: Known) -> bool:
    if any(("arxiv", value) in names for value in known.arxiv_ids) or any(
        ("doi", value) in names for value in known.dois
    ):
        return True
    spelled = any(("title", fold) in names for fold in known.folds)
    return spelled and not is_short(record.title) and not ids_clash(record, known) and not denied(record, known.record)


def doubtful(record: Record, candidates: Iterable[Known], chosen: int | None) -> tuple[int, ...]:
    """Known papers that a record fits too, beside the one that it was taken for: by another of its names, or by a short title
    that nothing confirms. They are never merged by that, but the user is asked."""
    found = []
    for known in candidates:
        if known.id == chosen or known.emptied or ids_clash(record, known) or denied(record, known.record):
            continue
        if _by_doi(record, known) or identity_fold(record.title) in known.folds:
            found.append(known.id)
    return tuple(found)


def _by_arxiv(record: Record, known: Known) -> bool:
    return record.arxiv_id is not None and record.arxiv_id in known.arxiv_ids


def _by_doi(record: Record, known: Known) -> bool:
    return record.doi is not None and record.doi in known.dois


def _by_title(record: Record, known: Known) -> bool:
    fold = identity_fold(record.title)
    if not fold or fold not in known.folds or ids_clash(record, known):
        return False
    return not is_short(record.title) or confirmed(record, known.record) or _nothing_more(record, known.record)


def _nothing_more(one: Record, other: Record) -> bool:
    """Whether neither record says anything but its title: a page of bare titles saved twice must not double its papers."""
    return not any(
        (r.abstract, r.authors, r.arxiv_id, r.doi, r.date) != (None, (), None, None, None) for r in (one, other)
    )


def is_short(title: str, fold: str | None = None) -> bool:
    """Whether a title says too little to be an identity ("Preface"): fewer than four words or twenty letters.

    `fold`: its folded form, where that is at hand.
    """
    return len(title.split()) < 4 or len(identity_fold(title) if fold is None else fold) < 20


NEAR = 90.0
"""Likeness of two folded titles, in percent, from which on they may be one."""

_PLACEHOLDER = re.compile(r"arXiv:[\w./-]+|doi:10\.\S+|https?://\S+")
_DIGITS = re.compile(r"\d+")
_NUMBERS = re.compile(r"\d+|\b[ivx]+\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is to be thought of a record whose ids and title are not known."""

    same: int | None = None
    """The known paper that it is: a near title, confirmed by abstract or author."""
    maybe: tuple[int, ...] = ()
    """Papers of a near title that nothing confirms and nothing denies: for the user to say."""


def liken(record: Record, candidates: Iterable[Known]) -> Likeness:
    """Compare a record's title with those of some known papers, letter by letter."""
    fold = identity_fold(record.title)
    if not fold or is_short(record.title):
        return Likeness()
    near = [known for known in candidates if _near(record, fold, known)]
    near.sort(key=lambda known: known.id)
    same = next((known.id for known in near if _confirmed_near(record, known.record)), None)
    if same is not None:
        return Likeness(same)
    return Likeness(maybe=tuple(known.id for known in near if not (known.emptied or denied(record, known.record))))


def _near(record: Record, fold: str, known: Known) -> bool:
    if ids_clash(record, known) or numbers(record.title) != numbers(known.record.title):
        return False
    return bool(near_folds(fold, known.folds))


def near_folds(fold: str, others: Iterable[str]) -> list[str]:
    """Which of some folded titles are near one, judged by letters and digits alone: cheap, for many."""
    from rapidfuzz.fuzz import ratio  # slow to import, and few imports need it

    digits = _DIGITS.findall(fold)
    return [
        other
        for other in others
        if 0.8 * len(fold) < len(other) < 1.25 * len(fold)
        and _DIGITS.findall(other) == digits
        and ratio(fold, other, score_cutoff=NEAR)
    ]


def numbers(title: str) -> list[str]:
    """The numbers in a title, Roman ones too: "Part I" and "Part II" are alike in all else."""
    return [found.casefold() for found in _NUMBERS.findall(title)]


def _confirmed_near(one: Record, other: Record) -> bool:
    if abstracts_agree(one.abstract, other.abstract):
        return True
    return not _abstracts_contradict(one, other) and bool(last_names(one) & last_names(other))


def denied(one: Record, other: Record) -> bool:
    """Whether what both records say contradicts that they are one: other abstracts, or other people."""
    if abstracts_agree(one.abstract, other.abstract):
        return False
    return _abstracts_contradict(one, other) or bool(
        one.authors and other.authors and not last_names(one) & last_names(other)
    )


def _abstracts_contradict(one: Record, other: Record) -> bool:
    """Whether both have the authors' own abstract, each another one. A summary or a snippet has other words and says nothing."""
    foreign = ("summary", "snippet")
    return bool(
        one.abstract
        and other.abstract
        and one.abstract_kind not in foreign
        and other.abstract_kind not in foreign
        and not abstracts_agree(one.abstract, other.abstract)
    )


def last_names(record: Record) -> set[str]:
    """The folded family names of a record's authors."""
    return {last_name(author) for author in record.authors} - {""}


def ids_differ(one: Record, other: Record) -> bool:
    """Whether two different arXiv ids, or two different DOIs, forbid to merge by title."""
    return bool(
        (one.arxiv_id and other.arxiv_id and one.arxiv_id != other.arxiv_id)
        or (one.doi and other.doi and one.doi != other.doi)
    )


def ids_clash(record: Record, known: Known) -> bool:
    """Whether a record has an arXiv id or a DOI, and the known paper only others: the user's corrections count as well."""
    return bool(
        (record.arxiv_id and known.arxiv_ids and record.arxiv_id not in known.arxiv_ids)
        or (record.doi and known.dois and record.doi not in known.dois)
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
    if last_names(one) & last_names(other):
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
        title=other.title if is_placeholder(one.title) else one.title,
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


def improved(stored: Record, said: Record) -> Record:
    """A paper's content after one more digest spoke of it; nothing gets poorer, and the order of the digests does not count.

    But words do not give way to other words: a title, a full abstract or authors that have nothing in common with those that
    are stored stay out, since a digest may name a wrong id, and a paper that the user knows must not become another.
    """
    both = fuller(stored, said)
    return replace(
        stored,
        title=both.title if is_placeholder(stored.title) else _better_title(stored.title, said.title),
        abstract=both.abstract,
        abstract_kind=both.abstract_kind,
        authors=_better_authors(stored, said),
        arxiv_id=both.arxiv_id,
        doi=both.doi,
        url=_better_link(stored.url, said.url),
        pdf_url=_better_link(stored.pdf_url, said.pdf_url),
        code_urls=_all_links(stored.code_urls, said.code_urls),
        date=min(filter(None, (stored.date, said.date)), default=None),
    )


def _better_title(one: str, other: str) -> str:
    """The better spelling of one title, and the whole title where the other one was cut; else the first."""
    first, second = identity_fold(one), identity_fold(other)
    if first == second:
        return max(one, other, key=_spelling)
    return other if second.startswith(first) and not is_placeholder(other) else one


def _spelling(title: str) -> tuple[bool, bool, int, int, int, str]:
    """Of two spellings the greater one is better: not all in capitals or all without, no closing full stop, accents, signs."""
    foreign = sum(not sign.isascii() for sign in title)
    capitals = sum(sign.isupper() for sign in title)
    return 0 < capitals < sum(map(str.isalpha, title)), not title.endswith("."), foreign, len(title), capitals, title


def _better_authors(one: Record, other: Record) -> tuple[str, ...]:
    """The longer list of the same people, by names and then by letters."""
    if one.authors and not last_names(one) & last_names(other):
        return one.authors
    return max(one.authors, other.authors, key=lambda names: (len(names), sum(map(len, names)), names))


def _better_link(one: str | None, other: str | None) -> str | None:
    """A page before a PDF, https before http, the shorter address before the longer."""
    links = [link for link in (one, other) if link]
    return min(links, key=lambda link: ("/pdf/" in link, not link.startswith("https:"), len(link), link), default=None)


def _all_links(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """The links of both, in the order of the one that has them all, else in that of the alphabet."""
    both = {*one, *other}
    return one if both == set(one) else other if both == set(other) else tuple(sorted(both))


def placeholder(arxiv_id: str | None, doi: str | None) -> str | None:
    """What a paper is called of which only an id is known, None without one."""
    return f"arXiv:{arxiv_id}" if arxiv_id else f"doi:{doi}" if doi else None


def is_placeholder(title: str) -> bool:
    """Whether a title is no title but an id or an address that stands for it."""
    return bool(_PLACEHOLDER.fullmatch(title))


def better_abstract(
    one: tuple[str | None, AbstractKind | None], other: tuple[str | None, AbstractKind | None]
) -> tuple[str | None, AbstractKind | None]:
    """The better of two abstracts with their kinds: a full one before a cut one before a summary before a snippet.

    Of two of one kind the longer one; of two full ones that begin differently the first.
    """
    if not other[0]:
        return one
    if not one[0]:
        return other
    mine, theirs = _KIND_RANK[one[1]], _KIND_RANK[other[1]]
    if mine != theirs:
        return one if mine > theirs else other
    if one[1] == "full" and not abstracts_agree(one[0], other[0]):
        return one
    return max(one, other, key=lambda abstract: (len(abstract[0] or ""), abstract[0]))
