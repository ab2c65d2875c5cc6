"""What chance does when clients are drawn from a base, and when one looks at many names."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, fsum, lgamma

from ...errors import ClientReturnError

__all__ = ["holm", "lost_by_chance"]


def _log_ways(of: int, taken: int) -> float:
    return lgamma(of + 1) - lgamma(taken + 1) - lgamma(of - taken + 1)


def lost_by_chance(lost: int, exposed: int, all_lost: int, clients: int) -> float:
    """Probability that of `exposed` clients drawn blindly so many or more are among the lost (Fisher's exact test).

    >>> round(lost_by_chance(3, 3, 3, 43), 6), lost_by_chance(0, 5, 10, 100)
    (8.1e-05, 1.0)
    """
    if not (0 <= lost <= min(exposed, all_lost) and max(exposed, all_lost) <= clients):
        raise ClientReturnError("lost_by_chance", (lost, exposed, all_lost, clients), "parts that fit into the whole")
    least = max(0, exposed + all_lost - clients)
    if lost <= least:
        return 1.0
    whole = _log_ways(clients, exposed)
    return min(
        1.0,
        fsum(
            exp(_log_ways(all_lost, count) + _log_ways(clients - all_lost, exposed - count) - whole)
            for count in range(lost, min(exposed, all_lost) + 1)
        ),
    )


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
