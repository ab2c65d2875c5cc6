"""Days to greet on: birthdays, anniversaries, and an opt-in book of public, professional and invented days (D3, E1.3)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

import attrs

from ..days import later
from ..doors import door, typed
from ..errors import ClientReturnError

__all__ = ["OCCASIONS", "DayKind", "Occasion", "next_occasion", "next_yearly"]


class DayKind(StrEnum):
    """What sort of day it is."""

    PUBLIC = "public"
    PROFESSIONAL = "professional"
    INVENTED = "invented"


@attrs.frozen(field_transformer=typed)
class Occasion:
    """A day of the year on which clients of some trade are greeted.

    Attributes:
        title: how it is called.
        month: month, 1–12.
        day: day of the month; 29 February is kept on the 28th in other years.
        kind: public, professional or invented.
        trades: lines of business that it concerns; `()` for all.
        countries: ISO 3166 codes; `()` for all.
    """

    title: str
    month: int
    day: int
    kind: DayKind = DayKind.PROFESSIONAL
    trades: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        try:
            date(2024, self.month, self.day)
        except (TypeError, ValueError, OverflowError):
            raise ClientReturnError(
                f"occasion {self.title!r}", (self.month, self.day), "a month and a day of a year"
            ) from None

    @door
    def concerns(self, trade: str, country: str) -> bool:
        """Whether clients of this trade and country are greeted on it."""
        return (not self.trades or trade in self.trades) and (not self.countries or country in self.countries)


def _professional(title: str, month: int, day: int, trades: str) -> Occasion:
    return Occasion(title, month, day, DayKind.PROFESSIONAL, tuple(trades.split()))


OCCASIONS: Final = (
    Occasion("New Year", 1, 1, DayKind.PUBLIC),
    _professional("World Theatre Day", 3, 27, "theatre culture"),
    _professional("World Health Day", 4, 7, "clinic pharmacy health"),
    _professional("World Book Day", 4, 23, "publishing library bookshop"),
    _professional("International Museum Day", 5, 18, "museum culture"),
    _professional("World Tourism Day", 9, 27, "hotel travel tourism"),
    _professional("International Coffee Day", 10, 1, "cafe coffee catering"),
    _professional("World Teachers' Day", 10, 5, "school university education"),
    _professional("World Bread Day", 10, 16, "bakery"),
    _professional("International Chefs Day", 10, 20, "restaurant catering"),
    Occasion("the day on which somebody first answered a telephone with 'hello'", 11, 21, DayKind.INVENTED),
)
"""Some days to begin with: `Books(occasions=OCCASIONS)`; a firm writes its own."""


def next_yearly(day: date, as_of: date) -> date:
    """The first anniversary of a day that is not before `as_of`; 29 February is kept on the 28th.

    >>> next_yearly(date(2024, 2, 29), date(2026, 1, 10)), next_yearly(date(2024, 5, 1), date(2026, 5, 1))
    (datetime.date(2026, 2, 28), datetime.date(2026, 5, 1))
    """
    years = max(as_of.year - day.year, 0)
    found = later(day, months=12 * years)
    return found if found >= as_of else later(day, months=12 * (years + 1))


def next_occasion(
    occasions: tuple[Occasion, ...], trade: str, country: str, as_of: date
) -> tuple[Occasion, date] | None:
    """The next day on which a client of this trade and country is greeted; its own trade before days for all."""
    dated = [
        (next_yearly(date(2024, one.month, one.day), as_of), not one.trades, at, one)
        for at, one in enumerate(occasions)
        if one.concerns(trade, country)
    ]
    if not dated:
        return None
    day, _, _, found = min(dated, key=lambda row: row[:3])
    return found, day
