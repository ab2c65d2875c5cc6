"""Own attempts to win clients back, read from the records: each offer made in a silence, and what followed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

import attrs

from ..history import BREAKS, Client
from ..rhythm import Visits
from .returns import Attempt, Part, lapse_doublings, offer_doublings, starting_point, tenure_doublings

__all__ = ["Offered", "attempts_of", "decided"]

WINDOWS: Final = (365, 180, 90, 30)
"""Days after an offer within which a purchase counts as a return to it."""

ENOUGH: Final = 50
"""Attempts that a window must leave, for the longest one to be taken."""

GONE_RATIO: Final = 4 / 3
"""Silence as a multiple of the mean gap from which an undeclared loss is counted (E3.5)."""


@attrs.frozen
class Offered:
    """An offer to a client that had gone silent.

    Attributes:
        parts: what moved the chance on its day.
        watched: days from the offer to the end of the records.
        bought: days until the next purchase; `None` when none followed.
    """

    parts: tuple[Part, ...]
    watched: int
    bought: int | None


def attempts_of(client: Client, visits: Visits, as_of: date) -> Iterator[Offered]:
    """Each offer made to a client that had gone silent; only quantities are looked at.

    Factors that need a diagnosis keep the handbook's weights, until `Base.with_attempts` brings attempts that have them.
    """
    days = visits.days
    offers = sorted((event for event in client.events if event.kind == "offer"), key=lambda event: event.on)
    for event in offers:
        day = event.on.toordinal()
        before = bisect_left(days, day)
        lost = _lost_on(client, days[:before], day) if before else None
        if lost is None:
            continue
        parts = [starting_point(), lapse_doublings(day - lost), tenure_doublings(days[before - 1] - days[0])]
        value = event.detail("value")
        if value and visits.money is not None:
            ticket = float(sum(visits.money[:before])) / before
            parts += [offer_doublings(float(value), ticket)] if ticket > 0 else []
        following = days[before] - day if before < len(days) else None
        yield Offered(tuple(parts), as_of.toordinal() - day, following)


def decided(offers: Iterable[Offered]) -> list[Attempt]:
    """How the offers ended, by one and the same window for all.

    Only offers watched for the whole window count, those that succeeded sooner included: counting these and leaving out
    the undecided would teach that everybody comes back. The window is a year, or the longest that leaves enough.
    """
    seen = list(offers)
    by_window = {window: [one for one in seen if one.watched >= window] for window in WINDOWS}
    window = next((window for window, left in by_window.items() if len(left) >= ENOUGH), WINDOWS[0])
    return [Attempt(one.parts, one.bought is not None and one.bought <= window) for one in by_window[window]]


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
