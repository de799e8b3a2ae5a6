"""What counts as the same title, and what a search finds."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readerapp.text.fold import identity_fold, initials, is_plain, letter_bit, search_form
from readerapp.text.tex import plain_tex


@pytest.mark.parametrize(
    "spellings",
    [
        (
            "Graph Attention Networks",
            "graph attention  networks",
            "Graph-Attention Networks!",
            "GRAPH ATTENTION NETWORKS",
        ),
        ("$\\alpha$-Divergence", "α-divergence", "\\alpha-divergence", "Alpha Divergence"),
        ("Erdős–Rényi", "Erd\\H{o}s--R\\'enyi", "Erdos Renyi"),
        ("Über die Größe", "UBER DIE GROSSE", 'U\\"ber die Gr\\"o\\ss e'),
        ("ﬁne ﬂow", "fine flow"),
        ("\\textbf{Bold} {T}itle", "bold title"),
        ("$\\ell_1$ norm", "ℓ1 norm", "l_1-norm"),
        ("100\\% of it", "100% of it"),
    ],
)
def test_spellings_of_one_title_fold_alike(spellings: tuple[str, ...]) -> None:
    assert len({identity_fold(title) for title in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("α-divergence", "β-divergence"),
        ("Programming in C", "Programming in C++"),
        ("Programming in C++", "Programming in C#"),
        ("FBNet", "FBNetV3"),
        ("NetInfoF", "netFound"),
        ("大语言模型", "大语言"),
    ],
)
def test_different_titles_stay_different(one: str, other: str) -> None:
    assert identity_fold(one) != identity_fold(other)


@pytest.mark.parametrize("title", ["", "!!!", "$$", "—", "\\"])
def test_signs_alone_are_no_identity(title: str) -> None:
    assert identity_fold(title) == ""


def test_a_word_in_greek_stays_a_word() -> None:
    assert identity_fold("Ελληνικά α") == "ελληνικαalpha"


def test_the_search_form_keeps_words_apart() -> None:
    assert search_form("Erdős & Rényi").split() == ["erdos", "&", "renyi"]
    assert search_form("大模型 LLM").split() == ["大", "模", "型", "llm"]
    assert search_form("$\\beta$-VAE").split() == ["beta", "-vae"]
    assert search_form("PLAIN") == "plain"


@given(st.text(max_size=80))
def test_folding_never_fails_and_is_done_after_once(text: str) -> None:
    fold = identity_fold(text)
    assert identity_fold(fold) == fold
    assert isinstance(search_form(text), str)
    assert isinstance(plain_tex(text), str)


@given(st.text(st.characters(max_codepoint=0xFF), max_size=80))
def test_a_plain_text_differs_from_its_search_form_by_the_case_alone(text: str) -> None:
    assert is_plain("Plain, 100 % & <done>")
    if is_plain(text):
        assert search_form(text) == text.lower()
    else:
        assert not text.isascii() or "$" in text or "\\" in text


# Of the letters that papers have: what is a letter at all, SQLite and Python say by Unicode of other years.
@given(st.text(st.characters(max_codepoint=0x24F)) | st.text("aB9 é-_+#.ßÆ字жβ“”"))
def test_initials_are_the_first_letters_of_what_the_index_takes_as_words(text: str) -> None:
    form = search_form(text.replace("\0", " "))
    index = sqlite3.connect(":memory:")
    index.execute(
        "CREATE VIRTUAL TABLE fts USING fts5 (t, tokenize = \"unicode61 remove_diacritics 0 tokenchars '+#'\")"
    )
    index.execute("CREATE VIRTUAL TABLE words USING fts5vocab (fts, 'row')")
    index.execute("INSERT INTO fts VALUES (?)", (form.encode("utf-8", "replace").decode(),))
    firsts = {term[0] for (term,) in index.execute("SELECT term FROM words")}
    index.close()
    found = {letter for letter in "abcdefghijklmnopqrstuvwxyz" if initials(form) & letter_bit(letter)}
    assert found == {first for first in firsts if letter_bit(first)}
