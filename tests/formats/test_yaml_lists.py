"""YAML that lists papers, and the values that YAML's ways of writing make."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readerapp.formats.yaml_values import yaml_values
from tests.formats.reading import read, titles
from tests.formats.writers import ITEMS

TITLES = [item.title for item in ITEMS]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 1\nb: two words\n", {"a": "1", "b": "two words"}),
        ("- a\n- b # said\n-\n  - c\n-\n", ["a", "b", ["c"], None]),
        ("a:\n- x: 1\n  y: 2\n- x: 3\n", {"a": [{"x": "1", "y": "2"}, {"x": "3"}]}),
        ("a:\n  b:\n    c: d\ne: ~\nf:\n", {"a": {"b": {"c": "d"}}, "e": None, "f": None}),
        (
            "a: 'it''s'\nb: \"x: \\\"y\\\"\\n\" # said\n\"c d\": [1, 'two, 2', [3]]\n",
            {"a": "it's", "b": 'x: "y"\n', "c d": ["1", "two, 2", ["3"]]},
        ),
        ('a: {b: c, d: [e], f: "g"}\n', {"a": {"b": "c", "d": ["e"], "f": "g"}}),
        (
            "a: >-\n  one\n  two\n\n  three\nb: |\n  one\n  two\nc: d\n",
            {"a": "one two\n\nthree", "b": "one\ntwo", "c": "d"},
        ),
        ("a: one\n  two\nb: \"one\n  two\"\nc: 'one\n\n  two'\n", {"a": "one two", "b": "one two", "c": "one \n two"}),
        ("# said\na: !!str 1\nb: &x y\n", {"a": "1", "b": "y"}),
        ("a: [1, 2\nb: ]3\nc: [1], 2\nd: 'e\n", {"a": "[1, 2", "b": "]3", "c": "[1], 2", "d": "e"}),
        ("a:\n  - 1\na:\n  - 2\nb: 1\nb: 2\n", {"a": ["1", "2"], "b": "1"}),
        ("- 2103.00020\n", ["2103.00020"]),
        ("one\n  two\nthree\n", "one two three"),
        ("  a: 1\nb: 2\n", {"b": "2", "a": "1"}),
        ("a: 1\n  b: 2\n - c\nd: 3\n", {"a": "1 b: 2 - c", "d": "3"}),
    ],
)
def test_values(text: str, value: object) -> None:
    assert [found for found, _ in yaml_values(text)] == [value]


def test_documents_begin_on_their_lines() -> None:
    assert yaml_values("a: 1\n---\n\nb: 2\n...\n") == (({"a": "1"}, 1), ({"b": "2"}, 4))


def test_depth_has_an_end() -> None:
    text = "".join(f"{'  ' * n}a:\n" for n in range(200)) + "- " * 200 + "\n" + "[" * 200
    assert len(yaml_values(text)) == 1


@given(st.text(alphabet="ab:-[]{}\"'>|#,\n \\&!", max_size=80))
def test_any_text_has_values(text: str) -> None:
    yaml_values(text)


@pytest.mark.parametrize("name", ["list.yml", "list", "list.txt"])
def test_names_with_a_paper_s_address_are_titles(name: str) -> None:
    rows = "".join(
        f"- name: '{i.title} Once More'\n  link: https://arxiv.org/abs/{i.arxiv}\n  year: 2026\n" for i in ITEMS
    )
    reading = read("---\n" + rows, name)
    assert [(r.title, r.arxiv_id) for r in reading.records] == [(f"{i.title} Once More", i.arxiv) for i in ITEMS]
    assert reading.records[1].line == 5


def test_entries_under_keys_of_their_own() -> None:
    rows = "".join(
        f'key{n}:\n  type: article\n  title: "{i.title}"\n  author:\n{"".join(f"    - {a.split()[-1]}, {a.split()[0]}{chr(10)}" for a in i.authors[:1])}'
        f'  date: {i.date}\n  serial-number:\n    arxiv: "{i.arxiv}"\n  abstract: |\n    {i.abstract}\n'
        for n, i in enumerate(ITEMS)
    )
    found = read(rows, "works.yml").records
    assert [(r.title, r.arxiv_id, r.abstract, r.date) for r in found] == [
        (i.title, i.arxiv, i.abstract, i.date) for i in ITEMS
    ]
    assert found[0].authors == ("Ashish Vaswani",)


@pytest.mark.parametrize(
    "text",
    [
        "name: Build\non: [push]\njobs:\n  build:\n    steps:\n      - name: Check out the sources of the project\n        uses: actions/checkout@v4\n",
        "title: My site\nauthor: Ada\nplugins:\n  - search\n  - feed\n",
        "models:\n  - name: Mask R-CNN\n    paper: https://arxiv.org/abs/1703.06870\n",
        "- title: Tea with milk\n  price: 2\n- title: Coffee, black\n  price: 3\n",
    ],
)
def test_settings_and_other_lists_are_no_digest(text: str) -> None:
    assert titles(text, "x.yml") == []


def test_a_page_with_front_matter_is_no_yaml() -> None:
    text = "---\ntitle: Papers of the day\ntags:\n  - title: x\n---\n\n" + "".join(
        f"## [{i.title}](https://arxiv.org/abs/{i.arxiv})\n\n{i.abstract}\n\n" for i in ITEMS
    )
    assert read(text, "day").format == "markdown"
