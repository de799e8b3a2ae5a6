"""Two texts made one: nothing that either side wrote is missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readerapp.text.joined import joined, joined_changes


@pytest.mark.parametrize(
    ("before", "mine", "theirs", "both"),
    [
        ("", "typed", "", "typed"),
        ("", "typed", "added", "typed\n\nadded"),
        ("", "", "added", "added"),
        ("one", "one and more", "one\nadded", "one and more\nadded"),
        ("one", "one\nmine", "one\ntheirs", "one\nmine\ntheirs"),
        ("one", "one\nthe same", "one\nthe same", "one\nthe same"),
        ("one\ntwo\nthree", "ONE\ntwo\nthree", "one\ntwo\nTHREE", "ONE\ntwo\nTHREE"),
        ("one\ntwo\nthree", "zero\none\ntwo\nthree", "one\nthree", "zero\none\nthree"),
        ("one\ntwo", "one\nTWO", "one", "one\nTWO"),  # taken out there, changed here
        ("one\ntwo", "one\nmine", "one\ntheirs", "one\nmine\n\ntheirs"),
        ("one\ntwo\nthree\nfour", "one\nA\nfour", "one\ntwo\nB\nfour", "one\nA\n\ntwo\nB\nfour"),
        ("one\ntwo\nthree", "one\nbetween\ntwo\nthree", "new\nthree", "one\nbetween\ntwo\n\nnew\nthree"),
        ("one\ntwo", "", "one\ntwo\nthree", "\nthree"),
        ("one", "", "", ""),
    ],
)
def test_both_sides_changes_are_kept(before: str, mine: str, theirs: str, both: str) -> None:
    assert joined_changes(before, mine, theirs) == both


def test_one_text_in_the_other_is_not_written_twice() -> None:
    assert joined("a", "b") == "a\n\nb"
    assert joined("long text", "text") == joined("text", "long text") == "long text"


def test_stretches_of_very_many_lines_are_compared_whole() -> None:
    many = [str(number) for number in range(3000)]
    before, mine = "\n".join(["top", *many]), "\n".join(["top", *many[::-1]])
    assert joined_changes(before, mine, f"{before}\nend") == f"{mine}\nend"
    assert joined_changes(before, mine, f"first\n{before}") == f"first\n{mine}"


LINES = st.lists(st.sampled_from(["", "a", "b", "c", "long line", "line"]), max_size=6).map("\n".join)


@given(LINES, LINES, LINES)
def test_every_new_line_of_both_sides_is_there(before: str, mine: str, theirs: str) -> None:
    both = joined_changes(before, mine, theirs)
    for side in (mine, theirs):
        for line in set(side.split("\n")) - set(before.split("\n")):
            assert line in both
    assert joined_changes(before, mine, before) == mine
    assert joined_changes(before, before, theirs) == theirs
    assert joined_changes(before, mine, mine) == mine


@given(LINES, LINES, LINES)
def test_what_neither_side_took_out_stays(before: str, mine: str, theirs: str) -> None:
    kept = set(before.split("\n")) & set(mine.split("\n")) & set(theirs.split("\n"))
    assert all(line in joined_changes(before, mine, theirs) for line in kept)
