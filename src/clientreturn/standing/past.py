"""The past: presence replayed at the end of each gap, in one pass over the visits."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from math import ceil
from typing import Any, Final

import attrs

from ..base import Base
from ..conditions import Number, Tuning, Unit, Value, evaluator, facts_of, given, requires
from ..facts import Loss, Silence, silence_facts
from ..facts.lazy import SilenceFacts
from ..facts.silence import (
    SILENCE_MAKERS,
    below_line,
    chance,
    drawn_line,
    gone,
    leaves_hope,
    pauses_at,
    season,
    season_rest,
)
from ..history import Event
from ..rhythm import NO_RHYTHM, Pooled, Rhythm, log_of, pooled_of, square_of
from ..rules import RuleBook
from .book import Standing

__all__ = ["QUIET", "dated_by_line", "losing", "loss_day", "new_life", "replay"]

new_life = Number(
    "new-life", 3, Unit.COUNT, "section 6", "purchases after a return from which the new rhythm holds", 2, 100
)

UNBROKEN: Final[dict[str, Value]] = {"breaks": 0, "days_since_break": None, "dead": False}
"""What is known beforehand of a gap in which nothing ended the relation."""

QUIET: Final[dict[str, Value]] = {
    **UNBROKEN,
    "project_finished": False,
    "hard_times": False,
    "contract_runs": False,
}
"""What is known beforehand of a gap in which nothing is on record."""

CALM: Final = tuple(QUIET.items())
"""The same as pairs."""


@lru_cache(maxsize=64)
def losing(presence: RuleBook[Standing]) -> Any:
    """The tree of the condition without which presence never calls a quiet gap a loss.

    >>> from ..conditions import sentence
    >>> from .book import STANDING, presence_of
    >>> sentence(losing(presence_of(STANDING)))
    'silence >= line and chance < 0.05'
    """
    return given(_lost(presence), QUIET)


def _lost(presence: RuleBook[Standing]) -> Any:
    any_rule: Any = False
    for rule in presence:
        if rule.says is Standing.LOST:
            any_rule = ("|", any_rule, rule.when.node)
    return any_rule


@attrs.frozen
class _Losing:
    """How presence loses a client.

    Attributes:
        can_lose: `losing` as a function.
        needs_line: whether, without a break, only a silence beyond the line can be a loss.
        at_line: whether a silence that seasons do not explain is gone from the line on, and not sooner.
        rests: whether seasons explain a silence.
        hope: the chance below which alone, without a break, a silence can be a loss; `None` when others can be.
    """

    can_lose: Callable[[Mapping[str, Value]], bool | None]
    needs_line: bool
    at_line: bool
    rests: bool
    hope: float | None


@lru_cache(maxsize=64)
def _compiled(presence: RuleBook[Standing]) -> _Losing:
    condition = given(_lost(presence), UNBROKEN)
    leaving = [given(rule.when.node, QUIET) for rule in presence if rule.says.gone]
    return _Losing(
        evaluator(losing(presence)),
        requires(condition, gone.node),
        gone.node in leaving and all(requires(node, gone.node) for node in leaving),
        any(season.name in facts_of(rule.when) for rule in presence),
        min((limit for node, limit in _limits(condition) if requires(condition, node)), default=None),
    )


def _limits(node: Any) -> Iterator[tuple[Any, float]]:
    """Every part of a tree that sets a limit above the chance."""
    if isinstance(node, tuple) and node[0] in ("&", "|"):
        for part in node[1:]:
            yield from _limits(part)
    elif isinstance(node, tuple) and node[:2] == ("<", chance.node):
        limit = node[2][2] if isinstance(node[2], tuple) and node[2][0] == "number" else node[2]
        if isinstance(limit, int | float):
            yield node, limit


def dated_by_line(presence: RuleBook[Standing]) -> bool:
    """Whether a client without breaks is gone from the line on, or from the end of its season, and not sooner."""
    return _compiled(presence).at_line


class _Gap(SilenceFacts):
    """Facts of a past silence. Most gaps are no losses: the silence itself is built only when somebody asks."""

    def __init__(
        self,
        life: _Sums,
        track: Sequence[int],
        seen: int,
        gap: int,
        base: Base,
        numbers: Tuning,
        breaks: tuple[Event, ...],
    ) -> None:
        self["visits"] = seen
        self["silence"] = gap
        self.numbers = numbers
        self._makers = SILENCE_MAKERS
        self._life = life
        self._track = track
        self._learnt = base
        self._breaks = breaks

    @cached_property
    def pooled(self) -> Pooled | None:
        visits, _, logs, squares = self._life
        return pooled_of(visits, logs, squares, self._learnt.rhythm)

    @property
    def base(self) -> Base:
        return self._learnt

    @property
    def rhythm(self) -> Rhythm:
        visits, first, logs, squares = self._life
        return Rhythm(visits, first, self._track[self["visits"] - 1], logs, squares)

    @property
    def track(self) -> tuple[int, ...]:
        return tuple(self._track[: self["visits"]])

    @cached_property
    def silence(self) -> Silence:  # type: ignore[override]
        track, days = self.track, self["silence"]
        until = track[-1] + days
        return Silence(self.rhythm, track, days, self._learnt, self.numbers, breaks=self._breaks, until=until)


_Sums = tuple[int, int, int, int]
"""Visits, first day, Σ log and Σ log² of a life, as in `Rhythm`."""


SilenceAt = Callable[[Rhythm, tuple[int, ...], int, tuple[Event, ...]], Silence]
"""A past silence with all that went on in it, from the rhythm, the visits before, the day it ended and its breaks."""


def replay(
    days: Sequence[int],
    breaks: Sequence[Event],
    presence: RuleBook[Standing],
    base: Base,
    numbers: Tuning,
    silence_at: SilenceAt | None = None,
) -> tuple[Rhythm, tuple[Loss, ...]]:
    """The rhythm of the present life, and the losses from which the client came back.

    A gap is a loss when presence, asked on its last day, says *lost*; so is a break on record before the first
    visit, of an account that was bound by a contract or bought before the records begin. The gap of a loss belongs
    to no rhythm; after a return the old rhythm holds until enough purchases of the new life (section 6).
    Without `silence_at` nothing but breaks went on in the gaps.
    """
    if not days:
        return NO_RHYTHM, ()
    how = _compiled(presence)
    surely_below = below_line(base.rhythm, numbers)
    hopeful = None if how.hope is None else leaves_hope(base.rhythm, base.chances, how.hope)
    enough = numbers(new_life)
    losses: list[Loss] = []
    old: _Sums | None = None
    visits, first, last, logs, squares = 1, days[0], days[0], 0, 0
    waiting = deque(breaks)
    before = [waiting.popleft() for _ in breaks if waiting[0].on.toordinal() < first]
    if before:
        losses.append(Loss(before[0].on, True, date.fromordinal(first)))
    for seen, day in enumerate(days[1:], 1):
        gap = day - last
        ruling = (visits, first, logs, squares) if old is None or visits >= enough else old
        in_gap: tuple[Event, ...] = ()
        while waiting and waiting[0].on.toordinal() < day:
            in_gap = (*in_gap, waiting.popleft())
        if in_gap or not (
            (how.needs_line and surely_below(gap, ruling[0] - 1, ruling[2], ruling[3]))
            or (hopeful is not None and hopeful(gap, ruling[0] - 1, ruling[2]))
        ):
            facts: SilenceFacts
            quiet = not in_gap and silence_at is None
            if silence_at is None:
                facts = _Gap(ruling, days, seen, gap, base, numbers, in_gap)
            else:
                rhythm = Rhythm(ruling[0], ruling[1], last, ruling[2], ruling[3])
                facts = silence_facts(silence_at(rhythm, tuple(days[:seen]), day, in_gap))
            may_be = not quiet or how.can_lose(facts)
            if may_be and presence.decided(facts, known=CALM if quiet else ()) is Standing.LOST:
                losses.append(Loss(loss_day(facts.silence, presence), bool(in_gap), date.fromordinal(day)))
                old = ruling
                visits, first, last, logs, squares = 1, day, day, 0, 0
                continue
        log = log_of(gap)
        visits, last, logs, squares = visits + 1, day, logs + log, squares + square_of(log)
    visited, since, log_sum, log_squares = (visits, first, logs, squares) if old is None or visits >= enough else old
    return Rhythm(visited, since, last, log_sum, log_squares), tuple(losses)


def loss_day(subject: Silence, presence: RuleBook[Standing]) -> date:
    """The date of loss: the first known break, or the first day on which presence says that the client is gone."""
    if subject.breaks:
        return subject.breaks[0].on
    how = _compiled(presence)
    pauses = [event for event in subject.events if pauses_at(event, subject.until)]
    line = drawn_line(subject.pooled, subject.numbers)
    if how.at_line and line is not None and not pauses:
        rest = season_rest(subject.track, line, subject.numbers) if how.rests else 0.0
        return subject.day_at(min(ceil(max(line, rest)), subject.days))

    def is_gone(days: int) -> bool:
        begun = tuple(event for event in pauses if event.on <= subject.day_at(days))
        possible = presence.first(silence_facts(attrs.evolve(subject, days=days, events=begun))).possible
        return all(says.gone for says in possible)

    return subject.day_at(bisect_left(range(subject.days), True, key=is_gone))
