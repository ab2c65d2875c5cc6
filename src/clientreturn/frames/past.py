"""Which gaps of the past were losses: presence read on rows, for both engines alike."""

from __future__ import annotations

from typing import Any

import narwhals.stable.v2 as nw

from ..base import Base
from ..conditions import Tuning, requires
from ..facts.silence import gone
from ..rules import RuleBook
from ..standing import Standing
from ..standing.past import losing
from .columns import silence_columns
from .expressions import first_hit, verdict_of

__all__ = ["lost_gaps", "needs_line"]

QUIET = ("project_finished", "hard_times", "contract_runs", "dead")


def needs_line(presence: RuleBook[Standing]) -> bool:
    """Whether presence calls a quiet gap a loss only where the line is crossed."""
    return requires(losing(presence).node, gone.node)


def lost_gaps(gaps: Any, presence: RuleBook[Standing], base: Base, numbers: Tuning) -> Any:
    """The rows of gaps with a column `lost`: what presence says on the last day of each.

    A row has `visits`, `silence`, `breaks`, `days_since_break` and the ruling sums; other columns are kept.
    """
    kept = gaps.collect_schema().names()
    gaps = gaps.with_columns(*(nw.lit(False).alias(name) for name in QUIET), nw.col("visits").alias("sum:visits"))
    for step in silence_columns(base, numbers):
        gaps = gaps.with_columns(*step)
    answers, _, _ = verdict_of(presence, "presence")
    deciding = first_hit(presence, "presence")
    lost = [hit for hit, rule in zip(deciding, presence.rules, strict=True) if rule.says is Standing.LOST]
    said = nw.any_horizontal(*lost, ignore_nulls=True) if lost else nw.lit(False)
    return gaps.with_columns(*answers).with_columns(said.alias("lost")).select(*kept, "lost")
