"""Two clocks: when something happened, and when we learnt of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import attrs

from ..history import Client, Event, Purchase

__all__ = ["Replay", "as_recorded", "replay_of"]


class Replay(StrEnum):
    """How true a figure about the past is to what was known then."""

    PRESENT = "present"
    EXACT = "exact"
    APPROXIMATE = "approximate"


def as_recorded(client: Client, known_on: date) -> Client:
    """The account as the records stood on a day, with all that they told about the days before.

    `Client.known_at` asks both clocks with one day. Here an earlier day can be judged by what was known later:
    a credit note of January changes what is said in January about October, and nothing that was said in October.

    >>> note = Purchase(date(2026, 1, 9), -50, "EUR", ref="A", known_on=date(2026, 1, 12))
    >>> len(as_recorded(Client("C", purchases=[note]), date(2026, 1, 10)).purchases)
    0
    """
    known = client.known_at(known_on)
    if all(record.known_on is None for record in _records(known)):
        return known
    return attrs.evolve(
        known,
        purchases=[attrs.evolve(record, known_on=None) for record in known.purchases],
        events=[attrs.evolve(record, known_on=None) for record in known.events],
    )


def replay_of(clients: Iterable[Client], known_on: date) -> Replay:
    """Whether the records reach beyond the day, and if so, whether each says when it became known.

    Records without `known_on` are taken as known on their own day: then a replay is approximate.
    """
    later = undated = False
    for client in clients:
        for record in _records(client):
            later = later or _learnt(record) > known_on
            undated = undated or record.known_on is None
        if later and undated:
            return Replay.APPROXIMATE
    return Replay.EXACT if later else Replay.PRESENT


def _records(client: Client) -> tuple[Purchase | Event, ...]:
    return (*client.purchases, *client.events)


def _learnt(record: Purchase | Event) -> date:
    return record.on if record.known_on is None else max(record.on, record.known_on)
