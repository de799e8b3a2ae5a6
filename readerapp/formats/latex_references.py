r"""The references of a LaTeX text: `\bibitem` lists of any style, written by hand or by a program, and biblatex's own file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from readerapp.formats.bibliography import BibEntry, record_of
from readerapp.formats.ids import arxiv_in, urls_in
from readerapp.formats.names import split_authors
from readerapp.formats.reference import by_sentences, first_sentence, styled
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading, Record, Skipped
from readerapp.text.clean import one_line
from readerapp.text.latex import from_latex

_ITEM = re.compile(
    r"^[ \t]*\\bibitem\s*(?:%[^\n]*\n\s*)?(?:\[(?:[^\[\]{}]|\{(?:[^{}]|\{[^{}]*\})*\}){0,600}\]\s*)?"
    r"(?:%[^\n]*\n\s*)?\{([^{}\n]{1,200})\}",
    re.MULTILINE,
)
_ENTRY = re.compile(r"^[ \t]*\\entry\{([^{}\n]{1,200})\}\{([a-z]{1,40})\}", re.MULTILINE)
_END = re.compile(r"\\end\s*\{thebibliography\}|\\endentry\b")
_COMMENT = re.compile(r"(?<!\\)%[^\n]*\n[ \t]*")
_BLOCK = re.compile(r"\\newblock\b")
_STYLED = re.compile(
    r"\\(?:emph|text\w\w|textnormal|mbox|url|nolinkurl|path|doi|enquote|uppercase|MakeUppercase)\s*\{((?:[^{}]|\{[^{}]*\})*)\}"
)
_LINK = re.compile(r"\\href\s*(?:@noop)?\s*\{((?:[^{}]|\\[{}]){0,1000})\}\s*(?=\{)")
_QUIET = re.compile(
    r"\\(?:bib(?:info|field)\s*\{[^{}]{0,40}\}|penalty-?\d+|(?:em|it|bf|sc|rm|tt|sl|itshape|bfseries|scshape|par|relax|urlprefix|"
    r"bibfnamefont|bibnamefont|BibitemShut|BibitemOpen|natexlab|newline|hskip|hspace|BIBentry\w+|Bib\w+|bib\w+|show\w+)"
    r"(?![A-Za-z]))\s*"
)
_TITLE_FIELD = re.compile(r"\\(?:bibinfo\s*\{title\}|showarticletitle)\s*(?=\{)")
_PERSON_FIELD = re.compile(r"\\bibinfo\s*\{(?:author|person)\}\s*(?=\{)")
_QUOTES = re.compile(r"``|“")
_FIELD = re.compile(r"\\(?:field|strng)\{(\w+)\}\s*(?=\{)")
_VERBATIM = re.compile(r"\\verb\{(\w+)\}\s*\n\s*\\verb (\S[^\n]*)\n")
_NAMES = re.compile(r"\\name\{author\}")
_PART = re.compile(r"(?<![a-z])(family|given|prefix)\s*=\s*(?=\{)")
_LONGEST = 8000


def recognise(source: Source) -> int:
    """By its first entries; a text that only ends in references is read for them when it is nothing else."""
    head = source.head
    if _ITEM.search(head) or (_ENTRY.search(head) and "\\field{" in source.text[:20_000]):
        return 93
    return 50 if "\\begin" in head and _ITEM.search(source.text) else 0


def read(source: Source) -> Reading:
    """Every entry in which a title shows; the others are skipped and told."""
    text = source.text
    records: list[Record] = []
    skipped: list[Skipped] = []
    for pattern, record_in in ((_ITEM, _item), (_ENTRY, _entry)):
        for line, key, body in _bodies(text, pattern):
            if (record := record_in(key, body, line)) is not None:
                records.append(record)
            elif body.strip():
                skipped.append(
                    Skipped(tr("line {n}").format(n=line), _plain(body)[:120], tr("an entry without a title"))
                )
    return Reading("latex_references", records=tuple(records), skipped=tuple(skipped))


def _bodies(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, str, str]]:
    """The line, the key and the text of each entry."""
    starts = list(pattern.finditer(text))
    line = 1
    before = 0
    for start, following in zip(starts, [*starts[1:], None], strict=False):
        line += text.count("\n", before, start.start())
        before = start.start()
        limit = min(following.start() if following else len(text), start.end() + _LONGEST)
        closed = _END.search(text, start.end(), limit)
        yield line, start[1], text[start.end() : closed.start() if closed else limit]


def _braced(text: str, at: int) -> tuple[str, int]:
    """What stands in the braces that open at `at`, and where they end; what there is where they are not closed."""
    depth = 0
    for place in range(at, len(text)):
        if text[place] == "\\":
            continue
        if text[place - 1 : place] != "\\" or place == at:
            depth += (text[place] == "{") - (text[place] == "}")
        if depth == 0:
            return text[at + 1 : place], place + 1
    return text[at + 1 :], len(text)


def _plain(text: str) -> str:
    """Text without the commands that only give it its looks."""
    if "\\" in text:
        text = _QUIET.sub(" ", _LINK.sub(lambda link: f" {link[1]} ", text))
        for _ in range(4):
            text, changed = _STYLED.subn(r" \1 ", text)
            if not changed:
                break
    return re.sub(r"\s+([,.;:])", r"\1", one_line(from_latex(text)))


def _item(key: str, body: str, line: int) -> Record | None:
    body = _COMMENT.sub("", body)
    people, title = _said(body)
    title = title.strip(" .,;")
    if len(title) < 3 or not re.search(r"[^\W\d_]{2}", title):
        return None
    whole = _plain(body)
    links = urls_in(whole)
    return record_of(
        BibEntry(
            title=title, names=split_authors(people.strip(" .,;:")), key=key, hints=(whole,), line=line,
            doi=whole if "10." in whole else "", url=next((url for url in links if arxiv_in(url)), links[0] if links else ""),
        )
    )  # fmt: skip


def _said(body: str) -> tuple[str, str]:
    """People and title: as fields, in quotes, block by block, or sentence by sentence; "" for what does not show."""
    if field := _TITLE_FIELD.search(body):
        people = [_plain(_braced(body, one.end())[0]) for one in _PERSON_FIELD.finditer(body)]
        return "; ".join(people), _plain(_braced(body, field.end())[0])
    blocks = [text for block in _BLOCK.split(body) if (text := _plain(block))]
    whole = " ".join(blocks)
    if len(blocks) < 2 or _QUOTES.search(whole):
        said = styled(whole)
        return said if said[1] else by_sentences(whole)
    return blocks[0], first_sentence(blocks[1]) if len(blocks) == 2 else blocks[1]


def _entry(key: str, body: str, line: int) -> Record | None:
    fields = {match[1]: _plain(_braced(body, match.end())[0]) for match in _FIELD.finditer(body)}
    exact = {match[1]: match[2].strip() for match in _VERBATIM.finditer(body)}
    title = fields.get("title", "")
    if not title:
        return None
    if fields.get("subtitle"):
        title = f"{title}: {fields['subtitle']}"
    day = "-".join(fields[part].zfill(2) for part in ("year", "month", "day") if fields.get(part, "").isdigit())
    return record_of(
        BibEntry(
            title=title, names=tuple(_names(body)), date=day, key=key, line=line, eprint=exact.get("eprint", ""),
            eprint_kind=fields.get("eprinttype", ""), doi=exact.get("doi", ""),
            url=exact.get("url", "") or exact.get("urlraw", ""), hints=(fields.get("journaltitle", ""), fields.get("note", "")),
        )
    )  # fmt: skip


def _names(body: str) -> Iterator[str]:
    """The authors of biblatex's entry: braces in braces with `family={…}` and `given={…}`."""
    start = _NAMES.search(body)
    if start is None:
        return
    end = body.find("\\strng", start.end())
    said: dict[str, str] = {}
    for match in _PART.finditer(body, start.end(), end if end >= 0 else len(body)):
        if match[1] == "family" and said.get("family"):
            yield _full(said)
            said = {}
        said[match[1]] = _plain(_braced(body, match.end())[0])
    if said:
        yield _full(said)


def _full(said: dict[str, str]) -> str:
    return " ".join(said[part] for part in ("given", "prefix", "family") if said.get(part))


FORMAT = Format("latex_references", tr("references of a LaTeX text"), recognise, read)
