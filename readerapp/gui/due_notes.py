"""Notes that the store could not take before the window closed: kept in a file beside it until the next start."""

from __future__ import annotations

import logging
from pathlib import Path

from readerapp.errors import ReaderError
from readerapp.settings import load_state, save_state
from readerapp.store.reading import Reader

log = logging.getLogger(__name__)
FILE = "unsaved-notes.json"


def keep(library: Path, texts: dict[int, str]) -> None:
    """Keep those of these notes (by paper) that the store does not hold; no file is left when it holds them all."""
    try:
        left = _not_stored(library, texts)
        if left:
            save_state(library / FILE, {str(paper): text for paper, text in left.items()})
        else:
            (library / FILE).unlink(missing_ok=True)
    except OSError as error:
        log.error("notes that could not be stored could not be kept either: %s", error)


def _not_stored(library: Path, texts: dict[int, str]) -> dict[int, str]:
    if not texts:
        return {}
    try:
        with Reader(library) as reader:
            return {paper: text for paper, text in texts.items() if reader.note(paper) != text}
    except ReaderError:  # the store cannot be asked: rather once too often than lost
        return texts


def kept(library: Path) -> dict[int, str]:
    """The notes that were kept. They stay in the file until `keep` finds them stored."""
    return {int(paper): text for paper, text in load_state(library / FILE).items() if paper.isdecimal()}
