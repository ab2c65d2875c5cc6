"""Phrases: English text that remembers its key and values, so that another language can say the same.

This module knows no domain and no language but the English of the phrase itself.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from string import Formatter
from typing import Any

from .conditions import Unit, Value, write
from .errors import ClientReturnError

__all__ = ["Said", "placeholders"]

Write = Callable[[Value, Unit], str]

_FORMATTER = Formatter()


@lru_cache(maxsize=4096)
def _split(phrase: str) -> tuple[tuple[str, str | None], ...]:
    """Literal text and names in turn; a family's name may hold a colon, as in `{count:complaint}`."""
    return tuple(
        (literal, name if name is None or not rest else f"{name}:{rest}")
        for literal, name, rest, _ in _FORMATTER.parse(phrase)
    )


@lru_cache(maxsize=4096)
def placeholders(phrase: str) -> tuple[str, ...]:
    """Names that a phrase mentions in braces.

    >>> placeholders("silent for {silence}, with {count:complaint} complaints")
    ('silence', 'count:complaint')
    """
    try:
        return tuple(name for _, name in _split(phrase) if name is not None)
    except ValueError as error:
        raise ClientReturnError("phrase", phrase, "balanced braces", str(error)) from None


class Said(str):
    """A phrase with values put in: a plain English text that can be said again in another language.

    Attributes:
        key: stable key of the phrase, usually a rule's id.
        phrase: the phrase with its placeholders.
        values: name, value and unit of each placeholder; a value may itself be `Said`.

    >>> quiet = Said("standing.dormant", "silent for {silence}", (("silence", 45, Unit.DAYS),))
    >>> quiet, quiet.again("безмолвие: {silence}", lambda value, unit: f"{value} дн.")
    ('silent for 45 days', 'безмолвие: 45 дн.')
    """

    __slots__ = ("key", "phrase", "values")

    key: str
    phrase: str
    values: tuple[tuple[str, Value, Unit], ...]

    def __new__(cls, key: str, phrase: str, values: tuple[tuple[str, Value, Unit], ...] = ()) -> Said:
        said = super().__new__(cls, _filled(phrase, values, write))
        said.key, said.phrase, said.values = key, phrase, values
        return said

    def __getnewargs__(self) -> tuple[Any, ...]:
        return self.key, self.phrase, self.values

    def again(self, phrase: str, write: Write) -> str:
        """The same values in another phrase, written another way."""
        return _filled(phrase, self.values, write)


def _filled(phrase: str, values: tuple[tuple[str, Value, Unit], ...], write: Write) -> str:
    if not values:
        return _plain(phrase)
    known = {name: (value, unit) for name, value, unit in values}
    return "".join([literal if name is None else literal + write(*known[name]) for literal, name in _split(phrase)])


@lru_cache(maxsize=4096)
def _plain(phrase: str) -> str:
    """A phrase in which nothing is put."""
    return "".join(literal for literal, _ in _split(phrase))
