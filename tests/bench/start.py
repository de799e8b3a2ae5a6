"""Start of the process to the first usable paint: the app beside a bare window of the same parts on the same store."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

_FLOOR = """
import sys, time
begin = float(sys.argv[2])
import sqlite3
from PySide6.QtCore import QAbstractTableModel, QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QListWidget, QMainWindow, QPlainTextEdit, QSplitter, QTableView, QTextBrowser
application = QApplication([])
application.setStyle("Fusion")
store = sqlite3.connect(f"file:{sys.argv[1]}/library.db?mode=ro", uri=True)
rows = store.execute("SELECT p.id, p.title, p.abstract FROM shelf s JOIN paper p ON p.id = s.paper WHERE s.state = 'unread' "
    "AND s.trashed = 0 ORDER BY s.latest DESC, s.latest_position, s.paper LIMIT 50").fetchall()
class Model(QAbstractTableModel):
    def rowCount(self, parent=None): return len(rows)
    def columnCount(self, parent=None): return 1
    def data(self, index, role=0): return rows[index.row()][1] if role == 0 else None
class Window(QMainWindow):
    painted = False
    def event(self, event):
        done = super().event(event)
        if event.type() == QEvent.Type.Paint and not self.painted:
            self.painted = True
            QTimer.singleShot(0, finish)
        return done
def finish():
    pages = int(open("/proc/self/statm").read().split()[1])
    print((time.monotonic() - begin) * 1000, pages * 4096 / 1e6, flush=True)
    application.quit()
window = Window()
side, table, text, note = QListWidget(), QTableView(), QTextBrowser(), QPlainTextEdit()
side.addItems(["Inbox", "All"])
model = Model()
table.setModel(model)
text.setPlainText(rows[0][2])
right = QSplitter(Qt.Orientation.Vertical)
right.addWidget(text); right.addWidget(note)
panes = QSplitter()
for pane in (side, table, right): panes.addWidget(pane)
window.setCentralWidget(panes)
window.resize(1360, 840)
window.show()
application.exec()
"""

_APP = """
import sys, time
begin = float(sys.argv[2])
import readerapp.gui.app as app
real = app.open_window
def open_window(*arguments, **more):
    window = real(*arguments, **more)
    window.shown.disconnect()
    def finish():
        pages = int(open("/proc/self/statm").read().split()[1])
        print((time.monotonic() - begin) * 1000, pages * 4096 / 1e6, flush=True)
        window.close()
    window.shown.connect(finish)
    return window
app.open_window = open_window
app.main(["--library", sys.argv[1]])
"""


def measure(folder: Path, rounds: int = 11) -> None:
    """Print milliseconds and megabytes of both, taken in turn, and their ratio."""
    # What is measured is the start of an installed program: its modules are compiled, as pip leaves them.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times: dict[str, list[float]] = {"floor": [], "app": []}
    sizes: dict[str, list[float]] = {"floor": [], "app": []}
    for _ in range(rounds + 1):
        for name, script in (("floor", _FLOOR), ("app", _APP)):
            command = [sys.executable, "-c", script, str(folder), str(time.monotonic())]
            done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
            milliseconds, megabytes = map(float, done.stdout.split())
            times[name].append(milliseconds)
            sizes[name].append(megabytes)
    floor, app = (statistics.median(times[name][1:]) for name in ("floor", "app"))
    print(f"start to first paint   floor {floor:6.0f} ms   app {app:6.0f} ms   ratio {app / floor:.2f}")
    floor, app = (statistics.median(sizes[name][1:]) for name in ("floor", "app"))
    print(f"memory at first paint  floor {floor:6.0f} MB   app {app:6.0f} MB   over it {app - floor:.0f} MB")
