"""Did it work? What became of attempts, whether they paid, and what they changed."""

from __future__ import annotations

from .attempts import Ending, Outcome, Probation, Sale, Try, outcomes_of
from .experiment import (
    Arm,
    Gain,
    Holdout,
    Lift,
    Sizes,
    Told,
    arms_of,
    draw_holdout,
    lift,
    sizes_needed,
    smallest_visible,
)
from .investment import Costs, Romi, romi, romi_by
from .letters import Letters, letters
from .lives import SecondLife, second_life

__all__ = [
    "Arm",
    "Costs",
    "Ending",
    "Gain",
    "Holdout",
    "Letters",
    "Lift",
    "Outcome",
    "Probation",
    "Romi",
    "Sale",
    "SecondLife",
    "Sizes",
    "Told",
    "Try",
    "arms_of",
    "draw_holdout",
    "letters",
    "lift",
    "outcomes_of",
    "romi",
    "romi_by",
    "second_life",
    "sizes_needed",
    "smallest_visible",
]
