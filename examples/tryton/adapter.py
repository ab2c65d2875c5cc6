"""Tryton's records as clients, and plans as Tryton's tasks: all that stands between the two programs."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from proteus import Model

import clientreturn as cr
from clientreturn import codec

SOLD = ["confirmed", "processing", "done"]
CATEGORIES = {"Company": True, "Household": False}
TOPICS = {"Late delivery": "delivery", "Quality": "quality"}
ANSWERS = {"waiting": "open", "approved": "well", "done": "well", "rejected": "badly"}

Record = Any  # proteus makes its classes from the database


# --- from Tryton ---


def clients(refused: dict[str, str]) -> Iterator[cr.Client]:
    """The firm's clients with what Tryton knows of them; records that cannot be right are told in `refused`."""
    sales = _by_party("sale.sale", "party", [("state", "in", SOLD)], order=[("sale_date", "ASC"), ("id", "ASC")])
    complaints = _by_party("sale.complaint", "customer", [("state", "in", list(ANSWERS))])
    opportunities = _by_party("sale.opportunity", "party", [])
    ended = _by_party("client_return.task", "party", [("state", "=", "ended")])
    merged = _by_party("party.party", "replaced_by", [("active", "=", False), ("replaced_by", "!=", None)])
    for party in parties():
        try:
            yield cr.Client(
                party.code,
                name=party.rec_name,
                company=next(CATEGORIES[each.name] for each in party.categories if each.name in CATEGORIES),
                country=_country(party),
                purchases=[_purchase(sale) for sale in sales[party.id]],
                owners=_owners(sales[party.id]),
                contacts=_contacts(party),
                events=[
                    *map(_complaint, complaints[party.id]),
                    *(event for each in opportunities[party.id] for event in _opportunity(each)),
                    *map(_result, ended[party.id]),
                ],
                same_as=[each.code for each in merged[party.id]],
            )
        except cr.ClientReturnError as error:
            refused[party.code] = str(error)


def parties() -> list[Record]:
    """The firm's clients."""
    return list(Model.get("party.party").find([("categories.name", "in", list(CATEGORIES))], order=[("code", "ASC")]))


def running(party: Record) -> cr.Plan | None:
    """The plan that is under way."""
    plan: cr.Plan | None = codec.load(json.loads(party.return_plan), cr.Plan) if party.return_plan else None
    return plan


def _by_party(model: str, field: str, domain: list[Any], **options: Any) -> dict[int, list[Record]]:
    """Records of one model by party, read in one go."""
    found = defaultdict(list)
    for record in Model.get(model).find(domain, **options):
        party = getattr(record, field)
        if party is not None:
            found[party.id].append(record)
    return found


def _purchase(sale: Record) -> cr.Purchase:
    """A sale; one that returns goods of another belongs to the same order."""
    origin = sale.origin
    order = origin.number if origin is not None and origin.__class__.__name__ == "sale.sale" else sale.number
    return cr.Purchase(sale.sale_date, sale.untaxed_amount, sale.currency.code, ref=order)


def _owners(sales: list[Record]) -> list[cr.Owner]:
    """Tryton has no owner of an account: it is whoever confirms its sales, from the first one on."""
    signed = [(sale.confirmed_by.rec_name, sale.sale_date) for sale in sales if sale.confirmed_by]
    return [cr.Owner(name, next(days)[1]) for name, days in groupby(signed, key=lambda one: one[0])]


def _contacts(party: Record) -> list[cr.Person]:
    language = party.lang.code if party.lang else ""
    return [
        cr.Person(each.name, phone=each.value, language=language, country=_country(party))
        for each in party.contact_mechanisms
        if each.name and each.type in ("phone", "mobile")
    ]


def _country(party: Record) -> str:
    return next((each.country.code for each in party.addresses if each.country), "")


def _complaint(complaint: Record) -> cr.Event:
    return cr.Event.complaint(
        complaint.date,
        topic=TOPICS.get(complaint.type.name, "service"),
        resolved=ANSWERS[complaint.state],
        text=complaint.description or "",
    )


def _opportunity(opportunity: Record) -> Iterator[cr.Event]:
    """A lead that waits, or an offer that somebody worked on; a lost one with the note on why, which the rules read."""
    employee = opportunity.employee.rec_name if opportunity.employee else None
    kind = {"lead": "inquiry", "cancelled": "lead-dropped"}.get(opportunity.state, "offer")
    yield cr.Event(opportunity.start_date, kind, employee=employee)
    if opportunity.state == "lost":
        yield cr.Event.deal_lost(opportunity.end_date, text=opportunity.lost_reason or "", employee=employee)


def _result(task: Record) -> cr.Event:
    employee = task.employee.rec_name if task.employee else None
    return cr.Event.result(
        task.ended_on,
        key=task.key,
        result=task.result,
        until=task.call_back_on,
        employee=employee,
        text=task.remark or "",
    )


# --- to Tryton ---


def write_back(party: Record, case: cr.Case, employees: dict[str, Record]) -> int:
    """Put a case on its party and its plan into tasks; returns how many records had to change.

    The story and the plan tell of days that pass; they are written together with what they explain, so that a
    night on which nothing happened leaves no trace.
    """
    reason = case.diagnosis.reason if case.diagnosis is not None else None
    before = running(party) or ()
    changed = sum(_write_tasks(party, case.plan, employees))
    goes_on = changed > 0 or {step.key for step in before} != {step.key for step in case.plan}
    verdict = {
        "return_standing": case.standing.says.value if case.standing.says is not None else "cannot be told yet",
        "return_since": case.since,
        "return_reason": reason.title if reason is not None else None,
        "return_class": int(case.worth.return_class) if case.worth.return_class is not None else None,
    }
    story = {"return_story": case.explain(), "return_plan": json.dumps(codec.dump(case.plan), ensure_ascii=False)}
    return changed + _update(party, verdict, story, force=goes_on)


def _write_tasks(party: Record, plan: cr.Plan, employees: dict[str, Record]) -> Iterator[int]:
    Task = Model.get("client_return.task")
    tasks = {task.key: task for task in Task.find([("party", "=", party.id)])}
    for step in plan:
        task = tasks.pop(step.key, None) or Task(key=step.key, party=party)
        work = {
            "due": step.on,
            "kind": step.kind,
            "channel": step.channel.value if step.channel is not None else None,
            "employee": employees.get(step.owner or ""),
            "role": step.role.value,
            "person": step.person,
            "brief": str(step.brief),
        }
        why = "\n".join(filter(None, (str(step.why), step.note, ", ".join(step.sources))))
        yield _update(task, work, {"why": why}) + _click(task, "reopen", "withdrawn")
    for task in tasks.values():
        yield _click(task, "withdraw", "open")


def _update(record: Record, values: dict[str, Any], along: dict[str, Any], *, force: bool = False) -> int:
    """Save what differs, and what explains it along with it."""
    changed = {name: value for name, value in values.items() if (getattr(record, name) or None) != value}
    if not changed and not force:
        return 0
    for name, value in {**changed, **along}.items():
        setattr(record, name, value)
    record.save()
    return 1


def _click(task: Record, button: str, state: str) -> int:
    """Press a button on a task that is in that state."""
    if task.state != state:
        return 0
    task.click(button)
    return 1
