"""Digests as other tools write them: pages saved, dumped and copied, exports, bots, chats."""

from __future__ import annotations

import html

from tests.formats.reading import read, titles
from tests.formats.writers import ITEMS, Item

TITLES = [item.title for item in ITEMS]
IDS = [item.arxiv for item in ITEMS]
TEXTS = [item.abstract for item in ITEMS]


def ids(content: str, name: str = "digest.html") -> list[str | None]:
    return [record.arxiv_id for record in read(content, name).records]


def abstracts(content: str, name: str = "digest.html") -> list[str | None]:
    return [record.abstract for record in read(content, name).records]


def people(item: Item) -> str:
    return ", ".join(item.authors)


def listing_page(item: Item, abstract: bool) -> str:
    text = f"<p class='mathjax'>{html.escape(item.abstract)}</p>" if abstract else ""
    return (
        f'<dt><a name="item">[7]</a> <a href="/abs/{item.arxiv}">arXiv:{item.arxiv}</a> [<a href="/pdf/{item.arxiv}">pdf</a>, '
        f'<a href="/format/{item.arxiv}">other</a>]</dt><dd><div class="meta"><div class="list-title mathjax">'
        f'<span class="descriptor">Title:</span> {html.escape(item.title)}</div><div class="list-authors">{people(item)}</div>'
        f'<div class="list-subjects"><span class="descriptor">Subjects:</span> Machine Learning (cs.LG)</div>{text}</div></dd>'
    )


def test_a_listing_that_writes_the_id_above_each_title_gives_each_paper_its_own() -> None:
    for abstract in (True, False):
        page = f"<html><body><dl>{''.join(listing_page(item, abstract) for item in ITEMS)}</dl></body></html>"
        assert titles(page) == TITLES
        assert ids(page) == IDS
        assert abstracts(page) == (TEXTS if abstract else [None] * len(ITEMS))


def test_a_search_page_that_folds_its_abstracts_gives_the_whole_ones() -> None:
    rows = "".join(
        f'<li class="result"><p class="list-title"><a href="https://arxiv.org/abs/{item.arxiv}">arXiv:{item.arxiv}</a></p>'
        f'<p class="title is-5">{item.title}</p><p class="authors"><span>Authors:</span> {people(item)}</p>'
        f'<p class="abstract"><span class="abstract-short">…{item.abstract[40:150]}…<a>▽ More</a></span>'
        f'<span class="abstract-full">{item.abstract}<a>△ Less</a></span></p></li>'
        for item in ITEMS
    )
    page = f"<html><body><h1>Showing 1–3 of 3 results</h1><ol>{rows}</ol></body></html>"
    assert titles(page) == TITLES
    assert abstracts(page) == TEXTS
    assert ids(page) == IDS


def test_a_mail_without_classes_is_read_by_the_look_of_its_cells() -> None:
    tables = "".join(
        f'<table><tr><td style="font-size: 20px; font-weight: bold">{item.title}</td></tr><tr><td style="color: #666">{people(item)}'
        f'</td></tr><tr><td><strong>Relevance:</strong> ⭐⭐</td></tr><tr><td><strong>arXiv ID:</strong> <a href="https://arxiv.org/abs/'
        f'{item.arxiv}">{item.arxiv}</a></td></tr><tr><td><strong>TLDR:</strong> It works.</td></tr></table>'
        for item in ITEMS
    )
    assert titles(f"<html><body>{tables}</body></html>") == TITLES
    assert ids(f"<html><body>{tables}</body></html>") == IDS


def test_proceedings_with_names_beside_each_linked_title_are_papers() -> None:
    rows = "".join(
        f'<li><div class="paper-content"><a href="/hash/{item.arxiv}.html">{item.title}</a> <span class="paper-authors">'
        "Ada Lovelace, Grace Hopper</span></div></li>"
        for item in ITEMS
    )
    assert titles(f"<html><body><h4>Proceedings</h4><ul>{rows}</ul></body></html>") == TITLES
    single = rows.replace(", Grace Hopper", "")
    assert titles(f"<html><body><h4>Blog</h4><ul>{single}</ul></body></html>") == []


def test_numbers_and_buttons_around_a_linked_title_are_no_part_of_it() -> None:
    rows = "".join(
        f'<div class="paper"><h2 class="title"><a href="https://arxiv.org/abs/{item.arxiv}">#{n}</a> <a class="title-link" '
        f'href="/arxiv/{item.arxiv}">{item.title}</a> <a>[PDF<sup>12</sup>]</a> <a>[Copy]</a></h2><p class="authors">Authors: '
        f'{people(item)}</p><p class="summary">{item.abstract}</p></div>'
        for n, item in enumerate(ITEMS, 1)
    )
    page = f"<html><body><h1>Machine Learning</h1>{rows}</body></html>"
    assert titles(page) == TITLES
    assert abstracts(page) == TEXTS


def test_the_page_of_one_paper_is_read_by_its_head() -> None:
    item = ITEMS[0]
    page = (
        f'<html><head><title>[{item.arxiv}] x</title><meta name="citation_title" content="{item.title}"><meta name="citation_author" '
        f'content="Lovelace, Ada"><meta name="citation_arxiv_id" content="{item.arxiv}"><meta name="citation_abstract" content="'
        f'{html.escape(item.abstract)}"></head><body><h1>Title: {item.title}</h1><p>Submitted on 1 May 2026</p></body></html>'
    )
    (record,) = read(page, "paper.html").records
    assert (record.title, record.authors, record.arxiv_id) == (item.title, ("Ada Lovelace",), item.arxiv)
    assert (record.abstract, record.abstract_kind) == (item.abstract, "full")
    assert "" not in titles(page.replace(f'"{item.title}"', '" "'), "paper.html")


def test_a_saved_trending_page_without_its_data_gives_what_it_shows() -> None:
    rows = "".join(
        f'<article><h3><a href="/papers/{item.arxiv}">{item.title}</a></h3><p class="mb-2">{item.abstract}</p><div class="ml-2">· 3 authors'
        f'<a href="https://github.com/a/b">GitHub 31</a><a href="https://arxiv.org/abs/{item.arxiv}">arXiv Page</a></div></article>'
        for item in ITEMS
    )
    page = f"<html><head><title>Trending Papers - Hugging Face</title></head><body><h1>Trending Papers</h1>huggingface {rows}</body></html>"
    assert titles(page) == TITLES
    assert abstracts(page) == TEXTS
    assert ids(page) == IDS


def test_a_bibliography_that_begins_with_a_comment_is_one() -> None:
    entries = "\n".join(
        f"@misc{{k{n},\n title={{{item.title}}},\n eprint={{{item.arxiv}}}\n}}" for n, item in enumerate(ITEMS)
    )
    assert titles("% my list\n@comment{jabref-meta: databaseType:bibtex;}\n\n" + entries, "list.bib") == TITLES


def test_an_address_that_ends_in_an_arxiv_id_is_a_paper_s() -> None:
    items = "".join(
        f"<item><title>{item.title}</title><link>https://reader.example/p/{item.arxiv}</link><description>{item.abstract}</description></item>"
        for item in ITEMS
    )
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Papers</title>{items}</channel></rss>'
    assert ids(feed, "feed.xml") == IDS
