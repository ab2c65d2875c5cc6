"""Until the day on which a case changes, nothing that is written back changes; and on that day something is due."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import clientreturn as cr
from clientreturn.base import PriorChances
from clientreturn.case.motion import CLOCK_FAMILIES, CLOCKS, FOLLOWERS, OF_PARTS, STILL, STILL_FAMILIES, UNTIL_LOST
from clientreturn.conditions import Condition, evaluator
from clientreturn.facts.silence import silence
from clientreturn.recovery.plan_facts import PLAN_VOCABULARY, STEP_VOCABULARY
from clientreturn.reviews.row import row_of
from clientreturn.rhythm import Rhythm, RhythmPrior
from clientreturn.spans import answer_of, span_reading
from lives import AS_OF, TEAM, clients
from trees import VOCABULARY, conditions

PLAIN = cr.Policy()
stars = cr.Fact("stars")
OWN = attrs.evolve(
    PLAIN,
    standing=PLAIN.standing.seeing(cr.Vocabulary((stars,))).add(
        cr.Rule("own.fading", stars < 2, cr.Standing.AT_RISK, "{stars} left"), before="standing.returned"
    ),
    own_facts=((stars, lambda story: story.client.detail("stars") - (story.as_of - AS_OF).days // 9),),
)
CUT_OFF = attrs.evolve(
    PLAIN,
    standing=PLAIN.standing.add(
        cr.Rule("own.cut-off", silence.between(70, 300), cr.Standing.IN_PAUSE, "silent for {silence}"),
        before="standing.contract-runs",
    ),
)
POLICIES = {"built-in": PLAIN, "a firm's own fact": OWN, "a cut-off for all": CUT_OFF}


def kept(case: cr.Case) -> tuple[object, ...]:
    """What is written back: the row of a review, and the steps."""
    return attrs.astuple(row_of(case), recurse=False), case.plan.steps


@pytest.mark.parametrize("name", POLICIES)
def test_nothing_changes_before_the_next_change(name: str) -> None:
    @given(clients(), st.integers(0, 120))
    def holds(client: cr.Client, ago: int) -> None:
        case = cr.assess(client, as_of=AS_OF - timedelta(ago), policy=POLICIES[name], team=TEAM)
        change = case.next_change
        end = change if change is not None else case.as_of + timedelta(400)
        assert end > case.as_of
        day = case.as_of + timedelta(1)
        while day < min(end, case.as_of + timedelta(400)):
            assert kept(case.later(day)) == kept(case), day
            day += timedelta(1)

    holds()


@given(clients())
def test_a_change_is_told_for_a_reason(client: cr.Client) -> None:
    case = cr.assess(client, as_of=AS_OF, team=TEAM)
    change = case.next_change
    if change is None:
        return
    due = {step.on for step in case.plan.steps} | {one.look_again for one in case.plan.blocked}
    assert change in due or case.later(change).next_change != change
    from clientreturn.case.next_change import written

    assert change in due or written(case.later(change)) != written(case)


@pytest.mark.parametrize(("purchases", "change"), [(0, None), (12, date(2026, 3, 20))])
def test_a_monthly_buyer_is_looked_at_when_its_next_purchase_is_overdue(purchases: int, change: date | None) -> None:
    bought = [cr.Purchase(date(2026, 2, 18) - timedelta(30 * n), 50, "EUR") for n in range(purchases)]
    case = cr.assess(cr.Client("C", purchases=bought), as_of=AS_OF)
    assert case.next_change == change


def test_the_end_of_the_calendar_is_no_trap() -> None:
    for day in (date(9998, 1, 1), date(9999, 6, 1)):
        assert cr.assess(cr.Client("C", events=[cr.Event(date(2026, 1, 1), "inquiry")]), as_of=day).next_change is None


def test_it_is_known_how_every_built_in_fact_moves() -> None:
    known = STILL | CLOCKS | FOLLOWERS | UNTIL_LOST | OF_PARTS
    of_a_step = {fact.name for fact in STEP_VOCABULARY.facts} - {fact.name for fact in PLAN_VOCABULARY.facts}
    seen = [book.sees for book in PLAIN.books.values()]
    assert {fact.name for one in seen for fact in one.facts} - of_a_step <= known
    assert {prefix for one in seen for prefix, _ in one.families} <= {*STILL_FAMILIES, *CLOCK_FAMILIES}


# --- the reading over a span --------------------------------------------------------------------------

amounts = st.integers(-100, 100) | st.sampled_from([0, 1, 90, 0.05, -3])


@settings(max_examples=500)
@given(conditions(), st.data())
def test_a_span_admits_every_answer_of_its_days(condition: Condition, data: st.DataObject) -> None:
    ranges: dict[str, Any] = {}
    values: dict[str, object] = {}
    for fact in VOCABULARY.facts:
        if fact.unit is cr.Unit.FLAG or fact.unit is cr.Unit.TEXT:
            kind = st.booleans() if fact.unit is cr.Unit.FLAG else st.sampled_from(["complaint", "refund", "other"])
            value = data.draw(st.none() | kind)
            values[fact.name] = value
            ranges[fact.name] = data.draw(st.sampled_from(["anything", None if value is None else (value, value)]))
        elif data.draw(st.booleans()):
            low, high = sorted((float(data.draw(amounts)), float(data.draw(amounts))))
            values[fact.name] = data.draw(st.sampled_from([low, high, (low + high) / 2]))
            ranges[fact.name] = data.draw(st.sampled_from([(low, high), "anything"]))
        else:
            values[fact.name] = None
            ranges[fact.name] = data.draw(st.sampled_from([None, "anything"]))
    possible = span_reading(condition.node)(ranges)
    assert possible & answer_of(evaluator(condition.node)(values))


@given(st.lists(st.integers(1, 400), min_size=1, max_size=8), st.integers(0, 900), st.integers(0, 400), st.data())
def test_the_chance_stays_within_its_bounds(gaps: list[int], low: int, more: int, data: st.DataObject) -> None:
    days = [sum(gaps[:at]) for at in range(len(gaps) + 1)]
    rhythm = Rhythm.of(days)
    pooled = rhythm.pooled(RhythmPrior())
    chances = PriorChances()
    bounds = chances.bounds(rhythm, pooled, low, low + more, days)
    between = chances.chance(rhythm, pooled, low + data.draw(st.integers(0, more)), days)
    assert bounds is not None
    assert between is not None
    assert bounds[0] <= between <= bounds[1]
