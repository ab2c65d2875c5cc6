"""Loss rate of a period: those lost in it, of those who were clients at its start (E3.6, R23)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import Final

import attrs

from ..conditions import Number, Tuning, Unit
from ..doors import typed
from ..intervals import Interval, clopper_pearson
from ..money import total
from ..outcome import Sizes, smallest_visible
from ..phrases import Said, said
from .row import Row

__all__ = ["FEWEST_OF_A_PERSON", "Band", "LossRate", "band_of", "loss_rate", "loss_rates_by_employee", "yearly"]

FEWEST_OF_A_PERSON: Final = 20
ALL: Final = Said("all-clients", "all clients")

band_low = Number("band-low", 0.10, Unit.PROBABILITY, "E4.1", "yearly loss that even good firms have", 0, 1)
band_high = Number("band-high", 0.25, Unit.PROBABILITY, "E4.1", "yearly loss up to which a firm is sound", 0, 1)


class Band(StrEnum):
    """A yearly loss rate against the band that practitioners name (E4.1, E3.3)."""

    BELOW = "below the band"
    WITHIN = "within the band"
    ABOVE = "above the band"
    NOT_YET = "cannot tell yet"


@attrs.frozen(field_transformer=typed)
class LossRate:
    """Losses among some of the clients: of one employee, segment, cohort, part, reason, or of all.

    Attributes:
        by: what the clients were divided by; `total` for all of them.
        name: which slice it is; `unknown` where the records do not say.
        base: ids of those who were clients on the first day.
        lost: ids of those of them who are gone on the last.
        undecided: how many of the base cannot be told.
        days: length of the period.
        money: revenue lost a year with the lost (E3.4); those without money are left out.
        fewest: clients below which no rate is given.
        band: lower and upper end of the sound band.
    """

    by: str
    name: str
    base: tuple[str, ...] = attrs.field(repr=False)
    lost: tuple[str, ...] = attrs.field(repr=False)
    undecided: int
    days: int
    money: Decimal
    fewest: int = 1
    band: tuple[float, float] = (0.10, 0.25)

    @property
    def told(self) -> bool:
        """Whether there are enough clients for a rate; a person's needs [20] (R23)."""
        return len(self.base) >= self.fewest

    @property
    def rate(self) -> float | None:
        """Lost of all clients in the period (E3.6); `None` when there are too few to tell."""
        return len(self.lost) / len(self.base) if self.told else None

    @property
    def interval(self) -> Interval:
        """Exact interval of the rate (Clopper & Pearson)."""
        return clopper_pearson(len(self.lost), len(self.base))

    @property
    def annual(self) -> float | None:
        """The rate of a year."""
        return None if self.rate is None else yearly(self.rate, self.days)

    @property
    def annual_interval(self) -> Interval:
        """Exact interval of the rate of a year."""
        return self.interval.through(lambda rate: yearly(rate, self.days))

    @property
    def verdict(self) -> Band:
        """The yearly rate against the band; `NOT_YET` when its interval reaches beyond one of the band's ends."""
        limits, (low, high) = self.annual_interval, self.band
        if self.annual is None:
            return Band.NOT_YET
        if limits.high < low:
            return Band.BELOW
        if limits.low > high:
            return Band.ABOVE
        return Band.WITHIN if low <= limits.low and limits.high <= high else Band.NOT_YET

    @property
    def smallest_visible(self) -> float | None:
        """The smallest change of the rate that a next period with as many clients would show (R20)."""
        return None if self.rate is None else smallest_visible(self.rate, Sizes(len(self.base), len(self.base)))

    @property
    def title(self) -> str:
        """Which slice it is, to be said again by its key where it is no name out of the records."""
        if isinstance(self.name, Said) or self.by not in ("side", "reason"):
            return self.name
        return Said(f"{self.by}.{self.name}", self.name)

    @property
    def text(self) -> Said:
        """The rate with its interval, what it is in a year, and what can be told from it."""
        values = {"name": self.title, "lost": len(self.lost), "clients": len(self.base)}
        if self.rate is None:
            few = "{name}: {lost} of {clients}; no rate below {fewest} clients"
            return said("loss.too-few", few, **values, fewest=self.fewest)
        limits = self.interval
        told = said(
            "loss.rate",
            "{name}: {lost} of {clients} = {rate} ({low} – {high}), {annual} a year: {verdict}",
            **values,
            rate=(self.rate, Unit.RATE),
            low=(limits.low, Unit.RATE),
            high=(limits.high, Unit.RATE),
            annual=(self.annual, Unit.RATE),
            verdict=self.verdict,
        )
        if self.verdict is not Band.NOT_YET:
            return told
        seen = self.smallest_visible
        if seen is None:
            return said("loss.unseen", "{rate}; too few to see any change", rate=told)
        return said("loss.seen", "{rate}; a rise below {least} would not be seen", rate=told, least=(seen, Unit.RATE))

    def __str__(self) -> str:
        return str(self.text)


def yearly(rate: float, days: int) -> float:
    """A loss rate of so many days as one of a year: what stays, stays at the same pace.

    >>> round(yearly(0.05, 91), 3), yearly(0.2, 365), yearly(1.0, 30)
    (0.186, 0.2, 1.0)
    """
    return rate if days == 365 else float(1 - (1 - rate) ** (365 / days))


def band_of(numbers: Tuning) -> tuple[float, float]:
    """The sound band of yearly loss rates, as the policy has it."""
    return numbers(band_low), numbers(band_high)


def loss_rate(rows: Iterable[Row], days: int, numbers: Tuning, employee: str = "") -> LossRate:
    """Those who were clients on the first day of a period, and are gone on its last; of all, or of one employee."""
    was = [row for row in rows if row.was_client]
    lost = [row for row in was if row.gone or (row.standing is None and not row.undecided)]
    money = total(Decimal(str(row.yearly)) for row in lost if row.yearly is not None)
    return LossRate(
        "employee" if employee else "total",
        employee or ALL,
        tuple(row.client for row in was),
        tuple(row.client for row in lost),
        sum(row.undecided for row in was),
        days,
        money,
        FEWEST_OF_A_PERSON if employee else 1,
        band_of(numbers),
    )


def loss_rates_by_employee(rows: Iterable[Row], days: int, numbers: Tuning) -> tuple[LossRate, ...]:
    """One rate for each employee: whoever owned the client on the day when its next purchase fell due (R23).

    Inherited clients are in nobody's rate.
    """
    of: dict[str, list[Row]] = {}
    for row in rows:
        if row.responsible is not None and row.was_client:
            of.setdefault(row.responsible, []).append(row)
    return tuple(loss_rate(of[who], days, numbers, who) for who in sorted(of))
