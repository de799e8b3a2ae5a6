"""For every test: no display needed, nothing of the user's touched, and no warning, logged error or open window left behind."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("READERAPP_LIBRARY", None)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home of the test's own; programs that it starts see it too."""
    place = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(place))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
        folder = place / name.lower()
        folder.mkdir(mode=0o700)
        monkeypatch.setenv(name, str(folder))
    return place


@pytest.fixture(autouse=True)
def no_logged_error(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A logged error fails the test, unless the test itself looked at it and cleared it."""
    yield
    wrong = [record for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    assert not wrong, [record.getMessage() for record in wrong]


@pytest.fixture
def library_folder(tmp_path: Path) -> Path:
    """Where a test's library may be made."""
    return tmp_path / "library"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The corpus of real digests; tests that ask for it are skipped where it is not."""
    chosen = os.environ.get("READERAPP_CORPUS")
    place = Path(chosen) if chosen else Path(__file__).resolve().parents[2] / "shared" / "corpus"
    if not place.is_dir():
        pytest.skip("no corpus of digests (READERAPP_CORPUS)")
    return place
