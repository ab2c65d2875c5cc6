"""Which assumption would reorder the clients at the top, and which missing column would help most."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

import attrs

from ..conditions import Number, Tuning
from . import Worth, revalued
from .inputs import ASSUMED, Grade, assumed_margin
from .ranking import ranked

__all__ = ["Gap", "Reordering", "missing_columns", "reorderings"]

TOP: Final = 20


@attrs.frozen
class Reordering:
    """What happens at the top of the list when one assumption is halved or doubled.

    Attributes:
        number: name of the assumption.
        value: the value in force.
        changed: how many of those at the top would give way to others.
        clients: how many clients rest on the assumption.
    """

    number: str
    value: float
    changed: int
    clients: int


@attrs.frozen
class Gap:
    """Something that the records do not tell.

    Attributes:
        column: what is missing.
        clients: how many gone clients lack it.
        at_stake: expected profit of those clients, in money.
        settles: what it would settle.
    """

    column: str
    clients: int
    at_stake: float
    settles: str


def reorderings(worths: Sequence[Worth], numbers: Tuning, top: int = TOP) -> tuple[Reordering, ...]:
    """Each assumption with how far it could reorder the top of the list, the weightiest first."""
    before = _top(worths, top)
    found = []
    for number in (assumed_margin, *ASSUMED):
        changed = max(len(before - _top(_with(worths, number, numbers, factor), top)) for factor in (0.5, 2.0))
        resting = sum(_rests_on(worth, number) for worth in worths)
        found.append(Reordering(number.name, numbers(number), changed, resting))
    return tuple(sorted(found, key=lambda one: (-one.changed, -one.clients, one.number)))


def missing_columns(worths: Iterable[Worth]) -> tuple[Gap, ...]:
    """What is missing for gone clients, by the money that hangs on it."""
    gone = [worth for worth in worths if worth.facts["is_gone"]]
    gaps = []
    for column, settles, lacks in COLUMNS:
        lacking = [worth for worth in gone if lacks(worth)]
        if lacking:
            at_stake = sum(max(worth.expected or 0.0, 0.0) for worth in lacking)
            gaps.append(Gap(column, len(lacking), round(at_stake, 2), settles))
    return tuple(sorted(gaps, key=lambda gap: (-gap.at_stake, -gap.clients, gap.column)))


COLUMNS: Final[tuple[tuple[str, str, Callable[[Worth], bool]], ...]] = (
    ("exchange rates", "what the client brings at all", lambda worth: not worth.facts["money_known"]),
    (
        "margin",
        "whether winning it back pays",
        lambda worth: any(i.name == "margin_share" and i.grade is not Grade.KNOWN for i in worth.inputs),
    ),
    ("events (complaints, breaks, offers)", "why it left", lambda worth: not worth.facts.client.story.client.events),
    ("owners", "who lost it, and who should ask", lambda worth: not worth.facts.client.story.client.owners),
    ("contacts", "whom to speak to, and whether we may", lambda worth: not worth.facts.client.story.client.contacts),
    ("company or consumer", "which contact is permitted", lambda worth: worth.facts["company"] is None),
)


def _rests_on(worth: Worth, number: Number) -> bool:
    if number is assumed_margin:
        return any(item.name == "margin_share" and item.grade is Grade.ASSUMED for item in worth.inputs)
    return worth.value is not None


def _with(worths: Sequence[Worth], number: Number, numbers: Tuning, factor: float) -> list[Worth]:
    value = min(max(numbers(number) * factor, number.low), number.high)
    other = numbers | Tuning.of({number: value})
    return [revalued(worth, other) for worth in worths]


def _top(worths: Sequence[Worth], top: int) -> set[str]:
    return {worth.facts.client.story.client.id for worth in ranked(worths)[:top]}
