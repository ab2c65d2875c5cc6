"""What looking at many does to chance."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["holm"]


def holm(chances: Sequence[float]) -> tuple[float, ...]:
    """Probabilities corrected for looking at all of them (Holm 1979); in the order given.

    >>> [round(chance, 3) for chance in holm([0.01, 0.04, 0.03])]
    [0.03, 0.06, 0.06]
    """
    order = sorted(range(len(chances)), key=chances.__getitem__)
    corrected = [1.0] * len(chances)
    reached = 0.0
    for rank, place in enumerate(order):
        reached = max(reached, min(1.0, (len(chances) - rank) * chances[place]))
        corrected[place] = reached
    return tuple(corrected)
