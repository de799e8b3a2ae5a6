"""Writing papers into files, and the files whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

from readerapp.errors import ReaderError
from readerapp.exports.library_json import library_text
from readerapp.i18n import tr
from readerapp.records import Progress
from readerapp.store.copying import LibrarySource
from readerapp.store.reading import Reader

FORMATS = ("json",)


def export(reader: Reader, query: str) -> Generator[str, None, None]:
    """The text of a copy of the papers that a query shows, in pieces; "" with the trash: everything there is."""
    source = LibrarySource(reader)
    ids = reader.ids(query) if query else reader.everything()
    digests = source.digests(ids)
    yield from library_text(replace(source.rest(), digests=tuple(digests)), source.papers(ids))


def write(pieces: Generator[str, None, None], path: Path, *, force: bool = False) -> Generator[Progress, None, None]:
    """Put text into a file. ReaderError when there is one already (unless forced) or the disk does not take it."""
    if path.exists() and not force:
        raise ReaderError(tr("{path} exists already. Choose another name, or add --force.").format(path=path))
    draft = path.with_name(f".{path.name}.part")
    try:
        with draft.open("w", encoding="utf-8") as file:
            for number, piece in enumerate(pieces):
                file.write(piece)
                if number % 500 == 0:
                    yield Progress(number, None, path.name)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise ReaderError(
            tr("{path} could not be written: {cause}. Choose another place.").format(
                path=path, cause=error.strerror or error
            )
        ) from error
    finally:
        draft.unlink(missing_ok=True)
