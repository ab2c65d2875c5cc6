"""What a firm's own attempts to win clients back teach about the chance of return (R16, E3.1).

The handbook's factors are where learning starts: each counts like [10] attempts, and own ones outweigh it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log, log2
from typing import Final

import attrs

from ..doors import door, typed
from ..errors import ClientReturnError
from .logistic import learn_logistic

__all__ = [
    "Attempt",
    "Curve",
    "Part",
    "ReturnModel",
    "lapse_doublings",
    "learn_return",
    "offer_doublings",
    "pieces",
    "starting_point",
    "tenure_doublings",
    "told_parts",
]

HANDBOOK_CASES: Final = 10
"""How many own cases a practitioner's word counts for (handbook, section 6)."""

BASE_RATE: Final = "base-rate"
NEVER_RAISES: Final = frozenset({"since-loss"})
"""Parts whose weight may not be positive: longer since the loss never raises the chance."""

BENDS: Final = frozenset({"since-loss", "tenure", "offer"})
ENOUGH_TO_BEND: Final = 100
"""Quantities whose effect need not be a straight line, and attempts from which a bend can be told."""


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


LAPSE_WEIGHT, TENURE_WEIGHT, OFFER_WEIGHT = -0.6, 0.5, 0.6
"""The handbook's log-odds for one doubling of the time since the loss, the first life, and what the offer is worth."""

PRIOR: Final = 1 / 3
"""Chance that a former client returns if asked (B6)."""

USUAL_LAPSE, SHORTEST_LAPSE = 90.0, 14.0
USUAL_TENURE, SHORTEST_TENURE, LONGEST_TENURE = 730.0, 60.0, 3650.0
"""Days at which a part says nothing, and the range in which it speaks."""

USUAL_OFFER, SMALLEST_OFFER, LARGEST_OFFER = 0.1, 0.001, 1000.0
"""The same for an offer, as a share of one average purchase."""


def starting_point() -> Part:
    """The handbook's chance of return, as log-odds, from which every attempt starts (B6).

    >>> round(starting_point().amount, 3)
    -0.693
    """
    return Part("prior", log(PRIOR / (1 - PRIOR)), 1.0)


def lapse_doublings(days: float) -> Part:
    """How often the time since the loss has doubled beyond the usual [90 days].

    It counts in whole weeks, and from the usual on in months of 30 days, so that a chance does not creep from day to
    day.

    >>> lapse_doublings(180).amount, lapse_doublings(200) == lapse_doublings(180)
    (1.0, True)
    """
    whole = days - days % (30 if days >= USUAL_LAPSE else 7)
    return Part("since-loss", log2(max(whole, SHORTEST_LAPSE) / USUAL_LAPSE), LAPSE_WEIGHT)


def tenure_doublings(days: float) -> Part:
    """How often the first life doubles the usual [two years].

    >>> tenure_doublings(365).amount
    -1.0
    """
    return Part("tenure", log2(min(max(days, SHORTEST_TENURE), LONGEST_TENURE) / USUAL_TENURE), TENURE_WEIGHT)


def offer_doublings(value: float, ticket: float) -> Part:
    """How often an offer doubles the usual [a tenth of an average purchase]; in which money does not matter.

    >>> offer_doublings(20, 100).amount
    1.0
    """
    share = min(max(float(value) / float(ticket), SMALLEST_OFFER), LARGEST_OFFER)
    return Part("offer", log2(share / USUAL_OFFER), OFFER_WEIGHT)


@attrs.frozen(field_transformer=typed)
class Attempt:
    """One attempt to win a client back, and how it ended.

    Attributes:
        parts: what moved its chance, as of the day of the attempt.
        returned: whether the client bought again.
    """

    parts: tuple[Part, ...]
    returned: bool

    @classmethod
    @door
    def told(
        cls, returned: bool, *, lapse: float, tenure: float, offer: float | None = None, ticket: float | None = None
    ) -> Attempt:
        """An attempt of which a table tells the quantities alone, one row for each.

        Args:
            returned: whether the client bought again.
            lapse: days from the loss to the attempt.
            tenure: days from the first purchase to the last one before it.
            offer: what was offered is worth to the client; `None` when nothing was.
            ticket: the client's average purchase, in the same money; 1 when `offer` is a share of it.

        >>> Attempt.told(True, lapse=180, tenure=365, offer=20, ticket=100).returned
        True
        """
        return cls(told_parts(lapse, tenure, offer, ticket), bool(returned))


def told_parts(lapse: float, tenure: float, offer: float | None, ticket: float | None) -> tuple[Part, ...]:
    """What moves a chance of which only quantities are known."""
    for name, value in (("lapse", lapse), ("tenure", tenure), ("offer", 0 if offer is None else offer)):
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
            raise ClientReturnError(f"attempt.{name}", value, "a number not below 0")
    if offer and (ticket is None or not ticket > 0):
        raise ClientReturnError(
            "attempt.ticket", ticket, "the client's average purchase, in the money of the offer",
            "write ticket=1 when the offer is a share of an average purchase",
        )  # fmt: skip
    parts = [starting_point(), lapse_doublings(lapse), tenure_doublings(tenure)]
    if offer and ticket:
        parts.append(offer_doublings(offer, ticket))
    return tuple(parts)


@attrs.frozen(field_transformer=typed)
class Curve:
    """How a quantity moves the chance: a line with a bend at each fifth of the attempts.

    Attributes:
        name: the quantity's part.
        knots: amounts at which it bends.
        slopes: log-odds for one unit of amount below, between and above the knots.
    """

    name: str
    knots: tuple[float, ...]
    slopes: tuple[float, ...]

    @property
    def weight(self) -> float:
        """Log-odds for one unit of amount, taken over the whole range."""
        return sum(self.slopes) / max(len(self.slopes), 1)

    def effect(self, amount: float) -> float:
        """Change in log-odds for an amount; none for an amount of 0 on a straight line."""
        return sum(slope * piece for slope, piece in zip(self.slopes, pieces(amount, self.knots), strict=True))


def pieces(amount: float, knots: Sequence[float]) -> list[float]:
    """An amount cut at knots; the pieces add up to it.

    >>> pieces(1.5, (1.0, 2.0)), pieces(-1.0, (1.0, 2.0)), pieces(4.0, (1.0, 2.0))
    ([1.0, 0.5, 0.0], [-1.0, 0.0, 0.0], [1.0, 1.0, 2.0])
    """
    if not knots:
        return [amount]
    inner = [min(max(amount - low, 0.0), high - low) for low, high in pairwise(knots)]
    return [min(amount, knots[0]), *inner, max(amount - knots[-1], 0.0)]


@attrs.frozen(field_transformer=typed)
class ReturnModel:
    """Weights learnt from attempts, in place of the handbook's.

    Attributes:
        weights: log-odds for one unit of each part that the attempts showed.
        attempts: how many attempts they were learnt from.
        curves: quantities of which the attempts were enough to show bends.

    >>> model = ReturnModel((("base-rate", 0.2), ("since-loss", -0.9)), 40)
    >>> model.weight("since-loss", -0.6), model.weight("referrals", 0.5)
    (-0.9, 0.5)
    """

    weights: tuple[tuple[str, float], ...] = ()
    attempts: int = 0
    curves: tuple[Curve, ...] = ()
    _by_name: dict[str, float] = attrs.field(init=False, eq=False, repr=False)
    _curves: dict[str, Curve] = attrs.field(init=False, eq=False, repr=False)

    @_by_name.default
    def _index(self) -> dict[str, float]:
        return {**dict(self.weights), **{curve.name: curve.weight for curve in self.curves}}

    @_curves.default
    def _index_curves(self) -> dict[str, Curve]:
        return {curve.name: curve for curve in self.curves}

    def __hash__(self) -> int:
        return hash((self.weights, self.curves))

    def weight(self, name: str, handbook: float) -> float:
        """The learnt weight of a part, or the handbook's where no attempt showed it."""
        return self._by_name.get(name, handbook)

    def effect(self, name: str, amount: float, handbook: float) -> float:
        """Change in log-odds by so much of a part."""
        curve = self._curves.get(name)
        return self.weight(name, handbook) * amount if curve is None else curve.effect(amount)


@door
def learn_return(attempts: Iterable[Attempt]) -> ReturnModel:
    """Weights by ridge logistic regression with the handbook's values as its prior; the order of attempts is of no matter.

    Each weight is held at the handbook's value as firmly as [10] attempts with an even chance would hold it. A quantity
    of which there are at least [100] attempts may bend at each fifth of them; each of its slopes begins at the handbook's.

    >>> fresh, stale = Part("since-loss", 0.0, -0.6), Part("since-loss", 2.0, -0.6)
    >>> seen = [Attempt((fresh,), True)] * 30 + [Attempt((stale,), False)] * 30
    >>> learn_return(seen).weight("since-loss", -0.6) < -0.6
    True
    """
    cases = sorted(attempts, key=repr)
    if not cases:
        return ReturnModel()
    amounts = [{part.name: part.amount for part in case.parts} for case in cases]
    handbook = {part.name: part.weight for case in cases for part in case.parts}
    names = sorted(handbook)
    knots = {name: _knots([one[name] for one in amounts if name in one]) if name in BENDS else () for name in names}
    rows = [[1.0, *(piece for name in names for piece in _cut(one.get(name), knots[name]))] for one in amounts]
    columns = [name for name in names for _ in range(len(knots[name]) + 1)]
    weights = learn_logistic(
        rows,
        [float(case.returned) for case in cases],
        ridge=[HANDBOOK_CASES / 4 * _mean_square(column) for column in zip(*rows, strict=True)],
        centre=[0.0, *(handbook[name] for name in columns)],
        signs=[0, *(-1 if name in NEVER_RAISES else 0 for name in columns)],
    )
    base_rate, *learnt = (round(weight, 6) for weight in weights)
    slopes = {name: tuple(w for w, column in zip(learnt, columns, strict=True) if column == name) for name in names}
    plain = tuple((name, slopes[name][0]) for name in names if not knots[name])
    curves = tuple(Curve(name, knots[name], slopes[name]) for name in names if knots[name])
    return ReturnModel(((BASE_RATE, base_rate), *plain), len(cases), curves)


def _cut(amount: float | None, knots: tuple[float, ...]) -> list[float]:
    """An amount in pieces; a part that the attempt did not have moved nothing."""
    return [0.0] * (len(knots) + 1) if amount is None else pieces(amount, knots)


def _knots(amounts: list[float]) -> tuple[float, ...]:
    """What divides the amounts into fifths, if there are enough of them and they differ."""
    if len(amounts) < ENOUGH_TO_BEND:
        return ()
    ordered = sorted(amounts)
    fifths = {ordered[part * len(ordered) // 5] for part in range(1, 5)}
    return tuple(sorted(fifths - {ordered[0], ordered[-1]}))


def _mean_square(column: tuple[float, ...]) -> float:
    return max(sum(amount * amount for amount in column) / len(column), 0.01)
