"""The chance of return if asked: a prior and visible factors (B6, E5.7, R11, R16)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import log
from typing import Final

import attrs

from ..base.logistic import logistic
from ..base.returns import (
    BASE_RATE,
    LAPSE_WEIGHT,
    OFFER_WEIGHT,
    PRIOR,
    TENURE_WEIGHT,
    Attempt,
    Part,
    ReturnModel,
    lapse_doublings,
    offer_doublings,
    tenure_doublings,
    told_parts,
)
from ..conditions import Condition, Number, Tuning, Unit, Value
from ..doors import door, typed
from ..phrases import Said
from ..rules import Rule, RuleBook
from .case_facts import (
    CASE_VOCABULARY,
    attempts,
    controllable,
    days_lost,
    emotional,
    human_fault,
    owner_is_culprit,
    reason_known,
    recoverable,
    referrals,
    solved_complaints,
    stable,
    unsolved_complaints,
    worst_severity,
)

__all__ = ["CHANCE_FACTORS", "Factor", "ReturnChance", "attempt_of", "chance_if_asked", "chance_of_return", "not_asked"]

return_prior = Number(
    "return-prior", PRIOR, Unit.PROBABILITY, "B6", "chance that a former client returns if asked", 0.001, 0.999
)
amateur_prior = Number(
    "return-prior-amateur", 0.9, Unit.PROBABILITY, "E5.7", "chance of return from a freelancer or amateur", 0.001, 0.999
)
per_lapse = Number(
    "return-decay",
    -LAPSE_WEIGHT,
    Unit.RATIO,
    "R16",
    "log-odds lost each time that the time since the loss doubles",
    0,
    5,
)
per_tenure = Number(
    "return-tenure",
    TENURE_WEIGHT,
    Unit.RATIO,
    "R16",
    "log-odds won each time that the length of the first life doubles",
    0,
    5,
)
per_offer = Number(
    "return-offer", OFFER_WEIGHT, Unit.RATIO, "R10", "log-odds won each time that the worth of the offer doubles", 0, 5
)
cooling_off = Number(
    "cooling-off", 5, Unit.DAYS, "E4.10", "days to cool after a human fault felt as 4 or 5, before anybody asks", 3, 7
)


@attrs.frozen(field_transformer=typed)
class Factor:
    """One thing that moves the chance of return.

    Attributes:
        rule: id of the rule behind it; `prior` for the starting point.
        effect: change in log-odds.
        why: the rule's phrase with this client's values.
        sources: handbook ids or papers.
        amount: how much of it the client has; 1 for a rule that holds.
    """

    rule: str
    effect: float
    why: Said
    sources: tuple[str, ...] = ()
    amount: float = 1.0


@attrs.frozen(field_transformer=typed)
class ReturnChance:
    """The chance that a client comes back if it is asked well.

    Attributes:
        p: probability (0–1).
        factors: what it is made of, each visible.
    """

    p: float
    factors: tuple[Factor, ...]

    @property
    def once_possible(self) -> float:
        """The same chance for the day on which the reason no longer makes a return impossible (E4.7)."""
        odds = [factor.effect for factor in self.factors if factor.rule != UNRECOVERABLE]
        return self.p if len(odds) == len(self.factors) else round(logistic(sum(odds)), 4)


UNRECOVERABLE: Final = "chance.unrecoverable"
HANDBOOK: Final = Tuning()


def _factor(rule_id: str, when: Condition, effect: float, because: str, *sources: str) -> Rule[float]:
    return Rule(f"chance.{rule_id}", when, effect, because, sources)


CHANCE_FACTORS: Final[RuleBook[float]] = RuleBook.of(
    _factor("unrecoverable", ~recoverable, -4.0, "the reason makes return impossible now", "E4.7"),
    _factor("controllable", controllable, 0.4, "the reason is in our control", "R11"),
    _factor("not-controllable", reason_known & ~controllable, -0.3, "the reason is out of our control", "R11"),
    _factor("passing", reason_known & ~stable, 0.3, "the reason tends to pass", "R11"),
    _factor("human-fault", human_fault, -0.4, "a human fault is harder to forgive", "E4.13"),
    _factor("grave", worst_severity >= 4, -0.7, "felt as severity {worst_severity} of 5", "E4.12"),
    _factor("slight", worst_severity <= 2, 0.3, "felt as severity {worst_severity} of 5", "E4.12"),
    _factor("still-hot", emotional & (days_lost < cooling_off), -0.7,
            "only {days_lost} after an emotional break: not cooled yet", "E4.10"),
    _factor("well-solved", solved_complaints > 0, 0.4, "complaints solved well: {solved_complaints}", "R16", "E4.18"),
    _factor("badly-solved", unsolved_complaints > 0, -0.5, "badly solved or open: {unsolved_complaints}",
            "R16", "E4.18"),
    _factor("referrals", referrals > 0, 0.5, "it sent us {referrals} clients", "R16"),
    _factor("one-try", attempts.between(1, 2), -0.2, "{attempts} tries so far", "E4.9"),
    _factor("many-tries", attempts >= 3, -0.8, "{attempts} tries so far", "E4.9"),
    _factor("nobody-else", owner_is_culprit, -0.5, "nobody but who lost it can ask", "E4.15"),
    sees=CASE_VOCABULARY,
)  # fmt: skip


def chance_of_return(
    facts: Mapping[str, Value],
    numbers: Tuning,
    factors: RuleBook[float] = CHANCE_FACTORS,
    learnt: ReturnModel | None = None,
) -> ReturnChance:
    """Prior and factors as log-odds; outside cooling-off, longer since the loss never raises the chance.

    With a learnt model its weights stand in place of the handbook's.
    """
    everything = tuple(_factors(facts, numbers, factors))
    if learnt is not None and learnt.attempts:
        everything = (*(_learnt(factor, learnt) for factor in everything), _base_rate(learnt))
    odds = sum(part.effect for part in everything)
    return ReturnChance(round(logistic(odds), 4), everything)


@door
def chance_if_asked(
    *,
    lapse: float,
    tenure: float,
    offer: float | None = None,
    ticket: float | None = None,
    learnt: ReturnModel | None = None,
    numbers: Tuning = HANDBOOK,
) -> ReturnChance:
    """The chance of return where a table tells three quantities alone, and nothing of the cause.

    Args:
        lapse: days from the loss to the asking.
        tenure: days from the first purchase to the last one.
        offer: what the offer is worth to the client; `None` when none is made.
        ticket: the client's average purchase, in the same money; 1 when `offer` is a share of it.
        learnt: a model learnt from own attempts, such as `base.returns`; the handbook's weights without one.
        numbers: a policy's numbers.

    >>> soon = chance_if_asked(lapse=60, tenure=900, offer=20, ticket=100)
    >>> late = chance_if_asked(lapse=600, tenure=900, offer=20, ticket=100)
    >>> soon.p > late.p
    True
    """
    told_parts(lapse, tenure, offer, ticket)
    known = {"days_lost": lapse, "tenure": tenure, "offer_value": offer, "ticket": ticket}
    return chance_of_return(_Sparse(known), numbers, learnt=learnt)


class _Sparse(dict[str, Value]):
    """Facts of which most are unknown."""

    def __missing__(self, name: str) -> None:
        return None


def attempt_of(
    facts: Mapping[str, Value], returned: bool, numbers: Tuning, factors: RuleBook[float] = CHANCE_FACTORS
) -> Attempt:
    """An attempt to learn from: the facts as of its day, and whether the client came back."""
    return Attempt(
        tuple(
            Part(_name(factor), factor.amount, factor.effect / factor.amount)
            for factor in _factors(facts, numbers, factors)
            if factor.amount
        ),
        returned,
    )


def not_asked(why: Said, *sources: str) -> ReturnChance:
    """No chance is worked out for a client that must not be asked or profiled."""
    return ReturnChance(0.0, (Factor("not-asked", 0.0, why, sources),))


def _factors(facts: Mapping[str, Value], numbers: Tuning, factors: RuleBook[float]) -> Iterator[Factor]:
    amateur = facts["reason"] == "competitor.cheap-amateur"
    number = amateur_prior if amateur else return_prior
    prior = log(numbers(number) / (1 - numbers(number)))
    yield Factor("prior", prior, Said(f"number.{number.name}", number.title), (number.source,), prior)
    yield from _measured(facts, numbers)
    for rule in factors.holding(facts):
        yield Factor(rule.id, rule.says, factors.say(rule, facts), rule.sources)


def _measured(facts: Mapping[str, Value], numbers: Tuning) -> Iterator[Factor]:
    """Factors that grow with a quantity, by its doublings."""
    lapse, tenure = facts["days_lost"], facts["tenure"]
    if lapse is not None:
        doublings = lapse_doublings(lapse).amount
        said = Said("chance.since-loss", "{days} since the loss", (("days", lapse, Unit.DAYS),))
        yield Factor("since-loss", -numbers(per_lapse) * doublings, said, (per_lapse.source,), doublings)
    if tenure is not None:
        doublings = tenure_doublings(tenure).amount
        said = Said("chance.tenure", "{tenure} together before the loss", (("tenure", tenure, Unit.DAYS),))
        yield Factor("tenure", numbers(per_tenure) * doublings, said, (per_tenure.source, "E4.12"), doublings)
    offer, ticket = facts["offer_value"], facts["ticket"]
    if offer and ticket and ticket > 0:
        doublings = offer_doublings(offer, ticket).amount
        said = Said("chance.offer", "an offer worth {offer} was made", (("offer", offer, Unit.MONEY),))
        yield Factor("offer", numbers(per_offer) * doublings, said, (per_offer.source,), doublings)


def _learnt(factor: Factor, learnt: ReturnModel) -> Factor:
    handbook = factor.effect / factor.amount if factor.amount else 0.0
    return attrs.evolve(factor, effect=learnt.effect(_name(factor), factor.amount, handbook))


def _base_rate(learnt: ReturnModel) -> Factor:
    said = Said(
        "chance.base-rate", "learnt from {attempts} attempts of our own", (("attempts", learnt.attempts, Unit.COUNT),)
    )
    return Factor(BASE_RATE, learnt.weight(BASE_RATE, 0.0), said, ("E3.1",))


def _name(factor: Factor) -> str:
    return factor.rule.removeprefix("chance.")
