"""The chance that a client buys again within a horizon."""

from __future__ import annotations

from math import log
from typing import Any, Protocol

import attrs

from ..arithmetic import FLOATS, Arithmetic
from ..rhythm import Pooled, Rhythm

__all__ = ["Chances", "PriorChances"]


LOGISTIC = 1.702
"""Slope at which the logistic distribution function comes closest to the normal one."""


class Chances(Protocol):
    """Whoever can say how likely a purchase is."""

    @property
    def horizon(self) -> int:
        """Days ahead for which the chance holds."""

    def chance(self, rhythm: Rhythm, pooled: Pooled | None, silence: float) -> float | None:
        """Probability of a purchase within the horizon, or `None` when it cannot be told.

        Asked with the running sums of the client's present life, its pooled rhythm and the silence in days.
        """


def _survival(ratio: Any, spread: Any) -> Any:
    """P(gap > ratio × its median) for a log-logistic gap, close to a log-normal one of this spread.

    Only a power is needed, so that a data frame can compute the same.
    """
    return 1 / (1 + ratio ** (LOGISTIC / spread))


@attrs.frozen
class PriorChances:
    """Chances without learning, from the handbook's figures and the client's own rhythm.

    A gap is in rhythm, or a pause, or the client has left for good. Silence shifts belief from the first to the last.

    Attributes:
        horizon: days ahead for which the chance holds.
        yearly_loss: share of clients that leave in a year (E4.1: between 10 and 25 %).
        pause_share: share of broken rhythms that are pauses (E4.2: the dormant can be woken).
        pause_length: median length of a pause in usual gaps.
        pause_spread: standard deviation of its logarithm.

    >>> monthly = Rhythm.of(range(0, 300, 30))
    >>> from clientreturn.rhythm import RhythmPrior
    >>> round(PriorChances().chance(monthly, monthly.pooled(RhythmPrior()), 10), 2)
    0.99
    """

    horizon: int = 365
    yearly_loss: float = 0.17
    pause_share: float = 0.3
    pause_length: float = 2.5
    pause_spread: float = 0.8

    def chance(self, rhythm: Rhythm, pooled: Pooled | None, silence: float) -> float | None:
        """Chance of a purchase within the horizon; `None` for a client without a rhythm."""
        if pooled is None or rhythm.visits < 2:
            return None
        return float(self.formula(pooled.usual_gap, pooled.spread, silence))

    def formula(self, usual_gap: Any, spread: Any, silence: Any, maths: Arithmetic = FLOATS) -> Any:
        """The chance of a client with at least one gap, on numbers or on data-frame expressions."""
        now = self._silent(usual_gap, spread, silence, maths)
        return (now - self._silent(usual_gap, spread, silence + self.horizon, maths)) / now

    def bounds(self, rhythm: Rhythm, pooled: Pooled | None, low: float, high: float) -> tuple[float, float] | None:
        """Between what the chance stays while the silence goes from `low` to `high` days; `None` when it is unknown."""
        if pooled is None or rhythm.visits < 2:
            return None
        early, late, early_then, late_then = (
            self._silent(pooled.usual_gap, pooled.spread, days, FLOATS)
            for days in (low, high, low + self.horizon, high + self.horizon)
        )
        return 1 - early_then / late, 1 - late_then / early

    def _silent(self, usual_gap: Any, spread: Any, days: Any, maths: Arithmetic) -> Any:
        """Probability of a silence of at least so many days: in rhythm, in a pause, or for good; it never rises."""
        usual = maths.greatest(usual_gap, 1.0)
        spread = maths.greatest(maths.least(spread, 3.0), 0.05)
        broken = maths.least(1 - maths.exp(usual * (log(1 - self.yearly_loss) / 365)), 0.5)
        gaps = days / usual
        in_rhythm = (1 - broken) * _survival(gaps, spread)
        pause = broken * self.pause_share * _survival(gaps / self.pause_length, self.pause_spread)
        return in_rhythm + pause + broken * (1 - self.pause_share)
