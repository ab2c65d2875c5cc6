"""Facts of one silence: everything that presence may look at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ..conditions import Fact, Flag, Number, Tuning, Unit, Value, Vocabulary
from ..rhythm import Pooled
from .lazy import SilenceFacts
from .subject import Silence

__all__ = ["SILENCE_VOCABULARY", "line_of", "silence_facts"]

gone_ratio = Number(
    "gone-ratio", 4 / 3, Unit.RATIO, "E3.5", "silence as a multiple of the usual gap before a client can be gone", 1, 20
)
gone_deviations = Number(
    "gone-deviations",
    1.6449,
    Unit.COUNT,
    "E3.5",
    "standard deviations of log gap up to the line: 1.6449 is the 95 % quantile",
    0,
    6,
)
early_days = Number(
    "early-days", 2, Unit.DAYS, "section 6", "days by which the line is drawn early for gaps of a month or more", 0, 30
)
CALENDAR_GAP: Final = 28.0
"""Gaps from here on are counted in calendar months, whose lengths differ by up to three days."""

visits = Fact("visits", "days on which the client bought", Unit.COUNT)
silence = Fact("silence", "days without a purchase", Unit.DAYS)
usual_gap = Fact("usual_gap", "usual inter-purchase time", Unit.DAYS)
spread = Fact("spread", "standard deviation of the logarithm of the gap", Unit.RATIO)
own_share = Fact("own_share", "share of the rhythm that is the client's own", Unit.PROBABILITY)
line = Fact("line", "silence from which the client is gone", Unit.DAYS)
hiatus = Fact("hiatus", "silence as a multiple of the usual gap", Unit.RATIO)
chance = Fact("chance", "chance of another purchase within the horizon", Unit.PROBABILITY)
rhythm_known = Flag("rhythm_known", "the usual gap is known, the client's own or that of clients alike")
breaks = Fact("breaks", "known breaks since the last purchase", Unit.COUNT)
days_since_break = Fact("days_since_break", "days since the last known break", Unit.DAYS)
project_finished = Flag("project_finished", "what the client needed us for is done")
hard_times = Flag("hard_times", "a temporary gap at the client is known")
contract_runs = Flag("contract_runs", "a contract binds the client")
dead = Flag("dead", "the consumer has died")


def line_of(pooled: Pooled, numbers: Tuning) -> float:
    """Days of silence from which a client with this rhythm is gone (E3.5).

    >>> from clientreturn.rhythm import Rhythm, RhythmPrior
    >>> quarterly = Rhythm.of([0, 91, 182, 274, 365]).pooled(RhythmPrior())
    >>> round(line_of(quarterly, Tuning()), 1)
    119.7
    """
    farthest = max(numbers(gone_ratio) * pooled.usual_gap, pooled.quantile(numbers(gone_deviations)))
    early = numbers(early_days) if pooled.usual_gap >= CALENDAR_GAP else 0.0
    return round(farthest - early, 2)


def _rounded(places: int, read: Callable[[Pooled], float]) -> Callable[[SilenceFacts], float | None]:
    def make(facts: SilenceFacts) -> float | None:
        pooled = facts.pooled
        return None if pooled is None else round(read(pooled), places)

    return make


def _line(facts: SilenceFacts) -> float | None:
    pooled = facts.pooled
    return None if pooled is None else line_of(pooled, facts.silence.numbers)


def _hiatus(facts: SilenceFacts) -> float | None:
    usual = facts["usual_gap"]
    return None if not usual or facts["silence"] is None else round(facts["silence"] / usual, 4)


def _chance(facts: SilenceFacts) -> float | None:
    subject = facts.silence
    if not subject.visits:
        return None
    value = subject.base.chances.chance(subject.rhythm, facts.pooled, subject.days)
    return None if value is None else round(value, 6)


def _days_since_break(facts: SilenceFacts) -> int | None:
    subject = facts.silence
    return subject.until - subject.breaks[-1].on.toordinal() if subject.breaks else None


def _hard_times(facts: SilenceFacts) -> bool:
    until = facts.silence.until
    return any(
        event.kind == "hard-times" and (not event.detail("until") or event.detail("until").toordinal() >= until)
        for event in facts.silence.events
    )


SILENCE: Final[tuple[tuple[Fact | Flag, Callable[[SilenceFacts], Value]], ...]] = (
    (visits, lambda facts: facts.silence.visits),
    (silence, lambda facts: facts.silence.days if facts.silence.visits else None),
    (rhythm_known, lambda facts: facts.pooled is not None and facts.silence.visits > 0),
    (usual_gap, _rounded(2, lambda pooled: pooled.usual_gap)),
    (spread, _rounded(4, lambda pooled: pooled.spread)),
    (own_share, _rounded(4, lambda pooled: pooled.own_share)),
    (line, _line),
    (hiatus, _hiatus),
    (chance, _chance),
    (breaks, lambda facts: len(facts.silence.breaks)),
    (days_since_break, _days_since_break),
    (project_finished, lambda facts: any(event.kind == "project-finished" for event in facts.silence.events)),
    (hard_times, _hard_times),
    (contract_runs, lambda facts: facts.silence.contract_runs),
    (dead, lambda facts: facts.silence.dead),
)
SILENCE_VOCABULARY: Final = Vocabulary(tuple(fact for fact, _ in SILENCE))


_SILENCE_MAKERS: Final = {fact.name: make for fact, make in SILENCE}


def silence_facts(subject: Silence) -> dict[str, Value]:
    """The facts of one silence, made when asked for."""
    return SilenceFacts(_SILENCE_MAKERS, subject)
