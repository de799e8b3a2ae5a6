"""Composition root: settings → library → workers → window. The only place that builds objects."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from readerapp import settings as settings_file
from readerapp.errors import LibraryError
from readerapp.gui.session import Session
from readerapp.gui.theme import Theme
from readerapp.gui.window import Window
from readerapp.i18n import tr
from readerapp.paths import default_library
from readerapp.store.connection import Damaged, exists, is_current, store_file
from readerapp.store.lock import WindowLock

log = logging.getLogger("readerapp")


def main(arguments: list[str]) -> int:
    """Open the window; the exit status."""
    options = _options(arguments)
    if _has_no_display():
        said = tr("readerapp: there is no display for the window. The command line does without one: readerapp --help")
        print(said, file=sys.stderr)  # noqa: T201 - there is nowhere else to say it
        return 1
    folder = options.library.expanduser() if options.library else default_library()
    application = QApplication.instance() or QApplication(["readerapp", *options.files])
    assert isinstance(application, QApplication)
    application.setApplicationName("readerapp")
    application.setDesktopFileName("readerapp")
    application.setStyle("Fusion")
    settings = settings_file.load()
    theme = Theme(application, settings.theme)
    theme.apply()
    lock = WindowLock(folder)
    first = lock.take()
    if not first and _called_first(folder, options.files):
        return 0
    try:
        window = open_window(folder, settings, theme, options.files, writable=_can_write(folder), elsewhere=not first)
    except LibraryError as error:
        return _refuse(error)
    window.shown.connect(lambda: _follow_signals(window))
    sys.excepthook = _Hook(window)
    application.styleHints().colorSchemeChanged.connect(window.looks.restyle)
    window.show()
    status = int(application.exec())
    lock.release()
    return status


def _has_no_display() -> bool:
    """Where Qt would end the program with a page of its own words."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform == "linux" and not any(os.environ.get(name) for name in named)


def open_window(
    folder: Path,
    settings: settings_file.Settings,
    theme: Theme,
    files: list[str],
    *,
    writable: bool = True,
    elsewhere: bool = False,
) -> Window:
    """A window on a library, not yet shown; after its first paint the library is opened for writing and the files imported.

    `elsewhere`: another window holds the library and does not answer; this one only reads. LibraryError when the library
    cannot be used.
    """
    there = exists(folder)
    writable = writable and not elsewhere
    session = Session(folder, settings, writable=writable, elsewhere=elsewhere)
    window = Window(session, theme)
    if there and is_current(folder):
        window.show_library()

    def ready() -> None:
        window.library_ready()
        if writable:
            _listen(folder, window)
        if files:
            window.ways_in.take([Path(name) for name in files])

    window.shown.connect(lambda: session.start(ready))
    return window


def _can_write(folder: Path) -> bool:
    """Whether the library's place takes writes; a library that is not there yet counts as writable (making it will tell)."""
    store = store_file(folder)
    return not store.exists() or (os.access(store, os.W_OK) and os.access(folder, os.W_OK))


def _called_first(folder: Path, files: list[str]) -> bool:
    from readerapp.gui.single import call_first  # QtNetwork is not needed for a first start's first paint

    return call_first(folder, files)


def _listen(folder: Path, window: Window) -> None:
    from readerapp.gui.single import FirstWindow  # QtNetwork, again only after the first paint

    def called(files: list[str]) -> None:
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        window.ways_in.take([Path(name) for name in files])

    server = FirstWindow(folder, called, window)
    window.closed.connect(server.close)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="readerapp", allow_abbrev=False)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("files", nargs="*", metavar="FILE")
    return parser.parse_args(arguments)


def _refuse(error: LibraryError) -> int:
    """Say why the library cannot be opened, in a window and for a terminal."""
    print(f"readerapp: {error}", file=sys.stderr)  # noqa: T201 - started from a terminal, this is where one looks
    from PySide6.QtWidgets import QMessageBox  # each Qt class costs start-up time, and this one is for bad days

    box = QMessageBox(
        QMessageBox.Icon.Critical if isinstance(error, Damaged) else QMessageBox.Icon.Warning, "readerapp", ""
    )
    box.setTextFormat(box.textFormat().PlainText)
    box.setText(tr("The library cannot be opened."))
    box.setInformativeText(str(error))
    box.exec()
    return 1


def _follow_signals(window: Window) -> None:
    """SIGTERM, SIGINT and SIGHUP close the window as the user would: nothing typed is lost."""
    import socket  # after the first paint

    from PySide6.QtCore import QSocketNotifier

    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    theirs.setblocking(False)
    signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
    notifier = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read, window)

    def close() -> None:
        ours.recv(64)
        window.close()

    notifier.activated.connect(close)
    # The notifier needs its sockets as long as the window lives.
    window.signal_sockets = (ours, theirs)  # type: ignore[attr-defined]
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: None)


class _Hook:
    """An exception in a slot is logged and told; the app goes on."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        import traceback  # for bad days

        log.error("%s", "".join(traceback.format_exception(kind, error, trace)))
        self._window.complain(
            tr("Something went wrong here: {error}. What you wrote is kept; please report it.").format(error=error)
        )
