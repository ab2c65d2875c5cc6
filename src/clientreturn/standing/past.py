"""The past: presence replayed at the end of each gap, in one pass over the visits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil

from ..base import Base
from ..conditions import Number, Tuning, Unit
from ..facts import Loss, Silence, silence_facts
from ..facts.silence import line_of
from ..history import Event
from ..rhythm import NO_RHYTHM, Rhythm
from ..rules import RuleBook
from .book import Standing

__all__ = ["loss_day", "replay"]

new_life = Number(
    "new-life", 3, Unit.COUNT, "section 6", "purchases after a return from which the new rhythm holds", 2, 100
)


def replay(
    days: Sequence[int], breaks: Sequence[Event], presence: RuleBook[Standing], base: Base, numbers: Tuning
) -> tuple[Rhythm, tuple[Loss, ...]]:
    """The rhythm of the present life, and the losses from which the client came back.

    A gap is a loss when presence, asked on its last day, says *lost*. The gap of a loss belongs to no rhythm;
    after a return the old rhythm holds until enough purchases of the new life (section 6).
    """
    if not days:
        return NO_RHYTHM, ()
    losses: list[Loss] = []
    old: Rhythm | None = None
    life = Rhythm(1, days[0], days[0])
    waiting = list(breaks)
    for seen, day in enumerate(days[1:], 1):
        in_gap: list[Event] = []
        while waiting and waiting[0].on.toordinal() < day:
            in_gap.append(waiting.pop(0))
        ruling = _ruling(old, life, numbers)
        subject = Silence(ruling, seen, life.last, day - life.last, base, numbers, breaks=tuple(in_gap), until=day)
        if presence.decided(silence_facts(subject)) is Standing.LOST:
            losses.append(Loss(loss_day(subject), bool(in_gap), date.fromordinal(day)))
            old, life = ruling, Rhythm(1, day, day)
        else:
            life = life.then(day)
    return _ruling(old, life, numbers), tuple(losses)


def _ruling(old: Rhythm | None, life: Rhythm, numbers: Tuning) -> Rhythm:
    """The rhythm by which a silence is judged: the old one as long as the new life is too short to show its own."""
    if old is None or life.visits >= numbers(new_life):
        return life
    return old.moved_to(life.last)


def loss_day(subject: Silence) -> date:
    """The date of loss: the first known break, or the day on which the line was crossed."""
    if subject.breaks:
        return subject.breaks[0].on
    pooled = subject.pooled
    crossed = subject.days if pooled is None else min(ceil(line_of(pooled, subject.numbers)), subject.days)
    return subject.day_at(crossed)
