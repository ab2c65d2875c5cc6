"""The four questions before acting (E2.4, E2.5): the client is an investment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ..conditions import ALWAYS, Unit
from ..doors import typed
from ..facts.client import referrals
from ..facts.families import trait
from ..phrases import Said
from ..rules import Rule, RuleBook
from .book import WORTH_VOCABULARY
from .case_facts import reason, recoverable, side

if TYPE_CHECKING:
    from . import Worth

__all__ = ["MUST_BE_DONE", "REACTIONS", "FourAnswers", "four_answers"]

MUST_BE_DONE: Final[RuleBook[str]] = RuleBook.of(
    Rule("do.nothing", ~recoverable, "nothing", "nothing now: return is not possible", ("E4.7",)),
    Rule("do.find-out", reason.one_of(""), "ask", "find the cause first; then what answers it", ("B7", "E2.5")),
    Rule("do.repair", side.one_of("company"), "repair", "put right what went wrong, then ask up to three times",
         ("E5.4", "E2.5")),
    Rule("do.prove", side.one_of("competitor"), "prove", "show what matters to the client beyond the rival's offer",
         ("C6", "E5.8")),
    Rule("do.stay-near", ALWAYS, "stay", "stay near, help where it costs little, ask when the time has come",
         ("E5.5", "E4.9")),
    sees=WORTH_VOCABULARY,
)  # fmt: skip

REACTIONS: Final[RuleBook[str]] = RuleBook.of(
    Rule("react.third-party", reason.one_of("competitor.third-party"), "good",
         "others heard the same talk: the proof works on them too", ("C4", "E2.5")),
    Rule("react.looked-at", trait("prestigious") + trait("stings-rival") > 0, "good",
         "others look at this client: its return brings more", ("E4.8a", "E2.5")),
    Rule("react.referrals", referrals > 0, "good",
         "it sent us {referrals} clients: they watch how it is treated", ("E2.6", "E2.5")),
    Rule("react.priced-out", reason.one_of("company.priced-out", "competitor.better-price"), "care",
         "others will ask for the same price: tie it to something new, never to having left", ("R19", "E2.5")),
    Rule("react.indulged", trait("rude") + trait("demanding") + trait("pays-late") > 0, "care",
         "others should not see that bad manners or late payment are rewarded", ("E4.8b", "E2.5")),
    Rule("react.none", ALWAYS, "none", "nothing on record says that others would mind", ("E2.5",)),
    sees=WORTH_VOCABULARY,
)  # fmt: skip


@attrs.frozen(field_transformer=typed)
class FourAnswers:
    """What is known before acting.

    Attributes:
        what: what must be done.
        chance: how likely the return is once it is done.
        cost: what it costs, against what it brings.
        others: how other clients will react.
    """

    what: Said
    chance: Said
    cost: Said
    others: Said


def four_answers(worth: Worth) -> FourAnswers:
    """The four questions of E2.5, answered from a worth."""
    p, even = worth.chance.p, worth.break_even
    return FourAnswers(
        MUST_BE_DONE.first(worth.facts).why,
        Said(
            "questions.chance",
            "{chance} if asked well; it pays from {break_even} on",
            (("chance", p, Unit.PROBABILITY), ("break_even", even, Unit.PROBABILITY)),
        ),
        Said(
            "questions.cost",
            "{cost}, against {value} in a second life",
            (("cost", worth.cost, Unit.MONEY), ("value", worth.value, Unit.MONEY)),
        ),
        REACTIONS.first(worth.facts).why,
    )
