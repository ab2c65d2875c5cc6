"""The rhythm of all clients, learnt: what is presumed of one client's gaps, and how far they reach (E3.5, C7)."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, inf, log, sqrt
from operator import mul

from attrs import evolve, field, frozen

from clientreturn.base.sums import bought_within, sums_at
from clientreturn.rhythm import MILLION, Z95, RhythmPrior, log_normal

__all__ = ["LearntRhythm", "learn_prior"]

_LATE = 4 / 3  # E3.5
_HANDBOOK = RhythmPrior()
_ENOUGH = 50  # clients with a rhythm, below which nothing is learnt
_LOOK_BACK = 2 / 3  # of the history: late enough to know rhythms, early enough to know who came back
_ALARMS = 0.025  # share of those who came back whom the line may have called gone


@frozen
class LearntRhythm:
    """The prior of the rhythm, and how far beyond the mean a silence rarely reaches.

    Attributes:
        prior: what is presumed of a client's log gaps before its own are seen.
        reach: spreads beyond the mean that a silence rarely reaches; at least the 95 % quantile's.
        clients: clients with a rhythm it was learnt from; 0 for the handbook's own.

    >>> quarterly = (91.25,) * 4
    >>> slog, slog2 = sum(map(log, quarterly)), sum(log(gap) ** 2 for gap in quarterly)
    >>> round(LearntRhythm().usual_gap(5, slog), 2), round(LearntRhythm().line(5, slog, slog2), 2)
    (91.25, 121.67)
    """

    prior: RhythmPrior = field(factory=RhythmPrior)
    reach: float = Z95
    clients: int = 0

    def mean(self, n: int, slog: float) -> float | None:
        """Pooled mean of the log gaps; unknown with neither gaps nor peers."""
        if n < 2:
            return self.prior.centre
        return float(log_normal(n - 1, slog * MILLION, 0.0, self.prior)[0])

    def spread(self, n: int, slog: float, slog2: float) -> float:
        """Pooled standard deviation of the log gaps."""
        if n < 2:
            return sqrt(self.prior.variance)
        return float(log_normal(n - 1, slog * MILLION, slog2 * MILLION, self.prior)[1])

    def usual_gap(self, n: int, slog: float) -> float | None:
        """The client's usual inter-purchase time in days: the pooled geometric mean."""
        mean = self.mean(n, slog)
        return None if mean is None else exp(mean)

    def line(self, n: int, slog: float, slog2: float) -> float | None:
        """The silence in days beyond which a client is gone: rarely reached, never below 4/3 (E3.5)."""
        mean = self.mean(n, slog)
        if mean is None:
            return None
        return max(_LATE * exp(mean), exp(mean + self.reach * self.spread(n, slog, slog2)))


def learn_prior(tracks: Sequence[Sequence[float]], as_of: float) -> LearntRhythm:
    """The prior under which the gaps of all clients up to a day are likely (empirical Bayes).

    Mean and variances by moments, each client's mean weighed by how well it is known (DerSimonian & Laird
    1986). The reach is learnt from a day in the past: no more than 2.5 % of the clients who came back
    afterwards may have been beyond the line then. A 95 % quantile of gaps would do for regular clients only:
    a day taken at random falls into a long gap more often than into a short one.

    Args:
        tracks: each client's visit days (proleptic ordinals), ascending, each once.
        as_of: the day up to which visits count.

    Returns:
        The rhythm; the handbook's own (`clients == 0`) where fewer than 50 clients bought three times.
    """
    known = [sums for track in tracks if (sums := sums_at(track, as_of)) and sums.n > 2]
    if len(known) < _ENOUGH:
        return LearntRhythm()
    freedom = sum(sums.n - 2 for sums in known)
    within = sum(max(s.slog2 - s.slog * s.slog / (s.n - 1), 0.0) for s in known) / freedom
    within = max(within, _HANDBOOK.variance)
    mu, between = _between([(s.slog / (s.n - 1), within / (s.n - 1)) for s in known])
    rhythm = LearntRhythm(RhythmPrior(mu, within / between, within, _HANDBOOK.freedom), clients=len(known))
    return evolve(rhythm, reach=_reach(rhythm, tracks, as_of))


def _between(means: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Mean and variance of the clients' true means, from observed means and the variances of their error."""
    mu = sum(mean for mean, _ in means) / len(means)
    between = max(sum((mean - mu) ** 2 - error for mean, error in means) / len(means), 1e-3)
    own = [mean for mean, _ in means]
    for _ in range(20):
        weights = [1 / (between + error) for _, error in means]
        twice = list(map(mul, weights, weights))
        mu = sum(map(mul, weights, own)) / sum(weights)
        beyond = sum(map(mul, twice, [(mean - mu) ** 2 - error for mean, error in means]))
        between = max(beyond / sum(twice), 1e-3)
    return mu, between


def _reach(rhythm: LearntRhythm, tracks: Sequence[Sequence[float]], as_of: float) -> float:
    start = min(track[0] for track in tracks if track)
    day = start + (as_of - start) * _LOOK_BACK
    reached = []
    for track in tracks:
        if bought_within(track, day, as_of - day) and (then := sums_at(track, day)):
            mean = rhythm.mean(then.n, then.slog)
            silence = day - then.last
            if silence > 0 and mean is not None:
                spread = rhythm.spread(then.n, then.slog, then.slog2)
                reached.append((log(silence) - mean) / spread)
            else:
                reached.append(-inf)
    if len(reached) < _ENOUGH:
        return Z95
    reached.sort()
    return max(reached[int((1 - _ALARMS) * (len(reached) - 1))], Z95)
