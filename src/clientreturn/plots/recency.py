"""Where the clients stand by recency and frequency, and which of them are gone."""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING

from ..conditions import Unit
from ..errors import ClientReturnError
from ..reviews import Review
from ..rhythm import visits_of
from ..words import ENGLISH, Words
from .canvas import canvas, ticks

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["recency_frequency"]

WEEK = 7


def recency_frequency(review: Review, ax: Axes | None = None, words: Words = ENGLISH) -> Axes:
    """Clients by days since the last purchase (across) and number of purchases (up); both double from step to step.

    A square is as large as its clients are many; its colour is the share of them who are gone. Who buys often is
    gone sooner: the higher the row, the further to the left the colours change.

    Raises:
        ClientReturnError: when the review has kept no records.
    """
    cells = _cells(review)
    ax = canvas(ax, words.label("plot.recency-frequency", "Recency, frequency, and who is gone"), words, (8.0, 4.8))
    if not cells:
        return ax
    most = max(count for count, _ in cells.values())
    drawn = ax.scatter(
        [column for column, _ in cells],
        [level for _, level in cells],
        s=[max(16.0, 760 * count / most) for count, _ in cells.values()],
        c=[gone / count for count, gone in cells.values()],
        marker="s",
        cmap="cividis",
        vmin=0,
        vmax=1,
        linewidth=0.4,
        edgecolor="0.5",
    )
    columns = range(max(column for column, _ in cells) + 1)
    levels = range(max(level for _, level in cells) + 1)
    ax.set_yticks(list(levels), [_span(level) for level in levels])
    ax.set_ylim(-0.7, levels[-1] + 0.7)
    ax.set_xticks(list(columns), [_stretch(column) for column in columns])
    ax.set_xlim(-0.7, columns[-1] + 0.7)
    ax.set_xlabel(words.label("plot.since-last", "days since the last purchase"))
    ax.set_ylabel(words.label("plot.visits", "purchases"))
    bar = ax.figure.colorbar(drawn, ax=ax, pad=0.02, shrink=0.8, aspect=25)
    ticks(bar.ax.yaxis, words, Unit.PROBABILITY, 5)
    bar.ax.tick_params(labelsize="small")
    bar.outline.set_visible(False)
    bar.set_label(words.label("plot.share-gone", "share who are gone"))
    return ax


def _cells(review: Review) -> dict[tuple[int, int], tuple[int, int]]:
    """Clients, and the gone among them, by column and level."""
    records, rates = review.inputs.records, review.inputs.policy.rates
    if review.rows and not records:
        raise ClientReturnError(
            "review", "no records", "a review that kept its records", "review(…, keep_records=True)"
        )
    cells: dict[tuple[int, int], tuple[int, int]] = {}
    for row in review.rows:
        visits = len(visits_of(records[row.client].known_at(review.as_of), rates).days)
        if row.last_visit is not None:
            place = column_of((review.as_of - row.last_visit).days), int(log2(visits))
            count, gone = cells.get(place, (0, 0))
            cells[place] = count + 1, gone + row.gone
    return cells


def column_of(silence: int) -> int:
    """The first column is a week; each further one is twice as long as the one before.

    >>> [column_of(days) for days in (0, 6, 7, 13, 14, 27, 28)]
    [0, 0, 1, 1, 2, 2, 3]
    """
    return int(log2(silence / WEEK)) + 1 if silence >= WEEK else 0


def _stretch(column: int) -> str:
    """The days of a column.

    >>> _stretch(0), _stretch(2)
    ('0–6', '14–27')
    """
    first = 0 if column == 0 else WEEK * 2 ** (column - 1)
    return f"{first}–{WEEK * 2**column - 1}"


def _span(level: int) -> str:
    """The numbers of purchases that share a row.

    >>> _span(0), _span(2)
    ('1', '4–7')
    """
    return str(2**level) if level == 0 else f"{2**level}–{2 ** (level + 1) - 1}"
