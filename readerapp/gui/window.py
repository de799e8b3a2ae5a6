"""The main window: a table of contents. It builds the panes and wires them; what they do stands in their own files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QToolBar, QVBoxLayout, QWidget

from readerapp.gui.actions import Actions
from readerapp.gui.detail import Detail
from readerapp.gui.first_start import FirstStart
from readerapp.gui.key_hint import KeyHint
from readerapp.gui.key_names import KeyNames
from readerapp.gui.later import Later, make_all
from readerapp.gui.list_pane import ListPane
from readerapp.gui.looks import Looks
from readerapp.gui.notes import Notes
from readerapp.gui.open_note import OpenNote
from readerapp.gui.paper_model import PAPERS
from readerapp.gui.session import Session
from readerapp.gui.sidebar import Sidebar
from readerapp.gui.sidebar_model import Lists, fixed_lists, lists_of
from readerapp.gui.status import StatusLine, read_only_text
from readerapp.gui.strip import Strip
from readerapp.gui.theme import Theme
from readerapp.gui.trail import Trail
from readerapp.gui.undoing import Undoing
from readerapp.gui.window_state import WindowState
from readerapp.i18n import tr
from readerapp.paths import default_library
from readerapp.records import Change

if TYPE_CHECKING:
    from readerapp.gui.arrivals import Arrivals
    from readerapp.gui.desk import Desk
    from readerapp.gui.drops import Drops
    from readerapp.gui.importer import Importer
    from readerapp.gui.markup import Markup
    from readerapp.gui.menus import Menus
    from readerapp.gui.naming import Naming
    from readerapp.gui.outside import Outside
    from readerapp.gui.paper_verbs import PaperVerbs
    from readerapp.gui.previewer import Previewer
    from readerapp.gui.triage import Triage
    from readerapp.gui.watcher import Watcher
    from readerapp.gui.ways_in import WaysIn


class Window(QMainWindow):
    """Sidebar, list, detail over notes; toolbar, menus and status line from the table of actions."""

    shown = Signal()
    """The first paint is done."""
    closed = Signal()

    arrivals: Later[Arrivals] = Later("arrivals", "Arrivals")
    desk: Later[Desk] = Later("desk", "Desk")
    drops: Later[Drops] = Later("drops", "Drops")
    importer: Later[Importer] = Later("importer", "Importer")
    markup: Later[Markup] = Later("markup", "Markup")
    menus: Later[Menus] = Later("menus", "Menus")
    naming: Later[Naming] = Later("naming", "Naming")
    outside: Later[Outside] = Later("outside", "Outside")
    previewer: Later[Previewer] = Later("previewer", "Previewer")
    triage: Later[Triage] = Later("triage", "Triage")
    verbs: Later[PaperVerbs] = Later("paper_verbs", "PaperVerbs")
    watcher: Later[Watcher] = Later("watcher", "Watcher")
    ways_in: Later[WaysIn] = Later("ways_in", "WaysIn")

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.session = session
        self.theme = theme
        self.setWindowTitle("readerapp")
        self.setAcceptDrops(True)
        self._state = WindowState(session.folder)
        self.used: dict[str, int] = self._state.numbers("used")
        """How often each thing of the palette was gone to."""
        self.has_sample = False
        self._build()
        self._wire()
        self._painted = False
        self.ready = False
        """Whether the library is open for writing (or known to be for reading only)."""
        self._state.place(self, self.splitters, {"panes": [236, 404, 720], "reading": [560, 220]})
        self.looks.toggle_pane(self.sidebar, shown=self._state.on("sidebar"))
        self.looks.toggle_pane(self.notes, shown=self._state.on("notes"))
        self.looks.style_rows()
        self.setMinimumSize(640, 360)

    # building

    def _build(self) -> None:
        self.keys = keys = KeyNames()
        self.list = ListPane(self.session, self.theme, keys)
        self.sidebar = Sidebar(self.theme)
        self.detail = Detail(self.theme, self.session.settings.reading_size, keys)
        self.notes = Notes(self.session, keys)
        self.open_note = OpenNote(self)
        self.strip = Strip()
        self.hint = KeyHint(keys, wanted=self._state.on("hint"))
        self.first_start = FirstStart()
        self.status = StatusLine()
        self.looks = Looks(self)
        self.undoing = Undoing(self)
        self.trail = Trail(self.list.show_place, self.list.place)
        self.list.name_of = self.sidebar.name_of
        self.actions_ = Actions(self, self.theme, keys, self.session.settings.keys)
        self.actions_.attach(
            reading=(self.list.papers, self.detail, self.detail.abstract),
            leaving=(self.list.papers, self.list.empty, self.sidebar, self.detail, self.notes.preview),
        )
        self.actions_.fill_menus()
        self._lay_out()

    def _lay_out(self) -> None:
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
        self.reading.setStretchFactor(0, 2)
        self.reading.setStretchFactor(1, 1)
        self.reading.setCollapsible(0, False)
        self.panes = QSplitter(Qt.Orientation.Horizontal)
        for pane, width, stretch in ((self.sidebar, 130, 1), (self.list, 230, 2), (self.reading, 270, 3)):
            pane.setMinimumWidth(width)
            self.panes.addWidget(pane)
            self.panes.setStretchFactor(self.panes.indexOf(pane), stretch)
        self.panes.setCollapsible(1, False)
        self.panes.setCollapsible(2, False)
        self.splitters = {"panes": self.panes, "reading": self.reading}
        self._centre = QStackedWidget()
        self._centre.addWidget(self.panes)
        self._centre.addWidget(self.first_start)
        whole = QWidget()
        self._column = layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget, stretch in ((self.strip, 0), (self._centre, 1), (self.hint, 0)):
            layout.addWidget(widget, stretch)
        self.setCentralWidget(whole)
        self.setStatusBar(self.status)

    def add_bar(self, bar: QWidget) -> None:
        """Put a bar of the window's width above the panes."""
        self._column.insertWidget(1, bar)

    def show_page(self, page: QWidget | None) -> None:
        """Put something in the place of the panes; None: the panes."""
        page = page or self.panes
        if self._centre.indexOf(page) < 0:
            self._centre.addWidget(page)
        focused = self.focusWidget()
        self._centre.setCurrentWidget(page)
        if page is self.panes and focused is not None and not focused.isVisible():
            self.to_list()  # else Qt would give what is gone to the sidebar
        self.update_actions()

    def _wire(self) -> None:
        session = self.session
        session.changed.connect(self._changed)
        session.failed.connect(self.complain)
        self.sidebar.chosen.connect(self.show_query)
        self.sidebar.renamed.connect(lambda query: self.list.show_query(query, self.sidebar.name_of(query), stay=True))
        self.sidebar.clicked.connect(lambda _: self.to_list())
        self.sidebar.opened.connect(lambda entry: self.desk.maybe_same())
        self.sidebar.menu_wanted.connect(lambda entry, at: self.menus.of_line(entry, at))
        self.sidebar.papers_dropped.connect(lambda entry, papers: self.menus.take_papers(entry, papers))
        self.list.query_changed.connect(self.sidebar.mark)
        self.list.search_begins.connect(self.trail.leave)
        self.list.papers.current_changed.connect(self._show_paper)
        self.list.papers.star_clicked.connect(lambda paper: self.verbs.toggle_star_of(paper))
        self.list.papers.opened.connect(self.write_note)
        self.list.papers.menu_wanted.connect(lambda at: self.menus.of_papers(at))
        self.list.head.order.clicked.connect(lambda: self.menus.of_orders())
        self.list.listed.connect(self.update_actions)
        self.detail.open_requested.connect(lambda address: self.outside.open_link(address))
        self.detail.search_requested.connect(lambda: self.outside.look_up())
        self.detail.digest_requested.connect(lambda digest: self.desk.digest(digest))
        self.notes.escaped.connect(self.to_list)
        self.notes.link.connect(lambda address: self.outside.open_link(address))
        self.status.undo_wanted.connect(self.undoing.undo)
        self.status.left.connect(self.to_list)
        self.strip.left.connect(self.to_list)
        self.hint.left.connect(self.to_list)
        self.first_start.open_wanted.connect(lambda: self.ways_in.ask())
        self.first_start.sample_wanted.connect(lambda: self.ways_in.take_sample())

    # start and end

    def show_library(self) -> None:
        """Before the first paint: one page of the list that was open last, and the paper that was stood on."""
        rows = self.session.open_rows()
        self.list.papers.papers.set_reader(rows)
        query = self._state.text("query", "is:unread")
        self.list.orders.lists = self._state.text("order", "") or None
        name = next((name for name, fixed in fixed_lists() if fixed == query), self._state.text("name", query))
        first = rows.ids(query, usual=self.list.orders.lists, limit=200)
        self.list.show_first(first, query, name, self._state.number("paper"))
        self.sidebar.mark(query)
        self.list.take_focus()

    def library_ready(self) -> None:
        """After the library is open for writing: everything that the first paint did not need."""
        make_all(self)
        rows = self.session.open_rows()
        self.list.papers.papers.set_reader(rows)
        if not rows.ids("is:trashed OR -is:trashed", limit=1) and not rows.digests():
            self._centre.setCurrentWidget(self.first_start)
            self.first_start.open_button.setFocus()
        self.list.reload()
        self._count()
        self._show_hint()
        folder = self.session.folder.resolve()
        if folder != default_library().resolve():  # two windows are told apart
            self.setWindowTitle(f"{folder.name} · readerapp")
        self.ready = True
        self.open_note.take_up()
        self.watcher.start()
        if not self.session.writable:
            self.strip.say(read_only_text(elsewhere=self.session.elsewhere), closable=False)

    @property
    def first_start_shown(self) -> bool:
        """Whether the empty library's two buttons stand in the place of the panes."""
        return self._centre.currentWidget() is self.first_start

    def show_library_pane(self) -> None:
        """There are papers now: the panes instead of the first start."""
        self.show_page(None)
        self._show_hint()

    def _show_hint(self) -> None:
        if not self.first_start_shown and not self.triage.on:
            self.hint.teach()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.Paint and not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.shown.emit)
        return handled

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing typed is lost: the note is sent, and the store finishes what waits."""
        self.notes.save()
        self.triage.leave()
        if self.session.rows is not None:
            place = self.list.place()
            lasting = place.over or place  # a search ends with the window
            self._state.keep(
                self,
                self.splitters,
                sidebar=not self.sidebar.isHidden(),
                notes=not self.notes.isHidden(),
                query=lasting.query,
                name=lasting.name,
                order=self.list.orders.lists or "",
                paper=self.list.papers.current(),
                hint=self.hint.wanted,
                used=self.used,
            )
        self.hide()  # nobody is to look at a dead window while another program holds the library
        self.watcher.finish()
        self.importer.finish()
        self.previewer.finish()
        self.session.close()
        self.open_note.keep()
        self.closed.emit()
        event.accept()

    # what is shown

    def show_query(
        self, query: str, *, select: int | None = None, focus: bool = False, name: str | None = None, stay: bool = False
    ) -> None:
        """Show a list, standing on a paper or on its first one; `stay`: the paper of now stays, whether it fits or not."""
        if query != self.list.query or self.list.searching:
            self.trail.leave()
        self.list.show_query(query, self.sidebar.name_of(query) or name, select=select, focus=focus, stay=stay)
        self.sidebar.mark(query)

    def _show_paper(self, key: int) -> None:
        rows = self.session.rows
        paper = rows.paper(key) if rows is not None and key else None
        self.detail.words = self.list.papers.papers.words
        self.detail.show_paper(paper)
        self.open_note.show(paper)
        self.update_actions()

    def _changed(self, change: Change) -> None:
        """Something was written: by this window or by another program."""
        current = self.list.papers.current()
        if current and (not change.papers or current in change.papers):
            rows = self.session.rows
            paper = rows.paper(current) if rows is not None else None
            self.detail.show_paper(paper)
            self.open_note.refresh(paper, foreign=not change.papers)
        self.triage.refresh(change)
        if change.tables:
            self._count()

    def _count(self) -> None:
        def show(found: Lists) -> None:
            self.sidebar.show_lists(found)
            if self.first_start_shown and found.counts.lists[""]:  # papers that another program brought
                self.show_library_pane()
            self.has_sample = any(digest.sample for digest in found.digests)
            self.update_actions()

        self.session.ask(lists_of, show, key="counts")

    def update_actions(self) -> None:
        """Which actions can be done now."""
        panes, writable = self._centre.currentWidget() is self.panes, self.session.writable
        paper, seen = panes and bool(self.list.papers.current()), panes and not self.list.isHidden()
        self.actions_.enable(
            {
                "paper": paper,
                "change": paper and writable,
                "list": seen,
                "change-list": seen and writable,
                "undo": self.undoing.can_undo and writable,
                "redo": self.undoing.can_redo and writable,
                "writable": writable,
            }
        )
        self.actions_.choose("sort-", self.list.orders.chosen(self.list.query, searching=self.list.searching))
        self.actions_["remove-sample"].setVisible(self.has_sample)
        self.list.update_heading()

    # what the user does

    def complain(self, message: str) -> None:
        """Tell that something could not be done, where it is seen."""
        self.status.complain(message)
        self.strip.say(message)

    def write_note(self) -> None:
        """Go to the note of the current paper."""
        if self.list.papers.current():
            self.looks.toggle_pane(self.notes, shown=True)
            self.notes.write()

    def preview_note(self) -> None:
        """Show the note of the current paper as it reads, or the editor again."""
        self.looks.toggle_pane(self.notes, shown=True)
        self.notes.toggle_preview()

    def search(self, text: str = "") -> None:
        """Go to the search box, and search for a text."""
        self.triage.leave()
        self.list.search.setFocus()
        if text:
            self.list.search.setText(text)
        else:
            self.list.search.selectAll()

    def to_list(self) -> None:
        """Give the list the focus; in triage the paper."""
        if self.triage.on:
            (self.triage.summary if self.triage.ended else self.detail).setFocus()
        else:
            self.list.take_focus()

    def escape(self) -> None:
        """Leave triage, or go back to the list."""
        if self.triage.on:
            self.triage.leave()
        else:
            self.to_list()

    # importing

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if not data.hasFormat(PAPERS) and (data.hasUrls() or data.hasText()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if not event.mimeData().hasFormat(PAPERS) and self.ways_in.take_dropped(event.mimeData()):
            event.acceptProposedAction()
