"""Measuring: what is lost, who comes and goes, what changed a verdict, and how a policy would have done."""

from __future__ import annotations

from .clock import Replay, as_recorded, replay_of
from .figure import Figure, Grade
from .losses import Band, LossReport, Slice, loss_report
from .period import Period

__all__ = [
    "Band",
    "Figure",
    "Grade",
    "LossReport",
    "Period",
    "Replay",
    "Slice",
    "as_recorded",
    "loss_report",
    "replay_of",
]
