"""Company's side: what we did, or left undone, that made a client leave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ..conditions import Number, Unit
from ..facts.client import complaints
from ..facts.families import count_of, recent
from ..rules import Rule
from .clue import NAMED, Clue, against, fault, points_to
from .event_facts import (
    before_loss,
    detail,
    employee_named,
    handed_over,
    kind,
    named_reason,
    percent,
    recorded,
    says_why,
    solved_well,
    topic,
    untouched,
)

__all__ = ["EVENTS", "STATES"]

steep_increase = Number(
    "steep-increase", 10, Unit.COUNT, "A4", "per cent of a price increase from which it can drive clients away", 0, 1000
)
very_steep_increase = Number(
    "very-steep-increase", 20, Unit.COUNT, "A4", "per cent of a price increase that few clients let pass", 0, 1000
)
neglect = Number("neglect", 180, Unit.DAYS, "D1", "days without a word from us that are neglect", 14, 1095)
long_neglect = Number(
    "long-neglect", 300, Unit.DAYS, "D1", "days without a word from us in which a client is forgotten", 30, 1825
)
near_contact = Number(
    "near-contact", 60, Unit.DAYS, "D1", "days before the loss in which a word from us counts", 1, 365
)
fresh_owner = Number("fresh-owner", 270, Unit.DAYS, "A1", "days before the loss in which a new owner matters", 14, 1095)
noticeable_delay = Number("noticeable-delay", 1, Unit.DAYS, "E3.14a", "days late from which a delivery is late", 0, 60)
poor_rating = Number("poor-rating", 6, Unit.COUNT, "A6", "rating of 0–10 up to which a client is dissatisfied", 0, 10)
top_rating = Number("top-rating", 9, Unit.COUNT, "A1", "rating of 0–10 from which a client is satisfied", 0, 10)

TOPICS: Final[tuple[tuple[tuple[str, ...], dict[str, float], tuple[str, ...]], ...]] = (
    (("delivery", "shipping", "logistics", "delay"), {"company.late-delivery": 4.5, "company.poor-service": 0.6}, ("E3.14a",)),
    (("quality", "defect", "workmanship"), {"company.poor-service": 4.5}, ("A6", "E2.3")),
    (("service", "support"), {"company.poor-service": 4.4, "company.destroyer": 0.4}, ("A6", "E2.3")),
    (("price", "cost"), {"company.priced-out": 3.6, "competitor.better-price": 1.0}, ("A4",)),
    (("billing", "invoice", "payment"), {"company.billing-failed": 4.5}, ("R3",)),
    (("promise", "agreement", "contract", "terms"), {"company.broken-promise": 4.6, "company.trust-eroded": 0.8}, ("B3", "C1b")),
    (("trust", "respect", "honesty"), {"company.trust-eroded": 4.6}, ("B4",)),
    (("stock", "availability", "supply", "capacity"), {"company.could-not-supply": 4.5}, ("R2",)),
    (("product", "feature", "features", "usability", "fit"), {"company.poor-fit": 4.5}, ("R1",)),
    (("range", "assortment"), {"company.range-changed": 4.3, "company.poor-fit": 0.6}, ("E3.14b",)),
    (("communication", "information", "notice"), {"company.not-told": 3.9, "company.forgotten": 1.0}, ("E5.3a",)),
    (("neglect", "no contact", "unanswered"), {"company.forgotten": 4.0, "company.poor-service": 0.6}, ("A1", "C1a")),
)  # fmt: skip
"""What complaints are about, and the reasons that they speak for; the first one is undone by a good solution."""

STAFF: Final = ("staff", "employee", "rudeness", "behaviour", "attitude")
_LISTED: Final = (*STAFF, *(name for names, _, _ in TOPICS for name in names))

complained = kind.one_of("complaint")
about_somebody = named_reason.one_of("company.destroyer") & ~employee_named & says_why


def _complaint(
    names: tuple[str, ...], weights: Mapping[str, float], sources: tuple[str, ...]
) -> tuple[Rule[Clue], ...]:
    """A topic of complaint speaks for its reasons; solved well, it speaks against the first of them."""
    reason = next(iter(weights))
    about = complained & topic.one_of(*names)
    return (
        Rule(
            f"{reason}.complaint-{names[0]}",
            when=about & ~solved_well,
            says=fault(weights),
            because=f"complained about {names[0]} on {{event_on}}",
            sources=sources,
        ),
        Rule(
            f"{reason}.complaint-{names[0]}-solved",
            when=about & solved_well,
            says=against(reason, 0.8),
            because=f"its complaint about {names[0]} of {{event_on}} was solved well",
            sources=("E4.18",),
        ),
    )


EVENTS: Final[tuple[Rule[Clue], ...]] = (
    *(rule for names, weights, sources in TOPICS for rule in _complaint(names, weights, sources)),
    Rule(
        "company.destroyer.complaint-staff",
        when=complained & topic.one_of(*STAFF) & employee_named & ~solved_well,
        says=fault({"company.destroyer": 4.5, "company.poor-service": 0.8}),
        because="complained about a named employee on {event_on}; a suspicion to look into, no verdict",
        sources=("C1d", "section 6"),
    ),
    Rule(
        "company.poor-service.complaint-staff-unnamed",
        when=complained & topic.one_of(*STAFF) & ~employee_named & ~solved_well,
        says=fault({"company.poor-service": 4.2, "company.destroyer": 2.0}),
        because="complained about our staff on {event_on}, nobody named",
        sources=("A6", "section 6"),
    ),
    Rule(
        "company.destroyer.complaint-staff-solved",
        when=complained & topic.one_of(*STAFF) & solved_well,
        says=against("company.destroyer", 0.8),
        because="its complaint about our staff of {event_on} was solved well",
        sources=("E4.18",),
    ),
    Rule(
        "company.complaint.read",
        when=complained & ~topic.one_of(*_LISTED) & says_why & ~about_somebody & ~solved_well,
        says=fault(NAMED, 4.4),
        because="complained on {event_on}",
        sources=("A6", "E3.10"),
    ),
    Rule(
        "company.poor-service.complaint-read-unnamed",
        when=complained & ~topic.one_of(*_LISTED) & about_somebody & ~solved_well,
        says=fault({"company.poor-service": 4.2, "company.destroyer": 2.0}),
        because="complained about somebody of ours on {event_on}, nobody named",
        sources=("A6", "section 6"),
    ),
    Rule(
        "company.poor-service.complaint",
        when=complained & ~says_why & ~solved_well & ~topic.one_of(*_LISTED),
        says=fault("company.poor-service", 3.6),
        because="complained on {event_on}",
        sources=("A6",),
    ),
    Rule(
        "company.poor-service.complaint-solved",
        when=complained & solved_well & ~topic.one_of(*_LISTED),
        says=against("company.poor-service", 0.8),
        because="its complaint of {event_on} was solved well",
        sources=("E4.18",),
    ),
    Rule(
        "company.late-delivery.delay",
        when=kind.one_of("late-delivery") | (kind.one_of("delivery") & (detail("days") >= noticeable_delay)),
        says=fault({"company.late-delivery": 4.5, "company.broken-promise": 0.5}),
        because="delivered late on {event_on}",
        sources=("E3.14a",),
    ),
    Rule(
        "company.late-delivery.on-time",
        when=kind.one_of("delivery") & (detail("days") < noticeable_delay),
        says=against("company.late-delivery", 0.6, 180),
        because="delivered on time on {event_on}",
        sources=("E3.14a",),
    ),
    Rule(
        "company.destroyer.incident",
        when=kind.one_of("staff-incident") & employee_named,
        says=fault({"company.destroyer": 4.5, "company.trust-eroded": 0.6}),
        because="conduct of an employee on {event_on}; a suspicion to look into, no verdict",
        sources=("C1d", "E5.2", "C5"),
    ),
    Rule(
        "company.poor-service.unnamed-incident",
        when=kind.one_of("staff-incident") & ~employee_named,
        says=fault({"company.poor-service": 4.2, "company.destroyer": 2.0}),
        because="an incident with our staff on {event_on}, nobody named",
        sources=("A6", "section 6"),
    ),
    Rule(
        "company.destroyer.named-in-complaint",
        when=complained
        & employee_named
        & ~solved_well
        & topic.one_of("service", "support", "communication", "promise"),
        says=points_to("company.destroyer", 1.6),
        because="the complaint of {event_on} names an employee",
        sources=("C1d", "section 6"),
    ),
    Rule(
        "company.broken-promise.record",
        when=kind.one_of("broken-promise"),
        says=fault({"company.broken-promise": 4.5, "company.trust-eroded": 0.8}),
        because="a promise of ours not kept on {event_on}",
        sources=("B3", "C1b"),
    ),
    Rule(
        "company.broken-promise.kept",
        when=kind.one_of("promise-kept"),
        says=points_to({"company.broken-promise": -0.8, "company.trust-eroded": -0.6}),
        because="a promise of ours kept on {event_on}",
        sources=("B10",),
    ),
    Rule(
        "company.trust-eroded.doubt",
        when=kind.one_of("trust-doubted"),
        says=fault("company.trust-eroded", 4.7),
        because="doubted our word on {event_on}",
        sources=("B4",),
    ),
    Rule(
        "company.trust-eroded.escalation",
        when=kind.one_of("escalation"),
        says=fault({"company.trust-eroded": 3.0, "company.poor-service": 2.6, "company.destroyer": 1.0}),
        because="went over its contact's head to our management on {event_on}",
        sources=("B4",),
    ),
    Rule(
        "company.trust-eroded.dispute",
        when=kind.one_of("dispute"),
        says=fault({"company.trust-eroded": 3.2, "company.broken-promise": 2.6, "client.breached-terms": 1.4}),
        because="in dispute with us since {event_on}",
        sources=("B4", "B3"),
    ),
    Rule(
        "company.priced-out.very-steep-increase",
        when=kind.one_of("price-increase") & (percent >= very_steep_increase),
        says=points_to({"company.priced-out": 5.0, "competitor.better-price": 0.8}),
        because="our price rose by {percent} % on {event_on}",
        sources=("A4",),
    ),
    Rule(
        "company.priced-out.increase",
        when=kind.one_of("price-increase") & (percent >= steep_increase) & (percent < very_steep_increase),
        says=points_to({"company.priced-out": 4.5, "competitor.better-price": 0.8}),
        because="our price rose by {percent} % on {event_on}",
        sources=("A4",),
    ),
    Rule(
        "company.priced-out.small-increase",
        when=kind.one_of("price-increase") & (percent > 0) & (percent < steep_increase),
        says=points_to("company.priced-out", 1.8),
        because="our price rose by {percent} % on {event_on}",
        sources=("A4",),
    ),
    Rule(
        "company.priced-out.increase-of-unknown-size",
        when=kind.one_of("price-increase") & (percent <= 0),
        says=points_to("company.priced-out", 3.2),
        because="our price rose on {event_on}, by how much was not noted",
        sources=("A4",),
    ),
    Rule(
        "company.priced-out.discount-asked",
        when=kind.one_of("discount-asked"),
        says=points_to({"company.priced-out": 2.6, "competitor.better-price": 1.6, "client.hard-times": 1.2}),
        because="asked for a lower price on {event_on}",
        sources=("A4",),
    ),
    Rule(
        "company.range-changed.record",
        when=kind.one_of("range-change"),
        says=points_to({"company.range-changed": 4.8, "company.poor-fit": 0.6}),
        because="what it bought was dropped or repositioned on {event_on}",
        sources=("E3.14b",),
    ),
    Rule(
        "company.not-told.record",
        when=kind.one_of("change-not-told"),
        says=fault({"company.not-told": 4.6, "company.trust-eroded": 0.4}),
        because="not told in time of the change of {event_on}",
        sources=("E5.3a",),
    ),
    Rule(
        "company.poor-fit.missing-feature",
        when=kind.one_of("missing-feature"),
        says=points_to("company.poor-fit", 4.8),
        because="asked on {event_on} for what our product does not do",
        sources=("R1",),
    ),
    Rule(
        "company.poor-service.goods-returned",
        when=kind.one_of("goods-returned"),
        says=fault({"company.poor-service": 4.0, "company.poor-fit": 1.8}),
        because="sent goods back, or rejected work, on {event_on}",
        sources=("A6", "E2.3"),
    ),
    Rule(
        "company.poor-service.outage",
        when=kind.one_of("outage"),
        says=fault({"company.poor-service": 4.2, "company.could-not-supply": 1.0}),
        because="what it uses of us broke down on {event_on}",
        sources=("A6", "E4.13"),
    ),
    Rule(
        "company.poor-service.low-rating",
        when=kind.one_of("survey") & (detail("score") <= poor_rating) & ~says_why,
        says=fault({"company.poor-service": 3.4, "company.trust-eroded": 1.0}),
        because="rated us {detail:score} of 10 on {event_on}",
        sources=("A6",),
    ),
    Rule(
        "company.complaint.low-rating-read",
        when=kind.one_of("survey") & (detail("score") <= poor_rating) & says_why,
        says=fault(NAMED, 4.0),
        because="rated us {detail:score} of 10 on {event_on}, and said why",
        sources=("A6", "E3.10"),
    ),
    Rule(
        "company.poor-service.high-rating",
        when=kind.one_of("survey") & (detail("score") >= top_rating),
        says=points_to({"company.poor-service": -1.4, "company.trust-eroded": -1.2, "company.poor-fit": -0.6}),
        because="rated us {detail:score} of 10 on {event_on}",
        sources=("A1",),
    ),
    Rule(
        "company.poor-service.praise",
        when=kind.one_of("testimonial", "referral") & before_loss,
        says=points_to({"company.poor-service": -1.2, "company.trust-eroded": -1.2}),
        because="recommended us on {event_on}",
        sources=("E4.16b", "R16"),
    ),
    Rule(
        "company.fault.put-right",
        when=kind.one_of("cause-fixed") & before_loss,
        says=against(NAMED, 1.5),
        because="what had gone wrong was put right on {event_on}, before the loss",
        sources=("E5.4", "E4.18"),
    ),
    Rule(
        "company.could-not-supply.record",
        when=kind.one_of("supply-failure"),
        says=fault({"company.could-not-supply": 4.6, "company.late-delivery": 0.5}),
        because="we could not supply on {event_on}",
        sources=("R2",),
    ),
    Rule(
        "company.billing-failed.record",
        when=kind.one_of("billing-failure"),
        says=fault("company.billing-failed", 4.7),
        because="billing or payment failed on {event_on}",
        sources=("R3",),
    ),
    Rule(
        "company.dropped-by-us.record",
        when=kind.one_of("dropped-by-us") & (recent("terms-breached") + recent("payment-overdue") < 1),
        says=Clue((("company.dropped-by-us", 7.0),), verifies=True),
        because="we ended the relation on {event_on}",
        sources=("R6", "E4.6"),
    ),
    Rule(
        "company.dropped-by-us.after-breach",
        when=kind.one_of("dropped-by-us") & (recent("terms-breached") + recent("payment-overdue") >= 1),
        says=points_to({"company.dropped-by-us": 2.6, "client.breached-terms": 2.6}, half_life=None),
        because="we ended the relation on {event_on}, after the client had broken the terms",
        sources=("R6", "C1b"),
    ),
    Rule(
        "company.dropped-by-us.lead",
        when=kind.one_of("lead-dropped"),
        says=points_to({"company.dropped-by-us": 4.6, "company.forgotten": 0.8}),
        because="we stopped working on its inquiry on {event_on}",
        sources=("E4.6", "R6"),
    ),
    Rule(
        "company.forgotten.inquiry-unanswered",
        when=kind.one_of("inquiry") & before_loss & (recent("contact") + recent("offer") + recent("reply") < 1),
        says=fault({"company.forgotten": 4.2, "company.poor-service": 1.2}),
        because="asked for something on {event_on} and heard nothing",
        sources=("A1",),
    ),
    Rule(
        "company.forgotten.staff-left",
        when=kind.one_of("staff-left"),
        says=points_to({"company.forgotten": 2.8, "competitor.better-service": 1.6}),
        because="the employee it knew has been gone since {event_on}",
        sources=("A1", "C1a"),
    ),
)

STATES: Final[tuple[Rule[Clue], ...]] = (
    Rule(
        "company.forgotten.no-contact",
        when=(untouched >= neglect) & (untouched < long_neglect) & (recent("complaint") < 1),
        says=points_to("company.forgotten", 2.6, None),
        because="no word from us in the {untouched} before the loss; no complaint since its last purchase",
        sources=("A1", "C1a", "D1"),
    ),
    Rule(
        "company.forgotten.no-contact-for-long",
        when=(untouched >= long_neglect) & (recent("complaint") < 1),
        says=points_to("company.forgotten", 3.5, None),
        because="no word from us in the {untouched} before the loss; no complaint since its last purchase",
        sources=("A1", "C1a", "D1"),
    ),
    Rule(
        "company.forgotten.in-touch",
        when=(untouched <= near_contact) & (recorded("contact") > 0),
        says=against("company.forgotten", 1.6, None),
        because="in touch with us {untouched} before the loss",
        sources=("A1",),
    ),
    Rule(
        "company.forgotten.new-owner",
        when=(handed_over <= fresh_owner) & (untouched > handed_over),
        says=points_to("company.forgotten", 1.6, None),
        because="changed hands {handed_over} before the loss, and the new owner has not been in touch",
        sources=("A1", "C1a"),
    ),
    Rule(
        "company.late-delivery.again-and-again",
        when=count_of("late-delivery") >= 3,
        says=points_to("company.late-delivery", 1.2, None),
        because="{count:late-delivery} late deliveries: a habit, no accident",
        sources=("E3.14a",),
    ),
    Rule(
        "company.trust-eroded.series",
        when=complaints + count_of("broken-promise") + count_of("change-not-told") >= 4,
        says=points_to("company.trust-eroded", 2.6, None),
        because="a series of faults: {complaints} complaints, {count:broken-promise} broken promises",
        sources=("B4",),
    ),
    Rule(
        "company.destroyer.several-incidents",
        when=count_of("staff-incident") >= 2,
        says=points_to("company.destroyer", 1.4, None),
        because="{count:staff-incident} incidents with our staff: a suspicion to look into, no verdict",
        sources=("C1d", "C5"),
    ),
)
