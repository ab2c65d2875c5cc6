"""A document of buying: an order, an invoice, a credit note."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs

from ..money import as_amount, checked_amount, checked_currency
from .door import is_day, is_filled, maybe

__all__ = ["Purchase"]


def _as_margin(value: Decimal | int | str | float | None) -> Decimal | None:
    return None if value is None else as_amount(value)


@attrs.frozen
class Purchase:
    """One document.

    Documents with the same `ref` are one order: one visit on its earliest day, with their amounts added up.
    A negative amount is a credit note: it lowers the money, and removes the visit only when it cancels
    the order. A zero amount is no visit. Several orders on one day are one visit.

    Attributes:
        on: day of the document.
        amount: money, negative for a credit note.
        currency: ISO 4217 code.
        ref: number of the order that the document belongs to.
        part: category, site, channel or contract that it was bought under.
        margin: money left of the amount after its direct costs, in the same currency.
        source: where the record comes from, e.g. a branch; see `Client.data_until`.
        known_on: day on which we learnt of it; `None` means on the day itself.

    >>> Purchase(date(2026, 3, 1), "120.50", "EUR").amount
    Decimal('120.50')
    """

    on: date = attrs.field(validator=is_day)
    amount: Decimal = attrs.field(converter=as_amount)
    currency: str = attrs.field()
    ref: str | None = attrs.field(default=None, validator=maybe(is_filled), kw_only=True)
    part: str | None = attrs.field(default=None, validator=maybe(is_filled), kw_only=True)
    margin: Decimal | None = attrs.field(default=None, converter=_as_margin, kw_only=True)
    source: str | None = attrs.field(default=None, validator=maybe(is_filled), kw_only=True)
    known_on: date | None = attrs.field(default=None, validator=maybe(is_day), kw_only=True)

    @amount.validator
    def _check_amount(self, _: object, value: object) -> None:
        checked_amount("Purchase.amount", value)

    @currency.validator
    def _check_currency(self, _: object, value: object) -> None:
        checked_currency("Purchase.currency", value)

    @margin.validator
    def _check_margin(self, _: object, value: object) -> None:
        if value is not None:
            checked_amount("Purchase.margin", value)
