"""Seasonal buyers are in pause while the same season of earlier years was empty, too (section 6)."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import clientreturn as cr
from clientreturn.facts.silence import season_cycles

AUTUMNS = [
    date(year, 10, 1) + timedelta(days) for year in (2021, 2022, 2023) for days in (0, 6, 15, 19, 30, 38, 45, 53)
]
LAST = AUTUMNS[-1]


def buyer(days: list[date]) -> cr.Client:
    return cr.Client("S", purchases=[cr.Purchase(day, 40, "EUR") for day in days])


def says(client: cr.Client, day: date, policy: cr.Policy | None = None) -> cr.Standing | None:
    return cr.assess(client, as_of=day, policy=policy).standing.says


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        (LAST + timedelta(3), cr.Standing.RETURNED),  # two years ago nobody could know its seasons
        (LAST + timedelta(20), cr.Standing.IN_PAUSE),
        (date(2024, 3, 1), cr.Standing.IN_PAUSE),
        (date(2024, 10, 1), cr.Standing.IN_PAUSE),
        (date(2024, 11, 20), cr.Standing.LOST),
    ],
)
def test_a_buyer_of_autumns(day: date, standing: cr.Standing) -> None:
    case = cr.assess(buyer(AUTUMNS), as_of=day)
    assert case.standing.says is standing
    assert (case.since is None) == (standing is not cr.Standing.LOST)
    assert standing is not cr.Standing.IN_PAUSE or case.diagnosis is None, "a pause needs no cause"


def test_a_season_that_is_missed_is_the_date_of_loss() -> None:
    missed = cr.assess(buyer(AUTUMNS), as_of=date(2025, 1, 10))
    assert missed.since is not None
    assert date(2024, 10, 1) < missed.since < date(2024, 11, 15)
    assert says(buyer(AUTUMNS), missed.since - timedelta(1)) is cr.Standing.IN_PAUSE


def test_who_comes_back_with_the_season_was_never_lost() -> None:
    back = [*AUTUMNS, date(2024, 10, 3)]
    losses = cr.assess(buyer(back), as_of=date(2024, 10, 4)).judgement.story.losses
    assert all(loss.returned_on is not None and loss.returned_on.year < 2024 for loss in losses)


@pytest.mark.parametrize("years", [1, 2])
def test_two_earlier_cycles_must_be_known(years: int) -> None:
    few = [day for day in AUTUMNS if day.year > 2023 - years]
    assert says(buyer(few), date(2024, 3, 1)) in (cr.Standing.DORMANT, cr.Standing.LOST)


def test_a_policy_may_ask_for_more_cycles() -> None:
    wary = cr.Policy().tuned({season_cycles: 3})
    assert says(buyer(AUTUMNS), date(2024, 3, 1), wary) is not cr.Standing.IN_PAUSE


def test_a_purchase_in_the_season_of_an_earlier_year_ends_the_excuse() -> None:
    busy = sorted([*AUTUMNS, date(2023, 3, 10)])
    assert says(buyer(busy), date(2024, 2, 1)) is cr.Standing.IN_PAUSE
    assert says(buyer(busy), date(2024, 5, 1)) is not cr.Standing.IN_PAUSE


@given(st.lists(st.integers(1, 60), min_size=20, max_size=120))
def test_a_buyer_without_seasons_is_hardly_ever_in_pause(gaps: list[int]) -> None:
    """A rest longer than its line, at the same time of two years, is no accident."""
    days = [date(2020, 1, 1) + timedelta(day) for day in accumulate(gaps)]
    case = cr.assess(buyer(days), as_of=days[-1])
    line, season = case.judgement.facts["line"], case.judgement.facts["season"]
    if season:
        earlier = sorted(pairwise(days), key=lambda pair: pair[0] - pair[1])[:4]
        assert sum((b - a).days > line for a, b in earlier) >= 2
