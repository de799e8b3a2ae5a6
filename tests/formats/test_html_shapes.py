"""Shapes of HTML pages that list papers: proceedings, cards, newsletters, reading lists."""

from __future__ import annotations

import pytest

from tests.formats.reading import read
from tests.formats.writers import ITEMS, Item

SHORT = "We look at it in a few words only, and say what came out of it. That is all there is to be said here."
LINK = "https://arxiv.org/abs/{item.arxiv}"


def page(entry: str, around: str = "{}", items: list[Item] = ITEMS, abstracts: list[str] | None = None) -> str:
    texts = abstracts or [item.abstract for item in items]
    entries = "".join(
        entry.format(n=n, item=item, names=", ".join(item.authors), text=text)
        for n, (item, text) in enumerate(zip(items, texts, strict=True), 1)
    )
    body = around.format(entries)
    return f"<!DOCTYPE html><html><head><title>Papers</title></head><body><h1>Papers</h1>{body}<footer>© 2026</footer></body></html>"


@pytest.mark.parametrize(
    ("entry", "around"),
    [
        ("<article class='card'><a href='/papers/{item.arxiv}'><h3>{item.title}</h3></a><div>{names}</div><p>{text}</p></article>", "{}"),
        ("<p><strong>{n}. <a href='" + LINK + "'>{item.title}</a></strong></p><p>{text}</p><ul><li>{names}</li></ul>", "{}"),
        ("<h2>{n}. {item.title}</h2><p><b>Authors:</b> {names}</p><p><b>Link:</b> <a href='" + LINK + "'>" + LINK + "</a></p><p>{text}</p>", "{}"),
        ("<table><tr><td><h3><a href='https://c.example/?url=https%3A%2F%2Farxiv.org%2Fabs%2F{item.arxiv}'>{item.title}</a></h3><p><em>{names}</em></p><p>{text}</p></td></tr></table>", "{}"),
        ("<div class='entry'><div class='title'>{item.title}</div><div class='authors'>{names}</div><div class='abs'>{text}</div><a href='" + LINK + "'>abs</a></div>", "{}"),
    ],
    ids=["cards", "substack", "blog", "newsletter", "classes"],
)  # fmt: skip
def test_title_authors_and_abstract_are_found_a_short_one_too(entry: str, around: str) -> None:
    abstracts = [SHORT if n == 2 else item.abstract for n, item in enumerate(ITEMS)]
    found = read(page(entry, around, abstracts=abstracts), "page.html").records
    assert [record.title for record in found] == [item.title for item in ITEMS]
    assert [record.arxiv_id for record in found] == [item.arxiv for item in ITEMS]
    assert [record.abstract for record in found] == abstracts
    assert [record.authors for record in found] == [item.authors for item in ITEMS]


@pytest.mark.parametrize(
    ("entry", "around"),
    [
        ("<li>{names}. <b>{item.title}</b>. <i>arXiv:{item.arxiv}</i>. <a href='" + LINK + "'>[link]</a></li>", "<ol>{}</ol>"),
        ("<li class='conference'><a href='/paper/2020/{n}-Abstract.html'>{item.title}</a> <i>{names}</i></li>", "<ul>{}</ul>"),
        ("<div class='paper'><p class='title'>{item.title}</p><p><span class='authors'>{names}</span>; <span>Proceedings of It</span></p>"
         "<p>[<a href='https://proceedings.mlr.press/v1/p{n}.html'>abs</a>]</p></div>", "{}"),
    ],
    ids=["references", "proceedings", "spans"],
)  # fmt: skip
def test_names_in_one_line_with_the_title(entry: str, around: str) -> None:
    found = read(page(entry, around), "page.html").records
    assert [(record.title, record.authors) for record in found] == [(item.title, item.authors) for item in ITEMS]


def test_links_with_words_behind_them_are_no_papers() -> None:
    news = "<li><a href='/news/{n}.html'>{item.title}</a> and what else was said about it this week</li>"
    assert read(page(news, "<ul>{}</ul>"), "news.html").records == ()
