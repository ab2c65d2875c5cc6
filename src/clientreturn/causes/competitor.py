"""Competitor's side: who drew the client away, and with what."""

from __future__ import annotations

from typing import Final

from ..facts.families import recent
from ..rules import Rule
from .clue import Clue, against, points_to
from .event_facts import dearer, kind, lure, named_reason, rival_named

__all__ = ["EVENTS", "STATES"]

PRICE: Final = ("price", "discount", "dumping")
SERVICE: Final = ("service", "quality", "benefit", "extra")
PROMISE: Final = ("promise", "miracle")
AMATEUR: Final = ("amateur", "freelancer")
BINDING: Final = ("lock-in", "loyalty", "programme", "buy-out")
LURES: Final = (*PRICE, *SERVICE, *PROMISE, *AMATEUR, *BINDING)
"""With what a competitor's offer draws a client."""

offered = kind.one_of("rival-offer")
too_expensive = named_reason.one_of("company.priced-out") & kind.one_of("stated-reason", "deal-lost", "declared-break")
rival_in_sight = recent("rival-offer") + recent("confirmed-move") + recent("rival-contract") > 0

EVENTS: Final[tuple[Rule[Clue], ...]] = (
    Rule(
        "competitor.better-price.offer",
        when=offered & lure.one_of(*PRICE) & ~dearer,
        says=points_to("competitor.better-price", 4.5),
        because="a competitor offered a better price on {event_on}",
        sources=("B1", "E4.7"),
    ),
    Rule(
        "competitor.better-price.offer-of-unknown-lure",
        when=offered & ~lure.one_of(*LURES) & ~dearer,
        says=points_to({"competitor.better-price": 3.0, "competitor.better-service": 2.6}),
        because="a competitor made an offer on {event_on}; with what it drew is not known",
        sources=("B1",),
    ),
    Rule(
        "competitor.better-price.too-expensive-and-rival",
        when=too_expensive & (rival_in_sight | rival_named),
        says=points_to({"competitor.better-price": 1.8, "company.priced-out": -1.2}, half_life=None),
        because="said on {event_on} that we are too expensive, with a competitor in sight",
        sources=("section 6",),
    ),
    Rule(
        "competitor.better-price.went-dearer",
        when=kind.one_of("confirmed-move", "rival-offer") & dearer,
        says=points_to(
            {"competitor.better-price": -3.0, "company.priced-out": -2.5, "competitor.better-service": 0.8},
            half_life=None,
        ),
        because="went on {event_on} to a competitor that is dearer: not for the price",
        sources=("E3.14a", "section 6"),
    ),
    Rule(
        "competitor.better-service.offer",
        when=offered & lure.one_of(*SERVICE),
        says=points_to("competitor.better-service", 4.7),
        because="a competitor offered better service on {event_on}",
        sources=("B1",),
    ),
    Rule(
        "competitor.unrealistic-promise.offer",
        when=offered & lure.one_of(*PROMISE),
        says=points_to({"competitor.unrealistic-promise": 4.8, "competitor.better-service": 0.5}),
        because="a competitor promised on {event_on} what it can hardly keep",
        sources=("E5.1",),
    ),
    Rule(
        "competitor.cheap-amateur.offer",
        when=offered & lure.one_of(*AMATEUR),
        says=points_to({"competitor.cheap-amateur": 5.0, "competitor.better-price": -0.8}),
        because="a freelancer or amateur took over on {event_on}",
        sources=("E5.7",),
    ),
    Rule(
        "competitor.lock-in.offer",
        when=(offered & lure.one_of(*BINDING)) | kind.one_of("rival-contract"),
        says=points_to({"competitor.lock-in": 5.0, "competitor.better-price": -0.5}, half_life=730),
        because="bound by a competitor's programme or contract since {event_on}",
        sources=("E4.7",),
    ),
    Rule(
        "competitor.kickback.pressure",
        when=kind.one_of("outside-pressure"),
        says=points_to("competitor.kickback", 5.0, 730),
        because="administrative pressure or a kickback, noted on {event_on}",
        sources=("E4.7",),
    ),
    Rule(
        "competitor.third-party.rumour",
        when=kind.one_of("rumour"),
        says=points_to({"competitor.third-party": 4.8, "company.trust-eroded": 0.5}),
        because="a third party spoke ill of us on {event_on}",
        sources=("C1c", "E3.14c"),
    ),
    Rule(
        "competitor.tender-lost.record",
        when=kind.one_of("tender-lost"),
        says=Clue((("competitor.tender-lost", 6.0), ("competitor.better-price", 0.6)), 365, verifies=True),
        because="lost in a tender on {event_on}",
        sources=("R5",),
    ),
    Rule(
        "competitor.moved",
        when=kind.one_of("confirmed-move") & ~dearer,
        says=points_to(
            {
                "competitor.better-price": 0.6,
                "competitor.better-service": 0.6,
                "competitor.unrealistic-promise": 0.3,
                "competitor.lock-in": 0.3,
            },
            half_life=None,
        ),
        because="buys from a competitor since {event_on}: where it went, not why",
        sources=("section 6", "E3.14a"),
    ),
    Rule(
        "competitor.moved.need-goes-on",
        when=kind.one_of("confirmed-move"),
        says=points_to(
            {"client.need-ended": -2.0, "client.closed": -2.5, "client.in-house": -1.2, "client.died": -2.0},
            half_life=None,
        ),
        because="buys elsewhere since {event_on}: the need goes on",
        sources=("section 6",),
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
        says=against("competitor.cheap-amateur", 1.5, None),
        because="a relative supplies it: kinship explains more than cheapness",
        sources=("section 6",),
    ),
)
