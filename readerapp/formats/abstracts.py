"""What of a digest's text is stored as the abstract of a paper, and of which kind it is."""

from __future__ import annotations

import re

from readerapp.formats.ids import urls_in
from readerapp.records import AbstractKind
from readerapp.text.clean import one_line, paragraphs
from readerapp.text.fold import identity_fold

_LABEL = re.compile(
    r"(?:abstract|摘要|summary|résumé|zusammenfassung|resumen|resumo|riassunto|аннотация|要旨|초록)(?:\s*[:：.—–-]\s*|\s*\n\s*)",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"(?:none|null|nan|n/?a|tba|tbd|unknown|no (?:abstract|summary|description)[\w ]{0,40}|(?:abstract|summary) (?:is )?"
    r"(?:not (?:available|provided|found)|unavailable|missing)|暂无(?:摘要|简介)?|无(?:摘要)?|"
    r"no disponible|nicht verfügbar)[\s.。!]*",
    re.IGNORECASE,
)
_CUT = ("…", "...", "[...]", "[…]", "(...)", "(…)")
_CJK = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_WORD = re.compile(r"\w[\w'’-]*")
_FEW = 10
"""Words beside a link up to which a text says no more than where something is ("Please refer to our repository")."""
_SENTENCE = 100
"""Letters up to which a text in a list of papers is a one-liner rather than an abstract."""

_SCIENCE = re.compile(
    r"\b(?:we (?:propose|present|introduce|show|study|prove|demonstrate|investigate|develop|find|evaluate|describe|report|"
    r"analy[sz]e|argue)|this (?:paper|work|article|study|thesis|survey)|in this (?:paper|work|article|study)|"
    r"experiments?|experimental results|"
    r"our (?:method|approach|model|results?|framework|experiments|findings)|state[- ]of[- ]the[- ]art|"
    r"datasets?|benchmarks?|baselines?|outperforms?|theorem|algorithm|abstract|hypothes[ie]s|empirical(?:ly)?|simulation)\b",
    re.IGNORECASE,
)


def science_in(text: str) -> int:
    """How often a text says what abstracts say: "we propose", "experiments", "state of the art"."""
    return len(_SCIENCE.findall(text))


def stored(
    text: str, title: str, kind: AbstractKind = "full", *, sure: bool = False
) -> tuple[str | None, AbstractKind | None]:
    """The text as it is stored beside the title, with its kind; (None, None) for text that says nothing.

    Nothing is said by links alone, by the title again and by "no abstract". A full text that ends in dots is truncated,
    a one-liner is a summary unless the source is sure of what its abstracts are (a library's own data).
    """
    text = text.strip()
    if (label := _LABEL.match(text)) and label.end() < len(text):
        text = text[label.end() :]
    text = paragraphs(text)
    if not text or _NOTHING.fullmatch(text) or (not sure and _says_nothing(text, title)):
        return None, None
    if kind == "full" and text.endswith(_CUT):
        kind = "truncated"
    # A Chinese character says as much as three letters.
    if kind == "full" and not sure and len(text) + 2 * len(_CJK.findall(text)) < _SENTENCE:
        kind = "summary"
    return text, kind


def indented_paragraphs(text: str) -> str:
    """A wrapped text whose paragraphs begin with an indented line (as arXiv keeps them), with blank lines between them."""
    lines = text.rstrip().split("\n")
    if len(lines) < 3:
        return text
    depths = [len(line) - len(line.lstrip()) for line in lines]
    margin = min((depth for depth, line in zip(depths[1:], lines[1:], strict=True) if line.strip()), default=0)
    if not any(margin < depth <= margin + 4 for depth in depths[1:]):
        return text
    return "\n".join(
        "\n" + line if number and margin < depth <= margin + 4 else line
        for number, (line, depth) in enumerate(zip(lines, depths, strict=True))
    )


def _says_nothing(text: str, title: str) -> bool:
    if len(text) > 400:
        return False
    rest = text
    links = urls_in(text)
    for url in links:
        rest = rest.replace(url, " ")
    if links and len(_WORD.findall(rest)) <= _FEW and rest.isascii():
        return True
    fold, known = identity_fold(rest), identity_fold(title)
    return len(fold) < 8 or fold in known or (bool(known) and fold.startswith(known) and len(fold) - len(known) < 12)


_ARXIV_SUFFIX = re.compile(
    r"\s*\(\s*arXiv:([^\s()\[\]]{4,30})\s*(?:\[[^\[\]]{0,40}\])?[^()\[\]]{0,30}\)\s*$", re.IGNORECASE
)
_ARXIV_PREFIX = re.compile(
    r"^\s*\[?\s*(?:arXiv:)?\s*((?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?)\s*\]\s*(?=\S)", re.IGNORECASE
)
_CATEGORY = re.compile(
    r"\[(?:[a-z]{2,8}(?:-[a-z]{2,4})?\.[A-Za-z-]{2,8}|(?:astro|hep|math|cond|gr|quant)-[a-z]{2,4})(?:,\s*[\w.-]{2,16}){0,6}\]\s+"
)
"""arXiv's class, which bots put before a title."""
_FLAIR = re.compile(r"\[[A-Z]\]\s+")
"""The kind of a post in one letter, as forums put it before a title."""
_ANNOUNCED = re.compile(r"\s*arXiv:(\S{4,30})\s+Announce\s+Type:\s*([\w-]{1,30})\s*(?:Abstract:\s*)?", re.IGNORECASE)


def bare_title(text: str) -> tuple[str, str | None]:
    """A title without the arXiv id that feeds put behind or before it (`… (arXiv:2301.00001v1 [cs.LG] UPDATED)`), and that id."""
    text = one_line(text)
    if (category := _CATEGORY.match(text)) and category.end() < len(text):
        text = text[category.end() :]
    if (flair := _FLAIR.match(text)) and flair.end() < len(text):
        text = text[flair.end() :]
    for pattern in (_ARXIV_SUFFIX, _ARXIV_PREFIX):
        if (match := pattern.search(text)) and match[0] != text:
            return (text[: match.start()] + text[match.end() :]).strip(), match[1]
    return text, None


def announced(text: str) -> tuple[str, str | None, str | None]:
    """A description without arXiv's announcement before it (`arXiv:ID Announce Type: new Abstract:`), the id and the type."""
    if match := _ANNOUNCED.match(text):
        return text[match.end() :], match[1], match[2].lower()
    return text, None, None
