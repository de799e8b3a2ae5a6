"""The report of an import: new, already here, improved, skipped, each a click away, and its Undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from readerapp.gui.session import Session
from readerapp.gui.strip import Strip
from readerapp.i18n import tr, trn
from readerapp.records import Change, Reading


class Report(QObject):
    """Tells on the strip what the last import did, as long as it stands there."""

    undo_wanted = Signal(int)
    """Take back edits down to and including this one."""
    skipped_wanted = Signal(object)
    """Show what this Reading skipped."""

    def __init__(self, session: Session, strip: Strip) -> None:
        super().__init__(strip)
        self._session = session
        self._strip = strip
        self._edit = 0
        self._undo_text = ""
        session.undo_changed.connect(self._count_edits)

    def show(self, change: Change, reading: Reading, more: list[tuple[str, Callable[[], object]]]) -> None:
        """Tell what an import did; `more` are further buttons."""
        buttons: list[tuple[str, Callable[[], object]]] = []
        self._edit = change.edit or 0
        self._undo_text = tr("Undo")
        if self._edit:
            buttons.append((self._undo_text, self._undo))
        if reading.skipped:
            number = len(reading.skipped)
            buttons.append((trn("{n} skipped", "{n} skipped", number), lambda: self.skipped_wanted.emit(reading)))
        self._strip.say(report_text(change, reading), buttons + more)

    def _undo(self) -> None:
        self._strip.rest()
        self.undo_wanted.emit(self._edit)

    def _count_edits(self) -> None:
        """The button says how much it takes back by now."""
        number = self._edit
        if number and self._strip.button(self._undo_text) is not None:
            self._session.ask(lambda reader: reader.edits_down_to(number), self._name_undo, key="report")

    def _name_undo(self, edits: int) -> None:
        button = self._strip.button(self._undo_text)
        if button is not None:
            self._undo_text = tr("Undo {n} edits down to this import").format(n=edits) if edits > 1 else tr("Undo")
            button.setText(self._undo_text)
            button.setVisible(edits > 0)


def report_text(change: Change, reading: Reading) -> str:
    """What an import did, in one sentence."""
    report = change.report
    assert report is not None
    if report.again:
        return tr("This digest is already in the library: nothing was added.")
    new, known, changed = (len(report.ids(*s)) for s in (("new",), ("known", "changed"), ("changed",)))
    parts = [tr("{n:,} new").format(n=new), tr("{n:,} already here").format(n=known)]
    if changed:
        parts[1] += tr(" ({n:,} improved)").format(n=changed)
    parts.append(tr("{n:,} skipped").format(n=len(reading.skipped)))
    text = ", ".join(parts)
    if report.trashed:
        text += trn(", {n} of them in the trash", ", {n} of them in the trash", len(report.trashed))
    return text
