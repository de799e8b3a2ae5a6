"""The house stays as CONTRIBUTING.md shows it: who imports whom, how large things are, what is documented."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "readerapp"

# A room uses what stands below it, never above. One line may hold several rooms that do not know each other.
ORDER: tuple[tuple[str, ...], ...] = (
    ("__main__",),
    ("gui", "cli"),
    ("verbs",),
    ("store",),
    ("edits", "exports"),
    ("formats",),
    ("paper_json", "library_copy"),
    ("identity",),
    ("text", "sandbox", "gate", "settings", "records"),
    ("i18n", "errors"),
    ("paths", "held_files"),
)
LEVEL = {room: level for level, rooms in enumerate(ORDER) for room in rooms}

# Who is larger than the house likes, and why.
LARGE_FILES: dict[str, str] = {}
LARGE_FUNCTIONS: dict[str, str] = {
    "cli/parser.py:build": "a table too: one verb after the other",
}
LARGE_CLASSES: dict[str, str] = {
    "store/reading.py:Reader": "the one door for reading: a short method per question",
    "gui/paper_list.py:PaperList": "Qt's own methods, a third of them, can be overridden nowhere else",
    "gui/window.py:Window": "the table of contents: building and wiring, one line each",
}


def _modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imported_rooms(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module] if node.module != "readerapp" else [f"readerapp.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        found |= {
            name.split(".")[1] for name in names if name.startswith("readerapp.") and name != "readerapp.__version__"
        }
    return found


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_what_stands_below_it(path: Path) -> None:
    room = _room(path)
    if room == "__init__":
        return
    for other in _imported_rooms(ast.parse(path.read_text(encoding="utf-8"))) - {room}:
        assert other in LEVEL, f"{other} has no place in the house"
        assert LEVEL[other] > LEVEL[room], f"{room} must not import {other}"


def _importers(*modules: str) -> set[str]:
    found = set()
    for path in _modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.split(".")[0] in modules for name in names):
                found.add(_room(path))
    return found


def test_only_the_window_knows_qt() -> None:
    assert _importers("PySide6") == {"gui"}


def test_only_the_store_knows_sql() -> None:
    assert _importers("sqlite3", "sqlite_utils") == {"store"}
    words = re.compile(r"\b(SELECT .* FROM|INSERT INTO|UPDATE .* SET|DELETE FROM)\b")
    outside = [
        str(path) for path in _modules() if _room(path) != "store" and words.search(path.read_text(encoding="utf-8"))
    ]
    assert outside == []


def test_nothing_opens_a_network_connection() -> None:
    assert _importers("urllib3", "requests", "httpx", "http", "ftplib", "smtplib", "aiohttp") == set()
    for path in _modules():
        assert "urllib.request" not in path.read_text(encoding="utf-8")


def _definitions(kind: type[ast.AST] | tuple[type[ast.AST], ...]) -> list[tuple[str, ast.AST]]:
    found = []
    for path in _modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, kind):
                found.append((f"{path.relative_to(PACKAGE)}:{node.name}", node))  # type: ignore[attr-defined]
    return found


def test_files_are_small() -> None:
    large = {str(p.relative_to(PACKAGE)) for p in _modules() if len(p.read_text(encoding="utf-8").splitlines()) > 400}
    assert large == set(LARGE_FILES)


def test_functions_are_small() -> None:
    functions = _definitions((ast.FunctionDef, ast.AsyncFunctionDef))
    large = {name for name, node in functions if (node.end_lineno or 0) - node.lineno >= 50}  # type: ignore[attr-defined]
    assert large == set(LARGE_FUNCTIONS)


def test_classes_are_small() -> None:
    large = {
        name
        for name, node in _definitions(ast.ClassDef)
        if sum(isinstance(part, ast.FunctionDef) for part in node.body) > 20  # type: ignore[attr-defined]
    }
    assert large == set(LARGE_CLASSES)


def test_everything_public_says_what_it_promises() -> None:
    silent = []
    for path in _modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        scopes: list[ast.Module | ast.ClassDef] = [tree, *(n for n in tree.body if isinstance(n, ast.ClassDef))]
        for scope in scopes:
            for node in scope.body:
                if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
                    continue
                overridden = bool(re.match(r"[a-z]+[A-Z]", node.name)) or node.name in (
                    "event",
                    "count",
                    "data",
                    "flags",
                    "paint",
                )
                property_setter = any(isinstance(d, ast.Attribute) for d in node.decorator_list)
                if not ast.get_docstring(node) and not overridden and not property_setter:
                    silent.append(f"{path.relative_to(PACKAGE)}:{node.name}")
        if not ast.get_docstring(tree):
            silent.append(str(path.relative_to(PACKAGE)))
    assert silent == []


def test_no_import_hides_in_a_function_without_a_word() -> None:
    silent = []
    for path in _modules():
        lines = path.read_text(encoding="utf-8").splitlines()
        for function in ast.walk(ast.parse("\n".join(lines))):
            if not isinstance(function, ast.FunctionDef):
                continue
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    near = " ".join(lines[max(0, node.lineno - 6) : node.lineno + 1])
                    if "#" not in near and '"""' not in near and path.name not in ("__main__.py",):
                        silent.append(f"{path.relative_to(PACKAGE)}:{node.lineno}")
    assert silent == []


# What the first paint does not need must not be imported before it.
LATE = (
    "sqlite_utils", "click", "markdown", "pymdownx", "nh3", "ziamath", "pylatexenc", "rapidfuzz", "selectolax", "bibtexparser",
    "rispy", "multiprocessing", "email", "xml", "importlib.metadata",
)  # fmt: skip


def _unmeasured() -> dict[str, str]:
    """The environment without coverage's, which imports things of its own."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}


def test_nothing_is_imported_before_the_first_paint_that_it_does_not_need(tmp_path: Path) -> None:
    script = f"""
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
application = QApplication([])
from readerapp.gui.app import open_window
from readerapp.gui.theme import Theme
from readerapp.settings import load
theme = Theme(application, "light")
theme.apply()
window = open_window(Path({str(tmp_path / "library")!r}), load(), theme, [])
def painted():
    late = {LATE!r}
    print([name for name in late if name in sys.modules])
    sys.stdout.flush()
    window.session.writable = False
window.shown.disconnect()
window.shown.connect(painted)
window.show()
while not window._painted:
    application.processEvents()
application.processEvents()
"""
    from tests.digests import make_library

    make_library(tmp_path / "library")
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60, env=_unmeasured()
    )
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


def test_the_command_line_imports_no_qt(tmp_path: Path) -> None:
    script = f"""
import sys
from readerapp.__main__ import main
main(["--library", {str(tmp_path / "library")!r}, "list"])
print([name for name in sys.modules if name.startswith(("PySide6", "shiboken6", "readerapp.gui"))])
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "[]", done.stdout + done.stderr


def test_the_projects_files_are_where_everybody_looks() -> None:
    folders = ("readerapp", "resources", "tests", "packaging", ".ci")
    files = ("pyproject.toml", "README.md", "Makefile", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", ".gitignore")
    for name in (*folders, *files):
        assert (ROOT / name).exists(), name


def test_no_file_names_a_place_of_a_machine_or_a_registry() -> None:
    foreign = re.compile(r"(?<![\w.])/(?:work|root|home|opt)/[a-z]|files\.pythonhosted|pypi\.org/simple")
    kinds = {".py", ".md", ".toml", ".sh", ".desktop", ".json", ".svg", ""}
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True).stdout.split("\n")
    paths = [ROOT / name for name in tracked if name and Path(name).suffix in kinds]
    assert [str(path) for path in paths if path.is_file() and foreign.search(path.read_text("utf-8", "replace"))] == []
