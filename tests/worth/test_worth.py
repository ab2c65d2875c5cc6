"""Is it worth it? Money formulas, segments, traits, the class, effort, the four questions, and what hangs on what."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import clientreturn as cr
from clientreturn.worth import (
    OFFER_RESULTS,
    Objective,
    Segment,
    client_value,
    favoured,
    money_at_stake,
    money_lost,
    second_life_value,
    segment_of,
)
from clientreturn.worth.effort import Effort, effort_against_return
from clientreturn.worth.ranking import ranked
from clientreturn.worth.segments import GRID
from clientreturn.worth.sensitivity import missing_columns, reorderings
from recovery.people import TODAY, buys, case, company, left


def ago(days: int) -> date:
    return TODAY - timedelta(days)


# --- the handbook's figures --------------------------------------------------------------------------------


def test_the_figures_of_the_handbook() -> None:
    assert client_value(5, 10, 500) == 25_000  # E4.4
    assert money_lost(10, 7, 50_000) == 3_500_000  # E3.4
    assert money_at_stake(100, 0.2, 25_000) == 500_000  # E4.3


@given(st.floats(0, 1e6), st.floats(0.1, 30), st.floats(0, 1), st.floats(0, 1))
def test_a_second_life_is_never_worth_more_than_its_undiscounted_years(
    margin: float, years: float, discount: float, survival: float
) -> None:
    value = second_life_value(margin, years, discount, survival)
    assert 0 <= value <= margin * years * (1 + 1e-9)


# --- segments ------------------------------------------------------------------------------------------------


def test_the_grid_is_total_and_every_segment_is_used() -> None:
    found = {segment_of(r, f, m) for r in range(1, 6) for f in range(1, 6) for m in range(1, 6)}
    assert found == set(Segment)
    assert [len(row) for row in GRID] == [5] * 5


@pytest.mark.parametrize("score", [0, 6, 2.5, None])
def test_scores_out_of_range_are_refused(score: object) -> None:
    with pytest.raises(cr.ClientReturnError):
        segment_of(score, 3, 3)  # type: ignore[arg-type]


# --- the class --------------------------------------------------------------------------------------------------

CLASSES = [
    ("fresh and worth it", left(40), 1),
    ("worth it, but long ago", left(150), 2),
    ("small and long ago", left(400, purchases=buys(ago(420), every=90, amount=60)), 3),
    ("negative margin", left(40, purchases=[attrs.evolve(p, margin=-5) for p in buys(ago(60))]), 4),
    ("prestigious", left(150, traits=["prestigious"]), 1),
    ("pays late and brings little",
     left(300, traits=["pays-late"], purchases=buys(ago(320), every=90, amount=90)), 4),
    ("rude and demanding, but pays", left(40, traits=["rude", "demanding"]), 1),
    ("still here", company(silent=5), None),
]  # fmt: skip


@pytest.mark.parametrize(("story", "client", "level"), CLASSES, ids=[row[0] for row in CLASSES])
def test_the_class(story: str, client: cr.Client, level: int | None) -> None:
    assert case(client).worth.return_class == level


def test_an_unrecoverable_reason_lowers_the_chance_but_not_the_class() -> None:
    bound = case(left(40, cr.Event.verified_cause(ago(45), reason="competitor.lock-in"))).worth
    free = case(left(40)).worth
    assert bound.chance.p < 0.05 < free.chance.p
    assert bound.return_class in (1, 2)


def test_every_trait_that_holds_is_told() -> None:
    traits = case(left(40, traits=["prestigious", "rude"])).worth.traits
    assert {"trait.prestigious", "trait.rude", "trait.high-margin"} <= {rule.id for rule in traits.hits}


def test_purchases_and_owners_alone_are_enough() -> None:
    bare = [
        attrs.evolve(company(contacts=[], company=None, purchases=[attrs.evolve(p, margin=None) for p in buys(ago(100), amount=amount)]), id=f"C-{amount}")
        for amount in (50, 500, 5000)
    ]  # fmt: skip
    worths = [case(client).worth for client in bare]
    assert ranked(worths)[0].facts.client.story.client.id == "C-5000"
    margin = next(item for item in worths[0].inputs if item.name == "margin_share")
    assert margin.grade == "assumed"


def test_unknown_money_is_a_cheap_try_and_still_ranked() -> None:
    mixed = [*buys(ago(100), times=10), *(cr.Purchase(p.on, 900, "USD") for p in buys(ago(400), times=5))]
    worth = case(company(purchases=mixed)).worth
    assert worth.value is None
    assert worth.return_class == 3
    assert ranked([worth]) == [worth]


# --- questions, objective, effort ----------------------------------------------------------------------------------


def test_the_four_questions_are_answered() -> None:
    late = case(left(40, cr.Event.late_delivery(ago(65), days=6), cr.Event(ago(300), "referral"))).worth
    answers = late.questions
    assert "put right" in answers.what
    assert "%" in answers.chance
    assert "second life" in answers.cost
    assert "sent us" in answers.others


def test_asking_pays_from_its_break_even_on() -> None:
    worth = case(left(40)).worth
    assert worth.break_even is not None
    assert 0 < worth.break_even < worth.chance.p


def test_the_two_objectives_choose_differently() -> None:
    assert favoured(Objective.PROFIT)[0].roi == max(one.roi for one in OFFER_RESULTS)
    assert favoured(Objective.RETURNS)[0].returned == max(one.returned for one in OFFER_RESULTS)
    big = case(attrs.evolve(left(85, purchases=buys(ago(105), amount=3000)), id="big")).worth
    fresh = case(attrs.evolve(left(20, purchases=buys(ago(40), amount=300)), id="fresh")).worth
    assert ranked([big, fresh], Objective.PROFIT) == [big, fresh]
    assert ranked([big, fresh], Objective.RETURNS) == [fresh, big]


def test_effort_against_return() -> None:
    a, c = Effort("A", 40, 850), Effort("C", 60, 149)
    shares = {share.group: share for share in effort_against_return([a, c])}
    assert shares["C"].overdone
    assert not shares["A"].overdone
    assert sum(share.effort for share in shares.values()) == pytest.approx(1)
    assert effort_against_return([Effort("A", 0, 0)])[0].profit is None


# --- what hangs on what -----------------------------------------------------------------------------------------------


def test_the_assumption_that_would_reorder_the_top_is_named() -> None:
    # margins known for some and assumed for others: the assumed margin decides who is at the top
    worths = []
    for number in range(40):
        known = number % 2 == 0
        purchases = [
            attrs.evolve(p, margin=p.amount // 3 if known else None) for p in buys(ago(100), amount=500 + number)
        ]
        worths.append(case(attrs.evolve(company(purchases=purchases), id=f"C-{number:02}")).worth)
    found = reorderings(worths, cr.Policy().numbers)
    assert found[0].number == "assumed-margin"
    assert found[0].changed > 0
    assert found[0].clients == 20


def test_the_missing_column_that_helps_most_is_the_one_with_most_money_behind_it() -> None:
    rich = case(company(contacts=[], purchases=buys(ago(100), amount=9000))).worth
    poor = [
        case(attrs.evolve(company(owners=[], purchases=buys(ago(100), amount=100)), id=f"P{n}")).worth for n in range(3)
    ]
    columns = [gap.column for gap in missing_columns([rich, *poor])]
    assert columns.index("contacts") < columns.index("owners")
