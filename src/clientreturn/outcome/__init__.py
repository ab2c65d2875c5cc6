"""Did it work? What became of attempts, whether they paid, and what they changed."""

from __future__ import annotations

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

__all__ = [
    "Arm",
    "Gain",
    "Holdout",
    "Lift",
    "Sizes",
    "Told",
    "arms_of",
    "draw_holdout",
    "lift",
    "sizes_needed",
    "smallest_visible",
]
