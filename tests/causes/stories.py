"""Clients for the tests of the diagnosis: a rhythm of buying that ends on one day, and events around that day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import clientreturn as cr
from clientreturn.base import Base
from clientreturn.causes import Diagnosis

LAST = date(2025, 9, 1)
AS_OF = date(2026, 3, 1)


def day(offset: int) -> date:
    """So many days after the last purchase; before it when negative."""
    return LAST + timedelta(offset)


def bought(every: int = 30, times: int = 14) -> list[cr.Purchase]:
    """Purchases at an even pace up to the last one."""
    return [cr.Purchase(LAST - timedelta(every * back), 200, "EUR") for back in range(times)]


def diagnosed(
    *events: cr.Event,
    every: int = 30,
    times: int = 14,
    base: Base | None = None,
    policy: cr.Policy | None = None,
    **fields: Any,
) -> Diagnosis:
    """The diagnosis of a client with these events."""
    purchases = fields.pop("purchases", None) or bought(every, times)
    client = cr.Client("C-1", purchases=purchases, events=events, **{"company": True, **fields})
    diagnosis = cr.assess(client, as_of=AS_OF, base=base, policy=policy).diagnosis
    assert diagnosis is not None, "the client of a story has left"
    return diagnosis
