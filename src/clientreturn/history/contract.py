"""A contract speaks for itself: notice or expiry decides, not silence (R22)."""

from __future__ import annotations

from datetime import date

import attrs

from ..errors import ClientReturnError
from .door import is_day, is_filled, is_flag, maybe

__all__ = ["Contract"]


@attrs.frozen
class Contract:
    """A running agreement for one part of the account; invoices under it are no visits.

    Attributes:
        part: the `Purchase.part` of its invoices.
        start: first day.
        ends: last day, if it is for a term.
        renews: whether it goes on after `ends` unless notice is given.
        notice_on: day on which the client gave notice.
    """

    part: str = attrs.field(validator=is_filled)
    start: date = attrs.field(validator=is_day)
    ends: date | None = attrs.field(default=None, validator=maybe(is_day))
    renews: bool = attrs.field(default=True, validator=is_flag, kw_only=True)
    notice_on: date | None = attrs.field(default=None, validator=maybe(is_day), kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.ends is not None and self.ends < self.start:
            raise ClientReturnError("Contract.ends", self.ends, f"a day not before the start {self.start}")

    def runs(self, on: date) -> bool:
        """Whether the client is bound on that day, and has not given notice."""
        if on < self.start or (self.notice_on is not None and self.notice_on <= on):
            return False
        return self.ends is None or on <= self.ends or self.renews

    def covers(self, on: date) -> bool:
        """Whether an invoice of that day is under the contract; before its start and after its last day it is a visit.

        After notice the term still runs to `ends`; without a term the day of notice is the last.

        >>> hosting = Contract("hosting", date(2025, 1, 1), date(2025, 12, 31), notice_on=date(2025, 10, 1))
        >>> [hosting.covers(day) for day in (date(2024, 12, 1), date(2025, 11, 1), date(2026, 2, 1))]
        [False, True, False]
        """
        if on < self.start:
            return False
        if self.notice_on is not None:
            return on <= max(self.notice_on, self.ends or self.notice_on)
        return self.renews or self.ends is None or on <= self.ends

    def ended(self, on: date) -> date | None:
        """The day on which notice or expiry ended the contract, if it has by then."""
        if self.notice_on is not None and self.notice_on <= on:
            return self.notice_on
        if self.ends is not None and not self.renews and self.ends < on:
            return self.ends
        return None
