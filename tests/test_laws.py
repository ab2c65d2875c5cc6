"""Laws of standing and chance, held through `assess` and `review` with a base that was learnt."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import accumulate
from random import Random

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import clientreturn as cr
from base.bases import ENGINE, START, a_base
from clientreturn.base.calibration import best_hiatus, mcc
from clientreturn.presets import as_learnt

DAYS, HORIZON = 900, 90
AS_OF = date.fromordinal(START + DAYS)
RANK = {
    cr.Standing.ACTIVE: 0,
    cr.Standing.RETURNED: 0,
    cr.Standing.AT_RISK: 1,
    cr.Standing.IN_PAUSE: 1,
    cr.Standing.DORMANT: 2,
    cr.Standing.LOST: 3,
}

histories = st.lists(st.integers(1, 250), max_size=10).map(lambda gaps: list(accumulate(gaps, initial=0)))
slow = settings(max_examples=60)


def client_of(track: list[int] | tuple[int, ...], name: str, amount: str = "40") -> cr.Client:
    purchases = [cr.Purchase(date.fromordinal(day), Decimal(amount), "EUR") for day in track if day <= START + DAYS]
    return cr.Client(name, purchases=purchases)


@cache
def firm() -> tuple[tuple[tuple[int, ...], ...], tuple[cr.Client, ...]]:
    """Clients who buy every fortnight, and others who buy every few months."""
    often = a_base(450, days=DAYS, ahead=HORIZON, pace=15, shape=2.0, stay=600)
    seldom = a_base(450, days=DAYS, ahead=HORIZON, pace=110, shape=4.0, stay=900, seed=2)
    tracks = tuple(track for track in (*often, *seldom) if track[0] <= START + DAYS)
    return tracks, tuple(client_of(track, str(number)) for number, track in enumerate(tracks))


@cache
def base() -> cr.Base:
    return cr.Base.learn(firm()[1], as_of=AS_OF, horizon=HORIZON, engine=ENGINE)


def after(days: list[int], silence: int) -> cr.Case:
    """The case of a client on the day asked about, after so many days of silence."""
    return cr.assess(
        client_of([START + DAYS - silence - days[-1] + day for day in days], "C"), as_of=AS_OF, base=base()
    )


def later(days: list[int], silence: int) -> cr.Case:
    """The case of one client as time goes by."""
    client = client_of([START + DAYS - days[-1] + day for day in days], "C")
    return cr.assess(client, as_of=AS_OF + timedelta(silence), base=base())


@slow
@given(histories, st.lists(st.integers(0, 1500), min_size=2, max_size=4))
def test_more_silence_never_raises_the_chance_nor_the_presence(days: list[int], silences: list[int]) -> None:
    cases = [later(days, silence) for silence in sorted(silences)]
    chances = [case.chance for case in cases]
    assert all(chance is not None for chance in chances)
    assert chances == sorted(chances, key=lambda chance: -(chance or 0))
    ranks = [RANK[case.standing.says] for case in cases if case.standing.says is not None]
    assert len(ranks) == len(cases)
    assert ranks == sorted(ranks)


@slow
@given(st.integers(0, 2000))
def test_a_chance_is_never_certain_for_one_time_clients(silence: int) -> None:
    chance = later([0], silence).chance
    assert chance is not None
    assert 0 < chance < 0.9


@slow
@given(histories, st.integers(0, 600), st.sampled_from(["0.01", "1", "37.50", "123456"]))
def test_the_currencys_scale_changes_no_standing(days: list[int], silence: int, unit: str) -> None:
    track = [START + DAYS - silence - days[-1] + day for day in days]
    here = cr.assess(client_of(track, "C", "40"), as_of=AS_OF, base=base())
    there = cr.assess(client_of(track, "other", unit), as_of=AS_OF, base=base())
    assert (there.standing.says, there.standing.outcomes, there.chance, there.since) == (
        here.standing.says,
        here.standing.outcomes,
        here.chance,
        here.since,
    )


def test_order_ids_and_scale_change_nothing_that_is_learnt() -> None:
    shuffled = [
        attrs.evolve(
            client,
            id=f"x{client.id}",
            purchases=[attrs.evolve(one, amount=one.amount * 1000) for one in client.purchases],
        )
        for client in firm()[1]
    ]
    Random(4).shuffle(shuffled)
    other = cr.Base.learn(shuffled, as_of=AS_OF, horizon=HORIZON, engine=ENGINE)
    assert (other.rhythm, other.chances, other.learnt_on, other.clients, other.feeds) == (
        base().rhythm,
        base().chances,
        base().learnt_on,
        base().clients,
        base().feeds,
    )
    assert other.cuts is not None
    assert base().cuts is not None
    assert other.cuts.recency == base().cuts.recency  # type: ignore[union-attr]


def test_a_review_says_what_assessments_say() -> None:
    clients = firm()[1][:120]
    review = cr.review(clients, as_of=AS_OF, base=base())
    for row, client in zip(review, clients, strict=True):
        case = cr.assess(client, as_of=AS_OF, base=base())
        assert (row.standing, row.since) == (case.standing.says, case.since)


# --- what the chances are for -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hindsight() -> tuple[list[cr.Case], list[float]]:
    """Every client judged on the day, and whether it bought within the horizon."""
    tracks, clients = firm()
    policy = as_learnt(cr.Policy(), base())
    cases = [cr.assess(client, as_of=AS_OF, policy=policy, base=base()) for client in clients]
    return cases, [float(any(START + DAYS < day <= START + DAYS + HORIZON for day in track)) for track in tracks]


def auc(scores: list[float], outcomes: list[float]) -> float:
    buyers = [score for score, came in zip(scores, outcomes, strict=True) if came]
    others = [score for score, came in zip(scores, outcomes, strict=True) if not came]
    wins = sum((a > b) + (a == b) / 2 for a in buyers for b in others)
    return wins / (len(buyers) * len(others))


def test_chances_rank_better_than_recency_and_come_true(hindsight: tuple[list[cr.Case], list[float]]) -> None:
    cases, came = hindsight
    chances = [case.chance or 0.0 for case in cases]
    silences = [case.judgement.facts["silence"] for case in cases]
    assert auc(chances, came) > auc([-silence for silence in silences], came) + 0.01
    assert sum(chances) / len(chances) == pytest.approx(sum(came) / len(came), abs=0.03)


def test_the_hard_call_agrees_at_least_as_well_as_the_best_cut_off(
    hindsight: tuple[list[cr.Case], list[float]],
) -> None:
    """The cut-off is found in hindsight: no rule of its kind could have done better (R17)."""
    cases, came = hindsight
    lost = [case.standing.says is cr.Standing.LOST for case in cases]
    pairs = list(zip(lost, came, strict=True))
    agreement = mcc(
        sum(call and not buys for call, buys in pairs),
        sum(call and bool(buys) for call, buys in pairs),
        sum(not call and bool(buys) for call, buys in pairs),
        sum(not call and not buys for call, buys in pairs),
    )
    assert agreement >= best_hiatus([case.judgement.facts["silence"] for case in cases], came).mcc


def test_false_alarms_are_few_among_those_who_stay() -> None:
    """E3.5: the line is where a client's own pooled rhythm would rarely reach."""
    tracks = a_base(600, days=DAYS, ahead=200, pace=12, shape=0.8, stay=1e6)
    clients = [client_of(track, str(number)) for number, track in enumerate(tracks) if track[0] <= START + DAYS - 200]
    learnt = cr.Base.learn(clients, as_of=AS_OF, horizon=HORIZON, engine=ENGINE)
    gone = sum(row.gone for row in cr.review(clients, as_of=AS_OF, base=learnt))
    assert gone <= 0.05 * len(clients)


def test_a_case_says_what_its_chance_is_made_of() -> None:
    case = cr.assess(firm()[1][0], as_of=AS_OF, base=base())
    told = case.explain()
    assert f"{case.chance:.0%}".replace("%", " %") in told
    assert case.pushes
    assert case.pushes[0].fact in told
    assert "the simple rule calls it" in told
    handbook = cr.assess(firm()[1][0], as_of=AS_OF)
    assert handbook.pushes == ()
    assert "not learnt from your own clients" in handbook.explain()


def test_a_small_base_says_so() -> None:
    few = cr.Base.learn(firm()[1][:60], as_of=AS_OF, horizon=HORIZON)
    assert "60 clients are too few to learn from" in cr.assess(firm()[1][0], as_of=AS_OF, base=few).explain()
