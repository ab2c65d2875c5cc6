"""The chance of return: visible factors, one law, and what own attempts teach."""

from __future__ import annotations

import random
from datetime import date, timedelta
from math import exp, log2
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import clientreturn as cr
from clientreturn.base import Base
from clientreturn.base.returns import Attempt, lapse_doublings, learn_return, offer_doublings, tenure_doublings
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
    long_ago = left(300)
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
