"""The facts that a book of rules can see."""

from __future__ import annotations

import attrs

from ..doors import typed
from ..errors import ClientReturnError, closest
from .terms import Fact, Flag
from .units import Unit

__all__ = ["Vocabulary"]


@attrs.frozen(field_transformer=typed)
class Vocabulary:
    """The facts that a book's conditions and phrases may use.

    Attributes:
        facts: facts and flags, each name once.
        families: facts whose names are open, by prefix: `("count:", Unit.COUNT)` admits `count:refund`.
    """

    facts: tuple[Fact | Flag, ...] = ()
    families: tuple[tuple[str, Unit], ...] = ()
    _units: dict[str, Unit] = attrs.field(init=False, eq=False, repr=False)

    @_units.default
    def _index(self) -> dict[str, Unit]:
        units: dict[str, Unit] = {}
        for fact in self.facts:
            if fact.name in units:
                raise ClientReturnError("Vocabulary", fact.name, "names that differ", "give the new fact another name")
            units[fact.name] = fact.unit
        return units

    def __hash__(self) -> int:
        return hash((tuple(fact.name for fact in self.facts), self.families))

    def __or__(self, other: Vocabulary) -> Vocabulary:
        """Both vocabularies together; a fact that stands in both counts once."""
        facts = self.facts + tuple(fact for fact in other.facts if fact not in self.facts)
        return Vocabulary(facts, tuple(dict.fromkeys(self.families + other.families)))

    def unit(self, name: str) -> Unit:
        """The unit of a fact; an unknown name raises with the nearest known one."""
        unit = self._units.get(name)
        if unit is not None:
            return unit
        for prefix, family_unit in self.families:
            if name.startswith(prefix) and len(name) > len(prefix):
                return family_unit
        raise ClientReturnError("fact", name, "a fact that this book can see", "", closest(name, self._units))
