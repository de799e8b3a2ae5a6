"""BibTeX's ways of writing characters become the characters; mathematics and real commands stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readerapp.text.latex import from_latex


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("plain text", "plain text"),
        (r"100\% of A\&B \_ \# \$5", "100% of A&B _ # $5"),
        (r"Erd\H{o}s, P{\'o}lya and G\"odel", "Erdős, Pólya and Gödel"),
        (r"\'Etude, na\"{\i}ve, fa\c{c}ade", "Étude, naïve, façade"),
        (r"\v{S}koda \v Zi\v{z}ek", "Škoda Žižek"),
        (r"{\ss} \o re {\AE}on \L{}odz", "ß øre Æon Łodz"),
        (r"x {\textless} y and y \textgreater{} z", "x < y and y > z"),
        (r"{\textquotedblleft}so{\textquotedblright}", "“so”"),
        ("The {BERT} Model of {{Deep} Things}", "The BERT Model of Deep Things"),
        (r"an $\alpha_{1}$-divergence and $x^{2}$", r"an $\alpha_{1}$-divergence and $x^{2}$"),
        (r"cost of $\$5 and$ more", r"cost of $\$5 and$ more"),
        ("a lone $ sign {x}", "a lone $ sign x"),
        (r"\emph{kept} and {gone}", r"\emph{kept} and gone"),
        (r"\frac{a}{b} {c}", r"\frac{a}{b} c"),
        ("non~breaking", "non breaking"),
        (r"one\\two\,three", "one two three"),
        (r"hy\-phen and ei\/ther", "hyphen and either"),
        (r"\(x\) and \[y\]", r"\(x\) and \[y\]"),
        (r"\c{}", r"\c{}"),
        (r"\'{12} and \^", r"\'{12} and \^"),
        (r"\u{g} \k{a} \d{s}", "ğ ą ṣ"),
        (r"\copyright", r"\copyright"),
        ("unmatched } brace", "unmatched  brace"),
        (r"\S 5  and \P  6", "§5  and ¶  6"),
        ("$" + "x" * 3000 + "$ {y}", "$" + "x" * 3000 + "$ y"),
        ("end \\", "end  "),
    ],
)
def test_characters(written: str, meant: str) -> None:
    assert from_latex(written) == meant


@given(st.text(alphabet="ab \\{}$~'\"^cvi", max_size=60))
def test_any_text_is_taken(text: str) -> None:
    assert isinstance(from_latex(text), str)
