"""The only door to `resources/` and to the places where the app keeps things."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """The path of a file in `resources/`, in the wheel (inside the package) as in a checkout (beside it)."""
    inside = _PACKAGE / "resources"
    return (inside if inside.is_dir() else _PACKAGE.parent / "resources") / name


def default_library() -> Path:
    """The library's folder: READERAPP_LIBRARY, else `library` in the user's data folder. It need not exist."""
    chosen = os.environ.get("READERAPP_LIBRARY")
    if chosen:
        return Path(chosen).expanduser()
    import platformdirs  # only when it is needed: start-up time

    return platformdirs.user_data_path("readerapp", appauthor=False) / "library"


def settings_file() -> Path:
    """The path of the settings; it need not exist."""
    import platformdirs  # only when it is needed: start-up time

    return platformdirs.user_config_path("readerapp", appauthor=False) / "settings.toml"
