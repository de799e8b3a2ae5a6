"""Foreign input is read in a child process that has limits and can be ended."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from readerapp import sandbox as module
from readerapp.errors import Cancelled, LimitReached, ReaderError
from readerapp.sandbox import MB, Sandbox

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def sandbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    box = Sandbox()
    yield box
    box.stop()


def call(box: Sandbox, name: str, seconds: float = 30) -> list[object]:
    """The values that a job of the tests yields."""
    return list(box.call(f"tests.sandbox_jobs:{name}", {"a": 1}, b"body", seconds=seconds, memory=512 * MB))


def test_values_come_back_and_a_warm_child_is_used_again(sandbox: Sandbox) -> None:
    first = call(sandbox, "echo")
    assert first[0] == [{"a": 1}, "body"]
    assert first[1] != os.getpid()
    assert call(sandbox, "echo") == first
    assert call(sandbox, "chatty") == [1]


def test_what_the_function_refuses_is_passed_on(sandbox: Sandbox) -> None:
    with pytest.raises(ReaderError, match="not this one"):
        call(sandbox, "refuse")
    assert len(call(sandbox, "echo")) == 2


def test_a_child_that_takes_too_long_is_ended_and_the_next_call_works(sandbox: Sandbox) -> None:
    with pytest.raises(LimitReached, match="longer than"):
        call(sandbox, "sleep", seconds=0.5)
    assert len(call(sandbox, "echo")) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="no memory limit here")
def test_a_child_that_wants_too_much_memory_is_told_no(sandbox: Sandbox) -> None:
    with pytest.raises(LimitReached, match="more memory"):
        call(sandbox, "hog")
    assert len(call(sandbox, "echo")) == 2


def test_a_child_that_dies_or_nests_too_deeply_is_an_error_not_a_crash(sandbox: Sandbox) -> None:
    with pytest.raises(LimitReached, match="ended the reading process"):
        call(sandbox, "crash")
    with pytest.raises(ReaderError, match="nested too deeply"):
        call(sandbox, "deep")


def test_stopping_from_another_thread_cancels(sandbox: Sandbox) -> None:
    threading.Timer(0.5, sandbox.stop).start()
    with pytest.raises(Cancelled):
        call(sandbox, "sleep")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's end")
def test_the_child_ends_with_its_parent() -> None:
    script = (
        "import os, time\nfrom readerapp.sandbox import Sandbox\nbox = Sandbox()\n"
        "for value in box.call('tests.sandbox_jobs:sleep', None, b'', seconds=60, memory=2**30):\n"
        "    print(box._process.pid, flush=True)\n    os.kill(os.getpid(), 9)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, env=environment)
    child = int(done.stdout)
    for _ in range(100):
        if not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text().split(")")[1]:
            return
        time.sleep(0.05)
    pytest.fail("the child outlived its parent")


def test_the_childs_loop_answers_each_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_limit_memory", lambda limit: None)
    monkeypatch.setattr(module, "_limit_time", lambda seconds: None)

    def request(name: str, body: bytes = b"body") -> bytes:
        head = {"function": f"tests.sandbox_jobs:{name}", "header": None, "size": len(body), "memory": 0, "seconds": 1}
        return json.dumps(head).encode() + b"\n" + body

    def hungry(header: object, body: bytes) -> Iterator[object]:
        raise MemoryError
        yield

    monkeypatch.setattr("tests.sandbox_jobs.hog", hungry)
    answers = io.BytesIO()
    module.serve(io.BytesIO(b"".join(map(request, ("echo", "refuse", "hog", "deep")))), answers)
    found = [json.loads(line) for line in answers.getvalue().splitlines()]
    assert found[0] == {"value": [None, "body"]}
    assert found[2:] == [
        {"done": True}, {"value": 1}, {"error": "not this one"}, {"memory": True}, {"error": "it is nested too deeply"},
    ]  # fmt: skip


def test_limits_that_the_platform_does_not_know_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    module._limit_memory(1)
    module._limit_time(1)
    monkeypatch.setattr(sys, "platform", "other")
    module._die_with(os.getppid())


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits")
def test_the_child_as_a_program_answers_until_its_requests_end() -> None:
    request = {"function": "tests.sandbox_jobs:echo", "header": 1, "size": 4, "memory": 512 * MB, "seconds": 30}
    noisy = request | {"function": "tests.sandbox_jobs:noisy"}
    lines = b"".join(json.dumps(each).encode() + b"\nbody" for each in (request, noisy))
    done = subprocess.run(
        [sys.executable, "-m", "readerapp.sandbox", str(os.getpid())],
        input=lines,
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert answers[0] == {"value": [1, "body"]}
    assert [list(answer) for answer in answers] == [["value"], ["value"], ["done"], ["value"], ["done"]]
    assert b"a word on the side" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's end")
def test_a_child_whose_parent_is_gone_already_ends_at_once() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "readerapp.sandbox", "1"], input=b"", cwd=ROOT, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, b"")
