"""Money: exact amounts with an ISO currency, and dated rates between currencies."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

import attrs

from .doors import typed
from .errors import ClientReturnError

__all__ = ["UNITS", "Rates", "as_amount", "cents", "checked_amount", "checked_currency", "units_of"]

# Above this a sum of amounts would leave the range in which cents are exact in a float.
LARGEST = Decimal("1e13")


def as_amount(value: Decimal | int | str | float) -> Decimal:
    """An exact amount from an int, a text or a float (by its shortest writing); the rest is left as it is.

    >>> as_amount(12.1), as_amount("7")
    (Decimal('12.1'), Decimal('7'))
    """
    if isinstance(value, Decimal | bool) or not isinstance(value, int | float | str):
        return value  # type: ignore[return-value]
    try:
        return Decimal(float.__repr__(value) if isinstance(value, float) else value)
    except (InvalidOperation, ValueError):
        return value  # type: ignore[return-value]


def checked_amount(field: str, value: object) -> Decimal:
    """The value if it is a finite amount in the range where cents are exact."""
    if not isinstance(value, Decimal):
        raise ClientReturnError(field, value, "an amount of money", "write digits with a decimal point: '1250.00'")
    if not value.is_finite() or value.copy_abs() > LARGEST:
        raise ClientReturnError(field, value, f"a finite amount of at most {LARGEST:.0e}", "leave out rows without one")
    return value


def checked_currency(field: str, value: object) -> str:
    """The value if it is a currency code of three capital letters (ISO 4217)."""
    if isinstance(value, str) and len(value) == 3 and value.isascii() and value.isalpha() and value.isupper():
        return value
    raise ClientReturnError(field, value, "an ISO 4217 code of three capital letters", "write e.g. 'EUR'")


def _rows(value: Any) -> tuple[tuple[str, date, Decimal], ...]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise ClientReturnError("Rates.rows", value, "a list of (currency, since, rate)")
    rows = []
    for row in value:
        try:
            currency, since, rate = row
        except (TypeError, ValueError):
            raise ClientReturnError("Rates.rows", row, "(currency, since, rate)") from None
        if type(since) is not date:
            raise ClientReturnError("Rates.rows", since, "a date as second item", "use date(2026, 1, 1)")
        rate = checked_amount("Rates.rate", as_amount(rate))
        if rate <= 0:
            raise ClientReturnError("Rates.rate", rate, "a rate above zero")
        rows.append((checked_currency("Rates.currency", currency), since, rate))
    rows.sort()
    for earlier, later in pairwise(rows):
        if earlier[:2] == later[:2]:
            raise ClientReturnError(
                "Rates.rows", later, "one rate a day for a currency", "keep the right one of the two"
            )
    return tuple(rows)


@attrs.frozen(field_transformer=typed)
class Rates:
    """What one unit of another currency is worth in the home currency, from a day on.

    Attributes:
        home: the currency in which everything is reported.
        rows: `(currency, since, rate)`, in any order; a rate holds until the next one.

    >>> rates = Rates("EUR", [("USD", date(2026, 1, 1), "0.9")])
    >>> rates.convert(Decimal(100), "USD", date(2026, 5, 1))
    Decimal('90.0')
    >>> rates.convert(Decimal(100), "USD", date(2025, 5, 1)) is None
    True
    """

    home: str
    rows: tuple[tuple[str, date, Decimal], ...] = attrs.field(default=(), converter=_rows)

    def __attrs_post_init__(self) -> None:
        checked_currency("Rates.home", self.home)

    def convert(self, amount: Decimal, currency: str, on: date) -> Decimal | None:
        """The amount in the home currency on that day; `None` when no rate is known."""
        if currency == self.home:
            return amount
        since = [(day, rate) for code, day, rate in self.rows if code == currency]
        at = bisect_right([day for day, _ in since], on)
        return amount * since[at - 1][1] if at else None


UNITS = 10_000


def units_of(amount: Decimal) -> int:
    """An amount in ten-thousandths, the smallest part of money that is kept apart.

    >>> units_of(Decimal("12.5"))
    125000
    """
    return int((amount * UNITS).to_integral_value())


def cents(units: int, shares: int = 1) -> float:
    """So many ten-thousandths, split into shares, to two decimals (half up).

    Whole-number arithmetic alone, so that a data frame comes to the same cent.

    >>> cents(125050), cents(100_0000, 3)
    (12.51, 33.33)
    """
    return float((units + 50 * shares) // (100 * shares)) / 100


def total(amounts: Iterable[Decimal]) -> Decimal:
    """Exact sum, zero for none."""
    return sum(amounts, Decimal(0))
