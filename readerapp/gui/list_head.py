"""What stands over the list: its name, how many papers it shows, their order."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from readerapp.gui.elided import Elided
from readerapp.gui.speech import announce
from readerapp.i18n import tr, trn

_LEAST = 12
"""Letters of a list's name that go before its number."""


class ListHead(QWidget):
    """One line: name and number on the left, the order as a button on the right."""

    def __init__(self) -> None:
        super().__init__()
        self.text = Elided()
        self.text.setAccessibleDescription(tr("What the list shows"))
        self._count = ""
        self.order = QPushButton()
        self.order.setProperty("flat", True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.text, 1)
        line.addWidget(self.order)

    def say(self, name: str, number: int, order: str, *, searching: bool, more: bool) -> None:
        """Tell what the list shows; `more`: there are more papers than that."""
        if more:
            count = tr("{n:,}+ found").format(n=number) if searching else tr("{n:,}+ papers").format(n=number)
        else:
            count = trn("{n} found", "{n} found", number) if searching else trn("{n} paper", "{n} papers", number)
        names = {
            "newest": tr("newest"), "oldest": tr("oldest"), "title": tr("title"), "starred": tr("starred"),
            "listed": tr("most listed"), "relevance": tr("relevance"), "place": tr("digest’s order"),
        }  # fmt: skip
        if searching and self._count != count:
            announce(self.text, count)
        self._count = count
        # What was searched for stands above it; what a list is called, nowhere else when the sidebar is hidden.
        self.text.setText(name, f"  ·  {count}", least=0 if searching else _LEAST)
        self.order.setText(f"{names[order]} ▾")
        self.order.setAccessibleName(tr("Order of the list: {order}").format(order=names[order]))
