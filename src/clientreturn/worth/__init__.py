"""Worth: is the client worth winning back, and how likely is it to come?"""

from __future__ import annotations

from typing import Any

import attrs

from ..arithmetic import FLOATS, Arithmetic, rounded
from ..conditions import Tuning
from ..doors import typed
from ..phrases import Said
from ..rules import Findings, RuleBook, Verdict
from .book import RETURN_CLASS, WORTH_VOCABULARY, ReturnClass
from .case_facts import CASE_VOCABULARY, CaseFacts, case_facts
from .chance import CHANCE_FACTORS, Factor, ReturnChance, attempt_of, chance_if_asked, chance_of_return, not_asked
from .inputs import (
    Grade,
    Input,
    cost_of_contact,
    cost_of_visit,
    discount_rate,
    inputs_of,
    offer_share,
    second_life,
    survival_rate,
)
from .objective import OFFER_RESULTS, Objective, OfferResult, favoured
from .questions import MUST_BE_DONE, REACTIONS, FourAnswers, four_answers
from .segments import Segment, segment_of
from .traits import TRAITS, Weight, weigh_traits
from .value import client_value, money_at_stake, money_lost, second_life_value

__all__ = [
    "CASE_VOCABULARY",
    "CHANCE_FACTORS",
    "MUST_BE_DONE",
    "OFFER_RESULTS",
    "REACTIONS",
    "RETURN_CLASS",
    "TRAITS",
    "WORTH_VOCABULARY",
    "CaseFacts",
    "Factor",
    "FourAnswers",
    "Grade",
    "Input",
    "Objective",
    "OfferResult",
    "ReturnChance",
    "ReturnClass",
    "Segment",
    "Weight",
    "Worth",
    "attempt_of",
    "case_facts",
    "chance_if_asked",
    "chance_of_return",
    "client_value",
    "favoured",
    "money_at_stake",
    "money_lost",
    "revalued",
    "second_life_value",
    "segment_of",
    "value_of",
    "weigh",
]

VISITS_PAY = 20
"""A visit is reckoned with for whoever brings more than so many times its cost in a year."""


@attrs.frozen(field_transformer=typed)
class Worth:
    """Is the client worth winning back (E2.4, E2.5)?

    Attributes:
        value: margin of the second life, discounted, in money; `None` when money is unknown.
        chance: chance of return if asked, with its factors.
        cost: cost of what must be done, in money: the asking, and the offer as far as it is likely to be taken.
        expected: chance × value − cost, in money. The class looks at the same once a return is possible: it is about
            worth, and whether the reason allows a return now is a separate flag (handbook, section 6).
        break_even: the chance of return from which asking pays.
        verdict: the return class with its trace.
        inputs: what it was computed from: known, assumed or unknown.
        traits: what speaks for it and against it beside its money (E4.8a, E4.8b).
        facts: the case's facts with those of worth.
    """

    value: float | None
    chance: ReturnChance
    cost: float | None
    expected: float | None
    break_even: float | None
    verdict: Verdict[ReturnClass | None]
    inputs: tuple[Input, ...]
    traits: Findings[Weight] = attrs.field(repr=False, eq=False)
    facts: CaseFacts = attrs.field(repr=False, eq=False)

    @property
    def return_class(self) -> ReturnClass | None:
        """1 return first · 2 must be returned · 3 return if possible · 4 let go; `None` when there is nothing to win."""
        return self.verdict.says

    @property
    def why(self) -> Said:
        """Why this class."""
        return self.verdict.why

    @property
    def questions(self) -> FourAnswers:
        """What must be done, how likely, at what cost, and how others will react (E2.5)."""
        return four_answers(self)

    @property
    def lifetime(self) -> float | None:
        """Revenue of the client's years so far and of a second life (E4.4); `None` when money is unknown or not looked at."""
        facts = self.facts
        if not self.inputs or facts["ticket"] is None or facts["purchases_a_year"] is None or facts["tenure"] is None:
            return None
        years = facts["tenure"] / 365 + next(item.value or 0.0 for item in self.inputs if item.name == second_life.name)
        return round(client_value(years, facts["purchases_a_year"], max(facts["ticket"], 0.0)), 2)

    @property
    def segment(self) -> Segment | None:
        """Named segment by recency, frequency and money; `None` when nobody has looked at all clients."""
        recency, frequency = self.facts["rfm_recency"], self.facts["rfm_frequency"]
        if recency is None or frequency is None:
            return None
        return segment_of(recency, frequency, self.facts["rfm_money"])


def value_of(yearly_margin: Any, numbers: Tuning, maths: Arithmetic = FLOATS) -> Any:
    """The second life's margin by the policy's numbers, to the cent; also of a data-frame expression."""
    one = second_life_value(1.0, numbers(second_life), numbers(discount_rate), numbers(survival_rate))
    return rounded(yearly_margin * one, 2, maths)


def cost_of_asking(yearly_margin: float, numbers: Tuning) -> tuple[float, float]:
    """What asking costs in any case, and what the offer costs if the client takes it.

    Three contacts, and a visit for whoever brings many times its cost; an offer in proportion.
    """
    visit = numbers(cost_of_visit)
    visits = visit if yearly_margin > VISITS_PAY * visit else 0.0
    return round(3 * numbers(cost_of_contact) + visits, 2), round(numbers(offer_share) * max(yearly_margin, 0.0), 2)


def weigh(
    facts: CaseFacts,
    numbers: Tuning,
    book: RuleBook[ReturnClass | None] = RETURN_CLASS,
    factors: RuleBook[float] = CHANCE_FACTORS,
    traits: RuleBook[Weight] = TRAITS,
) -> Worth:
    """Value, chance, cost and class of winning a client back."""
    if facts["objection"]:
        said = Said("worth.objection", "objects to marketing or profiling: no chance is worked out")
        return _worth(facts, not_asked(said, "section 6"), (), numbers, book, traits)
    chance = chance_of_return(facts, numbers, factors, facts.client.story.base.returns)
    return _worth(facts, chance, inputs_of(facts.client, numbers), numbers, book, traits)


def revalued(worth: Worth, numbers: Tuning) -> Worth:
    """The same client and chance, with other assumptions about money."""
    return _worth(
        worth.facts,
        worth.chance,
        inputs_of(worth.facts.client, numbers) if worth.inputs else (),
        numbers,
        worth.verdict.book,
        worth.traits.book,
    )


def _worth(
    facts: CaseFacts,
    chance: ReturnChance,
    inputs: tuple[Input, ...],
    numbers: Tuning,
    book: RuleBook[ReturnClass | None],
    traits: RuleBook[Weight],
) -> Worth:
    given = {item.name: item.value for item in inputs}
    yearly_revenue, margin = given.get("revenue_year"), given.get("margin_share")
    value = cost = expected = yearly = deserved = pays_from = None
    if yearly_revenue is not None and margin is not None:
        yearly = rounded(yearly_revenue * margin, 2)
        value = value_of(yearly, numbers)
        asking, offer = cost_of_asking(yearly, numbers)
        cost = round(asking + chance.once_possible * offer, 2)
        expected = round(chance.p * (value - offer) - asking, 2)
        deserved = round(chance.once_possible * (value - offer) - asking, 2)
        pays_from = round(min(asking / (value - offer), 1.0), 4) if value > offer else 1.0
    facts = facts.and_also(
        {
            "second_life_value": value,
            "expected_profit": deserved,
            "cost_of_return": cost,
            "return_chance": chance.p,
            "margin_used": margin,
            "yearly_margin": yearly,
        }
    )
    found = traits.every(facts)
    facts = facts.and_also(weigh_traits(found))
    return Worth(value, chance, cost, expected, pays_from, book.first(facts), inputs, found, facts)
