"""The rhythm prior: the handbook's regular buyer, and what is learnt from a base."""

from __future__ import annotations

from itertools import accumulate
from math import exp, log
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientreturn.base.prior import LearntRhythm, learn_prior
from clientreturn.base.sums import Sums, bought_within, sums_at
from clientreturn.rhythm import RhythmPrior

from .bases import START, a_base


def line_of(rhythm: LearntRhythm, s: Sums) -> float:
    line = rhythm.line(s.n, s.slog, s.slog2)
    assert line is not None
    return line


def sums_of(gaps: list[int]) -> Sums:
    track = tuple(accumulate([0, *gaps]))
    sums = sums_at(track, track[-1])
    assert sums is not None
    return sums


@pytest.mark.parametrize("gaps", [4, 8, 20])
def test_a_quarterly_buyer_is_gone_after_four_months(gaps: int) -> None:
    """1 November to 1 March is 120 days; the line is drawn two days early (E3.5)."""
    quarterly = sums_of([91, 92] * (gaps // 2))
    assert line_of(LearntRhythm(), quarterly) - 2 <= 120


@given(gaps=st.lists(st.integers(1, 400), min_size=1, max_size=12))
def test_the_line_is_never_below_four_thirds_of_the_usual_gap(gaps: list[int]) -> None:
    s, prior = sums_of(gaps), LearntRhythm(RhythmPrior(3.0, 1.5, 0.4))
    usual = prior.usual_gap(s.n, s.slog)
    assert usual is not None
    assert line_of(prior, s) >= 4 / 3 * usual * (1 - 1e-12)


def test_one_time_clients_have_the_rhythm_of_the_others_or_none() -> None:
    assert LearntRhythm().line(1, 0.0, 0.0) is None
    assert LearntRhythm(RhythmPrior(3.0, 1.0)).usual_gap(1, 0.0) == pytest.approx(exp(3.0))


def test_the_prior_of_a_known_base_is_recovered() -> None:
    random = Random(5)
    tracks = []
    for _ in range(2000):
        own = random.gauss(3.0, 0.5)
        day, track = random.uniform(0, 200), []
        while day < 2000:
            track.append(day)
            day += exp(random.gauss(own, 0.4))
        tracks.append(track)
    prior = learn_prior(tracks, 1500).prior
    assert prior.centre == pytest.approx(3.0, abs=0.05)
    assert prior.variance == pytest.approx(0.16, abs=0.02)
    assert prior.weight == pytest.approx(0.16 / 0.25, abs=0.1)


@pytest.mark.parametrize("shape", [0.5, 1.0, 4.0])
def test_few_who_come_back_were_called_gone(shape: float) -> None:
    """Judged on a day that the prior was not learnt on."""
    tracks = a_base(clients=1500, days=700, ahead=400, shape=shape, stay=100_000)
    day = START + 700
    prior = learn_prior(tracks, day)
    back = [sums_at(track, day) for track in tracks if bought_within(track, day, 400)]
    alarms = [day - s.last > line_of(prior, s) for s in back if s]
    assert sum(alarms) / len(alarms) < 0.05


def test_too_few_clients_leave_the_handbooks_prior() -> None:
    assert learn_prior(a_base(clients=20), START + 600) == LearntRhythm()


def test_the_time_unit_moves_the_mean_and_nothing_else() -> None:
    days = a_base(clients=400)
    weeks = [tuple((day - START) / 7 for day in track) for track in days]
    by_day, by_week = learn_prior(days, START + 600).prior, learn_prior(weeks, 600 / 7).prior
    assert by_week.centre is not None
    assert by_day.centre is not None
    assert by_week.centre == pytest.approx(by_day.centre - log(7))
    assert by_week.weight == pytest.approx(by_day.weight)
    assert by_week.variance == pytest.approx(by_day.variance)
