"""Absence: where a kind of event is recorded at the firm and none is on record, that speaks against a cause."""

from __future__ import annotations

from typing import Final

from ..conditions import ALWAYS, Condition
from ..facts.families import count_of
from ..rules import Rule
from .clue import Clue, against
from .event_facts import recorded

__all__ = ["STATES", "TRACES"]

TRACES: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "company.priced-out": (("price-increase",), ("discount-asked",)),
    "company.poor-service": (("complaint",), ("survey", "goods-returned", "outage", "staff-incident", "escalation")),
    "company.broken-promise": (("complaint",), ("broken-promise", "dispute")),
    "company.trust-eroded": (("complaint",), ("broken-promise", "trust-doubted", "escalation", "dispute")),
    "company.destroyer": (("complaint",), ("staff-incident",)),
    "company.late-delivery": (("late-delivery",), ("complaint", "delivery")),
    "company.range-changed": (("range-change",), ()),
    "company.not-told": (("complaint",), ("change-not-told",)),
    "company.poor-fit": (("complaint",), ("missing-feature", "goods-returned")),
    "company.could-not-supply": (("supply-failure",), ("complaint",)),
    "company.billing-failed": (("billing-failure",), ("complaint",)),
    "company.dropped-by-us": (("dropped-by-us",), ("lead-dropped",)),
    "competitor.better-price": (("rival-offer",), ()),
    "competitor.better-service": (("rival-offer",), ()),
    "competitor.unrealistic-promise": (("rival-offer",), ()),
    "competitor.cheap-amateur": (("rival-offer",), ()),
    "competitor.lock-in": (("rival-offer",), ("rival-contract",)),
    "competitor.kickback": (("outside-pressure",), ()),
    "competitor.third-party": (("rumour",), ()),
    "competitor.tender-lost": (("tender-lost",), ()),
    "client.breached-terms": (("payment-overdue",), ("terms-breached", "dispute")),
    "client.new-management": (("management-change",), ()),
    "client.contact-moved": (("contact-left",), ("died",)),
    "client.kinship": (("related-supplier",), ()),
    "client.closed": (("closed",), ("insolvency",)),
    "client.moved-away": (("moved-away",), ()),
    "client.died": (("died",), ()),
    "client.hard-times": (("hard-times",), ("insolvency", "payment-overdue")),
    "client.need-ended": (("project-finished",), ()),
    "client.in-house": (("in-house",), ()),
    "client.variety-seeking": (("multi-sourcing",), ()),
}
"""For each reason, the kinds that would show it where they are recorded, and further kinds of which none may be there."""


def _absent(reason: str, kinds: tuple[str, ...], further: tuple[str, ...]) -> Rule[Clue]:
    nothing: Condition = ALWAYS
    for kind in kinds:
        nothing = nothing & (recorded(kind) > 0)
    for kind in (*kinds, *further):
        nothing = nothing & (count_of(kind) < 1)
    return Rule(
        f"{reason}.no-trace",
        when=nothing,
        says=against(reason, 1.0, None),
        because=f"no {' and no '.join(kinds)} on record, where such are recorded",
        sources=("B7a",),
    )


STATES: Final[tuple[Rule[Clue], ...]] = tuple(
    _absent(reason, kinds, further) for reason, (kinds, further) in TRACES.items()
)
