"""Work off the GUI thread: answers in stages, and a newer question breaks the older one off."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from pytestqt.qtbot import QtBot

from readerapp.gui.workers import Worker


class Slow:
    """A resource whose work waits until it is let go or interrupted."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.begun = threading.Event()
        self.interrupted = False

    def work(self) -> str:
        self.begun.set()
        assert self.go.wait(10)
        if self.interrupted:
            raise RuntimeError("interrupted")
        return "done"

    def interrupt(self) -> None:
        self.interrupted = True
        self.go.set()


def test_a_newer_question_breaks_the_older_one_off_and_only_its_answer_comes(qtbot: QtBot) -> None:
    slow = Slow()
    worker: Worker[Slow] = Worker("test", lambda: slow, lambda _: None, lambda resource: resource.interrupt())
    answers: list[object] = []
    worker.do(lambda resource: resource.work(), answers.append, answers.append, key="list")
    assert slow.begun.wait(10)
    worker.do(lambda resource: "newer", answers.append, answers.append, key="list")
    qtbot.waitUntil(lambda: not worker.busy, timeout=10000)
    assert slow.interrupted
    assert answers == ["newer"]
    worker.finish()


def test_an_older_answer_that_was_found_and_not_told_yet_is_not_told_any_more(qtbot: QtBot) -> None:
    slow = Slow()
    worker: Worker[Slow] = Worker("test", lambda: slow, lambda _: None)
    answers: list[object] = []
    worker.follow(lambda resource: iter(["older"]), answers.append, key="list")
    worker.do(lambda resource: "older", answers.append, key="numbers")
    worker.do(lambda resource: resource.begun.set())
    assert slow.begun.wait(10)
    worker.follow(lambda resource: iter(["newer"]), answers.append, key="list")
    worker.do(lambda resource: "newer numbers", answers.append, key="numbers")
    qtbot.waitUntil(lambda: not worker.busy, timeout=10000)
    assert answers == ["newer", "newer numbers"]
    worker.finish()


def test_another_question_waits_its_turn(qtbot: QtBot) -> None:
    slow = Slow()
    worker: Worker[Slow] = Worker("test", lambda: slow, lambda _: None, lambda resource: resource.interrupt())
    answers: list[object] = []
    worker.do(lambda resource: resource.work(), answers.append, answers.append, key="list")
    assert slow.begun.wait(10)
    worker.do(lambda resource: "numbers", answers.append, key="counts")
    slow.go.set()
    qtbot.waitUntil(lambda: not worker.busy, timeout=10000)
    assert answers == ["done", "numbers"]
    worker.finish()


def test_stages_come_one_by_one_until_a_newer_question_comes(qtbot: QtBot) -> None:
    slow = Slow()
    worker: Worker[Slow] = Worker("test", lambda: slow, lambda _: None)
    answers: list[object] = []

    def stages(resource: Slow) -> Iterator[str]:
        yield "first"
        yield resource.work()
        yield "never"

    worker.follow(stages, answers.append, answers.append, key="list")
    qtbot.waitUntil(lambda: answers == ["first"], timeout=10000)
    worker.follow(lambda resource: iter(["other"]), answers.append, key="list")
    slow.go.set()
    qtbot.waitUntil(lambda: not worker.busy, timeout=10000)
    assert answers == ["first", "other"]
    worker.finish()


def test_an_error_between_stages_is_told(qtbot: QtBot) -> None:
    worker: Worker[int] = Worker("test", lambda: 0, lambda _: None)
    answers: list[object] = []
    errors: list[Exception] = []

    def stages(resource: int) -> Iterator[float]:
        yield 1
        yield 1 / resource

    worker.follow(stages, answers.append, errors.append)
    qtbot.waitUntil(lambda: not worker.busy, timeout=10000)
    assert answers == [1]
    assert [type(error) for error in errors] == [ZeroDivisionError]
    worker.finish()
