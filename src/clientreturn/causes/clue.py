"""What evidence is made of: clues, evidence, causes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

import attrs

from ..doors import door, typed
from ..errors import ClientReturnError
from ..history import Reporter
from ..phrases import Said

__all__ = ["NAMED", "SHARED", "Cause", "Clue", "Evidence", "against", "fault", "points_to"]

NAMED: Final = "the reason that the event names"
"""Stands for the reason in an event's data, or read from its text."""
SHARED: Final = "the reason of a systemic finding"
"""Stands for the reason that several losses behind the same name have in common."""


@attrs.frozen(field_transformer=typed)
class Clue:
    """What a cause rule says when it holds: log-odds for and against reasons.

    Attributes:
        weights: reason codes with log-odds; above zero speaks for, below against.
        half_life: days between event and loss after which a clue weighs half; `None` when age does not matter.
        is_fault: a fault of ours, weighed by severity felt, human fault and shortness of tenure (section 6).
        verifies: settles the cause by itself (a register, a result on record, a why-chain).
    """

    weights: tuple[tuple[str, float], ...]
    half_life: float | None = None
    is_fault: bool = False
    verifies: bool = False

    def __attrs_post_init__(self) -> None:
        if self.half_life is not None and self.half_life <= 0:
            raise ClientReturnError("Clue.half_life", self.half_life, "a number of days above 0, or None")


@door
def points_to(weights: Mapping[str, float] | str, weight: float = 0.0, half_life: float | None = 365) -> Clue:
    """A clue for (or against) one reason or several.

    >>> points_to("client.new-management", 3.0).weights
    (('client.new-management', 3.0),)
    """
    items = ((weights, weight),) if isinstance(weights, str) else tuple(weights.items())
    return Clue(items, half_life)


@door
def fault(weights: Mapping[str, float] | str, weight: float = 0.0, half_life: float | None = 270) -> Clue:
    """A clue from a fault of ours: it weighs more the worse it was felt."""
    return attrs.evolve(points_to(weights, weight, half_life), is_fault=True)


@door
def against(reason: str, weight: float, half_life: float | None = 270) -> Clue:
    """A clue that speaks against a reason, by so many log-odds."""
    return Clue(((reason, -abs(weight)),), half_life)


@attrs.frozen(field_transformer=typed)
class Evidence:
    """One clue found in one client's records.

    Attributes:
        reason: the reason code that it is about.
        weight: log-odds that it adds; above zero speaks for, below against. Weights of one reason add up.
        rule: id of the rule or finder that found it.
        on: day of the event; `None` for a state.
        why: the rule's phrase in English with the client's values.
        sources: handbook ids or papers.
        verifies: whether it settles the cause.
        by: who stands behind it; `None` when nobody in particular.
        alone: log-odds that it would add if nothing else told the same; `None` when that is its weight.
    """

    reason: str
    weight: float
    rule: str
    on: date | None
    why: Said
    sources: tuple[str, ...] = ()
    verifies: bool = False
    by: Reporter | None = None
    alone: float | None = None

    def beside(self, part: float) -> Evidence:
        """The same, adding only a part of its weight, since something else told the same already."""
        weight = round(self.weight * part, 4)
        return Evidence(
            self.reason, weight, self.rule, self.on, self.why, self.sources, self.verifies, self.by, self.weight
        )


@attrs.frozen(field_transformer=typed)
class Cause:
    """A reason, with how likely it is the main one.

    Attributes:
        reason: reason code.
        p: probability of being the main cause (0–1).
        evidence: everything found for and against it, strongest first.
        verified: whether evidence settles it (E4.14).
        prior: its probability before anything was looked at (0–1), as practitioners see it and verified cases moved it.
    """

    reason: str
    p: float
    evidence: tuple[Evidence, ...] = ()
    verified: bool = False
    prior: float = 0.0

    @property
    def supported(self) -> bool:
        """Whether anything speaks for it beyond its prior."""
        return bool(self.evidence) and sum(piece.weight for piece in self.evidence) > 0
