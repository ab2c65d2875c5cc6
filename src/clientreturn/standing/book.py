"""Standing: is the client still with us? The first rule that holds decides."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import Final

from ..conditions import Number, Unit, facts_of
from ..facts import CLIENT_VOCABULARY, SILENCE_VOCABULARY
from ..facts.client import (
    confirmed_losses,
    days_since_return,
    losses,
    purchases_a_year,
    record_ended,
    revenue_before,
    revenue_year,
    silent_share,
    two_years,
)
from ..facts.silence import (
    breaks,
    chance,
    contract_runs,
    dead,
    gone,
    hard_times,
    project_finished,
    rhythm_known,
    season,
    silence,
    usual_gap,
    visits,
)
from ..rules import Rule, RuleBook

__all__ = ["PRESENCE_FACTS", "STANDING", "Standing", "presence_of"]


class Standing(StrEnum):
    """Where a client stands."""

    PROSPECT = "prospect"
    ONE_TIME = "one-time"
    ACTIVE = "active"
    AT_RISK = "at risk"
    IN_PAUSE = "in pause"
    RETURNED = "returned"
    DORMANT = "dormant"
    LOST = "lost"
    LOST_TWICE = "lost twice"

    @property
    def gone(self) -> bool:
        """Counted in the loss figures (E3.5): dormant or lost."""
        return self in (Standing.DORMANT, Standing.LOST, Standing.LOST_TWICE)

    @property
    def lost(self) -> bool:
        """Stopped for good, as far as can be told (E4.2)."""
        return self in (Standing.LOST, Standing.LOST_TWICE)


little_hope = Number(
    "little-hope", 0.05, Unit.PROBABILITY, "E4.2", "chance of a purchase below which a silent client is lost", 0, 1
)
probation = Number("probation", 365, Unit.DAYS, "E4.18", "days for which a returned client is watched", 0, 3650)
twice = Number("lost-twice", 2, Unit.COUNT, "E4.19", "confirmed losses after which nobody asks again", 1, 100)
part_share = Number(
    "part-share", 0.25, Unit.PROBABILITY, "R18", "share of the account from which a silent part puts it at risk", 0, 1
)
falling_volume = Number(
    "falling-volume",
    0.5,
    Unit.RATIO,
    "R18",
    "revenue of a year against the year before, below which it is at risk",
    0,
    1,
)
volume_visits = Number(
    "volume-visits", 6, Unit.COUNT, "R18", "days of visit in a year from which a fall of revenue is no accident", 1, 366
)

STANDING: Final[RuleBook[Standing]] = RuleBook.of(
    Rule(
        "standing.prospect",
        when=(visits < 1) & ~contract_runs & (breaks < 1),
        says=Standing.PROSPECT,
        because="has not bought yet",
    ),
    Rule("standing.dead", when=dead, says=Standing.LOST, because="the client has died", sources=("E3.9c", "section 6")),
    Rule(
        "standing.record-ended",
        when=record_ended,
        says=Standing.ACTIVE,
        because="its record ended, not its buying: merged, re-registered or buying through somebody else",
        sources=("R21",),
    ),
    Rule(
        "standing.lost-twice",
        when=(breaks > 0) & (confirmed_losses >= twice),
        says=Standing.LOST_TWICE,
        because="left on {break_on}; this is confirmed loss number {confirmed_losses}",
        sources=("E4.19",),
    ),
    Rule(
        "standing.declared-break",
        when=breaks > 0,
        says=Standing.LOST,
        because="a known break on {break_on}",
        sources=("E4.2",),
    ),
    Rule(
        "standing.contract-runs",
        when=contract_runs,
        says=Standing.ACTIVE,
        because="bound by a running contract: notice or expiry decides, not silence",
        sources=("R22",),
    ),
    Rule(
        "standing.project-finished",
        when=project_finished,
        says=Standing.DORMANT,
        because="what the client needed us for is done",
        sources=("D5a", "section 6"),
    ),
    Rule(
        "standing.returned-without-rhythm",
        when=(losses > 0) & (days_since_return <= probation) & (visits <= 1) & ~rhythm_known,
        says=Standing.RETURNED,
        because="came back on {returned_on} with a first purchase and is on probation",
        sources=("E4.16", "E4.18"),
    ),
    Rule(
        "standing.one-time",
        when=(visits <= 1) & ~rhythm_known,
        says=Standing.ONE_TIME,
        because="bought once, and there are no clients alike to judge by",
        sources=("C7",),
    ),
    Rule(
        "standing.hard-times",
        when=hard_times & (silence >= usual_gap),
        says=Standing.DORMANT,
        because="a temporary gap at the client is known; silent for {silence}",
        sources=("E5.5", "section 6"),
    ),
    Rule(
        "standing.season-pause",
        when=(silence >= usual_gap) & (silence < season),
        says=Standing.IN_PAUSE,
        because="silent for {silence}, as in this season of earlier years",
        sources=("E3.5", "section 6"),
    ),
    Rule(
        "standing.beyond-hope",
        when=gone & (chance < little_hope),
        says=Standing.LOST,
        because="silent for {silence}, usually {usual_gap}; a purchase is unlikely ({chance})",
        sources=("E3.5", "E4.2"),
    ),
    Rule(
        "standing.dormant",
        when=gone,
        says=Standing.DORMANT,
        because="silent for {silence}; from {line} on a client with its rhythm of {usual_gap} is gone",
        sources=("E3.5", "E4.2"),
    ),
    Rule(
        "standing.returned",
        when=(losses > 0) & (days_since_return <= probation),
        says=Standing.RETURNED,
        because="came back on {returned_on} and is on probation",
        sources=("E4.16", "E4.18"),
    ),
    Rule(
        "standing.at-risk",
        when=silence >= usual_gap,
        says=Standing.AT_RISK,
        because="silent for {silence}, longer than its usual {usual_gap}",
        sources=("E3.5",),
    ),
    Rule(
        "standing.part-silent",
        when=silent_share >= part_share,
        says=Standing.AT_RISK,
        because="buys on, but no more of {silent_part}, which was {silent_share} of what it bought",
        sources=("R18",),
    ),
    Rule(
        "standing.falling-volume",
        when=two_years & (purchases_a_year >= volume_visits) & (revenue_year < falling_volume * revenue_before),
        says=Standing.AT_RISK,
        because="its rhythm holds, but it bought for {revenue_year} in a year, {revenue_before} in the year before",
        sources=("R18",),
    ),
    Rule(
        "standing.active",
        when=silence < usual_gap,
        says=Standing.ACTIVE,
        because="bought {silence} ago, usually every {usual_gap}",
        sources=("E3.5",),
    ),
    sees=CLIENT_VOCABULARY,
)

PRESENCE_FACTS: Final = frozenset(fact.name for fact in SILENCE_VOCABULARY.facts)


@lru_cache(maxsize=64)
def presence_of(standing: RuleBook[Standing]) -> RuleBook[Standing]:
    """The rules of a standing book that judge one silence without memory: presence.

    >>> [rule.id for rule in presence_of(STANDING)][-3:]
    ['standing.dormant', 'standing.at-risk', 'standing.active']
    """
    return RuleBook(
        tuple(rule for rule in standing.rules if PRESENCE_FACTS.issuperset(facts_of(rule.when))), standing.sees
    )
