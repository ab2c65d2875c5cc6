"""Visits and the rhythm of buying: inter-purchase times, pooled with those of clients alike.

The rhythm of a client is five running sums (visits, first day, last day, Σ log gap, Σ log² gap). Usual gap
and quantiles follow from them in closed form, so that the same figures come out of a data frame's group-by.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from math import exp, log, sqrt

import attrs

from .history import Client, Purchase
from .money import Rates

__all__ = ["NO_RHYTHM", "Pooled", "Rhythm", "RhythmPrior", "Visits", "visits_of"]

Z95 = 1.6448536269514722
"""Quantile of the standard normal distribution at 95 %."""


@attrs.frozen
class Visits:
    """Days on which a client bought, and the money of each.

    Attributes:
        days: proleptic ordinals of the visits, ascending, each once.
        money: net amount of each visit in one currency; `None` when currencies mix without rates.
        revenue: net amount of all documents, cancelled orders and credit notes included; `None` likewise.
        margin: net margin where every document carries one, else `None`.
    """

    days: tuple[int, ...] = ()
    money: tuple[Decimal, ...] | None = ()
    revenue: Decimal | None = Decimal(0)
    margin: Decimal | None = None


def visits_of(client: Client, rates: Rates | None = None) -> Visits:
    """Documents folded into orders by `ref`, and orders into days of visit.

    An order that its credit notes cancel, a zero amount and a bare credit note are no visits, though their
    money counts. Invoices under a contract are no visits (R22).

    >>> from datetime import date
    >>> buys = [Purchase(date(2026, 1, 5), 80, "EUR", ref="A"), Purchase(date(2026, 1, 9), -80, "EUR", ref="A")]
    >>> visits_of(Client("C", purchases=buys)).days
    ()
    """
    purchases = [p for p in client.purchases if not client.contracted(p)] if client.contracts else client.purchases
    if not purchases:
        return Visits()
    currencies = {purchase.currency for purchase in purchases}
    known = rates is not None or len(currencies) == 1
    orders: dict[str, list[Purchase]] = {}
    by_day: dict[int, Decimal] = {}
    revenue = Decimal(0)
    for purchase in purchases:
        if purchase.ref is not None:
            orders.setdefault(purchase.ref, []).append(purchase)
            continue
        amount = _in_home(purchase, rates)
        if amount is None:
            known = False
            amount = purchase.amount
        revenue += amount
        if amount > 0:
            day = purchase.on.toordinal()
            by_day[day] = by_day.get(day, 0) + amount
    for documents in orders.values():
        amounts = [_in_home(document, rates) for document in documents]
        if None in amounts:
            known = False
            amounts = [document.amount for document in documents]
        net = sum((amount for amount in amounts if amount is not None), Decimal(0))
        revenue += net
        if net > 0:
            day = min(document.on for document in documents if document.amount > 0).toordinal()
            by_day[day] = by_day.get(day, 0) + net
    days = tuple(sorted(by_day))
    return Visits(
        days,
        tuple(by_day[day] for day in days) if known else None,
        revenue if known else None,
        _margin(purchases, rates) if known else None,
    )


def _in_home(purchase: Purchase, rates: Rates | None) -> Decimal | None:
    return purchase.amount if rates is None else rates.convert(purchase.amount, purchase.currency, purchase.on)


def _margin(purchases: Iterable[Purchase], rates: Rates | None) -> Decimal | None:
    margin = Decimal(0)
    for purchase in purchases:
        if purchase.margin is None:
            return None
        own = purchase.margin if rates is None else rates.convert(purchase.margin, purchase.currency, purchase.on)
        if own is None:
            return None
        margin += own
    return margin


@attrs.frozen
class RhythmPrior:
    """What is known of the rhythm of clients alike, before looking at one client.

    The logarithm of a gap is normal. A prior is worth `weight` gaps for its centre and `freedom` gaps for its spread.

    Attributes:
        centre: mean of log gap, gaps in days; `None` when nothing is known (then a one-time client has no rhythm).
        weight: how many gaps the centre is worth (≥ 0).
        variance: variance of log gap within a client.
        freedom: how many gaps the variance is worth (≥ 0).

    The default is the handbook's regular buyer, whose 95 % quantile lies at 4/3 of its usual gap (E3.5).
    """

    centre: float | None = None
    weight: float = 0.0
    variance: float = (log(4 / 3) / Z95) ** 2
    freedom: float = 3.0


@attrs.frozen
class Pooled:
    """A client's rhythm pooled with its prior.

    Attributes:
        usual_gap: usual inter-purchase time in days (geometric mean).
        spread: standard deviation of log gap.
        own_share: how much of the usual gap is the client's own (0–1).
    """

    usual_gap: float
    spread: float
    own_share: float

    def quantile(self, z: float = Z95) -> float:
        """Gap in days that the client exceeds only as often as `z` standard deviations say."""
        return self.usual_gap * exp(min(z * self.spread, 50.0))


@attrs.frozen
class Rhythm:
    """Running sums over the visits of one life.

    Attributes:
        visits: number of days of visit.
        first: ordinal of the first.
        last: ordinal of the last.
        log_sum: Σ log gap, gaps in days.
        log_squares: Σ log² gap.

    >>> Rhythm.of([10, 40, 70]).pooled(RhythmPrior()).usual_gap
    30.0
    """

    visits: int = 0
    first: int = 0
    last: int = 0
    log_sum: float = 0.0
    log_squares: float = 0.0

    @classmethod
    def of(cls, days: Iterable[int]) -> Rhythm:
        """The sums after the last of these ascending days."""
        visits = iter(days)
        first = next(visits, None)
        if first is None:
            return NO_RHYTHM
        rhythm = cls(1, first, first)
        for day in visits:
            rhythm = rhythm.then(day)
        return rhythm

    def then(self, day: int) -> Rhythm:
        """The sums after one more visit."""
        gap = log(day - self.last)
        return Rhythm(self.visits + 1, self.first, day, self.log_sum + gap, self.log_squares + gap * gap)

    def moved_to(self, day: int) -> Rhythm:
        """The same rhythm, counted from another last visit."""
        return Rhythm(self.visits, self.first, day, self.log_sum, self.log_squares)

    @property
    def gaps(self) -> int:
        """Number of inter-purchase times."""
        return max(self.visits - 1, 0)

    def pooled(self, prior: RhythmPrior) -> Pooled | None:
        """The rhythm pooled with its prior; `None` when neither knows a gap.

        Mean and variance of log gap are the usual conjugate ones of a normal sample.
        """
        gaps = self.visits - 1
        if gaps < 1:
            if prior.centre is None:
                return None
            return Pooled(round(exp(prior.centre), 2), sqrt(prior.variance), 0.0)
        own = self.log_sum / gaps
        scatter = max(self.log_squares - gaps * own * own, 0.0)
        weight = prior.weight if prior.centre is not None else 0.0
        centre = own
        if weight > 0 and prior.centre is not None:
            centre = (weight * prior.centre + self.log_sum) / (weight + gaps)
            scatter += weight * gaps * (own - prior.centre) ** 2 / (weight + gaps)
        variance = (prior.freedom * prior.variance + scatter) / (prior.freedom + gaps)
        return Pooled(round(exp(centre), 2), sqrt(variance), round(gaps / (gaps + weight), 4))


NO_RHYTHM = Rhythm()
