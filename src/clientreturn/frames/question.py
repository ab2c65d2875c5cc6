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
    """

    as_of: date
    client: str
    day: str
    keys: tuple[str, ...]
    policy: Policy
    base: Base
    data_until: date | None

    @property
    def today(self) -> int:
        """Ordinal of the day."""
        return self.as_of.toordinal()

    @property
    def reach(self) -> int:
        """Ordinal of the day up to which silence is real."""
        reach = self.base.horizon(self.as_of).toordinal()
        return reach if self.data_until is None else min(reach, self.data_until.toordinal())
