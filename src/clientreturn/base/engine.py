"""Who does the arithmetic of learning: plain Python, or something faster that gives the same numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import frozen

from clientreturn.base.features import rows_of
from clientreturn.base.logistic import curvature
from clientreturn.base.mixture import Mixture, learn_mixture, surface_of
from clientreturn.base.sums import Sums, sums_at

__all__ = ["PLAIN", "Engine"]

Tracks = Sequence[Sequence[float]]
Windows = Sequence[tuple[float, float]]


def _sums(tracks: Tracks, day: float, windows: Windows) -> list[Sums | None]:
    return [sums_at(track, day, windows) for track in tracks]


@frozen
class Engine:
    """The steps of learning that take the time.

    Attributes:
        sums: each track's sums on a day, `None` for who had not bought by then.
        learn_mixture: weights of a mixture, by EM.
        surface_of: a mixture's chance at each node of a lattice.
        rows: what the correction reads of each client.
        curvature: what one step of the logistic regression needs.
    """

    sums: Callable[[Tracks, float, Windows], list[Sums | None]] = _sums
    learn_mixture: Callable[..., Mixture] = learn_mixture
    surface_of: Callable[..., tuple[float, ...]] = surface_of
    rows: Callable[..., list[tuple[float, ...]]] = rows_of
    curvature: Callable[..., tuple[list[float], list[list[float]]]] = curvature


PLAIN = Engine()
