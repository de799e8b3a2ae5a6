"""BibTeX's and LaTeX's ways of writing characters → the characters. Mathematics and real commands stay as they are."""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "d": "\u0323", "b": "\u0331", "k": "\u0328", "r": "\u030a",
}  # fmt: skip
_SYMBOLS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "i": "ı",
    "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "textless": "<", "textgreater": ">",
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textbar": "|", "textbraceleft": "{",
    "textbraceright": "}", "textunderscore": "_", "textdollar": "$", "textendash": "–", "textemdash": "—", "textellipsis": "…",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”", "textquotesingle": "'",
    "textquotedbl": '"', "textdegree": "°", "textmu": "µ", "texttimes": "×", "textpm": "±", "texttrademark": "™",
    "textregistered": "®", "textcopyright": "©", "textbullet": "•", "textperiodcentered": "·", "textregisteredsign": "®",
    "guillemotleft": "«", "guillemotright": "»", "S": "§", "P": "¶", "pounds": "£", "euro": "€", "texteuro": "€", "slash": "/",
    "quotedblbase": "„", "quotesinglbase": "‚", "textexclamdown": "¡", "textquestiondown": "¿", "ldots": "…", "dots": "…",
    "textsection": "§", "textonehalf": "½", "textsuperscript2": "²", "backslash": "\\", "textasteriskcentered": "*",
}  # fmt: skip
_PLAIN = "%&_#${}"
_NAME = re.compile(r"[A-Za-z]+")
_SPACE = re.compile(r"\s*")


def from_latex(text: str) -> str:
    """The text with escapes (`\\%`), accents (`\\'e`, `{\\"o}`, `\\v{c}`), commands (`{\\textless}`) and `~` as characters.

    Grouping braces go; `$…$`, commands that stay and the braces of their arguments stay. Linear; any text is taken.
    """
    if "\\" not in text and "{" not in text and "}" not in text and "~" not in text:
        return text
    return _Scanner(text).scan()


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._out: list[str] = []
        self._kept: list[bool] = []
        self._argument = False
        """Whether a brace here would begin the argument of a command that stays."""

    def scan(self) -> str:
        """The whole text as characters."""
        text, at = self._text, 0
        while at < len(text):
            sign = text[at]
            if sign == "\\":
                at = self._command(at)
            elif sign == "$":
                at = self._mathematics(at)
            else:
                if sign == "{":
                    self._kept.append(self._argument)
                    self._add(sign if self._argument else "")
                elif sign == "}":
                    kept = self._kept.pop() if self._kept else False
                    self._add(sign if kept else "")
                    self._argument = kept and text.startswith("{", at + 1)
                    at += 1
                    continue
                else:
                    self._add(" " if sign == "~" else sign)
                self._argument = False
                at += 1
        return "".join(self._out)

    def _add(self, sign: str) -> None:
        self._out.append(sign)

    def _mathematics(self, at: int) -> int:
        """Copy `$…$` as it is; a lone dollar is a dollar."""
        self._argument = False
        end = self._text.find("$", at + 1)
        while end > 0 and self._text[end - 1] == "\\":
            end = self._text.find("$", end + 1)
        if end < 0 or end - at > 2000:
            self._add("$")
            return at + 1
        self._add(self._text[at : end + 1])
        return end + 1

    def _command(self, at: int) -> int:
        self._argument = False
        text = self._text
        following = text[at + 1 : at + 2]
        if following in _PLAIN and following:
            self._add(following)
            return at + 2
        if following in _ACCENTS and not following.isalpha():
            return self._accent(following, at + 2) or self._stays(at, following)
        name = _NAME.match(text, at + 1)
        if name is None:
            # `\\`, `\ `, `\,`: white space of some kind; `\-` may break a word.
            self._add({"-": "", "/": "", "(": "\\(", ")": "\\)", "[": "\\[", "]": "\\]"}.get(following, " "))
            return at + 2
        word, end = name[0], name.end()
        if word in _SYMBOLS:
            self._add(_SYMBOLS[word])
            return end + 2 if text.startswith("{}", end) else _after_space(text, end)
        accented = self._accent(word, end) if word in _ACCENTS else 0
        return accented or self._stays(at, word)

    def _stays(self, at: int, word: str) -> int:
        """A command that is none of ours, with the braces of its argument."""
        self._add("\\" + word)
        end = at + 1 + len(word)
        self._argument = self._text.startswith("{", end)
        return end

    def _accent(self, accent: str, at: int) -> int:
        """Put an accent on the letter that follows, in braces or not; where it ends, 0 when no letter follows."""
        text = self._text
        place = _SPACE.match(text, at)
        at = place.end() if place else at
        braced = text.startswith("{", at)
        letter_at = at + 1 if braced else at
        if text.startswith(("\\i", "\\j"), letter_at) and not text[letter_at + 2 : letter_at + 3].isalpha():
            letter, end = text[letter_at + 1], letter_at + 2
        else:
            letter, end = text[letter_at : letter_at + 1], letter_at + 1
        if not letter.isalpha() or (braced and text[end : end + 1] != "}"):
            return 0
        self._add(unicodedata.normalize("NFC", letter + _ACCENTS[accent]))
        return end + 1 if braced else end


def _after_space(text: str, at: int) -> int:
    """A space behind a character command only ends its name; a line end or more stays."""
    return at + 1 if text.startswith(" ", at) and not text.startswith("  ", at) else at
