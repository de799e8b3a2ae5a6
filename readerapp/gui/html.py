"""Foreign text in HTML views."""

from __future__ import annotations

_SIGNS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})


def escape(text: str) -> str:
    """The text so that HTML shows it as it is (the standard library's does the same and takes longer to import)."""
    return text.translate(_SIGNS)
