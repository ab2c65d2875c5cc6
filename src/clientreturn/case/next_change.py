"""When a case has to be looked at again, if nothing happens."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from ..standing import judge

if TYPE_CHECKING:
    from .case import Case

__all__ = ["next_change"]

FARTHEST = 366 * 3
STRIDE = 7


def next_change(case: Case) -> date | None:
    """The first day on which the standing changes with nothing but time, or a step falls due; at most three years ahead.

    Standing is asked week by week, and day by day within the week in which it changes: any policy's rules count.
    """
    due = [step.on for step in case.plan.steps if step.on > case.as_of]
    due += [one.look_again for one in case.plan.blocked if one.look_again is not None and one.look_again > case.as_of]
    standing = _standing_changes(case)
    if standing is not None:
        due.append(standing)
    return min(due, default=None)


def _standing_changes(case: Case) -> date | None:
    horizon = min(FARTHEST, (date.max - case.as_of).days)
    strides = [*range(0, horizon, STRIDE), horizon]
    for before, after in pairwise(strides):
        if not _same(case, after):
            return next(case.as_of + timedelta(days) for days in range(before + 1, after + 1) if not _same(case, days))
    return None


def _same(case: Case, days: int) -> bool:
    story, policy = case.judgement.story, case.policy
    later = judge(
        story.client,
        case.as_of + timedelta(days),
        standing=policy.standing,
        presence=policy.presence,
        base=story.base,
        numbers=policy.numbers,
        rates=policy.rates,
        own=policy.own_facts,
    )
    return later.verdict.says is case.standing.says and later.lost_on == case.since
