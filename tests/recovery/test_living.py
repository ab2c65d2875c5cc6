"""A plan lives (R25): what was issued changes only for a named reason."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import clientreturn as cr
from clientreturn.history.merging import merged
from clientreturn.recovery import ChangeKind, Decision, Purpose

from .people import TEAM, TODAY, block, buys, company, kinds, left, only, plan, result


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def after(days: int) -> date:
    return TODAY + timedelta(days)


def reasons(new: cr.Plan, old: cr.Plan, kind: ChangeKind) -> dict[str, str]:
    """Why each step of the old plan changed in one way, by kind of step."""
    return {change.step.kind: change.why for change in new.changes(old) if change.kind is kind}


# --- results ---------------------------------------------------------------------------------------------


def test_call_in_september_is_kept_over_sixty_nights() -> None:
    client = left(40)
    running = plan(client)
    asked = result(only(running, "interview"), "call-back", after(1), until=date(2026, 9, 1))
    client = client.with_events(asked)
    days = set()
    for night in range(2, 62):
        running = plan(client, after(night), running=running)
        days.add(only(running, "interview").on)
        contacts = [step for step in running if step.purpose not in (Purpose.INTERNAL, Purpose.SERVICE)]
        assert all(step.on >= date(2026, 9, 1) for step in contacts)
    assert days == {date(2026, 9, 1)}


def test_called_back_in_september_and_forgotten_the_step_stays_overdue() -> None:
    client = left(40)
    first = plan(client)
    client = client.with_events(result(only(first, "interview"), "call-back", after(1), until=date(2026, 9, 1)))
    running = plan(client, after(2), running=first)
    later = plan(client, date(2026, 9, 20), running=running)
    assert only(later, "interview").on == date(2026, 9, 1)
    assert "interview" in kinds(later.overdue(date(2026, 9, 20)))


def test_no_answer_leads_to_the_next_try_at_its_distance() -> None:
    client = left(40)
    first = plan(client)
    ask = only(first, "ask-back")
    later = ask.on + timedelta(10)
    client = client.with_events(result(ask, "no-answer", later))
    second = plan(client, later, running=first)
    again = only(second, "ask-back")
    assert again.attempt == 2
    assert (again.on - later).days >= 21
    assert "no-answer" in dict(second.moved)[again.key]
    third = next(step for step in second if step.kind == "ask-back" and step.attempt == 3)
    assert (third.on - again.on).days >= 60


def test_after_a_refusal_nobody_asks_again_but_we_keep_in_touch() -> None:
    client = left(40)
    first = plan(client)
    ask = only(first, "ask-back")
    second = plan(client.with_events(result(ask, "refused", ask.on)), ask.on, running=first)
    assert "ask-back" not in kinds(second)
    assert "say-hello" in kinds(second)
    assert reasons(second, first, ChangeKind.WITHDRAW)["ask-back"]


def test_an_order_awaits_its_purchase() -> None:
    client = left(40)
    first = plan(client)
    interview = only(first, "interview")
    second = plan(client.with_events(result(interview, "ordered", interview.on)), interview.on, running=first)
    assert block(second, "ask-back") == "block.ordered"


def test_never_again_leaves_only_the_block() -> None:
    client = left(40)
    first = plan(client)
    second = plan(
        client.with_events(result(only(first, "interview"), "never-again", after(1))), after(1), running=first
    )
    assert kinds(second) == []
    assert [one.rule for one in second.blocked] == ["law.never-again"]
    assert all(change.urgent for change in second.changes(first) if change.step.kind == "ask-back")


def test_the_wrong_person_is_replaced_by_the_next_or_looked_for() -> None:
    client = left(40)
    first = plan(client)
    wrong = result(only(first, "interview"), "wrong-person", after(1))
    alone = plan(client.with_events(wrong), after(1), running=first)
    assert "find-right-person" in kinds(alone)
    assert only(alone, "interview").person is None
    two = attrs.evolve(client, contacts=[*client.contacts, cr.Person("Boris Ivanov")])
    assert only(plan(two.with_events(wrong), after(1), running=first), "interview").person == "Boris Ivanov"


def test_a_reason_given_changes_the_offer() -> None:
    client = left(40)
    first = plan(client)
    assert only(first, "ask-back").offer is None
    told = [
        result(only(first, "interview"), "reason-given", after(1)),
        cr.Event.late_delivery(ago(65), days=9, severity=3, known_on=after(1)),
        cr.Event.verified_cause(after(1), reason="company.late-delivery"),
    ]
    second = plan(client.with_events(*told), after(1), running=first)
    assert only(second, "ask-back").offer == "priority-dispatch"
    assert "another rule" in reasons(second, first, ChangeKind.MOVE)["ask-back"]
    assert "fix-cause" in kinds(second)


@pytest.mark.parametrize("said", [{"reason": "company.late-delivery"}, {"text": "the delivery was late every time"}])
def test_a_reason_given_speaks_in_the_next_diagnosis(said: dict[str, Any]) -> None:
    client = left(40)
    given = cr.Event.result(after(1), key=only(plan(client), "interview").key, result="reason-given", **said)
    found = cr.assess(client.with_events(given), as_of=after(1), team=TEAM).diagnosis
    assert found is not None
    assert found.causes[0].reason == "company.late-delivery"
    assert [piece.rule for piece in found.causes[0].evidence] == ["said.by-client"]


# --- what withdraws at once --------------------------------------------------------------------------------


def withdrawn_by(event: cr.Event, client: cr.Client | None = None) -> tuple[cr.Plan, cr.Plan]:
    client = client or left(40)
    first = plan(client)
    return first, plan(client.with_events(event), after(1), running=first)


def test_a_purchase_withdraws_the_return() -> None:
    client = left(40)
    first = plan(client)
    bought = attrs.evolve(client, purchases=[*client.purchases, cr.Purchase(after(1), 90, "EUR")])
    second = plan(bought, after(1), running=first)
    assert "ask-back" not in kinds(second)
    assert "tell-everyone" in kinds(second)
    assert reasons(second, first, ChangeKind.WITHDRAW)["ask-back"] == "bought on 2026-03-03"


def test_a_reply_is_answered_by_a_person_before_anything_queued() -> None:
    first, second = withdrawn_by(cr.Event(after(1), "reply"))
    assert only(second, "answer-reply").on == after(1)
    assert "ask-back" not in kinds(second)
    assert "answered" in reasons(second, first, ChangeKind.WITHDRAW)["ask-back"]


def test_a_verified_cause_withdraws_the_search_for_it_and_says_so() -> None:
    settled = cr.Event.verified_cause(after(1), reason="company.late-delivery")
    first, second = withdrawn_by(settled)
    assert "look-in-records" in kinds(first)
    assert "look-in-records" not in kinds(second)
    why = reasons(second, first, ChangeKind.WITHDRAW)["look-in-records"]
    assert why == "the cause is verified now: nothing is left to find out"


def test_an_objection_leaves_only_the_block_and_stops_worth_too() -> None:
    client = left(40)
    first = plan(client)
    case = cr.assess(
        client.with_events(cr.Event.objection(after(1))), as_of=after(1), team=TEAM, running=first.__class__()
    )
    assert kinds(case.plan) == []
    assert [one.rule for one in case.plan.blocked] == ["law.objection"]
    assert (case.worth.value, case.worth.expected, case.worth.return_class) == (None, None, None)


def test_the_death_of_a_consumer_withdraws_greetings_first_and_urgently() -> None:
    person = cr.Person("Anna", consents=[cr.Consent(ago(400), "call")])
    client = company(company=False, contacts=[person])
    first = plan(client)
    second = plan(client.with_events(cr.Event.died(after(1))), after(1), running=first)
    gone = [change for change in second.changes(first) if change.kind is ChangeKind.WITHDRAW]
    assert kinds(second) == ["stop-everything"]
    assert gone[0].step.purpose is Purpose.GREETING
    assert all(change.urgent for change in gone)


# --- people decide ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["ask-back", "*"])
def test_a_decision_leaves_a_step_out_and_shows(step: str) -> None:
    decided = Decision("Bat", "we meet at the fair", step=step)
    second = plan(left(40).with_events(decided.event(TODAY)))
    assert "ask-back" not in kinds(second)
    held = next(one for one in second.blocked if one.kind == "ask-back")
    assert "Bat decided on" in held.why
    assert "we meet at the fair" in held.why


def test_a_decision_postpones_assigns_and_chooses_the_channel() -> None:
    client = left(40)
    first = plan(client)
    said = [
        Decision("Bat", "at a fair", step="ask-back", do="postpone", until=date(2026, 10, 1)).event(TODAY),
        Decision("Bat", "knows her well", step="interview", do="assign", owner="Rauf").event(TODAY),
        Decision("Bat", "lives abroad", step="follow-up", do="reach", channel="mail").event(TODAY),
    ]
    second = plan(client.with_events(*said), running=first)
    assert only(second, "ask-back").on == date(2026, 10, 1)
    assert only(second, "interview").owner == "Rauf"
    assert only(second, "follow-up").channel == "mail"
    moved = reasons(second, first, ChangeKind.MOVE)
    assert {"ask-back", "interview", "follow-up"} <= set(moved)


def test_a_decision_ends_with_its_day() -> None:
    decided = Decision("Bat", "at a fair", step="ask-back", until=date(2026, 4, 1)).event(TODAY)
    client = left(40).with_events(decided)
    assert "ask-back" not in kinds(plan(client))
    assert "ask-back" in kinds(plan(client, date(2026, 4, 2)))


# --- merged accounts ------------------------------------------------------------------------------------------


def test_a_merged_account_carries_plan_attempts_losses_and_holdout_along() -> None:
    mine = left(40)
    other = attrs.evolve(left(40), id="B-2", same_as=["B-1"])
    running = plan(other)
    asked = result(only(running, "ask-back"), "no-answer", only(running, "ask-back").on)
    both = merged(mine, other.with_events(asked, cr.Event(ago(5), "holdout", data={"until": after(200)})))
    on = asked.on + timedelta(1)
    second = plan(both, on, running=running)
    assert all(step.key.startswith("C-7/") for step in second)
    assert both.same_as == ("B-2", "B-1")
    assert block(second, "ask-back") == "block.holdout"
    without = plan(merged(mine, other.with_events(asked)), on, running=running)
    assert only(without, "ask-back").attempt == 2
    assert only(without, "follow-up").on > only(without, "ask-back").on
    assert only(without, "look-in-records").on == only(running, "look-in-records").on


def test_of_two_consents_the_stricter_wins() -> None:
    yes = cr.Person("Anna", consents=[cr.Consent(ago(10), "mail")])
    no = cr.Person("Anna", consents=[cr.Consent(ago(300), "mail", False)])
    both = merged(company(contacts=[yes]), attrs.evolve(company(contacts=[no]), id="B-2"))
    assert both.contacts[0].consented(cr.Channel.MAIL, TODAY) is False


def test_losses_of_both_accounts_add_up() -> None:
    mine = company(cr.Event.declared_break(ago(30)), purchases=buys(ago(60), times=10))
    other = attrs.evolve(company(cr.Event.declared_break(ago(500)), purchases=buys(ago(530), times=10)), id="B-2")
    assert kinds(plan(merged(mine, other))) == ["regret-letter"]


# --- what if ---------------------------------------------------------------------------------------------------


def test_what_if_the_complaint_were_solved() -> None:
    client = left(40, cr.Event.complaint(ago(50), topic="delivery", severity=3))
    open_now = plan(client)
    assert block(open_now, "ask-back") == "block.open-complaint"
    solved = attrs.evolve(client.events[-1], resolved="well", resolved_on=TODAY)
    without = attrs.evolve(client, events=[event for event in client.events if event.kind != "complaint"])
    assert "ask-back" in kinds(plan(without, assume=[solved]))


# --- laws --------------------------------------------------------------------------------------------------------

EVENTS = st.sampled_from(
    [
        lambda day: cr.Event.declared_break(day),
        lambda day: cr.Event.late_delivery(day, days=4, severity=3),
        lambda day: cr.Event.complaint(day, topic="delivery", severity=4),
        lambda day: cr.Event.complaint(day, topic="quality", severity=2, resolved="badly"),
        lambda day: cr.Event.staff_incident(day, employee="Olga", severity=5),
        lambda day: cr.Event.rival_offer(day, rival="Turbo", lure="promise"),
        lambda day: cr.Event.price_increase(day, percent=20),
        lambda day: cr.Event.management_change(day),
        lambda day: cr.Event.hard_times(day),
        lambda day: cr.Event.project_finished(day),
        lambda day: cr.Event(day, "greeting"),
        lambda day: cr.Event.contact(day),
        lambda day: cr.Event.offer(day, value=50),
        lambda day: cr.Event(day, "reply"),
        lambda day: cr.Event(day, "bounced", data={"channel": "call"}),
        lambda day: cr.Event.died(day, person="Anna Petrova"),
    ]
)


@st.composite
def clients(draw: st.DrawFn) -> cr.Client:
    silent = draw(st.integers(0, 400))
    events = [make(ago(draw(st.integers(0, 500)))) for make in draw(st.lists(EVENTS, max_size=5))]
    birthday = draw(st.none() | st.dates(date(1960, 1, 1), date(2000, 12, 31)))
    person = cr.Person("Anna Petrova", birthday=birthday, prefers=draw(st.none() | st.sampled_from(["mail", "call"])))
    purchases = buys(ago(silent), every=draw(st.sampled_from([14, 30, 90])), times=draw(st.integers(1, 25)))
    return company(*events, contacts=[person], purchases=purchases, company=draw(st.sampled_from([True, False, None])))


LATE_INTERVIEW = company(
    cr.Event(date(2025, 3, 21), "declared-break", by="client"),
    cr.Event.complaint(date(2026, 2, 15), topic="delivery", severity=4),
    *(cr.Event.late_delivery(date(2026, 3, 2), days=4, severity=3) for _ in "12"),
    contacts=[cr.Person("Anna Petrova")],
    purchases=buys(date(2025, 3, 22), every=90, times=3),
)
"""Whose interview is asked for only three months later, when the apology has long been issued."""


@given(clients())
@example(LATE_INTERVIEW)
def test_yesterdays_plan_and_unchanged_data_change_nothing_that_was_issued(client: cr.Client) -> None:
    running = plan(client)
    for night in (1, 2, 3, 10, 30, 31, 90):
        later = plan(client, after(night), running=running)
        for change in later.changes(running):
            assert change.kind in (ChangeKind.KEEP, ChangeKind.ADD) or change.why == "its day has passed", change
        running = later


@given(clients())
def test_the_same_input_gives_the_same_plan(client: cr.Client) -> None:
    assert plan(client) == plan(client)
    shuffled = attrs.evolve(client, events=client.events[::-1], purchases=client.purchases[::-1])
    assert plan(shuffled) == plan(client)


@given(clients(), st.integers(0, 6))
def test_a_new_step_lies_neither_in_the_past_nor_on_a_blocked_day(client: cr.Client, later: int) -> None:
    on = after(later)
    team = attrs.evolve(TEAM, holidays=frozenset(("", after(n)) for n in range(2, 5)))
    for step in plan(client, on, team=team):
        assert step.on >= on
        assert step.on.weekday() < 5
        assert step.channel is None or ("", step.on) not in team.holidays


@given(clients())
def test_every_change_of_an_issued_step_has_a_named_reason(client: cr.Client) -> None:
    running = plan(client)
    events = [result(step, "done", after(1)) for step in running.steps[:2]]
    later = plan(client.with_events(*events), after(2), running=running)
    for change in later.changes(running):
        assert change.why or change.kind is ChangeKind.KEEP
        assert change.why != "the plans were made independently"
