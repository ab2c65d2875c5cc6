"""For each reason: clear, mixed with another cause, and with evidence against it. Days count from the last purchase."""

from __future__ import annotations

from typing import Any, Final

import attrs

import clientreturn as cr

from .records import CLEAR
from .stories import day

E = cr.Event


@attrs.frozen
class Row:
    """One case: the reason it is about, the client's events, and what else the client is."""

    reason: str
    kind: str
    events: tuple[cr.Event, ...]
    fields: dict[str, Any] = attrs.field(factory=dict, eq=False)


def _consumer(code: str) -> dict[str, Any]:
    return {"company": code not in ("client.died",)}


CLEAR_ROWS: Final = tuple(Row(code, "clear", records(4), fields=_consumer(code)) for code, records in CLEAR.items())

# Another cause stands beside it, weaker by severity, age or nature: the reason stays first.
WEAKER: Final[dict[str, tuple[cr.Event, ...]]] = {
    "company.forgotten": (E.price_increase(day(-40), percent=3), E.inquiry(day(20))),
    "company.priced-out": (E.late_delivery(day(-150), days=1, severity=2),),
    "company.poor-service": (E.price_increase(day(-20), percent=5),),
    "company.broken-promise": (E.late_delivery(day(-40), days=2, severity=2),),
    "company.trust-eroded": (E.price_increase(day(-60), percent=6),),
    "company.destroyer": (E.complaint(day(-60), topic="billing", severity=2),),
    "company.late-delivery": (E.rival_offer(day(6), rival="Flat", lure="price", by="employee"),),
    "company.range-changed": (E.rival_offer(day(20), rival="Flat", lure="service", by="client"),),
    "company.not-told": (E.price_increase(day(2), percent=6),),
    "company.poor-fit": (E.complaint(day(-80), topic="service", severity=1),),
    "company.could-not-supply": (E.late_delivery(day(-90), days=2, severity=2),),
    "company.billing-failed": (E.price_increase(day(-30), percent=4),),
    "company.dropped-by-us": (E.complaint(day(1), topic="service", severity=3),),
    "competitor.better-price": (E.price_increase(day(-90), percent=4), E.discount_asked(day(1))),
    "competitor.better-service": (E.complaint(day(-100), topic="service", severity=1),),
    "competitor.unrealistic-promise": (E.price_increase(day(-30), percent=5),),
    "competitor.cheap-amateur": (E.stated_reason(day(9), reason="competitor.better-price"), E.discount_asked(day(-30))),
    "competitor.lock-in": (E.rival_offer(day(-20), rival="Chain", lure="price", by="client"),),
    "competitor.kickback": (E.tender_lost(day(-300)),),
    "competitor.third-party": (E.complaint(day(-120), topic="quality", severity=2, resolved="well"),),
    "competitor.tender-lost": (E.rival_offer(day(1), rival="Beta", lure="price"),),
    "client.breached-terms": (E.hard_times(day(-200)),),
    "client.new-management": (E.contact_left(day(-240)),),
    "client.contact-moved": (E.late_delivery(day(-120), days=1, severity=2),),
    "client.kinship": (E.rival_offer(day(4), lure="price"), E.stated_reason(day(9), reason="competitor.better-price")),
    "client.closed": (E.payment_overdue(day(2), days=40), E.late_delivery(day(-10), severity=4)),
    "client.moved-away": (E.complaint(day(-60), topic="quality", severity=3),),
    "client.died": (E.complaint(day(-10), topic="delivery", severity=4),),
    "client.hard-times": (E.stated_reason(day(8), reason="company.priced-out"), E.price_increase(day(-60), percent=4)),
    "client.need-ended": (E.complaint(day(-200), topic="quality", severity=4, resolved="well"),),
    "client.in-house": (E.price_increase(day(-100), percent=8),),
    "client.variety-seeking": (E.complaint(day(-200), topic="service", severity=2),),
}
MIXED_ROWS: Final = tuple(
    Row(code, "mixed", (*CLEAR[code](4), *events), fields=_consumer(code)) for code, events in WEAKER.items()
)

# A record, a talk or the facts speak against it: it must lose ground.
AGAINST: Final[dict[str, tuple[cr.Event, ...]]] = {
    "company.forgotten": (E.contact(day(1)), E.contact(day(25))),
    "company.priced-out": (E.confirmed_move(day(30), rival="Prima", dearer=True),),
    "company.poor-service": (E.survey(day(10), score=10), E.referral(day(2))),
    "company.broken-promise": (E.promise_kept(day(5)), E.promise_kept(day(9))),
    "company.trust-eroded": (E.survey(day(8), score=9), cr.Event(day(9), "testimonial")),
    "company.destroyer": (E.complaint(day(5), topic="staff", employee="Gor", resolved="well"),),
    "company.late-delivery": (E.delivery(day(5), days=0), E.complaint(day(6), topic="delivery", resolved="well")),
    "company.range-changed": (cr.Event(day(5), "cause-fixed", data={"reason": "company.range-changed"}),),
    "company.not-told": (E.complaint(day(6), topic="communication", resolved="well"),),
    "company.poor-fit": (E.survey(day(9), score=10),),
    "company.could-not-supply": (E.complaint(day(5), topic="stock", resolved="well"),),
    "company.billing-failed": (E.complaint(day(5), topic="billing", resolved="well"),),
    "company.dropped-by-us": (E.terms_breached(day(1)),),
    "competitor.better-price": (E.confirmed_move(day(30), rival="Prima", dearer=True),),
    "competitor.better-service": (cr.Event(day(9), "clue-sought", data={"reason": "competitor.better-service", "found": False}),),
    "competitor.unrealistic-promise": (
        cr.Event(day(9), "clue-sought", data={"reason": "competitor.unrealistic-promise", "found": False}),),
    "competitor.cheap-amateur": (E.related_supplier(day(6)),),
    "competitor.lock-in": (cr.Event(day(9), "clue-sought", by="client", data={"reason": "competitor.lock-in", "found": False}),),
    "competitor.kickback": (cr.Event(day(9), "clue-sought", by="employee", data={"reason": "competitor.kickback", "found": False}),),
    "competitor.third-party": (cr.Event(day(9), "reason-overturned", data={"reason": "competitor.third-party"}),),
    "competitor.tender-lost": (cr.Event(day(9), "clue-sought", data={"reason": "competitor.tender-lost", "found": False}),),
    "client.breached-terms": (E.payment_settled(day(9)),),
    "client.new-management": (cr.Event(day(9), "reason-overturned", data={"reason": "client.new-management"}),),
    "client.contact-moved": (cr.Event(day(9), "clue-sought", data={"reason": "client.contact-moved", "found": False}),),
    "client.kinship": (cr.Event(day(9), "clue-sought", by="client", data={"reason": "client.kinship", "found": False}),),
    "client.closed": (E.confirmed_move(day(30), rival="X"),),
    "client.moved-away": (E.delivery(day(20), days=0),),
    "client.died": (E.confirmed_move(day(30), rival="X"),),
    "client.hard-times": (E.confirmed_move(day(30), rival="X"), cr.Event(day(40), "reason-overturned", data={"reason": "client.hard-times"})),
    "client.need-ended": (E.inquiry(day(20)), E.confirmed_move(day(30), rival="X")),
    "client.in-house": (E.confirmed_move(day(30), rival="X"),),
    "client.variety-seeking": (cr.Event(day(9), "clue-sought", data={"reason": "client.variety-seeking", "found": False}),),
}  # fmt: skip
AGAINST_ROWS: Final = tuple(
    Row(code, "against", (*CLEAR[code](4), *events), fields=_consumer(code)) for code, events in AGAINST.items()
)
