"""Confidence intervals in closed form, or by a root that is found to the last bit; the standard library alone.

Shares: exact (Clopper & Pearson 1934) and score (Wilson 1927). Differences: of two shares by the hybrid score
(Newcombe 1998, method 10), of two means with unequal variances (Welch 1947).
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp, inf, isfinite, lgamma, log, log1p, nextafter, pi, sqrt
from statistics import NormalDist

import attrs

from .conditions import Unit
from .doors import door, typed
from .errors import ClientReturnError
from .phrases import Said, said

__all__ = [
    "Interval",
    "Sample",
    "Share",
    "beta_share",
    "binomial_tail",
    "clopper_pearson",
    "newcombe",
    "normal_quantile",
    "t_quantile",
    "welch",
    "wilson",
]


@attrs.frozen(field_transformer=typed)
class Interval:
    """From where to where a figure may lie.

    Attributes:
        low: lower limit.
        high: upper limit.
        confidence: share of such intervals that hold the true figure (0–1).
    """

    low: float
    high: float
    confidence: float = 0.95

    def __contains__(self, value: object) -> bool:
        return isinstance(value, int | float) and self.low <= value <= self.high

    def through(self, function: Callable[[float], float]) -> Interval:
        """The interval of a rising function of the figure."""
        return Interval(function(self.low), function(self.high), self.confidence)


def checked_confidence(confidence: object) -> float:
    """The value if it is a confidence between 0 and 1."""
    if isinstance(confidence, float) and 0 < confidence < 1:
        return confidence
    raise ClientReturnError("confidence", confidence, "a number between 0 and 1", "write 0.95 for 95 %")


def checked_counts(successes: object, trials: object) -> None:
    """Refuses counts of which one is no whole number, or more successes than trials."""
    for name, count in (("successes", successes), ("trials", trials)):
        if type(count) is not int or count < 0:
            raise ClientReturnError(name, count, "a whole number, 0 or more")
    if successes > trials:  # type: ignore[operator]
        raise ClientReturnError("successes", successes, f"at most as many as trials, {trials}")


@door
def normal_quantile(p: float) -> float:
    """The value below which a standard normal variable lies with probability `p`.

    >>> round(normal_quantile(0.975), 6)
    1.959964
    """
    if not 0 < p < 1:
        raise ClientReturnError("normal_quantile.p", p, "a probability between 0 and 1, both excluded")
    return NormalDist().inv_cdf(p)


def two_sided(confidence: float) -> float:
    """Standard deviations on either side that hold so much of a normal distribution."""
    return normal_quantile((1 + checked_confidence(confidence)) / 2)


# --- shares ----------------------------------------------------------------------------------------


@door
def wilson(successes: int, trials: int, confidence: float = 0.95) -> Interval:
    """Score interval of a share (Wilson 1927); from 0 to 1 without trials.

    >>> limits = wilson(15, 148)
    >>> round(limits.low, 4), round(limits.high, 4)
    (0.0624, 0.1605)
    """
    checked_counts(successes, trials)
    z = two_sided(confidence)
    if not trials:
        return Interval(0.0, 1.0, confidence)
    share, square = successes / trials, z * z
    middle = 2 * successes + square
    reach = z * sqrt(square + 4 * successes * (1 - share))
    whole = 2 * (trials + square)
    low = 0.0 if not successes else max((middle - reach) / whole, 0.0)
    high = 1.0 if successes == trials else min((middle + reach) / whole, 1.0)
    return Interval(low, high, confidence)


@door
def clopper_pearson(successes: int, trials: int, confidence: float = 0.95) -> Interval:
    """Exact interval of a share: quantiles of the beta distribution (Clopper & Pearson 1934); 0 to 1 without trials.

    >>> limits = clopper_pearson(0, 10)
    >>> limits.low, round(limits.high, 4)
    (0.0, 0.3085)
    """
    checked_counts(successes, trials)
    tail = (1 - checked_confidence(confidence)) / 2
    failures = trials - successes
    low = 0.0 if successes == 0 else _share_at(tail, successes, failures + 1)
    high = 1.0 if failures == 0 else _share_at(1 - tail, successes + 1, failures)
    return Interval(low, high, confidence)


@door
def binomial_tail(successes: int, trials: int, share: float) -> float:
    """Chance of so many successes or more, when each trial succeeds with probability `share`.

    >>> round(binomial_tail(9, 10, 0.5), 6)
    0.010742
    """
    checked_counts(successes, trials)
    return 1.0 if successes == 0 else beta_share(share, successes, trials - successes + 1)


@door
def newcombe(successes: int, trials: int, others: int, of: int, confidence: float = 0.95) -> Interval:
    """Interval of the difference of two independent shares, `successes / trials − others / of`.

    The hybrid of two Wilson intervals (Newcombe 1998, method 10).

    >>> limits = newcombe(56, 70, 48, 80)
    >>> round(limits.low, 4), round(limits.high, 4)
    (0.0524, 0.3339)
    """
    first, second = wilson(successes, trials, confidence), wilson(others, of, confidence)
    if not trials or not of:
        return Interval(-1.0, 1.0, confidence)
    p, q = successes / trials, others / of
    low = p - q - sqrt((p - first.low) ** 2 + (second.high - q) ** 2)
    high = p - q + sqrt((first.high - p) ** 2 + (q - second.low) ** 2)
    return Interval(max(low, -1.0), min(high, 1.0), confidence)


@attrs.frozen(field_transformer=typed)
class Share:
    """So many of so many, with its exact interval.

    Attributes:
        count: how many.
        of: of how many.

    >>> print(Share(2, 20))
    2 of 20 = 10.0% (1.2% – 31.7%)
    """

    count: int
    of: int

    @property
    def rate(self) -> float | None:
        """The share; `None` of nobody."""
        return self.count / self.of if self.of else None

    @property
    def interval(self) -> Interval:
        """Clopper & Pearson's interval."""
        return clopper_pearson(self.count, self.of)

    @property
    def text(self) -> Said:
        """The share with its interval, in words."""
        if self.rate is None:
            return said("share.of-nobody", "of nobody")
        return said(
            "share.of", "{count} of {of} = {rate} ({low} – {high})", count=self.count, of=self.of, **self._rates
        )

    @property
    def _rates(self) -> dict[str, tuple[float | None, Unit]]:
        rates = {"rate": self.rate, "low": self.interval.low, "high": self.interval.high}
        return {name: (rate, Unit.RATE) for name, rate in rates.items()}

    def __str__(self) -> str:
        return str(self.text)


# --- means -----------------------------------------------------------------------------------------


@attrs.frozen(field_transformer=typed)
class Sample:
    """What is needed of a sample of measurements.

    Attributes:
        size: how many there are.
        mean: their mean.
        variance: their variance with `size − 1` in the denominator; 0 for fewer than two.
    """

    size: int
    mean: float
    variance: float

    def __attrs_post_init__(self) -> None:
        if self.size < 0:
            raise ClientReturnError("Sample.size", self.size, "a whole number, 0 or more")
        if not isfinite(self.mean) or not isfinite(self.variance) or self.variance < 0:
            raise ClientReturnError("Sample", (self.mean, self.variance), "a finite mean, and a variance not below 0")


@door
def welch(first: Sample, second: Sample, confidence: float = 0.95) -> Interval:
    """Interval of the difference of two means with unequal variances (Welch 1947).

    Unbounded when a sample has fewer than two measurements.

    >>> limits = welch(Sample(10, 20.0, 4.0), Sample(12, 18.0, 9.0))
    >>> round(limits.low, 4), round(limits.high, 4)
    (-0.243, 4.243)
    """
    checked_confidence(confidence)
    difference = first.mean - second.mean
    if min(first.size, second.size) < 2:
        return Interval(-inf, inf, confidence)
    a, b = first.variance / first.size, second.variance / second.size
    if a + b == 0:
        return Interval(difference, difference, confidence)
    # Scaled by the sum, so that the squares of tiny variances do not vanish.
    part = a / (a + b)
    freedom = 1 / (part * part / (first.size - 1) + (1 - part) ** 2 / (second.size - 1))
    reach = t_quantile((1 + confidence) / 2, freedom) * sqrt(a + b)
    return Interval(difference - reach, difference + reach, confidence)


@door
def t_quantile(p: float, freedom: float) -> float:
    """The value below which Student's t with so many degrees of freedom lies with probability `p`.

    >>> round(t_quantile(0.975, 10), 6)
    2.228139
    """
    if not 0 < p < 1 or not freedom > 0:
        raise ClientReturnError(
            "t_quantile", (p, freedom), "a probability between 0 and 1, and degrees of freedom above 0"
        )
    if p == 0.5:
        return 0.0
    if freedom > NEARLY_NORMAL:
        return _cornish_fisher(normal_quantile(p), freedom)
    tail = min(p, 1 - p)
    share = _share_at(2 * tail, freedom / 2, 0.5)
    # For many degrees of freedom the share lies so near to 1 that its complement is found instead.
    rest = _share_at(1 - 2 * tail, 0.5, freedom / 2)
    value = sqrt(freedom * ((1 - share) / share if share < 0.5 else rest / (1 - rest)))
    return value if p > 0.5 else -value


NEARLY_NORMAL = 10_000
"""Degrees of freedom from which four terms of the expansion of t around the normal quantile are exact in a float."""


def _cornish_fisher(z: float, freedom: float) -> float:
    """Student's t quantile from the normal one (Abramowitz & Stegun 26.7.5)."""
    s = z * z
    terms = (
        (s + 1) / 4,
        ((5 * s + 16) * s + 3) / 96,
        (((3 * s + 19) * s + 17) * s - 15) / 384,
        ((((79 * s + 776) * s + 1482) * s - 1920) * s - 945) / 92160,
    )
    series = 0.0
    for term in reversed(terms):
        series = (series + term) / freedom
    return z * (1 + series)


# --- the beta distribution -------------------------------------------------------------------------

TINY = 1e-300


def beta_share(x: float, a: float, b: float) -> float:
    """Regularised incomplete beta function: how much of a beta(a, b) distribution lies below `x`.

    By its continued fraction, on the side where that converges fast.

    >>> round(beta_share(0.3, 2, 3), 6)
    0.3483
    """
    if not (a > 0 and b > 0):
        raise ClientReturnError("beta_share", (a, b), "two numbers above 0")
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = exp(a * log(x) + b * log1p(-x) - _log_beta(a, b))
    if x < (a + 1) / (a + b + 2):
        return min(front * _fraction(x, a, b) / a, 1.0)
    return max(1 - front * _fraction(1 - x, b, a) / b, 0.0)


def _log_beta(a: float, b: float) -> float:
    """log B(a, b); for large a + b by Stirling's series, whose leading terms do not cancel as those of lgamma do."""
    small, large = min(a, b), max(a, b)
    if large < 20:
        return lgamma(small) + lgamma(large) - lgamma(small + large)
    if small < 20:
        tail = _stirling(large) - _stirling(small + large)
        return (
            lgamma(small) + tail + small - small * log(small + large) + (large - 0.5) * log1p(-small / (small + large))
        )
    return (
        0.5 * log(2 * pi)
        - 0.5 * log(large)
        + (small - 0.5) * log(small / (small + large))
        + large * log1p(-small / (small + large))
        + _stirling(small)
        + _stirling(large)
        - _stirling(small + large)
    )


def _stirling(x: float) -> float:
    """What Stirling's formula leaves of log Γ(x), for x of 20 and more."""
    square = x * x
    return (1 / 12 - (1 / 360 - (1 / 1260 - 1 / 1680 / square) / square) / square) / x


def _fraction(x: float, a: float, b: float) -> float:
    """Continued fraction of the incomplete beta function, by Lentz's method."""
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > TINY else TINY)
    value = d
    for m in range(1, 100_000):
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 + step * d
            c = 1 + step / c
            d = 1 / (d if abs(d) > TINY else TINY)
            c = c if abs(c) > TINY else TINY
            value *= c * d
        if abs(c * d - 1) < 1e-16:
            break
    return value


def _share_at(p: float, a: float, b: float) -> float:
    """The `x` below which a beta(a, b) distribution has so much: Newton's steps inside a bracket."""
    low, high = 0.0, 1.0
    x = a / (a + b)
    scale = _log_beta(a, b)
    for _ in range(200):
        over = beta_share(x, a, b) - p
        if over == 0:
            break
        low, high = (low, x) if over > 0 else (x, high)
        slope = exp((a - 1) * log(x) + (b - 1) * log1p(-x) - scale) if 0 < x < 1 else 0.0
        step = x - over / slope if slope > 0 else low
        following = step if isfinite(step) and low < step < high else (low + high) / 2
        if following == x or nextafter(low, high) >= high:
            break
        if abs(following - x) <= 2e-16 * x:
            return following
        x = following
    return x
