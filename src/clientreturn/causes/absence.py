"""Absence: where a kind of event is recorded at the firm and none is on record, that speaks against a cause."""

from __future__ import annotations

from typing import Final

from ..conditions import ALWAYS, Condition
from ..facts.families import count_of
from ..rules import Rule
from .clue import Clue, against
from .event_facts import recorded

__all__ = ["STATES", "TRACES"]

TRACES: Final[dict[str, tuple[str, ...]]] = {
    "company.priced-out": ("price-increase",),
    "company.poor-service": ("complaint",),
    "company.broken-promise": ("complaint", "broken-promise"),
    "company.trust-eroded": ("complaint", "broken-promise"),
    "company.destroyer": ("complaint", "staff-incident"),
    "company.late-delivery": ("complaint", "late-delivery"),
    "company.range-changed": ("range-change",),
    "company.not-told": ("change-not-told",),
    "company.poor-fit": ("missing-feature",),
    "company.could-not-supply": ("supply-failure",),
    "company.billing-failed": ("billing-failure",),
    "company.dropped-by-us": ("dropped-by-us",),
    "competitor.better-price": ("rival-offer",),
    "competitor.better-service": ("rival-offer",),
    "competitor.unrealistic-promise": ("rival-offer",),
    "competitor.cheap-amateur": ("rival-offer",),
    "competitor.lock-in": ("rival-offer", "rival-contract"),
    "competitor.kickback": ("outside-pressure",),
    "competitor.third-party": ("rumour",),
    "competitor.tender-lost": ("tender-lost",),
    "client.breached-terms": ("payment-overdue",),
    "client.new-management": ("management-change",),
    "client.contact-moved": ("contact-left",),
    "client.kinship": ("related-supplier",),
    "client.closed": ("closed",),
    "client.moved-away": ("moved-away",),
    "client.died": ("died",),
    "client.hard-times": ("hard-times",),
    "client.need-ended": ("project-finished",),
    "client.in-house": ("in-house",),
    "client.variety-seeking": ("multi-sourcing",),
}
"""Which kinds of events would show a reason, were it the cause."""


def _absent(reason: str, kinds: tuple[str, ...]) -> Rule[Clue]:
    nothing: Condition = ALWAYS
    for kind in kinds:
        nothing = nothing & (recorded(kind) > 0) & (count_of(kind) < 1)
    return Rule(
        f"{reason}.no-trace",
        when=nothing,
        says=against(reason, 1.0, None),
        because=f"no {' and no '.join(kinds)} on record, where such are recorded",
        sources=("B7a",),
    )


STATES: Final[tuple[Rule[Clue], ...]] = tuple(_absent(reason, kinds) for reason, kinds in TRACES.items())
