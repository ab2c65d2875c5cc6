"""What a track of visits comes to by a day: the few running sums that everything learnt here reads."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from math import log

from attrs import frozen

__all__ = ["Sums", "bought_within", "sums_at"]


@frozen
class Sums:
    """A client's visits up to a day, summed. Days are proleptic ordinals (`date.toordinal()`).

    Attributes:
        n: number of visits, at least 1.
        first: day of the first visit.
        last: day of the last visit.
        slog: sum of the natural logarithms of the n - 1 inter-purchase times in days.
        slog2: sum of their squares.
        counts: number of visits within each of some stated windows `(after, up_to)`.
    """

    n: int
    first: float
    last: float
    slog: float = 0.0
    slog2: float = 0.0
    counts: tuple[int, ...] = ()


def sums_at(track: Sequence[float], day: float, windows: Sequence[tuple[float, float]] = ()) -> Sums | None:
    """The sums of a sorted track of distinct visit days, as known at the end of a day.

    Args:
        track: visit days, ascending, each once.
        day: the day up to which visits count.
        windows: pairs `(after, up_to)`; a visit on `up_to` is inside, one on `after` is not.

    Returns:
        The sums, or `None` for who had not bought by then.

    >>> sums_at((1, 11, 47), 50, windows=((0, 10), (10, 50))).counts
    (1, 2)
    """
    n = bisect_right(track, day)
    if not n:
        return None
    slog = slog2 = 0.0
    before = track[0]
    for i in range(1, n):
        visit = track[i]
        value = log(visit - before)
        slog += value
        slog2 += value * value
        before = visit
    counts = tuple([bisect_right(track, b, 0, n) - bisect_right(track, a, 0, n) for a, b in windows])
    return Sums(n, track[0], before, slog, slog2, counts)


def bought_within(track: Sequence[float], day: float, horizon: float) -> bool:
    """Was there a visit within so many days after that day?

    >>> bought_within((1, 11, 47), 11, 36)
    True
    """
    n = bisect_right(track, day)
    return n < len(track) and track[n] <= day + horizon
