"""Exports of chats: papers among what people and bots say to each other."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.formats.reading import read, titles
from tests.formats.writers import ITEMS, Item

TITLES = [item.title for item in ITEMS]


def page(item: Item) -> str:
    return f"https://arxiv.org/abs/{item.arxiv}"


def said(text: object, **more: Any) -> dict[str, Any]:
    return {"type": "message", "user": "U1", "ts": "1773000000.000100", "text": text, **more}


def card(item: Item, **more: Any) -> dict[str, Any]:
    return {
        "from_url": page(item),
        "title": f"[{item.arxiv}] {item.title}",
        "title_link": page(item),
        "text": item.abstract,
        **more,
    }


def test_links_that_people_post_are_papers_by_the_card_that_the_chat_shows() -> None:
    messages = [said(f"<{page(item)}>", attachments=[card(item)]) for item in ITEMS]
    found = read(json.dumps([*messages, said("who joins on Friday?")])).records
    assert [(r.title, r.abstract, r.arxiv_id) for r in found] == [(i.title, i.abstract, i.arxiv) for i in ITEMS]


def test_embeds_stand_in_messages_deep_inside_an_envelope() -> None:
    embeds = [{"title": i.title, "url": page(i), "description": i.abstract} for i in ITEMS]
    messages = [
        {
            "id": "1",
            "timestamp": "2026-03-14T10:00:00+00:00",
            "content": page(i),
            "author": {"name": "ada"},
            "embeds": [e],
        }
        for i, e in zip(ITEMS, embeds, strict=True)
    ]
    reading = read(
        json.dumps({"guild": {"name": "Club"}, "exportedAt": "2026-03-15T00:00:00+00:00", "messages": messages})
    )
    assert [r.title for r in reading.records] == TITLES
    assert (reading.title, reading.date) == ("Club", "2026-03-15")


def test_blocks_are_read_where_the_text_only_announces_them() -> None:
    blocks: list[dict[str, Any]] = [{"type": "header", "text": {"type": "plain_text", "text": "New today"}}]
    for item in ITEMS[:3]:
        head = f"*<{page(item)}|{item.title}>*\n{', '.join(item.authors)}"
        blocks += [
            {"type": "section", "text": {"type": "mrkdwn", "text": head}},
            {"type": "section", "text": {"text": item.abstract}},
        ]
    rich = [
        {
            "elements": [
                [
                    {"type": "text", "text": ITEMS[3].title, "style": {"bold": True}},
                    {"type": "text", "text": "\n"},
                    {"type": "link", "url": page(ITEMS[3])},
                ]
            ]
        }
    ]
    found = read(json.dumps([said("New today", blocks=blocks), said("One more", blocks=rich)])).records
    assert [(r.title, r.abstract) for r in found[:3]] == [(i.title, i.abstract) for i in ITEMS[:3]]
    assert [(r.title, r.arxiv_id) for r in found[3:]] == [(ITEMS[3].title, ITEMS[3].arxiv)]


@pytest.mark.parametrize(
    "text",
    [
        "{title}\n{url}",
        "**{title}**\n{url}",
        "1. [{title}]({url})",
        "📄 Title: {title}\nAuthors: {people}\nAbstract: {abstract}\n{url}",
        "Title: {title}\nAuthors: {people}\nAbstract:\n{abstract}\n{url}",
        '<p><strong><a href="{url}">{title}</a></strong></p>\n<p>{abstract}</p>',
        "<p>{title}<br>{people}<br/>{abstract}</p><p><a href='{url}'>arXiv</a></p>",
        "<!here> {title}\n<{url}>",
        "{url}\n\n{{Embed}}\n{url}\n{title}\n{abstract}\n{{Reactions}}",
        "**[{title}]({url})**\n{people}\n\n> {abstract}",
    ],
)
def test_a_message_gives_a_paper_in_whatever_marks_it_is_written(text: str) -> None:
    def filled(item: Item) -> str:
        return text.format(title=item.title, url=page(item), people=", ".join(item.authors), abstract=item.abstract)

    messages = [{"sender_full_name": "Ada", "timestamp": 1773000000, "content": filled(item)} for item in ITEMS]
    found = read(json.dumps({"result": "success", "messages": messages})).records
    assert [(r.title, r.arxiv_id) for r in found] == [(i.title, i.arxiv) for i in ITEMS]
    if "{abstract}" in text:
        assert [r.abstract for r in found] == [i.abstract for i in ITEMS]
    if "{people}" in text:
        assert [r.authors for r in found] == [i.authors for i in ITEMS]


def test_a_message_may_list_many_papers() -> None:
    text = "Read this week:\n" + "\n\n".join(
        f"*{i.title}*\n{', '.join(i.authors)}\n{i.abstract}\n<{page(i)}>" for i in ITEMS
    )
    found = read(json.dumps([said(text), said("thanks!")])).records
    assert [(r.title, r.arxiv_id, r.authors, r.abstract) for r in found] == [
        (i.title, i.arxiv, i.authors, i.abstract) for i in ITEMS
    ]


def test_one_message_a_line_is_a_chat_too() -> None:
    lines = [json.dumps(said(f"*<{page(item)}|{item.title}>*")) for item in ITEMS]
    assert titles("\n".join(lines), "export.jsonl") == TITLES


@pytest.mark.parametrize(
    "text",
    [
        "have you seen this one? <https://arxiv.org/abs/1706.03762>",
        "We should read this on Friday\n<https://arxiv.org/abs/1706.03762>",
        "<https://arxiv.org/abs/1706.03762>",
        "<https://arxiv.org/abs/1706.03762|paper>",
        "<https://github.com/ada/engine|The Analytical Engine in a Thousand Lines>",
        "*The Office Is Closed on Monday*\nPlease take your computers home, the roof is being repaired.",
        {"type": "link", "url": "https://example.org/x"},
        "",
    ],
)
def test_talk_and_bare_links_are_no_papers(text: object) -> None:
    assert titles(json.dumps([said(text), said("ok"), said("see you")])) == []


def test_cards_of_news_are_no_papers() -> None:
    news = {
        "title": "The ten best coffee machines for a small kitchen",
        "title_link": "https://news.example.com/a",
        "text": "We tried thirty.",
    }
    assert titles(json.dumps([said("<https://news.example.com/a>", attachments=[news])])) == []


STAMPS = (
    "[14/03/2026, 09:1{n}:00] Ada: ",
    "14/03/2026, 09:1{n} - Ada: ",
    "3/14/26, 9:1{n} PM - Ada: ",
    "[2026-03-14 09:1{n}] <ada> ",
    "Ada, [14.03.26 09:1{n}]\n",
    "[14-Mar-26 09:1{n} AM] Ada\n",
)


@pytest.mark.parametrize("stamp", STAMPS)
def test_a_chat_written_out_as_text_gives_titles_without_times_and_names(stamp: str) -> None:
    parts = [f"{stamp.format(n=n)}{i.title}\n{page(i)}\n{stamp.format(n=n)}thanks!\n" for n, i in enumerate(ITEMS)]
    reading = read("".join(parts), "chat.txt")
    assert [(r.title, r.arxiv_id) for r in reading.records] == [(i.title, i.arxiv) for i in ITEMS]
    assert reading.records[1].line == 1 + parts[0].count("\n")


@pytest.mark.parametrize("stamp", STAMPS)
def test_a_chat_without_papers_gives_none(stamp: str) -> None:
    said_there = ("Are you coming?", "Yes, in ten minutes\nhttps://maps.example.org/x", "fine")
    assert titles("".join(stamp.format(n=n) + text + "\n" for n, text in enumerate(said_there)), "chat.txt") == []


def test_posts_of_an_archive_say_their_short_addresses_in_full() -> None:
    def post(item: Item, number: int) -> dict[str, Any]:
        short = f"https://t.example/{number}"
        text = f"{item.title}\n{', '.join(item.authors)}\n{short}"
        urls = [{"url": short, "expanded_url": page(item)}, {"url": ""}, 5]
        return {
            "tweet": {"full_text": text, "created_at": "Sat Mar 14 07:00:00 +0000 2026", "entities": {"urls": urls}}
        }

    data = json.dumps([post(item, n) for n, item in enumerate(ITEMS)], indent=1)
    found = read(f"window.YTD.tweets.part0 = {data};\n", "tweets.js").records
    assert [(r.title, r.arxiv_id, r.authors) for r in found] == [(i.title, i.arxiv, i.authors) for i in ITEMS]
    assert (
        titles(
            'window.part0 = [{"tweet": {"full_text": "What a day!", "created_at": "x", "entities": 5}}]', "tweets.js"
        )
        == []
    )


def test_posts_of_a_social_network_lie_inside_what_was_done_with_them() -> None:
    notes = [
        {"type": "Create", "actor": "ada", "published": "2026-03-14T00:00:00Z", "object": {
            "type": "Note", "published": "2026-03-14T00:00:00Z", "attributedTo": "ada",
            "content": f'<p>{i.title}</p><p>{", ".join(i.authors)}</p><p><a href="{page(i)}"><span>https://</span><span>arxiv.org</span></a></p>'}}
        for i in ITEMS
    ]  # fmt: skip
    found = read(json.dumps({"type": "OrderedCollection", "orderedItems": notes})).records
    assert [(r.title, r.arxiv_id, r.authors) for r in found] == [(i.title, i.arxiv, i.authors) for i in ITEMS]
