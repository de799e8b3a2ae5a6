"""TeX in titles and abstracts, in the plain form that people search for and compare."""

from __future__ import annotations

import re

# Commands that only dress their argument: nothing of them is read.
_DRESS = frozenset(
    """
    textbf textit textrm texttt textsc textsf textsl textup textnormal emph mathbf mathbb mathcal mathit mathrm mathsf
    mathtt mathscr mathfrak boldsymbol bm bf it rm tt sc sf em text mbox hbox operatorname ensuremath left right big Big
    bigg Bigg displaystyle textstyle scriptstyle scriptsize small large Large limits nolimits underline overline hat bar
    tilde vec dot ddot widehat widetilde check breve acute grave mathring protect noindent xspace quad qquad hspace vspace
    url href footnote cite cal bb rmfamily bfseries itshape textsuperscript textsubscript uppercase lowercase
    H c k b d u v r t
    """.split()
)
_SPECIAL = {
    "ss": "ss", "o": "o", "O": "O", "l": "l", "L": "L", "ae": "ae", "AE": "AE", "oe": "oe", "OE": "OE", "aa": "a",
    "AA": "A", "i": "i", "j": "j", "ell": "l", "textmu": "mu", "varepsilon": "epsilon", "vartheta": "theta", "varphi": "phi",
    "varrho": "rho", "varsigma": "sigma", "LaTeX": "LaTeX", "TeX": "TeX", "textendash": "-", "textemdash": "-",
    "textquotesingle": "'", "textquoteright": "'", "textquoteleft": "'", "textless": "<", "textgreater": ">",
    "textbackslash": " ", "textasciitilde": "~", "ldots": "...", "dots": "...", "cdot": " ", "times": " x ",
}  # fmt: skip
_COMMAND = re.compile(r"\\([a-zA-Z]+)\*?\s?")
_ACCENT = re.compile(r"\\[`'^\"~=.]\s*")
_ESCAPED = re.compile(r"\\([%$&#_{}])")
_OTHER = re.compile(r"\\[^a-zA-Z]")


def _name(match: re.Match[str]) -> str:
    command = match[1]
    if command in _SPECIAL:
        return _SPECIAL[command]
    # A letter directly behind (`\tool` in raw text) stays readable as a word of its own.
    return "" if command in _DRESS else f" {command} "


def plain_tex(text: str) -> str:
    """The text with TeX reduced to what is read: `$\\alpha$-divergence` → `alpha -divergence`, `Erd\\H{o}s` → `Erdos`.

    Never fails: what is not TeX passes through. White space is not collapsed.
    """
    text = _ESCAPED.sub(r"\1", _ACCENT.sub("", text))
    text = _OTHER.sub(" ", _COMMAND.sub(_name, text))
    return text.translate(_MATH)


_MATH = str.maketrans({"$": None, "{": None, "}": None, "^": None, "_": " "})
