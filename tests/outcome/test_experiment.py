"""Holdout, lift and the sizes needed, checked against statsmodels on an experiment with 64,000 customers."""

from __future__ import annotations

import random
from datetime import date
from math import isclose
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientreturn.case import assess
from clientreturn.errors import ClientReturnError
from clientreturn.history import Client, Purchase
from clientreturn.intervals import Interval, Sample
from clientreturn.outcome import Arm, Lift, Sizes, Told, arms_of, draw_holdout, lift, sizes_needed, smallest_visible
from clientreturn.recovery import Member, Team


def email_experiment() -> list[tuple[str, bool, bool, float]]:
    """Three arms, visit, conversion and spend of 64,000 customers, drawn with the rates of public experiments."""
    chance = random.Random(64_000)
    rates = {"no e-mail": 0.106, "mens e-mail": 0.183, "womens e-mail": 0.151}
    rows = []
    for _ in range(64_000):
        arm = ("no e-mail", "mens e-mail", "womens e-mail")[int(chance.random() * 3)]
        visited = chance.random() < rates[arm]
        bought = visited and chance.random() < 0.06
        rows.append((arm, visited, bought, round(30 + 170 * chance.random() ** 2, 2) if bought else 0.0))
    return rows


@pytest.fixture(scope="module")
def visits() -> dict[str, Arm]:
    return arms_of((arm, visited, spend) for arm, visited, _, spend in email_experiment())


@pytest.fixture(scope="module")
def conversions() -> dict[str, Arm]:
    return arms_of((arm, bought) for arm, _, bought, _ in email_experiment())


def same(found: float | None, expected: float) -> bool:
    return found is not None and isclose(found, expected, rel_tol=1e-12)


def same_limits(found: Interval | None, low: float, high: float) -> bool:
    return found is not None and isclose(found.low, low, rel_tol=1e-11) and isclose(found.high, high, rel_tol=1e-11)


# Expected values: statsmodels 0.14 confint_proportions_2indep(method="newcomb") and CompareMeans(usevar="unequal").


def test_the_arms_are_those_of_the_independent_computation(visits: dict[str, Arm]) -> None:
    assert {name: (arm.clients, arm.responders) for name, arm in visits.items()} == {
        "no e-mail": (21321, 2208),
        "mens e-mail": (21393, 3909),
        "womens e-mail": (21286, 3297),
    }
    money = visits["mens e-mail"].money
    assert money is not None
    assert isclose(money.mean * money.size, 21398.28, rel_tol=1e-14)


@pytest.mark.parametrize(
    ("arm", "difference", "low", "high"),
    [
        ("mens e-mail", 0.07916345016222075, 0.07256458061230747, 0.08576319022618872),
        ("womens e-mail", 0.05133066783187333, 0.0449793548893433, 0.0576853067972076),
    ],
)
def test_lift_in_visits(visits: dict[str, Arm], arm: str, difference: float, low: float, high: float) -> None:
    effect = lift(visits[arm], visits["no e-mail"])
    assert same(effect.difference, difference)
    assert same_limits(effect.interval, low, high)
    assert effect.told is Told.HELPS
    assert same(effect.extra, difference * visits[arm].clients)


@pytest.mark.parametrize(
    ("arm", "difference", "low", "high"),
    [
        ("mens e-mail", 0.0052595286224943446, 0.003444729855196323, 0.007107330331731905),
        ("womens e-mail", 0.003299574607112817, 0.0015740564727872116, 0.005049030719172739),
    ],
)
def test_lift_in_conversions(conversions: dict[str, Arm], arm: str, difference: float, low: float, high: float) -> None:
    effect = lift(conversions[arm], conversions["no e-mail"])
    assert same(effect.difference, difference)
    assert same_limits(effect.interval, low, high)
    assert effect.money is None
    assert effect.gain() is None


@pytest.mark.parametrize(
    ("arm", "mean", "low", "high", "net"),
    [
        ("mens e-mail", 0.44175471271053446, 0.26496862108988295, 0.618540804331186, 2710.5334276065855),
        ("womens e-mail", 0.31207353299796936, 0.14078725596058203, 0.48335981003535666, 1592.8188893579106),
    ],
)
def test_lift_in_money_and_net_gain(
    visits: dict[str, Arm], arm: str, mean: float, low: float, high: float, net: float
) -> None:
    effect = lift(visits[arm], visits["no e-mail"])
    assert same(effect.money, mean)
    assert same_limits(effect.money_interval, low, high)
    gain = effect.gain(margin=0.4, cost=0.05)
    assert gain is not None
    assert isclose(gain.net, net, rel_tol=1e-11)
    assert isclose(gain.net, gain.margin - gain.cost, rel_tol=1e-12)
    many = visits[arm].clients
    assert same_limits(gain.interval, low * many * 0.4 - 0.05 * many, high * many * 0.4 - 0.05 * many)


def test_the_order_of_the_customers_does_not_matter(visits: dict[str, Arm]) -> None:
    rows = [(arm, visited, spend) for arm, visited, _, spend in email_experiment()]
    random.Random(1).shuffle(rows)
    assert arms_of(rows) == {name: visits[name] for name in visits}


def test_columns_of_a_table_are_rows(visits: dict[str, Arm]) -> None:
    """Numbers of numpy, as data frames hold them; and the same arms from what a database has counted."""
    numpy = pytest.importorskip("numpy")
    arm, visited, _, spend = zip(*email_experiment(), strict=True)
    flags = numpy.array(visited)
    for column in (flags, flags.astype(int), flags.astype("int8"), flags.astype(float)):
        assert arms_of(zip(numpy.array(arm), column, numpy.array(spend), strict=True)) == visits
    for name, found in visits.items():
        own = numpy.array(spend)[numpy.array(arm) == name]
        counted = Arm(name, len(own), found.responders, Sample(len(own), float(own.mean()), float(own.var(ddof=1))))
        assert counted.money is not None
        assert found.money is not None
        assert same(counted.money.mean, found.money.mean)
        assert same(counted.money.variance, found.money.variance)


@pytest.mark.parametrize("answer", [2, -1, 0.5, "1", None, float("nan")])
def test_an_answer_that_is_none_is_refused(answer: Any) -> None:
    with pytest.raises(ClientReturnError, match="response"):
        arms_of([("asked", answer)])


@pytest.mark.parametrize(("size", "mean", "variance"), [(-1, 0.0, 0.0), (2, float("nan"), 1.0), (2, 1.0, -0.1)])
def test_a_sample_that_is_none_is_refused(size: int, mean: float, variance: float) -> None:
    with pytest.raises(ClientReturnError, match="Sample"):
        Sample(size, mean, variance)


def test_what_was_given_to_those_who_would_have_come_anyway() -> None:
    effect = lift(Arm("asked", 1000, 300), Arm("left alone", 500, 100))
    assert effect.anyway == 200
    assert effect.given_away(5) == 1000
    assert effect.extra == pytest.approx(100)
    assert effect.relative == pytest.approx(0.5)
    assert effect.anyway_interval.low < 200 < effect.anyway_interval.high


def test_small_arms_cannot_tell_yet_and_say_what_they_could_see() -> None:
    effect = lift(Arm("asked", 40, 12), Arm("left alone", 40, 8))
    assert effect.told is Told.NOT_YET
    assert effect.smallest_visible is not None
    assert effect.difference is not None
    assert effect.smallest_visible > effect.difference
    assert lift(Arm("asked", 3, 1), Arm("left alone", 2, 1)).smallest_visible is None
    empty = lift(Arm("asked", 10, 3), Arm("left alone", 0, 0))
    assert (empty.told, empty.difference, empty.anyway, empty.extra) == (Told.NOT_YET, None, None, None)


def test_asking_can_harm() -> None:
    assert lift(Arm("asked", 1000, 100), Arm("left alone", 1000, 200)).told is Told.HARMS
    losing = Lift(Arm("a", 2, 1, Sample(2, 0, 0)), Arm("b", 2, 1, Sample(2, 0, 0)), 0.0, Interval(-1, 1))
    gain = losing.gain(cost=5)
    assert gain is not None
    assert (gain.net, gain.told) == (-10, Told.HARMS)


# --- sizes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rate", "rise", "power", "asked"),
    # R 4.3, power.prop.test: p1 = .50, p2 = .75, power = .90 gives n = 76.7; p1 = .10, p2 = .15, power = .80 gives 685.6.
    [(0.5, 0.25, 0.9, 77), (0.1, 0.05, 0.8, 686)],
)
def test_sizes_are_those_of_r(rate: float, rise: float, power: float, asked: int) -> None:
    assert sizes_needed(rate, rise, power=power) == Sizes(asked, asked)
    assert sizes_needed(1 - rate, -rise, power=power) == Sizes(asked, asked)


@given(st.floats(0.01, 0.6), st.floats(0.01, 0.39), st.sampled_from([0.1, 0.3, 0.5, 0.8]))
def test_the_sizes_for_a_rise_are_those_that_show_it(rate: float, rise: float, share: float) -> None:
    sizes = sizes_needed(rate, rise, share=share)
    visible = smallest_visible(rate, sizes)
    assert visible is not None
    assert visible <= rise * 1.01 + 0.02
    assert sizes.left_alone / (sizes.left_alone + sizes.asked) == pytest.approx(share, abs=0.1)


@given(st.floats(0.05, 0.5), st.floats(0.02, 0.4))
def test_a_larger_effect_needs_fewer(rate: float, rise: float) -> None:
    assert sizes_needed(rate, rise).asked >= sizes_needed(rate, rise * 1.2).asked


@pytest.mark.parametrize("asked", [(0.5, 0.0), (0.9, 0.2), (-0.1, 0.2), (0.1, -0.2)])
def test_a_rise_beyond_reason_is_refused(asked: tuple[float, float]) -> None:
    with pytest.raises(ClientReturnError):
        sizes_needed(*asked)


# --- the holdout ----------------------------------------------------------------------------------


def clients(count: int, segments: int = 1) -> list[Client]:
    return [Client(f"C-{n}", segment=f"s{n % segments}") for n in range(count)]


@given(st.integers(0, 60), st.sampled_from([0.1, 0.25, 0.5]), st.integers(1, 5), st.randoms(use_true_random=False))
def test_a_draw_divides_everybody_in_any_order(count: int, share: float, segments: int, chance: random.Random) -> None:
    everybody = clients(count, segments)
    drawn = draw_holdout(everybody, salt="spring", share=share, stratum=lambda client: client.segment)
    chance.shuffle(everybody)
    assert drawn == draw_holdout(everybody, salt="spring", share=share, stratum=lambda client: client.segment)
    assert drawn.asked | drawn.left_alone == {client.id for client in everybody}
    assert not drawn.asked & drawn.left_alone
    assert len(drawn.left_alone) == round(count * share)
    for name in {client.segment for client in everybody}:
        inside = [client for client in everybody if client.segment == name]
        assert abs(sum(client in drawn for client in inside) - len(inside) * share) <= 1


def test_a_draw_is_pinned() -> None:
    """The same clients on every machine and in every version: who was left alone must stay so."""
    drawn = draw_holdout(clients(20), salt="spring", share=0.25)
    assert sorted(drawn.left_alone) == PINNED


PINNED = ["C-0", "C-1", "C-16", "C-17", "C-8"]


def test_another_campaign_draws_others() -> None:
    one, other = (draw_holdout(clients(200), salt=salt, share=0.3) for salt in ("spring", "autumn"))
    both = len(one.left_alone & other.left_alone)
    assert 6 <= both <= 32, "about 9 % would be in both by chance"


def test_a_merged_client_keeps_its_arm() -> None:
    drawn = draw_holdout(clients(20), salt="spring", share=0.25)
    held, asked = sorted(drawn.left_alone)[0], sorted(drawn.asked)[0]
    assert Client("new", same_as=[held]) in drawn
    assert Client("new", same_as=[asked]) not in drawn
    assert Client(asked, same_as=[held]) not in drawn
    assert held in drawn
    assert "unheard of" not in drawn


def test_nobody_who_is_left_alone_is_asked() -> None:
    bought = [Purchase(date(2025, month, 5), 900, "EUR") for month in range(1, 11)]
    quiet = [Client(f"C-{n}", purchases=bought, company=True) for n in range(4)]
    drawn = draw_holdout(quiet, salt="spring", share=0.25)
    team = Team([Member("aida", ["head of return", "manager"])])
    for client in quiet:
        told = client.with_events(drawn.event(client, date(2025, 12, 18), until=date(2026, 3, 1)))
        plan = assess(told, as_of=date(2025, 12, 20), team=team).plan
        assert (plan.step("ask-back") is None) == (client in drawn)
        assert any(one.kind == "ask-back" and "holdout" in one.rule for one in plan.blocked) == (client in drawn)


@pytest.mark.parametrize("share", [0, 1, -0.1, True, "0.1"])
def test_a_share_that_is_none_is_refused(share: float) -> None:
    with pytest.raises(ClientReturnError):
        draw_holdout(clients(3), salt="spring", share=share)


def test_wrong_arms_are_refused() -> None:
    with pytest.raises(ClientReturnError):
        Arm("asked", 3, 4)
    with pytest.raises(ClientReturnError):
        Arm("asked", 3, 1, Sample(2, 1.0, 0.0))
    with pytest.raises(ClientReturnError):
        arms_of([("asked", 2)])
    with pytest.raises(ClientReturnError):
        draw_holdout([], salt="")
