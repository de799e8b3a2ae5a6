"""Set-up: what it finds missing, what it says, when it has nothing to do."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def bootstrap() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "packaging" / "bootstrap.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_without_a_display_it_says_how_to_run_on_a_virtual_one(bootstrap: ModuleType) -> None:
    with pytest.raises(bootstrap.CannotSetUp, match="xvfb-run make run"):
        bootstrap.check_display({})
    bootstrap.check_display({"DISPLAY": ":0"})
    bootstrap.check_display({"WAYLAND_DISPLAY": "wayland-0"})
    bootstrap.check_display({"QT_QPA_PLATFORM": "offscreen"})


def test_missing_libraries_are_named_by_their_packages(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "loads", lambda name: name not in ("libEGL.so.1", "libxcb-cursor.so.0"))
    monkeypatch.setattr(bootstrap, "has_fonts", lambda environment: False)
    assert set(bootstrap.missing_packages("run", {}).values()) == {"libegl1", "fonts-dejavu-core"}
    assert "libxcb-cursor0" in bootstrap.missing_packages("run", {"DISPLAY": ":0"}).values()


def test_wayland_needs_its_own_libraries(bootstrap: ModuleType) -> None:
    assert "libwayland-client.so.0" in bootstrap.wanted_libraries("run", {"WAYLAND_DISPLAY": "wayland-0"})
    assert "libwayland-client.so.0" not in bootstrap.wanted_libraries("run", {"DISPLAY": ":0"})


def test_where_there_is_no_apt_it_names_what_is_missing(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(bootstrap.CannotSetUp, match=r"libEGL\.so\.1"):
        bootstrap.install_system_packages({"libEGL.so.1": "libegl1"})


def test_without_the_right_to_install_it_names_the_command(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(bootstrap.CannotSetUp, match="apt-get install libegl1"):
        bootstrap.install_system_packages({"libEGL.so.1": "libegl1"})


def test_apt_is_asked_only_for_what_is_missing_and_a_failure_is_told(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    commands: list[list[str]] = []

    def run(command: list[str]) -> tuple[int, str]:
        commands.append(command)
        return (1, "E: Broken packages") if "install" in command else (0, "")

    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(bootstrap, "run", run)
    with pytest.raises(bootstrap.CannotSetUp, match=r"could not install libegl1 \(see above\)"):
        bootstrap.install_system_packages({"libEGL.so.1": "libegl1"})
    assert "Broken packages" in capsys.readouterr().err
    update, install = commands
    assert (update[0], update[-3:]) == ("sudo", ["apt-get", "update", "-q"])
    assert (install[0], install[-1]) == ("sudo", "libegl1")


@pytest.mark.parametrize(
    ("update", "install"),
    [
        ("", "E: Failed to fetch http://…/libegl1.deb  Temporary failure resolving 'packages.example'"),
        ("W: Failed to fetch http://…  Could not connect to proxy:3128", "E: Unable to locate package libegl1"),
    ],
)
def test_apt_without_a_network_is_told_in_one_sentence(
    bootstrap: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    update: str,
    install: str,
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(bootstrap, "run", lambda command: (100, install) if "install" in command else (0, update))
    with pytest.raises(bootstrap.CannotSetUp, match="cannot fetch libegl1; is the network there"):
        bootstrap.install_system_packages({"libEGL.so.1": "libegl1"})
    assert capsys.readouterr().err == ""


def test_a_server_that_apt_did_not_reach_hides_no_other_failure(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    said = {True: (100, "E: dpkg was interrupted"), False: (0, "W: Could not resolve 'packages.example'")}
    monkeypatch.setattr(bootstrap, "run", lambda command: said["install" in command])
    with pytest.raises(bootstrap.CannotSetUp, match="see above"):
        bootstrap.install_system_packages({"libEGL.so.1": "libegl1"})
    assert "dpkg was interrupted" in capsys.readouterr().err


def test_a_finished_environment_is_left_alone_until_something_changes(bootstrap: ModuleType, tmp_path: Path) -> None:
    python = bootstrap.python_in(tmp_path)
    python.parent.mkdir()
    python.touch()
    (tmp_path / bootstrap.STAMP).write_text("abc run\n")
    assert bootstrap.is_set_up(tmp_path, "abc", test=False)
    assert not bootstrap.is_set_up(tmp_path, "abc", test=True)
    assert not bootstrap.is_set_up(tmp_path, "other", test=False)
    (tmp_path / bootstrap.STAMP).write_text("abc test\n")
    assert bootstrap.is_set_up(tmp_path, "abc", test=False)
    python.unlink()
    assert not bootstrap.is_set_up(tmp_path, "abc", test=False)


def test_the_fingerprint_changes_with_the_interpreter_and_the_files(bootstrap: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text("a")
    first = bootstrap.fingerprint("3.11", [file])
    assert bootstrap.fingerprint("3.12", [file]) != first
    file.write_text("b")
    assert bootstrap.fingerprint("3.11", [file]) != first


def test_an_environment_without_a_working_python_is_not_used(bootstrap: ModuleType, tmp_path: Path) -> None:
    assert not bootstrap.usable(tmp_path / "missing")
    broken = tmp_path / "python"
    broken.write_text("#!/nowhere/python\n")
    broken.chmod(0o755)
    assert not bootstrap.usable(broken)
    assert bootstrap.usable(Path(sys.executable))


def test_too_old_a_python_is_refused_in_one_sentence(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    script = ROOT / "packaging" / "bootstrap.sh"
    done = subprocess.run(
        ["/bin/sh", str(script), "run"],
        env={"PYTHON": str(old), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr
    assert done.stderr.count("\n") == 1


def test_every_make_target_is_explained() -> None:
    text = (ROOT / "Makefile").read_text()
    targets = re.findall(r"^([a-z]+):(?!=)", text, re.MULTILINE)
    explained = re.findall(r"^([a-z]+):.*## \S", text, re.MULTILINE)
    assert targets == explained
    phony = re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    assert phony is not None
    assert phony[1].split() == targets


def test_ci_runs_the_tests_and_then_the_checks() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    lines = script.read_text().splitlines()
    assert [line for line in lines if line.startswith("make ")] == ["make test", "make check"]
    assert "set -euo pipefail" in lines
