"""JSON as bots, conferences and search services write it: whatever the keys are called and wherever the papers stand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from readerapp.records import Record
from tests.formats.reading import read, titles
from tests.formats.writers import ITEMS, Item

TITLES = [item.title for item in ITEMS]


def records(value: object, name: str = "papers.json") -> tuple[Record, ...]:
    return read(json.dumps(value, ensure_ascii=False, indent=1), name).records


def thing(item: Item, **more: Any) -> dict[str, Any]:
    return {
        "title": item.title,
        "abstract": item.abstract,
        "authors": list(item.authors),
        "arxiv_id": item.arxiv,
        **more,
    }


def test_papers_by_id_by_topic_and_by_day() -> None:
    assert [r.title for r in records({item.arxiv: thing(item) for item in ITEMS})] == TITLES
    topics = {"Computer Vision": [thing(i) for i in ITEMS[:3]], "Robotics": [thing(i) for i in ITEMS[3:]]}
    assert [r.section for r in records(topics)] == ["Computer Vision"] * 3 + ["Robotics"] * 3
    reading = read(json.dumps({"2026-03-14": [thing(i) for i in ITEMS]}), "day.json")
    assert reading.date == "2026-03-14"
    assert [r.title for r in reading.records] == TITLES


def test_an_envelope_says_title_and_date_of_the_digest() -> None:
    reading = read(
        json.dumps(
            {"title": "Papers of the day", "date": "2026-03-14", "count": 6, "papers": [thing(i) for i in ITEMS]}
        ),
        "d.json",
    )
    assert (reading.title, reading.date) == ("Papers of the day", "2026-03-14")
    assert [r.title for r in reading.records] == TITLES


@pytest.mark.parametrize(
    "authors",
    [
        lambda i: [{"name": name} for name in i.authors],
        lambda i: [{"given": " ".join(n.split()[:-1]), "family": n.split()[-1]} for n in i.authors],
        lambda i: [{"author": {"display_name": name}} for name in i.authors],
        lambda i: [[n.split()[-1], " ".join(n.split()[:-1]), ""] for n in i.authors],
        lambda i: "; ".join(i.authors),
        lambda i: ", ".join(i.authors),
        lambda i: [", ".join(i.authors)],
        lambda i: {"value": list(i.authors)},
    ],
)
def test_authors_in_any_form(authors: Any) -> None:
    assert [r.authors for r in records([thing(i) | {"authors": authors(i)} for i in ITEMS])] == [
        i.authors for i in ITEMS
    ]


@pytest.mark.parametrize(
    "written",
    ["2026-03-14", "14 March 2026", "2026-03-14T08:00:00Z", 1773446400, 1773446400000, [2026, 3, 14], {"date-parts": [[2026, 3, 14]]},
     {"year": 2026, "month": 3, "day": 14}, {"date-time": "2026-03-14T00:00:00Z"}],
)  # fmt: skip
def test_dates_in_any_form(written: object) -> None:
    assert {r.date for r in records([thing(i, published=written) for i in ITEMS])} == {"2026-03-14"}


def test_an_abstract_as_words_with_their_places() -> None:
    def inverted(text: str) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for place, word in enumerate(text.split()):
            places.setdefault(word, []).append(place)
        return places

    found = records(
        {"results": [{"id": f"https://openalex.org/W{n}", "display_name": i.title, "doi": f"https://doi.org/10.1000/w{n}",
                      "abstract_inverted_index": inverted(i.abstract), "authorships": [{"author": {"display_name": a}} for a in i.authors],
                      "publication_date": "2026-03-14", "cited_by_count": 5} for n, i in enumerate(ITEMS)]}
    )  # fmt: skip
    assert [(r.title, r.abstract, r.doi, r.authors, r.date) for r in found] == [
        (i.title, i.abstract, f"10.1000/w{n}", i.authors, "2026-03-14") for n, i in enumerate(ITEMS)
    ]


def test_values_inside_other_objects() -> None:
    found = records(
        {"notes": [{"id": f"abc{n}", "forum": f"abc{n}", "content": {"title": {"value": i.title}, "abstract": {"value": i.abstract},
                    "authors": {"value": list(i.authors)}, "pdf": {"value": f"/pdf/abc{n}.pdf"}, "venue": {"value": "ICLR 2026 poster"}}}
                   for n, i in enumerate(ITEMS)]}
    )  # fmt: skip
    assert [(r.title, r.abstract, r.authors) for r in found] == [(i.title, i.abstract, i.authors) for i in ITEMS]


def test_tables_written_column_by_column() -> None:
    columns = {
        "title": [i.title for i in ITEMS],
        "abstract": [i.abstract for i in ITEMS],
        "url": [f"https://arxiv.org/abs/{i.arxiv}" for i in ITEMS],
    }
    wanted = [(i.title, i.abstract, i.arxiv) for i in ITEMS]
    for table in (
        columns,
        {name: {str(n): value for n, value in enumerate(values)} for name, values in columns.items()},
        {"columns": list(columns), "data": [list(row) for row in zip(*columns.values(), strict=True)]},
    ):
        assert [(r.title, r.abstract, r.arxiv_id) for r in records(table)] == wanted


def test_rows_of_markdown_under_their_ids() -> None:
    rows = {
        i.arxiv: f"|**2026-03-14**|**{i.title}**|{i.authors[0]} et.al.|[{i.arxiv}](http://arxiv.org/abs/{i.arxiv})|[link](https://github.com/a/b{n})|\n"
        for n, i in enumerate(ITEMS)
    }
    found = records({"Vision": rows})
    assert [(r.title, r.arxiv_id, r.date, r.section) for r in found] == [
        (i.title, i.arxiv, "2026-03-14", "Vision") for i in ITEMS
    ]
    assert [r.authors for r in found] == [i.authors[:1] for i in ITEMS]
    assert [r.code_urls for r in found] == [(f"https://github.com/a/b{n}",) for n in range(6)]
    bullets = {
        i.arxiv: f"- 2026-03-14, **{i.title}**, {i.authors[0]} et.al., Paper: [http://arxiv.org/abs/{i.arxiv}](http://arxiv.org/abs/{i.arxiv})\n"
        for i in ITEMS
    }
    assert [(r.title, r.arxiv_id) for r in records(bullets)] == [(i.title, i.arxiv) for i in ITEMS]
    assert records({"2401.00001": "plain text", "2401.00002": "| null | - |"}) == ()


def test_summaries_snippets_and_translations_are_marked() -> None:
    words = "It shows in a few words what the paper is about."

    def kinds(**more: str) -> set[str | None]:
        found = records([{"title": i.title, "arxiv_id": i.arxiv, "authors": list(i.authors), **more} for i in ITEMS])
        return {r.abstract_kind for r in found}

    assert (
        kinds(tldr=words)
        == kinds(ai_summary=words)
        == kinds(summary_zh="本文介绍了一种新的方法，效果很好。")
        == {"summary"}
    )
    assert kinds(snippet=words) == {"snippet"}
    both = records([thing(i, tldr=words) for i in ITEMS])
    assert [(r.abstract, r.abstract_kind) for r in both] == [(i.abstract, "full") for i in ITEMS]


def test_titles_in_two_languages() -> None:
    found = records([thing(i, title_zh="只需要注意力", 标题="又一个标题") for i in ITEMS])
    assert [r.title for r in found] == TITLES
    found = records(
        [
            {"标题": i.title, "作者": list(i.authors), "摘要": i.abstract, "链接": f"https://arxiv.org/abs/{i.arxiv}"}
            for i in ITEMS
        ]
    )
    assert [(r.title, r.abstract, r.arxiv_id) for r in found] == [(i.title, i.abstract, i.arxiv) for i in ITEMS]


def test_keys_in_any_spelling() -> None:
    found = records(
        [{"paperTitle": i.title, "Paper_Abstract": i.abstract, "author-list": list(i.authors), "arXivID": i.arxiv + "v3", "hf_upvotes": n,
          "githubRepo": f"https://github.com/a/b{n}", "submitted_date": "2026-03-14", "primaryCategory": "cs.LG"}
         for n, i in enumerate(ITEMS)]
    )  # fmt: skip
    assert [(r.title, r.abstract, r.authors, r.arxiv_id, r.version) for r in found] == [
        (i.title, i.abstract, i.authors, i.arxiv, "v3") for i in ITEMS
    ]
    assert [r.votes for r in found] == list(range(6))
    assert {r.date for r in found} == {"2026-03-14"}


def test_ids_written_as_numbers_lost_their_zeros() -> None:
    (one, two) = records([{"title": TITLES[0], "arxiv": 1706.0376, "abstract": ITEMS[0].abstract, "authors": ["A B", "C D"]},
                          {"title": TITLES[1], "arxiv": 1512.03385, "abstract": ITEMS[1].abstract, "authors": ["A B", "C D"]}])  # fmt: skip
    assert (one.arxiv_id, two.arxiv_id) == ("1706.03760", "1512.03385")


def test_links_in_many_places() -> None:
    one, two, three = records(
        [
            {"title": TITLES[0], "authors": ["A B", "C D"], "links": [{"href": "https://arxiv.org/abs/1706.03762"}, {"href": "https://arxiv.org/pdf/1706.03762", "title": "pdf"}]},
            {"title": TITLES[1], "authors": ["A B", "C D"], "link": "[page](https://openreview.net/forum?id=x1) www.example.org", "code": "github.com/a/b"},
            {"title": TITLES[2], "authors": ["A B", "C D"], "bibtex": "@article{x, doi = {10.1000/xyz}}", "externalIds": {"DOI": None, "CorpusId": 7}},
        ]
    )  # fmt: skip
    assert one.arxiv_id == "1706.03762"
    assert (two.url, two.code_urls) == ("https://openreview.net/forum?id=x1", ("https://github.com/a/b",))
    assert (three.doi, three.url) == ("10.1000/xyz", "https://doi.org/10.1000/xyz")


def test_junk_in_place_of_an_abstract_is_not_stored() -> None:
    for junk in ("webpage: https://example.org/paper", "N/A", "No abstract available.", "https://example.org"):
        found = records([thing(i) | {"abstract": junk} for i in ITEMS])
        assert [(r.title, r.abstract) for r in found] == [(title, None) for title in TITLES]


def test_what_says_that_it_is_something_else_is_no_paper() -> None:
    found = records([*(thing(i, type="paper") for i in ITEMS), {"title": "A Model of Some Size", "type": "model", "url": "https://example.org/m"},
                     {"title": "News of the Whole Week", "type": "news", "url": "https://example.org/n"}])  # fmt: skip
    assert [r.title for r in found] == TITLES


def test_a_record_without_title_is_skipped_with_its_words() -> None:
    value = [
        *(thing(i) for i in ITEMS),
        {"abstract": "Words of an abstract that has lost its title.", "authors": ["A B"], "arxiv_id": "2401.00001"},
    ]
    reading = read(json.dumps(value), "p.json")
    assert [r.title for r in reading.records] == TITLES
    assert len(reading.skipped) == 1
    assert "lost its title" in reading.skipped[0].text


def test_json_lines_with_broken_ones_and_python_dicts() -> None:
    lines = [json.dumps(thing(i)) for i in ITEMS]
    reading = read("\n".join([*lines[:3], "{broken", *lines[3:]]), "p.jsonl")
    assert [r.title for r in reading.records] == TITLES
    assert [r.line for r in reading.records] == [1, 2, 3, 5, 6, 7]
    text = "\n".join(repr(thing(i) | {"seen": True, "none": None, "when": 1.5}) for i in ITEMS)
    assert titles(text, "p.jsonl") == TITLES


def test_programs_notation_with_comments_calls_and_trailing_commas() -> None:
    body = ",\n".join(
        f"{{'title': {i.title!r}, 'abstract': {i.abstract!r}, 'arxiv_id': {i.arxiv!r}, 'when': datetime(2026, 3, 14), 'tags': ('a', 'b'), }}"
        for i in ITEMS
    )
    assert titles(f"[\n// papers\n{body},\n]", "p.json") == TITLES


@pytest.mark.parametrize(
    "value",
    [
        {"name": "tool", "version": "1.0.0", "dependencies": {"left-pad": "1.0"}, "author": "Ada Lovelace", "description": "a tool"},
        [{"title": "A Film of Some Length", "director": "Somebody", "year": 1999, "rating": 7.5}],
        [{"id": 1, "title": "Button does not work", "state": "open", "user": {"login": "ada"}, "body": "When I press it nothing happens."}],
        [{"title": "Blue Shoes for Running", "price": 59.9, "url": "https://shop.example.org/1", "description": "Light and comfortable."}],
        {"type": "FeatureCollection", "features": [{"properties": {"name": "Lake"}}]},
        {"items": [{"title": "Episode 12: About Attention", "audio": "https://example.org/12.mp3", "description": "We talk about papers."}]},
        [[[]]], {}, [], "text", 7,
    ],
)  # fmt: skip
def test_what_is_no_list_of_papers_gives_none(value: object) -> None:
    assert records(value) == ()


def test_a_browser_s_bookmarks_lie_in_folders() -> None:
    links = [
        {"name": f"[{i.arxiv}] {i.title} Again", "type": "url", "url": f"https://arxiv.org/abs/{i.arxiv}"}
        for i in ITEMS
    ]
    links.append({"name": "The weather in the north this week", "type": "url", "url": "https://weather.example.org"})
    found = records(
        {
            "roots": {
                "bookmark_bar": {"children": [{"name": "Papers", "type": "folder", "children": links}], "name": "Bar"}
            }
        }
    )
    assert [(r.title, r.arxiv_id) for r in found] == [(f"{i.title} Again", i.arxiv) for i in ITEMS]


def test_a_forum_s_letter_before_a_title_is_no_part_of_it() -> None:
    posts = [
        {"data": {"title": f"[R] {i.title}", "author": "ada", "url": f"https://arxiv.org/abs/{i.arxiv}", "ups": 9}}
        for i in ITEMS
    ]
    assert [r.title for r in records({"kind": "Listing", "data": {"children": posts}})] == TITLES
