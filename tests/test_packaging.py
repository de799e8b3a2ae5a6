"""What set-up, build and CI promise: which Python is taken, when nothing is done, what is repaired, what is shipped."""

from __future__ import annotations

import ast
import configparser
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parents[1]
PACKAGING = ROOT / "packaging"


@pytest.fixture
def bootstrap() -> ModuleType:
    """Fresh for each test: it remembers whether it asked apt for its lists."""
    spec = importlib.util.spec_from_file_location("bootstrap", PACKAGING / "bootstrap.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def project() -> dict[str, dict[str, object]]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]  # type: ignore[no-any-return]


# ---- which Python ----


class Machine:
    """A folder of programs that stand for Python, and a checkout; it writes down who was called for set-up."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.log = place / "log"
        self.programs = place / "programs"
        self.programs.mkdir()
        for name in ("sh", "dirname"):
            (self.programs / name).symlink_to(shutil.which(name) or name)
        (place / "packaging").mkdir()
        shutil.copy(PACKAGING / "bootstrap.sh", place / "packaging")

    def python(self, path: Path, version: str, *, status: int = 0) -> Path:
        """A Python of this version; `status` is what bootstrap.py ends with under it."""
        answer = f'echo "{version}"; exit {int(float(version[2:]) < 11)}' if version else "exit 127"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f'#!/bin/sh\ncase "$*" in *version_info*) {answer} ;; esac\n'
            f'echo "{path.relative_to(self.place)} $*" >> "{self.log}"\nexit {status}\n'
        )
        path.chmod(0o755)
        return path

    def set_up(self, purpose: str, python: str = "") -> tuple[int, str, list[str]]:
        """Status, what was said, and the calls: program and last argument."""
        done = subprocess.run(
            ["sh", str(self.place / "packaging" / "bootstrap.sh"), purpose],
            env={"PATH": str(self.programs), "PYTHON": python},
            capture_output=True,
            text=True,
        )
        calls = self.log.read_text().splitlines() if self.log.exists() else []
        return done.returncode, done.stderr, [re.sub(r" -.*/bootstrap\.py", "", call) for call in calls]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_the_newest_python_that_answers_is_taken(machine: Machine) -> None:
    machine.python(machine.programs / "python3.13", "")  # a name that stands in PATH and does not run
    machine.python(machine.programs / "python3.12", "3.12")
    machine.python(machine.programs / "python3", "3.11")
    assert machine.set_up("test") == (0, "", ["programs/python3.12 test"])


def test_the_python_that_is_named_is_taken_even_with_a_space_in_its_path(machine: Machine) -> None:
    machine.python(machine.programs / "python3.12", "3.12")
    machine.python(machine.place / ".venv" / "bin" / "python", "3.12")
    named = machine.python(machine.place / "my tools" / "python", "3.11")
    assert machine.set_up("run", str(named)) == (0, "", ["my tools/python run"])


def test_when_all_are_too_old_it_says_what_was_found_in_one_line(machine: Machine) -> None:
    machine.python(machine.programs / "python3", "3.9")
    status, said, calls = machine.set_up("run")
    assert (status, calls) == (1, [])
    assert "needs Python 3.11 or newer (python3 is 3.9)" in said
    assert said.count("\n") == 1


def test_where_there_is_none_it_says_what_it_looked_for(machine: Machine) -> None:
    status, said, _ = machine.set_up("run")
    assert status == 1
    assert "not found: python3.13 python3.12 python3.11 python3 python" in said


def test_a_program_that_is_no_python_is_not_taken_for_one(machine: Machine) -> None:
    other = machine.place / "other"
    other.write_text("#!/bin/sh\n")
    other.chmod(0o755)
    status, said, _ = machine.set_up("run", str(other))
    assert status == 1
    assert f"not found: {other}" in said


def test_an_environment_that_is_ready_is_asked_first_and_nothing_else_is(machine: Machine) -> None:
    machine.python(machine.programs / "python3", "3.12")
    machine.python(machine.place / ".venv" / "bin" / "python", "3.12")
    assert machine.set_up("test") == (
        0,
        "",
        ["packaging/../.venv/bin/python --ready test".replace("packaging/../", "")],
    )


def test_an_environment_that_is_not_ready_is_set_up_by_another_python(machine: Machine) -> None:
    machine.python(machine.programs / "python3", "3.12")
    machine.python(machine.place / ".venv" / "bin" / "python", "3.12", status=1)
    assert machine.set_up("test") == (0, "", [".venv/bin/python --ready test", "programs/python3 test"])


def test_set_up_started_by_hand_with_an_old_python_is_refused_in_one_sentence() -> None:
    source = (PACKAGING / "bootstrap.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))  # it must get as far as saying so
    script = f"import runpy, sys; sys.version_info = (3, 9, 2); runpy.run_path({str(PACKAGING / 'bootstrap.py')!r})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr
    assert done.stderr.count("\n") == 1


def test_set_up_asks_for_the_python_that_the_project_needs() -> None:
    needed = re.fullmatch(r">=3\.(\d+)", str(project()["requires-python"]))
    assert needed is not None
    for name in ("bootstrap.sh", "bootstrap.py"):
        source = (PACKAGING / name).read_text(encoding="utf-8")
        assert re.findall(r"version_info < \(3, (\d+)\)", source) == [needed[1]], name


# ---- when nothing is to do ----


@pytest.fixture
def ready(bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A machine on which all is there, with an environment made for the tests."""
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setattr(bootstrap, "loads", lambda name: True)
    monkeypatch.setattr(bootstrap, "has_fonts", lambda environment: True)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    bootstrap.python_in(tmp_path).parent.mkdir()
    bootstrap.python_in(tmp_path).touch()
    (tmp_path / bootstrap.STAMP).write_text(f"{bootstrap.mark_for(sys.version, tmp_path)} test\n")
    return bootstrap


def test_when_all_is_there_nothing_is_done_or_said(
    ready: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(subprocess, "run", lambda *a, **k: pytest.fail("a program was started"))
    assert [ready.main(["--ready", "run"]), ready.main(["run"]), ready.main(["test"])] == [0, 0, 0]
    assert capsys.readouterr() == ("", "")


def test_it_is_not_ready_without_a_display_a_library_or_the_environment(
    ready: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = {"DISPLAY": ":0"}
    assert ready.is_ready("run", screen)
    assert not ready.is_ready("run", {})
    assert ready.is_ready("test", {})
    with monkeypatch.context() as patch:
        patch.setattr(ready, "loads", lambda name: name != "libEGL.so.1")
        assert not ready.is_ready("run", screen)
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "which", lambda name: None if name == "Xvfb" else name)
        assert ready.is_ready("run", screen)
        assert not ready.is_ready("test", {})
    (tmp_path / ready.STAMP).unlink()
    assert not ready.is_ready("run", screen)


def test_an_environment_that_was_moved_is_not_ready(bootstrap: ModuleType) -> None:
    assert bootstrap.mark_for("3.11", Path("/here/.venv")) != bootstrap.mark_for("3.11", Path("/there/.venv"))


# ---- what is repaired ----


class Pip:
    """Stands for the programs that set-up starts."""

    def __init__(self, bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, venv: Path) -> None:
        self.status = 0
        self.said = ""
        self.did: list[str] = []
        self.venv = venv
        self.bootstrap = bootstrap
        monkeypatch.setattr(bootstrap, "run", self.run)
        monkeypatch.setattr(bootstrap, "usable", lambda python: sys.version if python.exists() else None)

    def run(self, command: list[str], folder: Path | None = None) -> tuple[int, str]:
        python = self.bootstrap.python_in(self.venv)
        if "--clear" in command:
            self.did.append("venv")
            shutil.rmtree(self.venv, ignore_errors=True)
            python.parent.mkdir(parents=True)
            python.touch()
        elif "compileall" in command:
            self.did.append("compile")
        elif "ensurepip" not in command:
            assert (self.venv / self.bootstrap.STAMP).read_text() == "unfinished"
            self.did.append(command[-1])
            return self.status, self.said
        return 0, ""

    def set_up(self, *, test: bool = True) -> list[str]:
        self.did.clear()
        self.bootstrap.set_up_venv(self.venv, test=test)
        return list(self.did)


@pytest.fixture
def pip(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Pip:
    monkeypatch.delenv("PYTHON", raising=False)
    return Pip(bootstrap, monkeypatch, tmp_path / ".venv")


def test_an_environment_is_made_once_and_serves_tests_and_running(pip: Pip) -> None:
    assert pip.set_up(test=False) == ["venv", ".", "compile"]
    assert pip.set_up(test=True) == [".[dev]", "compile"]
    assert pip.set_up(test=True) == pip.set_up(test=False) == []


def test_an_environment_is_marked_with_the_python_that_is_in_it(pip: Pip, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pip.bootstrap, "usable", lambda python: "3.11.2 newer" if python.exists() else None)
    pip.set_up()
    assert pip.bootstrap.is_set_up(pip.venv, pip.bootstrap.mark_for("3.11.2 newer", pip.venv), test=True)


def test_an_interrupted_installation_is_made_anew(pip: Pip) -> None:
    pip.status = -9
    with pytest.raises(pip.bootstrap.CannotSetUp):
        pip.set_up()
    pip.status = 0
    assert pip.set_up() == ["venv", ".[dev]", "compile"]


def test_after_pip_gave_up_it_tries_again_in_the_same_environment(pip: Pip, capsys: pytest.CaptureFixture[str]) -> None:
    pip.set_up()
    (pip.venv / pip.bootstrap.STAMP).write_text("other test\n")  # as after a change of pyproject.toml
    pip.status, pip.said = 1, "ERROR: it cannot be built"
    with pytest.raises(pip.bootstrap.CannotSetUp, match="pip could not install what readerapp needs"):
        pip.set_up()
    assert "it cannot be built" in capsys.readouterr().err
    pip.status = 0
    assert pip.set_up() == [".[dev]", "compile"]


def test_a_missing_network_is_told_in_one_sentence(pip: Pip, capsys: pytest.CaptureFixture[str]) -> None:
    pip.status, pip.said = (
        1,
        "WARNING: Retrying (…) after connection broken by …\nERROR: No matching distribution found",
    )
    with pytest.raises(pip.bootstrap.CannotSetUp, match="is the network there"):
        pip.set_up()
    assert capsys.readouterr().err == ""


def test_an_environment_whose_python_is_gone_is_made_anew(pip: Pip) -> None:
    pip.set_up()
    pip.bootstrap.python_in(pip.venv).unlink()
    assert pip.set_up() == ["venv", ".[dev]", "compile"]


def test_an_environment_of_another_python_is_kept_unless_one_is_named(
    pip: Pip, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pip.bootstrap, "usable", lambda python: "3.99 other" if python.exists() else None)
    pip.set_up()
    mark = pip.bootstrap.mark_for("3.99 other", pip.venv)
    (pip.venv / pip.bootstrap.STAMP).write_text(f"{mark} test\n")
    assert pip.set_up() == []
    monkeypatch.setenv("PYTHON", sys.executable)
    assert pip.set_up() == ["venv", ".[dev]", "compile"]


def test_a_python_without_venv_is_told_in_one_sentence(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "has_module", lambda name: name != "ensurepip")
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(bootstrap.CannotSetUp, match=r"has no venv module; install it \(on Debian: apt install python3"):
        bootstrap.need_venv_module()


# ---- the system's libraries ----


def needed_by_qt(library: Path) -> set[str]:
    """The libraries of the system that Qt's own libraries name, on the way to loading one of them."""
    done = subprocess.run(
        ["ldd", str(library)], env={**os.environ, "LD_DEBUG": "files"}, capture_output=True, text=True
    )
    pairs = re.findall(r"file=(\S+) \[0\]; +needed by (\S+)", done.stdout + done.stderr)
    return {name for name, asker in pairs if "/PySide6/" in asker and not name.startswith(("libQt6", "libicu"))}


def test_every_library_that_qt_names_is_looked_for(bootstrap: ModuleType) -> None:
    qt = Path(str(importlib.util.find_spec("PySide6").submodule_search_locations[0])) / "Qt"  # type: ignore[union-attr, index]
    if not shutil.which("ldd") or not (qt / "plugins" / "platforms" / "libqxcb.so").exists():
        pytest.skip("no Qt of PySide6's own, or no ldd")
    # glibc and gcc's libraries are there where this Python is; glib's threads are in glib's package.
    always = re.compile(r"lib(c|m|dl|rt|pthread|resolv|stdc\+\+|gcc_s)\.so|ld-linux|libgthread|libbrotlicommon")
    groups = {
        "lib/libQt6Widgets.so.6": bootstrap.ALWAYS,
        "lib/libQt6Network.so.6": bootstrap.ALWAYS,
        "lib/libQt6Svg.so.6": bootstrap.ALWAYS,
        "plugins/platforms/libqoffscreen.so": bootstrap.ALWAYS,
        "plugins/platforms/libqxcb.so": bootstrap.ALWAYS | bootstrap.SCREEN,
        "plugins/platforms/libqwayland.so": bootstrap.ALWAYS | bootstrap.WAYLAND,
    }
    for name, known in groups.items():
        needed = {library for library in needed_by_qt(qt / name) if not always.match(library)}
        assert needed, name
        assert needed - set(known) == set(), name


def test_without_apt_the_tests_run_and_only_those_on_a_screen_are_given_up(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "has_fonts", lambda environment: True)
    monkeypatch.setattr(bootstrap, "loads", lambda name: name != "libxcb-cursor.so.0")
    monkeypatch.setattr(shutil, "which", lambda name: None)
    bootstrap.prepare_system("test", {})
    said = capsys.readouterr().out
    assert "libxcb-cursor.so.0, Xvfb, xauth, xdotool" in said
    assert "skipped" in said
    bootstrap.prepare_system("run", {})
    with pytest.raises(bootstrap.CannotSetUp, match=r"libxcb-cursor\.so\.0"):
        bootstrap.prepare_system("run", {"DISPLAY": ":0"})


def test_no_password_is_asked_for_what_can_be_done_without(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []

    def run(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        return subprocess.CompletedProcess(command, 1, "", "")

    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(bootstrap, "missing_packages", lambda purpose, environment: {})
    monkeypatch.setattr(bootstrap, "missing_for_screen_tests", lambda: {"Xvfb": "xvfb"})
    bootstrap.prepare_system("test", {})
    assert asked == [["sudo", "-n", "true"]]


def test_apts_lists_are_fetched_once(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []

    def run(command: list[str]) -> tuple[int, str]:
        commands.append(command)
        return 0, ""

    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(bootstrap, "run", run)
    bootstrap.install_system_packages({"libEGL.so.1": "libegl1", "libX11.so.6": "libx11-6"})
    bootstrap.install_system_packages({"Xvfb": "xvfb"})
    assert [command[-1] for command in commands if "update" in command] == ["-q"]
    assert next(command[-2:] for command in commands if "install" in command) == ["libegl1", "libx11-6"]


def test_a_library_that_is_still_missing_after_its_installation_is_told(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "missing_packages", lambda purpose, environment: {"libEGL.so.1": "libegl1"})
    monkeypatch.setattr(bootstrap, "install_system_packages", lambda missing: None)
    with pytest.raises(bootstrap.CannotSetUp, match=r"libEGL\.so\.1 cannot be loaded, although libegl1 was installed"):
        bootstrap.prepare_system("run", {})


# ---- make and CI ----


def test_make_help_is_the_default_and_names_every_target() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):(?!=)", text, re.MULTILINE)
    said = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True).stdout
    assert [line.split()[1] for line in said.splitlines()] == targets
    assert all(len(line.split()) > 2 for line in said.splitlines())


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (["run", "ARGS=--version"], ["bootstrap.sh run", "-m readerapp --version"]),
        (["run", "PYTHON=/my python"], ['PYTHON="/my python" sh packaging/bootstrap.sh run', "-m readerapp"]),
        (["test"], ["bootstrap.sh test", "coverage run -m pytest", "coverage combine", "coverage report"]),
        (["check"], ["ruff check", "ruff format --check", "mypy", "packaging/check.py"]),
    ],
)
def test_make_sets_up_and_then_does_its_work(asked: list[str], expected: list[str]) -> None:
    said = subprocess.run(["make", "-n", *asked], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    places = [said.find(part) for part in expected]
    assert -1 not in places, said
    assert places == sorted(places)


def test_ci_runs_anywhere_and_stops_at_the_first_failure(tmp_path: Path) -> None:
    log = tmp_path / "log"
    make = tmp_path / "make"
    make.write_text(f'#!/bin/sh\necho "$PWD $*" >> "{log}"\nexit ${{FAIL:-0}}\n')
    make.chmod(0o755)

    def ci(**more: str) -> tuple[int, list[str]]:
        log.unlink(missing_ok=True)
        environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", **more}
        done = subprocess.run([ROOT / ".ci" / "run"], cwd=tmp_path, env=environment, stdin=subprocess.DEVNULL)
        return done.returncode, log.read_text().splitlines()

    assert ci() == (0, [f"{ROOT} test", f"{ROOT} check"])
    assert ci(FAIL="2") == (2, [f"{ROOT} test"])


# ---- what is shipped ----


def desktop_entry() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(PACKAGING / "readerapp.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def test_the_desktop_file_starts_a_program_that_the_package_installs_and_shows_the_icon() -> None:
    entry = desktop_entry()
    program, files = entry["Exec"].split()
    assert program in project()["gui-scripts"]
    assert files == "%F"
    assert (PACKAGING / f"{entry['Icon']}.svg").is_file()


def test_the_desktop_file_is_valid() -> None:
    if not shutil.which("desktop-file-validate"):
        pytest.skip("desktop-file-validate is not installed")
    command = ["desktop-file-validate", "--warn-kde", str(PACKAGING / "readerapp.desktop")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.parametrize("size", [16, 24, 32, 48, 256])
def test_the_icon_can_be_told_by_its_star_and_its_paper_at_every_size(size: int) -> None:
    icon = QSvgRenderer(str(PACKAGING / "readerapp.svg"))
    assert icon.isValid()
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    icon.render(painter)
    painter.end()
    colours = [image.pixelColor(x, y) for x in range(size) for y in range(size)]
    star = sum(colour.red() - colour.blue() > 100 for colour in colours)
    paper = sum(colour.alpha() == 255 and colour.blue() > 230 for colour in colours)
    assert star > size * size * 0.07
    assert paper > size * size * 0.2
    assert image.pixelColor(0, 0).alpha() == 0


def test_every_library_that_the_code_imports_is_declared() -> None:
    dependencies = project()["dependencies"]
    declared = {re.split(r"[^\w.-]", str(text))[0].lower().replace("_", "-") for text in dependencies}
    distributions = packages_distributions()
    undeclared = set()
    for path in (ROOT / "readerapp").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
            for module in {name.split(".")[0] for name in names} - set(sys.stdlib_module_names) - {"readerapp"}:
                known = {name.lower().replace("_", "-") for name in distributions.get(module, [module])}
                if not known & declared:
                    undeclared.add(f"{module} ({path.relative_to(ROOT)})")
    assert undeclared == set()
