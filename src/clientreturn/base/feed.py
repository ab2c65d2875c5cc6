"""Is the feed of records complete? A sudden drop of the whole base is a fault of it until shown otherwise (R24)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from itertools import accumulate

import attrs

from ..doors import typed
from ..errors import ClientReturnError
from ..phrases import Said, said
from .gamma import gamma_cdf

__all__ = ["Feed", "stale"]

_WIDTHS = (7, 14, 28, 56)  # whole weeks, so that a weekend is no drop; small bases need longer to tell
_LEFT = 0.25  # what is left after a drop that no decline explains
_RARE = 1e-6  # chance of so few visits, were as much as that left
_PAST = 8  # widths of history before a drop, to know how visits swing
_LONGEST = 20 * 366  # days looked at on either side of the last visit: an odd day of long ago costs no time
_UNLIKE = 0.5  # a drop counts only when it goes twice as far as any before it


@attrs.frozen(field_transformer=typed)
class Feed:
    """A source of records that fell silent all at once.

    Attributes:
        source: the `Purchase.source` it is about; empty for the whole base.
        until: ordinal of the last day up to which it was complete.
        observed: visits on record from then on.
        expected: visits that were to be expected in these days, at the rate before.
    """

    source: str
    until: int
    observed: int
    expected: int

    def __attrs_post_init__(self) -> None:
        if not 1 <= self.until <= date.max.toordinal():
            raise ClientReturnError("Feed.until", self.until, "the ordinal of a day")

    @property
    def warning(self) -> Said:
        """What is wrong, and what to do."""
        values = {"day": date.fromordinal(self.until), "observed": self.observed, "expected": self.expected}
        if self.source:
            return said(
                "feed.source-stale",
                "the records of {source} break off after {day}: {observed} visits since, where {expected} were to be "
                "expected; check the feed, silence runs only up to there",
                source=self.source,
                **values,
            )
        return said(
            "feed.stale",
            "the records of the whole base break off after {day}: {observed} visits since, where {expected} were to be "
            "expected; check the feed, silence runs only up to there",
            **values,
        )


def stale(visits: Mapping[int, int], as_of: int, *, source: str = "", closed: Collection[int] = ()) -> Feed | None:
    """The feed with the day on which it broke off; `None` where nothing speaks for a fault.

    Visits of the same number of weeks before and after a day are compared. It is a fault when fewer are left than a
    quarter (exact Poisson tail, one in a million), from then on to the end, and no earlier swing of the firm's own,
    such as the end of a season, went half as far.

    Args:
        visits: visits by the ordinal of their day. First visits are best left out: they depend on campaigns.
        as_of: ordinal of the last day that the records should cover.
        source: what the visits are those of.
        closed: ordinals of days on which the firm was shut.

    >>> steady = {day: 20 for day in range(730_000, 730_400)}
    >>> stale(steady, 730_399), stale(steady, 730_410)
    (None, Feed(source='', until=730399, observed=0, expected=220))
    """
    if not visits:
        return None
    last = max(visits)
    first, end = max(min(visits), last - _LONGEST), min(as_of, last + _LONGEST)
    days = [day for day in range(first, end + 1) if day not in closed]
    whole = [0, *accumulate(visits.get(day, 0) for day in days)]
    for width in _WIDTHS:
        found = _break(whole, width)
        if found is not None:
            before = whole[found] - whole[found - width]
            rest = len(days) - found + as_of - end
            return Feed(source, days[found - 1], whole[-1] - whole[found], round(before * rest / width))
    return None


def _break(whole: list[int], width: int) -> int | None:
    """How many days the feed was complete for; `whole` is the running sum of visits."""
    last = len(whole) - 1 - width
    ratios = [
        (whole[at + width] - whole[at] + 1) / (whole[at] - whole[at - width] + 1) for at in range(width, last + 1)
    ]
    lowest = [*accumulate(ratios, min)]
    best: tuple[float, int] | None = None
    for at in range(_PAST * width, last + 1):
        before = whole[at] - whole[at - width]
        ratio = ratios[at - width]
        if ratio > _LEFT or ratio > _UNLIKE * lowest[at - 2 * width] or (best and ratio > best[0]):
            continue
        rest = (len(whole) - 1 - at) / width
        after = whole[at + width] - whole[at]
        if _rare(after, before * _LEFT) and _rare(whole[-1] - whole[at], before * _LEFT * rest):
            best = ratio, at
    return None if best is None else best[1]


def _rare(seen: int, expected: float) -> bool:
    """Whether so few are rarer than one in a million where so many are expected."""
    return seen < expected and 1 - gamma_cdf(seen + 1, expected) < _RARE
