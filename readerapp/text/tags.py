"""When two spellings of a tag are one tag."""

from __future__ import annotations


def tag_fold(name: str) -> str:
    """The key of a tag: neither case counts nor whether an accent is typed with its letter or behind it (é, e + ´)."""
    if name.isascii():
        return name.lower()
    from unicodedata import normalize  # few tags need it, and every query's compiler imports this

    return normalize("NFC", normalize("NFD", name).casefold())
