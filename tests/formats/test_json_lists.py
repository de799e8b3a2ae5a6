"""Lists of papers as JSON: bots, scrapers, conferences and library services, in every shape they give it."""

from __future__ import annotations

import json

import pytest

from readerapp.records import Reading
from tests.formats.reading import read, titles
from tests.formats.writers import ITEMS

FIRST, SECOND, THIRD = ITEMS[:3]
LONG = FIRST.abstract


def of(value: object, name: str = "papers.json") -> Reading:
    return read(json.dumps(value), name)


def paper(**more: object) -> dict[str, object]:
    return {"title": FIRST.title, "authors": list(FIRST.authors), "url": f"https://arxiv.org/abs/{FIRST.arxiv}", **more}


def one(**more: object):  # type: ignore[no-untyped-def]
    (record,) = of([paper(**more)]).records
    return record


def test_objects_under_their_ids_are_papers_and_the_keys_are_their_ids() -> None:
    value = {item.arxiv: {"title": item.title, "authors": list(item.authors)} for item in ITEMS}
    reading = of(value)
    assert [record.arxiv_id for record in reading.records] == [item.arxiv for item in ITEMS]
    assert [record.title for record in reading.records] == [item.title for item in ITEMS]
    assert reading.records[0].url == f"https://arxiv.org/abs/{FIRST.arxiv}"


def test_topics_and_days_over_the_lists_are_sections_and_the_date() -> None:
    value = {"2026-03-14": {"Vision": [paper()], "Language": [{**paper(), "title": SECOND.title, "url": SECOND.arxiv}]}}
    reading = of(value)
    assert [record.section for record in reading.records] == ["Vision", "Language"]
    assert reading.date == "2026-03-14"


def test_lists_of_several_days_have_no_single_date() -> None:
    value = {"2026-03-14": [paper()], "2026-03-15": [{**paper(), "title": SECOND.title, "url": SECOND.arxiv}]}
    reading = of(value)
    assert [record.section for record in reading.records] == [None, None]
    assert reading.date is None


def test_the_object_around_the_papers_names_and_dates_the_digest() -> None:
    reading = of({"title": "Reading group", "date": "2026-03-14", "count": 1, "papers": [paper(abstract=LONG)]})
    assert (reading.title, reading.date) == ("Reading group", "2026-03-14")
    assert [record.title for record in reading.records] == [FIRST.title]
    assert reading.records[0].section is None


def test_authors_in_every_shape() -> None:
    expected = ("Ada Lovelace", "Grace Hopper")
    shapes: list[object] = [
        "Ada Lovelace; Grace Hopper",
        "Ada Lovelace, Grace Hopper",
        "Lovelace, Ada and Hopper, Grace",
        ["Ada Lovelace", "Grace Hopper"],
        ["Lovelace, Ada", "Hopper, Grace"],
        ["Ada Lovelace, Grace Hopper"],
        ["Ada Lovelace; Grace Hopper"],
        [{"name": "Ada Lovelace"}, {"name": "Grace Hopper"}],
        [{"given": "Ada", "family": "Lovelace"}, {"given": "Grace", "family": "Hopper"}],
        [{"author": {"display_name": "Ada Lovelace"}}, {"author": {"display_name": "Grace Hopper"}}],
        [{"firstName": ["Ada"], "lastName": "Lovelace"}, {"firstName": "Grace", "lastName": "Hopper"}],
        [["Lovelace", "Ada", ""], ["Hopper", "Grace", ""]],
        {"author": [{"name": "Ada Lovelace"}, {"name": "Grace Hopper"}]},
    ]
    for shape in shapes:
        assert one(authors=shape).authors == expected, shape


def test_what_names_nobody_gives_no_author() -> None:
    for shape in ([{"affiliation": "Example University"}], [None, 7], {}, 12, {"name": " "}, {"count": 3}):
        assert one(authors=shape).authors == (), shape
    assert one(authors={"name": "Ada Lovelace"}).authors == ("Ada Lovelace",)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-03-14T10:00:00Z", "2026-03-14"),
        ("Sat, 14 Mar 2026 10:00:00 GMT", "2026-03-14"),
        (1773446400, "2026-03-14"),
        (1773446400000, "2026-03-14"),
        ([2026, 3, 14], "2026-03-14"),
        ({"date-parts": [[2026, "3", 14]]}, "2026-03-14"),
        ({"year": 2026, "month": 3, "day": 14}, "2026-03-14"),
        ({"value": "2026-03-14"}, "2026-03-14"),
        ([2026, 3], None),
        (2026, None),
        (True, None),
        ({}, None),
        ([], None),
        ("spring", None),
    ],
)
def test_dates_in_every_shape(value: object, day: str | None) -> None:
    assert one(published=value).date == day


def test_the_day_of_the_paper_goes_before_the_day_of_the_bot() -> None:
    assert one(created="2026-03-20", published="2026-03-14").date == "2026-03-14"
    assert one(updated="2026-03-20", year=2026).date == "2026-03-20"


def test_junk_in_the_place_of_an_abstract_is_left_out_and_the_paper_is_kept() -> None:
    for junk in (
        "", "  ", None, "None", "N/A", "No abstract available.", "webpage: https://example.org/paper", "Abstract not available",
        FIRST.title, f"Abstract: {FIRST.title}", "https://example.org/x.pdf",
    ):  # fmt: skip
        record = one(abstract=junk)
        assert (record.title, record.abstract, record.abstract_kind) == (FIRST.title, None, None), junk


def test_an_abstract_goes_before_all_other_words_about_the_paper() -> None:
    record = one(abstract=LONG, ai_summary="It works.", tldr="Works.", summary_zh="很好")
    assert (record.abstract, record.abstract_kind) == (LONG, "full")


def test_somebody_s_words_are_a_summary_and_search_engines_have_snippets() -> None:
    for key in ("tldr", "ai_summary", "gpt_summary", "one_sentence_summary", "takeaways", "summary_en", "llm_tldr"):
        record = one(**{key: "A model that only looks at what matters, which makes it fast."})
        assert record.abstract_kind == "summary", key
    record = one(snippet="… looks at what matters, which makes it fast …")
    assert record.abstract_kind == "snippet"
    assert one(summary="A short remark about it that somebody wrote.").abstract_kind == "summary"
    assert one(summary=LONG).abstract_kind == "full"
    assert one(abstract=LONG[:200] + " …").abstract_kind == "truncated"


def test_a_translation_is_shown_only_where_there_is_nothing_else() -> None:
    chinese = "我们提出了一种新的方法，并在多个数据集上进行了实验，结果表明该方法优于现有的方法。"
    record = one(title_zh="注意力就是一切", abstract_zh=chinese)
    assert (record.title, record.abstract, record.abstract_kind) == (FIRST.title, chinese, "summary")
    record = one(title="注意力就是一切", original_title=FIRST.title, abstract=chinese, abstract_original=LONG)
    assert (record.title, record.abstract) == (FIRST.title, LONG)
    (record,) = of([{"title_zh": "注意力就是一切", "url": f"https://arxiv.org/abs/{FIRST.arxiv}"}]).records
    assert record.title == "注意力就是一切"


def test_keys_in_other_languages_are_known() -> None:
    (record,) = of(
        [{"标题": FIRST.title, "作者": "Ada Lovelace, Grace Hopper", "摘要": LONG, "链接": FIRST.arxiv}]
    ).records
    assert (record.title, record.authors) == (FIRST.title, ("Ada Lovelace", "Grace Hopper"))
    assert record.abstract == LONG


def test_links_of_every_kind_go_to_their_places() -> None:
    record = one(
        url=["https://openreview.net/forum?id=abc", "https://github.com/a/b"],
        pdf="https://openreview.net/pdf?id=abc",
        comments="Code at https://gitlab.com/c/d.",
        abstract=f"{LONG} See https://github.com/e/f.",
    )
    assert (record.url, record.pdf_url) == ("https://openreview.net/forum?id=abc", "https://openreview.net/pdf?id=abc")
    assert record.code_urls == ("https://github.com/a/b", "https://gitlab.com/c/d", "https://github.com/e/f")
    record = one(url="[page](https://arxiv.org/abs/1706.03762v5), [code](https://github.com/a/b)")
    assert (record.arxiv_id, record.version, record.url) == ("1706.03762", "v5", "https://arxiv.org/abs/1706.03762v5")
    assert record.code_urls == ("https://github.com/a/b",)
    assert one(url="arxiv.org/abs/1706.03762").url == "https://arxiv.org/abs/1706.03762"
    assert one(url={"href": "https://arxiv.org/pdf/1706.03762.pdf"}).pdf_url == "https://arxiv.org/pdf/1706.03762.pdf"


def test_a_title_that_is_an_address_is_an_address() -> None:
    assert titles(json.dumps([{"title": "https://arxiv.org/abs/1706.03762", "abstract": LONG}]), "x.json") == []


def test_ids_in_every_shape() -> None:
    def number(**more: object) -> str | None:
        (record,) = of([{"title": FIRST.title, "authors": list(FIRST.authors), "abstract": LONG, **more}]).records
        return record.arxiv_id

    assert number(id="http://arxiv.org/abs/1706.03762v5") == "1706.03762"
    assert number(arxiv_id=1412.698) == "1412.6980"
    assert number(externalIds={"ArXiv": "1706.03762", "DBLP": "x"}) == "1706.03762"
    assert number(doi="10.48550/arXiv.1706.03762") == "1706.03762"
    assert number(url="/abs/1706.03762") == "1706.03762"
    assert number(pdf_url="https://arxiv.org/pdf/1706.03762v1") == "1706.03762"
    assert number(abstract=f"{LONG} It builds on arXiv:1512.03385.") is None


def test_a_doi_stands_in_its_field_in_links_and_in_bibtex() -> None:
    def number(**more: object) -> str | None:
        (record,) = of([{"title": FIRST.title, "authors": list(FIRST.authors), "abstract": LONG, **more}]).records
        return record.doi

    assert number(DOI="10.1145/ABC.1") == "10.1145/abc.1"
    assert number(url="https://doi.org/10.1145/abc.1") == "10.1145/abc.1"
    assert number(bibtex="@article{a, title={x}, doi = {10.1145/abc.1}}") == "10.1145/abc.1"
    assert number(bibtex="@article{a, url = {https://example.org/paper}}") is None
    (record,) = of([{"title": FIRST.title, "authors": list(FIRST.authors), "DOI": "10.1145/abc.1"}]).records
    assert record.url == "https://doi.org/10.1145/abc.1"


def test_votes_version_and_section_are_kept() -> None:
    record = one(upvotes=42, version=3, primary_category="cs.LG", arxiv_id="1706.03762")
    assert (record.votes, record.version, record.section) == (42, "v3", "cs.LG")
    assert one(version="final").version is None
    assert one(upvotes="many").votes is None


def test_what_belongs_to_a_paper_may_stand_in_objects_inside_it() -> None:
    (record,) = of(
        [
            {
                "id": "1706.03762",
                "content": {
                    "title": {"value": FIRST.title},
                    "abstract": {"value": LONG},
                    "authors": {"value": list(FIRST.authors)},
                },
            }
        ]
    ).records
    assert (record.title, record.abstract, record.authors, record.arxiv_id) == (
        FIRST.title,
        LONG,
        FIRST.authors,
        "1706.03762",
    )


def test_an_abstract_kept_as_words_with_places_is_put_together() -> None:
    words: dict[str, list[int]] = {}
    for place, word in enumerate(LONG.split()):
        words.setdefault(word, []).append(place)
    record = one(abstract_inverted_index=words)
    assert (record.abstract, record.abstract_kind) == (LONG, "full")
    assert one(abstract_inverted_index="nothing").abstract is None
    assert one(abstract_inverted_index={"far": [10**9], "odd": "x"}).abstract is None


def test_a_table_written_column_by_column_is_read_row_by_row() -> None:
    items = ITEMS[:3]
    lists = {"title": [i.title for i in items], "arxiv_id": [i.arxiv for i in items], "note": "kept by a bot"}
    objects = {
        "title": {str(n): i.title for n, i in enumerate(items)},
        "arxiv_id": {str(n): i.arxiv for n, i in enumerate(items)},
    }
    split = {
        "columns": ["title", "arxiv_id"],
        "index": [0, 1, 2],
        "data": [*([i.title, i.arxiv] for i in items), ["odd"]],
    }
    for value in (lists, objects, split):
        reading = of(value)
        assert [record.title for record in reading.records] == [item.title for item in items], value
        assert [record.arxiv_id for record in reading.records] == [item.arxiv for item in items]


def test_columns_of_other_things_are_no_papers() -> None:
    assert titles(json.dumps({"title": ["a", "b"]}), "x.json") == []
    assert titles(json.dumps({"title": ["a", "b"], "size": [1]}), "x.json") == []
    assert titles(json.dumps({"title": [1, 2], "size": [1, 2]}), "x.json") == []


def test_bots_that_keep_markdown_rows_under_ids() -> None:
    rows = {
        "2603.00001": f"|**2026-03-14**|**{FIRST.title}**|Ada Lovelace et.al.|[2603.00001](http://arxiv.org/abs/2603.00001)|**[link](https://github.com/a/b)**|\n",
        "2603.00002": f"- 2026-03-15, **{SECOND.title}**, Grace Hopper et.al., Paper: [http://arxiv.org/abs/2603.00002](http://arxiv.org/abs/2603.00002)\n",
        "2603.00003": "|**2026-03-15**|||null|\n",
        "2603.00004": "seen",
    }
    reading = of({"Graph Learning": rows})
    assert [(r.title, r.authors, r.arxiv_id, r.date, r.section) for r in reading.records] == [
        (FIRST.title, ("Ada Lovelace",), "2603.00001", "2026-03-14", "Graph Learning"),
        (SECOND.title, ("Grace Hopper",), "2603.00002", "2026-03-15", "Graph Learning"),
    ]
    assert reading.records[0].code_urls == ("https://github.com/a/b",)
    assert reading.records[0].url == "http://arxiv.org/abs/2603.00001"


def test_a_record_with_abstract_and_authors_but_no_title_is_skipped_and_told() -> None:
    reading = of([paper(), {"authors": ["Grace Hopper"], "abstract": "Nobody knows what this was about."}])
    assert [record.title for record in reading.records] == [FIRST.title]
    (skipped,) = reading.skipped
    assert (skipped.where, skipped.reason) == ("record without title 1", "it has no title")
    assert skipped.text == "Grace Hopper Nobody knows what this was about."


def test_what_says_that_it_is_something_else_is_no_paper() -> None:
    others = [
        {**paper(), "title": f"The {kind} of the week", "url": "https://example.org", "type": kind}
        for kind in ("model", "news", "dataset")
    ]
    assert titles(json.dumps([paper(), *others]), "x.json") == [FIRST.title]
    assert titles(json.dumps([paper(type="journal-article")]), "x.json") == [FIRST.title]


def test_papers_that_a_paper_cites_are_not_in_the_digest() -> None:
    assert titles(json.dumps([paper(references=[{"title": SECOND.title, "doi": "10.1145/1.1"}])]), "x.json") == [
        FIRST.title
    ]


def test_in_a_list_of_papers_the_rest_are_papers_too() -> None:
    sure = [{"title": item.title, "url": f"https://arxiv.org/abs/{item.arxiv}"} for item in ITEMS]
    assert (
        titles(json.dumps([*sure, {"title": "A Title and Nothing Else", "authors": ["Ada Lovelace"]}]), "x.json")[-1]
        == "A Title and Nothing Else"
    )


@pytest.mark.parametrize(
    "value",
    [
        {"name": "left-pad", "version": "1.0.0", "description": "Pads.", "license": "MIT", "dependencies": {"a": "^1"}},
        [{"title": "Tea pot", "price": 12.5, "description": "A pot for tea."}, {"title": "Cup", "price": 4}],
        [{"title": "Buy milk", "completed": False}, {"title": "Call Ada", "completed": True}],
        {"title": "Opening night", "speakers": ["Ada Lovelace"], "room": "A"},
        [{"title": "A film", "year": 1979, "director": "Somebody"}],
        {"notebook": {"cells": [{"source": ["import os"]}]}, "metadata": {"title": "x"}},
        [1, 2, 3],
        [[]],
        {},
    ],
)  # fmt: skip
def test_json_of_other_things_holds_no_paper(value: object) -> None:
    assert of(value).records == ()


def test_each_paper_knows_its_line() -> None:
    text = "".join(json.dumps(paper() | {"title": item.title, "url": item.arxiv}) + "\n" for item in ITEMS[:2])
    assert [record.line for record in read(text, "x.jsonl").records] == [1, 2]
    text = json.dumps(
        [{"title": f"Größe {item.title}", "url": f"https://arxiv.org/abs/{item.arxiv}"} for item in ITEMS[:2]], indent=1
    )
    assert [record.line for record in read(text, "x.json").records] == [3, 7]
    assert [record.line for record in read(text.replace("\n", ""), "x.json").records] == [1, 1]


def test_a_title_that_is_not_found_as_it_stands_has_no_line() -> None:
    escaped = "".join(f"\\u{ord(letter):04x}" for letter in FIRST.title[:4]) + FIRST.title[4:]
    text = f'[\n{{"title": "{escaped}",\n"url": "https://arxiv.org/abs/{FIRST.arxiv}"}}]'
    (record,) = read(text, "x.json").records
    assert (record.title, record.line) == (FIRST.title, None)
    many = [{"title": f"{escaped} {n}", "url": f"https://arxiv.org/abs/2603.{n:05}"} for n in range(1, 30)]
    text = "[\n" + ",\n".join(json.dumps(entry).replace("\\\\u", "\\u") for entry in many) + "\n]"
    assert {record.line for record in read(text, "x.json").records} == {None}
