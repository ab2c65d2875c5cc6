"""A lattice over (gaps, mean gap, silence): where a surface of chances is held and read.

Three figures of a track carry all that a gamma renewal process with one regularity can tell. Held at
the nodes of a lattice and interpolated linearly between them, a surface that never rises along the
silence at its nodes never rises anywhere.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from math import log

from attrs import evolve, frozen

__all__ = ["Lattice", "lattice_over"]

_GAP_COUNTS = (0, 1, 2, 3, 4, 5, 6, 8, 11, 16, 23, 32, 45, 64, 91, 128, 256, 512, 1024, 2048, 4096)
_MEAN_GAPS = 14
_SILENCES = 18
_HEADROOM = 4  # silences up to so many histories are told apart: a base may be read later than it was learnt


@frozen
class Lattice:
    """Nodes along three axes.

    Attributes:
        counts: numbers of inter-purchase times, ascending from 0.
        means: mean inter-purchase times, in days, ascending.
        silences: silences, in days, ascending from 0.
    """

    counts: tuple[int, ...]
    means: tuple[float, ...]
    silences: tuple[float, ...]

    def __len__(self) -> int:
        return len(self.counts) * len(self.means) * len(self.silences)

    def corners(self, gaps: int, span: float, silence: float) -> list[tuple[int, float]]:
        """The nodes around a track and their shares (which sum to 1).

        Args:
            gaps: number of inter-purchase times.
            span: days from the first to the last visit.
            silence: days since the last visit.
        """
        i, u = _between(self.counts, gaps)
        j, v = (0, 0.0) if gaps == 0 else _between_logs(self.means, span / gaps)
        k, w = _between(self.silences, silence)
        deep, wide = len(self.silences), len(self.silences) * len(self.means)
        found = []
        for di, pi in ((0, 1 - u), (1, u)):
            for dj, pj in ((0, 1 - v), (1, v)):
                for dk, pk in ((0, 1 - w), (1, w)):
                    share = pi * pj * pk
                    if share:
                        found.append(((i + di) * wide + (j + dj) * deep + k + dk, share))
        return found

    def later(self, days: float) -> Lattice:
        """The same clients, so many days later and still silent."""
        return evolve(self, silences=tuple(silence + days for silence in self.silences))

    def nearest(self, gaps: int, span: float, silence: float) -> int:
        """The node nearest to a track."""
        i, u = _between(self.counts, gaps)
        j, v = (0, 0.0) if gaps == 0 else _between_logs(self.means, span / gaps)
        k, w = _between(self.silences, silence)
        i, j, k = i + (u > 0.5), j + (v > 0.5), k + (w > 0.5)
        return (i * len(self.means) + j) * len(self.silences) + k

    def read(self, surface: tuple[float, ...], gaps: int, span: float, silence: float) -> float:
        """The surface's height at a track."""
        return sum(surface[node] * share for node, share in self.corners(gaps, span, silence))


def _between(nodes: tuple[float, ...] | tuple[int, ...], x: float) -> tuple[int, float]:
    if x >= nodes[-1]:
        return len(nodes) - 1, 0.0
    i = max(bisect_right(nodes, x) - 1, 0)
    return i, max((x - nodes[i]) / (nodes[i + 1] - nodes[i]), 0.0)


def _between_logs(nodes: tuple[float, ...], x: float) -> tuple[int, float]:
    if x >= nodes[-1]:
        return len(nodes) - 1, 0.0
    if x <= nodes[0]:
        return 0, 0.0
    i = bisect_right(nodes, x) - 1
    return i, log(x / nodes[i]) / log(nodes[i + 1] / nodes[i])


def lattice_over(tracks: Iterable[tuple[int, float, float]], history: float, horizon: float) -> Lattice:
    """A lattice that covers the tracks `(gaps, span, silence)` of a history so many days long."""
    most, shortest, longest = 0, history, 0.0
    for gaps, span, _ in tracks:
        most = max(most, gaps)
        if gaps:
            mean = span / gaps
            shortest, longest = min(shortest, mean), max(longest, mean)
    top = next((i for i, count in enumerate(_GAP_COUNTS) if count >= most), len(_GAP_COUNTS) - 1)
    longest = max(longest, shortest * 2)
    least = min(shortest, horizon) / 4
    return Lattice(
        counts=_GAP_COUNTS[: max(top, 1) + 1],
        means=tuple(_ladder(shortest, longest, _MEAN_GAPS)),
        silences=(0.0, *_ladder(least, history * _HEADROOM, _SILENCES - 1)),
    )


def _ladder(low: float, high: float, steps: int) -> list[float]:
    return [low * (high / low) ** (i / (steps - 1)) for i in range(steps)]
