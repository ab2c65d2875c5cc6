"""What chance alone would do: exact binomial limits, and the correction for looking at many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp, fsum, lgamma, log, log1p

from ...errors import ClientReturnError

__all__ = ["at_least", "holm", "limits"]


def _mass(hits: int, of: int, p: float) -> float:
    ways = lgamma(of + 1) - lgamma(hits + 1) - lgamma(of - hits + 1)
    return exp(ways + hits * log(p) + (of - hits) * log1p(-p))


def at_least(hits: int, of: int, p: float) -> float:
    """Probability of `hits` or more among `of` independent clients, each lost with probability `p`.

    >>> at_least(0, 20, 0.2), round(at_least(3, 3, 0.5), 6), round(at_least(9, 20, 0.2), 4)
    (1.0, 0.125, 0.01)
    """
    if not 0 <= hits <= of:
        raise ClientReturnError("at_least", (hits, of), "0 <= hits <= of")
    if not 0 <= p <= 1:
        raise ClientReturnError("at_least", p, "a probability from 0 to 1")
    if hits == 0 or p == 1:
        return 1.0
    if p == 0:
        return 0.0
    # The shorter tail is summed, so that nothing is lost in the last digits.
    if hits > of * p:
        return min(1.0, fsum(_mass(count, of, p) for count in range(hits, of + 1)))
    return max(0.0, 1.0 - fsum(_mass(count, of, p) for count in range(hits)))


def limits(hits: int, of: int, level: float = 0.95) -> tuple[float, float]:
    """Exact limits of a share (Clopper & Pearson 1934): they cover the true one at least this often.

    >>> [round(limit, 4) for limit in limits(5, 20)]
    [0.0866, 0.491]
    """
    tail = (1 - level) / 2
    low = 0.0 if hits == 0 else _root(lambda p: at_least(hits, of, p) - tail)
    high = 1.0 if hits == of else _root(lambda p: tail - (1 - at_least(hits + 1, of, p)))
    return low, high


def _root(rising: Callable[[float], float]) -> float:
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if rising(middle) < 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def holm(chances: Sequence[float]) -> tuple[float, ...]:
    """Probabilities corrected for looking at all of them (Holm 1979); in the order given.

    >>> [round(chance, 3) for chance in holm([0.01, 0.04, 0.03])]
    [0.03, 0.06, 0.06]
    """
    order = sorted(range(len(chances)), key=chances.__getitem__)
    corrected = [1.0] * len(chances)
    reached = 0.0
    for rank, place in enumerate(order):
        reached = max(reached, min(1.0, (len(chances) - rank) * chances[place]))
        corrected[place] = reached
    return tuple(corrected)
