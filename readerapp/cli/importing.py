"""The verbs that read digest files: parse and import."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from readerapp.cli.output import print_json, print_text
from readerapp.gate import Incoming, take, take_stdin
from readerapp.i18n import tr, trn
from readerapp.paper_json import paper_json, reading_json, record_json
from readerapp.records import Reading
from readerapp.sandbox import Sandbox
from readerapp.store.library import Library
from readerapp.store.reading import Reader
from readerapp.verbs.importing import Failed, Imported, files_in, finished, import_bytes, import_each, import_file
from readerapp.verbs.reading import read_bytes

_COUNTS = ("new", "known", "changed", "skipped")
_RANK = {"known": 0, "changed": 1, "new": 2}
"""Of a paper that a file lists under two of its names the status that says most."""


def parse(options: argparse.Namespace) -> int:
    """Print what a file says, as JSON."""
    sandbox = Sandbox()
    try:
        incoming = take_stdin() if options.file == "-" else take(Path(options.file))
        work = read_bytes(incoming, sandbox, None if options.file == "-" else options.file)
        while True:
            try:
                next(work)
            except StopIteration as end:
                reading: Reading = end.value
                break
    finally:
        sandbox.stop()
    print_json(reading_json(reading, incoming.name))
    return 0


def import_(options: argparse.Namespace, folder: Path) -> int:
    """Import one file, or several and folders."""
    sandbox = Sandbox()
    try:
        with Library(folder) as library:
            paths = [Path(name) for name in options.paths]
            if len(paths) == 1 and not paths[0].is_dir():
                return _one(options, library, folder, sandbox)
            return _several(options, library, folder, sandbox)
    finally:
        sandbox.stop()


def _one(options: argparse.Namespace, library: Library, folder: Path, sandbox: Sandbox) -> int:
    name = options.paths[0]
    if name == "-":
        work = import_bytes(library, take_stdin(), sandbox, dry_run=options.dry_run)
    else:
        work = import_file(library, Path(name), sandbox, dry_run=options.dry_run)
    imported = finished(work)
    if options.json:
        print_json(_import_json(imported, folder, dry_run=options.dry_run))
    else:
        _print_imported(imported)
    return 0


def _several(options: argparse.Namespace, library: Library, folder: Path, sandbox: Sandbox) -> int:
    sources: list[Path | Incoming] = []
    for name in options.paths:
        path = Path(name)
        if name == "-":
            sources.append(take_stdin())
        else:
            sources += files_in(path, recursive=options.recursive) if path.is_dir() else [path]
    files: list[dict[str, Any]] = []
    total = dict.fromkeys(_COUNTS, 0)
    failed = False
    for source, outcome in import_each(library, sources, sandbox, dry_run=options.dry_run):
        shown = "-" if isinstance(source, Incoming) else str(source)
        if isinstance(outcome, Failed):
            failed = failed or not outcome.no_digest
            files.append({"path": shown, "error": outcome.error})
            if not options.json:
                print_text(outcome.error)
            continue
        found = _import_json(outcome, folder, dry_run=options.dry_run)
        for name in _COUNTS:
            total[name] += found["counts"][name]
        files.append({"path": shown, "error": None, **found})
        if not options.json:
            _print_imported(outcome)
    if options.json:
        print_json({"files": files, "counts": total})
    else:
        print_text(_counted(total))
    for entry in files:
        if failed and entry["error"]:
            print(entry["error"], file=sys.stderr)
    return 1 if failed else 0


def _counts(imported: Imported) -> dict[str, int]:
    report = imported.report
    return {
        "new": len(report.ids("new")),
        "known": len(report.ids("known", "changed")),
        "changed": len(report.ids("changed")),
        "skipped": len(imported.reading.skipped),
    }


def _import_json(imported: Imported, folder: Path, *, dry_run: bool) -> dict[str, Any]:
    report = imported.report
    if dry_run:
        pairs = zip(report.papers, imported.reading.records, strict=False)
        papers = [
            {"id": None if status == "new" else paper, **record_json(record), "status": status}
            for (paper, status), record in pairs
        ]
    else:
        statuses = dict(sorted(report.papers, key=lambda pair: _RANK[pair[1]]))
        with Reader(folder) as source:
            found = source.papers(report.ids("new", "known", "changed"))
        papers = [{**paper_json(paper), "status": statuses[paper.id]} for paper in found]
    answer = reading_json(imported.reading, imported.source, papers)
    if not dry_run:
        answer["digest"]["id"] = report.digest
    answer["warnings"] = list(imported.warnings)
    answer["counts"] = _counts(imported)
    return answer


def _print_imported(imported: Imported) -> None:
    print_text(f"{imported.source}: {_counted(_counts(imported))}")
    for warning in imported.warnings:
        print_text(f"  {warning}")
    for skipped in imported.reading.skipped:
        print_text(f"  {skipped.where}: {skipped.reason}: {skipped.text}")


def _counted(counts: dict[str, int]) -> str:
    known = trn("{n} already here", "{n} already here", counts["known"])
    if counts["changed"]:
        known += trn(" ({n} improved)", " ({n} improved)", counts["changed"])
    return tr("{new:,} new, {known}, {skipped:,} skipped").format(
        new=counts["new"], known=known, skipped=counts["skipped"]
    )
