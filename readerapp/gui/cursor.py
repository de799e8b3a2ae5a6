"""Qt counts a field's signs in UTF-16; Python in characters. Here one becomes the other."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit


def cursor_place(field: QLineEdit) -> int:
    """Where the cursor stands, in characters."""
    return len(
        field.text().encode("utf-16-le", "surrogatepass")[: 2 * field.cursorPosition()].decode("utf-16-le", "ignore")
    )


def set_cursor_place(field: QLineEdit, place: int) -> None:
    """Put the cursor behind so many characters."""
    field.setCursorPosition(len(field.text()[:place].encode("utf-16-le", "surrogatepass")) // 2)
