"""The analysed period: the more often clients buy, the shorter (E3.6b)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from statistics import median
from typing import Final

import attrs

from ..conditions import Number, Tuning, Unit
from ..days import later
from ..doors import typed
from ..errors import ClientReturnError
from ..phrases import Said, said

__all__ = ["Period", "fitting_months", "period_gaps"]

LENGTHS: Final = (1, 2, 3, 6, 12, 24, 36)
"""Periods in months that people plan by."""

period_gaps = Number(
    "period-gaps", 3, Unit.COUNT, "E3.6b", "usual gaps of a typical client that a period of analysis should hold", 1, 50
)


GIVEN: Final = Said("period.given", "given")


@attrs.frozen(field_transformer=typed)
class Period:
    """The days in which losses are counted: those after `start`, up to and with `end`.

    Attributes:
        start: the day on which the base is counted.
        end: the last day.
        why: how its length came about.
    """

    start: date
    end: date
    why: str = GIVEN

    def __attrs_post_init__(self) -> None:
        for name, day in (("start", self.start), ("end", self.end)):
            if type(day) is not date:
                raise ClientReturnError(f"Period.{name}", day, "a date", "say date(2026, 3, 1)")
        if self.end <= self.start:
            raise ClientReturnError("Period.end", self.end, f"a day after the start {self.start}")

    @property
    def days(self) -> int:
        """Its length."""
        return (self.end - self.start).days

    @classmethod
    def fitting(cls, end: date, gaps: Iterable[float], numbers: Tuning) -> Period:
        """The period that ends on a day and fits the rhythm of these clients; a year when no rhythm is known.

        >>> Period.fitting(date(2026, 1, 1), [28, 30, 31], Tuning()).start
        datetime.date(2025, 10, 1)
        """
        known = list(gaps)
        if not known:
            return cls(later(end, months=-12), end, said("period.a-year", "a year: no rhythm is known"))
        typical = median(known)
        months = fitting_months(typical, numbers)
        return cls(
            later(end, months=-months),
            end,
            said(
                "period.fitting",
                "{months} months: a typical client buys every {gap}, and {gaps} gaps must fit",
                months=months,
                gap=(round(typical), Unit.DAYS),
                gaps=numbers(period_gaps),
            ),
        )


def fitting_months(usual_gap: float, numbers: Tuning) -> int:
    """Months in which a client with this usual gap should have bought a few times.

    >>> [fitting_months(gap, Tuning()) for gap in (7, 30, 91, 365)]
    [1, 3, 12, 36]
    """
    needed = numbers(period_gaps) * usual_gap
    # A calendar month may be two days shorter than the mean one; that must not double the period.
    return next((months for months in LENGTHS if months * 365 / 12 + 2 >= needed), LENGTHS[-1])
