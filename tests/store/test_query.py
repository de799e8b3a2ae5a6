"""The search language on a small library: each query with its exact papers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readerapp.edits import EditTags, Mark, SetNote, Trash
from readerapp.records import Record
from readerapp.store.language import parse, printed
from readerapp.store.library import Library
from readerapp.store.reading import Reader
from tests.digests import import_edit

PAPERS = (
    Record(
        "Graph Attention Networks",
        "We present graph attention networks.",
        "full",
        ("Petar Veličković",),
        arxiv_id="1710.10903",
    ),
    Record(
        "Attention Is All You Need", "The dominant sequence models.", "full", ("Ashish Vaswani",), arxiv_id="1706.03762"
    ),
    Record("A Survey of C++ Compilers", "Compilers for C++ and C are compared.", "full", doi="10.1/abc"),
    Record("Programming in C# for Everyone", "About a language.", "full"),
    Record(r"$\alpha$-Divergence Minimisation", r"We minimise the $\alpha$-divergence.", "full"),
    Record("β-Divergence and Nonnegative Matrices", "Factorisation with the β-divergence.", "full"),
    Record("Erdős–Rényi Graphs Revisited", "Random graphs by Erdős and Rényi.", "full"),
    Record("大语言模型综述", "关于大语言模型的综述。", "full"),
    Record(
        "Test-Time Adaptation Without Labels",
        "Adapts to pictures at test time.",
        "full",
        code_urls=("https://github.com/a/b",),
    ),
    Record("Title Only Paper About Bees", None, None, pdf_url="https://example.org/bees.pdf"),
)
LATER = (
    PAPERS[0],
    Record("A Later Paper on Graph Transformers", r"Graph transformers for $\pi^0$ decays.", "full"),
    Record("A Graph Paper That Was Thrown Away", "Nothing of it is to be kept.", "full"),
)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    folder: Path = tmp_path_factory.mktemp("query") / "library"
    with Library(folder) as library:
        library.apply(import_edit(name="first.txt", day="2026-03-14", records=PAPERS))
        library.apply(import_edit(name="later.txt", day="2026-04-01", records=LATER))
        library.apply(Mark((2,), "read", True))
        library.apply(Mark((3,), "queued"))
        library.apply(Mark((4,), "dropped"))
        library.apply(Mark((5,), starred=True))
        library.apply(SetNote(6, "Compare with bees, see section four."))
        library.apply(EditTags((1, 2), add=("to read",)))
        library.apply(EditTags((2, 4, 12), add=('5" screens', "Éclair", "😀")))
        library.apply(Trash((12,)))
        with Reader(folder) as opened:
            yield opened


QUERIES: list[tuple[str, set[int]]] = [
    ("", {1, 2, 3, 5, 6, 7, 8, 9, 10, 11}),
    ("   ", {1, 2, 3, 5, 6, 7, 8, 9, 10, 11}),
    ("graph", {1, 7, 11}),
    ("GRAPH", {1, 7, 11}),
    ("gra", {1, 7, 11}),
    ("graph attention", {1}),
    ("attention graph", {1}),
    ('"graph attention"', {1}),
    ('"attention graph"', set()),
    ("attention", {1, 2}),
    ("attention -graph", {2}),
    ("-graph -attention is:unread", {5, 6, 8, 9, 10}),
    ("attention OR bees", {1, 2, 6, 10}),
    ("(attention OR bees) -graph", {2, 6, 10}),
    ("attention (graph OR dominant)", {1, 2}),
    ("((attention))", {1, 2}),
    ("attention OR", {1, 2}),
    ("OR attention", {1, 2}),
    ("or", set()),
    ("and", {3, 6, 7}),
    ("is:unread", {1, 5, 6, 7, 8, 9, 10, 11}),
    ("is:queued", {3}),
    ("is:read", {2}),
    ("is:dropped", {4}),
    ("is:starred", {2, 5}),
    ("is:trashed", {12}),
    ("is:trashed graph", {12}),
    ("is:trashed bees", set()),
    ("is:trashed is:unread", {12}),
    ("-is:trashed in:#2", {1, 11}),
    ("is:trashed OR attention", {1, 2, 12}),
    ("IS:Starred", {2, 5}),
    ("-is:unread", {2, 3}),
    ("-is:starred is:read", set()),
    ("is:dropped OR is:read", {2, 4}),
    ("-is:dropped", {1, 2, 3, 5, 6, 7, 8, 9, 10, 11}),
    ("is:wrong", set()),
    ("has:note", {6}),
    ("-has:note graph", {1, 7, 11}),
    ("has:code", {9}),
    ("has:abstract is:read", {2}),
    ("-has:abstract", {10}),
    ("has:pdf", {1, 2, 10}),
    ("has:nothing", set()),
    ("seen:2", {1}),
    ("seen:>1", {1}),
    ("seen:>=2", {1}),
    ("seen:<2 graph", {7, 11}),
    ("seen:x", set()),
    ("title:attention", {1, 2}),
    ("title:dominant", set()),
    ("abstract:dominant", set()),
    ("author:vaswani", {2}),
    ("author:velickovic", {1}),
    ("author:Veličković", {1}),
    ('author:"petar velickovic"', {1}),
    ("note:bees", {6}),
    ("note:section four", {6}),
    ("bees", {6, 10}),
    ("bee", {6, 10}),
    ("title:bees", {10}),
    ("-title:bees bees", {6}),
    ("arxiv:1706.03762", {2}),
    ("arxiv:1706.03762v3", {2}),
    ("arxiv:https://arxiv.org/abs/1710.10903", {1}),
    ("arxiv:9999.99999", set()),
    ("-arxiv:1706.03762 attention", {1}),
    ("doi:10.1/abc", {3}),
    ("doi:10.1234/none", set()),
    ("before:2026-03-15", {1, 2, 3, 5, 6, 7, 8, 9, 10}),
    ("after:2026-03-15", {1, 11}),
    ("after:2026-04-01", set()),
    ("before:2026-04 after:2026-02", {1, 2, 3, 5, 6, 7, 8, 9, 10}),
    ("after:2025", {1, 2, 3, 5, 6, 7, 8, 9, 10, 11}),
    ("before:2026", set()),
    ("before:soon", set()),
    ("in:#2", {1, 11}),
    ("in:#1 graph", {1, 7}),
    ("in:#99", set()),
    ("in:2026-04-01", {1, 11}),
    ("in:2026-03-14 attention", {1, 2}),
    ("in:2026-04", {1, 11}),
    ("in:2026-03 attention", {1, 2}),
    ("in:2026 attention", {1, 2}),
    ("in:2025", set()),
    ("in:2026-0", set()),
    ("in:later", {1, 11}),
    ('in:"Trending later"', {1, 11}),
    ("-in:later graph", {7}),
    ("in:100%", set()),
    ("in:_ater", set()),
    ("tag:none", set()),
    ("-tag:none graph", {1, 7, 11}),
    ("thrown", set()),
    ('tag:"to read"', {1, 2}),
    ("tag:to read", set()),
    ('-tag:"to read" attention', set()),
    ('tag:"TO READ" graph', {1}),
    ('tag:"5"" screens"', {2}),
    ('tag:"5"" screens" is:dropped', {4}),
    ('tag:"5"" screens" is:trashed', {12}),
    ('tag:"5 screens"', set()),
    ("tag:éclair", {2}),
    ("tag:ÉCLAIR is:dropped", {4}),
    ("tag:😀", {2}),
    ("eclair", {2}),
    ("screens", {2}),
    ("screens is:dropped", {4}),
    ('tag:"to read" OR tag:😀', {1, 2}),
    ('"to read"', {1, 2}),
    ('""graph""', {1, 7, 11}),
    ('"graph ""attention"""', {1}),
    ('"""', set()),
    ("C++", {3}),
    ("c++", {3}),
    ("C#", set()),
    ("C# is:dropped", {4}),
    ("c", {3}),
    ("α", {5}),
    ("alpha", {5}),
    ("alp", {5}),
    ("β-divergence", {6}),
    ("beta divergence", {6}),
    ("divergence", {5, 6}),
    (r"\alpha", {5}),
    ("pi", {9, 11}),
    ("π", {11}),
    ("-π graph", {1, 7}),
    (r"$\pi$", {11}),
    ("Π", {11}),
    ("μ", set()),
    ("erdos", {7}),
    ("Erdős", {7}),
    ("renyi", {7}),
    ("erdos-renyi", {7}),
    ("大语言", {8}),
    ("模型", {8}),
    ("综", {8}),
    ("型模", set()),
    ("test-time", {9}),
    ("test time", {9}),
    ("testtime", set()),
    ("sort:title graph", {1, 7, 11}),
    ("sort:wrong graph", set()),
    ("graph sort:oldest", {1, 7, 11}),
    ("*", set()),
    ("is:read *", {2}),
    ("-is:starred (is:read OR (* is:queued))", {3}),
    ("graph*", {1, 7, 11}),
    ("^graph", {1, 7, 11}),
    ("gra ph", set()),
    ("{graph}", {1, 7, 11}),
    ("NEAR(graph attention)", set()),
    ("graph AND attention", set()),
    ("graph NOT attention", set()),
    ("title : attention", set()),
    ("column:attention", set()),
    ("http://x", set()),
    ("a:b:c", set()),
    ('"', {1, 2, 3, 5, 6, 7, 8, 9, 10, 11}),
    ('""', {1, 2, 3, 5, 6, 7, 8, 9, 10, 11}),
    ('"graph', {1, 11}),
    ('graph"attention"', {1}),
    ("(", {1, 2, 3, 5, 6, 7, 8, 9, 10, 11}),
    (")", {1, 2, 3, 5, 6, 7, 8, 9, 10, 11}),
    ("graph)", {1, 7, 11}),
    ("(graph", {1, 7, 11}),
    ("-", {1, 2, 3, 5, 6, 7, 8, 9, 10, 11}),
    ("- graph", {1, 7, 11}),
    ("-(", {1, 2, 3, 5, 6, 7, 8, 9, 10, 11}),
    ('-"', {1, 2, 3, 5, 6, 7, 8, 9, 10, 11}),
    ("attention -(graph OR dominant)", set()),
    ("-(attention OR graph) is:unread", {5, 6, 8, 9, 10}),
    ("-(attention graph) attention", {2}),
    ("-(-(graph attention))", {1}),
    ("-(graph is:starred) attention", {1, 2}),
    ("-()", {1, 2, 3, 5, 6, 7, 8, 9, 10, 11}),
    ("title:-", set()),
    ("--", {1, 2, 3, 5, 6, 7, 8, 9, 10, 11}),
    ("-graph-", {2, 3, 5, 6, 8, 9, 10}),
    ("'; DROP TABLE paper; --", set()),
    ("graph\0attention", {1}),
    ("\ud800", set()),
    ("tag:\ud800", set()),
    ("in:\ud800 OR bees", {6, 10}),
    ("%", set()),
    ("_", set()),
    ("\\", set()),
    ("😀", set()),
]


@pytest.mark.parametrize(("query", "papers"), QUERIES, ids=[repr(query) for query, _ in QUERIES])
def test_a_query_finds_exactly_its_papers(reader: Reader, query: str, papers: set[int]) -> None:
    found = reader.ids(query)
    assert set(found) == papers
    assert len(found) == len(papers)
    assert reader.total(query) == len(papers)


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("is:unread", [1, 11, 5, 6, 7, 8, 9, 10]),
        ("sort:newest is:unread", [1, 11, 5, 6, 7, 8, 9, 10]),
        ("sort:oldest is:unread", [1, 5, 6, 7, 8, 9, 10, 11]),
        ("sort:title has:pdf", [2, 1, 10]),
        ("sort:listed graph", [1, 11, 7]),
        ("sort:starred in:#1 -is:dropped", [5, 2, 1, 3, 6, 7, 8, 9, 10]),
        ("sort:relevance is:starred", [2, 5]),
        ("in:#2", [1, 11]),
        ("in:#1 is:unread", [1, 5, 6, 7, 8, 9, 10]),
        ("sort:oldest sort:newest graph", [1, 11, 7]),
    ],
)
def test_a_query_has_its_order(reader: Reader, query: str, order: list[int]) -> None:
    assert list(reader.ids(query)) == order


def test_words_come_by_relevance_a_title_before_an_abstract(reader: Reader) -> None:
    assert reader.ids("graphs random")[0] == 7
    assert reader.ids("bees")[0] == 10


def test_a_limit_cuts_the_list(reader: Reader) -> None:
    assert list(reader.ids("is:unread", limit=2)) == [1, 11]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(exclude_categories=()), max_size=60)
    | st.text('()"-: ORis:unread tag:in#0123456789*+\\', max_size=40)
)
def test_any_text_is_a_query(reader: Reader, text: str) -> None:
    assert len(reader.ids(text)) == reader.total(text)


@settings(max_examples=500, deadline=None)
@given(
    st.text(st.characters(exclude_categories=()), max_size=60)
    | st.text('()"-: ORis:unread tag:in#0123456789*+\\', max_size=40)
)
def test_printing_a_query_and_reading_it_again_changes_nothing(text: str) -> None:
    meant = parse(text)
    once = printed(meant)
    assert parse(once) == meant
    assert printed(parse(once)) == once


@pytest.mark.parametrize(("query", "_"), QUERIES, ids=[repr(query) for query, _ in QUERIES])
def test_a_printed_query_means_the_same(query: str, _: set[int]) -> None:
    assert parse(printed(parse(query))) == parse(query)


def test_brackets_nested_without_end_are_no_harm(reader: Reader) -> None:
    assert set(reader.ids("(" * 5000 + "graph" + ")" * 5000)) == {1, 7, 11}
    assert len(reader.ids("-(" * 3000 + "graph")) == reader.total("-(" * 3000 + "graph")


def test_no_length_of_a_query_is_an_error(reader: Reader) -> None:
    for text in (
        "(a b OR " * 2000,
        "-a " * 3000,
        "graph " * 5000,
        "in:" + "%" * 60_000,
        "is:read OR " * 4000,
        "x" * 100_000,
    ):
        assert len(reader.ids(text)) == reader.total(text)
    assert set(reader.ids("graph " * 5000)) == {1, 7, 11}
