"""What values are measured in, and how they are written."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from math import isfinite
from typing import Any

__all__ = ["Unit", "Value", "plain_number", "shown_number", "signed_number", "write", "written_number"]

Value = Any


class Unit(StrEnum):
    """What a fact or number is measured in; it alone decides how a value is written.

    A probability is written in whole per cent, a rate (a measured share) to a tenth.
    """

    COUNT = "count"
    DAYS = "days"
    MONEY = "money"
    PROBABILITY = "probability"
    RATIO = "ratio"
    RATE = "rate"
    DATE = "date"
    TEXT = "text"
    FLAG = "flag"

    @property
    def ordered(self) -> bool:
        """Whether values of this unit can be compared and calculated with in a condition."""
        return self not in (Unit.DATE, Unit.TEXT, Unit.FLAG)


def write(value: Value, unit: Unit) -> str:
    """A value as plain English text, by its unit; `Words.write` does it for another language.

    >>> write(120, Unit.DAYS), write(0.042, Unit.PROBABILITY), write(None, Unit.MONEY)
    ('120 days', '4 %', 'unknown')
    """
    if value is None:
        return "unknown"
    if unit is Unit.TEXT or unit is Unit.DATE:
        return str(value)
    if unit is Unit.FLAG:
        return "yes" if value else "no"
    digits = written_number(value, unit)
    if unit is Unit.PROBABILITY:
        return f"{digits} %"
    if unit is Unit.RATE:
        return f"{digits}%"
    if unit is Unit.DAYS:
        return f"{digits} day" if digits == "1" else f"{digits} days"
    return digits


def written_number(value: float | Decimal, unit: Unit) -> str:
    """The digits of a number in its unit, as far as they say anything; a share in per cent.

    >>> written_number(12.34, Unit.DAYS), written_number(0.042, Unit.PROBABILITY), written_number(1200, Unit.MONEY)
    ('12', '4', '1,200')
    """
    if not _is_digits(value):
        return str(value)  # whatever stands where a number should, a reader sees it
    if unit is Unit.PROBABILITY:
        percent = value * 100
        return f"{percent:.0f}" if percent >= 1 or percent == 0 else f"{percent:.1f}"
    if unit is Unit.RATE:
        return f"{value * 100:.1f}"
    if unit is Unit.MONEY:
        return f"{value:,.2f}".removesuffix(".00")
    if unit is Unit.DAYS:
        return plain_number(float(round(value)) if abs(float(value)) >= 10 else round(float(value), 1))
    return plain_number(value if isinstance(value, int) else float(value))


def _is_digits(value: Value) -> bool:
    try:
        return isinstance(value, int | float | Decimal) and isfinite(value)
    except (OverflowError, ValueError):  # more than a float holds, a signalling NaN
        return False


def shown_number(value: Value, unit: Unit) -> float | None:
    """The number that a reader sees, by which words beside it take their form; `None` for anything but a number.

    >>> shown_number(121.4, Unit.DAYS), shown_number(0.5, Unit.PROBABILITY), shown_number("C-7", Unit.TEXT)
    (121.0, 50.0, None)
    """
    if unit in (Unit.TEXT, Unit.DATE, Unit.FLAG) or not _is_digits(value):
        return None
    return float(written_number(value, unit).replace(",", ""))


def plain_number(value: float) -> str:
    """A number with at most two decimals and no trailing zeros.

    >>> plain_number(121.666), plain_number(3.0), plain_number(0.001)
    ('121.67', '3', '0.001')
    """
    if isinstance(value, float) and value != 0 and abs(value) < 0.01:
        return f"{value:.3g}"
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def signed_number(value: float) -> str:
    """A weight with its sign, to a tenth; what rounds to nothing is no minus.

    >>> signed_number(0.25), signed_number(-1.5), signed_number(-0.04)
    ('+0.2', '-1.5', '+0.0')
    """
    return f"{round(value, 1) + 0.0:+.1f}"
