"""Dates as people read them."""

from __future__ import annotations

from datetime import date, datetime

from readerapp.i18n import tr

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_NEAR = 7
"""From so many days ago on a date says more than a number of days."""


def near_date(day: str, today: date | None = None) -> str:
    """Days near today by how long ago they are: `today`, `yesterday`, `3 days ago`; others as `short_date` says them."""
    today = today or date.today()  # noqa: DTZ011 - the user's day
    try:
        ago = (today - date.fromisoformat(day)).days
    except ValueError:
        return day
    if ago in (0, 1):
        return tr("yesterday") if ago else tr("today")
    return tr("{n} days ago").format(n=ago) if 1 < ago < _NEAR else short_date(day, today)


def is_day(text: str) -> bool:
    """Whether a text is a day as the store writes it, `2026-03-14`."""
    try:
        return date.fromisoformat(text.strip()).isoformat() == text.strip()
    except ValueError:
        return False


def local_time(when: str) -> str:
    """`2026-03-14T21:30:00Z`, as the store writes times, by the clock of the user: `14 Mar 22:30`."""
    try:
        here = datetime.fromisoformat(when).astimezone()
    except (ValueError, OverflowError):
        return when
    return f"{short_date(here.date().isoformat())} {here:%H:%M}"


def short_date(day: str, today: date | None = None) -> str:
    """`2026-03-14` → `14 Mar`, with the year when it is not this one. Independent of the locale."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    text = tr("{day} {month}").format(day=found.day, month=tr(_MONTHS[found.month - 1]))
    return text if found.year == (today or date.today()).year else f"{text} {found.year}"  # noqa: DTZ011 - the user's day
