"""The same learning and reading with NumPy: the same numbers to a millionth, several times faster.

The only importer of NumPy, behind the extra `clientreturn[numpy]`: `learn_chances(..., engine=NUMPY)`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, repeat
from math import lgamma
from typing import Any, cast

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from clientreturn.arithmetic import Logarithms
from clientreturn.base.engine import Engine, Tracks, Windows
from clientreturn.base.features import features_of
from clientreturn.base.lattice import Lattice
from clientreturn.base.learnt import DIGITS, LEAST, LearntChances
from clientreturn.base.mixture import (
    FINAL_ROUNDS,
    FREE_ROUNDS,
    LEAST_SPREAD,
    ONE_CLIENT,
    PRESUMED,
    PRESUMED_STAY,
    SMOOTH_ROUNDS,
    STAY_SPREAD,
    Mixture,
    going_on,
    kinds_for,
)
from clientreturn.base.prior import LearntRhythm
from clientreturn.base.sums import Sums

__all__ = ["NUMPY", "chances_of"]

Array = NDArray[np.float64]

_PRECISION = 1e-12
_TINY = 1e-300


def _gamma_cdf(shape: float, x: Array) -> Array:
    """As `gamma.gamma_cdf`, for many at once."""
    result = np.zeros_like(x)
    small, large = (x > 0) & (x < shape + 1), x >= shape + 1
    here = x[small]
    term = np.full_like(here, 1 / shape)
    total, k = term.copy(), shape
    while here.size and (term > total * _PRECISION).any():
        k += 1
        term = term * here / k
        total += term
    result[small] = np.exp(shape * np.log(here) - here - lgamma(shape)) * total
    here = x[large]
    b = here + 1 - shape
    c, d = np.full_like(here, 1 / _TINY), 1 / b
    fraction, step, i = d.copy(), np.full_like(here, 2.0), 0
    while here.size and i <= 500 and (np.abs(step - 1) >= _PRECISION).any():
        i += 1
        a = i * (shape - i)
        b = b + 2
        d = a * d + b
        d = 1 / np.where(np.abs(d) > _TINY, d, _TINY)
        c = b + a / c
        c = np.where(np.abs(c) > _TINY, c, _TINY)
        step = c * d
        fraction = fraction * step
    result[large] = 1 - np.exp(shape * np.log(here) - here - lgamma(shape)) * fraction
    return np.clip(result, 0.0, 1.0)


def _past(kinds: Mixture, lattice: Lattice) -> Array:
    rates = np.array(going_on(kinds)[0])
    speeds = kinds.shape * np.log(kinds.shape / np.array(kinds.paces))
    means, counts = np.array(lattice.means), np.array(lattice.counts)
    each = (kinds.shape * np.log(means))[:, None] + speeds - rates * means[:, None]
    logs = (counts[:, None, None] * each).reshape(-1, len(rates))
    return np.asarray(np.exp(logs - logs.max(axis=1, keepdims=True)))


def _silent(kinds: Mixture, lattice: Lattice) -> Array:
    rates, stays_on = map(np.array, going_on(kinds))
    return np.asarray(1 - stays_on * _gamma_cdf(kinds.shape, np.array(lattice.silences)[:, None] * rates))


def _learn_mixture(
    lattice: Lattice, counts: Mapping[int, float], shape: float, history: float, *, smooth: bool
) -> Mixture:
    paces, stays = kinds_for(lattice, history, smooth)
    even = np.full(len(paces), 1 / len(paces))
    kinds = Mixture(shape, paces, stays, tuple(even.tolist()))
    nodes = np.array(sorted(counts))
    clients = np.array([counts[node] for node in nodes.tolist()], dtype=float)
    size = clients.sum()
    deep = len(lattice.silences)
    rows = _past(kinds, lattice)[nodes // deep] * _silent(kinds, lattice)[nodes % deep]
    rows /= rows.max(axis=1, keepdims=True)

    def shares(weights: Array) -> Array:
        return np.asarray(weights * ((clients / (rows @ weights)) @ rows))

    def em(weights: Array, presumed: Array, strength: float, rounds: int) -> Array:
        for _ in range(rounds):
            weights = (shares(weights) + strength * presumed) / (size + strength)
        return weights

    if smooth:
        weights, pace_logs, stay_logs = even, np.log(paces), np.log(stays)
        for _ in range(SMOOTH_ROUNDS):
            weights = _lognormal(shares(weights), pace_logs, stay_logs)
        weights = em(weights, weights, PRESUMED * size, FINAL_ROUNDS)
    else:
        weights = em(even, even, ONE_CLIENT, FREE_ROUNDS)
    return Mixture(shape, paces, stays, tuple(weights.tolist()))


def _lognormal(shares: Array, paces: Array, stays: Array) -> Array:
    part = shares / shares.sum()
    x, y = paces - part @ paces, stays - part @ stays
    xx, yy, xy = part @ (x * x) + LEAST_SPREAD, part @ (y * y), part @ (x * y) / (1 + PRESUMED_STAY)
    yy = (yy + PRESUMED_STAY * STAY_SPREAD) / (1 + PRESUMED_STAY) + LEAST_SPREAD
    heights = np.exp(-(x * x * yy - 2 * x * y * xy + y * y * xx) / (2 * (xx * yy - xy * xy)))
    return np.asarray(heights / heights.sum())


def _surface_of(mixture: Mixture, lattice: Lattice, horizon: float) -> tuple[float, ...]:
    present, later = _silent(mixture, lattice), _silent(mixture, lattice.later(horizon))
    weighed = _past(mixture, lattice) * np.array(mixture.weights)
    here, buys = weighed @ present.T, weighed @ np.maximum(present - later, 0.0).T
    chance = np.divide(buys, here, out=np.ones_like(buys), where=here > 0)
    return tuple(np.minimum.accumulate(np.minimum(chance, 1.0), axis=1).ravel().tolist())


def _curvature(
    rows: Sequence[Sequence[float]], outcomes: Sequence[float], beta: Sequence[float]
) -> tuple[list[float], list[list[float]]]:
    x = np.asarray(rows, dtype=float)
    p = 1 / (1 + np.exp(-np.clip(x @ np.asarray(beta), -500, 500)))
    return ((np.asarray(outcomes) - p) @ x).tolist(), ((x.T * (p * (1 - p))) @ x).tolist()


class _Arrays:
    """The arithmetic of closed forms on arrays."""

    exp, sqrt, floor = staticmethod(np.exp), staticmethod(np.sqrt), staticmethod(np.floor)
    log, log1p = staticmethod(np.log), staticmethod(np.log1p)
    least, greatest, where = staticmethod(np.minimum), staticmethod(np.maximum), staticmethod(np.where)


_ARRAYS = cast(Logarithms, _Arrays())


@frozen(eq=False)
class _Columns:
    """`Sums` of many tracks on a day, column by column; where `n` is 0 the rest means nothing."""

    n: NDArray[Any]
    first: Array
    last: Array
    slog: Array
    slog2: Array
    counts: tuple[NDArray[Any], ...]


def _columns(tracks: Tracks, day: float, windows: Windows) -> _Columns:
    sizes = np.fromiter(map(len, tracks), dtype=np.int64, count=len(tracks))
    days = np.fromiter(chain.from_iterable(tracks), dtype=float, count=int(sizes.sum()))
    starts = np.cumsum(sizes) - sizes
    earliest, stride = days.min(), np.ptp(days) + 2
    owners = np.arange(len(sizes)) * stride
    keys = np.repeat(owners, sizes) + (days - earliest)  # ascending: one stretch of days after another

    def visits_until(when: float) -> NDArray[np.int64]:
        place = min(max(when - earliest, -0.5), stride - 1)
        return np.asarray(np.searchsorted(keys, owners + place, side="right") - starts)

    gaps = np.diff(days, prepend=0.0)
    gaps[starts[sizes > 0]] = 1.0  # a first visit has no gap; the logarithm of 1 adds nothing
    logs = np.log(gaps)
    n = visits_until(day)
    ends = starts + n

    def summed(values: Array) -> Array:
        running = np.concatenate(([0.0], np.cumsum(values)))
        return np.asarray(running[ends] - running[starts])

    counts = tuple(np.minimum(visits_until(b), n) - np.minimum(visits_until(a), n) for a, b in windows)
    at = np.minimum(starts, len(days) - 1)
    return _Columns(n, days[at], days[np.maximum(ends - 1, 0)], summed(logs), summed(logs * logs), counts)


def _sums(tracks: Tracks, day: float, windows: Windows) -> list[Sums | None]:
    c = _columns(tracks, day, windows)
    rows = zip(
        c.n.tolist(),
        c.first.tolist(),
        c.last.tolist(),
        c.slog.tolist(),
        c.slog2.tolist(),
        zip(*(column.tolist() for column in c.counts), strict=True) if c.counts else repeat((), len(c.n)),
        strict=True,
    )
    return [Sums(*row) if row[0] else None for row in rows]


def _place(nodes: Array, x: Array) -> tuple[NDArray[np.int64], Array]:
    i = np.clip(np.searchsorted(nodes, x, side="right") - 1, 0, len(nodes) - 2)
    return i, np.clip((x - nodes[i]) / (nodes[i + 1] - nodes[i]), 0.0, 1.0)


def _read(lattice: Lattice, surface: Sequence[float], gaps: Array, span: Array, silence: Array) -> Array:
    heights = np.array(surface).reshape(len(lattice.counts), len(lattice.means), len(lattice.silences))
    i, u = _place(np.array(lattice.counts, dtype=float), gaps)
    mean = np.where(gaps > 0, span / np.maximum(gaps, 1), lattice.means[0])
    j, v = _place(np.log(lattice.means), np.log(mean))
    k, w = _place(np.array(lattice.silences), silence)
    found = np.zeros(len(i))
    for di, pi in ((0, 1 - u), (1, u)):
        for dj, pj in ((0, 1 - v), (1, v)):
            for dk, pk in ((0, 1 - w), (1, w)):
                found += pi * pj * pk * heights[i + di, j + dj, k + dk]
    return found


def _features(
    c: _Columns, lattice: Lattice, surface: tuple[float, ...], day: float, rhythm: LearntRhythm, **of: Any
) -> tuple[Any, ...]:
    mixed = _read(lattice, surface, c.n - 1, c.last - c.first, np.maximum(day - c.last, 0))
    return features_of(c, mixed, rhythm, as_of=day, maths=_ARRAYS, **of)


def _rows(
    sums: Sequence[Sums], lattice: Lattice, surface: tuple[float, ...], day: float, rhythm: LearntRhythm, **of: Any
) -> list[tuple[float, ...]]:
    columns = zip(*((s.n, s.first, s.last, s.slog, s.slog2, *s.counts) for s in sums), strict=True)
    n, first, last, slog, slog2, *counts = (np.array(column, dtype=float) for column in columns)
    c = _Columns(n, first, last, slog, slog2, tuple(counts))
    found = _features(c, lattice, surface, day, rhythm, **of)
    return list(zip(*(np.broadcast_to(column, n.shape).tolist() for column in found), strict=True))


NUMPY = Engine(_sums, _learn_mixture, _surface_of, _rows, _curvature)


def chances_of(chances: LearntChances, tracks: Tracks, as_of: float) -> list[float | None]:
    """The chances of many clients at once; `None` for who had not bought by then."""
    c = _columns(tracks, as_of, chances.windows(as_of))
    known = c.n > 0
    found = _features(
        evolve(c, n=np.maximum(c.n, 1)),
        chances.lattice,
        chances.surface,
        as_of,
        chances.rhythm,
        horizon=chances.horizon,
        same_season=True,
        season_level=chances.season_level,
    )
    odds = sum(weight * column for weight, column in zip(chances.coefficients, found, strict=True))
    p = np.round(np.clip(1 / (1 + np.exp(-odds)), LEAST, 1 - LEAST), DIGITS)
    return [value if bought else None for value, bought in zip(p.tolist(), known.tolist(), strict=True)]
