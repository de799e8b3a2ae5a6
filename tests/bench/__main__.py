"""`python -m tests.bench [PAPERS] [--keep FOLDER]`: all measurements on a library of that many papers (100,000)."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

from tests.bench import formats, hostile, queries, start, storing, window
from tests.bench.library import make_library


def main() -> None:
    """Make the library (or take the one that was kept), then measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("papers", nargs="?", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="make the library here and use it again next time")
    parser.add_argument("--only", choices=("formats", "start", "window", "queries", "storing", "hostile"))
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if options.only in (None, "formats"):
        formats.measure()
    if options.only in (None, "hostile"):
        hostile.measure_new()
    if options.only in ("formats", "hostile"):
        return
    with tempfile.TemporaryDirectory() as name:
        folder: Path = options.keep or Path(name) / "library"
        if not (folder / "library.db").exists():
            begin = time.perf_counter()
            make_library(folder, options.papers)
            print(f"a library of {options.papers:,} papers made in {time.perf_counter() - begin:.1f} s")
        if options.only in (None, "start"):
            start.measure(folder)
        if options.only in (None, "window"):
            window.measure(folder)
        if options.only in (None, "queries"):
            queries.measure(folder)
        if options.only in (None, "storing"):
            storing.measure_digest(folder)
            storing.measure_bulk(options.papers)


if __name__ == "__main__":
    main()
