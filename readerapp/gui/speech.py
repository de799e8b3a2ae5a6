"""What a screen reader is told beside what has the focus: what was done, what was found, where triage stands."""

from __future__ import annotations

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say a text, after what it is saying just now; nothing when none is running."""
    if text and QAccessible.isActive():
        from PySide6.QtGui import QAccessibleAnnouncementEvent  # few need it: start-up time

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
