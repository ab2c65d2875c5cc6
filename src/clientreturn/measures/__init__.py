"""Measuring: what is lost, who comes and goes, what changed a verdict, and how a policy would have done."""

from __future__ import annotations

from .attempts import outcomes
from .clock import Replay, replay_of
from .comparison import Comparison, Position, compare, stepwise
from .figure import FIGURES, Definition, Figure, Grade
from .flow import Flow, Flows, FlowTable, Place, flows, month_ends
from .hindsight import Backtest, Track, backtest
from .losses import LossReport, loss_report
from .movers import Mover
from .period import Period

__all__ = [
    "FIGURES",
    "Backtest",
    "Comparison",
    "Definition",
    "Figure",
    "Flow",
    "FlowTable",
    "Flows",
    "Grade",
    "LossReport",
    "Mover",
    "Period",
    "Place",
    "Position",
    "Replay",
    "Track",
    "backtest",
    "compare",
    "flows",
    "loss_report",
    "month_ends",
    "outcomes",
    "replay_of",
    "stepwise",
]
