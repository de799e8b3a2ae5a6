"""Settings and the window's place: what cannot be read counts as not chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from readerapp import settings as module
from readerapp.paths import default_library, resource, settings_file
from readerapp.settings import Settings, load, load_state, save, save_state


def test_only_what_differs_from_the_defaults_is_saved(tmp_path: Path) -> None:
    path = tmp_path / "sub" / "settings.toml"
    save(Settings(theme="dark", reading_size=14), path)
    assert path.read_text() == 'theme = "dark"\nreading_size = 14\n'
    assert load(path) == Settings(theme="dark", reading_size=14)
    save(Settings(), path)
    assert path.read_text() == ""
    assert load(path) == Settings()


@pytest.mark.parametrize(
    "text",
    ["theme = 'pink'", "reading_size = 900", "reading_size = 'x'", "search_address = 'file:///{title}'", "search_address = 'https://a'",
     "not toml [", "\0", "unknown = 1"],
)  # fmt: skip
def test_what_cannot_be_is_the_default(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text)
    assert load(path) == Settings()


def test_an_address_with_a_place_for_the_title_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    save(Settings(search_address="https://a.org/?q={title}"), path)
    assert load(path).search_address == "https://a.org/?q={title}"


def test_without_a_path_they_stand_in_the_users_configuration() -> None:
    assert load() == Settings()
    save(Settings(theme="light"))
    assert settings_file().exists()
    assert load().theme == "light"


def test_the_windows_place_is_kept_as_json(tmp_path: Path) -> None:
    path = tmp_path / "window.json"
    assert load_state(path) == {}
    save_state(path, {"query": "is:unread"})
    assert load_state(path) == {"query": "is:unread"}
    for broken in ("[1]", "{", "[" * 100000):
        path.write_text(broken)
        assert load_state(path) == {}


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.toml"
    save(Settings(theme="dark"), path)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        save(Settings(theme="light"), path)
    assert load(path).theme == "dark"
    assert list(tmp_path.iterdir()) == [path]


def test_the_library_is_where_the_environment_says_or_in_the_users_data(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert home in default_library().parents
    monkeypatch.setenv("READERAPP_LIBRARY", "~/papers")
    assert default_library() == home / "papers"


def test_the_resources_are_there() -> None:
    assert resource("sample-digest.md").is_file()
