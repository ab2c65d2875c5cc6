"""What a worth is computed from: each input is known, assumed by the policy, or unknown."""

from __future__ import annotations

from enum import StrEnum

import attrs

from ..conditions import Number, Tuning, Unit
from ..doors import typed
from ..facts.lazy import ClientFacts

__all__ = ["Grade", "Input", "inputs_of"]

assumed_margin = Number(
    "assumed-margin", 0.3, Unit.PROBABILITY, "policy", "margin as a share of revenue where none is known", 0, 1
)
second_life = Number("second-life", 3, Unit.RATIO, "E4.4", "years that a client won back is expected to stay", 0.1, 50)
discount_rate = Number("discount-rate", 0.1, Unit.PROBABILITY, "policy", "yearly discount of future margin", 0, 1)
survival_rate = Number(
    "survival-rate", 0.85, Unit.PROBABILITY, "E4.1", "chance that a client won back stays from year to year", 0, 1
)
cost_of_contact = Number("cost-of-contact", 10, Unit.MONEY, "policy", "cost of one contact (a call, a letter)", 0, 1e9)
cost_of_visit = Number("cost-of-visit", 60, Unit.MONEY, "policy", "cost of one visit", 0, 1e9)
offer_share = Number(
    "offer-share",
    0.1,
    Unit.PROBABILITY,
    "policy",
    "what an offer costs, as a share of one year's revenue of the client",
    0,
    1,
)


ASSUMED = (second_life, discount_rate, survival_rate, cost_of_contact, cost_of_visit, offer_share)


class Grade(StrEnum):
    """How far a value can be trusted."""

    KNOWN = "known"
    ASSUMED = "assumed"
    UNKNOWN = "unknown"


@attrs.frozen(field_transformer=typed)
class Input:
    """One input of worth.

    Attributes:
        name: what it is.
        value: its value; `None` when unknown.
        unit: what it is measured in.
        grade: known, assumed or unknown.
        source: the fact or number that it comes from.
    """

    name: str
    value: float | None
    unit: Unit
    grade: Grade
    source: str


def _known(name: str, facts: ClientFacts, unit: Unit) -> Input:
    value = facts[name]
    return Input(name, value, unit, Grade.UNKNOWN if value is None else Grade.KNOWN, name)


def _assumed(number: Number, numbers: Tuning) -> Input:
    return Input(number.name, numbers(number), number.unit, Grade.ASSUMED, number.source)


def inputs_of(facts: ClientFacts, numbers: Tuning) -> tuple[Input, ...]:
    """Every input of worth for one client; purchases alone are enough, the rest is assumed and labelled so."""
    margin = _known("margin_share", facts, Unit.PROBABILITY)
    if margin.grade is Grade.UNKNOWN:
        margin = attrs.evolve(_assumed(assumed_margin, numbers), name="margin_share")
    return (
        _known("revenue_year", facts, Unit.MONEY),
        _known("ticket", facts, Unit.MONEY),
        _known("purchases_a_year", facts, Unit.RATIO),
        margin,
        *(_assumed(number, numbers) for number in ASSUMED),
    )
