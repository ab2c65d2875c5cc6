"""A contract speaks for itself: notice or expiry decides, not silence (R22)."""

from __future__ import annotations

from datetime import date

import attrs
from dateutil.relativedelta import relativedelta

from ..days import later
from ..doors import door
from ..errors import ClientReturnError
from .door import is_day, is_filled, is_flag, maybe

__all__ = ["Contract"]


@attrs.frozen
class Contract:
    """A running agreement for one part of the account; invoices under it are no visits.

    Notice ends the relation on the day it is given: from then on the client is leaving, though it may be bound, and
    pay invoices, for a while longer.

    Attributes:
        part: the `Purchase.part` of its invoices.
        start: first day.
        ends: last day of the first term, if it is for a term.
        renews: whether it goes on after `ends`, each time for a term of the same length, unless notice is given.
        notice_on: day on which the client gave notice.
        last_day: last day under notice, where it is not the end of the term in which notice was given.
    """

    part: str = attrs.field(validator=is_filled)
    start: date = attrs.field(validator=is_day)
    ends: date | None = attrs.field(default=None, validator=maybe(is_day))
    renews: bool = attrs.field(default=True, validator=is_flag, kw_only=True)
    notice_on: date | None = attrs.field(default=None, validator=maybe(is_day), kw_only=True)
    last_day: date | None = attrs.field(default=None, validator=maybe(is_day), kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.ends is not None and self.ends < self.start:
            raise ClientReturnError("Contract.ends", self.ends, f"a day not before the start {self.start}")
        if self.last_day is not None and (self.notice_on is None or self.last_day < self.notice_on):
            raise ClientReturnError(
                "Contract.last_day", self.last_day, "a day not before notice_on", "say when notice was given"
            )

    @door
    def runs(self, on: date) -> bool:
        """Whether the client is bound on that day, and has not given notice."""
        return on >= self.start and self.ended(on) is None

    @door
    def covers(self, on: date) -> bool:
        """Whether an invoice of that day is under the contract; before its start and after its last day it is a visit.

        After notice the term still runs to its end; without a term the day of notice is the last, unless `last_day`
        says otherwise.

        >>> hosting = Contract("hosting", date(2024, 1, 1), date(2024, 12, 31), notice_on=date(2025, 10, 1))
        >>> [hosting.covers(day) for day in (date(2023, 12, 1), date(2025, 11, 1), date(2026, 2, 1))]
        [False, True, False]
        """
        last = self._last
        return self.start <= on and (last is None or on <= last)

    @door
    def ended(self, on: date) -> date | None:
        """The day on which notice or expiry ended the relation, if it has by then."""
        if self._expiry is not None and self._expiry < on:
            return self._expiry if self.notice_on is None else min(self._expiry, self.notice_on)
        return self.notice_on if self.notice_on is not None and self.notice_on <= on else None

    @property
    def _expiry(self) -> date | None:
        """The day on which it ends without notice."""
        return None if self.renews else self.ends

    @property
    def _last(self) -> date | None:
        """The last day for invoices under it; `None` while it goes on."""
        if self.last_day is not None or self.notice_on is None:
            return self.last_day or self._expiry
        if self.ends is None or self.notice_on <= self.ends:
            return self.ends or self.notice_on
        return self._end_of_term(self.notice_on) if self.renews else self.ends

    def _end_of_term(self, on: date) -> date:
        """The end of the renewed term in which a day after the first one lies."""
        assert self.ends is not None
        after = later(self.ends, 1)
        length = relativedelta(after, self.start)
        months, days = 12 * length.years + length.months, length.days
        term = max(1, -(-(on - self.ends).days // (31 * months + days)))  # no term is longer than that
        while (end := later(after, days * term - 1, months=months * term)) < on:
            term += 1
        return end
