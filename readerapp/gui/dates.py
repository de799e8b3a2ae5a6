"""Dates as people read them."""

from __future__ import annotations

from datetime import date

from readerapp.i18n import tr

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def short_date(day: str, today: date | None = None) -> str:
    """`2026-03-14` → `14 Mar`, with the year when it is not this one. Independent of the locale."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    text = tr("{day} {month}").format(day=found.day, month=tr(_MONTHS[found.month - 1]))
    return text if found.year == (today or date.today()).year else f"{text} {found.year}"  # noqa: DTZ011 - the user's day
