"""What a language does with numbers and days: plural forms, separators, the order of a date, the direction of writing.

Plural categories and separators are those of the Unicode CLDR; days are those of the Gregorian calendar.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

from ..errors import ClientReturnError, closest
from ..phrases import english_plural

__all__ = ["GRAMMARS", "Grammar", "grammar_of"]


def _one_or_other(number: float) -> str:
    return "one" if number == 1 else "other"


def _below_two(number: float) -> str:
    return "one" if 0 <= number < 2 else "other"


def _up_to_one(number: float) -> str:
    return "one" if 0 <= number <= 1 else "other"


def _slavic(number: float) -> str:
    if number != int(number):
        return "other"
    last, last_two = number % 10, number % 100
    if last == 1 and last_two != 11:
        return "one"
    return "few" if 2 <= last <= 4 and not 12 <= last_two <= 14 else "many"


@attrs.frozen(eq=False)
class Grammar:
    """How a language writes what is no word.

    Attributes:
        plural: plural category of a number, not below zero.
        categories: every category that `plural` can give.
        decimal: mark before the decimals.
        group: mark between thousands.
        percent: how a share is written, `{}` standing for the digits.
        date: how a day is written, from `{year}`, `{month}` and `{day}`.
        right_to_left: the direction of writing.
    """

    plural: Callable[[float], str]
    categories: tuple[str, ...]
    decimal: str
    group: str
    percent: str
    date: str
    right_to_left: bool = False

    def number(self, digits: str) -> str:
        """English digits with this language's marks.

        >>> grammar_of("ru").number("1,234.5")
        '1\\xa0234,5'
        """
        return "".join({".": self.decimal, ",": self.group}.get(sign, sign) for sign in digits)


GRAMMARS: Final[dict[str, Grammar]] = {
    "en": Grammar(english_plural, ("one", "other"), ".", ",", "{} %", "{year:04}-{month:02}-{day:02}"),
    "ru": Grammar(_slavic, ("one", "few", "many", "other"), ",", "\xa0", "{}\xa0%", "{day:02}.{month:02}.{year}"),
    "az": Grammar(_one_or_other, ("one", "other"), ",", ".", "{}%", "{day:02}.{month:02}.{year}"),
    "hy": Grammar(_below_two, ("one", "other"), ",", "\xa0", "{}%", "{day:02}.{month:02}.{year}"),
    "mn": Grammar(_one_or_other, ("one", "other"), ".", ",", "{}%", "{year}.{month:02}.{day:02}"),
    "fa": Grammar(_up_to_one, ("one", "other"), ".", ",", "{}%", "{year}/{month:02}/{day:02}", True),
}
"""By the language's tag (ISO 639-1)."""


def grammar_of(tag: str) -> Grammar:
    """The grammar of a language; an unknown tag raises with the nearest known one."""
    if tag not in GRAMMARS:
        known = ", ".join(GRAMMARS)
        raise ClientReturnError("language", tag, f"one of {known}", "", closest(str(tag), GRAMMARS))
    return GRAMMARS[tag]
