"""The main window: a table of contents. It builds the panes and wires them; what they do stands in their own files."""

from __future__ import annotations

import base64
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMainWindow,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from readerapp.edits import Mark, RemoveSample
from readerapp.errors import LimitReached, ReaderError
from readerapp.gui import links
from readerapp.gui.actions import Actions
from readerapp.gui.detail import Detail
from readerapp.gui.first_start import FirstStart
from readerapp.gui.importer import Importer, dropped_paths, report_text
from readerapp.gui.key_sheet import KeySheet
from readerapp.gui.list_pane import ListPane
from readerapp.gui.notes import Notes
from readerapp.gui.session import Session
from readerapp.gui.sidebar import Sidebar, fixed_lists
from readerapp.gui.strip import Strip, spacer
from readerapp.gui.theme import Theme
from readerapp.gui.trail import Trail
from readerapp.gui.workers import Worker
from readerapp.i18n import tr, trn
from readerapp.records import Change, Reading, State
from readerapp.sandbox import MB, Sandbox
from readerapp.settings import load_state, save_state
from readerapp.store.reading import Reader

if TYPE_CHECKING:
    from readerapp.store.library import Library

STATE_FILE = "window.json"


class Window(QMainWindow):
    """Sidebar, list, detail over notes; toolbar, menus and status line from the table of actions."""

    shown = Signal()
    """The first paint is done."""

    def __init__(self, session: Session, theme: Theme, read_state: bool = True) -> None:
        super().__init__()
        self.session = session
        self.theme = theme
        self.setWindowTitle("readerapp")
        self.setAcceptDrops(True)
        self._state = load_state(session.folder / STATE_FILE) if read_state else {}
        self._current = 0
        self._last_import: Change | None = None
        self._has_sample = False
        self._undo = ("", "")
        self._build()
        self._wire()
        self._restore()
        self._painted = False
        self.previews: Worker[Sandbox] = Worker("preview", Sandbox, lambda sandbox: sandbox.stop())

    # building

    def _build(self) -> None:
        self.list = ListPane(self.session, self.theme)
        self.sidebar = Sidebar(self.theme)
        self.detail = Detail(self.theme, self.session.settings.reading_size)
        self.notes = Notes(self.session)
        self.strip = Strip()
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
        self.setCentralWidget(whole)
        self._build_status()

    def _build_status(self) -> None:
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setAccessibleName(tr("Last thing done"))
        self.undo_button = QPushButton(tr("Undo"))
        self.undo_button.setProperty("flat", True)
        self.undo_button.clicked.connect(self.undo)
        self.undo_button.hide()
        self.statusBar().addWidget(self.said)
        self.statusBar().addWidget(self.undo_button)
        self.statusBar().addWidget(spacer(), 1)

    def _wire(self) -> None:
        session = self.session
        session.changed.connect(self._changed)
        session.failed.connect(self.complain)
        session.undo_changed.connect(self._undo_known)
        self.sidebar.chosen.connect(self.show_query)
        self.list.query_changed.connect(self.sidebar.mark)
        self.list.papers.current_changed.connect(self._show_paper)
        self.list.papers.star_clicked.connect(self._toggle_star_of)
        self.list.papers.opened.connect(self.write_note)
        self.list.listed.connect(self._update_actions)
        self.detail.open_requested.connect(self.open_link)
        self.detail.search_requested.connect(self._look_up)
        self.detail.digest_requested.connect(lambda digest: self.show_query(f"in:#{digest}"))
        self.notes.escaped.connect(self.to_list)
        self.notes.link.connect(self.open_link)
        self.notes.preview_wanted.connect(self._preview)
        self.importer.imported.connect(self._imported)
        self.strip.closed.connect(self.to_list)
        self.first_start.open_wanted.connect(self.importer.ask)
        self.first_start.sample_wanted.connect(self.importer.take_sample)

    # start and end

    def show_library(self) -> None:
        """Before the first paint: one page of the list that was open last, and the paper that was stood on."""
        rows = self.session.open_rows()
        self.list.papers.papers.set_reader(rows)
        query = str(self._state.get("query", "is:unread"))
        paper = self._state.get("paper")
        name = next((name for name, fixed in fixed_lists() if fixed == query), str(self._state.get("name", query)))
        ids = rows.ids(query, limit=200)
        self.list.show_first(ids, query, name, paper if isinstance(paper, int) and paper in ids else 0)
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
        if not self.session.writable:
            self.strip.say(tr("This library is open for reading only: what you do here is not kept."), closable=False)

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
        with suppress(OSError):
            if self.session.rows is not None:
                save_state(self.session.folder / STATE_FILE, self._state_now())
        self.importer.finish()
        self.previews.finish()
        self.session.close()
        event.accept()

    def _state_now(self) -> dict[str, Any]:
        def text(state: QByteArray) -> str:
            return base64.b64encode(state.data()).decode("ascii")

        return {
            "geometry": text(self.saveGeometry()),
            "panes": text(self.panes.saveState()),
            "reading": text(self.reading.saveState()),
            "sidebar": not self.sidebar.isHidden(),
            "notes": not self.notes.isHidden(),
            "query": self.list.query,
            "name": self.sidebar.name_of(self.list.query) or self.list.query,
            "paper": self.list.papers.current(),
            "hint": self._state.get("hint", True),
        }

    def _restore(self) -> None:
        def put(name: str, take: Any) -> bool:
            with suppress(ValueError, TypeError):
                return bool(take(QByteArray(base64.b64decode(self._state[name]))))
            return False

        if "geometry" not in self._state or not put("geometry", self.restoreGeometry):
            self.resize(1360, 840)
        if "panes" not in self._state or not put("panes", self.panes.restoreState):
            self.panes.setSizes([214, 396, 750])
        if "reading" not in self._state or not put("reading", self.reading.restoreState):
            self.reading.setSizes([560, 220])
        self.sidebar.setVisible(self._state.get("sidebar") is not False)
        self.notes.setVisible(self._state.get("notes") is not False)
        self.actions_["sidebar"].setChecked(not self.sidebar.isHidden())
        self.actions_["notes-pane"].setChecked(not self.notes.isHidden())
        self.setMinimumSize(520, 360)

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

    def say(self, text: str, *, undo: bool = True) -> None:
        """Tell the last thing done, with its Undo."""
        self.said.setProperty("error", False)
        self._repolish(self.said)
        self.said.setText(text[:1].upper() + text[1:])
        self.undo_button.setVisible(undo)

    def complain(self, message: str) -> None:
        """Tell that something could not be done."""
        self.said.setProperty("error", True)
        self._repolish(self.said)
        self.said.setText(message.replace("\n", " "))
        self.undo_button.hide()
        self.strip.say(message)

    @staticmethod
    def _repolish(widget: QWidget) -> None:
        widget.style().unpolish(widget)
        widget.style().polish(widget)

    # what the user does

    def mark(self, papers: tuple[int, ...], state: State | None = None, starred: bool | None = None) -> None:
        """Mark papers: painted at once, written off the GUI thread."""
        if papers and self.session.writable:
            self.list.papers.papers.show_mark(papers, state, starred)
        self.session.edit(Mark(papers, state, starred), lambda change: self.say(change.label) if change.edit else None)

    def decide(self, state: State) -> None:
        """Set the state of the selected papers and go on to the next one."""
        papers = self.list.papers.selected()
        self.mark(papers, state)
        if len(papers) == 1:
            self.list.papers.step(1)

    def toggle_read(self) -> None:
        """Read becomes unread; anything else becomes read."""
        papers = self.list.papers.selected()
        row = self.list.papers.papers.row(self.list.papers.currentIndex().row())
        self.mark(papers, "unread" if row is not None and row.state == "read" else "read")

    def toggle_star(self) -> None:
        """Star the selected papers, or take their stars if the one under the cursor has one."""
        row = self.list.papers.papers.row(self.list.papers.currentIndex().row())
        self.mark(self.list.papers.selected(), starred=not (row is not None and row.starred))

    def _toggle_star_of(self, paper: int) -> None:
        row = self.list.papers.papers.row(self.list.papers.papers.place(paper))
        self.mark((paper,), starred=not (row is not None and row.starred))

    def scroll_or_go(self) -> None:
        """Scroll the abstract; at its end mark an unread paper read and go to the next unread one."""
        if self.detail.scroll_page():
            return
        row = self.list.papers.papers.row(self.list.papers.currentIndex().row())
        if row is not None and row.state == "unread":
            self.mark((row.id,), "read")
        self.list.papers.step_unread(1)

    def undo(self) -> None:
        """Take back the last edit, whatever it was; the open note is saved first."""
        self.notes.save()
        self.session.undo(lambda change: self.say(tr("Undone: {label}").format(label=change.label), undo=False))

    def redo(self) -> None:
        """Bring back what was undone last."""
        self.notes.save()
        self.session.redo(lambda change: self.say(tr("Redone: {label}").format(label=change.label)))

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

    def open_link(self, address: str) -> None:
        """Open a web address in the browser, or say that it was not opened."""
        if not links.open_link(address):
            self.complain(tr("Not opened, since it is no plain web address: {address}").format(address=address[:200]))

    def open_paper(self) -> None:
        """Open the paper's page; without one look its title up."""
        paper = self.detail.paper
        if paper is not None:
            page = links.page_of(paper)
            self.open_link(page or links.search_for(paper, self.session.settings.search_address))

    def _look_up(self) -> None:
        if self.detail.paper is not None:
            self.open_link(links.search_for(self.detail.paper, self.session.settings.search_address))

    def open_pdf(self) -> None:
        """Open the paper's PDF."""
        address = links.pdf_of(self.detail.paper) if self.detail.paper else None
        self.open_link(address) if address else self.complain(
            tr("No PDF is known of this paper; o looks the paper up.")
        )

    def open_code(self) -> None:
        """Open the paper's code."""
        paper = self.detail.paper
        if paper and paper.code_urls:
            self.open_link(paper.code_urls[0])
        else:
            self.complain(tr("No code is known of this paper."))

    def show_keys(self) -> None:
        """Open the sheet of all keys."""
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
        self._last_import = change
        buttons: list[tuple[str, object]] = []
        if change.edit is not None:
            buttons.append((tr("Undo"), self._undo_import))
        if reading.skipped:
            buttons.append(
                (trn("{n} skipped", "{n} skipped", len(reading.skipped)), lambda: self._show_skipped(reading))
            )
        if self._has_sample and report.papers:
            buttons.append((tr("Remove the sample"), self.remove_sample))
        self.strip.say(report_text(change, reading), buttons)
        self.say(change.label, undo=change.edit is not None)
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

    def _undo_import(self) -> None:
        """The strip's Undo: takes the import back, and what was done after it."""
        wanted = self._last_import
        if wanted is None or wanted.edit is None:
            return
        number = wanted.edit
        self.notes.save()
        self.strip.rest()

        def down_to(library: Library) -> Change | None:
            return library.undo_down_to(number)

        self.session.write(
            down_to, lambda change: self.say(tr("Undone: {label}").format(label=change.label), undo=False)
        )

    def _show_skipped(self, reading: Reading) -> None:
        lines = [f"{s.where}: {s.reason}\n    {s.text}" for s in reading.skipped[:50]]
        self.strip.say("\n".join(lines))

    def remove_sample(self) -> None:
        """Forget the sample; undoable."""
        self.session.edit(RemoveSample(), lambda change: self.say(change.label))

    # preview

    def _preview(self, text: str) -> None:
        def render(sandbox: Sandbox) -> str:
            body = text.encode("utf-8", "replace")
            answers = sandbox.call("readerapp.text.markdown:child", None, body, seconds=2, memory=1024 * MB)
            return str(next(iter(list(answers))))

        def plain(error: Exception) -> None:
            if not isinstance(error, LimitReached | ReaderError):
                raise error
            self.notes.preview.setPlainText(text)

        self.previews.do(render, self.notes.show_preview, plain, key="preview")


def of_application() -> Window | None:
    """The window that is open, None before there is one."""
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, Window)), None)
