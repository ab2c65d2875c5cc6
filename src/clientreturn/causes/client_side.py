"""Client's side: what happened at the client, whatever we did."""

from __future__ import annotations

from typing import Final

from ..facts.families import count_of, recent
from ..facts.silence import line, silence, spread, visits
from ..rules import Rule
from .clue import Clue, against, points_to
from .event_facts import detail, kind, named_reason, suspected

__all__ = ["EVENTS", "STATES"]

EVENTS: Final[tuple[Rule[Clue], ...]] = (
    Rule(
        "client.breached-terms.record",
        when=kind.one_of("terms-breached"),
        says=points_to("client.breached-terms", 4.4),
        because="terms broken by the client on {event_on}",
        sources=("C1b",),
    ),
    Rule(
        "client.breached-terms.unpaid",
        when=kind.one_of("payment-overdue") & (recent("payment-settled") < 1),
        says=points_to({"client.breached-terms": 2.6, "client.hard-times": 1.4}),
        because="an invoice unpaid since {event_on}",
        sources=("C1b",),
    ),
    Rule(
        "client.new-management.record",
        when=kind.one_of("management-change"),
        says=points_to({"client.new-management": 4.2, "client.contact-moved": 0.6}),
        because="new management since {event_on}",
        sources=("B2",),
    ),
    Rule(
        "client.contact-moved.record",
        when=kind.one_of("contact-left"),
        says=points_to({"client.contact-moved": 4.2, "company.forgotten": 0.4}),
        because="our contact left or lost authority on {event_on}",
        sources=("B5",),
    ),
    Rule(
        "client.contact-moved.death",
        when=kind.one_of("died") & (suspected < 1),
        says=points_to({"client.contact-moved": 3.0, "client.died": 3.0}, half_life=None),
        because="a death on {event_on}",
        sources=("E3.9c", "section 6"),
    ),
    Rule(
        "client.kinship.record",
        when=kind.one_of("related-supplier"),
        says=points_to("client.kinship", 5.0, None),
        because="a relative or friend supplies it, known since {event_on}",
        sources=("B5", "E4.7"),
    ),
    Rule(
        "client.closed.record",
        when=kind.one_of("closed"),
        says=points_to("client.closed", 8.0, None),
        because="bankrupt or closed on {event_on}",
        sources=("E3.9",),
    ),
    Rule(
        "client.closed.insolvency",
        when=kind.one_of("insolvency"),
        says=points_to({"client.closed": 3.6, "client.hard-times": 2.0}, half_life=None),
        because="insolvency proceedings since {event_on}",
        sources=("E3.9",),
    ),
    Rule(
        "client.moved-away.record",
        when=kind.one_of("moved-away") & ~(detail("in_reach") > 0),
        says=points_to("client.moved-away", 5.5, None),
        because="moved out of our reach on {event_on}",
        sources=("E3.9b",),
    ),
    Rule(
        "client.hard-times.record",
        when=kind.one_of("hard-times"),
        says=points_to({"client.hard-times": 4.4, "company.priced-out": -0.8}),
        because="a temporary gap at the client since {event_on}",
        sources=("E5.5",),
    ),
    Rule(
        "client.hard-times.too-expensive",
        when=kind.one_of("stated-reason") & named_reason.one_of("company.priced-out") & (recent("hard-times") > 0),
        says=points_to({"client.hard-times": 1.5, "company.priced-out": -1.0}, half_life=None),
        because="said on {event_on} that we are too expensive, in hard times of its own",
        sources=("section 6",),
    ),
    Rule(
        "client.need-ended.record",
        when=kind.one_of("project-finished"),
        says=points_to("client.need-ended", 5.0, None),
        because="what it needed us for was done on {event_on}",
        sources=("D5a",),
    ),
    Rule(
        "client.in-house.record",
        when=kind.one_of("in-house"),
        says=points_to("client.in-house", 5.0, None),
        because="does it itself since {event_on}",
        sources=("R4",),
    ),
)

STATES: Final[tuple[Rule[Clue], ...]] = (
    Rule(
        "client.variety-seeking.irregular",
        when=(silence >= line) & (visits >= 3) & (spread >= 0.9) & (count_of("complaint") < 1),
        says=points_to("client.variety-seeking", 1.6, None),
        because="bought at random: gaps differ widely (spread {spread})",
        sources=("R7",),
    ),
    Rule(
        "client.need-ended.regular-until-the-end",
        when=(visits >= 6) & (spread <= 0.2) & (silence >= line),
        says=against("client.need-ended", 0.5, None),
        because="bought as regularly as a standing need asks for",
        sources=("D5a",),
    ),
)
