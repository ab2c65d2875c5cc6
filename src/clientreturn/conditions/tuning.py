"""A policy's values in place of the defaults of numbers."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from ..doors import typed
from .terms import Number

__all__ = ["Tuning"]


@attrs.frozen(field_transformer=typed)
class Tuning:
    """A policy's changes to numbers; asked for a number it answers with the value in force.

    >>> hope = Number("little-hope", 0.05)
    >>> Tuning()(hope), Tuning.of({hope: 0.08})(hope)
    (0.05, 0.08)
    """

    items: tuple[tuple[str, float], ...] = ()
    _values: dict[str, float] = attrs.field(init=False, eq=False, repr=False)

    @_values.default
    def _index(self) -> dict[str, float]:
        return dict(self.items)

    def __hash__(self) -> int:
        return hash(self.items)

    @classmethod
    def of(cls, values: Mapping[Number, float]) -> Tuning:
        """Tuned values by number; each is checked against its range."""
        return cls(tuple(sorted((number.name, number.checked(value)) for number, value in values.items())))

    def __call__(self, number: Number) -> float:
        return self._values.get(number.name, number.default)

    def __or__(self, other: Tuning) -> Tuning:
        return Tuning(tuple(sorted({**self._values, **other._values}.items())))

    @property
    def values(self) -> Mapping[str, float]:
        """Tuned values by name."""
        return dict(self._values)
