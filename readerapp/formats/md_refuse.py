"""Whether entries that look like papers make a file a digest: a README, a blog post or a list of bookmarks may cite some."""

from __future__ import annotations

import re
from collections.abc import Sequence

from readerapp.formats.md_blocks import Block
from readerapp.formats.md_inline import plain
from readerapp.formats.md_labels import field_of
from readerapp.formats.md_select import Entry

_SOFTWARE = re.compile(
    r"(?:.{0,20}\b)?(?:install(?:ation|ing)?|usage|how to (?:use|run)|requirements?|dependenc(?:y|ies)|prerequisites|getting started|quick ?start|licen[cs]e|"
    r"contribut(?:ing|ors|e)|building?|build from source|api|configuration|setup|training|inference|evaluation|fine-?tuning|"
    r"change ?log|features|roadmap|faq|troubleshooting|model zoo|checkpoints?|pre-?trained (?:models|weights)|demo|examples?|docker|"
    r"安装|使用(?:方法|说明)?|用法|依赖|快速开始|快速上手|许可证|贡献|训练|インストール|使い方|ライセンス|設置|설치|사용법|라이선스)(?:\b.{0,25})?",
    re.IGNORECASE,
)
_SHELL = frozenset(
    "bash sh shell console zsh powershell cmd python py javascript js ts go rust java c cpp yaml toml dockerfile".split()
)
_VERSION = re.compile(r"\[?v?\d+\.\d+(?:\.\d+)?(?:[-.\w]{0,12})?\]?(?:\W.*)?|\[?unreleased\]?", re.IGNORECASE)
_PAPERS = re.compile(
    r"\b(?:arxiv|papers?|preprints?|publications?|journal|proceedings|abstracts?|literature|scholar|articles scientifiques|"
    r"veröffentlichungen|publikationen|publicaciones|artículos|pubblicazioni|статьи|bài báo)\b|论文|論文|文献|学术|顶会|논문",
    re.IGNORECASE,
)
_PAPER = 300
"""Letters that a single paper without id or link has at least, with its abstract."""
_MANY = 20
_SIGNS = 2


def is_about_papers(blocks: Sequence[Block]) -> bool:
    """Whether the page says at its beginning, down to its first table, that it lists papers."""
    said = []
    for block in blocks[:6]:
        if block.table:
            said.append(" ".join(block.table.header))
            break
        if block.kind != "rule":
            said.append(block.text or " ".join(" ".join(piece.lines) for piece in block.pieces))
    return any(speaks_of_papers(text) for text in said)


def speaks_of_papers(text: str) -> bool:
    """Whether a heading or the like says that papers stand below it."""
    return _PAPERS.search(plain(text[:300])) is not None


def is_digest(blocks: Sequence[Block], entries: Sequence[Entry], *, about_papers: bool) -> bool:
    """Whether the entries are what the file is for."""
    if not entries:
        return False
    inside, outside = _letters(blocks, entries)
    sure = sum(entry.sure for entry in entries)
    identified = sum(entry.identified for entry in entries)
    software = _is_software(blocks, entries)
    if len(entries) == 1:
        told = entries[0].identified or inside >= _PAPER
        announced = entries[0].identified and is_about_papers(blocks[: entries[0].start])
        return (sure == 1 or announced) and told and not software and inside >= outside
    if software:
        return identified + sure > 0 and inside >= outside and (sure > 1 or identified * 2 >= len(entries))
    if sure >= 2 and sure * 3 >= len(entries):
        return True
    if not identified and not sure:
        return about_papers and 2 * inside >= outside
    if identified * 2 < len(entries):
        return about_papers and identified > 0
    return inside >= outside or (len(entries) >= _MANY and inside * 3 >= outside)


def without_references(entries: list[Entry], sections: Sequence[str | None]) -> list[Entry]:
    """The entries without those that stand under "References" and the like; all of them when they all do."""
    kept = [
        entry for entry, section in zip(entries, sections, strict=True) if not section or field_of(section) != "related"
    ]
    return kept or entries


def _is_software(blocks: Sequence[Block], entries: Sequence[Entry]) -> bool:
    """Whether the headings outside the entries are those of a program's description or its changes."""
    starts = {entry.start for entry in entries}
    ends = {start: entry.end for entry in entries for start in (entry.start,)}
    signs: set[str] = set()
    versions = 0
    index = 0
    while index < len(blocks):
        if index in starts and ends[index] > index:
            index = ends[index]
            continue
        block = blocks[index]
        if block.kind == "heading" and len(block.text) < 60:
            text = plain(block.text).strip(" :：#")
            if _SOFTWARE.fullmatch(text):
                signs.add(text.casefold())
            versions += _VERSION.fullmatch(text) is not None
        elif block.kind == "fence" and block.text in _SHELL:
            signs.add("shell")
        index += 1
    return len(signs) >= _SIGNS or versions >= _SIGNS


def _letters(blocks: Sequence[Block], entries: Sequence[Entry]) -> tuple[int, int]:
    """Letters of text inside the entries and outside of them."""
    inner = bytearray(len(blocks) + 1)
    for entry in entries:
        inner[entry.start : entry.end] = b"\x01" * (entry.end - entry.start)
    counts = [0, 0]
    for index, block in enumerate(blocks):
        letters = len(block.text) if block.kind in ("heading", "summary") else 0
        letters += sum(len(line) for piece in block.pieces for line in piece.lines)
        if block.table:
            letters += sum(len(cell) for _, cells in block.table.rows for cell in cells)
        counts[not inner[index]] += letters if block.kind != "front" else 0
    return counts[0], counts[1]
