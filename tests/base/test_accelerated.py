"""NumPy gives the numbers of plain Python."""

from __future__ import annotations

import pytest

from clientreturn.base.gamma import gamma_cdf
from clientreturn.base.learnt import LearntChances, learn_chances
from clientreturn.base.sums import sums_at

from .bases import START, a_base

pytest.importorskip("numpy")

from clientreturn.base.accelerated import NUMPY, chances_of

BASES = [
    pytest.param({"days": 500}, 60, id="irregular"),
    pytest.param({"days": 90}, 80, id="short history"),
    pytest.param({"days": 1000, "winter_only": 0.5}, 60, id="seasonal"),
]


@pytest.mark.parametrize(("base", "horizon"), BASES)
def test_both_engines_learn_the_same_chances(base: dict[str, float], horizon: int) -> None:
    tracks = [*a_base(clients=300, ahead=50, **base), ()]
    day = START + base["days"]
    plain, fast = learn_chances(tracks, day, horizon), learn_chances(tracks, day, horizon, engine=NUMPY)
    assert isinstance(plain, LearntChances)
    assert isinstance(fast, LearntChances)
    assert fast.shapes == plain.shapes
    assert fast.coefficients == pytest.approx(plain.coefficients, abs=1e-6)
    later = day + 40
    windows = plain.windows(later)
    told = [
        plain.of_sums(s.n, s.first, s.last, s.slog, s.slog2, s.counts, as_of=later)
        if (s := sums_at(track, later, windows))
        else None
        for track in tracks
    ]
    assert chances_of(fast, tracks, later) == pytest.approx(told, abs=2e-6)


@pytest.mark.parametrize(
    ("shape", "x", "expected"),
    [
        (1.0, 0.0, 0.0),
        (1.0, 2.0, 0.8646647167633873),  # 1 - exp(-2)
        (0.5, 0.5, 0.6826894921370859),  # erf(sqrt(0.5)), the normal distribution within one sd
        (2.0, 3.0, 0.8008517265285442),  # 1 - 4 exp(-3)
        (4.0, 60.0, 1.0),
    ],
)
def test_incomplete_gamma_function(shape: float, x: float, expected: float) -> None:
    assert gamma_cdf(shape, x) == pytest.approx(expected, abs=1e-10)
