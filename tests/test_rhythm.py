"""Rhythm: inter-purchase times, pooled with those of clients alike."""

from __future__ import annotations

from itertools import accumulate
from math import exp, isclose, log, sqrt
from statistics import fmean, geometric_mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientreturn.conditions import Tuning
from clientreturn.facts.silence import gone_deviations, gone_ratio, line_of
from clientreturn.rhythm import NO_RHYTHM, Pooled, Rhythm, RhythmPrior

REGULAR = RhythmPrior()
gaps = st.lists(st.integers(1, 800), min_size=1, max_size=30)


def rhythm_of(inter_purchase: list[int], start: int = 730_000) -> Rhythm:
    return Rhythm.of(accumulate(inter_purchase, initial=start))


def pooled(inter_purchase: list[int], prior: RhythmPrior = REGULAR) -> Pooled:
    found = rhythm_of(inter_purchase).pooled(prior)
    assert found is not None
    return found


@given(gaps)
def test_the_usual_gap_is_the_geometric_mean(inter_purchase: list[int]) -> None:
    assert isclose(pooled(inter_purchase).usual_gap, geometric_mean(inter_purchase), rel_tol=1e-5, abs_tol=0.0051)


@given(gaps, st.integers(1, 800), st.integers(1, 8), st.floats(0.001, 1), st.integers(0, 8))
def test_a_prior_is_so_many_gaps_more(
    inter_purchase: list[int], usual: int, weight: int, variance: float, freedom: int
) -> None:
    """The closed form against the sample with the prior's gaps written out."""
    found = pooled(inter_purchase, RhythmPrior(log(usual), weight, variance, freedom))
    logs = [log(gap) for gap in inter_purchase] + [log(usual)] * weight
    centre = fmean(logs)
    scatter = sum((value - centre) ** 2 for value in logs)
    spread = sqrt((freedom * variance + scatter) / (freedom + len(inter_purchase)))
    assert isclose(found.usual_gap, exp(centre), rel_tol=1e-5, abs_tol=0.0051)
    assert isclose(found.spread, spread, rel_tol=1e-3, abs_tol=1e-3)
    assert found.own_share == pytest.approx(len(inter_purchase) / len(logs), abs=1e-4)


@given(gaps, st.randoms(use_true_random=False), st.integers(-1000, 1000))
def test_only_the_lengths_of_the_gaps_count(inter_purchase: list[int], chance: object, shift: int) -> None:
    found = pooled(inter_purchase)
    shuffled = list(inter_purchase)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    again = rhythm_of(shuffled, 730_000 + shift).pooled(RhythmPrior())
    assert again is not None
    assert isclose(again.usual_gap, found.usual_gap, abs_tol=0.0101)
    assert isclose(again.spread, found.spread, rel_tol=1e-6, abs_tol=1e-6)


@given(gaps, st.data())
def test_a_longer_gap_never_shortens_the_usual_one(inter_purchase: list[int], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(inter_purchase) - 1))
    longer = list(inter_purchase)
    longer[at] += data.draw(st.integers(1, 500))
    assert pooled(longer).usual_gap >= pooled(inter_purchase).usual_gap


@given(gaps)
def test_the_sums_grow_visit_by_visit(inter_purchase: list[int]) -> None:
    days = list(accumulate(inter_purchase, initial=730_000))
    grown = Rhythm.of(days[:1])
    for day in days[1:]:
        grown = grown.then(day)
    assert grown == Rhythm.of(days)
    assert (grown.visits, grown.gaps, grown.first, grown.last) == (len(days), len(days) - 1, days[0], days[-1])
    assert grown.moved_to(days[-1] + 7).pooled(RhythmPrior()) == grown.pooled(RhythmPrior())


@given(gaps, st.floats(0, 3), st.floats(0, 3))
def test_quantiles_rise_with_certainty(inter_purchase: list[int], a: float, b: float) -> None:
    found = pooled(inter_purchase)
    low, high = sorted((a, b))
    assert found.usual_gap <= found.quantile(low) <= found.quantile(high)


@given(gaps)
def test_the_line_is_never_below_four_thirds_less_two_days(inter_purchase: list[int]) -> None:
    found = pooled(inter_purchase)
    line = line_of(found, Tuning())
    assert line >= 4 / 3 * found.usual_gap - 2 - 0.01
    assert line >= found.quantile() - 2 - 0.01 * found.quantile()
    patient = line_of(found, Tuning.of({gone_ratio: 2, gone_deviations: 2.5}))
    assert patient >= line


def test_a_regular_buyer_meets_ratio_and_quantile_at_once() -> None:
    """E3.5: a spread of about a fifth puts the 95 % quantile at 4/3 of the usual gap."""
    regular = pooled([91] * 400)
    assert line_of(regular, Tuning()) == pytest.approx(91 * 4 / 3 - 2, abs=0.01)
    newcomer = Rhythm.of([0]).pooled(RhythmPrior(log(91), 1))
    assert newcomer is not None
    assert newcomer.quantile() == pytest.approx(91 * 4 / 3, abs=0.01)


def test_an_irregular_buyer_gets_a_later_line() -> None:
    regular, irregular = pooled([30] * 8), pooled([5, 180] * 4)
    assert irregular.usual_gap == regular.usual_gap
    assert line_of(irregular, Tuning()) > 2 * line_of(regular, Tuning())


def test_without_a_gap_only_the_prior_speaks() -> None:
    assert NO_RHYTHM.pooled(RhythmPrior()) is None
    assert Rhythm.of([]) == NO_RHYTHM
    assert Rhythm.of([5]).pooled(RhythmPrior()) is None
    alike = Rhythm.of([5]).pooled(RhythmPrior(log(60), 2))
    assert alike is not None
    assert (alike.usual_gap, alike.own_share) == (60, 0)


@given(gaps, st.floats(0, 5000))
def test_a_huge_spread_stays_finite(inter_purchase: list[int], z: float) -> None:
    assert pooled(inter_purchase).quantile(z) < float("inf")
