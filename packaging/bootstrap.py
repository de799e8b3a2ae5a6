"""Sets up everything that `make run` and `make test` need: .venv, the package in it, and Qt's system libraries.

    bootstrap.py run|test

Only the standard library. Does nothing, quickly, when nothing is to do; says in one line each what it does; fails with one clear
sentence where something cannot be had.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = ".readerapp-set-up"

# Shared library → Debian's package. Qt loads the first group always, the second for a window on a screen.
ALWAYS = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
SCREEN = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND = {"libwayland-client.so.0": "libwayland-client0", "libwayland-cursor.so.0": "libwayland-cursor0"}
TEST_PROGRAMS = {"Xvfb": "xvfb", "xdotool": "xdotool", "desktop-file-validate": "desktop-file-utils"}
"""Programs that some tests start, and Debian's packages."""
FONTS = "fonts-dejavu-core"


class CannotSetUp(Exception):
    """Something cannot be had; the text says what, and what to do."""


def say(text: str) -> None:
    """One line about what is being done."""
    print(f"set-up: {text}", flush=True)


def main(arguments: list[str]) -> int:
    """Set up for `run` or `test`; the exit status."""
    purpose = arguments[0] if arguments else "run"
    try:
        if purpose == "run":
            check_display(os.environ)
        install_system_packages(missing_packages(purpose, os.environ))
        set_up_venv(VENV, test=purpose == "test")
    except CannotSetUp as error:
        print(f"set-up: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


# ---- the display ----


def check_display(environment: Mapping[str, str]) -> None:
    """CannotSetUp when a window could not be shown anywhere."""
    if sys.platform != "linux" or environment.get("QT_QPA_PLATFORM"):
        return
    if not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        raise CannotSetUp(
            "there is no display to show the window on. Without a screen start it on a virtual one: "
            "apt install xvfb, then: xvfb-run make run"
        )


# ---- the system's libraries ----


def loads(library: str) -> bool:
    """Whether the system finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def wanted_libraries(purpose: str, environment: Mapping[str, str]) -> dict[str, str]:
    """The libraries that Qt will load for this purpose: tests need a screen's too, for those that start one."""
    wanted = dict(ALWAYS)
    if purpose == "test" or environment.get("DISPLAY"):
        wanted |= SCREEN
    if purpose == "run" and environment.get("WAYLAND_DISPLAY"):
        wanted |= WAYLAND
    return wanted


def missing_packages(purpose: str, environment: Mapping[str, str]) -> dict[str, str]:
    """What is missing (library, program, fonts) → Debian's package for it."""
    if sys.platform != "linux":
        return {}
    missing = {name: package for name, package in wanted_libraries(purpose, environment).items() if not loads(name)}
    if purpose == "test":
        missing |= {name: package for name, package in TEST_PROGRAMS.items() if not shutil.which(name)}
    if not has_fonts(environment):
        missing["a font"] = FONTS
    return missing


def has_fonts(environment: Mapping[str, str]) -> bool:
    """Whether there is any font that Qt can draw with."""
    home = Path(environment.get("HOME", "/"))
    places = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".fonts", home / ".local/share/fonts")
    return any(next(place.rglob("*.[to]t[fc]"), None) is not None for place in places if place.is_dir())


def install_system_packages(missing: Mapping[str, str]) -> None:
    """Install what is missing by apt; CannotSetUp names it where there is no apt, no right to use it, or it fails."""
    if not missing:
        return
    packages = sorted(set(missing.values()))
    if not shutil.which("apt-get"):
        raise CannotSetUp(
            f"these are missing, and there is no apt-get here to install them: {', '.join(missing)}. "
            "Install them with your system's package manager"
        )
    command = as_root()
    if command is None:
        raise CannotSetUp(
            f"these system packages are missing: {' '.join(packages)}. Have them installed: apt-get install {' '.join(packages)}"
        )
    say(f"installing system packages: {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run_quietly([*command, "apt-get", "update", "-q"], environment)
    install = [*command, "apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    if run_quietly(install, environment):
        raise CannotSetUp(
            f"apt-get could not install {' '.join(packages)} (see above). Install them by hand and try again"
        )


def as_root() -> list[str] | None:
    """What to put before a command that only root may run; None when there is no way."""
    if os.geteuid() == 0:
        return []
    return ["sudo"] if shutil.which("sudo") else None


def run_quietly(command: Iterable[str], environment: Mapping[str, str] | None = None) -> int:
    """Run a command; what it printed is shown only when it failed. Its exit status."""
    done = subprocess.run(
        list(command),
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        sys.stderr.write(done.stdout)
    return done.returncode


# ---- the virtual environment ----


def fingerprint(python: str, files: Iterable[Path]) -> str:
    """Changes when the interpreter or any of the files does."""
    digest = hashlib.sha256(python.encode())
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def python_in(venv: Path) -> Path:
    """The interpreter of a virtual environment."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def is_set_up(venv: Path, mark: str, *, test: bool) -> bool:
    """Whether the environment was finished for this fingerprint; one made for tests serves for running too."""
    stamp = venv / STAMP
    try:
        made, purpose = stamp.read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return False
    return made == mark and (purpose == "test" or not test) and python_in(venv).exists()


def set_up_venv(venv: Path, *, test: bool) -> None:
    """Make the environment and install the package, editable, with the test tools when they are wanted."""
    mark = fingerprint(sys.version, (ROOT / "pyproject.toml", Path(__file__)))
    if is_set_up(venv, mark, test=test):
        return
    (venv / STAMP).unlink(missing_ok=True)
    python = python_in(venv)
    if not usable(python):
        make_venv(venv)
    what = ".[dev]" if test else "."
    say(f"installing readerapp and what it needs into {venv.name} (the first time this takes a minute)")
    status = run_quietly([str(python), "-m", "pip", "install", "--quiet", "--editable", f"{ROOT}{what[1:]}"])
    if status:
        raise CannotSetUp("pip could not install what readerapp needs (see above). Is the network there? Try again")
    (venv / STAMP).write_text(f"{mark} {'test' if test else 'run'}\n", encoding="ascii")


def usable(python: Path) -> bool:
    """Whether an environment is there, of this Python's version, and has a pip that runs."""
    if not python.exists():
        return False
    probe = "import sys, pip; print('%d.%d' % sys.version_info[:2])"
    try:
        done = subprocess.run([str(python), "-c", probe], capture_output=True, text=True)
    except OSError:
        return False
    return done.returncode == 0 and done.stdout.strip() == "%d.%d" % sys.version_info[:2]


def make_venv(venv: Path) -> None:
    """A fresh environment in place of what was there."""
    say(f"making {venv.name} with Python {sys.version.split()[0]}")
    if run_venv(venv) == 0:
        return
    version = "%d.%d" % sys.version_info[:2]
    if shutil.which("apt-get") and as_root() is not None:
        install_system_packages({"venv": f"python{version}-venv"})
        if run_venv(venv) == 0:
            return
    raise CannotSetUp(f"this Python cannot make virtual environments. On Debian: apt install python{version}-venv")


def run_venv(venv: Path) -> int:
    """Make the environment with the standard library's venv; the exit status."""
    return subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(venv)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
