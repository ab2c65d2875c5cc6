"""How well chances foretold what happened: reliability, Brier score, and the simple rule beside them."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from attrs import frozen

__all__ = [
    "Bin",
    "Calibration",
    "Hiatus",
    "best_divide",
    "best_hiatus",
    "brier",
    "calibrate",
    "mcc",
    "reliability",
]

_BINS = 10


@frozen
class Bin:
    """Clients with about the same chance.

    Attributes:
        low: lowest chance in the bin.
        high: highest chance in the bin.
        clients: how many they are.
        expected: their mean chance.
        observed: the share of them that did buy.
    """

    low: float
    high: float
    clients: int
    expected: float
    observed: float


@frozen
class Hiatus:
    """The simple rule: whoever has been silent for more than so many days is lost (R17).

    Attributes:
        days: the longest silence of a client not yet called lost.
        mcc: Matthews correlation of that call with what happened, -1 to 1.
    """

    days: float
    mcc: float


@frozen
class Calibration:
    """Chances held against what happened, on look-backs they were not learnt from.

    Attributes:
        day: the day looked back to.
        horizon: days within which a purchase counted.
        clients: how many clients were judged.
        brier: mean squared error of the chances, 0 to 1; lower is better.
        brier_of_the_share: the same for giving everybody the overall share; what any chance must beat.
        bins: the reliability table.
        divide: the chance below which to call a client lost agrees best with what happened.
        mcc: Matthews correlation of that call, -1 to 1.
        hiatus: the best simple rule on the same clients, always shown beside the model (R17).
    """

    day: float
    horizon: float
    clients: int
    brier: float
    brier_of_the_share: float
    bins: tuple[Bin, ...]
    divide: float
    mcc: float
    hiatus: Hiatus


def brier(chances: Sequence[float], outcomes: Sequence[float]) -> float:
    """Mean squared difference of chances and outcomes (Brier 1950).

    >>> brier([1.0, 0.5], [1.0, 0.0])
    0.125
    """
    return sum((p - y) ** 2 for p, y in zip(chances, outcomes, strict=True)) / len(chances)


def reliability(chances: Sequence[float], outcomes: Sequence[float], bins: int = _BINS) -> tuple[Bin, ...]:
    """Clients in order of their chance, cut into bins of equal size: expected against observed share."""
    pairs = sorted(zip(chances, outcomes, strict=True))
    table = []
    for i in range(bins):
        part = pairs[len(pairs) * i // bins : len(pairs) * (i + 1) // bins]
        if part:
            expected = sum(p for p, _ in part) / len(part)
            observed = sum(y for _, y in part) / len(part)
            table.append(Bin(part[0][0], part[-1][0], len(part), expected, observed))
    return tuple(table)


def mcc(true_lost: float, false_lost: float, true_here: float, false_here: float) -> float:
    """Matthews correlation of a hard call; 0 where everybody is called the same.

    >>> mcc(true_lost=5, false_lost=0, true_here=5, false_here=0)
    1.0
    """
    product = (true_lost + false_lost) * (true_lost + false_here) * (true_here + false_lost) * (true_here + false_here)
    return (true_lost * true_here - false_lost * false_here) / sqrt(product) if product > 0 else 0.0


def best_divide(chances: Sequence[float], outcomes: Sequence[float]) -> tuple[float, float]:
    """The chance below which the call *lost* has the highest Matthews correlation, and that correlation."""
    return _best_cut(chances, outcomes)


def best_hiatus(silences: Sequence[float], outcomes: Sequence[float]) -> Hiatus:
    """The simple rule that would have served best on these clients."""
    cut, height = _best_cut([-silence for silence in silences], outcomes)
    return Hiatus(-cut, height)


def calibrate(
    chances: Sequence[float],
    outcomes: Sequence[float],
    silences: Sequence[float],
    *,
    day: float,
    horizon: float,
) -> Calibration:
    """Hold chances given on a day against the purchases of the days after it."""
    share = sum(outcomes) / len(outcomes)
    divide, height = best_divide(chances, outcomes)
    return Calibration(
        day=day,
        horizon=horizon,
        clients=len(outcomes),
        brier=brier(chances, outcomes),
        brier_of_the_share=share * (1 - share),
        bins=reliability(chances, outcomes),
        divide=divide,
        mcc=height,
        hiatus=best_hiatus(silences, outcomes),
    )


def _best_cut(scores: Sequence[float], outcomes: Sequence[float]) -> tuple[float, float]:
    """The score below which to say *lost*, by Matthews correlation."""
    pairs = sorted(zip(scores, outcomes, strict=True))
    buyers = sum(outcomes)
    silent = len(pairs) - buyers
    best, cut = 0.0, pairs[0][0]
    false_lost = true_lost = 0.0
    for i, (score, outcome) in enumerate(pairs):
        if i and score > pairs[i - 1][0]:
            height = mcc(true_lost, false_lost, buyers - false_lost, silent - true_lost)
            if height > best:
                best, cut = height, score
        false_lost += outcome
        true_lost += 1 - outcome
    return cut, best
