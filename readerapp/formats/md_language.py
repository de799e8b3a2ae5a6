"""Whether a text is in another language than a title: then it is somebody's summary, not the abstract."""

from __future__ import annotations

import re

_SCRIPTS = (
    re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"),
    re.compile(r"[\u0400-\u04ff]"),
    re.compile(r"[\u0600-\u06ff\u0590-\u05ff\u0900-\u097f\u0e00-\u0e7f]"),
)
_LATIN = re.compile(r"[A-Za-z]")
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    "the of and to in a is for we that on with as are by this our an from which be can at or it their these have not using via".split()
)
_OTHERS = frozenset(
    """der die das und ist mit für von den dem ein eine auf im wir wird nicht les des une est pour dans sur par nous avec qui que
    el los las una del con para por se como en es un la le et il di che per della dei nella são uma não os ao và của các cho trong
    là một được với những này để có het een van voor met zijn wij o e""".split()
)


_ENOUGH = 600
"""Letters in which a language shows by its small words."""


def _script(text: str) -> int:
    """0 Latin, else the number of the script that prevails."""
    if text.isascii():
        return 0
    latin = len(_LATIN.findall(text))
    counts = [len(script.findall(text)) for script in _SCRIPTS]
    best = max(range(len(counts)), key=lambda index: counts[index])
    # One character of a syllable or word script says as much as three letters.
    return best + 1 if counts[best] * 3 > latin else 0


def is_latin(text: str) -> bool:
    """Whether a text is mainly in Latin letters."""
    return _script(text) == 0


def is_foreign(text: str, title: str) -> bool:
    """Whether the text is in another language than the title, as far as script and small words tell."""
    sample = text[:2000]
    script, own = _script(sample), _script(title)
    if script != own:
        return True
    if script:
        return False
    folded = sample[:_ENOUGH].casefold()
    rough = folded.split()
    if sum(map(_OTHERS.__contains__, rough)) <= sum(map(_ENGLISH.__contains__, rough)):
        return False  # as nearly always: no need to look closely
    words = _WORD.findall(folded)
    if len(words) < 8:
        return False
    english = sum(map(_ENGLISH.__contains__, words))
    other = sum(map(_OTHERS.__contains__, words)) - words.count("a")
    if other <= 2 * english or other < len(words) / 12:
        return False
    mine = [word.casefold() for word in _WORD.findall(title)]
    return not any(word in _OTHERS and word not in _ENGLISH for word in mine)
