"""Facts of a case: the client's own, plus where it stands and why it left."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from ..causes import Diagnosis
from ..conditions import Fact, Flag, Unit, Value, Vocabulary
from ..days import later
from ..facts import CLIENT_VOCABULARY, Story
from ..facts.client import attempts, referrals, tenure, worst_severity
from ..facts.lazy import ClientFacts
from ..history import Resolution
from ..standing import Standing

__all__ = [
    "CASE_VOCABULARY",
    "CaseFacts",
    "attempts",
    "case_facts",
    "referrals",
    "tenure",
    "worst_severity",
]

FAULTS: Final = (
    "late-delivery",
    "broken-promise",
    "billing-failure",
    "supply-failure",
    "change-not-told",
    "staff-incident",
)
"""Kinds of events in which we failed the client."""

SAME_MATTER: Final = 60
"""Days after a fault within which a complaint is about that fault."""

GRAVE: Final = 4
"""Severity felt from which a human fault makes the break an emotional one (E4.10, E4.12)."""

standing = Fact("standing", "where the client stands", Unit.TEXT)
gone = Flag("is_gone", "dormant or lost")
reason = Fact("reason", "the first cause", Unit.TEXT)
side = Fact("side", "side of the first cause", Unit.TEXT)
reason_known = Flag("reason_known", "something on record speaks for a cause")
cause_p = Fact("cause_p", "probability that the first cause is the main one", Unit.PROBABILITY)
verified = Flag("verified", "the first cause is verified")
recoverable = Flag("recoverable", "the first cause does not make return impossible")
controllable = Flag("controllable", "the first cause is in our control")
stable = Flag("stable", "the first cause tends to last")
avoidable = Flag("avoidable", "we could have prevented the loss")
human_fault = Flag("human_fault", "lost by a human fault of ours")
months_lost = Fact("months_lost", "whole months since the date of loss", Unit.COUNT)
days_lost = Fact("days_lost", "days since the date of loss", Unit.DAYS)
lost_on = Fact("lost_on", "date of loss", Unit.DATE)
solved_complaints = Fact("solved_complaints", "complaints that were solved well", Unit.COUNT)
unsolved_complaints = Fact("unsolved_complaints", "complaints solved badly or still open", Unit.COUNT)
owner_is_culprit = Flag("owner_is_culprit", "nobody but the employee who lost it can ask")
destination_known = Flag("destination_known", "it is known where the client buys now")
emotional = Flag("emotional", "lost by a human fault felt as severity 4 or 5")
failed_twice = Flag("failed_twice", "failed twice in a row, the second time perhaps in putting it right")
offer_value = Fact("offer_value", "what the last offer since the loss is worth to the client", Unit.MONEY)
money_known = Flag("money_known", "revenue can be added up in one currency")
overdue_invoices = Fact("overdue_invoices", "invoices that fell overdue, settled or not", Unit.COUNT)

_CASE: Final = (
    standing,
    gone,
    reason,
    side,
    reason_known,
    cause_p,
    verified,
    recoverable,
    controllable,
    stable,
    avoidable,
    human_fault,
    months_lost,
    days_lost,
    lost_on,
    solved_complaints,
    unsolved_complaints,
    owner_is_culprit,
    destination_known,
    emotional,
    failed_twice,
    offer_value,
    money_known,
    overdue_invoices,
)
CASE_VOCABULARY: Final = Vocabulary(_CASE) | CLIENT_VOCABULARY


class CaseFacts(dict[str, Value]):
    """Case values in front of the client's own."""

    def __init__(self, client: ClientFacts, values: dict[str, Value]) -> None:
        super().__init__(values)
        self.client = client

    def __missing__(self, name: str) -> Value:
        return self.client[name]

    def and_also(self, values: dict[str, Value]) -> CaseFacts:
        """The same facts with more of a later room."""
        return CaseFacts(self.client, {**self, **values})

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (dict(self),)


def months_between(first: date, last: date) -> int:
    """Whole calendar months from one day to another, never below zero."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return max(months - (last.day < first.day), 0)


def failures_in_a_row(story: Story) -> int:
    """Our failures towards the client since a year before its last purchase; one solved well ends the row (R13).

    A complaint handled badly is a failure of its own, beside the one it is about.
    """
    since = later(story.last_visit or story.as_of, -365)
    row, last_fault = 0, date.min
    for event in story.events("complaint", *FAULTS):
        if event.on < since:
            continue
        if event.kind != "complaint":
            row, last_fault = row + 1, event.on
        elif event.resolved is Resolution.WELL:
            row = 0
        else:
            explained = (event.on - last_fault).days <= SAME_MATTER if last_fault != date.min else False
            row += (not explained) + (event.resolved is Resolution.BADLY)
    return row


def _offer_value(story: Story, lost_on: date | None) -> float | None:
    since = lost_on or story.last_visit or date.min
    worths = [event.detail("value") for event in story.events("offer") if event.on >= since]
    known = [float(worth) for worth in worths if isinstance(worth, int | float)]
    return known[-1] if known else None


def case_facts(
    client: ClientFacts,
    says: Standing | None,
    lost_on: date | None,
    diagnosis: Diagnosis | None,
    nobody_else: bool = False,
) -> CaseFacts:
    """The facts of a case, from standing and diagnosis."""
    story = client.story
    first = diagnosis.first if diagnosis is not None else None
    why = diagnosis.reason if diagnosis is not None else None
    ends = [event.resolved for event in story.events("complaint")]
    human = why is not None and why.human and why.side.value == "company"
    return CaseFacts(
        client,
        {
            "standing": None if says is None else says.value,
            "is_gone": None if says is None else says.gone,
            "reason": "" if why is None else why.code,
            "side": "" if why is None else why.side.value,
            "reason_known": why is not None,
            "cause_p": 0.0 if first is None else round(first.p, 4),
            "verified": first is not None and first.verified,
            "recoverable": why is None or why.recoverable,
            "controllable": why is not None and why.controllable,
            "stable": why is not None and why.stable,
            "avoidable": why is not None and why.avoidable,
            "human_fault": human,
            "emotional": human and (client["worst_severity"] or 0) >= GRAVE,
            "failed_twice": failures_in_a_row(story) >= 2,
            "offer_value": _offer_value(story, lost_on),
            "money_known": client["revenue_year"] is not None,
            "overdue_invoices": len(story.events("payment-overdue")),
            "months_lost": None if lost_on is None else months_between(lost_on, story.as_of),
            "days_lost": None if lost_on is None else (story.as_of - lost_on).days,
            "lost_on": lost_on,
            "solved_complaints": sum(end is Resolution.WELL for end in ends),
            "unsolved_complaints": sum(end is not Resolution.WELL for end in ends),
            "owner_is_culprit": nobody_else,
            "destination_known": diagnosis is not None and diagnosis.destination is not None,
        },
    )
