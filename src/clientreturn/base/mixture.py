"""Buy till you die: a mixture of clients who buy at some rate until they leave for good.

A client of one kind buys with gamma-distributed gaps of a mean `pace` while it stays, and stays for an
exponentially distributed time of a mean `stay`. With r the chance that there is another purchase at all
and G the distribution of the gap given that there is one, a track of x gaps over a span t followed by a
silence s has the likelihood (up to a factor that all kinds share)

    (shape / pace) ^ (shape · x) · exp(-rate · t) · (1 - r · G(s)),

and the chance of a purchase within the horizon h is

    r · (G(s + h) - G(s)) / (1 - r · G(s)).

With shape 1 this is the Pareto/NBD of Schmittlein, Morrison & Colombo (1987) with any mixture in place of
its two gamma distributions; with another shape the Pareto/GGG of Platzer & Reutterer (2016). The weights
of the kinds are learnt by EM (nonparametric maximum likelihood, Laird 1978).
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, inf, log
from operator import mul

from attrs import frozen

from clientreturn.base.gamma import gamma_cdf
from clientreturn.base.lattice import Lattice

__all__ = ["Mixture", "learn_mixture", "surface_of"]

_PACES = 13
_STAYS = 10
FREE_ROUNDS = 16
SMOOTH_ROUNDS = 16
FINAL_ROUNDS = 6
ONE_CLIENT = 1.0  # weight spread evenly over all kinds when nothing else is presumed of them
PRESUMED = 0.2  # weight of the smooth shape, as a share of the clients
PRESUMED_STAY = (
    0.3  # weight of the presumed spread of stays, as a share of the clients: few of them show when they left
)
STAY_SPREAD = 0.5  # variance presumed of log stay; without it, short histories make most clients stay for ever
LEAST_SPREAD = 0.05  # of log pace and log stay, so that the smooth shape never narrows to a point


@frozen
class Mixture:
    """Kinds of clients and how common each is.

    Attributes:
        shape: regularity of the gaps: 1 is pure chance, above it regular, below it in bursts.
        paces: mean gap of each kind while it stays, in days.
        stays: mean time a kind stays, in days; infinite for one that never leaves.
        weights: share of each kind; they sum to 1.
    """

    shape: float
    paces: tuple[float, ...]
    stays: tuple[float, ...]
    weights: tuple[float, ...]


def learn_mixture(
    lattice: Lattice, counts: Mapping[int, float], shape: float, history: float, *, smooth: bool
) -> Mixture:
    """The weights under which the tracks counted at the lattice's nodes are most likely.

    Args:
        lattice: where the tracks were counted.
        counts: clients at each node.
        shape: regularity of the gaps.
        history: days from the first visit of anybody to the day of counting.
        smooth: whether paces and stays are presumed to be lognormal, which helps where the history is short;
            otherwise every kind may have any weight.
    """
    paces, stays = kinds_for(lattice, history, smooth)
    size = sum(counts.values())
    even = [1 / len(paces)] * len(paces)
    table = _likelihoods(lattice, counts, Mixture(shape, paces, stays, tuple(even)))
    if not smooth:
        weights = _em(table, even, even, ONE_CLIENT, size, FREE_ROUNDS)
        return Mixture(shape, paces, stays, tuple(weights))
    weights = even
    pace_logs, stay_logs = list(map(log, paces)), list(map(log, stays))
    for _ in range(SMOOTH_ROUNDS):
        weights = _lognormal(_shares(table, weights), pace_logs, stay_logs)
    weights = _em(table, weights, weights, PRESUMED * size, size, FINAL_ROUNDS)
    return Mixture(shape, paces, stays, tuple(weights))


def surface_of(mixture: Mixture, lattice: Lattice, horizon: float) -> tuple[float, ...]:
    """The chance of a purchase within the horizon at each node, never rising along the silence.

    A regular buyer's chance would rise for a while as its next purchase falls due; a chance that rises
    with silence cannot be explained to anybody, so that it stays where it was.
    """
    present, later = _silent(mixture, lattice), _silent(mixture, lattice.later(horizon))
    coming = [[max(a - b, 0.0) for a, b in zip(*rows, strict=True)] for rows in zip(present, later, strict=True)]
    surface = []
    for row in _past(mixture, lattice):
        weighed = list(map(mul, row, mixture.weights))
        lowest = 1.0
        for silent, buys in zip(present, coming, strict=True):
            here = sum(map(mul, weighed, silent))
            lowest = min(lowest, sum(map(mul, weighed, buys)) / here) if here > 0 else lowest
            surface.append(lowest)
    return tuple(surface)


def kinds_for(lattice: Lattice, history: float, smooth: bool) -> tuple[tuple[float, ...], tuple[float, ...]]:
    fastest = lattice.means[0] / 1.5
    slowest = max((8 if smooth else 2) * history, 10 * lattice.means[0])
    paces = _ladder(fastest, slowest, _PACES)
    stays = (
        _ladder(history / 60, history * 40, _STAYS)
        if smooth
        else [*_ladder(history / 60, history * 10, _STAYS - 1), inf]
    )
    return tuple(p for p in paces for _ in stays), tuple(s for _ in paces for s in stays)


def _ladder(low: float, high: float, steps: int) -> list[float]:
    return [low * (high / low) ** (i / (steps - 1)) for i in range(steps)]


@frozen
class _Table:
    """Likelihoods of the tracks counted, by track and by kind."""

    rows: list[list[float]]
    columns: list[list[float]]
    counts: list[float]


def _likelihoods(lattice: Lattice, counts: Mapping[int, float], kinds: Mixture) -> _Table:
    past, present = _past(kinds, lattice), _silent(kinds, lattice)
    deep = len(lattice.silences)
    nodes = sorted(counts)
    rows = []
    for node in nodes:
        track, silence = divmod(node, deep)
        row = list(map(mul, past[track], present[silence]))
        top = max(row)
        rows.append([value / top for value in row])
    columns = [list(column) for column in zip(*rows, strict=True)]
    return _Table(rows, columns, [counts[node] for node in nodes])


def _shares(table: _Table, weights: list[float]) -> list[float]:
    """How many clients each kind accounts for."""
    scales = [count / sum(map(mul, row, weights)) for row, count in zip(table.rows, table.counts, strict=True)]
    return [weight * sum(map(mul, column, scales)) for weight, column in zip(weights, table.columns, strict=True)]


def _em(
    table: _Table, weights: list[float], presumed: list[float], strength: float, size: float, rounds: int
) -> list[float]:
    for _ in range(rounds):
        weights = [
            (share + strength * before) / (size + strength)
            for share, before in zip(_shares(table, weights), presumed, strict=True)
        ]
    return weights


def _lognormal(shares: list[float], paces: list[float], stays: list[float]) -> list[float]:
    """The two-dimensional normal over log pace and log stay with the moments of the shares, and of what is presumed."""
    size = sum(shares)
    a, b = sum(map(mul, shares, paces)) / size, sum(map(mul, shares, stays)) / size
    x, y = [value - a for value in paces], [value - b for value in stays]
    xx = sum(s * u * u for s, u in zip(shares, x, strict=True)) / size + LEAST_SPREAD
    yy = sum(s * v * v for s, v in zip(shares, y, strict=True)) / size
    yy = (yy + PRESUMED_STAY * STAY_SPREAD) / (1 + PRESUMED_STAY) + LEAST_SPREAD
    xy = sum(s * u * v for s, u, v in zip(shares, x, y, strict=True)) / size / (1 + PRESUMED_STAY)
    scale = 2 * (xx * yy - xy * xy)
    heights = [exp(-(u * u * yy - 2 * u * v * xy + v * v * xx) / scale) for u, v in zip(x, y, strict=True)]
    total = sum(heights)
    return [height / total for height in heights]


def going_on(kinds: Mixture) -> tuple[list[float], list[float]]:
    """Each kind's rate, and its chance that there is another purchase at all."""
    rates = [kinds.shape / p + 1 / s for p, s in zip(kinds.paces, kinds.stays, strict=True)]
    return rates, [(kinds.shape / p / rate) ** kinds.shape for p, rate in zip(kinds.paces, rates, strict=True)]


def _past(kinds: Mixture, lattice: Lattice) -> list[list[float]]:
    """Likelihood of each (gaps, mean gap), up to a factor, for each kind."""
    shape = kinds.shape
    rates, _ = going_on(kinds)
    speeds = [shape * log(shape / p) for p in kinds.paces]
    past = []
    for count in lattice.counts:
        for mean in lattice.means:
            spent = shape * log(mean)
            logs = [count * (spent + speed - rate * mean) for speed, rate in zip(speeds, rates, strict=True)]
            top = max(logs)
            past.append([exp(value - top) for value in logs])
    return past


def _silent(kinds: Mixture, lattice: Lattice) -> list[list[float]]:
    """Likelihood of each silence after the last purchase, for each kind."""
    rates, stays_on = going_on(kinds)
    return [
        [1 - r * gamma_cdf(kinds.shape, rate * s) for r, rate in zip(stays_on, rates, strict=True)]
        for s in lattice.silences
    ]
