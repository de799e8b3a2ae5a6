"""One paper as a line or an entry to paste elsewhere."""

from __future__ import annotations

import re
from itertools import accumulate

from readerapp.exports.address import page
from readerapp.records import Paper
from readerapp.text.fold import search_form

_TEX = re.compile(r"(\$[^$]+\$|\\(?:[A-Za-z]+|[^A-Za-z]))|([&%#_$~^])|(\\)")
"""What is TeX already; signs that TeX would take as its own; a backslash of nothing."""
_SIGNS = {"~": r"\~{}", "^": r"\^{}"}
_GROUP = re.compile(
    r"^(?:the|team)\s|\s(?:and|collaboration|consortium|team|group|project|committee|association|network|initiative|community|"
    r"institute|foundation|laborator(?:y|ies)|labs?|university|organi[sz]ation|society|authors|contributors)\b",
    re.IGNORECASE,
)
"""Authors that are many: BibTeX would take their last word for a family name."""
_STOP = frozenset("a an the of on for in and to with".split())


def markdown(paper: Paper) -> str:
    """`Authors: [Title](link) (year)`; brackets in the title are escaped."""
    title = re.sub(r"([\[\]*_`\\])", r"\\\1", paper.title)
    address = page(paper)
    linked = f"[{title}]({address})" if address else title
    names = f"{_people(paper)}: " if paper.authors else ""
    year = _year(paper)
    return f"{names}{linked} ({year})" if year else f"{names}{linked}"


def _year(paper: Paper) -> str:
    """That of its date, or of its arXiv id; "" when neither is known."""
    if paper.date:
        return paper.date[:4]
    digits = re.fullmatch(r"(?:[a-z-]+(?:\.[A-Z]{2})?/)?(\d\d)(?:0[1-9]|1[0-2])\.?\d+", paper.arxiv_id or "")
    return f"{'19' if digits[1] > '90' else '20'}{digits[1]}" if digits else ""


def _people(paper: Paper) -> str:
    return ", ".join(paper.authors) if len(paper.authors) <= 3 else f"{paper.authors[0]} et al."


def bibtex(paper: Paper) -> str:
    """An entry of a BibTeX file."""
    fields = [("title", f"{{{_escaped(paper.title)}}}")]
    if paper.authors:
        fields.append(("author", " and ".join(map(_author, paper.authors))))
    if year := _year(paper):
        fields.append(("year", year))
    if paper.arxiv_id:
        fields += [("eprint", paper.arxiv_id), ("archivePrefix", "arXiv")]
    if paper.doi:
        fields.append(("doi", paper.doi))
    address = page(paper)
    if address:
        fields.append(("url", address))
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields)
    return f"@{'misc' if paper.arxiv_id and not paper.doi else 'article'}{{{_key(paper)},\n{lines}}}"


def _author(name: str) -> str:
    return f"{{{_escaped(name)}}}" if "," not in name and _GROUP.search(name) else _escaped(name)


def _escaped(text: str) -> str:
    """Signs that TeX would take as its own; what is TeX already is left. A brace without its twin would end the field."""

    def sign(match: re.Match[str]) -> str:
        tex, special, lone = match.groups()
        return tex or (r"\textbackslash{}" if lone else _SIGNS.get(special, f"\\{special}"))

    depths = list(accumulate((c == "{") - (c == "}") for c in text))
    if depths and (min(depths) < 0 or depths[-1]):
        text = text.replace("{", "").replace("}", "")
    return _TEX.sub(sign, text)


def _key(paper: Paper) -> str:
    """`vaswani2017attention`: family name, year, first word of the title."""
    name = paper.authors[0] if paper.authors else ""
    family = name.split(",")[0] if "," in name else name.rsplit(" ", 1)[-1]
    word = next((w for w in search_form(paper.title).split() if w.isalnum() and w not in _STOP), "paper")
    return re.sub(r"[^a-z0-9]", "", search_form(family)) + _year(paper) + word
