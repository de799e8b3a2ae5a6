"""Runs one function on foreign input in a child process with a time and a memory limit.

The child is this module run as a program. It imports and calls `module:function` with a header (JSON) and a body (bytes) and
answers with JSON lines. It holds no library, ends with its parent, and is ended when it takes too long. A warm child may be used
again.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from readerapp.errors import Cancelled, LimitReached, ReaderError
from readerapp.i18n import tr

if TYPE_CHECKING:
    import subprocess

Json = Any
MB = 1024 * 1024


class Sandbox:
    """A child process, started when it is first needed. Not for two threads at once, but for `stop`."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def call(self, function: str, header: Json, body: bytes, *, seconds: float, memory: int) -> Iterator[Json]:
        """The values that `module:function` yields for (header, body), one by one as they come.

        `memory` in bytes counts where the platform can limit it. Raises LimitReached when a limit ends the child, Cancelled when
        `stop` does, ReaderError for what the function raises as such. The next call starts a new child where this one died.
        """
        process = self._warm()
        late = threading.Event()

        def expire() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, expire)
        timer.daemon = True
        timer.start()
        done = False
        try:
            _send(
                process,
                {"function": function, "header": header, "size": len(body), "memory": memory, "seconds": seconds},
                body,
            )
            for answer in _answers(process):
                if "value" in answer:
                    yield answer["value"]
                elif "error" in answer:
                    done = True
                    raise ReaderError(answer["error"])
                elif "memory" in answer:
                    raise LimitReached(tr("it needs more memory than the {mb} MB it may take").format(mb=memory // MB))
                else:
                    done = True
                    return
            if late.is_set():
                raise LimitReached(
                    tr("it takes longer than the {seconds} seconds it may take").format(seconds=round(seconds))
                )
            if self._process is None:
                raise Cancelled
            raise LimitReached(tr("reading it ended the reading process"))
        finally:
            timer.cancel()
            if not done:
                self.stop()

    def stop(self) -> None:
        """End the child, whatever it does. May be called from any thread."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()

    def _warm(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            import subprocess  # only when a child is started: the window imports this room before its first paint

            self.stop()
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "readerapp.sandbox", str(os.getpid())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            )
        return self._process


def _send(process: subprocess.Popen[bytes], request: Json, body: bytes) -> None:
    pipe = cast(BinaryIO, process.stdin)
    # A child that was ended meanwhile is told by its missing answer.
    with contextlib.suppress(OSError, ValueError):
        pipe.write(json.dumps(request).encode() + b"\n")
        pipe.write(body)
        pipe.flush()


def _answers(process: subprocess.Popen[bytes]) -> Iterator[Json]:
    pipe = cast(BinaryIO, process.stdout)
    with contextlib.suppress(OSError, ValueError):
        for line in pipe:
            yield json.loads(line)


# ---- the child ----


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are no more: the child's whole life."""
    while line := requests.readline():
        request = json.loads(line)
        body = requests.read(request["size"])
        _limit_memory(request["memory"])
        _limit_time(request["seconds"])
        try:
            _answer(request, body, answers)
        finally:
            _limit_memory(None)


def _answer(request: Json, body: bytes, answers: BinaryIO) -> None:
    def write(answer: Json) -> None:
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()

    try:
        module, name = request["function"].split(":")
        function = cast(Callable[[Json, bytes], Iterable[Json]], getattr(import_module(module), name))
        for value in function(request["header"], body):
            write({"value": value})
        write({"done": True})
    except ReaderError as error:
        write({"error": str(error)})
    except MemoryError:
        _limit_memory(None)
        write({"memory": True})
    except RecursionError:
        write({"error": tr("it is nested too deeply")})


def _limit_memory(limit: int | None) -> None:
    """Address space that this process may have, None for any; only where the platform knows such a limit."""
    try:
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (hard if limit is None else limit, hard))
    except (ImportError, ValueError, OSError):
        pass


def _limit_time(seconds: float) -> None:
    """A second guard beside the parent's: processor time, in case the parent cannot look."""
    try:
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + seconds) + 2, hard))
    except (ImportError, ValueError, OSError):
        pass


def _die_with(parent: int) -> None:
    """Have the system end this process when its parent ends; elsewhere the closed pipe does it after the request."""
    if sys.platform != "linux":
        return
    import ctypes

    death_signal = 1  # PR_SET_PDEATHSIG
    ctypes.CDLL(None, use_errno=True).prctl(death_signal, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def main() -> None:
    """The child process."""
    _die_with(int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Whatever prints must not get between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with contextlib.suppress(BrokenPipeError):
        serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
