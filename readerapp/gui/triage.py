"""Triage: the abstract fills the window, one key decides and goes on. Works on whatever the list shows."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton

from readerapp.gui.paper_list import PaperList
from readerapp.i18n import tr, trn
from readerapp.records import Change, State

if TYPE_CHECKING:
    from readerapp.gui.window import Window

_USUAL = 12.0
"""Seconds a paper, before the user's own pace is known."""
_LONGEST = 180.0
"""A longer pause is no part of the pace."""


class TriageBar(QFrame):
    """How far one is, how long it will take, which keys decide; at the end what was decided."""

    def __init__(self, leave: Callable[[], object], go_on: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setAccessibleName(tr("Triage"))
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setAccessibleName(tr("Progress"))
        self.progress = QProgressBar()
        self.progress.setObjectName("progress")
        self.progress.setTextVisible(False)
        self.progress.setMinimumWidth(60)
        self.progress.setMaximumWidth(220)
        self.progress.setFixedHeight(9)
        self.progress.setAccessibleName(tr("Decided papers"))
        self.keys = QLabel(tr("s star and read  ·  e read  ·  l later  ·  x drop  ·  u back  ·  Esc leave"))
        self.keys.setProperty("muted", True)
        self.go_on = QPushButton(tr("Go on with the undecided (n)"))
        self.go_on.clicked.connect(lambda: go_on())
        self.leave = QPushButton(tr("Leave triage"))
        self.leave.clicked.connect(lambda: leave())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 8, 6)
        layout.setSpacing(14)
        layout.addWidget(self.text)
        layout.addWidget(self.progress, 1)
        layout.addWidget(self.keys)
        layout.addStretch(1)
        layout.addWidget(self.go_on)
        layout.addWidget(self.leave)
        self.hide()


class Triage:
    """The mode of one window. The list stays behind it and holds the place; only what is seen and what keys do differs."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self.on = False
        self.bar = TriageBar(self.leave, self.go_on)
        window.add_bar(self.bar)
        self._papers: tuple[int, ...] = ()
        self._undecided: set[int] = set()
        """Papers that were unread when triage began."""
        self._times: list[float] = []
        self._last = 0.0
        self._hidden: tuple[bool, bool] = (True, True)

    @property
    def _list(self) -> PaperList:
        return self._window.list.papers

    def toggle(self) -> None:
        """Begin, or leave."""
        if self.on:
            self.leave()
        else:
            self._begin()

    def _begin(self) -> None:
        window = self._window
        if not len(self._list.papers.ids) or window.first_start_shown:
            window.complain(tr("There is nothing here to decide."))
            window.actions_["triage"].setChecked(False)
            return
        self.on = True
        self._hidden = (window.sidebar.isHidden(), window.notes.isHidden())
        for pane in (window.sidebar, window.list, window.notes, window.hint, window.strip):
            pane.hide()
        window.detail.set_large(True)
        self._start()
        window.detail.setFocus()

    def _start(self) -> None:
        """Take the papers of the list as they are now; stand on the first that is not decided."""
        self._papers = tuple(self._list.papers.ids)
        self._undecided = {paper for paper in self._papers if self._state(paper) == "unread"}
        self._times = []
        self._last = monotonic()
        if self._undecided and self._list.current() not in self._undecided:
            self._go_to_undecided()
        self._tell()
        self.bar.show()

    def leave(self) -> None:
        """Back to the three panes, standing on the same paper."""
        if not self.on:
            return
        self.on = False
        window = self._window
        self.bar.hide()
        window.detail.set_large(False)
        window.list.show()
        window.looks.toggle_pane(window.sidebar, shown=not self._hidden[0])
        window.looks.toggle_pane(window.notes, shown=not self._hidden[1])
        window.actions_["triage"].setChecked(False)
        self._list.scrollTo(self._list.currentIndex())
        window.to_list()

    def go_on(self) -> None:
        """Once more through those that are still undecided."""
        left = [paper for paper in self._papers if self._state(paper) == "unread"]
        if left:
            self._undecided = set(left)
            self._list.go_to(self._list.papers.place(left[0]))
            self._tell()
        self._window.detail.setFocus()

    def _state(self, paper: int) -> str:
        row = self._list.papers.row(self._list.papers.place(paper))
        return row.state if row is not None else "gone"

    def decided(self) -> None:
        """A decision was made on the current paper: go to the next undecided one."""
        now = monotonic()
        self._times.append(min(now - self._last, _LONGEST))
        self._last = now
        if not self._go_to_undecided():
            self._list.step(1)
        self._tell()

    def undone(self, change: Change) -> None:
        """An edit was taken back: stand on its paper again."""
        places = sorted(place for paper in change.papers if (place := self._list.papers.place(paper)) >= 0)
        if places and len(places) <= 200:
            self._list.go_to(places[0])
        if self._times:
            self._times.pop()
        self._tell()

    def _go_to_undecided(self) -> bool:
        """The next one behind the current paper, else the first one before it."""
        here = self._list.currentIndex().row()
        places = [place for paper in self._left() if (place := self._list.papers.place(paper)) >= 0]
        later = next((place for place in places if place > here), None)
        found = later if later is not None else next((place for place in places if place < here), None)
        if found is None:
            return False
        self._list.go_to(found)
        return True

    def _left(self) -> list[int]:
        return [paper for paper in self._papers if paper in self._undecided and self._state(paper) == "unread"]

    def refresh(self) -> None:
        """Something changed: the progress may have."""
        if self.on:
            self._tell()

    def _tell(self) -> None:
        total, left = len(self._undecided), len(self._left())
        self.bar.progress.setRange(0, max(1, total))
        self.bar.progress.setValue(total - left)
        done = left == 0
        self.bar.go_on.setVisible(done and any(self._state(paper) == "unread" for paper in self._papers))
        self.bar.keys.setVisible(not done)
        if done:
            self.bar.text.setText(self._summary())
            return
        pace = sorted(self._times)[len(self._times) // 2] if len(self._times) >= 3 else _USUAL
        minutes = max(1, round(left * pace / 60))
        text = tr("{n} of {total} · about {minutes} min").format(n=total - left + 1, total=total, minutes=minutes)
        self.bar.text.setText(text)

    def _summary(self) -> str:
        numbers: dict[str, int] = {}
        starred = 0
        for paper in self._papers:
            row = self._list.papers.row(self._list.papers.place(paper))
            if row is not None:
                numbers[row.state] = numbers.get(row.state, 0) + 1
                starred += row.starred
        states: tuple[tuple[State, str], ...] = (
            ("queued", tr("queued")), ("read", tr("read")), ("dropped", tr("dropped")), ("unread", tr("undecided")),
        )  # fmt: skip
        parts = [trn("{n} starred", "{n} starred", starred)]
        parts += [f"{numbers.get(state, 0)} {name}" for state, name in states]
        return tr("All decided: {parts}").format(parts=", ".join(parts))
