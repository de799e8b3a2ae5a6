"""What triage shows beside the paper: a bar with the progress, and at the end what was decided."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from readerapp.gui.theme import scaled
from readerapp.i18n import tr, trn


class TriageBar(QFrame):
    """How far one is, how long it will take, which keys decide."""

    def __init__(self, leave: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setAccessibleName(tr("Triage"))
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setAccessibleDescription(tr("Progress"))
        self.progress = QProgressBar()
        self.progress.setObjectName("progress")
        self.progress.setTextVisible(False)
        self.progress.setMinimumWidth(60)
        self.progress.setMaximumWidth(220)
        self.progress.setFixedHeight(9)
        self.progress.setAccessibleName(tr("Decided papers"))
        self.keys = QLabel()
        self.keys.setProperty("muted", True)
        self.keys.setWordWrap(True)
        self.leave = QPushButton(tr("Leave triage"))
        self.leave.clicked.connect(lambda: leave())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 8, 6)
        layout.setSpacing(14)
        layout.addWidget(self.text)
        layout.addWidget(self.progress, 1)
        layout.addWidget(self.keys, 4)
        layout.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignRight)
        self.hide()

    def tell(self, text: str, done: int, total: int) -> None:
        """The progress in words, and how many of all are decided."""
        self.text.setText(text)
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(done)


class TriageSummary(QWidget):
    """The end of a pass: how many of the papers are starred, queued, read, dropped, undecided, and how to go on."""

    def __init__(self, leave: Callable[[], object], go_on: Callable[[], object]) -> None:
        super().__init__()
        self._leave = leave
        self.setAccessibleName(tr("Summary"))
        self.heading = QLabel()
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self._numbers = QGridLayout()
        self._numbers.setHorizontalSpacing(14)
        self._shown: dict[str, tuple[QLabel, QLabel]] = {}
        self.go_on = QPushButton()
        self.go_on.setProperty("primary", True)
        self.go_on.clicked.connect(lambda: go_on())
        self.leave = QPushButton(tr("Leave triage"))
        self.leave.clicked.connect(lambda: leave())
        for button in (self.go_on, self.leave):
            button.setProperty("large", True)
        buttons = QHBoxLayout()
        buttons.addWidget(self.go_on)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addStretch(1)
        column.addWidget(self.heading)
        column.addLayout(self._numbers)
        column.addLayout(buttons)
        column.addStretch(2)
        middle = QHBoxLayout(self)
        middle.addStretch(1)
        middle.addLayout(column)
        middle.addStretch(1)

    def show_numbers(self, numbers: list[tuple[str, int]], undecided: int, key: str) -> None:
        """Names and numbers, one on each line; `key` goes on with the undecided ones."""
        self.heading.setText(
            trn("{n} left to decide", "{n} left to decide", undecided) if undecided else tr("All decided")
        )
        self.restyle()
        for row, (name, _) in enumerate(numbers):
            if name not in self._shown:
                self._shown[name] = (QLabel(), QLabel(name))
                for column, label in enumerate(self._shown[name]):
                    self._numbers.addWidget(label, row, column)
                self._shown[name][0].setAlignment(Qt.AlignmentFlag.AlignRight)
                self._numbers.setColumnStretch(1, 1)
        shown = dict(numbers)
        for name, labels in self._shown.items():
            for label in labels:
                label.setVisible(name in shown)
        for name, number in numbers:
            self._shown[name][0].setText(f"{number:,}")
            self._shown[name][0].setAccessibleName(f"{number:,} {name}")
        self.setAccessibleDescription(", ".join(f"{number:,} {name}" for name, number in numbers))
        self.go_on.setText(
            tr("Go on with the undecided ({key})").format(key=key) if key else tr("Go on with the undecided")
        )
        self.go_on.setVisible(undecided > 0)

    def restyle(self) -> None:
        """After a change of the theme: another style sheet takes a widget's own font away."""
        self.heading.setFont(scaled(self.font(), 1.75, bold=True))

    def told(self) -> str:
        """The whole of it in one sentence."""
        return f"{self.heading.text()}: {self.accessibleDescription()}"

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        (self.leave if self.go_on.isHidden() else self.go_on).setFocus()
