"""What each reason asks for: what to put right first, and what to say when asking back (handbook section 5)."""

from __future__ import annotations

from typing import Final

import attrs

from ...conditions import Number, Unit
from ...doors import typed
from ...facts.families import count_of
from ...facts.silence import hard_times, project_finished
from ...rules import Rule
from ...worth.case_facts import reason, reason_known, recoverable
from ..plan_facts import tie_known
from ..step import Act, Anchor, Purpose, Role, Span, Stage
from .terms import in_question, worth_asking

__all__ = ["ASKS", "FIXES", "REMEDIES", "Remedy"]


@attrs.frozen(field_transformer=typed)
class Remedy:
    """How one reason is answered.

    Attributes:
        reason: reason code.
        fix: what to put right before asking; `""` when nothing is ours to fix.
        ask: what to bring up when asking back; `""` when the client is not asked.
        sources: handbook ids.
        fixer: who puts it right.
        days: how long that takes.
        wait: days after the loss before asking, when the reason has a timing of its own.
        months: calendar months after the loss before asking, likewise.
    """

    reason: str
    fix: str
    ask: str
    sources: tuple[str, ...]
    fixer: Role = Role.OPERATIONS
    days: int = 5
    wait: Span = 0
    months: Span = 0


def _remedy(
    code: str,
    fix: str,
    ask: str,
    sources: str,
    fixer: Role = Role.OPERATIONS,
    days: int = 5,
    wait: Span = 0,
    months: Span = 0,
) -> Remedy:
    return Remedy(code, fix, ask, tuple(sources.split()), fixer, days, wait, months)


judged_after = Number(
    "promise-judged-after", 5, Unit.COUNT, "E5.1", "months until a competitor's promise can be judged", 0, 60
)
amateur_shows = Number(
    "amateur-shows-after", 30, Unit.DAYS, "E5.7", "days after which an amateur's work shows what it is", 0, 365
)


_MANAGER, _ACCOUNTS = Role.MANAGER, Role.ACCOUNTING

REMEDIES: Final[tuple[Remedy, ...]] = (
    _remedy("company.forgotten", "",
            "Recall what you like in them, remind them of yourself, ask what they need now, deliver it quickly.",
            "A1 C2 C1a"),
    _remedy("company.priced-out", "Check whether a smaller or newer service fits their budget.",
            "Offer a new service at a first user's price; if still too dear, a discount earned by referrals.",
            "A4 A5", _MANAGER, 3),
    _remedy("company.poor-service", "Find out what went wrong and see that it cannot happen again.",
            "Show what has changed, make good the damage, add something small and pleasant.", "A6 C3 E5.4", _MANAGER),
    _remedy("company.broken-promise", "Keep the promise now, or make good what its breach cost.",
            "Admit the fault, show that the promise is kept, promise only what is sure.", "B3 C3 E5.4", _MANAGER, 3),
    _remedy("company.trust-eroded", "Name one person of trust for the client and clear every open point.",
            "Come with deeds, not words: every open point cleared, one person who answers; lend what they need.", "B4 E5.3", _MANAGER, 7),
    _remedy("company.destroyer",
            "Look into the employee's conduct, without a verdict; give the client another person before it is asked "
            "back; part with the employee only if it is proven.",
            "Introduce the new person of trust; listen; do not defend the old one.", "C5 E5.2 E5.4", _MANAGER, 7),
    _remedy("company.late-delivery", "Put delivery for this client right: find the bottleneck, reserve dispatch slots.",
            "Offer dispatch by appointment and half a year of priority, rather than a discount; show on the first "
            "orders that it holds.", "E3.14a E3.14 E5.4"),
    _remedy("company.range-changed", "Check what of the old range can be had again, or by what it is replaced.",
            "Show in a free workshop what in the range suits them now.", "E3.14b", Role.MARKETING),
    _remedy("company.not-told", "See that the client is on the list of those who are told of changes.",
            "Apologise for not telling, tell the change and what it brings them.", "E5.3a", _MANAGER, 2),
    _remedy("company.poor-fit", "Check whether the missing function exists by now, or when it will.",
            "Show what has changed in the product since, on their own task.", "R1"),
    _remedy("company.could-not-supply", "Secure stock, people or skills before promising again.",
            "Tell what can be supplied now, with stock reserved for them.", "R2 E5.4"),
    _remedy("company.billing-failed", "Settle the bill and the technical fault with the client's accounts.",
            "", "R3", _ACCOUNTS, 2),
    _remedy("company.dropped-by-us", "Decide whether we want the client now, and on which terms.",
            "Say openly that we stopped, and what has changed on our side.", "R6 E4.6", _MANAGER, 3),
    _remedy("competitor.better-price", "",
            "Do not match the price: ask what it leaves out, and show what matters to them beyond it.", "B1 E5.8"),
    _remedy("competitor.better-service", "Find out what the competitor does better, and what of it we can do.",
            "Show what we do as well by now, and one advantage of our own that matters to them.", "B1 B9 C6",
            Role.MARKETING),
    _remedy("competitor.unrealistic-promise", "",
            "Bring an analysis of what the competitor has delivered against its promise, with a new proposal.",
            "E5.1", months=judged_after),
    _remedy("competitor.cheap-amateur", "",
            "Offer to look over the amateur's work; most come back once it shows.", "E5.7", wait=amateur_shows),
    _remedy("competitor.lock-in", "", "", "E4.7"),
    _remedy("competitor.kickback", "", "", "E4.7"),
    _remedy("competitor.third-party", "Check whether the talk is true, and collect the proof.",
            "Listen, ask calmly when and from whom they heard it, give proof, do not dwell on it, go back to talking.",
            "C4 E3.14c", _MANAGER, 4),
    _remedy("competitor.tender-lost", "Learn from the decision by which points the tender was lost.",
            "Stay the alternative: a trial order outside the tender, and a bid prepared for the next one.", "R5 E4.9"),
    _remedy("client.breached-terms", "Settle what is owed: a plan of payment before any new order.",
            "Offer new terms that protect both sides.", "C1b", _ACCOUNTS, 10),
    _remedy("client.new-management", "Put together the record of what we delivered.",
            "Introduce yourself to the new management with the record of what was delivered.", "B2", _MANAGER, 3),
    _remedy("client.contact-moved", "Find out who decides now, and where our contact went.",
            "Win the successor, with the record of what was delivered.", "B5", Role.OWNER, 3),
    _remedy("client.kinship", "", "", "E4.7 B5"),
    _remedy("client.closed", "", "", "E3.9"),
    _remedy("client.moved-away", "", "", "E3.9b"),
    _remedy("client.died", "", "", "E3.9c"),
    _remedy("client.hard-times", "", "Ask how they are, now that it is over; start small, on terms that suit them.", "E5.5"),
    _remedy("client.need-ended", "", "", "D5 D2"),
    _remedy("client.in-house", "",
            "Offer what is hard to do oneself: a peak, a holiday, a special task.", "R4 E4.9"),
    _remedy("client.variety-seeking", "", "Remind them lightly, with something new and no strings.", "R7"),
)  # fmt: skip

over = {"client.hard-times": ~hard_times, "client.need-ended": ~project_finished}
living = {"client.contact-moved": count_of("died") < 1}
KNOWN: Final = tuple(remedy.reason for remedy in REMEDIES)


def _fix(remedy: Remedy) -> Rule[Act]:
    when = reason.one_of(remedy.reason) & in_question & worth_asking
    if remedy.reason in living:
        when &= living[remedy.reason]
    return Rule(
        f"plan.fix.{remedy.reason}",
        when=when,
        says=Act("fix-cause", Stage.REPAIR, Purpose.INTERNAL, remedy.fixer, remedy.fix, lasts=remedy.days),
        because="a client who comes back to the same fault leaves forever: the cause is put right before asking",
        sources=tuple(dict.fromkeys(("E5.4", *remedy.sources))),
    )


def _ask(remedy: Remedy) -> Rule[Act]:
    when = reason.one_of(remedy.reason) & in_question & worth_asking
    if remedy.reason in over:
        when &= over[remedy.reason]
    return Rule(
        f"plan.ask.{remedy.reason}",
        when=when,
        says=_asking(remedy.ask, remedy.wait, remedy.months),
        because="the offer answers the cause ({cause_p} likely): no universal solution",
        sources=tuple(dict.fromkeys(("B7", "E3.11", *remedy.sources))),
    )


def _asking(brief: str, wait: Span = 0, months: Span = 0) -> Act:
    return Act(
        "ask-back",
        Stage.ASK,
        Purpose.ASKING,
        Role.LEAD,
        brief,
        wait=wait,
        months=months,
        lasts=14,
        asks=True,
        tries=3,
    )


ASK_OTHER: Final = (
    Rule(
        "plan.ask.other",
        when=reason_known & ~reason.one_of(*KNOWN) & recoverable & in_question & worth_asking,
        says=_asking("Bring what answers the cause, prepared for this client alone."),
        because="a cause of the firm's own list ({cause_p} likely): the offer has to answer it",
        sources=("B7", "E3.11"),
    ),
    Rule(
        "plan.ask.unknown",
        when=in_question & ~reason_known & worth_asking & ~hard_times & ~project_finished,
        says=_asking("Take up what the talk brought out; offer what answers it, and nothing before."),
        because="the cause is not known yet: the offer follows from what the talk brings out",
        sources=("B7", "E3.11"),
    ),
)

ASK_LATER: Final = (
    Rule(
        "plan.ask.when-the-tie-ends",
        when=in_question & ~recoverable & tie_known & worth_asking,
        says=attrs.evolve(
            _asking("Come back on the day the tie ends, with a proposal prepared for it."), anchor=Anchor.TIE_ENDS
        ),
        because="bound until {tie_ends}: asked on that day, not before",
        sources=("E4.7", "E4.9"),
    ),
)

FIXES: Final[tuple[Rule[Act], ...]] = tuple(_fix(remedy) for remedy in REMEDIES if remedy.fix)
ASKS: Final[tuple[Rule[Act], ...]] = (*(_ask(remedy) for remedy in REMEDIES if remedy.ask), *ASK_OTHER, *ASK_LATER)
