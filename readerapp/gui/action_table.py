"""ONE table of actions: menus, toolbar, shortcuts, palette, keys dialog and the `?` sheet are views of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from readerapp.i18n import tr

if TYPE_CHECKING:
    from readerapp.gui.window import Window

When = Literal["always", "paper", "change", "list", "change-list", "undo", "redo", "writable"]
"""When an action can be done: a paper is stood on (and the library takes writes); the list is seen; there is an undo; …"""


@dataclass(frozen=True, slots=True)
class ActionDef:
    """One thing that the user can do."""

    id: str
    text: str
    menu: str
    keys: tuple[str, ...]
    run: Callable[[Window], object]
    when: When = "always"
    icon: str = ""
    """In `resources/icons`; with one, the action stands in the toolbar."""
    short: str = ""
    """The toolbar's text."""
    checkable: bool = False
    context: bool = False
    """It stands in the list's context menu."""


def table() -> tuple[ActionDef, ...]:
    """All actions, in the order of the menus."""
    return (*_file(), *_edit(), *_paper(), *_go(), *_view(), *_help())


def _maker(menu: str, usual: When = "always") -> Callable[..., ActionDef]:
    """Makes the entries of one menu: id, text, keys one after the other, the rest by name."""

    def entry(
        name: str, text: str, *keys: str, run: Callable[[Window], object], when: When = usual, **more: Any
    ) -> ActionDef:
        return ActionDef(name, text, menu, keys, run, when, **more)

    return entry


def _file() -> Iterable[ActionDef]:
    entry = _maker(tr("&File"))
    yield entry("import", tr("Import digests…"), "Ctrl+O", run=lambda w: w.ways_in.ask(), when="writable", icon="import",
                short=tr("Import"))  # fmt: skip
    yield entry(
        "import-preview", tr("Import after a preview…"), run=lambda w: w.ways_in.ask(preview=True), when="writable"
    )
    yield entry("import-folder", tr("Import a folder…"), run=lambda w: w.ways_in.ask_folder(), when="writable")
    yield entry("import-clipboard", tr("Import from the clipboard"), "Ctrl+Shift+V", when="writable",
                run=lambda w: w.ways_in.take_clipboard())  # fmt: skip
    yield entry("add-paper", tr("Add a paper…"), "Ctrl+N", run=lambda w: w.desk.add_paper(), when="writable")
    yield entry("remove-sample", tr("Remove the sample"), run=lambda w: w.desk.remove_sample(), when="writable")
    yield entry("settings", tr("Settings…"), "Ctrl+,", run=lambda w: w.desk.settings())
    yield entry("quit", tr("Quit"), "Ctrl+Q", run=lambda w: w.close())


def _edit() -> Iterable[ActionDef]:
    entry = _maker(tr("&Edit"))

    yield entry(
        "undo", tr("Undo"), "U", "Ctrl+Z", run=lambda w: w.undoing.undo(), when="undo", icon="undo", short=tr("Undo")
    )
    yield entry("redo", tr("Redo"), "Ctrl+Shift+Z", run=lambda w: w.undoing.redo(), when="redo")
    yield entry("history", tr("History…"), "Ctrl+H", run=lambda w: w.desk.history())
    yield entry("search", tr("Search"), "/", "Ctrl+F", run=lambda w: w.search())
    yield entry("save-search", tr("Save this search…"), "Ctrl+S", run=lambda w: w.naming.save_search(), when="writable")
    yield entry("select-all", tr("Select all"), "Ctrl+A", run=lambda w: w.list.papers.selectAll(), when="list")
    yield entry(
        "select-down", tr("Select the next too"), "Shift+Down", run=lambda w: w.list.papers.extend(1), when="list"
    )
    yield entry(
        "select-up", tr("Select the previous too"), "Shift+Up", run=lambda w: w.list.papers.extend(-1), when="list"
    )
    yield entry("maybe-same", tr("Maybe the same…"), run=lambda w: w.desk.maybe_same())
    yield entry("empty-trash", tr("Empty the trash"), run=lambda w: w.verbs.empty_trash(), when="writable")


def _paper() -> Iterable[ActionDef]:
    entry = _maker(tr("&Paper"), "change")

    yield entry("read", tr("Mark read, go on"), "E", run=lambda w: w.verbs.decide("read"), icon="read", short=tr("Read"),
                context=True)  # fmt: skip
    yield entry(
        "star", tr("Star or unstar"), "S", run=lambda w: w.verbs.star(), icon="star", short=tr("Star"), context=True
    )
    yield entry("queue", tr("Queue, go on"), "L", run=lambda w: w.verbs.decide("queued"), icon="queue", short=tr("Queue"),
                context=True)  # fmt: skip
    yield entry("drop", tr("Drop, go on"), "X", run=lambda w: w.verbs.decide("dropped"), icon="drop", short=tr("Drop"),
                context=True)  # fmt: skip
    yield entry("toggle-read", tr("Read or unread"), "M", run=lambda w: w.verbs.toggle_read(), context=True)
    yield entry(
        "read-all", tr("Mark all shown read"), "Shift+E", run=lambda w: w.verbs.read_all_shown(), when="change-list"
    )
    yield entry("tag", tr("Tag…"), "T", run=lambda w: w.naming.tag(), context=True)
    yield entry("note", tr("Write a note"), "I", "Return", "Enter", when="paper", icon="note", short=tr("Note"), context=True,
                run=lambda w: w.write_note())  # fmt: skip
    yield entry("preview", tr("Preview the note"), "Ctrl+E", run=lambda w: w.preview_note(), when="paper")
    yield entry("open", tr("Open in the browser"), "O", run=lambda w: w.outside.open_page(), when="paper", icon="open",
                short=tr("Open"), context=True)  # fmt: skip
    yield entry(
        "open-pdf", tr("Open the PDF"), "Shift+O", run=lambda w: w.outside.open_pdf(), when="paper", context=True
    )
    yield entry("open-code", tr("Open the code"), "C", run=lambda w: w.outside.open_code(), when="paper", context=True)
    yield entry(
        "copy-title", tr("Copy the title"), "Ctrl+C", run=lambda w: w.outside.copy("title"), when="paper", context=True
    )
    yield entry("copy-link", tr("Copy the link"), "Ctrl+Shift+C", run=lambda w: w.outside.copy("link"), when="paper",
                context=True)  # fmt: skip
    yield entry("copy-bibtex", tr("Copy as BibTeX"), run=lambda w: w.outside.copy("bibtex"), when="paper", context=True)
    yield entry(
        "copy-markdown", tr("Copy as Markdown"), run=lambda w: w.outside.copy("markdown"), when="paper", context=True
    )
    yield entry("source", tr("Show its source…"), run=lambda w: w.desk.source(), when="paper", context=True)
    yield entry("correct", tr("Correct the paper…"), "F2", run=lambda w: w.desk.correct(), context=True)
    yield entry("merge", tr("Merge the two selected"), run=lambda w: w.desk.merge(), context=True)
    yield entry("unmerge", tr("Take apart what was merged"), run=lambda w: w.desk.unmerge(), when="paper", context=True)
    yield entry("trash", tr("Move to the trash"), "Del", run=lambda w: w.verbs.trash(), context=True)
    yield entry("restore", tr("Restore from the trash"), "R", run=lambda w: w.verbs.restore(), context=True)


def _go() -> Iterable[ActionDef]:
    entry = _maker(tr("&Go"))

    yield entry("palette", tr("Go to anything…"), "Ctrl+K", run=lambda w: w.desk.palette())
    yield entry("next", tr("Next paper"), "J", "Down", run=lambda w: w.verbs.go(1))
    yield entry("previous", tr("Previous paper"), "K", "Up", run=lambda w: w.verbs.go(-1))
    yield entry("next-unread", tr("Next unread"), "N", run=lambda w: w.verbs.go_unread(1))
    yield entry("previous-unread", tr("Previous unread"), "P", run=lambda w: w.verbs.go_unread(-1))
    yield entry(
        "space", tr("Scroll, then read and next unread"), "Space", run=lambda w: w.verbs.scroll_or_go(), when="paper"
    )
    for name, text, key, query in (
        ("inbox", tr("Inbox"), "I", "is:unread"),
        ("queued", tr("Queued"), "Q", "is:queued"),
        ("starred", tr("Starred"), "S", "is:starred"),
        ("notes", tr("With notes"), "N", "has:note"),
        ("all", tr("All"), "A", ""),
        ("dropped", tr("Dropped"), "D", "is:dropped"),
        ("trash", tr("Trash"), "T", "is:trashed"),
    ):
        yield entry(f"go-{name}", text, f"G, {key}", run=lambda w, q=query: w.show_query(q))
    yield entry("back", tr("Back"), "Alt+Left", run=lambda w: w.trail.back())
    yield entry("forward", tr("Forward"), "Alt+Right", run=lambda w: w.trail.forward())
    yield entry("to-list", tr("Back to the list"), "Esc", run=lambda w: w.escape())
    yield entry("menu", tr("Menu of what is chosen"), "Menu", "Shift+F10", run=lambda w: w.menus.by_key())


def _view() -> Iterable[ActionDef]:
    entry = _maker(tr("&View"))

    yield entry("triage", tr("Triage"), "F8", run=lambda w: w.triage.toggle(), checkable=True)
    yield entry("clean-up", tr("Clean up the list"), "Shift+C", run=lambda w: w.list.clean_up(), when="list")
    for order, text in (
        ("usual", tr("Sort as usual")), ("newest", tr("Sort by date, newest first")),
        ("oldest", tr("Sort by date, oldest first")), ("title", tr("Sort by title")),
        ("starred", tr("Sort by time of starring")), ("listed", tr("Sort by number of digests")),
        ("relevance", tr("Sort by relevance")),
    ):  # fmt: skip
        yield entry(f"sort-{order}", text, run=lambda w, o=order: w.list.set_sort(o), when="list", checkable=True)
    yield entry("grouped", tr("Headings by date"), run=lambda w: w.looks.switch("grouped"), checkable=True)
    yield entry("compact", tr("Compact rows"), run=lambda w: w.looks.switch("compact"), checkable=True)
    yield entry(
        "note-line", tr("First line of the note in rows"), run=lambda w: w.looks.switch("note_line"), checkable=True
    )
    yield entry("sidebar", tr("Sidebar"), "F9", run=lambda w: w.looks.toggle_pane(w.sidebar), checkable=True)
    yield entry("notes-pane", tr("Notes"), "F10", run=lambda w: w.looks.toggle_pane(w.notes), checkable=True)
    yield entry("larger", tr("Larger text"), "Ctrl++", "Ctrl+=", run=lambda w: w.looks.resize_text(1))
    yield entry("smaller", tr("Smaller text"), "Ctrl+-", run=lambda w: w.looks.resize_text(-1))
    yield entry("normal", tr("Normal text"), "Ctrl+0", run=lambda w: w.looks.resize_text(0))
    yield entry("theme-system", tr("Theme of the system"), run=lambda w: w.looks.set_theme("system"), checkable=True)
    yield entry("theme-light", tr("Light theme"), run=lambda w: w.looks.set_theme("light"), checkable=True)
    yield entry("theme-dark", tr("Dark theme"), run=lambda w: w.looks.set_theme("dark"), checkable=True)


def _help() -> Iterable[ActionDef]:
    entry = _maker(tr("&Help"))
    yield entry("keys", tr("Keys"), "?", "F1", run=lambda w: w.desk.show_keys())
    yield entry("change-keys", tr("Change keys…"), run=lambda w: w.desk.change_keys())
    yield entry("about", tr("About readerapp"), run=lambda w: w.desk.about())


def shown_keys(keys: Iterable[str]) -> str:
    """Keys as the user reads them."""
    return tr(" or ").join(dict.fromkeys(_shown(key) for key in keys))


_NAMES = {"Return": "Enter", "Del": "Delete", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}


def _shown(key: str) -> str:
    parts = [part.strip() for part in key.split(",")] if key not in (",", "Ctrl+,") else [key]
    return " ".join(part.lower() if len(part) == 1 else _named(part) for part in parts)


def _named(part: str) -> str:
    """`Shift+Up` → `Shift+↑`; a plus sign as the key itself stays."""
    held, plus, last = part.rpartition("+")
    return f"{held}{plus}{_NAMES.get(last, last)}"
