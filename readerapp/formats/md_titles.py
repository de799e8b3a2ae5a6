"""The title in an entry's own line: among dates, venues, names and links, without numbers and ornaments."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from readerapp.formats.md_inline import NO_TARGETS, Link, Targets, links_in, plain, without_images, without_links
from readerapp.formats.md_words import is_button, is_names, is_tag, is_title, words_in
from readerapp.formats.paper_pages import is_paper_page

How = Literal["link", "bold", "quote", "italic", "plain"]

_EMOJI = (
    "\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u231a-\u23ff\u25a0-\u25ff\ufe0e\ufe0f\u200d\u20e3\u2190-\u21ff"
)
_HEAD_ORNAMENT = re.compile(rf"(?:[0-9]\ufe0f?\u20e3|[{_EMOJI}\s]|:[a-z][a-z0-9_+-]{{1,30}}:|[•·|~→>–—-]\s)+")
_TAIL_ORNAMENT = re.compile(rf"[{_EMOJI}\s|·–—]+$")
_BOX = re.compile(r"\s*\[[ xX✓✔-]\]\s+")
_NUMBER = re.compile(
    r"(?:(?:paper|papers|article|rank|top|no|nr|论文|논문|論文|artikel|papier|bài)\s*[.#:：]?\s*#?\s*\d{1,4}\s*[.:：)|、–—-]+\s*|第\s*\d{1,4}\s*[篇名位]\s*[:：、.]?\s*|"
    r"[#№]\s?\d{1,4}\s*[.:：)|、–—-]*\s+|\d{1,4}(?:[.)）、．:：]|\s*[|–—-])\s+|\d{1,4}[、．]\s*|\d{1,3}[.)](?=[^\W\d]{2}|[\[\"“《])|\(\d{1,4}\)\s*|\[\d{1,4}\]\s*|[①-⑳❶-❿]\s*)",
    re.IGNORECASE,
)
_HEAD_TAG = re.compile(r"\s*(?:\[([^\[\]]{1,70})\]|【([^【】]{1,70})】|\(([^()]{1,70})\)|`([^`]{1,70})`)[\s:：,|–—-]*")
_YEAR = re.compile(r"\s*\((?:19|20)\d\d[a-z]?\)$")
_GOES_ON = (",", ";", "，", "；", "、")
_QUOTED = re.compile(r"[\"“«]([^\"“”«»]+)[\"”»]")
_TAIL_VOTES = re.compile(r"\s*([⬆↑👍▲❤🔺]\ufe0f?\s*\d{1,6})$")
_TAIL_TAG = re.compile(
    r"[\s|,–—-]*(?:\[([^\[\]]{1,70})\]|【([^【】]{1,70})】|[(（]([^()（）]{1,70})[)）]|`([^`]{1,70})`)\s*$"
)
_HEAD_ID = re.compile(r"(?:arxiv\s*:\s*)?(\d{4}\.\d{4,5}(?:v\d+)?)\s*(?:[:：|–—-]\s*|\s+)(?=\S)", re.IGNORECASE)
_HEAD_DATE = re.compile(r"[\[(]?(?:19|20)\d\d[-./]\d{1,2}(?:[-./]\d{1,2})?[\])]?(?:\s*[,:：|–—-]\s*|\s+)(?=\S)")
_KIND_TAG = re.compile(r"(?:paper|论文|論文|논문)\s*[:：]\s+", re.IGNORECASE)
_SPAN = re.compile(
    r"(?P<bold>\*\*(?=[^\s*])(?P<b>(?:[^*]++|\*(?!\*))*+)\*\*|__(?=[^\s_])(?P<b2>[^_]{1,500}+)__)"
    r"|(?<![\w*])\*(?=[^\s*])(?P<i>[^*]{1,500}+)(?<=\S)\*(?![\w*])|(?<![\w_])_(?=[^\s_])(?P<i2>[^_]{1,500}+)(?<=\S)_(?!\w)"
    r"|“(?P<q>[^“”]{6,400}+)”|「(?P<q2>[^「」]{6,400}+)」|《(?P<q3>[^《》]{4,400}+)》|『(?P<q4>[^『』]{4,400}+)』|(?<!\w)\"(?P<q5>[^\"]{6,400}+)\""
)
_CUTS = re.compile(r"\s+[|–—-]\s+|\s*[｜]\s*|[.。]\s+|\s+by\s+|,\s+|\s*[，]\s*|\s+\((?=[A-Z])|[:：]\s+")
_TOLD = re.compile(r"\s*[-–—]\s+\S.{40}")
_BEHIND_NAMES = re.compile(r"[,，]\s*(?=\w+\s*[:：])|[\[(<|]|https?:|\d{4}")
_CUT_LIMIT = 40
_TAIL = " \t,;:：，；、|–—-([【"


@dataclass(frozen=True, slots=True)
class Title:
    """A title, how it stood in the line, and what else the line says."""

    text: str
    how: How
    url: str = ""
    rest: str = ""
    """The raw line without the title."""
    tags: tuple[str, ...] = ()
    """What stood in brackets around the title: venue, date, category, id."""
    weight: float = 0.0


@dataclass(slots=True)
class _Bare:
    text: str
    tags: list[str] = field(default_factory=list)


def clean_title(text: str) -> tuple[str, tuple[str, ...]]:
    """A plain title without number, ornaments and tags around it, and those tags."""
    bare = _Bare(text.strip())
    for _ in range(6):
        before = bare.text
        _strip_head(bare)
        _strip_tail(bare)
        if bare.text == before:
            break
    if (quoted := _QUOTED.fullmatch(bare.text)) and words_in(quoted[1]) >= 2:
        bare.text = quoted[1].strip()
    return bare.text, tuple(bare.tags)


def _strip_head(bare: _Bare) -> None:
    text = _without_ornaments(bare.text) or bare.text
    text = _BOX.sub("", text, count=1) if _BOX.match(text) else text
    for pattern in (_NUMBER, _KIND_TAG, _HEAD_DATE, _HEAD_ID):
        match = pattern.match(text)
        if match and words_in(text[match.end() :]) >= 1:
            if pattern in (_HEAD_DATE, _HEAD_ID):
                bare.tags.append(match[0].strip())
            text = text[match.end() :]
    match = _HEAD_TAG.match(text)
    if match and match.end() < len(text) and is_tag(said := match[1] or match[2] or match[3] or match[4]):
        bare.tags.append(said)
        text = text[match.end() :]
    bare.text = text.strip()


def _without_ornaments(text: str) -> str:
    # Most titles begin and end with a letter, and asking for that is quicker than the patterns.
    if not text[:1].isalpha() and (head := _HEAD_ORNAMENT.match(text)):
        text = text[head.end() :]
    return text if text[-1:].isalnum() else _TAIL_ORNAMENT.sub("", text)


def _strip_tail(bare: _Bare) -> None:
    text = bare.text
    if text[-1:].isdigit() and len(text) > 24 and (votes := _TAIL_VOTES.search(text[-24:])):
        bare.tags.append(votes[1])
        text = text[: len(text) - len(votes[0])]
    match = None if text[-1:].isalnum() else _TAIL_TAG.search(text[-90:])
    if match:
        start = max(0, len(text) - 90) + match.start()
        said = match[1] or match[2] or match[3] or match[4]
        if start > 0 and is_tag(said):
            bare.tags.append(said)
            text = text[:start]
    bare.text = text.strip().strip("*").strip()


def find_title(raw: str, targets: Targets = NO_TARGETS) -> Title | None:
    """The title in the line of a bullet, a heading or a bold paragraph; None when nothing in it can be one."""
    raw = without_images(raw)
    if len(raw) > 4000:
        raw = raw[:4000]
    links = links_in(raw, targets)
    found = [*_linked(links), *_spans(raw, links, targets)]
    found += _plain(raw, links, [(one.start, one.end) for one in found], targets)
    best = max(found, key=lambda one: one.weight, default=None)
    if best is None or best.weight <= 0:
        return None
    text, tags = clean_title(best.text)
    if best.how != "link":
        text = text.rstrip(",:：;；") if not best.ends else text.rstrip(".,:：;；。")
    if not text:
        return None
    rest = f"{raw[: best.start]} {raw[best.end :]}"
    return Title(text, best.how, best.url, rest.strip(), tags, best.weight)


@dataclass(slots=True)
class _Candidate:
    text: str
    how: How
    start: int
    end: int
    weight: float
    url: str = ""
    ends: bool = False
    """Whether more text follows, so that a closing full stop is not the title's."""


def _weight(base: float, text: str, start: int, after: str = "") -> float:
    said = words_in(text)
    names = is_names(text) and not (after and is_names(_BEHIND_NAMES.split(after.lstrip(" ,;–—-"), maxsplit=1)[0]))
    return base + min(said, 10) / 2 - (8 if names else 0) - min(start, 300) / 150 - (3 if said > 40 else 0)


def _linked(links: tuple[Link, ...]) -> list[_Candidate]:
    found = []
    for link in links:
        if link.named and is_title(link.text) and not link.url.startswith(("#", "mailto:")):
            base = 10.0 if is_paper_page(link.url) else 5.0
            found.append(
                _Candidate(link.text, "link", link.start, link.end, _weight(base, link.text, link.start), link.url)
            )
    return found


def _spans(raw: str, links: tuple[Link, ...], targets: Targets) -> list[_Candidate]:
    found = []
    for match in _SPAN.finditer(raw):
        if any(link.start < match.start() and match.end() < link.end for link in links):
            continue
        bold = match["b"] or match["b2"]
        quote = match["q"] or match["q2"] or match["q3"] or match["q4"] or match["q5"]
        inner = bold or quote or match["i"] or match["i2"]
        url = next((link.url for link in links if match.start() <= link.start and link.end <= match.end()), "")
        text = plain(inner, targets)
        if quote and words_in(text) < 3:
            continue  # a word in quotes is a part of the title around it
        if not is_title(text) and not (bold and _is_short_name(text, raw, match)):
            continue
        how: How = "bold" if bold else "quote" if quote else "italic"
        base = {"bold": 6.0, "quote": 4.0, "italic": 2.0}[how] + (5 if url and is_paper_page(url) else 0)
        ends = bool(raw[match.end() :].strip())
        found.append(
            _Candidate(
                text,
                how,
                match.start(),
                match.end(),
                _weight(base, text, match.start(), raw[match.end() : match.end() + 300]),
                url,
                ends,
            )
        )
    return found


def _is_short_name(text: str, raw: str, match: re.Match[str]) -> bool:
    """Whether a bold word at the beginning is a title of one word: a dash and a text stand behind it."""
    begins = not re.search(r"[^\W\d]", raw[: match.start()])
    return (
        begins and len(text) >= 3 and bool(_TOLD.match(raw, match.end())) and not is_button(text) and not is_tag(text)
    )


def _plain(raw: str, links: tuple[Link, ...], spans: list[tuple[int, int]], targets: Targets) -> list[_Candidate]:
    """The text before the first link or marked span, or behind leading names and tags."""
    found = []
    stops = sorted({(link.start, link.end) for link in links if not is_title(link.text)} | set(spans))
    place = 0
    for start, end in [*stops[:8], (len(raw), len(raw))]:
        if start < place:
            continue
        segment = raw[place:start]
        offset = place
        place = end
        if offset and segment.lstrip()[:1] in _GOES_ON:
            continue  # names behind a marked title, not a title of their own
        text, begins, ends, cut = _cut(segment, targets)
        if is_title(text) and words_in(text) >= 3:
            found.append(
                _Candidate(
                    text,
                    "plain",
                    offset + begins,
                    offset + ends,
                    _weight(3.0, text, offset),
                    "",
                    cut or start < len(raw),
                )
            )
            break
    return found


def _cut(segment: str, targets: Targets) -> tuple[str, int, int, bool]:
    """The title in running text, at its beginning or behind names; from where to where it goes; whether more follows it."""
    text = plain(segment, targets).rstrip(_TAIL)
    for number, match in enumerate(_CUTS.finditer(text)):
        if number > _CUT_LIMIT:
            break
        left, right = text[: match.start()], text[match.end() :]
        sentence = re.split(r"(?<!\b[A-Z])\.\s|。\s|\s[|–—-]\s|\s*[(（]", right, maxsplit=1)[0]
        if words_in(clean_title(left)[0]) < 3 or not sentence:
            continue
        comma = match[0].strip() in (",", "，", ":", "：")
        if is_names(sentence) or is_tag(right) or (not comma and is_tag(sentence)):
            # "A. Author, B. Author. The title. A venue."
            if is_names(left):
                continue
            return left, 0, _raw_length(segment, left), True
        if is_names(_YEAR.sub("", left)) and match[0].strip() in (".", "。", ":", "：") and words_in(sentence) >= 3:
            said = sentence.strip()
            begins = segment.find(said)
            return said, max(0, begins), begins + len(said) if begins >= 0 else len(segment), True
    return text, 0, len(segment), False


def _raw_length(segment: str, left: str) -> int:
    place = segment.find(left)
    return place + len(left) if place >= 0 else len(segment)


def heading_title(raw: str, targets: Targets = NO_TARGETS) -> Title | None:
    """The title that a whole heading or summary is: the text of the link that fills it, or all of it without its buttons."""
    raw = without_images(raw)
    if len(raw) > 4000:
        return None
    links = links_in(raw, targets)
    kept = without_links(raw, (link for link in links if is_button(link.text)))
    text, tags = clean_title(plain(kept, targets))
    said = words_in(text)
    url = next((link.url for link in links if link.url and not link.url.startswith("#")), "")
    for link in links:
        if link.named and is_title(link.text) and 2 * words_in(link.text) > said:
            inner, more = clean_title(link.text)
            rest = raw[: link.start] + " " + raw[link.end :]
            return Title(inner, "link", link.url, rest.strip(), tags + more, 10)
    if not text or is_button(text):
        return None
    rest = " ".join(raw[link.start : link.end] for link in links if is_button(link.text))
    return Title(text.strip("*").strip(), "plain", url, rest, tags, 5)
