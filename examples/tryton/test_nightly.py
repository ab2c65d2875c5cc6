"""Tryton and clientreturn together, end to end: what is read, what is written, and that nothing is written twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import adapter
import firm
import pytest
from nightly import night
from proteus import Model
from trytond.model.exceptions import SQLConstraintError
from trytond.tests.test_tryton import drop_db
from trytond.tests.tools import activate_modules

import clientreturn as cr

MODULES = ["sale", "sale_opportunity", "sale_complaint", "client_return"]
MONDAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def tryton() -> Iterator[None]:
    activate_modules(MODULES, firm.build)
    yield
    drop_db()


def read() -> dict[str, cr.Client]:
    refused: dict[str, str] = {}
    clients = {client.name: client for client in adapter.clients(refused)}
    assert not refused
    return clients


def party(name: str) -> Any:
    return next(one for one in adapter.parties() if one.rec_name == name)


def tasks(name: str, state: str = "open") -> dict[str, Any]:
    """Tasks of one party by kind of step; of several tries the first."""
    found = Model.get("client_return.task").find([("party.name", "=", name), ("state", "=", state)])
    return {task.kind: task for task in reversed(found)}


def end(task: Any, result: str, on: date, **fields: Any) -> None:
    """What a person does in Tryton's client."""
    task.result, task.ended_on = result, on
    for name, value in fields.items():
        setattr(task, name, value)
    task.save()
    task.click("end")


def test_what_tryton_knows_is_read() -> None:
    clients = read()
    assert set(clients) == {
        firm.HARBOUR,
        firm.MERIDIAN,
        firm.BAKERY,
        firm.BISTRO,
        firm.OFFICE,
        firm.LIBRARY,
        firm.PETROSYAN,
    }
    harbour, meridian = clients[firm.HARBOUR], clients[firm.MERIDIAN]
    assert len(harbour.purchases) == 22
    assert harbour.purchases[0] == cr.Purchase(date(2024, 1, 10), Decimal(640), "GBP", ref=harbour.purchases[0].ref)
    assert [person.name for person in harbour.contacts] == ["Mrs Lark"]
    assert len(harbour.same_as) == 1
    assert (harbour.company, harbour.country) == (True, "GB")
    assert clients[firm.PETROSYAN].company is False
    assert meridian.owners == (
        cr.Owner(firm.OLGA, date(2024, 3, 5)),
        cr.Owner(firm.RAUF, date(2025, 2, 3)),
    )
    complaint = next(event for event in harbour.events if event.kind == "complaint")
    assert (complaint.on, complaint.detail("topic"), complaint.resolved) == (date(2025, 9, 12), "delivery", "badly")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (firm.HARBOUR, "company.late-delivery"),
        (firm.MERIDIAN, "company.priced-out"),
        (firm.BAKERY, "client.kinship"),
    ],
)
def test_lost_reasons_are_taken_as_statements(name: str, reason: str) -> None:
    diagnosis = cr.assess(read()[name], as_of=MONDAY).diagnosis
    assert diagnosis is not None
    cause = diagnosis.cause(reason)
    assert any(piece.rule.startswith("said.") and piece.by == "employee" for piece in cause.evidence)
    assert not cause.verified


def test_the_review_is_on_the_parties() -> None:
    review, _, refused = night(MONDAY)
    assert not refused
    for row in review:
        found = party(row.name)
        assert found.return_standing == (row.standing.value if row.standing is not None else "cannot be told yet")
        assert found.return_since == row.since
    assert party(firm.HARBOUR).return_reason == cr.REASONS["company.late-delivery"].title
    assert party(firm.OFFICE).return_standing == "active"
    assert party(firm.LIBRARY).return_standing == "prospect"


def test_each_step_is_one_task() -> None:
    review = night(MONDAY).review
    written = {task.key: task for task in Model.get("client_return.task").find([])}
    steps = {step.key: step for case in review.cases.values() for step in case.plan}
    assert written.keys() == steps.keys()
    assert all((task.due, task.brief) == (steps[key].on, steps[key].brief) for key, task in written.items())
    assert all(task.employee.rec_name == steps[key].owner for key, task in written.items() if task.employee)


def test_a_second_run_changes_nothing() -> None:
    assert night(MONDAY).changed > 0
    assert night(MONDAY).changed == 0


def test_a_night_on_which_nothing_happened_changes_nothing() -> None:
    night(MONDAY)
    plans = {one.rec_name: adapter.running(one) for one in adapter.parties()}
    assert night(MONDAY + timedelta(1)).changed == 0
    assert plans == {one.rec_name: adapter.running(one) for one in adapter.parties()}


def test_a_done_task_comes_back_as_an_event_and_the_plan_goes_on() -> None:
    night(MONDAY)
    before = {step.key for step in adapter.running(party(firm.HARBOUR)) or ()}
    fixing = tasks(firm.HARBOUR)["fix-cause"]
    end(fixing, "done", MONDAY + timedelta(1), remark="Dispatch slots are reserved")

    [event] = [event for event in read()[firm.HARBOUR].events if event.kind == "result"]
    assert (event.detail("key"), event.detail("result"), event.on) == (fixing.key, "done", MONDAY + timedelta(1))

    assert night(MONDAY + timedelta(1)).changed > 0
    after = adapter.running(party(firm.HARBOUR))
    assert after is not None
    assert fixing.key not in {step.key for step in after}
    assert {step.key for step in after} <= before
    assert tasks(firm.HARBOUR, "ended").keys() == {"fix-cause"}
    assert night(MONDAY + timedelta(1)).changed == 0


def test_a_client_that_never_wants_to_hear_from_us_again_is_left_alone() -> None:
    night(MONDAY)
    end(tasks(firm.BISTRO)["wake-up"], "never-again", MONDAY + timedelta(1))
    night(MONDAY + timedelta(2))
    assert all(task.channel in (None, "") for task in tasks(firm.BISTRO).values())
    assert "ask-back" in tasks(firm.BISTRO, "withdrawn")


def test_an_order_makes_the_plan_of_the_loss_obsolete() -> None:
    night(MONDAY)
    asked = set(tasks(firm.BISTRO))
    firm.sell(party(firm.BISTRO), party_employee(firm.RAUF), MONDAY + timedelta(3), every=1, times=1, amount=520)
    night(MONDAY + timedelta(3))
    assert party(firm.BISTRO).return_standing == "active"
    assert "ask-back" in asked
    assert "ask-back" not in tasks(firm.BISTRO)
    assert "ask-back" in tasks(firm.BISTRO, "withdrawn")


def test_a_task_cannot_end_without_a_result() -> None:
    night(MONDAY)
    with pytest.raises(Exception, match="Say how"):
        tasks(firm.BISTRO)["wake-up"].click("end")


def test_a_key_cannot_stand_twice() -> None:
    night(MONDAY)
    Task = Model.get("client_return.task")
    [first] = Task.find([], limit=1)
    with pytest.raises(SQLConstraintError, match="there is one with this key"):
        Task(key=first.key, party=first.party, due=MONDAY, kind="x", brief="x").save()


def party_employee(name: str) -> Any:
    [employee] = Model.get("company.employee").find([("party.name", "=", name)])
    return employee
