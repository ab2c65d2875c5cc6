"""Two clocks: when something happened, and when we learnt of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Final

from ..doors import door
from ..history import Client, Event, Purchase
from ..phrases import Said, said

__all__ = ["Replay", "feed_stopped", "reach_of", "replay_from", "replay_of", "replay_said"]


class Replay(StrEnum):
    """How true a figure about the past is to what was known then."""

    PRESENT = "present"
    EXACT = "exact"
    APPROXIMATE = "approximate"


@door
def replay_of(clients: Iterable[Client], known_on: date) -> Replay:
    """Whether the records reach beyond the day, and if so, whether each says when it became known.

    Records without `known_on` are taken as known on their own day: then a replay is approximate.
    """
    return replay_from(reach_of(client, known_on) for client in clients)


def reach_of(client: Client, known_on: date) -> tuple[bool, bool]:
    """Whether a record of one client reaches beyond the day, and whether one does not say when it became known."""
    records = _records(client)
    return any(_learnt(record) > known_on for record in records), any(record.known_on is None for record in records)


def replay_from(reaches: Iterable[tuple[bool, bool]]) -> Replay:
    """The replay of all clients from the reach of each."""
    later = undated = False
    for beyond, without in reaches:
        later, undated = later or beyond, undated or without
        if later and undated:
            return Replay.APPROXIMATE
    return Replay.EXACT if later else Replay.PRESENT


def feed_stopped(clients: Iterable[Client], end: date) -> date | None:
    """The last day on which anybody bought, when the whole base has been silent for far longer than it ever was.

    That is a fault of the feed until shown otherwise (R24). Clients whose `data_until` is known are not asked.

    >>> busy = [Client(f"C-{n}", purchases=[Purchase(date(2025, 1, 1 + n), 9, "EUR")]) for n in range(28)]
    >>> feed_stopped(busy, date(2025, 3, 1)), feed_stopped(busy, date(2025, 2, 1))
    (datetime.date(2025, 1, 28), None)
    """
    days = sorted(
        {
            purchase.on.toordinal()
            for client in clients
            if client.data_until is None
            for purchase in client.purchases
            if purchase.on <= end and purchase.amount > 0
        }
    )
    if len(days) < ENOUGH_DAYS:
        return None
    longest = max(later - earlier for earlier, later in pairwise(days))
    silent = end.toordinal() - days[-1]
    return date.fromordinal(days[-1]) if silent > max(3 * longest, WEEK) else None


ENOUGH_DAYS: Final = 20
"""Days of buying from which the silence of a whole base says anything."""
WEEK: Final = 7


def _records(client: Client) -> tuple[Purchase | Event, ...]:
    return (*client.purchases, *client.events)


def replay_said(replay: Replay, known_on: date) -> Iterator[Said]:
    """What a reader has to know of figures that were made from what was known on a day; nothing of the present."""
    if replay is not Replay.PRESENT:
        yield said("losses.known", "as known on {day}", day=known_on)
    if replay is Replay.APPROXIMATE:
        yield said("losses.approximate", "approximate: not every record says when it was learnt")


def _learnt(record: Purchase | Event) -> date:
    return record.on if record.known_on is None else max(record.on, record.known_on)
