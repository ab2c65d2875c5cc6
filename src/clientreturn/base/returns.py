"""What a firm's own attempts to win clients back teach about the chance of return (R16, E3.1).

The handbook's factors are where learning starts: each counts like [10] attempts, and own ones outweigh it.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import log, log2
from typing import Final

import attrs

from ..doors import typed
from .logistic import learn_logistic

__all__ = [
    "Attempt",
    "Part",
    "ReturnModel",
    "lapse_doublings",
    "learn_return",
    "offer_doublings",
    "starting_point",
    "tenure_doublings",
]

HANDBOOK_CASES: Final = 10
"""How many own cases a practitioner's word counts for (handbook, section 6)."""

BASE_RATE: Final = "base-rate"
NEVER_RAISES: Final = frozenset({"since-loss"})
"""Parts whose weight may not be positive: longer since the loss never raises the chance."""


@attrs.frozen(field_transformer=typed)
class Part:
    """One thing that moves the chance of return.

    Attributes:
        name: id of the factor.
        amount: how much of it this client has; 1 for a factor that holds.
        weight: the handbook's log-odds for one unit of it.
    """

    name: str
    amount: float
    weight: float


LAPSE_WEIGHT, TENURE_WEIGHT, OFFER_WEIGHT = -0.6, 0.5, 0.5
"""The handbook's log-odds for one doubling of the time since the loss, the first life, and an offer of one purchase."""

PRIOR: Final = 1 / 3
"""Chance that a former client returns if asked (B6)."""

USUAL_LAPSE, SHORTEST_LAPSE = 90.0, 30.0
USUAL_TENURE, SHORTEST_TENURE, LONGEST_TENURE = 730.0, 60.0, 3650.0
"""Days at which a part says nothing, and the range in which it speaks."""


def starting_point() -> Part:
    """The handbook's chance of return, as log-odds, from which every attempt starts (B6).

    >>> round(starting_point().amount, 3)
    -0.693
    """
    return Part("prior", log(PRIOR / (1 - PRIOR)), 1.0)


def lapse_doublings(days: float) -> Part:
    """How often the time since the loss has doubled beyond the usual [90 days].

    >>> lapse_doublings(180).amount, lapse_doublings(10).amount == lapse_doublings(30).amount
    (1.0, True)
    """
    return Part("since-loss", log2(max(days, SHORTEST_LAPSE) / USUAL_LAPSE), LAPSE_WEIGHT)


def tenure_doublings(days: float) -> Part:
    """How often the first life doubles the usual [two years].

    >>> tenure_doublings(365).amount
    -1.0
    """
    return Part("tenure", log2(min(max(days, SHORTEST_TENURE), LONGEST_TENURE) / USUAL_TENURE), TENURE_WEIGHT)


def offer_doublings(value: float, ticket: float) -> Part:
    """An offer against an average purchase: 1 when it is worth as much.

    >>> offer_doublings(100, 100).amount
    1.0
    """
    return Part("offer", log2(1 + value / ticket), OFFER_WEIGHT)


@attrs.frozen(field_transformer=typed)
class Attempt:
    """One attempt to win a client back, and how it ended.

    Attributes:
        parts: what moved its chance, as of the day of the attempt.
        returned: whether the client bought again.
    """

    parts: tuple[Part, ...]
    returned: bool


@attrs.frozen(field_transformer=typed)
class ReturnModel:
    """Weights learnt from attempts, in place of the handbook's.

    Attributes:
        weights: log-odds for one unit of each part that the attempts showed.
        attempts: how many attempts they were learnt from.

    >>> model = ReturnModel((("base-rate", 0.2), ("since-loss", -0.9)), 40)
    >>> model.weight("since-loss", -0.6), model.weight("referrals", 0.5)
    (-0.9, 0.5)
    """

    weights: tuple[tuple[str, float], ...] = ()
    attempts: int = 0
    _by_name: dict[str, float] = attrs.field(init=False, eq=False, repr=False)

    @_by_name.default
    def _index(self) -> dict[str, float]:
        return dict(self.weights)

    def __hash__(self) -> int:
        return hash(self.weights)

    def weight(self, name: str, handbook: float) -> float:
        """The learnt weight of a part, or the handbook's where no attempt showed it."""
        return self._by_name.get(name, handbook)


def learn_return(attempts: Iterable[Attempt]) -> ReturnModel:
    """Weights by ridge logistic regression with the handbook's values as its prior; the order of attempts is of no matter.

    Each weight is held at the handbook's value as firmly as [10] attempts with an even chance would hold it.

    >>> fresh, stale = Part("since-loss", 0.0, -0.6), Part("since-loss", 2.0, -0.6)
    >>> seen = [Attempt((fresh,), True)] * 30 + [Attempt((stale,), False)] * 30
    >>> learn_return(seen).weight("since-loss", -0.6) < -0.6
    True
    """
    cases = sorted(attempts, key=repr)
    if not cases:
        return ReturnModel()
    handbook = {part.name: part.weight for case in cases for part in case.parts}
    names = sorted(handbook)
    rows = []
    for case in cases:
        amounts = {part.name: part.amount for part in case.parts}
        rows.append([1.0, *(amounts.get(name, 0.0) for name in names)])
    outcomes = [float(case.returned) for case in cases]
    weights = learn_logistic(
        rows,
        outcomes,
        ridge=[HANDBOOK_CASES / 4 * _mean_square(column) for column in zip(*rows, strict=True)],
        centre=[0.0, *(handbook[name] for name in names)],
        signs=[0, *(-1 if name in NEVER_RAISES else 0 for name in names)],
    )
    rounded = (round(weight, 6) for weight in weights)
    return ReturnModel(tuple(zip((BASE_RATE, *names), rounded, strict=True)), len(cases))


def _mean_square(column: tuple[float, ...]) -> float:
    return max(sum(amount * amount for amount in column) / len(column), 0.01)
