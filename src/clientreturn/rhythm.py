"""Visits and the rhythm of buying: inter-purchase times, pooled with those of clients alike.

The rhythm of a client is five running sums (visits, first day, last day, Σ log gap, Σ log² gap). Usual gap
and quantiles follow from them in closed form, so that the same figures come out of a data frame's group-by.
Logarithms are summed as whole millionths: the order in which a backend adds them cannot change the sum.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from math import log
from typing import Any

import attrs

from .arithmetic import FLOATS, Arithmetic, rounded
from .doors import typed
from .history import Client, Purchase
from .money import Rates

__all__ = [
    "NO_RHYTHM",
    "Pooled",
    "Rhythm",
    "RhythmPrior",
    "Visits",
    "log_normal",
    "log_of",
    "pool",
    "pooled_of",
    "quantile",
    "square_of",
    "visits_of",
]

Z95 = 1.6448536269514722
"""Quantile of the standard normal distribution at 95 %."""


MILLION = 1e6
MILLIONTH = 1e-6


def square_of(log: Any) -> Any:
    """Square of a logarithm in millionths, in whole millionths; `log` is an int or an array of them.

    So rounded, the sums of a whole base stay far below 2⁵³: floats add them as exactly as integers do.

    >>> square_of(log_of(30))
    11568141
    """
    return (log * log + 500_000) // 1_000_000


@lru_cache(maxsize=4096)
def log_of(gap: int) -> int:
    """Logarithm of a gap of days (≥ 1), in whole millionths.

    >>> log_of(1), log_of(30)
    (0, 3401197)
    """
    return int(log(gap) * MILLION + 0.5)


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
    known = rates is not None or len({purchase.currency for purchase in purchases}) == 1
    orders: dict[str, list[Purchase]] = {}
    by_day: dict[int, Decimal] = {}
    revenue = Decimal(0)
    for purchase in purchases:
        if purchase.ref is not None:
            orders.setdefault(purchase.ref, []).append(purchase)
            continue
        amount = purchase.amount
        if rates is not None:
            converted = rates.convert(amount, purchase.currency, purchase.on)
            known = known and converted is not None
            amount = amount if converted is None else converted
        revenue += amount
        if amount > 0:
            day = purchase.on.toordinal()
            by_day[day] = by_day[day] + amount if day in by_day else amount
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
        tuple(map(by_day.__getitem__, days)) if known else None,
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


@attrs.frozen(field_transformer=typed)
class RhythmPrior:
    """What is known of the rhythm of clients alike, before looking at one client.

    The logarithm of a gap is normal. A prior is worth `weight` gaps for its centre and `freedom` gaps for its spread.

    Attributes:
        centre: mean of log gap, gaps in days; `None` when nothing is known (then a one-time client has no rhythm).
        weight: how many gaps the centre is worth (≥ 0).
        variance: variance of log gap within a client.
        freedom: how many gaps the variance is worth (≥ 0).
        reach: standard deviations beyond the centre that a silence rarely reaches; at least the 95 % quantile's.

    The default is the handbook's regular buyer, whose 95 % quantile lies at 4/3 of its usual gap (E3.5).
    """

    centre: float | None = None
    weight: float = 0.0
    variance: float = (log(4 / 3) / Z95) ** 2
    freedom: float = 3.0
    reach: float = Z95


def log_normal(gaps: Any, logs: Any, squares: Any, prior: RhythmPrior, maths: Arithmetic = FLOATS) -> tuple[Any, Any]:
    """Centre and spread (mean and standard deviation) of log gap for at least one gap, pooled with a prior.

    They are the usual conjugate ones of a normal sample. `gaps`, `logs` and `squares` are the running sums of
    `Rhythm`, or data-frame expressions of them as floats.
    """
    log_sum = logs * MILLIONTH
    own = log_sum / gaps
    scatter = maths.greatest(squares * MILLIONTH - log_sum * own, 0.0)
    if prior.centre is None or prior.weight == 0:
        centre = own
    else:
        away = own - prior.centre
        whole = gaps + prior.weight
        centre = (log_sum + prior.weight * prior.centre) / whole
        scatter = scatter + prior.weight * gaps * (away * away) / whole
    return centre, maths.sqrt((scatter + prior.freedom * prior.variance) / (gaps + prior.freedom))


def pool(gaps: Any, logs: Any, squares: Any, prior: RhythmPrior, maths: Arithmetic = FLOATS) -> tuple[Any, Any, Any]:
    """Usual gap, spread and own share of a client with at least one gap, pooled with its prior."""
    centre, spread = log_normal(gaps, logs, squares, prior, maths)
    weight = 0.0 if prior.centre is None else prior.weight
    return rounded(maths.exp(centre), 2, maths), spread, rounded(gaps / (gaps + weight), 4, maths)


def quantile(usual_gap: Any, spread: Any, z: float = Z95, maths: Arithmetic = FLOATS) -> Any:
    """Gap in days that is exceeded only as often as `z` standard deviations say."""
    return usual_gap * maths.exp(maths.least(spread * z, 50.0))


@attrs.frozen
class Pooled:
    """A client's rhythm pooled with its prior.

    Attributes:
        usual_gap: usual inter-purchase time in days (geometric mean).
        spread: standard deviation of log gap.
        own_share: how much of the usual gap is the client's own (0–1).
        reach: standard deviations beyond the usual gap that a silence rarely reaches.
    """

    usual_gap: float
    spread: float
    own_share: float
    reach: float = Z95

    def quantile(self, z: float = Z95) -> float:
        """Gap in days that the client exceeds only as often as `z` standard deviations say."""
        return float(quantile(self.usual_gap, self.spread, z))


@attrs.frozen
class Rhythm:
    """Running sums over the visits of one life.

    Attributes:
        visits: number of days of visit.
        first: ordinal of the first.
        last: ordinal of the last.
        logs: Σ log gap in millionths, gaps in days.
        squares: Σ log² gap in millionths.

    >>> Rhythm.of([10, 40, 70]).pooled(RhythmPrior()).usual_gap
    30.0
    """

    visits: int = 0
    first: int = 0
    last: int = 0
    logs: int = 0
    squares: int = 0

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
        gap = log_of(day - self.last)
        return Rhythm(self.visits + 1, self.first, day, self.logs + gap, self.squares + square_of(gap))

    def moved_to(self, day: int) -> Rhythm:
        """The same rhythm, counted from another last visit."""
        return Rhythm(self.visits, self.first, day, self.logs, self.squares)

    @property
    def gaps(self) -> int:
        """Number of inter-purchase times."""
        return max(self.visits - 1, 0)

    @property
    def log_sum(self) -> float:
        """Σ log gap."""
        return self.logs * MILLIONTH

    @property
    def log_squares(self) -> float:
        """Σ log² gap."""
        return self.squares * MILLIONTH

    def pooled(self, prior: RhythmPrior) -> Pooled | None:
        """The rhythm pooled with its prior; `None` when neither knows a gap."""
        return pooled_of(self.visits, self.logs, self.squares, prior)


def pooled_of(visits: int, logs: int, squares: int, prior: RhythmPrior) -> Pooled | None:
    """Running sums pooled with a prior; `None` when neither knows a gap."""
    if visits > 1:
        return Pooled(*pool(visits - 1, logs, squares, prior), prior.reach)
    return None if prior.centre is None else Pooled(*pool_of_others(prior.centre, prior.variance), prior.reach)


def pool_of_others(centre: float, variance: float) -> tuple[float, float, float]:
    """Usual gap, spread and own share of a client that has no gap of its own."""
    return rounded(FLOATS.exp(centre), 2), FLOATS.sqrt(variance), 0.0


NO_RHYTHM = Rhythm()
