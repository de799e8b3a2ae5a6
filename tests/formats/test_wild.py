"""Digests as other tools write them: pages saved, dumped and copied, exports, bots, chats."""

from __future__ import annotations

import html
import json
import textwrap

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


def wrapped(text: str, width: int = 78, indent: str = "") -> str:
    return textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def listing_entry(n: int, item: Item, margin: str, width: int, blank: str) -> str:
    subjects = "Subjects: Machine Learning (cs.LG)"
    parts = [wrapped(text, width, margin) for text in (f"Title: {item.title}", people(item), subjects, item.abstract)]
    return f"[{n}] arXiv:{item.arxiv} [pdf, html, other]\n{parts[0]}\n{blank}{parts[1]}\n{blank}{parts[2]}\n\n{parts[3]}\n\n"


def test_a_listing_dumped_as_text_is_read_however_its_lines_break() -> None:
    head = (
        "Machine Learning\n\n  * New submissions\n\nTotal of 6 entries\n\nNew submissions (showing 6 of 6 entries)\n\n"
    )
    for width, blank in ((78, ""), (78, "\n"), (42, "\n"), (100_000, "")):
        text = (
            head
            + "".join(listing_entry(n, item, "    ", width, blank) for n, item in enumerate(ITEMS, 1))
            + "\nTotal of 6 entries\n\nAbout\n"
        )
        reading = read(text)
        assert [record.title for record in reading.records] == TITLES, (width, blank)
        assert [record.abstract for record in reading.records] == TEXTS
        assert [record.authors for record in reading.records] == [item.authors for item in ITEMS]
        assert [record.arxiv_id for record in reading.records] == IDS


def test_a_listing_copied_out_of_a_browser_has_a_line_for_each_thing() -> None:
    rows = "".join(
        f"[{n}]\narXiv:{item.arxiv} (cross-list from cs.CV) [pdf, other]\nTitle: {item.title}\n{people(item)}\nComments: 8 pages\n"
        "Subjects: Machine Learning (cs.LG)\n"
        for n, item in enumerate(ITEMS, 1)
    )
    reading = read("Authors and titles for recent submissions\nFri, 20 Mar 2026 (showing 6 of 6 entries )\n" + rows)
    assert [record.title for record in reading.records] == TITLES
    assert [record.abstract for record in reading.records] == [None] * len(ITEMS)
    assert (reading.records[0].authors, reading.records[0].section, reading.date) == (
        ITEMS[0].authors,
        "cs.LG",
        "2026-03-20",
    )


def test_search_results_copied_out_of_a_browser_are_read() -> None:
    rows = "".join(
        f"arXiv:{item.arxiv} [pdf, other] cs.LG\n{item.title}\nAuthors: {people(item)}\nAbstract: {item.abstract} △ Less\n"
        "Submitted 20 March, 2026; originally announced March 2026.\n\n"
        for item in ITEMS
    )
    text = "Showing 1–6 of 6 results for all: learning\nSearch term or terms\n" + rows
    assert titles(text) == TITLES
    assert abstracts(text) == TEXTS


def test_a_listing_in_markdown_keeps_its_wrapped_links_apart_from_its_text() -> None:
    rows = "".join(
        f'\\[{n}\\] [arXiv:{item.arxiv}](https://arxiv.org/abs/{item.arxiv} "Abstract") \\[[pdf](https://arxiv.org/pdf/{item.arxiv} '
        f'"Download PDF"), [other](https://arxiv.org/format/{item.arxiv})\\]\n\n<div class="t">\n\n{wrapped("Title: " + item.title, 40)}\n\n</div>\n\n'
        f"[Ada\nLovelace](https://arxiv.org/search/cs?query=Ada+Love-\nlace), [Grace Hopper](https://arxiv.org/a/b)\n\n{wrapped(item.abstract)}\n\n"
        for n, item in enumerate(ITEMS, 1)
    )
    reading = read("# Machine Learning\n\n" + rows, "list.md")
    assert [record.title for record in reading.records] == TITLES
    assert [record.abstract for record in reading.records] == TEXTS
    assert {record.authors for record in reading.records} == {("Ada Lovelace", "Grace Hopper")}


def daily(item: Item, organisation: str = "") -> list[str]:
    return ["Submitted by", "somebody", "42", item.title, *([organisation] if organisation else []), "· 3 authors", "2"]


def test_a_copy_of_the_daily_page_has_a_line_for_each_thing_and_organisations_are_no_titles() -> None:
    head = [
        "Hugging Face",
        "Models",
        "Datasets",
        "Log In",
        "Sign Up",
        "Daily Papers",
        "by AK and the research community",
        "Mar 20",
    ]
    for organisation in ("", "Example University"):
        lines = head + [line for item in ITEMS for line in daily(item, organisation)]
        assert titles("\n".join(lines)) == TITLES
        assert titles("\n\n".join(lines)) == TITLES


def test_a_text_browser_s_dump_of_the_daily_page_gives_its_links_back() -> None:
    lines = [
        "   [1]Hugging Face",
        "   [2]Log In",
        "",
        "Daily Papers",
        "",
        "by [3]AK and the research community",
        "",
        "   Mar 20",
    ]
    addresses = ["https://huggingface.co/", "https://huggingface.co/login", "https://huggingface.co/akhaliq"]
    for item in ITEMS:
        n = len(addresses)
        lines += [
            "   Submitted by",
            "   somebody",
            f"   [{n + 1}]",
            "   42",
            "",
            f"[{n + 2}]{item.title}",
            "",
            "   · 3 authors",
            f"   [{n + 3}]5",
        ]
        page = f"https://huggingface.co/papers/{item.arxiv}"
        addresses += ["https://huggingface.co/login?next=x", page, page + "#community"]
    text = (
        "\n".join(lines)
        + "\n\nReferences\n\n"
        + "".join(f"   {n}. {address}\n" for n, address in enumerate(addresses, 1))
    )
    reading = read(text)
    assert reading.format == "numbered_links/hf_page"
    assert [record.title for record in reading.records] == [item.title for item in ITEMS]
    newer = [item.arxiv for item in ITEMS]
    assert [record.arxiv_id for record in reading.records] == newer


def test_wrapped_words_and_addresses_are_whole_again() -> None:
    text = (
        f"{TEXTS[0]} We study long-\nrange effects, pre-\nand post-processing; code at https://code.example/\nlab/tool"
    )
    page = f"Trending Papers\n\nby AK and the research community\n\n### {TITLES[0]}\n\n{text}\n\n· 3 authors\n\n### {TITLES[1]}\n\n{TEXTS[1]}\n\n· 2 authors\n"
    assert (abstracts(page)[0] or "").endswith(
        "We study long-range effects, pre- and post-processing; code at https://code.example/lab/tool"
    )


def test_the_last_word_of_a_wrapped_title_is_no_furniture() -> None:
    parts = ["Trending Papers", "by AK and the research community"]
    parts += [
        f"Denoising Diffusion Probabilistic Methods for Everyone and\nModels\n\n{TEXTS[0]}",
        f"{TITLES[1]}\n\n{TEXTS[1]}",
    ]
    assert titles("\n\n".join(parts))[0] == "Denoising Diffusion Probabilistic Methods for Everyone and Models"


def test_a_second_paragraph_belongs_to_the_abstract_and_an_address_on_its_own_line_too() -> None:
    parts = ["Trending Papers", "by AK and the research community", TITLES[0], TEXTS[0], TEXTS[1], TITLES[2]]
    parts += [f"{wrapped(TEXTS[2])} The code is at\nhttps://code.example/tool", TITLES[3], TEXTS[3]]
    assert abstracts("\n\n".join(parts)) == [
        f"{TEXTS[0]}\n\n{TEXTS[1]}", f"{TEXTS[2]} The code is at https://code.example/tool", TEXTS[3],
    ]  # fmt: skip


def test_the_link_of_a_heading_says_more_than_the_pictures_around_it() -> None:
    rows = "".join(
        f"[![](https://cdn.example/x.png)](https://huggingface.co/papers/{item.arxiv})\n\n### [{item.title}](https://huggingface.co/papers/{item.arxiv})\n\n"
        f"{item.abstract}\n\n- · 5 authors\n\nUpvote\n\n"
        for item in ITEMS
    )
    text = (
        "# [Trending Papers](https://huggingface.co/papers)\n\n## by [AK](https://huggingface.co/akhaliq) and the research community\n\n"
        + rows
    )
    assert titles(text, "page.md") == TITLES
    assert ids(text, "page.md") == IDS


def test_the_answer_of_a_search_service_holds_its_items_deep_inside() -> None:
    items = [
        {
            "type": "journal-article", "DOI": f"10.1016/j.x.{n}", "title": [item.title], "container-title": ["Pattern Recognition"],
            "abstract": f"<jats:title>Abstract</jats:title><jats:p>{item.abstract}</jats:p>", "author": [{"given": "Ada", "family": "Lovelace"}],
            "issued": {"date-parts": [[2026, 3]]},
        }
        for n, item in enumerate(ITEMS)
    ]  # fmt: skip
    text = json.dumps({"status": "ok", "message": {"total-results": 6, "items": items}})
    reading = read(text, "works.json")
    assert [record.title for record in reading.records] == TITLES
    assert [record.abstract for record in reading.records] == TEXTS
    assert not reading.skipped


def test_the_name_of_something_with_abstract_and_authors_is_its_title() -> None:
    rows = [
        {
            "id": n,
            "name": item.title,
            "authors": [{"fullname": name} for name in item.authors],
            "abstract": item.abstract,
            "decision": "Accept",
        }
        for n, item in enumerate(ITEMS)
    ]
    assert titles(json.dumps({"count": 6, "results": rows}), "virtual.json") == TITLES
    people_only = [{"name": "Ada Lovelace", "authors": ["Ada Lovelace"]}]
    assert titles(json.dumps(people_only), "people.json") == []


def test_web_of_science_s_tags_are_read_in_lines_and_in_columns() -> None:
    lines = ["FN Clarivate", "VR 1.0"]
    for item in ITEMS:
        names = [f"{name.split()[-1]}, {name.split()[0]}" for name in item.authors]
        lines += [
            "PT J",
            f"AU {names[0]}",
            *(f"   {name}" for name in names[1:]),
            f"AF {names[0]}",
            *(f"   {name}" for name in names[1:]),
        ]
        lines += [f"TI {wrapped(item.title, 40)}".replace("\n", "\n   "), "SO PATTERN RECOGNITION"]
        lines += [
            f"AB {wrapped(item.abstract)}".replace("\n", "\n   "),
            "PY 2026",
            f"DI 10.1016/j.{item.arxiv}",
            "ER",
            "",
        ]
    reading = read("\n".join([*lines, "EF"]), "savedrecs.txt")
    assert [record.title for record in reading.records] == TITLES
    assert [record.abstract for record in reading.records] == TEXTS
    assert reading.records[1].authors == ("Kaiming He", "Xiangyu Zhang")
    rows = [f"J\tHe, K\tHe, Kaiming\t{item.title}\t{item.abstract}\t2026" for item in ITEMS]
    table = read("\n".join(["PT\tAU\tAF\tTI\tAB\tPY", *rows]), "savedrecs.tsv")
    assert [record.title for record in table.records] == TITLES
    assert {record.authors for record in table.records} == {("Kaiming He",)}


def test_columns_may_say_whose_they_are() -> None:
    rows = [f"{item.arxiv};{item.title};{people(item)};{item.abstract}" for item in ITEMS]
    text = "\n".join(["arxiv_id;paper_title;paper_authors;paper_abstract", *rows])
    assert titles(text, "sheet.csv") == TITLES
    assert abstracts(text, "sheet.csv") == TEXTS


def test_a_cell_that_goes_on_about_its_paper_begins_with_the_title() -> None:
    rows = "\n".join(
        f"| {n}) **{item.title}** - {item.abstract} | [Paper](https://arxiv.org/abs/{item.arxiv}), [Post](https://x.example/{n}) |"
        for n, item in enumerate((*ITEMS, Item("TARN", ("Ada Lovelace",), "2510.05927")), 1)
    )
    text = f"# Papers of the Week\n\n## November 17\n| **Paper** | **Links** |\n| --- | --- |\n{rows}\n"
    assert titles(text, "week.md") == [*TITLES, "TARN"]
    assert abstracts(text, "week.md")[: len(ITEMS)] == TEXTS


def test_a_bot_s_page_about_the_daily_page_is_markdown() -> None:
    rows = "".join(
        f"### {n}. {item.title}\n\n👍 **{n}** upvotes · 👤 3 authors · 💻 [Code](https://github.com/a/b)\n\n{item.abstract}\n\n"
        f"🔗 [Hugging Face](https://huggingface.co/papers/{item.arxiv})\n\n"
        for n, item in enumerate(ITEMS, 1)
    )
    reading = read("# 🤗 Hugging Face Daily Papers — 2026-03-20\n\n" + rows, "daily.md")
    assert (reading.format, [record.title for record in reading.records]) == ("markdown", TITLES)
    assert [record.abstract for record in reading.records] == TEXTS


def test_the_original_abstract_under_its_own_heading_is_taken_before_a_translation() -> None:
    rows = "".join(
        f"## {n}. {item.title}\n\n- **著者**: {people(item)}\n- **リンク**: [arXiv](https://arxiv.org/abs/{item.arxiv})\n\n### 要約\n\n"
        f"新しい手法を提案し、既存手法を上回る性能を示した。\n\n### 原文アブストラクト\n\n{item.abstract}\n\n---\n\n"
        for n, item in enumerate(ITEMS, 1)
    )
    assert abstracts("# 新着論文\n\n" + rows, "ja.md") == TEXTS


def test_a_callout_with_a_link_is_a_title_and_one_without_is_a_label() -> None:
    rows = "".join(
        f"> [!abstract]- [{item.title}](https://arxiv.org/abs/{item.arxiv})\n> **Authors**: {people(item)}\n>\n> {item.abstract}\n\n"
        for item in ITEMS
    )
    assert titles("# Papers\n\n" + rows, "note.md") == TITLES
    assert abstracts("# Papers\n\n" + rows, "note.md") == TEXTS
    labelled = "".join(
        f"## [{item.title}](https://arxiv.org/abs/{item.arxiv})\n\n> [!abstract]\n> {item.abstract}\n\n"
        for item in ITEMS
    )
    assert abstracts("# Papers\n\n" + labelled, "note.md") == TEXTS


def test_an_id_behind_the_word_arxiv_needs_no_colon() -> None:
    rows = "".join(
        f'<article markdown="1">\n\n#### [{item.title}](paper-{n}.md)\n\n<div><span>arXiv {item.arxiv}</span></div>\n\n</article>\n\n'
        for n, item in enumerate(ITEMS)
    )
    assert ids("# Agents\n\n" + rows, "index.md") == IDS


def test_a_number_in_a_box_is_no_part_of_a_title() -> None:
    rows = "".join(
        f"### {n}️⃣ [{t}](https://arxiv.org/abs/2603.0000{n})\n\n**저자:** Ada Lovelace, Grace Hopper\n\n"
        for n, t in ((1, "TARN"), (2, TITLES[1]))
    )
    assert titles("# 브리핑\n\n" + rows, "ko.md") == ["TARN", TITLES[1]]


def test_names_below_a_long_title_in_a_list_are_not_its_second_line() -> None:
    long = "Semi-Supervised Classification of Documents with Graph Convolutional Networks"
    rows = f"1. {long}\n   Thomas N. Kipf, Max Welling\n   https://arxiv.org/abs/1609.02907\n\n"
    rows += f"2. {TITLES[1]}\n   {people(ITEMS[1])}\n   https://arxiv.org/abs/{IDS[1]}\n"
    assert titles("Papers for Thursday\n\n" + rows) == [long, TITLES[1]]


def test_names_abstract_and_link_on_lines_of_one_paragraph_are_three_things() -> None:
    rows = "".join(
        f"**{item.title}**\n{people(item)}\n{item.abstract}\n<https://arxiv.org/abs/{item.arxiv}>\n\n" for item in ITEMS
    )
    reading = read("# feed\n\n" + rows, "chat.md")
    assert [record.abstract for record in reading.records] == TEXTS
    assert [record.authors for record in reading.records] == [item.authors for item in ITEMS]


def test_yaml_s_folded_texts_are_read() -> None:
    rows = "".join(
        f'  - title: "{item.title}"\n    authors: [{people(item)}]\n    url: https://arxiv.org/abs/{item.arxiv}\n    abstract: >-\n'
        f"{wrapped(item.abstract, 90, '      ')}\n    date: 2026-03-20\n"
        for item in ITEMS
    )
    assert titles("papers:\n" + rows, "papers.yml") == TITLES
    assert abstracts("papers:\n" + rows, "papers.yml") == TEXTS


def test_a_word_in_quotes_does_not_end_a_title() -> None:
    title = 'What Do We Mean by "Understanding" When We Speak of Models'
    rows = f"* {title}\n  {people(ITEMS[0])}\n  https://arxiv.org/abs/2603.00001\n\n* {TITLES[1]}\n  {people(ITEMS[1])}\n  https://arxiv.org/abs/{IDS[1]}\n"
    assert titles("Papers for Thursday\n\n" + rows) == [title, TITLES[1]]


def test_an_alert_as_plain_text_gives_titles_people_and_snippets() -> None:
    rows = "".join(
        f"[PDF] {wrapped(item.title, 40)}\n<https://scholar.google.com/scholar_url?url=https://arxiv.org/pdf/{item.arxiv}&hl=en&sa=X>\n"
        f"A Lovelace, G Hopper… - arXiv preprint arXiv:{item.arxiv}, 2026\n{wrapped(item.abstract[:150])} …\n\n[image: Save]\n"
        "<https://scholar.google.com/citations?x>\n[image: Twitter]\n<https://scholar.google.com/scholar_share?x>\n\n"
        for item in ITEMS
    )
    reading = read(
        rows
        + "This message was sent by Google Scholar because you follow new articles.\n\nList alerts\n<https://scholar.google.com/scholar_alerts?x>\n"
    )
    assert [record.title for record in reading.records] == TITLES
    assert [record.arxiv_id for record in reading.records] == IDS
    assert {record.abstract_kind for record in reading.records} == {"snippet"}
    assert {record.authors for record in reading.records} == {("A Lovelace", "G Hopper")}


def test_cells_that_hold_the_title_and_all_about_it_give_the_title() -> None:
    rows = "".join(
        f'<tr><td><a href="https://www.semanticscholar.org/paper/{n:040x}?x=mail">{item.title}</a><div>{people(item)} • arXiv.org</div><div>'
        f'<strong>TLDR</strong> It works in all cases that were studied so far.</div><a href="https://www.semanticscholar.org/paper/{n:040x}/save">Save</a></td></tr>'
        for n, item in enumerate(ITEMS)
    )
    assert titles(f"<html><body><table>{rows}</table></body></html>") == TITLES


def test_pages_with_a_line_for_each_thing_are_read_by_their_order() -> None:
    shapes = (
        "{title}\n{people}\n2026-03-20\ncs.LG\nsimilar   [+]   pdf\n{abstract}\n\n",
        "#{n} {title} [PDF12] [Copy] [REL]\n\nAuthors: {people}\n\n{abstract}\n\nSubject: Machine Learning\n\nPublish: 2026-03-20 18:59:59 UTC\n\n",
        "Bot, [20.03.2026 08:0{n}]\n📄 {title}\n👥 {people}\n\n{abstract}\n\n🔗 https://arxiv.org/abs/{arxiv}\n\n",
    )
    for shape in shapes:
        rows = "".join(
            shape.format(n=n, title=item.title, people=people(item), abstract=item.abstract, arxiv=item.arxiv)
            for n, item in enumerate(ITEMS, 1)
        )
        reading = read("Machine Learning\nsearch\n\n" + rows)
        assert [record.title for record in reading.records] == TITLES, shape
        assert [record.abstract for record in reading.records] == TEXTS
        assert [record.authors for record in reading.records] == [item.authors for item in ITEMS]
        if "{arxiv}" in shape:
            assert [record.arxiv_id for record in reading.records] == IDS


def test_a_single_author_stands_where_the_names_of_the_others_do() -> None:
    rows = "".join(
        f"Research article\n{item.title}\nArticle 1101{n:02}\n{'Ada Lovelace' if n == 2 else people(item)}\n"
        f"https://www.sciencedirect.com/science/article/pii/S00313203{n:02}?x=mail\n\n"
        for n, item in enumerate(ITEMS)
    )
    text = f"New articles available for Pattern Recognition\nVolume 170, February 2026\n\n{rows}\nUnsubscribe | Manage alerts\n"
    assert titles(text) == TITLES


def test_a_list_of_links_is_one_when_nearly_every_line_is_a_paper() -> None:
    links = "\n".join(f"https://arxiv.org/abs/{item.arxiv} | [{item.arxiv}] {item.title}" for item in ITEMS)
    assert (titles(links), ids(links)) == (TITLES, IDS)
    references = "\n\n".join(
        f"Lovelace, A., Hopper, G. (2026). {item.title}. arXiv preprint arXiv:{item.arxiv}. https://arxiv.org/abs/{item.arxiv}"
        for item in ITEMS
    )
    reading = read("References\n\n" + references)
    assert [record.title for record in reading.records] == TITLES
    assert {record.authors for record in reading.records} == {("A. Lovelace", "G. Hopper")}


def test_a_log_that_names_papers_is_no_list_of_links() -> None:
    middle = "\n".join(
        f"2026-03-20 08:{n:02}:03 INFO Fetching https://arxiv.org/abs/2603.{n:05} took {n} ms" for n in range(30)
    )
    end = "\n".join(
        f"2026-03-20 08:{n:02}:03 INFO fetched page number {n} https://arxiv.org/abs/2603.{n:05}" for n in range(30)
    )
    assert titles(middle) == []
    assert titles(end) == []


def test_an_outline_in_org_mode_is_read_with_its_drawers() -> None:
    rows = "".join(
        f"* TODO {item.title} :paper:\n:PROPERTIES:\n:AUTHOR: {people(item)}\n:ARXIV: {item.arxiv}\n:URL: https://arxiv.org/abs/{item.arxiv}\n"
        f":END:\n\n{wrapped(item.abstract, 78, '  ')}\n\n"
        for item in ITEMS
    )
    reading = read("#+TITLE: To read\n#+DATE: 2026-03-20\n\n" + rows, "reading.org")
    assert [record.title for record in reading.records] == TITLES
    assert [record.abstract for record in reading.records] == TEXTS
    assert [record.authors for record in reading.records] == [item.authors for item in ITEMS]
    assert (
        titles(
            "#+TITLE: Tasks\n\n* TODO Renew the passport before March\n* DONE Send the invoice to the publisher\n",
            "todo.org",
        )
        == []
    )


def test_pubmed_s_citations_as_text_are_read_long_and_short() -> None:
    whole = "\n\n\n".join(
        f"{n}. Nat Methods. 2026 Mar;22(3):1-9. doi: 10.1038/x.{n}. Epub 2026 Mar\n20.\n\n{wrapped(item.title, 40)}.\n\n"
        f"{wrapped('Vaswani A(1)(2), Shazeer N(2).')}\n\nAuthor information:\n(1)Department of Biology, City.\n(2)Institute, City.\n\n"
        f"{wrapped(item.abstract)}\n\n© 2026. The Authors.\n\nDOI: 10.1038/x.{n}\nPMID: 4000000{n} [Indexed for MEDLINE]\n\n"
        "Conflict of interest statement: None."
        for n, item in enumerate(ITEMS, 1)
    )
    reading = read(whole, "abstract-set.txt")
    assert [record.title for record in reading.records] == TITLES
    assert [record.abstract for record in reading.records] == TEXTS
    assert {record.authors for record in reading.records} == {("Vaswani A", "Shazeer N")}
    assert reading.records[2].doi == "10.1038/x.3"
    short = "\n\n".join(
        f"{n}: Vaswani A, Shazeer N. {item.title}. Nat Methods. 2026 Mar 20;22(3):1-9. doi: 10.1038/x.{n}. PMID: 4000000{n}."
        for n, item in enumerate(ITEMS, 1)
    )
    assert titles(short, "summary-set.txt") == TITLES


def test_a_heading_that_begins_like_a_label_is_a_title_all_the_same() -> None:
    title = "WHERE and WHICH: Iterative Debate about Data"
    names = [TITLES[0], title, TITLES[1]]
    rows = "".join(
        f"# {name}\n\n**Authors**: Ada Lovelace, Grace Hopper\n\n**Link**: [PDF](https://arxiv.org/pdf/2603.0000{n})\n\n**Abstract**: {TEXTS[n]}\n\n---\n"
        for n, name in enumerate(names)
    )
    assert titles(rows, "day.md") == names


def test_a_title_with_commas_is_no_list_of_names_when_names_stand_behind_it() -> None:
    title = "High Definition, Inexpensive, Underwater Mapping"
    rows = f"- 2026-03-10, **{title}**, Ada Lovelace et.al., Paper: [http://arxiv.org/abs/2603.05640v1](http://arxiv.org/abs/2603.05640v1)\n"
    rows += f"- 2026-03-10, **{TITLES[1]}**, Kaiming He et.al., Paper: [http://arxiv.org/abs/{IDS[1]}v1](http://arxiv.org/abs/{IDS[1]}v1)\n"
    assert titles("## Mapping\n\n" + rows, "list.md") == [title, TITLES[1]]


def test_a_wrapped_line_that_begins_with_a_number_in_brackets_is_no_list_entry() -> None:
    text = f"{wrapped(TEXTS[0])}\nFor terrain from two cameras in the field our approach is based on:\n(1) planes, (2) edges and (3) corners that were found in every image of the set."
    rows = (
        f"# [{TITLES[0]}](https://arxiv.org/abs/{IDS[0]})\n\n### Authors: Ada Lovelace, Grace Hopper\n\n---\n{text}\n\n"
    )
    rows += f"# [{TITLES[1]}](https://arxiv.org/abs/{IDS[1]})\n\n### Authors: Kaiming He, Xiangyu Zhang\n\n---\n{wrapped(TEXTS[1])}\n"
    assert abstracts(rows, "mail.md") == [" ".join(text.split()), TEXTS[1]]


def test_an_announcement_inside_a_feed_s_paragraph_is_no_part_of_the_abstract() -> None:
    item = ITEMS[0]
    body = (
        f"<p>一句话总结</p><p>{item.title}</p><p>arXiv:{item.arxiv}v1 Announce Type: new Abstract: {item.abstract}</p>"
    )
    feed = (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>chat</title><item><title>总结</title><link>https://arxiv.org/abs/{item.arxiv}'
        f"</link><description>{html.escape(body)}</description></item></channel></rss>"
    )
    assert abstracts(feed, "feed.xml") == [item.abstract]


def arxiv_mail(items: tuple[Item, ...]) -> str:
    rule = "-" * 78
    entries = [
        f"\\\\\narXiv:{item.arxiv}\nDate: Fri, 20 Mar 2026 18:59:59 GMT   (34kb)\n\nTitle: {textwrap.fill(item.title, 40, subsequent_indent='  ')}\n"
        f"Authors: {people(item)}\nCategories: cs.LG\n\\\\\n{wrapped(item.abstract, 78, '  ')}\n\\\\ ( https://arxiv.org/abs/{item.arxiv} ,  34kb)\n"
        for item in items
    ]
    again = f"\\\\\narXiv:2603.00001\nreplaced with revised version Fri, 20 Mar 2026   (8kb)\n\nTitle: A Paper That Came Again\nAuthors: {people(items[0])}\n\\\\ ( https://arxiv.org/abs/2603.00001 ,  8kb)\n"
    return f"{rule}\n{rule}\n" + f"{rule}\n".join([*entries, again])


def test_a_mail_is_read_however_mailers_quote_space_and_wrap_it() -> None:
    mail = arxiv_mail(ITEMS)
    expected = [*TITLES, "A Paper That Came Again"]
    page = "<html><body><div>" + html.escape(mail).replace("\n", "<br>\n") + "</div></body></html>"
    for text in (mail, "".join(f"| {line}\n" for line in mail.split("\n")), mail.replace("\n", "\n\n"), page):
        reading = read(text, "mail.txt")
        assert [record.title for record in reading.records] == expected
        assert [" ".join((record.abstract or "").split()) for record in reading.records] == [*TEXTS, ""]


def test_scholar_s_results_give_snippets() -> None:
    rows = "".join(
        f'<div class="gs_ri"><h3 class="gs_rt"><span>[PDF]</span> <a href="https://arxiv.org/abs/{item.arxiv}">{item.title}</a></h3><div class="gs_a">'
        f'A Lovelace, G Hopper - arXiv preprint, 2026</div><div class="gs_rs">{item.abstract[:150]} …</div><div class="gs_fl"><a href="#">Cite</a></div></div>'
        for item in ITEMS
    )
    reading = read(f"<html><head><title>adam - Google Scholar</title></head><body>{rows}</body></html>", "results.html")
    assert [record.title for record in reading.records] == TITLES
    assert {record.abstract_kind for record in reading.records} == {"snippet"}


def test_bold_titles_with_venue_and_buttons_in_a_saved_readme() -> None:
    rows = "".join(
        f'<li><strong>{item.title}</strong> (<em>NeurIPS 2026</em>) [<a href="https://arxiv.org/abs/{item.arxiv}">paper</a>] [<a href="https://github.com/a/b">'
        "code</a>]</li>"
        for item in ITEMS
    )
    assert titles(f"<html><body><h1>Awesome</h1><ul>{rows}</ul><p>MIT</p></body></html>") == TITLES


def test_a_button_behind_an_abstract_is_no_part_of_it_and_no_title() -> None:
    rows = "".join(
        f'<tr><td style="padding:1px"><a href="https://arxiv.org/abs/{item.arxiv}?x=nl" style="color:#06c">{item.title}</a><p style="color:#777">{people(item)}</p>'
        f'<p>{item.abstract}</p><a href="https://arxiv.org/abs/{item.arxiv}">Save this to my library</a></td></tr>'
        for item in ITEMS
    )
    page = f"<html><body><table>{rows}</table></body></html>"
    assert titles(page) == TITLES
    assert abstracts(page) == TEXTS


def test_a_class_before_a_feed_s_title_is_no_part_of_it() -> None:
    items = "".join(
        f"<item><title>[cs.LG] {item.title}</title><link>https://arxiv.org/abs/{item.arxiv}</link></item>"
        for item in ITEMS
    )
    assert (
        titles(f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>', "feed.xml")
        == TITLES
    )


def test_an_announcement_in_a_feed_as_json_is_no_part_of_the_abstract() -> None:
    entries = [
        {
            "title": item.title,
            "link": f"https://arxiv.org/abs/{item.arxiv}",
            "summary": f"arXiv:{item.arxiv}v1 Announce Type: new \nAbstract: {item.abstract}",
        }
        for item in ITEMS
    ]
    assert abstracts(json.dumps({"entries": entries}), "dump.json") == TEXTS


def test_a_table_s_id_may_be_an_arxiv_id() -> None:
    rows = "\n".join(f'{item.arxiv},"{item.title}","{item.abstract}"' for item in ITEMS)
    assert ids("id,title,summary\n" + rows, "papers.csv") == IDS


def test_a_numbered_list_of_links_to_the_page_s_papers() -> None:
    rows = "\n".join(
        f"{n}. [{item.title}](https://huggingface.co/papers/{item.arxiv}) — ⬆️ {n}" for n, item in enumerate(ITEMS, 1)
    )
    reading = read(f"# Daily Papers – Week 12\n\nby AK and the research community\n\n{rows}\n", "week.md")
    assert [record.title for record in reading.records] == TITLES
    assert [record.arxiv_id for record in reading.records] == IDS


def test_pictures_leave_signs_in_a_copy_that_mean_nothing() -> None:
    rows = "\n\n".join(f"￼Submitted by\n￼ somebody\n￼42\n{item.title}\n￼￼· 3 authors￼ 2" for item in ITEMS)
    assert titles("￼Hugging Face\nDaily Papers\nby ￼AK and the research community\n￼Mar 20￼\n\n" + rows) == TITLES


def test_one_sentence_below_a_title_needs_no_length_when_each_paper_says_who_submitted_it() -> None:
    rows = "\n".join(
        f"Submitted by\nsomebody\n{item.title}\nA sentence about it.\n· 3 authors\nUpvote\n4" for item in ITEMS
    )
    assert titles("Trending Papers\nby AK and the research community\nMar 20\n" + rows) == TITLES


def test_titles_without_names_stand_at_one_distance_above_their_ids() -> None:
    rows = "\n".join(
        f"{item.title}\nPaper\n•\n{item.arxiv}\n•\nPublished Mar {n}\n•\n{n}\n" for n, item in enumerate(ITEMS, 2)
    )
    text = "Models\nDatasets\n\nsomebody\n's Collections\nReading list\n\n" + rows
    assert (titles(text), ids(text)) == (TITLES, IDS)


NEWS = (
    "The committee discussed the matter at length and agreed that the plan should be revised before spring. Several members asked for more "
    "figures, in particular about heating and maintenance, and the treasurer promised to send them before Christmas. A vote will be held in "
    "the next session, which takes place on the second Tuesday of January in the usual room. Guests are welcome to listen but may not vote."
)


def test_news_with_a_byline_and_members_of_a_team_are_no_papers() -> None:
    heads = (
        "Council votes for the new tram line",
        "Festival draws a record crowd despite rain",
        "Old bridge is closed until summer",
    )
    news = "".join(
        f'<div><h2><a href="https://news.example/{h}">{h}</a></h2><p class="byline">By Ada Lovelace</p><p>{NEWS}</p></div>'
        for h in heads
    )
    assert titles(f"<html><body>{news}</body></html>") == []
    team = "".join(
        f'<div><h3><a href="/p">Ada Lovelace {h}</a></h3><p>Engineer for trams</p><p>{NEWS}</p></div>' for h in heads
    )
    assert titles(f"<html><body>{team}</body></html>") == []


def test_minutes_with_names_and_long_texts_are_no_papers() -> None:
    text = "\n\n".join(
        f"Item {n}: Renovation of wing number {n}\nAda Lovelace, Grace Hopper\n{NEWS}" for n in range(1, 5)
    )
    assert titles(text) == []


def test_the_settings_of_a_site_are_no_paper() -> None:
    assert (
        titles(
            "title: My site\nauthors: [Ada Lovelace, Grace Hopper]\nurl: https://site.example\nabstract: >-\n  About gardens.\n",
            "site.yml",
        )
        == []
    )


def test_short_headings_in_a_feed_s_description_are_labels() -> None:
    items = "".join(
        f"<item><title>{item.title}</title><link>https://arxiv.org/abs/{item.arxiv}</link><description>"
        + html.escape(
            f"<h2>{item.title}</h2><p><strong>Authors:</strong> {people(item)}</p><h3>Abstract</h3><p>{item.abstract}</p><h3>中文摘要</h3><p>这是一段中文摘要，描述方法与结果。</p>"
        )
        + "</description></item>"
        for item in ITEMS
    )
    assert (
        abstracts(
            f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>', "feed.xml"
        )
        == TEXTS
    )


def test_title_link_and_quoted_abstract_below_each_other() -> None:
    rows = "".join(
        f"{item.title}\nhttps://arxiv.org/abs/{item.arxiv}\n\n> {item.abstract}\n\n---\n\n" for item in ITEMS
    )
    text = "Some that I liked\n\n" + rows
    assert (titles(text, "liked.md"), ids(text, "liked.md"), abstracts(text, "liked.md")) == (TITLES, IDS, TEXTS)


def test_titles_over_names_are_papers_where_the_page_says_so() -> None:
    def shown(heading: str) -> str:
        rows = "".join(f"<dt>{item.title}</dt><dd><i>{people(item)}</i></dd>" for item in ITEMS)
        return f"<html><body><h1>{heading}</h1><dl>{rows}</dl></body></html>"

    found = read(shown("Accepted papers"), "accepted.html").records
    assert [(record.title, record.authors) for record in found] == [(item.title, item.authors) for item in ITEMS]
    assert titles(shown("Films of the week"), "films.html") == []
