"""RFM, ABC and XYZ: where all clients together draw the cuts, and what a client scores by them (E3.7)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import exp, sqrt
from typing import Final

import attrs

from ..doors import typed
from ..errors import ClientReturnError

__all__ = [
    "ABC_SHARES",
    "XYZ_CUTS",
    "Cuts",
    "abc_class",
    "cuts_of",
    "irregularity",
    "learn_cuts",
    "rfm_score",
    "xyz_class",
]

ABC_SHARES: Final = (0.8, 0.95)
"""Shares of all revenue that class A, and A with B, bring together (E3.7; Pareto's rule)."""

XYZ_CUTS: Final = (0.1, 0.25)
"""Coefficients of variation up to which buying is regular (X), and fairly so (Y) (E3.7)."""


@attrs.frozen(field_transformer=typed)
class Cuts:
    """Cuts as values: whoever has the same value gets the same score, in whatever order the clients come.

    Attributes:
        recency: silences in days at which a fifth, two, three and four fifths of the clients are reached.
        frequency: the same of the number of visits.
        money: the same of revenue.
        class_a: smallest revenue of class A.
        class_b: smallest revenue of class B.
        clients: how many clients they were learnt from.

    >>> cuts = learn_cuts((day, 1, money) for day, money in zip(range(1, 11), range(100, 0, -10)))
    >>> cuts.recency, cuts.class_a
    ((2.0, 4.0, 6.0, 8.0), 50.0)
    """

    recency: tuple[float, ...]
    frequency: tuple[float, ...]
    money: tuple[float, ...]
    class_a: float
    class_b: float
    clients: int = 0

    def __attrs_post_init__(self) -> None:
        for name in ("recency", "frequency", "money"):
            cuts = getattr(self, name)
            if len(cuts) != 4 or list(cuts) != sorted(cuts):
                raise ClientReturnError(f"Cuts.{name}", cuts, "four cuts, ascending")
        if self.class_a < self.class_b:
            raise ClientReturnError("Cuts.class_a", self.class_a, f"at least class_b, {self.class_b}")


def rfm_score(value: float, cuts: Sequence[float], fewer_is_better: bool = False) -> int:
    """1 (worst fifth) to 5 (best fifth): one more for each cut that the value lies above.

    A value on a cut belongs below it, so that ties share a score (E3.7).

    >>> rfm_score(30, (10, 20, 30, 40)), rfm_score(30, (10, 20, 30, 40), fewer_is_better=True)
    (3, 3)
    """
    above = sum(value > cut for cut in cuts)
    return 5 - above if fewer_is_better else 1 + above


def abc_class(revenue: float, cuts: Cuts) -> str:
    """A, B or C by revenue; who brings nothing is C (E3.7)."""
    if revenue <= 0:
        return "C"
    return "A" if revenue >= cuts.class_a else "B" if revenue >= cuts.class_b else "C"


def irregularity(spread: float) -> float:
    """Coefficient of variation of the inter-purchase time, from the standard deviation of its logarithm.

    >>> round(irregularity(0.5), 3)
    0.533
    """
    return sqrt(exp(min(spread * spread, 50.0)) - 1)


def xyz_class(variation: float) -> str:
    """X regular, Y fairly regular, Z irregular, by the coefficient of variation of buying (E3.7).

    >>> xyz_class(0.1), xyz_class(0.25), xyz_class(0.3)
    ('X', 'Y', 'Z')
    """
    return "X" if variation <= XYZ_CUTS[0] else "Y" if variation <= XYZ_CUTS[1] else "Z"


def learn_cuts(clients: Iterable[tuple[float, float, float]]) -> Cuts | None:
    """The cuts of a base, from (silence, visits, revenue) of every client that has bought; `None` without any.

    A cut is the value at rank ⌈n·k/5⌉, never a value between two. Class A is the fewest clients that bring
    [80 %] of all revenue, B those who bring the next [15 %]; equals share a class.
    """
    rows = list(clients)
    if not rows:
        return None
    silences, visits, revenues = (sorted(column) for column in zip(*rows, strict=True))
    return cuts_of(silences, visits, revenues)


def cuts_of(silences: Sequence[float], visits: Sequence[float], revenues: Sequence[float]) -> Cuts:
    """The cuts of columns that are in ascending order."""
    return Cuts(_fifths(silences), _fifths(visits), _fifths(revenues), *_classes(revenues), clients=len(silences))


def _fifths(ascending: Sequence[float]) -> tuple[float, ...]:
    """The values at ranks ⌈n·k/5⌉ for k from 1 to 4."""
    return tuple(float(ascending[-(-len(ascending) * fifth // 5) - 1]) for fifth in (1, 2, 3, 4))


def _classes(revenues: Sequence[float]) -> tuple[float, float]:
    """Smallest revenues of classes A and B, summed in whole cents so that no order of adding matters."""
    earned = [round(revenue * 100) for revenue in reversed(revenues) if revenue > 0]
    reached = list(accumulate(earned))
    if not reached:
        return 0.0, 0.0
    class_a, class_b = (earned[bisect_left(reached, share * reached[-1])] / 100 for share in ABC_SHARES)
    return class_a, class_b
