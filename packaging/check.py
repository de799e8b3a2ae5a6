"""Checks that what is shipped works: the desktop file is valid, and the wheel runs from another folder with its resources."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROBE = """
from readerapp.paths import resource
for name in ("sample-digest.md", "icons/star.svg"):
    assert resource(name).is_file(), name
"""


def run(*command: str | Path, folder: Path = ROOT) -> str:
    """A command's output; it ends the checks when it fails."""
    done = subprocess.run([str(part) for part in command], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"packaging: {' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def check_desktop_file() -> None:
    """By the desktop's own validator, where it can be had."""
    if shutil.which("desktop-file-validate"):
        run("desktop-file-validate", "packaging/readerapp.desktop")
        print("packaging: the desktop file is valid")
    else:
        print("packaging: desktop-file-validate is not installed; the desktop file was not checked")


def check_wheel() -> None:
    """Build it, install it into an environment of its own (with this one's libraries), start it from elsewhere."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", place, ROOT)
        (wheel,) = place.glob("readerapp-*.whl")
        venv.create(place / "venv", with_pip=True)
        python = place / "venv" / "bin" / "python"
        run(python, "-m", "pip", "install", "--quiet", "--no-deps", wheel)
        libraries = next(path for path in sys.path if path.endswith("site-packages"))
        site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
        (Path(site) / "libraries.pth").write_text(libraries + "\n", encoding="utf-8")
        elsewhere = place / "elsewhere"
        elsewhere.mkdir()
        run(python, "-c", PROBE, folder=elsewhere)
        where = run(python, "-c", "import readerapp; print(readerapp.__file__)", folder=elsewhere)
        if not where.startswith(str(place)):
            sys.exit(f"packaging: the check ran another copy: {where}")
        version = run(place / "venv" / "bin" / "readerapp", "--version", folder=elsewhere).strip()
        (elsewhere / "list.md").write_bytes((ROOT / "resources" / "sample-digest.md").read_bytes())
        run(place / "venv" / "bin" / "readerapp", "--library", place / "library", "import", "list.md", folder=elsewhere)
        print(f"packaging: the wheel works from another folder ({version})")


if __name__ == "__main__":
    check_desktop_file()
    check_wheel()
