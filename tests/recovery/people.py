"""Clients and teams from which the stories of this folder are told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import clientreturn as cr

TODAY = date(2026, 3, 2)
"""A Monday."""

TEAM = cr.Team(
    [
        cr.Member("Olga", ["account owner"]),
        cr.Member("Rauf", ["account owner"]),
        cr.Member("Tigran", ["head of return", "manager"]),
        cr.Member("Bat", ["director"]),
        cr.Member("Sara", ["marketing"]),
        cr.Member("Darya", ["operations", "accounting"]),
    ]
)


def buys(last: date, every: int = 30, times: int = 20, amount: int = 600) -> list[cr.Purchase]:
    """Purchases at an even pace up to a last one."""
    return [cr.Purchase(last - timedelta(every * n), amount, "EUR", margin=amount // 2) for n in range(times)]


def company(*events: cr.Event, silent: int = 100, **fields: Any) -> cr.Client:
    """A company of Olga's that bought every month until so many days ago."""
    last = TODAY - timedelta(silent)
    told: dict[str, Any] = {
        "name": "Brewery Lark",
        "company": True,
        "contacts": [cr.Person("Anna Petrova", address="Mrs Petrova", role="buyer", phone="+10 000")],
        "owners": [cr.Owner("Olga", date(2020, 1, 1))],
        "purchases": buys(last),
        "events": events,
    }
    return cr.Client("C-7", **{**told, **fields})


def left(days: int = 40, *events: cr.Event, **fields: Any) -> cr.Client:
    """A company that declared its break so many days ago."""
    return company(cr.Event.declared_break(TODAY - timedelta(days)), *events, **{"silent": days + 20, **fields})


def plan(client: cr.Client, on: date = TODAY, **context: Any) -> cr.Plan:
    """The plan of a client."""
    return case(client, on, **context).plan


def case(client: cr.Client, on: date = TODAY, **context: Any) -> cr.Case:
    """The case of a client."""
    return cr.assess(client, as_of=on, **{"team": TEAM, **context})


def kinds(steps: Iterable[cr.Step]) -> list[str]:
    """Kinds of steps in their order."""
    return [step.kind for step in steps]


def only(plan: cr.Plan, kind: str) -> cr.Step:
    """The first step of a kind, which must be there."""
    step = plan.step(kind)
    assert step is not None, f"no {kind} among {kinds(plan.steps)}, blocked: {plan.blocked}"
    return step


def result(step: cr.Step, code: str, on: date, **details: Any) -> cr.Event:
    """How a step ended."""
    return cr.Event.result(on, key=step.key, result=code, **details)


def block(plan: cr.Plan, kind: str) -> str:
    """The rule that holds an act."""
    return next(one.rule for one in plan.blocked if one.kind in (kind, "everything"))
