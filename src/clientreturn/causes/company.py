"""Company's side: what we did, or left undone, that made a client leave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ..conditions import Number, Unit
from ..facts.client import complaints, outreach, owned_days
from ..facts.families import count_of, recent
from ..facts.silence import line, silence, usual_gap
from ..rules import Rule
from .clue import Clue, against, fault, points_to
from .event_facts import detail, employee_named, kind, recorded, solved_well, topic

__all__ = ["EVENTS", "STATES"]

steep_increase = Number(
    "steep-increase", 10, Unit.COUNT, "A4", "per cent of a price increase from which it can drive clients away", 0, 1000
)


def _complaint(about: str, weights: Mapping[str, float], *sources: str) -> tuple[Rule[Clue], Rule[Clue]]:
    """A topic of complaint speaks for its reasons; solved well, it speaks against the first of them."""
    reason = next(iter(weights))
    complained = kind.one_of("complaint") & topic.one_of(about)
    return (
        Rule(
            f"{reason}.complaint-{about}",
            when=complained & ~solved_well,
            says=fault(weights),
            because=f"complained about {about} on {{event_on}}",
            sources=sources,
        ),
        Rule(
            f"{reason}.complaint-{about}-solved",
            when=complained & solved_well,
            says=against(reason, 1.5),
            because=f"its complaint about {about} of {{event_on}} was solved well",
            sources=("E4.18",),
        ),
    )


EVENTS: Final[tuple[Rule[Clue], ...]] = (
    *_complaint("delivery", {"company.late-delivery": 4.2, "company.poor-service": 0.8}, "E3.14a"),
    *_complaint("quality", {"company.poor-service": 4.2}, "A6", "E2.3"),
    *_complaint("service", {"company.poor-service": 4.0}, "A6", "E2.3"),
    *_complaint("staff", {"company.destroyer": 3.2, "company.poor-service": 1.8}, "C1d", "section 6"),
    *_complaint("price", {"company.priced-out": 2.6, "competitor.better-price": 1.0}, "A4"),
    *_complaint("billing", {"company.billing-failed": 4.2}, "R3"),
    *_complaint("promise", {"company.broken-promise": 4.4, "company.trust-eroded": 1.0}, "B3", "C1b"),
    *_complaint("stock", {"company.could-not-supply": 4.2}, "R2"),
    *_complaint("product", {"company.poor-fit": 4.2}, "R1"),
    *_complaint("communication", {"company.not-told": 3.4, "company.forgotten": 1.2}, "E5.3a"),
    Rule(
        "company.late-delivery.delay",
        when=kind.one_of("late-delivery"),
        says=fault({"company.late-delivery": 4.0, "company.broken-promise": 0.6}),
        because="delivered late on {event_on}",
        sources=("E3.14a",),
    ),
    Rule(
        "company.late-delivery.again-and-again",
        when=kind.one_of("late-delivery") & (count_of("late-delivery") >= 3),
        says=points_to("company.late-delivery", 0.7),
        because="one of {count:late-delivery} late deliveries",
        sources=("E3.14a",),
    ),
    Rule(
        "company.destroyer.incident",
        when=kind.one_of("staff-incident") & employee_named,
        says=fault({"company.destroyer": 4.6, "company.trust-eroded": 0.8}),
        because="conduct of an employee on {event_on}; a suspicion to look into, no verdict",
        sources=("C1d", "E5.2", "C5"),
    ),
    Rule(
        "company.poor-service.unnamed-incident",
        when=kind.one_of("staff-incident") & ~employee_named,
        says=fault({"company.poor-service": 3.2, "company.destroyer": 1.6}),
        because="an incident with our staff on {event_on}, nobody named",
        sources=("A6", "section 6"),
    ),
    Rule(
        "company.destroyer.named-in-complaint",
        when=kind.one_of("complaint") & employee_named & ~solved_well & topic.one_of("staff", "service"),
        says=points_to("company.destroyer", 1.6),
        because="the complaint of {event_on} names an employee",
        sources=("C1d", "section 6"),
    ),
    Rule(
        "company.broken-promise.record",
        when=kind.one_of("broken-promise"),
        says=fault({"company.broken-promise": 4.6, "company.trust-eroded": 1.0}),
        because="a promise of ours not kept on {event_on}",
        sources=("B3", "C1b"),
    ),
    Rule(
        "company.trust-eroded.series",
        when=kind.one_of("broken-promise", "complaint") & (complaints + count_of("broken-promise") >= 4),
        says=points_to("company.trust-eroded", 1.1),
        because="one of a series of faults: {complaints} complaints, {count:broken-promise} broken promises",
        sources=("B4",),
    ),
    Rule(
        "company.priced-out.increase",
        when=kind.one_of("price-increase") & (detail("percent") >= steep_increase),
        says=points_to({"company.priced-out": 3.9, "competitor.better-price": 0.8}),
        because="our price rose by {detail:percent} % on {event_on}",
        sources=("A4",),
    ),
    Rule(
        "company.priced-out.small-increase",
        when=kind.one_of("price-increase") & (detail("percent") < steep_increase),
        says=points_to("company.priced-out", 1.5),
        because="our price rose by {detail:percent} % on {event_on}",
        sources=("A4",),
    ),
    Rule(
        "company.range-changed.record",
        when=kind.one_of("range-change"),
        says=points_to({"company.range-changed": 4.4, "company.poor-fit": 0.6}),
        because="what it bought was dropped or repositioned on {event_on}",
        sources=("E3.14b",),
    ),
    Rule(
        "company.not-told.record",
        when=kind.one_of("change-not-told"),
        says=fault("company.not-told", 4.6),
        because="not told in time of the change of {event_on}",
        sources=("E5.3a",),
    ),
    Rule(
        "company.poor-fit.missing-feature",
        when=kind.one_of("missing-feature"),
        says=points_to("company.poor-fit", 4.2),
        because="asked on {event_on} for what our product does not do",
        sources=("R1",),
    ),
    Rule(
        "company.could-not-supply.record",
        when=kind.one_of("supply-failure"),
        says=fault({"company.could-not-supply": 4.4, "company.late-delivery": 0.6}),
        because="we could not supply on {event_on}",
        sources=("R2",),
    ),
    Rule(
        "company.billing-failed.record",
        when=kind.one_of("billing-failure"),
        says=fault("company.billing-failed", 4.4),
        because="billing or payment failed on {event_on}",
        sources=("R3",),
    ),
    Rule(
        "company.dropped-by-us.record",
        when=kind.one_of("dropped-by-us", "lead-dropped"),
        says=points_to("company.dropped-by-us", 6.5, None),
        because="we ended the relation on {event_on}",
        sources=("R6", "E4.6"),
    ),
    Rule(
        "company.forgotten.inquiry-unanswered",
        when=kind.one_of("inquiry") & (outreach < 1),
        says=fault({"company.forgotten": 2.6, "company.poor-service": 0.8}),
        because="asked for something on {event_on} and heard nothing",
        sources=("A1",),
    ),
    Rule(
        "company.forgotten.contact",
        when=kind.one_of("contact", "offer") & (recent("contact") + recent("offer") >= 2),
        says=against("company.forgotten", 0.8, None),
        because="we were in touch on {event_on}",
        sources=("A1",),
    ),
)

STATES: Final[tuple[Rule[Clue], ...]] = (
    Rule(
        "company.forgotten.no-contact",
        when=(recorded("contact") > 0) & (outreach < 1) & (silence >= line) & (complaints < 1),
        says=points_to("company.forgotten", 3.2, None),
        because="nobody has been in touch since the last purchase {silence} ago; no complaint on record",
        sources=("A1", "C1a"),
    ),
    Rule(
        "company.forgotten.new-owner",
        when=(owned_days < silence) & (silence >= usual_gap) & (outreach < 1),
        says=points_to("company.forgotten", 1.2, None),
        because="changed hands {owned_days} ago, since when nobody has been in touch",
        sources=("A1", "C1a"),
    ),
    Rule(
        "company.late-delivery.bought-since",
        when=(count_of("late-delivery") >= 1) & (recent("late-delivery") < 1) & (recent("complaint") < 1),
        says=against("company.late-delivery", 0.8, None),
        because="bought again after the late delivery",
        sources=("E3.14a",),
    ),
)
