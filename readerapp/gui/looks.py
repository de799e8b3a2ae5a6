"""How one window looks: theme, sizes, rows, panes, keys; each choice is saved as it is made."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtWidgets import QWidget

from readerapp.gui.row_painter import RowStyle
from readerapp.settings import Settings

if TYPE_CHECKING:
    from readerapp.gui.window import Window


class Looks:
    """The choices of one window, put into force."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def take(self, settings: Settings) -> None:
        """Put other settings into force and save them."""
        window = self._window
        old = window.session.settings
        window.session.set_settings(settings)
        if settings.theme != old.theme:
            window.theme.choice = settings.theme
            self.restyle()
        if settings.reading_size != old.reading_size:
            window.detail.set_reading_size(settings.reading_size)
        if settings.keys != old.keys:
            window.actions_.set_keys(settings.keys)
        self.style_rows()
        if settings.grouped != old.grouped:
            window.list.reload()
        window.watcher.start()

    def style_rows(self) -> None:
        """What rows show, as the settings say."""
        settings = self._window.session.settings
        self._window.list.papers.set_style(RowStyle(settings.compact, settings.note_line))
        self._window.actions_.choose("theme-", settings.theme)
        for name, on in (
            ("grouped", settings.grouped),
            ("compact", settings.compact),
            ("note-line", settings.note_line),
        ):
            self._window.actions_[name].setChecked(on)

    def switch(self, name: Literal["grouped", "compact", "note_line"]) -> None:
        """Turn a switch of the settings."""
        settings = self._window.session.settings
        changed: dict[str, Any] = {name: not getattr(settings, name)}
        self.take(replace(settings, **changed))

    def set_theme(self, choice: Literal["system", "light", "dark"]) -> None:
        """Take another theme."""
        self.take(replace(self._window.session.settings, theme=choice))

    def set_keys(self, keys: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
        """Take the user's keys."""
        self.take(replace(self._window.session.settings, keys=keys))

    def resize_text(self, step: int) -> None:
        """Make abstracts larger or smaller; 0: as at first."""
        settings = self._window.session.settings
        size = settings.reading_size + step if step else Settings().reading_size
        self.take(replace(settings, reading_size=min(36, max(7, size))))

    def toggle_pane(self, pane: QWidget, shown: bool | None = None) -> None:
        """Show or hide the sidebar or the notes."""
        window = self._window
        focused = window.focusWidget()
        left = focused is not None and (focused is pane or pane.isAncestorOf(focused))
        pane.setVisible(pane.isHidden() if shown is None else shown)
        if left and pane.isHidden():
            window.to_list()
        window.actions_["sidebar"].setChecked(not window.sidebar.isHidden())
        window.actions_["notes-pane"].setChecked(not window.notes.isHidden())

    def restyle(self) -> None:
        """Put the theme into force everywhere."""
        self._window.theme.apply()
        self._window.actions_.draw_icons()
        self._window.detail.restyle()
        self._window.markup.restyle()
        self._window.strip.restyle()
        self._window.triage.summary.restyle()
