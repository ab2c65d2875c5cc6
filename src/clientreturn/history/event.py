"""Everything that happened with a client besides buying."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

import attrs

from ..errors import ClientReturnError, closest
from .door import as_pairs, is_day, is_filled, is_flag, is_member, is_pairs, is_text, maybe
from .kinds import DETAILS, KINDS

__all__ = ["Event", "Reporter", "Resolution"]


class Reporter(StrEnum):
    """Who reported something (E3.10: each has its own reliability); the team is a joint brainstorm."""

    RECORD = "record"
    REGISTER = "register"
    CLIENT = "client"
    EMPLOYEE = "employee"
    OBSERVER = "observer"
    TEAM = "team"


class Resolution(StrEnum):
    """How a complaint ended (E4.18)."""

    OPEN = "open"
    BADLY = "badly"
    WELL = "well"


def as_reporter(value: Reporter | str) -> Reporter:
    """A reporter from its name; other texts are left for the validator."""
    if not isinstance(value, str):
        return value
    try:
        return Reporter(value)
    except ValueError:
        return value  # type: ignore[return-value]


def as_resolution(value: Resolution | str | None) -> Resolution | None:
    """A resolution from its name; other texts are left for the validator."""
    if not isinstance(value, str):
        return value
    try:
        return Resolution(value)
    except ValueError:
        return value  # type: ignore[return-value]


@attrs.frozen
class Event:
    """Something that happened, of a kind that a CRM knows; a firm's own kind needs no new class.

    Attributes:
        on: day on which it happened.
        kind: one of `cr.KINDS`, or a firm's own.
        by: who reported it.
        employee: the employee concerned.
        severity: 1 trifle … 5 end of the world, as the client felt it (E4.12).
        human: a human fault (E4.13), or a technical one.
        resolved: how a complaint ended.
        resolved_on: the day it ended.
        text: free text.
        data: plain values that the kind needs, e.g. `rival`, `topic`, `reason`, `key`.
        known_on: day on which we learnt of it; `None` means on the day itself.

    >>> Event.complaint(date(2026, 2, 3), topic="delivery", severity=4).detail("topic")
    'delivery'
    """

    on: date = attrs.field(validator=is_day)
    kind: str = attrs.field(validator=is_filled)
    by: Reporter = attrs.field(
        default=Reporter.RECORD, converter=as_reporter, validator=is_member(Reporter), kw_only=True
    )
    employee: str | None = attrs.field(default=None, validator=maybe(is_filled), kw_only=True)
    severity: int | None = attrs.field(default=None, kw_only=True)
    human: bool | None = attrs.field(default=None, validator=is_flag, kw_only=True)
    resolved: Resolution | None = attrs.field(
        default=None, converter=as_resolution, validator=maybe(is_member(Resolution)), kw_only=True
    )
    resolved_on: date | None = attrs.field(default=None, validator=maybe(is_day), kw_only=True)
    text: str = attrs.field(default="", validator=is_text, kw_only=True)
    data: tuple[tuple[str, Any], ...] = attrs.field(default=(), converter=as_pairs, validator=is_pairs, kw_only=True)
    known_on: date | None = attrs.field(default=None, validator=maybe(is_day), kw_only=True)

    @severity.validator
    def _check_severity(self, _: object, value: object) -> None:
        if value is not None and (type(value) is not int or not 1 <= value <= 5):
            raise ClientReturnError(
                "Event.severity", value, "a whole number from 1 (trifle) to 5 (end of the world), as the client felt it"
            )

    @resolved_on.validator
    def _check_resolved_on(self, _: object, value: date | None) -> None:
        if value is not None and value < self.on:
            raise ClientReturnError("Event.resolved_on", value, f"a day not before the event's own, {self.on}")

    @data.validator
    def _check_details(self, _: object, value: tuple[tuple[str, Any], ...]) -> None:
        for name, content in value if self.kind in KINDS else ():
            kinds = DETAILS.get(name)
            if kinds is None or content is None:
                continue
            if not isinstance(content, kinds) or (isinstance(content, bool) and bool not in kinds):
                expected = " or ".join(kind.__name__ for kind in kinds)
                raise ClientReturnError(f"Event.data[{name!r}]", content, f"{expected} in a {self.kind!r} event")

    def detail(self, name: str) -> Any:
        """One of the event's own values; `None` when it has none of that name."""
        for key, value in self.data:
            if key == name:
                return value
        return None

    def open_on(self, on: date) -> bool:
        """Whether a complaint still waits for its end on that day."""
        if self.resolved in (None, Resolution.OPEN):
            return True
        return self.resolved_on is not None and self.resolved_on > on

    # --- named constructors; each takes the event's other fields as well ---

    # what ended the relation

    @classmethod
    def declared_break(cls, on: date, **fields: Any) -> Event:
        """The client said in so many words that it leaves; with a `reason` code or `text` if it gave one."""
        return cls._of("declared-break", on, {"by": Reporter.CLIENT, **fields})

    @classmethod
    def contract_cancelled(cls, on: date, **fields: Any) -> Event:
        """The client cancelled its contract."""
        return cls._of("contract-cancelled", on, fields)

    @classmethod
    def confirmed_move(cls, on: date, *, rival: str = "", dearer: bool | None = None, **fields: Any) -> Event:
        """It is confirmed that the client buys from a competitor now; `dearer` when it pays more there."""
        return cls._of("confirmed-move", on, fields, rival=rival, dearer=dearer)

    @classmethod
    def closed(cls, on: date, **fields: Any) -> Event:
        """The client went bankrupt or closed, by a register or a notice."""
        return cls._of("closed", on, {"by": Reporter.REGISTER, **fields})

    @classmethod
    def died(cls, on: date, *, person: str = "", suspected: bool = False, **fields: Any) -> Event:
        """A person died: the consumer itself, or a named contact of a company."""
        return cls._of("died", on, fields, person=person, suspected=suspected)

    @classmethod
    def dropped_by_us(cls, on: date, **fields: Any) -> Event:
        """We ended the relation."""
        return cls._of("dropped-by-us", on, fields)

    # what went wrong on our side

    @classmethod
    def complaint(cls, on: date, *, topic: str | None = None, product: str | None = None, **fields: Any) -> Event:
        """A complaint or ticket about `topic`: delivery, quality, service, staff, price, billing, promise, stock, product,
        communication, trust; without one its `text` is read."""
        return cls._of("complaint", on, fields, topic=topic, product=product)

    @classmethod
    def late_delivery(
        cls, on: date, *, days: int | None = None, carrier: str | None = None, product: str | None = None, **fields: Any
    ) -> Event:
        """A delivery came late, by so many days."""
        return cls._of("late-delivery", on, fields, days=days, carrier=carrier, product=product)

    @classmethod
    def delivery(
        cls, on: date, *, days: int = 0, carrier: str | None = None, product: str | None = None, **fields: Any
    ) -> Event:
        """A delivery, so many days late; 0 is on time."""
        return cls._of("delivery", on, fields, days=days, carrier=carrier, product=product)

    @classmethod
    def goods_returned(cls, on: date, *, product: str | None = None, **fields: Any) -> Event:
        """Goods came back, or work was rejected."""
        return cls._of("goods-returned", on, fields, product=product)

    @classmethod
    def outage(cls, on: date, *, product: str | None = None, **fields: Any) -> Event:
        """What the client uses of us broke down."""
        return cls._of("outage", on, {"human": False, **fields}, product=product)

    @classmethod
    def broken_promise(cls, on: date, **fields: Any) -> Event:
        """We did not keep a promise or an agreement."""
        return cls._of("broken-promise", on, {"human": True, **fields})

    @classmethod
    def promise_kept(cls, on: date, **fields: Any) -> Event:
        """We kept a promise, in time."""
        return cls._of("promise-kept", on, fields)

    @classmethod
    def billing_failure(cls, on: date, **fields: Any) -> Event:
        """Billing or payment failed technically."""
        return cls._of("billing-failure", on, {"human": False, **fields})

    @classmethod
    def supply_failure(cls, on: date, *, product: str | None = None, **fields: Any) -> Event:
        """We could not supply: no stock, no people, no skills."""
        return cls._of("supply-failure", on, fields, product=product)

    @classmethod
    def price_increase(cls, on: date, *, percent: float, product: str | None = None, **fields: Any) -> Event:
        """Prices that the client pays rose by so many per cent."""
        return cls._of("price-increase", on, fields, percent=percent, product=product)

    @classmethod
    def discount_asked(cls, on: date, **fields: Any) -> Event:
        """The client asked for a lower price."""
        return cls._of("discount-asked", on, {"by": Reporter.CLIENT, **fields})

    @classmethod
    def range_change(cls, on: date, *, product: str | None = None, **fields: Any) -> Event:
        """An article or service that the client bought was dropped or repositioned."""
        return cls._of("range-change", on, fields, product=product)

    @classmethod
    def change_not_told(cls, on: date, **fields: Any) -> Event:
        """A change that the client was not told of in time."""
        return cls._of("change-not-told", on, {"human": True, **fields})

    @classmethod
    def missing_feature(cls, on: date, *, product: str | None = None, **fields: Any) -> Event:
        """The client asked for a function or fit that our product lacks."""
        return cls._of("missing-feature", on, fields, product=product)

    @classmethod
    def staff_incident(cls, on: date, *, employee: str | None = None, **fields: Any) -> Event:
        """An employee was rude, gossiped or let the client down."""
        return cls._of("staff-incident", on, {"human": True, "employee": employee, **fields})

    @classmethod
    def staff_left(cls, on: date, *, employee: str | None = None, **fields: Any) -> Event:
        """The employee whom the client knew left us or changed post."""
        return cls._of("staff-left", on, {"employee": employee, **fields})

    @classmethod
    def escalation(cls, on: date, **fields: Any) -> Event:
        """The client went over its contact's head to our management."""
        return cls._of("escalation", on, {"by": Reporter.CLIENT, **fields})

    @classmethod
    def trust_doubted(cls, on: date, **fields: Any) -> Event:
        """The client doubts our word: wants guarantees, checks us, goes past us."""
        return cls._of("trust-doubted", on, fields)

    # what others did

    @classmethod
    def rival_offer(
        cls, on: date, *, rival: str = "", lure: str = "price", dearer: bool | None = None, **fields: Any
    ) -> Event:
        """A competitor's offer; `lure` is price, service, promise, amateur or lock-in."""
        return cls._of("rival-offer", on, fields, rival=rival, lure=lure, dearer=dearer)

    @classmethod
    def rival_contract(cls, on: date, *, rival: str = "", until: date | None = None, **fields: Any) -> Event:
        """A contract, programme or share binds the client to a competitor."""
        return cls._of("rival-contract", on, fields, rival=rival, until=until)

    @classmethod
    def tender_lost(cls, on: date, *, rival: str = "", **fields: Any) -> Event:
        """We lost in a tender or by procurement rules."""
        return cls._of("tender-lost", on, fields, rival=rival)

    @classmethod
    def rumour(cls, on: date, *, source: str = "", **fields: Any) -> Event:
        """A third party spoke ill of us."""
        return cls._of("rumour", on, fields, source=source)

    @classmethod
    def outside_pressure(cls, on: date, **fields: Any) -> Event:
        """Administrative pressure or a kickback."""
        return cls._of("outside-pressure", on, fields)

    @classmethod
    def multi_sourcing(cls, on: date, **fields: Any) -> Event:
        """The client was seen to buy now here, now there."""
        return cls._of("multi-sourcing", on, fields)

    # what happened at the client

    @classmethod
    def management_change(cls, on: date, **fields: Any) -> Event:
        """New management or owners at the client."""
        return cls._of("management-change", on, fields)

    @classmethod
    def contact_left(cls, on: date, *, person: str = "", **fields: Any) -> Event:
        """Our contact moved to another post or lost buying authority."""
        return cls._of("contact-left", on, fields, person=person)

    @classmethod
    def related_supplier(cls, on: date, **fields: Any) -> Event:
        """A relative or friend of the client supplies it."""
        return cls._of("related-supplier", on, fields)

    @classmethod
    def payment_overdue(cls, on: date, *, days: int | None = None, **fields: Any) -> Event:
        """An invoice is unpaid after its day, by so many days."""
        return cls._of("payment-overdue", on, fields, days=days)

    @classmethod
    def payment_settled(cls, on: date, **fields: Any) -> Event:
        """An overdue invoice was paid."""
        return cls._of("payment-settled", on, fields)

    @classmethod
    def terms_breached(cls, on: date, **fields: Any) -> Event:
        """The client broke the terms."""
        return cls._of("terms-breached", on, fields)

    @classmethod
    def insolvency(cls, on: date, **fields: Any) -> Event:
        """Insolvency proceedings."""
        return cls._of("insolvency", on, {"by": Reporter.REGISTER, **fields})

    @classmethod
    def moved_away(cls, on: date, *, in_reach: bool = False, **fields: Any) -> Event:
        """The client moved; `in_reach` when it is still inside our service area."""
        return cls._of("moved-away", on, fields, in_reach=in_reach)

    @classmethod
    def hard_times(cls, on: date, *, until: date | None = None, **fields: Any) -> Event:
        """A temporary gap at the client: parental leave, cash, illness."""
        return cls._of("hard-times", on, fields, until=until)

    @classmethod
    def project_finished(cls, on: date, **fields: Any) -> Event:
        """What the client needed us for is done."""
        return cls._of("project-finished", on, fields)

    @classmethod
    def in_house(cls, on: date, **fields: Any) -> Event:
        """The client does it itself now."""
        return cls._of("in-house", on, fields)

    # what was said about the reason

    @classmethod
    def stated_reason(
        cls, on: date, *, reason: str | None = None, by: Reporter | str = Reporter.CLIENT, **fields: Any
    ) -> Event:
        """Somebody said why the client left: `reason` is a reason code, or `text` is read. It stays unverified (E4.14)."""
        return cls._of("stated-reason", on, {"by": by, **fields}, reason=reason)

    @classmethod
    def deal_lost(cls, on: date, *, reason: str | None = None, rival: str = "", **fields: Any) -> Event:
        """A deal closed as lost, with the reason that the employee picked or wrote."""
        return cls._of("deal-lost", on, {"by": Reporter.EMPLOYEE, **fields}, reason=reason, rival=rival)

    @classmethod
    def could_leave(cls, on: date, *, reason: str | None = None, **fields: Any) -> Event:
        """A loyal client said what could make it leave (E3.10)."""
        return cls._of("could-leave", on, {"by": Reporter.CLIENT, **fields}, reason=reason)

    @classmethod
    def survey(cls, on: date, *, score: float, **fields: Any) -> Event:
        """A rating given by the client, 0 to 10."""
        return cls._of("survey", on, {"by": Reporter.CLIENT, **fields}, score=score)

    @classmethod
    def verified_cause(cls, on: date, *, reason: str, by: Reporter | str = Reporter.OBSERVER, **fields: Any) -> Event:
        """A cause settled by a record, a register or an observation independent of who stated it."""
        return cls._of("verified-cause", on, {"by": by, **fields}, reason=reason)

    # contact between us, plans and law

    @classmethod
    def contact(cls, on: date, *, channel: str = "call", **fields: Any) -> Event:
        """We spoke or wrote to the client."""
        return cls._of("contact", on, fields, channel=channel)

    @classmethod
    def inquiry(cls, on: date, *, product: str | None = None, **fields: Any) -> Event:
        """The client asked for something without buying yet."""
        return cls._of("inquiry", on, {"by": Reporter.CLIENT, **fields}, product=product)

    @classmethod
    def referral(cls, on: date, **fields: Any) -> Event:
        """The client sent somebody to us."""
        return cls._of("referral", on, {"by": Reporter.CLIENT, **fields})

    @classmethod
    def result(
        cls,
        on: date,
        *,
        key: str,
        result: str,
        until: date | None = None,
        reason: str | None = None,
        **fields: Any,
    ) -> Event:
        """How a step of the plan ended: see `clientreturn.recovery.Result`.

        A `reason-given` is what the client itself said: its `reason`, or its `text`, speaks in the next diagnosis.
        """
        said = {"by": Reporter.CLIENT} if isinstance(result, str) and result == "reason-given" else {}
        return cls._of("result", on, {**said, **fields}, key=key, result=result, until=until, reason=reason)

    @classmethod
    def offer(cls, on: date, *, offer: str = "", value: float | None = None, **fields: Any) -> Event:
        """An offer was made; `value` is what it is worth to the client, in money."""
        return cls._of("offer", on, fields, offer=offer, value=value)

    @classmethod
    def objection(cls, on: date, **fields: Any) -> Event:
        """The client objects to marketing or profiling."""
        return cls._of("objection", on, {"by": Reporter.CLIENT, **fields})

    # what the records do, which is no loss (R21)

    @classmethod
    def account_merged(cls, on: date, *, successor: str, **fields: Any) -> Event:
        """The account goes on under another id."""
        return cls._of("account-merged", on, fields, successor=successor)

    @classmethod
    def re_registered(cls, on: date, *, successor: str | None = None, **fields: Any) -> Event:
        """The client goes on under a new name or registration."""
        return cls._of("re-registered", on, fields, successor=successor)

    @classmethod
    def buys_through(cls, on: date, *, via: str, **fields: Any) -> Event:
        """The client buys from us through its group, a wholesaler or a marketplace."""
        return cls._of("buys-through", on, fields, via=via)

    @classmethod
    def _of(cls, kind: str, on: date, fields: dict[str, Any], **details: Any) -> Event:
        own = {
            name: value
            for name, value in details.items()
            if value is not None and not (type(value) is str and not value)
        }
        known = {attribute.name for attribute in attrs.fields(cls)}
        for name in fields.keys() - known - DETAILS.keys():
            raise ClientReturnError(
                f"Event.{name}",
                fields[name],
                f"a field of an event, or one of {', '.join(DETAILS)}",
                "a value of your own goes into data={…}",
                closest(name, (known | DETAILS.keys()) - {"on", "kind"}),
            )
        given = as_pairs(fields.pop("data", ()))
        if not isinstance(given, tuple) or any(type(pair) is not tuple or len(pair) != 2 for pair in given):
            raise ClientReturnError("Event.data", given, "a mapping from names to plain values", "data={'name': value}")
        data = {**own, **dict(given), **{k: v for k, v in fields.items() if k not in known}}
        return cls(on, kind, data=data, **{k: v for k, v in fields.items() if k in known})
