"""Presets change what they say they change, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

import clientreturn as cr
from base.bases import a_base, learnt
from clientreturn.presets import as_learnt, fixed_cut_off, learnt_hiatus, strict
from clientreturn.standing.book import little_hope

START = date(2022, 1, 3)
histories = st.lists(st.integers(1, 200), max_size=8).map(lambda gaps: list(accumulate(gaps, initial=0)))


def buyer(days: list[int], name: str = "C") -> cr.Client:
    return cr.Client(name, purchases=[cr.Purchase(START + timedelta(day), 40, "EUR") for day in days])


def at(days: list[int], silence: int) -> date:
    return START + timedelta(days[-1] + silence)


@given(histories, st.integers(0, 1000), st.integers(1, 400))
def test_one_cut_off_for_all(days: list[int], silence: int, cut_off: int) -> None:
    policy = fixed_cut_off(cr.Policy(), cut_off)
    case = cr.assess(buyer(days), as_of=at(days, silence), policy=policy)
    says = case.standing.says
    assert says is not None
    assert says.gone == (silence >= cut_off)
    assert case.since == (at(days, cut_off) if says.gone else None)


def test_a_client_that_bought_once_stays_undecided_up_to_the_cut_off() -> None:
    policy = fixed_cut_off(cr.Policy(), 180)
    said = [cr.assess(buyer([0]), as_of=at([0], silence), policy=policy).standing.says for silence in (0, 179, 180)]
    assert said == [cr.Standing.ONE_TIME, cr.Standing.ONE_TIME, cr.Standing.DORMANT]


def test_a_cut_off_keeps_what_was_tuned_and_what_people_said() -> None:
    hopeful = cr.Policy().tuned({little_hope: 0.0})
    policy = fixed_cut_off(hopeful, 90)
    days = list(range(0, 301, 30))
    assert cr.assess(buyer(days), as_of=at(days, 3000), policy=policy).standing.says is cr.Standing.DORMANT
    left = cr.Client("C", purchases=buyer(days).purchases, events=[cr.Event.declared_break(at(days, 3))])
    assert cr.assess(left, as_of=at(days, 5), policy=policy).standing.says is cr.Standing.LOST


@pytest.mark.parametrize("days", [0, -3])
def test_a_cut_off_is_above_zero(days: int) -> None:
    with pytest.raises(cr.ClientReturnError):
        fixed_cut_off(cr.Policy(), days)


def test_strict_changes_the_figures_and_nobodys_plan() -> None:
    monthly, weekly = list(range(0, 301, 30)), list(range(0, 300, 7))
    clients = [buyer(monthly, "dormant"), buyer(weekly, "lost"), buyer([*monthly, 350], "here")]
    day = START + timedelta(355)
    plain = cr.review(clients, as_of=day)
    counted = cr.review(clients, as_of=day, policy=strict(cr.Policy()))
    assert (plain.counts["dormant"], plain.counts["lost"]) == (1, 1)
    assert (counted.counts["dormant"], counted.counts["lost"]) == (0, 2)
    assert counted.rows == plain.rows
    assert {name: case.plan for name, case in counted.cases.items()} == {
        name: case.plan for name, case in plain.cases.items()
    }
    assert counted.stamp.policy != plain.stamp.policy


# --- presets that follow what was learnt --------------------------------------------------------------


def learnt_base() -> cr.Base:
    chances = learnt(60)
    return cr.Base(rhythm=chances.rhythm.prior, chances=chances, clients=chances.clients)


def clients_of(tracks: tuple[tuple[int, ...], ...], until: int) -> list[cr.Client]:
    return [
        cr.Client(
            str(number), purchases=[cr.Purchase(date.fromordinal(day), 40, "EUR") for day in track if day <= until]
        )
        for number, track in enumerate(tracks)
        if track[0] <= until
    ]


def test_the_hard_call_is_where_the_chances_divide() -> None:
    base = learnt_base()
    chances = learnt(60)
    day = date.fromordinal(int(chances.as_of))
    policy = as_learnt(cr.Policy(), base)
    seen = set()
    for client in clients_of(a_base(), int(chances.as_of))[:150]:
        case = cr.assess(client, as_of=day, policy=policy, base=base)
        assert case.chance is not None
        assert (case.standing.says is cr.Standing.LOST) == (case.chance < chances.divide)
        if case.since is not None and case.since > client.purchases[-1].on:
            before = cr.assess(client, as_of=case.since - timedelta(1), policy=policy, base=base)
            assert before.since is None, "the date of loss is the first day on which it is gone"
        seen.add(case.standing.says)
    assert {cr.Standing.LOST, cr.Standing.ACTIVE, cr.Standing.AT_RISK} <= seen
    assert policy.presence == cr.Policy().presence, "nobody is on probation for such a call"


def test_the_firms_own_hiatus() -> None:
    base = learnt_base()
    cut_off = learnt(60).calibration.hiatus.days
    policy = learnt_hiatus(cr.Policy(), base)
    day = date.fromordinal(int(learnt(60).as_of))
    for client in clients_of(a_base(), day.toordinal())[:100]:
        says = cr.assess(client, as_of=day, policy=policy, base=base).standing.says
        assert says is not None
        assert says.gone == ((day - client.purchases[-1].on).days > cut_off)


@pytest.mark.parametrize("preset", [learnt_hiatus, as_learnt])
def test_nothing_learnt_nothing_followed(preset: object) -> None:
    assert callable(preset)
    with pytest.raises(cr.ClientReturnError, match=r"Base\.learn"):
        preset(cr.Policy(), cr.Base())
