"""Dates as digests write them."""

from __future__ import annotations

import re
from datetime import date, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
            "sep sept september", "oct october", "nov november", "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_SECOND_MONTH = _MONTH.replace("month", "month2")
_DAY = r"\d{1,2})(?:st|nd|rd|th)?"
_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/.年]\s?(?P<month>\d{1,2})[-/.月]\s?(?P<day>\d{1,2})(?!\d)")
_PACKED = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")
_DAY_FIRST = re.compile(rf"(?<!\d)(?P<day>{_DAY}[\s\-]+{_MONTH}\.?,?[\s\-]+(?P<year>\d{{4}}|\d\d)(?!\d)", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\.?\s+(?P<day>{_DAY},?\s+(?P<year>\d{{4}})(?!\d)", re.IGNORECASE)
_YEAR_FIRST = re.compile(rf"(?<!\d)(?P<year>(?:19|20)\d\d)[\s\-]+{_MONTH}\.?[\s\-]+(?P<day>{_DAY}(?!\d)", re.IGNORECASE)
_PARTIAL = re.compile(rf"(?:{_MONTH}\.?\s+(?P<day>{_DAY}|(?P<day2>{_DAY}\s+{_SECOND_MONTH}\.?)", re.IGNORECASE)


def _make(year: str, month: str, day: str) -> str | None:
    number = _MONTHS.get(month.lower()) or (int(month) if month.isdigit() else 0)
    full = int(year) + (0 if len(year) == 4 else 2000 if int(year) < 70 else 1900)
    try:
        return date(full, number, int(day)).isoformat()
    except ValueError:
        return None


def full_date(text: str | None) -> str | None:
    """The first complete date in a text as YYYY-MM-DD: ISO, `Tue, 21 Nov 2024`, `March 3, 2024`, `2024 Mar 3`,
    `20240303`, `2024年3月3日`.
    """
    if not text:
        return None
    for pattern in (_ISO, _DAY_FIRST, _MONTH_FIRST, _YEAR_FIRST, _PACKED):
        if (match := pattern.search(text)) and (found := _make(match["year"], match["month"], match["day"])):
            return found
    return None


def partial_date(text: str, modified: date) -> str | None:
    """`Mar 14` alone on a line → YYYY-MM-DD, else None.

    The year is the one that makes it the latest date not later than the day after `modified`.
    """
    match = _PARTIAL.fullmatch(text.strip())
    if not match:
        return None
    month = _MONTHS[(match["month"] or match["month2"]).lower()]
    day = int(match["day"] or match["day2"])
    # A 29 February may lie up to eight years back.
    for year in range(modified.year + 1, modified.year - 9, -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= modified + timedelta(days=1):
            return found.isoformat()
    return None
