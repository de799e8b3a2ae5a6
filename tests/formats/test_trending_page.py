"""The trending or daily page in the many forms in which people save it: text, Markdown by extractors, HTML, the API's JSON."""

from __future__ import annotations

import json
import textwrap
from datetime import date
from html import escape

import pytest

from readerapp.formats.hf_pieces import pieces
from readerapp.records import Reading
from tests.digests import TITLES as PAGE_TITLES
from tests.digests import abstract_of, page_text
from tests.formats.reading import read, titles
from tests.formats.writers import ITEMS, Item

FIRST, SECOND, THIRD = ITEMS[:3]
TITLES = [item.title for item in ITEMS]
TEXTS = [item.abstract for item in ITEMS]
HEAD = ("new", "Get trending papers in your email inbox!", "Subscribe", "byAK and the research community", "Mar 14")


def page(*blocks: str, head: tuple[str, ...] = HEAD) -> str:
    return "\n\n".join([*head, *blocks]) + "\n"


def test_the_home_format_exactly() -> None:
    reading = read(page_text())
    assert (reading.format, reading.title, reading.date, reading.date_text) == (
        "hf_page",
        "Trending papers",
        "2026-03-14",
        "Mar 14",
    )
    assert [record.title for record in reading.records] == list(PAGE_TITLES)
    assert [record.abstract for record in reading.records] == [abstract_of(title) for title in PAGE_TITLES]
    assert {record.abstract_kind for record in reading.records} == {"full"}
    assert [record.line for record in reading.records[:2]] == [11, 15]
    first = reading.records[0]
    assert (first.arxiv_id, first.authors, first.url, first.votes) == (None, (), None, None)
    assert (reading.skipped, reading.warnings) == ((), ())


@pytest.mark.parametrize(
    ("modified", "day"),
    [
        (date(2026, 3, 14), "2026-03-14"),
        (date(2026, 3, 13), "2026-03-14"),
        (date(2026, 3, 12), "2025-03-14"),
        (date(2027, 1, 1), "2026-03-14"),
    ],
)
def test_a_date_without_year_takes_the_latest_that_fits(modified: date, day: str) -> None:
    assert read(page_text(), modified=modified).date == day


def test_a_date_with_a_year_is_taken_as_it_stands() -> None:
    reading = read(page_text(day="Mar 14, 2024"))
    assert (reading.date, reading.date_text) == ("2024-03-14", None)
    assert read(page_text(day="Pi day")).date is None


def test_texts_stay_as_they_are_in_the_file() -> None:
    tex = TEXTS[0] + " Our \\tool halves the cost ,and 100\\% of it is at https://github.com/a/b"
    url = TEXTS[1] + " Code: https://gitlab.com/c/d."
    records = read(page(FIRST.title, tex, SECOND.title, url)).records
    assert [record.abstract for record in records] == [tex, url]
    assert [record.code_urls for record in records] == [("https://github.com/a/b",), ("https://gitlab.com/c/d",)]


def test_look_alikes_are_different_papers() -> None:
    names = ["FBNet: Design by Search", "FBNetV3: Design by Search", "FBLNet: Design by Search"]
    assert titles(page(*(part for name in names for part in (name, abstract_of(name))))) == names


def test_the_search_words_stand_alone_and_are_no_paper() -> None:
    assert titles(page("reinforcement", *(part for item in ITEMS for part in (item.title, item.abstract)))) == TITLES


def test_furniture_is_never_a_paper() -> None:
    furniture = [
        "Daily", "Weekly", "Monthly", "Models", "Datasets", "Spaces", "Docs", "Pricing", "Log In", "Sign Up", "12 authors", "Submitted by",
        "somebody", "7", "·", "-", "Mar 3", "Upvote", "GitHub 1.2k", "arXiv Page", "+4", "---", "View PDF", "Company", "TOS", "Privacy",
    ]  # fmt: skip
    found = titles(page(*(part for item in ITEMS for part in (item.title, item.abstract)), *furniture))
    assert found == TITLES


def test_an_address_that_a_tool_wrapped_out_of_the_abstract_stays_in_it() -> None:
    text = f"{textwrap.fill(FIRST.abstract, 100)} The code is at\nhttps://github.com/a/b"
    (record, _) = read(page(FIRST.title, text, SECOND.title, SECOND.abstract)).records
    assert record.abstract == f"{FIRST.abstract} The code is at https://github.com/a/b"


def test_title_and_abstract_without_a_blank_line_between_them() -> None:
    wide = [f"{item.title}\n{item.abstract}" for item in ITEMS]
    assert [(r.title, r.abstract) for r in read(page(*wide)).records] == list(zip(TITLES, TEXTS, strict=True))
    wrapped = [f"{item.title}\n{textwrap.fill(item.abstract, 90)}" for item in ITEMS]
    assert [(r.title, r.abstract) for r in read(page(*wrapped)).records] == list(zip(TITLES, TEXTS, strict=True))


def wide_layout(item: Item, number: int) -> str:
    """As an extractor writes it that numbers its links."""
    text = "\n".join(textwrap.wrap(item.abstract, 120))
    return f"[32][{number}]\n\n### [{item.title}][{number}]\n\n[\n{text}\n][{number + 1}]\n\n* 3 authors\n\n·\n\nMay {number % 28 + 1}\n\n[{number + 40}][{number + 2}]\n"


def test_a_capture_that_ends_in_the_middle_of_a_word_says_so() -> None:
    whole = page(FIRST.title, FIRST.abstract, SECOND.title, SECOND.abstract[:330])
    for end in ("\n\n[Content truncated]", "\n\n[Content truncated]\n", "…"):
        records = read(whole.rstrip("\n") + end).records
        assert [record.abstract_kind for record in records] == ["full", "truncated"], end
        assert (records[1].abstract or "").rstrip("…") == SECOND.abstract[:330].strip()


def test_a_single_sentence_below_a_title_is_the_page_s_summary() -> None:
    short = "A model that only looks at what matters is faster than all that came before it, and better at translating texts too."
    rows = [
        part for item in ITEMS for part in (item.title, short.replace("model", f"model of {item.title.split()[0]}"))
    ]
    records = read(page(*rows)).records
    assert [record.title for record in records] == TITLES
    assert {record.abstract_kind for record in records} == {"summary"}


def test_every_paper_twice_is_each_paper_once() -> None:
    rows = [
        part
        for item in ITEMS
        for part in (
            item.title,
            f"https://huggingface.co/papers/{item.arxiv}",
            item.abstract,
            "3 authors",
            item.title,
            item.abstract,
        )
    ]
    reading = read(page(*rows))
    assert [record.title for record in reading.records] == TITLES
    assert [record.arxiv_id for record in reading.records] == [item.arxiv for item in ITEMS]


def test_a_page_of_titles_and_numbers_alone() -> None:
    lines = ["Daily Papers", "byAK and the research community", "Mar 14"]
    for item in ITEMS:
        lines += ["Submitted by", "somebody", "42", item.title, "· 3 authors", "2"]
    records = read("\n".join(lines)).records
    assert [record.title for record in records] == TITLES
    assert [record.abstract for record in records] == [None] * len(ITEMS)
    assert [record.votes for record in records] == [42] * len(ITEMS)


def test_a_title_without_abstract_among_papers_with_one() -> None:
    blocks = [
        FIRST.title,
        FIRST.abstract,
        "· 3 authors",
        SECOND.title,
        "· 2 authors",
        THIRD.title,
        THIRD.abstract,
        "Example University",
        "· 2 authors",
    ]
    records = read(page(*blocks)).records
    assert [(record.title, record.abstract) for record in records] == [
        (FIRST.title, FIRST.abstract),
        (SECOND.title, None),
        (THIRD.title, THIRD.abstract),
    ]


def test_headings_are_titles_and_those_without_a_paper_are_none() -> None:
    rows = [f"### {item.title}\n\n{item.abstract}\n\n· 3 authors" for item in ITEMS]
    text = page("# Trending Papers", *rows, "## Collections of Mine", "## Company", "### ", head=HEAD[:4])
    assert titles(text, "x.md") == TITLES


def test_headings_that_a_tool_wrapped_are_one_line_again() -> None:
    long = "Semi-Supervised Classification of Documents with Graph Convolutional Networks and Much More"
    first, second = textwrap.wrap(long, 74)
    rows = [
        f"### {first}\n{second}\n\n{FIRST.abstract}\n\n3 authors",
        f"### {SECOND.title}\n\n{SECOND.abstract}\n\n2 authors",
    ]
    assert titles(page(*rows)) == [long, SECOND.title]
    rows[0] = f"### {first}\n    {second}\n\n{FIRST.abstract}\n\n3 authors"
    assert titles(page(*rows)) == [long, SECOND.title]


def test_links_that_a_tool_wrapped_are_whole_again() -> None:
    rows = []
    for item in ITEMS:
        head, _, tail = item.title.partition(" ")
        rows.append(
            f"### [{head}\n{tail}](https://huggingface.co/papers/\n{item.arxiv})\n\n{item.abstract}\n\n* [3 authors](https://x.example)\n\n* 12\n"
        )
    records = read(
        "\n\n".join(["by [AK](https://huggingface.co/akhaliq) and the research community", *rows]), "x.md"
    ).records
    assert [record.title for record in records] == TITLES
    assert [record.arxiv_id for record in records] == [item.arxiv for item in ITEMS]
    assert [record.abstract for record in records] == TEXTS


def test_code_buttons_in_markdown_are_links_and_no_text() -> None:
    rows = [
        f"### [{item.title}](/papers/{item.arxiv})\n\n{item.abstract}\n\n[Code of it ★ 12](https://github.com/a/{n})\n\n- · 3 authors\n"
        for n, item in enumerate(ITEMS)
    ]
    records = read("\n\n".join(["by [AK](/akhaliq) and the research community", *rows]), "x.md").records
    assert [record.title for record in records] == TITLES
    assert [record.code_urls for record in records] == [(f"https://github.com/a/{n}",) for n in range(len(ITEMS))]


def test_front_matter_of_a_notes_program_is_no_text_and_lines_stay_right() -> None:
    text = "---\ntitle: Trending Papers\nsource: https://huggingface.co/papers\n---\n" + page_text()
    reading = read(text, "clip.md")
    assert [record.title for record in reading.records] == list(PAGE_TITLES)
    assert reading.records[0].line == 15


def test_escaped_signs_are_the_signs() -> None:
    rows = [
        f"### [{item.title} \\[v2\\]](https://huggingface.co/papers/{item.arxiv})\n\n{item.abstract} We use \\\\tool and a\\_b.\n\n3 authors"
        for item in ITEMS
    ]
    record = read("\n\n".join(["by [AK](/akhaliq) and the research community", *rows]), "x.md").records[0]
    assert record.title == f"{FIRST.title} [v2]"
    assert record.abstract == f"{FIRST.abstract} We use \\tool and a_b."


def test_a_page_that_only_looks_like_it_holds_nothing() -> None:
    assert titles("\n\n".join(HEAD)) == []
    assert titles("[1, 2] https://huggingface.co/papers and 3 authors\n\nby AK and the research community") == []
    assert titles("We met Ada.\n\nSubmitted by Grace Hopper\n\n3 authors came to the meeting.\n") == []


def test_pieces_of_no_text_and_of_marks_alone() -> None:
    assert list(pieces("")) == []
    assert list(pieces("·\n\n---\n\n[\n\n]\n")) == []


def item_of(item: Item, **more: object) -> dict[str, object]:
    paper = {
        "id": item.arxiv, "title": item.title, "summary": item.abstract, "upvotes": 12, "authors": [{"name": name} for name in item.authors],
        "publishedAt": "2026-03-10T00:00:00.000Z", "submittedOnDailyAt": "2026-03-14T00:00:00.000Z", "ai_summary": "Somebody's summary of it.",
    }  # fmt: skip
    return {"paper": paper | more, "title": item.title, "numComments": 2}


def api(*items: object) -> Reading:
    return read(json.dumps(list(items)), "daily.json")


def test_the_api_s_objects_give_everything() -> None:
    reading = api(item_of(FIRST, githubRepo="https://github.com/a/b", projectPage="https://x.example"), item_of(SECOND))
    assert (reading.format, reading.title, reading.date) == ("hf_api", "Daily papers", "2026-03-14")
    record = reading.records[0]
    assert (record.title, record.abstract, record.abstract_kind) == (FIRST.title, FIRST.abstract, "full")
    assert (record.authors, record.arxiv_id, record.votes, record.date) == (
        FIRST.authors,
        FIRST.arxiv,
        12,
        "2026-03-10",
    )
    assert (record.url, record.code_urls) == (
        f"https://huggingface.co/papers/{FIRST.arxiv}",
        ("https://github.com/a/b",),
    )


def test_a_model_s_summary_is_shown_only_where_there_is_no_abstract_and_is_marked() -> None:
    (record,) = api(item_of(FIRST, summary="")).records
    assert (record.abstract, record.abstract_kind) == ("Somebody's summary of it.", "summary")
    (record,) = api(item_of(FIRST, summary=None, ai_summary=None)).records
    assert (record.abstract, record.abstract_kind) == (None, None)


def test_values_of_other_types_do_not_hurt() -> None:
    reading = api(
        item_of(FIRST, authors="somebody", upvotes="12", id=None, publishedAt=None),
        "odd",
        {"paper": None},
        {"paper": 3},
        item_of(SECOND, upvotes=True),
    )
    assert [record.title for record in reading.records] == [FIRST.title, SECOND.title]
    first = reading.records[0]
    assert (first.authors, first.votes, first.arxiv_id, first.url, first.date) == ((), None, None, None, None)
    assert reading.records[1].votes is None


def test_the_page_s_own_object_around_the_list() -> None:
    reading = read(json.dumps({"dailyPapers": [item_of(FIRST), item_of(SECOND)], "date": "x"}), "x.json")
    assert [record.title for record in reading.records] == [FIRST.title, SECOND.title]
    (record,) = read(json.dumps(item_of(FIRST)), "one.json").records
    assert record.title == FIRST.title


def saved(props: str, shown: str = "") -> str:
    return f'<!doctype html><html><head><title>Daily Papers - Hugging Face</title></head><body>{shown}<div data-target="DailyPapers" data-props="{props}"></div></body></html>'


def test_the_saved_page_carries_everything_along() -> None:
    props = escape(
        json.dumps({"query": {"paper": 1}, "dailyPapers": [item_of(FIRST), item_of(SECOND)], "lastDate": "2026-03-14"})
    )
    shown = f'<article><h3><a href="/papers/{FIRST.arxiv}">{FIRST.title}</a></h3></article>'
    reading = read(saved(props, shown), "daily.html")
    assert (reading.format, reading.date) == ("hf_html", "2026-03-14")
    assert [(record.title, record.abstract) for record in reading.records] == [
        (FIRST.title, FIRST.abstract),
        (SECOND.title, SECOND.abstract),
    ]
    single = json.dumps({"dailyPapers": [item_of(FIRST)]}).replace("'", "&#39;")
    page = f"<html><body><div data-target='DailyPapers' data-props='{single}'></div></body></html>"
    assert titles(page, "daily.html") == [FIRST.title]


def test_without_its_data_the_saved_page_gives_what_it_shows() -> None:
    shown = "".join(
        f'<article><h3><a href="/papers/{item.arxiv}">{item.title}</a></h3><div>· 3 authors</div></article>'
        for item in ITEMS
    )
    shown += '<h3><a href="/papers/2603.00001"> </a></h3><h3><a>No address</a></h3><h3><a href="/blog/x">A blog post</a></h3>'
    for props in ("", escape('{"no papers": 1}'), escape('{"paper": "x"'), escape(json.dumps([[[{"paper": 1}]]]))):
        records = read(saved(props, shown), "daily.html").records
        assert [record.title for record in records] == TITLES, props
        assert [record.arxiv_id for record in records] == [item.arxiv for item in ITEMS]


def test_data_without_end_is_no_page() -> None:
    deep: object = "paper"
    for _ in range(60):
        deep = [{"x": deep}, *range(30)]
    assert titles(saved(escape(json.dumps(deep))), "x.html") == []
    assert titles(saved(escape('{"paper":' * 20_000)), "x.html") == []
    assert titles("DailyPapers in plain text, and no tag", "x.html") == []
