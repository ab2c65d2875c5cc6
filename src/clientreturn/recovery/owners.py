"""Who does it: the employee who lost a client does not lead its return (E4.15, R23)."""

from __future__ import annotations

from datetime import date, timedelta

import attrs

from ..facts.lazy import ClientFacts
from ..history import Event
from .step import Role
from .team import Member, Team

__all__ = ["Assignment", "Responsibility", "assign", "responsibility"]

FAULT_KINDS = ("complaint", "staff-incident", "broken-promise", "late-delivery")
LEADERS = (Role.HEAD_OF_RETURN, Role.OWNER, Role.MANAGER, Role.MARKETING, Role.DIRECTOR)
"""A new person: the driver of returns, a colleague, a manager, marketing, an executive (E4.15)."""


@attrs.frozen
class Responsibility:
    """Who answered for the client when it was lost.

    Attributes:
        due_on: day on which the next purchase fell due, or of the break.
        employee: owner on that day; `None` when nobody, or when it took the client over too recently (R23).
        inherited: whether the owner of that day had owned it for less than one usual gap.
        at_fault: employees named in faults that the client felt; a suspicion, no verdict.
    """

    due_on: date | None
    employee: str | None
    inherited: bool
    at_fault: frozenset[str]


def responsibility(facts: ClientFacts) -> Responsibility:
    """Whose loss it is: the owner on the day the next purchase fell due, or of the break."""
    story = facts.story
    usual: float = facts["usual_gap"] or 0.0
    if story.silence.breaks:
        due: date | None = story.silence.breaks[0].on
    elif story.last_visit is not None:
        due = story.last_visit + timedelta(round(usual))
    else:
        due = None
    owner = story.client.owner(due) if due is not None else None
    inherited = owner is not None and due is not None and (due - owner.since).days < usual
    named = frozenset(event.employee for event in story.events(*FAULT_KINDS) if event.employee and _human(event))
    return Responsibility(due, None if owner is None or inherited else owner.name, inherited, named)


def _human(event: Event) -> bool:
    return bool(event.human) or event.kind == "staff-incident" or event.detail("topic") == "staff"


@attrs.frozen
class Assignment:
    """Who carries out a step.

    Attributes:
        employee: its name; `None` when the team has nobody in that role.
        note: what should be known about the choice.
    """

    employee: str | None
    note: str = ""


def assign(
    role: Role, facts: ClientFacts, team: Team, blame: Responsibility, lost: bool, strict: bool, on: date
) -> Assignment:
    """The employee for a role: a dormant or inherited client stays with its owner, a lost one gets somebody else.

    `strict` holds after a human fault: then whoever lost it, or is named in the fault, is never sent.
    """
    story = facts.story
    present = story.client.owner(story.as_of)
    barred = set(blame.at_fault)
    if lost and blame.employee is not None:
        barred.add(blame.employee)
    if role in (Role.OWNER, Role.LEAD):
        if present is not None and present.name not in barred:
            return Assignment(present.name)
        return _somebody_else(LEADERS, team, barred, present.name if present else None, strict, on)
    return _somebody_else((role,), team, barred if role is not Role.DIRECTOR else set(), None, strict, on)


def _somebody_else(
    roles: tuple[Role, ...], team: Team, barred: set[str], lost_by: str | None, strict: bool, on: date
) -> Assignment:
    candidates: list[Member] = [member for role in roles for member in team.in_role(role) if member.name not in barred]
    # Somebody at work comes first; who is away is better than nobody.
    for member in sorted(candidates, key=lambda member: not member.works(on)):
        handed = f"in place of {lost_by}, who lost the client" if lost_by else ""
        return Assignment(member.name, handed)
    if lost_by is None or not team.members:
        return Assignment(None, f"not {lost_by}, who lost the client" if lost_by else "")
    if strict:
        return Assignment(None, f"nobody but {lost_by} is there, who must not be sent after a human fault")
    return Assignment(lost_by, "nobody else is there: the chance is lower")
