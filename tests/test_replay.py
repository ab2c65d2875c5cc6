"""The replay of past losses is quick; here it is held against the plain reading of its definition."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import floor, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientreturn.base import Base, PriorChances
from clientreturn.conditions import ALWAYS, Tuning
from clientreturn.facts import SILENCE_VOCABULARY, Loss, Silence, silence_facts
from clientreturn.facts.silence import (
    below_line,
    early_days,
    gone_deviations,
    gone_ratio,
    hiatus,
    leaves_hope,
    line_of,
    project_finished,
    silence,
)
from clientreturn.history import Client, Event, Purchase
from clientreturn.rhythm import NO_RHYTHM, Rhythm, RhythmPrior, log_of
from clientreturn.rules import Rule, RuleBook
from clientreturn.standing import STANDING, Standing, judge, presence_of
from clientreturn.standing.book import little_hope
from clientreturn.standing.past import QUIET, loss_day, new_life, replay

PLAIN = presence_of(STANDING)
CUT_OFF = PLAIN.add(
    Rule("own.cut-off", silence >= 90, Standing.LOST, "silent for {silence}"), before="standing.dormant"
)
NEVER = PLAIN.without("standing.dead").without("standing.beyond-hope").without("standing.declared-break")


def plainly(
    days: Sequence[int], breaks: Sequence[Event], presence: RuleBook[Standing], base: Base, numbers: Tuning
) -> tuple[Rhythm, tuple[Loss, ...]]:
    """Presence asked at the end of every gap, with nothing skipped."""
    if not days:
        return NO_RHYTHM, ()
    losses: list[Loss] = []
    old: Rhythm | None = None
    life = Rhythm(1, days[0], days[0])

    def ruling() -> Rhythm:
        return life if old is None or life.visits >= numbers(new_life) else old.moved_to(life.last)

    for seen, day in enumerate(days[1:], 1):
        in_gap = tuple(b for b in breaks if b.on.toordinal() < day and (seen == 1 or b.on.toordinal() >= life.last))
        gap = day - life.last
        subject = Silence(ruling(), tuple(days[:seen]), gap, base, numbers, breaks=in_gap, until=day)
        if presence.decided(silence_facts(subject)) is Standing.LOST:
            losses.append(Loss(loss_day(subject, presence), bool(in_gap), date.fromordinal(day)))
            old, life = ruling(), Rhythm(1, day, day)
        else:
            life = life.then(day)
    return ruling(), tuple(losses)


gaps = st.lists(st.one_of(st.integers(1, 60), st.integers(1, 2000)), min_size=1, max_size=25)
priors = st.one_of(
    st.just(RhythmPrior()),
    st.builds(
        RhythmPrior,
        st.one_of(st.none(), st.floats(0, 7)),
        st.sampled_from([0.0, 0.5, 3.0]),
        st.floats(0.0001, 1.0),
        st.sampled_from([0.0, 1.0, 5.0]),
    ),
)
tunings = st.builds(
    lambda hope, ratio, deviations, early, life: Tuning.of(
        {little_hope: hope, gone_ratio: ratio, gone_deviations: deviations, early_days: early, new_life: life}
    ),
    st.sampled_from([0.0, 0.05, 0.5, 1.0]),
    st.sampled_from([1.0, 4 / 3, 3.0]),
    st.sampled_from([0.0, 1.6449, 6.0]),
    st.sampled_from([0, 2, 30]),
    st.sampled_from([2, 3, 5]),
)


chances = st.builds(
    PriorChances,
    st.sampled_from([30, 365, 1000]),
    st.sampled_from([0.01, 0.17, 0.9]),
    st.sampled_from([0.0, 0.3, 0.9, 1.0]),
    st.sampled_from([0.5, 2.5, 10.0]),
    st.sampled_from([0.1, 0.8, 3.0]),
)


@settings(max_examples=300)
@given(
    gaps, st.lists(st.integers(0, 400), max_size=2), st.sampled_from([PLAIN, CUT_OFF, NEVER]), priors, tunings, chances
)
def test_replay_is_presence_asked_at_the_end_of_every_gap(
    lengths: list[int],
    broken: list[int],
    presence: RuleBook[Standing],
    prior: RhythmPrior,
    numbers: Tuning,
    model: PriorChances,
) -> None:
    presence = presence.tuned(numbers)
    days = [730_000]
    for length in lengths:
        days.append(days[-1] + length)
    breaks = tuple(Event.declared_break(date.fromordinal(730_000 + at)) for at in sorted(broken))
    base = Base(rhythm=prior, chances=model)
    assert replay(days, breaks, presence, base, numbers) == plainly(days, breaks, presence, base, numbers)


@settings(max_examples=500)
@given(gaps, st.integers(1, 3000), priors, tunings)
def test_a_gap_that_a_quick_look_holds_below_the_line_is_below_it(
    lengths: list[int], gap: int, prior: RhythmPrior, numbers: Tuning
) -> None:
    rhythm = Rhythm.of([sum(lengths[:at]) for at in range(1, len(lengths) + 1)])
    pooled = rhythm.pooled(prior)
    if below_line(prior, numbers)(gap, rhythm.gaps, rhythm.logs, rhythm.squares):
        assert pooled is None or gap < line_of(pooled, numbers)


@settings(max_examples=500)
@given(gaps, st.integers(1, 3000), priors, chances, st.sampled_from([0.001, 0.05, 0.2, 0.3, 1.0]))
def test_a_gap_that_a_quick_look_calls_hopeful_leaves_that_chance(
    lengths: list[int], gap: int, prior: RhythmPrior, model: PriorChances, limit: float
) -> None:
    rhythm = Rhythm.of([sum(lengths[:at]) for at in range(1, len(lengths) + 1)])
    look = leaves_hope(prior, model, limit)
    if look is not None and look(gap, rhythm.gaps, rhythm.logs):
        silent = Silence(rhythm, tuple(range(rhythm.visits)), gap, Base(rhythm=prior, chances=model), Tuning())
        assert silence_facts(silent)["chance"] >= limit


def test_most_gaps_beyond_the_line_are_hopeful() -> None:
    monthly = Rhythm.of(range(0, 300, 30))
    look = leaves_hope(RhythmPrior(), PriorChances(), 0.05)
    assert look is not None
    assert [gap for gap in range(1, 120) if not look(gap, monthly.gaps, monthly.logs)] == list(range(94, 120))
    assert leaves_hope(RhythmPrior(), PriorChances(), 0.3) is None


def test_what_a_firm_calls_a_loss_in_a_pause_is_looked_for_below_the_line() -> None:
    finished = Rule("standing.project-finished", project_finished, Standing.LOST, "what it needed us for is done")
    days = [date(2025, month, 5) for month in (1, 2, 3, 4)]
    client = Client(
        "C-7",
        purchases=[Purchase(day, 100, "EUR") for day in days],
        events=[Event(date(2025, 3, 10), "project-finished")],
    )
    judged = judge(client, date(2025, 4, 6), standing=STANDING.replace(finished), base=Base(), numbers=Tuning())
    assert [loss.returned_on for loss in judged.story.losses] == [date(2025, 4, 5)]


def test_most_gaps_need_no_closer_look() -> None:
    look = below_line(RhythmPrior(), Tuning())
    monthly = Rhythm.of(range(0, 300, 30))
    sums = (monthly.gaps, monthly.logs, monthly.squares)
    assert [gap for gap in range(1, 60) if not look(gap, *sums)] == list(range(38, 60))


@pytest.mark.parametrize("gap", [1, 2, 7, 30, 365, 36_500, 3_652_058])
def test_log_of_a_gap_is_far_from_the_edge_of_rounding(gap: int) -> None:
    exact = log(gap) * 1e6
    assert log_of(gap) == floor(exact + 0.5)
    assert abs(exact - floor(exact) - 0.5) > 1e-4


# --- borders ------------------------------------------------------------------------------------------------

MONTHS = (*range(0, 301, 30), 2000)
"""Every month, and then nothing for years."""


@pytest.mark.parametrize("begin", [1, 2, 1000, 730_000])
@pytest.mark.parametrize("presence", [PLAIN, CUT_OFF], ids=["plain", "cut off"])
def test_a_quiet_gap_of_years_is_a_loss(presence: RuleBook[Standing], begin: int) -> None:
    days = [begin + day for day in MONTHS]
    rhythm, losses = replay(days, (), presence, Base(), Tuning())
    assert [(loss.confirmed, loss.returned_on) for loss in losses] == [(False, date.fromordinal(days[-1]))]
    assert 30 < losses[0].on.toordinal() - days[-2] < 91
    assert rhythm == Rhythm.of(days[:-1]).moved_to(days[-1])


def test_what_is_known_of_a_quiet_gap() -> None:
    assert QUIET == {
        "breaks": 0, "days_since_break": None, "project_finished": False, "hard_times": False,
        "contract_runs": False, "dead": False,
    }  # fmt: skip


def test_a_client_is_gone_when_every_rule_that_may_hold_says_so() -> None:
    doubtful = RuleBook.of(
        Rule("own.doubtful", (hiatus >= 1) & (silence >= 50), Standing.LOST, "without a rhythm nobody knows"),
        Rule("own.long", silence >= 100, Standing.LOST, "silent for {silence}"),
        Rule("own.here", ALWAYS, Standing.ACTIVE, "still here"),
        sees=SILENCE_VOCABULARY,
    )
    once = Silence(Rhythm.of((1000,)), (1000,), 200, Base(), Tuning(), until=1200)
    assert loss_day(once, doubtful) == date.fromordinal(1100)
