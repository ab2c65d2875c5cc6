"""The week of each person, within capacity and working days; the same function folded over ranked cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

import attrs

from ..case import Case
from ..conditions import Number, Unit
from ..days import later
from ..doors import door, typed
from ..errors import ClientReturnError
from ..history.door import checked_day
from ..markup import Element, in_english
from ..phrases import SEMICOLON, Said, listed, named, said
from ..recovery import Member, Purpose, Stage, Step, Team
from ..recovery.owners import ordinary
from ..recovery.recheck import barred, block_on
from ..recovery.step import Role
from ..recovery.weekend import weekend
from ..reviews import Review
from ..worth.ranking import priority

__all__ = ["Desk", "PersonList", "Task", "Waiting", "desk"]

for_the_waiting = Number(
    "room-for-the-waiting", 0.2, Unit.PROBABILITY, "B9", "share of a week kept for those who have waited longest", 0, 1
)
URGENT: Final = ("stop-everything", "confirm-quietly", "settle-complaint", "answer-reply", "condole")

Rank = tuple[float, ...]


@attrs.frozen(field_transformer=typed)
class Task:
    """One step on somebody's desk.

    Attributes:
        client: the client's id.
        name: how it is called.
        step: the step of its plan.
        on: the day of the week on which it is to be done.
        owner: who does it.
        overdue: whether its own day lies before the week.
        note: what should be known about the day or the person.
    """

    client: str
    name: str
    step: Step
    on: date
    owner: str
    overdue: bool = False
    note: str = ""


@attrs.frozen(field_transformer=typed)
class Waiting:
    """A step that is due and not on this week's desk.

    Attributes:
        client: the client's id.
        kind: kind of the step.
        owner: who would do it; `None` when nobody can.
        why: why it waits.
        look_again: the day on which it is looked at again; `None` when it is not.
    """

    client: str
    kind: str
    owner: str | None
    why: Said
    look_again: date | None


@attrs.frozen(field_transformer=typed)
class PersonList:
    """One person's week.

    Attributes:
        name: the employee.
        capacity: steps with clients that fit into the week.
        tasks: those steps, by day.
        inside: work inside the firm that is due, by day; it takes no capacity.
        reserves: who comes next if somebody cannot be reached.
    """

    name: str
    capacity: int
    tasks: tuple[Task, ...] = ()
    inside: tuple[Task, ...] = ()
    reserves: tuple[Task, ...] = ()


@attrs.frozen(field_transformer=typed)
class Desk:
    """A week of the whole team.

    Attributes:
        week: its Monday.
        lists: one for each member, in the team's order.
        waiting: everything that is due and not on a list, most pressing first.
    """

    week: date
    lists: tuple[PersonList, ...]
    waiting: tuple[Waiting, ...]

    @door
    def of(self, name: str) -> PersonList:
        """One person's week."""
        for one in self.lists:
            if one.name == name:
                return one
        raise ClientReturnError("Desk.of", name, f"one of {', '.join(one.name for one in self.lists)}")

    @property
    def tasks(self) -> tuple[Task, ...]:
        """Every step with a client on the desk."""
        return tuple(task for one in self.lists for task in one.tasks)

    def shown(self) -> Element:
        """Each person's week, and what waits, as markup."""
        from .showing import desk_shown

        return desk_shown(self)

    _repr_html_ = in_english


@door
def desk(
    cases: Review | Iterable[Case],
    team: Team,
    *,
    week: date,
    previous: Desk | None = None,
    reserves: int = 3,
) -> Desk:
    """Who calls whom in a week, and who waits.

    Most pressing first: what is urgent, then the watch over returned clients, then by class and objective. A share of
    each week is kept for those who have waited longest, so that nobody waits forever. Whoever has no owner is shared
    out among equals. A step that has to take another day is checked again on it.

    Args:
        cases: a review, or cases.
        team: who is there.
        week: any day of the week.
        previous: the desk as it was given out before; what is still due stays where it was.
        reserves: how many come next on each list.
    """
    monday = later(checked_day("week", week), -week.weekday())
    found = cases.cases.values() if isinstance(cases, Review) else cases
    return _Week(monday, team, previous, reserves).fill(list(found))


@attrs.define
class _Load:
    """What is on one person's week so far."""

    member: Member
    days: tuple[date, ...]
    capacity: int
    tasks: list[Task] = attrs.field(factory=list)
    inside: list[Task] = attrs.field(factory=list)
    reserves: list[Task] = attrs.field(factory=list)

    def left(self, share: float = 1.0) -> int:
        return self.capacity - len(self.tasks) - round(self.capacity * (1 - share))

    def by_load(self, first: date) -> list[date]:
        """Days from one on, the emptiest first, then the earliest."""
        taken = [task.on for task in self.tasks]
        return sorted((day for day in self.days if day >= first), key=lambda day: (taken.count(day), day))


class _Week:
    def __init__(self, monday: date, team: Team, previous: Desk | None, reserves: int) -> None:
        self.monday = monday
        self.team, self.reserves = team, reserves
        self.loads = {member.name: self._load(member) for member in team.members}
        self.last = max((day for load in self.loads.values() for day in load.days), default=later(monday, 4))
        same_week = previous is not None and previous.week == monday
        self.given: Mapping[str, Task] = {}
        if previous is not None and same_week:
            self.given = {task.step.key: task for task in previous.tasks}

    def _load(self, member: Member) -> _Load:
        week = (later(self.monday, day) for day in range(7))
        days = tuple(day for day in week if member.works(day) and not self.team.shut(member, day))
        return _Load(member, days, round(member.capacity * len(days) / (7 - len(weekend(member.country))) + 1e-9))

    def fill(self, cases: list[Case]) -> Desk:
        due = sorted(
            (
                (_rank(case, step), case.client, step.key, case, step)
                for case in cases
                for step in case.plan.ready(self.last)
            ),
            key=lambda row: row[:3],
        )
        order = [(case, step) for *_, case, step in due]
        order = [row for row in order if not self._stays(*row)]
        order = [row for row in order if not self._inside(*row)]
        share = 1 - (order[0][0].policy.numbers(for_the_waiting) if order else 0.0)
        left = [row for row in order if not self._take(*row, share)]
        left.sort(key=lambda row: row[1].on)
        later = [row for row in left if not self._take(*row, 1.0)]
        places = {row[1].key: place for place, row in enumerate(order)}
        waiting = [self._wait(*row) for row in sorted(later, key=lambda row: places[row[1].key])]
        waiting += [one for case in cases for one in _held(case)]
        return Desk(self.monday, tuple(self._list(load) for load in self.loads.values()), tuple(waiting))

    def _stays(self, case: Case, step: Step) -> bool:
        """What was given out for this week and is still due stays with its person and day."""
        task = self.given.get(step.key)
        load = self.loads.get(task.owner) if task is not None else None
        if task is None or load is None or task.on not in load.days or load.left() < 1 or case.client != task.client:
            return False
        load.tasks.append(attrs.evolve(task, step=step))
        return True

    def _inside(self, case: Case, step: Step) -> bool:
        if step.purpose is not Purpose.INTERNAL:
            return False
        load = self.loads.get(step.owner or "")
        if load is not None and load.days:
            first = max(step.on, case.as_of, self.monday)
            day = next((day for day in load.days if day >= first), load.days[-1])
            load.inside.append(self._task(case, step, day, load))
        return load is not None

    def _take(self, case: Case, step: Step, share: float) -> bool:
        """Gives the step to whoever of its equals has most room, on the emptiest day on which nothing blocks it."""
        for load in self._able(case, step):
            if load.left(share if step.kind not in URGENT else 1.0) < 1:
                continue
            for day in load.by_load(max(step.on, case.as_of, self.monday)):
                if day == step.on or self._open(case, step, load, day):
                    load.tasks.append(self._task(case, step, day, load))
                    return True
        return False

    def _open(self, case: Case, step: Step, load: _Load, day: date) -> bool:
        books = case.policy.recovery
        rest = (self.team, books, case.standing.says, case.since, case.diagnosis)
        return block_on(case.worth, case.plan, step, load.member.name, day, *rest) is None

    def _able(self, case: Case, step: Step) -> list[_Load]:
        """The step's owner; where the client has none of its own, all who could stand in, by room left.

        An ordinary return that its driver has no room for goes to a colleague who did not lose the client (E4.15).
        """
        own = self.loads.get(step.owner or "")
        owner = case.judgement.facts["owner"]
        if step.role in (Role.OWNER, Role.LEAD) and owner is None:
            return self._colleagues(case) or ([own] if own is not None else [])
        if own is None:
            return []
        handed_over = step.role is Role.LEAD and step.owner != owner and own.left() < 1
        if not handed_over or not ordinary(case.policy.recovery.leaders, case.plan_facts):
            return [own]
        return [one for one in self._colleagues(case) if one.member.name != owner] or [own]

    def _colleagues(self, case: Case) -> list[_Load]:
        """Owners of clients who did not lose this one, by room left."""
        out = barred(case.worth)
        equals = (
            load for load in self.loads.values() if Role.OWNER in load.member.roles and load.member.name not in out
        )
        return sorted(equals, key=lambda load: -load.left() / max(load.capacity, 1))

    def _wait(self, case: Case, step: Step) -> Waiting:
        load = self.loads.get(step.owner or "")
        monday = later(self.monday, 7)
        if load is None:
            why = Said(
                "desk.nobody", "nobody in the team can do it as {role}", (("role", named(step.role), Unit.TEXT),)
            )
            return Waiting(case.client, step.kind, None, why, monday)
        if load.left() < 1:
            if len(load.reserves) < self.reserves and load.days:
                load.reserves.append(self._task(case, step, max(load.days[0], case.as_of), load))
            why = Said(
                "desk.full",
                "the week of {owner} is full ({capacity} clients): others come first",
                (("owner", load.member.name, Unit.TEXT), ("capacity", load.capacity, Unit.COUNT)),
            )
        else:
            why = Said("desk.no-day", "no day of this week is open for it", ())
        return Waiting(case.client, step.kind, load.member.name, why, monday)

    def _task(self, case: Case, step: Step, day: date, load: _Load) -> Task:
        instead = ""
        if step.owner not in (None, load.member.name):
            instead = said("desk.in-place", "in place of {name}", name=step.owner)
        note = listed((part for part in (step.note, instead) if part), SEMICOLON)
        return Task(case.client, case.name, step, day, load.member.name, step.on < self.monday, note)

    def _list(self, load: _Load) -> PersonList:
        return PersonList(
            load.member.name,
            load.capacity,
            tuple(sorted(load.tasks, key=lambda task: task.on)),
            tuple(sorted(load.inside, key=lambda task: task.on)),
            tuple(load.reserves),
        )


def _rank(case: Case, step: Step) -> Rank:
    """What is done first: the urgent, the watch, the return of clients by their worth, greetings last."""
    if step.kind in URGENT:
        group = 0.0
    elif step.stage is Stage.WATCH:
        group = 1.0
    elif step.purpose is Purpose.GREETING or step.stage is Stage.KEEP_IN_TOUCH:
        group = 3.0
    else:
        group = 2.0
    return (group, *priority(case.worth, case.policy.recovery.objective))


def _held(case: Case) -> list[Waiting]:
    return [Waiting(case.client, one.kind, None, one.why, one.look_again) for one in case.plan.blocked]
