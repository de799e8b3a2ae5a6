"""What an empty library shows: two ways to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from readerapp.gui.theme import scaled
from readerapp.i18n import tr


class FirstStart(QWidget):
    """Two buttons: open a digest, look around with a sample."""

    open_wanted = Signal()
    sample_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAccessibleName(tr("First start"))
        self.title = title = QLabel(tr("Your reading list is empty"))
        text = QLabel(
            tr(
                "A digest is a file that lists papers: a saved trending page, an arXiv mail, a feed, a bibliography.\n"
                "Drop one on this window, or open it here."
            )
        )
        text.setWordWrap(True)
        text.setProperty("muted", True)
        self.open_button = QPushButton(tr("Open a digest"))
        self.open_button.setProperty("primary", True)
        self.sample_button = QPushButton(tr("Look around with a sample"))
        for button in (self.open_button, self.sample_button):
            button.setProperty("large", True)
        for label in (title, text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.open_button.clicked.connect(self.open_wanted)
        self.sample_button.clicked.connect(self.sample_wanted)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.sample_button)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.addStretch()
        layout.addWidget(title)
        layout.addWidget(text)
        layout.addSpacing(12)
        layout.addLayout(buttons)
        layout.addStretch()
        layout.setSpacing(12)

    def showEvent(self, event: QShowEvent) -> None:
        # With a style sheet in force, getting a parent takes a widget's own font away.
        self.title.setFont(scaled(self.font(), 1.7, bold=True))
        super().showEvent(event)
