"""One condition, three readings: frames say what the scalar reading says, on every backend."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("narwhals")

from clientreturn.testing import bases, check_scalar_equals_frame, clients, policies

AT_HAND = ("pandas", "polars", "polars-lazy")


@st.composite
def worlds(draw: st.DrawFn) -> dict[str, Any]:
    found = draw(clients())
    return {"found": found, "base": draw(bases(found)), "policy": draw(policies())}


@pytest.mark.parametrize("backend", AT_HAND)
@given(world=worlds())
def test_scalar_equals_frame_at_hand(backend: str, world: dict[str, Any]) -> None:
    pytest.importorskip(backend.partition("-")[0])
    check_scalar_equals_frame(**world, backend=backend)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(world=worlds())
def test_scalar_equals_frame_in_duckdb(world: dict[str, Any]) -> None:
    pytest.importorskip("duckdb")
    check_scalar_equals_frame(**world, backend="duckdb", losses_at_most=2)
