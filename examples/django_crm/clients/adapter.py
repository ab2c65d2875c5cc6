"""The CRM's records as `cr.Client`s, and cases as the CRM's records: all that stands between the two programs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import transaction

import clientreturn as cr
from clientreturn import codec

from .models import Client, Contact, Employee, Order, Task, Ticket, Verdict

# --- from the CRM ---


def clients(refused: dict[str, str]) -> Iterator[cr.Client]:
    """Every client with its history, in a handful of queries; records that cannot be right are told in `refused`."""
    related = ("contacts", "orders", "tickets", "ownerships__employee", "tasks__owner")
    for record in Client.objects.prefetch_related(*related).order_by("id").iterator(chunk_size=1000):
        try:
            yield client_of(record)
        except cr.ClientReturnError as error:
            refused[str(record.pk)] = str(error)


def client_of(record: Client) -> cr.Client:
    """One account with its history."""
    return cr.Client(
        str(record.pk),
        name=record.name,
        company=record.company,
        country=record.country,
        purchases=[_purchase(order) for order in record.orders.all()],
        contacts=[_person(contact) for contact in record.contacts.all()],
        owners=[cr.Owner(each.employee.name, each.since) for each in record.ownerships.all()],
        events=[
            *map(_complaint, record.tickets.all()),
            *([cr.Event.declared_break(record.left_on, text=record.left_because)] if record.left_on else []),
            *(_result(task, task.ended_on) for task in record.tasks.all() if task.ended_on is not None),
        ],
    )


def team() -> cr.Team:
    """Who is there."""
    return cr.Team(
        [cr.Member(each.name, each.roles, capacity=each.capacity) for each in Employee.objects.order_by("id")]
    )


def running(record: Client) -> cr.Plan | None:
    """The plan that is under way."""
    verdict = Verdict.objects.filter(client=record).first()
    plan: cr.Plan | None = None if verdict is None else codec.load(verdict.plan, cr.Plan)
    return plan


def _purchase(order: Order) -> cr.Purchase:
    return cr.Purchase(order.placed_on, order.amount, order.currency, ref=order.number, margin=order.margin)


def _person(contact: Contact) -> cr.Person:
    answers = []
    if contact.mail_asked_on is not None and contact.mail_allowed is not None:
        answers.append(cr.Consent(contact.mail_asked_on, "mail", contact.mail_allowed))
    return cr.Person(contact.name, role=contact.role, phone=contact.phone, consents=answers)


def _complaint(ticket: Ticket) -> cr.Event:
    return cr.Event.complaint(
        ticket.opened_on,
        topic=ticket.topic,
        severity=ticket.severity,
        resolved=ticket.state,
        resolved_on=ticket.closed_on,
        text=ticket.text,
    )


def _result(task: Task, ended_on: date) -> cr.Event:
    return cr.Event.result(
        ended_on,
        key=task.key,
        result=task.result,
        until=task.call_back_on,
        employee=task.owner.name if task.owner is not None else None,
        text=task.remark,
    )


# --- to the CRM ---


@transaction.atomic
def write_back(record: Client, case: cr.Case) -> int:
    """Store what a case says and its plan as tasks; returns how many rows had to change.

    What tells of days that pass is written along with what it explains, so that a night on which nothing happened
    leaves no trace.
    """
    reason = case.diagnosis.reason if case.diagnosis is not None else None
    before = Verdict.objects.filter(client=record).first()
    verdict = {
        "standing": case.standing.says.value if case.standing.says is not None else "unknown",
        "since": case.since,
        "reason": reason.code if reason is not None else "",
        "return_class": int(case.worth.return_class) if case.worth.return_class is not None else None,
    }
    changed = sum(_write_tasks(record, case.plan))
    keys = [step.key for step in case.plan]
    if not changed and before is not None and [step.key for step in codec.load(before.plan, cr.Plan)] == keys:
        changed += any(getattr(before, name) != value for name, value in verdict.items())
        if not changed:
            return 0
    along = {"as_of": case.as_of, "expected": case.worth.expected, "plan": codec.dump(case.plan)}
    Verdict.objects.update_or_create(client=record, defaults={**verdict, **along})
    return changed + 1


def _write_tasks(record: Client, plan: cr.Plan) -> Iterator[bool]:
    employees = {employee.name: employee for employee in Employee.objects.all()}
    tasks = {task.key: task for task in Task.objects.filter(client=record)}
    for step in plan:
        task = tasks.pop(step.key, None) or Task(key=step.key, client=record, state="")
        work: dict[str, Any] = {
            "due": step.on,
            "kind": step.kind,
            "channel": step.channel.value if step.channel is not None else "",
            "role": step.role.value,
            "owner": employees.get(step.owner or ""),
            "person": step.person or "",
            "brief": str(step.brief),
            "state": Task.State.OPEN,
        }
        changed = {name: value for name, value in work.items() if getattr(task, name, None) != value}
        if changed:
            for name, value in {**changed, "why": _why(step)}.items():
                setattr(task, name, value)
            task.save()
        yield bool(changed)
    for task in tasks.values():
        if task.state == Task.State.OPEN:
            task.state = Task.State.WITHDRAWN
            task.save(update_fields=["state"])
            yield True


def _why(step: cr.Step) -> str:
    sources = f"({', '.join(dict.fromkeys(step.sources))})" if step.sources else ""
    return " ".join(filter(None, (str(step.why), step.note and f"[{step.note}]", sources)))
