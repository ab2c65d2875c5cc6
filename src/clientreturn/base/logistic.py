"""Ridge logistic regression with signed coefficients, small enough for plain Python."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp
from operator import mul

__all__ = ["curvature", "learn_logistic", "logistic"]

_ROUNDS = 25
_PRECISION = 1e-7


def logistic(x: float) -> float:
    """The probability whose log-odds are `x`.

    >>> logistic(0.0)
    0.5
    """
    if x >= 0:
        return 1 / (1 + exp(-x))
    return exp(x) / (1 + exp(x))


def curvature(
    rows: Sequence[Sequence[float]], outcomes: Sequence[float], beta: Sequence[float]
) -> tuple[list[float], list[list[float]]]:
    """Slope of the log-likelihood at `beta`, and how it bends."""
    residuals, weights = [], []
    for row, outcome in zip(rows, outcomes, strict=True):
        p = logistic(sum(map(mul, row, beta)))
        residuals.append(outcome - p)
        weights.append(p * (1 - p))
    columns = list(zip(*rows, strict=True))
    bend = [[0.0] * len(columns) for _ in columns]
    for a, column in enumerate(columns):
        weighed = list(map(mul, column, weights))
        for b in range(a, len(columns)):
            bend[a][b] = bend[b][a] = sum(map(mul, weighed, columns[b]))
    return [sum(map(mul, column, residuals)) for column in columns], bend


Curvature = Callable[
    [Sequence[Sequence[float]], Sequence[float], Sequence[float]], tuple[list[float], list[list[float]]]
]


def learn_logistic(
    rows: Sequence[Sequence[float]],
    outcomes: Sequence[float],
    *,
    ridge: Sequence[float],
    centre: Sequence[float],
    signs: Sequence[int],
    free: Sequence[int] | None = None,
    likelihood: Curvature = curvature,
) -> tuple[float, ...]:
    """Coefficients by penalised maximum likelihood (Newton's method).

    Args:
        rows: one sequence of features a case; an intercept is a feature that is always 1.
        outcomes: 1 or 0 for each row.
        ridge: the weight with which each coefficient is held at its centre.
        centre: where each coefficient stands without any evidence.
        signs: +1 for a coefficient that may not be negative, -1 for one that may not be positive, 0 for a
            free one. Coefficients that would break their sign are held at 0.
        free: which coefficients are learnt at all; the others stay at 0. All by default.
        likelihood: who works out slope and curvature of the likelihood; plain Python by default.
    """
    free = list(range(len(centre)) if free is None else free)
    while True:
        kept = [[row[j] for j in free] for row in rows]
        beta = _newton(kept, outcomes, ridge, centre, free, likelihood)
        wrong = [j for j in free if signs[j] * beta[j] < 0]
        if not wrong:
            return tuple(beta)
        free = [j for j in free if j not in wrong]


def _newton(
    rows: Sequence[Sequence[float]],
    outcomes: Sequence[float],
    ridge: Sequence[float],
    centre: Sequence[float],
    free: Sequence[int],
    likelihood: Curvature,
) -> list[float]:
    size = len(centre)
    beta = [centre[j] if j in free else 0.0 for j in range(size)]
    for _ in range(_ROUNDS):
        slope, bend = likelihood(rows, outcomes, [beta[j] for j in free])
        for a, j in enumerate(free):
            slope[a] -= ridge[j] * (beta[j] - centre[j])
            bend[a][a] += ridge[j]
        step = _solve(bend, slope)
        longest = max(map(abs, step))
        if longest > 4:
            step = [value * 4 / longest for value in step]
        for j, move in zip(free, step, strict=True):
            beta[j] += move
        if longest < _PRECISION:
            break
    return beta


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gaussian elimination without pivoting: the matrix is positive definite by its ridge."""
    size = len(right)
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i in range(size):
        for j in range(i + 1, size):
            factor = rows[j][i] / rows[i][i]
            rows[j] = [b - factor * a for a, b in zip(rows[i], rows[j], strict=True)]
    found = [0.0] * size
    for i in reversed(range(size)):
        found[i] = (rows[i][size] - sum(rows[i][j] * found[j] for j in range(i + 1, size))) / rows[i][i]
    return found
