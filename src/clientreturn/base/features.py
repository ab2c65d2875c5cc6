"""What the correction of the chances reads of a client; written once, for one client and for columns of many."""

from __future__ import annotations

from collections.abc import Sequence
from math import log, sqrt
from typing import Any, Final

from clientreturn.arithmetic import FLOATS, Logarithms
from clientreturn.base.lattice import Lattice
from clientreturn.base.prior import LearntRhythm
from clientreturn.base.sums import Sums
from clientreturn.rhythm import MILLION, log_normal

__all__ = ["FEATURES", "MOMENT", "features_of", "rows_of"]

CERTAIN: Final = 1e-5
MOMENT: Final = 0.1  # of a horizon, added to silences so that today's visitors have a logarithm

FEATURES: Final = (
    "level",
    "season of the year",
    "rhythm and silence",
    "number of purchases",
    "length of the silence",
    "usual gap",
    "irregularity",
    "purchases in the last horizon",
    "purchases in the last three horizons",
    "purchases in the same season of earlier years",
)


def features_of(
    sums: Any,
    mixed: Any,
    rhythm: LearntRhythm,
    *,
    as_of: float,
    horizon: float,
    same_season: bool,
    season_level: float,
    maths: Logarithms = FLOATS,
) -> tuple[Any, ...]:
    """The figures in the order of `FEATURES`; days are counted in horizons.

    Args:
        sums: a client's `Sums`, or the same with a column in place of each figure.
        mixed: the chance by the mixture alone, likewise.
        rhythm: what is presumed of gaps; its centre must be known.
        as_of: the day.
        horizon: days within which a purchase is meant.
        same_season: whether the horizon falls into the season that the chances are meant for.
        season_level: the average client's purchases in the same season of earlier years (log(1 + count)).
        maths: whose logarithms.
    """
    prior = rhythm.prior
    assert prior.centre is not None
    gaps, known = maths.greatest(sums.n - 1, 1), sums.n > 1
    centre, spread = log_normal(gaps, sums.slog * MILLION, sums.slog2 * MILLION, prior, maths)
    sure = maths.greatest(maths.least(mixed, 1 - CERTAIN), CERTAIN)
    near, wide, *seasons = sums.counts
    return (
        1.0,
        1.0 if same_season else 0.0,
        maths.log(sure / (1 - sure)),
        maths.log(sums.n),
        maths.log(maths.greatest(as_of - sums.last, 0) / horizon + MOMENT),
        maths.where(known, centre, prior.centre) - log(horizon),
        2 * maths.log(maths.where(known, spread, sqrt(prior.variance))),
        maths.log1p(near),
        maths.log1p(wide),
        maths.log1p(sum(seasons)) - season_level if seasons else 0.0,
    )


def rows_of(
    sums: Sequence[Sums], lattice: Lattice, surface: tuple[float, ...], day: float, rhythm: LearntRhythm, **of: Any
) -> list[tuple[float, ...]]:
    """The figures of many clients; `of` goes on to `features_of`."""
    return [
        features_of(s, lattice.read(surface, s.n - 1, s.last - s.first, day - s.last), rhythm, as_of=day, **of)
        for s in sums
    ]
