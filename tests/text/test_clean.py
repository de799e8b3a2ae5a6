"""Raw text → what is stored."""

from __future__ import annotations

import pytest

from readerapp.text.clean import control_free, from_markup, one_line, paragraphs, unescape, untag


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  a \n b\t c ", "a b c"),
        ("a\u00a0b\u2003c", "a b c"),
        ("soft\u00adhyphen\u200b\ufeff", "softhyphen"),
        ("", ""),
    ],
)
def test_white_space_is_collapsed_and_what_nobody_sees_goes(raw: str, clean: str) -> None:
    assert one_line(raw) == clean


def test_blank_lines_stay_as_paragraphs() -> None:
    assert paragraphs("one\ntwo\n\n  \nthree\n") == "one two\n\nthree"
    assert paragraphs("  no break ") == "no break"
    assert paragraphs("\n\n") == ""


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("a &amp; b &lt;x&gt; &#8211; &eacute;", "a & b <x> – é"),
        ("<b>Bold</b> and <i class='x'>slanted</i>", "Bold and slanted"),
        ("<jats:p>Text with H<sub>2</sub>O</jats:p>", "Text with H2O\n"),
        ("if a < b and c > d", "if a < b and c > d"),
        ("the <tool> command and <T> types", "the <tool> command and <T> types"),
        ("&lt;p&gt;Escaped&lt;/p&gt;", "Escaped\n"),
        ("one<br/>two", "one\ntwo"),
    ],
)
def test_markup_becomes_text_and_other_brackets_stay(raw: str, plain: str) -> None:
    assert from_markup(raw) == plain


def test_texts_without_markup_are_left_alone() -> None:
    assert unescape("plain") == "plain"
    assert untag("plain") == "plain"


def test_control_characters_are_dropped_and_counted() -> None:
    assert control_free("a\0b\x1bc\ud800d\te\nf") == ("abcd\te\nf", 3)
