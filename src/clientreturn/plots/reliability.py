"""Whether chances keep what they promise: expected against observed shares of buyers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..base.calibration import Calibration
from ..conditions import Unit
from ..intervals import wilson
from ..words import ENGLISH, Words
from .canvas import BLUE, GREY, canvas, ticks

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["reliability"]


def reliability(calibration: Calibration, ax: Axes | None = None, words: Words = ENGLISH) -> Axes:
    """The reliability diagram of chances on clients that they were not learnt from: `base.chances.calibration`.

    On the diagonal, of those given a chance of 30 % three in ten did buy. Bars are 95 % score intervals (Wilson).
    """
    ax = canvas(ax, words.label("plot.reliability", "What the chances promised, and what happened"), words, (5.6, 5.4))
    ax.plot([0, 1], [0, 1], color=GREY, linewidth=1.1, zorder=1)
    expected = [one.expected for one in calibration.bins]
    observed = [one.observed for one in calibration.bins]
    limits = [wilson(round(one.observed * one.clients), one.clients) for one in calibration.bins]
    below = [max(0.0, share - limit.low) for share, limit in zip(observed, limits, strict=True)]
    above = [max(0.0, limit.high - share) for share, limit in zip(observed, limits, strict=True)]
    ax.errorbar(
        expected, observed, yerr=[below, above], fmt="o-", color=BLUE, markersize=6, linewidth=1.4, elinewidth=1.4,
        zorder=3,
    )  # fmt: skip
    lines = (
        words.say("plot.judged", "{count} clients", count=calibration.clients),
        words.say(
            "plot.brier",
            "Brier score {own} (the overall share: {share})",
            own=f"{calibration.brier:.3f}",
            share=f"{calibration.brier_of_the_share:.3f}",
        ),
    )
    ax.annotate(
        "\n".join(lines), (0.98, 0.03), xycoords="axes fraction", ha="right", va="bottom", fontsize="small",
        linespacing=1.5,
    )  # fmt: skip
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1)
    ax.set_aspect("equal")
    ticks(ax.xaxis, words, Unit.PROBABILITY)
    ticks(ax.yaxis, words, Unit.PROBABILITY)
    within = (round(calibration.horizon), Unit.DAYS)
    ax.set_xlabel(words.say("plot.chance-given", "chance given of a purchase within {days}", days=within))
    ax.set_ylabel(words.label("plot.share-bought", "share that did buy"))
    return ax
