"""A fitted model of lifetimes, brought as `Chances`: the recipe of docs/guides/own-chances.md."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from typing import Any

import pytest
from attrs import field, frozen

from clientreturn.base import Chances
from clientreturn.base.sums import sums_at
from clientreturn.rhythm import NO_RHYTHM, Pooled, Rhythm

from .bases import START, a_base

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    lifetimes = pytest.importorskip("lifetimes")


@frozen
class LifetimesChances:
    horizon: float
    model: Any = field(eq=False)
    warnings: tuple[str, ...] = ("the model takes every client to buy at random",)

    def chance(self, rhythm: Rhythm, pooled: Pooled | None, silence: float, days: Sequence[int]) -> float:
        first, last = days[0], days[-1]
        expected = self.model.conditional_expected_number_of_purchases_up_to_time(
            self.horizon, len(days) - 1, last - first, last + silence - first
        )
        return 1 - math.exp(-float(expected))


@pytest.mark.filterwarnings("ignore")
def test_a_fitted_model_of_lifetimes_is_a_chance() -> None:
    day = START + 600
    sums = [s for track in a_base() if (s := sums_at(track, day))]
    model = lifetimes.ModifiedBetaGeoFitter(penalizer_coef=0.001)
    model.fit([s.n - 1 for s in sums], [s.last - s.first for s in sums], [day - s.first for s in sums])
    chances = LifetimesChances(horizon=60, model=model)
    assert isinstance(chances, Chances)
    busy = [day - 10 * back for back in range(20, -1, -1)]
    today, later = (chances.chance(NO_RHYTHM, None, silence, busy) for silence in (0, 200))
    assert 0 < later < today < 1
