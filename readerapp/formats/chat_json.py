"""Exports of chats as JSON (a channel's messages, whatever the program): papers are what the messages link and show as cards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from readerapp.formats.json_places import TitleLines
from readerapp.formats.json_records import rate
from readerapp.formats.json_text import is_json, values
from readerapp.formats.json_values import day
from readerapp.formats.message_html import Line, as_html, lines_of, linked
from readerapp.formats.message_papers import papers_in
from readerapp.formats.paper_pages import is_paper_page
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.i18n import tr
from readerapp.records import Reading, Record

_TEXTS = ("text", "full_text", "content", "message", "msg", "body", "formatted_body")
_PEOPLE = tuple(
    "user user_id from from_id author sender sender_id sender_full_name sender_name username bot_id u name actor account "
    "attributedTo".split()
)
_TIMES = tuple(
    "ts date timestamp time sent_at created_at create_at createdDateTime created_date origin_server_ts timestamp_ms "
    "published".split()
)
_OWN = ("full_text", "favorite_count")
"""Keys of somebody's own archive, in which nobody needs to say who wrote it."""
_NO_MESSAGE = ("title", "abstract", "authors")
_HEAD = tuple(re.compile(rf'"(?:{"|".join(names)})"\s*:') for names in (_TEXTS, (*_PEOPLE, *_OWN), _TIMES))
_DEPTH = 8


def recognise(source: Source) -> int:
    """By the keys of its first messages: a text, who wrote it and when."""
    head = source.head
    return 62 if is_json(head) and all(pattern.search(head) for pattern in _HEAD) else 0


def read(source: Source) -> Reading:
    """The papers that messages tell of; none where most objects beside each other are no messages."""
    parsed = values(source.text)
    cut = {id(thing) for thing in parsed.opened}
    records: list[Record] = []
    for value in parsed.values:
        for message in _messages(value):
            # What the cut left of a message may end in the middle of an address.
            if id(message) not in cut:
                records += [*_cards(message), *papers_in(_lines(message))]
    places = TitleLines(source.text)
    title, date = _about(parsed.values[0] if parsed.values else None)
    return Reading("chat_json", title, date, None, tuple(places.placed(records)), (), parsed.warnings)


def _about(value: object) -> tuple[str | None, str | None]:
    """The chat's name, and the day on which it was written out."""
    if not isinstance(value, dict):
        return None, None
    inner = next(
        (
            member
            for member in (value, *value.values())
            if isinstance(member, dict) and isinstance(member.get("name"), str)
        ),
        {},
    )
    name = inner.get("name")
    return (name.strip()[:200] or None if isinstance(name, str) else None), day(value.get("exportedAt"))


def _is_message(thing: object) -> bool:
    return (
        isinstance(thing, dict)
        and any(thing.get(key) for key in (*_TEXTS, "attachments", "embeds", "blocks"))
        and any(thing.get(key) for key in (*_PEOPLE, *_OWN))
        and any(thing.get(key) for key in _TIMES)
        and not any(key in thing for key in _NO_MESSAGE)
    )


def _messages(value: object) -> Iterator[dict[str, object]]:
    """The messages in a value, in order: objects in lists most of which are messages. Without recursion."""
    stack: list[tuple[object, int]] = [(value, 0)]
    while stack:
        thing, depth = stack.pop()
        members = thing if isinstance(thing, list) else list(thing.values()) if isinstance(thing, dict) else []
        told = [member for member in members if _is_message(member)]
        if told and len(told) * 2 >= sum(isinstance(member, dict) for member in members):
            yield from told
        elif _is_message(thing):
            yield thing  # type: ignore[misc]  # a dict: one message a line
        elif depth < _DEPTH:
            stack.extend((member, depth + 1) for member in reversed(members) if isinstance(member, dict | list))


def _cards(message: dict[str, object]) -> Iterator[Record]:
    """The previews of links that a message shows: objects with the title and the address of a paper."""
    stack: list[tuple[object, int]] = [(message, 0)]
    while stack:
        thing, depth = stack.pop()
        members = thing if isinstance(thing, list) else list(thing.values()) if isinstance(thing, dict) else []
        if isinstance(thing, dict) and depth and (rated := rate(thing)) is not None:
            record = rated.record
            if rated.evidence >= 2 and is_paper_page(record.url) and len(record.title.split()) > 1:
                yield record
                continue
        if depth < _DEPTH:
            stack.extend((member, depth + 1) for member in reversed(members) if isinstance(member, dict | list))


def _lines(message: dict[str, object]) -> list[Line]:
    """The lines of a message's text; of its blocks where the text only announces them."""
    text = next((text for key in _TEXTS if (text := _html(message.get(key)))), "")
    for short, whole in _shortened(message):
        text = text.replace(short, whole)
    lines = lines_of(text)
    if any(is_paper_page(url) for line in lines for _, url in line.links):
        return lines
    return [line for part in _block_texts(message.get("blocks")) for line in lines_of(part)] or lines


def _shortened(message: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Addresses that a service made short, with what they stand for."""
    entities = message.get("entities")
    urls = entities.get("urls") if isinstance(entities, dict) else None
    for one in urls if isinstance(urls, list) else ():
        if (
            isinstance(one, dict)
            and isinstance(one.get("expanded_url"), str)
            and isinstance(one.get("url"), str)
            and one["url"]
        ):
            yield one["url"], one["expanded_url"]


def _html(text: object) -> str:
    """A text, or pieces of one (`{"type": "bold", "text": …}`, `{"type": "link", "url": …}`), as HTML."""
    if isinstance(text, str):
        return as_html(text)
    if isinstance(text, dict):
        return _piece(text)
    return "".join(map(_html, text)) if isinstance(text, list) else ""


def _piece(piece: dict[str, object]) -> str:
    inner = next((piece[key] for key in ("text", "content", "body", "url") if isinstance(piece.get(key), str)), "")
    address = next((piece[key] for key in ("href", "url") if isinstance(piece.get(key), str)), None)
    words = str(inner)
    kind = piece.get("type")
    if isinstance(address, str) and address.startswith("http"):
        return linked(words, address)
    html = as_html(words)
    return f"<b>{html}</b>" if kind == "bold" or _is_bold(piece.get("style")) else html


def _is_bold(style: object) -> bool:
    return isinstance(style, dict) and style.get("bold") is True


def _block_texts(blocks: object) -> Iterator[str]:
    """The texts of a message's blocks, in order; the pieces of one line together."""
    stack: list[tuple[object, int]] = [(blocks, 0)]
    while stack:
        thing, depth = stack.pop()
        if isinstance(thing, list):
            if thing and all(
                isinstance(one, dict) and isinstance(one.get("text", one.get("url")), str) for one in thing
            ):
                yield _html(thing)
            elif depth < _DEPTH:
                stack.extend((member, depth + 1) for member in reversed(thing))
        elif isinstance(thing, dict):
            if isinstance(thing.get("text"), str):
                yield _piece(thing)
            elif depth < _DEPTH:
                stack.extend((member, depth + 1) for member in reversed(list(thing.values())))


FORMAT = Format("chat_json", tr("chat export (JSON)"), recognise, read)
