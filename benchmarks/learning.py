"""How long learning the chances and reading them takes: 100,000 clients, about a million purchases.

python benchmarks/learning.py
"""

from __future__ import annotations

from random import Random
from time import perf_counter

from clientreturn.base.accelerated import NUMPY, chances_of
from clientreturn.base.learnt import LearntChances, learn_chances
from clientreturn.base.sums import sums_at

CLIENTS = 100_000
DAYS = 1100
HORIZON = 90


def a_base(clients: int = CLIENTS, seed: int = 7) -> list[tuple[int, ...]]:
    """Clients with rates, regularities and lifetimes of their own, about ten purchases each."""
    random = Random(seed)
    tracks = []
    for _ in range(clients):
        pace, shape = random.lognormvariate(3.7, 0.9), random.choice((0.6, 1.0, 2.0))
        day, left = random.uniform(0, DAYS), random.expovariate(1 / 420)
        end, visits = min(day + left, DAYS), {int(day)}
        while (day := day + random.gammavariate(shape, pace / shape)) < end:
            visits.add(int(day))
        tracks.append(tuple(sorted(visits)))
    return tracks


def main() -> None:
    tracks = a_base()
    print(f"{len(tracks)} clients, {sum(map(len, tracks))} purchases")
    started = perf_counter()
    chances = learn_chances(tracks, DAYS, HORIZON)
    learnt = perf_counter()
    assert isinstance(chances, LearntChances)
    windows = chances.windows(DAYS)
    read = [
        chances.of_sums(s.n, s.first, s.last, s.slog, s.slog2, s.counts, as_of=DAYS)
        for track in tracks
        if (s := sums_at(track, DAYS, windows))
    ]
    done = perf_counter()
    print(f"pure Python: learning {learnt - started:.1f} s, {len(read)} chances {done - learnt:.1f} s")
    started = perf_counter()
    faster = learn_chances(tracks, DAYS, HORIZON, engine=NUMPY)
    learnt = perf_counter()
    assert isinstance(faster, LearntChances)
    told = chances_of(faster, tracks, DAYS)
    done = perf_counter()
    print(f"NumPy: learning {learnt - started:.1f} s, {len(told)} chances {done - learnt:.1f} s")
    print(f"largest difference: {max(abs(a - b) for a, b in zip(read, told, strict=True) if b is not None):.1e}")


if __name__ == "__main__":
    main()
