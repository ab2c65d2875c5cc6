"""Reliability, Brier score, Matthews correlation, the hiatus rule."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientreturn.base.calibration import best_divide, best_hiatus, calibrate, mcc, reliability

judged = st.lists(st.tuples(st.floats(0, 1), st.sampled_from([0.0, 1.0])), min_size=2, max_size=60)


@given(judged)
def test_every_client_is_in_one_bin(pairs: list[tuple[float, float]]) -> None:
    chances, outcomes = zip(*pairs, strict=True)
    table = reliability(chances, outcomes)
    assert sum(b.clients for b in table) == len(pairs)
    assert sum(b.clients * b.observed for b in table) == pytest.approx(sum(outcomes))
    assert all(a.high <= b.low for a, b in pairwise(table))


@given(judged)
def test_no_other_divide_serves_better(pairs: list[tuple[float, float]]) -> None:
    chances, outcomes = zip(*pairs, strict=True)
    _, height = best_divide(chances, outcomes)
    for divide in {*chances, 2.0}:
        lost = [p < divide for p in chances]
        other = mcc(
            sum(not y for c, y in zip(lost, outcomes, strict=True) if c),
            sum(y for c, y in zip(lost, outcomes, strict=True) if c),
            sum(y for c, y in zip(lost, outcomes, strict=True) if not c),
            sum(not y for c, y in zip(lost, outcomes, strict=True) if not c),
        )
        assert height >= other - 1e-12


def test_a_hiatus_that_tells_all() -> None:
    hiatus = best_hiatus([5, 30, 31, 90], [1, 1, 0, 0])
    assert (hiatus.days, hiatus.mcc) == (30, 1.0)


def test_perfect_chances_beat_the_share() -> None:
    told = calibrate([0.9, 0.1], [1.0, 0.0], [3, 80], day=10, horizon=30)
    assert told.brier == pytest.approx(0.01)
    assert told.brier_of_the_share == 0.25
    assert told.mcc == 1.0
