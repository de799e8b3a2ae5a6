"""Sets up everything that `make run` and `make test` need: .venv, the package in it, and Qt's system libraries.

    bootstrap.py [--ready] run|test

Only the standard library. Does nothing, quickly, when nothing is to do; says in one line each what it does; fails with one clear
sentence where something cannot be had. With --ready it changes and says nothing: status 0 means that nothing is to do.
"""

from __future__ import annotations

import ctypes
import functools
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

if sys.platform != "win32":
    import fcntl

if sys.version_info < (3, 11):  # noqa: UP036 - this file may be started by hand, by any Python
    sys.exit("set-up: readerapp needs Python 3.11 or newer, and this is " + sys.version.split()[0])

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = ".readerapp-set-up"
UNFINISHED = "unfinished"

# Shared library → Debian's package: what PySide6's own libraries name as needed. The first group is loaded always, the others
# for a window on a screen. tests/test_packaging.py compares them with the installed Qt.
ALWAYS = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
SCREEN = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
TEST_PROGRAMS = {"Xvfb": "xvfb", "xauth": "xauth", "xdotool": "xdotool", "desktop-file-validate": "desktop-file-utils"}
"""Programs that some tests and checks start, and Debian's packages. Without them those tests are skipped."""
FONTS = "fonts-dejavu-core"
# sudo drops variables, so they are set after it; is_cut_off reads English.
APT = ["env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C", "apt-get"]
NO_NETWORK = (
    "connection broken by",
    "Failed to establish a new connection",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "Temporary failure resolving",
    "Could not resolve",
    "Could not connect to",
    "Cannot initiate the connection",
    "Unable to connect to",
    "Connection timed out",
)
"""What pip and apt say when they cannot get through."""


class CannotSetUp(Exception):
    """Something cannot be had; the text says what, and what to do."""


def say(text: str) -> None:
    """One line about what is being done."""
    print(f"set-up: {text}", flush=True)


def main(arguments: list[str]) -> int:
    """Set up for `run` or `test`; the exit status."""
    purpose = "test" if "test" in arguments else "run"
    try:
        if "--ready" in arguments:
            return 0 if is_ready(purpose, os.environ) else 1
        if purpose == "run":
            check_display(os.environ)
        with (ROOT / "pyproject.toml").open() as lock:
            if sys.platform != "win32":  # two set-ups at once would spoil the environment: the second waits
                fcntl.flock(lock, fcntl.LOCK_EX)
            prepare_system(purpose, os.environ)
            set_up_venv(VENV, test=purpose == "test")
    except (CannotSetUp, OSError) as error:
        print(f"set-up: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("set-up: interrupted; the next run takes it up again", file=sys.stderr)
        return 130
    return 0


def is_ready(purpose: str, environment: Mapping[str, str]) -> bool:
    """Whether nothing is to do, and nothing to say. The environment's own Python asks this of itself."""
    try:
        if purpose == "run":
            check_display(environment)
    except CannotSetUp:
        return False
    missing = missing_packages(purpose, environment) or (purpose == "test" and missing_for_screen_tests())
    return not missing and is_set_up(VENV, mark_for(sys.version, VENV), test=purpose == "test")


# ---- the display ----


def check_display(environment: Mapping[str, str]) -> None:
    """CannotSetUp when a window could not be shown anywhere."""
    if sys.platform != "linux" or environment.get("QT_QPA_PLATFORM"):
        return
    if not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        raise CannotSetUp(
            "there is no display to show the window on (neither DISPLAY nor WAYLAND_DISPLAY is set); "
            "to run on a virtual one: xvfb-run make run (on Debian first: apt install xvfb xauth)"
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
    """The libraries that Qt will load for this purpose. The tests as such need no screen."""
    wanted = dict(ALWAYS)
    if purpose == "run" and not environment.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal", "vnc")):
        wanted |= SCREEN if environment.get("DISPLAY") else {}
        wanted |= WAYLAND if environment.get("WAYLAND_DISPLAY") else {}
    return wanted


def missing_packages(purpose: str, environment: Mapping[str, str]) -> dict[str, str]:
    """What is missing and cannot be done without (library, fonts) → Debian's package for it."""
    if sys.platform != "linux":
        return {}
    missing = {name: package for name, package in wanted_libraries(purpose, environment).items() if not loads(name)}
    if not has_fonts(environment):
        missing["a font"] = FONTS
    return missing


def missing_for_screen_tests() -> dict[str, str]:
    """What is missing (library, program) for the tests that open a window on a screen of their own → Debian's package for it."""
    if sys.platform != "linux":
        return {}
    missing = {name: package for name, package in SCREEN.items() if not loads(name)}
    return missing | {name: package for name, package in TEST_PROGRAMS.items() if not shutil.which(name)}


def has_fonts(environment: Mapping[str, str]) -> bool:
    """Whether there is any font that Qt can draw with."""
    home = Path(environment.get("HOME", "/"))
    shared = (environment.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    places = [Path(place) / "fonts" for place in shared] + [home / ".fonts", home / ".local/share/fonts"]
    if any(next(place.rglob("*.[to]t[fc]"), None) is not None for place in places if place.is_dir()):
        return True
    # Some systems keep them elsewhere; fontconfig, which Qt asks too, knows where.
    return bool(shutil.which("fc-list") and subprocess.run(["fc-list"], capture_output=True).stdout.strip())


def prepare_system(purpose: str, environment: Mapping[str, str]) -> None:
    """Install what is missing of the system's. What only some tests want is installed where that asks no password, else named."""
    missing = missing_packages(purpose, environment)
    if missing:
        install_system_packages(missing)
        still = missing_packages(purpose, environment)
        if still:
            raise CannotSetUp(f"{', '.join(still)} cannot be loaded, although {' '.join(still.values())} was installed")
    if purpose != "test":
        return
    wished = missing_for_screen_tests()
    if wished and may_install_unasked():
        try:
            install_system_packages(wished)
        except CannotSetUp as error:
            say(str(error))
        wished = missing_for_screen_tests()
    if wished:
        say(f"tests and checks that need {', '.join(wished)} will be skipped: not installed")


def install_system_packages(missing: Mapping[str, str]) -> None:
    """Install what is missing by apt; CannotSetUp names it where there is no apt, no right to use it, or it fails."""
    packages = sorted(set(missing.values()))
    if not shutil.which("apt-get"):
        raise CannotSetUp(
            f"these are missing, and there is no apt-get here to install them: {', '.join(missing)}. "
            "Install them with your system's package manager"
        )
    command = as_root()
    if command is None:
        raise CannotSetUp(
            f"system packages are missing, and there is no sudo to install them; as root: apt-get install {' '.join(packages)}"
        )
    say(f"installing system packages: {' '.join(packages)}")
    refreshed = refresh_package_lists()
    # A machine that has just started may be updating itself: wait for it.
    install = [*command, *APT, "-o", "DPkg::Lock::Timeout=120", "install", "-y", "-q", "--no-install-recommends"]
    status, said = run([*install, *packages])
    # Without lists apt knows no package; why there are none is what it said before.
    if status and is_cut_off(refreshed + said if "Unable to locate package" in said else said):
        raise CannotSetUp(
            f"apt-get cannot fetch {' '.join(packages)}; is the network there (or apt's proxy set)? Then try again"
        )
    if status:
        show_end(said)
        raise CannotSetUp(f"apt-get could not install {' '.join(packages)} (see above)")


@functools.cache
def refresh_package_lists() -> str:
    """apt-get update, once; what it said. When it fails the lists that are there may still do."""
    return run([*(as_root() or []), *APT, "update", "-q"])[1]


def as_root() -> list[str] | None:
    """What to put before a command that only root may run; None when there is no way."""
    if os.geteuid() == 0:
        return []
    return ["sudo"] if shutil.which("sudo") else None


def may_install_unasked() -> bool:
    """Whether apt can be used without asking the user for a password."""
    if not shutil.which("apt-get"):
        return False
    command = as_root()
    return command == [] or (
        command is not None and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0
    )


def run_quietly(command: Iterable[str]) -> int:
    """Run a command; the end of what it printed is shown only when it failed. Its exit status."""
    status, said = run(command)
    if status:
        show_end(said)
    return status


def run(command: Iterable[str], folder: Path | None = None) -> tuple[int, str]:
    """Run a command to its end; its exit status (negative: the signal that killed it) and all that it printed."""
    done = subprocess.run(
        list(command),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    return done.returncode, done.stdout


def is_cut_off(said: str) -> bool:
    """Whether a program that failed could not get through to its server."""
    return any(sign in said for sign in NO_NETWORK)


def show_end(said: str) -> None:
    """Show the last lines of what a failed command printed."""
    print(*said.splitlines()[-20:], sep="\n", file=sys.stderr)


# ---- the virtual environment ----


def fingerprint(python: str, files: Iterable[Path]) -> str:
    """Changes when the interpreter or any of the files does."""
    digest = hashlib.sha256(python.encode())
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def mark_for(version: str, venv: Path) -> str:
    """The fingerprint of an environment: its Python, its place (a moved one points to the old place), what it was made from."""
    return fingerprint(f"{version} {venv}", (ROOT / "pyproject.toml", Path(__file__)))


def python_in(venv: Path) -> Path:
    """The interpreter of a virtual environment."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def is_set_up(venv: Path, mark: str, *, test: bool) -> bool:
    """Whether the environment was finished for this fingerprint; one made for tests serves for running too."""
    try:
        made, purpose = (venv / STAMP).read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return False
    return made == mark and (purpose == "test" or not test) and python_in(venv).exists()


def was_interrupted(venv: Path) -> bool:
    """Whether a set-up was stopped while it wrote into the environment: no telling what is in there."""
    try:
        return (venv / STAMP).read_text(encoding="ascii") == UNFINISHED
    except OSError:
        return False


def set_up_venv(venv: Path, *, test: bool) -> None:
    """Make the environment and install the package, editable, with the test tools when they are wanted."""
    if is_set_up(venv, mark_for(sys.version, venv), test=test):
        return
    version = usable(python_in(venv))
    named = bool(os.environ.get("PYTHON"))
    if version is None or was_interrupted(venv) or (named and version != sys.version):
        make_venv(venv)
        # Debian's package of the venv module may just have brought a newer build of this Python: the mark is of what is there.
        version = usable(python_in(venv)) or sys.version
    elif is_set_up(venv, mark_for(version, venv), test=test):
        return
    install_package(venv, test=test)
    compile_package(venv)
    (venv / STAMP).write_text(f"{mark_for(version, venv)} {'test' if test else 'run'}\n", encoding="ascii")


def usable(python: Path) -> str | None:
    """The version of an environment's Python; None when it is not there, too old, does not run or has no pip."""
    probe = "import sys, pip; print(sys.version) if sys.version_info >= (3, 11) else sys.exit(1)"
    try:
        done = subprocess.run([str(python), "-c", probe], capture_output=True, text=True)
    except OSError:
        return None
    return done.stdout.removesuffix("\n") if done.returncode == 0 else None


def make_venv(venv: Path) -> None:
    """A fresh environment in place of what was there."""
    need_venv_module()
    say(f"making {venv.name} with Python {sys.version.split()[0]}")
    # pip comes in a second step, so that the mark is there before anything that could be left half done.
    failed = run_quietly([sys.executable, "-m", "venv", "--clear", "--without-pip", str(venv)])
    if not failed:
        (venv / STAMP).write_text(UNFINISHED, encoding="ascii")
        failed = run_quietly([str(python_in(venv)), "-Im", "ensurepip", "--upgrade", "--default-pip"])
    if failed:
        raise CannotSetUp(f"{sys.executable} could not make the virtual environment {venv} (see above)")


def need_venv_module() -> None:
    """See to it that this Python can make environments: Debian keeps that in a package of its own."""
    if has_module("venv") and has_module("ensurepip"):
        return
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if sys.base_prefix == "/usr" and shutil.which("apt-get"):
        install_system_packages({f"Python's venv module ({package})": package})
        importlib.invalidate_caches()
    if not (has_module("venv") and has_module("ensurepip")):
        raise CannotSetUp(
            f"{sys.executable} has no venv module; install it (on Debian: apt install {package}) "
            "or name another Python: make PYTHON=/path/to/python3 …"
        )


def has_module(name: str) -> bool:
    """Whether this Python has a module."""
    return importlib.util.find_spec(name) is not None


def install_package(venv: Path, *, test: bool) -> None:
    """Install readerapp, editable, and what it needs; CannotSetUp when pip fails."""
    what = ".[dev]" if test else "."
    say(f"installing readerapp and what it needs into {venv.name} (the first time this takes a minute)")
    stamp = venv / STAMP
    stamp.write_text(UNFINISHED, encoding="ascii")
    status, said = run([str(python_in(venv)), "-m", "pip", "install", "--quiet", "--editable", what], ROOT)
    if status > 0:
        stamp.unlink()  # pip gave up by itself and left the environment whole: the next run need not start anew
    if status and is_cut_off(said):
        raise CannotSetUp(
            "pip cannot reach its package index; is the network there (or pip's proxy set)? Then try again"
        )
    if status:
        show_end(said)
        raise CannotSetUp(
            f"pip could not install what readerapp needs (see above); by hand: {python_in(venv)} -m pip install -e '{what}'"
        )


def compile_package(venv: Path) -> None:
    """Compile the package, as pip does with what it copies: a start without that takes a third longer."""
    run([str(python_in(venv)), "-m", "compileall", "-q", str(ROOT / "readerapp")])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
