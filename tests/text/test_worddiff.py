"""What changed between two texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from readerapp.text.worddiff import word_diff

WORDS = st.lists(st.sampled_from(["a", "graph", "of", "(x)", "ä", "  ", "\n"]), max_size=12).map(" ".join)


def test_words_that_stayed_went_and_came_are_told_apart() -> None:
    parts = list(word_diff("We show a small result.", "We show two large results."))
    assert parts == [
        ("same", "We show "),
        ("gone", "a"),
        ("new", "two"),
        ("same", " "),
        ("gone", "small"),
        ("new", "large"),
        ("same", " "),
        ("gone", "result"),
        ("new", "results"),
        ("same", "."),
    ]
    assert list(word_diff("", "all new")) == [("new", "all new")]
    assert list(word_diff("all gone", "")) == [("gone", "all gone")]


def test_very_long_texts_are_compared_whole() -> None:
    long = "word " * 3000
    assert list(word_diff(long, long)) == [("same", long)]
    assert list(word_diff(long, "short")) == [("gone", long), ("new", "short")]


@given(WORDS, WORDS)
def test_what_stayed_and_came_is_the_new_text_and_what_stayed_and_went_the_old(before: str, after: str) -> None:
    parts = list(word_diff(before, after))
    assert "".join(text for kind, text in parts if kind != "gone") == after
    assert "".join(text for kind, text in parts if kind != "new") == before
