"""The main window: a table of contents. It builds the panes and wires them; what they do stands in their own files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from readerapp.gui.actions import Actions
from readerapp.gui.detail import Detail
from readerapp.gui.first_start import FirstStart
from readerapp.gui.importer import Importer, dropped_paths
from readerapp.gui.list_pane import ListPane
from readerapp.gui.notes import Notes
from readerapp.gui.paper_verbs import PaperVerbs
from readerapp.gui.previewer import Previewer
from readerapp.gui.report import Report
from readerapp.gui.session import Session
from readerapp.gui.sidebar import Sidebar, fixed_lists
from readerapp.gui.status import StatusLine
from readerapp.gui.strip import Strip
from readerapp.gui.theme import Theme
from readerapp.gui.trail import Trail
from readerapp.gui.window_state import WindowState
from readerapp.i18n import tr
from readerapp.records import Change, Reading
from readerapp.store.reading import Reader

if TYPE_CHECKING:
    pass


class Window(QMainWindow):
    """Sidebar, list, detail over notes; toolbar, menus and status line from the table of actions."""

    shown = Signal()
    """The first paint is done."""
    closed = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.session = session
        self.theme = theme
        self.setWindowTitle("readerapp")
        self.setAcceptDrops(True)
        self._state = WindowState(session.folder)
        self._hint = self._state.on("hint")
        self._current = 0
        self._has_sample = False
        self._undo = ("", "")
        self._build()
        self._wire()
        self._painted = False
        self.ready = False
        """Whether the library is open for writing (or known to be for reading only)."""
        self._state.place(self, self._splitters(), {"panes": [214, 396, 750], "reading": [560, 220]})
        self.toggle_pane(self.sidebar, shown=self._state.on("sidebar"))
        self.toggle_pane(self.notes, shown=self._state.on("notes"))
        self.setMinimumSize(520, 360)

    # building

    def _build(self) -> None:
        self.list = ListPane(self.session, self.theme)
        self.sidebar = Sidebar(self.theme)
        self.detail = Detail(self.theme, self.session.settings.reading_size)
        self.notes = Notes(self.session)
        self.strip = Strip()
        self.report = Report(self.session, self.strip)
        self.hint = Strip()
        self.first_start = FirstStart()
        self.importer = Importer(self.session, self.strip, self)
        self.trail = Trail(self._show_place, lambda: (self.list.query, self.list.papers.current()))
        self.list.name_of = self.sidebar.name_of  # type: ignore[method-assign]
        self.actions_ = Actions(self, self.theme)
        self.actions_.attach(self.list.papers, self.sidebar, self.detail)
        self.actions_.fill_menus()
        self.toolbar = QToolBar(tr("Toolbar"))
        self.toolbar.setObjectName("toolbar")
        self.toolbar.setMovable(False)
        self.toolbar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toolbar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.addToolBar(self.toolbar)
        self.actions_.fill_toolbar(self.toolbar)
        self.reading = QSplitter(Qt.Orientation.Vertical)
        self.reading.addWidget(self.detail)
        self.reading.addWidget(self.notes)
        self.reading.setStretchFactor(0, 1)
        self.reading.setCollapsible(0, False)
        self.panes = QSplitter(Qt.Orientation.Horizontal)
        for pane in (self.sidebar, self.list, self.reading):
            self.panes.addWidget(pane)
        self.panes.setStretchFactor(2, 1)
        self.panes.setCollapsible(1, False)
        self.panes.setCollapsible(2, False)
        self._centre = QStackedWidget()
        self._centre.addWidget(self.panes)
        self._centre.addWidget(self.first_start)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.strip)
        layout.addWidget(self._centre, 1)
        layout.addWidget(self.hint)
        self.setCentralWidget(whole)
        self.status = StatusLine()
        self.setStatusBar(self.status)
        self.verbs = PaperVerbs(self.session, self.list.papers, self.detail, self.status)
        self.previewer = Previewer(self.notes)

    def _wire(self) -> None:
        session = self.session
        session.changed.connect(self._changed)
        session.failed.connect(self.complain)
        session.undo_changed.connect(self._undo_known)
        self.sidebar.chosen.connect(self.show_query)
        self.list.query_changed.connect(self.sidebar.mark)
        self.list.papers.current_changed.connect(self._show_paper)
        self.list.papers.star_clicked.connect(self.verbs.toggle_star_of)
        self.list.papers.opened.connect(self.write_note)
        self.list.listed.connect(self._update_actions)
        self.detail.open_requested.connect(self.verbs.open_link)
        self.detail.search_requested.connect(self.verbs.look_up)
        self.detail.digest_requested.connect(lambda digest: self.show_query(f"in:#{digest}"))
        self.notes.escaped.connect(self.to_list)
        self.notes.link.connect(self.verbs.open_link)
        self.verbs.complain = self.complain
        self.status.undo_wanted.connect(self.undo)
        self.importer.imported.connect(self._imported)
        self.report.undo_wanted.connect(self._undo_down_to)
        self.report.skipped_wanted.connect(self._show_skipped)
        self.strip.closed.connect(self.to_list)
        self.hint.closed.connect(self._hint_closed)
        self.first_start.open_wanted.connect(self.importer.ask)
        self.first_start.sample_wanted.connect(self.importer.take_sample)

    # start and end

    def show_library(self) -> None:
        """Before the first paint: one page of the list that was open last, and the paper that was stood on."""
        rows = self.session.open_rows()
        self.list.papers.papers.set_reader(rows)
        query = self._state.text("query", "is:unread")
        name = next((name for name, fixed in fixed_lists() if fixed == query), self._state.text("name", query))
        self.list.show_first(rows.ids(query, limit=200), query, name, self._state.number("paper"))
        self.sidebar.mark(query)
        self.list.papers.setFocus()

    def library_ready(self) -> None:
        """After the library is open for writing: everything that the first paint did not need."""
        rows = self.session.open_rows()
        self.list.papers.papers.set_reader(rows)
        if not self._has_papers():
            self._centre.setCurrentWidget(self.first_start)
            self.first_start.open_button.setFocus()
        self.list.reload()
        self._count()
        self._show_hint()
        self.ready = True
        if not self.session.writable:
            self.strip.say(tr("This library is open for reading only: what you do here is not kept."), closable=False)

    def _show_hint(self) -> None:
        """Teach the keys, until the user has closed the hint once."""
        if self._hint and self._centre.currentWidget() is self.panes:
            self.hint.say(
                tr("j k  next, previous   ·   e  read   ·   l  later   ·   x  drop   ·   s  star   ·   i  note   ·   "
                   "o  open   ·   /  search   ·   u  undo   ·   ?  all keys")
            )  # fmt: skip

    def _hint_closed(self) -> None:
        self._hint = False
        self.to_list()

    def _has_papers(self) -> bool:
        rows = self.session.rows
        return rows is not None and bool(rows.ids("is:trashed OR -is:trashed", limit=1) or rows.digests())

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.Paint and not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.shown.emit)
        return handled

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing typed is lost: the note is sent, and the store finishes what waits."""
        self.notes.save()
        if self.session.rows is not None:
            self._state.keep(
                self,
                self._splitters(),
                sidebar=not self.sidebar.isHidden(),
                notes=not self.notes.isHidden(),
                query=self.list.query,
                name=self.sidebar.name_of(self.list.query) or self.list.query,
                paper=self.list.papers.current(),
                hint=self._hint,
            )
        self.importer.finish()
        self.previewer.finish()
        self.session.close()
        self.closed.emit()
        event.accept()

    def _splitters(self) -> dict[str, QSplitter]:
        return {"panes": self.panes, "reading": self.reading}

    # what is shown

    def show_query(self, query: str) -> None:
        """Show a list, from its first paper on."""
        if query != self.list.query:
            self.trail.leave()
        self.list.show_query(query, self.sidebar.name_of(query))
        self.sidebar.mark(query)

    def _show_place(self, query: str, paper: int) -> None:
        self.list.show_query(query, self.sidebar.name_of(query), select=paper)
        self.sidebar.mark(query)

    def _show_paper(self, key: int) -> None:
        rows = self.session.rows
        paper = rows.paper(key) if rows is not None and key else None
        self.detail.show_paper(paper)
        if key != self._current or paper is None:
            self._current = key if paper else 0
            self.notes.show_note(self._current, (paper.note or "") if paper else "")
        self._update_actions()

    def _changed(self, change: Change) -> None:
        """Something was written: by this window or by another program."""
        if self._current and (not change.papers or self._current in change.papers):
            rows = self.session.rows
            paper = rows.paper(self._current) if rows is not None else None
            self.detail.show_paper(paper)
            self.notes.refresh((paper.note or "") if paper else "")
        if change.tables:
            self._count()

    def _count(self) -> None:
        def ask(reader: Reader) -> tuple[Any, Any]:
            return reader.counts(), reader.digests()

        def show(found: tuple[Any, Any]) -> None:
            self.sidebar.show_counts(*found)
            self._has_sample = any(digest.sample for digest in found[1])
            self._update_actions()

        self.session.ask(ask, show, key="counts")

    def _update_actions(self) -> None:
        self.actions_.enable(
            paper=bool(self.list.papers.current()),
            undo=bool(self._undo[0]),
            redo=bool(self._undo[1]),
            writable=self.session.writable,
        )
        self.actions_["remove-sample"].setVisible(self._has_sample)
        self.list.update_heading()

    def _undo_known(self, undo: str, redo: str) -> None:
        self._undo = (undo, redo)
        self.actions_["undo"].setText(tr("Undo: {label}").format(label=undo) if undo else tr("Undo"))
        self.actions_["undo"].setIconText(tr("Undo"))
        self.actions_["redo"].setText(tr("Redo: {label}").format(label=redo) if redo else tr("Redo"))
        self._update_actions()

    # what the user does

    def complain(self, message: str) -> None:
        """Tell that something could not be done, where it is seen."""
        self.status.complain(message)
        self.strip.say(message)

    def undo(self) -> None:
        """Take back the last edit, whatever it was; the open note is saved first."""
        self.notes.save()
        self.session.undo(self._undone)

    def _undone(self, change: Change) -> None:
        self.status.say(tr("Undone: {label}").format(label=change.label), undo=False)

    def redo(self) -> None:
        """Bring back what was undone last."""
        self.notes.save()
        self.session.redo(lambda change: self.status.say(tr("Redone: {label}").format(label=change.label)))

    def write_note(self) -> None:
        """Go to the note of the current paper."""
        if self.list.papers.current():
            self.toggle_pane(self.notes, shown=True)
            self.notes.toggle_preview(False)
            self.notes.editor.setFocus()

    def search(self) -> None:
        """Go to the search box."""
        self.list.search.setFocus()
        self.list.search.selectAll()

    def to_list(self) -> None:
        """Give the list the focus."""
        self.list.papers.setFocus()

    def show_keys(self) -> None:
        """Open the sheet of all keys."""
        from readerapp.gui.key_sheet import KeySheet  # start-up time

        KeySheet(self, self.actions_.table).open()

    def toggle_pane(self, pane: QWidget, shown: bool | None = None) -> None:
        """Show or hide the sidebar or the notes."""
        pane.setVisible(pane.isHidden() if shown is None else shown)
        self.actions_["sidebar"].setChecked(not self.sidebar.isHidden())
        self.actions_["notes-pane"].setChecked(not self.notes.isHidden())

    def resize_text(self, step: int) -> None:
        """Make abstracts larger or smaller; 0: as at first."""
        settings = self.session.settings
        size = settings.reading_size + step if step else type(settings)().reading_size
        self.session.set_settings(replace(settings, reading_size=min(36, max(7, size))))
        self.detail.set_reading_size(self.session.settings.reading_size)

    def set_theme(self, choice: Literal["system", "light", "dark"]) -> None:
        """Take another theme."""
        self.theme.choice = choice
        self.session.set_settings(replace(self.session.settings, theme=choice))
        self.restyle()

    def restyle(self) -> None:
        """Put the theme into force everywhere."""
        self.theme.apply()
        self.actions_.draw_icons()
        self.detail.restyle()

    # importing

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.importer.take_dropped(event.mimeData()):
            event.acceptProposedAction()

    def take_files(self, names: list[str]) -> None:
        """Import files that the command line, or a second start, named."""
        self.importer.take([Path(name) for name in names])

    def _imported(self, change: Change, reading: Reading) -> None:
        report = change.report
        assert report is not None
        self._centre.setCurrentWidget(self.panes)
        self._show_hint()
        more: list[tuple[str, Callable[[], object]]] = []
        if self._has_sample and report.papers:
            more.append((tr("Remove the sample"), self.remove_sample))
        self.report.show(change, reading, more)
        self.status.say(change.label, undo=change.edit is not None)
        if report.digest is not None:
            self.trail.leave()
            first = self._first_undecided(report.ids("new", "known", "changed"))
            name = reading.title or tr("Digest")
            self.list.show_query(f"in:#{report.digest}", name, select=first, focus=not self.notes.editor.hasFocus())

    def _first_undecided(self, papers: tuple[int, ...]) -> int | None:
        rows = self.session.rows
        if rows is None:
            return None
        found = rows.rows(papers[:2000])
        return next((paper for paper in papers if paper in found and found[paper].state == "unread"), None)

    def _undo_down_to(self, edit: int) -> None:
        self.notes.save()
        self.session.undo(self._undone, down_to=edit)

    def _show_skipped(self, reading: Reading) -> None:
        lines = [f"{s.where}: {s.reason}\n    {s.text}" for s in reading.skipped[:50]]
        self.strip.say("\n".join(lines))

    def remove_sample(self) -> None:
        """Forget the sample; undoable."""
        from readerapp.edits import RemoveSample  # start-up time

        self.session.edit(RemoveSample(), lambda change: self.status.say(change.label))
