"""What the command line prints: text for people, JSON for scripts."""

from __future__ import annotations

import json
import re
import sys
from typing import Any

from readerapp.i18n import tr
from readerapp.records import Digest, Paper

_SIGNS = {"unread": "●", "queued": "◷", "read": " ", "dropped": "✕"}
# Escapes, and the marks that turn the direction of all that follows: a title must not play with the terminal.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def print_json(value: dict[str, Any]) -> None:
    """One object on standard output, UTF-8 whatever the locale says."""
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    # A title may hold half a surrogate pair from a plug-in; a script gets valid UTF-8 all the same.
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def print_text(text: str = "") -> None:
    """A line on standard output; characters that the terminal cannot show become `?`, and none steers it."""
    if sys.stdout.isatty():
        text = _STEERING.sub("\ufffd", text)
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "replace").decode(encoding) + "\n")


def paper_line(paper: Paper) -> str:
    """A paper on one line: number, state, star, title, where it was listed last."""
    star = "★" if paper.starred else " "
    listing = paper.listings[0] if paper.listings else None
    place = f"   {listing.date or listing.title} #{listing.position}" if listing else ""
    note = "  ✎" if paper.note else ""
    return f"{paper.id:>6} {_SIGNS[paper.state]} {star} {paper.title}{place}{note}"


def paper_text(paper: Paper) -> str:
    """Everything that is known of a paper, for reading in a terminal."""
    lines = [paper.title, ""]
    facts = [
        (tr("Number"), str(paper.id)),
        (tr("State"), paper.state + (" ★" if paper.starred else "") + (tr(", in the trash") if paper.trashed else "")),
        (tr("Authors"), ", ".join(paper.authors)),
        ("arXiv", paper.arxiv_id or ""),
        ("DOI", paper.doi or ""),
        (tr("Link"), paper.url or ""),
        (tr("Code"), " ".join(paper.code_urls)),
        (tr("Date"), paper.date or ""),
        (tr("Tags"), ", ".join(paper.tags)),
    ]
    lines += [f"{name}: {value}" for name, value in facts if value]
    for listing in paper.listings:
        lines.append(tr("Listed: {title}, {date}, #{position}").format(
            title=listing.title, date=listing.date or "–", position=listing.position
        ))  # fmt: skip
    if paper.abstract:
        kind = "" if paper.abstract_kind in (None, "full") else f" ({paper.abstract_kind})"
        lines += ["", tr("Abstract") + kind, paper.abstract]
    if paper.note:
        lines += ["", tr("Note"), paper.note]
    return "\n".join(lines)


def digest_line(digest: Digest) -> str:
    """A digest on one line: number, date, papers and unread ones, title, file."""
    return tr("{id:>4}  {date}  {papers:>5} papers {unread:>5} unread  {title}  ({source})").format(
        id=digest.id, date=digest.date or "    –     ", papers=digest.papers, unread=digest.unread, title=digest.title,
        source=digest.source,
    )  # fmt: skip
