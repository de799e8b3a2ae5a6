"""Some releases of PySide6 lose a reference to None per call and end the process after a while; this one must not."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot


def test_twenty_thousand_calls_lose_no_reference_to_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(20000):
        label.setText(str(number))
    assert before - sys.getrefcount(None) < 100
