"""Monday's desk: within capacity, stable, fair, and nobody forgotten (R26)."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import attrs
import pytest

import clientreturn as cr
from clientreturn.advice import advice_table
from clientreturn.desks import Desk, card, desk
from clientreturn.recovery import Purpose

from .people import TEAM, TODAY, buys, case, company, left, only

NAMES = ("Olga", "Rauf", "Anush", "Bold", "Leyla", "Omid")
SIX = cr.Team([cr.Member(name, ["account owner"], capacity=5) for name in NAMES])


def quiet(number: int, owner: str | None) -> cr.Client:
    owners = [] if owner is None else [cr.Owner(owner, date(2020, 1, 1))]
    silent = 50 + number % 90
    amount = 100 + number % 400
    purchases = buys(TODAY - timedelta(silent), times=8, amount=amount)
    return attrs.evolve(company(owners=owners, purchases=purchases), id=f"C-{number}")


def cases_of(clients: list[cr.Client], team: cr.Team = SIX) -> list[cr.Case]:
    return [cr.assess(client, as_of=TODAY, team=team) for client in clients]


@pytest.fixture(scope="module")
def many() -> tuple[list[cr.Case], Desk]:
    cases = cases_of([quiet(number, NAMES[number % 6]) for number in range(1_900)])
    return cases, desk(cases, SIX, week=TODAY)


def test_1900_quiet_clients_for_six_managers_with_five_calls_each(many: tuple[list[cr.Case], Desk]) -> None:
    cases, monday = many
    assert [len(one.tasks) for one in monday.lists] == [5] * 6
    waiting = {one.client for one in monday.waiting}
    called = {task.client for task in monday.tasks}
    assert called | waiting == {case.client for case in cases}
    assert len(called) == 30
    assert all(one.why and one.look_again is not None for one in monday.waiting)


def test_those_called_are_worth_most_and_a_place_is_kept_for_the_longest_waiting(
    many: tuple[list[cr.Case], Desk],
) -> None:
    cases, monday = many
    by_id = {case.client: case for case in cases}
    for one in monday.lists:
        called = [by_id[task.client].worth for task in one.tasks]
        mine = [case.worth for case in cases if case.judgement.facts["owner"] == one.name]
        best = min(int(worth.return_class or 5) for worth in mine)
        assert sum(int(worth.return_class or 5) == best for worth in called) >= 4


def test_the_desk_is_the_same_whatever_the_order_of_cases(many: tuple[list[cr.Case], Desk]) -> None:
    cases, monday = many
    assert {task.step.key: (task.owner, task.on) for task in desk(cases[::-1], SIX, week=TODAY).tasks} == {
        task.step.key: (task.owner, task.on) for task in monday.tasks
    }


def test_what_was_given_out_stays_when_a_richer_client_turns_up(many: tuple[list[cr.Case], Desk]) -> None:
    cases, monday = many
    rich = attrs.evolve(company(owners=[cr.Owner("Olga", date(2020, 1, 1))]), id="RICH")
    later = desk([*cases, *cases_of([rich])], SIX, week=TODAY, previous=monday)
    assert {task.step.key for task in later.tasks} == {task.step.key for task in monday.tasks}
    assert "RICH" in {one.client for one in later.waiting}


def test_reserves_come_next(many: tuple[list[cr.Case], Desk]) -> None:
    _, monday = many
    assert all(len(one.reserves) == 3 for one in monday.lists)
    called = {task.client for task in monday.tasks}
    assert all(task.client not in called for one in monday.lists for task in one.reserves)


def test_clients_without_an_owner_are_shared_out() -> None:
    monday = desk(cases_of([quiet(number, None) for number in range(60)]), SIX, week=TODAY)
    assert Counter(task.owner for task in monday.tasks) == dict.fromkeys(NAMES, 5)


def test_a_short_week_holds_less_and_nothing_on_a_day_off() -> None:
    off = [TODAY, TODAY + timedelta(1), TODAY + timedelta(2)]
    team = cr.Team([cr.Member("Olga", ["account owner"], capacity=5, days_off=off)])
    monday = desk(cases_of([quiet(number, "Olga") for number in range(20)], team), team, week=TODAY)
    assert len(monday.of("Olga").tasks) == 2
    assert all(task.on not in off for task in monday.tasks)


def test_a_moved_step_is_checked_again() -> None:
    team = attrs.evolve(SIX, holidays=frozenset(("AM", TODAY + timedelta(n)) for n in range(1, 4)))
    clients = [attrs.evolve(quiet(n, "Olga"), contacts=[cr.Person("Anna", country="AM")]) for n in range(20)]
    monday = desk(cases_of(clients, team), team, week=TODAY)
    assert {task.on for task in monday.tasks} <= {TODAY, TODAY + timedelta(4)}


def test_what_is_urgent_comes_first_and_work_inside_takes_no_capacity() -> None:
    angry = attrs.evolve(
        company(cr.Event.complaint(TODAY - timedelta(1), topic="quality", severity=4), silent=5), id="ANGRY"
    )
    team = cr.Team([cr.Member("Olga", ["account owner", "manager"], capacity=1)])
    monday = desk(cases_of([*(quiet(n, "Olga") for n in range(5)), angry], team), team, week=TODAY)
    assert [task.client for task in monday.of("Olga").tasks] == ["ANGRY"]
    assert all(task.step.purpose is Purpose.INTERNAL for task in monday.of("Olga").inside)
    assert monday.of("Olga").inside


def test_nobody_is_asked_before_the_talk() -> None:
    monday = desk([case(left(40))], TEAM, week=TODAY)
    assert [task.step.kind for task in monday.tasks] == ["interview"]
    assert [task.step.kind for task in monday.of("Tigran").inside] == ["look-in-records"]


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(cr.ClientReturnError):
        desk([], SIX, week=TODAY).of("Nobody")


def test_a_review_makes_a_desk() -> None:
    review = cr.review([quiet(n, "Olga") for n in range(12)], as_of=TODAY, team=SIX)
    assert len(desk(review, SIX, week=TODAY).of("Olga").tasks) == 5


def test_the_card_fits_on_a_screen_and_says_everything() -> None:
    lost = case(
        left(
            40,
            cr.Event.late_delivery(TODAY - timedelta(65), days=6, severity=3),
            cr.Event.confirmed_move(TODAY - timedelta(30), rival="Fine Print"),
            cr.Event(TODAY - timedelta(50), "payment-overdue"),
        )
    )
    found = card(lost, only(lost.plan, "interview"))
    text = found.text()
    assert len(text.splitlines()) < 25
    for said in ("Anna Petrova", "+10 000", "overdue invoice", "delivery", "why did you leave", "call-back"):
        assert said.casefold() in text.casefold()
    assert any("no apology" in one for one in found.unsaid)
    assert any("competitor" in one for one in found.unsaid)


def test_there_is_advice_for_every_reason_standing_and_class() -> None:
    rows = advice_table()
    seen = {(row.reason, row.standing.value, row.return_class) for row in rows}
    for reason in ("", *(one.code for one in cr.REASONS)):
        for standing in ("dormant", "lost", "lost twice"):
            for level in (1, 2, 3, 4):
                assert (reason, standing, level) in seen
    for row in rows:
        assert bool(row.steps) != bool(row.nothing), row
        if row.return_class == 4 or row.standing.value == "lost twice":
            assert not any(step.kind == "ask-back" for step in row.steps), row
