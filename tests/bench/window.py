"""The real window: switching lists, searching while typing, marking, jumping; beside raw SQL and a bare repaint of the same rows."""

from __future__ import annotations

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from readerapp.gui.app import open_window
from readerapp.gui.theme import Theme
from readerapp.gui.window import Window
from readerapp.settings import Settings
from readerapp.text.fold import letter_bit
from tests.bench.library import make_records
from tests.digests import page_text

_PAGE = "SELECT paper FROM shelf WHERE state = ? AND trashed = 0 ORDER BY latest DESC, latest_position, paper LIMIT 50"
_HITS = "SELECT rowid FROM paper_fts WHERE paper_fts MATCH ? ORDER BY rowid DESC LIMIT 50"
_INITIALS = (
    "SELECT paper FROM shelf WHERE initials & ? AND trashed = 0 AND state <> 'dropped' "
    "ORDER BY latest DESC, latest_position, paper LIMIT 50"
)


def _spin(until: Callable[[], bool]) -> None:
    """Handle events as the application's own loop does: asleep between them, so that the other threads can work."""
    beat = QTimer()  # what is waited for may come without an event
    beat.start(5)
    while not until():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    beat.stop()


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[18] if len(times) > 1 else times[0]


class _Watch:
    """When the list was filled last."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self.filled = 0
        window.list.listed.connect(self._note)

    def _note(self) -> None:
        self.filled += 1

    def until_painted(self, act: Callable[[], object]) -> float:
        """Milliseconds from an act of the user until the rows that it asks for are on the screen."""
        before = self.filled
        begin = time.perf_counter()
        act()
        _spin(lambda: self.filled > before)
        self._window.list.papers.viewport().repaint()
        return (time.perf_counter() - begin) * 1000

    def quiet(self) -> None:
        """Until nothing is under way any more, and what was put off for later is done: nobody acts in the same millisecond."""
        session = self._window.session
        _spin(lambda: not (session.reader.busy or session.writer.busy or session.pending))
        for _ in range(3):
            QCoreApplication.processEvents()


def measure(folder: Path, rounds: int = 40) -> None:
    """Print the 95th percentiles in milliseconds."""
    application = QApplication.instance() or QApplication(["bench"])
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    theme = Theme(application, "light")
    theme.apply()
    window = open_window(folder, Settings(), theme, [])
    window.show()
    _spin(lambda: window.ready)
    watch = _Watch(window)
    watch.quiet()
    raw = sqlite3.connect(f"file:{folder}/library.db?mode=ro", uri=True)
    papers = window.list.papers

    def paint() -> float:
        begin = time.perf_counter()
        papers.viewport().repaint()
        return (time.perf_counter() - begin) * 1000

    def beside(name: str, sql: str, parameter: str | int, act: Callable[[int], object]) -> None:
        floors, apps, wholes = [], [], []
        watch.until_painted(lambda: act(1))
        watch.quiet()
        for number in range(rounds):
            begin = time.perf_counter()
            raw.execute(sql, (parameter,)).fetchall()
            floors.append((time.perf_counter() - begin) * 1000 + paint())
            start = time.perf_counter()
            apps.append(watch.until_painted(lambda n=number: act(n)))  # type: ignore[misc]
            watch.quiet()
            wholes.append((time.perf_counter() - start) * 1000)
        print(
            f"{name:28} raw + paint {_p95(floors):7.2f} ms   app {_p95(apps):7.2f} ms   over it {_p95(apps) - _p95(floors):6.2f} ms"
            f"   until all is there {_p95(wholes):7.1f} ms"
        )

    beside("switch list", _PAGE, "unread", lambda n: window.show_query(("is:unread", "")[n % 2]))
    for text, sql, match in (
        ("g", _INITIALS, letter_bit("g")),
        ("gr", _HITS, '"gr"*'),
        ("graph", _HITS, '"graph"*'),
        ("graph model", _HITS, '"graph"* AND "model"*'),
    ):
        beside(f"search {text}", sql, match, lambda n, t=text: _type(window, t, n))  # type: ignore[misc]
    window.show_query("is:unread")
    watch.quiet()
    _measure_marks(window, watch, rounds)
    _measure_jumps(window, watch, rounds)
    _measure_imports(window, watch, rounds)
    raw.close()
    window.close()
    window.deleteLater()


def _type(window: Window, text: str, number: int) -> None:
    """The text comes into the box, a little different each time, and the pause of a typist is over."""
    pane = window.list
    pane.search.write(" " * (number % 2) + text)
    pane.show_search(pane.search.text())


def _measure_marks(window: Window, watch: _Watch, rounds: int) -> None:
    stars = []
    for _ in range(rounds):
        begin = time.perf_counter()
        window.verbs.star()
        window.list.papers.viewport().repaint()
        stars.append((time.perf_counter() - begin) * 1000)
        window.list.papers.step(1)
        watch.quiet()
    print(f"{'star, until repainted':28} app {_p95(stars):7.2f} ms")


def _measure_jumps(window: Window, watch: _Watch, rounds: int) -> None:
    papers = window.list.papers
    jumps = []
    for number in range(rounds):
        place = (number * 7919 * 13) % len(papers.papers.ids)
        begin = time.perf_counter()
        papers.go_to(place)
        papers.viewport().repaint()
        jumps.append((time.perf_counter() - begin) * 1000)
        watch.quiet()
    print(f"{'jump anywhere':28} app {_p95(jumps):7.2f} ms")


def _measure_imports(window: Window, watch: _Watch, rounds: int) -> None:
    """A digest of 64 papers, from the choice of its file until they stand in the list; the reader's process is warm."""
    fresh = make_records(64 * (rounds + 1), seed=11)
    times = []
    with tempfile.TemporaryDirectory() as name:
        for number in range(rounds + 1):
            block = fresh[number * 64 : number * 64 + 64]
            path = Path(name) / f"digest {number}.txt"
            path.write_text(page_text(tuple(f"{record.title} of {number}" for record in block)), encoding="utf-8")
            window.show_query("is:unread")
            watch.quiet()
            begin = time.perf_counter()
            window.ways_in.take([path])
            _spin(lambda: len(window.list.papers.papers.ids) == 64)
            window.list.papers.viewport().repaint()
            times.append((time.perf_counter() - begin) * 1000)
            _spin(lambda: not window.importer.busy)
            watch.quiet()
    for _ in range(rounds + 1):
        window.undoing.undo()
        watch.quiet()
    warm = times[1:]
    print(f"{'digest of 64, until listed':28} app {_p95(warm):7.2f} ms   median {statistics.median(warm):.0f} ms")
