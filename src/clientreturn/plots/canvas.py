"""What all plots share: a quiet Axes, colours that colour-blind people tell apart, ticks written by the language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from ..conditions import Unit
from ..errors import ClientReturnError
from ..standing import Standing
from ..words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

__all__ = ["AMBER", "BLUE", "GREEN", "GREY", "PURPLE", "SKY", "STANDINGS", "VERMILION", "canvas", "legend", "ticks"]

BLUE: Final = "#0072B2"
SKY: Final = "#56B4E9"
GREEN: Final = "#009E73"
AMBER: Final = "#E69F00"
VERMILION: Final = "#D55E00"
PURPLE: Final = "#CC79A7"
GREY: Final = "#9A9A9A"

STANDINGS: Final[dict[Standing | None, str]] = {
    Standing.PROSPECT: "#D5D5D5",
    Standing.ONE_TIME: SKY,
    Standing.ACTIVE: BLUE,
    Standing.AT_RISK: AMBER,
    Standing.IN_PAUSE: "#F0E442",
    Standing.RETURNED: GREEN,
    Standing.DORMANT: PURPLE,
    Standing.LOST: VERMILION,
    Standing.LOST_TWICE: "#7A3600",
    None: GREY,
}
"""A colour for each standing, and for one that cannot be told."""


def canvas(ax: Axes | None, title: str, words: Words, size: tuple[float, float] = (8.0, 4.5)) -> Axes:
    """The given Axes, or a new one, with its title and without a frame."""
    if ax is None:
        ax = _new(size)
    ax.set_title(title, loc="right" if words.right_to_left else "left", fontsize="large", fontweight="bold", pad=12)
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    ax.tick_params(length=3, labelsize="small")
    return ax


def _new(size: tuple[float, float]) -> Axes:
    try:
        from matplotlib import pyplot
    except ImportError:
        raise ClientReturnError(
            "clientreturn.plots", None, "matplotlib", "install the extra: pip install 'clientreturn[plots]'"
        ) from None
    _, ax = pyplot.subplots(figsize=size, layout="constrained")
    return ax


def ticks(axis: Axis, words: Words, unit: Unit, most: int = 6) -> None:
    """Few ticks, each written by the language in its unit."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axis.set_major_locator(MaxNLocator(most, steps=[1, 2, 5, 10], integer=unit in (Unit.COUNT, Unit.DAYS)))
    axis.set_major_formatter(FuncFormatter(_writer(words, unit)))


def days(axis: Axis, words: Words, most: int = 7) -> None:
    """Ticks at round days of the calendar, written by the language."""
    from matplotlib.dates import AutoDateLocator
    from matplotlib.ticker import FuncFormatter

    from ..conditions import Unit

    def written(value: float, _: Any) -> str:
        return words.write(day_of(value), Unit.DATE)

    axis.set_major_locator(AutoDateLocator(minticks=3, maxticks=most))  # type: ignore[no-untyped-call]
    axis.set_major_formatter(FuncFormatter(written))


def number(day: date) -> float:
    """Where a day stands on the axis: days since 1970."""
    return float(day.toordinal() - EPOCH)


def day_of(value: float) -> date:
    """The day at a place of the axis."""
    return date.fromordinal(int(value) + EPOCH)


EPOCH: Final = date(1970, 1, 1).toordinal()


def _writer(words: Words, unit: Unit) -> Callable[[float, Any], str]:
    def written(value: float, _: Any) -> str:
        return words.write(round(value, 9), unit)

    return written


def legend(ax: Axes, entries: dict[str, str], below: float = 24) -> None:
    """Squares of colour with their meaning, so many points under the plot."""
    from matplotlib.patches import Patch
    from matplotlib.transforms import ScaledTranslation

    ax.legend(
        handles=[Patch(color=colour, label=text) for text, colour in entries.items()],
        loc="upper center",
        bbox_to_anchor=(0.5, 0.0),
        bbox_transform=ax.transAxes + ScaledTranslation(0, -below / 72, ax.figure.dpi_scale_trans),
        ncols=min(len(entries), 6),
        frameon=False,
        fontsize="small",
        handlelength=1,
        handleheight=1,
    )
