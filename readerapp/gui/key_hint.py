"""The strip at the foot of the panes that teaches the keys, until the user has closed it once."""

from __future__ import annotations

from readerapp.gui.key_names import KeyNames
from readerapp.gui.strip import Strip
from readerapp.i18n import tr


class KeyHint(Strip):
    """One line of keys and what they do."""

    def __init__(self, keys: KeyNames, *, wanted: bool) -> None:
        super().__init__()
        self._keys = keys
        self.wanted = wanted
        """It was never closed."""
        self.closed.connect(self._forgo)
        keys.follow(lambda: self.teach() if self.said else None)

    def teach(self) -> None:
        """Show the keys as they are now, unless the user has had enough of them."""
        if self.wanted:
            hints = (
                (("next", "previous"), tr("next, previous")), (("read",), tr("read")), (("queue",), tr("queue")),
                (("drop",), tr("drop")), (("star",), tr("star")), (("note",), tr("note")), (("open",), tr("open")),
                (("search",), tr("search")), (("undo",), tr("undo")), (("keys",), tr("all keys")),
            )  # fmt: skip
            self.say(self._keys.line(hints, 3))

    def _forgo(self) -> None:
        self.wanted = False
