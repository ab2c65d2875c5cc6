"""The fuzzing of fuzz/, a little of it in every run; `python fuzz/run.py` does it at length."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("clientreturn.codec", exc_type=ImportError)
pytest.importorskip("polars")
pytest.importorskip("pandas")
pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")
sys.path.insert(0, str(Path(__file__).parents[1] / "fuzz"))

from doors import DOORS
from run import SHARES, input_of

SLOW = (
    "assess",
    "review",
    "measures",
    "policies",
    "frames",
    "rows",
    "figures",
    "review with anything",
    "codec, spoilt",
)


def test_every_door_has_its_share() -> None:
    assert set(SHARES) == set(DOORS)


@pytest.mark.parametrize("door", DOORS)
def test_the_first_inputs_of_a_door(door: str) -> None:
    for number in range(15 if door in SLOW else 150):
        DOORS[door](input_of(door, 1, number))


def shrunk(door: Callable[[Random], None], examples: int) -> None:
    """Hypothesis draws, and makes a finding as small as it can."""

    @settings(max_examples=examples, suppress_health_check=list(HealthCheck))
    @given(st.randoms(use_true_random=False))
    def tried(draw: Random) -> None:
        door(draw)

    tried()


@pytest.mark.parametrize("door", [door for door in DOORS if door not in SLOW])
def test_a_door_under_hypothesis(door: str) -> None:
    shrunk(DOORS[door], 30)
