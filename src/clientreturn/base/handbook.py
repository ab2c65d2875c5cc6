"""Chances by the handbook alone: for whoever has not learnt anything from its own clients yet."""

from __future__ import annotations

from itertools import pairwise
from math import erfc, log, sqrt

from attrs import field, frozen

from clientreturn.base.prior import LearntRhythm

__all__ = ["PriorChances"]

_YEAR = 365.25
# Silences, in usual gaps, at which the chance is worked out; in between it runs straight, so that a chance
# that never rises from rung to rung never rises at all.
_RUNGS = (
    0,
    0.5,
    0.75,
    1,
    1.25,
    1.5,
    1.75,
    2,
    2.5,
    3,
    3.5,
    4,
    4.5,
    5,
    5.5,
    6,
    7,
    8,
    9,
    10,
    12,
    15,
    20,
    30,
    50,
    100,
)


@frozen
class PriorChances:
    """The chance to buy again, from the client's own rhythm and the handbook's figures.

    After each purchase a client goes on in its rhythm, pauses, or leaves for good. Its silence tells the
    three apart (Bayes' rule). Unknown for one-time clients: without peers they are undecided (section 6).

    Attributes:
        horizon: days within which a purchase is meant.
        rhythm: what is presumed of gaps.
        loss_a_year: share of clients that break their rhythm within a year (E4.1: 9-11 % are lost even at
            excellent firms, 10-25 % is a sound target band; 17 % is its middle).
        paused: share of the broken rhythms that are pauses (B6: a third come back if asked; a little
            fewer unasked).
        pause: median length of a pause, in usual gaps.
        pause_spread: log-sd of that length.
        warnings: what to keep in mind when reading them.

    >>> regular = PriorChances(horizon=365)
    >>> slog, slog2 = 4 * log(91), 4 * log(91) ** 2
    >>> [round(regular.chance(5, 0, 364, slog, slog2, as_of=364 + days), 2) for days in (30, 130, 300, 700)]
    [0.96, 0.28, 0.1, 0.02]
    """

    horizon: float = 365
    rhythm: LearntRhythm = field(factory=LearntRhythm)
    loss_a_year: float = 0.17
    paused: float = 0.3
    pause: float = 2.5
    pause_spread: float = 0.8
    warnings: tuple[str, ...] = ("not learnt from your own clients: the handbook's figures",)

    def windows(self, as_of: float) -> tuple[tuple[float, float], ...]:
        """The windows in which visits must be counted: none."""
        return ()

    def chance(
        self,
        n: int,
        first: float,
        last: float,
        slog: float,
        slog2: float,
        counts: tuple[int, ...] = (),
        *,
        as_of: float,
    ) -> float | None:
        """P(at least one purchase within the horizon after `as_of`), or `None` for a one-time client."""
        mean = self.rhythm.mean(n, slog)
        usual = self.rhythm.usual_gap(n, slog)
        if n < 2 or mean is None or usual is None:
            return None
        spread = self.rhythm.spread(n, slog, slog2)
        breaks = 1 - (1 - self.loss_a_year) ** (usual / _YEAR)
        silence = max(as_of - last, 0) / usual
        horizon = self.horizon / usual
        if silence >= _RUNGS[-1]:
            return 0.0
        lowest = self._at(0.0, horizon, spread, breaks)
        for low, high in pairwise(_RUNGS):
            upper = min(lowest, self._at(high, horizon, spread, breaks))
            if silence < high:
                return lowest + (upper - lowest) * (silence - low) / (high - low)
            lowest = upper
        raise AssertionError("unreachable: the last rung was passed above")

    def _at(self, silence: float, horizon: float, spread: float, breaks: float) -> float:
        """The chance after a silence, both it and the horizon counted in usual gaps."""
        still = _longer(silence, 1.0, spread)
        soon = still - _longer(silence + horizon, 1.0, spread)
        pausing = _longer(silence, self.pause, self.pause_spread)
        wakes = pausing - _longer(silence + horizon, self.pause, self.pause_spread)
        staying = 1 - breaks
        return (staying * soon + breaks * self.paused * wakes) / (
            staying * still + breaks * (self.paused * pausing + 1 - self.paused)
        )


def _longer(length: float, median: float, spread: float) -> float:
    """P(a lognormal gap is longer)."""
    return 0.5 * erfc(log(length / median) / (spread * sqrt(2))) if length > 0 else 1.0
