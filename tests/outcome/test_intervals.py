"""Intervals: against values of other programs, against sums of whole numbers, and by their laws."""

from __future__ import annotations

from fractions import Fraction
from math import comb, inf, isclose, pi, sqrt, tan

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clientreturn.errors import ClientReturnError
from clientreturn.intervals import (
    Interval,
    Sample,
    beta_share,
    binomial_tail,
    clopper_pearson,
    newcombe,
    normal_quantile,
    t_quantile,
    welch,
    wilson,
)

counts = st.integers(0, 400).flatmap(lambda trials: st.tuples(st.integers(0, trials), st.just(trials)))
measured = st.builds(Sample, st.integers(2, 10**6), st.floats(-1e6, 1e6), st.one_of(st.just(0.0), st.floats(1e-6, 1e6)))


def close(found: Interval, low: float, high: float, within: float = 1e-12) -> bool:
    return isclose(found.low, low, rel_tol=within, abs_tol=1e-15) and isclose(found.high, high, rel_tol=within)


# --- values of other programs: scipy 1.17 and statsmodels 0.14 -------------------------------------


@pytest.mark.parametrize(
    ("successes", "trials", "score", "exact"),
    [
        (0, 10, (0.0, 0.27753279986288926), (0.0, 0.30849710781876083)),
        (1, 1, (0.2065493143772374, 1.0), (0.025, 1.0)),
        (3, 20, (0.052368745896216595, 0.36041886474075696), (0.0320709371854637, 0.37892682654531396)),
        (15, 148, (0.06238639953073628, 0.16048724172330803), (0.05784401008344857, 0.161650490349479)),
        (47286, 64000, (0.7354263090973008, 0.7422325204851339), (0.7354219803949964, 0.7422438516361984)),
        (5, 10**6, (2.1357029684685578e-06, 1.1705702681035748e-05), (1.6234883192411703e-06, 1.1668293175208818e-05)),
    ],
)
def test_shares_agree_with_statsmodels(
    successes: int, trials: int, score: tuple[float, float], exact: tuple[float, float]
) -> None:
    assert close(wilson(successes, trials), *score)
    assert close(clopper_pearson(successes, trials), *exact)


@pytest.mark.parametrize(
    ("p", "freedom", "quantile"),
    [
        (0.975, 3.7, 2.8675207071911895),
        (0.975, 17.2, 2.1079483134570243),
        (0.995, 42000.5, 2.575946367820861),
        (0.9, 1.5, 2.1963984175655376),
        (0.6, 250.0, 0.2536168815819393),
        (0.025, 8.0, -2.3060041352041662),
        (0.5, 8.0, 0.0),
    ],
)
def test_students_t_agrees_with_scipy(p: float, freedom: float, quantile: float) -> None:
    assert isclose(t_quantile(p, freedom), quantile, rel_tol=1e-12)


def test_welch_agrees_with_scipy() -> None:
    assert close(welch(Sample(12, 20.5, 4.2), Sample(15, 18.1, 9.9)), 0.3264621106523897, 4.473537889347607)
    assert close(welch(Sample(2, 1.0, 0.5), Sample(40, 0.2, 7.0)), -1.3359917929279168, 2.9359917929279167)


@pytest.mark.parametrize(
    ("of_both", "low", "high"),
    # The eight examples of Newcombe (1998), table II, method 10, to their four decimals.
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((0, 10, 0, 10), -0.2775, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1.0),
        ((10, 10, 0, 10), 0.6075, 1.0),
    ],
)
def test_differences_are_those_of_the_paper(of_both: tuple[int, int, int, int], low: float, high: float) -> None:
    limits = newcombe(*of_both)
    assert (round(limits.low, 4), round(limits.high, 4)) == (low, high)


# --- exact sums and closed forms ------------------------------------------------------------------


def exact_tail(successes: int, trials: int, share: Fraction) -> Fraction:
    ways = (comb(trials, k) * share**k * (1 - share) ** (trials - k) for k in range(successes, trials + 1))
    return sum(ways, Fraction(0))


@given(counts.filter(lambda both: both[1] <= 60), st.integers(0, 100))
def test_the_binomial_tail_is_the_sum_of_its_terms(both: tuple[int, int], percent: int) -> None:
    share = Fraction(percent, 100)
    assert isclose(binomial_tail(*both, percent / 100), float(exact_tail(*both, share)), rel_tol=1e-11, abs_tol=1e-300)


@given(counts.filter(lambda both: 1 <= both[1] <= 60), st.sampled_from([0.8, 0.95, 0.99]))
def test_at_an_exact_limit_half_of_the_error_is_left(both: tuple[int, int], confidence: float) -> None:
    successes, trials = both
    limits = clopper_pearson(successes, trials, confidence)
    half = (1 - confidence) / 2
    if successes:
        assert isclose(float(exact_tail(successes, trials, Fraction(limits.low))), half, rel_tol=1e-9)
    if successes < trials:
        assert isclose(1 - float(exact_tail(successes + 1, trials, Fraction(limits.high))), half, rel_tol=1e-9)


@given(st.floats(0.501, 0.9999))
def test_students_t_with_one_and_two_degrees_has_a_closed_form(p: float) -> None:
    both = 2 * p - 1
    assert isclose(t_quantile(p, 1), tan(pi * (p - 0.5)), rel_tol=1e-10)
    assert isclose(t_quantile(p, 2), both * sqrt(2 / (1 - both * both)), rel_tol=1e-10)


@given(st.floats(0.001, 0.999), st.floats(9_900, 10_100))
def test_students_t_has_no_step_where_the_method_changes(p: float, freedom: float) -> None:
    assert isclose(t_quantile(p, freedom), t_quantile(p, freedom + 1), rel_tol=1e-6, abs_tol=1e-9)


@given(st.floats(0, 1), st.floats(0.5, 5000), st.floats(0.5, 5000))
def test_the_two_sides_of_the_beta_distribution_make_one(x: float, a: float, b: float) -> None:
    assert abs(beta_share(x, a, b) + beta_share(1 - x, b, a) - 1) < 1e-9


# --- laws -----------------------------------------------------------------------------------------


@given(counts, st.sampled_from([0.5, 0.9, 0.95, 0.999]))
def test_an_interval_holds_the_share_and_lies_between_nothing_and_all(both: tuple[int, int], confidence: float) -> None:
    for limits in (wilson(*both, confidence), clopper_pearson(*both, confidence)):
        assert 0 <= limits.low <= limits.high <= 1
        assert limits.confidence == confidence
        assert not both[1] or limits.low <= both[0] / both[1] <= limits.high


@given(counts)
def test_more_confidence_never_narrows_an_interval(both: tuple[int, int]) -> None:
    for interval in (wilson, clopper_pearson):
        narrow, wide = interval(*both, 0.9), interval(*both, 0.99)
        assert wide.low <= narrow.low
        assert narrow.high <= wide.high


@given(counts)
def test_failures_mirror_successes(both: tuple[int, int]) -> None:
    successes, trials = both
    for interval in (wilson, clopper_pearson):
        one, other = interval(successes, trials), interval(trials - successes, trials)
        assert one.low == pytest.approx(1 - other.high, abs=1e-12)
        assert one.high == pytest.approx(1 - other.low, abs=1e-12)


@given(counts, counts)
def test_differences_turn_round_with_their_sides(one: tuple[int, int], other: tuple[int, int]) -> None:
    there, back = newcombe(*one, *other), newcombe(*other, *one)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low), abs=1e-12)
    if one[1] and other[1]:
        assert there.low - 1e-12 <= one[0] / one[1] - other[0] / other[1] <= there.high + 1e-12


@given(measured, measured)
def test_differences_of_means_turn_round_with_their_sides(one: Sample, other: Sample) -> None:
    there, back = welch(one, other), welch(other, one)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low), rel=1e-9, abs=1e-9)
    assert there.low <= one.mean - other.mean <= there.high


@given(measured)
def test_a_single_measurement_tells_nothing(sample: Sample) -> None:
    assume(sample.variance > 0)
    limits = welch(sample, Sample(1, 3.0, 0.0))
    assert (limits.low, limits.high) == (-inf, inf)


def test_without_trials_nothing_is_known() -> None:
    assert wilson(0, 0) == clopper_pearson(0, 0) == Interval(0.0, 1.0)
    assert newcombe(0, 0, 3, 10) == Interval(-1.0, 1.0)


@pytest.mark.parametrize("counted", [(-1, 3), (4, 3), (1.0, 3), (True, 3), (0, -1), ("1", 3)])
def test_counts_that_are_none_are_refused(counted: tuple[int, int]) -> None:
    for interval in (wilson, clopper_pearson):
        with pytest.raises(ClientReturnError):
            interval(*counted)


@pytest.mark.parametrize("confidence", [0, 1, 1.0, 0.0, -0.5, float("nan"), "0.95"])
def test_confidence_lies_between_nothing_and_certainty(confidence: float) -> None:
    with pytest.raises(ClientReturnError):
        wilson(1, 2, confidence)


@pytest.mark.parametrize("asked", [0, 1, -0.5, 2.0, float("nan"), "0.5"])
def test_a_quantile_is_asked_for_a_probability(asked: float) -> None:
    with pytest.raises(ClientReturnError):
        normal_quantile(asked)
    with pytest.raises(ClientReturnError):
        t_quantile(asked, 10)


@pytest.mark.parametrize("parameters", [(0.0, 1.0), (1.0, -1.0), (float("nan"), 1.0)])
def test_a_distribution_without_parameters_is_refused(parameters: tuple[float, float]) -> None:
    with pytest.raises(ClientReturnError):
        beta_share(0.5, *parameters)
    with pytest.raises(ClientReturnError):
        t_quantile(0.9, min(parameters))
