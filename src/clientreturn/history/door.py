"""Checks at the door. A converter turns what it can; a validator refuses the rest and names the field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, tzinfo
from enum import StrEnum
from math import isfinite
from typing import Any

import attrs

from ..doors import BROKEN, LARGEST_WHOLE, door, is_textual
from ..errors import ClientReturnError, closest

__all__ = ["as_pairs", "as_tuple", "day_of", "is_day", "is_filled", "is_flag", "is_member", "is_text", "maybe", "of"]

Check = Callable[[Any, "attrs.Attribute[Any]", Any], None]


@door
def day_of(moment: datetime, zone: tzinfo) -> date:
    """The calendar day of an aware moment in the zone of the business.

    >>> from datetime import timezone, timedelta
    >>> day_of(datetime(2026, 3, 1, 23, 30, tzinfo=timezone.utc), timezone(timedelta(hours=4)))
    datetime.date(2026, 3, 2)
    """
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise ClientReturnError("day_of", moment, "a datetime with a time zone", "say in which zone it was recorded")
    try:
        return moment.astimezone(zone).date()
    except Exception:  # beyond the calendar, or whatever a zone from outside raises
        raise ClientReturnError("day_of", moment, "a moment within the years 1 to 9999 of the zone") from None


# --- converters: turn what they can, leave the rest to the validator -------------------------------


def as_tuple(value: Iterable[Any]) -> tuple[Any, ...]:
    """Any iterable but a text or a mapping as a tuple."""
    if isinstance(value, str | Mapping) or not isinstance(value, Iterable) or getattr(value, "shape", None) == ():
        return value  # type: ignore[return-value]
    return tuple(value)


def as_pairs(value: Mapping[str, Any] | Iterable[tuple[str, Any]]) -> tuple[tuple[str, Any], ...]:
    """A mapping as sorted pairs, which can be hashed."""
    try:
        return tuple(sorted(dict(value).items()))
    except BROKEN:
        return value  # type: ignore[return-value]


# --- validators: named by class and attribute ------------------------------------------------------


def _field(instance: object, attribute: attrs.Attribute[Any]) -> str:
    return f"{type(instance).__name__}.{attribute.name}"


def checked_day(field: str, value: object) -> date:
    """The value if it is a plain `date`; moments are refused with what to do."""
    if type(value) is date:
        return value
    if isinstance(value, datetime):
        remedy = "convert it with cr.day_of(moment, zone)" if value.tzinfo else "use its .date(), or give it a zone"
    else:
        remedy = "use date(2026, 3, 1) or date.fromisoformat('2026-03-01')"
    raise ClientReturnError(field, value, "a date", remedy)


def is_day(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A plain date."""
    if type(value) is not date:
        checked_day(_field(instance, attribute), value)


def checked_text(field: str, value: object) -> str:
    """The value if it is a text that UTF-8 can carry, without NUL."""
    if not is_textual(value):
        raise ClientReturnError(field, value, "a text")
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise ClientReturnError(field, value, "a text that UTF-8 can carry", "remove lone surrogates") from None
    if "\0" in value:
        raise ClientReturnError(field, value, "a text without NUL characters", "remove them")
    return value


def is_text(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A text, the empty one included."""
    if type(value) is not str or value:
        checked_text(_field(instance, attribute), value)


def is_filled(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A text with something in it."""
    field = _field(instance, attribute)
    if not checked_text(field, value).strip():
        raise ClientReturnError(field, value, "a text that is not empty")


def is_flag(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """True, False, or None for unknown."""
    if value is not None and not isinstance(value, bool):
        raise ClientReturnError(_field(instance, attribute), value, "True, False or None (unknown)")


def maybe(check: Check) -> Check:
    """The same validator, with `None` let through."""

    def optional(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if value is not None:
            check(instance, attribute, value)

    return optional


def is_member(choices: type[StrEnum]) -> Check:
    """A member of the enum."""
    known = tuple(choice.value for choice in choices)

    def member(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if not isinstance(value, choices):
            raise ClientReturnError(
                _field(instance, attribute), value, f"one of {', '.join(known)}", "", closest(value, known)
            )

    return member


def of(kind: type[Any]) -> Check:
    """A tuple of one kind of record; anything else in it is named."""

    def each(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if not isinstance(value, tuple):
            raise ClientReturnError(
                _field(instance, attribute), value, f"a list of {kind.__name__}", "put a single one in brackets: [ … ]"
            )
        for item in value:
            if not isinstance(item, kind):
                raise ClientReturnError(
                    _field(instance, attribute), item, f"{kind.__name__} and nothing else in the list"
                )
            if kind is str:
                checked_text(_field(instance, attribute), item)

    return each


def is_pairs(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """Names with plain values."""
    field = _field(instance, attribute)
    if not isinstance(value, tuple):
        raise ClientReturnError(field, value, "a mapping from names to plain values")
    for pair in value:
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise ClientReturnError(field, pair, "a name and a plain value", "write {'name': value}")
        name, content = pair
        checked_text(field, name)
        if isinstance(content, str):
            checked_text(f"{field}[{name!r}]", content)
        elif isinstance(content, date):
            checked_day(f"{field}[{name!r}]", content)
        elif content is not None and not isinstance(content, bool | int | float):
            raise ClientReturnError(f"{field}[{name!r}]", content, "a text, number, date or None")
        elif isinstance(content, int) and abs(content) >= LARGEST_WHOLE:
            raise ClientReturnError(f"{field}[{name!r}]", "a huge number", "a whole number of at most 63 bits")
        elif isinstance(content, float) and not isfinite(content):
            raise ClientReturnError(f"{field}[{name!r}]", content, "a finite number", "leave it out")
