"""For each reason, the records in which it stands clearest; shared by the tables and by the laws."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

import clientreturn as cr

from .stories import day

E = cr.Event
At = Callable[[int], tuple[cr.Event, ...]]

CLEAR: Final[dict[str, At]] = {
    "company.forgotten": lambda at: (E.inquiry(day(at)),),
    "company.priced-out": lambda at: (E.price_increase(day(at), percent=25),),
    "company.poor-service": lambda at: (E.complaint(day(at), topic="quality", severity=4),),
    "company.broken-promise": lambda at: (E.broken_promise(day(at), severity=4),),
    "company.trust-eroded": lambda at: (E.trust_doubted(day(at), severity=4),),
    "company.destroyer": lambda at: (E.staff_incident(day(at), employee="Gor", severity=4),),
    "company.late-delivery": lambda at: (E.late_delivery(day(at), days=6, severity=4),),
    "company.range-changed": lambda at: (E.range_change(day(at), product="matte"),),
    "company.not-told": lambda at: (E.change_not_told(day(at), severity=4),),
    "company.poor-fit": lambda at: (E.missing_feature(day(at)),),
    "company.could-not-supply": lambda at: (E.supply_failure(day(at), severity=4),),
    "company.billing-failed": lambda at: (E.billing_failure(day(at), severity=4),),
    "company.dropped-by-us": lambda at: (E.dropped_by_us(day(max(at, 1))),),
    "competitor.better-price": lambda at: (E.rival_offer(day(at), rival="Flat", lure="price"),),
    "competitor.better-service": lambda at: (E.rival_offer(day(at), rival="Flat", lure="service"),),
    "competitor.unrealistic-promise": lambda at: (E.rival_offer(day(at), lure="promise"),),
    "competitor.cheap-amateur": lambda at: (E.rival_offer(day(at), lure="amateur"),),
    "competitor.lock-in": lambda at: (E.rival_contract(day(at), rival="Chain", until=date(2027, 1, 1)),),
    "competitor.kickback": lambda at: (E.outside_pressure(day(at)),),
    "competitor.third-party": lambda at: (E.rumour(day(at), source="a blogger"),),
    "competitor.tender-lost": lambda at: (E.tender_lost(day(at)),),
    "client.breached-terms": lambda at: (E.terms_breached(day(at)),),
    "client.new-management": lambda at: (E.management_change(day(at)),),
    "client.contact-moved": lambda at: (E.contact_left(day(at), person="Lilit"),),
    "client.kinship": lambda at: (E.related_supplier(day(at)),),
    "client.closed": lambda at: (E.closed(day(max(at, 1))),),
    "client.moved-away": lambda at: (E.moved_away(day(at)),),
    "client.died": lambda at: (E.died(day(max(at, 1))),),
    "client.hard-times": lambda at: (E.hard_times(day(at)),),
    "client.need-ended": lambda at: (E.project_finished(day(at)),),
    "client.in-house": lambda at: (E.in_house(day(at)),),
    "client.variety-seeking": lambda at: (E.multi_sourcing(day(at)),),
}
"""Events around a day, counted from the last purchase."""
