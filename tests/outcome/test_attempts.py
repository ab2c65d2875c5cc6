"""What became of attempts: a client has returned only when it buys after it was lost (E4.16)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientreturn.errors import ClientReturnError
from clientreturn.history import Client, Event, Purchase
from clientreturn.intervals import Share
from clientreturn.measures import outcomes
from clientreturn.outcome import Costs, Ending, Outcome, Probation, romi, romi_by
from clientreturn.outcome import second_life as summary

START = date(2023, 1, 1)


def day(offset: int) -> date:
    return START + timedelta(days=offset)


def offer(on: int, channel: str = "call", offer_id: str = "", **fields: Any) -> Event:
    return Event(day(on), "offer", data={"channel": channel, **({"offer": offer_id} if offer_id else {})}, **fields)


def result(on: int, said: str, attempt: int = 1, kind: str = "ask-back") -> Event:
    return Event.result(day(on), key=f"C/loss-1/{kind}/{attempt}", result=said)


def buying(offsets: list[int], *events: Event, amount: int = 100, **fields: Any) -> Client:
    return Client("C", purchases=[Purchase(day(on), amount, "EUR") for on in offsets], events=events, **fields)


def only(client: Client, on: int) -> Outcome:
    (one,) = outcomes([client], as_of=day(on))
    return one


MONTHLY = list(range(0, 331, 30))
LEFT = Event.declared_break(day(340))


def test_a_client_that_was_never_gone_has_no_attempt() -> None:
    assert not list(outcomes([buying(MONTHLY)], as_of=day(340)))
    assert not list(outcomes([Client("prospect", events=[offer(3)])], as_of=day(9)))


@pytest.mark.parametrize(
    ("events", "ending"),
    [
        ((offer(350),), Ending.NOT_YET),
        ((offer(350), result(352, "no-answer")), Ending.NOT_YET),
        ((offer(350), result(352, "done")), Ending.NOT_YET),
        ((offer(350), Event(day(355), "reply", text="a friendly letter")), Ending.NOT_YET),
        ((offer(350), result(352, "ordered")), Ending.NOT_YET),  # a promise is no purchase
        ((offer(350), result(352, "refused")), Ending.REFUSED),
        ((offer(350), result(352, "never-again")), Ending.REFUSED),
        ((offer(350), Event.objection(day(360))), Ending.STOPPED),
        ((offer(350), Event(day(360), "closed", by="register")), Ending.STOPPED),
        ((offer(350), Event(day(360), "decision", text="we leave it")), Ending.STOPPED),
    ],
)
def test_without_a_purchase_nobody_has_returned(events: tuple[Event, ...], ending: Ending) -> None:
    outcome = only(buying(MONTHLY, LEFT, *events), 400)
    assert outcome.ending is ending
    assert not outcome.back
    assert outcome.trial_order is None
    assert outcome.probation is None


def test_a_small_trial_order_after_a_loss_is_a_return() -> None:
    client = buying(MONTHLY, LEFT, offer(350), offer(371, "visit", "workshop"))
    trial = Purchase(day(380), "5.50", "EUR")
    back = Client("C", purchases=[*client.purchases, trial], events=client.events)
    outcome = only(back, 400)
    assert outcome.ending is Ending.RETURNED
    assert (outcome.trial_order, outcome.ended_on) == (Decimal("5.50"), day(380))
    assert (outcome.days_to_return, outcome.days_from_asking) == (40, 30)
    assert [attempt.on for attempt in outcome.tries] == [day(350), day(371)]
    assert (outcome.channel, outcome.offer) == ("visit", "workshop")
    assert outcome.confirmed


@pytest.mark.parametrize("amounts", [("0",), ("80", "-80")])
def test_a_cancelled_or_empty_order_is_no_return(amounts: tuple[str, ...]) -> None:
    client = buying(MONTHLY, LEFT, offer(350))
    cancelled = [Purchase(day(380), amount, "EUR", ref="A-1") for amount in amounts]
    outcome = only(Client("C", purchases=[*client.purchases, *cancelled], events=client.events), 400)
    assert outcome.ending is Ending.NOT_YET


def test_a_client_that_only_went_quiet_was_woken() -> None:
    outcome = only(buying([*MONTHLY, 390], offer(384)), 400)
    assert outcome.ending is Ending.WOKEN
    assert not outcome.confirmed
    assert outcome.probation is None


def test_an_offer_to_an_active_client_is_no_attempt() -> None:
    assert not list(outcomes([buying([*MONTHLY, 360], offer(335))], as_of=day(365)))


def test_an_offer_and_its_result_on_one_day_are_one_try() -> None:
    outcome = only(buying(MONTHLY, LEFT, offer(350), result(350, "no-answer"), result(371, "no-answer", 2)), 400)
    assert [attempt.on for attempt in outcome.tries] == [day(350), day(371)]


def test_an_answer_of_a_later_day_belongs_to_the_offer_that_it_answers() -> None:
    """Else the refused would stand under no offer and no channel, and the return on every offer would look better."""
    outcome = only(buying(MONTHLY, LEFT, offer(350, "visit", "workshop"), result(352, "refused")), 400)
    assert (outcome.ending, outcome.offer, outcome.channel) == (Ending.REFUSED, "workshop", "visit")
    again = only(buying(MONTHLY, LEFT, offer(350, "visit", "workshop"), offer(371, "call")), 400)
    assert (again.offer, again.channel) == ("workshop", "call")


def test_results_of_other_steps_are_no_tries() -> None:
    outcome = only(buying(MONTHLY, LEFT, result(350, "done", kind="fix-cause")), 400)
    assert outcome.tries == ()
    assert outcome.asked_on is None


def second_life(*more: int, complaint: int | None = None, until: int = 1000) -> Outcome:
    events = [LEFT, offer(350)]
    if complaint is not None:
        events.append(Event.complaint(day(complaint)))
    return only(buying([*MONTHLY, 400, *more], *events), until)


def test_the_year_of_probation() -> None:
    assert second_life(430, 460, until=480).probation is Probation.RUNNING
    assert second_life(430, 460, complaint=450, until=480).probation is Probation.FAILED
    whole = second_life(*range(430, 1000, 30))
    assert whole.probation is Probation.PASSED
    assert second_life(*range(430, 1000, 30), complaint=900).probation is Probation.PASSED


def test_the_volume_restored_compares_equal_stretches() -> None:
    assert second_life(430, until=450).restored is None
    steady = second_life(*range(430, 1000, 30))
    assert steady.before == 1200
    assert steady.restored == pytest.approx(13 / 12)
    assert second_life(*range(460, 1000, 60)).restored == pytest.approx(7 / 12)


def test_a_second_loss_ends_the_second_life() -> None:
    events = [LEFT, offer(350), Event.declared_break(day(500)), offer(510)]
    first, again = outcomes([buying([*MONTHLY, 400, 430, 460], *events)], as_of=day(600))
    assert (first.ending, first.bought, first.lost_again_on) == (Ending.RETURNED, 3, day(500))
    assert first.probation is Probation.FAILED
    assert (again.ending, [attempt.on for attempt in again.tries]) == (Ending.NOT_YET, [day(510)])


def test_the_reason_is_the_one_told_before_the_return() -> None:
    late = Event.late_delivery(day(320), severity=5)
    said = Event.verified_cause(day(341), reason="company.late-delivery")
    outcome = only(buying([*MONTHLY, 400], late, LEFT, said, offer(350)), 420)
    assert outcome.reason == "company.late-delivery"


def test_second_lives_together() -> None:
    steady = second_life(*range(430, 1000, 30))
    weak = second_life(*range(460, 1000, 60), complaint=500)
    young = second_life(until=420)
    never = only(buying(MONTHLY, LEFT, offer(350)), 1000)
    woken = only(buying([*MONTHLY, 390], offer(384)), 400)
    alone = only(buying([*MONTHLY, 360], LEFT), 370)
    found = summary([steady, weak, young, never, woken, alone])
    assert found.returned == Share(3, 4), "whoever came unasked is no answer to asking"
    assert found.bought_again == Share(2, 4)
    assert found.restored == Share(1, 2)
    assert found.passed == Share(1, 2)
    assert (found.running, found.lost_again) == (2, 0)
    assert (found.trial_order, found.days_to_return, found.days_from_asking) == (Decimal(100), 60, 50)
    assert "3 of 4" in str(found)
    assert summary([]).trial_order is None


# --- ROMI -----------------------------------------------------------------------------------------

COSTS = Costs(10, {"visit": 60}, {"workshop": 50}, driver_share=0.05, fixed=25, horizon=365)


def returned(horizon: int = 365) -> list[Outcome]:
    """One client that came back for a workshop after a call and a visit, one that did not come."""
    events = [LEFT, offer(350, "call"), offer(371, "visit", "workshop")]
    back = buying([*MONTHLY, 400, 430, 460], *events, margin=0.4)
    gone = Client("D", purchases=buying(MONTHLY).purchases, events=[LEFT, offer(350, "call", "workshop")])
    return list(outcomes([back, gone], as_of=day(400 + horizon)))


def test_romi_and_its_parts() -> None:
    whole = romi(returned(), COSTS)
    assert (whole.attempts, whole.returned, whole.woken) == (2, 1, 0)
    assert whole.share_back == Share(1, 2)
    assert whole.contacts == 10 + 60 + 10
    assert whole.offers == 50, "an offer that nobody used costs nothing"
    assert whole.revenue == 300
    assert whole.driver == 15
    assert whole.cost == 80 + 50 + 15 + 25
    assert whole.profit == 120
    assert whole.net == -50
    assert whole.value == pytest.approx(-50 / 170)
    assert whole.why == ""
    assert whole.incomplete == 0


def test_pay_back_and_break_even() -> None:
    costs = Costs(10, offers={"workshop": 50})
    whole = romi(returned(), costs)
    assert whole.cost == 80
    assert whole.pay_back == 430 - 350, "40 + 40 cover the 80 on the second purchase"
    assert whole.break_even == 1
    assert romi(returned(), COSTS).pay_back is None
    assert romi(returned(), Costs(70, offers={"workshop": 0})).break_even == 2


def test_only_purchases_within_the_horizon_count() -> None:
    assert romi(returned(), Costs(10, offers={"workshop": 0}, horizon=31)).revenue == 200
    assert romi(returned(), Costs(10, offers={"workshop": 0}, horizon=30)).revenue == 100
    assert romi(returned(horizon=100), Costs(10, offers={"workshop": 0})).incomplete == 1


def test_romi_at_zero_cost_is_undefined_and_says_so() -> None:
    free = romi(returned(), Costs(offers={"workshop": 0}))
    assert free.profit == 120
    assert free.value is None
    assert "undefined" in free.why
    assert "undefined" in str(free)
    assert "nobody was asked" in romi([], COSTS).why


def test_romi_with_an_unknown_margin_is_not_told() -> None:
    mixed = Client("E", purchases=[*buying(MONTHLY).purchases, Purchase(day(400), 9, "USD")], events=[LEFT, offer(350)])
    whole = romi(outcomes([mixed], as_of=day(500)), COSTS)
    assert whole.value is None
    assert whole.without_money == ("E",)
    assert "unknown" in whole.why


def test_an_assumed_margin_is_labelled() -> None:
    whole = romi(outcomes([buying([*MONTHLY, 400], LEFT, offer(350))], as_of=day(800)), COSTS)
    assert whole.margin_assumed == 1
    assert "assumed" in str(whole)


def test_whoever_came_by_itself_is_no_merit() -> None:
    alone = list(outcomes([buying([*MONTHLY, 400], LEFT)], as_of=day(500)))
    assert alone[0].ending is Ending.RETURNED
    assert romi(alone, COSTS).attempts == 0


def test_groups_add_up_to_the_whole() -> None:
    found = returned()
    for key in (lambda one: one.reason, lambda one: one.offer, lambda one: one.channel):
        groups = romi_by(found, COSTS, key)
        whole = romi(found, COSTS)
        assert sum(group.attempts for group in groups.values()) == whole.attempts
        assert sum(group.cost for group in groups.values()) + COSTS.fixed == whole.cost
        assert sum(group.profit or 0 for group in groups.values()) == whole.profit
    assert set(romi_by(found, COSTS, lambda one: one.channel)) == {"call", "visit"}


@given(st.lists(st.tuples(st.integers(1, 500), st.booleans()), max_size=6), st.integers(0, 50))
def test_more_cost_never_raises_romi(bought: list[tuple[int, bool]], more: int) -> None:
    found = [
        outcome
        for n, (amount, back) in enumerate(bought)
        for outcome in outcomes(
            [buying([*MONTHLY, *([400] if back else [])], LEFT, offer(350), amount=amount)], as_of=day(800 + n)
        )
    ]
    cheap, dear = romi(found, Costs(5)), romi(found, Costs(5 + more))
    assert dear.cost >= cheap.cost
    if cheap.value is not None and dear.value is not None:
        assert dear.value <= cheap.value


@pytest.mark.parametrize("wrong", [{"contact": -1}, {"driver_share": 1.5}, {"horizon": 0}, {"offers": {"x": "much"}}])
def test_costs_that_are_none_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ClientReturnError):
        Costs(**wrong)


def test_an_offer_without_a_cost_is_refused() -> None:
    with pytest.raises(ClientReturnError, match="workshop"):
        romi(returned(), Costs(10))
