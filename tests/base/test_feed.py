"""A feed that breaks off is found, and nothing else is taken for one (R24)."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import chain
from random import Random

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import clientreturn as cr
from clientreturn.base.feed import stale

from .bases import START, a_base

END = START + 600


def visits(tracks: tuple[tuple[int, ...], ...], until: int = END) -> Counter[int]:
    return Counter(day for day in chain.from_iterable(track[1:] for track in tracks) if day <= until)


BASE = visits(a_base(2000))


@pytest.mark.parametrize("broke_off", [300, 420, 560])
def test_a_feed_that_breaks_off_is_found_on_its_day(broke_off: int) -> None:
    found = stale({day: count for day, count in BASE.items() if day <= START + broke_off}, START + broke_off + 21)
    assert found is not None
    assert abs(found.until - START - broke_off) <= 1
    assert found.observed <= found.expected / 10


def test_a_feed_that_lets_a_trickle_through_is_found() -> None:
    trickle = {day: count if day <= START + 500 else count // 20 for day, count in BASE.items()}
    found = stale(trickle, END)
    assert found is not None
    assert abs(found.until - START - 500) <= 1


@given(st.integers(60, 600), st.integers(1, 6))
def test_a_feed_that_goes_on_is_not_suspected(day: int, days_of_delay: int) -> None:
    known = {on: count for on, count in BASE.items() if on <= START + day}
    assert stale(known, START + day) is None
    assert stale(known, START + day + days_of_delay) is None, "a few days late"


@given(st.integers(100, 600))
def test_a_base_that_fades_is_not_suspected(day: int) -> None:
    one_cohort = visits(tuple(track for track in a_base(2000) if track[0] <= START + 60), START + day)
    assert stale(one_cohort, START + day) is None


def test_a_small_base_is_not_suspected() -> None:
    few = visits(a_base(40), START + 400)
    assert stale(few, START + 460) is None


def a_season(years: int) -> dict[int, int]:
    random = Random(1)
    return {
        START + day: random.randint(15, 25) if 100 <= day % 365 < 250 else random.randint(0, 1)
        for day in range(365 * years)
    }


@pytest.mark.parametrize("ago", [0, 30, 80, 110])
def test_a_season_that_ends_as_before_is_not_suspected(ago: int) -> None:
    seasonal = {day: count for day, count in a_season(3).items() if day < START + 365 * 3 - ago}
    assert stale(seasonal, START + 365 * 3 - ago) is None


def test_weekly_swings_and_campaigns_are_not_suspected() -> None:
    week = {START + day: 0 if day % 7 in (5, 6) else 30 for day in range(400)}
    assert all(
        stale({d: c for d, c in week.items() if d <= START + day}, START + day) is None for day in range(300, 314)
    )
    campaigns = {START + day: 200 if day % 60 < 7 else 4 for day in range(600)}
    assert all(
        stale({d: c for d, c in campaigns.items() if d <= START + day}, START + day) is None
        for day in range(480, 600, 7)
    )


def test_days_on_which_we_were_shut_are_no_drop() -> None:
    shut = range(START + 570, START + 600)
    known = {day: count for day, count in BASE.items() if day not in shut}
    assert stale(known, START + 599) is not None
    assert stale(known, START + 599, closed=shut) is None


# --- what a base and those who read it do with it ----------------------------------------------------

FIRST = date(2023, 1, 1)
ASKED = FIRST + timedelta(700)


def clients(until: dict[str, int], **fields: object) -> list[cr.Client]:
    random = Random(5)
    found = []
    for number in range(300):
        source = ("shop", "web")[number % 2]
        day, bought = random.uniform(0, 40), []
        while day <= 700:
            if day <= until[source]:
                bought.append(cr.Purchase(FIRST + timedelta(int(day)), 20, "EUR", source=source))
            day += random.gammavariate(4, 5)
        found.append(cr.Client(f"{source}-{number}", purchases=bought, **fields))  # type: ignore[arg-type]
    return found


@pytest.fixture(scope="module")
def web_broke_off() -> tuple[list[cr.Client], cr.Base]:
    records = clients({"shop": 700, "web": 640})
    return records, cr.Base.learn(records, as_of=ASKED, horizon=60)


def test_a_source_that_breaks_off_makes_nobody_gone(web_broke_off: tuple[list[cr.Client], cr.Base]) -> None:
    records, base = web_broke_off
    (feed,) = base.feeds
    assert feed.source == "web"
    assert abs(feed.until - FIRST.toordinal() - 640) <= 1
    until = date.fromordinal(feed.until)
    shown_to_be_real = attrs.evolve(base, feeds=())
    gone = 0
    for client in records:
        case = cr.assess(client, as_of=ASKED, base=base)
        last = client.purchases[-1].on
        if client.id.startswith("web"):
            assert case.judgement.facts["silence"] == max((until - last).days, 0)
            assert case.since is None or case.since <= until
            gone += cr.assess(client, as_of=ASKED, base=shown_to_be_real).since is not None
        else:
            assert case.judgement.facts["silence"] == (ASKED - last).days
    assert gone > 100


def test_a_review_tells_it_once(web_broke_off: tuple[list[cr.Client], cr.Base]) -> None:
    records, base = web_broke_off
    review = cr.review(records, as_of=ASKED, base=base)
    (finding,) = [finding for finding in review.findings if finding.id == "feed.stale"]
    assert finding.client == ""
    assert "of web break off after 2024-10-" in finding.text
    assert f"feed.stale: {finding.text}" in review.explain()
    assert finding.text in base.warnings
    assert finding.text in cr.assess(records[0], as_of=ASKED, base=base).explain()


def test_what_is_learnt_stops_where_the_whole_base_breaks_off() -> None:
    broken, whole = clients({"shop": 640, "web": 640}), clients({"shop": 700, "web": 700})
    late = cr.Base.learn(broken, as_of=ASKED, horizon=60)
    assert {feed.source for feed in late.feeds} == {"", "shop", "web"}
    (feed,) = [feed for feed in late.feeds if not feed.source]
    in_time = cr.Base.learn(whole, as_of=date.fromordinal(feed.until), horizon=60)
    assert in_time.feeds == ()
    assert (late.rhythm, late.chances, late.cuts) == (in_time.rhythm, in_time.chances, in_time.cuts)


def test_a_horizon_that_was_told_is_no_surprise() -> None:
    told = clients({"shop": 640, "web": 640}, data_until=FIRST + timedelta(640))
    assert cr.Base.learn(told, as_of=ASKED, horizon=60).feeds == ()


def test_closures_that_most_clients_carry_are_no_drop() -> None:
    shut = [(FIRST + timedelta(641), FIRST + timedelta(700))]
    records = clients({"shop": 640, "web": 640}, closures=shut)
    assert cr.Base.learn(records, as_of=ASKED, horizon=60).feeds == ()
