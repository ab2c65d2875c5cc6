"""How many of each cohort are still there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..conditions import Unit
from ..measures import Flows
from ..words import ENGLISH, Words
from .canvas import canvas

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["retention"]


def retention(flows: Flows, ax: Axes | None = None, words: Words = ENGLISH) -> Axes:
    """A row for each cohort of first purchase, a column for each later day: the share who are clients still.

    The first cohort holds everybody who first bought up to the first day.
    """
    cohorts = flows.cohorts
    across = len(flows.days)
    title = words.label("plot.retention", "Share of each cohort that is still with us")
    ax = canvas(ax, title, words, (1.8 + 0.72 * across, 1.2 + 0.42 * len(cohorts)))
    share = [[float("nan")] * (across - len(one.retention)) + list(one.retention) for one in cohorts]
    ax.pcolormesh(share, cmap="cividis", vmin=0, vmax=1, edgecolors=ax.get_facecolor(), linewidth=1.5)
    for at, line in enumerate(share):
        for column, value in enumerate(line):
            if value == value:
                ax.text(
                    column + 0.5, at + 0.5, words.write(value, Unit.PROBABILITY), ha="center", va="center",
                    fontsize="small", color="white" if value < 0.55 else "black",
                )  # fmt: skip
    ax.set_xticks([at + 0.5 for at in range(across)], [words.write(day, Unit.DATE) for day in flows.days])
    names = [f"{words.write(one.until, Unit.DATE)} ({words.write(one.size, Unit.COUNT)})" for one in cohorts]
    ax.set_yticks([at + 0.5 for at in range(len(cohorts))], names)
    ax.invert_yaxis()
    ax.tick_params(length=0)
    ax.tick_params(axis="x", rotation=35)
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    ax.set_ylabel(words.label("plot.cohort", "first purchase up to (clients)"))
    return ax
