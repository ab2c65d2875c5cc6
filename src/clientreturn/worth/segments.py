"""Named segments by recency, frequency and money: a 5 × 5 grid without holes (E3.7)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from ..errors import ClientReturnError

__all__ = ["GRID", "Segment", "segment_of"]


class Segment(StrEnum):
    """What a client's last purchases look like, beside all others."""

    CHAMPIONS = "champions"
    LOYAL = "loyal"
    PROMISING = "promising"
    NEW = "new"
    NEEDS_ATTENTION = "needs attention"
    COOLING = "cooling"
    AT_RISK = "at risk"
    CANNOT_LOSE = "cannot lose"
    HIBERNATING = "hibernating"
    GONE_COLD = "gone cold"


_N, _P, _L, _C = Segment.NEW, Segment.PROMISING, Segment.LOYAL, Segment.CHAMPIONS
_A, _O, _R, _X = Segment.NEEDS_ATTENTION, Segment.COOLING, Segment.AT_RISK, Segment.CANNOT_LOSE
_H, _G = Segment.HIBERNATING, Segment.GONE_COLD

GRID: Final = (
    # value (frequency and money) 1, 2, 3, 4, 5
    (_G, _G, _R, _R, _X),  # recency 1: silent longest
    (_G, _H, _R, _R, _X),  # recency 2
    (_O, _O, _A, _L, _L),  # recency 3
    (_P, _P, _L, _L, _C),  # recency 4
    (_N, _P, _L, _C, _C),  # recency 5: bought last
)
"""Rows by recency, columns by the mean of frequency and money, rounded half up."""


def segment_of(recency: int, frequency: int, money: int | None = None) -> Segment:
    """The named segment of a client's scores; without money, frequency alone stands for its value.

    Args:
        recency: 1 (silent longest) to 5 (bought last).
        frequency: 1 to 5.
        money: 1 to 5; `None` when money is unknown.

    >>> segment_of(5, 5, 4), segment_of(1, 5, 5), segment_of(5, 1)
    (<Segment.CHAMPIONS: 'champions'>, <Segment.CANNOT_LOSE: 'cannot lose'>, <Segment.NEW: 'new'>)
    """
    for name, score in (("recency", recency), ("frequency", frequency), ("money", money)):
        if score not in (1, 2, 3, 4, 5) and not (name == "money" and score is None):
            raise ClientReturnError(f"segment_of.{name}", score, "a score from 1 to 5")
    value = frequency if money is None else (frequency + money + 1) // 2
    return GRID[recency - 1][value - 1]
