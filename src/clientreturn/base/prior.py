"""The rhythm of clients: what one client's gaps say, pooled with those of all clients (E3.5, C7)."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, inf, log, sqrt

from attrs import evolve, frozen

from clientreturn.base.sums import bought_within, sums_at

__all__ = ["RhythmPrior", "learn_prior"]

_HANDBOOK_SPREAD = 0.175  # log-sd at which the 95 % quantile meets 4/3 of the usual gap (E3.5)
_HANDBOOK_FREEDOM = 3.0
_REACH = 1.645  # standard normal quantile of 95 %
_LATE = 4 / 3  # E3.5
_ENOUGH = 50  # clients with a rhythm, below which nothing is learnt
_LOOK_BACK = 2 / 3  # of the history: late enough to know rhythms, early enough to know who came back
_ALARMS = 0.025  # share of those who came back whom the line may have called gone


@frozen
class RhythmPrior:
    """What is presumed of the logarithms of a client's inter-purchase times before its own are seen.

    A normal distribution whose mean and variance differ from client to client: the mean around `mu`, as much
    as `weight` gaps would tell; the variance around `variance`, as much as `freedom` gaps would.

    Attributes:
        mu: mean of the log gaps (days).
        weight: number of gaps the presumed mean counts for; 0 leaves the mean to the client alone.
        variance: variance of a client's log gaps.
        freedom: number of gaps the presumed variance counts for.
        reach: spreads beyond the mean that a silence rarely reaches.
        clients: clients with a rhythm it was learnt from; 0 for the handbook's own.

    >>> handbook = RhythmPrior()
    >>> quarterly = (91.25,) * 4
    >>> slog, slog2 = sum(map(log, quarterly)), sum(log(gap) ** 2 for gap in quarterly)
    >>> round(handbook.usual_gap(5, slog), 2), round(handbook.line(5, slog, slog2), 2)
    (91.25, 121.67)
    """

    mu: float = 0.0
    weight: float = 0.0
    variance: float = _HANDBOOK_SPREAD**2
    freedom: float = _HANDBOOK_FREEDOM
    reach: float = _REACH
    clients: int = 0

    def mean(self, n: int, slog: float) -> float | None:
        """Pooled mean of the log gaps; unknown with neither gaps nor peers."""
        strength = self.weight + n - 1
        return (self.weight * self.mu + slog) / strength if strength > 0 else None

    def spread(self, n: int, slog: float, slog2: float) -> float:
        """Pooled standard deviation of the log gaps."""
        gaps = n - 1
        if gaps < 1:
            return sqrt(self.variance)
        own = slog / gaps
        within = max(slog2 - gaps * own * own, 0.0)
        between = self.weight * gaps * (own - self.mu) ** 2 / (self.weight + gaps) if self.weight else 0.0
        return sqrt((self.freedom * self.variance + within + between) / (self.freedom + gaps))

    def usual_gap(self, n: int, slog: float) -> float | None:
        """The client's usual inter-purchase time in days: the pooled geometric mean."""
        mean = self.mean(n, slog)
        return None if mean is None else exp(mean)

    def line(self, n: int, slog: float, slog2: float) -> float | None:
        """The silence in days beyond which a client is gone: rarely reached, never below 4/3 (E3.5)."""
        mean = self.mean(n, slog)
        if mean is None:
            return None
        return max(_LATE * exp(mean), exp(mean + self.reach * self.predictive_spread(n, slog, slog2)))

    def predictive_spread(self, n: int, slog: float, slog2: float) -> float:
        """Standard deviation of the next log gap: the spread, and how little is known of the mean."""
        return self.spread(n, slog, slog2) * sqrt(1 + 1 / max(self.weight + n - 1, 1))

    def own_share(self, n: int) -> float:
        """How much of the usual gap is the client's own, 0 (all borrowed) to 1."""
        gaps = n - 1
        return gaps / (gaps + self.weight) if gaps + self.weight > 0 else 0.0


def learn_prior(tracks: Sequence[Sequence[float]], as_of: float) -> RhythmPrior:
    """The prior under which the gaps of all clients up to a day are likely (empirical Bayes).

    Mean and variances by moments, each client's mean weighed by how well it is known (DerSimonian & Laird
    1986). The reach is learnt from a day in the past: no more than 2.5 % of the clients who came back
    afterwards may have been beyond the line then. A 95 % quantile of gaps would do for regular clients only:
    a day taken at random falls into a long gap more often than into a short one.

    Args:
        tracks: each client's visit days (proleptic ordinals), ascending, each once.
        as_of: the day up to which visits count.

    Returns:
        The prior; the handbook's own (`clients == 0`) where fewer than 50 clients bought three times.
    """
    known = [sums for track in tracks if (sums := sums_at(track, as_of)) and sums.n > 2]
    if len(known) < _ENOUGH:
        return RhythmPrior()
    freedom = sum(sums.n - 2 for sums in known)
    within = sum(max(s.slog2 - s.slog * s.slog / (s.n - 1), 0.0) for s in known) / freedom
    within = max(within, _HANDBOOK_SPREAD**2)
    mu, between = _between([(s.slog / (s.n - 1), within / (s.n - 1)) for s in known])
    prior = RhythmPrior(mu, within / between, within, _HANDBOOK_FREEDOM, clients=len(known))
    return evolve(prior, reach=_reach(prior, tracks, as_of))


def _between(means: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Mean and variance of the clients' true means, from observed means and the variances of their error."""
    mu = sum(mean for mean, _ in means) / len(means)
    between = max(sum((mean - mu) ** 2 - error for mean, error in means) / len(means), 1e-3)
    for _ in range(20):
        weights = [1 / (between + error) for _, error in means]
        total, squares = sum(weights), sum(weight * weight for weight in weights)
        mu = sum(weight * mean for weight, (mean, _) in zip(weights, means, strict=True)) / total
        beyond = sum(
            weight * weight * ((mean - mu) ** 2 - error)
            for weight, (mean, error) in zip(weights, means, strict=True)
        )
        between = max(beyond / squares, 1e-3)
    return mu, between


def _reach(prior: RhythmPrior, tracks: Sequence[Sequence[float]], as_of: float) -> float:
    start = min(track[0] for track in tracks if track)
    day = start + int((as_of - start) * _LOOK_BACK)
    reached = []
    for track in tracks:
        if bought_within(track, day, as_of - day) and (then := sums_at(track, day)):
            mean = prior.mean(then.n, then.slog)
            silence = day - then.last
            if silence > 0 and mean is not None:
                spread = prior.predictive_spread(then.n, then.slog, then.slog2)
                reached.append((log(silence) - mean) / spread)
            else:
                reached.append(-inf)
    if len(reached) < _ENOUGH:
        return _REACH
    reached.sort()
    return max(reached[int((1 - _ALARMS) * (len(reached) - 1))], _REACH)
