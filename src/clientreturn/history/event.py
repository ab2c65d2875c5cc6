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
    """Who reported something (E3.10: each has its own reliability)."""

    RECORD = "record"
    REGISTER = "register"
    CLIENT = "client"
    EMPLOYEE = "employee"
    OBSERVER = "observer"


class Resolution(StrEnum):
    """How a complaint ended (E4.18)."""

    OPEN = "open"
    BADLY = "badly"
    WELL = "well"


def as_reporter(value: Reporter | str) -> Reporter:
    """A reporter from its name; other texts are left for the validator."""
    try:
        return Reporter(value)
    except ValueError:
        return value  # type: ignore[return-value]


def as_resolution(value: Resolution | str | None) -> Resolution | None:
    """A resolution from its name; other texts are left for the validator."""
    try:
        return Resolution(value)  # type: ignore[arg-type]
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

    @classmethod
    def complaint(cls, on: date, *, topic: str = "service", **fields: Any) -> Event:
        """A complaint about `topic`: delivery, quality, service, staff, price, billing, promise."""
        return cls._of("complaint", on, fields, topic=topic)

    @classmethod
    def declared_break(cls, on: date, **fields: Any) -> Event:
        """The client said in so many words that it leaves."""
        return cls._of("declared-break", on, {"by": Reporter.CLIENT, **fields})

    @classmethod
    def contract_cancelled(cls, on: date, **fields: Any) -> Event:
        """The client cancelled its contract."""
        return cls._of("contract-cancelled", on, fields)

    @classmethod
    def confirmed_move(cls, on: date, *, rival: str = "", **fields: Any) -> Event:
        """It is confirmed that the client buys from a competitor now."""
        return cls._of("confirmed-move", on, fields, rival=rival or None)

    @classmethod
    def late_delivery(cls, on: date, *, days: int | None = None, **fields: Any) -> Event:
        """A delivery came late, by so many days."""
        return cls._of("late-delivery", on, fields, days=days)

    @classmethod
    def broken_promise(cls, on: date, **fields: Any) -> Event:
        """We did not keep a promise or an agreement."""
        return cls._of("broken-promise", on, {"human": True, **fields})

    @classmethod
    def price_increase(cls, on: date, *, percent: float, **fields: Any) -> Event:
        """Prices that the client pays rose by so many per cent."""
        return cls._of("price-increase", on, fields, percent=percent)

    @classmethod
    def staff_incident(cls, on: date, *, employee: str | None = None, **fields: Any) -> Event:
        """An employee was rude, gossiped or let the client down."""
        return cls._of("staff-incident", on, {"human": True, "employee": employee, **fields})

    @classmethod
    def rival_offer(cls, on: date, *, rival: str = "", lure: str = "price", **fields: Any) -> Event:
        """A competitor's offer; `lure` is price, service, promise, amateur or lock-in."""
        return cls._of("rival-offer", on, fields, rival=rival or None, lure=lure)

    @classmethod
    def rumour(cls, on: date, *, source: str = "", **fields: Any) -> Event:
        """A third party spoke ill of us."""
        return cls._of("rumour", on, fields, source=source or None)

    @classmethod
    def management_change(cls, on: date, **fields: Any) -> Event:
        """New management or owners at the client."""
        return cls._of("management-change", on, fields)

    @classmethod
    def contact_left(cls, on: date, *, person: str = "", **fields: Any) -> Event:
        """Our contact moved to another post or lost buying authority."""
        return cls._of("contact-left", on, fields, person=person or None)

    @classmethod
    def hard_times(cls, on: date, *, until: date | None = None, **fields: Any) -> Event:
        """A temporary gap at the client: parental leave, cash, illness."""
        return cls._of("hard-times", on, fields, until=until)

    @classmethod
    def project_finished(cls, on: date, **fields: Any) -> Event:
        """What the client needed us for is done."""
        return cls._of("project-finished", on, fields)

    @classmethod
    def died(cls, on: date, *, person: str = "", suspected: bool = False, **fields: Any) -> Event:
        """A person died: the consumer itself, or a named contact of a company."""
        return cls._of("died", on, fields, person=person or None, suspected=suspected)

    @classmethod
    def stated_reason(cls, on: date, *, reason: str, by: Reporter | str = Reporter.CLIENT, **fields: Any) -> Event:
        """Somebody said why the client left; `reason` is a reason code. It stays unverified (E4.14)."""
        return cls._of("stated-reason", on, {"by": by, **fields}, reason=reason)

    @classmethod
    def verified_cause(cls, on: date, *, reason: str, by: Reporter | str = Reporter.OBSERVER, **fields: Any) -> Event:
        """A cause settled by a record, a register or an observation independent of who stated it."""
        return cls._of("verified-cause", on, {"by": by, **fields}, reason=reason)

    @classmethod
    def contact(cls, on: date, *, channel: str = "call", **fields: Any) -> Event:
        """We spoke or wrote to the client."""
        return cls._of("contact", on, fields, channel=channel)

    @classmethod
    def result(cls, on: date, *, key: str, result: str, until: date | None = None, **fields: Any) -> Event:
        """How a step of the plan ended: see `clientreturn.recovery.Result`."""
        return cls._of("result", on, fields, key=key, result=result, until=until)

    @classmethod
    def offer(cls, on: date, *, offer: str = "", value: float | None = None, **fields: Any) -> Event:
        """An offer was made; `value` is what it is worth to the client, in money."""
        return cls._of("offer", on, fields, offer=offer or None, value=value)

    @classmethod
    def objection(cls, on: date, **fields: Any) -> Event:
        """The client objects to marketing or profiling."""
        return cls._of("objection", on, {"by": Reporter.CLIENT, **fields})

    @classmethod
    def _of(cls, kind: str, on: date, fields: dict[str, Any], **details: Any) -> Event:
        own = {name: value for name, value in details.items() if value is not None}
        known = {attribute.name for attribute in attrs.fields(cls)}
        for name in fields.keys() - known - DETAILS.keys():
            raise ClientReturnError(
                f"Event.{name}",
                fields[name],
                f"a field of an event, or one of {', '.join(DETAILS)}",
                "a value of your own goes into data={…}",
                closest(name, (known | DETAILS.keys()) - {"on", "kind"}),
            )
        data = {**own, **dict(fields.pop("data", ())), **{k: v for k, v in fields.items() if k not in known}}
        return cls(on, kind, data=data, **{k: v for k, v in fields.items() if k in known})
