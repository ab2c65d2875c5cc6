"""Which gaps of the past were losses: presence read on rows, for both engines alike."""

from __future__ import annotations

from functools import lru_cache
from math import log
from typing import Any, Final

import attrs
import narwhals.stable.v2 as nw

from ..base import Base
from ..conditions import Condition, Tuning, facts_of, given, requires
from ..facts.silence import early_days, gone, gone_ratio
from ..rhythm import MILLIONTH
from ..rules import RuleBook
from ..standing import Standing
from ..standing.past import losing
from .columns import silence_columns
from .expressions import EXPRESSIONS, first_hit, verdict_of

__all__ = ["lost_gaps", "needs_line", "of_a_gap"]

NEVER: Final = {"contract_runs": False, "dead": False}
"""What a past gap of a table never has: a death in it counts among its breaks."""

PAUSES: Final = ("project_finished", "hard_times")


def needs_line(presence: RuleBook[Standing]) -> bool:
    """Whether presence calls a quiet gap a loss only where the line is crossed."""
    return requires(losing(presence).node, gone.node)


@lru_cache(maxsize=64)
def of_a_gap(presence: RuleBook[Standing], pauses: bool = False) -> RuleBook[Standing]:
    """The rules that can make a past gap a loss, or keep it from being one; with its pauses, where they are known.

    >>> from clientreturn.standing import STANDING, presence_of
    >>> of_a_gap(presence_of(STANDING))
    RuleBook(standing.prospect, standing.declared-break, standing.one-time, standing.beyond-hope)
    """
    never = NEVER if pauses else NEVER | dict.fromkeys(PAUSES, False)
    left = [(rule, given(rule.when.node, never)) for rule in presence]
    rules = [attrs.evolve(rule, when=Condition(node)) for rule, node in left if node is not False]
    last = max((at for at, rule in enumerate(rules) if rule.says is Standing.LOST), default=-1)
    return RuleBook(tuple(rules[: last + 1]), presence.sees)


def near_line(base: Base, numbers: Tuning) -> Any:
    """Rows that a quick look cannot hold below the line (`facts.silence.below_line`), and those with a break."""
    prior = base.rhythm
    weight = 0.0 if prior.centre is None else prior.weight
    seen = nw.col("sum:ruling") > 1
    gaps = EXPRESSIONS.greatest((nw.col("sum:ruling") - 1).cast(nw.Float64), 1.0)
    mean = (nw.col("sum:logs") * MILLIONTH + weight * (prior.centre or 0.0)) / (gaps + weight)
    if prior.centre is not None:
        mean = nw.when(seen).then(mean).otherwise(nw.lit(prior.centre))
        seen = seen | ~seen
    reach = (nw.col("silence") + (numbers(early_days) + 0.01)).log() - mean
    beyond = (reach >= log(numbers(gone_ratio)) - 0.006).fill_null(False)
    return (seen & beyond) | (nw.col("breaks") > 0)


def lost_gaps(gaps: Any, presence: RuleBook[Standing], base: Base, numbers: Tuning) -> Any:
    """The rows of gaps with a column `lost`: what presence says on the last day of each.

    A row has `visits`, `silence`, `breaks`, `days_since_break` and the ruling sums, where events are known also
    `project_finished` and `hard_times`; other columns are kept.
    """
    kept = gaps.collect_schema().names()
    book = of_a_gap(presence, pauses=PAUSES[0] in kept)
    used = frozenset(name for rule in book for name in facts_of(rule.when))
    near = near_line(base, numbers) if needs_line(presence) else nw.lit(True)
    gaps = gaps.with_columns(nw.col("visits").alias("sum:visits"), near.alias("row:near"))
    # Far from the line nothing is computed: without a ruling rhythm every figure of it is skipped.
    ruling = nw.when(nw.col("row:near")).then(nw.col("sum:ruling")).otherwise(nw.lit(0))
    gaps = gaps.with_columns(nw.col("sum:ruling").alias("row:ruling"), ruling.alias("sum:ruling"))
    for step in silence_columns(base, numbers, used):
        gaps = gaps.with_columns(*step)
    answers, _, _ = verdict_of(book, "presence")
    lost = [
        hit for hit, rule in zip(first_hit(book, "presence"), book.rules, strict=True) if rule.says is Standing.LOST
    ]
    said = nw.any_horizontal(*lost, ignore_nulls=True) & nw.col("row:near") if lost else nw.lit(False)
    answered = gaps.with_columns(*answers).with_columns(said.alias("lost"), nw.col("row:ruling").alias("sum:ruling"))
    return answered.select(*kept, "lost")
