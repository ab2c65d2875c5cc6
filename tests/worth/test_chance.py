"""The chance of return: visible factors, one law, and what own attempts teach."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from math import exp, log2
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import clientreturn as cr
from clientreturn.base import Base
from clientreturn.base.returns import (
    Attempt,
    ReturnModel,
    lapse_doublings,
    learn_return,
    offer_doublings,
    tenure_doublings,
)
from clientreturn.worth import attempt_of, chance_of_return
from recovery.people import TODAY, buys, case, company, left


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def p_of(client: cr.Client, **context: Any) -> float:
    return case(client, **context).worth.chance.p


# --- what moves it ----------------------------------------------------------------------------------------------

LOWERS = [
    ("time since the loss", left(40), left(200)),
    ("a short first life", left(40), left(40, purchases=buys(ago(60), times=5))),
    ("severity", left(40, cr.Event.late_delivery(ago(65), severity=2)), left(40, cr.Event.late_delivery(ago(65), severity=5))),
    ("a complaint badly solved",
     left(40, cr.Event.complaint(ago(99), topic="quality", severity=3, resolved="well")),
     left(40, cr.Event.complaint(ago(99), topic="quality", severity=3, resolved="badly"))),
    ("attempts so far", left(40), left(40, *(cr.Event.offer(ago(days)) for days in (30, 20, 10)))),
    ("an unrecoverable reason", left(40), left(40, cr.Event.verified_cause(ago(45), reason="client.kinship"))),
]  # fmt: skip
RAISES = [
    ("a referral", left(40), left(40, cr.Event(ago(300), "referral"))),
    ("an offer", left(40, cr.Event.offer(ago(5), value=10)), left(40, cr.Event.offer(ago(5), value=400))),
    ("an amateur", left(40), left(40, cr.Event.verified_cause(ago(45), reason="competitor.cheap-amateur"))),
]


@pytest.mark.parametrize(("what", "better", "worse"), LOWERS, ids=[row[0] for row in LOWERS])
def test_what_lowers_the_chance(what: str, better: cr.Client, worse: cr.Client) -> None:
    assert p_of(worse) < p_of(better)


@pytest.mark.parametrize(("what", "worse", "better"), RAISES, ids=[row[0] for row in RAISES])
def test_what_raises_the_chance(what: str, worse: cr.Client, better: cr.Client) -> None:
    assert p_of(worse) < p_of(better)


def test_each_factor_is_visible_and_they_add_up() -> None:
    chance = case(left(40, cr.Event.late_delivery(ago(65), severity=4))).worth.chance
    odds = sum(factor.effect for factor in chance.factors)
    assert chance.p == pytest.approx(1 / (1 + exp(-odds)), abs=1e-4)
    assert all(factor.why and factor.sources for factor in chance.factors)


@given(st.integers(7, 900), st.integers(0, 900), st.booleans())
def test_longer_since_the_loss_never_raises_the_chance(days: int, more: int, learnt: bool) -> None:
    facts = dict(case(left(40)).worth.facts) | {
        "tenure": 500,
        "ticket": 100.0,
        "worst_severity": None,
        "attempts": 0,
        "referrals": 0,
    }
    numbers = cr.Policy().numbers
    model = learn_return(RAISING) if learnt else None
    earlier = chance_of_return({**facts, "days_lost": days}, numbers, learnt=model)
    later = chance_of_return({**facts, "days_lost": days + more}, numbers, learnt=model)
    assert later.p <= earlier.p


RAISING = [Attempt((lapse_doublings(days),), returned) for days, returned in [(30, False)] * 60 + [(700, True)] * 60]
"""Attempts that would teach the contrary, if the law let them."""


# --- learning from own attempts ---------------------------------------------------------------------------------------


def simulated(count: int, seed: int) -> list[Attempt]:
    """Attempts of a firm for which the first life matters more than the handbook thinks."""
    rng = random.Random(seed)
    found = []
    for _ in range(count):
        lapse, tenure, offer = rng.uniform(30, 400), rng.uniform(100, 1500), rng.uniform(5, 60)
        odds = -1.2 * log2(lapse / 90) + 2.0 * log2(tenure / 730) + 0.6 * log2(1 + offer / 30)
        parts = (lapse_doublings(lapse), tenure_doublings(tenure), offer_doublings(offer, 30))
        found.append(Attempt(parts, rng.random() < 1 / (1 + exp(-odds))))
    return found


def score(attempt: Attempt, model: object = None) -> float:
    weights = (part.weight if model is None else model.weight(part.name, part.weight) for part in attempt.parts)  # type: ignore[attr-defined]
    return sum(weight * part.amount for weight, part in zip(weights, attempt.parts, strict=True))


def auc(attempts: list[Attempt], model: object = None) -> float:
    yes = [score(one, model) for one in attempts if one.returned]
    no = [score(one, model) for one in attempts if not one.returned]
    return sum((a > b) + (a == b) / 2 for a in yes for b in no) / (len(yes) * len(no))


def test_the_handbook_ranks_well_and_own_attempts_rank_better() -> None:
    seen, fresh = simulated(250, 1), simulated(250, 2)
    model = learn_return(seen)
    assert auc(fresh) > 0.8
    assert auc(fresh, model) > auc(fresh)
    assert model.weight("tenure", 0.5) > 1.2


def test_few_attempts_hardly_move_the_handbook() -> None:
    model = learn_return(simulated(3, 5))
    assert model.weight("since-loss", -0.6) == pytest.approx(-0.6, abs=0.15)


def test_the_order_of_attempts_is_of_no_matter() -> None:
    seen = simulated(60, 3)
    assert learn_return(seen) == learn_return(seen[::-1])


def test_a_base_learns_from_offers_on_record_and_the_case_uses_it() -> None:
    clients = []
    for number in range(60):
        fresh = number % 2 == 0
        last = ago(900)
        offered = last + timedelta(60 if fresh else 400)
        purchases = buys(last, times=12)
        if fresh:
            purchases.append(cr.Purchase(offered + timedelta(20), 600, "EUR", margin=300))
        events = [cr.Event.declared_break(last + timedelta(20)), cr.Event.offer(offered, value=60)]
        clients.append(attrs.evolve(company(*events, purchases=purchases), id=f"C-{number}"))
    base = Base.learn(clients, as_of=TODAY)
    assert base.returns is not None
    assert base.returns.attempts == 60
    assert base.returns.weight("since-loss", -0.6) < -0.6
    long_ago = left(400)
    assert p_of(long_ago, base=base) < p_of(long_ago)
    returned, kept_away = (p_of(attrs.evolve(left(days), id="new"), base=base) for days in (40, 400))
    assert returned > 0.5 > kept_away
    assert base.fingerprint != Base(learnt_on=TODAY).fingerprint


def test_attempts_with_all_factors_come_in_a_second_step() -> None:
    facts = case(left(40, cr.Event.late_delivery(ago(65), severity=5))).worth.facts
    attempts = [attempt_of(facts, True, cr.Policy().numbers)] * 20
    base = Base().with_attempts(attempts)
    assert base.returns is not None
    assert base.returns.weight("grave", -0.7) > -0.7
    chance = chance_of_return(facts, cr.Policy().numbers, learnt=base.returns)
    assert chance.factors[-1].why == "learnt from 20 attempts of our own"


# --- a table of attempts ------------------------------------------------------------------------------------------------

Row = tuple[float, float, float, bool]
"""Days of the first life, days since the loss, worth of the offer, returned."""


def table(odds: Callable[[float, float, float], float], seed: int, *, confounded: bool = False) -> list[Row]:
    """500 attempts of a firm in which these odds decide; offers go to the hopeless where it is confounded."""
    rng = random.Random(seed)
    rows = []
    for _ in range(500):
        tenure, lapse = rng.gammavariate(6, 120) + 60, rng.gammavariate(3, 35) + 5
        offer = max(20 + (lapse - 105) / 4 + rng.gauss(0, 10), 2) if confounded else rng.uniform(5, 60)
        rows.append((tenure, lapse, offer, rng.random() < 1 / (1 + exp(-odds(tenure, lapse, offer)))))
    return rows


MECHANISMS = {
    "on raw scales": (lambda tenure, lapse, offer: (offer - 32) / 5 - (lapse - 100) / 24 + (tenure - 720) / 150, False),
    "on logs": (lambda tenure, lapse, offer: 3 * log2(offer / 28) - 3 * log2(lapse / 90) + 4 * log2(tenure / 720), False),
    "by a steep offer": (lambda tenure, lapse, offer: (offer - 32) / 3 - (lapse - 100) / 40 + (tenure - 720) / 300, False),
    "offers to the hopeless": (lambda tenure, lapse, offer: (offer - 20) / 3 - (lapse - 100) / 12 + (tenure - 720) / 80, True),
}  # fmt: skip


def asked(row: Row, base: Base) -> float:
    tenure, lapse, offer, _ = row
    return cr.chance_if_asked(lapse=lapse, tenure=tenure, offer=offer, ticket=100, learnt=base.returns).p


def auc_of(rows: list[Row], base: Base) -> float:
    yes, no = ([asked(row, base) for row in rows if row[3] is returned] for returned in (True, False))
    return sum((a > b) + (a == b) / 2 for a in yes for b in no) / (len(yes) * len(no))


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_a_table_of_three_columns_is_enough_to_rank_and_to_learn(mechanism: str) -> None:
    odds, confounded = MECHANISMS[mechanism]
    rows = table(odds, 7, confounded=confounded)
    told = [
        cr.Attempt.told(back, lapse=lapse, tenure=tenure, offer=offer, ticket=100)
        for tenure, lapse, offer, back in rows
    ]
    base = Base().with_attempts(told[:250])
    learnt = auc_of(rows[250:], base)
    assert learnt > 0.94
    assert confounded or auc_of(rows, Base()) > 0.85


def test_the_money_of_a_table_does_not_matter() -> None:
    money = cr.chance_if_asked(lapse=80, tenure=700, offer=30, ticket=100)
    share = cr.chance_if_asked(lapse=80, tenure=700, offer=0.3, ticket=1)
    assert money.p == share.p


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"lapse": -1}, "attempt.lapse"),
        ({"tenure": float("nan")}, "chance_if_asked.tenure"),
        ({"offer": 5}, "attempt.ticket"),
    ],
)
def test_a_row_that_cannot_be_is_refused(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(cr.ClientReturnError) as told:
        cr.chance_if_asked(**{"lapse": 40, "tenure": 400, **wrong})
    assert told.value.field == field


@given(st.integers(0, 2000), st.integers(0, 2000), st.integers(1, 3))
def test_a_learnt_curve_never_raises_the_chance_with_time(days: int, more: int, seed: int) -> None:
    model = contrary(seed)
    assert model.curves
    earlier, later = (cr.chance_if_asked(lapse=lapse, tenure=500, learnt=model).p for lapse in (days, days + more))
    assert later <= earlier


@cache
def contrary(seed: int) -> ReturnModel:
    """Learnt from attempts of which the late ones went better."""
    rows = table(lambda tenure, lapse, offer: (lapse - 100) / 30, seed)
    return learn_return(Attempt.told(back, lapse=lapse, tenure=tenure) for tenure, lapse, _, back in rows)


def three_columns(number: int, row: Row, asked_on: date) -> cr.Client:
    """A client of whom the table is all that is known."""
    tenure, lapse, offer, back = row
    lost = asked_on - timedelta(int(lapse))
    days = [lost - timedelta(int(tenure) + 1), lost - timedelta(1), *([asked_on + timedelta(20)] if back else [])]
    events = [cr.Event.declared_break(lost), cr.Event.offer(asked_on, value=offer)]
    return cr.Client(f"C-{number}", purchases=[cr.Purchase(day, 100, "EUR") for day in days], events=events)


def test_clients_built_from_the_table_teach_the_same() -> None:
    rows, day = table(MECHANISMS["on logs"][0], 11)[:120], ago(400)
    whole = [(float(int(tenure)), float(int(lapse)), offer, back) for tenure, lapse, offer, back in rows]
    base = Base.learn([three_columns(number, row, day) for number, row in enumerate(whole)], as_of=TODAY)
    told = [
        Attempt.told(back, lapse=lapse, tenure=tenure, offer=offer, ticket=100) for tenure, lapse, offer, back in whole
    ]
    assert base.returns == learn_return(told)


def test_who_has_not_answered_yet_is_not_counted_as_won_over() -> None:
    rows, day = table(MECHANISMS["on logs"][0], 11)[:40], ago(40)
    clients = [three_columns(number, row, day) for number, row in enumerate(rows)]
    assert Base.learn(clients, as_of=TODAY).returns is None
    more = [three_columns(number, row, day) for number, row in enumerate(table(MECHANISMS["on logs"][0], 11)[:60])]
    by_a_month = Base.learn(more, as_of=TODAY).returns
    assert by_a_month is not None
    assert by_a_month.attempts == 60


@given(st.integers(7, 500), st.integers(1, 300), st.sampled_from([1, 3, 5]))
@settings(max_examples=30, deadline=None)
def test_a_whole_case_is_never_likelier_to_come_back_for_having_waited(days: int, more: int, severity: int) -> None:
    client = left(40, cr.Event.staff_incident(ago(50), employee="Olga", severity=severity))
    lost = case(client).since
    assert lost is not None
    sooner, later = (case(client, lost + timedelta(after)).worth.chance.p for after in (days, days + more))
    assert later <= sooner
