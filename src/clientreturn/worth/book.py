"""The return class: whom to win back first, and whom to let go (E3.8). The first rule that holds decides."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from ..conditions import Fact, Flag, Number, Unit, Vocabulary
from ..facts.client import objection
from ..facts.silence import dead
from ..rules import Rule, RuleBook
from .case_facts import gone, money_known, months_lost, standing
from .traits import TRAIT_VOCABULARY
from .traits import margin_used as margin

__all__ = ["RETURN_CLASS", "WORTH_VOCABULARY", "ReturnClass"]


class ReturnClass(IntEnum):
    """How much effort a return deserves (E3.8)."""

    FIRST = 1
    MUST = 2
    IF_POSSIBLE = 3
    LET_GO = 4


value = Fact("second_life_value", "margin of a second life, discounted", Unit.MONEY)
expected = Fact("expected_profit", "chance of return times value, less cost, once a return is possible", Unit.MONEY)
cost = Fact("cost_of_return", "cost of what must be done", Unit.MONEY)
return_chance = Fact("return_chance", "chance of return if asked", Unit.PROBABILITY)
yearly = Fact("yearly_margin", "margin of the last twelve months of buying", Unit.MONEY)
dear = Flag("dear_to_us", "its return is worth more than its money")
bad_money = Fact("unwanted_money", "reasons of money that speak against it", Unit.COUNT)
WORTH_VOCABULARY: Final = Vocabulary((value, expected, cost, return_chance, yearly, dear, bad_money)) | TRAIT_VOCABULARY

pressing = Number("time-presses", 3, Unit.COUNT, "E4.10", "months since the loss within which time presses", 0, 60)
clearly = Number(
    "clearly-worth", 10, Unit.RATIO, "E3.8", "expected profit as a multiple of cost: clearly worth it", 1, 1000
)
worth_it = Number("worth-it", 3, Unit.RATIO, "E3.8", "expected profit as a multiple of cost: worth it", 0, 1000)


RETURN_CLASS: Final[RuleBook[ReturnClass | None]] = RuleBook.of(
    Rule(
        "worth.objection",
        when=objection,
        says=None,
        because="objects to marketing or profiling: its worth is not looked at",
        sources=("section 6",),
        binding=True,
    ),
    Rule(
        "worth.died",
        when=dead,
        says=ReturnClass.LET_GO,
        because="the client has died: there is nobody to win back",
        sources=("E3.9c", "section 6"),
        binding=True,
    ),
    Rule(
        "worth.still-here",
        when=~gone,
        says=None,
        because="is not gone: there is nothing to win back",
        sources=("E3.8",),
    ),
    Rule(
        "worth.lost-twice",
        when=standing.one_of("lost twice"),
        says=ReturnClass.LET_GO,
        because="lost twice: one honest letter, then leave it to fate",
        sources=("E4.19",),
    ),
    Rule(
        "worth.no-margin",
        when=margin <= 0,
        says=ReturnClass.LET_GO,
        because="zero or negative margin ({margin_used})",
        sources=("E4.8b",),
    ),
    Rule(
        "worth.money-unknown",
        when=~money_known,
        says=ReturnClass.IF_POSSIBLE,
        because="what it brings is unknown: worth a cheap try until it is known",
        sources=("E3.8", "E4.9"),
    ),
    Rule(
        "worth.prestige",
        when=dear & (expected > 0),
        says=ReturnClass.FIRST,
        because="a client whose return is worth more than its money; expected profit {expected_profit}",
        sources=("E4.8a",),
    ),
    Rule(
        "worth.bad-payer",
        when=(bad_money > 0) & (expected < worth_it * cost),
        says=ReturnClass.LET_GO,
        because="reasons of money against it: {unwanted_money}; and it brings little ({expected_profit} expected)",
        sources=("E4.8b",),
    ),
    Rule(
        "worth.not-worth-its-cost",
        when=expected <= 0,
        says=ReturnClass.LET_GO,
        because="costs {cost_of_return}, more than can be expected of it ({expected_profit} after cost)",
        sources=("E2.5", "E4.8b"),
    ),
    Rule(
        "worth.time-presses",
        when=(expected >= clearly * cost) & (months_lost <= pressing),
        says=ReturnClass.FIRST,
        because="clearly worth it: {expected_profit} expected for {cost_of_return}; lost {months_lost} months ago",
        sources=("E3.8", "E4.10"),
    ),
    Rule(
        "worth.must",
        when=expected >= worth_it * cost,
        says=ReturnClass.MUST,
        because="worth it: {expected_profit} expected for a cost of {cost_of_return}",
        sources=("E3.8", "E2.5"),
    ),
    Rule(
        "worth.cheap-try",
        when=expected > 0,
        says=ReturnClass.IF_POSSIBLE,
        because="worth a cheap try: {expected_profit} expected for a cost of {cost_of_return}",
        sources=("E3.8",),
    ),
    sees=WORTH_VOCABULARY,
)
