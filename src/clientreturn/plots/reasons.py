"""Why clients left: reasons by frequency, coloured by side, with the share that they add up to."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import fill
from typing import TYPE_CHECKING

from ..conditions import Unit
from ..reasons import UNKNOWN, Side
from ..reviews import Review
from ..words import ENGLISH, Words
from .canvas import BLUE, GREEN, GREY, VERMILION, canvas, legend

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["reasons"]

COLOURS: Mapping[str, str] = {
    Side.COMPANY.value: VERMILION,
    Side.COMPETITOR.value: BLUE,
    Side.CLIENT.value: GREEN,
    UNKNOWN: GREY,
}


LONGEST = 42
"""Letters in one line of a title."""


LEAST = 0.5
"""Losses below which a reason is counted among the rarer ones."""


def reasons(review: Review, ax: Axes | None = None, words: Words = ENGLISH, most: int = 12) -> Axes:
    """The Pareto of reasons: how many losses each is behind, most first (E3.10); those of unknown cause come last.

    A loss with several possible causes is shared out by their probabilities, as in `review.pareto`. Beside each bar:
    the losses, and which share of all losses the reasons make up to there. The rarest share one bar.
    """
    found = review.pareto
    known = [row for row in found.rows if row.reason != UNKNOWN]
    shown = [row for row in known[:most] if row.losses >= LEAST]
    rest = known[len(shown) :]
    bars = [(_title(row.reason, review, words), row.losses, _side(row.reason, review)) for row in shown]
    if rest:
        bars.append((words.label("plot.rarer", "rarer reasons"), sum(row.losses for row in rest), UNKNOWN))
    title = words.label("plot.reasons", "Why they left")
    ax = canvas(ax, title, words, (8.5, 1.2 + 0.36 * (len(bars) + bool(found.unknown))))
    so_far = 0.0
    for at, (_, losses, side) in enumerate(bars):
        so_far += losses
        ax.barh(at, losses, 0.72, color=COLOURS[side])
        _beside(ax, at, losses, f"{_count(losses, words)}  ·  {words.write(so_far / found.losses, Unit.PROBABILITY)}")
    if found.unknown:
        ax.barh(len(bars), found.unknown, 0.72, facecolor="none", edgecolor=GREY, linewidth=1.2)
        _beside(ax, len(bars), found.unknown, _count(found.unknown, words))
    names = [name for name, _, _ in bars]
    if found.unknown:
        names.append(words.label("plot.not-known", "not known yet"))
    ax.set_yticks(range(len(names)), names)
    ax.invert_yaxis()
    ax.margins(x=0.18)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.spines["bottom"].set_visible(False)
    ax.set_xticks([])
    sides = dict.fromkeys(side for _, _, side in bars if side != UNKNOWN)
    if sides:
        legend(ax, {words.label(f"side.{side}", f"{side}'s side"): COLOURS[side] for side in sides}, below=4)
    return ax


def _count(losses: float, words: Words) -> str:
    return words.write(round(losses, 1) if losses < 10 else round(losses), Unit.COUNT)


def _beside(ax: Axes, at: int, losses: float, text: str) -> None:
    ax.annotate(text, (losses, at), (5, 0), textcoords="offset points", va="center", fontsize="small")


def _title(code: str, review: Review, words: Words) -> str:
    return fill(words.label(f"reason.{code}", review.inputs.policy.reasons[code].title), LONGEST)


def _side(code: str, review: Review) -> str:
    return review.inputs.policy.reasons[code].side.value
