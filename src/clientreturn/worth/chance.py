"""The chance of return if asked: a prior and visible factors (B6, E5.7, R11, R16)."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, log
from typing import Final

import attrs

from ..conditions import Condition, Number, Tuning, Unit, Value
from ..phrases import Said
from ..rules import Rule, RuleBook
from .case_facts import (
    CASE_VOCABULARY,
    attempts,
    controllable,
    human_fault,
    owner_is_culprit,
    reason_known,
    recoverable,
    referrals,
    solved_complaints,
    stable,
    tenure,
    unsolved_complaints,
    worst_severity,
)

__all__ = ["CHANCE_FACTORS", "Factor", "ReturnChance", "chance_of_return"]

return_prior = Number(
    "return-prior", 1 / 3, Unit.PROBABILITY, "B6", "chance that a former client returns if asked", 0.001, 0.999
)
amateur_prior = Number(
    "return-prior-amateur", 0.9, Unit.PROBABILITY, "E5.7", "chance of return from a freelancer or amateur", 0.001, 0.999
)
per_month = Number("return-decay", 0.06, Unit.RATIO, "R16", "log-odds lost for each month since the loss", 0, 5)


@attrs.frozen
class Factor:
    """One thing that moves the chance of return.

    Attributes:
        rule: id of the rule behind it; `prior` for the starting point.
        effect: change in log-odds.
        why: the rule's phrase with this client's values.
        sources: handbook ids or papers.
    """

    rule: str
    effect: float
    why: Said
    sources: tuple[str, ...] = ()


@attrs.frozen
class ReturnChance:
    """The chance that a client comes back if it is asked well.

    Attributes:
        p: probability (0–1).
        factors: what it is made of, each visible.
    """

    p: float
    factors: tuple[Factor, ...]


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
    _factor("long-life", tenure >= 3 * 365, 0.5, "{tenure} together before the loss", "R16", "E4.12"),
    _factor("short-life", tenure < 365, -0.3, "only {tenure} together before the loss", "R16"),
    _factor("well-solved", solved_complaints > 0, 0.4, "complaints solved well: {solved_complaints}", "R16", "E4.18"),
    _factor(
        "badly-solved",
        unsolved_complaints > 0,
        -0.5,
        "badly solved or open: {unsolved_complaints}",
        "R16",
        "E4.18",
    ),
    _factor("referrals", referrals > 0, 0.5, "it sent us {referrals} clients", "R16"),
    _factor("one-try", attempts.between(1, 2), -0.2, "{attempts} tries so far", "E4.9"),
    _factor("many-tries", attempts >= 3, -0.8, "{attempts} tries so far", "E4.9"),
    _factor("nobody-else", owner_is_culprit, -0.5, "nobody but who lost it can ask", "E4.15"),
    sees=CASE_VOCABULARY,
)


def chance_of_return(
    facts: Mapping[str, Value], numbers: Tuning, factors: RuleBook[float] = CHANCE_FACTORS
) -> ReturnChance:
    """Prior and factors as log-odds; longer since the loss never raises the chance."""
    amateur = facts["reason"] == "competitor.cheap-amateur"
    number = amateur_prior if amateur else return_prior
    prior = log(numbers(number) / (1 - numbers(number)))
    start = Factor("prior", prior, Said(f"number.{number.name}", number.title), (number.source,))
    months = facts["months_lost"] or 0
    since = Said("chance.since-loss", "{months} months since the loss", (("months", months, Unit.COUNT),))
    passed = Factor("since-loss", -numbers(per_month) * months, since, (per_month.source,))
    found = factors.every(facts)
    parts = [Factor(rule.id, rule.says, factors.say(rule, facts), rule.sources) for rule in found.hits]
    everything = (start, passed, *parts)
    odds = sum(part.effect for part in everything)
    return ReturnChance(round(1 / (1 + exp(-odds)), 4), everything)
