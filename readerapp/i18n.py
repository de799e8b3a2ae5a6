"""One `tr()` for every room, on the standard library's gettext."""

from __future__ import annotations

import gettext

from readerapp.paths import resource

_translation: gettext.NullTranslations = gettext.translation(
    "readerapp", localedir=str(resource("translations")), fallback=True
)


def tr(text: str) -> str:
    """The text in the user's language."""
    return _translation.gettext(text)


def trn(one: str, many: str, number: int) -> str:
    """The form of a text that goes with a number; the number is put in for `{n}`."""
    return _translation.ngettext(one, many, number).format(n=f"{number:,}")
