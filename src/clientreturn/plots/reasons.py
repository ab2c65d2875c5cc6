"""Why clients left: reasons by frequency, coloured by side, with the share that they add up to."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import fill
from typing import TYPE_CHECKING

from ..conditions import Unit
from ..reasons import Side
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
    "unknown": GREY,
}


LONGEST = 42
"""Letters in one line of a title."""


def reasons(review: Review, ax: Axes | None = None, words: Words = ENGLISH, most: int = 15) -> Axes:
    """First causes of those who are gone, most frequent first (E3.10); losses without a cause come last.

    Beside each bar: the clients, and which share of the explained losses the reasons make up to there (Pareto).
    The rarest reasons beyond `most` are drawn as one bar.
    """
    title = words.label("plot.reasons", "Why they left")
    known = [(code, count) for code, count in review.reasons if code]
    unknown = sum(count for code, count in review.reasons if not code)
    shown, rest = known[:most], sum(count for _, count in known[most:])
    bars = [(_title(code, review, words), count, _side(code, review)) for code, count in shown]
    if rest:
        bars.append((words.label("plot.rarer", "rarer reasons"), rest, "unknown"))
    ax = canvas(ax, title, words, (8.5, 1.2 + 0.36 * (len(bars) + bool(unknown))))
    explained, so_far = sum(count for _, count in known), 0
    for at, (_, count, side) in enumerate(bars):
        so_far += count
        ax.barh(at, count, 0.72, color=COLOURS[side])
        share = words.write(so_far / explained, Unit.PROBABILITY)
        ax.annotate(
            f"{words.write(count, Unit.COUNT)}  ·  {share}", (count, at), (5, 0), textcoords="offset points",
            va="center", fontsize="small",
        )  # fmt: skip
    names = [name for name, _, _ in bars]
    if unknown:
        at = len(bars)
        ax.barh(at, unknown, 0.72, facecolor="none", edgecolor=GREY, linewidth=1.2)
        ax.annotate(
            words.write(unknown, Unit.COUNT),
            (unknown, at),
            (5, 0),
            textcoords="offset points",
            va="center",
            fontsize="small",
        )
        names.append(words.label("plot.not-known", "not known yet"))
    ax.set_yticks(range(len(names)), names)
    ax.invert_yaxis()
    ax.margins(x=0.18)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.spines["bottom"].set_visible(False)
    ax.set_xticks([])
    sides = dict.fromkeys(side for _, _, side in bars if side != "unknown")
    if sides:
        legend(ax, {words.label(f"side.{side}", f"{side}'s side"): COLOURS[side] for side in sides}, below=4)
    return ax


def _title(code: str, review: Review, words: Words) -> str:
    return fill(words.label(f"reason.{code}", review.inputs.policy.reasons[code].title), LONGEST)


def _side(code: str, review: Review) -> str:
    return review.inputs.policy.reasons[code].side.value
