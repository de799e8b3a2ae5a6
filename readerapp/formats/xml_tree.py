"""XML files of any kind: their root's name, and the elements in them that are records, also of broken and cut files."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse

from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Skipped
from readerapp.text.clean import one_line

_ROOT = re.compile(r"<((?:[A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60}))(?=[\s/>])")
_BEFORE_ROOT = 400
"""Letters that may stand before the first tag: browsers put a sentence above the XML that they show."""
_ENTITY = re.compile(r"&(?!(?:lt|gt|amp|quot|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});)([A-Za-z][A-Za-z0-9]{1,31};)?")
_LOOSE_BRACKET = re.compile(r"<(?![A-Za-z_/!?])")
_PREFIX = re.compile(r"(?<=[<\s/])([A-Za-z_][\w.-]*):[A-Za-z_]")
_XMLNS = re.compile(r"""xmlns(?::([\w.-]{1,60}))?\s*=\s*(?:"([^"<]{0,300})"|'([^'<]{0,300})')""")
_HEAD = 65_536
_DENSE = 8
"""Fewer characters a tag than this, in a large file, is no list of papers; its tree would take a hundred times the file."""
_BLOCKS = frozenset(
    "p div br li ul ol table tr td th h1 h2 h3 h4 h5 h6 section article blockquote sec title list list-item hr dt dd".split()
)


@dataclass(frozen=True, slots=True)
class XmlRecords:
    """What stands in one XML file. `head` is the root element; of a broken file, as far as it goes before the first record."""

    head: Element | None
    records: tuple[tuple[Element, int | None], ...] = ()
    """Each with its line, where that is known."""
    skipped: tuple[Skipped, ...] = ()
    warnings: tuple[str, ...] = ()


def root_name(source: Source) -> str:
    """Local name of the root element (`feed`, `rss`, `html`), "" when the text is no XML at all."""
    start = _root_start(source.head)
    text = source.head
    if start is None and source.head.startswith("<"):
        text = source.text
        start = _root_start(text)
    match = _ROOT.match(text, start) if start is not None else None
    return match[2] if match else ""


def _root_start(text: str) -> int | None:
    """Where the root's tag begins: behind declaration, comments and document type, and a little prose before them."""
    place = text.find("<", 0, _BEFORE_ROOT)
    while place >= 0:
        if text.startswith("<!--", place):
            end = text.find("-->", place)
        elif text.startswith("<?", place):
            end = text.find("?>", place)
        elif text.startswith("<!", place):
            end = _doctype_end(text, place)
        else:
            return place
        place = text.find("<", end) if end >= 0 else -1
    return None


def _doctype_end(text: str, place: int) -> int:
    end = text.find(">", place)
    inner = text.find("[", place, end)
    if inner < 0:
        return end
    closed = text.find("]", inner)
    return text.find(">", closed) if closed >= 0 else -1


def records(source: Source, names: tuple[str, ...]) -> XmlRecords:
    """The elements with one of these local names, wherever they stand, in order.

    Never an error. A broken file gives the records that are whole (entities and prefixes that nobody declared are put right),
    the broken ones as skipped and, when its end is missing, a warning. One that declares entities, or is nothing but tags,
    gives no record and a warning. Two files one after the other give the records of both.
    """
    text = source.text
    start = _root_start(text)
    if start is None:
        return XmlRecords(None)
    tags = text.count("<")
    if tags > 100_000 and tags * _DENSE > len(text):
        return XmlRecords(None, warnings=(tr("This XML file holds tags but hardly any text; it was not read."),))
    opening = re.compile(rf"<(?:[A-Za-z_][\w.-]{{0,60}}:)?({'|'.join(names)})(?=[\s/>])")
    try:
        # Nothing before the first "<": neither the blank line before a declaration nor a browser's sentence is XML.
        root = fromstring(text[text.index("<") :])
    except DefusedXmlException:
        return XmlRecords(None, warnings=(tr("This XML file declares entities of its own; it was not read."),))
    except (ParseError, ValueError):
        return _piecewise(text, start, opening)
    found = list(_outermost(root, frozenset(names)))
    lines = _lines(text, [match.start() for match in opening.finditer(text)], len(found))
    return XmlRecords(root, tuple(zip(found, lines, strict=True)))


def _outermost(root: Element, names: frozenset[str]) -> Iterator[Element]:
    """Elements of these names that stand in no other one, without recursion."""
    stack = [iter((root,))]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif local(element) in names:
            yield element
        else:
            stack.append(iter(element))


def _lines(text: str, places: list[int], count: int) -> list[int | None]:
    """Line of each place; unknown for all when the places are not as many as the elements (a comment holds one)."""
    if len(places) != count:
        return [None] * count
    lines: list[int | None] = []
    line, before = 1, 0
    for place in places:
        line += text.count("\n", before, place)
        before = place
        lines.append(line)
    return lines


def _piecewise(text: str, start: int, opening: re.Pattern[str]) -> XmlRecords:
    """Each record of a broken file on its own; of one inside another only where the outer one is not closed."""
    matches = list(opening.finditer(text, start))
    lines = _lines(text, [match.start() for match in matches], len(matches))
    head_text = text[start : matches[0].start() if matches else len(text)][:_HEAD]
    wrap = _wrapper(text, head_text)
    found: list[tuple[Element, int | None]] = []
    skipped: list[Skipped] = []
    cut = _unfinished(text, start)
    done = number = 0
    for place, (match, line) in enumerate(zip(matches, lines, strict=True)):
        if match.start() < done:
            continue
        number += 1
        following = matches[place + 1] if place + 1 < len(matches) else None
        end = _closed(text, matches, place)
        element = _element(wrap, text[match.start() : end]) if end else None
        done = end
        if element is not None:
            found.append((element, line))
        elif not end and following is None:
            cut = True
        elif not end and following is not None and following[1] != match[1]:
            number -= 1  # the record inside it may be whole
        else:
            plain = one_line(re.sub("<[^<>]*>", " ", text[match.start() : min(end or len(text), match.start() + 500)]))
            skipped.append(Skipped(tr("record {n}").format(n=number), plain[:100], tr("its XML is broken")))
    warnings = (tr("The file was cut: what stands before the cut was read."),) if cut else ()
    return XmlRecords(_partial(wrap, head_text), tuple(found), tuple(skipped), warnings)


def _closed(text: str, matches: list[re.Match[str]], place: int) -> int:
    """Where the element that a match opens ends, 0 when it is not closed before the next one of its name begins."""
    match = matches[place]
    later = (matches[other] for other in range(place + 1, len(matches)))
    limit = next((other.start() for other in later if other[1] == match[1]), len(text))
    closing = re.compile(rf"</(?:[A-Za-z_][\w.-]{{0,60}}:)?{re.escape(match[1])}\s*>").search(text, match.end(), limit)
    return closing.end() if closing else 0


def _unfinished(text: str, start: int) -> bool:
    """Whether the root's end tag is missing."""
    match = _ROOT.match(text, start)
    return match is None or f"</{match[1]}" not in text[-_HEAD:]


def _wrapper(text: str, head: str) -> str:
    """An opening tag that declares every prefix the file uses, declared there or not."""
    spaces = {prefix: double or single for prefix, double, single in _XMLNS.findall(head)}
    for match in _PREFIX.finditer(text):
        spaces.setdefault(match[1], match[1])
        if len(spaces) >= 64:
            break
    parts = (
        f"""xmlns{":" * bool(prefix)}{prefix}="{html.escape(html.unescape(space), quote=True)}\""""
        for prefix, space in spaces.items()
        if not prefix.lower().startswith("xml") and space
    )
    return f"<wrapper {' '.join(parts)}>"


def _element(wrap: str, text: str) -> Element | None:
    for repair in (str, _repaired):
        try:
            return fromstring(f"{wrap}{repair(text)}</wrapper>")[0]  # type: ignore[no-any-return]
        except (ParseError, DefusedXmlException, ValueError, IndexError):
            continue
    return None


def _repaired(text: str) -> str:
    """HTML's entities as characters; lone `&` and `<` escaped."""
    text = _ENTITY.sub(lambda match: _character(match[1]), text)
    return _LOOSE_BRACKET.sub("&lt;", text)


def _character(name: str | None) -> str:
    if name is None:
        return "&amp;"
    found = html.unescape(f"&{name}")
    return f"&amp;{name}" if found.startswith("&") else html.escape(found)


def _partial(wrap: str, head: str) -> Element | None:
    """The root as far as its children are whole."""
    root = None
    try:
        for _, element in iterparse(io.BytesIO(f"{wrap}{_repaired(head)}".encode()), events=("start",)):
            root = root if root is not None else element
    except (ParseError, DefusedXmlException, ValueError):
        pass
    return root[0] if root is not None and len(root) else root


def local(element: Element) -> str:
    """The element's name without namespace."""
    name = element.tag
    return name.rpartition("}")[2] if name[:1] == "{" else name


def fields(element: Element) -> dict[str, list[Element]]:
    """The children by local name in lower case; those of the element's own namespace before foreign ones (`media:title`)."""
    space = element.tag.rpartition("}")[0]
    found: dict[str, list[Element]] = {}
    for child in sorted(element, key=lambda child: child.tag.rpartition("}")[0] != space):
        found.setdefault(local(child).lower(), []).append(child)
    return found


def text_of(element: Element | None) -> str:
    """All text in the element, as it stands."""
    return "" if element is None else "".join(element.itertext())


def laid_out(element: Element, without: frozenset[str] = frozenset()) -> str:
    """All text in the element, with a line break where a block (`p`, `div`, `sec` …) begins and ends.

    Elements whose lower-case local name is in `without` are left out.
    """
    parts = [element.text or ""]
    stack = [(element, iter(element))]
    while stack:
        current, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            parts.append("\n" if local(current).lower() in _BLOCKS else "")
            if stack:
                parts.append(current.tail or "")
        elif local(child).lower() in without:
            parts.append(child.tail or "")
        else:
            parts.append("\n" if local(child).lower() in _BLOCKS else "")
            parts.append(child.text or "")
            stack.append((child, iter(child)))
    return "".join(parts)
