"""Words: English is what the rules say; another language is a value that says it again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import attrs

from ..conditions import Unit, Value, write
from ..doors import typed
from ..phrases import Said

__all__ = ["ENGLISH", "Words"]


def _empty() -> dict[str, str]:
    return {}


@attrs.frozen(eq=False, field_transformer=typed)
class Words:
    """A language.

    Attributes:
        phrases: phrase by key; missing keys fall back to English.
        facts: name of a fact by its key.
        write: writes a value by its unit; plurals and number forms belong here.
        right_to_left: the direction of writing.
    """

    phrases: Mapping[str, str] = attrs.field(factory=_empty)
    facts: Mapping[str, str] = attrs.field(factory=_empty)
    write: Callable[[Value, Unit], str] = write
    right_to_left: bool = False

    def __or__(self, other: Words) -> Words:
        """This language with another's phrases and names of facts in front of its own."""
        return attrs.evolve(self, phrases={**self.phrases, **other.phrases}, facts={**self.facts, **other.facts})

    def tell(self, text: str) -> str:
        """What a room said, in this language."""
        if not isinstance(text, Said):
            return text
        return text.again(self.phrases.get(text.key, text.phrase), self._write)

    def _write(self, value: Value, unit: Unit) -> str:
        return self.tell(value) if isinstance(value, Said) else self.write(value, unit)

    def say(self, key: str, english: str, **values: Value) -> str:
        """A phrase of a report by its key, with texts put in."""
        return self.tell(Said(key, english, tuple((name, value, Unit.TEXT) for name, value in values.items())))

    def label(self, key: str, english: str) -> str:
        """A phrase without values."""
        return self.phrases.get(key, english)


ENGLISH: Final = Words()
