"""Functions that the tests run in the sandbox."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

from readerapp.errors import ReaderError


def echo(header: object, body: bytes) -> Iterator[object]:
    """What came, then the process's number."""
    yield [header, body.decode()]
    yield os.getpid()


def refuse(header: object, body: bytes) -> Iterator[object]:
    """Yields once, then says no."""
    yield 1
    raise ReaderError("not this one")


def sleep(header: object, body: bytes) -> Iterator[object]:
    """Never ends."""
    yield "begun"
    time.sleep(600)


def hog(header: object, body: bytes) -> Iterator[object]:
    """Takes all the memory there is."""
    yield len(bytearray(10**10))


def crash(header: object, body: bytes) -> Iterator[object]:
    """Ends its process."""
    os._exit(3)
    yield


def deep(header: object, body: bytes) -> Iterator[object]:
    """Calls itself without end."""
    yield from deep(header, body)


def chatty(header: object, body: bytes) -> Iterator[object]:
    """Prints where the answers go."""
    print("noise")
    yield 1


def noisy(header: object, body: bytes) -> Iterator[object]:
    """Prints beside its answer."""
    print("a word on the side")
    yield 1
