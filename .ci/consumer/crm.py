"""Somebody else's program, as its own type checker sees it: every type is known, and none of them is Any."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import assert_type

import clientreturn as cr

purchase = cr.Purchase(date(2026, 1, 5), "120.50", "EUR")
client = cr.Client("C-7", purchases=[purchase], events=[cr.Event.complaint(date(2026, 1, 9), topic="delivery")])
case = cr.assess(client, as_of=date(2026, 3, 2), policy=cr.Policy(), team=cr.Team([cr.Member("olga")]))
silence = cr.Fact("silence", "days without a purchase", cr.Unit.DAYS)
own: cr.Rule[cr.Standing] = cr.Rule("own.quiet", silence > 30, cr.Standing.AT_RISK, "silent for {silence}")

assert_type(purchase.amount, Decimal)
assert_type(client.purchases, tuple[cr.Purchase, ...])
assert_type(case, cr.Case)
assert_type(case.standing.says, cr.Standing | None)
assert_type(case.next_change, date | None)
assert_type([step.on for step in case.plan.steps], list[date])
assert_type(cr.review([client], as_of=date(2026, 3, 2)), cr.Review)
assert_type(cr.STANDING.add(own, before="standing.at-risk"), cr.RuleBook[cr.Standing])
assert_type(silence > 30, cr.Condition)
assert_type(cr.merged(client, cr.Client("C-8")), cr.Client)
assert_type(cr.month_ends(date(2026, 3, 31), 2), tuple[date, ...])


def lost(clients: Iterator[cr.Client], day: date) -> list[str]:
    """What the nightly job of a shop may look like."""
    told: list[str] = []
    for found in cr.nightly(clients, as_of=day):
        if isinstance(found, cr.Snapshot):
            if found.row.gone:
                told.append(f"{found.row.client}: {found.row.rule} since {found.row.since}")
        else:
            told.append(f"{found.client}: {found.error}")
    return told


print(lost(iter([client]), date(2026, 9, 1)))
