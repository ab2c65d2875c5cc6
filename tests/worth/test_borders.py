"""Worth, border by border: every default, comparison, sum and rounding, worked out by hand."""

from __future__ import annotations

import pickle
from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import attrs
import pytest

import clientreturn as cr
from clientreturn.base.returns import ReturnModel
from clientreturn.conditions import Number, Tuning, Unit
from clientreturn.phrases import Said
from clientreturn.rules import Verdict
from clientreturn.worth import (
    OFFER_RESULTS,
    TRAITS,
    Factor,
    Objective,
    OfferResult,
    ReturnChance,
    ReturnClass,
    Segment,
    Weight,
    Worth,
    attempt_of,
    book,
    chance,
    chance_of_return,
    client_value,
    cost_of_asking,
    favoured,
    inputs,
    money_at_stake,
    money_lost,
    revalued,
    second_life_value,
    segment_of,
    traits,
    value_of,
    weigh,
)
from clientreturn.worth.case_facts import case_facts, failures_in_a_row, months_between
from clientreturn.worth.chance import not_asked
from clientreturn.worth.effort import Effort, EffortShare, effort_against_return
from clientreturn.worth.inputs import Grade, inputs_of
from clientreturn.worth.questions import MUST_BE_DONE, REACTIONS
from clientreturn.worth.ranking import priority, ranked
from clientreturn.worth.segments import GRID
from clientreturn.worth.sensitivity import Gap, Reordering, missing_columns, reorderings
from clientreturn.worth.traits import weigh_traits
from recovery.people import TODAY, buys, case, company, left

E = cr.Event
HANDBOOK = Tuning()


def ago(days: int) -> date:
    return TODAY - timedelta(days)


class Facts(defaultdict[str, Any]):
    """Facts told one by one; the others are unknown."""

    def __init__(self, **told: Any) -> None:
        super().__init__(lambda: None, told)


def rule_of(verdict: Verdict[Any]) -> str | None:
    """Id of the rule that decided."""
    return None if verdict.rule is None else verdict.rule.id


# --- the numbers --------------------------------------------------------------------------------------------

NUMBERS = [
    (book.pressing, 3, 0, 60),
    (book.clearly, 10, 1, 1000),
    (book.worth_it, 3, 0, 1000),
    (traits.high_margin, 0.4, 0, 1),
    (traits.low_margin, 0.05, 0, 1),
    (traits.pays_late, 3, 1, 100),
    (traits.seldom, 2, 0, 100),
    (chance.return_prior, 1 / 3, 0.001, 0.999),
    (chance.amateur_prior, 0.9, 0.001, 0.999),
    (chance.per_lapse, 0.6, 0, 5),
    (chance.per_tenure, 0.5, 0, 5),
    (chance.per_offer, 0.6, 0, 5),
    (chance.cooling_off, 5, 3, 7),
    (inputs.assumed_margin, 0.3, 0, 1),
    (inputs.second_life, 3, 0.1, 50),
    (inputs.discount_rate, 0.1, 0, 1),
    (inputs.survival_rate, 0.85, 0, 1),
    (inputs.cost_of_contact, 10, 0, 1e9),
    (inputs.cost_of_visit, 60, 0, 1e9),
    (inputs.offer_share, 0.1, 0, 1),
]


@pytest.mark.parametrize(("number", "default", "low", "high"), NUMBERS, ids=lambda part: getattr(part, "name", ""))
def test_a_number_has_the_handbooks_value_and_range(number: Number, default: float, low: float, high: float) -> None:
    assert (number.default, number.low, number.high) == (default, low, high)


def test_classes_are_numbered_as_the_handbook_numbers_them() -> None:
    assert [level.value for level in ReturnClass] == [1, 2, 3, 4]


# --- the class ----------------------------------------------------------------------------------------------

WORTH_IT: dict[str, Any] = {
    "objection": False,
    "dead": False,
    "is_gone": True,
    "standing": "lost",
    "margin_used": 0.3,
    "money_known": True,
    "dear_to_us": False,
    "unwanted_money": 0,
    "expected_profit": 1000.0,
    "cost_of_return": 100.0,
    "months_lost": 3,
}
BOOK: list[tuple[str, ReturnClass | None, dict[str, Any]]] = [
    ("worth.objection", None, {"objection": True, "dead": True}),
    ("worth.died", ReturnClass.LET_GO, {"dead": True, "is_gone": False}),
    ("worth.still-here", None, {"is_gone": False}),
    ("worth.lost-twice", ReturnClass.LET_GO, {"standing": "lost twice"}),
    ("worth.no-margin", ReturnClass.LET_GO, {"margin_used": 0.0}),
    ("worth.time-presses", ReturnClass.FIRST, {"margin_used": 0.001}),
    ("worth.money-unknown", ReturnClass.IF_POSSIBLE, {"money_known": False}),
    ("worth.prestige", ReturnClass.FIRST, {"dear_to_us": True, "expected_profit": 0.5, "cost_of_return": 99.0}),
    ("worth.not-worth-its-cost", ReturnClass.LET_GO, {"dear_to_us": True, "expected_profit": 0.0}),
    ("worth.time-presses", ReturnClass.FIRST, {"dear_to_us": False, "expected_profit": 1000.0}),
    ("worth.bad-payer", ReturnClass.LET_GO, {"unwanted_money": 1, "expected_profit": 299.99}),
    ("worth.must", ReturnClass.MUST, {"unwanted_money": 1, "expected_profit": 300.0}),
    ("worth.cheap-try", ReturnClass.IF_POSSIBLE, {"unwanted_money": 0, "expected_profit": 299.99}),
    ("worth.not-worth-its-cost", ReturnClass.LET_GO, {"expected_profit": 0.0}),
    ("worth.cheap-try", ReturnClass.IF_POSSIBLE, {"expected_profit": 0.5}),
    ("worth.time-presses", ReturnClass.FIRST, {}),
    ("worth.must", ReturnClass.MUST, {"months_lost": 4}),
    ("worth.must", ReturnClass.MUST, {"expected_profit": 999.99}),
    ("worth.must", ReturnClass.MUST, {"expected_profit": 300.0}),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "says", "changed"), BOOK, ids=[f"{row[0]} {row[2]}" for row in BOOK])
def test_the_first_rule_that_holds_decides(rule: str, says: ReturnClass | None, changed: dict[str, Any]) -> None:
    verdict = book.RETURN_CLASS.first({**WORTH_IT, **changed})
    assert (rule_of(verdict), verdict.says) == (rule, says)


def test_a_worth_says_why() -> None:
    worth = case(left(40)).worth
    assert worth.why == worth.verdict.why
    assert str(worth.why).startswith("clearly worth it: 4,007.42 expected for 279.74")


def test_the_law_and_death_bind() -> None:
    assert {rule.id for rule in book.RETURN_CLASS if rule.binding} == {"worth.objection", "worth.died"}


def test_a_cheap_try_asks_for_a_profit_of_its_own() -> None:
    alone = book.RETURN_CLASS.without("worth.not-worth-its-cost")
    found = [rule_of(alone.first({**WORTH_IT, "expected_profit": profit})) for profit in (0.0, 0.5)]
    assert found == [None, "worth.cheap-try"]


# --- traits -------------------------------------------------------------------------------------------------

TRAIT_TABLE: list[tuple[dict[str, Any], str, Weight | None]] = [
    ({"margin_used": 0.4}, "high-margin", Weight.FOR),
    ({"margin_used": 0.39}, "high-margin", None),
    ({"abc": "A"}, "strong-part", Weight.FOR),
    ({"abc": "B"}, "strong-part", None),
    ({"margin_used": 0.05}, "low-margin", Weight.MONEY),
    ({"margin_used": 0.06}, "low-margin", None),
    ({"overdue_invoices": 3}, "overdue", Weight.MONEY),
    ({"overdue_invoices": 2}, "overdue", None),
    ({"abc": "C", "purchases_a_year": 1}, "seldom-and-little", Weight.MONEY),
    ({"abc": "C", "purchases_a_year": 2}, "seldom-and-little", None),
    ({"abc": "B", "purchases_a_year": 1}, "seldom-and-little", None),
    *(
        row
        for name, weight in (
            ("promising", Weight.DEAR),
            ("prestigious", Weight.DEAR),
            ("stings-rival", Weight.DEAR),
            ("pays-late", Weight.MONEY),
            ("pays-badly", Weight.MONEY),
            ("hops-suppliers", Weight.MONEY),
            ("demanding", Weight.MANNER),
            ("rude", Weight.MANNER),
        )
        for row in (({f"trait:{name}": 1}, name, weight), ({f"trait:{name}": 0}, name, None))
    ),
]


@pytest.mark.parametrize(("told", "name", "weight"), TRAIT_TABLE, ids=[f"{row[1]} {row[0]}" for row in TRAIT_TABLE])
def test_a_trait_holds_from_its_border_on(told: dict[str, Any], name: str, weight: Weight | None) -> None:
    found = TRAITS.every(Facts(**told))
    said = {rule.id: rule.says for rule in found.hits}
    assert said.get(f"trait.{name}") is weight
    assert weigh_traits(found) == {
        "dear_to_us": weight is Weight.DEAR,
        "unwanted_money": list(said.values()).count(Weight.MONEY),
    }


# --- the chance ---------------------------------------------------------------------------------------------

FACTORS: list[tuple[str, float | None, dict[str, Any]]] = [
    ("unrecoverable", -4.0, {"recoverable": False}),
    ("unrecoverable", None, {"recoverable": True}),
    ("controllable", 0.4, {"controllable": True}),
    ("controllable", None, {"controllable": False}),
    ("not-controllable", -0.3, {"reason_known": True, "controllable": False}),
    ("not-controllable", None, {"reason_known": False, "controllable": False}),
    ("not-controllable", None, {"reason_known": True, "controllable": True}),
    ("passing", 0.3, {"reason_known": True, "stable": False}),
    ("passing", None, {"reason_known": True, "stable": True}),
    ("passing", None, {"reason_known": False, "stable": False}),
    ("human-fault", -0.4, {"human_fault": True}),
    ("human-fault", None, {"human_fault": False}),
    ("grave", -0.7, {"worst_severity": 4}),
    ("grave", None, {"worst_severity": 3}),
    ("slight", 0.3, {"worst_severity": 2}),
    ("slight", None, {"worst_severity": 3}),
    ("still-hot", -0.7, {"emotional": True, "days_lost": 4}),
    ("still-hot", None, {"emotional": True, "days_lost": 5}),
    ("still-hot", None, {"emotional": False, "days_lost": 4}),
    ("well-solved", 0.4, {"solved_complaints": 1}),
    ("well-solved", None, {"solved_complaints": 0}),
    ("badly-solved", -0.5, {"unsolved_complaints": 1}),
    ("badly-solved", None, {"unsolved_complaints": 0}),
    ("referrals", 0.5, {"referrals": 1}),
    ("referrals", None, {"referrals": 0}),
    ("one-try", None, {"attempts": 0}),
    ("one-try", -0.2, {"attempts": 1}),
    ("one-try", -0.2, {"attempts": 2}),
    ("one-try", None, {"attempts": 3}),
    ("many-tries", None, {"attempts": 2}),
    ("many-tries", -0.8, {"attempts": 3}),
    ("nobody-else", -0.5, {"owner_is_culprit": True}),
    ("nobody-else", None, {"owner_is_culprit": False}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "effect", "told"), FACTORS, ids=[f"{row[0]} {row[2]}" for row in FACTORS])
def test_a_factor_counts_from_its_border_on(name: str, effect: float | None, told: dict[str, Any]) -> None:
    found = {factor.rule: factor for factor in chance_of_return(Facts(**told), HANDBOOK).factors}
    factor = found.get(f"chance.{name}")
    assert (None if factor is None else (factor.effect, factor.amount)) == (None if effect is None else (effect, 1.0))


MEASURED: list[tuple[dict[str, Any], dict[str, tuple[float, float]]]] = [
    ({}, {}),
    ({"days_lost": 180}, {"since-loss": (-0.6, 1.0)}),
    ({"days_lost": 0}, {"since-loss": (1.611, -2.684)}),
    ({"tenure": 365}, {"tenure": (-0.5, -1.0)}),
    ({"tenure": 2920}, {"tenure": (1.0, 2.0)}),
    ({"offer_value": 0.2, "ticket": 1.0}, {"offer": (0.6, 1.0)}),
    ({"offer_value": 40.0, "ticket": 100.0}, {"offer": (1.2, 2.0)}),
    ({"offer_value": 0.1, "ticket": 0.5}, {"offer": (0.6, 1.0)}),
    ({"offer_value": 10.0, "ticket": -1.0}, {}),
    ({"offer_value": 10.0, "ticket": 0.0}, {}),
    ({"offer_value": 0.0, "ticket": 9.0}, {}),
    ({"offer_value": None, "ticket": 9.0}, {}),
    ({"offer_value": 9.0}, {}),
]


@pytest.mark.parametrize(("told", "found"), MEASURED, ids=[str(row[0]) for row in MEASURED])
def test_quantities_count_by_their_doublings(told: dict[str, Any], found: dict[str, tuple[float, float]]) -> None:
    whole = chance_of_return(Facts(**told), HANDBOOK)
    parts = {part.rule: (round(part.effect, 3), round(part.amount, 3)) for part in whole.factors[1:]}
    assert parts == found


def test_the_chance_starts_from_the_prior() -> None:
    assert chance_of_return(Facts(), HANDBOOK).p == 0.3333
    amateur = chance_of_return(Facts(reason="competitor.cheap-amateur"), HANDBOOK)
    assert (amateur.p, round(amateur.factors[0].effect, 4)) == (0.9, 2.1972)
    assert amateur.factors[0].amount == amateur.factors[0].effect
    assert chance_of_return(Facts(), HANDBOOK | Tuning.of({chance.return_prior: 0.25})).p == 0.25


def test_the_chance_once_possible_leaves_the_unrecoverable_out() -> None:
    bound = chance_of_return(Facts(recoverable=False, days_lost=180), HANDBOOK)
    free = chance_of_return(Facts(recoverable=True, days_lost=180), HANDBOOK)
    assert (bound.p, bound.once_possible) == (0.005, 0.2153)
    assert (free.p, free.once_possible) == (0.2153, 0.2153)
    rounded_before = ReturnChance(0.7, (Factor("prior", 0.0, Said("x", "x")),))
    assert rounded_before.once_possible == 0.7, "what nothing was left out of stays as it was said"


def test_who_may_not_be_asked_has_no_chance() -> None:
    nobody = not_asked(Said("x", "x"), "section 6")
    assert (nobody.p, [(one.rule, one.effect) for one in nobody.factors]) == (0.0, [("not-asked", 0.0)])


def test_an_attempt_is_told_in_amounts_and_weights() -> None:
    told = attempt_of(Facts(days_lost=180, tenure=730, referrals=1), True, HANDBOOK)
    assert told.returned
    assert [(part.name, round(part.amount, 3), round(part.weight, 3)) for part in told.parts] == [
        ("prior", -0.693, 1.0),
        ("since-loss", 1.0, -0.6),
        ("referrals", 1.0, 0.5),
    ], "a tenure of just two years says nothing, and teaches nothing"


def test_a_model_counts_from_its_first_attempt_on() -> None:
    facts = Facts(days_lost=180, tenure=730, referrals=1)
    handbook = chance_of_return(facts, HANDBOOK)
    assert chance_of_return(facts, HANDBOOK, learnt=ReturnModel()) == handbook
    taught = chance_of_return(
        facts, HANDBOOK, learnt=ReturnModel(weights=(("referrals", 0.9), ("tenure", 7.0)), attempts=1)
    )
    effects = {factor.rule: round(factor.effect, 3) for factor in taught.factors}
    assert effects == {
        "prior": -0.693, "since-loss": -0.6, "tenure": 0.0, "chance.referrals": 0.9, "base-rate": 0.0,
    }  # fmt: skip
    assert taught.factors[-1].why.values == (("attempts", 1, Unit.COUNT),)
    biased = ReturnModel(weights=(("base-rate", 0.25),), attempts=1)
    assert chance_of_return(facts, HANDBOOK, learnt=biased).factors[-1].effect == 0.25


# --- money --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "value"),
    [
        ((100, 1, 0.21), 90.91),
        ((100, 2, 0.21), 166.04),
        ((100, 2, 0.21, 0.5), 128.47),
        ((100, 2.5, 0.21), 197.09),
        ((100, 0.5, 0.0), 50.0),
        ((100, 0, 0.1), 0.0),
        ((-100, 1, 0.21), -90.91),
    ],
)
def test_a_second_life_by_hand(told: tuple[float, ...], value: float) -> None:
    assert round(second_life_value(*told), 2) == value


@pytest.mark.parametrize("wrong", [-0.1, True, "5", None, float("nan")])
def test_counts_below_nothing_are_refused(wrong: Any) -> None:
    with pytest.raises(cr.ClientReturnError, match="years"):
        client_value(wrong, 1, 1)
    with pytest.raises(cr.ClientReturnError, match="purchases_a_year"):
        client_value(1, wrong, 1)
    with pytest.raises(cr.ClientReturnError, match="clients"):
        money_lost(wrong, 1, 1)
    with pytest.raises(cr.ClientReturnError, match="clients"):
        money_at_stake(wrong, 0.1, 1)


def test_formulas_take_the_smallest_and_the_largest() -> None:
    assert client_value(0.5, 4, 3) == 6.0
    assert client_value(0, 4, 3) == 0.0
    assert money_lost(3, 0.5, 8) == 12.0
    assert [money_at_stake(4, share, 8) for share in (0, 0.5, 1)] == [0.0, 16.0, 32.0]
    for share in (-0.01, 1.01):
        with pytest.raises(cr.ClientReturnError):
            money_at_stake(4, share, 8)


def test_a_value_is_the_years_margin_by_the_policy() -> None:
    one = 1 / 1.1**0.5 + 0.85 / 1.1**1.5 + 0.85**2 / 1.1**2.5
    assert value_of(123.45, HANDBOOK) == round(123.45 * one, 2) == 278.94


@pytest.mark.parametrize(
    ("yearly", "cost"),
    [
        (1200.0, (30.0, 120.0)),
        (1200.01, (90.0, 120.0)),
        (1230.56, (90.0, 123.06)),
        (0.0, (30.0, 0.0)),
        (0.5, (30.0, 0.05)),
        (-500.0, (30.0, 0.0)),
    ],
)
def test_a_visit_pays_beyond_twenty_times_its_cost(yearly: float, cost: tuple[float, float]) -> None:
    assert cost_of_asking(yearly, HANDBOOK) == cost


def test_the_cost_of_asking_is_told_to_the_cent() -> None:
    assert cost_of_asking(0.0, Tuning.of({inputs.cost_of_contact: 3.337})) == (10.01, 0.0)


def weighed(revenue: float | None, margin: float | None, **told: Any) -> Worth:
    """A lost company whose money is as told."""
    facts = case(left(40)).worth.facts
    facts.client.update(revenue_year=revenue, margin_share=margin)
    return weigh(facts.and_also(told), HANDBOOK)


def test_chance_value_and_cost_make_the_profit() -> None:
    worth = weighed(1234.56, 0.4)
    assert worth.chance.p == worth.chance.once_possible == 0.4865
    assert (worth.value, worth.cost) == (1115.81, 54.02)  # 493.82 a year; 30 to ask, an offer of 49.38
    assert worth.expected == worth.facts["expected_profit"] == round(0.4865 * (1115.81 - 49.38) - 30, 2)
    assert worth.break_even == round(30 / (1115.81 - 49.38), 4)
    assert worth.facts["yearly_margin"] == 493.82
    assert worth.facts["margin_used"] == 0.4
    bound = weighed(1234.56, 0.4, recoverable=False)
    assert bound.chance.p < 0.02
    assert bound.cost == worth.cost
    assert bound.expected == round(bound.chance.p * (1115.81 - 49.38) - 30, 2)
    assert bound.facts["expected_profit"] == round(bound.chance.once_possible * (1115.81 - 49.38) - 30, 2)


@pytest.mark.parametrize(
    ("revenue", "margin", "value", "even"),
    [
        (0.0, 0.4, 0.0, 1.0),
        (30.0, 0.4, 27.11, 1.0),
        (40.0, 0.4, 36.15, 0.8683),
        (-100.0, 0.5, -112.98, 1.0),
    ],
)
def test_asking_pays_at_most_from_certainty_on(revenue: float, margin: float, value: float, even: float) -> None:
    worth = weighed(revenue, margin)
    assert (worth.value, worth.break_even) == (value, even)


def test_unknown_money_leaves_everything_open() -> None:
    worth = weighed(None, 0.4)
    assert (worth.value, worth.cost, worth.expected, worth.break_even) == (None, None, None, None)


def test_inputs_are_graded() -> None:
    facts = case(left(40)).worth.facts.client
    facts.update(revenue_year=None, margin_share=None)
    found = {one.name: (one.value, one.grade, one.source) for one in inputs_of(facts, HANDBOOK)}
    assert found == {
        "revenue_year": (None, Grade.UNKNOWN, "revenue_year"),
        "ticket": (600.0, Grade.KNOWN, "ticket"),
        "purchases_a_year": (13, Grade.KNOWN, "purchases_a_year"),
        "margin_share": (0.3, Grade.ASSUMED, "policy"),
        "second-life": (3, Grade.ASSUMED, "E4.4"),
        "discount-rate": (0.1, Grade.ASSUMED, "policy"),
        "survival-rate": (0.85, Grade.ASSUMED, "E4.1"),
        "cost-of-contact": (10, Grade.ASSUMED, "policy"),
        "cost-of-visit": (60, Grade.ASSUMED, "policy"),
        "offer-share": (0.1, Grade.ASSUMED, "policy"),
    }


def with_facts(worth: Worth, **told: Any) -> Worth:
    return attrs.evolve(worth, facts=worth.facts.and_also(told))


LIFE: dict[str, Any] = {"ticket": 100.0, "purchases_a_year": 12, "tenure": 73}


@pytest.mark.parametrize(
    ("told", "lifetime"),
    [
        ({}, 3840.0),
        ({"ticket": 33.333}, 1279.99),
        ({"ticket": 0.5}, 19.2),
        ({"ticket": -5.0}, 0.0),
        ({"tenure": 0}, 3600.0),
        ({"ticket": None}, None),
        ({"purchases_a_year": None}, None),
        ({"tenure": None}, None),
    ],
)
def test_a_lifetime_is_both_lives(told: dict[str, Any], lifetime: float | None) -> None:
    assert with_facts(case(left(40)).worth, **{**LIFE, **told}).lifetime == lifetime


def test_a_second_life_of_unknown_length_counts_for_nothing() -> None:
    worth = with_facts(case(left(40)).worth, **LIFE)
    unknown = tuple(attrs.evolve(one, value=None) if one.name == "second-life" else one for one in worth.inputs)
    assert attrs.evolve(worth, inputs=unknown).lifetime == 240.0


def test_nothing_is_worked_out_for_who_objects() -> None:
    worth = case(left(40, E.objection(ago(9)))).worth
    assert (worth.inputs, worth.lifetime, worth.value, worth.expected) == ((), None, None, None)
    assert rule_of(worth.verdict) == "worth.objection"
    assert worth.return_class is None
    assert revalued(worth, HANDBOOK) == worth


def test_other_assumptions_give_another_worth_of_the_same_client() -> None:
    worth = case(left(40)).worth
    again = revalued(worth, Tuning.of({inputs.second_life: 6}))
    assert revalued(worth, HANDBOOK) == worth
    assert again.chance == worth.chance
    assert again.value is not None
    assert worth.value is not None
    assert again.value > worth.value


@pytest.mark.parametrize(
    ("scores", "segment"),
    [
        ((5, 5, 5), Segment.CHAMPIONS),
        ((5, 5, None), Segment.CHAMPIONS),
        ((5, 1, None), Segment.NEW),
        ((None, 5, 5), None),
        ((5, None, 5), None),
        ((None, None, None), None),
    ],
)
def test_a_segment_needs_recency_and_frequency(scores: tuple[Any, ...], segment: Segment | None) -> None:
    names = ("rfm_recency", "rfm_frequency", "rfm_money")
    assert with_facts(case(left(40)).worth, **dict(zip(names, scores, strict=True))).segment is segment


def test_equal_worths_may_differ_in_what_they_were_found_from() -> None:
    worth = case(left(40)).worth
    assert with_facts(worth, ticket=1.0) == worth
    assert attrs.evolve(worth, traits=TRAITS.every(Facts(**{"trait:rude": 1}))) == worth
    assert "facts=" not in repr(worth)
    assert "traits=" not in repr(worth)


# --- segments -----------------------------------------------------------------------------------------------

HALF_UP = [(1, 1, 1), (1, 2, 2), (2, 1, 2), (1, 3, 2), (2, 2, 2), (3, 4, 4), (4, 5, 5), (5, 1, 3), (1, 4, 3)]


@pytest.mark.parametrize(("frequency", "money", "value"), HALF_UP)
@pytest.mark.parametrize("recency", range(1, 6))
def test_a_segment_is_a_cell_of_the_grid(recency: int, frequency: int, money: int, value: int) -> None:
    assert segment_of(recency, frequency, money) is GRID[recency - 1][value - 1]
    assert segment_of(recency, frequency) is GRID[recency - 1][frequency - 1]


@pytest.mark.parametrize("name", ["recency", "frequency", "money"])
@pytest.mark.parametrize("score", [0, 6, 2.5, -1])
def test_a_score_that_is_none_is_refused_by_its_name(name: str, score: Any) -> None:
    with pytest.raises(cr.ClientReturnError, match=rf"segment_of\.{name}"):
        segment_of(**{"recency": 3, "frequency": 3, "money": 3, name: score})


@pytest.mark.parametrize("name", ["recency", "frequency"])
def test_only_money_may_be_unknown(name: str) -> None:
    scores: dict[str, Any] = {"recency": 3, "frequency": 3, name: None}
    with pytest.raises(cr.ClientReturnError, match=rf"segment_of\.{name}"):
        segment_of(**scores)


# --- facts of the case --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2024, 1, 31), date(2024, 1, 31), 0),
        (date(2024, 1, 15), date(2024, 2, 14), 0),
        (date(2024, 1, 15), date(2024, 2, 15), 1),
        (date(2024, 11, 15), date(2025, 2, 15), 3),
        (date(2023, 11, 15), date(2025, 2, 16), 15),
        (date(2024, 5, 1), date(2024, 3, 1), 0),
    ],
)
def test_months_are_whole(first: date, last: date, months: int) -> None:
    assert months_between(first, last) == months


def fault(days: int) -> cr.Event:
    return E.late_delivery(ago(days), days=6)


ROWS: list[tuple[tuple[cr.Event, ...], int]] = [
    ((), 0),
    ((fault(65),), 1),
    ((fault(65), fault(64)), 2),
    ((fault(65), fault(64), fault(63)), 3),
    ((E.complaint(ago(65)),), 1),
    ((E.complaint(ago(65), resolved="badly"),), 2),
    ((fault(65), E.complaint(ago(5))), 1),  # sixty days on: about the fault
    ((fault(66), E.complaint(ago(5))), 2),
    ((fault(65), E.complaint(ago(64), resolved="badly")), 2),
    ((fault(66), E.complaint(ago(5), resolved="badly")), 3),
    ((fault(65), E.complaint(ago(64), resolved="well")), 0),
    ((fault(65), fault(64), E.complaint(ago(63), resolved="well"), fault(62)), 1),
    ((fault(60 + 365),), 1),  # a year before the last purchase
    ((fault(60 + 366),), 0),
]


@pytest.mark.parametrize(("events", "row"), ROWS, ids=[str(n) for n in range(len(ROWS))])
def test_failures_in_a_row(events: tuple[cr.Event, ...], row: int) -> None:
    found = case(left(40, *events))
    assert failures_in_a_row(found.judgement.story) == row
    assert found.worth.facts["failed_twice"] == (row >= 2)


def test_failures_towards_who_has_not_bought_count_from_a_year_ago() -> None:
    lead = company(fault(365), fault(366), purchases=[])
    assert failures_in_a_row(case(lead).judgement.story) == 1


@pytest.mark.parametrize(
    ("events", "value"),
    [
        ((), None),
        ((E.offer(ago(40), value=80),), 80.0),  # on the day of loss
        ((E.offer(ago(41), value=80),), None),
        ((E.offer(ago(30), value=80), E.offer(ago(20), value=90)), 90.0),
        ((E.offer(ago(30), value=80), E.offer(ago(20), value=70), E.offer(ago(10))), 70.0),
        ((E.offer(ago(30)),), None),
    ],
)
def test_an_offer_counts_since_the_loss(events: tuple[cr.Event, ...], value: float | None) -> None:
    assert case(left(40, *events)).worth.facts["offer_value"] == value


def test_an_offer_counts_since_the_last_purchase_where_nothing_was_lost() -> None:
    story = case(company(E.offer(ago(5), value=7), E.offer(ago(6), value=8), silent=5)).judgement
    assert case_facts(story.facts, None, None, None)["offer_value"] == 7.0
    lead = case(company(E.offer(ago(5), value=7), purchases=[])).judgement
    assert case_facts(lead.facts, None, None, None)["offer_value"] == 7.0


NOTHING = {
    "standing": None, "is_gone": None, "reason": "", "side": "", "reason_known": False, "cause_p": 0.0,
    "verified": False, "recoverable": True, "controllable": False, "stable": False, "avoidable": False,
    "human_fault": False, "emotional": False, "failed_twice": False, "offer_value": None, "money_known": True,
    "overdue_invoices": 0, "months_lost": None, "days_lost": None, "lost_on": None, "solved_complaints": 0,
    "unsolved_complaints": 0, "owner_is_culprit": False, "destination_known": False,
}  # fmt: skip


def test_without_standing_and_diagnosis_little_is_known() -> None:
    facts = case_facts(case(left(40)).judgement.facts, None, None, None)
    assert dict(facts) == NOTHING
    assert facts["ticket"] == 600.0
    assert pickle.loads(pickle.dumps(facts)) == NOTHING


def test_standing_loss_and_cause_are_told() -> None:
    events = [
        E.verified_cause(ago(45), reason="company.late-delivery"),
        E.complaint(ago(50), severity=4, resolved="well"),
        E.complaint(ago(49), resolved="badly"),
        E.complaint(ago(48)),
        *(E(ago(days), "payment-overdue") for days in (70, 80)),
    ]
    facts = case(left(40, *events)).worth.facts
    assert {name: facts[name] for name in ("standing", "is_gone", "reason", "side", "reason_known", "verified")} == {
        "standing": "lost", "is_gone": True, "reason": "company.late-delivery", "side": "company",
        "reason_known": True, "verified": True,
    }  # fmt: skip
    assert (facts["lost_on"], facts["days_lost"], facts["months_lost"]) == (ago(40), 40, 1)
    assert (facts["solved_complaints"], facts["unsolved_complaints"], facts["overdue_invoices"]) == (1, 2, 2)


def test_a_cause_tells_its_own_properties() -> None:
    for code in ("company.late-delivery", "company.priced-out", "competitor.lock-in", "client.kinship"):
        found = case(left(40, E.verified_cause(ago(45), reason=code)))
        diagnosis, facts = found.diagnosis, found.worth.facts
        assert diagnosis is not None
        why, first = diagnosis.reason, diagnosis.first
        assert why is not None
        assert first is not None
        assert facts["reason"] == code
        assert (facts["recoverable"], facts["controllable"], facts["stable"], facts["avoidable"]) == (
            why.recoverable, why.controllable, why.stable, why.avoidable,
        )  # fmt: skip
        assert facts["human_fault"] == (why.human and why.side.value == "company")
        assert facts["cause_p"] == round(first.p, 4)


@pytest.mark.parametrize(
    ("reason", "severity", "human", "emotional"),
    [
        ("company.broken-promise", 4, True, True),
        ("company.broken-promise", 5, True, True),
        ("company.broken-promise", 3, True, False),
        ("company.broken-promise", None, True, False),
        ("company.late-delivery", 5, False, False),
        ("competitor.lock-in", 5, False, False),
    ],
)
def test_an_emotional_break_is_a_human_fault_felt_as_grave(
    reason: str, severity: int | None, human: bool, emotional: bool
) -> None:
    told = [E.verified_cause(ago(45), reason=reason), E.complaint(ago(50), severity=severity)]
    facts = case(left(40, *told)).worth.facts
    assert (facts["reason"], facts["human_fault"], facts["emotional"]) == (reason, human, emotional)


def test_where_it_went_is_known_or_not() -> None:
    move = E(ago(45), "confirmed-move", data={"rival": "Acme"})
    found = [case(left(40, *events)).worth.facts["destination_known"] for events in ((move,), (), (fault(65),))]
    assert found == [True, False, False]


# --- the four questions -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        ({"recoverable": False, "reason": "", "side": ""}, "do.nothing"),
        ({"recoverable": True, "reason": "", "side": ""}, "do.find-out"),
        ({"recoverable": True, "reason": "company.late-delivery", "side": "company"}, "do.repair"),
        ({"recoverable": True, "reason": "competitor.lock-in", "side": "competitor"}, "do.prove"),
        ({"recoverable": True, "reason": "client.moved", "side": "client"}, "do.stay-near"),
    ],
)
def test_what_must_be_done(told: dict[str, Any], rule: str) -> None:
    assert rule_of(MUST_BE_DONE.first(Facts(**told))) == rule


QUIET = {
    "reason": "company.late-delivery",
    "referrals": 0,
    **{f"trait:{name}": 0 for name in ("prestigious", "stings-rival", "rude", "demanding", "pays-late")},
}


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        ({"reason": "competitor.third-party", "trait:prestigious": 1}, "react.third-party"),
        ({"trait:prestigious": 1}, "react.looked-at"),
        ({"trait:stings-rival": 1}, "react.looked-at"),
        ({"trait:stings-rival": 1, "trait:prestigious": 1}, "react.looked-at"),
        ({"referrals": 1, "reason": "company.priced-out"}, "react.referrals"),
        ({"reason": "company.priced-out", "trait:rude": 1}, "react.priced-out"),
        ({"reason": "competitor.better-price"}, "react.priced-out"),
        ({"trait:rude": 1}, "react.indulged"),
        ({"trait:demanding": 1}, "react.indulged"),
        ({"trait:pays-late": 1}, "react.indulged"),
        ({"trait:demanding": 1, "trait:rude": 1, "trait:pays-late": 1}, "react.indulged"),
        ({}, "react.none"),
    ],
)
def test_how_others_react(told: dict[str, Any], rule: str) -> None:
    assert rule_of(REACTIONS.first({**QUIET, **told})) == rule


def test_the_answers_carry_chance_break_even_cost_and_value() -> None:
    answers = weighed(1234.56, 0.4).questions
    assert answers.chance.values == (("chance", 0.4865, Unit.PROBABILITY), ("break_even", 0.0281, Unit.PROBABILITY))
    assert answers.cost.values == (("cost", 54.02, Unit.MONEY), ("value", 1115.81, Unit.MONEY))


# --- the order ----------------------------------------------------------------------------------------------


def test_the_key_of_the_order() -> None:
    worth = case(left(40)).worth
    assert priority(worth) == (1.0, 0.0, -worth.expected, -worth.expected, -worth.facts["revenue_year"])  # type: ignore[operator]
    assert priority(worth, Objective.RETURNS)[1:3] == (0.0, -worth.chance.p)
    nothing = attrs.evolve(case(company(silent=5)).worth, expected=None)
    assert priority(with_facts(nothing, revenue_year=None)) == (5.0, 1.0, 0.0, 0.0, 0.0)
    assert priority(nothing, Objective.RETURNS)[1:3] == (0.0, -nothing.chance.p)


def test_equals_come_by_their_id() -> None:
    worths = [case(attrs.evolve(left(40), id=name)).worth for name in ("b", "c", "a")]
    assert [worth.facts.client.story.client.id for worth in ranked(worths)] == ["a", "b", "c"]


def test_what_was_measured_of_offers() -> None:
    assert (
        OfferResult("discount", 0.45, 6.68),
        OfferResult("upgrade", 0.41, 7.93),
        OfferResult("bundle", 0.47, 3.02),
        OfferResult("tailored", 0.45, 5.96),
    ) == OFFER_RESULTS
    assert [one.kind for one in favoured(Objective.PROFIT)] == ["upgrade", "discount", "tailored", "bundle"]
    assert [one.kind for one in favoured(Objective.RETURNS)] == ["bundle", "discount", "tailored", "upgrade"]


# --- effort -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("effort", "profit", "overdone"),
    [
        (0.5, 0.25, False),
        (0.51, 0.25, True),
        (0.7, 0.25, True),
        (0.1, -0.5, True),
        (0.0, -0.5, False),
        (0.9, None, False),
    ],
)
def test_overdone_is_more_than_twice(effort: float, profit: float | None, overdone: bool) -> None:
    assert EffortShare("A", 1, effort, profit).overdone is overdone


def test_effort_below_nothing_is_refused() -> None:
    assert [Effort("A", effort, 1).effort for effort in (0, 0.5)] == [0, 0.5]
    for wrong in (-0.1, float("nan")):
        with pytest.raises(cr.ClientReturnError):
            Effort("A", wrong, 1)


def test_shares_are_of_the_whole_the_most_overdone_first() -> None:
    clients = [Effort("A", 1, 0.2), Effort("B", 1, 0.2), Effort("B", 1, 0.2), Effort("C", 4, 0.1)]
    assert effort_against_return(clients) == (
        EffortShare("C", 1, 0.571429, 0.142857),
        EffortShare("A", 1, 0.142857, 0.285714),
        EffortShare("B", 2, 0.285714, 0.571429),
    )
    assert [one.group for one in effort_against_return([Effort("b", 2, 1), Effort("a", 2, 1)])] == ["a", "b"]
    assert [one.group for one in effort_against_return([Effort("a", 1, 0), Effort("b", 3, 1)])] == ["a", "b"]
    assert effort_against_return([Effort("A", 0, 1)]) == (EffortShare("A", 1, 0.0, 1.0),)
    assert effort_against_return([Effort("A", 2, 0), Effort("B", 6, 0)]) == (
        EffortShare("B", 1, 0.75, None),
        EffortShare("A", 1, 0.25, None),
    )


# --- what hangs on what -------------------------------------------------------------------------------------


def named(name: str, margin: bool, amount: int = 600, **fields: Any) -> Worth:
    bought = [attrs.evolve(one, margin=one.amount // 2 if margin else None) for one in buys(ago(100), amount=amount)]
    return case(attrs.evolve(company(purchases=bought, **fields), id=name)).worth


def test_the_top_is_of_twenty() -> None:
    """Twenty-one clients of whom the last would overtake the twentieth: seen at the top of twenty alone."""
    worths = [named(f"k{n:02}", True, 600 - n) for n in range(20)] + [named("z", False, 580)]
    overtaken = {one.number: one.changed for one in reorderings(worths, HANDBOOK)}
    assert overtaken["assumed-margin"] == 1
    assert {one.number: one.changed for one in reorderings(worths, HANDBOOK, top=21)}["assumed-margin"] == 0


def test_who_rests_on_an_assumption() -> None:
    worths = [named("a", True), *(named(name, False) for name in "bcd"), weighed(None, 0.4)]
    found = {one.number: one for one in reorderings(worths, HANDBOOK)}
    assert list(found) == [
        "cost-of-contact", "cost-of-visit", "discount-rate", "offer-share", "second-life", "survival-rate",
        "assumed-margin",
    ]  # fmt: skip
    assert {name: one.clients for name, one in found.items() if name != "assumed-margin"} == dict.fromkeys(
        ("cost-of-contact", "cost-of-visit", "discount-rate", "offer-share", "second-life", "survival-rate"), 4
    )
    assert found["assumed-margin"] == Reordering("assumed-margin", 0.3, 0, 3)


def test_an_assumption_is_halved_and_doubled_within_its_range() -> None:
    known, assumed = named("known", True, 600), named("assumed", False, 900)
    half = {one.number: one.changed for one in reorderings([known, assumed], HANDBOOK, top=1)}
    assert half["assumed-margin"] == 1, "0.3 of 900 is less than half of 600; twice as much is more"
    held = [named("known", True, 600), named("assumed", False, 400)]
    kept = {one.number: one.changed for one in reorderings(held, HANDBOOK, top=1)}
    assert kept["assumed-margin"] == 0, "even 0.6 of 400 is less than half of 600; more than twice as much would not be"
    much = HANDBOOK | Tuning.of({inputs.assumed_margin: 0.9})
    over = [revalued(worth, much) for worth in (named("known", True, 600), named("assumed", False, 550))]
    beyond = {one.number: one.changed for one in reorderings(over, much, top=1)}
    assert beyond["assumed-margin"] == 1, "half of 0.9 of 550 is less than half of 600; no margin goes beyond 1"


def test_gaps_are_told_with_the_money_behind_them() -> None:
    gone = named("gone", False, contacts=[], owners=[], company=None)
    bare = named("bare", True, contacts=[])
    told = named("told", True, events=[E.complaint(ago(130))])
    here = case(company(silent=5, contacts=[], owners=[], company=None)).worth
    poor = attrs.evolve(named("poor", True, contacts=[]), expected=-50.0)
    unknown = attrs.evolve(named("unknown", True, contacts=[]), expected=None)
    gone, bare = attrs.evolve(gone, expected=100.004), attrs.evolve(bare, expected=0.5)
    assert [
        (gap.column, gap.clients, gap.at_stake) for gap in missing_columns([gone, bare, told, here, poor, unknown])
    ] == [
        ("contacts", 4, 100.5),
        ("events (complaints, breaks, offers)", 4, 100.5),
        ("company or consumer", 1, 100.0),
        ("margin", 1, 100.0),
        ("owners", 1, 100.0),
    ]
    assert missing_columns([with_facts(attrs.evolve(told, expected=None), money_known=False)]) == (
        Gap("exchange rates", 1, 0.0, "what the client brings at all"),
    )
