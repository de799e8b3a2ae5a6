"""Bots that keep a finished Markdown row or bullet under each id: `{"2203.01234": "|**2022-03-02**|**Title**|…|"}`."""

from __future__ import annotations

import re

from readerapp.formats.dates import full_date
from readerapp.formats.ids import arxiv_id, is_code, urls_in
from readerapp.text.clean import one_line

_CELL = re.compile(r"(?<!\\)\|")
_LINK = re.compile(r"\[([^\[\]]{0,300})\]\(([^()\s]{1,500})\)")
_PIECE = re.compile(r",\s+(?=[A-Z][a-z]*:|\[|\*\*|[^,]{2,60}? et\.? ?al)")


def row_object(key: str, text: str) -> dict[str, object] | None:
    """The row as an object with a title, None for a text that is no row of a paper."""
    if len(text) > 20_000 or arxiv_id(key) is None:
        return None
    text = text.strip()
    if text.startswith("|"):
        cells = [cell.replace("\\|", "|") for cell in _CELL.split(text.strip("|\n "))]
    elif text[:1] in "-*+":
        cells = _PIECE.split(text[1:].strip())
    else:
        return None
    row: dict[str, object] = {"arxiv_id": key}
    links: list[str] = []
    words: list[str] = []
    for cell in cells:
        links += [match[2] for match in _LINK.finditer(cell)] or urls_in(cell)
        bare = one_line(_LINK.sub(r"\1", cell).replace("**", "").strip(" *_`"))
        if not bare or bare.lower() in ("null", "none", "link", "code", "-") or urls_in(bare) or arxiv_id(bare):
            continue
        if "date" not in row and len(bare) <= 20 and (date := full_date(bare)):
            row["date"] = date
        else:
            words.append(bare)
    if not words:
        return None
    row["title"] = words[0]
    if len(words) > 1:
        row["authors"] = re.sub(r"\s*et\.?\s*al\.?$", "", words[1])
    row["url"] = [link for link in links if not is_code(link)]
    row["code"] = [link for link in links if is_code(link)]
    return row
