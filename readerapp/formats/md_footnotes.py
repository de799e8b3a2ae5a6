"""Entries whose address stands at the end of the page: `- The title [^1]`, below `[^1]: https://…`. It is put back."""

from __future__ import annotations

import re
from collections import Counter

from readerapp.formats.md_evidence import identities
from readerapp.formats.md_inline import Link, Targets, links_in, plain, without_images, without_links
from readerapp.formats.md_lines import Line
from readerapp.formats.md_words import is_title, words_in

_NOTE = re.compile(r"\[(\^[\w-]{1,30}|\d{1,4})\](:?)\s+(\S.*)")
_MARKER = re.compile(
    r"(?<![\]\w!])\s*\[(\^[\w-]{1,30}|\d{1,4})\](?![\[(:\w])|(?<=\w)\[(\^[\w-]{1,30}|\d{1,4})\](?![\[(:\w])"
)
_ENTRY = re.compile(
    r"(?:(?P<heading>#{1,6}\s+)|(?P<item>\\?[-*+•]\s+|\d{1,4}[.)]\s+))?(?P<bold>(?:\d{1,4}[.)]\s+)?(?:\*\*|__)(?=\S))?"
)
_BEHIND = re.compile(r"\s*(?:$|[-–—|,;:.(·\\]|by\s|\d{4}\b|\*)")
"""What may stand behind a marker at the end of a title."""
_WORD = re.compile(r"[^\W\d_][\w'’-]{3,}")
_BARE = re.compile(r"<?https?://\S+>?")
_NOTE_LETTERS = 2_000
_NOTE_WORDS = 6
"""Words in a note beside its link; one that says more has its own title, and is a citation."""
_LEAST = 2
_SHARE = 0.8
_CAPITALS = 0.5


def with_notes(lines: list[Line], targets: Targets, *, about_papers: bool) -> list[Line]:
    """The lines of a page, the addresses of its entries where their markers are; a text that cites papers stays as it is."""
    notes, places = _notes(lines, targets)
    if not notes:
        return lines
    found: dict[int, tuple[str, str]] = {}
    uses: Counter[str] = Counter()
    for place, line in enumerate(lines):
        if line.kind != "text" or "[" not in line.text or place in places:
            continue
        keys = [key for match in _MARKER.finditer(line.text) if (key := match[1] or match[2]).lower() in notes]
        uses.update(key.lower() for key in keys)
        if len(keys) == 1 and (text := _linked(line.text, notes, about_papers=about_papers)):
            found[place] = keys[0].lower(), text
    if len(found) < _LEAST or not _are_entries(lines, found, uses):
        return lines
    kept = []
    for place, line in enumerate(lines):
        if place in found:
            kept.append(Line(line.number, found[place][1], line.indent, line.quoted))
        elif place not in places:
            kept.append(line)
    return kept


def _are_entries(lines: list[Line], found: dict[int, tuple[str, str]], uses: Counter[str]) -> bool:
    """Whether the lines with a note are entries: a paper each. What is cited twice, or in midst of sentences, is a source."""
    if any(uses[key] > 1 for key, _ in found.values()):
        return False
    if len(found) >= _SHARE * sum(uses.values()):
        return True
    # Below headings that all have their paper, the text may cite others.
    levels = {_level(lines[place]) for place in found}
    alike = sum(line.text[:1] == "#" and _level(line) in levels for line in lines)
    return 0 not in levels and len(found) >= _SHARE * alike


def _level(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip("#"))


def _notes(lines: list[Line], targets: Targets) -> tuple[dict[str, str], set[int]]:
    """What leads to a paper: the addresses by their keys, and the lines they stand on."""
    notes = {key: url for key, url in targets.items() if key.isdigit() and identities(Link("", url, 0, 0))}
    places = set()
    for place, line in enumerate(lines):
        if line.text[:1] != "[" or line.kind != "text" or len(line.text) > _NOTE_LETTERS:
            continue
        below = lines[place + 1].text if line.text[-1] == ":" and place + 1 < len(lines) else ""
        match = _NOTE.match(f"{line.text} {below}".strip())
        if not match or (not match[2] and (match[1][0] == "^" or not _BARE.fullmatch(match[3]))):
            continue
        links = links_in(without_images(match[3]), targets)
        known = [link for link in links if identities(link)]
        if known and _words_beside(match[3], links) <= _NOTE_WORDS:
            notes.setdefault(match[1].lower(), known[0].url)
            places |= {place, place + bool(below)}
    return notes, places


def _words_beside(text: str, links: tuple[Link, ...]) -> int:
    return words_in(without_links(text, links))


def _linked(text: str, notes: dict[str, str], *, about_papers: bool) -> str | None:
    """An entry's line with the link in place of its marker; None for any other line."""
    entry = _ENTRY.match(text)
    if entry is None or not entry.end():
        return None
    for match in _MARKER.finditer(text):
        key = (match[1] or match[2]).lower()
        if key not in notes:
            continue
        before, after = text[entry.end() : match.start()], text[match.end() :]
        mark = next((sign for sign in ("**", "__") if after.startswith(sign)), "")
        title = plain(before.strip("*_ "))
        marked = bool(entry["heading"] or entry["bold"])
        if not before.strip():
            # `[1] The title`
            title = plain(after)
        ended = before.rstrip()[-1:] in (".", "。") and after.strip() != ""
        if before.strip() and not ended and not _BEHIND.match(after):
            return None
        title = title.rstrip(".。") if ended else title
        if not (is_title(title) and (marked or _is_named(title, about_papers=about_papers))):
            return None
        link = f"[link]({notes[key]})"
        if not before.strip():
            return f"{text[: match.start()]} {after.strip()} {link}"
        return f"{text[: match.start()]}{mark} {link}{after[len(mark) :]}"
    return None


def _is_named(title: str, *, about_papers: bool) -> bool:
    """Whether a bullet without marks is a title, not a sentence with its source."""
    if title[-1] in ".!。" or words_in(title) < 3:
        return False
    words = _WORD.findall(title)
    return about_papers or sum(word[0].isupper() for word in words) > _CAPITALS * len(words)
