"""Asking many rules very often: which of them surely hold?

Of a book with a hundred rules most demand a text first: a kind of event, a standing, a reason. Those that the texts at
hand rule out are not asked at all, and every other one only until a part of it is not a yes. This module knows no
domain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, Final, Generic, TypeVar

from .conditions import Value, surely

__all__ = ["Asking"]

R = TypeVar("R")
Values = Mapping[str, Value]
Reading = Callable[[Values], bool | None]
Demand = tuple[str, frozenset[Value]]

OTHER: Final = None
"""Stands for every text that no rule demands, and for an unknown one."""


def demand_of(node: Any) -> Demand | None:
    """The fact that a condition asks first, with the values one of which it must be to hold; `None` without such.

    >>> from .conditions import Fact, Unit
    >>> kind, severity = Fact("kind", unit=Unit.TEXT), Fact("severity")
    >>> demand_of((kind.one_of("complaint") & (severity >= 4)).node)
    ('kind', frozenset({'complaint'}))
    """
    while isinstance(node, tuple) and node[0] == "&":
        node = node[1]
    if isinstance(node, tuple) and node[0] == "one_of" and node[1][0] == "fact":
        return node[1][1], frozenset(node[2])
    return None


class Asking(Generic[R]):
    """Rules with their conditions, read so that what cannot hold is left out early; read with the first question."""

    def __init__(self, rules: tuple[R, ...], nodes: Iterable[Any]) -> None:
        self._rules = rules
        self._nodes = tuple(nodes)
        self._let_through: dict[tuple[Value, ...], tuple[tuple[R, Reading], ...]] = {}

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """Of each condition, a function that is true where it surely holds."""
        return tuple(surely(node) for node in self._nodes)

    @cached_property
    def _demands(self) -> tuple[Demand | None, ...]:
        return tuple(demand_of(node) for node in self._nodes)

    @cached_property
    def _texts(self) -> tuple[Demand, ...]:
        """The facts that are demanded first, each with all values that some condition demands of it."""
        texts: dict[str, frozenset[Value]] = {}
        for demand in self._demands:
            if demand is not None:
                texts[demand[0]] = texts.get(demand[0], frozenset()) | demand[1]
        return tuple(texts.items())

    def holding(self, values: Values) -> list[R]:
        """The rules that surely hold, in order."""
        return [rule for rule, holds in self._open(values) if holds(values)]

    def sure(self, values: Values) -> R | None:
        """The first rule that surely holds."""
        for rule, holds in self._open(values):
            if holds(values):
                return rule
        return None

    def _open(self, values: Values) -> tuple[tuple[R, Reading], ...]:
        """The rules that the texts let through."""
        met = tuple([value if (value := values[name]) in demanded else OTHER for name, demanded in self._texts])
        found = self._let_through.get(met)
        if found is None:
            texts = {name: value for (name, _), value in zip(self._texts, met, strict=True)}
            found = self._let_through[met] = tuple(
                (rule, holds)
                for rule, demand, holds in zip(self._rules, self._demands, self.readings, strict=True)
                if demand is None or texts[demand[0]] in demand[1]
            )
        return found
