"""Competitor's side: who drew the client away, and with what."""

from __future__ import annotations

from typing import Final

from ..facts.families import recent
from ..rules import Rule
from .clue import Clue, against, points_to
from .event_facts import kind, lure, named_reason

__all__ = ["EVENTS", "STATES"]

offered = kind.one_of("rival-offer")

EVENTS: Final[tuple[Rule[Clue], ...]] = (
    Rule(
        "competitor.better-price.offer",
        when=offered & lure.one_of("price"),
        says=points_to("competitor.better-price", 3.8),
        because="a competitor offered a better price on {event_on}",
        sources=("B1", "E4.7"),
    ),
    Rule(
        "competitor.better-price.too-expensive-and-rival",
        when=kind.one_of("stated-reason")
        & named_reason.one_of("company.priced-out")
        & (recent("rival-offer") + recent("confirmed-move") > 0),
        says=points_to({"competitor.better-price": 1.8, "company.priced-out": -1.2}, half_life=None),
        because="said on {event_on} that we are too expensive, with a competitor in sight",
        sources=("section 6",),
    ),
    Rule(
        "competitor.better-service.offer",
        when=offered & lure.one_of("service"),
        says=points_to("competitor.better-service", 3.8),
        because="a competitor offered better service on {event_on}",
        sources=("B1",),
    ),
    Rule(
        "competitor.unrealistic-promise.offer",
        when=offered & lure.one_of("promise"),
        says=points_to({"competitor.unrealistic-promise": 4.2, "competitor.better-service": 0.5}),
        because="a competitor promised on {event_on} what it can hardly keep",
        sources=("E5.1",),
    ),
    Rule(
        "competitor.cheap-amateur.offer",
        when=offered & lure.one_of("amateur"),
        says=points_to({"competitor.cheap-amateur": 4.4, "competitor.better-price": -0.8}),
        because="a freelancer or amateur took over on {event_on}",
        sources=("E5.7",),
    ),
    Rule(
        "competitor.lock-in.offer",
        when=offered & lure.one_of("lock-in", "loyalty"),
        says=points_to({"competitor.lock-in": 4.4, "competitor.better-price": -0.5}),
        because="bound by a competitor's programme or contract since {event_on}",
        sources=("E4.7",),
    ),
    Rule(
        "competitor.kickback.pressure",
        when=kind.one_of("outside-pressure"),
        says=points_to("competitor.kickback", 4.6),
        because="administrative pressure or a kickback, noted on {event_on}",
        sources=("E4.7",),
    ),
    Rule(
        "competitor.third-party.rumour",
        when=kind.one_of("rumour"),
        says=points_to({"competitor.third-party": 4.4, "company.trust-eroded": 0.5}),
        because="a third party spoke ill of us on {event_on}",
        sources=("C1c", "E3.14c"),
    ),
    Rule(
        "competitor.tender-lost.record",
        when=kind.one_of("tender-lost"),
        says=points_to({"competitor.tender-lost": 5.0, "competitor.better-price": 0.6}),
        because="lost in a tender on {event_on}",
        sources=("R5",),
    ),
    Rule(
        "competitor.moved",
        when=kind.one_of("confirmed-move"),
        says=points_to(
            {
                "competitor.better-price": 0.8,
                "competitor.better-service": 0.8,
                "competitor.unrealistic-promise": 0.4,
                "competitor.lock-in": 0.4,
                "client.need-ended": -2.0,
                "client.closed": -2.0,
            },
            half_life=None,
        ),
        because="buys from a competitor since {event_on}: where it went, not why",
        sources=("section 6", "E3.14a"),
    ),
)

STATES: Final[tuple[Rule[Clue], ...]] = (
    Rule(
        "competitor.better-price.kin-first",
        when=recent("related-supplier") > 0,
        says=against("competitor.better-price", 1.5, None),
        because="a relative supplies it: kinship explains more than price",
        sources=("section 6",),
    ),
    Rule(
        "competitor.cheap-amateur.kin-first",
        when=recent("related-supplier") > 0,
        says=against("competitor.cheap-amateur", 1.0, None),
        because="a relative supplies it: kinship explains more than cheapness",
        sources=("section 6",),
    ),
)
