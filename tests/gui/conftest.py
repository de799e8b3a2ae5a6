from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.driver import Driver


@pytest.fixture
def app(qtbot: QtBot, library_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Driver]:
    """The app on an empty library, not started yet; closed at the end, with nothing left open."""
    opened: list[str] = []
    monkeypatch.setattr(
        "readerapp.gui.links.QDesktopServices.openUrl", lambda url: opened.append(url.toString()) or True
    )
    driver = Driver(qtbot, library_folder)
    driver.opened = opened  # type: ignore[attr-defined]
    yield driver
    driver.close()
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    left = [type(widget).__name__ for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert not left, f"left open: {left}"
