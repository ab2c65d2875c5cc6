"""The chance that a client buys again within a horizon."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import log
from typing import Any, Final, Protocol, runtime_checkable

import attrs

from ..arithmetic import FLOATS, Arithmetic
from ..doors import typed
from ..phrases import Said
from ..rhythm import Pooled, Rhythm

__all__ = ["Chances", "Explained", "PriorChances", "Push"]


LOGISTIC = 1.702
"""Slope at which the logistic distribution function comes closest to the normal one."""


@runtime_checkable
class Chances(Protocol):
    """Whoever can say how likely a purchase is; bring your own model as one."""

    @property
    def horizon(self) -> float:
        """Days ahead for which the chance holds."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to keep in mind when reading the chances; empty when nothing."""

    def chance(self, rhythm: Rhythm, pooled: Pooled | None, silence: float, days: Sequence[int]) -> float | None:
        """Probability of a purchase within the horizon, or `None` when it cannot be told.

        Asked with the running sums of the client's present life, its pooled rhythm, the silence in days, and the
        ordinals of all its days of visit, ascending.
        """


@attrs.frozen(field_transformer=typed)
class Push:
    """What one fact does to a client's chance, against the average client of the base.

    Attributes:
        fact: what it is.
        odds: the factor by which it multiplies the odds of a purchase: above 1 up, below 1 down.
    """

    fact: str
    odds: float


@runtime_checkable
class Explained(Protocol):
    """Chances that can say what they are made of."""

    def pushes_of(self, days: Sequence[int], silence: float) -> tuple[Push, ...]:
        """Which facts push a client's chance up or down, strongest first."""


def _survival(ratio: Any, spread: Any) -> Any:
    """P(gap > ratio × its median) for a log-logistic gap, close to a log-normal one of this spread.

    Only a power is needed, so that a data frame can compute the same.
    """
    return 1 / (1 + ratio ** (LOGISTIC / spread))


@lru_cache(maxsize=64)
def _hopeful(limit: float, share: float, length: float, spread: float) -> float:
    """From `formula`: within the horizon a pause wakes with a quarter at least, and rhythm only adds to the chance."""
    paused = 4 * (limit + 1e-6)
    if not 0 < paused < 1 or share <= 0:
        return 0.0
    needed = paused * (1 - share) / (share * (1 - paused))
    return 1 + length * float((1 / needed - 1) ** (spread / LOGISTIC)) if 0 < needed < 1 else 0.0


HANDBOOK: Final = Said("chances.handbook", "not learnt from your own clients: the handbook's figures")


@attrs.frozen(field_transformer=typed)
class PriorChances:
    """Chances without learning, from the handbook's figures and the client's own rhythm.

    A gap is in rhythm, or a pause, or the client has left for good. Silence shifts belief from the first to the last.

    Attributes:
        horizon: days ahead for which the chance holds.
        yearly_loss: share of clients that leave in a year (E4.1: between 10 and 25 %).
        pause_share: share of broken rhythms that are pauses (E4.2: the dormant can be woken).
        pause_length: median length of a pause in usual gaps.
        pause_spread: standard deviation of its logarithm.
        warnings: what to keep in mind when reading them.

    >>> monthly = Rhythm.of(range(0, 300, 30))
    >>> from clientreturn.rhythm import RhythmPrior
    >>> round(PriorChances().chance(monthly, monthly.pooled(RhythmPrior()), 10), 2)
    0.99
    """

    horizon: float = 365
    yearly_loss: float = 0.17
    pause_share: float = 0.3
    pause_length: float = 2.5
    pause_spread: float = 0.8
    warnings: tuple[str, ...] = (HANDBOOK,)

    def chance(self, rhythm: Rhythm, pooled: Pooled | None, silence: float, days: Sequence[int] = ()) -> float | None:
        """Chance of a purchase within the horizon; `None` for a client without a rhythm."""
        if pooled is None or rhythm.visits < 2:
            return None
        return float(self.formula(pooled.usual_gap, pooled.spread, silence))

    def formula(self, usual_gap: Any, spread: Any, silence: Any, maths: Arithmetic = FLOATS) -> Any:
        """The chance of a client with at least one gap, on numbers or on data-frame expressions.

        A client in rhythm buys within the horizon from its due day on; a pause ends the later the longer it has
        lasted. So written, more silence never raises the chance.
        """
        usual = maths.greatest(usual_gap, 1.0)
        spread = maths.greatest(maths.least(spread, 3.0), 0.05)
        broken = maths.least(1 - maths.exp(usual * (log(1 - self.yearly_loss) / 365)), 0.5)
        buys = 1 - _survival(self.horizon / usual + 1, spread)
        in_rhythm = (1 - broken) * _survival(silence / usual, spread)
        overdue = maths.greatest(silence / usual - 1, 0.0)
        paused = broken * self.pause_share * _survival(overdue * (1 / self.pause_length), self.pause_spread)
        left = broken * (1 - self.pause_share)
        wakes = buys * self.horizon / (silence + self.horizon)
        return (in_rhythm * buys + paused * wakes) / (in_rhythm + paused + left)

    def hopeful(self, limit: float) -> float:
        """Up to which multiple of its usual gap, and within the horizon, a silence surely leaves a chance of `limit`.

        0 when no silence does. It holds whatever the rhythm: a quick look at silences that are far from hopeless.

        >>> round(PriorChances().hopeful(0.05), 2)
        3.13
        """
        return _hopeful(limit, self.pause_share, self.pause_length, self.pause_spread)

    def bounds(
        self, rhythm: Rhythm, pooled: Pooled | None, low: float, high: float, days: Sequence[int]
    ) -> tuple[float, float] | None:
        """Between what the chance stays while the silence goes from `low` to `high` days: it never rises."""
        most, least = (self.chance(rhythm, pooled, silence, days) for silence in (low, high))
        return None if most is None or least is None else (least, most)
