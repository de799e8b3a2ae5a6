"""What the keys of actions are called now: hints name the keys that the user has, and follow when they change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from readerapp.i18n import tr

_NO_BREAK = "\N{NO-BREAK SPACE}"


class KeyNames:
    """The first key of each action, as hints write it. Filled by the window's Actions."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._followers: list[Callable[[], object]] = []

    def take(self, keys: Mapping[str, str], texts: Mapping[str, str]) -> None:
        """The key ("" for none) and the text of each action, from now on."""
        self._keys, self._texts = dict(keys), dict(texts)
        for tell in self._followers:
            tell()

    def follow(self, tell: Callable[[], object]) -> None:
        """Call this whenever keys have changed, and when they are known first."""
        self._followers.append(tell)

    def put_into(self, text: str) -> str:
        """A hint with the key of an action for each `{id}` in it; an action without a key is named as the menu names it."""
        named = {name: key or tr("“{action}”").format(action=self._texts[name]) for name, key in self._keys.items()}
        return text.format_map(named) if named else ""

    def line(self, hints: Sequence[tuple[Sequence[str], str]], gap: int) -> str:
        """Keys and what they do, side by side, so many spaces around the dots between; what has no key is left out.

        Where the line is broken, a key and what it does stay together, and the dot stays behind them.
        """
        shown = ((" ".join(filter(None, map(self._keys.get, names))), text) for names, text in hints)
        together = (f"{keys} {text}".replace(" ", _NO_BREAK) for keys, text in shown if keys)
        return f"{_NO_BREAK * gap}·{' ' * gap}".join(together)
