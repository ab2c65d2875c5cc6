"""Phrases: English text that remembers its key and values, so that another language can say the same.

This module knows no domain and no language but the English of the phrase itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from functools import lru_cache
from string import Formatter
from typing import Any, Final, TypeAlias

import attrs

from .conditions import Unit, Value, shown_number, write
from .doors import textual
from .errors import ClientReturnError

__all__ = [
    "COMMA",
    "SEMICOLON",
    "Choice",
    "Said",
    "choices",
    "composed",
    "english_plural",
    "fact",
    "listed",
    "named",
    "placeholders",
    "said",
]

Write: TypeAlias = Callable[[Value, Unit], str]
Plural: TypeAlias = Callable[[float], str]

_FORMATTER = Formatter()


@attrs.frozen
class Choice:
    """A place in a phrase where a word takes the form that a number asks for.

    Attributes:
        name: the value that decides.
        forms: word form by plural category; `other` is always among them.
    """

    name: str
    forms: dict[str, str] = attrs.field(hash=False)

    def form(self, category: str) -> str:
        """The form of a category; that of `other` where the language needs no own one."""
        return self.forms.get(category, self.forms["other"])


@lru_cache(maxsize=4096)
def _split(phrase: str) -> tuple[tuple[str, str | Choice | None], ...]:
    """Literal text and names in turn; a family's name may hold a colon, as in `{count:complaint}`."""
    parts: list[tuple[str, str | Choice | None]] = []
    for literal, name, rest, _ in _FORMATTER.parse(phrase):
        inside = name if name is None or not rest else f"{name}:{rest}"
        parts.append((literal, inside if inside is None or "#" not in inside else _choice(inside)))
    return tuple(parts)


def _choice(inside: str) -> Choice:
    name, _, rest = inside.partition("#")
    forms = dict(form.split("=", 1) for form in rest.split("|") if "=" in form)
    if not name or "other" not in forms or len(forms) != rest.count("|") + 1:
        raise ValueError(f"write {{{name or 'count'}#one=…|other=…}}: a form for each category, 'other' among them")
    return Choice(name, forms)


def _parts(phrase: str) -> tuple[tuple[str, str | Choice | None], ...]:
    try:
        return _split(phrase)
    except ValueError as error:
        raise ClientReturnError("phrase", phrase, "balanced braces", str(error)) from None


@lru_cache(maxsize=4096)
def placeholders(phrase: str) -> tuple[str, ...]:
    """Names that a phrase mentions in braces, each once.

    >>> placeholders("silent for {silence}, with {count:complaint} {count:complaint#one=complaint|other=complaints}")
    ('silence', 'count:complaint')
    """
    names = (part.name if isinstance(part, Choice) else part for _, part in _parts(phrase))
    return tuple(dict.fromkeys(name for name in names if name is not None))


def choices(phrase: str) -> tuple[Choice, ...]:
    """The places of a phrase where a number decides about a word form.

    >>> choices("{days} {days#one=day|other=days}")[0].form("one")
    'day'
    """
    return tuple(part for _, part in _parts(phrase) if isinstance(part, Choice))


def english_plural(number: float) -> str:
    """The plural category of English: `one` for 1, `other` for anything else."""
    return "one" if number == 1 else "other"


@textual
class Said(str):
    """A phrase with values put in: a plain English text that can be said again in another language.

    Attributes:
        key: stable key of the phrase, usually a rule's id; empty for texts that are only set side by side.
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
        said = super().__new__(cls, _filled(phrase, values, write, english_plural))
        said.key, said.phrase, said.values = key, phrase, values
        return said

    def __getnewargs__(self) -> tuple[Any, ...]:
        return self.key, self.phrase, self.values

    def again(self, phrase: str, write: Write, plural: Plural = english_plural) -> str:
        """The same values in another phrase, written another way, with the word forms of another language."""
        return _filled(phrase, self.values, write, plural)


def _filled(phrase: str, values: tuple[tuple[str, Value, Unit], ...], write: Write, plural: Plural) -> str:
    if not values:
        return _plain(phrase)
    known = {}
    for name, value, unit in values:
        known[name] = value, unit
    text = ""
    for literal, part in _parts(phrase):
        text += literal
        if part is None:
            continue
        if isinstance(part, str):
            value, unit = known[part]
            text += write(value, unit)
        else:
            number = shown_number(*known[part.name])
            text += part.form("other" if number is None else plural(number))
    return text


@lru_cache(maxsize=4096)
def _plain(phrase: str) -> str:
    """A phrase in which nothing is put."""
    return "".join(literal for literal, _ in _parts(phrase))


def said(key: str, phrase: str, /, **values: Value | tuple[Value, Unit]) -> Said:
    """A phrase with values, whose units are plain from their type unless they are given.

    Dates are dates, yes and no flags, numbers counts, and texts texts.

    >>> said("review.title", "{count} clients, {lost} lost", count=20, lost=(0.4, Unit.PROBABILITY))
    '20 clients, 40 % lost'
    """
    return Said(key, phrase, tuple((name, *_measured(value)) for name, value in values.items()))


def _measured(value: Value) -> tuple[Value, Unit]:
    if isinstance(value, tuple):
        return value
    if isinstance(value, Enum) and isinstance(value, str):
        return named(value), Unit.TEXT
    if isinstance(value, bool):
        return value, Unit.FLAG
    if isinstance(value, date):
        return value, Unit.DATE
    return value, Unit.TEXT if value is None or isinstance(value, str) else Unit.COUNT


def composed(*parts: str) -> Said:
    """Texts side by side, of which each can be said again.

    >>> composed("E3.6: ", Said("yes", "yes"))
    'E3.6: yes'
    """
    phrase: list[str] = []
    values: list[tuple[str, Value, Unit]] = []
    for part in parts:
        if isinstance(part, Said):
            phrase.append(f"{{{len(values)}}}")
            values.append((str(len(values)), part, Unit.TEXT))
        else:
            phrase.append(part.replace("{", "{{").replace("}", "}}"))
    return Said("", "".join(phrase), tuple(values))


COMMA: Final = Said("list.comma", ", ")
SEMICOLON: Final = Said("list.semicolon", "; ")


def listed(parts: Iterable[str], between: str = COMMA) -> Said:
    """Texts one after the other, of which each can be said again.

    >>> listed(["a", "b"]), listed([])
    ('a, b', '')
    """
    found = [part for one in parts for part in (between, one)]
    return composed(*found[1:])


def named(value: object) -> str:
    """A member of an enumeration by its own key, anything else as it is written."""
    if not isinstance(value, Enum):
        return str(value)
    # A whole number says nothing by itself.
    english = str(value.value) if isinstance(value.value, str) else value.name.lower().replace("_", " ")
    return Said(f"{type(value).__name__}.{value.value}", english)


def fact(name: str) -> Said:
    """A fact's name; another language says it by the fact's key, and one of a family by the family's phrase.

    >>> fact("silence"), fact("count:price-increase")
    ('silence', 'count:price-increase')
    """
    family, colon, kind = name.partition(":")
    if colon:
        return said(f"facts.{family}", f"{family}:{{kind}}", kind=Said(f"event.{kind}", "{kind}", _text("kind", kind)))
    return Said(f"fact.{name}", "{name}", _text("name", name))


def _text(name: str, text: str) -> tuple[tuple[str, str, Unit], ...]:
    return ((name, text, Unit.TEXT),)
