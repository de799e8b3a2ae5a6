"""Google Scholar's alerts as a mailer's plain text: a title, its redirect in angle brackets, people and place, a snippet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from readerapp.formats.ids import arxiv_id, arxiv_in, doi, unwrap, web_url
from readerapp.formats.names import split_authors
from readerapp.records import Record
from readerapp.text.clean import one_line, unwrapped

_REDIRECT = re.compile(r"<\s*(https?://scholar\.google\.[a-z.]{2,6}/scholar_url\?[^<>]{1,2000})>", re.IGNORECASE)
_ADDRESS = re.compile(r"<\s*https?://[^<>]{1,2000}>", re.IGNORECASE)
_KIND = re.compile(r"^\s*\[(?:pdf|html|book|citation|doc|b|c)\]\s*", re.IGNORECASE)
_IMAGE = re.compile(r"\[image:[^\[\]]{0,60}\]", re.IGNORECASE)
PLACE = re.compile(r"\s+[-–]\s+")
"""Between the people and where their paper appeared."""


def records_of_text(text: str) -> tuple[Record, ...]:
    """The papers of an alert without HTML; links to share and to settings are none."""
    return tuple(record for title, url, after in _entries(text) if (record := _record(title, url, after)) is not None)


def _entries(text: str) -> Iterator[tuple[str, str, list[str]]]:
    """Title, address, and the lines behind it up to the next blank one."""
    text = text.replace("\u00a0", " ")
    for match in _REDIRECT.finditer(text):
        before = _ADDRESS.sub("\n\n", text[max(0, match.start() - 600) : match.start()])
        title = before.rstrip().rsplit("\n\n", 1)[-1].strip() if not before.endswith("\n\n") else ""
        after = re.split(r"\n\s*\n", text[match.end() : match.end() + 4000].lstrip("\n"), maxsplit=1)[0]
        yield (
            _KIND.sub("", _IMAGE.sub("", title)),
            match[1],
            [line.strip() for line in after.split("\n") if line.strip()],
        )


def _record(title: str, address: str, after: list[str]) -> Record | None:
    title = one_line(title)
    if not title or not after:
        return None
    # A long line of people is wrapped too: it ends with the year.
    end = next((n for n, line in enumerate(after[:4]) if re.search(r"\b(?:19|20)\d\d$", line)), 0)
    people, snippet = " ".join(after[: end + 1]), unwrapped(after[end + 1 :])
    url = web_url(unwrap(address.strip()))
    found = arxiv_id(url) or arxiv_in(people)
    return Record(
        title=title, abstract=snippet or None, abstract_kind="snippet" if snippet else None,
        authors=split_authors(PLACE.split(people, maxsplit=1)[0].replace("…", "...")),
        arxiv_id=found[0] if found else None, version=found[1] if found else None, doi=doi(url), url=url,
        pdf_url=url if url and re.search(r"\.pdf$|/pdf/", url) else None,
    )  # fmt: skip
