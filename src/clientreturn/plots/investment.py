"""What winning back brought and cost, part by part."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ..conditions import Unit
from ..errors import ClientReturnError
from ..outcome import Romi
from ..words import ENGLISH, Words
from .canvas import BLUE, GREEN, GREY, VERMILION, canvas, ticks

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["romi"]


def romi(outcome: Romi, ax: Axes | None = None, words: Words = ENGLISH) -> Axes:
    """From the profit of the returned clients, cost by cost, down to what is left (E4.17).

    Raises:
        ClientReturnError: when the profit is unknown, because a returned client's margin is.
    """
    if outcome.profit is None:
        raise ClientReturnError("romi", outcome.why, "a known profit", "give margins, or the policy's")
    value = outcome.why if outcome.value is None else (outcome.value, Unit.PROBABILITY)
    back = words.say("plot.back", "{back} of {attempts} back", back=outcome.back, attempts=outcome.attempts)
    title = words.say("plot.romi", "Return on the investment: {value}", value=value)
    ax = canvas(ax, f"{title} ({back})", words, (8.0, 3.4))
    steps: list[tuple[str, Decimal, Decimal, str]] = []
    left = outcome.profit
    steps.append((words.label("romi.profit", "profit from returned clients"), Decimal(0), left, BLUE))
    for name, cost in (
        (words.label("romi.contacts", "contacts"), outcome.contacts),
        (words.label("romi.offers", "offers used"), outcome.offers),
        (words.label("romi.driver", "driver's share"), outcome.driver),
        (words.label("romi.fixed", "other costs"), outcome.fixed),
    ):
        steps.append((name, left, left - cost, VERMILION))
        left -= cost
    steps.append((words.label("romi.net", "what is left"), Decimal(0), left, GREEN if left >= 0 else VERMILION))
    for at, (_, start, end, colour) in enumerate(steps):
        ax.barh(at, float(end - start), 0.66, float(start), color=colour)
        text = words.write(round(float(end - start)), Unit.MONEY).replace("-", "−")
        right = float(max(start, end))
        ax.annotate(text, (right, at), (5, 0), textcoords="offset points", va="center", fontsize="small")
        if at + 1 < len(steps):
            ax.plot([float(end), float(end)], [at + 0.33, at + 0.67], color=GREY, linewidth=0.8)
    ax.axvline(0, color=GREY, linewidth=0.8, zorder=0)
    ax.set_yticks(range(len(steps)), [name for name, _, _, _ in steps])
    ax.invert_yaxis()
    ax.margins(x=0.17)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ticks(ax.xaxis, words, Unit.MONEY)
    return ax
