"""Stories of a firm that reads only the manual: one practice each, through the public names."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import attrs
import pytest

import clientreturn as cr

MONDAY = date(2026, 3, 2)
TEAM = cr.Team(
    [
        cr.Member("olga"),
        cr.Member("rauf"),
        cr.Member("tigran", ["head of return", "manager"]),
        cr.Member("bat", ["director"]),
        cr.Member("sara", ["marketing"]),
        cr.Member("dan", ["operations", "accounting"]),
    ]
)
GREETINGS = ("say-hello", "birthday", "occasion", "regret-letter", "farewell")


def before(days: int) -> date:
    return MONDAY - timedelta(days)


def bought(last: date, every: int = 30, times: int = 20, amount: int = 900) -> list[cr.Purchase]:
    return [cr.Purchase(last - timedelta(every * n), amount, "EUR") for n in range(times)]


def shop(*events: cr.Event, silent: int = 130, **fields: object) -> cr.Client:
    told: dict[str, object] = {
        "name": "Lark",
        "company": True,
        "contacts": [cr.Person("Anna Petrova", address="Mrs Petrova", phone="+1")],
        "owners": [cr.Owner("olga", date(2020, 1, 1))],
        "purchases": bought(before(silent)),
        "events": events,
    }
    return cr.Client("L-1", **{**told, **fields})  # type: ignore[arg-type]


def gone(days: int, *events: cr.Event, **fields: object) -> cr.Client:
    return shop(cr.Event.declared_break(before(days)), *events, **{"silent": days + 20, **fields})  # type: ignore[arg-type]


def planned(client: cr.Client, on: date = MONDAY, running: cr.Plan | None = None) -> cr.Plan:
    return cr.assess(client, as_of=on, team=TEAM, running=running).plan


def days_of(plan: cr.Plan, kind: str) -> list[date]:
    return [step.on for step in plan if step.kind == kind]


# --- a wish to be called in September ---------------------------------------------------------------------------


def test_nobody_disturbs_before_september_and_then_all_keep_their_order_and_distance() -> None:
    client, plan = gone(30), planned(gone(30))
    interview = plan.step("interview")
    assert interview is not None
    wish = cr.Event.result(MONDAY, key=interview.key, result="call-back", until=date(2026, 9, 7))
    client = client.with_events(wish)
    plans = []
    for night in range(1, 61):
        plan = planned(client, MONDAY + timedelta(night), plan)
        plans.append(plan)
        assert all(step.on >= date(2026, 9, 7) for step in plan if step.channel is not None)
    assert {change.kind.value for old, new in pairwise(plans) for change in new.changes(old)} == {"keep"}
    asks = days_of(plan, "ask-back")
    assert days_of(plan, "interview") == [date(2026, 9, 7)] < asks
    assert [(later - sooner).days >= 21 for sooner, later in pairwise(asks)] == [True, True]
    assert asks[0] < days_of(plan, "follow-up")[0]
    assert all(abs((hello - ask).days) >= 7 for hello in days_of(plan, "say-hello") for ask in asks)


# --- a death in a living company -----------------------------------------------------------------------------------


@pytest.mark.parametrize("later", [0, 40, 150])
def test_nobody_looks_for_the_dead_at_a_new_post(later: int) -> None:
    people = [cr.Person("Anna Petrova"), cr.Person("Boris Ivanov")]
    client = shop(cr.Event.died(before(5), person="Anna Petrova"), contacts=people)
    plan = planned(client, MONDAY + timedelta(later))
    assert {"follow-contact", "fix-cause"}.isdisjoint(step.kind for step in plan)
    assert {step.person for step in plan} <= {None, "Boris Ivanov"}
    assert not any("old contact" in step.brief or "new post" in step.brief for step in plan)
    if later == 0:
        assert (days_of(plan, "meet-successor")[0] - before(5)).days >= 30
        assert "ask-back" not in {step.kind for step in plan}


# --- no asking in a greeting -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("client", [shop(), gone(40), gone(400), shop(cr.Event.hard_times(before(60)))])
def test_a_greeting_asks_for_nothing(client: cr.Client) -> None:
    greeted = attrs.evolve(
        client, contacts=[cr.Person("Anna Petrova", address="Mrs Petrova", birthday=date(1980, 3, 20))]
    )
    plan = planned(greeted)
    greetings = [step for step in plan if step.kind in GREETINGS]
    assert greetings
    assert all(step.offer is None for step in greetings)
    assert all(abs((one.on - ask).days) >= 7 for one in greetings for ask in days_of(plan, "ask-back"))


# --- what the brief says and how the client is reached -----------------------------------------------------------------


@pytest.mark.parametrize(
    "client",
    [
        shop(cr.Event.complaint(before(10), topic="quality", severity=3)),
        gone(5, cr.Event.staff_incident(before(20), employee="olga", severity=5)),
        gone(5, cr.Event.staff_incident(before(20), employee="olga", severity=5), purchases=bought(before(25), amount=20)),
        shop(cr.Event(before(2), "reply")),
    ],
)  # fmt: skip
def test_a_brief_does_not_ask_to_meet_where_a_call_is_planned(client: cr.Client) -> None:
    for step in planned(client):
        if step.channel not in (None, cr.Channel.VISIT, cr.Channel.MEETING):
            assert not step.brief.startswith(("Meet", "In person"))
            assert ", in person" not in step.brief


def test_a_card_of_work_inside_the_firm_has_nothing_to_say_to_anybody() -> None:
    case = cr.assess(gone(40), as_of=MONDAY, team=TEAM)
    inside, talk = case.plan.step("look-in-records"), case.plan.step("interview")
    assert inside is not None
    assert talk is not None
    assert (cr.card(case, inside).opening, cr.card(case, inside).unsaid) == (None, ())
    assert "open with" not in cr.card(case, inside).text()
    said = cr.card(case, talk).text()
    assert "open with: Why did you leave" in said
    assert "not: no" not in said


# --- records that were corrected, not added -----------------------------------------------------------------------------


def test_a_corrected_record_re_opens_the_plan_as_a_new_one_does() -> None:
    slight = gone(5, cr.Event.staff_incident(before(9), employee="olga", severity=2))
    grave = gone(5, cr.Event.staff_incident(before(9), employee="olga", severity=5))
    first = planned(slight)
    after = planned(grave, MONDAY + timedelta(1), first)
    assert any(step.owner == "bat" and step.kind == "apologise" for step in after)
    assert {change.kind.value for change in after.changes(first)} > {"keep"}


# --- 1,900 quiet clients, six managers, five calls each ---------------------------------------------------------------


@pytest.fixture(scope="module")
def week() -> tuple[list[cr.Case], cr.Team]:
    managers = [cr.Member(f"manager {n}", capacity=5) for n in range(6)]
    team = cr.Team([*managers, cr.Member("head", ["head of return", "manager"], capacity=5)])
    cases = []
    for n in range(1900):
        client = attrs.evolve(
            shop(silent=60 + n % 60, purchases=bought(before(60 + n % 60), times=8, amount=100 + n)),
            id=f"K-{n:04}",
            owners=[cr.Owner(f"manager {n % 6}", date(2020, 1, 1))],
            events=[cr.Event.declared_break(before(30))] if n % 10 == 0 else [],
        )
        cases.append(cr.assess(client, as_of=MONDAY, team=team))
    return cases, team


def test_the_desk_is_full_fair_stable_and_tells_who_waits_until_when(week: tuple[list[cr.Case], cr.Team]) -> None:
    cases, team = week
    desk = cr.desk(cases, team, week=MONDAY)
    assert {one.name: len(one.tasks) for one in desk.lists} == {member.name: 5 for member in team.members}
    assert all(len({task.on for task in one.tasks}) == 5 for one in desk.lists)
    assert all(one.reserves for one in desk.lists)
    on_desk = {task.client for task in desk.tasks}
    waiting = Counter(one.client for one in desk.waiting)
    due = {case.client for case in cases if any(step.channel for step in case.plan.ready(MONDAY + timedelta(4)))}
    assert due <= on_desk | set(waiting)
    assert all(one.why for one in desk.waiting)
    assert all(one.look_again is not None and one.look_again > MONDAY for one in desk.waiting)
    assert cr.desk(cases[::-1], team, week=MONDAY) == desk
    assert cr.desk(cases, team, week=MONDAY, previous=desk) == desk


def test_a_return_that_its_driver_has_no_room_for_goes_to_a_colleague_who_did_not_lose_it(
    week: tuple[list[cr.Case], cr.Team],
) -> None:
    cases, team = week
    left = [case for case in cases if case.standing.says is cr.Standing.LOST]
    desk = cr.desk(left, team, week=MONDAY)
    owner = {case.client: case.judgement.facts["owner"] for case in left}
    assert sum(len(one.tasks) for one in desk.lists) == 35
    assert all(task.owner != owner[task.client] for task in desk.tasks)
    assert all("in place of" in task.note for task in desk.tasks if task.owner != "head")


# --- what is offered ---------------------------------------------------------------------------------------------------


def test_the_offer_that_matters_to_this_client_comes_first_and_not_twice_within_its_spacing() -> None:
    wishes = cr.Event.verified_cause(before(35), reason="competitor.better-service")
    plain, professional = gone(40, wishes), gone(40, wishes, traits=["professional"])
    given = cr.Event.offer(before(200), offer="workshop")
    ask = {
        name: planned(client).step("ask-back")
        for name, client in {
            "plain": plain,
            "professional": professional,
            "again": professional.with_events(given),
        }.items()
    }
    assert ask["professional"] is not None
    assert ask["professional"].offer == "workshop"
    assert ask["again"] is not None
    assert ask["again"].offer != "workshop"
    rejected = dict(planned(professional.with_events(given)).choice.rejected)  # type: ignore[union-attr]
    assert "12 months" in rejected["workshop"]


def test_a_firm_sets_its_own_limit_of_discretion() -> None:
    offers = tuple(attrs.evolve(offer, cap=5) for offer in cr.Policy().recovery.offers)
    policy = attrs.evolve(cr.Policy(), recovery=attrs.evolve(cr.Policy().recovery, offers=offers))
    case = cr.assess(gone(40, cr.Event.late_delivery(before(65), severity=3)), as_of=MONDAY, team=TEAM, policy=policy)
    ask = case.plan.step("ask-back")
    assert ask is not None
    assert cr.card(case, ask).offer_limit == 5
