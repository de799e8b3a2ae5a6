"""Checks that what is shipped works: the desktop file is valid, and the wheel runs from another folder with its resources."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROBE = """
import sys
from readerapp.paths import resource
for name in sys.argv[1:]:
    assert resource(name).is_file(), name
import readerapp
print(readerapp.__file__)
"""
WINDOW_SECONDS = 60
"""How long the window may take on a busy machine."""


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


def resources() -> set[str]:
    """The files in `resources/`, by the names that the code calls them."""
    place = ROOT / "resources"
    return {str(path.relative_to(place)) for path in place.rglob("*") if path.is_file() and path.suffix != ".pyc"}


def build_wheel(place: Path) -> Path:
    """The wheel, with everything in it that belongs there and nothing else."""
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", place, ROOT)
    (wheel,) = place.glob("readerapp-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    missing = {f"readerapp/resources/{name}" for name in resources()} | {"readerapp/py.typed"}
    if missing - names:
        sys.exit(f"packaging: not in the wheel: {', '.join(sorted(missing - names))}")
    foreign = {
        name
        for name in names
        if name.split("/")[0] != "readerapp" and ".dist-info/" not in name and ".data/" not in name
    }
    if foreign:
        sys.exit(f"packaging: in the wheel, and should not be: {', '.join(sorted(foreign))}")
    return wheel


def install(wheel: Path, place: Path) -> Path:
    """The folder of the programs of a new environment that holds the wheel, and beside it only this one's libraries."""
    venv.create(place, with_pip=False)
    python = place / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", wheel)
    libraries = next(path for path in sys.path if path.endswith("site-packages"))
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    # A folder named in a .pth file is searched, but its own .pth files are not: the checkout stays out.
    (Path(site) / "libraries.pth").write_text(libraries + "\n", encoding="utf-8")
    return place / "bin"


def check_command_line(programs: Path, elsewhere: Path) -> str:
    """The installed program finds its resources and imports its own sample; what it says of its version."""
    where = run(programs / "python", "-c", PROBE, *sorted(resources()), folder=elsewhere).strip()
    if not Path(where).is_relative_to(programs.parent):
        sys.exit(f"packaging: the check ran another copy: {where}")
    shutil.copy(ROOT / "resources" / "sample-digest.md", elsewhere / "list.md")
    library = elsewhere / "library"
    run(programs / "readerapp", "--library", library, "import", "list.md", folder=elsewhere)
    return run(programs / "readerapp", "--version", folder=elsewhere).strip()


def check_window(programs: Path, elsewhere: Path) -> None:
    """The installed window opens (it makes its library after the first paint) and closes when it is asked to."""
    library = elsewhere / "window"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "READERAPP_"))}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "HOME": str(elsewhere)}
    window = subprocess.Popen(
        [programs / "readerapp-gui", "--library", library],
        cwd=elsewhere,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    latest = time.monotonic() + WINDOW_SECONDS
    while window.poll() is None and not (library / "library.db").exists() and time.monotonic() < latest:
        time.sleep(0.1)
    opened = window.poll() is None and (library / "library.db").exists()
    window.send_signal(signal.SIGTERM)
    try:
        said = window.communicate(timeout=WINDOW_SECONDS)[1]
    except subprocess.TimeoutExpired:
        window.kill()
        said = "it did not close on SIGTERM"
    if not opened or window.returncode or "Traceback" in said:
        sys.exit(f"packaging: the installed window failed (status {window.returncode}):\n{said}")


def check_wheel() -> None:
    """Build it, install it into an environment of its own, use it from another folder."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        programs = install(build_wheel(place), place / "venv")
        elsewhere = place / "elsewhere"
        elsewhere.mkdir()
        version = check_command_line(programs, elsewhere)
        check_window(programs, elsewhere)
    print(f"packaging: the wheel works from another folder ({version})")


if __name__ == "__main__":
    check_desktop_file()
    check_wheel()
