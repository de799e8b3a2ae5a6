"""Work off the GUI thread: a thread with one resource (the library, a reader, a sandbox) that does jobs in order."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

log = logging.getLogger(__name__)
R = TypeVar("R")
T = TypeVar("T")


@dataclass(slots=True)
class _Job:
    work: Callable[[object], object]
    then: Callable[[object], None] | None
    failed: Callable[[Exception], None] | None
    key: str | None
    each: Callable[[object], None] | None = None
    """With it the work is an iterator, and each item is delivered as it comes."""
    stale: bool = False
    """A newer job of the same key has come: nobody wants this one's answer."""
    outcome: object = None
    error: Exception | None = None


class Worker(QObject, Generic[R]):
    """One thread that opens a resource with its first job and does jobs one after the other.

    Results and errors come back on the thread that made the Worker (the GUI thread).
    """

    _done = Signal(object)
    _item = Signal(object, object)

    def __init__(
        self,
        name: str,
        opened: Callable[[], R],
        closed: Callable[[R], None],
        interrupt: Callable[[R], None] | None = None,
    ) -> None:
        super().__init__()
        self._interrupt = interrupt
        self._now: _Job | None = None
        self._name = name
        self._open = opened
        self._close = closed
        self._jobs: deque[_Job] = deque()
        self._last: dict[str, _Job] = {}
        """The newest job of each key, until its answer is delivered."""
        self._wake = threading.Condition()
        self._stopping = False
        self._thread: threading.Thread | None = None
        self._under_way = 0
        self.resource: R | None = None
        self._done.connect(self._deliver)
        self._item.connect(self._hand_over)

    @property
    def busy(self) -> bool:
        """Whether a job waits, is being done, or has an answer that was not delivered yet."""
        return self._under_way > 0

    def do(
        self,
        work: Callable[[R], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        *,
        key: str | None = None,
    ) -> None:
        """Put a job into the queue. A job with a key replaces one of the same key that waits or is being done."""
        self._put(_Job(work, then, failed, key))  # type: ignore[arg-type]

    def follow(
        self,
        work: Callable[[R], Iterator[T]],
        each: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        key: str | None = None,
    ) -> None:
        """Like `do`, for work that has its answer in stages: `each` gets them one by one. It goes before all that waits."""
        self._put(_Job(work, None, failed, key, each), first=True)  # type: ignore[arg-type]

    def _put(self, job: _Job, *, first: bool = False) -> None:
        key = job.key
        with self._wake:
            if key is not None:
                if key in self._last:  # done already or not: its answer has not come yet
                    self._last[key].stale = True
                self._last[key] = job
                running = self._now is not None and self._now.key == key
                if running and self._interrupt is not None and self.resource is not None:
                    self._interrupt(self.resource)
                kept = deque(j for j in self._jobs if j.key != key)
                self._under_way -= len(self._jobs) - len(kept)
                self._jobs = kept
            (self._jobs.appendleft if first else self._jobs.append)(job)
            self._under_way += 1
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()
            self._wake.notify()

    def finish(self, seconds: float = 60.0, give_up: Callable[[R], object] | None = None) -> None:
        """Do what waits, close the resource, end the thread. Results that come now are no longer delivered.

        `give_up` makes the resource break off what it is doing; the error of that is nobody's any more.
        """
        with self._wake:
            self._stopping = True
            self._wake.notify()
        if give_up is not None and self.resource is not None:
            give_up(self.resource)
        if self._thread is not None:
            self._thread.join(seconds)

    def _run(self) -> None:
        while (job := self._next()) is not None:
            try:
                if self.resource is None:
                    self.resource = self._open()
                job.outcome = job.work(self.resource)
                if job.each is not None:
                    self._go_through(job)
            except Exception as error:  # noqa: BLE001 - delivered to the GUI thread, where it is shown
                job.error = error
            with self._wake:
                self._now = None
            if not self._stopping:
                self._done.emit(job)
            elif job.error is not None and job.failed is None:
                log.error("%s: %s", self._name, job.error)
        if self.resource is not None:
            self._close(self.resource)
            self.resource = None

    def _next(self) -> _Job | None:
        with self._wake:
            while not self._jobs:
                if self._stopping:
                    return None
                self._wake.wait()
            self._now = self._jobs.popleft()
            return self._now

    def _go_through(self, job: _Job) -> None:
        for item in job.outcome:  # type: ignore[attr-defined]
            if job.stale or self._stopping:
                return
            self._item.emit(job, item)

    def _hand_over(self, job: _Job, item: object) -> None:
        if job.each is not None and not job.stale:
            job.each(item)

    def _deliver(self, job: _Job) -> None:
        self._under_way -= 1
        if job.stale:
            return
        if job.key is not None:
            del self._last[job.key]
        if job.error is not None:
            if job.failed is None:
                raise job.error
            job.failed(job.error)
        elif job.then is not None:
            job.then(job.outcome)
