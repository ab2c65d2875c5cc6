"""What speaks for a client's return and what against it, beside its money (E4.8a, E4.8b). Every rule that holds counts."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from ..conditions import Fact, Number, Unit, Value, Vocabulary
from ..facts.client import abc, purchases_a_year
from ..facts.families import trait
from ..rules import Findings, Rule, RuleBook
from .case_facts import CASE_VOCABULARY, overdue_invoices

__all__ = ["TRAITS", "TRAIT_VOCABULARY", "Weight", "margin_used", "weigh_traits"]


class Weight(StrEnum):
    """How a trait counts."""

    DEAR = "its return is worth more than its money"
    FOR = "speaks for it"
    MONEY = "a reason of money against it"
    MANNER = "hard to please; never alone a reason to let it go"


margin_used = Fact("margin_used", "margin as a share of revenue, known or assumed", Unit.PROBABILITY)
TRAIT_VOCABULARY: Final = Vocabulary((margin_used,)) | CASE_VOCABULARY

high_margin = Number("high-margin", 0.4, Unit.PROBABILITY, "E4.8a", "margin from which it is high", 0, 1)
low_margin = Number("low-margin", 0.05, Unit.PROBABILITY, "E4.8b", "margin up to which it is low", 0, 1)
pays_late = Number("pays-late", 3, Unit.COUNT, "E4.8b", "overdue invoices from which a client pays late", 1, 100)
seldom = Number("buys-seldom", 2, Unit.RATIO, "E4.8b", "purchases a year below which a client buys seldom", 0, 100)


def _trait(name: str, weight: Weight, because: str, source: str) -> Rule[Weight]:
    return Rule(f"trait.{name}", trait(name) > 0, weight, because, (source,))


TRAITS: Final[RuleBook[Weight]] = RuleBook.of(
    Rule("trait.high-margin", margin_used >= high_margin, Weight.FOR, "a high margin ({margin_used})", ("E4.8a",)),
    Rule("trait.strong-part", abc.one_of("A"), Weight.FOR, "a strong part of our turnover", ("E4.8a", "E3.7")),
    _trait("promising", Weight.DEAR, "a promising client", "E4.8a"),
    _trait("prestigious", Weight.DEAR, "a visiting card of ours", "E4.8a"),
    _trait("stings-rival", Weight.DEAR, "its return would sting a rival", "E4.8a"),
    Rule("trait.low-margin", margin_used <= low_margin, Weight.MONEY, "a low margin ({margin_used})", ("E4.8b",)),
    Rule("trait.overdue", overdue_invoices >= pays_late, Weight.MONEY,
         "{overdue_invoices} invoices fell overdue", ("E4.8b",)),
    _trait("pays-late", Weight.MONEY, "pays late", "E4.8b"),
    _trait("pays-badly", Weight.MONEY, "pays badly", "E4.8b"),
    Rule("trait.seldom-and-little", abc.one_of("C") & (purchases_a_year < seldom), Weight.MONEY,
         "buys seldom ({purchases_a_year} times a year) and little", ("E4.8b", "E3.7")),
    _trait("hops-suppliers", Weight.MONEY, "hops suppliers for pennies", "E4.8b"),
    _trait("demanding", Weight.MANNER, "demands out of proportion", "E4.8b"),
    _trait("rude", Weight.MANNER, "is rude; hard to please is no reason to drop it", "E4.8b"),
    sees=TRAIT_VOCABULARY,
)  # fmt: skip


def weigh_traits(found: Findings[Weight]) -> dict[str, Value]:
    """The facts that the return class reads."""
    return {
        "dear_to_us": Weight.DEAR in found.says,
        "unwanted_money": sum(weight is Weight.MONEY for weight in found.says),
    }
