"""Two clocks: when something happened, and when we learnt of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from ..history import Client, Event, Purchase

__all__ = ["Replay", "replay_of"]


class Replay(StrEnum):
    """How true a figure about the past is to what was known then."""

    PRESENT = "present"
    EXACT = "exact"
    APPROXIMATE = "approximate"


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
