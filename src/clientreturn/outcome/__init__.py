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

__all__ = [
    "Arm",
    "Costs",
    "Ending",
    "Gain",
    "Holdout",
    "Lift",
    "Outcome",
    "Probation",
    "Romi",
    "Sale",
    "Sizes",
    "Told",
    "Try",
    "arms_of",
    "draw_holdout",
    "lift",
    "outcomes_of",
    "romi",
    "romi_by",
    "sizes_needed",
    "smallest_visible",
]
