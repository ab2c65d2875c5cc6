"""A part of an account that fell silent while the account lives: a loss in the making (R18)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import attrs

from ..days import later
from ..history import Client, Purchase
from ..rhythm import Rhythm, visits_of
from .silence import drawn_line
from .subject import Story

__all__ = ["SilentPart", "silent_part_of"]

RHYTHM = 3
"""Purchases of a part from which it has a rhythm of its own."""


@attrs.frozen
class SilentPart:
    """A part that is gone by its own rhythm, or whose contract ended.

    Attributes:
        name: the `Purchase.part`.
        share: what it was of all that the client bought in the part's last year (0–1).
    """

    name: str
    share: float


def silent_part_of(story: Story) -> SilentPart | None:
    """The silent part that mattered most; `None` while every part with a rhythm lives."""
    return max(_silent(story), key=lambda part: (part.share, part.name), default=None)


def _silent(story: Story) -> Iterator[SilentPart]:
    for name in story.client.parts:
        part = story.client.part(name)
        last = _ended(part, story) if part.contracts else _fell_silent(part, story)
        if last is not None:
            yield SilentPart(name, _share(story.client.purchases, name, last))


def _ended(part: Client, story: Story) -> date | None:
    """The day on which the last contract of a part ended, if the client bought something since."""
    ended = [day for contract in part.contracts if (day := contract.ended(story.as_of))]
    if not ended or any(contract.runs(story.as_of) for contract in part.contracts):
        return None
    return max(ended) if max(ended).toordinal() <= story.silence.since else None


def _fell_silent(part: Client, story: Story) -> date | None:
    """The last purchase of a part that was gone by its own rhythm when the client last bought something else."""
    days = visits_of(part).days
    if len(days) < RHYTHM:
        return None
    line = drawn_line(Rhythm.of(days).pooled(story.base.of_parts.rhythm), story.numbers)
    beyond = line is not None and story.silence.since - days[-1] >= line
    return date.fromordinal(days[-1]) if beyond else None


def _share(purchases: tuple[Purchase, ...], name: str, last: date) -> float:
    """By money; by the number of documents where currencies mix."""
    year = [one for one in purchases if later(last, -364) <= one.on <= last]
    by_money = len({one.currency for one in year}) == 1
    weights = [one.amount if by_money else Decimal(1) for one in year]
    whole = sum(weights)
    own = sum(weight for weight, one in zip(weights, year, strict=True) if one.part == name)
    return round(min(max(float(own / whole), 0.0), 1.0), 4) if whole > 0 else 0.0
