"""The errors that a user may see. Each message names the file, the cause in plain words and what to do."""

from __future__ import annotations


class ReaderError(Exception):
    """A failure that was foreseen: its text is shown to the user as it stands, never with a traceback."""


class FileRefused(ReaderError):
    """The file cannot be read, or must not be."""


class NoPaperFound(ReaderError):
    """The file was read, and there is no paper in it."""


class LimitReached(ReaderError):
    """Work in the sandbox took more time or memory than it may."""


class LibraryError(ReaderError):
    """The library cannot be opened or written."""


class NotFound(ReaderError):
    """What the user named is not in the library, or not only once."""


class Cancelled(Exception):
    """Thrown into long work to end it; what it had begun is rolled back."""
