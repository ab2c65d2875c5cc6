"""The regularised incomplete gamma function: how likely a gamma-distributed gap is over by now."""

from __future__ import annotations

from math import exp, lgamma, log

__all__ = ["gamma_cdf"]

_PRECISION = 1e-12
_TINY = 1e-300


def gamma_cdf(shape: float, x: float) -> float:
    """P(gap ≤ x) of a gamma-distributed gap with unit rate.

    A series below `shape + 1`, a continued fraction (Lentz) above it, each where it converges fast
    (Press et al., Numerical Recipes, 6.2).

    >>> round(gamma_cdf(1.0, 1.0), 6)  # the exponential distribution
    0.632121
    """
    if x <= 0:
        return 0.0
    scale = exp(shape * log(x) - x - lgamma(shape))
    if x < shape + 1:
        term = total = 1 / shape
        k = shape
        while term > total * _PRECISION:
            k += 1
            term *= x / k
            total += term
        return min(scale * total, 1.0)
    b = x + 1 - shape
    c = 1 / _TINY
    d = 1 / b
    fraction = d
    i = 0
    while True:
        i += 1
        a = i * (shape - i)
        b += 2
        d = a * d + b
        d = 1 / (d if abs(d) > _TINY else _TINY)
        c = b + a / c
        c = c if abs(c) > _TINY else _TINY
        step = c * d
        fraction *= step
        if abs(step - 1) < _PRECISION or i > 500:
            return max(1 - scale * fraction, 0.0)
