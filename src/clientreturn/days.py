"""Days counted on from a day, within the calendar."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

__all__ = ["later"]


def later(day: date, days: float = 0, *, months: int = 0) -> date:
    """The day so many months and days after a day, before it when they are negative; no calendar goes beyond its ends.

    >>> later(date(2026, 1, 31), 1, months=1), later(date.max, 7), later(date(1, 3, 1), -365)
    (datetime.date(2026, 3, 1), datetime.date(9999, 12, 31), datetime.date(1, 1, 1))
    """
    try:
        return (day + relativedelta(months=months) if months else day) + timedelta(days)
    except (OverflowError, ValueError):
        return date.max if (months or days) > 0 else date.min
