"""One screen per client, for whoever lifts the receiver (R26)."""

from __future__ import annotations

from datetime import date
from typing import Final

import attrs

from ..case import Case
from ..conditions import ALWAYS, Unit
from ..doors import door, typed
from ..phrases import Said, listed, named
from ..recovery import Purpose, Result, Step
from ..recovery.plan_facts import STEP_VOCABULARY, StepFacts, debt, kind, purpose
from ..rules import Rule, RuleBook
from ..words import ENGLISH, Words
from ..worth.case_facts import destination_known, emotional, reason, side, standing

__all__ = ["OPENING", "UNSAID", "Card", "card"]

OPENING: Final[RuleBook[str]] = RuleBook.of(
    Rule("open.interview", kind.one_of("interview"), "ask",
         "Why did you leave, and what would make you reconsider?", ("E2.2",)),
    Rule("open.wake-up", kind.one_of("wake-up"), "recall",
         "How did our last work serve you, and how is that part of your business going?", ("A3", "C2")),
    Rule("open.check", kind.one_of("quality-check", "check-agreed", "check-in", "follow-up"), "check",
         "Was everything done as we agreed?", ("B10",)),
    Rule("open.complaint", kind.one_of("settle-complaint", "apologise"), "hear",
         "What happened, and what would put it right for you?", ("B10", "C3")),
    Rule("open.loyal", kind.one_of("interview-loyal"), "ask",
         "Why do you stay with us, and what could make you leave?", ("B11", "E3.10")),
    Rule("open.third-party", purpose.one_of("asking") & reason.one_of("competitor.third-party"), "ask",
         "When and from whom did you hear it?", ("C4",)),
    Rule("open.ask", purpose.one_of("asking"), "offer",
         "You told us what mattered; may I show you what we have prepared for it?", ("B7", "E5.8")),
    Rule("open.help", kind.one_of("help-unasked"), "help", "What would make these months easier for you?", ("E5.5",)),
    Rule("open.hello", ALWAYS, "greet", "How are you?", ("D4",)),
    sees=STEP_VOCABULARY,
)  # fmt: skip
"""The first question of a talk."""

UNSAID: Final[RuleBook[str]] = RuleBook.of(
    Rule("unsaid.illness", ALWAYS, "never", "nothing about illness, insolvency or anybody's private life",
         ("section 6",)),
    Rule("unsaid.excuse", kind.one_of("interview"), "not first", "no apology and no excuse at the start; do not defend",
         ("E2.2",)),
    Rule("unsaid.ask", purpose.one_of("greeting"), "never", "no sale, no debt, no question that wants an order",
         ("E1.2",)),
    Rule("unsaid.debt", debt & ~purpose.one_of("greeting"), "not now", "nothing about the overdue invoice: that is for accounts",
         ("E1.2",)),
    Rule("unsaid.employee", reason.one_of("company.destroyer") | emotional, "never",
         "no verdict on a colleague, and no defence of one", ("C5", "section 6")),
    Rule("unsaid.rival", destination_known | side.one_of("competitor"), "never", "nothing bad about the competitor",
         ("C6", "E3.14a")),
    Rule("unsaid.talk", reason.one_of("competitor.third-party"), "not again", "do not dwell on the rumour", ("C4",)),
    Rule("unsaid.price", purpose.one_of("learning", "service"), "not first", "no price and no discount in this talk",
         ("E5.8", "R19")),
    Rule("unsaid.promise", ALWAYS, "never", "no promise that is not sure to be kept", ("B10",)),
    Rule("unsaid.return", standing.one_of("returned"), "never", "no reproach for having left", ("E4.18",)),
    sees=STEP_VOCABULARY,
)  # fmt: skip
"""What not to say."""


@attrs.frozen(field_transformer=typed)
class Card:
    """Everything for one talk with one client.

    Attributes:
        client: the client's id and name.
        step: what is to be done.
        person: whom to speak to; `None` when nobody is named.
        phone: its number.
        last_order: day of the last purchase.
        open_points: open complaint, debt, dispute or quote.
        why_left: the first cause, with how sure it is.
        opening: the first question; `None` for work inside the firm.
        offer: what may be brought along.
        offer_limit: the most it may cost, in money; `None` when unknown or nothing is offered.
        unsaid: what not to say.
        results: codes with which the talk can end.
    """

    client: str
    step: Step
    person: str | None
    phone: str
    last_order: date | None
    open_points: tuple[Said, ...]
    why_left: Said
    opening: Said | None
    offer: str
    offer_limit: float | None
    unsaid: tuple[Said, ...]
    results: tuple[str, ...] = tuple(result.value for result in Result)

    def text(self, words: Words = ENGLISH) -> str:
        """The card as a screen of text."""
        lines = [
            f"{self.client}: {words.label(f'act.{self.step.kind}', self.step.kind)}, {self.step.owner or '?'}",
            f"{words.label('card.to', 'to')}: {self.person or '?'} {self.phone}".rstrip(),
            f"{words.label('card.last-order', 'last order')}: {words.write(self.last_order, Unit.DATE)}",
            *(f"{words.label('card.open', 'open')}: {words.tell(point)}" for point in self.open_points),
            f"{words.label('card.why', 'why it left')}: {words.tell(self.why_left)}",
            f"{words.label('card.brief', 'what to do')}: {words.tell(self.step.brief)}",
            *(f"{words.label('card.opening', 'open with')}: {words.tell(one)}" for one in (self.opening,) if one),
        ]
        if self.offer:
            limit = words.write(self.offer_limit, Unit.MONEY)
            lines.append(
                f"{words.label('card.offer', 'offer')}: {words.tell(self.offer)} ({words.label('card.limit', 'up to')} {limit})"
            )
        lines += [f"{words.label('card.unsaid', 'mind')}: {words.tell(one)}" for one in self.unsaid]
        lines.append(
            f"{words.label('card.results', 'results')}: {words.tell(listed(named(Result(code)) for code in self.results))}"
        )
        return "\n".join(lines)


_VERIFIED: Final = Said("explain.verified", "verified")
_UNVERIFIED: Final = Said("explain.unverified", "unverified")


@door
def card(case: Case, step: Step) -> Card:
    """The card of one step of a case's plan."""
    facts, story = case.plan_facts, case.judgement.story
    values = StepFacts(facts, {"act": step.kind, "purpose": step.purpose.value})
    inside = step.purpose is Purpose.INTERNAL
    person = next((one for one in story.client.contacts if one.name == step.person), None)
    choice = case.plan.choice
    offer = next((one for one in case.policy.recovery.offers if one.id == step.offer), None)
    return Card(
        f"{case.client} {case.name}".strip(),
        step,
        step.person,
        "" if person is None else person.phone,
        story.last_visit,
        _open_points(case),
        _why_left(case),
        None if inside else OPENING.first(values).why,
        "" if offer is None else Said(f"offer.{offer.id}", offer.title),
        None
        if offer is None
        else (choice.cost if choice and choice.offer == offer else offer.money(facts["yearly_margin"])),
        () if inside else tuple(UNSAID.say(rule, values) for rule in UNSAID.every(values).hits),
    )


def _open_points(case: Case) -> tuple[Said, ...]:
    facts = case.plan_facts
    points = []
    if facts["open_complaints"]:
        days = (("days", facts["days_since_complaint"], Unit.DAYS),)
        points.append(Said("card.complaint", "a complaint, {days} old", days))
    for flag, point in (
        ("debt", Said("card.debt", "an overdue invoice")),
        ("dispute", Said("card.dispute", "a dispute")),
        ("open_deal", Said("card.quote", "a quote of ours")),
    ):
        if facts[flag]:
            points.append(point)
    return tuple(points)


def _why_left(case: Case) -> Said:
    first = None if case.diagnosis is None else case.diagnosis.first
    if case.diagnosis is None or first is None or case.diagnosis.reason is None:
        return Said("card.cause-unknown", "not known: ask")
    reason_title = case.diagnosis.reason.title
    return Said(
        "card.cause",
        "{reason} ({p}, {state})",
        (
            ("reason", Said(f"reason.{first.reason}", reason_title), Unit.TEXT),
            ("p", first.p, Unit.PROBABILITY),
            ("state", _VERIFIED if first.verified else _UNVERIFIED, Unit.TEXT),
        ),
    )
