"""What is asked of a table: the same of every client."""

from __future__ import annotations

from datetime import date

import attrs

from ..base import Base
from ..policy import Policy

__all__ = ["Question"]


@attrs.frozen
class Question:
    """What is asked, of every client alike.

    Attributes:
        as_of: the day asked about.
        client: column of the client's key.
        day: column of the day.
        keys: columns of a row's key: the client, and the part where parts are judged.
        policy: rules and numbers.
        base: what was learnt.
        data_until: last day that the records cover.
        losses_at_most: past losses of one client that a bounded plan looks for.
    """

    as_of: date
    client: str
    day: str
    keys: tuple[str, ...]
    policy: Policy
    base: Base
    data_until: date | None
    losses_at_most: int

    @property
    def today(self) -> int:
        """Ordinal of the day."""
        return self.as_of.toordinal()

    @property
    def reach(self) -> int:
        """Ordinal of the day up to which silence is real."""
        return self.today if self.data_until is None else min(self.today, self.data_until.toordinal())
