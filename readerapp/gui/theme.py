"""Colours, fonts and icons: one accent, two real themes. Text has 4.5:1 against what it stands on, signs 3:1."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from readerapp.paths import resource


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of a theme, by what they are for."""

    base: str
    """Behind text that is read: list, detail, notes."""
    panel: str
    """Behind what surrounds it: sidebar, toolbar, status line."""
    text: str
    muted: str
    accent: str
    selected: str
    hover: str
    line: str
    field: str
    star: str
    error: str
    on_accent: str
    mark: str
    """Behind words that are searched for."""


LIGHT = Colours(
    base="#ffffff", panel="#f5f4f0", text="#1c1b1a", muted="#635e58", accent="#a83c18", selected="#fbe6dd", hover="#f3ece7",
    line="#dedbd4", field="#ffffff", star="#a06a00", error="#a3161f", on_accent="#ffffff", mark="#fbe7a1",
)  # fmt: skip
DARK = Colours(
    base="#1d1d1f", panel="#151516", text="#edecea", muted="#aba8a2", accent="#ff9270", selected="#43291f", hover="#2a2523",
    line="#38373a", field="#232326", star="#f4c430", error="#ff8f8f", on_accent="#1d1d1f", mark="#463b10",
)  # fmt: skip

FOCUS_BAR = 3
"""Pixels of the bar on the left of a text that has the keyboard."""
NARROW = 480
"""A pane narrower than this has smaller titles and margins."""
ICON = 18
"""The side of an icon in device-independent pixels."""

_STYLE = """
#list, #notes {{ background: {base}; }}
QMainWindow, QToolBar, QStatusBar, QMenuBar, #sidebar, #panel {{ background: {panel}; }}
QToolBar {{ border: none; border-bottom: 1px solid {line}; padding: 3px 8px; spacing: 2px; }}
QToolBar QToolButton {{ padding: 5px 9px; border: 1px solid transparent; border-radius: 5px; color: {text}; }}
QToolBar QToolButton:hover, QToolBar QToolButton:focus {{ background: {hover}; }}
QToolBar QToolButton:focus {{ border-color: {accent}; }}
QToolBar QToolButton:disabled {{ color: {muted}; }}
QToolBar #qt_toolbar_ext_button {{ padding: 0; min-width: 16px; }}
QMenuBar {{ border: none; }}
QMainWindow > QStatusBar {{ border-top: 1px solid {line}; }}
QStatusBar::item {{ border: none; }}
QSplitter::handle {{ background: {line}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QTableView, QListView {{ border: none; outline: none; background: {base}; }}
#sidebar {{ border: none; }}
QScrollArea, QScrollArea > QWidget > QWidget#column, QTextBrowser, QPlainTextEdit {{ border: none; background: {base}; }}
#detail, #preview {{ border-left: {bar}px solid {base}; }}
#detail:focus, #preview:focus {{ border-left-color: {accent}; }}
#nothing, #abstract, QLabel[links="true"] {{ border: 1px solid {base}; }}
#said {{ border: 1px solid {selected}; }}
#nothing:focus, #abstract:focus, #said:focus, QLabel[links="true"]:focus {{ border-color: {accent}; }}
QLineEdit {{ border: 1px solid {line}; border-radius: 6px; padding: 6px 9px; background: {field}; color: {text};
  selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit:focus {{ border-color: {accent}; }}
QSpinBox, QComboBox {{ min-height: 26px; padding-left: 7px; }}
QPushButton {{ border: 1px solid {line}; border-radius: 5px; padding: 4px 11px; background: {base}; color: {text}; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:focus {{ border-color: {accent}; }}
QPushButton:disabled {{ color: {muted}; }}
QPushButton[link="true"] {{ color: {accent}; }}
QPushButton[flat="true"] {{ border-color: transparent; background: transparent; color: {accent}; padding: 2px 6px; }}
QPushButton[flat="true"]:hover {{ background: {hover}; }}
QPushButton[flat="true"]:focus {{ border-color: {accent}; }}
QPushButton[primary="true"] {{ background: {accent}; color: {on_accent}; border-color: {accent}; }}
QPushButton[large="true"] {{ padding: 8px 18px; }}
QPushButton[primary="true"]:focus {{ border: 2px solid {text}; }}
QLabel[muted="true"], QCheckBox[muted="true"] {{ color: {muted}; }}
QCheckBox::indicator {{ width: 14px; height: 14px; border: 1px solid {muted}; border-radius: 3px; background: {field}; }}
QCheckBox::indicator:checked {{ background: {accent}; border-color: {accent}; image: url("{check}"); }}
QCheckBox::indicator:focus {{ border: 2px solid {text}; }}
QLabel[error="true"] {{ color: {error}; }}
#strip {{ background: {selected}; border: none; border-bottom: 1px solid {line}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QDialogButtonBox QPushButton {{ min-width: 64px; }}
QDialog {{ background: {panel}; border: 1px solid {line}; }}
QToolTip {{ background: {panel}; color: {text}; border: 1px solid {line}; padding: 4px; }}
QProgressBar {{ border: 1px solid {line}; border-radius: 4px; background: {base}; color: {text}; text-align: center; }}
QProgressBar::chunk {{ background: {selected}; }}
#progress {{ border-radius: 4px; }}
#progress::chunk {{ background: {accent}; border-radius: 3px; }}
#completion {{ border: 1px solid {line}; background: {base}; padding: 1px 4px; }}
#completion::item {{ padding: 5px 8px; color: {text}; }}
#completion::item:selected {{ background: {selected}; color: {text}; }}
QScrollBar {{ background: {base}; border: none; }}
QScrollBar:vertical {{ width: 11px; }}
QScrollBar:horizontal {{ height: 11px; }}
QScrollBar::handle {{ background: {line}; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px; }}
QScrollBar::handle:hover {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


class Theme:
    """The theme in force. One object for the application; widgets ask it when they paint."""

    def __init__(self, application: QApplication, choice: str) -> None:
        self._application = application
        self.choice = choice
        self.colours = LIGHT
        self.dark = False

    def apply(self) -> None:
        """Put the chosen theme (system, light, dark) into force."""
        scheme = self._application.styleHints().colorScheme()
        self.dark = self.choice == "dark" or (self.choice == "system" and scheme == Qt.ColorScheme.Dark)
        self.colours = DARK if self.dark else LIGHT
        self._application.setPalette(_palette(self.colours))
        values = {name: getattr(self.colours, name) for name in Colours.__slots__}
        check = resource(f"icons/check-on-{'light' if self.dark else 'dark'}.svg").as_posix()
        sheet = _STYLE.format_map(values | {"check": check, "bar": str(FOCUS_BAR)})
        if sheet != self._application.styleSheet():  # every widget would be styled anew
            self._application.setStyleSheet(sheet)

    def colour(self, name: str) -> QColor:
        """A colour by its name in Colours."""
        return QColor(getattr(self.colours, name))

    def icon(self, name: str) -> QIcon:
        """An icon of `resources/icons`, drawn in the theme's text colour for the finest screen there is."""
        from PySide6.QtSvg import QSvgRenderer

        icon = QIcon()
        ratio = max(screen.devicePixelRatio() for screen in self._application.screens())
        side = round(ICON * ratio)
        source = resource(f"icons/{name}.svg").read_text(encoding="utf-8")
        for mode, colour in ((QIcon.Mode.Normal, self.colours.text), (QIcon.Mode.Disabled, self.colours.muted)):
            renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
            pixmap = QPixmap(QSize(side, side))
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            renderer.render(painter, QRectF(0, 0, side, side))
            painter.end()
            pixmap.setDevicePixelRatio(ratio)
            icon.addPixmap(pixmap, mode)
        return icon


def _palette(c: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for name, value in (
        (role.Window, c.panel), (role.WindowText, c.text), (role.Base, c.base), (role.AlternateBase, c.panel),
        (role.Text, c.text), (role.Button, c.panel), (role.ButtonText, c.text), (role.BrightText, c.error),
        (role.Highlight, c.accent), (role.HighlightedText, c.on_accent), (role.Link, c.accent), (role.LinkVisited, c.accent),
        (role.ToolTipBase, c.panel), (role.ToolTipText, c.text), (role.PlaceholderText, c.muted), (role.Mid, c.line),
        (role.Midlight, c.hover), (role.Light, c.base), (role.Dark, c.line), (role.Shadow, c.line), (role.Accent, c.accent),
    ):  # fmt: skip
        palette.setColor(name, QColor(value))
    for disabled in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, disabled, QColor(c.muted))
    return palette


def margin(width: int) -> int:
    """How far text stands from the edge of a pane of some width."""
    return 32 if width >= NARROW else 16


def scaled(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """A copy of a font, larger or smaller by a factor."""
    copy = QFont(font)
    if copy.pointSizeF() > 0:
        copy.setPointSizeF(copy.pointSizeF() * factor)
    else:
        copy.setPixelSize(round(copy.pixelSize() * factor))
    copy.setBold(bold)
    return copy
