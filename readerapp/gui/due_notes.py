"""Notes that the store could not take before the window closed: kept in a file beside it until the next start."""

from __future__ import annotations

import logging
from pathlib import Path

from readerapp.settings import load_state, save_state

log = logging.getLogger(__name__)
FILE = "unsaved-notes.json"
Due = tuple[str, str]
"""The note in the store that a text was made from, and the text."""


def keep(library: Path, notes: dict[int, Due]) -> None:
    """Keep these notes (by paper); no file is left when there are none."""
    try:
        if notes:
            save_state(library / FILE, {str(paper): note for paper, note in notes.items()})
        else:
            (library / FILE).unlink(missing_ok=True)
    except OSError as error:
        log.error("notes that could not be stored could not be kept either: %s", error)


def kept(library: Path) -> dict[int, Due]:
    """The notes that were kept. They stay in the file until `keep` is told of none."""
    return {int(paper): _due(note) for paper, note in load_state(library / FILE).items() if paper.isdecimal()}


def _due(note: object) -> Due:
    if isinstance(note, list) and len(note) == 2:
        return str(note[0]), str(note[1])
    return "", str(note)  # made from a note that is not known: whatever is there now stays too
