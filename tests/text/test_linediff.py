"""What changed between two texts, by lines: enough to make one the other, and no more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readerapp.text.linediff import line_changes, replacements

TEXTS = st.lists(st.sampled_from(["", "a", "b b", "one two three", "one too three", "🦉"]), max_size=6).map("\n".join)


@given(TEXTS, TEXTS)
def test_the_replacements_make_one_text_the_other(old: str, new: str) -> None:
    text, before = old, len(old)
    for start, end, came in replacements(old, new):
        assert start <= end <= before
        text, before = text[:start] + came + text[end:], start
    assert text == new


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("same", "same", []),
        ("one\ntwo", "one\ntwo\nthree", [(7, 7, "\nthree")]),
        ("one\ntwo", "zero\none\ntwo", [(0, 0, "zero\n")]),
        ("one\ntwo\nthree", "one", [(3, 13, "")]),
        ("one\ntwo\nthree", "three", [(0, 8, "")]),
        ("a long line here", "a short line here", [(2, 6, "short")]),
        ("a line", "a line and more", [(6, 6, " and more")]),
        ("one two three", "one three", [(4, 8, "")]),
        ("first\nx\nlast", "FIRST\nx\nLAST", [(8, 12, "LAST"), (0, 5, "FIRST")]),
    ],
)
def test_no_more_is_replaced_than_changed(old: str, new: str, found: list[tuple[int, int, str]]) -> None:
    assert replacements(old, new) == found


def test_stretches_of_very_many_lines_are_compared_whole() -> None:
    many = [str(number) for number in range(3000)]
    assert line_changes(["top", *many, "end"], ["top", *many[::-1], "end"]) == [(1, 3001, many[::-1])]
