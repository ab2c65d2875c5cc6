"""Own attempts to win clients back, read from the records: each offer made in a silence, and what followed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from typing import Final

from ..history import BREAKS, Client
from ..rhythm import Visits
from .returns import Attempt, lapse_doublings, offer_doublings, starting_point, tenure_doublings

__all__ = ["attempts_of"]

DECIDED: Final = 365
"""Days after an offer by which a client that has not bought counts as not returned."""

GONE_RATIO: Final = 4 / 3
"""Silence as a multiple of the mean gap from which an undeclared loss is counted (E3.5)."""


def attempts_of(client: Client, visits: Visits, as_of: date) -> Iterator[Attempt]:
    """Each offer made to a client that had gone silent, decided by as-of; only quantities are looked at.

    Factors that need a diagnosis keep the handbook's weights, until `Base.with_attempts` brings attempts that have them.
    """
    days = visits.days
    offers = sorted((event for event in client.events if event.kind == "offer"), key=lambda event: event.on)
    for event in offers:
        day = event.on.toordinal()
        before = bisect_left(days, day)
        if not before:
            continue
        lost = _lost_on(client, days[:before], day)
        following = days[before] if before < len(days) else None
        returned = following is not None and following - day <= DECIDED
        if lost is None or not (returned or as_of.toordinal() - day >= DECIDED):
            continue
        parts = [starting_point(), lapse_doublings(day - lost), tenure_doublings(days[before - 1] - days[0])]
        value = event.detail("value")
        if value and visits.money is not None:
            ticket = float(sum(visits.money[:before])) / before
            parts += [offer_doublings(float(value), ticket)] if ticket > 0 else []
        yield Attempt(tuple(part for part in parts if part.amount), returned)


def _lost_on(client: Client, days: tuple[int, ...], day: int) -> int | None:
    """Ordinal of the loss before an offer: of the break, else of the line; `None` when it was not gone yet."""
    breaks = [event.on.toordinal() for event in client.events if event.kind in BREAKS]
    declared = [one for one in breaks if days[-1] <= one <= day]
    if declared:
        return min(declared)
    if len(days) < 2:
        return None
    line = days[-1] + round(GONE_RATIO * (days[-1] - days[0]) / (len(days) - 1))
    return line if line <= day else None
