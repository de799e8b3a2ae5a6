"""Which format a file is, and formats from other packages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace

import pytest

from readerapp.errors import ReaderError
from readerapp.formats import registry
from readerapp.formats.registry import Format
from readerapp.formats.source import Source
from readerapp.records import Reading, Record
from tests.digests import page_text

PLUGIN = Format(
    "mine",
    "my own lists",
    lambda source: 99 * source.head.startswith("MINE"),
    lambda source: Reading("mine", records=(Record("A"),)),
)


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    registry.formats.cache_clear()
    yield
    registry.formats.cache_clear()


def _plug(monkeypatch: pytest.MonkeyPatch, load: object) -> None:
    points = [SimpleNamespace(name="mine", load=load)]
    monkeypatch.setattr(registry.metadata, "entry_points", lambda group: points if group == registry.GROUP else [])


def _source(text: str) -> Source:
    return Source("x.txt", text.encode(), date(2026, 3, 14))


def test_a_format_of_another_package_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    _plug(monkeypatch, lambda: PLUGIN)
    assert registry.read(_source("MINE")).format == "mine"


def test_a_format_that_breaks_when_loaded_gives_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> object:
        raise ImportError("no module named x")

    _plug(monkeypatch, broken)
    with pytest.raises(ReaderError, match=r"“mine” cannot be loaded: no module named x"):
        registry.read(_source("MINE"))


def test_what_is_no_format_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    _plug(monkeypatch, lambda: "nonsense")
    with pytest.raises(ReaderError, match="is no Format"):
        registry.read(_source("MINE"))


def test_a_format_that_breaks_on_a_file_gives_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(source: Source) -> Reading:
        raise ZeroDivisionError("oh")

    _plug(monkeypatch, lambda: Format("mine", "mine", lambda source: 100, broken))
    with pytest.raises(ReaderError, match="“mine” failed"):
        registry.read(_source("MINE"))


def test_the_surest_format_that_finds_papers_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    empty = Format("mine", "mine", lambda source: 100, lambda source: Reading("mine"))
    _plug(monkeypatch, lambda: empty)
    assert registry.read(_source(page_text())).format == "hf_page"
    assert registry.read(_source("no digest at all")).format == "mine"


def test_what_is_of_no_kind_says_so() -> None:
    assert registry.read(_source("\x01")).records == ()


def test_dropped_characters_are_told() -> None:
    reading = registry.read(_source(page_text().replace("Attention", "Att\0ention", 1)))
    assert any("1 unreadable" in warning for warning in reading.warnings)


def test_every_format_has_a_name_and_a_label_of_its_own() -> None:
    kinds = registry.formats()
    assert len({kind.name for kind in kinds}) == len(kinds) == len(registry.MODULES)
    assert all(kind.label for kind in kinds)
