"""Bytes → text, whatever wrote them."""

from __future__ import annotations

import codecs
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readerapp.formats.source import Source, decode

TEXT = "Größe und α, naïve café\nzweite Zeile\n" * 5


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace("\n", "\u2028").encode(),
    ],
)
def test_marks_and_line_ends_do_not_count(data: bytes) -> None:
    assert decode(data) == (TEXT, 0)


def test_a_declared_character_set_is_believed() -> None:
    body = "<p>Grüße aus Łódź</p>"
    for head in ('<?xml version="1.0" encoding="iso-8859-2"?>', '<meta charset="iso-8859-2">'):
        assert decode((head + body).encode("iso-8859-2"))[0] == head + body
    assert decode(body.encode("iso-8859-2"), "iso-8859-2")[0] == body


@pytest.mark.parametrize("name", ["hex", "no-such-set", "utf-16", "zip"])
def test_a_character_set_that_is_none_is_not_believed(name: str) -> None:
    assert decode(b"plain \xc3\xa9 text", name)[0] == "plain é text"


def test_what_is_not_utf_8_is_read_as_windows_1252() -> None:
    assert decode("“Größe” – naïve".encode("cp1252")) == ("“Größe” – naïve", 0)


def test_utf_8_with_a_few_broken_bytes_stays_utf_8() -> None:
    text, replaced = decode(TEXT.encode() + b"\xff\x81 end")
    assert text.startswith(TEXT)
    assert replaced > 0


def test_bytes_of_no_character_set_are_replaced_and_counted() -> None:
    text, replaced = decode(b"a\x81\x8d\x8f\x90\x9db")
    assert replaced >= 5
    assert text[0] + text[-1] == "ab"


def test_nuls_and_control_characters_go_and_are_counted() -> None:
    assert decode(b"a\0b\x1bc") == ("abc", 2)


def test_a_source_has_a_head_and_parts() -> None:
    source = Source("a.txt", b"\n\n  Head " + b"x" * 10000, date(2026, 3, 14))
    assert source.head.startswith("Head")
    assert len(source.head) == 4096
    part = source.part("Größe", "inner")
    assert (part.text, part.name, part.modified, part.replaced) == ("Größe", "inner", source.modified, 0)


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded(data: bytes) -> None:
    text, replaced = decode(data)
    assert "\0" not in text
    assert "\r" not in text
    assert replaced >= 0
