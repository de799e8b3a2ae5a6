"""Dates as digests write them."""

from __future__ import annotations

from datetime import date

import pytest

from readerapp.formats.dates import full_date, partial_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-03", "2024-03-03"),
        ("2024/3/3 10:00", "2024-03-03"),
        ("2024-11-21T09:00:00Z", "2024-11-21"),
        ("Thu, 21 Nov 2024 00:00:00 GMT", "2024-11-21"),
        ("Date: Tue, 2 Jan 24", "2024-01-02"),
        ("21 November 2024", "2024-11-21"),
        ("March 3rd, 2024", "2024-03-03"),
        ("Sept. 3, 1998", "1998-09-03"),
        ("1-Apr-2025", "2025-04-01"),
        ("Nat Methods. 2026 Mar 20;22(3):1-9", "2026-03-20"),
        ("2026 Mar 2012", None),
        ("2024年3月3日", "2024-03-03"),
        ("digest_20240303.md", "2024-03-03"),
        ("2024-13-03", None),
        ("2024-02-30", None),
        ("nothing", None),
        ("", None),
        (None, None),
    ],
)
def test_full_dates(text: str | None, day: str | None) -> None:
    assert full_date(text) == day


@pytest.mark.parametrize(
    ("text", "modified", "day"),
    [
        ("Mar 14", date(2026, 3, 14), "2026-03-14"),
        ("Mar 14", date(2026, 3, 13), "2026-03-14"),
        ("Mar 14", date(2026, 3, 12), "2025-03-14"),
        ("14 March", date(2026, 12, 31), "2026-03-14"),
        ("Jan 1", date(2025, 12, 31), "2026-01-01"),
        ("Feb 29", date(2027, 5, 1), "2024-02-29"),
        ("Feb 30", date(2027, 5, 1), None),
        ("Mar 14, 2026", date(2026, 3, 14), None),
        ("May", date(2026, 3, 14), None),
    ],
)
def test_a_date_without_a_year_is_the_latest_that_can_be(text: str, modified: date, day: str | None) -> None:
    assert partial_date(text, modified) == day
