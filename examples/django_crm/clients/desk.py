"""The week of each person, as it was given out: made by night, looked at by day."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet

import clientreturn as cr
from clientreturn.desks import PersonList
from clientreturn.desks import Task as DeskTask

from .models import Employee, Task, Waiting


def monday_of(day: date) -> date:
    """The first day of the week."""
    return day - timedelta(day.weekday())


def on_desk(monday: date) -> QuerySet[Task]:
    """Open steps that somebody has on the desk in a week."""
    week = (monday, monday + timedelta(6))
    return Task.objects.filter(state=Task.State.OPEN, on_desk__range=week).order_by("on_desk", "id")


@transaction.atomic
def give_out(review: cr.Review, team: cr.Team) -> int:
    """Put the week's steps on people's desks; what was given out stays. Returns how many rows had to change."""
    monday = monday_of(review.as_of)
    desk = cr.desk(review, team, week=monday, previous=_given_out(review, team, monday))
    staff = {one.name: one for one in Employee.objects.all()}
    places = {task.step.key: task for one in desk.lists for task in (*one.tasks, *one.inside)}
    before = {task.key: task for task in on_desk(monday).select_related("desk")}
    for key in before.keys() - places.keys():
        Task.objects.filter(key=key).update(on_desk=None, desk=None)
    changed = len(before.keys() - places.keys())
    for key, place in places.items():
        given = before.get(key)
        if given is None or given.desk != staff[place.owner]:
            changed += Task.objects.filter(key=key).update(on_desk=place.on, desk=staff[place.owner])
    return changed + _write_waiting(desk)


def _given_out(review: cr.Review, team: cr.Team, monday: date) -> cr.Desk:
    """The desk as it stands in the records."""
    steps = {step.key: (case, step) for case in review.cases.values() for step in case.plan}
    lists: dict[str, list[DeskTask]] = {member.name: [] for member in team.members}
    for task in on_desk(monday).select_related("desk"):
        if task.key in steps and task.desk is not None and task.on_desk is not None and task.desk.name in lists:
            case, step = steps[task.key]
            lists[task.desk.name].append(DeskTask(case.client, case.name, step, task.on_desk, task.desk.name))
    capacity = {member.name: member.capacity for member in team.members}
    return cr.Desk(monday, tuple(PersonList(name, capacity[name], tuple(lists[name])) for name in lists), ())


def _write_waiting(desk: cr.Desk) -> int:
    now = [(int(one.client), one.kind, one.owner or "", str(one.why), one.look_again) for one in desk.waiting]
    fields = ("client_id", "kind", "owner", "why", "look_again")
    told = ("client_id", "kind", "owner", "look_again")
    before = list(Waiting.objects.order_by("id").values_list(*told))
    if before == [(client, kind, owner, again) for client, kind, owner, _, again in now]:
        return 0
    Waiting.objects.all().delete()
    Waiting.objects.bulk_create(Waiting(**dict(zip(fields, row, strict=True))) for row in now)
    return max(len(before), len(now))
