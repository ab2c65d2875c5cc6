"""A fitted model of lifetimes, brought as `Chances`: the recipe of docs/own-chances.md."""

from __future__ import annotations

import math
import warnings
from typing import Any

import pytest
from attrs import field, frozen

from clientreturn.base.learnt import Chances
from clientreturn.base.sums import sums_at

from .bases import START, a_base

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    lifetimes = pytest.importorskip("lifetimes")


@frozen
class LifetimesChances:
    horizon: float
    model: Any = field(eq=False)
    warnings: tuple[str, ...] = ("the model takes every client to buy at random",)

    def windows(self, as_of: float) -> tuple[tuple[float, float], ...]:
        return ()

    def chance(
        self,
        n: int,
        first: float,
        last: float,
        slog: float,
        slog2: float,
        counts: tuple[int, ...] = (),
        *,
        as_of: float,
    ) -> float:
        expected = self.model.conditional_expected_number_of_purchases_up_to_time(
            self.horizon, n - 1, last - first, as_of - first
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
    told = [chances.chance(s.n, s.first, s.last, s.slog, s.slog2, as_of=day) for s in sums]
    assert all(0 <= p < 1 for p in told)
    busy = chances.chance(20, day - 200, day, 0, 0, as_of=day)
    assert busy > chances.chance(20, day - 400, day - 200, 0, 0, as_of=day)
