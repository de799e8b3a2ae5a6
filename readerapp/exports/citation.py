"""One paper as a line or an entry to paste elsewhere."""

from __future__ import annotations

import re

from readerapp.exports.address import page
from readerapp.records import Paper
from readerapp.text.fold import search_form

_ESCAPED = re.compile(r"([&%#_])")
_STOP = frozenset("a an the of on for in and to with".split())


def markdown(paper: Paper) -> str:
    """`Authors: [Title](link) (year)`; brackets in the title are escaped."""
    title = re.sub(r"([\[\]*_`\\])", r"\\\1", paper.title)
    address = page(paper)
    linked = f"[{title}]({address})" if address else title
    names = f"{_people(paper)}: " if paper.authors else ""
    year = f" ({paper.date[:4]})" if paper.date else ""
    return f"{names}{linked}{year}"


def _people(paper: Paper) -> str:
    return ", ".join(paper.authors) if len(paper.authors) <= 3 else f"{paper.authors[0]} et al."


def bibtex(paper: Paper) -> str:
    """An entry of a BibTeX file."""
    fields = [("title", f"{{{_escaped(paper.title)}}}")]
    if paper.authors:
        fields.append(("author", _escaped(" and ".join(paper.authors))))
    if paper.date:
        fields.append(("year", paper.date[:4]))
    if paper.arxiv_id:
        fields += [("eprint", paper.arxiv_id), ("archivePrefix", "arXiv")]
    if paper.doi:
        fields.append(("doi", paper.doi))
    address = page(paper)
    if address:
        fields.append(("url", address))
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields)
    return f"@{'misc' if paper.arxiv_id and not paper.doi else 'article'}{{{_key(paper)},\n{lines}}}"


def _escaped(text: str) -> str:
    """Signs that TeX would take as its own; a text with TeX in it is left as it is."""
    return text if "\\" in text or "$" in text else _ESCAPED.sub(r"\\\1", text)


def _key(paper: Paper) -> str:
    """`vaswani2017attention`: family name, year, first word of the title."""
    name = paper.authors[0] if paper.authors else ""
    family = name.split(",")[0] if "," in name else name.rsplit(" ", 1)[-1]
    word = next((w for w in search_form(paper.title).split() if w.isalnum() and w not in _STOP), "paper")
    return re.sub(r"[^a-z0-9]", "", search_form(family)) + (paper.date or "")[:4] + word
