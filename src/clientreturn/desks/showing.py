"""How a desk is shown: each person's week, then what waits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..conditions import Unit
from ..markup import Element, Inside, badge, details, element, figure, label, name, row, table
from ..phrases import Said, named
from ..recovery.showing import act_title

if TYPE_CHECKING:
    from .week import Desk, PersonList, Task, Waiting

__all__ = ["desk_shown"]


def desk_shown(desk: Desk) -> Element:
    """The week of the whole team on one card."""
    title = element("h3", Said("desk.title", "the week from {day}", (("day", desk.week, Unit.DATE),)))
    return element("section", title, [_person(one) for one in desk.lists], list(_waiting(desk)))


def _person(one: PersonList) -> list[Element]:
    counts = (("tasks", len(one.tasks), Unit.COUNT), ("capacity", one.capacity, Unit.COUNT))
    load = element("small", " ", Said("desk.load", "{tasks} of {capacity} talks", counts))
    parts = [element("h4", name(one.name), load)]
    if one.tasks:
        parts.append(_tasks(one.tasks))
    if one.inside:
        parts.append(details(label("desk.inside", "inside the firm"), _tasks(one.inside)))
    if one.reserves:
        parts.append(details(label("desk.reserves", "next, if somebody cannot be reached"), _tasks(one.reserves)))
    return parts


def _tasks(tasks: tuple[Task, ...]) -> Element:
    head = (label("plan.day", "day"), label("review.client", "client"), label("plan.step", "what"))
    return table(head, [_task_row(task) for task in tasks], ("day",))


def _task_row(task: Task) -> Element:
    step = task.step
    what: list[Inside] = [element("strong", act_title(step.kind))]
    if step.channel is not None:
        what += [", ", named(step.channel)]
    if step.person is not None:
        what += [" · ", name(step.person)]
    if task.overdue:
        what += [" ", badge(label("desk.overdue", "overdue"), "risk")]
    note = element("p", task.note) if task.note else None
    who: Inside = [name(task.name), " ", element("small", name(task.client))] if task.name else name(task.client)
    return row(figure(task.on, Unit.DATE), who, details(what, element("p", step.brief), note), kinds=("day",))


def _waiting(desk: Desk) -> Iterator[Element]:
    if not desk.waiting:
        return
    title = Said("desk.waiting", "what waits ({count})", (("count", len(desk.waiting), Unit.COUNT),))
    head = (
        label("review.client", "client"),
        label("plan.step", "what"),
        label("plan.who", "who"),
        label("plan.why", "why"),
        label("plan.look-again", "looked at again"),
    )
    yield details(title, table(head, [_waiting_row(one) for one in desk.waiting]))


def _waiting_row(one: Waiting) -> Element:
    who = "—" if one.owner is None else name(one.owner)
    again = "—" if one.look_again is None else figure(one.look_again, Unit.DATE)
    return row(name(one.client), act_title(one.kind), who, one.why, again, kinds=("", "", "", "", "day"))
