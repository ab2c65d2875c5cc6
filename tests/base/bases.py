"""Simulated client bases of different natures; deterministic."""

from __future__ import annotations

from functools import cache
from random import Random

from clientreturn.base.engine import PLAIN, Engine
from clientreturn.base.learnt import LearntChances, learn_chances

ENGINE: Engine
try:  # the same numbers, sooner; test_accelerated.py holds the two engines against each other
    from clientreturn.base.accelerated import NUMPY

    ENGINE = NUMPY
except ImportError:
    ENGINE = PLAIN

START = 730_000


@cache
def a_base(
    clients: float = 400,
    *,
    days: float = 600,
    ahead: float = 0,
    pace: float = 40,
    shape: float = 1.0,
    stay: float = 300,
    winter_only: float = 0.0,
    seed: float = 1,
) -> tuple[tuple[int, ...], ...]:
    """Tracks from START to START + days + ahead; everybody comes within the first `days`.

    Args:
        winter_only: share of clients that buy in the last sixty days of a year only.
    """
    random = Random(seed)
    tracks = []
    for _ in range(int(clients)):
        own, left = pace * random.lognormvariate(0, 0.7), random.expovariate(1 / stay)
        seasonal = random.random() < winter_only
        day = random.uniform(0, days)
        end, visits = min(day + left, days + ahead), {int(day)}
        while (day := day + random.gammavariate(shape, own / shape)) <= end:
            if not seasonal or day % 365 > 305:
                visits.add(int(day))
        tracks.append(tuple(START + visit for visit in sorted(visits)))
    return tuple(tracks)


@cache
def learnt(horizon: float = 60, **base: float) -> LearntChances:
    tracks = a_base(**base)
    days = int(base.get("days", 600))
    chances = learn_chances(tracks, START + days, horizon, engine=ENGINE)
    assert isinstance(chances, LearntChances)
    return chances
