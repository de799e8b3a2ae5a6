"""Facts → a record of a paper."""

from __future__ import annotations

import re
from dataclasses import dataclass

from readerapp.formats.abstracts import stored
from readerapp.formats.dates import full_date
from readerapp.formats.ids import arxiv_id, code_urls_in, doi, is_code, web_url
from readerapp.formats.md_evidence import paper_id, tagged_id
from readerapp.formats.md_facts import Facts, Value, votes_in
from readerapp.formats.md_inline import NO_TARGETS, Link, Targets, links_in, plain
from readerapp.formats.md_labels import Field
from readerapp.formats.md_language import is_foreign, is_latin
from readerapp.formats.md_titles import Title, heading_title
from readerapp.formats.md_words import is_button, is_title
from readerapp.formats.names import split_authors
from readerapp.formats.paper_pages import is_paper_page
from readerapp.records import AbstractKind, Record
from readerapp.text.clean import one_line
from readerapp.text.fold import identity_fold

_NO_PAPER = re.compile(
    r"(?:ai |ml |llm |new |open[- ]source )?(?:models?|data ?sets?|benchmarks? release|releases?|news|blogs?(?: posts?)?|tools?|repo(?:sitory|s|sitories)?|"
    r"librar(?:y|ies)|software|products?|videos?|podcasts?|tweets?|threads?|courses?|events?|jobs?|spaces?|apps?|announcements?|"
    r"模型|数据集|新闻|资讯|发布|产品|工具|博客|视频|项目|開源|ニュース|モデル|데이터셋|모델|뉴스|modelle?|nachrichten|modèles?|modelos?|noticias|"
    r"mô hình|tin tức|модель|новости)",
    re.IGNORECASE,
)
_CUT_BY_CAPTURE = re.compile(r"\s*\[(?:content )?truncated\]\s*$", re.IGNORECASE)
_ENDED = re.compile(r"[.!?。！？…)\]}\"'”’$*`>]\s*$")
_BETWEEN = " \t\n|·•,;"
"""What stands between a text and the buttons around it."""
_PARAGRAPH = 150
_LONG = 400
_ONE_LINER = 220
_SPELLING = 100
"""Letters by which a spelling of a title may be longer (TeX)."""
_TAIL = 60
_WHOLE = 500
"""Letters from which on what a digest calls "Summary" is the abstract itself."""
_MAYBE_ABSTRACT = frozenset(("summary", "description", "overview", "概要", "要約", "简介", "résumé"))
_WEAK_TITLES = frozenset(("paper", "papers", "article", "publication", "论文", "論文", "논문", "artikel"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands."""

    line: int
    section: str | None = None
    ends_file: bool = False
    """Whether the file ends with the entry's text."""


_LEADING_SIGN = re.compile(r"^[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f]+\s+")
"""A picture before a text, as bots put it there: `📝 We show …`."""


def says_no_paper(facts: Facts) -> bool:
    """Whether an entry says that it is something else: a model, a release, news."""
    kind = plain(facts.first("type"))
    return bool(kind) and _NO_PAPER.fullmatch(kind.strip(" .")) is not None


def record_of(title: Title | None, facts: Facts, place: Place, targets: Targets = NO_TARGETS) -> Record | None:
    """The paper that an entry states, None when it has no title."""
    name = _best_title(title, facts, targets)
    if not name:
        return None
    links = [*_title_links(title), *facts.links]
    number = _arxiv(title, facts, links, targets)
    abstract, kind = _abstract(name, facts, place, targets)
    url, pdf = _addresses(links)
    texts = " ".join(tag for tag in (title.tags if title else ()))
    asides = " ".join(facts.asides)
    return Record(
        title=name,
        abstract=abstract,
        abstract_kind=kind,
        authors=_authors(facts, targets),
        arxiv_id=number[0] if number else None,
        doi=_doi(facts, links),
        url=url,
        pdf_url=pdf,
        code_urls=_code(abstract, links),
        date=_date(facts) or full_date(asides) or full_date(texts),
        votes=_votes(facts, f"{texts} {asides}"),
        version=number[1] if number else None,
        section=place.section,
        line=place.line,
    )


def _best_title(title: Title | None, facts: Facts, targets: Targets) -> str:
    own = title.text if title else ""
    labelled = _labelled_title(facts, own, targets)
    if labelled:
        return labelled
    if own and title and not title.url:
        # A headline in the digest's language above the link to the paper under its own title.
        for _, link in facts.links:
            if link.named and is_title(link.text) and is_paper_page(link.url) and is_foreign(own, link.text):
                inner = heading_title(link.text)
                return inner.text if inner else own
    return own


def _labelled_title(facts: Facts, own: str, targets: Targets) -> str:
    for name in ("original", "title"):
        for value in facts.values.get(name, ()):
            found = heading_title(value.text, targets)
            if found is None or (value.label.casefold() in _WEAK_TITLES and own and not is_foreign(own, found.text)):
                continue
            # The heading has the paper's own title, the label its translation.
            if own and name == "title" and is_foreign(found.text, own) and (is_latin(own) or not is_latin(found.text)):
                continue
            return found.text
    return ""


def _authors(facts: Facts, targets: Targets) -> tuple[str, ...]:
    value = next((value for value in facts.values.get("authors", ()) if value.text.strip()), None)
    parts = [plain(text, targets) for text in value.paragraphs] if value else []
    # Listed one below the other, family name first perhaps.
    one_each = all(part.count(",") <= 1 and not part.endswith(",") for part in parts)
    return split_authors(("; " if one_each else ", ").join(parts))


def _title_links(title: Title | None) -> list[tuple[Field, Link]]:
    return [("title", Link(title.text, title.url, 0, 0))] if title and title.url else []


def _arxiv(
    title: Title | None, facts: Facts, links: list[tuple[Field, Link]], targets: Targets
) -> tuple[str, str | None] | None:
    for value in facts.values.get("arxiv", ()):
        text = plain(value.text, targets)
        if found := arxiv_id(text) or tagged_id(text) or paper_id(value.text):
            return found
    ordered = sorted(links, key=lambda pair: pair[0] not in ("title", "arxiv", "link", "pdf"))
    for _, link in ordered:
        if link.url and (found := paper_id(link.url)):
            return found
    for text in (*(title.tags if title else ()), *facts.asides, facts.first("link"), facts.first("pdf")):
        if text and len(text) < _LONG and (found := tagged_id(text)):
            return found
    return None


def _doi(facts: Facts, links: list[tuple[Field, Link]]) -> str | None:
    for value in facts.values.get("doi", ()):
        if found := doi(plain(value.text)):
            return found
    return next((found for _, link in links if "10." in link.url and (found := doi(link.url))), None)


def _addresses(links: list[tuple[Field, Link]]) -> tuple[str | None, str | None]:
    """The paper's page and its PDF."""
    pages: list[tuple[int, str]] = []
    pdf = None
    for role, link in links:
        url = web_url(link.url)
        if url is None or role in ("code", "related", "other"):
            continue
        is_pdf = "/pdf" in url or url.lower().split("?")[0].endswith(".pdf")
        if is_pdf and pdf is None:
            pdf = url
        if is_code(url) and not is_paper_page(url):
            continue
        named = role in ("title", "link", "arxiv", "doi", "pdf")
        rank = 3 * (not is_paper_page(url)) + (2 if is_pdf else 0) + (0 if named else 1)
        if is_paper_page(url) or named:
            pages.append((rank, url))
    return (min(pages, key=lambda pair: pair[0])[1] if pages else None), pdf


def _code(abstract: str | None, links: list[tuple[Field, Link]]) -> tuple[str, ...]:
    found = [url for role, link in links if (url := web_url(link.url)) and role != "related" and is_code(url)]
    return tuple(dict.fromkeys((*found, *code_urls_in(abstract))))


def _date(facts: Facts) -> str | None:
    return next((found for value in facts.values.get("date", ()) if (found := full_date(plain(value.text)))), None)


def _votes(facts: Facts, asides: str) -> int | None:
    for value in facts.values.get("votes", ()):
        if match := re.search(r"\d{1,6}", plain(value.text).replace(",", "")):
            return int(match[0])
    return votes_in(asides)


def _abstract(title: str, facts: Facts, place: Place, targets: Targets) -> tuple[str | None, AbstractKind | None]:
    """The best of what may be the abstract: the labelled one in the paper's language, text without a label, a summary."""
    found: list[tuple[int, str, AbstractKind]] = []
    for value in facts.values.get("abstract", ()):
        text = _joined(value, targets)
        if not is_button(text) and not _is_same(text, title):
            _offer(found, title, text, "full", 4)
    if text := _prose(facts, targets):
        _offer(found, title, text, "summary" if len(text) < _ONE_LINER else "full", 2)
    for value in facts.values.get("summary", ()):
        text = _joined(value, targets)
        whole = value.label.casefold().strip() in _MAYBE_ABSTRACT and len(text) >= _WHOLE
        _offer(found, title, text, "full" if whole else "summary", 3)
    if not found:
        return None, None
    order = {"full": 0, "truncated": 1, "summary": 2, "snippet": 3}
    _, text, kind = min(found, key=lambda one: (order[one[2]], -one[0]))
    if place.ends_file and kind == "full" and not _ENDED.search(text):
        kind = "truncated"
    return text, kind


def _is_same(text: str, title: str) -> bool:
    """Whether a text is the title again, in any spelling."""
    return len(text) < 2 * len(title) + _SPELLING and identity_fold(text) == identity_fold(title)


def _offer(found: list[tuple[int, str, AbstractKind]], title: str, text: str, kind: AbstractKind, rank: int) -> None:
    cut = _CUT_BY_CAPTURE.search(text[-_TAIL:])
    if cut:
        text = text[: len(text) - len(cut[0])]
    if kind == "full" and is_foreign(text, title):
        kind = "summary"
    kept, kept_kind = stored(text, title, kind, sure=rank == 4)
    if kept and kept_kind:
        found.append((rank, kept, "truncated" if cut and kept_kind == "full" else kept_kind))


def _joined(value: Value, targets: Targets) -> str:
    paragraphs = (_without_buttons(paragraph, targets) for paragraph in value.paragraphs)
    return "\n\n".join(text for paragraph in paragraphs if (text := plain(paragraph, targets)))


def _without_buttons(raw: str, targets: Targets) -> str:
    """A raw text without the links around it that only say where they lead: `We show … [PDF](…) [Code](…)`."""
    links = [link for link in links_in(raw, targets) if link.named and is_button(link.text)]
    end = len(raw)
    for link in reversed(links):
        if raw[link.end : end].strip(_BETWEEN + "[]()."):
            break
        end = link.start
    start = 0
    for link in links:
        if link.end > end or raw[start : link.start].strip(_BETWEEN + "[]()"):
            break
        start = link.end
    if (start, end) == (0, len(raw)):
        return raw
    return raw[start:end].lstrip(_BETWEEN + "])").rstrip(_BETWEEN + "[(")


def _prose(facts: Facts, targets: Targets) -> str:
    """The unlabelled text that reads most like an abstract: the run with the longest paragraph, without short lines around it."""
    if not facts.loose:
        return ""
    longest = max(facts.loose, key=lambda loose: len(loose.text))
    run = [loose for loose in facts.loose if loose.run == longest.run]
    texts = [_LEADING_SIGN.sub("", plain(_without_buttons(loose.text, targets), targets)) for loose in run]
    if len(longest.text) >= _LONG:
        texts = [text for text in texts if len(text) >= _PARAGRAPH]
    return "\n\n".join(one_line(text) for text in texts if text)
