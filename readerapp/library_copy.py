"""A copy of a library as JSON and back: what `export --format json` writes, and what importing such a file merges."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any

from readerapp.records import STATES, DigestCopy, LibraryCopy, ListingCopy, Marks, Skipped, State

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
VERSION = 1
"""Value of the key `readerapp_library` in a copy."""


def library_json(copy: LibraryCopy) -> dict[str, Any]:
    """A copy as JSON values."""
    return asdict(copy)


def library_copy(value: dict[str, Any]) -> LibraryCopy:
    """JSON values as a copy. What is missing or of another type counts as not said; never an error."""
    digests = [_digest(entry) for entry in _objects(value.get("digests"))]
    return LibraryCopy(
        marks=tuple(_marks(entry, len(digests)) for entry in _objects(value.get("marks"))),
        digests=tuple(digests),
        queries=_pairs(value.get("queries")),
        colours=_pairs(value.get("colours")),
    )


def plain_copy(papers: list[dict[str, Any]], when: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Papers as the command line prints them → a copy's digests, and the papers with what is on them under `library`.

    `when` is the time of the stars and states, which such papers do not tell.
    """
    digests: dict[tuple[str, str, str | None], dict[str, Any]] = {}
    places: dict[tuple[str, str, str | None], int] = {}
    filled = []
    for paper in papers:
        listings = []
        for listing in _objects(paper.get("listings")):
            name = _text(listing.get("source")) or _text(listing.get("digest")) or str(listing.get("digest"))
            key = (str(listing.get("digest")), name, _text(listing.get("date")))
            places.setdefault(key, len(places))
            digests.setdefault(
                key, {"title": name, "source": name, "format": "library_json", "date": key[2], "imported": when}
            )
            listings.append({**listing, "digest": places[key]})
        marks = {
            **paper,
            "since": when,
            "starred": when if paper.get("starred") is True else None,
            "listings": listings,
        }
        filled.append({**paper, "library": marks})
    return {"digests": list(digests.values())}, filled


def _marks(entry: dict[str, Any], digests: int) -> Marks:
    said = entry.get("state")
    state: State = said if said in STATES else "unread"
    trashed = entry.get("trashed")
    listings = (_listing(listing) for listing in _objects(entry.get("listings")))
    return Marks(
        state=state,
        since=_text(entry.get("since")),
        starred=_text(entry.get("starred")),
        trashed=trashed if trashed in ("user", "digest") else None,
        tags=tuple(tag for tag in map(_text, _list(entry.get("tags"))) if tag),
        note=_text(entry.get("note")),
        note_changed=_text(entry.get("note_changed")),
        versions=_pairs(entry.get("versions")),
        aliases=tuple(
            pair for pair in _pairs(entry.get("aliases")) if pair[0] in ("arxiv", "doi", "title") and pair[1]
        ),
        overrides=_pairs(entry.get("overrides")),
        listings=tuple(listing for listing in listings if 0 <= listing.digest < digests),
    )


def _listing(entry: dict[str, Any]) -> ListingCopy:
    return ListingCopy(
        digest=_number(entry.get("digest"), -1),
        position=_number(entry.get("position"), 1),
        votes=_number(entry.get("votes")),
        version=_text(entry.get("version")),
        section=_text(entry.get("section")),
        line=_number(entry.get("line")),
    )


def _digest(entry: dict[str, Any]) -> DigestCopy:
    texts = ("title", "source", "format", "imported", "hash", "modified", "data")
    found = {name: _text(entry.get(name)) or "" for name in texts}
    skipped = tuple(
        Skipped(*(_text(part.get(name)) or "" for name in ("where", "text", "reason")))
        for part in _objects(entry.get("skipped"))
    )
    return DigestCopy(
        date=_text(entry.get("date")),
        date_text=_text(entry.get("date_text")),
        skipped=skipped,
        sample=entry.get("sample") is True,
        **found,
    )


def _list(value: object) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def _objects(value: object) -> list[dict[str, Any]]:
    return [entry for entry in _list(value) if isinstance(entry, dict)]


def _pairs(value: object) -> tuple[tuple[str, str], ...]:
    pairs = (tuple(_list(pair)) for pair in _list(value))
    return tuple(
        (_storable(p[0]), _storable(p[1])) for p in pairs if len(p) == 2 and all(isinstance(part, str) for part in p)
    )


def _text(value: object) -> str | None:
    return _storable(value) or None if isinstance(value, str) else None


def _storable(text: str) -> str:
    """The text without what no file of text can hold: NUL, and half surrogate pairs. All else is the user's."""
    return _UNSTORABLE.sub("", text)


def _number(value: object, default: Any = None) -> Any:
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**62 else default
