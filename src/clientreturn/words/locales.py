"""Values as the Unicode CLDR has them, by Babel: numbers, days, durations and dates of a locale."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

import attrs

from ..conditions import Unit, Value
from ..errors import ClientReturnError, with_extra
from . import Words

try:
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date
    from babel.numbers import format_decimal, format_percent
except ModuleNotFoundError as error:
    raise with_extra(error, "words") from None

__all__ = ["localised"]

PERSIAN: Final = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def localised(words: Words, locale: str = "") -> Words:
    """The same language with numbers, dates and durations as they are written in a locale.

    Args:
        words: a language.
        locale: a locale such as `ru_KZ` or `fa_AF`; the language's own by default.

    Raises:
        ClientReturnError: for a locale that Babel does not know.

    >>> from datetime import date
    >>> from clientreturn.words import ENGLISH
    >>> british = localised(ENGLISH, "en_GB")
    >>> british.write(date(2026, 3, 2), Unit.DATE), british.write(1, Unit.DAYS), british.write(0.042, Unit.PROBABILITY)
    ('2 Mar 2026', '1 day', '4%')
    """
    return attrs.evolve(words, write=_Writing(words, _locale(locale or words.tag)))


def _locale(name: str) -> Locale:
    try:
        return Locale.parse(name, sep="-" if "-" in name else "_")
    except (UnknownLocaleError, ValueError):
        raise ClientReturnError("locale", name, "a locale that Babel knows, such as 'ru' or 'ru_KZ'") from None


@attrs.frozen(eq=False)
class _Writing:
    """Writes values by a locale; what is no number or day is the language's own."""

    words: Words
    locale: Locale

    def __call__(self, value: Value, unit: Unit) -> str:
        if unit is Unit.DATE and isinstance(value, date):
            return self._digits(format_date(value, "medium", self.locale))
        if unit in (Unit.TEXT, Unit.DATE, Unit.FLAG) or not isinstance(value, int | float | Decimal):
            return self.words.write(value, unit)
        return self._number(value, unit)

    def _number(self, value: float | Decimal, unit: Unit) -> str:
        amount = float(value)
        if unit is Unit.DAYS:
            shown = round(amount) if abs(amount) >= 10 else round(amount, 1)
            return self.words.days(value, self._decimal(shown, "#,##0.#"))
        if unit in (Unit.PROBABILITY, Unit.RATE):
            tenths = unit is Unit.RATE or 0 < amount < 0.01
            pattern = _like(self.locale, "#,##0.0" if tenths else "#,##0")
            return self._digits(format_percent(amount, pattern, self.locale, numbering_system="default"))
        if unit is Unit.MONEY:
            return self._decimal(value, "#,##0" if round(amount, 2) == int(amount) else "#,##0.00")
        return self._decimal(value, "#,##0.##" if abs(amount) >= 0.01 or amount == 0 else "0.#####")

    def _decimal(self, value: float | Decimal, pattern: str) -> str:
        return self._digits(format_decimal(value, pattern, self.locale, numbering_system="default"))

    def _digits(self, text: str) -> str:
        """The digits of the locale, which Babel leaves to its callers."""
        return text.translate(PERSIAN) if self.locale.default_numbering_system == "arabext" else text


def _like(locale: Locale, digits: str) -> str:
    """A pattern of a share with the locale's own place and space of the sign."""
    return str(locale.percent_formats[None].pattern).replace("#,##0", digits)
