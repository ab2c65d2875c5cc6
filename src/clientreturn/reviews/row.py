"""One client's line in a review: small, plain, and enough to write back into a CRM."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs

from ..base import Base
from ..case import Case
from ..history import Client
from ..policy import Policy
from ..recovery.owners import responsibility
from ..standing import Judgement, Standing, judge

__all__ = ["CENT", "Row", "judged", "row_of", "yearly_revenue"]

CENT = Decimal("0.01")


@attrs.frozen
class Row:
    """What a review keeps of every client.

    Attributes:
        client: id.
        name: how it is called.
        standing: where it stands; `None` when it cannot be told.
        rule: id of the deciding rule.
        since: date of loss, while it is gone.
        first_visit: day of the first purchase.
        last_visit: day of the last purchase.
        owner: employee who answers for it now.
        responsible: employee who answers for keeping or losing it (R23); `None` when inherited or nobody's.
        reason: first cause; empty when nothing speaks for any.
        side: its side.
        avoidable: whether the loss could have been prevented; `None` when the cause is unknown.
        p: probability of the first cause.
        return_class: 1 to 4 for the gone.
        revenue_year: revenue of the last twelve months of buying, money.
        yearly: purchases a year × ticket, money (E3.4).
        value: margin of a second life, money.
        expected: expected profit of winning it back, money.
        next_step: kind of the first step.
        next_on: its day.
        next_owner: who does it.
        was_client: whether it was a client on the first day of the review's period.
        undecided: whether it cannot be told if it is gone.
    """

    client: str
    name: str
    standing: Standing | None
    rule: str
    since: date | None
    first_visit: date | None
    last_visit: date | None
    owner: str | None
    responsible: str | None
    reason: str = ""
    side: str = ""
    avoidable: bool | None = None
    p: float = 0.0
    return_class: int | None = None
    revenue_year: float | None = None
    yearly: float | None = None
    value: float | None = None
    expected: float | None = None
    next_step: str = ""
    next_on: date | None = None
    next_owner: str | None = None
    was_client: bool = False
    undecided: bool = False

    @property
    def gone(self) -> bool:
        """Whether it counts in the loss figures."""
        return self.standing is not None and self.standing.gone


def judged(client: Client, day: date, policy: Policy, base: Base, before: Judgement | None = None) -> Judgement:
    """Where a client stands on a day; `before` is where it stood on an earlier one, if that was asked."""
    return judge(
        client,
        day,
        standing=policy.standing,
        presence=policy.presence,
        base=base,
        numbers=policy.numbers,
        rates=policy.rates,
        own=policy.own_facts,
        before=before,
    )


def yearly_revenue(judgement: Judgement) -> Decimal | None:
    """Purchases a year × ticket, to the cent."""
    often, ticket = judgement.facts["purchases_a_year"], judgement.facts["ticket"]
    return None if often is None or ticket is None else (Decimal(str(often)) * Decimal(str(ticket))).quantize(CENT)


def row_of(case: Case, was_client: bool = False) -> Row:
    """The line of a case."""
    facts, story = case.judgement.facts, case.judgement.story
    says = case.standing.says
    reason = case.diagnosis.reason if case.diagnosis is not None else None
    first = case.diagnosis.first if case.diagnosis is not None else None
    step = case.plan.steps[0] if case.plan.steps else None
    yearly = yearly_revenue(case.judgement)
    return Row(
        case.client,
        case.name,
        says,
        "" if case.standing.rule is None else case.standing.rule.id,
        case.since,
        story.first_visit,
        story.last_visit,
        facts["owner"],
        responsibility(facts).employee,
        "" if reason is None else reason.code,
        "" if reason is None else reason.side.value,
        None if reason is None else reason.avoidable,
        0.0 if first is None else round(first.p, 4),
        None if case.worth.return_class is None else int(case.worth.return_class),
        facts["revenue_year"],
        None if yearly is None else float(yearly),
        case.worth.value,
        case.worth.expected,
        "" if step is None else step.kind,
        None if step is None else step.on,
        None if step is None else step.owner,
        was_client,
        case.judgement.undecided,
    )
