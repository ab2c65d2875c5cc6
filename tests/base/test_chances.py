"""The chance to buy again: laws that hold for every client, and what learning must recover."""

from __future__ import annotations

import pickle
from itertools import accumulate, pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientreturn.base import Chances, PriorChances
from clientreturn.base.calibration import brier
from clientreturn.base.learnt import LearntChances, learn_chances
from clientreturn.base.sums import Sums, bought_within, sums_at
from clientreturn.errors import ClientReturnError
from clientreturn.rhythm import Rhythm, RhythmPrior

from .bases import ENGINE, START, a_base, learnt

DAY = START + 600
many = settings(deadline=None, max_examples=40)  # the first example of each nature waits for the learning

tracks_before_today = st.lists(st.integers(1, 120), max_size=12).map(
    lambda gaps: tuple(DAY - day for day in reversed(list(accumulate([0, *gaps]))))
)


def known(track: tuple[float, ...], chances: LearntChances, as_of: float) -> Sums:
    sums = sums_at(track, as_of, chances.windows(as_of))
    assert sums is not None
    return sums


def perhaps(chances: Chances, track: tuple[float, ...], as_of: float) -> float | None:
    if isinstance(chances, LearntChances):
        s = known(track, chances, as_of)
        return chances.of_sums(s.n, s.first, s.last, s.slog, s.slog2, s.counts, as_of=as_of)
    days = [int(day) for day in track if day <= as_of]
    rhythm = Rhythm.of(days)
    return chances.chance(rhythm, rhythm.pooled(RhythmPrior()), as_of - days[-1], days)


def chance_of(chances: Chances, track: tuple[float, ...], as_of: float) -> float:
    told = perhaps(chances, track, as_of)
    assert told is not None
    return told


NATURES: dict[str, dict[str, float]] = {
    "irregular": {},
    "regular": {"shape": 6.0},
    "in bursts": {"shape": 0.4},
    "seasonal": {"days": 1200, "winter_only": 0.5},
    "short history": {"days": 80},
}


@pytest.mark.parametrize("nature", NATURES)
@many
@given(track=tracks_before_today, waits=st.lists(st.integers(0, 900), min_size=2, max_size=6))
def test_more_silence_never_raises_the_chance(nature: str, track: tuple[int, ...], waits: list[int]) -> None:
    chances = learnt(60, **NATURES[nature])
    shift = int(chances.as_of) - DAY
    track = tuple(day + shift for day in track)
    along = [chance_of(chances, track, int(chances.as_of) + wait) for wait in sorted(waits)]
    assert along == sorted(along, reverse=True)


@pytest.mark.parametrize("horizon", [30, 90, 365])
@many
@given(
    gaps=st.lists(st.integers(1, 500), min_size=1, max_size=8),
    waits=st.lists(st.integers(0, 4000), min_size=2, max_size=6),
)
def test_more_silence_never_raises_the_handbooks_chance(horizon: int, gaps: list[int], waits: list[int]) -> None:
    track = tuple(accumulate([0, *gaps]))
    along = [chance_of(PriorChances(horizon=horizon), track, track[-1] + wait) for wait in sorted(waits)]
    assert all(a >= b - 1e-12 for a, b in pairwise(along))


@many
@given(track=tracks_before_today, wait=st.integers(0, 2000))
def test_a_chance_is_never_certain(track: tuple[int, ...], wait: int) -> None:
    assert 0 < chance_of(learnt(), track, DAY + wait) < 1


@many
@given(first=st.integers(0, 600))
def test_one_time_clients_are_judged_by_the_base(first: int) -> None:
    chances = learnt()
    today = chance_of(chances, (DAY,), DAY)
    assert chance_of(chances, (DAY - first,), DAY) <= today < 0.9


def test_one_time_clients_without_peers_are_undecided() -> None:
    assert perhaps(PriorChances(), (DAY - 10,), DAY) is None


def test_order_of_the_clients_changes_nothing() -> None:
    tracks = list(a_base())
    Random(3).shuffle(tracks)
    assert learn_chances(tracks, DAY, 60, engine=ENGINE) == learnt()


def test_what_comes_after_the_day_changes_nothing() -> None:
    assert learn_chances(a_base(ahead=60), DAY, 60, engine=ENGINE) == learn_chances(
        tuple(tuple(d for d in t if d <= DAY) for t in a_base(ahead=60)), DAY, 60, engine=ENGINE
    )


def test_weeks_as_the_unit_give_the_same_chances() -> None:
    daily = [tuple(day - START for day in track) for track in a_base(days=800, pace=60)]
    weekly = [tuple(day / 7 for day in track) for track in daily]
    by_day = learn_chances(daily, 784, 196, engine=ENGINE)
    by_week = learn_chances(weekly, 112, 28, engine=ENGINE)
    for track in daily[:200]:
        if track[0] <= 784:
            told = chance_of(by_day, track, 784)
            assert chance_of(by_week, tuple(day / 7 for day in track), 112) == pytest.approx(told, abs=1e-6)


@pytest.mark.parametrize(
    ("nature", "base"),
    [
        ("irregular", {"clients": 900}),
        ("regular", {"clients": 900, "shape": 5.0}),
        ("in bursts", {"clients": 900, "shape": 0.5}),
    ],
)
def test_chances_come_true(nature: str, base: dict[str, float]) -> None:
    horizon = 60
    tracks = a_base(**base, ahead=horizon)
    chances = learn_chances(tracks, DAY, horizon, engine=ENGINE)
    clients = [track for track in tracks if track[0] <= DAY]
    told = [chance_of(chances, track, DAY) for track in clients]
    came = [float(bought_within(track, DAY, horizon)) for track in clients]
    share = sum(came) / len(came)
    assert sum(told) / len(told) == pytest.approx(share, abs=0.04)
    assert brier(told, came) < 0.75 * share * (1 - share)


def test_regularity_is_recovered() -> None:
    assert max(learnt(clients=800, shape=0.5).shapes) <= 1.0
    assert min(learnt(clients=800, shape=5.0).shapes) >= 2.0


def test_seasonal_buyers_are_known_by_their_season() -> None:
    chances = learnt(horizon=60, days=1035, winter_only=0.5, pace=20, stay=1500, clients=500)
    summers = tuple(START + day for day in (180, 210, 545, 575, 920))
    winters = tuple(START + day for day in (320, 345, 685, 710, 920))
    as_of = START + 1035
    assert chance_of(chances, winters, as_of) > chance_of(chances, summers, as_of)


@pytest.mark.parametrize(
    ("tracks", "horizon", "why"),
    [
        (a_base(clients=60), 60, "60 clients are"),
        (tuple((START + i % 500,) for i in range(300)), 60, "three times"),
        (a_base(days=100), 365, "twice the history"),
    ],
)
def test_what_cannot_be_learnt_falls_back_on_the_handbook_and_says_so(
    tracks: tuple[tuple[int, ...], ...], horizon: int, why: str
) -> None:
    day = max(track[-1] for track in tracks)
    chances = learn_chances(tracks, day, horizon)
    assert isinstance(chances, PriorChances)
    assert any(why in warning for warning in chances.warnings)


def test_a_history_without_room_to_look_ahead_is_warned_about() -> None:
    assert any("tested over" in warning for warning in learnt(days=80).warnings)
    assert not any("tested over" in warning for warning in learnt().warnings)


@many
@given(track=tracks_before_today, silence=st.integers(0, 500))
def test_a_chance_read_off_the_days_is_that_of_their_sums(track: tuple[int, ...], silence: int) -> None:
    chances = learnt()
    rhythm = Rhythm.of(track)
    told = chances.chance(rhythm, None, silence, track)
    assert told == chance_of(chances, track, track[-1] + silence)


def test_missing_counts_are_refused() -> None:
    with pytest.raises(ClientReturnError, match="counts"):
        learnt().of_sums(1, DAY, DAY, 0, 0, as_of=DAY)


@pytest.mark.parametrize("horizon", [0, -5, float("nan")])
def test_a_horizon_without_days_is_refused(horizon: int) -> None:
    with pytest.raises(ClientReturnError, match="horizon"):
        learn_chances(a_base(), DAY, horizon)


@many
@given(track=tracks_before_today)
def test_pushes_multiply_to_the_odds(track: tuple[int, ...]) -> None:
    chances = learnt()
    sums = known(track, chances, DAY)
    pushes = chances.pushes(sums.n, sums.first, sums.last, sums.slog, sums.slog2, sums.counts, as_of=DAY)
    product = chances.average_odds
    for push in pushes:
        product *= push.odds
    told = chance_of(chances, track, DAY)
    assert product / (1 + product) == pytest.approx(told, abs=1e-5)


@pytest.mark.parametrize("chances", [learnt(), PriorChances()])
def test_chances_are_plain_values(chances: Chances) -> None:
    assert isinstance(chances, Chances)
    again = pickle.loads(pickle.dumps(chances))
    assert again == chances
    assert hash(again) == hash(chances)


@pytest.mark.parametrize(("gap", "gaps_until_lost"), [(91, (4.5, 6)), (365, (2.5, 3.2))], ids=["quarterly", "yearly"])
def test_the_handbook_gives_up_hope_in_time(gap: int, gaps_until_lost: tuple[float, float]) -> None:
    track = tuple(range(0, gap * 5, gap))
    low, high = (chance_of(PriorChances(), track, track[-1] + int(gap * gaps)) for gaps in gaps_until_lost)
    assert low > 0.05 > high


def test_a_learnt_value_tells_what_it_rests_on() -> None:
    chances = learnt()
    assert isinstance(chances, LearntChances)
    assert chances.clients == 400
    assert chances.calibration.clients > 0
    assert chances.calibration.brier < chances.calibration.brier_of_the_share
    assert chances.calibration.hiatus.days > 0
