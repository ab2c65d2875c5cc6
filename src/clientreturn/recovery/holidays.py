"""Public holidays of countries as a value for `Team.holidays`; needs the extra `clientreturn[holidays]`.

Nothing imports this module by itself: the planner reads the value and knows no calendar of any country.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..errors import ClientReturnError, closest
from ..history.door import checked_day

__all__ = ["public_holidays"]


def public_holidays(countries: Iterable[str], first: date, last: date) -> frozenset[tuple[str, date]]:
    """Days off of each country from one day to another, both included.

    Args:
        countries: ISO 3166 codes.
        first: first day.
        last: last day.

    Returns:
        What `Team(…, holidays=…)` takes.

    Raises:
        ClientReturnError: for a country that the package does not know, or a last day before the first.
        ImportError: without the extra.
    """
    import holidays

    if checked_day("public_holidays.last", last) < checked_day("public_holidays.first", first):
        raise ClientReturnError("public_holidays.last", last, f"a day not before {first}")
    years = range(first.year, last.year + 1)
    known = holidays.list_supported_countries()
    found: set[tuple[str, date]] = set()
    for country in countries:
        if country not in known:
            raise ClientReturnError(
                "public_holidays.countries", country, "a country that holidays knows", "", closest(country, known)
            )
        days = holidays.country_holidays(country, years=years)
        found |= {(country, day) for day in days if first <= day <= last}
    return frozenset(found)
