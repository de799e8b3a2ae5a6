"""JSON with slips, cut, broken, hostile: what is whole is read, what is not is said."""

from __future__ import annotations

import json

import pytest

from readerapp.formats.json_text import is_json, values
from tests.formats.reading import read, titles
from tests.formats.writers import ITEMS

FIRST, SECOND = ITEMS[:2]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{'a': 1, 'b': [True, None, False]}", {"a": 1, "b": [True, None, False]}),
        ('{"a": 1, "b": 2,}', {"a": 1, "b": 2}),
        ('[1, 2, 3,]', [1, 2, 3]),
        ("{a: 1, b: 'x'}", {"a": 1, "b": "x"}),
        ('{"a": 1} // done', {"a": 1}),
        ('{ // first\n"a": /* one */ 1 # last\n}', {"a": 1}),
        ("{'a': datetime(2024, 1, 2)}", {"a": [2024, 1, 2]}),
        ("{'a': ('x', 'y')}", {"a": ["x", "y"]}),
        ("{'a': 'one '\n 'two'}", {"a": "one two"}),
        ("{1: 'x', 2.5: 'y'}", {"1": "x", "2.5": "y"}),
        ("{'a': -1.5e3, 'b': +2, 'c': NaN}", {"a": -1500.0, "b": 2, "c": None}),
        ("{'a': 'it\\'s', 'b': 'x\\ny\\tz', 'c': '\\x41\\u00e9\\U0001F600'}", {"a": "it's", "b": "x\ny\tz", "c": "Aé😀"}),
        ("{'a': '\\ud83d\\ude00 and \\ud83d'}", {"a": "😀 and \ufffd"}),
        ("{'a': '\\U99999999x', 'b': '\\q'}", {"a": "x", "b": "q"}),
        ("{'a': 12abc, 'b': 1}", {"a": None, "b": 1}),
        ("{'a': [1, 2}", {"a": [1, 2]}),
        ("{'a': 1)}", {"a": 1}),
        ('{"a": undefined, "b": 1}', {"b": 1}),
        ("{'a' 'b': 1}", {"ab": 1}),
        ("{'a': 1 'b': 2}", {"a": 1, "b": 2}),
        ('{"a": "line\nbreak"}', {"a": "line\nbreak"}),
    ],
)  # fmt: skip
def test_slips_are_forgiven(text: str, value: object) -> None:
    assert values(text).values == (value,)


def test_what_stands_around_the_brackets_is_passed_over() -> None:
    assert values('var papers = [{"a": 1}]; done({"b": 2}) ]').values == ([{"a": 1}], {"b": 2})
    found = values('var papers = [{"a": 1}];\n\nmore = {"b": 2};')
    assert found.values == ([{"a": 1}], {"b": 2})
    assert found.lines == (1, 3)


def test_a_cut_text_gives_what_was_open_at_the_cut() -> None:
    found = values('[{"a": 1}, {"b": 2, "c": "half of a sen')
    assert found.values == ([{"a": 1}, {"b": 2}],)
    assert found.opened == ([{"a": 1}, {"b": 2}], {"b": 2})
    assert found.warnings == ("The file was cut: what stands before the cut was read.",)
    assert values('[{"a": 1}, {"b": "whole"').values == ([{"a": 1}, {"b": "whole"}],)
    assert values('[{"a": 1}, {"b": 12').values == ([{"a": 1}, {}],)
    assert values('[{"a": 1}, /* a comment').values == ([{"a": 1}],)


def test_lines_that_are_no_json_are_told_by_number() -> None:
    lines = [json.dumps({"title": item.title, "url": f"https://arxiv.org/abs/{item.arxiv}"}) for item in ITEMS[:2]]
    reading = read("\n".join([lines[0], "oops, an error message", "", lines[1]]), "x.jsonl")
    assert [record.title for record in reading.records] == [FIRST.title, SECOND.title]
    assert [(s.where, s.text, s.reason) for s in reading.skipped] == [
        ("line 2", "oops, an error message", "it is no JSON")
    ]


def test_lines_of_python_s_dictionaries_are_read() -> None:
    text = "".join(
        repr({"title": item.title, "url": f"https://arxiv.org/abs/{item.arxiv}", "code": None}) + "\n" for item in ITEMS
    )
    assert titles(text, "x.jsonl") == [item.title for item in ITEMS]


def test_the_last_line_of_a_cut_file_is_the_paper_at_the_cut() -> None:
    lines = [json.dumps({"title": item.title, "url": f"https://arxiv.org/abs/{item.arxiv}"}) for item in ITEMS[:3]]
    reading = read("\n".join(lines)[:-30], "x.jsonl")
    assert [record.title for record in reading.records] == [FIRST.title, SECOND.title]
    assert reading.warnings == ("The file was cut: what stands before the cut was read.",)
    assert reading.skipped == ()


def test_many_lines_that_are_none_are_no_list_of_papers() -> None:
    line = json.dumps({"title": FIRST.title, "url": f"https://arxiv.org/abs/{FIRST.arxiv}"})
    assert values("\n".join([line, *["{nothing} to see"] * 50])).broken == ()


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"a":' * 100_000, "[" * 100_000 + "]" * 100_000, "{'a': " * 300 + "}" * 300]
)
def test_what_is_nested_too_deeply_is_said_and_not_read(text: str) -> None:
    reading = read('["title", ' + text, "x.json")
    assert reading.records == ()
    assert values(text).warnings == ("The file is nested too deeply for a list of papers; it was not read.",)


def test_numbers_of_absurd_length_are_nothing() -> None:
    text = json.dumps([{"title": FIRST.title, "url": f"https://arxiv.org/abs/{FIRST.arxiv}", "votes": 1}]).replace(
        ": 1}", ": " + "9" * 5000 + "}"
    )
    (record,) = read(text, "x.json").records
    assert (record.title, record.votes) == (FIRST.title, None)


def test_hostile_texts_in_values_are_cleaned() -> None:
    title = "Zero\\u0000width\\u200b and \\ud800 lone <b>bold</b> &amp; <script>alert(1)</script>"
    text = f'[{{"title": "{title}", "url": "https://arxiv.org/abs/{FIRST.arxiv}"}}]'
    (record,) = read(text, "x.json").records
    assert record.title == "Zerowidth and lone bold & <script>alert(1)</script>"


def test_only_a_bracket_and_what_can_follow_it_is_json() -> None:
    assert is_json('{"a": 1}')
    assert is_json("[ {")
    assert is_json("{}")
    assert not is_json("[1] arXiv:1706.03762")
    assert not is_json("{ braces }")
    assert not is_json("[Link](x)")
    assert not is_json("")


def test_a_line_whose_title_is_none_is_skipped_and_told() -> None:
    lines = [
        json.dumps({"title": item.title, "authors": list(item.authors), "abstract": item.abstract}) for item in ITEMS
    ]
    reading = read(
        "\n".join([*lines[:2], '{"title": 5, "abstract": "x"}', '{"title": null}', '{"count": 6}', *lines[2:]]),
        "rows.jsonl",
    )
    assert [r.title for r in reading.records] == [item.title for item in ITEMS]
    assert [(s.where, s.text, s.reason) for s in reading.skipped] == [
        ("line 3", "5 x", "it has no title"),
        ("line 4", "", "it has no title"),
    ]
