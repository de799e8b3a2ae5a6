"""Reading a digest file: through the gate, in the sandbox, into a Reading. The library is not needed for it."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from readerapp.errors import FileRefused, LimitReached, NoPaperFound, ReaderError
from readerapp.gate import Incoming, take
from readerapp.i18n import tr
from readerapp.library_copy import library_copy, library_json
from readerapp.records import Progress, Reading, Record, Skipped
from readerapp.sandbox import MB, Sandbox

_PROGRESS = 1000


def read_file(path: Path, sandbox: Sandbox) -> Generator[Progress, None, tuple[Incoming, Reading]]:
    """The file's bytes and what they say. FileRefused or NoPaperFound name the file, the cause and what to do."""
    incoming = take(path)
    reading = yield from read_bytes(incoming, sandbox, str(path))
    return incoming, reading


def read_bytes(incoming: Incoming, sandbox: Sandbox, shown: str | None = None) -> Generator[Progress, None, Reading]:
    """What bytes say; `shown` is how messages call them. NoPaperFound when there is no paper in them."""
    name = shown or incoming.name
    if not incoming.data:
        raise NoPaperFound(tr("no paper found in {name} (the file is empty). Save the digest again.").format(name=name))
    reading = yield from _in_sandbox(incoming, sandbox, name)
    if not reading.records:
        kind = reading.format or tr("no known kind of digest")
        found = tr("no paper found in {name} (read as {kind})").format(name=name, kind=kind)
        if reading.skipped:
            first = reading.skipped[0]
            raise NoPaperFound(f"{found}: {first.where}: {first.reason}.")
        raise NoPaperFound(tr("{found}. Is it the file that lists the papers?").format(found=found))
    return reading


def _in_sandbox(incoming: Incoming, sandbox: Sandbox, name: str) -> Generator[Progress, None, Reading]:
    size = len(incoming.data)
    header = {"name": incoming.name, "modified": incoming.modified.isoformat()}
    answers = sandbox.call(
        "readerapp.verbs.reading:child",
        header,
        incoming.data,
        seconds=10 + size / (5 * MB),
        memory=512 * MB + 6 * size,
    )
    yield Progress(0, None, incoming.name)
    records: list[Record] = []
    about: dict[str, Any] = {}
    try:
        for answer in answers:
            if "records" in answer:
                records += (_record(values) for values in answer["records"])
                yield Progress(len(records), None, incoming.name)
            else:
                about = answer
    except LimitReached as error:
        raise FileRefused(tr("{name} was not read: {cause}. Is it a digest?").format(name=name, cause=error)) from error
    except ReaderError as error:
        raise FileRefused(tr("{name} was not read: {cause}.").format(name=name, cause=error)) from error
    skipped = tuple(Skipped(*parts) for parts in about.pop("skipped"))
    copied = about.pop("library")
    return Reading(
        records=tuple(records),
        skipped=skipped,
        warnings=tuple(about.pop("warnings")),
        library=library_copy(copied) if copied else None,
        **about,
    )


def _record(values: dict[str, Any]) -> Record:
    values["authors"] = tuple(values["authors"])
    values["code_urls"] = tuple(values["code_urls"])
    return Record(**values)


def child(header: dict[str, str], body: bytes) -> Iterator[dict[str, Any]]:
    """In the sandbox: bytes → blocks of records, then what the digest says of itself."""
    from readerapp.formats import registry
    from readerapp.formats.source import Source

    reading = registry.read(Source(header["name"], body, date.fromisoformat(header["modified"])))
    for start in range(0, len(reading.records), _PROGRESS):
        yield {"records": [asdict(record) for record in reading.records[start : start + _PROGRESS]]}
    yield {
        "format": reading.format,
        "title": reading.title,
        "date": reading.date,
        "date_text": reading.date_text,
        "skipped": [[s.where, s.text, s.reason] for s in reading.skipped],
        "warnings": list(reading.warnings),
        "library": library_json(reading.library) if reading.library else None,
    }
