"""Loss rates beside what chance allows: a funnel plot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..conditions import Unit
from ..intervals import beta_share
from ..measures import LossReport
from ..reviews import LossRate
from ..words import ENGLISH, Words
from .canvas import AMBER, BLUE, GREY, VERMILION, canvas, ticks

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["control_limit", "funnel"]

WARNING, ALARM = 0.95, 0.998
"""Shares of rates that chance keeps inside the inner and the outer limit."""

TINY = 1e-9


def funnel(report: LossReport, ax: Axes | None = None, words: Words = ENGLISH, by: str = "employee") -> Axes:
    """Each employee's loss rate over the number of clients, in the funnel that chance allows around the firm's rate.

    Whoever lies outside has more (or less) than chance explains: something to look into, never a verdict (C4, R23).
    LossRates with too few clients for a rate are left out, and counted under the plot.

    Args:
        report: a loss report.
        ax: where to draw.
        words: the language.
        by: `employee`, or another division of the report, e.g. `segment` or `cohort`.
    """
    slices = report.by(by)
    told = [one for one in slices if one.told]
    title = words.label("plot.funnel", "Loss rates, and what chance allows")
    ax = canvas(ax, title, words, (8.0, 4.8))
    centre = report.total.rate
    if centre is None or not told:
        return ax
    least, most = _reach(told)
    sizes = _sizes(least, most)
    highest = max(one.rate or 0.0 for one in told)
    for inside, style in ((WARNING, "--"), (ALARM, "-")):
        for upper in (True, False):
            limits = [control_limit(size, centre, inside, upper=upper) for size in sizes]
            ax.plot(sizes, limits, color=GREY, linewidth=1.1, linestyle=style, zorder=1)
            if upper:
                highest = max(highest, limits[len(limits) // 8])
                text = words.say("plot.by-chance", "{share} by chance", share=(inside, Unit.PROBABILITY))
                if inside == ALARM:
                    text = words.say("plot.by-chance", "{share} by chance", share=(inside, Unit.RATE))
                ax.annotate(
                    text, (sizes[-1], limits[-1]), (4, 0), textcoords="offset points", va="center", fontsize="x-small",
                )  # fmt: skip
    ax.axhline(centre, color=GREY, linewidth=1.4, zorder=1)
    text = words.say("plot.all-clients", "all: {rate}", rate=(centre, Unit.PROBABILITY))
    ax.annotate(text, (sizes[-1], centre), (4, 0), textcoords="offset points", va="center", fontsize="x-small")
    for one in told:
        _point(ax, one, centre, words)
    ax.set_xlim(least, most)
    ax.set_ylim(0, min(1.0, highest * 1.12))
    ticks(ax.xaxis, words, Unit.COUNT)
    ticks(ax.yaxis, words, Unit.PROBABILITY)
    few = len(slices) - len(told)
    note = words.say("plot.too-few", "; {count} with too few clients not shown", count=few) if few else ""
    ax.set_xlabel(words.label("plot.clients-at-start", "clients at the start") + note)
    ax.set_ylabel(words.label("plot.loss-rate", "loss rate"))
    return ax


def _reach(told: list[LossRate]) -> tuple[int, int]:
    sizes = [len(one.base) for one in told]
    return max(1, int(min(sizes) * 0.75)), int(max(sizes) * 1.08) + 1


def _sizes(least: int, most: int) -> list[int]:
    return sorted({least + (most - least) * at // 120 for at in range(121)})


def _point(ax: Axes, one: LossRate, centre: float, words: Words) -> None:
    size, rate = len(one.base), one.rate or 0.0
    warned, alarmed = (_outside(size, rate, centre, inside) for inside in (WARNING, ALARM))
    ax.scatter([size], [rate], s=34, color=VERMILION if alarmed else AMBER if warned else BLUE, zorder=3)
    if warned:
        ax.annotate(words.tell(one.title), (size, rate), (6, 3), textcoords="offset points", fontsize="small")


def _outside(size: int, rate: float, centre: float, inside: float) -> bool:
    low, high = (control_limit(size, centre, inside, upper=upper) for upper in (False, True))
    return rate <= low or rate >= high


def control_limit(size: int, share: float, inside: float, *, upper: bool) -> float:
    """The rate that chance reaches (or falls to) with half of `1 − inside`, for so many clients.

    Exact: a count lies on or beyond the limit where its binomial tail is that small or smaller. Between whole counts
    the tail goes on as a beta distribution, so that the limit is smooth; beyond 0 and 1 nobody can be outside.

    >>> round(control_limit(100, 0.1, 0.95, upper=True), 3), round(control_limit(100, 0.1, 0.95, upper=False), 3)
    (0.167, 0.041)
    """
    tail = (1 - inside) / 2

    def beyond(count: float) -> bool:
        reached = (
            beta_share(share, count, size - count + 1) if upper else 1 - beta_share(share, count + 1, size - count)
        )
        return reached <= tail

    # From the count at which nothing is left of the tail towards the middle.
    outer, inner = (size + 1 - TINY, TINY) if upper else (TINY - 1, size - TINY)
    for _ in range(60):
        middle = (outer + inner) / 2
        outer, inner = (middle, inner) if beyond(middle) else (outer, middle)
    return outer / size
