"""Facts of a case: the client's own, plus where it stands and why it left."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from ..causes import Diagnosis
from ..conditions import Fact, Flag, Unit, Value, Vocabulary
from ..facts import CLIENT_VOCABULARY
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
            "human_fault": why is not None and why.human and why.side.value == "company",
            "months_lost": None if lost_on is None else months_between(lost_on, story.as_of),
            "days_lost": None if lost_on is None else (story.as_of - lost_on).days,
            "lost_on": lost_on,
            "solved_complaints": sum(end is Resolution.WELL for end in ends),
            "unsolved_complaints": sum(end is not Resolution.WELL for end in ends),
            "owner_is_culprit": nobody_else,
            "destination_known": diagnosis is not None and diagnosis.destination is not None,
        },
    )
