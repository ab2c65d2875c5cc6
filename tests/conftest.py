"""Hypothesis profiles: quick for further Pythons, the default for every run, nightly for long fuzzing."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("quick", max_examples=20, deadline=None, derandomize=True)
settings.register_profile("everyday", max_examples=100, deadline=None, derandomize=True)
settings.register_profile(
    "nightly", max_examples=2_000, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("everyday")
