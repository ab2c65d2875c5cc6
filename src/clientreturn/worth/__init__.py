"""Worth: is the client worth winning back, and how likely is it to come?"""

from __future__ import annotations

import attrs

from ..conditions import Tuning
from ..phrases import Said
from ..rules import RuleBook, Verdict
from .book import RETURN_CLASS, WORTH_VOCABULARY, ReturnClass
from .case_facts import CASE_VOCABULARY, CaseFacts, case_facts
from .chance import CHANCE_FACTORS, Factor, ReturnChance, chance_of_return
from .inputs import Grade, Input, cost_of_contact, cost_of_visit, discount_rate, inputs_of, offer_share, second_life

__all__ = [
    "CASE_VOCABULARY",
    "CHANCE_FACTORS",
    "RETURN_CLASS",
    "WORTH_VOCABULARY",
    "CaseFacts",
    "Factor",
    "Grade",
    "Input",
    "ReturnChance",
    "ReturnClass",
    "Worth",
    "case_facts",
    "weigh",
]


@attrs.frozen
class Worth:
    """Is the client worth winning back (E2.4, E2.5)?

    Attributes:
        value: margin of the second life, discounted, in money; `None` when money is unknown.
        chance: chance of return if asked, with its factors.
        cost: cost of what must be done, in money.
        expected: chance × value − cost, in money.
        verdict: the return class with its trace.
        inputs: what it was computed from: known, assumed or unknown.
        facts: the case's facts with those of worth.
    """

    value: float | None
    chance: ReturnChance
    cost: float | None
    expected: float | None
    verdict: Verdict[ReturnClass | None]
    inputs: tuple[Input, ...]
    facts: CaseFacts = attrs.field(repr=False, eq=False)

    @property
    def return_class(self) -> ReturnClass | None:
        """1 return first · 2 must be returned · 3 return if possible · 4 let go; `None` when money is unknown."""
        return self.verdict.says

    @property
    def why(self) -> Said:
        """Why this class."""
        return self.verdict.why

    @property
    def break_even(self) -> float | None:
        """The chance of return from which asking pays."""
        return None if not self.value or self.cost is None else min(self.cost / self.value, 1.0)


def second_life_value(yearly_margin: float, years: float, discount: float) -> float:
    """Margin of a second life: a yearly margin for so many years, discounted at the middle of each.

    >>> second_life_value(1000, 1, 0), round(second_life_value(1000, 3, 0.1), 2)
    (1000.0, 2608.23)
    """
    whole = int(years)
    shares = [(year, 1.0) for year in range(whole)] + ([(whole, years - whole)] if years > whole else [])
    return float(sum(yearly_margin * share / (1 + discount) ** (year + 0.5) for year, share in shares))


def cost_of_asking(yearly_margin: float, numbers: Tuning) -> float:
    """Three contacts, an offer in proportion, and a visit for whoever brings many times its cost."""
    visit = numbers(cost_of_visit)
    visits = visit if yearly_margin > 20 * visit else 0.0
    return round(3 * numbers(cost_of_contact) + visits + numbers(offer_share) * max(yearly_margin, 0.0), 2)


def weigh(
    facts: CaseFacts,
    numbers: Tuning,
    book: RuleBook[ReturnClass | None] = RETURN_CLASS,
    factors: RuleBook[float] = CHANCE_FACTORS,
) -> Worth:
    """Value, chance, cost and class of winning a client back."""
    inputs = inputs_of(facts.client, numbers)
    given = {item.name: item.value for item in inputs}
    yearly_revenue, margin = given["revenue_year"], given["margin_share"]
    chance = chance_of_return(facts, numbers, factors)
    value = cost = expected = yearly = None
    if yearly_revenue is not None and margin is not None:
        yearly = round(yearly_revenue * margin, 2)
        value = round(second_life_value(yearly, numbers(second_life), numbers(discount_rate)), 2)
        cost = cost_of_asking(yearly, numbers)
        expected = round(chance.p * value - cost, 2)
    facts = facts.and_also(
        {
            "second_life_value": value,
            "expected_profit": expected,
            "cost_of_return": cost,
            "return_chance": chance.p,
            "margin_used": margin,
            "yearly_margin": yearly,
        }
    )
    return Worth(value, chance, cost, expected, book.first(facts), inputs, facts)
