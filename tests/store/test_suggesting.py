"""What can follow in a query that is being typed."""

from __future__ import annotations

import pytest

from readerapp.store.suggesting import suggestions, token_at

TAGS = ("graphs", "to present", "big graphs", 'a"b (c)')


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("gra", "gra"),
        ("one tw", "tw"),
        ("one -is:un", "is:un"),
        ("(tag:gr", "tag:gr"),
        ('one tag:"to pre', 'tag:"to pre'),
        ('"a b" tag:x', "tag:x"),
        ("one ", ""),
        ("", ""),
    ],
)
def test_the_token_at_the_cursor(text: str, token: str) -> None:
    start, found = token_at(text, len(text))
    assert found == token
    assert text[start:] == token


@pytest.mark.parametrize(
    ("token", "found"),
    [
        ("ta", ["tag:"]),
        ("SE", ["seen:"]),
        ("s", []),
        ("graph", []),
        ("is:un", ["is:unread"]),
        ("IS:unread", []),
        ("has:", ["has:note", "has:code", "has:abstract", "has:pdf"]),
        ("seen:", ["seen:>1", "seen:>2"]),
        ("tag:gr", ["tag:graphs", 'tag:"big graphs"']),
        ('tag:"to', ['tag:"to present"']),
        ("tag:c)", ['tag:"a""b (c)"']),
        ("in:march", ['in:"Trending, 14 March"', 'in:"March of the others"']),
        ("author:x", []),
    ],
)
def test_what_a_token_may_become(token: str, found: list[str]) -> None:
    digests = ("Trending, 14 March", "March of the others", "April")
    assert sorted(suggestions(token, TAGS, digests)) == sorted(found)
    assert suggestions(token, TAGS, digests, most=1) == suggestions(token, TAGS, digests)[:1] or ":" not in token


def test_what_begins_so_stands_before_what_only_holds_it() -> None:
    assert suggestions("tag:gr", ("big graphs", "graphs"), ()) == ["tag:graphs", 'tag:"big graphs"']
