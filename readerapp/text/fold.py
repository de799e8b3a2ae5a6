"""Two forms of a text that make equal what a reader takes as equal: one for identity, one for search."""

from __future__ import annotations

import re
import unicodedata

from readerapp.text.tex import plain_tex

# Letters and signs that carry meaning of their own: they fold to their TeX names, so α- and β-divergence differ.
_NAMED = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ϑ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi",
    "π": "pi", "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "ϕ": "phi", "χ": "chi",
    "ψ": "psi", "ω": "omega", "∞": "infty", "∂": "partial", "∇": "nabla",
}  # fmt: skip
_NAMES = str.maketrans({letter: f" {name} " for letter, name in _NAMED.items()})
_COMMAND = re.compile(r"\\[A-Za-z]+[\s${}]*$")
_GREEK_WORD = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]{2,}")
# No Unicode decomposition takes these apart, yet people type them as plain letters.
_PLAIN = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_NOT_IDENTITY = "".join(c for c in map(chr, range(128)) if not (c.isalnum() or c in "+#")).encode()
# Words as the index takes them: letters and digits in any script, + and #.
_WORD = re.compile(r"(?:[^\W_]|[+#])+")
_WORD_BYTES = bytes(c if chr(c).isalnum() or chr(c) in "+#" else 32 for c in range(128)) + bytes(128)
_BITS = [1 << c - 97 if 97 <= c <= 122 else 0 for c in range(128)]
_CJK = re.compile(r"([\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff])")


def _base(text: str) -> str:
    """Lower case without accents; compatibility forms (ﬁ, ², full width) as their plain ones."""
    text = text.casefold()
    if text.isascii():
        return text
    # A Greek *word* (a title in Greek) stays a word; a single Greek letter is a symbol with a name. The Kelvin and micro
    # signs and the like become letters by NFKD first.
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = text.translate(_PLAIN)
    if _GREEK_WORD.search(text):
        return "".join(
            part if index % 2 else part.translate(_NAMES)
            for index, part in enumerate(re.split(f"({_GREEK_WORD.pattern})", text))
        )
    return text.translate(_NAMES)


def identity_fold(title: str) -> str:
    """The key under which two spellings of one title are equal; "" is no identity.

    Case, accents, spaces and punctuation do not count; TeX symbols and Greek letters count by name; `+` and `#` are kept,
    so C, C++ and C# differ.
    """
    if "\\" in title or "$" in title or "{" in title:
        title = plain_tex(title)
    folded = title.lower() if title.isascii() else _base(title)
    if folded.isascii():
        return folded.encode().translate(None, _NOT_IDENTITY).decode()
    return "".join(c for c in folded if c.isalnum() or c in "+#")


def ends_in_symbol(text: str) -> bool:
    """Whether the last word of a text, as it is searched, is the name of a sign that stands there: π, `\\pi`."""
    if text.isascii():
        return _COMMAND.search(text) is not None
    letters = [c for c in unicodedata.normalize("NFKD", text).casefold() if c.isalnum() or c in _NAMED]
    return bool(letters) and letters[-1] in _NAMED and _GREEK_WORD.search(text[-2:]) is None


def is_plain(text: str) -> bool:
    """Whether a text differs from its search form by the case of letters from A to Z at most."""
    return text.isascii() and "\\" not in text and "$" not in text


def letter_bit(letter: str) -> int:
    """The bit of a letter from a to z in `initials`; 0 for all else."""
    return 1 << ord(letter) - 97 if len(letter) == 1 and "a" <= letter <= "z" else 0


def initials(form: str) -> int:
    """The letters from a to z with which words of a text in its search form begin, as bits (`letter_bit`)."""
    bits = 0
    if form.isascii():
        for word in form.encode().translate(_WORD_BYTES).split():
            bits |= _BITS[word[0]]
    else:
        for word in _WORD.findall(form):
            bits |= letter_bit(word[0])
    return bits


def search_form(text: str) -> str:
    """The text as the search index holds it: plain TeX, no accents, lower case, each CJK character a word."""
    if "\\" in text or "$" in text:
        text = plain_tex(text)
    if text.isascii():
        return text.lower()
    return _CJK.sub(r" \1 ", _base(text))
