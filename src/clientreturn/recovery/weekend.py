"""Days of the week on which a country rests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

__all__ = ["is_weekend", "weekend"]

THURSDAY, FRIDAY, SATURDAY, SUNDAY = 3, 4, 5, 6

OTHERWISE: Final[Mapping[str, tuple[int, ...]]] = {
    "AF": (THURSDAY, FRIDAY),
    "IN": (SUNDAY,),
    "IR": (FRIDAY,),
    "UG": (SUNDAY,),
    **dict.fromkeys(
        ("BH", "DZ", "EG", "IL", "IQ", "JO", "KW", "LY", "OM", "QA", "SA", "SD", "SY", "YE"), (FRIDAY, SATURDAY)
    ),
}
"""Countries that rest on other days than Saturday and Sunday, as Unicode CLDR has them."""


def weekend(country: str) -> tuple[int, ...]:
    """Days of the week on which a country (ISO 3166 code) rests, 0 for Monday; Saturday and Sunday where unknown.

    >>> weekend("IR"), weekend("SA"), weekend("")
    ((4,), (4, 5), (5, 6))
    """
    return OTHERWISE.get(country, (SATURDAY, SUNDAY))


def is_weekend(country: str, day: date) -> bool:
    """Whether a country rests on that day, as on every such day of the week.

    >>> is_weekend("IR", date(2026, 3, 6)), is_weekend("AM", date(2026, 3, 6))
    (True, False)
    """
    return day.weekday() in weekend(country)
