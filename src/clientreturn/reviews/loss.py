"""Loss rate of a period: those lost in it, of those who were clients at its start (E3.6)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from .row import Row

__all__ = ["LossRate", "loss_rate", "loss_rates_by_employee"]

FEWEST_CLIENTS = 20
BAND = (0.10, 0.25)


@attrs.frozen
class LossRate:
    """Lost clients of all clients in a period.

    Attributes:
        start: first day of the period.
        end: last day.
        clients: clients at the start; prospects out, returned in.
        lost: those of them that were lost in the period.
        who: the employee it is about; empty for the whole firm.
    """

    start: date
    end: date
    clients: int
    lost: int
    who: str = ""

    @property
    def told(self) -> bool:
        """Whether there are enough clients to tell; a personal rate needs twenty (R23)."""
        return self.clients >= (FEWEST_CLIENTS if self.who else 1)

    @property
    def rate(self) -> float | None:
        """Share lost in the period; `None` when it cannot be told yet."""
        return self.lost / self.clients if self.told else None

    @property
    def yearly(self) -> float | None:
        """The rate for a year, before it is held against the band of 10–25 % (E4.1, E3.3)."""
        if self.rate is None:
            return None
        return float(1 - (1 - self.rate) ** (365 / max((self.end - self.start).days, 1)))

    @property
    def verdict(self) -> str:
        """The yearly rate against the band that practitioners name."""
        if self.yearly is None:
            return "cannot be told yet"
        low, high = BAND
        if self.yearly < low:
            return "below the band of 10–25 % a year"
        return "within the band of 10–25 % a year" if self.yearly <= high else "above the band of 10–25 % a year"


def loss_rate(rows: Iterable[Row], start: date, end: date, who: str = "") -> LossRate:
    """Counts who was a client on `start` and is gone by `end`."""
    clients = lost = 0
    for row in rows:
        if row.first_visit is None or row.first_visit > start or (row.since is not None and row.since <= start):
            continue
        clients += 1
        lost += row.since is not None
    return LossRate(start, end, clients, lost, who)


def loss_rates_by_employee(rows: Iterable[Row], start: date, end: date) -> tuple[LossRate, ...]:
    """One rate for each employee: a loss counts for whoever answered for the client when it was due (R23).

    Inherited clients are in nobody's rate.
    """
    of: dict[str, list[Row]] = {}
    for row in rows:
        who = row.responsible if row.since is not None else row.owner
        if who is not None:
            of.setdefault(who, []).append(row)
    return tuple(loss_rate(of[who], start, end, who) for who in sorted(of))
