"""Twins inside one file become one record: a page lists each paper twice, a post quotes a mail."""

from __future__ import annotations

from collections.abc import Iterable

from readerapp.identity import confirmed, fuller, ids_differ, is_short
from readerapp.records import Record
from readerapp.text.fold import identity_fold


def distinct(records: Iterable[Record]) -> tuple[Record, ...]:
    """Each paper once, at the place of its first record, with the fullest data of all of them.

    One arXiv id or DOI is one paper, whatever the titles. One folded title is one paper unless the ids differ; a short title
    ("Preface") needs abstract, author or year to agree as well, or one of the two to say nothing but the title.
    """
    found: list[Record] = []
    by_key: dict[str, list[int]] = {}
    for record in records:
        fold = identity_fold(record.title)
        keys = [f"arxiv {record.arxiv_id}" if record.arxiv_id else "", f"doi {record.doi}" if record.doi else ""]
        twin = next((by_key[key][0] for key in keys if key and key in by_key), None)
        if twin is None and fold:
            twin = next((n for n in by_key.get(f"fold {fold}", ()) if _same_title(found[n], record)), None)
        if twin is None:
            twin = len(found)
            found.append(record)
        else:
            found[twin] = fuller(found[twin], record)
        for key in (*keys, f"fold {fold}" if fold else ""):
            if key and twin not in by_key.setdefault(key, []):
                by_key[key].append(twin)
    return tuple(found)


def _same_title(one: Record, other: Record) -> bool:
    if ids_differ(one, other):
        return False
    bare = not (one.abstract or one.authors) or not (other.abstract or other.authors)
    return not is_short(one.title) or bare or confirmed(one, other)
