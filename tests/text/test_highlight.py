"""Where the words of a query stand in what is shown."""

from __future__ import annotations

import pytest

from readerapp.text.highlight import matches


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Graph networks and graphs", ["graph"], ["Graph", "graph"]),
        ("Learning C++ and C# and C", ["c++"], ["C++"]),
        ("Bézier curves", ["bezier"], ["Bézier"]),
        ("Straße and Strasse", ["strasse"], ["Straße", "Strasse"]),
        ("the β-divergence", ["beta"], ["β"]),
        ("graph graphs", ["graph", "graphs"], ["graph", "graphs"]),
        ("学习图神经网络", ["图"], ["图"]),
        ("学习 deep学习", ["学", "习"], ["学", "习"]),
        ("an area of A", ["a "], ["A"]),
        ("PINNs for pi and π", ["pi "], ["pi", "π"]),
        ("nothing of it", ["graph"], []),
        ("anything", [], []),
    ],
)
def test_words_are_shown_as_they_are_found(text: str, words: list[str], shown: list[str]) -> None:
    found = matches(text, words)
    assert [text[start : start + length] for start, length in found][: len(shown)] == shown
    assert bool(found) == bool(shown)


def test_a_text_full_of_hits_is_not_searched_for_ever() -> None:
    assert len(matches("graph " * 1000, ["graph"], most=5)) == 5
