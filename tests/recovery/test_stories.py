"""One practice of the handbook at a time."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest

import clientreturn as cr
from clientreturn.recovery import Purpose, Stage

from .people import TEAM, TODAY, block, buys, case, company, kinds, left, only, plan


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def verified(reason: str, days: int = 45) -> cr.Event:
    return cr.Event.verified_cause(ago(days), reason=reason)


# --- the order of a return: learn, repair, apologise, ask, follow up ------------------------------


def test_asking_waits_for_the_talk_the_fix_and_the_apology() -> None:
    steps = plan(left(40, cr.Event.late_delivery(ago(65), days=6, severity=3)))
    order = [only(steps, kind).on for kind in ("interview", "fix-cause", "apologise", "ask-back", "follow-up")]
    interview, fix, apology, ask, follow_up = order
    assert interview < apology < ask < follow_up
    assert fix < apology


def test_the_interview_does_not_wait_for_the_fix() -> None:
    steps = plan(left(40, cr.Event.late_delivery(ago(65), days=6, severity=3)))
    assert (only(steps, "interview").on - TODAY).days <= 1


def test_records_are_looked_at_before_the_client_is_asked() -> None:
    steps = plan(left(40))
    assert kinds(steps).index("look-in-records") < kinds(steps).index("interview")
    assert "ask-back" not in kinds(steps.ready(TODAY + timedelta(30)))


def test_the_interview_carries_the_two_questions_and_no_excuse() -> None:
    brief = only(plan(left(40)), "interview").brief
    assert "why did you leave" in brief
    assert "what would make you reconsider" in brief
    assert brief.index("No apology") < brief.index("say sorry")


def test_three_tries_at_growing_distances() -> None:
    asks = [step.on for step in plan(left(40)).steps if step.kind == "ask-back"]
    assert len(asks) == 3
    assert (asks[2] - asks[1]) > (asks[1] - asks[0])


def test_a_promise_is_judged_after_five_calendar_months() -> None:
    lured = left(40, cr.Event.rival_offer(ago(70), rival="Turbo", lure="promise"))
    assert only(plan(lured), "ask-back").on >= date(2026, 6, 21)  # five months after 21 January


def test_an_emotional_break_cools_off_and_the_director_goes() -> None:
    rude = left(1, cr.Event.staff_incident(ago(3), employee="Olga", severity=5))
    steps = plan(rude)
    lost = ago(1)
    assert 3 <= (only(steps, "interview").on - lost).days <= 9
    apology = only(steps, "apologise")
    assert (apology.on - lost).days >= 3
    assert apology.owner == "Bat"
    assert apology.channel == "visit"


def test_a_fresh_complaint_is_answered_with_an_apology_at_once() -> None:
    steps = plan(company(cr.Event.complaint(ago(1), topic="delivery", severity=3), silent=5))
    apology = only(steps, "apologise")
    assert apology.on == TODAY
    assert apology.offer == "made-good"
    assert only(steps, "settle-complaint").on == TODAY


def test_an_apology_always_comes_with_an_offer() -> None:
    assert only(plan(left(40, cr.Event.broken_promise(ago(65), severity=3))), "apologise").offer is not None


def test_after_two_failures_a_senior_person_and_no_automation() -> None:
    failed = left(
        40,
        cr.Event.late_delivery(ago(75), days=5, severity=3),
        cr.Event.complaint(ago(70), topic="delivery", severity=4, resolved="badly"),
    )
    steps = plan(failed)
    for kind in ("interview", "ask-back", "apologise"):
        assert only(steps, kind).owner == "Bat"
    assert {step.channel for step in steps if step.stage is not Stage.KEEP_IN_TOUCH} <= {
        None,
        "visit",
        "meeting",
        "call",
    }


# --- who -------------------------------------------------------------------------------------------


def test_who_lost_the_client_does_not_lead_its_return() -> None:
    steps = plan(left(40))
    ask = only(steps, "ask-back")
    assert ask.owner == "Tigran"
    assert "Olga" in ask.note


def test_a_dormant_client_stays_with_its_owner() -> None:
    assert only(plan(company()), "wake-up").owner == "Olga"


def test_an_inherited_client_stays_with_its_owner() -> None:
    taken_over = [cr.Owner("Rauf", date(2020, 1, 1)), cr.Owner("Olga", ago(50))]
    assert only(plan(left(40, owners=taken_over)), "ask-back").owner == "Olga"


def test_nobody_else_is_marked_and_lowers_the_chance() -> None:
    alone = cr.Team([cr.Member("Olga", ["account owner"])])
    by_her, by_others = case(left(40), team=alone), case(left(40))
    ask = only(by_her.plan, "ask-back")
    assert ask.owner == "Olga"
    assert "chance is lower" in ask.note
    assert by_her.worth.chance.p < by_others.worth.chance.p


def test_after_a_human_fault_nobody_else_means_nobody() -> None:
    alone = cr.Team([cr.Member("Olga", ["account owner"])])
    rude = left(40, cr.Event.staff_incident(ago(50), employee="Olga", severity=4))
    ask = only(plan(rude, team=alone), "ask-back")
    assert ask.owner is None
    assert "must not be sent" in ask.note


def test_a_client_may_wish_for_somebody_else() -> None:
    wish = cr.Event(ago(10), "other-person-wanted", by="client")
    assert only(plan(company(wish)), "wake-up").owner == "Rauf"


# --- by which channel --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "channel"),
    [(20, "call"), (60, "call"), (61, "meeting"), (170, "meeting"), (200, "visit"), (400, "visit")],
)
def test_a_call_helps_only_while_little_time_has_passed(days: int, channel: str) -> None:
    assert only(plan(left(days, purchases=buys(ago(days + 20), amount=3000))), "interview").channel == channel


def test_a_sleeping_client_is_woken_by_a_call() -> None:
    assert only(plan(company()), "wake-up").channel == "call"


def test_a_greeting_takes_the_channel_that_the_person_likes() -> None:
    likes = [cr.Person("Anna Petrova", prefers="mail")]
    assert only(plan(left(40, contacts=likes)), "say-hello").channel == "mail"


# --- who is not asked --------------------------------------------------------------------------------


def lost_twice() -> cr.Client:
    first, second = buys(ago(700), times=12), buys(ago(60), times=10)
    breaks = [cr.Event.declared_break(ago(670)), cr.Event.declared_break(ago(40))]
    return company(*breaks, purchases=first + second)


def test_lost_twice_gets_one_honest_letter_and_nothing_else() -> None:
    steps = plan(lost_twice())
    assert kinds(steps) == ["regret-letter"]
    letter = only(steps, "regret-letter")
    assert letter.channel == "letter"
    assert letter.offer is None


def test_the_regret_letter_is_not_written_twice() -> None:
    client = lost_twice()
    first = plan(client)
    written = client.with_events(cr.Event.result(TODAY, key=first.steps[0].key, result="done"))
    assert kinds(plan(written, TODAY + timedelta(30), running=first)) == []


def test_class_four_is_let_go_and_says_so() -> None:
    poor = company(purchases=buys(ago(100), amount=600), margin=None, traits=[])
    unprofitable = attrs.evolve(poor, purchases=[attrs.evolve(p, margin=-10) for p in poor.purchases])
    found = case(unprofitable)
    assert found.worth.return_class == 4
    assert kinds(found.plan) == []
    assert "let go" in found.plan.nothing


def test_a_client_that_says_goodbye_and_is_let_go_gets_a_courtesy_only() -> None:
    client = left(40)
    unprofitable = attrs.evolve(client, purchases=[attrs.evolve(p, margin=-10) for p in client.purchases])
    steps = plan(unprofitable)
    assert kinds(steps) == ["farewell"]
    assert only(steps, "farewell").offer is None


def test_hard_to_please_alone_is_never_let_go() -> None:
    assert case(left(40, traits=["rude", "demanding"])).worth.return_class != 4


@pytest.mark.parametrize("reason", ["competitor.kickback", "client.kinship", "competitor.lock-in"])
def test_what_is_not_ours_to_decide_gets_no_ask(reason: str) -> None:
    steps = plan(left(40, verified(reason)))
    assert "ask-back" not in kinds(steps)
    hello = only(steps, "say-hello")
    assert "until" in hello.why


def test_a_tie_with_a_known_end_is_asked_on_that_day() -> None:
    end = date(2026, 9, 1)
    bound = left(40, verified("competitor.lock-in"), cr.Event.rival_offer(ago(50), lure="lock-in", until=end))
    steps = [step.on for step in plan(bound) if step.kind == "ask-back"]
    assert steps[0] == end


# --- death, hard times, the end of a need -------------------------------------------------------------


def consumer(*events: cr.Event, **fields: object) -> cr.Client:
    person = cr.Person(
        "Anna Petrova", consents=[cr.Consent(date(2024, 1, 1), "call"), cr.Consent(date(2024, 1, 1), "mail")]
    )
    return company(*events, **{"company": False, "name": "Anna Petrova", "contacts": [person], **fields})  # type: ignore[arg-type]


def test_the_death_of_a_consumer_stops_everything() -> None:
    steps = plan(consumer(cr.Event.died(ago(2))))
    assert kinds(steps) == ["stop-everything"]
    assert all(step.purpose is Purpose.INTERNAL for step in steps)


def test_a_contact_of_a_living_company_is_mourned_and_succeeded_after_thirty_days() -> None:
    died = ago(2)
    steps = plan(company(cr.Event.died(died, person="Anna Petrova")))
    condolence, successor = only(steps, "condole"), only(steps, "meet-successor")
    assert condolence.offer is None
    assert condolence.owner == "Bat"
    assert (successor.on - died).days >= 30
    assert not {"ask-back", "wake-up", "say-hello"} & set(kinds(steps))
    assert all(step.person != "Anna Petrova" for step in steps)


def test_when_the_only_contact_left_the_right_person_is_found_before_anybody_is_called() -> None:
    steps = plan(company(cr.Event.contact_left(ago(95), person="Anna Petrova")))
    assert only(steps, "find-right-person").on < only(steps, "wake-up").on
    assert {"follow-contact", "fix-cause"} <= set(kinds(steps))


def test_a_suspected_death_pauses_everything() -> None:
    steps = plan(consumer(cr.Event.died(ago(2), suspected=True)))
    assert kinds(steps) == ["confirm-quietly"]


def test_a_sign_of_life_ends_the_suspicion() -> None:
    alive = consumer(cr.Event.died(ago(20), suspected=True), cr.Event(ago(3), "contact", data={"channel": "call"}))
    assert "wake-up" in kinds(plan(alive))


def test_hard_times_are_helped_without_asking() -> None:
    steps = plan(company(cr.Event.hard_times(ago(60))))
    helping = only(steps, "help-unasked")
    assert helping.offer == "payment-pause"
    assert "ask-back" not in kinds(steps)


def test_once_hard_times_are_over_the_client_is_asked() -> None:
    over = company(cr.Event.hard_times(ago(90), until=ago(5)), verified("client.hard-times", 89))
    assert "ask-back" in kinds(plan(over))


def test_a_finished_project_gets_pictures_after_half_a_year_then_anniversaries() -> None:
    done = ago(30)
    steps = plan(company(cr.Event.project_finished(done), silent=35))
    pictures, day = only(steps, "pictures-of-the-work"), only(steps, "project-anniversary")
    assert pictures.on >= date(2026, 7, 31)
    assert day.on >= date(2027, 1, 31)
    assert "ask-back" not in kinds(steps)


def test_consent_is_asked_for_at_the_end_of_the_work() -> None:
    assert "ask-consent" in kinds(plan(company(cr.Event.project_finished(ago(3)), silent=8)))


# --- before a loss and after a return -----------------------------------------------------------------


def test_a_warm_lead_is_taken_up() -> None:
    lead = cr.Client("L-1", company=True, owners=[cr.Owner("Olga", date(2024, 1, 1))],
                     contacts=[cr.Person("Anna")], events=[cr.Event(ago(20), "lead-dropped")])  # fmt: skip
    assert kinds(plan(lead)) == ["take-up-lead"]


def test_a_client_at_risk_is_asked_how_things_are() -> None:
    assert kinds(plan(company(silent=34))) == ["check-in"]


def test_a_healthy_client_needs_nothing() -> None:
    found = plan(company(silent=10))
    assert kinds(found) == []
    assert "active" in found.nothing


def back() -> cr.Client:
    return company(
        cr.Event.declared_break(ago(200)),
        purchases=buys(ago(220), times=15) + buys(ago(10), every=20, times=2),
    )


def test_a_returned_client_is_watched_for_a_year() -> None:
    steps = plan(back())
    returned_on = ago(30)
    assert only(steps, "tell-everyone").on == TODAY
    assert only(steps, "quality-check").on >= returned_on + timedelta(7)
    assert only(steps, "ask-testimonial").on >= date(2026, 7, 31)
    assert only(steps, "end-of-watch").on >= date(2027, 1, 31)
    assert "check-agreed" in kinds(steps)


def test_a_loyal_client_is_interviewed() -> None:
    loyal = company(silent=10, purchases=buys(ago(10), times=50))
    assert kinds(plan(loyal)) == ["interview-loyal"]


# --- greetings ask for nothing -------------------------------------------------------------------------


def test_no_greeting_near_an_ask() -> None:
    birthday = TODAY + timedelta(5)
    person = cr.Person("Anna Petrova", birthday=date(1980, birthday.month, birthday.day))
    steps = plan(company(contacts=[person]))
    greetings = [step.on for step in steps if step.purpose is Purpose.GREETING]
    asks = [step.on for step in steps if step.purpose is Purpose.ASKING]
    assert greetings
    assert all(abs((greeting - ask).days) >= 7 for greeting in greetings for ask in asks)
    assert all(step.offer is None for step in steps if step.purpose is Purpose.GREETING)


def test_no_name_no_greeting() -> None:
    assert block(plan(left(40, contacts=[])), "say-hello") == "block.no-name"


def test_former_clients_hear_from_us_every_four_months() -> None:
    greeted = left(40, cr.Event(ago(3), "greeting"), verified("client.kinship"))
    assert only(plan(greeted), "say-hello").on == date(2026, 6, 29)  # 27 February + 4 months is a Saturday


# --- the price of it ------------------------------------------------------------------------------------


def test_the_offer_for_a_price_is_something_new_not_the_old_for_less() -> None:
    dear = company(cr.Event.price_increase(ago(130), percent=25), verified("company.priced-out", 99))
    assert only(plan(dear), "ask-back").offer == "first-user"


def test_late_delivery_is_answered_with_priority_not_with_a_discount() -> None:
    found = plan(left(40, cr.Event.late_delivery(ago(65), days=6, severity=3)))
    assert only(found, "ask-back").offer == "priority-dispatch"
    assert found.choice is not None


def test_everybody_named_is_on_the_team() -> None:
    names = {member.name for member in TEAM.members}
    for client in (company(), left(40), back(), lost_twice()):
        assert {step.owner for step in plan(client)} <= names
