"""Single values as other systems write them: days, amounts, texts, each with what had to be repaired."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, datetime, tzinfo
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from ..errors import ClientReturnError
from ..history import day_of

__all__ = ["Unreadable", "is_missing", "read_amount", "read_day", "read_flag", "read_key", "read_text", "written_day"]

SYMBOLS: Final = {"€": "EUR", "£": "GBP", "₽": "RUB", "₼": "AZN", "֏": "AMD", "₮": "MNT", "₾": "GEL", "₸": "KZT"}
_WRITTEN_DAY: Final = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})", re.ASCII)
_YEAR_FIRST: Final = re.compile(r"(\d{4})([./-])(\d{1,2})\2(\d{1,2})", re.ASCII)
_SPACES: Final = re.compile(r"[\s\u00a0\u202f'’_]")
_EITHER: Final = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
LONGEST: Final = 60
LARGEST_KEY: Final = 10**30
_WORDS: Final = {"true": True, "yes": True, "y": True, "1": True, "false": False, "no": False, "n": False, "0": False}

Repair = tuple[str, str]
"""Id of a repair, and what was done."""


class Unreadable(Exception):  # noqa: N818 it never leaves the room: it becomes a note
    """A value that cannot be read: id of the note, and what to do."""

    def __init__(self, key: str, text: str) -> None:
        super().__init__(key, text)
        self.key, self.text = key, text


def is_missing(value: Any) -> bool:
    """Whether nothing stands there: None, an empty text, NaN, or a data frame's own mark for that.

    >>> is_missing(float("nan")), is_missing("  "), is_missing(0)
    (True, True, False)
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return True
    if isinstance(value, Decimal):
        return value.is_nan()
    try:
        return bool(value != value)
    except Exception:  # a frame's own "not available" refuses to be compared
        return type(value).__name__ in ("NAType", "NaTType")


def read_text(value: Any) -> str:
    """A text without spaces around it; numbers as they are written."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise Unreadable("text.unreadable", f"a text is expected, not a {type(value).__name__}")
    if isinstance(value, int | float | Decimal) and not -LARGEST_KEY < value < LARGEST_KEY:
        raise Unreadable("text.unreadable", f"a number below {LARGEST_KEY:.0e} is expected")
    return str(value).strip()


def read_key(value: Any) -> tuple[str, Repair | None]:
    """A key such as a client's id; what a data frame made of a column of whole numbers with gaps is put right.

    >>> read_key(1007.0)[0], read_key(" C-7 ")[0]
    ('1007', 'C-7')
    """
    if isinstance(value, float) and value.is_integer() and abs(value) < LARGEST_KEY:
        return str(int(value)), ("key.was-float", "read as a whole number: the column has gaps")
    return read_text(value), None


def read_flag(value: Any) -> bool:
    """Yes or no."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, Collection) and not isinstance(value, str):
        raise Unreadable("flag.unreadable", "true or false is expected")
    found = _WORDS.get(str(value).strip().lower())
    if found is None:
        raise Unreadable("flag.unreadable", "true or false is expected")
    return found


# --- days -------------------------------------------------------------------------------------------------


def written_day(value: Any) -> tuple[int, int, str] | None:
    """First and second number and the separator of a day written as 3/4/2026; `None` for other writings."""
    found = _WRITTEN_DAY.match(value.strip()) if isinstance(value, str) else None
    return None if found is None else (int(found[1]), int(found[3]), found[2])


def read_day(value: Any, zone: tzinfo | None, day_first: bool | None) -> tuple[date, Repair | None]:
    """The calendar day at the business of a date, a moment, or a text.

    >>> read_day("03/04/2026", None, True)[0], read_day("2026-04-03", None, None)[0]
    (datetime.date(2026, 4, 3), datetime.date(2026, 4, 3))
    """
    if isinstance(value, datetime):
        return _day_of_moment(value, zone)
    if type(value) is date:
        return value, None
    if not isinstance(value, str):
        if isinstance(value, int | float) and not isinstance(value, bool):
            raise Unreadable("day.number", "a number is no day: convert a spreadsheet's serial number first")
        raise Unreadable("day.unreadable", "a day is expected, as YYYY-MM-DD")
    text = value.strip()
    numbers = written_day(text)
    if numbers is not None and _WRITTEN_DAY.fullmatch(text):
        return _day_of_numbers(numbers, int(text[-4:]), day_first)
    turned = _YEAR_FIRST.fullmatch(text)
    try:
        if turned is not None:
            return date(int(turned[1]), int(turned[3]), int(turned[4])), None
        if len(text) > 10:
            return _day_of_moment(datetime.fromisoformat(text), zone)
    except ValueError:
        pass
    raise Unreadable("day.unreadable", "a day is expected, as YYYY-MM-DD")


def _day_of_moment(moment: datetime, zone: tzinfo | None) -> tuple[date, Repair | None]:
    if moment.tzinfo is None:
        if not (moment.hour or moment.minute or moment.second or moment.microsecond):
            return date(moment.year, moment.month, moment.day), None
        if zone is None:
            raise Unreadable("day.naive-moment", "a moment without a time zone: pass zone=, in which it is then read")
        return date(moment.year, moment.month, moment.day), ("day.naive-moment", f"read as a moment in {zone}")
    if zone is None:
        raise Unreadable("day.no-zone", "a moment: pass zone=, the time zone of the business, to know its day")
    try:
        return day_of(moment, zone), None
    except (OverflowError, ClientReturnError):
        raise Unreadable("day.unreadable", "a moment within the years 1 to 9999 is expected") from None


def _day_of_numbers(numbers: tuple[int, int, str], year: int, day_first: bool | None) -> tuple[date, Repair | None]:
    first, second, separator = numbers
    if day_first is None and separator == ".":
        day_first = True
    if day_first is None and first <= 12 and second <= 12 and first != second:
        raise Unreadable("day.ambiguous", "day or month first? Nothing in the column tells: pass day_first=")
    expected = _date(year, second, first) if day_first or day_first is None else _date(year, first, second)
    swapped = _date(year, first, second) if day_first or day_first is None else _date(year, second, first)
    if expected is not None:
        return expected, None
    if swapped is None:
        raise Unreadable("day.unreadable", "no such day")
    if day_first is None:
        return swapped, None
    return swapped, ("day.swapped", f"day and month are swapped: read as {swapped.isoformat()}")


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


# --- amounts ----------------------------------------------------------------------------------------------


def read_amount(value: Any, decimal: str | None) -> tuple[Decimal, str | None, Repair | None]:
    """An exact amount, the currency that is written beside it, and what was repaired.

    `decimal` is the decimal mark of the column, a point or a comma; `None` when nobody knows.

    >>> read_amount("1 234,50 €", ",")[:2], read_amount("(12.50)", None)[0]
    ((Decimal('1234.50'), 'EUR'), Decimal('-12.50'))
    """
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        raise Unreadable("amount.unreadable", f"an amount is expected, not a {type(value).__name__}")
    if not isinstance(value, str):
        amount = Decimal(float.__repr__(value)) if isinstance(value, float) else Decimal(value)
        if not amount.is_finite():
            raise Unreadable("amount.infinite", "a finite amount is expected")
        return amount, None, None
    if len(value) > LONGEST:
        raise Unreadable("amount.unreadable", "digits with a decimal point are expected")
    text, currency = _without_currency(value.strip())
    plain = _SPACES.sub("", text).replace("٫", ".").replace("٬", ",").replace("−", "-")
    negative = plain.startswith("-") or plain.endswith("-") or (plain.startswith("(") and plain.endswith(")"))
    digits = plain.strip("-+()")
    number = _with_point(digits, decimal)
    try:
        amount = Decimal(f"-{number}" if negative else number)
    except InvalidOperation:
        raise Unreadable("amount.unreadable", "digits with a decimal point are expected") from None
    if not amount.is_finite() or not re.fullmatch(r"[\d.]+", number):
        raise Unreadable("amount.unreadable", "digits with a decimal point are expected")
    as_it_stands = f"-{number}" if value.strip().startswith("-") else number
    return amount, currency, None if value.strip() == as_it_stands else ("amount.written", f"read as {amount}")


def _without_currency(text: str) -> tuple[str, str | None]:
    for symbol, code in SYMBOLS.items():
        if symbol in text:
            return text.replace(symbol, "", 1).strip(), code
    found = re.fullmatch(r"(?:([A-Za-z]{3})\s*)?(.*?)(?:\s*([A-Za-z]{3}))?", text, re.DOTALL)
    assert found is not None  # every part of the pattern may be empty
    code = found[1] or found[3]
    return (found[2], code.upper()) if code and not (found[1] and found[3]) else (text, None)


def _with_point(digits: str, decimal: str | None) -> str:
    """Digits with a decimal point and no thousands separators."""
    if "." in digits and "," in digits:
        mark = "." if digits.rindex(".") > digits.rindex(",") else ","
        if decimal is not None and mark != decimal:
            raise Unreadable("amount.mixed-marks", f"the decimal mark of this column is {decimal!r}")
    elif decimal is None and _EITHER.fullmatch(digits):
        raise Unreadable("amount.ambiguous", "thousands or decimals? Nothing in the column tells: pass decimal=")
    elif decimal is None and (digits.count(".") > 1 or digits.count(",") > 1):
        mark = "," if "." in digits else "."
    else:
        mark = decimal or ("," if "," in digits else ".")
    other = "," if mark == "." else "."
    if other in digits:
        groups = digits.split(mark)[0].split(other)
        if other in digits.partition(mark)[2] or any(len(group) != 3 for group in groups[1:]) or len(groups[0]) > 3:
            raise Unreadable("amount.unreadable", "digits with a decimal point are expected")
    return digits.replace(other, "").replace(mark, ".")


def decimal_mark(value: Any) -> str | None:
    """The decimal mark that a written amount can only have; `None` when it could be either, or has none.

    >>> decimal_mark("1.234,5"), decimal_mark("12,50"), decimal_mark("1,234")
    (',', ',', None)
    """
    if not isinstance(value, str):
        return None
    digits = re.sub(r"[^\d.,]", "", value)
    if "." in digits and "," in digits:
        return "." if digits.rindex(".") > digits.rindex(",") else ","
    for mark, other in ((".", ","), (",", ".")):
        if digits.count(mark) > 1:
            return other
        if digits.count(mark) == 1:
            return None if _EITHER.fullmatch(digits) else mark
    return None
