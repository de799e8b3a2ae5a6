"""Reading: microseconds a paper and peak memory for every kind of digest, each in a warm process of its own."""

from __future__ import annotations

import subprocess
import sys

PAPERS = 2000
GOAL = 200
"""Microseconds a paper, for text formats."""


def measure(papers: int = PAPERS) -> None:
    """Print one line per kind, the slowest first."""
    from tests.formats.writers import WRITERS

    found = []
    for kind in WRITERS:
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.formats", kind, str(papers)], capture_output=True, text=True, check=True
        )
        found.append((float(done.stdout.split()[0]), kind, *done.stdout.split()[1:]))
    for microseconds, kind, megabytes, allowed, read in sorted(found, reverse=True):
        late = "  over the goal" if microseconds > GOAL else ""
        large = "  over its memory" if float(megabytes) > float(allowed) else ""
        print(
            f"read {kind:20}{microseconds:7.0f} µs a paper   {float(megabytes):6.1f} MB of {float(allowed):.1f} MB   {read} papers{late}{large}"
        )


def _one(kind: str, papers: int) -> None:
    import time
    from datetime import date
    from pathlib import Path

    from readerapp.formats import registry
    from readerapp.formats.source import Source
    from tests.bench.library import make_records
    from tests.formats.writers import ITEMS, WRITERS, Item

    name, writer = WRITERS[kind]
    registry.read(Source(name, writer(ITEMS).encode(), date(2026, 3, 20)))
    text = writer([Item(r.title, ("Ada Lovelace", "Grace Hopper"), f"24{1 + n // 9000:02d}.{n % 9000:05d}")
                   for n, r in enumerate(make_records(papers))])  # fmt: skip
    data = text.encode()
    del text
    status = Path("/proc/self/status")
    before = _field(status.read_text(), "VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # the peak is counted anew
    times = []
    for _ in range(3):
        begin = time.perf_counter()
        number = len(registry.read(Source(name, data, date(2026, 3, 20))).records)
        times.append(time.perf_counter() - begin)
    peak = _field(status.read_text(), "VmHWM") - before
    print(min(times) / papers * 1e6, peak / 1024, 16 + 10 * len(data) / 1e6, number)


def _field(status: str, name: str) -> int:
    return int(next(line for line in status.splitlines() if line.startswith(name)).split()[1])


if __name__ == "__main__":
    _one(sys.argv[1], int(sys.argv[2]))
