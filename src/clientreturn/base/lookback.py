"""Looking back: what was known of the clients on a past day, and who bought within the horizon after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from attrs import frozen

from clientreturn.base.engine import PLAIN, Engine
from clientreturn.base.lattice import Lattice, lattice_over
from clientreturn.base.sums import Sums, bought_within

__all__ = ["YEAR", "LookBack", "look_back", "look_back_days", "season_windows", "windows_at"]

YEAR = 365
_LOOK_BACKS = 4
_LOOK_BACKS_BESIDE_SEASONS = 3
_SEASONS = 2
_HALF_A_YEAR = 183  # a longer horizon sees too much of the year for its season to matter


@frozen
class LookBack:
    """All clients of a past day.

    Attributes:
        day: the day up to which visits were known.
        horizon: days after it within which a purchase counts.
        history: days from the first visit of anybody.
        same_season: whether those days fall into the season that the chances are meant for.
        sums: each client's sums on the day.
        outcomes: 1 for each client that bought within the horizon, else 0.
        lattice: nodes covering the clients.
        nodes: how many clients are nearest to each node.
        bought: how many of them bought within the horizon.
    """

    day: float
    horizon: float
    history: float
    same_season: bool
    sums: tuple[Sums, ...]
    outcomes: tuple[float, ...]
    lattice: Lattice
    nodes: Mapping[int, float]
    bought: Mapping[int, float]

    @property
    def buyers(self) -> float:
        """How many of the clients bought within the horizon."""
        return sum(self.outcomes)


def look_back(
    tracks: Sequence[Sequence[float]],
    day: float,
    horizon: float,
    *,
    start: float,
    same_season: bool = False,
    engine: Engine = PLAIN,
) -> LookBack:
    """What was known on a day, and what came of it."""
    windows = windows_at(day, horizon, season_windows(day, horizon, start))
    sums: list[Sums] = []
    outcomes: list[float] = []

    for track, known in zip(tracks, engine.sums(tracks, day, windows), strict=True):
        if known:
            sums.append(known)
            outcomes.append(1.0 if bought_within(track, day, horizon) else 0.0)
    places = [(s.n - 1, s.last - s.first, day - s.last) for s in sums]
    lattice = lattice_over(places, day - start, horizon)
    nearest = [lattice.nearest(*place) for place in places]
    bought = Counter(node for node, outcome in zip(nearest, outcomes, strict=True) if outcome)
    return LookBack(
        day,
        horizon,
        day - start,
        same_season,
        tuple(sums),
        tuple(outcomes),
        lattice,
        Counter(nearest),
        bought,
    )


def windows_at(day: float, horizon: float, seasons: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """The windows in which visits are counted: the last horizon, the last three, and the earlier seasons."""
    return ((day - horizon, day), (day - 3 * horizon, day), *seasons)


def season_windows(day: float, horizon: float, start: float) -> tuple[tuple[float, float], ...]:
    """The days of the horizon, one and two years earlier, as far as the history reaches."""
    if horizon > _HALF_A_YEAR:
        return ()
    windows = ((day - YEAR * k, day - YEAR * k + horizon) for k in range(1, _SEASONS + 1))
    return tuple(window for window in windows if window[0] >= start)


def look_back_days(as_of: float, horizon: float, start: float) -> tuple[float, list[tuple[float, bool]]]:
    """The horizon to look back with, and the days to look back to, marked if of the same season.

    A history of less than two horizons is looked back to its middle, with the half that is left as the
    horizon. A year and two horizons allow to look at the same season, and earlier days are then chosen such
    that they, too, know the season of a year before.
    """
    history = as_of - start
    if history < 2 * horizon:
        half = history / 2
        return half, [(as_of - half, False)]
    seasonal = horizon <= _HALF_A_YEAR and history >= YEAR + 2 * horizon
    room = history - 2 * horizon - (YEAR if seasonal else 0)
    looks = _LOOK_BACKS_BESIDE_SEASONS if seasonal else _LOOK_BACKS
    step = min(horizon, room / (looks - 1))
    days = sorted({as_of - horizon - i * step for i in range(looks)}, reverse=True)
    found = [(day, False) for day in days]
    if seasonal:
        found += [(as_of - YEAR * k, True) for k in range(1, _SEASONS + 1) if history >= YEAR * k + horizon]
    return horizon, found
