"""Stories as they come in practice: what stands in a CRM, and why the client really left.

`reason` is the code that a seasoned account manager would name first; `None` means that the records do not suffice, and
then no answer may be confident.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import attrs

import clientreturn as cr

from .stories import day

E = cr.Event


@attrs.frozen
class Vignette:
    """One client's records, and the reason behind them."""

    title: str
    reason: str | None
    events: tuple[cr.Event, ...] = ()
    fields: dict[str, Any] = attrs.field(factory=dict, eq=False)


def v(title: str, reason: str | None, *events: cr.Event, **fields: Any) -> Vignette:
    """One row of the table."""
    return Vignette(title, reason, events, fields)


def owners(*pairs: tuple[str, int]) -> list[cr.Owner]:
    """Owners, each from so many days after the last purchase."""
    return [cr.Owner(name, day(offset)) for name, offset in pairs]


VIGNETTES: Final = (
    # --- forgotten
    v("a law firm nobody rang for two years, polite to the end", "company.forgotten",
      E.contact(day(-700)), E.contact(day(-420), channel="mail"), every=60, times=16),
    v("the account manager left, the new one never introduced herself", "company.forgotten",
      E.contact(day(-380)), E.staff_left(day(-120), employee="Nino"),
      owners=owners(("Nino", -1500), ("Salome", -110)), every=45),
    v("asked for a quote twice and got no answer, then silence", "company.forgotten",
      E.inquiry(day(12)), E.inquiry(day(25), product="roof racks"), every=30),
    v("gave us ten points, heard nothing for a year, went quiet", "company.forgotten",
      E.survey(day(-300), score=10), E.contact(day(-290)), every=40, times=12),
    # --- priced out
    v("after a rise of a third the flower shop stopped", "company.priced-out",
      E.price_increase(day(-10), percent=33), every=30),
    v("asked for a rebate when prices went up by 14 per cent, said it is beyond them", "company.priced-out",
      E.price_increase(day(5), percent=14), E.discount_asked(day(9)), E.stated_reason(day(40), reason="company.priced-out")),
    v("subscription up 22 per cent at renewal; contract cancelled", "company.priced-out",
      E.price_increase(day(0), percent=22), E.contract_cancelled(day(20)), E.contact(day(-15))),
    # --- poor service
    v("two tickets on workmanship, one left open", "company.poor-service",
      E.complaint(day(-35), topic="quality", severity=3, resolved="badly"),
      E.complaint(day(6), topic="quality", severity=4, resolved="open")),
    v("rated us three, sent a batch back, and was gone", "company.poor-service",
      E.survey(day(4), score=3), E.goods_returned(day(2), product="labels"), E.declared_break(day(30))),
    v("the line was down for two days in high season", "company.poor-service",
      E.outage(day(3), severity=4), E.declared_break(day(20))),
    v("somebody at the desk was curt once, nobody knows who", "company.poor-service",
      E.staff_incident(day(3), severity=3)),
    v("a general complaint without a topic, badly settled, then a competitor", "company.poor-service",
      E.complaint(day(2), severity=4, resolved="badly"), E.confirmed_move(day(60), rival="Norden")),
    # --- broken promise
    v("the agreed exclusive colour went to a rival shop", "company.broken-promise",
      E.broken_promise(day(8), severity=5), E.declared_break(day(15))),
    v("complains that the discount in the agreement was never given", "company.broken-promise",
      E.complaint(day(10), topic="agreement", severity=4, resolved="badly"), E.contact(day(-20))),
    v("installation promised for May came in July; said so, then left", "company.broken-promise",
      E.broken_promise(day(-12), severity=4), E.complaint(day(4), topic="promise", severity=4), every=60),
    # --- trust eroded
    v("wants every figure countersigned, went to the director, cancels", "company.trust-eroded",
      E.trust_doubted(day(-20)), E.escalation(day(7), severity=3), E.contract_cancelled(day(30)), every=45),
    v("a chain of small faults over a year: tickets on everything", "company.trust-eroded",
      E.complaint(day(-150), topic="billing", severity=2), E.complaint(day(-100), topic="delivery", severity=2),
      E.complaint(day(-60), topic="communication", severity=2), E.broken_promise(day(-20), severity=2),
      E.trust_doubted(day(3))),
    v("complained that we do not respect them any more", "company.trust-eroded",
      E.complaint(day(1), topic="respect", severity=4)),
    # --- destroyer
    v("Gor shouted at the owner's wife on the phone", "company.destroyer",
      E.staff_incident(day(4), employee="Gor", severity=5), E.declared_break(day(6))),
    v("two tickets name the same salesman", "company.destroyer",
      E.complaint(day(-25), topic="staff", employee="Gor", severity=3), E.complaint(day(9), topic="staff", employee="Gor", severity=4)),
    v("the driver gossips about the client's orders; the client says it found something cheaper", "company.destroyer",
      E.staff_incident(day(5), employee="Karo", severity=4), E.stated_reason(day(35), reason="competitor.better-price")),
    # --- late delivery
    v("three late lorries in one summer, then a dearer competitor", "company.late-delivery",
      E.late_delivery(day(-60), days=3), E.late_delivery(day(-28), days=5), E.late_delivery(day(2), days=9, severity=4),
      E.confirmed_move(day(50), rival="Prima", dearer=True)),
    v("the wedding cards came after the wedding", "company.late-delivery",
      E.late_delivery(day(5), days=4, severity=5), company=False, every=90, times=5),
    v("delivery log shows eight days late; they blame the price", "company.late-delivery",
      E.delivery(day(-30), days=0), E.delivery(day(3), days=8, carrier="Trans"),
      E.stated_reason(day(45), reason="company.priced-out")),
    v("ticket on shipping, settled badly", "company.late-delivery",
      E.complaint(day(7), topic="shipping", severity=3, resolved="badly"), E.contact(day(-8))),
    # --- range
    v("we stopped the matte paper that all their jobs used", "company.range-changed",
      E.range_change(day(-5), product="matte 170"), every=30),
    v("repositioned to premium; the small bakery does not find its article", "company.range-changed",
      E.range_change(day(10)), E.inquiry(day(15), product="plain boxes"), E.contact(day(16))),
    # --- not told
    v("moved our office and did not tell them; they stood before a locked door", "company.not-told",
      E.change_not_told(day(6), severity=4)),
    v("new terms found in the small print", "company.not-told",
      E.change_not_told(day(2), severity=3), E.complaint(day(8), topic="communication", severity=3)),
    # --- poor fit
    v("asked three times for an export that we do not have", "company.poor-fit",
      E.missing_feature(day(-90)), E.missing_feature(day(-30)), E.missing_feature(day(-2)), E.contract_cancelled(day(20))),
    v("too complex for the crew, says the ticket", "company.poor-fit",
      E.complaint(day(1), topic="usability", severity=3)),
    # --- could not supply
    v("no frames in stock twice in a row", "company.could-not-supply",
      E.supply_failure(day(4)), E.supply_failure(day(18), severity=3), E.confirmed_move(day(40), rival="Baku Frame")),
    v("we had no welders in spring; they waited, then did not", "company.could-not-supply",
      E.inquiry(day(5)), E.contact(day(6)), E.supply_failure(day(8), severity=4), every=75, times=8),
    # --- billing
    v("card declined by our gateway four times, then gone", "company.billing-failed",
      E.billing_failure(day(28)), E.billing_failure(day(31)), company=False, every=30),
    v("double invoice and a reminder in error", "company.billing-failed",
      E.billing_failure(day(3), severity=3), E.complaint(day(6), topic="invoice", severity=3)),
    # --- dropped by us
    v("we closed the small accounts of the north", "company.dropped-by-us",
      E.dropped_by_us(day(20)), E.contact(day(18))),
    # --- competitor
    v("a rival's flyer with half the price in the file, nothing else", "competitor.better-price",
      E.rival_offer(day(-4), rival="Discounta", lure="price"), E.confirmed_move(day(30), rival="Discounta")),
    v("says too dear; the quote of the other printer is attached", "competitor.better-price",
      E.rival_offer(day(3), rival="Flat", lure="price"), E.stated_reason(day(20), reason="company.priced-out")),
    v("the other one picks up on Sundays", "competitor.better-service",
      E.rival_offer(day(2), rival="Sunday Clean", lure="service"), E.confirmed_move(day(25), rival="Sunday Clean")),
    v("was promised a website in two days for nothing", "competitor.unrealistic-promise",
      E.rival_offer(day(5), lure="promise"), E.declared_break(day(12))),
    v("a student does the bookkeeping now", "competitor.cheap-amateur",
      E.rival_offer(day(9), lure="amateur"), E.stated_reason(day(30), reason="competitor.better-price")),
    v("signed for bonus points with the chain", "competitor.lock-in",
      E.rival_contract(day(4), rival="Chain", until=date(2027, 1, 1)), E.confirmed_move(day(20), rival="Chain")),
    v("the purchaser's hand was filled, says an observer", "competitor.kickback",
      E.outside_pressure(day(3), by="observer"), E.confirmed_move(day(22), rival="Gamma")),
    v("a blogger wrote that we burn waste", "competitor.third-party",
      E.rumour(day(4), source="a blogger"), E.declared_break(day(14)), E.survey(day(-60), score=9)),
    v("the tender was decided on points that we do not have", "competitor.tender-lost",
      E.tender_lost(day(25), rival="Beta"), E.contact(day(10))),
    v("lost the yearly tender; a late lorry half a year before it", "competitor.tender-lost",
      E.late_delivery(day(-170), days=2), E.tender_lost(day(12)), every=45),
    # --- client
    v("invoice unpaid for ninety days, does not pick up", "client.breached-terms",
      E.payment_overdue(day(14), days=90), E.contact(day(20))),
    v("resold under our brand against the contract", "client.breached-terms",
      E.terms_breached(day(3)), E.dropped_by_us(day(18))),
    v("sold to a holding; new board, new suppliers", "client.new-management",
      E.management_change(day(-12)), E.confirmed_move(day(45), rival="Holding Services")),
    v("new director brought his own agency; one slow delivery a year ago", "client.new-management",
      E.late_delivery(day(-300), days=2, severity=2), E.management_change(day(10))),
    v("our buyer went to another plant", "client.contact-moved",
      E.contact_left(day(5), person="Lilit"), E.contact(day(-20))),
    v("our contact, the head of purchasing, died", "client.contact-moved",
      E.died(day(6), person="Hrant")),
    v("the brother-in-law opened a print shop and is cheap", "client.kinship",
      E.related_supplier(day(8)), E.rival_offer(day(8), lure="amateur")),
    v("kin supplies them, they say it is the price", "client.kinship",
      E.related_supplier(day(3)), E.stated_reason(day(30), reason="competitor.better-price")),
    v("struck off the register", "client.closed", E.closed(day(40)), E.payment_overdue(day(20), days=30)),
    v("moved to Almaty", "client.moved-away", E.moved_away(day(10)), company=False),
    v("the old lady died in autumn", "client.died", E.died(day(30)), company=False, every=30),
    v("on maternity leave until spring", "client.hard-times", E.hard_times(day(2)), company=False),
    v("cash gap after a flood; says that we are too dear now", "client.hard-times",
      E.hard_times(day(4)), E.stated_reason(day(25), reason="company.priced-out")),
    v("the museum opened; nothing left to print", "client.need-ended",
      E.project_finished(day(3)), E.survey(day(8), score=9)),
    v("bought a plotter and hired a designer", "client.in-house", E.in_house(day(14)), E.contact(day(12))),
    v("seen at three garages this year, no tie to any", "client.variety-seeking",
      E.multi_sourcing(day(-30)), E.multi_sourcing(day(20)), company=False),
    # --- mixed
    v("rude driver last week, small price rise last month", "company.destroyer",
      E.price_increase(day(-25), percent=4), E.staff_incident(day(4), employee="Karo", severity=4)),
    v("late once, forgiven and solved; then the management changed", "client.new-management",
      E.late_delivery(day(-120), days=2, severity=2), E.complaint(day(-118), topic="delivery", severity=2, resolved="well"),
      E.management_change(day(8))),
    v("complaint of two years ago, solved well; project finished now", "client.need-ended",
      E.complaint(day(-700), topic="quality", severity=4, resolved="well"), E.project_finished(day(6)), every=60),
    v("salesman notes 'competitor cheaper'; the delivery log says otherwise", "company.late-delivery",
      E.stated_reason(day(30), reason="competitor.better-price", by="employee"), E.late_delivery(day(1), days=10, severity=4),
      E.confirmed_move(day(35), rival="Foo")),
    v("interview got from price to a broken word", "company.broken-promise",
      E.stated_reason(day(20), reason="company.priced-out"),
      *cr.Interview(day(60)).why("Too dear.", "company.priced-out").why("We paid for storage.")
      .why("The stand came a week after the fair.").why("You had promised the day.", "company.broken-promise").events),
    v("verified by the register after much talk of price", "client.new-management",
      E.stated_reason(day(10), reason="company.priced-out"), E.discount_asked(day(2)),
      E.verified_cause(day(90), reason="client.new-management", by="register")),
    v("short of cash and unpaid, insolvency filed", "client.closed",
      E.payment_overdue(day(10), days=60), E.insolvency(day(50))),
    # --- not enough
    v("silence and nothing else", None),
    v("only says that another one is cheaper", None, E.stated_reason(day(20), reason="competitor.better-price")),
    v("only says that we were slow", None, E.stated_reason(day(20), reason="company.late-delivery")),
    v("client and salesman both say price", None,
      E.stated_reason(day(20), reason="company.priced-out"), E.deal_lost(day(25), reason="company.priced-out")),
    v("salesman: 'they have a new boss', no more", None,
      E.stated_reason(day(30), reason="client.new-management", by="employee")),
    v("known to buy from a competitor, no why", None, E.confirmed_move(day(30), rival="X")),
    v("one old complaint, solved well", None,
      E.complaint(day(-200), topic="delivery", severity=3, resolved="well"), E.contact(day(-20))),
    v("a price rise of two per cent", None, E.price_increase(day(-20), percent=2)),
    v("contract cancelled without a word", None, E.contract_cancelled(day(20)), E.contact(day(-10))),
    v("team, client and salesman all say forgotten, nobody looked", None,
      E.stated_reason(day(20), reason="company.forgotten"), E.stated_reason(day(20), reason="company.forgotten", by="employee"),
      E.stated_reason(day(20), reason="company.forgotten", by="team")),
    v("moved house within the town", None, E.moved_away(day(5), in_reach=True), company=False),
    v("a death is only suspected", None, E.died(day(20), suspected=True), company=False),
    v("a trifle three years ago", None, E.complaint(day(-1000), topic="staff", severity=1), every=60, times=22),
    v("left us and called it 'personal reasons'", None, E.declared_break(day(10)), E.contact(day(5))),
)  # fmt: skip


def bare(reason: str | None, *events: cr.Event, **fields: Any) -> Vignette:
    """A story without a title: it is called by the kinds of its events."""
    return Vignette(f"{reason}: {', '.join(event.kind for event in events)}", reason, events, fields)


# As an import from a CRM writes them: kinds and bare values, notes in words, whoever reported them.
IMPORTED: Final = (
    # raw events, minimal data, other bys, text notes
    bare("company.late-delivery", cr.Event(day(4),"late-delivery",by="client",text="pallet arrived on Thursday instead of Monday"), cr.Event(day(30),"declared-break",by="client",text="we are leaving")),
    bare("company.late-delivery", E.complaint(day(2),text="third time that the parcel is late, unacceptable"), E.contact(day(-9))),
    bare("company.destroyer", E.complaint(day(3),employee="Arman",text="Arman was rude and hung up on me",severity=5), E.declared_break(day(4))),
    bare("company.destroyer", E.staff_incident(day(1),employee="Dina",by="observer",severity=3), E.stated_reason(day(20),text="found something cheaper")),
    bare("company.poor-service", cr.Event(day(5),"complaint",data={"topic":"support"},severity=4,resolved="open"), cr.Event(day(15),"contract-cancelled")),
    bare("company.poor-service", E.survey(day(1),score=2), E.confirmed_move(day(60),rival="Zeta")),
    bare("company.poor-service", cr.Event(day(-3),"goods-returned"), cr.Event(day(6),"complaint",data={"topic":"defect"}), E.deal_lost(day(30),reason="competitor.better-price")),
    bare("company.forgotten", E.contact(day(-500)), owners=[cr.Owner("A",day(-800)),cr.Owner("B",day(-90))], every=60, times=10),
    bare("company.forgotten", E.contact(day(-600),channel="mail"), E.stated_reason(day(120),text="nobody called us for a year"), every=90, times=8),
    bare("company.forgotten", cr.Event(day(20),"inquiry",by="client",text="could you quote 200 boxes?"), E.confirmed_move(day(60),rival="Box24")),
    bare("company.priced-out", cr.Event(day(-14),"price-increase",data={"percent":18.0}), cr.Event(day(-2),"discount-asked",by="client"), cr.Event(day(25),"declared-break",by="client")),
    bare("company.priced-out", E.price_increase(day(-40),percent=30), E.stated_reason(day(20),text="your prices are too high for us now")),
    bare("company.broken-promise", cr.Event(day(6),"broken-promise",employee="Rustam",severity=4), E.stated_reason(day(25),reason="competitor.better-service")),
    bare("company.broken-promise", E.complaint(day(3),text="you promised a refund and did not keep your word"), E.declared_break(day(30))),
    bare("company.trust-eroded", cr.Event(day(-70),"complaint",data={"topic":"billing"},severity=2), cr.Event(day(-45),"complaint",data={"topic":"promise"},severity=2), cr.Event(day(-20),"complaint",data={"topic":"communication"},severity=2), cr.Event(day(2),"escalation",severity=4), cr.Event(day(5),"trust-doubted")),
    bare("company.range-changed", cr.Event(day(-6),"range-change"), cr.Event(day(3),"inquiry",by="client"), cr.Event(day(4),"reply"), cr.Event(day(30),"confirmed-move",data={"rival":"Old Style"})),
    bare("company.not-told", cr.Event(day(1),"change-not-told",text="office moved"), cr.Event(day(9),"complaint",data={"topic":"information"})),
    bare("company.poor-fit", cr.Event(day(-50),"missing-feature",text="no offline mode"), cr.Event(day(2),"missing-feature"), E.survey(day(5),score=6)),
    bare("company.could-not-supply", cr.Event(day(2),"supply-failure",severity=3), cr.Event(day(4),"discount-asked",by="client"), cr.Event(day(50),"confirmed-move")),
    bare("company.billing-failed", cr.Event(day(30),"billing-failure",text="card expired"), company=False),
    bare("company.dropped-by-us", cr.Event(day(25),"dropped-by-us",by="employee"), cr.Event(day(-60),"payment-overdue"), cr.Event(day(-40),"payment-settled")),
    bare("competitor.better-price", cr.Event(day(1),"rival-offer",data={"lure":"price","rival":"K"}), cr.Event(day(-25),"price-increase",data={"percent":3.0}), E.deal_lost(day(20),reason="competitor.better-price",rival="K")),
    bare("competitor.better-service", cr.Event(day(1),"rival-offer",data={"lure":"service","rival":"K"}), cr.Event(day(-100),"late-delivery",severity=1), cr.Event(day(30),"confirmed-move",data={"rival":"K"})),
    bare("competitor.unrealistic-promise", cr.Event(day(7),"rival-offer",data={"lure":"promise"},by="client"), cr.Event(day(20),"declared-break",by="client")),
    bare("competitor.cheap-amateur", cr.Event(day(7),"rival-offer",data={"lure":"amateur"},by="employee"), cr.Event(day(20),"stated-reason",by="client",data={"reason":"company.priced-out"})),
    bare("competitor.lock-in", cr.Event(day(-2),"rival-contract",data={"rival":"Mega","until":date(2027,5,1)}), E.stated_reason(day(9),reason="competitor.better-price")),
    bare("competitor.kickback", cr.Event(day(5),"outside-pressure",by="employee"), E.confirmed_move(day(30),rival="Nephew Ltd")),
    bare("competitor.third-party", cr.Event(day(5),"rumour",data={"source":"a former employee"}), cr.Event(day(-90),"complaint",data={"topic":"quality"},resolved="well",severity=2)),
    bare("competitor.tender-lost", cr.Event(day(60),"tender-lost"), cr.Event(day(10),"contact"), E.stated_reason(day(61),reason="competitor.better-price")),
    bare("client.breached-terms", cr.Event(day(5),"payment-overdue",data={"days":45}), cr.Event(day(30),"payment-overdue",data={"days":70}), cr.Event(day(60),"dropped-by-us")),
    bare("client.new-management", cr.Event(day(-20),"management-change",by="register"), cr.Event(day(-15),"contact-left"), cr.Event(day(35),"confirmed-move")),
    bare("client.new-management", E.management_change(day(3)), E.complaint(day(-40),topic="delivery",severity=2,resolved="well"), E.stated_reason(day(50),reason="company.priced-out")),
    bare("client.contact-moved", cr.Event(day(2),"contact-left",data={"person":"Mr. Tsend"}), cr.Event(day(15),"bounced"), E.price_increase(day(-30),percent=5)),
    bare("client.kinship", cr.Event(day(10),"related-supplier",by="employee"), cr.Event(day(11),"confirmed-move"), E.stated_reason(day(12),reason="competitor.better-price")),
    bare("client.closed", cr.Event(day(33),"closed",by="employee"), company=True),
    bare("client.moved-away", cr.Event(day(12),"moved-away",by="client"), company=False),
    bare("client.died", cr.Event(day(18),"died",by="client"), company=False),
    bare("client.hard-times", cr.Event(day(2),"hard-times",by="client",text="lost two big orders"), cr.Event(day(-10),"discount-asked")),
    bare("client.need-ended", cr.Event(day(2),"project-finished"), E.survey(day(5),score=10), E.contact(day(30))),
    bare("client.in-house", cr.Event(day(12),"in-house",by="employee"), cr.Event(day(2),"discount-asked")),
    bare("client.variety-seeking", cr.Event(day(-60),"multi-sourcing"), E.price_increase(day(-80),percent=3), company=False),
    # mixed with gravity
    bare("company.destroyer", E.staff_incident(day(3),employee="Gor",severity=5), E.management_change(day(-150))),
    bare("company.late-delivery", E.late_delivery(day(-40),severity=3), E.late_delivery(day(2),severity=5), E.rival_offer(day(8),lure="price",by="client")),
    bare("client.closed", E.insolvency(day(20)), E.late_delivery(day(1),severity=3)),
    bare("company.poor-service", E.complaint(day(-20),topic="quality",severity=4,resolved="badly"), E.rival_offer(day(10),lure="service",by="employee"), E.confirmed_move(day(20),rival="Q")),
    bare("client.need-ended", E.project_finished(day(0)), E.complaint(day(-90),topic="service",severity=3,resolved="badly")),
    # insufficient
    bare(None, E.deal_lost(day(20),text="no budget")),
    bare(None, E.declared_break(day(10),text="thank you for everything")),
    bare(None, E.stated_reason(day(10),text="we found a cheaper supplier"), E.confirmed_move(day(30),rival="C")),
    bare(None, E.contact(day(10),text="they said deliveries are slow"), E.contact(day(20),text="again: slow deliveries")),
    bare(None, E.late_delivery(day(-320),severity=2), E.contact(day(-20))),
    bare(None, E.management_change(day(-350),by="employee")),
    bare(None, E.rival_offer(day(4),lure="price",by="employee"), E.deal_lost(day(20),reason="competitor.better-price")),
    bare(None, E.survey(day(-20),score=8), E.contact(day(-10))),
    bare(None, E.price_increase(day(-30),percent=4), E.stated_reason(day(20),reason="company.priced-out")),
    bare(None, E.complaint(day(-15),topic="delivery",severity=1,resolved="well"), E.stated_reason(day(30),reason="company.late-delivery")),
    bare(None, E.hard_times(day(-300)), E.confirmed_move(day(20))),
)  # fmt: skip
