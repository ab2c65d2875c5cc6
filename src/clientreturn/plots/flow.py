"""Who came, stayed, went quiet, was lost and came back, from day to day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..conditions import Unit
from ..measures import Flows, FlowTable, Place
from ..words import ENGLISH, Words
from .canvas import BLUE, PURPLE, VERMILION, canvas, legend

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["flow"]

ORDER = (Place.NOT_YET, Place.HERE, Place.QUIET, Place.LOST)
"""From top to bottom."""

COLOURS = {Place.NOT_YET: "#D5D5D5", Place.HERE: BLUE, Place.QUIET: PURPLE, Place.LOST: VERMILION}
WIDTH = 0.3
STEPS = 24


def flow(flows: Flows, ax: Axes | None = None, words: Words = ENGLISH) -> Axes:
    """Pillars of clients on each day, and streams of those who stay or change between them.

    A stream has the colour of the place it leaves; a pillar is as high as its clients are many.
    """
    title = words.label("plot.flows", "Who stays, goes and comes back")
    ax = canvas(ax, title, words, (9.0, 4.8))
    whole = sum(flows.base[0].values()) or 1
    for at, table in enumerate(flows.tables):
        _streams(ax, at, table, flows, whole)
    for at, base in enumerate(flows.base):
        _pillar(ax, at, base, whole, words)
    ax.set_xlim(-WIDTH, len(flows.days) - 1 + WIDTH)
    ax.set_ylim(0, whole * 1.02)
    ax.set_xticks(range(len(flows.days)), [words.write(day, Unit.DATE) for day in flows.days])
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.spines["bottom"].set_visible(False)
    ax.tick_params(axis="x", length=0)
    seen = [place for place in ORDER if any(base[place] for base in flows.base)]
    legend(ax, {words.label(f"Place.{place.value}", place.value): COLOURS[place] for place in seen})
    return ax


def _bottoms(base: dict[Place, int], whole: int) -> dict[Place, float]:
    """Where each place's part of a pillar begins."""
    bottoms, top = {}, float(whole)
    for place in ORDER:
        top -= base[place]
        bottoms[place] = top
    return bottoms


def _pillar(ax: Axes, at: int, base: dict[Place, int], whole: int, words: Words) -> None:
    for place, bottom in _bottoms(base, whole).items():
        count = base[place]
        if not count:
            continue
        ax.bar(at, count, WIDTH, bottom, color=COLOURS[place], linewidth=0, zorder=3)
        if count >= whole * 0.035:
            dark = place is Place.NOT_YET
            ax.text(
                at, bottom + count / 2, words.write(count, Unit.COUNT), ha="center", va="center", fontsize="x-small",
                color="black" if dark else "white", zorder=4,
            )  # fmt: skip


def _streams(ax: Axes, at: int, table: FlowTable, flows: Flows, whole: int) -> None:
    starts = {place: bottom + flows.base[at][place] for place, bottom in _bottoms(flows.base[at], whole).items()}
    ends = {place: bottom + flows.base[at + 1][place] for place, bottom in _bottoms(flows.base[at + 1], whole).items()}
    for before in ORDER:
        for after in ORDER:
            count = table.places.get((before, after), 0)
            if not count:
                continue
            _stream(ax, at, starts[before], ends[after], count, COLOURS[before], before is after)
            starts[before] -= count
            ends[after] -= count


def _stream(ax: Axes, at: int, start: float, end: float, count: int, colour: str, stays: bool) -> None:
    places = [at + WIDTH / 2 + (1 - WIDTH) * step / STEPS for step in range(STEPS + 1)]
    tops = [start + (end - start) * _smooth(step / STEPS) for step in range(STEPS + 1)]
    bottoms = [top - count for top in tops]
    ax.fill_between(places, bottoms, tops, color=colour, alpha=0.16 if stays else 0.5, linewidth=0, zorder=2)


def _smooth(x: float) -> float:
    """Level at both ends.

    >>> _smooth(0), _smooth(0.5), _smooth(1)
    (0, 0.5, 1)
    """
    return x * x * (3 - 2 * x)
