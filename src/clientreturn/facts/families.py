"""Facts whose names are open: counts and ages of any kind of event, traits, the firm's own values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from ..conditions import Fact, Unit, Value
from ..doors import door
from .subject import Story

__all__ = [
    "FAMILIES",
    "FAMILY_UNITS",
    "count_of",
    "days_since",
    "own_value",
    "recent",
    "recent_count",
    "since_last",
    "trait",
]


@door
def count_of(kind: str) -> Fact:
    """How many events of a kind are on record; 0 means none on record."""
    return Fact(f"count:{kind}", f"events of kind {kind}", Unit.COUNT)


@door
def days_since(kind: str) -> Fact:
    """Days since the last event of a kind; unknown without one."""
    return Fact(f"since:{kind}", f"days since the last {kind}", Unit.DAYS)


@door
def recent(kind: str) -> Fact:
    """How many events of a kind happened since the last purchase."""
    return Fact(f"recent:{kind}", f"events of kind {kind} since the last purchase", Unit.COUNT)


@door
def trait(name: str) -> Fact:
    """1 when people noted this trait of the client, else 0."""
    return Fact(f"trait:{name}", f"trait {name}", Unit.COUNT)


@door
def own_value(name: str, unit: Unit = Unit.COUNT) -> Fact:
    """One of the values that the firm keeps in `Client.data`."""
    return Fact(f"data:{name}", name, unit)


def since_last(story: Story, kind: str) -> int | None:
    """Days since the last event of a kind."""
    events = story.by_kind.get(kind)
    return (story.as_of - events[-1].on).days if events else None


def recent_count(story: Story, kind: str) -> int:
    """Events of a kind since the last purchase."""
    last = story.last_visit or date.min
    return sum(event.on >= last for event in story.by_kind.get(kind, ()))


FAMILIES: Final[dict[str, Callable[[Story, str], Value]]] = {
    "count": lambda story, kind: len(story.by_kind.get(kind, ())),
    "since": since_last,
    "recent": recent_count,
    "trait": lambda story, name: int(name in story.client.traits),
    "data": lambda story, name: story.client.detail(name),
}


FAMILY_UNITS: Final = (
    ("count:", Unit.COUNT),
    ("since:", Unit.DAYS),
    ("recent:", Unit.COUNT),
    ("trait:", Unit.COUNT),
    ("data:", Unit.COUNT),
)
