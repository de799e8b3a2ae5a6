"""Papers, digests and readings as the JSON that the command line prints and scripts rely on. Unknown is null or []."""

from __future__ import annotations

from typing import Any

from readerapp.records import Digest, Listing, Paper, Reading, Record

Json = dict[str, Any]


def record_json(record: Record) -> Json:
    """A paper as a file states it: without `id` and without what only a library knows."""
    return {**_content(record), "version": record.version, "section": record.section}


def paper_json(paper: Paper) -> Json:
    """A paper of the library, with the user's marks and its listings."""
    return {
        "id": paper.id,
        **_content(paper),
        "state": paper.state,
        "starred": paper.starred,
        "tags": list(paper.tags),
        "note": paper.note,
        "listings": [listing_json(listing) for listing in paper.listings],
    }


def _content(paper: Record | Paper) -> Json:
    return {
        "title": paper.title,
        "abstract": paper.abstract,
        "abstract_kind": paper.abstract_kind,
        "authors": list(paper.authors),
        "arxiv_id": paper.arxiv_id,
        "doi": paper.doi,
        "url": paper.url,
        "pdf_url": paper.pdf_url,
        "code_urls": list(paper.code_urls),
        "date": paper.date,
        "votes": paper.votes,
    }


def listing_json(listing: Listing) -> Json:
    """What one digest said about a paper; `digest` is the digest's id, `source` its file name."""
    return {
        "digest": listing.digest,
        "source": listing.source,
        "date": listing.date,
        "position": listing.position,
        "votes": listing.votes,
        "version": listing.version,
        "section": listing.section,
    }


def digest_json(digest: Digest) -> Json:
    """One line of `digests`."""
    return {
        "id": digest.id,
        "title": digest.title,
        "source": digest.source,
        "format": digest.format,
        "date": digest.date,
        "imported": digest.imported,
        "papers": digest.papers,
        "unread": digest.unread,
    }


def reading_json(reading: Reading, source: str, papers: list[Json] | None = None) -> Json:
    """What was read out of a file; `papers` replaces the plain records when more is known of them."""
    return {
        "format": reading.format,
        "digest": {"title": reading.title, "date": reading.date, "source": source},
        "papers": [record_json(record) for record in reading.records] if papers is None else papers,
        "skipped": [{"where": s.where, "text": s.text, "reason": s.reason} for s in reading.skipped],
        "warnings": list(reading.warnings),
    }
