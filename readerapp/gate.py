"""The one gate for every file from outside: only a regular file of bearable size comes in, as bytes."""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from readerapp.errors import FileRefused
from readerapp.held_files import is_held
from readerapp.i18n import tr

LIMIT = 256 * 1024 * 1024
"""Bytes; a larger file is refused unread."""
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file's name, bytes and the day of its last change."""

    name: str
    data: bytes = field(repr=False)
    modified: date


def take(path: Path, *, limit: int = LIMIT) -> Incoming:
    """The bytes of a regular file. FileRefused says which file, why, and what to do; never waits for a pipe or a device."""
    if is_held(path):
        raise FileRefused(tr("{path} is the library itself. Import a copy of it as JSON.").format(path=path))
    # O_NONBLOCK: opening a pipe that nobody writes to would wait for ever.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        descriptor = os.open(path, flags)
    except OSError as error:
        raise _refused(path, error) from error
    except ValueError as error:  # a NUL in the name
        raise FileRefused(tr("{path}: no file can have this name.").format(path=repr(str(path)))) from error
    try:
        status = os.fstat(descriptor)
        _check(path, status, limit)
        data = _read(descriptor, limit)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        os.close(descriptor)
    if len(data) > limit:
        raise _too_large(path, limit)
    # A name that is not UTF-8 is shown and kept as far as it can be read.
    name = path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return Incoming(name, data, _day(status.st_mtime))


def take_stdin(*, limit: int = LIMIT) -> Incoming:
    """The bytes of standard input, as a file of today."""
    data = sys.stdin.buffer.read(limit + 1)
    if len(data) > limit:
        raise _too_large(Path("-"), limit)
    return Incoming(tr("standard input"), data, datetime.now().astimezone().date())


def _check(path: Path, status: os.stat_result, limit: int) -> None:
    mode = status.st_mode
    if stat.S_ISDIR(mode):
        raise FileRefused(
            tr("{path} is a folder. Name the files in it, or import the folder as a whole.").format(path=path)
        )
    if not stat.S_ISREG(mode):
        kinds = {
            stat.S_IFIFO: tr("a pipe"),
            stat.S_IFCHR: tr("a device"),
            stat.S_IFBLK: tr("a device"),
            stat.S_IFSOCK: tr("a socket"),
        }
        kind = kinds.get(stat.S_IFMT(mode), tr("no regular file"))
        raise FileRefused(
            tr("{path} is {kind}, not a file. Save the digest as a file first.").format(path=path, kind=kind)
        )
    if status.st_size > limit:
        raise _too_large(path, limit)


def _read(descriptor: int, limit: int) -> bytes:
    parts = []
    size = 0
    # One byte more than the limit tells that the file grew past it while it was read.
    while size <= limit and (part := os.read(descriptor, min(_BLOCK, limit + 1 - size))):
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _too_large(path: Path, limit: int) -> FileRefused:
    return FileRefused(
        tr("{path} is larger than {limit} MB, the most a digest may have. Split the file and import its parts.").format(
            path=path, limit=limit // (1024 * 1024)
        )
    )


def _refused(path: Path, error: OSError) -> FileRefused:
    if isinstance(error, FileNotFoundError):
        return FileRefused(tr("{path} does not exist. Check the name.").format(path=path))
    if isinstance(error, PermissionError):
        return FileRefused(tr("{path} may not be read. Give yourself permission to read the file.").format(path=path))
    return FileRefused(
        tr("{path} cannot be read: {cause}. Check the file and its disk.").format(path=path, cause=error.strerror)
    )


def _day(time: float) -> date:
    try:
        return datetime.fromtimestamp(time).astimezone().date()
    except (ValueError, OverflowError, OSError):  # clocks before 1970 or far ahead
        return datetime.now().astimezone().date()
