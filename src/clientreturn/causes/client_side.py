"""Client's side: what happened at the client, whatever we did."""

from __future__ import annotations

from typing import Final

from ..conditions import Number, Unit
from ..facts.families import count_of, recent
from ..facts.silence import spread, visits
from ..rules import Rule
from .clue import Clue, against, points_to
from .event_facts import ends, in_reach, kind, named_reason, suspected

__all__ = ["EVENTS", "STATES"]

at_random = Number("at-random", 0.9, Unit.RATIO, "R7", "spread of gaps from which buying is at random", 0.3, 5)
like_clockwork = Number("like-clockwork", 0.2, Unit.RATIO, "D5a", "spread of gaps up to which a need stands", 0, 1)


def _settled(reason: str, weight: float) -> Clue:
    """What a register or a notice says about the client settles the cause."""
    return Clue(((reason, weight),), verifies=True)


EVENTS: Final[tuple[Rule[Clue], ...]] = (
    Rule(
        "client.breached-terms.record",
        when=kind.one_of("terms-breached"),
        says=points_to("client.breached-terms", 5.0),
        because="terms broken by the client on {event_on}",
        sources=("C1b",),
    ),
    Rule(
        "client.breached-terms.unpaid",
        when=kind.one_of("payment-overdue") & (recent("payment-settled") < 1),
        says=points_to({"client.breached-terms": 4.4, "client.hard-times": 1.6}),
        because="an invoice unpaid since {event_on}",
        sources=("C1b",),
    ),
    Rule(
        "client.breached-terms.paid",
        when=kind.one_of("payment-settled"),
        says=against("client.breached-terms", 1.5),
        because="paid on {event_on} what was overdue",
        sources=("C1b",),
    ),
    Rule(
        "client.new-management.record",
        when=kind.one_of("management-change"),
        says=points_to({"client.new-management": 4.8, "client.contact-moved": 0.6}),
        because="new management since {event_on}",
        sources=("B2",),
    ),
    Rule(
        "client.contact-moved.record",
        when=kind.one_of("contact-left"),
        says=points_to({"client.contact-moved": 4.8, "company.forgotten": 0.4}),
        because="our contact left or lost authority on {event_on}",
        sources=("B5",),
    ),
    Rule(
        "client.contact-moved.death",
        when=kind.one_of("died") & ~ends & (suspected < 1),
        says=points_to("client.contact-moved", 5.0),
        because="our contact died on {event_on}",
        sources=("E3.9c", "section 6"),
    ),
    Rule(
        "client.died.record",
        when=kind.one_of("died") & ends,
        says=_settled("client.died", 7.5),
        because="died on {event_on}",
        sources=("E3.9c", "section 6"),
    ),
    Rule(
        "client.died.suspected",
        when=kind.one_of("died") & (suspected > 0),
        says=points_to("client.died", 3.0, None),
        because="a death is suspected since {event_on}; to be confirmed",
        sources=("E3.9c", "section 6"),
    ),
    Rule(
        "client.kinship.record",
        when=kind.one_of("related-supplier"),
        says=points_to("client.kinship", 5.2, None),
        because="a relative or friend supplies it, known since {event_on}",
        sources=("B5", "E4.7"),
    ),
    Rule(
        "client.closed.record",
        when=kind.one_of("closed"),
        says=_settled("client.closed", 7.5),
        because="bankrupt or closed on {event_on}",
        sources=("E3.9",),
    ),
    Rule(
        "client.closed.insolvency",
        when=kind.one_of("insolvency"),
        says=points_to({"client.closed": 5.4, "client.hard-times": 1.6}, half_life=None),
        because="insolvency proceedings since {event_on}",
        sources=("E3.9",),
    ),
    Rule(
        "client.moved-away.record",
        when=kind.one_of("moved-away") & ~in_reach,
        says=_settled("client.moved-away", 6.5),
        because="moved out of our reach on {event_on}",
        sources=("E3.9b",),
    ),
    Rule(
        "client.moved-away.in-reach",
        when=kind.one_of("moved-away") & in_reach,
        says=against("client.moved-away", 2.0, None),
        because="moved on {event_on} inside our service area: no cause",
        sources=("E3.9b",),
    ),
    Rule(
        "client.moved-away.still-bought",
        when=kind.one_of("delivery") & (recent("moved-away") > 0),
        says=against("client.moved-away", 1.5, 180),
        because="was still delivered to on {event_on}",
        sources=("E3.9b",),
    ),
    Rule(
        "client.hard-times.record",
        when=kind.one_of("hard-times"),
        says=points_to({"client.hard-times": 4.9, "company.priced-out": -0.8}),
        because="a temporary gap at the client since {event_on}",
        sources=("E5.5",),
    ),
    Rule(
        "client.hard-times.too-expensive",
        when=kind.one_of("stated-reason", "deal-lost", "declared-break")
        & named_reason.one_of("company.priced-out")
        & (recent("hard-times") > 0),
        says=points_to({"client.hard-times": 1.5, "company.priced-out": -1.0}, half_life=None),
        because="said on {event_on} that we are too expensive, in hard times of its own",
        sources=("section 6",),
    ),
    Rule(
        "client.need-ended.record",
        when=kind.one_of("project-finished"),
        says=points_to("client.need-ended", 5.2, 730),
        because="what it needed us for was done on {event_on}",
        sources=("D5a",),
    ),
    Rule(
        "client.need-ended.asks-again",
        when=kind.one_of("inquiry", "discount-asked"),
        says=points_to({"client.need-ended": -1.2, "client.in-house": -0.4, "client.closed": -1.5}),
        because="asked for something on {event_on}: the need goes on",
        sources=("D5a",),
    ),
    Rule(
        "client.in-house.record",
        when=kind.one_of("in-house"),
        says=points_to("client.in-house", 5.2, None),
        because="does it itself since {event_on}",
        sources=("R4",),
    ),
    Rule(
        "client.variety-seeking.seen",
        when=kind.one_of("multi-sourcing"),
        says=points_to({"client.variety-seeking": 5.2, "competitor.better-price": 0.5}, half_life=730),
        because="seen on {event_on} to buy now here, now there",
        sources=("R7",),
    ),
)

STATES: Final[tuple[Rule[Clue], ...]] = (
    Rule(
        "client.contact-moved.with-the-management",
        when=count_of("management-change") > 0,
        says=against("client.contact-moved", 0.8, None),
        because="the management changed: that explains why our contact went, too",
        sources=("B2", "section 6"),
    ),
    Rule(
        "client.variety-seeking.irregular",
        when=(visits >= 3) & (spread >= at_random) & (count_of("complaint") < 1),
        says=points_to("client.variety-seeking", 1.6, None),
        because="bought at random: gaps differ widely (spread {spread})",
        sources=("R7",),
    ),
    Rule(
        "client.variety-seeking.regular",
        when=(visits >= 6) & (spread <= like_clockwork),
        says=against("client.variety-seeking", 1.0, None),
        because="bought as regularly as habit needs a tie (spread {spread})",
        sources=("R7",),
    ),
    Rule(
        "client.need-ended.regular-until-the-end",
        when=(visits >= 6) & (spread <= like_clockwork),
        says=against("client.need-ended", 0.4, None),
        because="bought as regularly as a standing need asks for",
        sources=("D5a",),
    ),
    Rule(
        "client.hard-times.dearer-elsewhere",
        when=(recent("confirmed-move") > 0) & (recent("hard-times") < 1),
        says=against("client.hard-times", 0.8, None),
        because="buys elsewhere: it has money for what it needs",
        sources=("E5.5",),
    ),
)
