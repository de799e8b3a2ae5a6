"""Triage: the abstract fills the window, one key decides and goes on. Works on whatever the list shows."""

from __future__ import annotations

from collections.abc import Iterable
from time import monotonic
from typing import TYPE_CHECKING

from readerapp.gui.action_table import shown_keys
from readerapp.gui.paper_list import PaperList
from readerapp.gui.speech import announce
from readerapp.gui.triage_bars import TriageBar, TriageSummary
from readerapp.gui.triage_pass import Pace, Pass
from readerapp.i18n import tr
from readerapp.records import Change

if TYPE_CHECKING:
    from readerapp.gui.window import Window


class Triage:
    """The mode of one window. The list stays behind it and holds the place; only what is seen and what keys do differs."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self.on = False
        self.ended = False
        """The pass is over: the summary stands in the place of the paper."""
        self.bar = TriageBar(self.leave)
        self.summary = TriageSummary(self.leave, self.go_on)
        window.add_bar(self.bar)
        window.actions_.attach(leaving=(self.summary,))
        window.list.query_changed.connect(lambda _: self.leave())
        window.list.listed.connect(self._listed)
        self._wanted = False
        """Triage was asked for on a list that is not there yet."""
        self._papers: tuple[int, ...] = ()
        """Those of the list, as it was when triage began."""
        self._asked = Pass((), set())
        self._pace = Pace(0.0)
        self._told = ""
        self._hidden: tuple[bool, bool] = (True, True)

    @property
    def _list(self) -> PaperList:
        return self._window.list.papers

    def toggle(self) -> None:
        """Begin, or leave."""
        if self.on:
            self.leave()
        else:
            self._wanted = True
            self._listed()

    def _listed(self) -> None:
        if self.on and not len(self._list.papers.ids):  # their import was undone
            self.leave()
        if self._wanted and not self._window.list.waiting:
            self._wanted = False
            self._begin()

    def _begin(self) -> None:
        window = self._window
        if not len(self._list.papers.ids) or window.first_start_shown:
            window.status.say(tr("There is nothing here to decide."))
            window.actions_["triage"].setChecked(False)
            return
        self.on = True
        self._hidden = (window.sidebar.isHidden(), window.notes.isHidden())
        for pane in (window.sidebar, window.list, window.notes, window.hint, window.strip):
            pane.hide()
        window.detail.set_large(True)
        self._papers = tuple(self._list.papers.ids)
        self._pace = Pace(monotonic())
        # A selection that nobody sees any more must not be decided on: from now on it is the paper stood on alone.
        self._list.go_to(self._list.currentIndex().row())
        self._name_keys()
        self.bar.show()
        self._pass(self._undecided(self._papers))

    def _name_keys(self) -> None:
        hints = (
            (("star",), tr("star and read")), (("read",), tr("read")), (("queue",), tr("queue")), (("drop",), tr("drop")),
            (("undo",), tr("back")), (("to-list",), tr("leave")),
        )  # fmt: skip
        self.bar.keys.setText(self._window.keys.line(hints, 2))

    def _pass(self, undecided: set[int], start: int = -1) -> None:
        """Go through the undecided papers: from a place on, or from where one stands if that one is undecided."""
        self._asked = Pass(self._papers, undecided)
        self._look_at_papers()
        stays = start < 0 and self._list.current() in self._asked
        if not (stays or self._go_to_open(1, max(0, start))):
            self._end()
        self._tell()

    def leave(self) -> None:
        """Back to the three panes, standing on the same paper."""
        self._wanted = False
        if not self.on:
            return
        self._look_at_papers()
        self.on = False
        window = self._window
        self.bar.hide()
        window.detail.set_large(False)
        window.list.show()
        window.looks.toggle_pane(window.sidebar, shown=not self._hidden[0])
        window.looks.toggle_pane(window.notes, shown=not self._hidden[1])
        for strip in (window.hint, window.strip):
            strip.stand_again()
        window.actions_["triage"].setChecked(False)
        window.update_actions()
        self._list.scrollTo(self._list.currentIndex())
        window.to_list()

    def go_on(self) -> None:
        """Once more through those that are still undecided, from the first of them."""
        if self._asked.undecided:
            # Not asked of the store: what was decided last may still be on its way there.
            self._pass(self._asked.undecided, 0)

    # where one stands

    def look(self, by: int) -> None:
        """To the next or previous paper without deciding; past the last one is the end."""
        if self.ended:
            if by < 0:
                self._look_at_papers()
        elif not self._list.step(by) and by > 0:
            self._end()
        self._tell()

    def look_at_open(self, by: int) -> None:
        """To the next or previous undecided paper; past the last one is the end, and from there the next pass begins."""
        if self.ended and by > 0:
            self.go_on()
            return
        if self.ended:
            self._look_at_papers()
            if self._list.current() not in self._asked.undecided:
                self._go_to_open(-1)
        elif not self._go_to_open(by) and by > 0:
            self._end()
        self._tell()

    def decided(self) -> None:
        """A decision was made on the current paper: go to the next undecided one, or to the end."""
        self._pace.decided(monotonic())
        self._asked.take({self._list.current()}, set())
        if not self._go_to_open(1):
            self._end()
        self._tell()

    def undone(self, change: Change) -> None:
        """An edit was taken back: stand on its paper again, in whichever pass it was made."""
        places = [self._list.papers.place(paper) for paper in self._asked.of_list(change.papers)]
        if shown := [place for place in places if place >= 0]:
            self._look_at_papers()
            self._list.go_to(min(shown))
        self._pace.undone(monotonic())
        self._tell()

    def refresh(self, change: Change) -> None:
        """Something was written: some papers may be decided now, or undecided again."""
        if not self.on:
            return
        papers = self._asked.of_list(change.papers or self._papers)
        self._asked.take(papers, self._undecided(papers))
        self._tell()

    def _go_to_open(self, by: int, start: int | None = None) -> bool:
        """Stand on the nearest undecided paper after (or before) this one, or from a place on; whether there is one."""
        place = self._list.currentIndex().row() + by if start is None else start
        found = self._asked.next(self._list.papers.ids, place, by)
        if found is not None:
            self._list.go_to(found)
        return found is not None

    def _end(self) -> None:
        self.ended = True
        self._window.show_page(self.summary)
        self._tell()
        self.summary.setFocus()

    def _look_at_papers(self) -> None:
        """A paper again, in the place of the summary."""
        self.ended = False
        self._window.show_page(None)
        self._window.detail.setFocus()

    # what is said

    def _undecided(self, papers: Iterable[int]) -> set[int]:
        rows = self._window.session.rows
        return rows.undecided(papers) if rows is not None else set()

    def _tell(self) -> None:
        total, left = len(self._asked), len(self._asked.undecided)
        number = self._asked.number(self._list.papers.ids, self._list.currentIndex().row())
        text = tr("{n:,} of {total:,} · about {minutes:,} min").format(
            n=number, total=total, minutes=self._pace.minutes(left)
        )
        self.bar.tell(text if left else tr("All decided"), total - left, total)
        self.bar.keys.setVisible(not self.ended)
        if self.ended:
            self._sum_up()
        paper = self._window.detail.paper
        told = self.summary.told() if self.ended else f"{paper.title if paper else ''}, {self.bar.text.text()}"
        if told != self._told:
            announce(self.bar, told)
        self._told = told

    def _sum_up(self) -> None:
        rows = self._window.session.rows
        if rows is None:
            return
        found = rows.states_of(self._papers)
        numbers = [
            (tr("starred"), found["starred"]), (tr("queued"), found["queued"]), (tr("read"), found["read"]),
            (tr("dropped"), found["dropped"]), (tr("undecided"), found["unread"]),
        ]  # fmt: skip
        if found["trashed"]:
            numbers.append((tr("in the trash"), found["trashed"]))
        key = shown_keys(self._window.actions_.keys("next-unread")[:1])
        self.summary.show_numbers(numbers, len(self._asked.undecided), key)
