"""Words: English is what the rules say; another language is a value that says it again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from importlib import import_module
from importlib.util import find_spec
from typing import Final

import attrs

from ..conditions import Unit, Value, signed_number, written_number
from ..doors import typed
from ..errors import ClientReturnError, closest
from ..phrases import Said, english_plural, named, said
from .grammar import Grammar, grammar_of

__all__ = ["ENGLISH", "LANGUAGES", "Words", "language"]


def _empty() -> dict[str, str]:
    return {}


@attrs.frozen(eq=False, field_transformer=typed)
class Words:
    """A language.

    Attributes:
        phrases: phrase by key; missing keys fall back to English.
        facts: name of a fact by its key.
        tag: the language whose plurals, separators and order of a date hold: `en`, `ru`, `az`, `hy`, `mn`, `fa`.
        write: writes a value by its unit in a way of your own; `None`: the plain way of the language.
        right_to_left: the direction of writing.

    >>> russian = Words({"lost": "потерян после {days} {days#one=дня|few=дней|many=дней|other=дня}"}, tag="ru")
    >>> russian.say("lost", "lost after {days} days", days=21), russian.write(1234.5, Unit.MONEY)
    ('потерян после 21 дня', '1\\xa0234,50')
    """

    phrases: Mapping[str, str] = attrs.field(factory=_empty)
    facts: Mapping[str, str] = attrs.field(factory=_empty)
    tag: str = attrs.field(default="en", kw_only=True)
    _write: Callable[[Value, Unit], str] | None = attrs.field(default=None, kw_only=True)
    right_to_left: bool = attrs.field(
        default=attrs.Factory(lambda self: grammar_of(self.tag).right_to_left, takes_self=True), kw_only=True
    )

    def __or__(self, other: Words) -> Words:
        """This language with another's phrases and names of facts in front of its own."""
        return attrs.evolve(self, phrases={**self.phrases, **other.phrases}, facts={**self.facts, **other.facts})

    @property
    def grammar(self) -> Grammar:
        """What the language does with numbers and days."""
        return grammar_of(self.tag)

    @property
    def plain(self) -> bool:
        """Whether values are written in the plain way of the language."""
        return self._write is None

    def tell(self, text: str) -> str:
        """What a room said, in this language."""
        if not isinstance(text, Said):
            return text
        phrase = self._phrase(text)
        if phrase is None:
            return text.again(text.phrase, self.write, english_plural)
        return text.again(phrase, self.write, self.grammar.plural)

    def _phrase(self, text: Said) -> str | None:
        family, dot, name = text.key.partition(".")
        if family == "fact" and dot and name in self.facts:
            return self.facts[name].replace("{", "{{").replace("}", "}}")
        return self.phrases.get(text.key)

    def write(self, value: Value, unit: Unit) -> str:
        """A value by its unit, in this language.

        >>> ENGLISH.write(120, Unit.DAYS), ENGLISH.write(0.042, Unit.PROBABILITY), ENGLISH.write(None, Unit.MONEY)
        ('120 days', '4 %', 'unknown')
        """
        if isinstance(value, Said):
            return self.tell(value)
        if isinstance(value, Enum) and isinstance(value, str):
            return self.tell(named(value))
        return self._plainly(value, unit) if self._write is None else self._write(value, unit)

    def _plainly(self, value: Value, unit: Unit) -> str:
        if value is None:
            return self.label("unknown", "unknown")
        if unit is Unit.FLAG:
            return self.label("yes", "yes") if value else self.label("no", "no")
        if unit is Unit.DATE and isinstance(value, date):
            return self.grammar.date.format(year=value.year, month=value.month, day=value.day)
        if unit in (Unit.TEXT, Unit.DATE):
            return str(value)
        digits = self.grammar.number(written_number(value, unit))
        if unit is Unit.PROBABILITY:
            return self.grammar.percent.format(digits)
        if unit is Unit.RATE:
            return self.grammar.percent.format(digits).replace(" ", "")
        if unit is Unit.DAYS:
            return self.days(value, digits)
        return digits

    def days(self, value: Value, digits: str) -> str:
        """So many days, the number being written already."""
        english = "{days} {days#one=day|other=days}"
        text = Said("value.days", english, (("days", value, Unit.DAYS),))
        phrase, own = self.phrases.get("value.days"), self.grammar.plural
        if phrase is None:
            phrase, own = english, english_plural
        return text.again(phrase, lambda _, __: digits, own)

    def signed(self, value: float) -> str:
        """A weight with its sign, to a tenth.

        >>> ENGLISH.signed(0.25), Words(tag="ru").signed(-1.5)
        ('+0.2', '-1,5')
        """
        return self.grammar.number(signed_number(value))

    def say(self, key: str, english: str, /, **values: Value | tuple[Value, Unit]) -> str:
        """A phrase of a report by its key, with values put in, each with its unit unless that is plain."""
        return self.tell(said(key, english, **values))

    def label(self, key: str, english: str) -> str:
        """A phrase without values."""
        return self.phrases.get(key, english)


ENGLISH: Final = Words()

LANGUAGES: Final[dict[str, str]] = {
    "en": "english",
    "ru": "russian",
    "az": "azerbaijani",
    "hy": "armenian",
    "mn": "mongolian",
    "fa": "persian",
}
"""The module of each language, by its tag (ISO 639-1)."""


def language(tag: str) -> Words:
    """A language by its tag: `en`, `ru`, `az`, `hy`, `mn` or `fa`; a region or script after it is passed over.

    Loaded when it is asked for. Values are written in the plain way; `clientreturn.words.locales.localised` writes
    them by the Unicode CLDR.

    Raises:
        ClientReturnError: for a language that is not among them, with the nearest tag.

    >>> language("en-GB") is ENGLISH
    True
    """
    short = tag.replace("_", "-").partition("-")[0].lower() if isinstance(tag, str) else ""
    module = LANGUAGES.get(short)
    if module == "english":
        return ENGLISH
    if module is None or find_spec(f"{__name__}.{module}") is None:
        by_name = {name: one for one, name in LANGUAGES.items()}
        name = str(tag).lower()
        near = by_name.get(closest(name, by_name) or "") or closest(name, LANGUAGES)
        raise ClientReturnError("language", tag, f"one of {', '.join(LANGUAGES)}", "", near)
    found: Words = getattr(import_module(f"{__name__}.{module}"), module.upper())
    return found
