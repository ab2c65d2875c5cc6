"""The buying account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any, Final

import attrs

from ..doors import door
from ..errors import ClientReturnError
from .contract import Contract
from .door import as_pairs, as_tuple, checked_day, checked_text, is_filled, is_flag, is_pairs, is_text, of
from .event import Event, Resolution
from .person import Owner, Person
from .purchase import Purchase

__all__ = ["Client"]


Horizon = date | Mapping[str, date] | tuple[tuple[str, date], ...] | None


def _as_periods(value: Iterable[tuple[date, date]]) -> tuple[tuple[date, date], ...]:
    given = as_tuple(value)
    if not isinstance(given, tuple):
        raise ClientReturnError("Client.closures", value, "a list of (first day, last day)")
    periods = []
    for period in given:
        try:
            first, last = period
        except (TypeError, ValueError):
            raise ClientReturnError("Client.closures", period, "(first day, last day)") from None
        if checked_day("Client.closures", last) < checked_day("Client.closures", first):
            raise ClientReturnError("Client.closures", period, "a last day not before the first", "swap the two")
        periods.append((first, last))
    apart: list[tuple[date, date]] = []
    for first, last in sorted(periods):
        if apart and first <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(last, apart[-1][1]))
        else:
            apart.append((first, last))
    return tuple(apart)


def _as_horizon(value: Horizon) -> date | tuple[tuple[str, date], ...] | None:
    if value is None or isinstance(value, date):
        return value
    by_source = as_pairs(value)
    if not isinstance(by_source, tuple) or any(type(pair) is not tuple or len(pair) != 2 for pair in by_source):
        raise ClientReturnError("Client.data_until", value, "a date, or a date for each source", "{'shop': date(…)}")
    for source, last in by_source:
        checked_text("Client.data_until", source)
        checked_day("Client.data_until", last)
    return by_source


def _as_owners(value: Iterable[Owner]) -> tuple[Owner, ...]:
    owners = as_tuple(value)
    if not isinstance(owners, tuple):
        return owners
    return tuple(sorted(owners, key=lambda owner: owner.since if isinstance(owner, Owner) else date.min))


@attrs.frozen
class Client:
    """An account that buys: a company or a consumer, with the people behind it.

    Records may come in any order. No purchase at all makes a prospect, one purchase a one-time client.

    Attributes:
        id: stable key of the surviving account.
        name: how it is called; shown, never interpreted.
        purchases: documents of buying.
        events: everything else that happened.
        contacts: people at the client.
        owners: employees who answered for it, each from a day on.
        contracts: running agreements; invoices under them are no visits (R22).
        company: `True` for a company, `False` for a consumer, `None` when unknown.
        country: ISO 3166 code, for permissions and holidays.
        segment: the firm's own grouping.
        trade: line of business, for occasions.
        traits: what people know of it, for worth: `promising`, `prestigious`, `pays-late`, `rude`, …
        margin: usual margin as a share of revenue (0–1), when purchases do not carry it.
        same_as: earlier ids of the same account that were merged into it (R21).
        data_until: last day that the records cover, or one for each source (R24); default: the day asked about.
        closures: periods in which we were shut or could not supply (R24); those that overlap are joined.
        data: plain values of the firm's own, for its own facts.

    >>> Client("C-7", purchases=[Purchase(date(2026, 1, 5), 120, "EUR")], owners=[Owner("olga", date(2025, 1, 1))]).id
    'C-7'
    """

    id: str = attrs.field(validator=is_filled)
    name: str = attrs.field(default="", validator=is_text, kw_only=True)
    purchases: tuple[Purchase, ...] = attrs.field(default=(), converter=as_tuple, validator=of(Purchase), kw_only=True)
    events: tuple[Event, ...] = attrs.field(default=(), converter=as_tuple, validator=of(Event), kw_only=True)
    contacts: tuple[Person, ...] = attrs.field(default=(), converter=as_tuple, validator=of(Person), kw_only=True)
    owners: tuple[Owner, ...] = attrs.field(default=(), converter=_as_owners, validator=of(Owner), kw_only=True)
    contracts: tuple[Contract, ...] = attrs.field(default=(), converter=as_tuple, validator=of(Contract), kw_only=True)
    company: bool | None = attrs.field(default=None, validator=is_flag, kw_only=True)
    country: str = attrs.field(default="", validator=is_text, kw_only=True)
    segment: str = attrs.field(default="", validator=is_text, kw_only=True)
    trade: str = attrs.field(default="", validator=is_text, kw_only=True)
    traits: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=of(str), kw_only=True)
    margin: float | None = attrs.field(default=None, kw_only=True)
    same_as: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=of(str), kw_only=True)
    data_until: date | tuple[tuple[str, date], ...] | None = attrs.field(
        default=None, converter=_as_horizon, kw_only=True
    )
    closures: tuple[tuple[date, date], ...] = attrs.field(default=(), converter=_as_periods, kw_only=True)
    data: tuple[tuple[str, Any], ...] = attrs.field(default=(), converter=as_pairs, validator=is_pairs, kw_only=True)

    @owners.validator
    def _check_owners(self, _: object, value: tuple[Owner, ...]) -> None:
        for earlier, later in pairwise(value):
            if earlier.since == later.since:
                raise ClientReturnError("Client.owners", later, "one owner a day", "correct one of the two dates")

    @data_until.validator
    def _check_data_until(self, _: object, value: object) -> None:
        if value is not None and not isinstance(value, tuple):
            checked_day("Client.data_until", value)

    @margin.validator
    def _check_margin(self, _: object, value: object) -> None:
        if value is None:
            return
        if isinstance(value, bool) or not isinstance(value, int | float) or not -1 <= value <= 1:
            raise ClientReturnError("Client.margin", value, "a share of revenue from -1 to 1", "write 0.3 for 30 %")

    def known_at(self, day: date) -> Client:
        """The account as the records stood on that day: nothing that happened or was learnt later.

        A complaint that was resolved later is open. Consents, roles and contracts carry their own days.
        """
        checked_day("known_at.day", day)
        if not self._learnt_after(day):
            return self
        return self._but(
            purchases=tuple([record for record in self.purchases if known(record, day)]),
            events=tuple([_reopened(record, day) for record in self.events if known(record, day)]),
            owners=tuple([owner for owner in self.owners if owner.since <= day]),
        )

    def _learnt_after(self, day: date) -> bool:
        """Whether something on record happened, was learnt or was resolved after a day."""
        for purchase in self.purchases:
            if purchase.on > day or (purchase.known_on is not None and purchase.known_on > day):
                return True
        if any(not known(event, day) or _resolved_after(event, day) for event in self.events):
            return True
        return any(owner.since > day for owner in self.owners)

    @door
    def recorded_by(self, day: date) -> Client:
        """The account as the records stood on a day, with all that they told about the days before.

        `known_at` asks both clocks with one day. Here an earlier day can be judged by what was known later: a credit
        note of January changes what is said in January about October, and nothing that was said in October.
        """
        known = self.known_at(day)
        records: tuple[Purchase | Event, ...] = (*known.purchases, *known.events)
        if all(record.known_on is None for record in records):
            return known
        return attrs.evolve(
            known,
            purchases=[attrs.evolve(record, known_on=None) for record in known.purchases],
            events=[attrs.evolve(record, known_on=None) for record in known.events],
        )

    @door
    def owner(self, day: date) -> Owner | None:
        """Who answers for the account on that day."""
        return next((owner for owner in reversed(self.owners) if owner.since <= day), None)

    def contracted(self, purchase: Purchase) -> bool:
        """Whether a purchase is an invoice under one of the contracts, and so no visit (R22)."""
        return any(contract.part == purchase.part and contract.covers(purchase.on) for contract in self.contracts)

    @property
    def parts(self) -> tuple[str, ...]:
        """Names of the categories, sites, channels and contracts that the account buys under (R18)."""
        bought = {purchase.part for purchase in self.purchases if purchase.part is not None}
        return tuple(sorted(bought | {contract.part for contract in self.contracts}))

    @door
    def part(self, name: str) -> Client:
        """The account as far as one part goes: its purchases and contracts; whatever else happened stays."""
        return self._but(
            purchases=tuple([purchase for purchase in self.purchases if purchase.part == name]),
            contracts=tuple([contract for contract in self.contracts if contract.part == name]),
        )

    def _but(self, **records: tuple[Any, ...]) -> Client:
        """The account with fewer of its records: those that are left were checked when they came in."""
        fewer: Client = object.__new__(Client)
        for name in _FIELDS:
            object.__setattr__(fewer, name, records[name] if name in records else getattr(self, name))
        return fewer

    @door
    def with_events(self, *events: Event) -> Client:
        """The account with more events; what `assume=` uses."""
        return attrs.evolve(self, events=(*self.events, *events))

    @door
    def detail(self, name: str) -> Any:
        """One of the firm's own values; `None` when there is none of that name."""
        return dict(self.data).get(name)

    def horizon(self, as_of: date) -> date:
        """The last day up to which silence is real: where the slowest of its sources still reaches."""
        checked_day("horizon.as_of", as_of)
        if self.data_until is None:
            return as_of
        if isinstance(self.data_until, date):
            return min(as_of, self.data_until)
        used = {purchase.source for purchase in self.purchases if purchase.source is not None}
        reaches = [last for source, last in self.data_until if not used or source in used]
        return min([as_of, *reaches])


_FIELDS: Final = tuple(field.name for field in attrs.fields(Client))


def known(record: Purchase | Event, day: date) -> bool:
    """Whether a record had happened and was known on a day."""
    return record.on <= day and (record.known_on is None or record.known_on <= day)


def _resolved_after(event: Event, day: date) -> bool:
    return event.resolved_on is not None and event.resolved_on > day


def _reopened(event: Event, day: date) -> Event:
    return attrs.evolve(event, resolved=Resolution.OPEN, resolved_on=None) if _resolved_after(event, day) else event
