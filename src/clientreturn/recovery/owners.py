"""Who does it: the employee who lost a client does not lead its return (E4.15, R23)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Final

import attrs

from ..conditions import ALWAYS, Value
from ..days import later
from ..facts.lazy import ClientFacts
from ..history import Event
from ..phrases import said
from ..rules import Rule, RuleBook
from ..worth.case_facts import days_lost, emotional, failed_twice, standing
from .channels import visit_from
from .plan_facts import PLAN_VOCABULARY, return_class
from .step import Role
from .team import Member, Team

__all__ = ["LEADERS", "Assignment", "Responsibility", "assign", "nobody_else", "responsibility"]

Roles = tuple[Role, ...]

FAULT_KINDS: Final = ("complaint", "staff-incident", "broken-promise", "late-delivery")
MEMORY: Final = 365
"""How long before the last purchase a fault of an employee is still remembered."""

worth_a_visit = return_class <= 2

DRIVERS: Final = (Role.HEAD_OF_RETURN, Role.OWNER, Role.MANAGER, Role.MARKETING, Role.DIRECTOR)
"""A new person: the driver of returns, a colleague, a manager, marketing, an executive (E4.9, E4.15)."""

LEADERS: Final[RuleBook[Roles]] = RuleBook.of(
    Rule(
        "leader.two-failures",
        when=failed_twice,
        says=(Role.DIRECTOR, Role.MANAGER, Role.HEAD_OF_RETURN),
        because="failed twice in a row: a senior person, no automation",
        sources=("R13",),
    ),
    Rule(
        "leader.grave",
        when=emotional & worth_a_visit,
        says=(Role.HEAD_OF_RETURN, Role.DIRECTOR, Role.MANAGER),
        because="a grave case: the driver of returns leads, the director goes to apologise",
        sources=("E3.14a", "E3.12"),
    ),
    Rule(
        "leader.long-ago",
        when=standing.one_of("lost") & (days_lost > visit_from) & worth_a_visit,
        says=(Role.HEAD_OF_RETURN, Role.MANAGER, Role.DIRECTOR),
        because="lost {days_lost} ago: a manager at least",
        sources=("E3.12",),
    ),
    Rule(
        "leader.driver",
        when=ALWAYS,
        says=DRIVERS,
        because="a new person: the driver of returns, a colleague, marketing, an executive",
        sources=("E4.9", "E4.15"),
    ),
    sees=PLAN_VOCABULARY,
)
"""Who leads a return, in order of preference, where the present owner does not."""

COLLEAGUES: Final = (Role.OWNER, Role.HEAD_OF_RETURN, Role.MANAGER, Role.MARKETING, Role.DIRECTOR)
"""Who keeps in touch, where the present owner should not."""


def ordinary(leaders: RuleBook[Roles], facts: Mapping[str, Value]) -> bool:
    """Whether nothing calls for a senior person: the last rule of the book decides."""
    leader = leaders.sure(facts)
    return leader is None or leader is leaders.rules[-1]


@attrs.frozen
class Responsibility:
    """Who answered for the client when it was lost.

    Attributes:
        due_on: day on which the next purchase fell due, or of the break.
        employee: owner on that day; `None` when nobody, or when it took the client over too recently (R23).
        inherited: whether the owner of that day had owned it for less than one usual gap.
        at_fault: employees named in a human fault or unwanted by the client; a suspicion, no verdict.
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
        due = min(later(story.last_visit, round(usual)), story.as_of)
    else:
        due = None
    owner = story.client.owner(due) if due is not None else None
    inherited = owner is not None and due is not None and (due - owner.since).days < usual
    since = later(story.last_visit or story.as_of, -MEMORY)
    named = {event.employee for event in story.events(*FAULT_KINDS) if event.on >= since and _human(event)}
    for event in story.events("other-person-wanted"):
        of_that_day = story.client.owner(event.on)
        named.add(event.employee or (of_that_day.name if of_that_day else None))
    at_fault = frozenset(name for name in named if name)
    return Responsibility(due, None if owner is None or inherited else owner.name, inherited, at_fault)


def _human(event: Event) -> bool:
    return bool(event.human) or event.kind == "staff-incident" or event.detail("topic") == "staff"


def nobody_else(facts: ClientFacts, team: Team, lost: bool) -> bool:
    """Whether nobody but who lost the client could ask it back; unknown teams are not counted as empty (E4.15)."""
    if not lost or not team.members:
        return False
    leads = {role for rule in LEADERS for role in rule.says}
    able = [member.name for member in team.members if leads & set(member.roles)]
    return len(able) == 1 and able == [responsibility(facts).employee]


@attrs.frozen
class Assignment:
    """Who carries out a step.

    Attributes:
        employee: its name; `None` when the team has nobody in that role.
        note: what should be known about the choice.
    """

    employee: str | None
    note: str = ""


@attrs.frozen(slots=False)
class Bench:
    """Whom a client's steps may be given to.

    Attributes:
        team: everybody who is there.
        present: the client's owner today.
        lost_by: who lost it; `None` when nobody did.
        at_fault: who must not be sent after a human fault.
        leaders: roles that lead this return, in order of preference.
        drivers: roles that lead an ordinary one.
    """

    team: Team
    present: str | None
    lost_by: str | None
    at_fault: frozenset[str]
    leaders: Roles
    drivers: Roles = DRIVERS

    @cached_property
    def barred(self) -> frozenset[str]:
        """Who does not lead the return."""
        return self.at_fault if self.lost_by is None else self.at_fault | {self.lost_by}


def assign(role: Role, bench: Bench, senior: bool, on: date) -> Assignment:
    """The employee for a role: a dormant or inherited client stays with its owner, a lost one gets somebody else.

    Where a senior person is called for, the owner steps back too.
    """
    if role is Role.OWNER or (role is Role.LEAD and not senior):
        if bench.present is not None and bench.present not in bench.barred:
            return Assignment(bench.present)
        return _somebody_else(COLLEAGUES if role is Role.OWNER else bench.drivers, bench, on)
    if role is Role.LEAD:
        return _somebody_else(bench.leaders, bench, on)
    return _in_role(role, bench, on)


def _in_role(role: Role, bench: Bench, on: date) -> Assignment:
    """Whoever holds the role, best somebody who did not lose the client; for a director there is no other."""
    able = bench.team.in_role(role)
    free = [member for member in able if member.name not in bench.barred]
    chosen = _at_work(
        free or [member for member in able if role is Role.DIRECTOR or member.name not in bench.at_fault], on
    )
    if chosen is None:
        return Assignment(None)
    return Assignment(
        chosen.name, "" if free else said("owner.nobody-else", "nobody else is there: the chance is lower")
    )


def _somebody_else(roles: Roles, bench: Bench, on: date) -> Assignment:
    lost_by = bench.lost_by or (bench.present if bench.present in bench.at_fault else None)
    able = [one for role in roles for one in bench.team.in_role(role) if one.name not in bench.barred]
    chosen = _at_work(able, on)
    if chosen is not None:
        return Assignment(
            chosen.name,
            said("owner.in-place", "in place of {name}, who lost the client", name=lost_by) if lost_by else "",
        )
    if lost_by is None:
        return Assignment(None)
    if lost_by in bench.at_fault:
        return Assignment(
            None,
            said(
                "owner.at-fault", "nobody but {name} is there, who must not be sent after a human fault", name=lost_by
            ),
        )
    if bench.team.member(lost_by) is None:
        return Assignment(None, said("owner.not", "not {name}, who lost the client", name=lost_by))
    return Assignment(
        lost_by,
        said("owner.lost-it", "nobody else is there: {name} lost the client, the chance is lower", name=lost_by),
    )


def _at_work(members: Iterable[Member], on: date) -> Member | None:
    """Somebody at work comes first; who is away is better than nobody."""
    return next(iter(sorted(members, key=lambda member: not member.works(on))), None)
