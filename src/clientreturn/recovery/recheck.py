"""A step asked of the law and the blocks again, for another day or another person (R26)."""

from __future__ import annotations

from datetime import date

from ..causes import Diagnosis
from ..phrases import Said
from ..standing import Standing
from ..worth import Worth
from .owners import Assignment, responsibility
from .placing import Placing
from .plan import Plan
from .situation import Books, situation_of
from .step import Step
from .team import Team

__all__ = ["barred", "block_on"]


def block_on(
    worth: Worth,
    plan: Plan,
    step: Step,
    owner: str,
    on: date,
    team: Team,
    books: Books,
    says: Standing | None,
    lost_on: date | None,
    diagnosis: Diagnosis | None,
) -> Said | None:
    """What holds a step of a plan if somebody does it on a day; `None` when nothing does."""
    now = situation_of(worth, diagnosis, says, lost_on, team, books, plan)
    return Placing(now).hindrance(step, Assignment(owner), on)


def barred(worth: Worth) -> frozenset[str]:
    """Who must not or should not lead the return of a client."""
    blame = responsibility(worth.facts.client)
    return blame.at_fault | ({blame.employee} if blame.employee and worth.facts["standing"] == "lost" else frozenset())
