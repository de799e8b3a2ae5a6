"""How the command line is called in tests, and what a paper looks like there."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Run = Callable[..., tuple[int, str, str]]
PAPER_KEYS = {
    "id", "title", "abstract", "abstract_kind", "authors", "arxiv_id", "doi", "url", "pdf_url", "code_urls", "date", "votes",
    "state", "starred", "tags", "note", "listings",
}  # fmt: skip
LISTING_KEYS = {"digest", "source", "date", "position", "votes", "version", "section"}


def as_json(result: tuple[int, str, str]) -> Any:
    """The object printed by a verb that did its work."""
    status, output, errors = result
    assert status == 0, errors
    assert errors == ""
    return json.loads(output)
